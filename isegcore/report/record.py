"""Making the provenance of a result."""

from __future__ import annotations

import platform
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from isegcore import __version__
from isegcore.bundles.card import Card
from isegcore.data.provenance import InputRecord, Provenance

_LIBRARIES = ("numpy", "scipy", "nibabel", "openvino", "keras", "tensorflow")


class Timings:
    """Wall-clock seconds of the stages of one piece of work, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure the block as the stage `name`."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 4)


def make_provenance(
    inputs: tuple[InputRecord, ...],
    card: Card,
    model_sha256: str,
    *,
    device: str,
    options: Mapping[str, str | float | bool],
    notes: tuple[str, ...],
    seconds: Mapping[str, float],
    volumes_ml: Mapping[str, float],
) -> Provenance:
    """Return the record of one segmentation."""
    return Provenance(
        inputs=inputs,
        model=f"{card.name} {card.version}",
        model_sha256=model_sha256,
        device=device,
        options=dict(options),
        notes=notes,
        seconds=dict(seconds),
        volumes_ml={tissue: round(ml, 4) for tissue, ml in volumes_ml.items()},
        versions=program_versions(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def program_versions() -> dict[str, str]:
    """Return the versions of the program and of the libraries that are here; TensorFlow may not be."""
    versions = {"iseg": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions
