"""Label tables are what other programs expect, and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from isegcore.errors import IsegError
from isegcore.io.label_tables import (
    LabelRow,
    dseg_table,
    freesurfer_table,
    itk_snap_table,
    read_label_table,
    rows_of,
)
from isegcore.labels import BIDS, COLOURS, INDEX, ISEG, LabelScheme, Tissue


@pytest.mark.parametrize("scheme", [ISEG, INDEX, BIDS])
@pytest.mark.parametrize("write", [itk_snap_table, freesurfer_table, dseg_table])
def test_round_trip(tmp_path: Path, scheme: LabelScheme, write: Callable[[LabelScheme], str]) -> None:
    (tmp_path / "table").write_text(write(scheme), "utf-8")
    rows = read_label_table(tmp_path / "table")
    expected = rows_of(scheme)
    assert [(row.value, row.colour) for row in rows] == [(row.value, row.colour) for row in expected]
    assert [row.name.replace("-", " ") for row in rows] == [row.name for row in expected]


def test_rows_are_in_the_order_of_their_values() -> None:
    assert [row.value for row in rows_of(BIDS)] == [0, 1, 2, 3]
    assert rows_of(BIDS)[1] == LabelRow(1, "Grey matter", COLOURS[Tissue.GM])


def test_itk_snaps_own_layout() -> None:
    lines = itk_snap_table(ISEG).splitlines()
    assert lines[1] == "# ITK-SnAP Label Description File"
    assert lines[-4].split() == ["0", "0", "0", "0", "0", "0", "0", '"Background"']
    assert lines[-3].split()[:7] == ["10", "86", "180", "233", "1", "1", "1"]


def test_bids_maps_to_the_standard_indices() -> None:
    lines = [line.split("\t") for line in dseg_table(ISEG).splitlines()]
    assert lines[0] == ["index", "name", "abbreviation", "color", "mapping"]
    assert {line[2]: (line[0], line[4]) for line in lines[1:]} == {
        "BG": ("0", "0"),
        "CSF": ("10", "3"),
        "GM": ("150", "1"),
        "WM": ("250", "2"),
    }


def test_a_plain_dseg_with_a_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    (tmp_path / "dseg.tsv").write_bytes("\ufeffindex\tname\r\n1\tGrey Matter\r\n".encode())
    assert read_label_table(tmp_path / "dseg.tsv") == (LabelRow(1, "Grey Matter", (128, 128, 128)),)


def test_freesurfers_own_lines(tmp_path: Path) -> None:
    (tmp_path / "lut.txt").write_text("#No. Label\n\n3   Left-Cerebral-Cortex    205 62  78  0\n")
    assert read_label_table(tmp_path / "lut.txt") == (LabelRow(3, "Left-Cerebral-Cortex", (205, 62, 78)),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# only a comment\n",
        b"some text\n",
        b"1 Name 300 0 0 0\n",
        b"index\tname\nx\tGrey\n",
        b"index\tname\tcolor\n1\tGrey\tpurple\n",
        b"index\tname\tcolor\n1\tGrey\t#00\n",
        b"index\tname\n1\n",
        b"\xff\xfe\x00\x01",
        b"\x1f\x8b damaged",
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "table").write_bytes(content)
    with pytest.raises(IsegError) as caught:
        read_label_table(tmp_path / "table")
    assert caught.value.path == tmp_path / "table"


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IsegError, match="could not be read"):
        read_label_table(tmp_path / "none.tsv")
