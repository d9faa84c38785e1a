"""A practice data set: simulated subjects in the exact layout of the iSeg-2017 challenge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from isegcore.errors import IsegError, OutputError
from isegcore.io.nifti import write_analyze
from isegcore.labels import ISEG
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.simulation.anatomy import Anatomy
from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.deformation import DeformationRange
from isegcore.simulation.scanner import ScannerRange
from isegcore.simulation.subject import Recipe, SimulatedSubject, simulate

ISEG_SHAPE = (144, 192, 256)
_ATTEMPTS = 5
_Stored = TypeVar("_Stored", np.int16, np.uint8)
_STAGE = "Simulating subjects"


def practice_recipe(age: AgeBand) -> Recipe:
    """Return the recipe of images as the challenge has them: cerebrum alone, stripped, no odd contrasts."""
    return Recipe(
        age=age,
        any_contrast=0,
        hindbrain=0,
        unstripped=0,
        loose_mask=0,
        closed_sulci=0,
        jitter=0.25,
        contrast=0.58,
        deformation=DeformationRange(rotation_deg=3.0, stretch=0.03, displacement_mm=1.4),
        # Contrast, texture and noise make the tissues overlap about as they do in the challenge's images.
        scanner=ScannerRange(
            noise=(0.28, 0.38),
            texture=(0.32, 0.42),
            blur_mm=(0.45, 0.6),
            thick_slices=0.0,
            bias=0.1,
            vessels=(0.02, 0.06),
        ),
    )


def write_practice_set(
    anatomies: Sequence[Anatomy],
    folder: Path,
    *,
    subjects: int,
    seed: int,
    age: AgeBand,
    overwrite: bool = False,
    monitor: Monitor = NULL_MONITOR,
) -> tuple[SimulatedSubject, ...]:
    """Write `subject-1-T1.hdr/.img`, `-T2`, `-label` and so on; return what was simulated.

    The anatomies are used in turn; the same seed gives the same files.

    Raises:
        OutputError: If the files cannot be written, or exist and may not be replaced.
        IsegError: If an anatomy does not fit into the challenge's 144 x 192 x 256 mm.
        Cancelled: If the monitor says so; subjects written by then stay, each whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder cannot be made ({error.strerror}).", path=folder) from error
    made = []
    for number in range(1, subjects + 1):
        monitor.update(_STAGE, number - 1, subjects)
        rng = np.random.default_rng([seed, number])
        subject = _simulate_fitting(anatomies[(number - 1) % len(anatomies)], practice_recipe(age), rng)
        _write_subject(subject, folder, number, overwrite=overwrite)
        made.append(subject)
    monitor.update(_STAGE, subjects, subjects)
    return tuple(made)


def _simulate_fitting(anatomy: Anatomy, recipe: Recipe, rng: np.random.Generator) -> SimulatedSubject:
    for _ in range(_ATTEMPTS):
        subject = simulate(anatomy, recipe, rng)
        if all(n <= most for n, most in zip(subject.tissue.shape, ISEG_SHAPE, strict=True)):
            return subject
    raise IsegError(
        f"The anatomy {anatomy.name} does not fit into 144 x 192 x 256 mm.",
        hint="Use a label map of a brain, without much of the head around it.",
    )


def _write_subject(subject: SimulatedSubject, folder: Path, number: int, *, overwrite: bool) -> None:
    inside = subject.tissue > 0
    for name, image in (("T1", subject.t1), ("T2", subject.t2)):
        # In the challenge's images a voxel is zero exactly where the label is.
        data = np.where(inside, np.clip(np.rint(image), 1, 32767), 0).astype(np.int16)
        write_analyze(folder / f"subject-{number}-{name}.hdr", _placed(data), overwrite=overwrite)
    labels = _placed(ISEG.to_values(subject.tissue))
    write_analyze(folder / f"subject-{number}-label.hdr", labels, overwrite=overwrite)


def _placed(data: NDArray[_Stored]) -> NDArray[_Stored]:
    """Return RAS data in the middle of the challenge's array, its first axis towards the left (LAS)."""
    out = np.zeros(ISEG_SHAPE, data.dtype)
    corner = [(most - n) // 2 for most, n in zip(ISEG_SHAPE, data.shape, strict=True)]
    out[tuple(slice(c, c + n) for c, n in zip(corner, data.shape, strict=True))] = data[::-1]
    return out
