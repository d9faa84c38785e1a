"""Anatomies: label maps translated into structures, ready to be deformed and given contrast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from isegcore.errors import LabelValueError
from isegcore.labels import ISEG, guess_scheme
from isegcore.simulation.deformation import enlarge
from isegcore.simulation.structures import DEEP_GREY, FROM_ASEG, FROM_BRAINPARC, HINDBRAIN, OUTSIDE, Structure

_TISSUE_VALUES = {0, 1, 2, 3, *ISEG.values}


@dataclass(frozen=True, eq=False, slots=True)
class Anatomy:
    """One person's structures.

    Attributes:
        name: Which person; simulated subjects of one name share an anatomy.
        structures: `(I, J, K)` uint8 of `Structure`, RAS, cropped to what is not background.
        spacing_mm: Voxel size along R, A and S.
        has_head: Whether skull and skin are labelled too.
    """

    name: str
    structures: NDArray[np.uint8]
    spacing_mm: tuple[float, float, float]
    has_head: bool

    @property
    def brain_ml(self) -> float:
        """Return the volume of the brain with its CSF, in millilitres, hindbrain not counted."""
        brain = (self.structures > 0) & ~np.isin(self.structures, (*OUTSIDE, *HINDBRAIN))
        return float(np.count_nonzero(brain) * np.prod(self.spacing_mm) / 1000)


def anatomy_from_values(
    name: str,
    values: NDArray[np.integer],
    spacing_mm: tuple[float, float, float],
) -> Anatomy:
    """Return the anatomy of a label map, its kind told from the values it holds.

    Args:
        name: Which person this is.
        values: `(I, J, K)` integers, RAS: tissues (0-3 or 0/10/150/250), FreeSurfer aseg ids, or
            BrainParc's 0..106 regions.
        spacing_mm: Voxel size along R, A and S.

    Raises:
        LabelValueError: If the values are none of these.
    """
    present = np.unique(values)
    if present.min() < 0 or present.max() >= FROM_ASEG.size:
        raise LabelValueError(
            f"A label map must hold tissue, FreeSurfer aseg or BrainParc values, got {present.max()}.",
            hint="Use a tissue map with 0-3 or 0/10/150/250, or FreeSurfer's aseg.mgz saved as NIfTI.",
        )
    kinds = set(present.tolist())
    if kinds <= _TISSUE_VALUES:
        structures = _from_tissues(guess_scheme(present).to_indices(values))
    elif present.size > 60 and present.max() < FROM_BRAINPARC.size:
        structures = FROM_BRAINPARC[values]
    else:
        structures = FROM_ASEG[values]
    structures = cropped(structures)
    return Anatomy(name, structures, spacing_mm, bool(np.isin(structures, OUTSIDE).any()))


def cropped(structures: NDArray[np.uint8], border: int = 0) -> NDArray[np.uint8]:
    """Return the box of what is not background, with `border` voxels of background around it."""
    boxes = ndimage.find_objects((structures > 0).view(np.uint8))
    if not boxes:
        raise LabelValueError("The label map is empty: it holds background alone.")
    return np.pad(structures[boxes[0]], border)


def _from_tissues(tissue: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return structures guessed from tissues alone: what lies deep is deep grey, or a ventricle."""
    depth = ndimage.distance_transform_edt(tissue > 0) / max(1.0, tissue.shape[0] / 2)
    deep = depth > 0.40
    table = np.array([0, Structure.SULCAL_CSF, Structure.CORTEX, Structure.WHITE_MATTER], np.uint8)
    structures = table[tissue]
    structures[deep & (tissue == 1)] = Structure.VENTRICLE
    structures[deep & (tissue == 2)] = Structure.THALAMUS
    return structures


def without_head(structures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the structures without skull, skin and what else lies outside the brain."""
    return np.where(np.isin(structures, OUTSIDE), np.uint8(0), structures)


def without_hindbrain(structures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the structures of the cerebrum alone, as iSeg has them: no brainstem, no cerebellum.

    CSF goes where it is nearer to the hindbrain than to the cerebrum, or hangs on nothing; skull and skin go
    too.
    """
    structures = without_head(structures)
    hind = np.isin(structures, HINDBRAIN)
    fore = (structures > 0) & ~hind
    csf = np.isin(structures, (Structure.SULCAL_CSF, Structure.VENTRICLE))  # the fourth ventricle goes too
    fore &= ~csf
    lost = csf & (_soft(hind) > _soft(fore))
    cerebrum = np.where(hind | lost, np.uint8(0), structures)
    pieces, _ = ndimage.label(cerebrum)
    largest = 1 + np.argmax(np.bincount(pieces.reshape(-1))[1:]) if pieces.any() else 1
    return np.where(pieces == largest, cerebrum, np.uint8(0))


def with_rim(structures: NDArray[np.uint8], width: float, reach: float) -> NDArray[np.uint8]:
    """Return the structures with the brain's outline redrawn: wide CSF around it, or next to none.

    The outline is a level of the blurred brain tissue, so it spans sulci as a stripping mask does.

    Args:
        structures: `(I, J, K)` uint8, isotropic, without head.
        width: Blur of the brain tissue, in voxels.
        reach: Level of the outline, 0 to 1: low is loose, high is tight.
    """
    brain = (structures > 0) & (structures != Structure.SULCAL_CSF)
    inside = (ndimage.gaussian_filter(brain.astype(np.float32), width, truncate=2.5) > reach) | brain
    out = np.where(inside & (structures == 0), np.uint8(Structure.SULCAL_CSF), structures)
    return np.where(inside, out, np.uint8(0))


def with_narrow_sulci(
    structures: NDArray[np.uint8], where: NDArray[np.bool_], width: int
) -> NDArray[np.uint8]:
    """Return the structures with cortex grown into the sulcal CSF.

    In infants the banks of a sulcus often touch, so no CSF shows where two layers of cortex meet; label maps
    of adults, and those drawn by programs, have an open sulcus everywhere.

    Args:
        structures: `(I, J, K)` uint8, isotropic.
        where: `(I, J, K)` bool: regions in which it happens.
        width: Voxels to grow.
    """
    grown = ndimage.binary_dilation(structures == Structure.CORTEX, iterations=width) & where
    return np.where(grown & (structures == Structure.SULCAL_CSF), np.uint8(Structure.CORTEX), structures)


def deep_grey_nearness(structures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return how much deep grey is near, `(I, J, K)` float32, 0 to 1: high in the internal capsule."""
    return _soft(np.isin(structures, DEEP_GREY), 4.0)


def _soft(mask: NDArray[np.bool_], sigma: float = 5.0) -> NDArray[np.float32]:
    """Return the mask blurred by `sigma` voxels, computed on every second voxel."""
    half = mask[::2, ::2, ::2].astype(np.float32)
    return enlarge(ndimage.gaussian_filter(half, sigma / 2, truncate=2.5), mask.shape)
