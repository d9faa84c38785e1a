"""How labels are drawn and called, as a study says it, and the view of labels that a study stands for."""

from __future__ import annotations

from collections.abc import Collection

from app.session.view_state import LabelLook, ViewState
from isegcore.label_table import LabelTable
from isegcore.labels import BRAIN_TISSUES, Tissue, scheme_with
from isegcore.study.looks import LONGEST_NAME, BrainWord, LabelRecord, TableRecord
from isegcore.study.study import ViewRecord

_WORDS: dict[Tissue, BrainWord] = {Tissue.CSF: "csf", Tissue.GM: "gm", Tissue.WM: "wm"}


def label_records(state: ViewState, locked: Collection[Tissue]) -> dict[BrainWord, LabelRecord]:
    """Return what a study says of how each tissue is drawn; tools leave `locked` ones alone."""
    return {
        _WORDS[tissue]: LabelRecord(
            colour=look.colour, opacity=look.opacity, outline=look.outline, locked=tissue in locked
        )
        for tissue, look in state.looks.items()
    }


def table_record(table: LabelTable) -> TableRecord:
    """Return what a study says of a label table; names longer than it may say are cut."""
    background, csf, gm, wm = (name[:LONGEST_NAME] for name in table.names)
    return TableRecord(
        title=table.title[:LONGEST_NAME],
        colours=table.colours,
        names=(background, csf, gm, wm),
        values=table.scheme.values,
    )


def with_labels(view: ViewRecord, state: ViewState) -> ViewState:
    """Return a view that draws and calls labels as a study says; what that does not say stays."""
    if view.table is not None:
        table = view.table
        state = state.with_table(
            LabelTable(table.title, table.colours, table.names, scheme_with(table.values))
        )
    for tissue, word in _WORDS.items():
        if (label := view.labels.get(word)) is not None:
            state = state.with_look(tissue, LabelLook(label.colour, label.opacity, label.outline))
    return state


def locked_labels(view: ViewRecord) -> frozenset[Tissue]:
    """Return the tissues that tools leave alone."""
    locked = {word for word, label in view.labels.items() if label.locked}
    return frozenset(tissue for tissue in BRAIN_TISSUES if _WORDS[tissue] in locked)
