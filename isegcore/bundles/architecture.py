"""What a network takes and gives, read off its Keras configuration without building it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, Field, JsonValue, ValidationError

from isegcore.errors import ModelError

_MOST_VOXELS = 1024  # along a side
_NETWORKS = frozenset({"Functional", "Sequential", "Model"})
# They leave probabilities, and numbers that are to become them, what they are.
_PASSIVE = frozenset(
    {"Activation", "Identity", "Dropout", "Cropping2D", "Cropping3D", "ZeroPadding2D", "ZeroPadding3D"}
)


@dataclass(frozen=True, slots=True)
class Architecture:
    """The outside of a network.

    Attributes:
        dims: 2 for slices, 3 for volumes.
        size: Sides of its input, where they are fixed.
        channels: Channels of its input, the last axis.
        classes: Channels of its output, likewise.
        divisor: What the sides of its input must be multiples of.
        logits: Whether its output still has to go through a softmax.
    """

    dims: int
    size: tuple[int, ...] | None
    channels: int
    classes: int
    divisor: int
    logits: bool


def read_architecture(config: JsonValue, path: Path) -> Architecture:
    """Return the outside of the network that a `config.json` describes; `path` is what errors name.

    Raises:
        ModelError: If it has more than one input or output, or is nothing that labels the pixels of an image.
    """
    try:
        return _architecture(_Layer.model_validate(config).network)
    except ValidationError as error:
        raise ModelError("The file describes no Keras network.", path=path) from error
    except _OddError as error:
        raise ModelError(
            f"This network cannot be used: {error}.",
            path=path,
            hint="A network must turn one image of T1 and T2 into one of four classes.",
        ) from error


def _architecture(network: _Network) -> Architecture:
    *sides, channels = _input_shape(network)[1:]
    end = _flow(network, _Flow(_whole(channels)))
    if end.coarseness != 1:
        raise _OddError("its output is not as fine as its input")
    size = None if None in sides else tuple(_whole(side) for side in sides)
    divisor = round(end.coarsest)
    if max(size or (divisor,)) > _MOST_VOXELS:
        raise _OddError("its input is larger than any brain")
    return Architecture(
        dims=len(sides),
        size=size,
        channels=_whole(channels),
        classes=end.channels,
        divisor=divisor,
        logits=_ending(network) == "linear",
    )


class _OddError(Exception):
    """Says what about a network is not understood: the middle of a sentence."""


class _Layer(BaseModel):
    """What Keras writes of a layer, or of a network, which can be a layer of another."""

    class_name: str
    config: dict[str, JsonValue]
    inbound_nodes: JsonValue = Field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.config.get("name"))

    @property
    def network(self) -> _Network:
        return _Network.model_validate(self.config)


class _Network(BaseModel):
    layers: list[_Layer] = Field(min_length=1)
    output_layers: JsonValue = None
    build_input_shape: list[int | None] | None = None

    @property
    def is_sequence(self) -> bool:
        return self.output_layers is None

    @property
    def output(self) -> str:
        """Return the name of the layer whose output is the network's."""
        if self.is_sequence:
            return self.layers[-1].name
        names = list(_sources(self.output_layers))
        if len(names) != 1:
            raise _OddError(f"it has {len(names)} outputs")
        return names[0]

    def sources(self) -> dict[str, list[str]]:
        """Return, for each layer, the names of those that feed it."""
        names = [layer.name for layer in self.layers]
        if self.is_sequence:
            return {name: names[place - 1 : place] if place else [] for place, name in enumerate(names)}
        return {layer.name: list(_sources(layer.inbound_nodes)) for layer in self.layers}


@dataclass(frozen=True, slots=True)
class _Flow:
    """What goes from layer to layer.

    Attributes:
        channels: The last axis.
        coarseness: Input voxels that a voxel here stands for, along its longest side.
        coarsest: The largest coarseness on the way here.
    """

    channels: int
    coarseness: float = 1.0
    coarsest: float = 1.0


