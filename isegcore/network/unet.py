"""The U-Net itself."""

from __future__ import annotations

import keras
from keras import layers

from isegcore.network import blocks
from isegcore.network.config import Merge, UNetConfig


def make_unet(config: UNetConfig, name: str = "unet") -> keras.Model:
    """Return an untrained U-Net for inputs of `config.size`, or of any multiple of `config.divisor`.

    Input `(B, I, J[, K], inputs)`, output `(B, I, J[, K], classes)` float32 probabilities.

    Ronneberger et al., U-Net (2015), doi:10.1007/978-3-319-24574-4_28; in 3D: Çiçek et al. (2016),
    doi:10.1007/978-3-319-46723-8_49.
    """
    image = layers.Input((*(config.size or [None] * config.dims), config.inputs), name="image")
    x = image
    skips = []
    last = len(config.widths) - 1
    for level, width in enumerate(config.widths):
        x = blocks.convolution(x, width, config, f"down{level}_a")
        if level > 0 or config.top_convolutions == 2:
            x = blocks.second_convolution(x, config, f"down{level}_b")
        if level < last:
            skips.append(x)
            x = blocks.pooled(x, config, f"pool{level}")
    if config.dropout:
        x = layers.Dropout(config.dropout, name="dropout")(x)
    for level in reversed(range(last)):
        width = config.widths[level]
        x = blocks.enlarged(x, width, config, f"up{level}")
        join = layers.Add if config.merge is Merge.ADD else layers.Concatenate
        x = join(name=f"join{level}")([x, skips[level]])
        x = blocks.convolution(x, width, config, f"up{level}_a")
        if config.decoder_convolutions == 2:
            x = blocks.second_convolution(x, config, f"up{level}_b")
    return keras.Model(image, blocks.head(x, config), name=name)
