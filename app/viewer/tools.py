"""The tools on the planes: brushes, fill, lasso, and the left button as a hand or for window and level.

Each turns places on a slice into regions for `Editing`, or into changes of the view.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from app.session.editing import Editing
from app.session.painting import ToolKind
from app.session.session import Session
from app.session.view_state import Plane, Window
from app.session.viewing import Viewing
from app.viewer.gesture import Ink, Mark, Spot, Tool
from app.viewer.scene import SliceScene
from isegcore.editing.brush import Brush, Voxel, centre_of, outline, stroke
from isegcore.editing.region import Region, within

_NEAR_PX = 7.0  # a click so close to a corner means that corner
_DRAG_SHARE = 250  # pixels that change window or level by their whole width


def voxel_at(spot: Spot) -> Voxel:
    """Return the voxel under the mouse; it may lie outside the grid."""
    scene = spot.scene
    place = scene.cut.to_voxel(spot.column, spot.row, scene.index, scene.grid)
    i, j, k = (int(np.floor(at + 0.5)) for at in place)
    return i, j, k


class BrushTool:
    """Paints where the mouse goes; as eraser with background, as threshold brush only some intensities."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, kind: ToolKind, session: Session, viewing: Viewing, editing: Editing) -> None:
        self._kind = kind
        self._session = session
        self._viewing = viewing
        self._editing = editing
        self._over: Spot | None = None
        self._last: Voxel | None = None

    def press(self, spot: Spot) -> None:
        """Begin a stroke; with Ctrl the threshold brush takes its range from what lies under it."""
        self._over, self._last = spot, None
        if self._kind is ToolKind.THRESHOLD and spot.modifiers & Qt.KeyboardModifier.ControlModifier:
            self._pick_range(spot)
            return
        where = None if self._editing.painting.brush.solid else (spot.scene.cut.normal, spot.scene.index)
        if self._editing.begin(self._kind.value, where):
            self._reach(spot)

    def drag(self, spot: Spot) -> None:
        """Paint on."""
        self._over = spot
        if self._last is not None:
            self._reach(spot)

    def release(self, spot: Spot) -> None:
        """End the stroke."""
        self._over, self._last = spot, None
        self._editing.end()

    def hover(self, spot: Spot | None) -> None:
        """Show the brush where the mouse is."""
        self._over = spot

    def cancel(self) -> None:
        """Give the stroke up."""
        self._last = None
        self._editing.cancel()

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return the outline of the voxels that a click would cover."""
        spot = self._over
        if spot is None or spot.plane is not scene.plane:
            return ()
        corners = _rim(self._editing.painting.brush, scene, voxel_at(spot))
        return (Mark(corners, Ink.TOOL, closed=True),)

    def _reach(self, spot: Spot) -> None:
        voxel = voxel_at(spot)
        self._editing.cover(self._narrowed(self._covered(spot, self._last or voxel, voxel)))
        self._last = voxel

    def _covered(self, spot: Spot, start: Voxel, end: Voxel) -> Region:
        scene, brush = spot.scene, self._editing.painting.brush
        return stroke(scene.grid, start, end, brush, scene.cut.normal)

    def _narrowed(self, region: Region) -> Region:
        image = self._image() if self._kind is ToolKind.THRESHOLD else None
        if image is None:
            return region
        return within(region, image, self._editing.painting.low, self._editing.painting.high)

    def _pick_range(self, spot: Spot) -> None:
        image, voxel = self._image(), voxel_at(spot)
        region = self._covered(spot, voxel, voxel)
        if image is not None and not region.is_empty:
            values = image[region.box][region.mask]
            self._editing.set(low=float(values.min()), high=float(values.max()))

    def _image(self) -> NDArray[np.float32] | None:
        images = self._session.opened
        if images is None:
            return None
        return images.subject.images[self._viewing.state.shown_of(images.subject)].data


class FillTool:
    """Fills the region of one label that is clicked on; in all directions if the brush is solid."""

    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, editing: Editing, fill_all: Callable[[Voxel], None]) -> None:
        self._editing = editing
        self._fill_all = fill_all

    def press(self, spot: Spot) -> None:
        """Fill."""
        voxel, scene = voxel_at(spot), spot.scene
        if not all(0 <= at < size for at, size in zip(voxel, scene.grid.shape, strict=True)):
            return
        if self._editing.painting.brush.solid:
            self._fill_all(voxel)
            return
        before = self._editing.editable()
        if before is not None and self._editing.begin(ToolKind.FILL.value, (scene.cut.normal, scene.index)):
            from isegcore.editing.fill import flood  # noqa: PLC0415 - scipy: not at the start

            self._editing.cover(flood(before.segmentation.labels.data, voxel, scene.cut.normal))
            self._editing.end()

    def drag(self, spot: Spot) -> None:
        """Do nothing."""

    def release(self, spot: Spot) -> None:
        """Do nothing."""

    def hover(self, spot: Spot | None) -> None:
        """Do nothing."""

    def cancel(self) -> None:
        """Do nothing: a fill has no middle."""

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return nothing."""
        return ()


