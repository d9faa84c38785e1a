"""What comes in from scanners and goes out to other programs and people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
from app.language import tr
from app.session.session import Session


@dataclass(frozen=True, slots=True)
class PictureIntents:
    """What needs a window, of pictures."""

    save_plane: Callable[[], None]
    save_planes: Callable[[], None]
    copy_planes: Callable[[], None]
    contact_sheet: Callable[[], None]


@dataclass(frozen=True, slots=True)
class ExchangeIntents:
    """What needs a window."""

    import_dicom: Callable[[], None]
    open_earlier: Callable[[], None]
    export: Callable[[], None]
    pictures: PictureIntents


def make_import_actions(intents: ExchangeIntents) -> list[Action]:
    """Return the actions that bring images in."""
    return [
        Action(
            "open.dicom",
            tr("Import &DICOM…"),
            Menu.FILE,
            intents.import_dicom,
            tr("Convert a T1 and a T2 from a folder of DICOM files, and open them"),
        )
    ]


def make_earlier_actions(session: Session, intents: ExchangeIntents) -> list[Action]:
    """Return the actions on what was found of a subject before."""

    def has_earlier() -> bool:
        entry = session.current
        if entry is None or session.opened is None or entry.running or entry.is_stored:
            return False
        return entry.result is None and bool(entry.files.results)

    return [
        Action(
            "earlier.open",
            tr("Open Earlier Res&ult"),
            Menu.SUBJECT,
            intents.open_earlier,
            tr("Show what this program has found before, and go on from there"),
            enabled_when=has_earlier,
        )
    ]


def make_export_actions(session: Session, intents: ExchangeIntents) -> list[Action]:
    """Return the actions that bring results out."""

    def is_open() -> bool:
        return session.opened is not None

    def has_labels() -> bool:
        return any(labels is not None for labels in session.label_maps())

    return [
        Action(
            "export.more",
            tr("Export &More…"),
            Menu.FILE,
            intents.export,
            tr("Write label images, surfaces, tables, reports and contact sheets of one subject or all"),
            ("Ctrl+Shift+E",),
            enabled_when=lambda: any(e.result is not None or e.is_stored for e in session.entries),
        ),
        Action(
            "picture.planes",
            tr("Sa&ve Picture…"),
            Menu.FILE,
            intents.pictures.save_planes,
            tr("Write what the planes show as a PNG, with the scale bars"),
            ("Ctrl+P",),
            enabled_when=is_open,
        ),
        Action(
            "picture.plane",
            tr("Save Picture of This P&lane…"),
            Menu.FILE,
            intents.pictures.save_plane,
            tr("Write the plane that has the keyboard as a PNG, with its scale bar"),
            ("Ctrl+Shift+P",),
            enabled_when=is_open,
        ),
        Action(
            "picture.copy",
            tr("&Copy Picture"),
            Menu.FILE,
            intents.pictures.copy_planes,
            tr("Put what the planes show on the clipboard"),
            ("Ctrl+Shift+K",),
            enabled_when=is_open,
        ),
        Action(
            "picture.sheet",
            tr("Contact S&heet…"),
            Menu.FILE,
            intents.pictures.contact_sheet,
            tr("Write slices through the whole brain on one page, as PNG or PDF"),
            enabled_when=has_labels,
        ),
    ]
