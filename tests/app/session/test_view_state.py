from __future__ import annotations

import pytest

from app.session.view_state import ZOOM_RANGE, ViewState, Window
from isegcore.data.subject import Modality
from isegcore.labels import Tissue


def test_zooming_keeps_the_point_under_the_mouse() -> None:
    state = ViewState(centre=(10.0, 0.0, 0.0))
    mouse = (30.0, 5.0, 0.0)
    nearer = state.zoomed(2.0, mouse)
    before = [(m - c) * state.zoom for m, c in zip(mouse, state.centre, strict=True)]
    after = [(m - c) * nearer.zoom for m, c in zip(mouse, nearer.centre, strict=True)]
    assert after == pytest.approx(before)


def test_zoom_has_limits_at_which_the_picture_stays_put() -> None:
    close = ViewState(zoom=ZOOM_RANGE[1], centre=(1.0, 2.0, 3.0))
    assert close.zoomed(2.0, (50.0, 0.0, 0.0)) == close


def test_panning_moves_the_picture_with_the_mouse() -> None:
    assert ViewState(centre=(0.0, 0.0, 0.0)).panned((4.0, 0.0, -2.0)).centre == (-4.0, 0.0, 2.0)


def test_windows_are_kept_apart_and_never_collapse() -> None:
    state = ViewState().with_window(Modality.T1, Window.of(100, 50)).with_window(Modality.T2, Window.of(0, 7))
    assert state.windows[Modality.T1] == Window(0, 100)
    assert state.windows[Modality.T2].width > 0
    assert state.windows[Modality.T2].level == pytest.approx(7)


def test_opacity_is_clipped_and_brings_the_overlay_back() -> None:
    state = ViewState(overlay_shown=False).with_opacity(1.4)
    assert (state.opacity, state.overlay_shown) == (1.0, True)


def test_tissues_toggle() -> None:
    hidden = ViewState().with_toggled(Tissue.GM)
    assert hidden.hidden == {Tissue.GM}
    assert hidden.with_toggled(Tissue.GM) == ViewState()
