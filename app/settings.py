"""What the user can set, as one frozen value: typed, checked, versioned, and moved on from earlier forms.

A plain dataclass, not a pydantic model: the window needs it before it is shown, and pydantic takes a fifth
of a second. The preferences dialog is made from the fields.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from app.convention import Convention
from app.language import QT_TRANSLATE_NOOP, Language, tr
from isegcore.errors import OptionError
from isegcore.shipped import DEFAULT_MODEL

SCHEMA_VERSION = 2

Value = str | int | bool | Enum


class ThemeChoice(Enum):
    """The colours of the window."""

    SYSTEM = QT_TRANSLATE_NOOP("", "As the desktop")
    LIGHT = QT_TRANSLATE_NOOP("", "Light")
    DARK = QT_TRANSLATE_NOOP("", "Dark")


class LabelValues(Enum):
    """The values that are offered first when labels are written."""

    ISEG = QT_TRANSLATE_NOOP("", "iSeg: 0, 10, 150, 250")
    INDEX = QT_TRANSLATE_NOOP("", "Class numbers: 0, 1, 2, 3")
    BIDS = QT_TRANSLATE_NOOP("", "BIDS: 0, 3, 1, 2")


class DeviceChoice(Enum):
    """What runs the network."""

    AUTO = QT_TRANSLATE_NOOP("", "A GPU if there is one")
    CPU = QT_TRANSLATE_NOOP("", "CPU")
    GPU = QT_TRANSLATE_NOOP("", "GPU")


@dataclass(frozen=True, slots=True)
class About:
    """What the dialog says of a field.

    Attributes:
        group: The heading it is under.
        title: Its name.
        tip: A sentence.
        unit: Behind a number.
        low: Its least value, if it is a number.
        high: Its greatest.
        empty: What an empty text stands for.
        check: Raises `OptionError` for a text that cannot be used.
    """

    group: str
    title: str
    tip: str = ""
    unit: str = ""
    low: int = 0
    high: int = 0
    empty: str = ""
    check: Callable[[str], None] = lambda text: None


def _server(text: str) -> None:
    """Refuse what is no address of a server."""
    parts = urlsplit(text)
    if text and not (parts.scheme in ("http", "https") and parts.hostname):
        raise OptionError(tr("The server must be an address such as http://localhost:5000."))


def _model(text: str) -> None:
    if not text.strip():
        raise OptionError(tr("The model must be the name of one, or the path of its file."))


def _about(group: str, title: str, tip: str = "", **more: Any) -> dict[str, About]:
    return {"about": About(group, title, tip, **more)}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings.

    Attributes:
        theme: Colours of the window.
        language: What the window speaks, from the next start on.
        side: How axial and coronal planes are shown at first.
        smooth: Whether images are interpolated between voxels at first.
        model: Name in the library, or path, of the model that Segment uses.
        labels: Values offered first when labels are written.
        device: What runs the network.
        autosave_seconds: How often edits are put aside for the case of a crash.
        undo_megabytes: Memory for what can be undone.
        server: Address of an MLflow server; empty for the database in the user's data folder.
    """

    theme: ThemeChoice = field(
        default=ThemeChoice.SYSTEM,
        metadata=_about(QT_TRANSLATE_NOOP("", "Look"), QT_TRANSLATE_NOOP("", "Theme")),
    )
    language: Language = field(
        default=Language.SYSTEM,
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Look"),
            QT_TRANSLATE_NOOP("", "Language"),
            QT_TRANSLATE_NOOP("", "Takes effect at the next start"),
        ),
    )
    side: Convention = field(
        default=Convention.RADIOLOGICAL,
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Look"),
            QT_TRANSLATE_NOOP("", "Convention"),
            QT_TRANSLATE_NOOP("", "Radiological shows the patient's right on the left"),
        ),
    )
    smooth: bool = field(
        default=True,
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Look"),
            QT_TRANSLATE_NOOP("", "Interpolate images"),
            QT_TRANSLATE_NOOP("", "Smooth pixels between voxels"),
        ),
    )
    model: str = field(
        default=DEFAULT_MODEL,
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Segmenting"),
            QT_TRANSLATE_NOOP("", "Model"),
            QT_TRANSLATE_NOOP("", "A name in the library, or the path of a file"),
            check=_model,
        ),
    )
    device: DeviceChoice = field(
        default=DeviceChoice.AUTO,
        metadata=_about(QT_TRANSLATE_NOOP("", "Segmenting"), QT_TRANSLATE_NOOP("", "Runs on")),
    )
    labels: LabelValues = field(
        default=LabelValues.ISEG,
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Segmenting"),
            QT_TRANSLATE_NOOP("", "Label values"),
            QT_TRANSLATE_NOOP("", "Offered first when a result is exported"),
        ),
    )
    autosave_seconds: int = field(
        default=60,
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Correcting"),
            QT_TRANSLATE_NOOP("", "Put edits aside every"),
            QT_TRANSLATE_NOOP("", "For the case of a crash"),
            unit="s",
            low=10,
            high=900,
        ),
    )
    undo_megabytes: int = field(
        default=256,
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Correcting"),
            QT_TRANSLATE_NOOP("", "Memory for undo"),
            QT_TRANSLATE_NOOP("", "Beyond it, the oldest steps go"),
            unit=QT_TRANSLATE_NOOP("", "MB"),
            low=16,
            high=8192,
        ),
    )
    server: str = field(
        default="",
        metadata=_about(
            QT_TRANSLATE_NOOP("", "Records"),
            QT_TRANSLATE_NOOP("", "MLflow server"),
            QT_TRANSLATE_NOOP("", "Where trainings are recorded"),
            empty=QT_TRANSLATE_NOOP("", "The database in your data folder"),
            check=_server,
        ),
    )

    def __post_init__(self) -> None:
        """Check every field.

        Raises:
            OptionError: If one has a value that cannot be used.
        """
        for each in fields(self):
            _check(each, getattr(self, each.name))


def about(each: Field[Any]) -> About:
    """Return what the dialog says of a field of `Settings`."""
    told: About = each.metadata["about"]
    return told


def written(settings: Settings) -> str:
    """Return the settings as JSON."""
    values = {each.name: _plain(getattr(settings, each.name)) for each in fields(settings)}
    return json.dumps({"schema_version": SCHEMA_VERSION, **values})


def nameless(settings: Settings) -> dict[str, str | int | bool]:
    """Return the settings without what names somebody: of a text only whether it is the usual one."""
    told: dict[str, str | int | bool] = {}
    for each in fields(settings):
        value = getattr(settings, each.name)
        is_text = isinstance(value, str)
        told[each.name] = ("usual" if value == each.default else "set") if is_text else _plain(value)
    return told


def understood(text: str, earlier: Mapping[str, str]) -> Settings:
    """Return the settings in a JSON text, each that is missing or cannot be used at its default.

    Args:
        text: As `written`, by this version or another; anything else counts as nothing.
        earlier: Single values that were kept before there were settings, by their key.
    """
    values = _parsed(text)
    version = values.get("schema_version", 1)
    if not isinstance(version, int) or version < SCHEMA_VERSION:
        values = {**_from_version_1(earlier), **values}
    settings = Settings()
    for each in fields(Settings):
        if each.name not in values:
            continue
        try:
            value: Any = _typed(each, values[each.name])
            settings = replace(settings, **{each.name: value})
        except (OptionError, KeyError, TypeError):
            continue
    return settings


def _parsed(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _from_version_1(earlier: Mapping[str, str]) -> dict[str, Any]:
    """Version 1 had no settings, but the model was remembered by itself."""
    return {"model": earlier["model/current"]} if earlier.get("model/current") else {}


def _typed(each: Field[Any], value: Any) -> Value:
    kind = type(each.default)
    if issubclass(kind, Enum):
        return kind[str(value).upper()]
    if type(value) is not kind:
        raise TypeError(f"must be {kind.__name__}, got {value!r}")
    typed: Value = value
    return typed


def _plain(value: Value) -> str | int | bool:
    return value.name.lower() if isinstance(value, Enum) else value


def _check(each: Field[Any], value: Value) -> None:
    told = about(each)
    if isinstance(value, str):
        told.check(value)
    elif isinstance(value, int) and not isinstance(value, bool) and not told.low <= value <= told.high:
        sentence = tr("{what} must be {low} to {high} {unit}, got {value}.")
        raise OptionError(
            sentence.format(
                what=tr(told.title), low=told.low, high=told.high, unit=tr(told.unit), value=value
            )
        )
