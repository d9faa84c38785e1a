"""Everything the user can do, in one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.actions.action import Action, Menu
from app.actions.model_actions import ModelIntents, make_model_actions
from app.actions.training import Training
from app.actions.work import Work
from app.session.session import ReadChoice, Session
from app.session.view_state import Convention, ViewState
from app.session.viewing import Viewing
from isegcore.data.subject import Modality

_OPACITY_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Intents:
    """What needs a window: questions, dialogs and colours."""

    open_folder: Callable[[], None]
    open_files: Callable[[], None]
    open_sample: Callable[[], None]
    export: Callable[[], None]
    close: Callable[[], None]
    reread: Callable[[ReadChoice], None]
    remove: Callable[[], None]
    step: Callable[[int], None]
    toggle_theme: Callable[[], None]
    is_dark: Callable[[], bool]
    documents: Callable[[], None]
    keys: Callable[[], None]
    about: Callable[[], None]
    model: ModelIntents


def make_actions(
    session: Session, viewing: Viewing, work: Work, training: Training, intents: Intents
) -> list[Action]:
    """Return the actions in the order of the menus."""
    return [
        *_file_actions(session, work, intents),
        *_subject_actions(session, work, intents),
        *make_model_actions(training, intents.model),
        *_view_actions(session, viewing, intents),
        *_slice_actions(session, viewing, intents),
        Action("help.documents", "&Documents", Menu.HELP, intents.documents),
        Action("help.keys", "&Mouse and Keys", Menu.HELP, intents.keys, shortcuts=("F1",)),
        Action("help.about", "&About iSeg Desktop", Menu.HELP, intents.about),
    ]


def _file_actions(session: Session, work: Work, intents: Intents) -> list[Action]:
    def has_result() -> bool:
        return (
            session.opened is not None and session.current is not None and session.current.result is not None
        )

    return [
        Action(
            "open.folder",
            "Open &Folder…",
            Menu.FILE,
            intents.open_folder,
            "Open all subjects of a folder (iSeg or BIDS names, or single images)",
            ("Ctrl+O",),
            "open-folder",
            toolbar="Open Folder",
        ),
        Action(
            "open.files",
            "Open &Images…",
            Menu.FILE,
            intents.open_files,
            "Open a T1 or T2 image; its partner is found beside it",
            ("Ctrl+Shift+O",),
            "open-file",
            toolbar="Open Images",
        ),
        Action(
            "open.sample", "Open the Bundled &Subject", Menu.FILE, intents.open_sample, "A simulated infant"
        ),
        Action(
            "segment.start",
            "&Segment",
            Menu.SUBJECT,
            work.segment,
            "Find CSF, grey matter and white matter in this subject",
            ("Ctrl+Return",),
            "segment",
            enabled_when=lambda: session.opened is not None and work.segmenting is None,
            toolbar="Segment",
            primary=True,
        ),
        Action(
            "export.segmentation",
            "&Export Segmentation…",
            Menu.FILE,
            intents.export,
            "Write the segmentation as NIfTI, with its record beside it",
            ("Ctrl+E", "Ctrl+S"),
            "export",
            enabled_when=has_result,
            toolbar="Export…",
        ),
        Action("window.close", "&Quit", Menu.FILE, intents.close, "", ("Ctrl+Q",)),
    ]


def _subject_actions(session: Session, work: Work, intents: Intents) -> list[Action]:
    def stop() -> None:
        if work.segmenting is not None:
            work.segmenting.cancel()

    def register() -> None:
        if session.current is not None:
            choice = session.current.choice
            intents.reread(replace(choice, register=not choice.register))

    return [
        Action(
            "segment.cancel",
            "&Cancel Segmenting",
            Menu.SUBJECT,
            stop,
            shortcuts=("Esc",),
            enabled_when=lambda: work.segmenting is not None,
        ),
        Action(
            "images.register",
            "&Register T2 onto T1",
            Menu.SUBJECT,
            register,
            "Move the T2 rigidly onto the T1, for a subject who moved between the scans",
            enabled_when=lambda: session.current is not None and len(session.current.files.images) > 1,
            checked_when=lambda: _is_registered(session),
        ),
        Action(
            "list.remove",
            "Remove from &List",
            Menu.SUBJECT,
            intents.remove,
            "Take this subject off the list; its files stay as they are",
            enabled_when=lambda: session.current is not None and not session.current.running,
        ),
    ]


def _is_registered(session: Session) -> bool:
    return session.current is not None and session.current.choice.register


def _view_actions(session: Session, viewing: Viewing, intents: Intents) -> list[Action]:
    def is_open() -> bool:
        return session.opened is not None

    def changes(to: Callable[[ViewState], ViewState]) -> Callable[[], None]:
        return lambda: viewing.change(to)

    return [
        Action(
            "view.modality",
            "Switch &T1 / T2",
            Menu.VIEW,
            changes(lambda s: replace(s, modality=Modality.T2 if s.modality is Modality.T1 else Modality.T1)),
            "Show the other image",
            ("T",),
            "contrast",
            enabled_when=lambda: session.opened is not None and len(session.opened.subject.images) > 1,
            toolbar="T1/T2",
        ),
        Action(
            "view.overlay",
            "Show &Overlay",
            Menu.VIEW,
            changes(lambda s: replace(s, overlay_shown=not s.overlay_shown)),
            "Show or hide the tissues over the image",
            ("S",),
            "overlay",
            is_open,
            checked_when=lambda: viewing.state.overlay_shown,
            toolbar="Overlay",
        ),
        Action(
            "view.more",
            "&More Opaque",
            Menu.VIEW,
            changes(lambda s: s.with_opacity(s.opacity + _OPACITY_STEP)),
            shortcuts=("D",),
            enabled_when=is_open,
        ),
        Action(
            "view.less",
            "&Less Opaque",
            Menu.VIEW,
            changes(lambda s: s.with_opacity(s.opacity - _OPACITY_STEP)),
            shortcuts=("A",),
            enabled_when=is_open,
        ),
        Action(
            "view.crosshair",
            "Show &Crosshair",
            Menu.VIEW,
            changes(lambda s: replace(s, crosshair_shown=not s.crosshair_shown)),
            "Show or hide the crosshair",
            ("X",),
            "crosshair",
            is_open,
            checked_when=lambda: viewing.state.crosshair_shown,
            toolbar="Crosshair",
        ),
        Action(
            "view.reset",
            "&Reset View",
            Menu.VIEW,
            viewing.reset,
            "Fit the brain, centre the crosshair, robust black and white",
            ("R",),
            "reset",
            is_open,
            toolbar="Reset",
        ),
    ]


def _slice_actions(session: Session, viewing: Viewing, intents: Intents) -> list[Action]:
    def is_open() -> bool:
        return session.opened is not None

    def swap_sides(state: ViewState) -> ViewState:
        neurological = state.convention is Convention.NEUROLOGICAL
        return replace(state, convention=Convention.RADIOLOGICAL if neurological else Convention.NEUROLOGICAL)

    return [
        Action(
            "slice.next",
            "&Next Slice",
            Menu.VIEW,
            lambda: intents.step(1),
            "One slice towards superior, right or anterior",
            ("PgUp",),
            enabled_when=is_open,
        ),
        Action(
            "slice.previous",
            "&Previous Slice",
            Menu.VIEW,
            lambda: intents.step(-1),
            "One slice towards inferior, left or posterior",
            ("PgDown",),
            enabled_when=is_open,
        ),
        Action(
            "look.convention",
            "Ne&urological Convention",
            Menu.VIEW,
            lambda: viewing.change(swap_sides),
            "Patient's left on the left of the screen; radiological otherwise",
            checked_when=lambda: viewing.state.convention is Convention.NEUROLOGICAL,
        ),
        Action("look.dark", "&Dark Theme", Menu.VIEW, intents.toggle_theme, checked_when=intents.is_dark),
    ]
