"""What the user can do with many subjects at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.actions.action import Action, Menu
from app.actions.batches import Batches
from app.language import tr
from app.session.session import Entry


def make_pipeline_actions(
    show_page: Callable[[], None], batches: Batches, selected: Callable[[], Sequence[Entry]]
) -> list[Action]:
    """Return the actions in the order of the menus; `selected` gives the subjects that are selected."""

    def chosen() -> list[Entry]:
        return [entry for entry in selected() if not entry.is_edited]

    return [
        Action(
            "segment.all",
            tr("Segment &All Without a Result"),
            Menu.SUBJECT,
            lambda: batches.segment(batches.without_result),
            tr("Segment every subject of the list that has no result yet, several at once"),
            ("Ctrl+Shift+Return",),
            enabled_when=lambda: batches.job is None and bool(batches.without_result),
        ),
        Action(
            "segment.selected",
            tr("Segment Se&lected"),
            Menu.SUBJECT,
            lambda: batches.segment(chosen()),
            tr(
                "Segment the selected subjects, several at once; those corrected by hand are left as they are"
            ),
            enabled_when=lambda: batches.job is None and bool(chosen()),
        ),
        Action(
            "segment.cancel-many",
            tr("Cancel Segmenting Man&y"),
            Menu.SUBJECT,
            batches.cancel,
            tr("End the segmenting of several subjects; results that have arrived stay"),
            enabled_when=lambda: batches.job is not None,
        ),
        Action(
            "page.pipeline",
            tr("&Pipeline…"),
            Menu.MODEL,
            show_page,
            tr("Validate, train if need be, segment and report a whole folder"),
            ("Ctrl+4",),
            "pipeline",
            toolbar=tr("Pipeline…"),
        ),
    ]
