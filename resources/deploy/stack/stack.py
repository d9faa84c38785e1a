"""All services of a stack, in the order in which they need each other."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from resources.deploy.stack.airflow_services import CELERY, LOCAL, airflow_environment, make_airflow, migrate
from resources.deploy.stack.installation import installed
from resources.deploy.stack.mlflow_server import make_mlflow
from resources.deploy.stack.place import Place
from resources.deploy.stack.postgres import make_postgres
from resources.deploy.stack.redis import make_redis
from resources.deploy.stack.service import Service

_ISEG = Path(sys.executable).parent / "iseg"
_KEEP_S = 3.0
_PATIENCE_S = 60.0


@dataclass(frozen=True)
class Stack:
    """Services that run.

    Attributes:
        place: Where they live.
        services: In the order they were started.
    """

    place: Place
    services: Sequence[Service]

    def __getitem__(self, name: str) -> Service:
        """Return a service by its name."""
        return next(service for service in self.services if service.name == name)


@contextlib.contextmanager
def running_stack(place: Place, *, workers: int = 0, iseg: Path = _ISEG) -> Iterator[Stack]:
    """Start PostgreSQL, MLflow and Airflow; end them all when the block ends.

    Args:
        place: Where they live.
        workers: Celery's workers, with Redis as their queue; 0 for Airflow's LocalExecutor.
        iseg: The program that tasks call.

    Raises:
        StackError: If one does not start.
    """
    mlflow, airflow = installed("mlflow", place), installed("airflow", place)
    environment = airflow_environment(place, airflow, CELERY if workers else LOCAL, iseg)
    with contextlib.ExitStack() as started:

        def start(services: Sequence[Service]) -> Sequence[Service]:
            for service in services:
                started.callback(service.stop)
                service.start()
            started.callback(_ask_to_stop, services)
            for service in services:
                service.wait()
            return services

        stores = start([make_postgres(place), *([make_redis(place)] if workers else [])])
        tracking = make_mlflow(place, mlflow)
        started.callback(tracking.stop)
        tracking.start()  # it makes its tables while Airflow makes its own
        migrate(place, airflow, environment)
        tracking.wait()
        services = [*stores, tracking, *start(make_airflow(place, airflow, environment, workers))]
        started.enter_context(_kept_up(services))
        yield Stack(place, services)


@contextlib.contextmanager
def _kept_up(services: Sequence[Service]) -> Iterator[None]:
    """Start again what ends unasked, or does not answer for long, while the block runs.

    Airflow's processes end when the database goes away, and count on this; the scheduler may get stuck.
    """
    over = threading.Event()
    well_at = dict.fromkeys((service.name for service in services), time.monotonic())

    def keep() -> None:
        while not over.wait(_KEEP_S):
            for service in services:
                if not service.wanted or (service.running and service.healthy()):
                    well_at[service.name] = time.monotonic()
                elif not service.running:
                    service.start()
                elif time.monotonic() - well_at[service.name] > _PATIENCE_S:
                    service.stop()
                    service.start()
                    well_at[service.name] = time.monotonic()

    keeper = threading.Thread(target=keep, name="keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _ask_to_stop(services: Sequence[Service]) -> None:
    """Ask all of them before the first is waited for."""
    for service in services:
        service.ask_to_stop()
