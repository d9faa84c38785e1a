"""Corrections without a window: strokes, undo across subjects, what a record says of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.session import editing as editing_module
from app.session.editing import Editing
from app.session.opened import opened
from app.session.painting import PaintOver, ToolKind
from app.session.session import Entry, ReadChoice, Result, Session, Status, Stored
from app.session.view_state import Overlay
from app.session.viewing import Viewing
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality, Subject
from isegcore.editing.brush import Brush, stroke
from isegcore.labels import Tissue
from isegcore.metrics.volumes import tissue_volumes_ml
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import phantom_segmentation

A, B = "/data/a.nii", "/data/b.nii"


class Desk:
    """A session with two subjects, of which the first is open and segmented."""

    def __init__(self) -> None:
        self.session = Session()
        self.viewing = Viewing(self.session)
        self.editing = Editing(self.session, self.viewing)
        self.said: list[str] = []
        self.wanted: list[str] = []
        self.editing.told.connect(self.said.append)
        self.editing.subject_wanted.connect(self.wanted.append)
        for key in (A, B):
            self.session.add(SubjectFiles(Path(key).stem, {Modality.T1: Path(key)}))
        self.open(A)
        self.segment(A)

    def open(self, key: str, subject: Subject | None = None) -> None:
        self.session.choose(key)
        self.session.hold_images(key, opened(subject or phantom_subject()))

    def segment(self, key: str) -> None:
        segmentation = phantom_segmentation(phantom_subject())
        result = Result(segmentation, tissue_volumes_ml(segmentation.labels), 93.0)
        self.session.hold_result(key, ReadChoice(), result)

    def paint(self, at: tuple[int, int, int], size: float = 5, title: str = "Brush") -> None:
        subject = self.session.opened
        assert subject is not None
        assert self.editing.begin(title, (2, at[2]))
        self.editing.cover(stroke(subject.subject.grid, at, at, Brush(size), 2))
        self.editing.end()

    def entry(self, key: str = A) -> Entry:
        entry = self.session.entry(key)
        assert entry is not None
        return entry

    def labels(self, key: str = A) -> np.ndarray:
        result = self.entry(key).result
        assert result is not None
        return result.segmentation.labels.data


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


CENTRE = (17, 16, 14)


def test_a_stroke_is_one_step_and_makes_a_new_result(desk: Desk) -> None:
    before, held = desk.labels(), desk.entry().result
    desk.editing.set(label=Tissue.CSF)
    assert desk.editing.begin("Brush", (2, 14))
    grid = phantom_subject().grid
    for at in range(12, 22):
        desk.editing.cover(stroke(grid, (at, 16, 14), (at + 1, 16, 14), Brush(3), 2))
    desk.editing.end()
    after = desk.labels()
    assert desk.editing.steps == 1
    assert (after[12:22, 16, 14] == Tissue.CSF).all()
    assert held is not None
    assert np.array_equal(held.segmentation.labels.data, before)  # what was held before is as it was
    assert not after.flags.writeable
    assert desk.entry().status is Status.EDITED


def test_volumes_and_record_follow_every_stroke(desk: Desk) -> None:
    start = desk.labels()
    desk.editing.set(label=Tissue.CSF)
    for at in (CENTRE, (10, 16, 14), (20, 20, 10)):
        desk.paint(at)
        result = desk.entry().result
        assert result is not None
        assert result.millilitres == pytest.approx(tissue_volumes_ml(result.segmentation.labels))
        edits = result.segmentation.provenance.edits
        assert edits is not None
        assert edits.voxels == int((desk.labels() != start).sum())
        assert edits.start == "segmentation"
        assert result.segmentation.provenance.volumes_ml == pytest.approx(
            {t.name: ml for t, ml in result.millilitres.items()}, abs=1e-3
        )
        notes = [note for note in result.segmentation.provenance.notes if "by hand" in note]
        assert notes == [f"Corrected by hand: {edits.voxels} voxels differ from the segmentation."]


def test_a_hundred_steps_go_back_and_forth(desk: Desk) -> None:
    rng = np.random.default_rng(5)
    maps = [desk.labels()]
    while len(maps) <= 110:
        desk.editing.set(label=Tissue(int(rng.integers(0, 4))))
        i, j, k = (int(rng.integers(4, 24)) for _ in range(3))
        desk.paint((i, j, k), size=float(rng.integers(2, 9)))
        if not np.array_equal(desk.labels(), maps[-1]):
            maps.append(desk.labels())
    assert desk.editing.steps == 110
    for expected in reversed(maps[:-1]):
        desk.editing.undo()
        assert np.array_equal(desk.labels(), expected)
    assert desk.entry().status is Status.DONE
    for expected in maps[1:]:
        desk.editing.redo()
        assert np.array_equal(desk.labels(), expected)


def test_undo_to_the_start_brings_the_very_result_back(desk: Desk) -> None:
    first = desk.entry().result
    desk.paint(CENTRE, size=9)
    assert desk.entry().result is not first
    desk.editing.undo()
    assert desk.entry().result is first


def test_a_stroke_that_changes_nothing_is_no_step(desk: Desk) -> None:
    result = desk.entry().result
    desk.editing.set(label=Tissue.BACKGROUND)
    desk.paint((1, 1, 1))
    assert desk.editing.steps == 0
    assert desk.entry().result is result


def test_undo_crosses_subjects_and_opens_the_one_it_changes(desk: Desk) -> None:
    first = desk.labels(A)
    desk.editing.set(label=Tissue.CSF)
    desk.paint(CENTRE)
    desk.open(B)
    desk.segment(B)
    second = desk.labels(B)
    desk.paint(CENTRE)
    desk.editing.undo()
    assert np.array_equal(desk.labels(B), second)
    assert desk.wanted == []
    desk.editing.undo()
    assert np.array_equal(desk.labels(A), first)
    assert desk.wanted == [A]
    assert desk.said == ["Undone: Brush in a"]


def test_a_segmentation_over_corrections_is_one_step(desk: Desk) -> None:
    desk.editing.set(label=Tissue.CSF)
    desk.paint(CENTRE)
    corrected = desk.labels()
    desk.segment(A)
    fresh = desk.labels()
    assert not np.array_equal(fresh, corrected)
    assert desk.editing.undo_title == "Segmentation"
    desk.editing.undo()
    assert np.array_equal(desk.labels(), corrected)
    desk.editing.undo()
    assert np.array_equal(desk.labels(), fresh)
    assert desk.entry().status is Status.DONE  # as it was before the first correction
    desk.editing.redo()
    desk.editing.redo()
    assert np.array_equal(desk.labels(), fresh)
    assert desk.entry().status is Status.DONE


def test_a_first_segmentation_is_no_step(desk: Desk) -> None:
    desk.segment(A)
    assert desk.editing.steps == 0


def test_without_a_result_the_reference_is_copied_and_never_changed(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(B)
    images = desk.session.opened
    assert images is not None
    reference = images.subject.reference
    assert reference is not None
    kept = reference.data.copy()
    desk.editing.set(label=Tissue.CSF)
    desk.paint(CENTRE)
    assert np.array_equal(reference.data, kept)
    result = desk.entry(B).result
    assert result is not None
    record = result.segmentation.provenance
    assert record.model == "by hand"
    assert record.edits is not None
    assert (record.edits.start, record.edits.voxels) == ("reference", int((desk.labels(B) != kept).sum()))
    assert desk.session.unsaved[-1].key == B


def test_without_a_reference_labels_begin_empty(qtbot: QtBot) -> None:
    desk = Desk()
    whole = phantom_subject()
    desk.open(B, Subject("b", whole.images, None))
    desk.paint(CENTRE, size=3)
    assert (desk.labels(B) > 0).sum() == 9
    assert desk.viewing.labels is not None


def test_a_start_from_nothing_can_be_undone(desk: Desk) -> None:
    before = desk.labels()
    desk.editing.start("nothing")
    assert not desk.labels().any()
    desk.editing.undo()
    assert np.array_equal(desk.labels(), before)


def test_painting_on_the_reference_turns_to_the_result(desk: Desk) -> None:
    desk.viewing.set(overlay=Overlay.REFERENCE)
    assert not desk.editing.begin("Brush")
    assert desk.viewing.state.overlay is Overlay.RESULT
    assert "reference is never changed" in desk.said[0]


@pytest.mark.parametrize(
    ("over", "hidden", "locked", "expected"),
    [
        (PaintOver.ALL, (), (), {0, 1, 2, 3}),
        (PaintOver.ALL, (), (Tissue.CSF,), {0, 2, 3}),
        (PaintOver.VISIBLE, (Tissue.WM,), (), {0, 1, 2}),
        (PaintOver.GM, (), (), {2}),
        (PaintOver.BACKGROUND, (), (), {0}),
    ],
)
def test_only_what_may_be_painted_over_is(
    desk: Desk,
    over: PaintOver,
    hidden: tuple[Tissue, ...],
    locked: tuple[Tissue, ...],
    expected: set[int],
) -> None:
    before = desk.labels()
    desk.viewing.set(hidden=frozenset(hidden))
    desk.editing.set(tool=ToolKind.ERASER, over=over, locked=frozenset(locked))
    grid = phantom_subject().grid
    assert desk.editing.begin("Eraser")
    desk.editing.cover(stroke(grid, CENTRE, CENTRE, Brush(30, solid=True), 2))
    desk.editing.end()
    erased = set(np.unique(before[desk.labels() != before]).tolist())
    assert erased == expected - {0}


def test_a_locked_label_cannot_be_painted_with(desk: Desk) -> None:
    desk.editing.set(label=Tissue.WM, locked=frozenset({Tissue.WM}))
    assert not desk.editing.begin("Brush")
    assert desk.said == ["White matter is locked. Unlock it to change where it is."]


def test_the_oldest_steps_go_when_memory_is_short_and_that_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing_module, "MOST_BYTES", 3_000)
    desk = Desk()
    for size in range(3, 25, 2):
        desk.editing.set(label=Tissue(size % 3))
        desk.paint(CENTRE, size=size)
    assert 1 <= desk.editing.steps < 11
    assert desk.said[-1].startswith("To save memory, the ")


def test_steps_of_a_subject_that_is_gone_are_gone(desk: Desk) -> None:
    desk.editing.set(label=Tissue.CSF)
    desk.paint(CENTRE)
    desk.session.remove(A)
    assert desk.editing.steps == 0
    assert desk.editing.undo_title is None


def test_reading_another_way_drops_result_and_steps(desk: Desk) -> None:
    desk.editing.set(label=Tissue.CSF)
    desk.paint(CENTRE)
    desk.session.choose(A, ReadChoice(register=True))
    assert desk.editing.steps == 0


def test_a_stroke_that_is_given_up_leaves_no_trace(desk: Desk) -> None:
    before = desk.entry().result
    grid = phantom_subject().grid
    desk.editing.begin("Brush")
    desk.editing.cover(stroke(grid, CENTRE, CENTRE, Brush(9), 2))
    live = desk.viewing.labels
    assert live is not None
    assert before is not None
    assert not np.array_equal(live.data, before.segmentation.labels.data)
    desk.editing.cancel()
    assert desk.viewing.labels is before.segmentation.labels
    assert desk.entry().result is before


def test_what_is_drawn_on_slices_is_remembered_while_it_is_there(desk: Desk) -> None:
    desk.editing.set(label=Tissue.CSF)
    desk.paint((17, 16, 10))
    desk.paint((17, 16, 14))
    shapes = desk.editing.drawn_shapes(Tissue.CSF, 2)
    assert sorted(shapes) == [10, 14]
    assert shapes[10].sum() == shapes[14].sum() == 21
    desk.editing.undo()
    left = desk.editing.drawn_shapes(Tissue.CSF, 2).get(14, np.zeros(1))
    assert left.sum() < 21


def store(desk: Desk, key: str) -> Stored:
    """Play the study that keeps the result of a subject in a file, and lets go of it in memory."""
    stored = Stored(Path("/study/a.nii.gz"), desk.entry(key).result, edited=True)
    desk.session.mark_stored(key, stored)
    return stored


def test_steps_outlive_a_result_that_is_saved_and_let_go_of(desk: Desk) -> None:
    first = desk.labels()
    desk.editing.set(label=Tissue.CSF)
    desk.paint(CENTRE, size=9)
    stored = store(desk, A)
    desk.open(B)
    desk.session.release_result(A)
    assert desk.entry().result is None
    desk.editing.undo()
    assert desk.wanted == [A]
    assert "being read" in desk.said[-1]
    assert desk.editing.undo_title == "Brush"
    desk.open(A)
    assert not desk.editing.begin("Brush")  # nothing may be painted over what is not read yet
    assert stored.result is not None
    again = replace(stored.result.segmentation.labels, data=stored.result.segmentation.labels.data.copy())
    result = replace(stored.result, segmentation=replace(stored.result.segmentation, labels=again))
    desk.session.hold_stored_result(A, Stored(stored.path, result, edited=True))
    desk.editing.undo()
    assert np.array_equal(desk.labels(), first)
    desk.editing.redo()
    assert desk.entry().result is result


def test_another_result_than_the_one_let_go_of_ends_its_steps(desk: Desk) -> None:
    desk.editing.set(label=Tissue.CSF)
    desk.paint(CENTRE, size=9)
    store(desk, A)
    desk.open(B)
    desk.session.release_result(A)
    desk.segment(A)
    assert desk.editing.steps == 0
