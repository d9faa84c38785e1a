"""Keeping records in MLflow: runs, their files, and versions of the registered model.

MLflow is imported by the calls that need it, on whatever thread makes them: it takes seconds, and so does the
first connection to a new database.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.tracking.outbox import Outbox
from isegcore.tracking.store import artifact_folder, connect, is_away, opened_store, store_uri
from isegcore.tracking.tracker import CHAMPION, MODEL_NAME, Experiment, Run, RunStatus, Unsent, Value

if TYPE_CHECKING:
    from mlflow import MlflowClient

KEY_TAG = "iseg.key"
_DIGEST_LENGTH = 36  # the longest that MLflow takes for a data set


def register_model(model: Path, key: str, *, uri: str | None = None) -> str:
    """Make a trained model a version of the registered one, and return its number.

    Args:
        model: A `.keras` file.
        key: Of the training that it came from, on whose record it is kept; see `RunTracker.start`.
        uri: The store; the user's own if not given.

    Raises:
        IsegError: If the store cannot be reached.
    """
    uri = uri or store_uri()
    with opened_store(uri) as client:
        record = _Record(uri, Experiment.SEGMENTATION, model.stem, key)
        version = record.register(model)
        ended_ms = client.get_run(record.run_id).info.end_time or _now_ms()
        client.set_terminated(record.run_id, RunStatus.FINISHED.value, end_time=ended_ms)
        return version


class MlflowTracker:
    """Keeps records in an MLflow store.

    Attributes:
        uri: The store.
    """

    def __init__(self, uri: str | None = None) -> None:
        self.uri = uri or store_uri()

    def start(self, experiment: Experiment, name: str, key: str) -> Run:
        """Return a record at once; see `RunTracker`."""
        return _MlflowRun(_Record(self.uri, experiment, name, key))


class _Record:
    """The run in the store, found or made when first asked for; used on the outbox's thread alone."""

    def __init__(self, uri: str, experiment: Experiment, name: str, key: str) -> None:
        self._uri, self._experiment, self._name, self._key = uri, experiment, name, key
        self._started_ms = _now_ms()

    @cached_property
    def client(self) -> MlflowClient:
        """Return a client of the store."""
        return connect(self._uri)

    @cached_property
    def run_id(self) -> str:
        """Return the run's id."""
        experiment_id = self._experiment_id()
        found = self.client.search_runs([experiment_id], f"tags.`{KEY_TAG}` = '{self._key}'", max_results=1)
        if found:  # resumed, or the answer to an earlier try was lost
            self.client.update_run(found[0].info.run_id, status=RunStatus.RUNNING.value)
            return str(found[0].info.run_id)
        run = self.client.create_run(
            experiment_id, start_time=self._started_ms, tags={KEY_TAG: self._key}, run_name=self._name
        )
        return str(run.info.run_id)

    def upload(self, file: Path, path: str) -> None:
        """Store a copy of a file as `path` within the run."""
        folder, _, name = path.rpartition("/")
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary) / name
            shutil.copyfile(file, copy)
            self.client.log_artifact(self.run_id, str(copy), folder or None)

    def upload_bytes(self, content: bytes, path: str) -> None:
        """Store a file as `path` within the run."""
        with tempfile.TemporaryDirectory() as temporary:
            file = Path(temporary) / "content"
            file.write_bytes(content)
            self.upload(file, path)

    def register(self, model: Path) -> str:
        """Store the model so that `mlflow.keras.load_model` opens it, and make it a version; return which."""
        with tempfile.TemporaryDirectory() as temporary:
            _write_mlflow_model(Path(temporary), model, self.run_id)
            self.client.log_artifacts(self.run_id, temporary, "model")
        if not self.client.search_registered_models(f"name = '{MODEL_NAME}'"):
            self.client.create_registered_model(MODEL_NAME)
        version = self._version()
        if CHAMPION not in self.client.get_registered_model(MODEL_NAME).aliases:
            self.client.set_registered_model_alias(MODEL_NAME, CHAMPION, version)
        return version

    def _version(self) -> str:
        """Return the version that this run made, making it unless an earlier try did."""
        mine = f"name = '{MODEL_NAME}' and run_id = '{self.run_id}'"
        made = self.client.search_model_versions(mine)
        if made:
            return str(made[0].version)
        source = f"{self.client.get_run(self.run_id).info.artifact_uri}/model"
        return str(self.client.create_model_version(MODEL_NAME, source, run_id=self.run_id).version)

    def _experiment_id(self) -> str:
        found = self.client.get_experiment_by_name(self._experiment.value)
        if found is None:
            folder = artifact_folder(self._uri)
            location = folder.as_uri() if folder is not None else None
            return str(self.client.create_experiment(self._experiment.value, location))
        if found.lifecycle_stage == "deleted":
            self.client.restore_experiment(found.experiment_id)
        return str(found.experiment_id)


