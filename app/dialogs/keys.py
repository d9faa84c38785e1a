"""What the mouse and the keys do, made from the list of actions."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from app.actions.action import Action

_MOUSE = (
    ("Left drag", "Move the crosshair"),
    ("Wheel", "Step through the slices"),
    ("Ctrl + wheel", "Zoom at the mouse"),
    ("Middle drag", "Move the picture"),
    ("Right drag", "Contrast (across) and brightness (down)"),
    ("Double click", "One plane large, or all three"),
    ("Arrow keys", "Move the crosshair by a voxel"),
)


def show_keys(parent: QWidget, actions: Sequence[Action]) -> None:
    """Show the sheet."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Mouse and Keys", "", parent=parent)
    box.setObjectName("keys")
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(_table([*_MOUSE, *((_native(a.shortcuts), _plain(a.title)) for a in actions if a.shortcuts)]))
    box.finished.connect(box.deleteLater)
    box.open()


def _table(rows: Sequence[tuple[str, str]]) -> str:
    first, second = "style='padding: 2px 24px 2px 0'", "style='padding: 2px 0'"
    cells = "".join(
        f"<tr><td {first}><b>{escape(keys)}</b></td><td {second}>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<table>{cells}</table>"


def _native(shortcuts: Sequence[str]) -> str:
    return QKeySequence(shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)


def _plain(title: str) -> str:
    return title.replace("&", "").rstrip("…")
