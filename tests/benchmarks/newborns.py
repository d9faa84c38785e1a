"""Newborns that nobody scanned: what stands in for real labelled ones in the training benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isegcore.io.nifti import write_analyze
from isegcore.labels import ISEG
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.simulation.contrast import AgeBand
from isegcore.simulation.label_maps import read_anatomy
from isegcore.simulation.scanner import ScannerRange
from isegcore.simulation.subject import Recipe, SimulatedSubject, simulate

_SPACING_MM = 0.8
_SLICE = (144, 192)
# Harder than the practice set: people, contrasts, noise and resolution differ as they do in a real study.
_RECIPE = Recipe(
    age=AgeBand.NEWBORN,
    any_contrast=0,
    hindbrain=0,
    unstripped=0,
    loose_mask=0,
    closed_sulci=0.5,
    jitter=1.0,
    contrast=0.75,
    working=PreprocessSpec(spacing_mm=_SPACING_MM, spacing_tolerance=0),
    scanner=ScannerRange(noise=(0.4, 0.8), blur_mm=(0.5, 0.9), thick_slices=0.3, bias=0.25),
)


def write_newborns(label_maps: Sequence[Path], folder: Path, seed: int) -> None:
    """Write one subject of each label map, `subject-N-T1.hdr` and so on, axial slices of 144 x 192."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(label_maps, start=1):
        subject = _fitting(path, np.random.default_rng([seed, number]))
        inside = subject.tissue > 0
        for name, image in (("T1", subject.t1), ("T2", subject.t2)):
            data = np.where(inside, np.clip(np.rint(image), 1, 32767), 0).astype(np.int16)
            _write(folder / f"subject-{number}-{name}.hdr", data)
        _write(folder / f"subject-{number}-label.hdr", ISEG.to_values(subject.tissue))


def _fitting(path: Path, rng: np.random.Generator) -> SimulatedSubject:
    anatomy = read_anatomy(path)
    while True:
        subject = simulate(anatomy, _RECIPE, rng)
        if all(n <= most for n, most in zip(subject.tissue.shape, _SLICE, strict=False)):
            return subject


def _write(path: Path, data: NDArray[np.int16] | NDArray[np.uint8]) -> None:
    borders = [
        ((most - n) // 2, most - n - (most - n) // 2) for n, most in zip(data.shape, _SLICE, strict=False)
    ]
    placed = np.pad(data, [*borders, (4, 4)])[::-1]  # the first axis towards the left, as Analyze is read
    write_analyze(path, placed, spacing=(_SPACING_MM,) * 3)
