"""Going through doubtful spots in a window, by button, key and list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.session.view_state import Heat
from app.window.main_window import MainWindow
from isegcore.editing.brush import Brush, stroke
from isegcore.labels import Tissue
from tests.helpers.windows import doubtful, wait_for_spots

MakeWindow = Callable[..., MainWindow]
A, B = Path("/data/a"), Path("/data/b")


def at(window: MainWindow) -> tuple[int, ...]:
    assert window.session.opened is not None
    return tuple(
        np.rint(window.session.opened.subject.grid.to_voxel(window.viewing.state.crosshair)).astype(int)
    )


def test_the_next_key_goes_through_the_spots_and_ticks_off(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, A)
    assert not window.bar.qt("doubt.next").isEnabled()
    doubtful(window)
    window.bar.qt("doubt.next").trigger()  # looks first, in the background
    wait_for_spots(window, qtbot)
    doubts = window.review.doubts
    assert len(doubts.spots) >= 2
    assert np.abs(np.array(at(window)) - (16, 18, 14)).max() <= 2
    first = window.viewing.state.crosshair
    assert doubts.ticked == frozenset()
    window.bar.qt("doubt.next").trigger()
    assert doubts.ticked == {0}
    assert window.viewing.state.crosshair == doubts.spots[1].mm != first
    window.bar.qt("doubt.previous").trigger()
    assert window.viewing.state.crosshair == first
    for _ in doubts.spots:
        window.bar.qt("doubt.next").trigger()
    assert doubts.ticked == set(range(len(doubts.spots)))


def test_the_next_key_waits_for_the_spots_that_the_page_has_begun_to_look_for(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(None, A)
    doubtful(window)
    before = window.viewing.state.crosshair
    window.review.doubts.look()
    window.bar.qt("doubt.next").trigger()
    wait_for_spots(window, qtbot)
    assert window.viewing.state.crosshair == window.review.doubts.spots[0].mm != before


def test_the_list_shows_jumps_and_ticks(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, A)
    window.inspector.show_page("Review")
    panel, doubts = window.review.doubt, window.review.doubts
    assert not panel.isEnabled()
    doubtful(window)  # the page is open: they are looked for at once
    wait_for_spots(window, qtbot)
    assert panel.list.count() == len(doubts.spots)
    item = panel.list.item(1)
    assert f"{doubts.spots[1].ml:.1f} ml" in item.text()
    qtbot.mouseClick(
        panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualItemRect(item).center()
    )
    assert window.viewing.state.crosshair == doubts.spots[1].mm
    item.setCheckState(Qt.CheckState.Checked)
    assert doubts.ticked == {1}
    qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    assert panel.list.currentRow() != 1
    item.setCheckState(Qt.CheckState.Unchecked)
    assert 1 not in doubts.ticked


def test_what_was_ticked_is_kept_over_other_subjects_and_edits_but_not_over_a_new_result(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(None, A, B)
    doubtful(window)
    doubts = window.review.doubts
    doubts.look()
    wait_for_spots(window, qtbot)
    doubts.tick(0, True)
    window.work.open_subject(str(B))
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert not doubts.spots
    window.work.open_subject(str(A))
    qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
    assert doubts.ticked == {0}
    entry = window.session.current
    assert entry is not None
    assert entry.result is not None
    window.session.hold_edit(entry.key, entry.result)
    assert doubts.ticked == {0}
    doubtful(window, "2026-02-02T00:00:00Z")
    assert not doubts.is_found


def test_what_a_person_painted_is_no_longer_doubtful(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(None, A)
    doubtful(window)
    doubts, readout = window.review.doubts, window.readout.fields["label"]
    doubts.step(forward=True)
    wait_for_spots(window, qtbot)
    doubts.tick(1, True)
    spot = doubts.spots[0].voxel
    assert "40 %" in readout.text()
    window.viewing.set(heat=Heat.CONFIDENCE)
    window.editing.set(label=Tissue.CSF)
    assert window.editing.begin("Brush")
    assert window.session.opened is not None
    window.editing.cover(stroke(window.session.opened.subject.grid, spot, spot, Brush(9), 2))
    window.editing.end()
    assert readout.text() == "CSF"
    assert window.viewing.heat is not None
    assert window.viewing.heat[spot] == 0
    assert doubts.ticked == {0, 1}  # those that were found are kept, and this one is decided
    window.bar.qt("edit.undo").trigger()
    assert "40 %" in readout.text()
    assert doubts.ticked == {1}


@pytest.mark.parametrize("heat", [Heat.CONFIDENCE, Heat.ENTROPY])
def test_the_map_is_shown_by_menu_and_box(qtbot: QtBot, make_window: MakeWindow, heat: Heat) -> None:
    window = make_window(None, A)
    doubtful(window)
    view = window.planes.views[window.viewing.active_plane]
    plain = view.grab().toImage()
    action = window.bar.qt(f"heat.{heat.name.lower()}")
    action.trigger()
    assert view.grab().toImage() != plain
    assert action.isChecked()
    assert window.review.doubt.map.currentText() == heat.value
    action.trigger()
    assert view.grab().toImage() == plain


def test_the_more_doubtful_the_brighter_in_both_maps() -> None:
    from app.viewer.colours import HEAT_COLOURS

    def light(colour: tuple[int, int, int, int]) -> int:
        return sum(colour[:3]) * colour[3]

    confidence, entropy = HEAT_COLOURS[Heat.CONFIDENCE], HEAT_COLOURS[Heat.ENTROPY]
    assert light(confidence[55]) > light(confidence[80]) > light(confidence[99])
    assert light(entropy[45]) > light(entropy[20]) > light(entropy[1])
    assert confidence[0][3] == entropy[0][3] == 0
