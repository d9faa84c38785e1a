"""Study files: what they keep, and what is not taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isegcore.errors import OutputError
from isegcore.study.looks import LabelRecord, TableRecord
from isegcore.study.places import study_named
from isegcore.study.study import ImageRecord, Study, SubjectRecord, ViewRecord
from isegcore.study.study_file import StudyError, read_study, write_study
from isegcore.study.work import DoubtRecord, LineRecord, SpotRecord

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
            lines=(
                LineRecord(kind="ruler", plane="axial", points=((0, 0, 0), (3, 4, 0))),
                LineRecord(kind="angle", plane="coronal", points=((0, 0, 0), (1, 0, 0), (1, 0, 1))),
            ),
            doubts=DoubtRecord(
                result="2026-01-01T00:00:00Z",
                spots=(SpotRecord(voxel=(1, 2, 3), mm=(1, 2, 3), ml=2, doubt=0.5, tissues=("gm", "wm")),),
            ),
        ),
    ),
    view=ViewRecord(
        subject=0,
        crosshair=(1.5, -2, 3),
        opacity=0.2,
        labels={"gm": LabelRecord(colour=(1, 2, 3), opacity=0.4, outline=True, locked=True)},
        table=TableRecord(
            title="mine.txt",
            colours=((0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 3)),
            names=("rien", "LCR", "SG", "SB"),
            values=(0, 7, 8, 9),
        ),
        heat="entropy",
    ),
)
_RULER = {"kind": "ruler", "plane": "axial", "points": [[0, 0, 0], [3, 4, 0]]}
_SPOT = {"voxel": [1, 2, 3], "mm": [1, 2, 3], "ml": 2, "doubt": 0.5, "tissues": ["gm"]}
_TABLE = {"title": "", "colours": [[0, 0, 0]] * 4, "names": [""] * 4, "values": [0, 1, 2, 3]}


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
    assert value["schema_version"] == 2
    assert value["subjects"][0]["images"]["T1"]["path"] == "../data/é.nii.gz"


def test_one_from_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    text = json.dumps({"schema_version": 3, "subjects": "another form", "new": True})
    path.write_text(text)
    with pytest.raises(StudyError, match="newer version") as refused:
        read_study(path)
    assert "Install that version" in refused.value.hint
    assert path.read_text() == text


def test_one_of_version_1_is_read(path: Path) -> None:
    value = json.loads(STUDY.model_dump_json())
    value["schema_version"] = 1
    for name in ("lines", "doubts"):
        del value["subjects"][0][name]
    for name in ("labels", "table", "heat"):
        del value["view"][name]
    path.write_text(json.dumps(value))
    study = read_study(path)
    assert study.schema_version == 2
    assert study.subjects == (STUDY.subjects[0].model_copy(update={"lines": (), "doubts": None}),)
    assert study.view == STUDY.view.model_copy(update={"labels": {}, "table": None, "heat": None})


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
        subject(images={"T1": {"path": "a" * 20_000}}),
        changed(view={"crosshair": [1, 2]}),
        changed(view={"crosshair": [float("nan"), 0, 0]}),
        changed(view={"opacity": 2}),
        changed(view={"labels": {"bone": {"colour": [0, 0, 0]}}}),
        changed(view={"labels": {"gm": {"colour": [0, 0, 256]}}}),
        changed(view={"labels": {"gm": {"colour": [0, 0, 0], "opacity": float("inf")}}}),
        changed(view={"table": {**_TABLE, "values": [0, 1, 1, 2]}}),
        changed(view={"table": {**_TABLE, "values": [0, 1, 2, 300]}}),
        changed(view={"table": {**_TABLE, "names": ["a" * 1000] * 4}}),
        changed(view={"table": {**_TABLE, "names": ["a"]}}),
        subject(lines=[{**_RULER, "kind": "circle"}]),
        subject(lines=[{**_RULER, "kind": "angle"}]),
        subject(lines=[{**_RULER, "points": []}]),
        subject(lines=[{**_RULER, "points": [[0, 0, 0], [1e300, 0, 0]]}]),
        subject(lines=[{**_RULER, "points": [[0, 0, 0], [float("nan"), 0, 0]]}]),
        subject(lines=[_RULER] * 5000),
        subject(doubts={"result": "x" * 1000, "spots": []}),
        subject(doubts={"result": "", "spots": [_SPOT] * 5000}),
        subject(doubts={"result": "", "spots": [{**_SPOT, "voxel": [-1, 0, 0]}]}),
        subject(doubts={"result": "", "spots": [{**_SPOT, "doubt": 2}]}),
        subject(doubts={"result": "", "spots": [{**_SPOT, "tissues": ["bone"]}]}),
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
