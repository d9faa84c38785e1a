from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.session.opened import opened
from app.session.session import ReadChoice, Result, Session, Status
from app.session.view_state import Overlay, Window
from app.session.viewing import Viewing
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality
from isegcore.errors import UnreadableImageError
from isegcore.labels import Tissue
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import phantom_segmentation


def files(name: str, label: Path | None = None) -> SubjectFiles:
    return SubjectFiles(name, {Modality.T1: Path(f"/data/{name}-T1.hdr")}, label)


def result() -> Result:
    return Result(phantom_segmentation(phantom_subject()), {Tissue.CSF: 1.0}, 90.0)


@pytest.fixture
def session() -> Session:
    return Session()


def test_a_subject_opened_twice_is_listed_once(session: Session) -> None:
    assert session.add(files("a")) == session.add(files("a"))
    assert [entry.files.id for entry in session.entries] == ["a"]


def test_both_halves_of_a_pair_are_one_subject(session: Session) -> None:
    halves = [SubjectFiles("a", {Modality.T1: Path(f"/data/a-T1{half}")}) for half in (".hdr", ".img")]
    assert session.add(halves[0]) == session.add(halves[1])


def test_statuses(session: Session) -> None:
    key = session.add(files("a"))
    labelled = session.add(files("b", Path("/data/b-label.hdr")))

    def status(of: str) -> Status:
        entry = session.entry(of)
        assert entry is not None
        return entry.status

    assert (status(key), status(labelled)) == (Status.TO_DO, Status.LABELLED)
    session.set_running(key, True)
    assert status(key) is Status.RUNNING
    session.set_running(key, False)
    session.hold_result(key, ReadChoice(), result())
    assert status(key) is Status.DONE
    session.hold_problem(key, UnreadableImageError("Gone."))
    assert status(key) is Status.PROBLEM


def test_a_result_goes_to_the_subject_it_was_asked_for(session: Session) -> None:
    first, second = session.add(files("a")), session.add(files("b"))
    session.choose(first)
    session.choose(second)
    session.hold_images(second, opened(phantom_subject()))
    session.hold_result(first, ReadChoice(), result())
    assert session.current is not None
    assert (session.current.key, session.current.result) == (second, None)
    assert session.label_maps()[0] is None
    assert [entry.key for entry in session.unsaved] == [first]


def test_images_that_arrive_late_are_not_shown(session: Session) -> None:
    first, second = session.add(files("a")), session.add(files("b"))
    session.choose(first)
    session.choose(second)
    session.hold_images(first, opened(phantom_subject()))
    assert session.opened is None


def test_reading_another_way_drops_the_result_and_refuses_a_late_one(session: Session) -> None:
    key = session.add(files("a"))
    session.choose(key)
    session.hold_result(key, ReadChoice(), result())
    session.choose(key, ReadChoice("RAS"))
    session.hold_result(key, ReadChoice("LAS"), result())
    assert session.current is not None
    assert session.current.result is None


def test_only_the_result_that_was_written_counts_as_exported(session: Session) -> None:
    key = session.add(files("a"))
    old, new = result(), result()
    session.hold_result(key, ReadChoice(), old)
    session.hold_result(key, ReadChoice(), new)
    session.mark_exported(key, old)
    assert len(session.unsaved) == 1
    session.mark_exported(key, new)
    assert not session.unsaved


def test_what_arrives_for_a_removed_subject_is_forgotten(session: Session, qtbot: QtBot) -> None:
    key = session.add(files("a"))
    session.choose(key)
    with qtbot.waitSignals([session.current_changed, session.entries_changed]):
        session.remove(key)
    session.hold_result(key, ReadChoice(), result())
    session.hold_problem(key, UnreadableImageError("Gone."))
    session.set_running(key, True)
    assert (session.entries, session.current) == ((), None)


def test_each_subject_is_shown_the_way_it_was_left(session: Session) -> None:
    viewing = Viewing(session)
    first, second = session.add(files("a")), session.add(files("b"))
    images = opened(phantom_subject())
    session.choose(first)
    session.hold_images(first, images)
    assert viewing.state.crosshair == images.centre
    viewing.set(crosshair=(1.0, 2.0, 3.0), zoom=4.0, opacity=0.8)
    viewing.change(lambda s: s.with_window(Modality.T1, Window(5, 6)))
    session.choose(second)
    session.hold_images(second, images)
    assert (viewing.state.crosshair, viewing.state.zoom) == (images.centre, 1.0)
    assert viewing.state.opacity == 0.8
    session.choose(first)
    session.hold_images(first, images)
    assert (viewing.state.crosshair, viewing.state.zoom) == ((1.0, 2.0, 3.0), 4.0)
    assert viewing.state.windows[Modality.T1] == Window(5, 6)
    viewing.reset()
    assert (viewing.state.crosshair, viewing.state.zoom) == (images.centre, 1.0)


def test_the_overlay_shows_the_reference_until_there_is_a_result(session: Session) -> None:
    viewing = Viewing(session)
    key = session.add(files("a"))
    session.choose(key)
    images = opened(phantom_subject())
    session.hold_images(key, images)
    assert viewing.labels is images.subject.reference
    found = result()
    session.hold_result(key, ReadChoice(), found)
    assert viewing.labels is found.segmentation.labels
    viewing.set(overlay=Overlay.REFERENCE)
    assert viewing.labels is images.subject.reference