class LassoTool:
    """Paints what a line goes round: drawn in one go, or clicked corner by corner.

    A corner clicked twice, or a click on the first corner, closes the line.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, editing: Editing) -> None:
        self._editing = editing
        self._corners: list[tuple[float, float]] = []
        self._on: tuple[Plane, int] | None = None
        self._loose: tuple[float, float] | None = None
        self._dragged = False

    def press(self, spot: Spot) -> None:
        """Add a corner, or close the line."""
        here = (spot.column, spot.row)
        if self._on != (spot.plane, spot.scene.index):
            self._corners, self._on = [], (spot.plane, spot.scene.index)
        self._dragged = False
        ends = (self._corners[0], self._corners[-1]) if len(self._corners) > 2 else ()
        if any(_distance_px(spot, here, end) < _NEAR_PX for end in ends):
            self._close(spot)
        elif not self._corners or _distance_px(spot, here, self._corners[-1]) >= 1:
            self._corners.append(here)

    def drag(self, spot: Spot) -> None:
        """Draw the line on."""
        here = (spot.column, spot.row)
        if self._corners and _distance_px(spot, here, self._corners[-1]) >= 1:
            self._corners.append(here)
            self._dragged = True

    def release(self, spot: Spot) -> None:
        """Close a line that was drawn in one go."""
        if self._dragged and len(self._corners) > 2:
            self._close(spot)

    def hover(self, spot: Spot | None) -> None:
        """Let the line end at the mouse."""
        on = None if spot is None else (spot.plane, spot.scene.index)
        self._loose = (spot.column, spot.row) if spot is not None and on == self._on else None

    def cancel(self) -> None:
        """Forget the line."""
        self._corners, self._on, self._loose = [], None, None

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return the line so far."""
        if not self._corners or self._on != (scene.plane, scene.index):
            return ()
        loose = () if self._loose is None or self._dragged else (self._loose,)
        return (Mark((*self._corners, *loose), Ink.TOOL, closed=True),)

    def _close(self, spot: Spot) -> None:
        from isegcore.editing.fill import lasso  # noqa: PLC0415 - scipy: not at the start

        scene, corners = spot.scene, self._corners
        self.cancel()
        normal = scene.cut.normal
        places = [scene.cut.to_voxel(*corner, scene.index, scene.grid) for corner in corners]
        flat = [tuple(at for axis, at in enumerate(place) if axis != normal) for place in places]
        region = lasso(scene.grid.shape, [(a, b) for a, b in flat], normal, scene.index)
        if self._editing.begin(ToolKind.LASSO.value, (normal, scene.index)):
            self._editing.cover(region)
            self._editing.end()


