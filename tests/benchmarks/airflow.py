"""What Airflow itself costs: the pipeline with an `iseg` that does nothing, on many subjects.

    .venv/bin/python -m tests.benchmarks.airflow [--subjects 40] [--workers 2]

Prints the seconds that pass for each mapped subject, and those for which it holds one of the pool's slots.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from resources.deploy.stack.airflow_api import AirflowApi
from resources.deploy.stack.check import DAG, run_pipeline, temporary_place
from resources.deploy.stack.stack import running_stack


def write_idle_iseg(file: Path, subjects: int) -> Path:
    """Write a program that answers every stage at once, as `iseg` would."""
    result = {"subjects": [f"subject-{n}" for n in range(1, subjects + 1)], "train": False}
    line = json.dumps({"event": "result", "result": result})
    file.write_text(f"#!/bin/sh\necho '{line}'\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subjects", type=int, default=40)
    parser.add_argument("--workers", type=int, default=0, help="Celery's workers; 0: Airflow's LocalExecutor")
    given = parser.parse_args()
    with temporary_place() as place:
        iseg = write_idle_iseg(place.root / "iseg", given.subjects)
        with running_stack(place, workers=given.workers, iseg=iseg):
            api = AirflowApi(place)
            api.wait_for_dag(DAG)
            run_pipeline(api, {}, branch="skip_train")  # the first run warms caches
            tasks = [t for t in run_pipeline(api, {}, branch="skip_train") if t.name == "inference"]
    queued = min(t.queued for t in tasks if t.queued)
    ended = max(t.ended for t in tasks if t.ended)
    wall = (ended - queued).total_seconds() / len(tasks)
    held = sum((t.ended - t.started).total_seconds() for t in tasks if t.ended and t.started) / len(tasks)
    print(f"{len(tasks)} subjects, 2 at once, {given.workers or 'no'} Celery workers")
    print(f"{wall:.2f} s of wall-clock time a subject; a task runs for {held:.2f} s")


if __name__ == "__main__":
    main()
