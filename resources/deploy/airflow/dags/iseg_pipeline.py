"""The pipeline on Airflow: the stages of `iseg pipeline` as tasks, one for each subject where they segment.

    validate_data > check_model > decide_train > train_model | skip_train > train_done
        > inference (each subject) > visualize_predictions > generate_report, all_subjects_done

The state of a run lies in files under its outputs folder, which all workers must see; a task that is run
again does only what is missing. One run at a time, since two may be given one folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, Param, TriggerRule
from iseg_task import IsegOperator

GPU_POOL = "iseg_gpu"
"""One slot, so that two trainings never share a GPU."""
INFERENCE_POOL = os.environ.get("ISEG_INFERENCE_POOL", "iseg_inference")
"""As many slots as subjects may be segmented at once; `iseg_gpu` where a GPU does it."""

_HOME = os.environ.get("ISEG_HOME", "/srv/iseg")

PARAMS = {
    "data": Param(f"{_HOME}/data", type="string", minLength=1, description="Folder with the subjects."),
    "models": Param(f"{_HOME}/models", type="string", minLength=1, description="Folder of the model."),
    "outputs": Param(f"{_HOME}/outputs", type="string", minLength=1, description="Folder for the results."),
    "subjects": Param(
        None, type=["null", "string"], description="Which ones, by number or name: 1,2,sub-03. Empty: all."
    ),
    "train": Param(
        "auto", enum=["auto", "always", "never"], description="auto: if there is no model that can be used."
    ),
    "epochs": Param(50, type="integer", minimum=1, maximum=10_000, description="Of a training."),
    "batch_size": Param(2, type="integer", minimum=1, maximum=256, description="Patches a training step."),
    "track": Param(
        False,
        type="boolean",
        description="Record each result in MLflow, with label image and slices: patient data.",
    ),
}


def stage(name: str, **options: Any) -> IsegOperator:
    """Return the task of a stage, named like it."""
    return IsegOperator(task_id=name, **arguments_of_stage(name), **options)


def arguments_of_stage(name: str) -> dict[str, Any]:
    """Return the option of the operator that makes it call a stage."""

    def arguments(params: Mapping[str, Any], subject: str | None) -> list[str]:
        words = ["pipeline", params["data"], "--output", params["outputs"], "--models", params["models"]]
        words += ["--train", params["train"], "--epochs", str(params["epochs"])]
        words += ["--batch", str(params["batch_size"]), "--stage", name, "--events", "jsonl"]
        chosen = subject or params["subjects"]
        words += ["--subjects", chosen] if chosen else []
        return [*words, "--track"] if params["track"] else words

    return {"arguments_of": arguments}


with DAG(
    "iseg_brain_segmentation_pipeline",
    description="Validate, train if need be, segment each subject, draw, report.",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    params=PARAMS,
    tags=["iseg"],
    doc_md=__doc__,
    default_args={
        "retries": 2,
        "retry_delay": timedelta(seconds=30),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(minutes=10),
        "execution_timeout": timedelta(hours=1),
    },
) as dag:
    validate_data = stage("validate_data", returns=lambda result: result["subjects"])
    check_model = stage("check_model")
    decide_train = stage(
        "decide_train", branch=lambda result: "train_model" if result["train"] else "skip_train"
    )
    train_model = stage(
        "train_model", pool=GPU_POOL, gpu=True, retries=1, execution_timeout=timedelta(hours=24)
    )
    skip_train = EmptyOperator(task_id="skip_train")
    train_done = EmptyOperator(task_id="train_done", trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    inference = IsegOperator.partial(
        task_id="inference",
        **arguments_of_stage("inference"),
        pool=INFERENCE_POOL,
        execution_timeout=timedelta(minutes=30),
        map_index_template="{{ task.subject }}",
    ).expand(subject=validate_data.output)
    visualize_predictions = stage("visualize_predictions", trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    generate_report = stage("generate_report", trigger_rule=TriggerRule.ALL_DONE)

    validate_data >> check_model >> decide_train >> [train_model, skip_train] >> train_done
    train_done >> inference >> visualize_predictions >> generate_report
    # The report is written whatever happens; this is what makes a run fail in which a subject did.
    [inference, visualize_predictions] >> EmptyOperator(
        task_id="all_subjects_done", trigger_rule=TriggerRule.NONE_FAILED
    )
