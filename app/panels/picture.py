"""A picture, as large as there is room for."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame

from app.language import tr

_RADIUS_PX = 5
_MARGINS = QMargins(_RADIUS_PX, _RADIUS_PX, _RADIUS_PX, _RADIUS_PX)


class Picture(QFrame):
    """Shows the picture, or a sentence while there is none."""

    def __init__(self, empty: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._empty = empty
        self._whole = QPixmap()
        self._fitted = QPixmap()
        self.setMinimumSize(240, 160)
        self.setAccessibleName(empty)

    @property
    def is_shown(self) -> bool:
        """Return whether there is a picture."""
        return not self._whole.isNull()

    def show_image(self, image: QImage) -> None:
        """Show a picture; an empty one leaves the sentence."""
        self._whole = QPixmap.fromImage(image)
        self.setAccessibleName(
            tr("A validation subject, as the network sees it") if self.is_shown else self._empty
        )
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size that the picture is made for."""
        return QSize(440, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture in again."""
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle, or the sentence."""
        super().paintEvent(event)
        painter = QPainter(self)
        if not self.is_shown:
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), flags, self._empty)
            return
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(ground, Qt.GlobalColor.black)
        size = self._fitted.deviceIndependentSize().toSize()
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(self.rect().center())
        painter.drawPixmap(target, self._fitted)

    def _fit(self) -> None:
        """Scale once, not at every repaint."""
        if self.is_shown:
            ratio = self.devicePixelRatioF()
            smooth = Qt.TransformationMode.SmoothTransformation
            room = (
                self.contentsRect().adjusted(_RADIUS_PX, _RADIUS_PX, -_RADIUS_PX, -_RADIUS_PX).size() * ratio
            )
            self._fitted = self._whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            self._fitted.setDevicePixelRatio(ratio)
        self.update()
