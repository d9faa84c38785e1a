"""Makes menu bar and toolbar from the list of actions, and keeps both true to the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from app.actions.action import Action, Menu
from app.actions.search import native_keys, plain_title
from app.language import tr
from app.window.icons import themed_icon
from app.window.theme import Themes
from app.window.tool_row import ToolRow

_QTS_MORE = "qt_toolbar_ext_button"  # shows what a narrow window has no room for


class ActionBar(QObject):
    """The actions of a window, as Qt's.

    Attributes:
        menus: What the menu bar holds.
    """

    def __init__(self, window: QMainWindow, actions: Sequence[Action], themes: Themes) -> None:
        super().__init__(window)
        self._themes = themes
        self._actions = {action.id: action for action in actions}
        self._qt = {action.id: _qt_action(action, window) for action in actions}
        self.menus = self._fill_menus(window)
        self.toolbar = self._make_toolbar(window)
        themes.changed.connect(self.tint)
        self.tint()
        self.refresh()

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return everything the user can do, in the order of the menus."""
        return tuple(self._actions.values())

    def qt(self, action_id: str) -> QAction:
        """Return Qt's side of an action."""
        return self._qt[action_id]

    def rebind(self, actions: Sequence[Action]) -> None:
        """Give the actions other keys."""
        for action in actions:
            self._actions[action.id] = action
            _set_keys(self._qt[action.id], action)

    def refresh(self) -> None:
        """Enable and tick what can be done now."""
        for name, action in self._actions.items():
            enabled = action.enabled_when()
            if enabled != self._qt[name].isEnabled():
                self._qt[name].setEnabled(enabled)
                self._qt[name].setToolTip(_tool_tip(action, enabled=enabled))
            if action.checked_when is not None:
                self._qt[name].setChecked(action.checked_when())

    def tint(self) -> None:
        """Draw the icons in the colours of the theme."""
        theme = self._themes.current
        for name, action in self._actions.items():
            if action.icon is not None:
                self._qt[name].setIcon(themed_icon(action.icon, theme, on_accent=action.primary))
        more = self.toolbar.findChild(QToolButton, _QTS_MORE)
        if more is not None:
            more.setIcon(themed_icon("more", theme))

    def _fill_menus(self, window: QMainWindow) -> dict[Menu, QMenu]:
        menus = {}
        for menu in Menu:
            made = menus[menu] = QMenu(tr(menu.value), window)
            made.setToolTipsVisible(True)
            here = [action for action in self._actions.values() if action.menu is menu]
            for _, group in groupby(here, key=lambda action: action.id.split(".")[0]):
                if not made.isEmpty():
                    made.addSeparator()
                for action in group:
                    made.addAction(self._qt[action.id])
            window.menuBar().addMenu(made)
        return menus

    def _make_toolbar(self, window: QMainWindow) -> QToolBar:
        bar = ToolRow(window)
        shown = [action for action in self._actions.values() if action.toolbar is not None]
        for number, (_, group) in enumerate(groupby(shown, key=lambda action: action.id.split(".")[0])):
            if number:
                bar.addSeparator()
            for action in group:
                bar.add_button(_button(bar, action, self._qt[action.id]), worded=bool(action.toolbar))
        window.addToolBar(bar)
        more = bar.findChild(QToolButton, _QTS_MORE)
        if more is not None:
            more.setAccessibleName(tr("More"))
            more.setIconSize(QSize(12, 12))
            more.setToolTip(tr("What there is no room for"))
        return bar


def _button(bar: QToolBar, action: Action, qt: QAction) -> QToolButton:
    button = QToolButton(bar)
    button.setDefaultAction(qt)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.title.replace("&", ""))
    button.setObjectName(action.id)
    if action.primary:
        button.setProperty("primary", "true")
    return button


def _qt_action(action: Action, window: QMainWindow) -> QAction:
    made = QAction(action.title, window)
    made.setObjectName(action.id)
    _set_keys(made, action)
    made.setIconVisibleInMenu(False)
    made.setIconText(action.toolbar or action.title)
    made.setCheckable(action.checked_when is not None)
    run: Callable[[], None] = action.run
    made.triggered.connect(lambda _checked=False: run())
    window.addAction(made)
    return made


def _set_keys(qt: QAction, action: Action) -> None:
    qt.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
    qt.setToolTip(_tool_tip(action, enabled=qt.isEnabled()))


def _tool_tip(action: Action, *, enabled: bool) -> str:
    """Return what the action does, by which keys, and what it waits for if it cannot be done now."""
    tip, keys = action.tip or plain_title(action), native_keys(action)
    with_keys = f"{tip} ({keys})" if keys else tip
    return with_keys if enabled or not action.needs else f"{with_keys}\n{action.needs}"
