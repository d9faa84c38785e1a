"""A tracker that remembers what it is given."""

from collections.abc import Mapping
from pathlib import Path

from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.tracking.tracker import Experiment, Run, RunStatus, Unsent, Value


class RecordingRun:
    """Keeps in memory what is recorded; sends nothing, and says that `unsent` was not sent."""

    def __init__(self, unsent: Unsent) -> None:
        self.params: dict[str, Value] = {}
        self.tags: dict[str, str] = {}
        self.metrics: list[tuple[int, dict[str, float]]] = []
        self.files: dict[str, bytes] = {}
        self.registered: list[Path] = []
        self.finished: tuple[RunStatus, float | None] | None = None
        self._unsent = unsent

    def log_params(self, params: Mapping[str, Value]) -> None:
        self.params |= params

    def log_tags(self, tags: Mapping[str, str]) -> None:
        self.tags |= tags

    def log_metrics(self, metrics: Mapping[str, float], *, step: int = 0, time_ms: int | None = None) -> None:
        self.metrics.append((step, dict(metrics)))

    def log_data(self, name: str, sha256: str) -> None:
        self.params |= {"data_sha256": sha256}

    def log_bytes(self, content: bytes, path: str) -> None:
        self.files[path] = content

    def log_file(self, file: Path, path: str) -> None:
        self.files[path] = file.read_bytes()

    def register(self, model: Path) -> None:
        self.registered.append(model)

    def finish(
        self, status: RunStatus, *, limit_s: float | None = None, monitor: Monitor = NULL_MONITOR
    ) -> Unsent:
        self.finished = (status, limit_s)
        return self._unsent


class RecordingTracker:
    """Starts one run, which is there to be looked at."""

    def __init__(self, unsent: Unsent | None = None) -> None:
        self.run = RecordingRun(unsent or Unsent())
        self.key = ""

    def start(self, experiment: Experiment, name: str, key: str) -> Run:
        self.key = key
        return self.run
