"""From the state to what one plane shows. Pure: numpy only, no Qt, no files.

`SliceScene` is all that a widget needs to paint a plane; two scenes with equal keys paint alike, so a
widget rebuilds only what differs from the scene before.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.convention import Convention
from app.session.view_state import ColourMap, Heat, Plane, Point, ViewState, Window
from app.viewer.colours import HEAT_COLOURS, NO_TISSUE, Rgba
from app.viewer.planes import Cut, cut
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap
from isegcore.labels import Tissue


@dataclass(frozen=True, eq=False, slots=True)
class Blended:
    """A second image mixed into the first.

    Attributes:
        image: `(rows, columns)` float32, like the first.
        share: Of the second image, 0 to 1.
    """

    image: NDArray[np.float32]
    window: Window
    share: float


@dataclass(frozen=True, eq=False, slots=True)
class SliceScene:
    """What one plane shows.

    Attributes:
        index: Which slice, counted as the file counts along its own axis.
        modality: Which image this is.
        image: `(rows, columns)` float32, a view into the volume, top row first.
        window: Black and white level of the image.
        blended: The other image mixed into it, or None.
        colour_map: Of the image.
        smooth: Whether the image is interpolated between voxels.
        labels: `(rows, columns)` uint8 class indices, or None where no overlay is shown.
        colours: RGBA of each class index.
        outlined: Class indices of which only the border is painted.
        heat: `(rows, columns)` uint8, or None; painted between image and labels.
        heat_colours: RGBA of each of its values, 0 to 255.
        sides: Names of what is shown left and right of the divider, where that differs.
        divider: The first column on its right.
        crosshair: (column, row), integers at pixel centres; None if it is hidden.
        centre: (column, row) that belongs in the middle of the widget.
        spacing: mm per column and per row.
        convention: Named on screen where it decides the sides; None in sagittal planes.
    """

    plane: Plane
    cut: Cut
    grid: Grid
    index: int
    modality: Modality
    image: NDArray[np.float32]
    window: Window
    blended: Blended | None
    colour_map: ColourMap
    smooth: bool
    labels: NDArray[np.uint8] | None
    colours: tuple[Rgba, ...]
    outlined: frozenset[int]
    heat: NDArray[np.uint8] | None
    heat_colours: tuple[Rgba, ...]
    sides: tuple[str, str] | None
    divider: int
    crosshair: tuple[float, float] | None
    centre: tuple[float, float]
    spacing: tuple[float, float]
    convention: Convention | None
    image_key: Hashable
    overlay_key: Hashable
    heat_key: Hashable

    @property
    def count(self) -> int:
        """Return the number of slices along this plane's normal."""
        return self.grid.shape[self.cut.normal]

    @property
    def image_name(self) -> str:
        """Return "T1", or "T1 70 % T2 30 %" where both are mixed."""
        if self.blended is None:
            return self.modality.value
        share = round(100 * self.blended.share)
        return f"{self.modality.value} {100 - share} %  {other_modality(self.modality).value} {share} %"

    @property
    def letters(self) -> tuple[str, str, str, str]:
        """Return the orientation letters at the left, right, top and bottom border."""
        return (*self.cut.columns.ends, *self.cut.rows.ends)

    def mm_at(self, column: float, row: float) -> Point:
        """Return the RAS position in mm of a place on this slice."""
        return as_point(self.grid.to_mm(self.cut.to_voxel(column, row, self.index, self.grid)))


@dataclass(frozen=True, eq=False, slots=True)
class Over:
    """What lies over a subject besides its labels.

    Attributes:
        heat: `(I, J, K)` uint8: the map that the state asks for.
        swiped: Labels that are shown right of the crosshair.
        sides: Names of the labels left and right of it.
    """

    heat: NDArray[np.uint8] | None = None
    swiped: LabelMap | None = None
    sides: tuple[str, str] | None = None


