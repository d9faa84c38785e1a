"""Pictures of the planes as they are on screen, in twice their resolution, scale bars and all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

_FINER = 2


def picture_of(widgets: Sequence[QWidget]) -> QImage:
    """Return the widgets as they lie in their parent, cropped to what they cover."""
    frame = QRect()
    for widget in widgets:
        frame = frame.united(widget.geometry())
    image = QImage(frame.size() * _FINER, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_FINER)
    image.fill(Qt.GlobalColor.black)
    for widget in widgets:
        corner: QPoint = widget.geometry().topLeft() - frame.topLeft()
        widget.render(image, corner)
    return image


def png_bytes(image: QImage) -> bytes:
    """Return a picture as a PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub asks for bytes, and it refuses them
    return bytes(data.data())
