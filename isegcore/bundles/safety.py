"""Which model files may be loaded: those made of known Keras layers, and of nothing that runs code.

Keras rebuilds a network by importing what its configuration names. Keras' own safe mode refuses some of
that; here nothing is accepted but what an image segmentation network is made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import JsonValue

from isegcore.errors import ModelError

# Convolutional networks for images, whoever made them; none of these reads a file or runs a function.
_LAYERS = frozenset(
    """
    InputLayer Conv2D Conv3D Conv2DTranspose Conv3DTranspose SeparableConv2D DepthwiseConv2D
    MaxPooling2D MaxPooling3D AveragePooling2D AveragePooling3D UpSampling2D UpSampling3D
    GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling2D GlobalMaxPooling3D Dense
    Concatenate Add Subtract Multiply Average Maximum Minimum
    Activation ReLU LeakyReLU PReLU ELU Softmax
    BatchNormalization LayerNormalization GroupNormalization UnitNormalization Normalization
    Dropout SpatialDropout2D SpatialDropout3D AlphaDropout GaussianNoise GaussianDropout
    RandomFlip RandomRotation RandomZoom RandomTranslation RandomContrast RandomBrightness
    ZeroPadding2D ZeroPadding3D Cropping2D Cropping3D Reshape Permute Flatten Rescaling Identity
    """.split()  # noqa: SIM905 - a list of fifty strings is harder to read
)
# What `a + b` and `keras.ops` leave in a network.
_OPERATIONS = frozenset(
    "Add Subtract Multiply Maximum Minimum Concatenate Relu LeakyRelu Elu Gelu Silu Sigmoid Softmax".split()  # noqa: SIM905
)
_MODELS = frozenset({"Functional", "Sequential", "Model"})
_POLICIES = frozenset({"DTypePolicy", "FloatDTypePolicy"})
_VALUES = frozenset({"__keras_tensor__", "__numpy__", "__tuple__"})

# By module, what may be named there; None stands for all of it: numbers and settings, whose classes compute
# and do not load.
_HARMLESS: dict[str | None, frozenset[str] | None] = {
    None: _VALUES,
    "keras": _MODELS | _POLICIES,
    "keras.models": _MODELS,
    "keras.src.models.functional": _MODELS,
    "keras.src.models.sequential": _MODELS,
    "keras.layers": _LAYERS,
    "keras.src.ops.numpy": _OPERATIONS,
    "keras.src.ops.nn": _OPERATIONS,
    "keras.initializers": None,
    "keras.regularizers": None,
    "keras.constraints": None,
}


def refuse_code(config: JsonValue, path: Path) -> None:
    """Check a network's configuration, the `config.json` of a `.keras` file.

    How it was compiled for training is left out: it is never loaded.

    Raises:
        ModelError: If it holds anything that is not known to be harmless.
    """
    if not isinstance(config, dict) or not isinstance(config.get("config"), dict):
        raise ModelError("The file describes no Keras network.", path=path, hint="Choose another model file.")
    network = {key: value for key, value in config.items() if key != "compile_config"}
    for node in _objects(network):
        if not _is_harmless(node):
            raise ModelError(
                f"The model carries code, or a layer unknown here ({node.get('class_name')}).",
                path=path,
                hint="Export it again from standard Keras layers.",
            )


def _is_harmless(node: dict[str, JsonValue]) -> bool:
    name, module, registered = (node.get(key) for key in ("class_name", "module", "registered_name"))
    if not isinstance(name, str) or registered not in (None, name):
        return False
    if not isinstance(module, str | None) or module not in _HARMLESS:
        return False
    allowed = _HARMLESS[module]
    return allowed is None or name in allowed


def _objects(config: JsonValue) -> Iterator[dict[str, JsonValue]]:
    """Yield everything that Keras would rebuild by name, wherever it hides."""
    stack = [config]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if "class_name" in node:
                yield node
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
