"""What is recorded of a segmentation. No names of people, files or folders."""

from __future__ import annotations

import math
import secrets
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.metrics.evaluate import TissueScore
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.report.sheet import make_sheet
from isegcore.tracking.tracker import Experiment, RunStatus, RunTracker, Unsent


def log_segmentation(
    tracker: RunTracker,
    subject: Subject,
    segmentation: Segmentation,
    prediction: Path,
    scores: Sequence[TissueScore] = (),
    monitor: Monitor = NULL_MONITOR,
) -> Unsent:
    """Record a segmentation, wait until it is sent, and return what could not be.

    Args:
        tracker: Keeps the record.
        subject: What was segmented; its id is not recorded.
        segmentation: The result.
        prediction: The label image that was written, `.nii` or `.nii.gz`.
        scores: Comparison with a reference, if there was one.
        monitor: Hears of the sending, and may end it.
    """
    made = segmentation.provenance
    run = tracker.start(Experiment.INFERENCE, made.model, secrets.token_hex(16))
    run.log_params(
        {
            "model": made.model,
            "model_sha256": made.model_sha256,
            "device": made.device,
            "modalities": "_".join(subject.images),
            "shape": "x".join(map(str, subject.grid.shape)),
            **made.options,
        }
    )
    run.log_tags(made.versions)
    run.log_metrics(
        {
            "inference_time_sec": sum(made.seconds.values()),
            **{f"{stage}_sec": seconds for stage, seconds in made.seconds.items()},
            **{f"volume_ml_{tissue}": ml for tissue, ml in made.volumes_ml.items()},
            **_dice(scores),
        }
    )
    suffix = ".nii.gz" if prediction.name.endswith(".gz") else ".nii"
    run.log_file(prediction, f"prediction{suffix}")
    run.log_bytes(make_sheet(subject, segmentation), "slices.png")
    return run.finish(RunStatus.FINISHED, monitor=monitor)


def _dice(scores: Sequence[TissueScore]) -> dict[str, float]:
    """Return Dice of each tissue, and their mean."""
    found = {f"dice_{score.tissue}": score.dice for score in scores if not math.isnan(score.dice)}
    return {**found, "dice": fmean(found.values())} if found else {}
