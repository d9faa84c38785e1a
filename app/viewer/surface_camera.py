"""Where the surface is looked at from. Pure: matrices in, matrices out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QMatrix4x4, QQuaternion, QVector3D

from app.language import QT_TRANSLATE_NOOP
from app.session.view_state import Point

_ZOOM_RANGE = (0.3, 20.0)
_ROOM = 1.1  # around the brain
_ASKEW_DEGREES = 15.0


class Side(Enum):
    """Where one stands: the RAS directions that point right and up on the screen."""

    FRONT = (QT_TRANSLATE_NOOP("", "Front"), (-1, 0, 0), (0, 0, 1))
    BACK = (QT_TRANSLATE_NOOP("", "Behind"), (1, 0, 0), (0, 0, 1))
    LEFT = (QT_TRANSLATE_NOOP("", "Left"), (0, -1, 0), (0, 0, 1))
    RIGHT = (QT_TRANSLATE_NOOP("", "Right"), (0, 1, 0), (0, 0, 1))
    TOP = (QT_TRANSLATE_NOOP("", "Top"), (1, 0, 0), (0, 1, 0))
    BOTTOM = (QT_TRANSLATE_NOOP("", "Bottom"), (-1, 0, 0), (0, 1, 0))

    def __init__(self, title: str, right: tuple[int, int, int], up: tuple[int, int, int]) -> None:
        self.title = title
        x, y = QVector3D(*right), QVector3D(*up)
        # Screen to scanner is what the axes say; the camera turns the other way.
        self.turn = QQuaternion.fromAxes(x, y, QVector3D.crossProduct(x, y)).conjugated()


@dataclass(frozen=True, slots=True)
class Camera:
    """A parallel projection.

    Attributes:
        centre: RAS mm, in the middle of the picture.
        radius: mm from there to what is furthest away.
        turn: From RAS to screen axes: right, up, towards the viewer.
        zoom: 1 fits everything into the picture.
        shift: mm on the screen, right and up, by which the picture is moved.
    """

    centre: Point
    radius: float
    turn: QQuaternion
    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def around(cls, centre: Point, radius: float, side: Side) -> Camera:
        """Return the camera that sees a ball (RAS mm) from a side; not quite straight, which shows more."""
        turn = side.turn
        if side not in (Side.TOP, Side.BOTTOM):
            sideways = QQuaternion.fromAxisAndAngle(0, 1, 0, _ASKEW_DEGREES)
            turn = QQuaternion.fromAxisAndAngle(1, 0, 0, _ASKEW_DEGREES) * sideways * turn
        return cls(centre, max(1.0, radius), turn)

    def turned(self, right: float, down: float) -> Camera:
        """Return this camera after the brain was turned by so many degrees, about the screen's axes."""
        by = QQuaternion.fromAxisAndAngle(0, 1, 0, right) * QQuaternion.fromAxisAndAngle(1, 0, 0, down)
        return replace(self, turn=(by * self.turn).normalized())

    def zoomed(self, factor: float) -> Camera:
        """Return this camera with everything so much larger."""
        return replace(self, zoom=min(_ZOOM_RANGE[1], max(_ZOOM_RANGE[0], self.zoom * factor)))

    def moved(self, right_px: float, down_px: float, size: QSizeF) -> Camera:
        """Return this camera with the picture moved by pixels."""
        mm = 1 / self._pixels_per_mm(size)
        return replace(self, shift=(self.shift[0] + right_px * mm, self.shift[1] - down_px * mm))

    def clip_matrix(self, size: QSizeF) -> QMatrix4x4:
        """Return RAS mm -> clip space of OpenGL, for a picture of that size."""
        scale = 2 * self._pixels_per_mm(size)
        clip = QMatrix4x4()
        clip.scale(scale / size.width(), scale / size.height(), -1 / (2 * self.radius))
        return clip * self.view_matrix()

    def view_matrix(self) -> QMatrix4x4:
        """Return RAS mm -> mm right, up and towards the viewer from the middle of the picture."""
        matrix = QMatrix4x4()
        matrix.translate(self.shift[0], self.shift[1], 0)
        matrix.rotate(self.turn)
        matrix.translate(-QVector3D(*self.centre))
        return matrix

    def project(self, mm: Point, size: QSizeF) -> QPointF:
        """Return the pixel at which a place (RAS mm) is seen."""
        at = self.view_matrix().map(QVector3D(*mm))
        scale = self._pixels_per_mm(size)
        return QPointF(size.width() / 2 + at.x() * scale, size.height() / 2 - at.y() * scale)

    def ray(self, at: QPointF, size: QSizeF) -> tuple[Point, Point]:
        """Return start and direction (RAS mm) of the line of sight through a pixel."""
        scale = self._pixels_per_mm(size)
        x, y = (at.x() - size.width() / 2) / scale, (size.height() / 2 - at.y()) / scale
        back = self.view_matrix().inverted()[0]
        start = back.map(QVector3D(x, y, 4 * self.radius))
        way = back.mapVector(QVector3D(0, 0, -1))
        return (start.x(), start.y(), start.z()), (way.x(), way.y(), way.z())

    def _pixels_per_mm(self, size: QSizeF) -> float:
        return self.zoom * min(size.width(), size.height()) / (2 * _ROOM * self.radius)
