"""The pieces a U-Net is made of, in two or three dimensions."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from isegcore.network.config import Activation, Normalisation, UNetConfig

Tensor = Any  # keras.KerasTensor, which Keras leaves untyped

_GROUPS = 8


def convolution(x: Tensor, width: int, config: UNetConfig, name: str) -> Tensor:
    """Return convolution 3 (x3 x3), normalisation and activation."""
    return _activated(_normalised(_convolved(x, width, config, name), config, name), config, name)


def second_convolution(x: Tensor, config: UNetConfig, name: str) -> Tensor:
    """Return `x` convolved once more, width unchanged; added to itself if the config says so."""
    y = _normalised(_convolved(x, x.shape[-1], config, name), config, name)
    if config.residual:
        y = layers.Add(name=f"{name}_add")([x, y])
    return _activated(y, config, name)


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


def _activated(x: Tensor, config: UNetConfig, name: str) -> Tensor:
    if config.activation is Activation.RELU:
        return layers.ReLU(name=f"{name}_act")(x)
    return layers.LeakyReLU(0.1, name=f"{name}_act")(x)


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
