"""Everything the user can do, in one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.actions.action import Action, Menu
from app.actions.exchange_actions import (
    ExchangeIntents,
    make_earlier_actions,
    make_export_actions,
    make_import_actions,
)
from app.actions.help_actions import HelpIntents, make_help_actions, make_preference_actions
from app.actions.look_actions import LookIntents, make_look_actions
from app.actions.model_actions import ModelIntents, make_model_actions
from app.actions.needs import on_images, with_needs
from app.actions.study_actions import StudyIntents, make_study_actions
from app.actions.training import Training
from app.actions.work import Work
from app.language import tr
from app.session.session import ReadChoice, Session
from app.session.viewing import Viewing


@dataclass(frozen=True, slots=True)
class Intents:
    """What needs a window: questions, dialogs and colours."""

    open_folder: Callable[[], None]
    open_files: Callable[[], None]
    open_sample: Callable[[], None]
    segment: Callable[[], None]
    export: Callable[[], None]
    close: Callable[[], None]
    reread: Callable[[ReadChoice], None]
    remove: Callable[[], None]
    shows_images: Callable[[], bool]
    help: HelpIntents
    look: LookIntents
    edit: list[Action]
    model: ModelIntents
    study: StudyIntents
    exchange: ExchangeIntents
    review: list[Action]
    measure: list[Action]
    pipeline: list[Action]


def make_actions(
    session: Session, viewing: Viewing, work: Work, training: Training, intents: Intents
) -> list[Action]:
    """Return the actions in the order of the menus."""
    return with_needs(
        on_images(
            [
                *_file_actions(session, work, intents),
                *_subject_actions(session, work, intents),
                *intents.edit,
                *make_model_actions(training, intents.model),
                *intents.pipeline,
                *make_look_actions(session, viewing, intents.look),
                *intents.review,
                *intents.measure,
                *make_preference_actions(intents.help),
                *make_export_actions(session, intents.exchange),
                Action("window.close", tr("&Quit"), Menu.FILE, intents.close, "", ("Ctrl+Q",)),
                *make_help_actions(intents.help),
            ],
            intents.shows_images,
        )
    )


def _file_actions(session: Session, work: Work, intents: Intents) -> list[Action]:
    def has_result() -> bool:
        return (
            session.opened is not None and session.current is not None and session.current.result is not None
        )

    return [
        Action(
            "open.folder",
            tr("Open &Folder…"),
            Menu.FILE,
            intents.open_folder,
            tr("Open all subjects of a folder (iSeg or BIDS names, or single images)"),
            ("Ctrl+O",),
            "open-folder",
            toolbar=tr("Open Folder"),
        ),
        Action(
            "open.files",
            tr("Open &Images…"),
            Menu.FILE,
            intents.open_files,
            tr("Open a T1 or T2 image; its partner is found beside it"),
            ("Ctrl+Shift+O",),
            "open-file",
            toolbar=tr("Open Images"),
        ),
        *make_import_actions(intents.exchange),
        Action(
            "open.sample",
            tr("Open the &Bundled Subject"),
            Menu.FILE,
            intents.open_sample,
            tr("A simulated infant"),
        ),
        *make_study_actions(intents.study),
        Action(
            "segment.start",
            tr("&Segment"),
            Menu.SUBJECT,
            intents.segment,
            tr("Find CSF, grey matter and white matter in this subject"),
            ("Ctrl+Return",),
            "segment",
            enabled_when=lambda: session.opened is not None and work.segmenting is None,
            toolbar=tr("Segment"),
            primary=True,
        ),
        Action(
            "export.segmentation",
            tr("&Export Segmentation…"),
            Menu.FILE,
            intents.export,
            tr("Write the segmentation as NIfTI, with its record beside it"),
            ("Ctrl+E",),
            "export",
            enabled_when=has_result,
            toolbar=tr("Export…"),
        ),
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
        *make_earlier_actions(session, intents.exchange),
        Action(
            "segment.cancel",
            tr("&Cancel Segmenting"),
            Menu.SUBJECT,
            stop,
            shortcuts=("Esc",),
            enabled_when=lambda: work.segmenting is not None,
        ),
        Action(
            "images.register",
            tr("&Register T2 onto T1"),
            Menu.SUBJECT,
            register,
            tr("Move the T2 rigidly onto the T1, for a subject who moved between the scans"),
            enabled_when=lambda: session.current is not None and len(session.current.files.images) > 1,
            checked_when=lambda: _is_registered(session),
        ),
        Action(
            "list.remove",
            tr("Remove from L&ist"),
            Menu.SUBJECT,
            intents.remove,
            tr("Take this subject off the list; its files stay as they are"),
            enabled_when=lambda: session.current is not None and not session.current.running,
        ),
    ]


def _is_registered(session: Session) -> bool:
    return session.current is not None and session.current.choice.register
