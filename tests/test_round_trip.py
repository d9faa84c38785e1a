"""Segment and export, whatever way the head lies: the result lands on the input's grid bit for bit."""

from __future__ import annotations

import itertools
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality
from isegcore.inference.segmenter import Segmenter, SegmentOptions
from isegcore.io.results import write_result
from isegcore.io.subject import read_subject
from isegcore.labels import ISEG
from isegcore.metrics.overlap import dice
from tests.helpers.fakes import ThresholdPredictor
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels
from tests.inference.test_segmenter import CARD

SHAPE = (22, 26, 20)
LABELS = ellipsoid_labels(SHAPE)
CODES = [
    "".join(letters)
    for axes in itertools.permutations(("LR", "PA", "IS"))
    for letters in itertools.product(*axes)
]
SPACINGS = {"isotropic": (1.0, 1.0, 1.0), "anisotropic": (0.8, 1.1, 2.5), "oblique": (1.0, 1.0, 1.0)}
GEOMETRY = ("qform_code", "sform_code", "quatern_b", "quatern_c", "quatern_d", "qoffset_x", "qoffset_y")
GEOMETRY += ("qoffset_z", "srow_x", "srow_y", "srow_z", "pixdim", "dim", "xyzt_units")


def rotation(degrees: float) -> np.ndarray:
    a = np.deg2rad(degrees)
    about_s = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    about_r = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    return about_s @ about_r


def ras_affine(kind: str) -> np.ndarray:
    affine = np.eye(4)
    turn = rotation(17) if kind == "oblique" else np.eye(3)
    affine[:3, :3] = turn @ np.diag(SPACINGS[kind])
    affine[:3, 3] = (-11.5, 3.25, 7.0)
    return affine


def turned(image: nib.Nifti1Image, code: str) -> nib.Nifti1Image:
    wanted = nib.orientations.axcodes2ornt(code)
    return image.as_reoriented(nib.orientations.ornt_transform(nib.orientations.axcodes2ornt("RAS"), wanted))


def write_scan(path: Path, kind: str, code: str) -> nib.Nifti1Image:
    """Write a phantom whose axes run to `code`; return its true labels, turned likewise."""
    affine = ras_affine(kind)
    scan = turned(nib.Nifti1Image(T1_LEVELS[LABELS].astype(np.int16), affine), code)
    scan.set_sform(scan.affine, 1)
    scan.set_qform(scan.affine, 2)
    nib.save(scan, path)
    return turned(nib.Nifti1Image(LABELS, affine), code)


def segment(path: Path, out: Path) -> None:
    subject = read_subject(SubjectFiles("phantom", {Modality.T1: path}))
    segmenter = Segmenter(ThresholdPredictor(), CARD, "", SegmentOptions(island_ml=0))
    write_result(segmenter.segment(subject), subject, out, ISEG)


@pytest.mark.parametrize("kind", list(SPACINGS))
@pytest.mark.parametrize("code", CODES)
def test_the_result_lands_on_the_grid_of_the_input(tmp_path: Path, code: str, kind: str) -> None:
    truth = write_scan(tmp_path / "in.nii", kind, code)
    segment(tmp_path / "in.nii", tmp_path / "out.nii.gz")
    given, written = nib.load(tmp_path / "in.nii"), nib.load(tmp_path / "out.nii.gz")
    for field in GEOMETRY:
        assert given.header[field].tobytes() == written.header[field].tobytes(), field
    labels = np.asarray(written.dataobj)
    assert labels.dtype == np.uint8
    expected = ISEG.to_values(np.asarray(truth.dataobj))
    if kind != "anisotropic":  # no resampling on the way: every voxel comes back
        np.testing.assert_array_equal(labels, expected)
    else:
        for value in ISEG.values[1:]:  # a shift by one voxel would move every centre by one
            here, there = np.argwhere(labels == value), np.argwhere(expected == value)
            assert np.abs(here.mean(axis=0) - there.mean(axis=0)).max() < 0.25
            assert dice(labels == value, expected == value) > 0.75


@pytest.mark.parametrize("kind", list(SPACINGS))
def test_the_way_the_head_lies_does_not_change_the_labels(tmp_path: Path, kind: str) -> None:
    results = []
    for code in ("RAS", "LPI", "SAR", "PIL", "ASR"):
        write_scan(tmp_path / f"{code}.nii", kind, code)
        segment(tmp_path / f"{code}.nii", tmp_path / f"{code}-out.nii.gz")
        results.append(turned_back(nib.load(tmp_path / f"{code}-out.nii.gz"), code))
    for other in results[1:]:
        np.testing.assert_array_equal(other, results[0])


def turned_back(image: nib.Nifti1Image, code: str) -> np.ndarray:
    given, ras = nib.orientations.axcodes2ornt(code), nib.orientations.axcodes2ornt("RAS")
    return np.asarray(image.as_reoriented(nib.orientations.ornt_transform(given, ras)).dataobj)
