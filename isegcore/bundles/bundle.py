"""A model file: Keras' own `.keras` archive with one member more, the card.

Keras ignores members that it does not know (pinned by a test), so the file opens in plain Keras too.
Opening a bundle reads the card and the layer list, never code: files that carry code are refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue, ValidationError

from isegcore.bundles.card import Card
from isegcore.bundles.safety import refuse_code
from isegcore.errors import ModelError
from isegcore.io.atomic import write_bytes

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
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class ModelBundle:
    """A model file whose card has been read and whose layers have been found free of code.

    Attributes:
        path: The `.keras` file.
        card: What it says of itself.
    """

    path: Path
    card: Card

    @classmethod
    def open(cls, path: Path) -> ModelBundle:
        """Read the card of a `.keras` file; the weights stay on disk.

        Raises:
            ModelError: If it is missing, damaged, carries code, or has no card.
        """
        config = _read_member(path, "config.json")
        refuse_code(config, path)
        card = _read_member(path, CARD_MEMBER)
        try:
            return cls(path, Card.model_validate(card))
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            raise ModelError(
                f"The model's card cannot be used: {where}: {error.errors()[0]['msg']}.",
                path=path,
                hint="It was made by another version of the program; train or export it again.",
            ) from error

    def sha256(self) -> str:
        """Return the hash of the file, hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

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
    packed = io.BytesIO()
    archive = zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED)
    with tempfile.TemporaryDirectory() as folder, archive:
        plain = Path(folder) / "model.keras"
        network.save(plain)
        with zipfile.ZipFile(plain) as saved:
            for member in saved.namelist():
                archive.writestr(member, saved.read(member))
        archive.writestr(CARD_MEMBER, card.model_dump_json(indent=2))
    write_bytes(path, packed.getvalue(), overwrite=True)


def _read_member(path: Path, member: str) -> JsonValue:
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(member).file_size > _MAX_TEXT_BYTES:
                raise ModelError(f"The model's {member} is too large to be true.", path=path)
            content: JsonValue = json.loads(archive.read(member))
            return content
    except FileNotFoundError as error:
        raise ModelError("There is no such model file.", path=path) from error
    except KeyError as error:
        raise ModelError(
            f"The file is not a model of this program: it holds no {member}.",
            path=path,
            hint="Choose a .keras file that was trained or exported here.",
        ) from error
    except _DAMAGED as error:
        raise ModelError(
            "The file is not a Keras model (.keras), or it is damaged.",
            path=path,
            hint="Choose another model file.",
        ) from error
