"""What a model expects of its input: stored in its card, followed in training and in use."""

from __future__ import annotations

import math
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

from isegcore.data.subject import Modality

FINEST_SHARE = 0.6
"""The finest working resolution, as a share of the coarsest: what is smaller than a newborn stays small."""


class Plane(StrEnum):
    """The slices that a 2D network sees."""

    SAGITTAL = "sagittal"
    CORONAL = "coronal"
    AXIAL = "axial"

    @property
    def axis(self) -> int:
        """Return the axis of an array in RAS order that steps from slice to slice."""
        return list(Plane).index(self)


class Scaling(StrEnum):
    """How intensities become numbers for a network.

    `MINMAX` and `ZSCORE` look at the whole image, `BRAIN` at the brain, which it clips at 0.5 % and 99.5 %.
    """

    MINMAX = "minmax"
    ZSCORE = "zscore"
    BRAIN = "brain"


class PreprocessSpec(BaseModel):
    """How a subject becomes the `(I, J, K, V)` float32 array in RAS order that a network sees.

    A 3D network sees it whole or in tiles, a 2D one slice by slice; the two axes of a slice keep their order.

    Attributes:
        modalities: Image channels, in order. One that the subject lacks is a channel of zeros.
        spacing_mm: Isotropic working resolution; the coarsest one if `brain_voxels` is given.
        brain_voxels: If given, the resolution follows the size of the brain, so that brains of all ages fill
            about this many voxels: a newborn's thin cortex is seen as finely as an adult's. None:
            `spacing_mm` for everyone.
        spacing_tolerance: Relative difference up to which an input keeps its own spacing.
        coordinates: Whether three channels follow with each voxel's place in the brain's box along
            R, A and S, from -1 to 1.
        margin_mm: Border kept around the brain's box.
        scaling: How intensities are scaled. Outside the brain there are zeros with `BRAIN` alone.
        mirrored: Whether the network sees the first axis run to the left instead, as iSeg-2017's files do.
        least_size: Voxels along R, A and S that the array has at least, where the image is large enough:
            beyond the brain's border, what a network of a fixed size saw around the brain.
        plane: The slices that a 2D network sees; None for a 3D network.
        neighbours: Slices on either side whose image channels a 2D network sees besides: from the lowest to
            the highest, its own in the middle, coordinates after them all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    modalities: tuple[Modality, ...] = (Modality.T1, Modality.T2)
    spacing_mm: float = Field(default=1.0, gt=0)
    brain_voxels: int | None = Field(default=None, ge=1000)
    spacing_tolerance: float = Field(default=0.1, ge=0, lt=1)
    coordinates: bool = True
    margin_mm: float = Field(default=1.0, ge=0)
    least_size: tuple[int, int, int] = (0, 0, 0)
    scaling: Scaling = Scaling.BRAIN
    mirrored: bool = False
    plane: Plane | None = None
    neighbours: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _check_neighbours(self) -> PreprocessSpec:
        if self.neighbours and self.plane is None:
            raise ValueError(f"neighbours must be 0 without a plane, got {self.neighbours}")
        return self

    @property
    def volume_channels(self) -> int:
        """Return V, the channels of the prepared volume."""
        return len(self.modalities) + (3 if self.coordinates else 0)

    @property
    def channels(self) -> int:
        """Return C, the channels that the network sees at once."""
        return self.volume_channels + 2 * self.neighbours * len(self.modalities)

    def spacing_for(self, brain_ml: float) -> float:
        """Return the working resolution in mm for a brain of that many millilitres, CSF included."""
        if self.brain_voxels is None:
            return self.spacing_mm
        fitting = math.cbrt(brain_ml * 1000 / self.brain_voxels)
        return min(max(fitting, FINEST_SHARE * self.spacing_mm), self.spacing_mm)


TRAINING_SPEC = PreprocessSpec(brain_voxels=1_100_000)
"""What networks trained here expect: an adult's brain at 1 mm, a newborn's at about 0.75 mm."""
