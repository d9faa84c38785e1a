"""The models a user can choose from: the shipped ones, and those in the user's data folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from isegcore.bundles.bundle import ModelBundle, copy_bundle
from isegcore.errors import ModelError, OptionError
from isegcore.folders import models_folder
from isegcore.io.atomic import write_bytes
from isegcore.shipped import DEFAULT_MODEL, shipped_path


def find_models() -> tuple[ModelBundle, ...]:
    """Return every usable model, the default first; files that are not models are passed over."""
    found: dict[str, ModelBundle] = {}
    for folder in (shipped_path("models"), models_folder()):
        for path in sorted(folder.glob("*.keras")):
            try:
                found[path.stem] = ModelBundle.open(path)
            except ModelError:
                continue
    return tuple(sorted(found.values(), key=lambda model: model.path.stem != DEFAULT_MODEL))


def open_model(name_or_path: str = DEFAULT_MODEL) -> ModelBundle:
    """Open a model by its name in the library, or by the path of a `.keras` file.

    Raises:
        ModelError: If there is no such model or it cannot be used.
    """
    places = [folder / f"{name_or_path}.keras" for folder in (models_folder(), shipped_path("models"))]
    for path in (*places, Path(name_or_path)):
        with suppress(OSError, ValueError):  # a name too long for a path, or with a zero in it, is no path
            if path.is_file():
                return ModelBundle.open(path)
    names = ", ".join(model.path.stem for model in find_models()) or "none"
    raise ModelError(
        f"There is no model {name_or_path!r}.",
        hint=f"Models at hand: {names}. A .keras file can be named by its path.",
    )


def add_model(model: ModelBundle, name: str | None = None, *, overwrite: bool = False) -> ModelBundle:
    """Copy a model into the user's library: as it is, or with its card where the file has none.

    Args:
        model: The model.
        name: What it shall be called there; the file's stem if not given.
        overwrite: Whether a model of that name in the library may be replaced.

    Raises:
        ModelError: If its file is damaged.
        OptionError: If the name is that of a shipped model, or cannot be one.
        OutputError: If there is one of that name, or the file cannot be written.
    """
    name = name or model.path.stem
    if Path(name).name != name or name.startswith("."):
        raise OptionError(f"A model's name must be a plain word, got {name!r}.")
    if (shipped_path("models") / f"{name}.keras").is_file():
        raise OptionError(f"{name} is the name of a model that comes with the program.", hint="Give another.")
    path = models_folder() / f"{name}.keras"
    if model.has_card:
        write_bytes(path, model.path.read_bytes(), overwrite=overwrite, inputs=[model.path])
    else:
        card = model.card.model_copy(update={"name": name})
        copy_bundle(model.path, card, path, overwrite=overwrite)
    return ModelBundle.open(path)
