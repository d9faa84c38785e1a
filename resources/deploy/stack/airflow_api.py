"""What is asked of Airflow through its REST API, as its user: run a DAG, and see what became of the tasks."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from resources.deploy.stack.place import Place
from resources.deploy.stack.service import StackError

_ENDED = ("success", "failed")
_POLL_S = 1.0
_TRIES = 60  # while the API server is away


@dataclass(frozen=True)
class Task:
    """A task of a run, or one of the copies of a mapped task.

    Attributes:
        name: Of the task.
        subject: Of a copy, what it is for; empty otherwise.
        state: Airflow's word for how it stands.
        tries: How often it was started.
        queued, started, ended: When; None if it has not come to that.
    """

    name: str
    subject: str
    state: str
    tries: int
    queued: datetime | None
    started: datetime | None
    ended: datetime | None


class AirflowApi:
    """Signed in to an Airflow."""

    def __init__(self, place: Place) -> None:
        self._url = place.url("airflow")
        who = {"username": place.values["AIRFLOW_USER"], "password": place.secret("AIRFLOW_USER_PASSWORD")}
        self._headers = {"Content-Type": "application/json"}
        token = self._call("POST", "/auth/token", who)["access_token"]
        self._headers["Authorization"] = f"Bearer {token}"

    def wait_for_dag(self, dag: str, seconds: float = 120.0) -> None:
        """Wait until a DAG has been read, and turn it on.

        Raises:
            StackError: If it is not read in time; what is wrong with the files is told.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self._call("PATCH", f"/api/v2/dags/{dag}", {"is_paused": False})
                return
            except urllib.error.HTTPError as error:
                if error.code != 404:
                    raise
            time.sleep(_POLL_S)
        raise StackError(f"{dag} was not read: {self._call('GET', '/api/v2/importErrors')}")

    def trigger(self, dag: str, parameters: Mapping[str, Any]) -> str:
        """Start a run and return its id."""
        asked = {"logical_date": None, "conf": dict(parameters)}
        return str(self._call("POST", f"/api/v2/dags/{dag}/dagRuns", asked)["dag_run_id"])

    def runs(self, dag: str) -> Mapping[str, str]:
        """Return the states of a DAG's runs by their ids."""
        found = self._call("GET", f"/api/v2/dags/{dag}/dagRuns")["dag_runs"]
        return {run["dag_run_id"]: run["state"] for run in found}

    def wait(self, dag: str, run: str, seconds: float = 600.0) -> str:
        """Wait for a run and return how it ended.

        Raises:
            StackError: If it does not end in time.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = self._call("GET", f"/api/v2/dags/{dag}/dagRuns/{run}")["state"]
            if state in _ENDED:
                return str(state)
            time.sleep(_POLL_S)
        raise StackError(f"{dag} has not ended: {[(t.name, t.state) for t in self.tasks(dag, run)]}")

    def tasks(self, dag: str, run: str) -> Sequence[Task]:
        """Return the tasks of a run."""
        found = self._call("GET", f"/api/v2/dags/{dag}/dagRuns/{run}/taskInstances?limit=1000")
        return [
            Task(
                name=one["task_id"],
                subject=(one["rendered_map_index"] or "") if one["map_index"] >= 0 else "",
                state=one["state"] or "none",
                tries=one["try_number"],
                queued=_time(one["queued_when"]),
                started=_time(one["start_date"]),
                ended=_time(one["end_date"]),
            )
            for one in found["task_instances"]
        ]

    def _call(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(  # noqa: S310 - http, 127.0.0.1
            self._url + path, data=data, headers=self._headers, method=method
        )
        for _ in range(_TRIES):
            try:
                with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
                    return json.load(reply)
            except urllib.error.HTTPError as error:
                if error.code < 500:  # the database may be away for a while
                    raise
            except OSError:
                pass
            time.sleep(_POLL_S)
        raise StackError(f"Airflow does not answer: {method} {path}")


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
