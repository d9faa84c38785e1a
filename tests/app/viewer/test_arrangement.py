from __future__ import annotations

import pytest

from app.session.view_state import Layout, Plane, ViewState
from app.viewer.arrangement import arranged


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("enlarged", [None, *Plane])
@pytest.mark.parametrize("both", [True, False])
def test_no_two_things_share_a_cell(layout: Layout, enlarged: Plane | None, both: bool) -> None:
    found = arranged(ViewState(layout=layout, enlarged=enlarged), both=both)
    cells = [*found.planes.values(), *found.others.values(), *([found.fourth] if found.fourth else [])]
    assert len(cells) == len(set(cells))
    planes = set() if layout is Layout.SURFACE else set(Plane)
    assert set(found.planes) == ({enlarged} if enlarged else planes)


def test_each_layout_fills_its_rows_and_columns() -> None:
    def size(layout: Layout, **state: object) -> tuple[int, int]:
        rows, columns = arranged(ViewState(layout=layout, **state), both=True).used
        return len(rows), len(columns)

    assert size(Layout.GRID) == (2, 2)
    assert size(Layout.ROW) == (1, 3)
    assert size(Layout.COLUMN) == (3, 1)
    assert size(Layout.SURFACE) == (1, 1)
    assert size(Layout.SIDE_BY_SIDE) == (2, 3)
    assert size(Layout.SIDE_BY_SIDE, enlarged=Plane.CORONAL) == (1, 2)


def test_a_lone_image_has_nothing_beside_it() -> None:
    assert not arranged(ViewState(layout=Layout.SIDE_BY_SIDE), both=False).others
