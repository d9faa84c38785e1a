"""A whole simulated subject: anatomy, age, deformation, contrast, scanner, mask."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.simulation.anatomy import (
    Anatomy,
    cropped,
    with_narrow_sulci,
    with_rim,
    without_head,
    without_hindbrain,
)
from isegcore.simulation.contrast import AgeBand, draw_any_contrast, draw_contrast, draw_months
from isegcore.simulation.deformation import DeformationRange, deform, smooth_field
from isegcore.simulation.scanner import ScannerRange, paint
from isegcore.simulation.structures import OUTSIDE, TISSUE_OF

# Brain volume with CSF, hindbrain not counted, by age in months: the real pairs, and the literature.
_MONTHS = (0.0, 6.0, 12.0, 24.0, 60.0)
_BRAIN_ML = (450.0, 790.0, 930.0, 1120.0, 1250.0)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is drawn how often.

    Attributes:
        age: Ages to draw from.
        any_contrast: Share of subjects with wholly random contrast.
        hindbrain: Share with cerebellum and brainstem left in.
        unstripped: Share left with skull and skin, of those whose label map has them.
        loose_mask: Share whose mask leaves a shell of other tissue around the brain.
        closed_sulci: Share in which sulci lose CSF to the cortex on their banks.
        jitter: Spread of contrasts around those of the age.
        contrast: Factor on all differences to the intensity of cortex.
        working: The grid to simulate on, as networks see subjects; None: 1 mm.
        deformation: How far anatomies are bent.
        scanner: How images are degraded.
    """

    age: AgeBand = AgeBand.MIXED
    any_contrast: float = 0.12
    hindbrain: float = 0.35
    unstripped: float = 0.06
    loose_mask: float = 0.15
    closed_sulci: float = 0.4
    jitter: float = 1.0
    contrast: float = 0.9
    working: PreprocessSpec | None = None
    deformation: DeformationRange = field(default_factory=DeformationRange)
    scanner: ScannerRange = field(default_factory=ScannerRange)


@dataclass(frozen=True, eq=False, slots=True)
class SimulatedSubject:
    """Images and truth on one isotropic RAS grid.

    Attributes:
        anatomy: Name of the label map it came from.
        months: Age whose contrast it has; NaN for a random contrast.
        spacing_mm: Of the grid.
        t1: `(I, J, K)` float32, 0 outside the mask.
        t2: The same for T2.
        tissue: `(I, J, K)` uint8 class indices.
    """

    anatomy: str
    months: float
    spacing_mm: float
    t1: NDArray[np.float32]
    t2: NDArray[np.float32]
    tissue: NDArray[np.uint8]


def simulate(anatomy: Anatomy, recipe: Recipe, rng: np.random.Generator) -> SimulatedSubject:
    """Return a random subject of that anatomy; the same generator state gives the same subject."""
    months = draw_months(recipe.age, rng)
    target_ml = float(np.interp(months, _MONTHS, _BRAIN_ML)) * float(np.exp(rng.normal(0, 0.14)))
    # Label maps of odd sizes are not blown up without bound.
    scale = float(np.clip((target_ml / anatomy.brain_ml) ** (1 / 3), 0.25, 4.0))
    spacing = _working_mm(recipe, target_ml, rng)
    unstripped = anatomy.has_head and rng.random() < recipe.unstripped
    structures = anatomy.structures
    if not unstripped:
        structures = cropped(without_head(structures))
    structures = deform(structures, anatomy.spacing_mm, scale, recipe.deformation, rng, out_mm=spacing)
    if not unstripped:
        structures = _restyled(structures, months, spacing, recipe, rng)
    if rng.random() < recipe.any_contrast:
        contrast, months = draw_any_contrast(rng), float("nan")
    else:
        contrast = draw_contrast(months, recipe.contrast, recipe.jitter, rng)
    t1, t2 = paint(structures, contrast, spacing, recipe.scanner, rng)
    tissue = TISSUE_OF[structures]
    if not unstripped:
        edge = _mask_edge(structures > 0, rng)
        t1, t2 = t1 * edge, t2 * edge
    return SimulatedSubject(anatomy.name, months, spacing, t1, t2, tissue)


def _working_mm(recipe: Recipe, brain_ml: float, rng: np.random.Generator) -> float:
    """Return the spacing at which a network would see a brain of that size, or one within its tolerance."""
    if recipe.working is None:
        return 1.0
    tolerance = recipe.working.spacing_tolerance
    return recipe.working.spacing_for(brain_ml) * float(np.exp(rng.uniform(-tolerance, tolerance)))


def _restyled(
    structures: NDArray[np.uint8], months: float, spacing: float, recipe: Recipe, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Return the structures with hindbrain, CSF rim and mask as some study might have them."""
    if rng.random() >= recipe.hindbrain:
        structures = without_hindbrain(structures)
    structures = cropped(structures, 8)
    width = float(rng.uniform(2.0, 5.0)) / spacing
    # Newborns have more CSF around the brain than later; some masks follow the cortex closely.
    reach = float(rng.uniform(0.1, 0.38)) if months < 4 else float(rng.uniform(0.16, 0.40))
    structures = with_rim(structures, width, reach)
    if rng.random() < recipe.closed_sulci:
        where = smooth_field(structures.shape, 25.0, rng) > rng.uniform(-2.0, 1.2)
        structures = with_narrow_sulci(structures, where, 1 + int(rng.random() < 0.25))
    if rng.random() < recipe.loose_mask:
        shell = ndimage.binary_dilation(structures > 0, iterations=int(rng.integers(1, 4)))
        structures = np.where(shell & (structures == 0), np.uint8(rng.choice(OUTSIDE)), structures)
    return cropped(structures, 4)


def _mask_edge(mask: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return the factor that masking leaves: 0 outside; half of the time it falls off within a voxel.

    Images that were masked first and resampled later are darker along the edge of the mask.
    """
    sharp = mask.astype(np.float32)
    if rng.random() < 0.5:
        return sharp
    soft = ndimage.gaussian_filter(sharp, float(rng.uniform(0.4, 0.8)), truncate=2.0)
    return np.where(mask, np.minimum(soft * np.float32(1.25), np.float32(1)), np.float32(0))
