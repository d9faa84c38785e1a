"""The card inside a model file: what the model expects, what made it, how good it is, where it fails.

Does not load networks; see `bundle`.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

from isegcore.bundles.calibration import Calibration
from isegcore.bundles.profile import Profile
from isegcore.labels import Tissue
from isegcore.preprocessing.spec import PreprocessSpec


class Score(BaseModel):
    """Dice of one tissue over the subjects of one evaluation set, each scored as a whole volume.

    Attributes:
        data: What was segmented, in words ("simulated isointense, anatomy never trained on").
        modalities: Images given to the model ("T1+T2", "T1", "T2").
        tissue: "CSF", "GM" or "WM".
        mean: Mean Dice over the subjects, 0 to 1.
        sd: Standard deviation over the subjects.
        subjects: How many there were.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: str
    modalities: str
    tissue: str
    mean: float = Field(ge=0, le=1)
    sd: float = Field(ge=0)
    subjects: int = Field(ge=1)


class Card(BaseModel):
    """Everything that must be known of a model without loading it.

    Attributes:
        name: Identifier, the file's stem.
        version: Version of these weights.
        title: One line for a list of models.
        description: What it is for, in a few sentences.
        network: Configuration that the network was built from.
        divisor: Sizes of the network's input must be multiples of this.
        size: Its sides in voxels, where the network takes no other.
        preprocessing: What the network's input is.
        logits: Whether the network's output still has to go through a softmax.
        class_order: What its output channels are.
        both_ways: Whether it is asked about the subject and its mirror image, and the mean is taken: better
            for a network that was trained on mirrored images too, at twice the network's time.
        inferred: Whether the network was made elsewhere, so that this card says what was read off it and
            assumed; each result repeats its limits.
        training: Data, recipe, duration: enough to make it again.
        scores: What it reached, and on what.
        limits: Where it must not be trusted, one sentence each.
        licence: Licence of the weights and of the data they were made from.
        temperature: Divisor of the logits that calibrates the probabilities; 1 leaves them alone.
        calibration: How far the probabilities can be taken at their word; None if that was not found out.
        profile: What usual subjects look like, to warn of others; None if that was not found out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    name: str
    version: str
    title: str
    description: str
    network: dict[str, JsonValue]
    divisor: int = Field(ge=1)
    size: tuple[int, ...] | None = None
    preprocessing: PreprocessSpec
    logits: bool = False
    class_order: tuple[Tissue, ...] = tuple(Tissue)
    both_ways: bool = False
    inferred: bool = False
    training: dict[str, JsonValue]
    scores: tuple[Score, ...] = ()
    limits: tuple[str, ...] = ()
    licence: str
    temperature: float = Field(default=1.0, gt=0)
    calibration: Calibration | None = None
    profile: Profile | None = None

    @field_validator("class_order")
    @classmethod
    def _check_order(cls, order: tuple[Tissue, ...]) -> tuple[Tissue, ...]:
        if sorted(order) != list(Tissue):
            raise ValueError(f"class_order must hold each of the {len(Tissue)} classes once")
        return order


def reliability_in_words(card: Card) -> str:
    """Return what a card says of how far the model's probabilities can be believed, some lines."""
    found = card.calibration
    if found is None:
        return "Not calibrated: confidence is the network's own, and no Dice can be expected of a result."
    errors = [f"{name} {line.error:.3f}" for name, line in found.dice.items() if line.error is not None]
    lines = [
        f"Calibrated on {found.data}:",
        f"  temperature {card.temperature:.3f}",
        f"  expected calibration error {found.error_before:.4f} before, {found.error_after:.4f} after "
        "(15 bins, voxels inside the brain)",
    ]
    lines += [f"  expected Dice is off by {', '.join(errors)} on average"] if errors else []
    return "\n".join(lines)
