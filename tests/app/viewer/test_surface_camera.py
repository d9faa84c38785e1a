"""The camera: what is right on the screen is right, a pixel's line of sight goes through what it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QSizeF

from app.viewer.surface_camera import Camera, Side

SIZE = QSizeF(400, 300)
MIDDLE = QPointF(200, 150)


def straight(side: Side) -> Camera:
    return replace(Camera.around((5.0, 6.0, 7.0), 80.0, side), turn=side.turn)


@pytest.mark.parametrize(
    ("side", "right", "up"),
    [
        (Side.FRONT, (-1, 0, 0), (0, 0, 1)),  # the patient's left is on our right
        (Side.BACK, (1, 0, 0), (0, 0, 1)),
        (Side.LEFT, (0, -1, 0), (0, 0, 1)),
        (Side.RIGHT, (0, 1, 0), (0, 0, 1)),
        (Side.TOP, (1, 0, 0), (0, 1, 0)),
        (Side.BOTTOM, (-1, 0, 0), (0, 1, 0)),
    ],
)
def test_each_side_shows_the_right_directions(
    side: Side, right: tuple[int, int, int], up: tuple[int, int, int]
) -> None:
    camera = straight(side)
    at = {name: camera.project((5 + d[0], 6 + d[1], 7 + d[2]), SIZE) for name, d in (("r", right), ("u", up))}
    assert camera.project((5, 6, 7), SIZE) == MIDDLE
    assert at["r"].x() > MIDDLE.x() + 1
    assert at["r"].y() == pytest.approx(MIDDLE.y(), abs=1e-3)
    assert at["u"].y() < MIDDLE.y() - 1
    assert at["u"].x() == pytest.approx(MIDDLE.x(), abs=1e-3)


@pytest.mark.parametrize("side", Side)
def test_the_line_of_sight_of_a_pixel_goes_through_what_is_seen_there(side: Side) -> None:
    camera = Camera.around((5.0, 6.0, 7.0), 80.0, side).zoomed(1.7).moved(13, -8, SIZE).turned(33, -20)
    place = (20.0, -12.0, 31.0)
    eye, way = camera.ray(camera.project(place, SIZE), SIZE)
    steps = sum((p - e) * w for p, e, w in zip(place, eye, way, strict=True))
    assert steps > 0  # in front of the viewer
    assert [e + steps * w for e, w in zip(eye, way, strict=True)] == pytest.approx(place, abs=0.02)


def test_a_whole_brain_fits_and_what_is_nearer_lies_before_what_is_further() -> None:
    camera = straight(Side.LEFT)
    clip = camera.clip_matrix(SIZE)
    from PySide6.QtGui import QVector3D

    corners = [clip.map(QVector3D(5 + 80 * s, 6, 7)) for s in (-1, 1)]
    near, far = corners  # the left side is near
    assert -1 <= near.z() < far.z() <= 1
    top = clip.map(QVector3D(5, 6, 87))
    assert 0.8 < top.y() < 1


def test_dragging_to_the_right_turns_the_front_to_the_right() -> None:
    camera = straight(Side.FRONT).turned(20, 0)
    assert camera.project((5, 86, 7), SIZE).x() > MIDDLE.x() + 10
    down = straight(Side.FRONT).turned(0, 20)
    assert down.project((5, 86, 7), SIZE).y() > MIDDLE.y() + 10


def test_zoom_has_limits_and_moving_follows_the_mouse() -> None:
    camera = straight(Side.TOP)
    assert camera.zoomed(1e9).zoom == 20
    assert camera.zoomed(1e-9).zoom == 0.3
    moved = camera.moved(30, 40, SIZE).project((5, 6, 7), SIZE)
    assert (moved.x(), moved.y()) == pytest.approx((230, 190), abs=0.01)
