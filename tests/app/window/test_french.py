"""The whole window in French: nothing is left in English, and every letter of a menu is there once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.actions.search import found, plain_title
from app.dialogs.preferences import PreferencesDialog
from app.window.main_window import MainWindow
from resources.packaging.translations import FOLDER, texts_of
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import open_every_dialog

A, B = Path("/data/sub-01.nii.gz"), Path("/data/sub-02.nii.gz")
PAGES = ("page.runs", "page.pipeline", "surface.show")


@pytest.fixture
def window(french: None, make_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    """Return a French window with two subjects, the first of them segmented, on all its pages."""
    made = make_window(FakeCore(), A, B)
    made.work.segment()
    qtbot.waitUntil(lambda: not made.runner.busy)
    return made


def untranslated() -> Callable[[str], bool]:
    """Return what tells English that has a French translation from all other texts."""
    french = texts_of(FOLDER / "iseg_fr.ts")
    words = set(french.values())
    english = [text for text in french if text not in words]
    wholes = {text for text in english if "{" not in text}
    filled, translated = _filled(english), _filled(words)

    def is_english(text: str) -> bool:
        if text in words:  # as a whole, whatever English pattern it fits by chance
            return False
        is_filled = any(pattern.fullmatch(text) for pattern in filled)
        return text in wholes or (is_filled and not any(pattern.fullmatch(text) for pattern in translated))

    return is_english


def _filled(texts: Iterable[str]) -> list[re.Pattern[str]]:
    """Return what the texts that take values look like once they have them."""
    return [
        re.compile(re.sub(r"\\\{[^}]*\\\}", "(.+)", re.escape(text)), re.DOTALL)
        for text in texts
        if "{" in text and re.search(r"[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", text))
    ]


def _model_texts(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for role in roles:
        for column in range(1 if isinstance(view, QListView) else model.columnCount(QModelIndex())):
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(40, model.rowCount(QModelIndex()))):
                yield str(model.index(row, column).data(role) or "")


def texts_in(widget: QWidget) -> Iterator[str]:
    """Return what a widget says, to the eye and to a screen reader."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.windowTitle(), widget.statusTip(), widget.whatsThis())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit | QTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    if isinstance(widget, QAbstractSpinBox):
        yield widget.specialValueText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(tab) for tab in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _model_texts(widget)
    if isinstance(widget, QMessageBox):
        yield widget.informativeText()
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.iconText())


def english_in(root: QWidget) -> list[str]:
    """Return the texts in a window that should be French."""
    is_english = untranslated()
    said = {text for widget in (root, *root.findChildren(QWidget)) for text in texts_in(widget) if text}
    return sorted(text for text in said if is_english(text))


def test_the_window_and_its_pages_are_french(window: MainWindow, qtbot: QtBot) -> None:
    for page in PAGES:
        window.bar.qt(page).trigger()
    qtbot.waitUntil(lambda: not window.desk.runs.is_loading and not window.runner.busy, timeout=30_000)
    assert window.bar.menus[next(iter(window.bar.menus))].title() == "&Fichier"
    assert english_in(window) == []


def test_the_first_page_is_french(french: None, make_window: Callable[..., MainWindow]) -> None:
    assert english_in(make_window()) == []


def test_every_dialog_is_french(window: MainWindow, qtbot: QtBot) -> None:
    seen: dict[str, list[str]] = {}

    def look() -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                if isinstance(dialog, QFileDialog):
                    texts = [dialog.windowTitle(), *dialog.nameFilters()]
                    seen[dialog.windowTitle()] = [text for text in texts if untranslated()(text)]
                else:
                    seen[dialog.objectName()] = english_in(dialog)
                QTest.keyClick(dialog, Qt.Key.Key_Escape)

    watch = QTimer(interval=30)
    watch.timeout.connect(look)
    open_every_dialog(window, qtbot, watch)
    assert len(seen) >= 8, sorted(seen)
    assert {dialog: texts for dialog, texts in seen.items() if texts} == {}


def clashes(window: MainWindow) -> dict[str, list[str]]:
    """Return the titles of each menu that want the same letter, and those of the menu bar."""
    levels: list[tuple[str, list[QAction]]] = [("menu bar", window.menuBar().actions())]
    levels += [(menu.title(), menu.actions()) for menu in window.bar.menus.values()]
    found = {}
    for name, actions in levels:
        letters = {a.text(): m[1].lower() for a in actions if (m := re.search(r"&([^&\s])", a.text()))}
        counts = Counter(letters.values())
        twice = [text for text, letter in letters.items() if counts[letter] > 1]
        if twice:
            found[name] = twice
    return found


def test_no_letter_is_twice_in_a_french_menu(window: MainWindow) -> None:
    assert clashes(window) == {}


def test_no_letter_is_twice_in_an_english_menu(make_window: Callable[..., MainWindow]) -> None:
    assert clashes(make_window()) == {}


def test_a_list_of_choices_keeps_its_meaning(window: MainWindow) -> None:
    """A choice is known by its value, not by the words that are shown."""
    combos = [box for box in window.findChildren(QComboBox) if isinstance(box.view(), QListView)]
    wanted = {"Chaud", "Magma", "Trois plans"}
    assert wanted <= {box.itemText(row) for box in combos for row in range(box.count())}
    colours = next(box for box in combos if box.findText("Chaud") >= 0)
    colours.setCurrentIndex(colours.findText("Chaud"))
    colours.activated.emit(colours.currentIndex())
    colours.textActivated.emit(colours.currentText())
    assert window.viewing.state.colour_map.name == "HOT"


def test_languages_are_offered_by_their_own_names(window: MainWindow) -> None:
    dialog = PreferencesDialog(window.preferences, window)
    language = dialog.controls["language"]
    assert isinstance(language, QComboBox)
    assert [language.itemText(row) for row in range(3)] == ["Comme le bureau", "English", "Français"]
    dialog.reject()


def test_commands_are_found_without_accents(window: MainWindow) -> None:
    first, *_ = found("enregistrer letude", window.bar.actions)
    assert plain_title(first) == "Enregistrer l’étude"
