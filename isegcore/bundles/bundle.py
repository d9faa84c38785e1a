"""A model file: Keras' own `.keras` archive with one member more, the card.

Keras ignores members that it does not know (pinned by a test), so the file opens in plain Keras too. A file
that was made elsewhere has no card; one is inferred from its layers.
Opening a bundle reads the card and the layer list, never code: files that carry code are refused.
"""

from __future__ import annotations

import io
import json
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue, ValidationError

from isegcore.bundles.card import Card
from isegcore.bundles.foreign import NOTHING_KNOWN, Known, infer_card
from isegcore.bundles.safety import refuse_code
from isegcore.errors import ModelError
from isegcore.io.atomic import write_bytes
from isegcore.io.storage import regular, sha256_of

if TYPE_CHECKING:
    import keras

CARD_MEMBER = "iseg-card.json"
_MAX_TEXT_BYTES = 16 * 2**20
# What zipfile and json raise on damaged or hostile archives; LZMAError and zlib.error are no OSErrors.
_DAMAGED = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class ModelBundle:
    """A model file whose card has been read and whose layers have been found free of code.

    Attributes:
        path: The `.keras` file.
        card: What it says of itself, or what could be inferred.
        has_card: Whether it said so itself.
    """

    path: Path
    card: Card
    has_card: bool = True

    @classmethod
    def open(cls, path: Path, known: Known = NOTHING_KNOWN) -> ModelBundle:
        """Read the card of a `.keras` file; the weights stay on disk.

        Args:
            path: The file.
            known: What the user knows of a network without a card; not looked at if it has one.

        Raises:
            ModelError: If it is missing, damaged, carries code, or is no network for T1 and T2.
        """
        _refuse_keras_2(path)
        config = _read_member(path, "config.json")
        refuse_code(config, path)
        if not _has_member(path, CARD_MEMBER):
            return cls(path, infer_card(config, path, known), has_card=False)
        try:
            return cls(path, Card.model_validate(_read_member(path, CARD_MEMBER)))
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            raise ModelError(
                f"The model's card cannot be used: {where}: {error.errors()[0]['msg']}.",
                path=path,
                hint="It was made by another version of the program; train or export it again.",
            ) from error

    def sha256(self) -> str:
        """Return the hash of the file, hexadecimal."""
        return sha256_of(self.path)

    def load_network(self) -> keras.Model:
        """Return the Keras model, for training on or for a GPU; imports Keras.

        Raises:
            ModelError: If Keras cannot load it.
        """
        import keras  # noqa: PLC0415 - seconds and half a gigabyte, needed only here

        try:
            return keras.models.load_model(self.path, compile=False, safe_mode=True)
        except (ValueError, TypeError, KeyError, OSError) as error:
            raise ModelError(
                f"Keras cannot load the model ({type(error).__name__}).",
                path=self.path,
                hint="Choose another model file, or train it again.",
            ) from error


def write_bundle(network: keras.Model, card: Card, path: Path) -> None:
    """Write a network and its card as one `.keras` file, atomically, replacing a file of that name.

    Raises:
        OutputError: If the file cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "model.keras"
        network.save(plain)
        copy_bundle(plain, card, path, overwrite=True)


def copy_bundle(source: Path, card: Card, path: Path, *, overwrite: bool) -> None:
    """Write the network of the file `source` with another card as `path`, atomically.

    Raises:
        ModelError: If `source` is damaged.
        OutputError: If the file cannot be written, or is there and not to be replaced.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in _members(source):
            archive.writestr(member, content)
        archive.writestr(CARD_MEMBER, card.model_dump_json(indent=2))
    write_bytes(path, packed.getvalue(), overwrite=overwrite)


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what an archive holds beside a card."""
    with _opened(path) as archive:
        for member in archive.namelist():
            if member != CARD_MEMBER:
                yield member, archive.read(member)


def _refuse_keras_2(path: Path) -> None:
    """Refuse a file of the Keras before this one: its layers are described in another way."""
    metadata = _read_member(path, "metadata.json") if _has_member(path, "metadata.json") else None
    version = metadata.get("keras_version") if isinstance(metadata, dict) else None
    if isinstance(version, str) and version.startswith("2."):
        raise ModelError(
            f"The model was saved by Keras {version}, whose files Keras 3 cannot read.",
            path=path,
            hint="Build its network in Keras 3, load its weights into it, and save that.",
        )


def _has_member(path: Path, member: str) -> bool:
    with _opened(path) as archive:
        return member in archive.namelist()


def _read_member(path: Path, member: str) -> JsonValue:
    with _opened(path) as archive:
        if member not in archive.namelist():
            raise ModelError(
                f"The file is not a Keras model: it holds no {member}.",
                path=path,
                hint="Choose another model file.",
            )
        if archive.getinfo(member).file_size > _MAX_TEXT_BYTES:
            raise ModelError(f"The model's {member} is too large to be true.", path=path)
        content: JsonValue = json.loads(archive.read(member))
        return content


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; tell in a sentence what keeps it from being read."""
    try:
        with zipfile.ZipFile(regular(path)) as archive:
            yield archive
    except FileNotFoundError as error:
        raise ModelError("There is no such model file.", path=path) from error
    except _DAMAGED as error:
        raise ModelError(
            "The file is not a Keras model (.keras), or it is damaged.",
            path=path,
            hint="Choose another model file.",
        ) from error
