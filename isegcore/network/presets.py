"""The networks that a user can choose by name. Free of Keras, like the configs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from isegcore.network.config import Activation, Merge, Normalisation, UNetConfig


@dataclass(frozen=True, slots=True)
class Preset:
    """A network with a name.

    Attributes:
        title: What it is, one line for a help text or a list.
        network: Its configuration.
        file_name: What the trained model is called unless the user says otherwise.
    """

    title: str
    network: UNetConfig
    file_name: str


DEFAULT_PRESET = "unet3d"
_WIDE = (32, 64, 128, 192, 256)  # slices are cheap: twice the features of a volume's network

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "unet3d": Preset(
            "3D, the network of the model that comes with the program", UNetConfig(), "unet3d.keras"
        ),
        "unet25d": Preset(
            "2.5D: axial slices, each with two neighbours on either side",
            UNetConfig(dims=2, inputs=13, neighbours=2, widths=_WIDE, normalisation=Normalisation.BATCH),
            "unet25d.keras",
        ),
        "unet2d": Preset(
            "2D: axial slices, with coordinates",
            UNetConfig(dims=2, inputs=5, widths=_WIDE, normalisation=Normalisation.BATCH),
            "unet2d.keras",
        ),
        "plain2d": Preset(
            "2D as in the first paper, axial slices of 144x192: the earlier pipeline's",
            UNetConfig(
                dims=2,
                inputs=2,
                size=(144, 192),
                widths=(16, 32, 64, 128, 256),
                top_convolutions=2,
                decoder_convolutions=2,
                residual=False,
                merge=Merge.CONCAT,
                normalisation=Normalisation.BATCH,
                activation=Activation.RELU,
                dropout=0.5,
            ),
            "unet_stage1_4class.keras",
        ),
    }
)
