"""Looking back: the runs and the registered models in the MLflow store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from isegcore.errors import OptionError
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.tracking.store import is_absent, opened_store, store_uri
from isegcore.tracking.tracker import CHAMPION, MODEL_NAME, Experiment, RunStatus

if TYPE_CHECKING:
    from mlflow import MlflowClient

Curves = Mapping[str, tuple[tuple[int, float], ...]]

_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run as a row of a table.

    Attributes:
        id: MLflow's.
        experiment: Its kind.
        name: Of the model that was trained or used.
        status: How it ended, if it has.
        started: When, in UTC.
        seconds: How long, until now if it has not ended.
        params: What it was told to do.
        metrics: The last value of every number.
    """

    id: str
    experiment: Experiment
    name: str
    status: RunStatus
    started: datetime
    seconds: float
    params: Mapping[str, str]
    metrics: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RunDetail:
    """A run with everything to look at.

    Attributes:
        summary: The row of the table.
        curves: Steps and values of every number that has several, by name.
        artifacts: Names of its files.
    """

    summary: RunSummary
    curves: Curves
    artifacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the registered model.

    Attributes:
        number: "1", "2", ...
        run_id: The run that made it.
        is_champion: Whether it is the one to use.
    """

    number: str
    run_id: str
    is_champion: bool


def find_runs(*, limit: int = 100, uri: str | None = None) -> tuple[RunSummary, ...]:
    """Return the latest runs of both experiments, the newest first.

    Raises:
        IsegError: If the store cannot be reached.
    """
    uri = uri or store_uri()
    if is_absent(uri):
        return ()
    with opened_store(uri) as client:
        kinds = _experiments(client)
        if not kinds:
            return ()
        runs = client.search_runs(list(kinds), max_results=limit, order_by=["attributes.start_time DESC"])
        return tuple(_summary(run, kinds[run.info.experiment_id]) for run in runs)


def read_run(run_id: str, *, uri: str | None = None) -> RunDetail:
    """Return a run by its id, or by the start of it that no other has.

    Raises:
        OptionError: If there is no such run, or several.
        IsegError: If the store cannot be reached.
    """
    uri = uri or store_uri()
    found = [s for s in find_runs(limit=1000, uri=uri) if s.id.startswith(run_id)]
    if len(found) != 1 or len(run_id) < _SHORTEST_ID:
        how_many = "no run" if not found else "more than one run"
        raise OptionError(
            f"There is {how_many} whose id starts with {run_id!r}.", hint="`iseg runs list` shows them."
        )
    summary = found[0]
    with opened_store(uri) as client:
        return RunDetail(summary, _curves(client, summary), tuple(_artifacts(client, summary.id, "")))


def find_curves(
    runs: Sequence[RunSummary], *, uri: str | None = None, monitor: Monitor = NULL_MONITOR
) -> dict[str, Curves]:
    """Return the curves of each run, by its id; see `RunDetail`.

    Raises:
        IsegError: If the store cannot be reached.
        Cancelled: If the monitor says so.
    """
    found = {}
    with opened_store(uri or store_uri()) as client:
        for number, run in enumerate(runs):
            monitor.update("Reading the curves", number, len(runs))
            found[run.id] = _curves(client, run)
    return found


def find_versions(*, uri: str | None = None) -> tuple[Version, ...]:
    """Return the versions of the registered model, the newest first.

    Raises:
        IsegError: If the store cannot be reached.
    """
    uri = uri or store_uri()
    if is_absent(uri):
        return ()
    with opened_store(uri) as client:
        found = client.search_registered_models(f"name = '{MODEL_NAME}'")
        champion = str(found[0].aliases.get(CHAMPION)) if found else ""
        versions = client.search_model_versions(f"name = '{MODEL_NAME}'") if found else []
        return tuple(
            Version(str(v.version), str(v.run_id), str(v.version) == champion)
            for v in sorted(versions, key=lambda v: -int(v.version))
        )


def promote(version: str, *, uri: str | None = None) -> None:
    """Make a version of the registered model the champion.

    Raises:
        OptionError: If there is no such version.
        IsegError: If the store cannot be reached.
    """
    uri = uri or store_uri()
    numbers = [v.number for v in find_versions(uri=uri)]
    if version not in numbers:
        raise OptionError(
            f"There is no version {version!r} of {MODEL_NAME}.",
            hint=f"Versions: {', '.join(numbers) or 'none'}.",
        )
    with opened_store(uri) as client:
        client.set_registered_model_alias(MODEL_NAME, CHAMPION, version)


def _experiments(client: MlflowClient) -> dict[str, Experiment]:
    found = {kind: client.get_experiment_by_name(kind.value) for kind in Experiment}
    return {str(e.experiment_id): kind for kind, e in found.items() if e is not None}


def _summary(run: Any, experiment: Experiment) -> RunSummary:
    started = datetime.fromtimestamp(run.info.start_time / 1000, UTC)
    ended = datetime.fromtimestamp(run.info.end_time / 1000, UTC) if run.info.end_time else datetime.now(UTC)
    known = run.info.status in RunStatus.__members__
    return RunSummary(
        id=run.info.run_id,
        experiment=experiment,
        name=run.info.run_name or "",
        status=RunStatus(run.info.status) if known else RunStatus.RUNNING,
        started=started,
        seconds=(ended - started).total_seconds(),
        params=dict(run.data.params),
        metrics=dict(run.data.metrics),
    )


def _curves(client: MlflowClient, run: RunSummary) -> Curves:
    curves = {name: _curve(client, run.id, name) for name in run.metrics}
    return {name: points for name, points in curves.items() if len(points) > 1}


def _curve(client: MlflowClient, run_id: str, name: str) -> tuple[tuple[int, float], ...]:
    history = client.get_metric_history(run_id, name)
    return tuple((m.step, m.value) for m in sorted(history, key=lambda m: (m.step, m.timestamp)))


def _artifacts(client: MlflowClient, run_id: str, folder: str) -> list[str]:
    names = []
    for item in client.list_artifacts(run_id, folder or None):
        names += _artifacts(client, run_id, item.path) if item.is_dir else [item.path]
    return names
