"""Runs as `iseg runs list --curves --json` prints them."""

from __future__ import annotations

from typing import Any


def recorded(
    name: str,
    *,
    dice: float | None = None,
    version: str | None = None,
    champion: bool = False,
    experiment: str = "iSeg-4Class-Segmentation",
    status: str = "FINISHED",
) -> dict[str, Any]:
    """Return one run; with `dice` it has two epochs, of which the second reached that."""
    value: dict[str, Any] = {
        "id": name.encode().hex().ljust(32, "0"),
        "experiment": experiment,
        "name": name,
        "status": status,
        "started": "2026-11-24T20:00:00+00:00",
        "seconds": 754.0,
        "params": {"batch": "2", "network.dims": "3"},
        "metrics": {},
        "version": version,
        "champion": champion,
    }
    if dice is not None:
        value["metrics"] = {"val_dice": dice, "val_dice_CSF": dice, "loss": 0.5}
        value["curves"] = {"val_dice": [[1, dice / 2], [2, dice]], "loss": [[1, 1.0], [2, 0.5]]}
    return value