NOTHING_OVER = Over()


def slice_scene(
    subject: Subject,
    labels: LabelMap | None,
    state: ViewState,
    plane: Plane,
    over: Over = NOTHING_OVER,
) -> SliceScene:
    """Return what `plane` shows of `subject` under `labels` and what else is `over` it, in `state`.

    All lie on one grid.
    """
    heat = over.heat
    grid = subject.grid
    lie = cut(grid, plane, state.convention)
    voxel = nearest_voxel(grid, state.crosshair)
    index = voxel[lie.normal]
    modality = state.shown_of(subject)
    volume = subject.images[modality]
    window = state.windows[modality]
    blended = _blended(subject, state, modality, lie, index)
    shown = labels if state.overlay_shown and state.heat is not Heat.DIFFERENCE else None
    other = over.swiped if shown is not None else None
    heat_colours = _heat_colours(state)
    divider = round(lie.to_screen(voxel, grid)[0])
    colours, outlined = overlay_colours(state), outlined_tissues(state)
    spacing = grid.spacing
    return SliceScene(
        plane=plane,
        cut=lie,
        grid=grid,
        index=index,
        modality=modality,
        image=lie.slice_of(volume.data, index),
        window=window,
        blended=blended,
        colour_map=state.colour_map,
        smooth=state.smooth,
        labels=None if shown is None else _label_slice(shown, other, lie, index, divider),
        colours=colours,
        outlined=outlined,
        heat=None if heat is None else lie.slice_of(heat, index),
        heat_colours=heat_colours,
        sides=None if other is None else over.sides,
        divider=divider,
        crosshair=lie.to_screen(voxel, grid) if state.crosshair_shown else None,
        centre=lie.to_screen(as_point(grid.to_voxel(state.centre)), grid),
        spacing=(spacing[lie.columns.axis], spacing[lie.rows.axis]),
        convention=None if plane is Plane.SAGITTAL else state.convention,
        # What is drawn is part of a key itself, not its id(): that of a dead object can come back.
        image_key=(volume, lie, index, window, blended and (blended.share, blended.window), state.colour_map),
        overlay_key=(shown, lie, index, colours, outlined, other, divider if other is not None else None),
        heat_key=(None if heat is None else _Same(heat), lie, index, heat_colours),
    )


def _label_slice(
    labels: LabelMap, other: LabelMap | None, lie: Cut, index: int, divider: int
) -> NDArray[np.uint8]:
    """Return the labels of a slice, those of the other map in the columns right of the divider."""
    own = lie.slice_of(labels.data, index)
    if other is None:
        return own
    return np.concatenate([own[:, :divider], lie.slice_of(other.data, index)[:, divider:]], axis=1)


def _heat_colours(state: ViewState) -> tuple[Rgba, ...]:
    """Return the RGBA of the map's values: of a difference, those of the labels that the other map has."""
    if state.heat is None:
        return ()
    if state.heat is not Heat.DIFFERENCE:
        return HEAT_COLOURS[state.heat]
    others = [(*look.colour, 255) for _, look in sorted(state.looks.items())]
    clear: Rgba = (0, 0, 0, 0)
    return (clear, NO_TISSUE, *others, *[clear] * (254 - len(others)))


class _Same:
    """An array as a part of a key: equal to itself alone."""

    __slots__ = ("array",)

    def __init__(self, array: NDArray[np.uint8]) -> None:
        self.array = array

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.array is self.array

    def __hash__(self) -> int:
        return id(self.array)


def _blended(subject: Subject, state: ViewState, shown: Modality, lie: Cut, index: int) -> Blended | None:
    other = other_modality(shown)
    if state.blend == 0 or other not in subject.images:
        return None
    image = lie.slice_of(subject.images[other].data, index)
    return Blended(image, state.windows[other], state.blend)


