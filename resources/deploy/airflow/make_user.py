"""Makes Airflow's user from ISEG_AIRFLOW_USER and ISEG_AIRFLOW_PASSWORD, unless there is one of that name.

Airflow's own command takes the password as an argument, which every user of the machine can read.
"""

import os
import sys

from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

name = os.environ["ISEG_AIRFLOW_USER"]
with get_application_builder() as builder:
    manager = builder.sm
    if manager.find_user(name) is None:
        role = manager.find_role("Admin")
        password = os.environ["ISEG_AIRFLOW_PASSWORD"]
        if not manager.add_user(name, "iSeg", "Operator", f"{name}@localhost", role, password):
            sys.exit("The user could not be made.")
