"""An export writes what its plan has named, each part by itself, and other programs read it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813

from isegcore.data.subject import Subject
from isegcore.errors import OutputError
from isegcore.export.exporting import Exported, export_subject, export_tables
from isegcore.export.plan import ExportPlan, Part
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from isegcore.labels import BIDS, INDEX, LabelScheme
from isegcore.monitor import Cancelled
from tests.helpers.bids import bids_errors, write_bids
from tests.helpers.fakes import RecordingMonitor
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels, phantom_subject
from tests.helpers.window_fakes import phantom_segmentation

ALL = frozenset(Part)


def _export(plan: ExportPlan, subject: Subject, **options: bool) -> Exported:
    made = phantom_segmentation(subject)
    certain = np.eye(4, dtype=np.uint8)[made.labels.data] * np.uint8(100)
    return export_subject(plan, subject, replace(made, probabilities=certain), **options)


def test_everything_of_a_subject_goes_where_the_plan_says(tmp_path: Path) -> None:
    plan = ExportPlan(tmp_path / "out", ALL, scheme=INDEX)
    done = _export(plan, phantom_subject())
    tables = export_tables(plan, [done])
    assert (done.problems, tables.problems) == ((), ())
    assert {*done.written, *tables.written} == set(plan.all_files(["phantom"]))
    assert {path for path in plan.folder.rglob("*") if path.is_file()} == set(plan.all_files(["phantom"]))
    assert sorted(path.name for path in plan.folder.iterdir()) == [
        "phantom-CSF.stl", "phantom-GM.stl", "phantom-WM.stl", "phantom-pred-confidence.nii.gz",
        "phantom-pred-entropy.nii.gz", "phantom-pred-probabilities.nii.gz", "phantom-pred.json",
        "phantom-pred.nii.gz", "phantom-pred.tsv",
        "phantom-sheet.png", "phantom.html", "scores.csv", "volumes.csv",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", [INDEX, BIDS, LabelScheme("label table", (0, 24, 3, 2))])
def test_other_programs_see_the_labels_where_they_are(tmp_path: Path, scheme: LabelScheme) -> None:
    subject = phantom_subject()
    done = _export(ExportPlan(tmp_path, frozenset({Part.LABELS}), scheme=scheme), subject)
    expected = np.asarray(scheme.values)[ellipsoid_labels()]
    nibabels, itks = nib.load(done.written[0]), sitk.ReadImage(str(done.written[0]))
    np.testing.assert_array_equal(np.asarray(nibabels.dataobj), expected)
    np.testing.assert_allclose(nibabels.affine, subject.grid.affine)
    np.testing.assert_array_equal(sitk.GetArrayFromImage(itks).transpose(2, 1, 0), expected)
    corner = np.array(itks.TransformIndexToPhysicalPoint([31, 35, 27])) * [-1, -1, 1]
    np.testing.assert_allclose(corner, subject.grid.to_mm((31, 35, 27)), atol=1e-4)


def test_probabilities_lie_on_the_grid_of_the_images(tmp_path: Path) -> None:
    c, s = np.cos(0.4), np.sin(0.4)
    turned = np.array([[0, -c, s * 1.2, 3], [1, 0, 0, -7], [0, s, c * 1.2, 5], [0, 0, 0, 1]])
    path = tmp_path / "oblique.nii.gz"
    image = T1_LEVELS[ellipsoid_labels()].astype(np.int16)
    nib.save(nib.Nifti1Image(image, turned), path)
    (files,) = find_subjects(path).subjects
    parts = frozenset({Part.LABELS, Part.PROBABILITIES})
    done = _export(ExportPlan(tmp_path / "out", parts), read_subject(files))
    assert done.problems == ()
    labels, shares = nib.load(done.written[0]), nib.load(done.written[-1])
    assert done.written[-1].name == "oblique-pred-probabilities.nii.gz"  # as `iseg segment` names it
    assert shares.shape == (*image.shape, 4)
    for made in (labels, shares):
        np.testing.assert_allclose(made.affine, turned, atol=1e-5)
        np.testing.assert_allclose(made.header.get_zooms()[:3], nib.load(path).header.get_zooms(), rtol=1e-5)
    np.testing.assert_array_equal(shares.get_fdata().argmax(-1), ellipsoid_labels())
    np.testing.assert_allclose(shares.get_fdata().sum(-1), 1, atol=1e-6)
    itks = sitk.ReadImage(str(done.written[-1]))
    corner = np.array(itks.TransformIndexToPhysicalPoint([31, 35, 27, 0])[:3]) * [-1, -1, 1]
    np.testing.assert_allclose(corner, (turned @ [31, 35, 27, 1])[:3], atol=1e-3)


def test_probabilities_that_nobody_asked_for_are_not_written(tmp_path: Path) -> None:
    done = _export(ExportPlan(tmp_path, frozenset({Part.LABELS})), phantom_subject())
    assert not [path for path in done.written if "probabilities" in path.name]
    assert not list(tmp_path.glob("*probabilities*"))


def test_surfaces_enclose_the_tissue_where_it_is(tmp_path: Path) -> None:
    subject = phantom_subject()
    plan = ExportPlan(tmp_path, frozenset({Part.SURFACES}), surface=".surf.gii")
    done = _export(plan, subject)
    points = nib.load(done.written[2]).darrays[0].data
    where = subject.grid.to_mm(np.argwhere(ellipsoid_labels() == 3))
    assert np.all(points.min(0) >= where.min(0) - 1)
    assert np.all(points.max(0) <= where.max(0) + 1)


@pytest.mark.parametrize("table", [".csv", ".tsv"])
def test_tables_hold_a_row_for_each_subject_and_tissue(tmp_path: Path, table: str) -> None:
    plan = ExportPlan(tmp_path, frozenset({Part.TABLES}), table=table)
    labelled = phantom_subject()
    bare = replace(labelled, id="bare", reference=None)
    tables = export_tables(plan, [_export(plan, labelled), _export(plan, bare)])
    delimiter = "\t" if table == ".tsv" else ","
    volumes, scores = (
        list(csv.DictReader(path.read_text().splitlines(), delimiter=delimiter)) for path in tables.written
    )
    assert [(row["subject"], row["tissue"]) for row in volumes] == [
        (name, tissue) for name in ("phantom", "bare") for tissue in ("CSF", "GM", "WM")
    ]
    count = int((ellipsoid_labels() == 2).sum())
    assert int(volumes[1]["voxels"]) == count
    assert float(volumes[1]["volume_ml"]) == pytest.approx(count / 1000, rel=1e-5)
    assert sum(float(row["share_percent"]) for row in volumes[:3]) == pytest.approx(100, abs=0.01)
    assert [(row["subject"], float(row["dice"])) for row in scores] == [("phantom", 1.0)] * 3
    assert export_tables(plan, [_export(plan, bare)], overwrite=True).written == (
        tmp_path / f"volumes{table}",
    )


def test_a_bids_derivative_with_everything_in_it_is_valid(tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01", "sub-02_ses-1")
    plan = ExportPlan(raw / "derivatives" / "iseg", ALL, bids=True, table=".tsv", sheet=".pdf")
    files = find_subjects(raw).subjects
    done = [_export(plan, read_subject(one)) for one in files]
    tables = export_tables(plan, done)
    assert [one.problems for one in (*done, tables)] == [(), (), ()]
    written = {path for one in (*done, tables) for path in one.written}
    assert written <= set(plan.all_files([one.id for one in files]))
    assert bids_errors(plan.folder) == []
    assert bids_errors(raw) == []
    assert (plan.folder / "sub-02/ses-1/anat/sub-02_ses-1-sheet.pdf").read_bytes().startswith(b"%PDF")
    record = json.loads((plan.folder / "sub-01/anat/sub-01_dseg.json").read_text())
    assert record["Manual"] is False


def test_what_cannot_be_written_stops_nothing_else(tmp_path: Path) -> None:
    plan = ExportPlan(tmp_path, frozenset({Part.LABELS, Part.SURFACES, Part.REPORT}))
    (tmp_path / "phantom-GM.stl").mkdir()
    (tmp_path / "phantom.html").write_text("precious")
    done = _export(plan, phantom_subject())
    assert [problem.path for problem in done.problems] == [
        tmp_path / "phantom-GM.stl",
        tmp_path / "phantom.html",
    ]
    assert done.parts == {Part.LABELS}
    assert (tmp_path / "phantom.html").read_text() == "precious"
    again = _export(plan, phantom_subject(), overwrite=True)
    assert again.parts == {Part.LABELS, Part.REPORT}


def test_inputs_are_never_replaced(tmp_path: Path) -> None:
    raw = write_bids(tmp_path, "sub-01")
    (files,) = find_subjects(raw).subjects
    subject = read_subject(files)
    t1 = raw / "sub-01" / "anat" / "sub-01_T1w.nii.gz"
    t1.rename(tmp_path / "sub-01-pred.nii.gz")
    (files,) = find_subjects(tmp_path / "sub-01-pred.nii.gz").subjects
    subject = replace(read_subject(files), id="sub-01")
    done = _export(ExportPlan(tmp_path, frozenset({Part.LABELS})), subject, overwrite=True)
    assert "input" in str(done.problems[0])


def test_subjects_of_one_bids_name_are_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="same BIDS name"):
        ExportPlan(tmp_path, ALL, bids=True).require_distinct(["a.b", "a-b"])
    ExportPlan(tmp_path, ALL).require_distinct(["a.b", "a-b"])


def test_an_export_stops_when_asked(tmp_path: Path) -> None:
    plan = ExportPlan(tmp_path, ALL)
    with pytest.raises(Cancelled):
        export_subject(
            plan,
            phantom_subject(),
            phantom_segmentation(phantom_subject()),
            monitor=RecordingMonitor(cancel_at="Surface"),
        )
    assert not list(tmp_path.glob("*.part"))
    assert not list(tmp_path.glob("*.stl"))