def overlay_colours(state: ViewState) -> tuple[Rgba, ...]:
    """Return the RGBA of each class index: background and hidden tissues are transparent.

    The tissue under the mouse is a third of the way nearer to opaque.
    """
    colours: list[Rgba] = [(0, 0, 0, 0)] * len(Tissue)
    for tissue, look in state.looks.items():
        if tissue not in state.hidden:
            alpha = state.opacity * look.opacity
            if tissue is state.highlighted:
                alpha += (1 - alpha) / 3
            colours[tissue] = (*look.colour, round(255 * alpha))
    return tuple(colours)


def outlined_tissues(state: ViewState) -> frozenset[int]:
    """Return the class indices that are drawn as outlines."""
    return frozenset(int(t) for t, look in state.looks.items() if state.outline or look.outline)


def other_modality(modality: Modality) -> Modality:
    """Return T2 for T1, and T1 for T2."""
    return Modality.T2 if modality is Modality.T1 else Modality.T1


def nearest_voxel(grid: Grid, mm: Point) -> tuple[int, int, int]:
    """Return the voxel closest to a RAS position in mm, inside the grid."""
    i, j, k = (
        min(size - 1, max(0, int(np.floor(at + 0.5))))
        for at, size in zip(grid.to_voxel(mm), grid.shape, strict=True)
    )
    return i, j, k


def stepped(grid: Grid, crosshair: Point, plane: Plane, steps: int) -> Point:
    """Return the crosshair `steps` slices further towards right, anterior or superior, inside the grid."""
    lie = cut(grid, plane, Convention.RADIOLOGICAL)
    return _moved(grid, crosshair, lie.normal, steps * lie.up)


def nudged(grid: Grid, state: ViewState, plane: Plane, right: int, down: int) -> Point:
    """Return the crosshair moved by whole pixels across the screen, inside the grid."""
    lie = cut(grid, plane, state.convention)
    at = _moved(grid, state.crosshair, lie.columns.axis, -right if lie.columns.flipped else right)
    return _moved(grid, at, lie.rows.axis, -down if lie.rows.flipped else down)


def _moved(grid: Grid, crosshair: Point, axis: int, by: int) -> Point:
    voxel = list(nearest_voxel(grid, crosshair))
    voxel[axis] = min(grid.shape[axis] - 1, max(0, voxel[axis] + by))
    return as_point(grid.to_mm(voxel))


def snapped(grid: Grid, mm: Point) -> Point:
    """Return the centre, in RAS mm, of the voxel closest to a position."""
    return as_point(grid.to_mm(nearest_voxel(grid, mm)))


def as_point(values: NDArray[np.float64]) -> Point:
    """Return three numbers as a plain tuple."""
    x, y, z = values.tolist()
    return x, y, z


@dataclass(frozen=True, slots=True)
class Readout:
    """What lies at one place.

    Attributes:
        voxel: Indices in the file's own axes.
        mm: RAS.
        intensities: Of each image.
        tissue: None where there is no label map.
        confidence: Percent; None where there is none, as where a person painted.
    """

    voxel: tuple[int, int, int]
    mm: Point
    intensities: Mapping[Modality, float]
    tissue: Tissue | None
    confidence: int | None


def readout(
    subject: Subject, labels: LabelMap | None, confidence: NDArray[np.uint8] | None, mm: Point
) -> Readout | None:
    """Return what lies at `mm` (RAS), or None outside the images."""
    grid = subject.grid
    exact = grid.to_voxel(mm)
    if not all(-0.5 <= at < size - 0.5 for at, size in zip(exact, grid.shape, strict=True)):
        return None
    voxel = nearest_voxel(grid, mm)
    return Readout(
        voxel=voxel,
        mm=mm,
        intensities={modality: float(image.data[voxel]) for modality, image in subject.images.items()},
        tissue=None if labels is None else Tissue(int(labels.data[voxel])),
        confidence=None if confidence is None else int(confidence[voxel]) or None,
    )
