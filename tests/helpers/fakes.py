"""Stand-ins for the seams of the core: a network that thresholds, a monitor that remembers."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from isegcore.monitor import Cancelled, Monitor, Progress


@dataclass
class ThresholdPredictor:
    """Plays the network on `phantoms`: classes from the first channel, which is zero outside the brain.

    `seconds` makes it slow, in small steps that ask the monitor, as the real ones do.
    """

    seconds: float = 0.0
    device: str = "fake"

    def predict(self, patches: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            monitor.update("Network", 0, 1)
            time.sleep(0.02)
        first = patches[..., 0]
        inside = first != 0
        levels = np.sort(np.unique(np.round(first[inside], 2))) if inside.any() else np.zeros(1)
        low, high = levels[0], levels[-1]
        third = (high - low) / 3
        index = np.where(inside, 1 + (first > low + third) + (first > high - third), 0)
        return np.eye(4, dtype=np.float32)[index] * 0.97 + 0.0075


@dataclass
class RecordingMonitor:
    """Remembers every report; cancels at the first one of a stage whose name starts with `cancel_at`."""

    cancel_at: str | None = None
    reports: list[Progress] = field(default_factory=list)

    def update(self, stage: str, done: float, total: float) -> None:
        self.reports.append(Progress(stage, done, total))
        if self.cancel_at is not None and stage.startswith(self.cancel_at):
            raise Cancelled
