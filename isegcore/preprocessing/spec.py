"""What a model expects of its input: stored in its card, followed in training and in use."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from isegcore.data.subject import Modality


class PreprocessSpec(BaseModel):
    """How a subject becomes the `(I, J, K, C)` float32 array in RAS order that a network sees.

    Attributes:
        modalities: Image channels, in order. One that the subject lacks is a channel of zeros.
        spacing_mm: Isotropic working resolution.
        spacing_tolerance: Relative difference up to which an input keeps its own spacing.
        coordinates: Whether three channels follow with each voxel's place in the brain's box along
            R, A and S, from -1 to 1.
        margin_mm: Border kept around the brain's box.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    modalities: tuple[Modality, ...] = (Modality.T1, Modality.T2)
    spacing_mm: float = Field(default=1.0, gt=0)
    spacing_tolerance: float = Field(default=0.1, ge=0, lt=1)
    coordinates: bool = True
    margin_mm: float = Field(default=1.0, ge=0)

    @property
    def channels(self) -> int:
        """Return C, the number of input channels."""
        return len(self.modalities) + (3 if self.coordinates else 0)
