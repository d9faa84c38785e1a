import struct
from pathlib import Path

import numpy as np
import pytest

from isegcore.errors import DatasetError, IsegError, LabelValueError, OutputError, UnreadableImageError
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.io.subject import read_subject
from isegcore.simulation.anatomy import Anatomy
from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.label_maps import find_label_maps, read_anatomy
from isegcore.simulation.practice import write_practice_set
from isegcore.simulation.structures import Structure
from tests.helpers.anatomies import tiny_anatomy
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import ellipsoid_labels


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice") / "new"
    write_practice_set([tiny_anatomy()], folder, subjects=1, seed=7, age=AgeBand.ISOINTENSE)
    return folder


def header(folder: Path, name: str) -> bytes:
    return (folder / f"subject-1-{name}.hdr").read_bytes()


@pytest.mark.parametrize(
    ("name", "datatype", "bitpix", "data_type", "orient"),
    [("T1", 4, 16, b"SHORT", 0), ("T2", 4, 16, b"SHORT", 0), ("label", 2, 8, b"CHAR", 1)],
)
def test_headers_are_those_of_iseg_2017(
    practice: Path, name: str, datatype: int, bitpix: int, data_type: bytes, orient: int
) -> None:
    """Offsets are those of Analyze 7.5's `dsr` struct."""
    raw = header(practice, name)
    assert len(raw) == 348
    assert struct.unpack_from("<i", raw, 0) == (348,)
    assert raw[4:14].rstrip(b"\0") == data_type
    assert struct.unpack_from("<i", raw, 32) == (16384,)
    assert raw[38:39] == b"r"
    assert struct.unpack_from("<8h", raw, 40) == (4, 144, 192, 256, 1, 1, 1, 1)
    assert struct.unpack_from("<2h", raw, 70) == (datatype, bitpix)
    assert struct.unpack_from("<3f", raw, 80) == (1, 1, 1)
    assert raw[252] == orient
    assert raw[344:348] != b"ni1\0"
    if name == "label":
        assert struct.unpack_from("<i", raw, 140) == (255,)


def test_images_are_zero_exactly_where_the_labels_are(practice: Path) -> None:
    t1, t2 = (np.fromfile(practice / f"subject-1-{m}.img", "<i2") for m in ("T1", "T2"))
    label = np.fromfile(practice / "subject-1-label.img", "u1")
    assert t1.size == t2.size == label.size == 144 * 192 * 256
    assert np.array_equal(t1 != 0, label != 0)
    assert np.array_equal(t2 != 0, label != 0)
    assert set(np.unique(label)) == {0, 10, 150, 250}
    assert t1.min() == 0


def test_the_program_reads_it_back_as_a_labelled_subject(practice: Path) -> None:
    found = find_subjects(practice)
    assert found.layout == "iSeg"
    subject = read_subject(found.subjects[0])
    assert subject.reference is not None
    assert subject.grid.shape == (144, 192, 256)
    assert set(np.unique(subject.reference.data)) == {0, 1, 2, 3}


def test_the_same_seed_writes_the_same_bytes(practice: Path, tmp_path: Path) -> None:
    write_practice_set([tiny_anatomy()], tmp_path, subjects=1, seed=7, age=AgeBand.ISOINTENSE)
    for file in practice.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_nothing_is_overwritten_unasked(practice: Path) -> None:
    with pytest.raises(OutputError):
        write_practice_set([tiny_anatomy()], practice, subjects=1, seed=8, age=AgeBand.ISOINTENSE)


def test_progress_is_told(tmp_path: Path) -> None:
    monitor = RecordingMonitor()
    anatomies = [tiny_anatomy("a"), tiny_anatomy("b")]
    made = write_practice_set(anatomies, tmp_path, subjects=2, seed=0, age=AgeBand.NEWBORN, monitor=monitor)
    assert [subject.anatomy for subject in made] == ["a", "b"]
    assert [report.done for report in monitor.reports] == [0, 1, 2]


def test_an_anatomy_that_cannot_fit_is_refused(tmp_path: Path) -> None:
    long = np.full((4, 60, 4), Structure.CORTEX, np.uint8)
    with pytest.raises(IsegError, match="does not fit"):
        write_practice_set(
            [Anatomy("long", long, (1, 1, 1), False)], tmp_path, subjects=1, seed=0, age=AgeBand.ISOINTENSE
        )


def test_label_maps_are_read_in_ras(tmp_path: Path) -> None:
    labels = ellipsoid_labels()
    write_analyze(tmp_path / "map.hdr", labels)
    anatomy = read_anatomy(tmp_path / "map.hdr")
    assert anatomy.name == "map"
    assert anatomy.spacing_mm == (1, 1, 1)
    inside = np.argwhere(labels)
    box = tuple(slice(a, b + 1) for a, b in zip(inside.min(0), inside.max(0), strict=True))
    # Analyze counts as LAS: its first axis runs to the left.
    assert np.array_equal(anatomy.structures > 0, labels[box][::-1] > 0)


def test_an_image_is_no_label_map(practice: Path, tmp_path: Path) -> None:
    with pytest.raises(LabelValueError) as error:
        read_anatomy(practice / "subject-1-T1.hdr")
    assert error.value.path == practice / "subject-1-T1.hdr"
    (tmp_path / "broken.nii").write_bytes(b"no")
    with pytest.raises(UnreadableImageError):
        read_anatomy(tmp_path / "broken.nii")


def test_folders_of_label_maps_are_searched(tmp_path: Path) -> None:
    for name in ("b.nii.gz", "a.nii", "notes.txt"):
        (tmp_path / name).touch()
    assert find_label_maps([tmp_path]) == (tmp_path / "a.nii", tmp_path / "b.nii.gz")
    assert find_label_maps([tmp_path / "a.nii"]) == (tmp_path / "a.nii",)
    with pytest.raises(DatasetError, match="no such label map"):
        find_label_maps([tmp_path / "c.nii"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="no label map in this folder"):
        find_label_maps([tmp_path / "empty"])
