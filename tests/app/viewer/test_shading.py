from __future__ import annotations

from dataclasses import replace

import matplotlib as mpl
import numpy as np
import pytest

from app.session.view_state import ColourMap, Heat, LabelLook, Plane, ViewState, Window
from app.viewer.colours import RGB_TABLES, premultiplied
from app.viewer.scene import Over, slice_scene
from app.viewer.shading import grey, heat, outlined, overlay, picture
from isegcore.data.subject import Modality
from isegcore.labels import Tissue
from tests.app.viewer.test_scene import SHAPE, first_look
from tests.helpers.phantoms import phantom_subject


def channels(pixels: np.ndarray) -> np.ndarray:
    """Return `(..., 4)` alpha, red, green, blue."""
    return np.stack([pixels >> shift & 255 for shift in (24, 16, 8, 0)], axis=-1)


def test_window_ends_are_black_and_white_and_the_rest_is_linear() -> None:
    image = np.array([[-50, 100], [150, 200], [260, 175]], np.float32)
    assert grey(image, Window(100, 200)).tolist() == [[0, 0], [128, 255], [255, 191]]


def test_a_flipped_view_becomes_contiguous() -> None:
    image = np.arange(12, dtype=np.float32).reshape(3, 4)[::-1, ::-1].T
    levels = grey(image, Window(0, 11))
    assert levels.flags.c_contiguous
    assert levels.dtype == np.uint8
    assert levels[0, 0] == 255


@pytest.mark.parametrize("name", [ColourMap.HOT, ColourMap.VIRIDIS, ColourMap.MAGMA])
def test_colour_maps_are_those_that_people_know(name: ColourMap) -> None:
    known = mpl.colormaps[name.value.lower()](np.arange(256))[:, :3] * 255
    assert np.abs(RGB_TABLES[name] - known).max() < 14


def test_inverted_grey_is_grey_upside_down() -> None:
    np.testing.assert_array_equal(RGB_TABLES[ColourMap.GREY], RGB_TABLES[ColourMap.INVERTED][::-1])


def test_the_picture_is_opaque_and_in_the_chosen_colours() -> None:
    subject = phantom_subject(SHAPE)
    state = replace(first_look(subject), colour_map=ColourMap.HOT)
    pixels = channels(picture(slice_scene(subject, None, state, Plane.AXIAL)))
    assert set(np.unique(pixels[..., 0])) == {255}
    assert pixels[0, 0, 1:].tolist() == RGB_TABLES[ColourMap.HOT][0].tolist()


def test_blending_lies_between_both_images() -> None:
    subject = phantom_subject(SHAPE)
    windows = {modality: Window(0, 300) for modality in Modality}
    state = replace(first_look(subject), windows=windows)

    def level(t2_share: float) -> int:
        scene = slice_scene(subject, None, state.with_mix(t2_share), Plane.AXIAL)
        return int(channels(picture(scene))[SHAPE[1] // 2, SHAPE[0] // 2, 1])

    assert (level(0), level(1)) == (255, 85)  # white matter: 300 in T1, 100 in T2
    assert level(0.25) == pytest.approx(212, abs=2)
    assert level(0.75) == pytest.approx(127, abs=2)


def test_an_outline_is_the_inside_border_of_its_class_at_any_fineness() -> None:
    labels = np.zeros((7, 9), np.uint8)
    labels[1:6, 2:8] = 3
    border = labels.copy()
    border[2:5, 3:7] = 0
    opaque = [(0, 0, 0, 0), *((0, 0, label, 255) for label in (1, 2, 3))]

    def drawn(which: set[int], factor: int) -> np.ndarray:
        return outlined(labels, tuple(opaque), frozenset(which), factor) & 0xFF

    np.testing.assert_array_equal(drawn({3}, 1), border)
    for factor in (2, 3, 4):
        fine = drawn({3}, factor)
        assert fine.shape == (7 * factor, 9 * factor)
        assert np.count_nonzero(fine) == 2 * (6 * factor - 1) + 2 * (5 * factor - 1)
    np.testing.assert_array_equal(drawn({1}, 1), labels)


def test_one_tissue_is_outlined_while_another_is_filled() -> None:
    subject = phantom_subject(SHAPE)
    state = first_look(subject)
    look = state.looks[Tissue.WM]
    state = state.with_look(Tissue.WM, LabelLook(look.colour, opacity=0.5, outline=True))
    scene = slice_scene(subject, subject.reference, replace(state, opacity=1.0), Plane.AXIAL)
    assert scene.labels is not None
    pixels = overlay(scene, 1)
    assert pixels is not None
    alpha = channels(pixels)[..., 0]
    assert set(np.unique(alpha[scene.labels == Tissue.GM])) == {255}
    assert set(np.unique(alpha[scene.labels == Tissue.WM])) == {0, 128}
    assert set(np.unique(alpha[scene.labels == 0])) == {0}
    everything = slice_scene(subject, subject.reference, replace(state, outline=True), Plane.AXIAL)
    assert everything.outlined == {1, 2, 3}


def test_the_tissue_under_the_mouse_stands_out() -> None:
    subject = phantom_subject(SHAPE)
    state = replace(first_look(subject), highlighted=Tissue.GM)
    colours = slice_scene(subject, subject.reference, state, Plane.AXIAL).colours
    assert colours[Tissue.GM][3] > colours[Tissue.WM][3] == round(255 * state.opacity)


def test_heat_is_clear_where_nothing_is_doubtful_and_where_nothing_is_known() -> None:
    subject = phantom_subject(SHAPE)
    percent = np.zeros(SHAPE, np.uint8)
    percent[5:10], percent[10:] = 60, 100
    state = replace(first_look(subject), heat=Heat.CONFIDENCE)
    scene = slice_scene(subject, None, state, Plane.AXIAL, Over(percent))
    pixels = heat(scene)
    assert pixels is not None
    assert scene.heat is not None
    alpha = channels(pixels)[..., 0]
    assert alpha[scene.heat == 60].min() > 100
    assert alpha[scene.heat == 0].max() == alpha[scene.heat == 100].max() == 0
    assert heat(slice_scene(subject, None, state, Plane.AXIAL)) is None


def test_premultiplied_colours() -> None:
    table = premultiplied([(255, 100, 0, 128)])
    assert channels(table[:1]).tolist() == [[128, 128, 50, 0]]
    assert table[1:].max() == 0


def test_a_state_without_a_blend_shows_one_image() -> None:
    assert ViewState().with_mix(0.3).t2_share == 0.3
    mixed = ViewState().with_mix(0.8)
    assert (mixed.modality, mixed.blend, mixed.t2_share) == (Modality.T2, 0.2, 0.8)
    assert ViewState().with_mix(1.0) == replace(ViewState(), modality=Modality.T2)
