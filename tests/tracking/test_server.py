"""A real MLflow server: it gets everything, though it goes away half-way; and the pages that we serve."""

import secrets
import socket
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from isegcore.errors import IsegError
from isegcore.monitor import Cancelled
from isegcore.tracking.history import find_runs, find_versions, read_run
from isegcore.tracking.mlflow_tracker import MlflowTracker
from isegcore.tracking.tracker import Experiment, RunStatus, Unsent
from isegcore.tracking.ui import served_store
from tests.helpers.fakes import RecordingMonitor

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def assert_is_for_this_machine_alone(address: str, processes: set[int]) -> None:
    port = int(address.removeprefix("http://127.0.0.1:"))
    with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 - http, as checked
        assert b"MLflow" in page.read()
    sockets = [c for pid in processes for c in psutil.Process(pid).net_connections()]
    assert {tuple(s.laddr) for s in sockets if s.status == psutil.CONN_LISTEN} == {("127.0.0.1", port)}


def test_a_server_that_goes_away_half_way_gets_everything_when_it_is_back(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database, port = f"sqlite:///{(tmp_path / 'server.db').as_posix()}", free_port()
    model = tmp_path / "model.keras"
    model.write_bytes(b"weights")
    before = children()
    with served_store(port, uri=database) as address:
        assert_is_for_this_machine_alone(address, children() - before)
        run = MlflowTracker(address).start(Experiment.SEGMENTATION, "half-way", secrets.token_hex(8))
        run.log_params({"batch": 2})
        run.log_metrics({"loss": 1.0}, step=1)
        while not (found := find_runs(uri=address)) or not found[0].metrics:
            time.sleep(0.1)
    assert children() <= before
    with pytest.raises(IsegError, match="cannot be reached"):
        find_runs(uri=address)
    started = time.monotonic()
    run.log_metrics({"loss": 0.5}, step=2)
    run.log_bytes(b"png", "previews/epoch-0002.png")
    run.register(model)
    assert time.monotonic() - started < 0.1  # the training goes on
    time.sleep(1)
    with served_store(port, uri=database):
        run.log_metrics({"loss": 0.25}, step=3)
        assert run.finish(RunStatus.FINISHED) == Unsent()
        assert capfd.readouterr().out == ""  # which may be a stream of JSON
        detail = read_run(find_runs(uri=address)[0].id, uri=address)
        assert detail.summary.status is RunStatus.FINISHED
        assert detail.curves["loss"] == ((1, 1.0), (2, 0.5), (3, 0.25))
        assert {"previews/epoch-0002.png", "model/data/model.keras"} <= set(detail.artifacts)
        assert [(v.number, v.is_champion) for v in find_versions(uri=address)] == [("1", True)]


def test_starting_the_pages_can_be_cancelled(store: str) -> None:
    before = children()
    with pytest.raises(Cancelled), served_store(uri=store, monitor=RecordingMonitor(cancel_at="Starting")):
        pass
    assert children() <= before


def test_a_port_that_is_taken_is_a_sentence(store: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(IsegError, match="cannot listen"),
        served_store(taken.getsockname()[1], uri=store),
    ):
        pass


def test_a_store_that_is_a_server_has_pages_of_its_own() -> None:
    before = children()
    with served_store(uri="https://user:secret@host:5000") as address:
        assert address == "https://host:5000"
        assert children() <= before
