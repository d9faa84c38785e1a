"""Preferences, shortcuts and the command palette, by the dialogs that a user sees."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFileDialog, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.convention import Convention
from app.dialogs.crash import CrashDialog
from app.dialogs.palette import Palette
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.shortcuts import ShortcutsDialog
from app.settings import Settings
from app.window.main_window import MainWindow
from app.window.theme import LIGHT
from tests.helpers.window_fakes import FakeCore

Make = Callable[..., MainWindow]
A = Path("/data/sub-01.nii.gz")
OK = QDialogButtonBox.StandardButton.Ok


def preferences(window: MainWindow) -> PreferencesDialog:
    window.bar.qt("preferences.edit").trigger()
    dialog = window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    return dialog


def shortcuts(window: MainWindow) -> ShortcutsDialog:
    window.bar.qt("preferences.shortcuts").trigger()
    dialog = window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    return dialog


def palette(window: MainWindow, qtbot: QtBot) -> Palette:
    window.bar.qt("find.command").trigger()
    dialog = window.findChild(Palette)
    assert isinstance(dialog, Palette)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def choose(dialog: ShortcutsDialog, title: str) -> None:
    row = next(r for r in range(dialog.list.rowCount()) if dialog.list.item(r, 0).text().endswith(title))
    dialog.list.setCurrentCell(row, 0)


def test_a_control_for_every_setting_with_what_is_set(make_window: Make) -> None:
    dialog = preferences(make_window())
    assert list(dialog.controls) == list(Settings.__slots__)
    kinds = {name: type(control) for name, control in dialog.controls.items()}
    assert kinds["theme"] is QComboBox
    assert kinds["smooth"] is QCheckBox
    assert kinds["undo_megabytes"] is QSpinBox
    assert kinds["server"] is QLineEdit
    dialog.reject()


def test_what_is_set_comes_into_force_and_is_remembered(
    make_window: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    window = make_window(FakeCore(), A)
    dialog = preferences(window)
    controls = dialog.controls
    for name, text in {"theme": "Dark", "side": "Neurological"}.items():
        control = controls[name]
        assert isinstance(control, QComboBox)
        control.setCurrentText(text)
    smooth, server, model = controls["smooth"], controls["server"], controls["model"]
    assert isinstance(smooth, QCheckBox)
    assert isinstance(server, QLineEdit)
    assert isinstance(model, QLineEdit)
    smooth.setChecked(False)
    server.setText("http://localhost:5000")
    model.setText("/m/mine.keras")
    dialog.accept()
    assert window.bar.qt("look.dark").isChecked()
    assert window.viewing.state.convention is Convention.NEUROLOGICAL
    assert not window.viewing.state.smooth
    assert window.model.label == "mine"
    assert os.environ["MLFLOW_TRACKING_URI"] == "http://localhost:5000"
    window.bar.qt("look.dark").trigger()
    again = make_window()
    assert again.viewing.state.convention is Convention.NEUROLOGICAL
    assert again.model.current == "/m/mine.keras"
    assert window.palette().window().color().name() == LIGHT.window
    line = preferences(again).controls["server"]
    assert isinstance(line, QLineEdit)
    line.clear()
    dialog = again.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    dialog.accept()
    assert "MLFLOW_TRACKING_URI" not in os.environ


def test_what_cannot_be_used_is_said_at_once_and_not_kept(make_window: Make) -> None:
    window = make_window()
    dialog = preferences(window)
    server = dialog.controls["server"]
    assert isinstance(server, QLineEdit)
    server.setText("nonsense")
    assert "address" in dialog.problem.text()
    assert not dialog.buttons.button(OK).isEnabled()
    dialog.defaults.click()
    assert dialog.problem.text() == ""
    assert dialog.buttons.button(OK).isEnabled()
    server.setText("nonsense")
    dialog.accept()
    assert window.preferences.current == Settings()
    dialog.reject()


def test_keys_can_be_changed_and_are_remembered(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A)
    dialog = shortcuts(window)
    choose(dialog, "Show Crosshair")
    dialog.keys.setKeySequence(QKeySequence("Ctrl+Alt+X"))
    dialog.accept()
    assert window.bar.qt("view.crosshair").shortcut().toString() == "Ctrl+Alt+X"
    assert "Ctrl+Alt+X" in window.bar.qt("view.crosshair").toolTip()
    again = make_window()
    assert again.bar.qt("view.crosshair").shortcut().toString() == "Ctrl+Alt+X"
    dialog = shortcuts(again)
    dialog.all_usual.click()
    dialog.accept()
    assert again.bar.qt("view.crosshair").shortcut().toString() == "X"


def test_a_clash_is_shown_and_not_let_through(make_window: Make) -> None:
    window = make_window()
    dialog = shortcuts(window)
    choose(dialog, "Show Crosshair")
    dialog.keys.setKeySequence(QKeySequence("Ctrl+S"))
    assert "Save Study" in dialog.problem.text()
    assert "Show Crosshair" in dialog.problem.text()
    assert not dialog.buttons.button(OK).isEnabled()
    dialog.usual.click()
    assert dialog.buttons.button(OK).isEnabled()
    dialog.keys.clear()
    dialog.accept()
    assert window.bar.qt("view.crosshair").shortcuts() == []


def test_a_command_is_found_and_done_by_keys_alone(make_window: Make, qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A)
    dialog = palette(window, qtbot)
    assert dialog.list.rowCount() == len(window.bar.actions)
    QTest.keyClicks(dialog.words, "dark")
    assert dialog.list.item(0, 0).text() == "Dark Theme"
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert window.bar.qt("look.dark").isChecked()
    window.bar.qt("look.dark").trigger()


def test_arrow_keys_move_in_the_list_while_typing_goes_on(make_window: Make, qtbot: QtBot) -> None:
    dialog = palette(make_window(), qtbot)
    QTest.keyClick(dialog.words, Qt.Key.Key_Down)
    QTest.keyClick(dialog.words, Qt.Key.Key_Down)
    assert dialog.list.currentRow() == 2
    assert dialog.words.hasFocus()
    dialog.reject()


def test_what_cannot_be_done_now_is_grey_and_stays_undone(make_window: Make, qtbot: QtBot) -> None:
    window = make_window()
    dialog = palette(window, qtbot)
    QTest.keyClicks(dialog.words, "export segm")
    cell = dialog.list.item(0, 0)
    assert cell.text().startswith("Export Segmentation")
    assert not cell.flags() & Qt.ItemFlag.ItemIsEnabled
    assert cell.text() == "Export Segmentation… – Needs a result of the open subject."
    assert "Needs a result of the open subject." in cell.toolTip()
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(Palette) is None)


def test_a_report_for_support_is_written_from_the_menu_and_from_a_crash(
    make_window: Make, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    window = make_window()
    window.show_error(ZeroDivisionError("a bug"))
    crash = window.findChild(CrashDialog)
    assert isinstance(crash, CrashDialog)
    for ask, name in ((crash.save.click, "a.zip"), (window.bar.qt("support.report").trigger, "b.zip")):
        ask()
        dialog = window.findChild(QFileDialog, "report")
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.reject()
        qtbot.waitUntil(lambda: window.findChild(QFileDialog, "report") is None and not window.runner.busy)
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert "machine.json" in archive.namelist()
    crash.reject()
