"""The models a user can choose from: the shipped ones, and those in the user's data folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import platformdirs

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import ModelError
from isegcore.shipped import shipped_path

DEFAULT_MODEL = "iseg-infant"


def models_folder() -> Path:
    """Return the folder of the user's own models; it may not exist."""
    return platformdirs.user_data_path("iseg-desktop") / "models"


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
