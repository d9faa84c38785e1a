"""Keras networks as others make them: no card, layers of any name; imports Keras."""

from __future__ import annotations

from typing import Any

from keras import Input, Model, layers


def foreign_unet(size: tuple[int | None, ...] = (None, None), activation: str | None = "softmax") -> Model:
    """Return a small U-Net for T1 + T2: two poolings, batch norm, transposed convolutions, concatenation."""
    conv, up, pool = (
        (layers.Conv2D, layers.Conv2DTranspose, layers.MaxPooling2D)
        if len(size) == 2
        else (layers.Conv3D, layers.Conv3DTranspose, layers.MaxPooling3D)
    )

    def block(x: Any, width: int) -> Any:
        return layers.Activation("relu")(layers.BatchNormalization()(conv(width, 3, padding="same")(x)))

    x = image = Input((*size, 2))
    skips = []
    for width in (16, 8):
        x = block(x, width)
        skips.append(x)
        x = pool(2)(x)
    x = layers.Dropout(0.5)(block(x, 8))
    for width, skip in zip((8, 16), reversed(skips), strict=True):
        x = block(layers.Concatenate()([up(width, 2, strides=2)(x), skip]), width)
    return Model(image, conv(4, 1, activation=activation)(x))
