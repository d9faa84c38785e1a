"""The questions asked before something is opened, written or lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from app.session.session import Entry
from app.window.main_window import MainWindow
from app.window.prompts import file_named
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality
from isegcore.labels import BIDS, INDEX, LabelScheme
from isegcore.shipped import shipped_path
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import answer_modal

Make = Callable[..., MainWindow]


def entry(folder: Path) -> Entry:
    return Entry("k", SubjectFiles("sub-01", {Modality.T1: folder / "sub-01_T1w.nii.gz"}))


@pytest.mark.parametrize(("button", "answer"), [("Discard", True), ("Keep", False)])
def test_results_are_discarded_only_when_the_user_says_so(
    button: str, answer: bool, make_window: Make, tmp_path: Path
) -> None:
    window = make_window()
    answer_modal(button)
    assert window.prompts.may_discard([entry(tmp_path)] * 4) is answer


def test_a_folder_is_asked_for_and_remembered(
    make_window: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window()
    study = tmp_path / "study"
    study.mkdir()
    asked_from = []

    def answer(parent: object, title: str, start: str) -> str:
        asked_from.append(start)
        return str(study)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    window.bar.qt("open.folder").trigger()
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert [e.files.id for e in window.session.entries] == ["study"]
    window.prompts.ask_folder()
    assert asked_from == ["", str(tmp_path)]


def test_giving_up_opens_nothing(make_window: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    window = make_window()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    window.bar.qt("open.files").trigger()
    assert not window.runner.busy
    assert not window.session.entries


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("a", "a.nii.gz"),
        ("a.gz", "a.nii.gz"),
        ("a.nii", "a.nii"),
        ("a.nii.gz", "a.nii.gz"),
        ("a.1", "a.1.nii.gz"),
    ],
)
def test_what_is_typed_becomes_a_nifti_name(typed: str, named: str) -> None:
    assert file_named(Path("/out") / typed) == Path("/out") / named


@pytest.mark.parametrize(("row", "scheme"), [(1, INDEX), (2, BIDS)])
def test_label_values_are_chosen_with_the_name(
    row: int, scheme: LabelScheme, make_window: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    heard: list[tuple[Path, LabelScheme, bool]] = []
    window.prompts.ask_export(entry(tmp_path), lambda *answer: heard.append(answer))
    dialog = window.findChild(QFileDialog, "export")
    assert isinstance(dialog, QFileDialog)
    dialog.selectNameFilter(dialog.nameFilters()[row])
    dialog.done(QDialog.DialogCode.Accepted)
    assert heard == [(tmp_path / "sub-01-pred.nii.gz", scheme, False)]


def test_the_export_folder_is_the_last_one_used_else_the_subjects(
    make_window: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only: set[str] = set()
    can = os.access
    monkeypatch.setattr("os.access", lambda path, mode: str(path) not in read_only and can(path, mode))
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "documents"))
    window = make_window()
    assert window.prompts.export_folder(entry(tmp_path)) == str(tmp_path)
    assert window.prompts.export_folder(entry(Path("/nowhere"))) == str(Path.home())
    used = tmp_path / "used"
    used.mkdir()
    window.prompts.remember("export", used)
    assert window.prompts.export_folder(entry(tmp_path)) == str(used)
    read_only.add(str(used))
    assert window.prompts.export_folder(entry(tmp_path)) == str(tmp_path)
    read_only.add(str(tmp_path))
    documents = tmp_path / "documents"
    documents.mkdir()
    assert window.prompts.export_folder(entry(tmp_path)) == str(documents)
    assert window.prompts.export_folder(entry(shipped_path("sample"))) == str(documents)


# Qt 6.12 takes a QPointF instead, which 6.11 does not.
@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
def test_only_files_are_welcome_to_drop(make_window: Make) -> None:
    window = make_window(FakeCore())

    def entered(*urls: QUrl) -> bool:
        mime = QMimeData()
        mime.setUrls(list(urls))
        event = QDragEnterEvent(
            QPoint(9, 9),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.ignore()
        window.dragEnterEvent(event)
        return event.isAccepted()

    assert entered(QUrl.fromLocalFile("/data/a.nii"))
    assert not entered(QUrl("https://example.org/a.nii"))