class HandTool:
    """Lets the left button move the picture."""

    cursor = Qt.CursorShape.OpenHandCursor

    def __init__(self, viewing: Viewing) -> None:
        self._viewing = viewing
        self._held: Spot | None = None

    def press(self, spot: Spot) -> None:
        """Take hold."""
        self._held = spot

    def drag(self, spot: Spot) -> None:
        """Move the picture so that what was taken hold of stays under the mouse."""
        if self._held is not None:
            x, y, z = (b - a for a, b in zip(self._held.mm, spot.mm, strict=True))
            self._viewing.change(lambda state: state.panned((x, y, z)))

    def release(self, spot: Spot) -> None:
        """Let go."""
        self._held = None

    def hover(self, spot: Spot | None) -> None:
        """Do nothing."""

    def cancel(self) -> None:
        """Let go."""
        self._held = None

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return nothing."""
        return ()


class WindowTool:
    """Lets the left button change window (across) and level (down)."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, session: Session, viewing: Viewing) -> None:
        self._session = session
        self._viewing = viewing
        self._last: Spot | None = None

    def press(self, spot: Spot) -> None:
        """Begin."""
        self._last = spot

    def drag(self, spot: Spot) -> None:
        """Change by what the mouse has moved since the last time."""
        images = self._session.opened
        if self._last is None or images is None:
            return
        dx, dy = spot.scene.spacing
        wider = (spot.column - self._last.column) * dx * spot.px_per_mm / _DRAG_SHARE
        brighter = (spot.row - self._last.row) * dy * spot.px_per_mm / _DRAG_SHARE
        self._last = spot
        modality = self._viewing.state.shown_of(images.subject)
        old = self._viewing.state.windows[modality]
        new = Window.of(old.width * (1 + wider), old.level + brighter * old.width)
        self._viewing.change(lambda state: state.with_window(modality, new))

    def release(self, spot: Spot) -> None:
        """End."""
        self._last = None

    def hover(self, spot: Spot | None) -> None:
        """Do nothing."""

    def cancel(self) -> None:
        """End."""
        self._last = None

    def marks(self, scene: SliceScene) -> tuple[Mark, ...]:
        """Return nothing."""
        return ()


def make_tools(
    session: Session, viewing: Viewing, editing: Editing, fill_all: Callable[[Voxel], None]
) -> dict[ToolKind, Tool]:
    """Return the tools; the crosshair is what the planes do without one."""
    brushes = (ToolKind.BRUSH, ToolKind.ERASER, ToolKind.THRESHOLD)
    return {
        ToolKind.PAN: HandTool(viewing),
        ToolKind.WINDOW: WindowTool(session, viewing),
        ToolKind.FILL: FillTool(editing, fill_all),
        ToolKind.LASSO: LassoTool(editing),
        **{kind: BrushTool(kind, session, viewing, editing) for kind in brushes},
    }


def _distance_px(spot: Spot, one: tuple[float, float], other: tuple[float, float]) -> float:
    dx, dy = spot.scene.spacing
    return float(np.hypot((one[0] - other[0]) * dx, (one[1] - other[1]) * dy)) * spot.px_per_mm


def _rim(brush: Brush, scene: SliceScene, voxel: Voxel) -> tuple[tuple[float, float], ...]:
    """Return the corners (column, row) of the outline of a brush, along the borders of its voxels."""
    lie = scene.cut
    flat = outline(brush, scene.grid, lie.normal)
    a, b = centre_of(brush, scene.grid, lie.normal)
    if lie.columns.axis < lie.rows.axis:  # rows of `flat` shall be rows of the screen
        flat, a, b = flat.T, b, a
    if lie.rows.flipped:
        flat, a = flat[::-1], flat.shape[0] - 1 - a
    if lie.columns.flipped:
        flat, b = flat[:, ::-1], flat.shape[1] - 1 - b
    column, row = lie.to_screen(voxel, scene.grid)
    left, top = column - b - 0.5, row - a - 0.5
    rows = [np.flatnonzero(line) for line in flat]
    right = [
        (left + line[-1] + 1, top + at + down) for at, line in enumerate(rows) if len(line) for down in (0, 1)
    ]
    back = [(left + line[0], top + at + down) for at, line in enumerate(rows) if len(line) for down in (0, 1)]
    return tuple((float(x), float(y)) for x, y in (*right, *reversed(back)))
