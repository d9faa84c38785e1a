"""How a study is looked at, as its file says it, and the view that the file stands for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from app.convention import Convention
from app.session.study_looks import label_records, table_record
from app.session.view_state import ZOOM_RANGE, ColourMap, Heat, Layout, Overlay, Plane, ViewState, Window
from isegcore.data.subject import Modality, Subject
from isegcore.labels import Tissue
from isegcore.study.study import ViewRecord, WindowRecord

_KEPT_HEATS = (Heat.CONFIDENCE, Heat.ENTROPY)  # the difference is from other labels, which are not kept
_Choice = TypeVar("_Choice", bound=Enum)


def view_record(state: ViewState, subject: int | None, locked: Collection[Tissue]) -> ViewRecord:
    """Return what a study says of a view.

    Args:
        state: Of the view.
        subject: Place in the list of the one it shows.
        locked: Labels that tools leave alone.
    """
    return ViewRecord(
        subject=subject,
        crosshair=state.crosshair,
        centre=state.centre,
        modality=state.modality.value,
        blend=state.blend,
        windows={m.value: WindowRecord(low=w.low, high=w.high) for m, w in state.windows.items()},
        colour_map=_word(state.colour_map),
        smooth=state.smooth,
        zoom=state.zoom,
        convention=_word(state.convention),
        overlay=_word(state.overlay),
        overlay_shown=state.overlay_shown,
        opacity=state.opacity,
        outline=state.outline,
        hidden=tuple(sorted(_word(tissue) for tissue in state.hidden)),
        labels=label_records(state, locked),
        table=table_record(state.table),
        heat=_word(state.heat) if state.heat in _KEPT_HEATS else None,
        crosshair_shown=state.crosshair_shown,
        layout=_word(state.layout),
        enlarged=None if state.enlarged is None else _word(state.enlarged),
    )


def state_of(view: ViewRecord, state: ViewState, subject: Subject) -> ViewState:
    """Return the view that a study was left with, of the subject that was open.

    Args:
        view: What the study says.
        state: The first look at the subject: stays where the study says nothing that can be used.
        subject: The subject.
    """
    windows = {
        Modality(name): Window(window.low, window.high)
        for name, window in view.windows.items()
        if name in subject.images and window.low < window.high
    }
    return replace(
        state,
        crosshair=subject.grid.nearest_centre(view.crosshair),
        centre=view.centre,
        modality=Modality(view.modality) if view.modality in subject.images else state.modality,
        blend=view.blend,
        windows=MappingProxyType({**state.windows, **windows}),
        colour_map=_meant(ColourMap, view.colour_map) or state.colour_map,
        smooth=view.smooth,
        zoom=min(ZOOM_RANGE[1], max(ZOOM_RANGE[0], view.zoom)),
        convention=_meant(Convention, view.convention) or state.convention,
        overlay=_meant(Overlay, view.overlay) or state.overlay,
        overlay_shown=view.overlay_shown,
        opacity=view.opacity,
        outline=view.outline,
        hidden=frozenset(t for word in view.hidden if (t := _meant(Tissue, word)) is not None),
        heat=next((heat for heat in _KEPT_HEATS if _word(heat) == view.heat), None),
        crosshair_shown=view.crosshair_shown,
        layout=_meant(Layout, view.layout) or state.layout,
        enlarged=None if view.enlarged is None else _meant(Plane, view.enlarged),
    )


def _word(choice: Enum) -> str:
    return choice.name.lower()


def _meant(kind: type[_Choice], word: str) -> _Choice | None:
    return kind.__members__.get(word.upper())
