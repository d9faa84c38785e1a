"""A T2 moved rigidly onto its T1, for a head that moved between the scans."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from isegcore.data.dataset import SubjectFiles
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality
from isegcore.data.volume import Volume
from isegcore.io import registration
from isegcore.io.discovery import find_subjects
from isegcore.io.registration import find_motion
from isegcore.io.resample import resample_onto
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.monitor import NULL_MONITOR, Cancelled
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.image_files import write_nifti
from tests.helpers.phantoms import T1_LEVELS, T2_LEVELS, ellipsoid_labels

_DATA = Path(os.environ.get("ISEG_TEST_DATA", Path(__file__).parents[2] / ".." / "shared" / "data")).resolve()


def _free(monkeypatch: pytest.MonkeyPatch, available: float) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=available))


def test_a_wide_field_of_view_is_registered_in_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = ellipsoid_labels((20, 22, 18))
    grid = Grid(labels.shape, np.diag([80.0, 80.0, 80.0, 1.0]))  # 1.8 m: 1.5 mm steps would need 5 GB
    monkeypatch.setattr(registration, "_MOST_VOXELS", 1 << 17)
    _free(monkeypatch, 600e3)
    found = find_motion(Volume(T1_LEVELS[labels], grid), Volume(T2_LEVELS[labels], grid), NULL_MONITOR)
    assert found.shift_mm < 40


def _turned_phantom(degrees: float, shift: tuple[float, float, float]) -> tuple[Volume, Volume, NDArray]:
    """Return a T1, a T2 of the same head after it has moved, and the motion `(4, 4)`, RAS mm."""
    labels = ellipsoid_labels((36, 60, 48))
    affine = np.diag([2.5, 2.5, 2.5, 1.0])
    affine[:3, 3] = [-45, -75, -60]
    angle = np.radians(degrees)
    motion = np.eye(4)
    motion[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    motion[:3, 3] = shift
    rng = np.random.default_rng(0)

    def image(levels: NDArray[np.float32], grid: Grid) -> Volume:
        noise = rng.normal(0, 5, labels.shape).astype(np.float32) * (labels > 0)
        return Volume(levels[labels] + noise, grid)

    fixed = image(T1_LEVELS, Grid(labels.shape, affine))
    return fixed, image(T2_LEVELS, Grid(labels.shape, motion @ affine)), motion


@pytest.mark.parametrize(
    ("degrees", "shift"), [(0.0, (0.0, 0.0, 0.0)), (9.0, (6.0, -4.0, 3.0)), (4.0, (300.0, 0, 0))]
)
def test_registration_finds_how_the_head_moved(degrees: float, shift: tuple[float, float, float]) -> None:
    fixed, moving, motion = _turned_phantom(degrees, shift)
    found = find_motion(fixed, moving, NULL_MONITOR)
    places = fixed.grid.to_mm(np.argwhere(fixed.data > 0)[::500])
    errors = (places @ (found.matrix - motion)[:3, :3].T) + (found.matrix - motion)[:3, 3]
    assert np.linalg.norm(errors, axis=1).max() < 1.5
    assert found.rotation_deg == pytest.approx(degrees, abs=1)
    data = resample_onto(moving.data, moving.grid, fixed.grid, motion=found.matrix)
    assert ((data > 50) == (fixed.data > 50)).mean() > 0.97


def test_a_registered_subject_tells_what_was_found(tmp_path: Path) -> None:
    fixed, moving, _ = _turned_phantom(6.0, (5.0, 0.0, 0.0))
    files = SubjectFiles(
        "anna",
        {
            Modality.T1: write_nifti(tmp_path / "t1.nii.gz", fixed.data, fixed.grid.affine),
            Modality.T2: write_nifti(tmp_path / "t2.nii.gz", moving.data, moving.grid.affine),
        },
    )
    monitor = RecordingMonitor()
    subject = read_subject(files, ReadOptions(register=True), monitor)
    assert subject.notes[0].startswith("T2 was registered to T1: turned by ")
    fractions = [r.fraction for r in monitor.reports if r.stage == "Registering T2 to T1"]
    assert fractions == sorted(fractions)
    assert len(fractions) > 10
    assert "moved by 5." in subject.notes[0]
    with pytest.raises(Cancelled):
        read_subject(files, ReadOptions(register=True), RecordingMonitor(cancel_at="Registering"))


@pytest.mark.slow
@pytest.mark.skipif(
    not (_DATA / "unregistered-pairs").is_dir(), reason="the real pairs are not on this machine"
)
def test_a_real_pair_on_two_grids() -> None:
    files = find_subjects(_DATA / "unregistered-pairs" / "study1_T1W.nii.gz").subjects[0]
    by_header = read_subject(files)
    registered = read_subject(files, ReadOptions(register=True))
    for subject in (by_header, registered):
        assert subject.grid.shape == (320, 320, 39)
        assert "T2" in subject.notes[0]
    # one session, one head: registration must find nearly what the scanner said
    pair = [subject.images[Modality.T2].data for subject in (by_header, registered)]
    assert np.corrcoef(pair[0][::4, ::4].ravel(), pair[1][::4, ::4].ravel())[0, 1] > 0.95
