"""What the mouse and the keys do, made from the list of actions."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app.actions.action import Action, Menu
from app.actions.search import menu_title
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import resize_on_screen

_SIZE = (520, 640)

_MOUSE = (
    (QT_TRANSLATE_NOOP("", "Left drag, or Shift + move"), QT_TRANSLATE_NOOP("", "Move the crosshair")),
    (QT_TRANSLATE_NOOP("", "Wheel"), QT_TRANSLATE_NOOP("", "Step through the slices")),
    (QT_TRANSLATE_NOOP("", "Ctrl + wheel"), QT_TRANSLATE_NOOP("", "Zoom at the mouse")),
    (QT_TRANSLATE_NOOP("", "Middle drag"), QT_TRANSLATE_NOOP("", "Move the picture")),
    (QT_TRANSLATE_NOOP("", "Right drag"), QT_TRANSLATE_NOOP("", "Contrast (across) and brightness (down)")),
    (QT_TRANSLATE_NOOP("", "Double click"), QT_TRANSLATE_NOOP("", "One plane large, or all three")),
    (QT_TRANSLATE_NOOP("", "Esc over a plane"), QT_TRANSLATE_NOOP("", "Put the tool away")),
    (QT_TRANSLATE_NOOP("", "Arrow keys"), QT_TRANSLATE_NOOP("", "Move the crosshair by a voxel")),
)


class Keys(QDialog):
    """The sheet."""

    def __init__(self, actions: Sequence[Action], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(tr("Mouse and Keys"))
        resize_on_screen(self, *_SIZE)
        self.sheet = QTextBrowser()
        self.sheet.setAccessibleName(tr("Mouse and keys"))
        self.sheet.setHtml(_page(actions))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.sheet)
        column.addWidget(buttons)
        self.finished.connect(self.deleteLater)


def _page(actions: Sequence[Action]) -> str:
    """Return the mouse, then the keys of each menu."""
    mouse = [(tr(gesture), tr(effect)) for gesture, effect in _MOUSE]
    title = tr("Mouse, over a plane")
    parts = [f"<h3>{title}</h3>", _table(mouse)]
    for menu in Menu:
        rows = [(_native(a.shortcuts), _plain(a.title)) for a in actions if a.menu is menu and a.shortcuts]
        if rows:
            parts += [f"<h3>{escape(menu_title(menu))}</h3>", _table(rows)]
    return "".join(parts)


def _table(rows: Sequence[tuple[str, str]]) -> str:
    first, second = "style='padding: 2px 24px 2px 0'", "style='padding: 2px 0'"
    cells = "".join(
        f"<tr><td {first}><b>{escape(keys)}</b></td><td {second}>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<table>{cells}</table>"


def _native(shortcuts: Sequence[str]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(keys).toString(native) for keys in shortcuts)


def _plain(title: str) -> str:
    return title.replace("&", "").rstrip("…")
