"""What a network's first batch norm remembers of the images that it was trained on."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.bundle import ModelBundle

if TYPE_CHECKING:
    import h5py

_WEIGHTS = "model.weights.h5"


@dataclass(frozen=True, eq=False, slots=True)
class FirstLayer:
    """A convolution of the input, and what came out of it in training.

    Attributes:
        kernel: `(U, V[, W], C, F)` weights.
        bias: `(F,)`, or a single zero.
        mean: `(F,)` moving mean of what came out.
        variance: `(F,)` its moving variance.
    """

    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]
    mean: NDArray[np.float32]
    variance: NDArray[np.float32]


def read_first_layer(bundle: ModelBundle) -> FirstLayer | None:
    """Return the first layer of a network whose first convolution batch norm follows at once.

    Keras writes weights under the kind of their layer, the first of a kind without a number. None if the
    network starts otherwise, or its weights cannot be read: then they cannot be run either, which is told
    when they are.
    """
    dims = 3 if bundle.card.preprocessing.plane is None else 2
    try:
        import h5py  # noqa: PLC0415 - a tenth of a second that few models need

        with zipfile.ZipFile(bundle.path) as archive:
            content = io.BytesIO(archive.read(_WEIGHTS))
        with h5py.File(content) as file:
            convolved = _values(file, f"conv{dims}d")
            *_, mean, variance = _values(file, "batch_normalization")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None
    kernel, bias = convolved[0], convolved[1] if len(convolved) > 1 else np.zeros(1, np.float32)
    fits = kernel.shape[-2:] == (bundle.card.preprocessing.channels, len(mean))
    usable = fits and bool(np.isfinite(mean).all()) and bool((variance > 0).all())
    return FirstLayer(kernel, bias, mean, variance) if usable else None


def _values(file: h5py.File, layer: str) -> list[NDArray[np.float32]]:
    group = file[f"layers/{layer}/vars"]
    return [np.asarray(group[name], np.float32) for name in sorted(group)]
