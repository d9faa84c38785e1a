"""What a model expects of its input: stored in its card, followed in training and in use."""

from __future__ import annotations

import math

from pydantic import BaseModel, ConfigDict, Field

from isegcore.data.subject import Modality

FINEST_SHARE = 0.6
"""The finest working resolution, as a share of the coarsest: what is smaller than a newborn stays small."""


class PreprocessSpec(BaseModel):
    """How a subject becomes the `(I, J, K, C)` float32 array in RAS order that a network sees.

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
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    modalities: tuple[Modality, ...] = (Modality.T1, Modality.T2)
    spacing_mm: float = Field(default=1.0, gt=0)
    brain_voxels: int | None = Field(default=None, ge=1000)
    spacing_tolerance: float = Field(default=0.1, ge=0, lt=1)
    coordinates: bool = True
    margin_mm: float = Field(default=1.0, ge=0)

    def spacing_for(self, brain_ml: float) -> float:
        """Return the working resolution in mm for a brain of that many millilitres, CSF included."""
        if self.brain_voxels is None:
            return self.spacing_mm
        fitting = math.cbrt(brain_ml * 1000 / self.brain_voxels)
        return min(max(fitting, FINEST_SHARE * self.spacing_mm), self.spacing_mm)

    @property
    def channels(self) -> int:
        """Return C, the number of input channels."""
        return len(self.modalities) + (3 if self.coordinates else 0)


TRAINING_SPEC = PreprocessSpec(brain_voxels=1_100_000)
"""What networks trained here expect: an adult's brain at 1 mm, a newborn's at about 0.75 mm."""
