"""What is recorded of a training. No names of people, files or folders: counts and a digest instead."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from isegcore import __version__
from isegcore.bundles.card import Score
from isegcore.monitor import NULL_MONITOR, Cancelled, Monitor
from isegcore.tracking.curves import make_curves
from isegcore.tracking.journal import EpochRecord, Journal, read_journal, write_journal
from isegcore.tracking.numbers import epoch_numbers, recipe_params, score_numbers
from isegcore.tracking.tracker import Experiment, Run, RunStatus, RunTracker, Unsent
from isegcore.training.config import TrainingConfig
from isegcore.training.run_files import CONFIG_FILE

if TYPE_CHECKING:
    from isegcore.training.epoch import Epoch

_CANCELLED_WAIT_S = 1.0  # a cancelled training ends at once; its journal keeps what was not sent


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """What is trained, as far as it may be told.

    Attributes:
        name: The model's name.
        data: Kind of the data ("labelled subjects", "label maps").
        images: How many image files they are.
        sha256: Digest of them.
    """

    name: str
    data: str
    images: int
    sha256: str


class TrainingLog:
    """Records a training as it goes; made by `logged_training`."""

    def __init__(self, run: Run, run_folder: Path, journal: Journal, config: TrainingConfig) -> None:
        self._run, self._folder = run, run_folder
        self._journal, self._config = journal, config

    def start(self, facts: TrainingFacts) -> None:
        """Record what the training was told to do, and the epochs that it had before it was resumed."""
        self._run.log_params(
            {
                **recipe_params(self._config),
                "data": facts.data,
                "data_images": facts.images,
            }
        )
        self._run.log_tags(
            {
                "iseg": __version__,
                "python": platform.python_version(),
                "keras": version("keras"),
                "system": platform.system(),
            }
        )
        self._run.log_data(facts.data, facts.sha256)
        self._run.log_bytes(self._config.model_dump_json(indent=2).encode(), CONFIG_FILE)
        for record in self._journal.epochs:
            self._record(record)

    def epoch(self, epoch: Epoch) -> None:
        """Record an epoch that has just ended.

        Raises:
            OutputError: If the journal cannot be written.
        """
        self._journal = self._journal.with_epoch(epoch)
        write_journal(self._folder, self._journal)
        self._record(self._journal.epochs[-1])

    def preview(self, png: bytes) -> None:
        """Record a picture of a validation subject, made in the epoch that is about to end."""
        number = self._journal.epochs[-1].number + 1 if self._journal.epochs else 1
        self._run.log_bytes(png, f"previews/epoch-{number:04d}.png")

    def result(self, model: Path, scores: Sequence[Score], *, register: bool = True) -> None:
        """Record what the finished model reached, and register it if that is wanted."""
        if scores:
            self._run.log_metrics(score_numbers(scores))
        if register:
            self._run.register(model)

    def _record(self, epoch: EpochRecord) -> None:
        self._run.log_metrics(epoch_numbers(epoch), step=epoch.number, time_ms=epoch.time_ms)

    def finish(self, status: RunStatus, monitor: Monitor) -> Unsent:
        """End the record; return what could not be sent."""
        cancelled = status is RunStatus.KILLED
        if self._journal.epochs:
            self._run.log_metrics({"training_time_sec": self._journal.epochs[-1].seconds})
            if not cancelled:
                self._run.log_bytes(make_curves(self._journal.epochs), "curves.png")
        if cancelled:  # whoever cancels again and again must not lose even that second
            return self._run.finish(status, limit_s=_CANCELLED_WAIT_S)
        return self._run.finish(status, monitor=monitor)


@contextmanager
def logged_training(
    tracker: RunTracker,
    run_folder: Path,
    config: TrainingConfig,
    facts: TrainingFacts,
    *,
    resumed: bool,
    tell: Callable[[str], None],
    monitor: Monitor = NULL_MONITOR,
) -> Iterator[TrainingLog]:
    """Record the training that happens in the block, and how it ends.

    Args:
        tracker: Keeps the record.
        run_folder: Where the checkpoints and the journal are.
        config: The recipe.
        facts: What is trained.
        resumed: Whether the training goes on with the one in `run_folder`.
        tell: Hears a sentence if something could not be sent.
        monitor: Hears of the sending at the end, and may end it.
    """
    journal = read_journal(run_folder) if resumed else Journal()
    log = TrainingLog(
        tracker.start(Experiment.SEGMENTATION, facts.name, journal.key), run_folder, journal, config
    )
    log.start(facts)
    status = RunStatus.FAILED
    try:
        yield log
        status = RunStatus.FINISHED
    except (Cancelled, KeyboardInterrupt):
        status = RunStatus.KILLED
        raise
    finally:
        unsent = log.finish(status, monitor)
        if unsent.what:
            tell(f"{unsent.in_words()} Resuming the run sends them.")