def _input_shape(network: _Network) -> list[int | None]:
    inputs = [layer for layer in network.layers if layer.class_name == "InputLayer"]
    if len(inputs) > 1:
        raise _OddError(f"it has {len(inputs)} inputs")
    if inputs:
        config = inputs[0].config  # Keras 2 wrote batch_input_shape
        shape = config.get("batch_shape", config.get("batch_input_shape"))
    else:
        shape = list(network.build_input_shape or [])
    if not isinstance(shape, list) or len(shape) not in (4, 5):
        raise _OddError("its input is neither a slice nor a volume")
    sides = [side if isinstance(side, int) else None for side in shape]
    if None in sides[1:-1] and any(sides[1:-1]):
        raise _OddError("its input is of a fixed size along some axes only")
    return sides


def _flow(network: _Network, given: _Flow) -> _Flow:
    """Return what comes out of a network that is given `given`."""
    flows: dict[str, _Flow] = {}
    sources = network.sources()
    waiting = list(network.layers)
    while waiting:
        ready = [layer for layer in waiting if all(source in flows for source in sources[layer.name])]
        if not ready:
            raise _OddError(f"nothing feeds its layer {waiting[0].name}")
        for layer in ready:
            flows[layer.name] = _through(layer, [flows[name] for name in sources[layer.name]] or [given])
        waiting = [layer for layer in waiting if layer.name not in flows]
    if network.output not in flows:
        raise _OddError(f"its layer {network.output} is missing")
    return flows[network.output]


def _through(layer: _Layer, sources: list[_Flow]) -> _Flow:
    config = layer.config
    if config.get("data_format") == "channels_first":
        raise _OddError("its channels come first, not last")
    longest = max(sources, key=lambda flow: flow.coarseness)
    given = replace(longest, coarsest=max(flow.coarsest for flow in sources))
    if layer.class_name in _NETWORKS:
        return _flow(layer.network, given)
    channels = sources[0].channels
    if layer.class_name == "Concatenate":
        channels = sum(flow.channels for flow in sources)
    elif layer.class_name.startswith("DepthwiseConv"):
        channels *= _whole(config.get("depth_multiplier", 1))
    elif "filters" in config or "units" in config:
        channels = _whole(config.get("filters", config.get("units")))
    coarseness = given.coarseness * _shrinking(layer)
    return _Flow(channels, coarseness, max(given.coarsest, coarseness))


def _shrinking(layer: _Layer) -> float:
    """Return by how much a layer shrinks an image along its shortest-cut side; below 1 it enlarges."""
    kind, config = layer.class_name, layer.config
    if "Pooling" in kind and not kind.startswith("Global"):
        return _largest(config.get("strides") or config.get("pool_size"))
    if kind.startswith("UpSampling"):
        return 1 / _largest(config.get("size"))
    if "Conv" in kind:
        strides = _largest(config.get("strides"))
        return 1 / strides if kind.endswith("Transpose") else strides
    return 1.0


def _ending(network: _Network) -> str:
    """Return "softmax" or "linear": how the numbers that come out of a network that flows were made.

    Raises:
        _OddError: If it is neither.
    """
    layers, sources = {layer.name: layer for layer in network.layers}, network.sources()
    layer = layers[network.output]
    while layer.class_name in _PASSIVE and layer.config.get("activation", "linear") == "linear":
        if not sources[layer.name]:
            return "linear"
        layer = layers[sources[layer.name][0]]
    if layer.class_name in _NETWORKS:
        return _ending(layer.network)
    ending = "softmax" if layer.class_name == "Softmax" else layer.config.get("activation", "linear")
    if ending not in ("softmax", "linear"):
        raise _OddError(f"it ends in {ending}, not in a softmax")
    return str(ending)


def _sources(node: JsonValue) -> Iterator[str]:
    """Yield the layers that a piece of configuration refers to, as Keras 3 and Keras 2 write them."""
    if isinstance(node, dict):
        config = node.get("config")
        if node.get("class_name") == "__keras_tensor__" and isinstance(config, dict):
            yield from _sources(config.get("keras_history"))
        else:
            for value in node.values():
                yield from _sources(value)
    elif isinstance(node, list):
        if len(node) >= 3 and isinstance(node[0], str) and isinstance(node[1], int):
            yield node[0]
        else:
            for value in node:
                yield from _sources(value)


def _largest(sizes: JsonValue) -> float:
    if isinstance(sizes, list):
        return max(_largest(size) for size in sizes)
    return float(_whole(sizes))


def _whole(value: JsonValue) -> int:
    if not isinstance(value, int) or value < 1:
        raise _OddError(f"it holds a size of {value}")
    return value
