"""Airflow's processes, configured as in the containers: by airflow.cfg, the rest by the environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from resources.deploy.stack.place import Place
from resources.deploy.stack.service import Service, answers, run

_AIRFLOW = Path(__file__).parents[1] / "airflow"
CELERY = "CeleryExecutor"
LOCAL = "LocalExecutor"


def airflow_environment(place: Place, programs: Path, executor: str, iseg: Path) -> dict[str, str]:
    """Return what Airflow's processes see: as in compose.yaml, with the addresses of this machine."""
    database = f"airflow:{place.secret('AIRFLOW_DB_PASSWORD')}@127.0.0.1:{place.port('postgres')}/airflow"
    return {
        **place.environment,
        "PATH": f"{programs}:{place.environment['PATH']}",
        "AIRFLOW_HOME": str(place.folder("airflow")),
        "AIRFLOW_CONFIG": str(_AIRFLOW / "airflow.cfg"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(_AIRFLOW / "dags"),
        "AIRFLOW__CORE__EXECUTOR": executor,
        "AIRFLOW__CORE__FERNET_KEY": place.secret("AIRFLOW_FERNET_KEY"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{place.url('airflow')}/execution/",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{database}",
        "AIRFLOW__API__PORT": str(place.port("airflow")),
        "AIRFLOW__API__BASE_URL": place.url("airflow"),
        "AIRFLOW__API__SECRET_KEY": place.secret("AIRFLOW_SECRET_KEY"),
        "AIRFLOW__API_AUTH__JWT_SECRET": place.secret("AIRFLOW_JWT_SECRET"),
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(place.port("scheduler")),
        "AIRFLOW__CELERY__BROKER_URL": f"redis://:{place.secret('REDIS_PASSWORD')}@127.0.0.1:{place.port('redis')}/0",
        "AIRFLOW__CELERY__RESULT_BACKEND": f"db+postgresql+psycopg2://{database}",
        "MLFLOW_TRACKING_URI": place.url("mlflow"),
        "ISEG_COMMAND": str(iseg),
        "ISEG_HOME": str(place.root),
    }


def migrate(place: Place, programs: Path, environment: Mapping[str, str]) -> None:
    """Bring the database up to date, and make the pools and the user if they are not there."""
    airflow, log = str(programs / "airflow"), place.logs / "airflow-init.log"
    run([airflow, "db", "migrate"], environment, log)
    run([airflow, "pools", "import", str(_AIRFLOW / "pools.json")], environment, log)
    # The password comes from the environment: a command line is for all to read.
    secret = {
        "ISEG_AIRFLOW_USER": place.values["AIRFLOW_USER"],
        "ISEG_AIRFLOW_PASSWORD": place.secret("AIRFLOW_USER_PASSWORD"),
    }
    run([str(programs / "python"), str(_AIRFLOW / "make_user.py")], {**environment, **secret}, log)


def make_airflow(
    place: Place, programs: Path, environment: Mapping[str, str], workers: int
) -> Sequence[Service]:
    """Return Airflow's services.

    Args:
        place: Where they live.
        programs: Airflow's environment.
        environment: What they see.
        workers: Celery's; 0 where the scheduler runs the tasks itself.
    """

    def service(name: str, *arguments: str, healthy: Callable[[], bool] = lambda: True) -> Service:
        command = [str(programs / "airflow"), *arguments]
        return Service(name, command, environment, place.logs, healthy)

    # Logs lie in one folder that all see: no process has to serve them to the others.
    scheduler = f"http://127.0.0.1:{place.port('scheduler')}/health"
    return [
        service(
            "api-server",
            "api-server",
            healthy=lambda: answers(f"{place.url('airflow')}/api/v2/monitor/health"),
        ),
        service("scheduler", "scheduler", "--skip-serve-logs", healthy=lambda: answers(scheduler)),
        service("dag-processor", "dag-processor"),
        service("triggerer", "triggerer", "--skip-serve-logs"),
        *(
            service(
                f"worker-{n}", "celery", "worker", "--skip-serve-logs", "--celery-hostname", f"worker-{n}@%h"
            )
            for n in range(1, workers + 1)
        ),
    ]
