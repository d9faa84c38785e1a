"""Looks every week whether new subjects have drifted from what the model knows; trains again if so.

    measure_drift > retrain | no_drift

`iseg drift` holds the intensities and volumes of the new subjects against the profile in the model's card.
Training needs labelled subjects: they are taken from the folder `training_data`, which must hold some like
the new ones for it to help. Paused until someone turns it on.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import DAG, Param
from iseg_task import IsegOperator

_HOME = os.environ.get("ISEG_HOME", "/srv/iseg")


def drift_arguments(params: Mapping[str, Any], subject: str | None) -> list[str]:
    """Return the arguments that measure drift."""
    return ["drift", params["new_data"], "--model", params["model"], "--events", "jsonl"]


with DAG(
    "iseg_retrain_on_drift",
    description="Train again when new subjects are no longer like those that the model knows.",
    schedule="@weekly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    render_template_as_native_obj=True,  # what is triggered wants numbers where these are
    is_paused_upon_creation=True,
    tags=["iseg"],
    doc_md=__doc__,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=1), "execution_timeout": timedelta(hours=6)},
    params={
        "new_data": Param(f"{_HOME}/new", type="string", minLength=1, description="Folder: new subjects."),
        "model": Param(
            "iseg-infant",
            type="string",
            minLength=1,
            description="A model's name, its file, or models:/iSeg4ClassUNet@champion.",
        ),
        "training_data": Param(f"{_HOME}/data", type="string", minLength=1, description="Labelled subjects."),
        "models": Param(f"{_HOME}/models", type="string", minLength=1, description="Folder of the model."),
        "outputs": Param(f"{_HOME}/outputs", type="string", minLength=1, description="For the results."),
        "epochs": Param(50, type="integer", minimum=1, maximum=10_000),
        "batch_size": Param(2, type="integer", minimum=1, maximum=256),
    },
) as dag:
    measure_drift = IsegOperator(
        task_id="measure_drift",
        arguments_of=drift_arguments,
        branch=lambda result: "retrain" if result["drift"] else "no_drift",
    )
    retrain = TriggerDagRunOperator(
        task_id="retrain",
        trigger_dag_id="iseg_brain_segmentation_pipeline",
        conf={
            "data": "{{ params.training_data }}",
            "models": "{{ params.models }}",
            "outputs": "{{ params.outputs }}",
            "epochs": "{{ params.epochs }}",
            "batch_size": "{{ params.batch_size }}",
            "train": "always",
        },
    )
    measure_drift >> [retrain, EmptyOperator(task_id="no_drift")]
