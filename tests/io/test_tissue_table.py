"""Label tables as what they say of the tissues: back and forth, and those that contradict themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from isegcore.errors import IsegError, LabelValueError
from isegcore.io.label_tables import dseg_table, freesurfer_table, itk_snap_table
from isegcore.io.tissue_table import read_tissue_table
from isegcore.label_table import TABLES, LabelTable
from isegcore.labels import BIDS, INDEX, ISEG, LabelScheme, Tissue

ODD = LabelScheme("label table", (0, 7, 9, 4))


def snap(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("write", [itk_snap_table, freesurfer_table, dseg_table])
@pytest.mark.parametrize("scheme", [ISEG, INDEX, BIDS, ODD])
@pytest.mark.parametrize("look", TABLES)
def test_a_table_that_was_written_is_read_back(
    tmp_path: Path, write: object, scheme: LabelScheme, look: LabelTable
) -> None:
    path = tmp_path / "labels.txt"
    path.write_text(write(scheme, look))
    table = read_tissue_table(path)
    assert table.colours[1:] == look.colours[1:]
    assert table.scheme == scheme
    assert [name.replace("-", " ") for name in table.names] == list(look.names)
    assert table.title == "labels.txt"


def test_a_table_of_values_alone_is_known_by_them(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(snap('10 1 2 3 1 1 1 "Wasser"', '150 4 5 6 1 1 1 "Rinde"', '250 7 8 9 1 1 1 "Mark"'))
    table = read_tissue_table(path)
    assert table.scheme is ISEG
    assert table.names == ("Background", "Wasser", "Rinde", "Mark")
    assert table.colours[Tissue.WM] == (7, 8, 9)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            snap('1 9 9 9 1 1 1 "CSF"', '2 9 9 8 1 1 1 "GM"', '2 9 9 7 1 1 1 "WM"'),
            "The value 2 stands for both GM and WM.",
        ),
        (
            snap(
                '1 9 9 9 1 1 1 "CSF"',
                '2 9 9 8 1 1 1 "GM"',
                '3 9 9 7 1 1 1 "WM"',
                '5 1 1 1 1 1 1 "gray matter"',
            ),
            "Grey matter has two values, 2 and 5.",
        ),
        (
            snap('1 9 9 9 1 1 1 "CSF"', '2 9 9 8 1 1 1 "GM"', '5 1 1 1 1 1 1 "Cerebellum"'),
            "The table does not say which label is White matter.",
        ),
        (
            snap('1 9 9 9 1 1 1 "CSF"', '2 9 9 8 1 1 1 "GM"', '300 1 1 1 1 1 1 "WM"'),
            "Values must be from 0 to 255 to be written as labels, got 300.",
        ),
        (
            snap('0 9 9 9 1 1 1 "CSF"', '2 9 9 8 1 1 1 "GM"', '3 1 1 1 1 1 1 "WM"'),
            "The value 0 must be background.",
        ),
        (
            "index\tname\n1\tGrey matter\n1\tWhite matter\n3\tCSF\n",
            "The value 1 stands for both Grey matter and White matter.",
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "clash.txt"
    path.write_text(text)
    with pytest.raises(LabelValueError) as caught:
        read_tissue_table(path)
    assert caught.value.message == sentence
    assert caught.value.path == path
    assert caught.value.hint


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.txt"
    path.write_bytes(b"\x00\xff nonsense")
    with pytest.raises(IsegError, match="not a label table"):
        read_tissue_table(path)
