"""What comes in from scanners and goes out to other programs and people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.action import Action, Menu
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
    export: Callable[[], None]
    pictures: PictureIntents


def make_import_actions(intents: ExchangeIntents) -> list[Action]:
    """Return the actions that bring images in."""
    return [
        Action(
            "open.dicom",
            "Import &DICOM…",
            Menu.FILE,
            intents.import_dicom,
            "Convert a T1 and a T2 from a folder of DICOM files, and open them",
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
            "Export &More…",
            Menu.FILE,
            intents.export,
            "Write label images, surfaces, tables, reports and contact sheets of one subject or all",
            ("Ctrl+Shift+E",),
            enabled_when=lambda: any(e.result is not None or e.is_stored for e in session.entries),
        ),
        Action(
            "picture.planes",
            "Save &Picture…",
            Menu.FILE,
            intents.pictures.save_planes,
            "Write what the planes show as a PNG, with the scale bars",
            ("Ctrl+P",),
            enabled_when=is_open,
        ),
        Action(
            "picture.plane",
            "Save Picture of Th&is Plane…",
            Menu.FILE,
            intents.pictures.save_plane,
            "Write the plane that has the keyboard as a PNG, with its scale bar",
            ("Ctrl+Shift+P",),
            enabled_when=is_open,
        ),
        Action(
            "picture.copy",
            "&Copy Picture",
            Menu.FILE,
            intents.pictures.copy_planes,
            "Put what the planes show on the clipboard",
            ("Ctrl+Shift+K",),
            enabled_when=is_open,
        ),
        Action(
            "picture.sheet",
            "Contact S&heet…",
            Menu.FILE,
            intents.pictures.contact_sheet,
            "Write slices through the whole brain on one page, as PNG or PDF",
            enabled_when=has_labels,
        ),
    ]
