"""Without a mouse, and without seeing: every control has a name and is reached by key; dialogs too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.window.main_window import MainWindow
from tests.helpers.window_fakes import FakeCore
from tests.helpers.windows import open_every_dialog

A, B = Path("/data/sub-01.nii.gz"), Path("/data/sub-02.nii.gz")
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
WHOLE = (
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QKeySequenceEdit,
    QLineEdit,
    QTabBar,
)  # their parts are Qt's


@pytest.fixture
def window(make_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    """Return a window with two subjects, the first of them segmented."""
    made = make_window(FakeCore(), A, B)
    made.work.segment()
    qtbot.waitUntil(lambda: not made.runner.busy)
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        yield parent
        parent = parent.parentWidget()


def is_qts(widget: QWidget) -> bool:
    """Return whether a widget is part of another one, which Qt makes and names."""
    inside = any(isinstance(parent, WHOLE) for parent in ancestors(widget))
    return inside or widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar)


def controls(root: QWidget) -> list[QWidget]:
    """Return what can be operated, hidden or not."""
    found = [
        widget
        for widget in root.findChildren(QWidget)
        if (isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not is_qts(widget)
        and not isinstance(widget, QLabel)  # says what it is
        and not isinstance(widget.window(), QMenu)
    ]
    return [widget for widget in found if widget.window() is root.window()]


def name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    buddies = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    return widget.accessibleName() or text or "".join(label.text() for label in buddies)


def described(widget: QWidget) -> str:
    return " in ".join(
        f"{type(part).__name__} {part.objectName()}" for part in (widget, *list(ancestors(widget))[:3])
    )


def nameless(root: QWidget) -> list[str]:
    return [described(widget) for widget in controls(root) if not name(widget).strip()]


def test_every_control_of_the_window_has_a_name(window: MainWindow) -> None:
    assert len(controls(window)) > 60
    assert nameless(window) == []


def test_tab_reaches_every_control_that_can_be_used_in_the_order_of_the_window(window: MainWindow) -> None:
    wanted = {
        widget
        for widget in controls(window)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    buttons = [b for b in window.bar.toolbar.findChildren(QAbstractButton) if b in wanted]
    buttons[0].setFocus()
    reached: list[QWidget] = []
    while (at := QApplication.focusWidget()) is not None and at not in reached:
        reached.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    missing = wanted - set(reached)
    groups = [_exclusive(widget) for widget in reached]  # of buttons that exclude each other, Tab takes one
    assert [described(w) for w in missing if _exclusive(w) is None or _exclusive(w) not in groups] == []
    regions = [region for widget in reached if (region := _region(window, widget)) is not None]
    assert regions == sorted(regions), "bar, subjects, planes, side pages, status"


def _exclusive(widget: QWidget) -> object:
    if isinstance(widget, QAbstractButton) and widget.autoExclusive():
        return widget.parentWidget()
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group if group is not None and group.exclusive() else None


def _region(window: MainWindow, widget: QWidget) -> int | None:
    """Return the number of the part of the window, in the order of reading."""
    parts = (window.bar.toolbar, window.sidebar, window.planes, window.inspector, window.statusBar())
    return next((number for number, part in enumerate(parts) if part.isAncestorOf(widget)), None)


def test_every_command_is_in_a_menu_and_says_what_it_does(window: MainWindow) -> None:
    in_menus = {id(action) for menu in window.bar.menus.values() for action in _leaves(menu)}
    for action in window.bar.actions:
        qt = window.bar.qt(action.id)
        assert id(qt) in in_menus, action.id
        assert qt.toolTip().strip(), action.id


def _leaves(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _leaves(inner)
        else:
            yield action


def test_every_control_of_every_dialog_has_a_name_and_escape_leaves_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    seen: dict[str, list[str]] = {}

    def look() -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                if not isinstance(dialog, QFileDialog):  # Qt's own
                    assert dialog.windowTitle() or dialog.findChildren(QLabel)
                    seen[dialog.objectName() or type(dialog).__name__] = nameless(dialog)
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
                if dialog.isVisible():
                    seen[f"{dialog.objectName()} stays at Escape"] = [dialog.windowTitle()]
                    dialog.done(0)

    watch = QTimer(interval=30)
    watch.timeout.connect(look)
    open_every_dialog(window, qtbot, watch)
    assert len(seen) >= 8, sorted(seen)
    assert {dialog: found for dialog, found in seen.items() if found} == {}


def test_the_main_job_is_done_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    """Next subject, segment, look around, hide the overlay, judge by the list."""
    subjects = window.subjects.list
    subjects.setFocus()
    QTest.keyClick(subjects, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert window.session.current is not None
    assert window.session.current.key == str(B)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.current is not None and window.session.current.result is not None)
    qtbot.waitUntil(lambda: not window.runner.busy)
    before = window.viewing.state.crosshair
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert window.viewing.state.crosshair != before
    QTest.keyClick(window, Qt.Key.Key_S)
    assert not window.viewing.state.overlay_shown
