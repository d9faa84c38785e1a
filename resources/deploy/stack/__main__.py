"""Starts the stack and keeps it until Ctrl-C: `python -m resources.deploy.stack FOLDER [--workers N]`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from resources.deploy.stack.place import open_place
from resources.deploy.stack.service import StackError
from resources.deploy.stack.stack import running_stack


def main() -> None:
    """Read the command line, start everything, and wait."""
    parser = argparse.ArgumentParser(prog="python -m resources.deploy.stack", description=__doc__)
    parser.add_argument("folder", type=Path, help="where databases, environments, secrets and logs are kept")
    parser.add_argument("--workers", type=int, default=0, help="Celery's workers; 0: Airflow's LocalExecutor")
    given = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        place = open_place(given.folder)
        with running_stack(place, workers=given.workers):
            sys.stdout.write(
                f"Airflow  {place.url('airflow')}  sign in as {place.values['AIRFLOW_USER']}, "
                f"password in {place.root / '.env'}\nMLflow   {place.url('mlflow')}\nCtrl-C ends both.\n"
            )
            sys.stdout.flush()
            stopped.wait()
    except StackError as error:
        sys.exit(str(error))


main()
