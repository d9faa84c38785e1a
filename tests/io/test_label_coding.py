"""What the values of a label image mean: found out from its table, its name and its values, in this order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from isegcore.errors import LabelValueError
from isegcore.io.images import read_label_map
from isegcore.io.label_tables import dseg_table, freesurfer_table
from isegcore.labels import BIDS, INDEX, ISEG, LabelScheme
from tests.helpers.image_files import ramp, write_nifti

_INDICES = (ramp() % 4).astype(np.uint8)
_ODD = LabelScheme("label table", (0, 3, 2, 1))


def _write(path: Path, scheme: LabelScheme) -> Path:
    path.parent.mkdir(exist_ok=True)
    return write_nifti(path, scheme.to_values(_INDICES))


@pytest.mark.parametrize("scheme", [ISEG, INDEX, BIDS, _ODD])
@pytest.mark.parametrize("image", ["a.nii.gz", "a.b.nii", "a.hdr", "sub-1_dseg.nii.gz"])
def test_the_table_beside_it_says_what_the_values_mean(
    tmp_path: Path, scheme: LabelScheme, image: str
) -> None:
    path = _write(tmp_path / image, scheme)
    stem = image.removesuffix(".gz").rpartition(".")[0]
    (tmp_path / f"{stem}.tsv").write_text(dseg_table(scheme))
    labels = read_label_map(path)
    assert labels.scheme == scheme
    np.testing.assert_array_equal(labels.data, _INDICES)
    assert labels.source is not None
    assert labels.source.notes == ()


@pytest.mark.parametrize(
    "table",
    [
        "index\tname\n1\tGray Matter\n2\tWhite-Matter\n3\tCSF\n4\tSkull\n",
        "index\tname\tabbreviation\n1\tcortex\tGM\n2\tfibres\tWM\n3\tliquor\tCSF\n",
        "index\tname\tcolor\n1\tA\t#d55e00\n2\tB\t#f0e442\n3\tC\t#56b4e9\n",
        "index\tname\tcolor\n0\tbackground\tn/a\n1\tgrey_matter\tn/a\n2\twhite_matter\tn/a\n3\tcsf\t\n",
        freesurfer_table(BIDS),
    ],
)
def test_tissues_are_known_by_name_abbreviation_or_colour(tmp_path: Path, table: str) -> None:
    (tmp_path / "a.tsv").write_text(table)
    assert read_label_map(_write(tmp_path / "a.nii", BIDS)).scheme is BIDS


@pytest.mark.parametrize(
    ("table", "applies"),
    [
        ("sub-1_dseg.tsv", True),
        ("dseg.tsv", True),
        ("sub-2_dseg.tsv", False),
        ("sub-1_run-2_desc-x_dseg.tsv", False),
        ("sub-1.tsv", False),
    ],
)
def test_a_bids_table_serves_the_images_whose_names_say_as_much(
    tmp_path: Path, table: str, applies: bool
) -> None:
    (tmp_path / table).write_text(dseg_table(INDEX))
    labels = read_label_map(_write(tmp_path / "sub-1_run-2_dseg.nii.gz", INDEX if applies else BIDS))
    assert labels.scheme is (INDEX if applies else BIDS)
    np.testing.assert_array_equal(labels.data, _INDICES)


def test_the_closest_table_is_used(tmp_path: Path) -> None:
    (tmp_path / "dseg.tsv").write_text(dseg_table(ISEG))
    (tmp_path / "sub-1_dseg.tsv").write_text(dseg_table(INDEX))
    assert read_label_map(_write(tmp_path / "sub-1_dseg.nii", INDEX)).scheme is INDEX


def test_a_bids_name_means_bids_values_and_that_is_told(tmp_path: Path) -> None:
    labels = read_label_map(_write(tmp_path / "sub-01_ses-1_dseg.nii.gz", BIDS))
    assert labels.scheme is BIDS
    np.testing.assert_array_equal(labels.data, _INDICES)
    assert labels.source is not None
    assert labels.source.notes == (
        "sub-01_ses-1_dseg.nii.gz: its values are taken as CSF 3, GM 1, WM 2, as BIDS has it.",
    )
    assert read_label_map(_write(tmp_path / "sub-02_dseg.nii.gz", ISEG)).scheme is ISEG


def test_without_table_and_name_the_values_decide(tmp_path: Path) -> None:
    labels = read_label_map(_write(tmp_path / "a.nii", INDEX))
    assert labels.scheme is INDEX
    assert labels.source is not None
    assert "taken as CSF 1, GM 2, WM 3" in labels.source.notes[0]
    certain = read_label_map(_write(tmp_path / "b.nii", ISEG))
    assert certain.source is not None
    assert certain.source.notes == ()


@pytest.mark.parametrize(
    "table",
    [
        "name\tage\nanna\t3\n",
        "index\tname\n1\tGM\n2\tWM\n",
        "index\tname\n1\tGM\n2\tWM\n3\tCSF\n4\tGM\n",
        "index\tname\n1\tGM\n1\tWM\n3\tCSF\n",
        "index\tname\n1\tGM\n2\tWM\n300\tCSF\n",
        "index\tname\n0\tGM\n1\tWM\n2\tCSF\n",
    ],
)
def test_a_table_that_does_not_say_it_is_not_used_and_that_is_told(tmp_path: Path, table: str) -> None:
    (tmp_path / "a.tsv").write_text(table)
    labels = read_label_map(_write(tmp_path / "a.nii", INDEX))
    assert labels.scheme is INDEX
    assert labels.source is not None
    assert labels.source.notes[0].startswith("a.tsv does not say which values are CSF, GM and WM")


def test_the_user_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "sub-1_dseg.tsv").write_text(dseg_table(BIDS))
    path = _write(tmp_path / "sub-1_dseg.nii", INDEX)
    np.testing.assert_array_equal(read_label_map(path, INDEX).data, _INDICES)


def test_values_that_the_table_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(dseg_table(_ODD))
    with pytest.raises(LabelValueError, match="label table scheme"):
        read_label_map(_write(tmp_path / "a.nii", ISEG))
