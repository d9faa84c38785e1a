"""The model chooser: the library, files, cards, and models that cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.dialogs.card_page import card_page
from app.dialogs.model_dialog import ModelDialog
from app.window.main_window import MainWindow
from isegcore.network.config import UNetConfig
from isegcore.shipped import shipped_path
from tests.helpers.cards import bundle
from tests.helpers.window_fakes import FakeCore

SHIPPED = shipped_path("models") / "iseg-infant.keras"
MINE = Path("/library/mine.keras")

Open = Callable[..., tuple[MainWindow, ModelDialog]]


@pytest.fixture
def core() -> FakeCore:
    return FakeCore(models=(bundle(SHIPPED, title="The shipped one"), bundle(MINE, title="My own")))


@pytest.fixture
def open_dialog(make_window: Callable[..., MainWindow], core: FakeCore, qtbot: QtBot) -> Open:
    def make(*files: Path, chosen: str | None = None) -> tuple[MainWindow, ModelDialog]:
        window = make_window(core, *files)
        if chosen is not None:
            window.model.choose(chosen)
        window.bar.qt("model.choose").trigger()
        dialog = window.findChild(ModelDialog)
        assert isinstance(dialog, ModelDialog)
        qtbot.waitUntil(lambda: dialog.list.count() > 0 and not window.runner.busy)
        return window, dialog

    return make


def names(dialog: ModelDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_the_library_is_listed_with_the_card_of_the_model_in_use(open_dialog: Open) -> None:
    _, dialog = open_dialog()
    assert names(dialog) == ["iseg-infant, The shipped one", "mine, My own"]
    text = dialog.card.toPlainText()
    for words in (
        "The shipped one",
        "Finds tissue <fast>.",
        "Not for adults.",
        "Apache-2.0",
        "20 label maps",
    ):
        assert words in text
    assert "0.920" in text
    dialog.reject()


def test_another_model_is_used(open_dialog: Open, core: FakeCore, qtbot: QtBot) -> None:
    window, dialog = open_dialog(Path("/data/sub-01.nii.gz"))
    dialog.list.setCurrentRow(1)
    assert "My own" in dialog.card.toPlainText()
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert window.model.current == str(MINE)
    assert window.chooser.name.text() == "mine"
    window.work.segment()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert core.used_models == [str(MINE)]


def test_a_file_is_opened_and_used(
    open_dialog: Open, core: FakeCore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path("/elsewhere/other.keras")
    window, dialog = open_dialog()
    core.models = (*core.models, bundle(other, title="From a file"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    QTest.mouseClick(dialog.open_file, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    assert "From a file" in dialog.card.toPlainText()
    dialog.look_at(other)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert dialog.list.count() == 3
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert window.model.current == str(other)


def test_a_file_that_is_no_model_is_a_sentence(open_dialog: Open, qtbot: QtBot) -> None:
    window, dialog = open_dialog()
    dialog.look_at(Path("/elsewhere/broken.keras"))
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    text = dialog.card.toPlainText()
    for words in ("There is no such model file.", "Choose another.", "/elsewhere/broken.keras"):
        assert words in text
    assert not dialog.use.isEnabled()
    assert window.model.current == "iseg-infant"
    dialog.reject()


def test_a_remembered_model_that_is_gone_is_listed_as_such(open_dialog: Open) -> None:
    _, dialog = open_dialog(chosen="/gone/lost.keras")
    assert names(dialog)[-1] == "lost, Cannot be used"
    assert "There is no such model file." in dialog.card.toPlainText()
    assert not dialog.use.isEnabled()
    dialog.reject()


def test_keys_choose(open_dialog: Open) -> None:
    window, dialog = open_dialog()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.model.current == str(MINE)


def test_a_card_without_scores_says_so() -> None:
    card = bundle(MINE, network=UNetConfig(dims=2)).card.model_copy(update={"scores": (), "limits": ()})
    page = card_page(card, MINE, "#000000")
    assert "Nobody has measured it." in page
    assert "Limits" not in page
    assert "2D" in page
    assert "&lt;fast&gt;" in page
