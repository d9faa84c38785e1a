"""Study files: what they keep, and what is not taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isegcore.errors import OutputError
from isegcore.study.places import study_named
from isegcore.study.study import ImageRecord, Study, SubjectRecord, ViewRecord
from isegcore.study.study_file import StudyError, read_study, write_study

STUDY = Study(
    program="0.1.0",
    saved="2026-01-01T00:00:00+00:00",
    folder="/studies",
    results="ward-results",
    subjects=(
        SubjectRecord(
            id="sujet-é 3",
            images={"T1": ImageRecord(path="../data/é.nii.gz", size=4, modified=5, sha256="ab" * 32)},
            orientation="RAS",
            register_t2=True,
            result="sujet-pred.nii.gz",
        ),
    ),
    view=ViewRecord(subject=0, crosshair=(1.5, -2, 3), opacity=0.2),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ward.iseg"


def test_what_was_written_is_read(path: Path) -> None:
    write_study(path, STUDY)
    assert read_study(path) == STUDY
    write_study(path, Study())
    assert read_study(path) == Study()
    assert [file.name for file in path.parent.iterdir()] == ["ward.iseg"]


def test_it_is_json_that_people_can_read(path: Path) -> None:
    write_study(path, STUDY)
    value = json.loads(path.read_text(encoding="utf-8"))
    assert value["schema_version"] == 1
    assert value["subjects"][0]["images"]["T1"]["path"] == "../data/é.nii.gz"


def test_one_from_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    text = json.dumps({"schema_version": 2, "subjects": "another form", "new": True})
    path.write_text(text)
    with pytest.raises(StudyError, match="newer version") as refused:
        read_study(path)
    assert "Install that version" in refused.value.hint
    assert path.read_text() == text


def test_one_cut_short_anywhere_is_refused(path: Path) -> None:
    write_study(path, STUDY)
    whole = path.read_bytes().rstrip()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(StudyError, match="cut short"):
            read_study(path)


def changed(**values: object) -> dict[str, object]:
    return {**json.loads(STUDY.model_dump_json()), **values}


def subject(**values: object) -> dict[str, object]:
    first = json.loads(STUDY.subjects[0].model_dump_json())
    return changed(subjects=[{**first, **values}])


@pytest.mark.parametrize(
    "value",
    [
        [],
        "text",
        {},
        {"schema_version": "1"},
        {"schema_version": True},
        {"schema_version": 0},
        changed(subjects={}),
        changed(unknown=1),
        changed(results="../elsewhere"),
        changed(results=""),
        subject(id="../../etc/passwd"),
        subject(id="a\nb"),
        subject(result="../../mine.nii.gz"),
        subject(result="/home/me/mine.nii.gz"),
        subject(images={}),
        subject(images={"T3": {"path": "a"}}),
        subject(images={"T1": {"path": "a\0b"}}),
        subject(images={"T1": {"path": "a" * 5000}}),
        changed(view={"crosshair": [1, 2]}),
        changed(view={"crosshair": [float("nan"), 0, 0]}),
        changed(view={"opacity": 2}),
    ],
)
def test_nonsense_is_a_sentence(value: object, path: Path) -> None:
    path.write_text(json.dumps(value))
    with pytest.raises(StudyError) as refused:
        read_study(path)
    assert refused.value.path == path
    assert "\n" not in refused.value.message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 200_000, b'{"a":' * 100_000, b"\0" * 100])
def test_hostile_bytes_are_a_sentence(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(StudyError, match=r"damaged|not a study"):
        read_study(path)


def test_a_file_of_gigabytes_is_not_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(StudyError, match="too large"):
        read_study(path)


def test_a_missing_file_and_a_folder_are_sentences(path: Path) -> None:
    for place in (path, path.parent):
        with pytest.raises(StudyError, match="could not be read"):
            read_study(place)


def test_a_failed_write_leaves_the_study_that_was_there(path: Path) -> None:
    write_study(path, STUDY)
    path.parent.chmod(0o500)
    try:
        if not _can_write(path.parent):
            with pytest.raises(OutputError):
                write_study(path, Study())
            assert read_study(path) == STUDY
    finally:
        path.parent.chmod(0o700)


def _can_write(folder: Path) -> bool:
    try:
        (folder / "probe").touch()
    except OSError:
        return False
    (folder / "probe").unlink()
    return True


def test_the_suffix_is_added_once(path: Path) -> None:
    assert study_named(path) == path
    assert study_named(path.with_suffix(".v2")).name == "ward.v2.iseg"
