"""The MLflow server: runs and registry in PostgreSQL, artifacts in a folder that only the server touches."""

from __future__ import annotations

from pathlib import Path

from resources.deploy.stack.place import Place
from resources.deploy.stack.service import Service, answers

SETTINGS = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}


def make_mlflow(place: Place, programs: Path) -> Service:
    """Return the service; clients reach artifacts through it, so that they need no access to the folder."""
    password, port = place.secret("MLFLOW_DB_PASSWORD"), place.port("postgres")
    # In the environment, since a command line is for all to read.
    store = f"postgresql+psycopg2://mlflow:{password}@127.0.0.1:{port}/mlflow"
    arguments = ["--host", "127.0.0.1", "--port", str(place.port("mlflow")), "--workers", "2"]
    artifacts = place.folder("mlflow/artifacts").as_uri()
    return Service(
        name="mlflow",
        command=[
            *(str(programs / "mlflow"), "server", *arguments),
            *("--serve-artifacts", "--artifacts-destination", artifacts),
        ],
        environment={
            **place.environment,
            "PATH": f"{programs}:{place.environment['PATH']}",
            "MLFLOW_BACKEND_STORE_URI": store,
            **SETTINGS,
        },
        logs=place.logs,
        healthy=lambda: answers(f"{place.url('mlflow')}/health"),
    )
