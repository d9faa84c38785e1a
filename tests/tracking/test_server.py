"""The pages that we serve; of a server that users have, see `test_everything`."""

import socket
import urllib.request

import psutil
import pytest

from isegcore.errors import IsegError
from isegcore.monitor import Cancelled
from isegcore.tracking.history import find_runs
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


def test_the_pages_are_for_this_machine_alone_and_end(store: str) -> None:
    before = children()
    with served_store(uri=store) as address:
        assert_is_for_this_machine_alone(address, children() - before)
        assert find_runs(uri=address) == find_runs(uri=store)
    assert children() <= before
    with pytest.raises(IsegError, match="cannot be reached"):
        find_runs(uri=address)


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