class _MlflowRun:
    """Puts what it is given into an outbox; see `Run`."""

    def __init__(self, record: _Record) -> None:
        self._record = record
        self._outbox = Outbox(is_away)

    def log_params(self, params: Mapping[str, Value]) -> None:
        """Record parameters; see `Run`."""
        self._batch("parameters", lambda e: {"params": [e.Param(k, str(v)) for k, v in params.items()]})

    def log_tags(self, tags: Mapping[str, str]) -> None:
        """Record tags; see `Run`."""
        self._batch("tags", lambda e: {"tags": [e.RunTag(k, v) for k, v in tags.items()]})

    def log_metrics(self, metrics: Mapping[str, float], *, step: int = 0, time_ms: int | None = None) -> None:
        """Record numbers; see `Run`."""
        when = time_ms if time_ms is not None else _now_ms()
        what = f"numbers of step {step}" if step else ", ".join(metrics)
        self._batch(
            what, lambda e: {"metrics": [e.Metric(name, v, when, step) for name, v in metrics.items()]}
        )

    def log_data(self, name: str, sha256: str) -> None:
        """Record a digest of the data; see `Run`."""

        def send() -> None:
            client = self._record.client  # first: it sets MLflow up before anything of it is imported
            from mlflow.entities import Dataset, DatasetInput  # noqa: PLC0415 - seconds

            data = Dataset(name=name, digest=sha256[:_DIGEST_LENGTH], source_type="local", source="{}")
            client.log_inputs(self._record.run_id, [DatasetInput(data)])

        self.log_params({"data_sha256": sha256})
        self._outbox.put("digest of the data", send)

    def log_bytes(self, content: bytes, path: str) -> None:
        """Record a file by its content; see `Run`."""
        self._outbox.put(path, lambda: self._record.upload_bytes(content, path))

    def log_file(self, file: Path, path: str) -> None:
        """Record a copy of a file; see `Run`."""
        self._outbox.put(path, lambda: self._record.upload(file, path))

    def register(self, model: Path) -> None:
        """Record and register a model; see `Run`."""
        self._outbox.put("the model", lambda: self._record.register(model))

    def finish(
        self, status: RunStatus, *, limit_s: float | None = None, monitor: Monitor = NULL_MONITOR
    ) -> Unsent:
        """End the record; see `Run`."""
        record, ended_ms = self._record, _now_ms()
        self._outbox.put(
            "how it ended",
            lambda: record.client.set_terminated(record.run_id, status.value, end_time=ended_ms),
        )
        return self._outbox.close(limit_s, monitor)

    def _batch(self, what: str, make: Callable[[Any], dict[str, Any]]) -> None:
        """Queue what `make` builds from MLflow's entities."""

        def send() -> None:
            client = self._record.client  # first, as in log_data
            from mlflow import entities  # noqa: PLC0415 - seconds

            client.log_batch(self._record.run_id, **make(entities))

        self._outbox.put(what, send)


def _now_ms() -> int:
    return int(time.time() * 1000)


def _write_mlflow_model(folder: Path, model: Path, run_id: str) -> None:
    """Write the `.keras` file as a model of MLflow's Keras flavour, without loading it."""
    from mlflow.models import Model  # noqa: PLC0415 - seconds

    data = folder / "data"
    data.mkdir()
    shutil.copyfile(model, data / "model.keras")
    (data / "keras_module.txt").write_text("keras", encoding="utf-8")
    description = Model(artifact_path="model", run_id=run_id)
    description.add_flavor("keras", data="data", keras_version=version("keras"), save_exported_model=False)
    description.save(folder / "MLmodel")
