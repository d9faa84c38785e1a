from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.convention import Convention
from app.session.opened import opened
from app.session.view_state import ColourMap, Plane, ViewState, Window
from app.viewer.scene import nearest_voxel, nudged, readout, slice_scene, snapped, stepped
from isegcore.data.grid import Grid
from isegcore.data.orientation import orientation_named
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume
from isegcore.labels import COLOURS, ISEG, Tissue
from tests.app.viewer.test_planes import CODES
from tests.helpers.phantoms import phantom_subject, ras_grid

SHAPE = (20, 24, 18)


def first_look(subject: Subject) -> ViewState:
    images = opened(subject)
    return ViewState(crosshair=images.centre, centre=images.centre, windows=images.windows)


def reoriented(subject: Subject, code: str) -> Subject:
    """Return the same head, stored with its axes in another order."""
    lie = orientation_named(code)

    def turned(data: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(lie.from_ras(data))

    shape = turned(subject.images[Modality.T1].data).shape
    affine = np.eye(4)
    affine[:3, :3] = lie.matrix
    corner = [0 if not flip else n - 1 for n, flip in zip(subject.grid.shape, lie.flipped, strict=True)]
    affine[:3, 3] = subject.grid.to_mm(corner)
    grid = Grid(shape, affine)
    images = {m: Volume(turned(v.data), grid) for m, v in subject.images.items()}
    assert subject.reference is not None
    return Subject(subject.id, images, LabelMap(turned(subject.reference.data), grid, ISEG))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("plane", Plane)
def test_the_picture_does_not_depend_on_how_the_file_is_stored(code: str, plane: Plane) -> None:
    subject = phantom_subject(SHAPE, noise=5)
    state = first_look(subject)
    other = reoriented(subject, code)
    expected = slice_scene(subject, subject.reference, state, plane)
    shown = slice_scene(other, other.reference, state, plane)
    np.testing.assert_array_equal(shown.image, expected.image)
    np.testing.assert_array_equal(shown.labels, expected.labels)
    assert shown.crosshair == pytest.approx(expected.crosshair)
    assert shown.centre == pytest.approx(expected.centre)
    assert shown.letters == expected.letters


def test_axial_rows_run_from_anterior_to_posterior_and_columns_from_right_to_left() -> None:
    subject = phantom_subject(SHAPE)
    scene = slice_scene(subject, None, first_look(subject), Plane.AXIAL)
    k = scene.index
    np.testing.assert_array_equal(scene.image, subject.images[Modality.T1].data[::-1, ::-1, k].T)
    neurological = replace(first_look(subject), convention=Convention.NEUROLOGICAL)
    swapped = slice_scene(subject, None, neurological, Plane.AXIAL)
    np.testing.assert_array_equal(swapped.image, scene.image[:, ::-1])
    assert swapped.letters == ("L", "R", "A", "P")
    assert (scene.convention, swapped.convention) == (Convention.RADIOLOGICAL, Convention.NEUROLOGICAL)


def test_the_three_planes_meet_in_one_voxel() -> None:
    subject = phantom_subject(SHAPE, noise=20)
    state = first_look(subject)
    value = subject.images[Modality.T1].data[nearest_voxel(subject.grid, state.crosshair)]
    for plane in Plane:
        scene = slice_scene(subject, None, state, plane)
        assert scene.crosshair is not None
        column, row = (round(at) for at in scene.crosshair)
        assert scene.image[row, column] == value
        assert scene.mm_at(column, row) == pytest.approx(state.crosshair)


def test_anisotropic_voxels_keep_their_proportions() -> None:
    affine = np.diag([1.0, 2.0, 5.0, 1.0])
    subject = Subject("thick", {Modality.T1: Volume(np.ones((8, 6, 4), np.float32), Grid((8, 6, 4), affine))})
    state = first_look(subject)
    assert slice_scene(subject, None, state, Plane.AXIAL).spacing == (1.0, 2.0)
    assert slice_scene(subject, None, state, Plane.SAGITTAL).spacing == (2.0, 5.0)
    assert slice_scene(subject, None, state, Plane.CORONAL).spacing == (1.0, 5.0)


def test_keys_change_only_with_what_they_stand_for() -> None:
    subject = phantom_subject(SHAPE)
    state = first_look(subject)
    labels = subject.reference
    before = slice_scene(subject, labels, state, Plane.AXIAL)

    def after(**changes: object) -> tuple[bool, bool]:
        scene = slice_scene(subject, labels, replace(state, **changes), Plane.AXIAL)
        return scene.image_key == before.image_key, scene.overlay_key == before.overlay_key

    assert after(zoom=3.0) == (True, True)
    assert after(opacity=0.2) == (True, False)
    assert after(outline=True) == (True, False)
    assert after(colour_map=ColourMap.HOT) == (False, True)
    assert after(blend=0.3) == (False, True)
    assert after(hidden=frozenset({Tissue.GM})) == (True, False)
    assert after(windows={**state.windows, Modality.T1: Window(0, 1)}) == (False, True)
    assert after(modality=Modality.T2) == (False, True)
    assert after(crosshair=stepped(subject.grid, state.crosshair, Plane.SAGITTAL, 1)) == (True, True)
    assert after(crosshair=stepped(subject.grid, state.crosshair, Plane.AXIAL, 1)) == (False, False)


def test_overlay_hidden_or_partly_hidden() -> None:
    subject = phantom_subject(SHAPE)
    state = first_look(subject)
    hidden = slice_scene(subject, subject.reference, replace(state, overlay_shown=False), Plane.AXIAL)
    assert hidden.labels is None
    part = slice_scene(
        subject, subject.reference, replace(state, hidden=frozenset({Tissue.WM}), opacity=1.0), Plane.AXIAL
    )
    assert part.colours[Tissue.WM][3] == 0
    assert part.colours[Tissue.BACKGROUND][3] == 0
    assert part.colours[Tissue.GM] == (*COLOURS[Tissue.GM], 255)


@pytest.mark.parametrize("code", ["RAS", "LPI", "SLP"])
def test_steps_go_towards_superior_right_and_anterior_and_stop_at_the_border(code: str) -> None:
    subject = reoriented(phantom_subject(SHAPE), code)
    start = first_look(subject).crosshair
    for plane, world in ((Plane.SAGITTAL, 0), (Plane.CORONAL, 1), (Plane.AXIAL, 2)):
        moved = np.subtract(stepped(subject.grid, start, plane, 2), start)
        assert moved.tolist() == pytest.approx([2.0 if axis == world else 0.0 for axis in range(3)])
        far = stepped(subject.grid, start, plane, 1000)
        assert far == stepped(subject.grid, far, plane, 1)


def test_nudges_follow_the_screen() -> None:
    subject = phantom_subject(SHAPE)
    state = first_look(subject)
    for convention in Convention:
        turned = replace(state, convention=convention)
        before = slice_scene(subject, None, turned, Plane.CORONAL)
        at = nudged(subject.grid, turned, Plane.CORONAL, 1, 2)
        after = slice_scene(subject, None, replace(turned, crosshair=at), Plane.CORONAL)
        assert before.crosshair is not None
        assert after.crosshair is not None
        assert np.subtract(after.crosshair, before.crosshair).tolist() == pytest.approx([1, 2])


def test_a_missing_image_falls_back_to_the_other() -> None:
    whole = phantom_subject(SHAPE)
    only_t2 = Subject("t2", {Modality.T2: whole.images[Modality.T2]})
    assert first_look(only_t2).shown_of(only_t2) is Modality.T2
    scene = slice_scene(only_t2, None, first_look(only_t2), Plane.AXIAL)
    assert scene.image.max() == 300


def test_snapping_stays_inside_and_on_voxel_centres() -> None:
    grid = ras_grid((4, 4, 4))
    assert snapped(grid, (1e6, -1e6, 0.2)) == pytest.approx(tuple(grid.to_mm((3, 0, 2))))


def test_readout_names_what_lies_at_a_place() -> None:
    subject = phantom_subject(SHAPE)
    confidence = np.full(SHAPE, 88, np.uint8)
    at = first_look(subject).crosshair
    found = readout(subject, subject.reference, confidence, at)
    assert found is not None
    assert found.voxel == nearest_voxel(subject.grid, at)
    assert found.intensities == {Modality.T1: 300.0, Modality.T2: 100.0}
    assert (found.tissue, found.confidence) == (Tissue.WM, 88)
    bare = readout(subject, None, None, at)
    assert bare is not None
    assert (bare.tissue, bare.confidence) == (None, None)
    assert readout(subject, None, None, (1e4, 0, 0)) is None
