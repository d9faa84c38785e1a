"""`validate_data`: which subjects there are and can be used; those that have not changed are not read."""

from __future__ import annotations

from collections.abc import Sequence

from isegcore.data.dataset import SubjectFiles
from isegcore.pipeline.context import Context, Ended
from isegcore.pipeline.records import DataRecord, SubjectRecord
from isegcore.pipeline.stages import Stage, State
from isegcore.pipeline.tasks import Validate, reading_key, stamped

_STAGE = Stage.VALIDATE


def validate_data(context: Context) -> Ended:
    """Look at every subject of the data folder.

    Raises:
        DatasetError: If there are none, or one that was asked for is not there.
        OutputError: If what was found cannot be written down.
        Cancelled: If the watcher says so.
    """
    subjects, chosen = context.dataset.subjects, context.chosen
    records, looked_at = look_at(context, subjects)
    labelled = [r.id for r in records.values() if r.label == "usable" and not r.problem]
    context.store.write(
        DataRecord(
            layout=context.dataset.layout,
            found=tuple(records),
            chosen=tuple(files.id for files in chosen),
            labelled=tuple(labelled),
        ),
        _STAGE,
    )
    broken = sum(bool(record.problem) for record in records.values())
    note = f"{context.dataset.layout}: {len(records)} subjects, {len(labelled)} labelled, {broken} broken."
    if broken == len(records):
        return Ended(State.FAILED, note)
    return Ended(State.DONE if looked_at else State.KEPT, note)


def look_at(context: Context, subjects: Sequence[SubjectFiles]) -> tuple[dict[str, SubjectRecord], int]:
    """Return what is known of these subjects, in their order, and how many had to be read for it.

    Raises:
        OutputError: If what was found cannot be written down.
        Cancelled: If the watcher says so.
    """
    known = {files.id: _known(context, files) for files in subjects}
    unknown = [files for files in subjects if known[files.id] is None]
    tasks = [Validate(files, context.reading) for files in unknown]
    for files, outcome in context.work(_STAGE, unknown, tasks):
        record = outcome.value or _unread(context, files, outcome.words)
        context.store.write(record, _STAGE, files.id)
        known[files.id] = record
        if outcome.value is not None:
            state = State.FAILED if record.problem else State.DONE
            context.tell(_STAGE, files.id, state, record.problem or " ".join(record.notes))
    return {name: record for name, record in known.items() if record is not None}, len(unknown)


def _known(context: Context, files: SubjectFiles) -> SubjectRecord | None:
    """Return what was found of a subject, if its files look as they did then and could be read."""
    record = context.store.read(SubjectRecord, _STAGE, files.id)
    if record is None or record.problem or record.reading != reading_key(context.reading):
        return None
    now = tuple(found for _, found in stamped(files))
    return record if now == tuple(stamp.unhashed for stamp in record.files) else None


def _unread(context: Context, files: SubjectFiles, problem: str) -> SubjectRecord:
    return SubjectRecord(
        id=files.id,
        reading=reading_key(context.reading),
        files=(),
        images=tuple(modality.value for modality in files.images),
        label="missing" if files.label is None else "unusable",
        problem=problem,
    )
