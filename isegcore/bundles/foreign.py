"""The card of a network that was made elsewhere: what is read off its layers, and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from isegcore.bundles.architecture import Architecture, read_architecture
from isegcore.bundles.card import Card
from isegcore.errors import ModelError
from isegcore.labels import Tissue
from isegcore.preprocessing.spec import Plane, PreprocessSpec, Scaling

_MODALITIES = PreprocessSpec().modalities
_AIR_MM = 16.0  # around the brain, where the network does not say how much it saw
_SCALING = "Scaling: "
_WORDS = {
    Scaling.MINMAX: "minmax, each image from 0 to 1",
    Scaling.ZSCORE: "zscore, each image with mean 0 and standard deviation 1",
    Scaling.BRAIN: "brain, mean 0 and standard deviation 1 within the brain, 0 outside",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the user knows of a network; None is to be assumed.

    Attributes:
        plane: The slices that a 2D network sees.
        scaling: How intensities were scaled.
        classes: What its output channels are.
    """

    plane: Plane | None = None
    scaling: Scaling | None = None
    classes: tuple[Tissue, ...] | None = None


NOTHING_KNOWN = Known()


def infer_card(config: JsonValue, path: Path, known: Known = NOTHING_KNOWN) -> Card:
    """Return a card for the network of a `config.json`, whose limits say what was assumed.

    Raises:
        ModelError: If the network does not turn T1 and T2 into the four classes.
    """
    network = read_architecture(config, path)
    if network.channels != len(_MODALITIES) or network.classes != len(Tissue):
        raise ModelError(
            f"The network's input and output have {network.channels} and {network.classes} channels; "
            f"they must have {len(_MODALITIES)}, T1 and T2, and {len(Tissue)}, one a class.",
            path=path,
            hint="Choose another model file.",
        )
    if network.dims == 3 and known.plane is not None:
        raise ModelError("A 3D network sees no slices, so no plane can be given.", path=path)
    plane = (known.plane or Plane.AXIAL) if network.dims == 2 else None
    spec = PreprocessSpec(
        coordinates=False,
        margin_mm=_AIR_MM if network.size is None else PreprocessSpec().margin_mm,
        least_size=_least_size(network.size, plane),
        plane=plane,
        scaling=known.scaling or Scaling.MINMAX,
        mirrored=True,
    )
    card = Card(
        name=path.stem,
        version="1",
        title=f"Made elsewhere: {_in_words(network)}, T1 + T2",
        description="A Keras network that came without a card. What it expects was read off its layers; "
        "what they do not say was assumed.",
        network={},
        divisor=network.divisor,
        size=network.size,
        preprocessing=spec,
        logits=network.logits,
        class_order=known.classes or tuple(Tissue),
        inferred=True,
        training={},
        limits=_limits(spec, known),
        licence="Not known.",
    )
    return with_scaling(card, spec.scaling, "as given" if known.scaling else "assumed")


def with_scaling(card: Card, scaling: Scaling, reason: str) -> Card:
    """Return an inferred card with a scaling, and the reason for it among its limits."""
    others = (limit for limit in card.limits if not limit.startswith(_SCALING))
    spec = card.preprocessing.model_copy(update={"scaling": scaling})
    sentence = f"{_SCALING}{_WORDS[scaling]}; {reason}."
    return card.model_copy(update={"preprocessing": spec, "limits": (*others, sentence)})


def _least_size(size: tuple[int, ...] | None, plane: Plane | None) -> tuple[int, int, int]:
    """Return the sides of a network's input along R, A and S; 0 across slices."""
    sides = list(size or (0, 0, 0))
    if plane is not None and size is not None:
        sides.insert(plane.axis, 0)
    return sides[0], sides[1], sides[2]


def _limits(spec: PreprocessSpec, known: Known) -> tuple[str, ...]:
    order = ", ".join(tissue.name.lower() for tissue in known.classes or Tissue)
    how = {given: "as given" if given else "assumed" for given in (True, False)}
    limits = [
        "The model was made elsewhere and has no card: how accurate it is, is not known here.",
        "It expects both T1 and T2.",
    ]
    if spec.plane is not None:
        limits.append(f"Plane: {spec.plane.value}; {how[known.plane is not None]}.")
    return (
        *limits,
        f"Classes: {order}; {how[known.classes is not None]}.",
        "Voxels: 1 mm, axes towards left, front and top as in iSeg-2017's files; assumed.",
    )


def _in_words(network: Architecture) -> str:
    if network.size is None:
        return f"{network.dims}D, any size"
    return f"{network.dims}D, {'x'.join(map(str, network.size))}"
