"""The program's own line icons, drawn in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.window.theme import Theme
from isegcore.shipped import shipped_path

_SIZES = (16, 20, 24, 32, 48)


def themed_icon(name: str, theme: Theme, *, on_accent: bool = False) -> QIcon:
    """Return `resources/icons/NAME.svg` in the theme's text colour, and in grey where disabled."""
    source = shipped_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    normal = theme.on_accent if on_accent else theme.text
    for mode, colour in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, theme.disabled)):
        for size in _SIZES:
            icon.addPixmap(_drawn(source.replace("currentColor", colour), size), mode)
    return icon


def app_icon() -> QIcon:
    """Return the program's icon."""
    source = shipped_path("icons/iseg-desktop.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for size in (*_SIZES, 64, 128, 256):
        icon.addPixmap(_drawn(source, size))
    return icon


def _drawn(svg: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
