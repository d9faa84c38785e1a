"""What the user can do to labels: undo, tools, what is painted, and corrections of a label as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
from app.actions.tidying import Tidying
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.editing import Editing
from app.session.painting import ToolKind
from app.session.session import Session
from isegcore.labels import Tissue

_TOOLS: dict[ToolKind, tuple[str, str, str]] = {
    ToolKind.CROSSHAIR: (
        QT_TRANSLATE_NOOP("", "&Crosshair"),
        "C",
        QT_TRANSLATE_NOOP("", "The left button moves the crosshair"),
    ),
    ToolKind.PAN: (
        QT_TRANSLATE_NOOP("", "&Pan"),
        "H",
        QT_TRANSLATE_NOOP("", "The left button moves the picture"),
    ),
    ToolKind.WINDOW: (
        QT_TRANSLATE_NOOP("", "&Window and Level"),
        "V",
        QT_TRANSLATE_NOOP("", "The left button changes contrast and brightness"),
    ),
    ToolKind.BRUSH: (QT_TRANSLATE_NOOP("", "&Brush"), "B", QT_TRANSLATE_NOOP("", "Paint the chosen label")),
    ToolKind.ERASER: (QT_TRANSLATE_NOOP("", "&Eraser"), "E", QT_TRANSLATE_NOOP("", "Paint background")),
    ToolKind.FILL: (
        QT_TRANSLATE_NOOP("", "&Fill"),
        "F",
        QT_TRANSLATE_NOOP("", "Give the clicked region the chosen label"),
    ),
    ToolKind.LASSO: (
        QT_TRANSLATE_NOOP("", "&Lasso"),
        "L",
        QT_TRANSLATE_NOOP("", "Give what a line goes round the chosen label"),
    ),
    ToolKind.THRESHOLD: (
        QT_TRANSLATE_NOOP("", "&Threshold Brush"),
        "G",
        QT_TRANSLATE_NOOP(
            "", "Paint only where the image is in a range; Ctrl+click takes the range from under the brush"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class EditIntents:
    """What needs a window: its planes, and dialogs for files."""

    choose_tool: Callable[[ToolKind], None]
    read_table: Callable[[], None]
    save_table: Callable[[], None]


def make_edit_actions(
    session: Session, editing: Editing, tidying: Tidying, intents: EditIntents
) -> list[Action]:
    """Return the actions in the order of the menu."""

    def is_open() -> bool:
        return session.opened is not None

    return [
        *_history_actions(editing),
        *(_tool_action(kind, editing, intents.choose_tool, is_open) for kind in ToolKind),
        *(_label_action(label, editing, is_open) for label in Tissue),
        *_brush_actions(editing, is_open),
        *_tidy_actions(editing, tidying, is_open),
        *_start_actions(session, editing, is_open),
        Action(
            "table.read",
            tr("Rea&d a Label Table…"),
            Menu.EDIT,
            intents.read_table,
            tr("Take colours, names and values from a table of ITK-SNAP, FreeSurfer or BIDS"),
        ),
        Action(
            "table.save",
            tr("Sa&ve the Label Table…"),
            Menu.EDIT,
            intents.save_table,
            tr("Write colours, names and values for ITK-SNAP, FreeSurfer or BIDS"),
        ),
    ]


def _history_actions(editing: Editing) -> list[Action]:
    return [
        Action(
            "edit.undo",
            tr("&Undo"),
            Menu.EDIT,
            editing.undo,
            tr("Take the last correction back, also in another subject"),
            ("Ctrl+Z",),
            "undo",
            enabled_when=lambda: editing.undo_title is not None,
            toolbar="",
        ),
        Action(
            "edit.redo",
            tr("&Redo"),
            Menu.EDIT,
            editing.redo,
            tr("Make the correction again that was taken back"),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            "redo",
            enabled_when=lambda: editing.redo_title is not None,
            toolbar="",
        ),
    ]


def _tool_action(
    kind: ToolKind,
    editing: Editing,
    choose_tool: Callable[[ToolKind], None],
    is_open: Callable[[], bool],
) -> Action:
    title, key, tip = _TOOLS[kind]
    return Action(
        f"tool.{kind.name.lower()}",
        tr(title),
        Menu.EDIT,
        lambda: choose_tool(kind),
        tr(tip),
        (key,),
        f"tool-{kind.name.lower()}",
        enabled_when=is_open,
        checked_when=lambda: editing.painting.tool is kind,
        toolbar="",
    )


def _label_action(label: Tissue, editing: Editing, is_open: Callable[[], bool]) -> Action:
    return Action(
        f"paint.{label.name.lower()}",
        tr("Paint &{number}  {tissue}").format(number=label.value, tissue=tr(label.title)),
        Menu.EDIT,
        lambda: editing.set(label=label),
        tr("What the tools paint from now on"),
        (str(label.value),),
        enabled_when=is_open,
        checked_when=lambda: editing.painting.label is label,
    )


def _brush_actions(editing: Editing, is_open: Callable[[], bool]) -> list[Action]:
    def resize(by: float) -> Callable[[], None]:
        return lambda: editing.set(brush=editing.painting.brush.resized(by))

    return [
        Action("brush.larger", tr("Lar&ger Brush"), Menu.EDIT, resize(1), "", ("]",), enabled_when=is_open),
        Action(
            "brush.smaller", tr("S&maller Brush"), Menu.EDIT, resize(-1), "", ("[",), enabled_when=is_open
        ),
        Action(
            "brush.solid",
            tr("3D Brus&h and Fill"),
            Menu.EDIT,
            lambda: editing.set(brush=editing.painting.brush.turned_solid()),
            tr("Reach into the neighbouring slices, not only across the one shown"),
            ("Shift+B",),
            enabled_when=is_open,
            checked_when=lambda: editing.painting.brush.solid,
        ),
    ]


def _tidy_actions(editing: Editing, tidying: Tidying, is_open: Callable[[], bool]) -> list[Action]:
    def can_start() -> bool:
        return is_open() and not editing.busy

    return [
        Action(
            "tidy.interpolate",
            tr("&Interpolate Between Slices"),
            Menu.EDIT,
            tidying.interpolate,
            tr("Continue what was painted on a few slices of this plane on the slices between them"),
            ("Ctrl+I",),
            enabled_when=can_start,
        ),
        Action(
            "tidy.smooth",
            tr("&Smooth the Label"),
            Menu.EDIT,
            tidying.smooth,
            tr("Smooth the border of the label that is painted, as far and where the tools panel says"),
            enabled_when=can_start,
        ),
        Action(
            "tidy.islands",
            tr("Remove Isla&nds of the Label"),
            Menu.EDIT,
            lambda: tidying.remove_islands(editing.painting.island_mm3),
            tr("Give small pieces of the label that is painted to their neighbours"),
            enabled_when=can_start,
        ),
    ]


def _start_actions(session: Session, editing: Editing, is_open: Callable[[], bool]) -> list[Action]:
    def has_reference() -> bool:
        return session.opened is not None and session.opened.subject.reference is not None

    return [
        Action(
            "start.reference",
            tr("Start from a Cop&y of the Reference"),
            Menu.EDIT,
            lambda: editing.start("reference"),
            tr("Correct the reference; its file is never changed"),
            enabled_when=has_reference,
        ),
        Action(
            "start.nothing",
            tr("St&art from Empty Labels"),
            Menu.EDIT,
            lambda: editing.start("nothing"),
            tr("Draw all labels by hand"),
            enabled_when=is_open,
        ),
    ]
