"""Training on several devices at once, each with its share of every batch."""

from __future__ import annotations

import keras

from isegcore.errors import OptionError


def spread_over_devices(batch: int) -> int:
    """Let networks that are made from now on train on all devices that Keras sees; return how many.

    Keras distributes on JAX alone: with another backend one device trains.

    Args:
        batch: Patches a step; each device gets the same number of them.

    Raises:
        OptionError: If they cannot be shared out evenly.
    """
    if keras.backend.backend() != "jax":
        return 1
    devices = keras.distribution.list_devices()
    if len(devices) == 1:
        return 1
    if batch % len(devices):
        raise OptionError(
            f"The batch must be a multiple of the {len(devices)} devices that train, got {batch}.",
            hint=f"Use --batch {batch + -batch % len(devices)}.",
        )
    keras.distribution.set_distribution(keras.distribution.DataParallel(devices=devices))
    return len(devices)
