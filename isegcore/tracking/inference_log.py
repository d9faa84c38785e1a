"""What is recorded of a segmentation. No names of people, files or folders."""

from __future__ import annotations

import math
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from isegcore.data.provenance import Provenance
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
    return log_result(
        tracker,
        segmentation.provenance,
        {"modalities": "_".join(subject.images), "shape": "x".join(map(str, subject.grid.shape))},
        prediction,
        make_sheet(subject, segmentation),
        {score.tissue: score.dice for score in scores},
        monitor,
    )


def log_result(
    tracker: RunTracker,
    made: Provenance,
    image: Mapping[str, str],
    prediction: Path,
    slices: bytes,
    dice: Mapping[str, float],
    monitor: Monitor = NULL_MONITOR,
) -> Unsent:
    """Record a result that has been written, wait until it is sent, and return what could not be.

    Args:
        tracker: Keeps the record.
        made: How the result came about.
        image: What else is to be known of what was segmented.
        prediction: The label image, `.nii` or `.nii.gz`.
        slices: PNG.
        dice: By tissue, where there was a reference; NaN where it has no value.
        monitor: Hears of the sending, and may end it.
    """
    run = tracker.start(Experiment.INFERENCE, made.model, secrets.token_hex(16))
    run.log_params(
        {
            "model": made.model,
            "model_sha256": made.model_sha256,
            "device": made.device,
            **image,
            **made.options,
        }
    )
    run.log_tags(made.versions)
    run.log_metrics(
        {
            "inference_time_sec": sum(made.seconds.values()),
            **{f"{stage}_sec": seconds for stage, seconds in made.seconds.items()},
            **{f"volume_ml_{tissue}": ml for tissue, ml in made.volumes_ml.items()},
            **_dice(dice),
        }
    )
    suffix = ".nii.gz" if prediction.name.endswith(".gz") else ".nii"
    run.log_file(prediction, f"prediction{suffix}")
    run.log_bytes(slices, "slices.png")
    return run.finish(RunStatus.FINISHED, monitor=monitor)


def _dice(dice: Mapping[str, float]) -> dict[str, float]:
    """Return Dice of each tissue, and their mean."""
    found = {f"dice_{tissue}": value for tissue, value in dice.items() if not math.isnan(value)}
    return {**found, "dice": fmean(found.values())} if found else {}
