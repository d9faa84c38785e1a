"""The pieces a U-Net is made of, in two or three dimensions."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from isegcore.network.config import Normalisation, UNetConfig

Tensor = Any  # keras.KerasTensor, which Keras leaves untyped

_GROUPS = 8


def convolution(x: Tensor, width: int, config: UNetConfig, name: str) -> Tensor:
    """Return convolution 3 (x3 x3), normalisation and leaky ReLU."""
    return activation(_normalised(_convolved(x, width, config, name), config, name), name)


def residual(x: Tensor, config: UNetConfig, name: str) -> Tensor:
    """Return `x` with a convolution of itself added, width unchanged."""
    y = _normalised(_convolved(x, x.shape[-1], config, name), config, name)
    return activation(layers.Add(name=f"{name}_add")([x, y]), name)


def activation(x: Tensor, name: str) -> Tensor:
    """Return the leaky ReLU of `x`."""
    return layers.LeakyReLU(0.1, name=f"{name}_act")(x)


def pooled(x: Tensor, config: UNetConfig, name: str) -> Tensor:
    """Return `x` at half the resolution."""
    layer = layers.MaxPooling2D if config.dims == 2 else layers.MaxPooling3D
    return layer(2, name=name)(x)


def enlarged(x: Tensor, width: int, config: UNetConfig, name: str) -> Tensor:
    """Return `x` at twice the resolution with `width` channels (transposed convolution 2)."""
    layer = layers.Conv2DTranspose if config.dims == 2 else layers.Conv3DTranspose
    return layer(width, 2, strides=2, kernel_initializer="he_normal", name=name)(x)


def head(x: Tensor, config: UNetConfig) -> Tensor:
    """Return class probabilities, float32."""
    layer = layers.Conv2D if config.dims == 2 else layers.Conv3D
    logits = layer(config.classes, 1, name="logits")(x)
    return layers.Softmax(dtype="float32", name="probabilities")(logits)


def _convolved(x: Tensor, width: int, config: UNetConfig, name: str) -> Tensor:
    layer = layers.Conv2D if config.dims == 2 else layers.Conv3D
    plain = config.normalisation is Normalisation.NONE
    return layer(
        width, 3, padding="same", use_bias=plain, kernel_initializer=keras.initializers.HeNormal(), name=name
    )(x)


def _normalised(x: Tensor, config: UNetConfig, name: str) -> Tensor:
    match config.normalisation:
        case Normalisation.NONE:
            return x
        case Normalisation.BATCH:
            return layers.BatchNormalization(name=f"{name}_norm")(x)
        case Normalisation.GROUP:
            return layers.GroupNormalization(min(_GROUPS, x.shape[-1]), name=f"{name}_norm")(x)
