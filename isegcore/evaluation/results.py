"""Writing an evaluation: tables for a spreadsheet, everything as JSON, and pictures."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import JsonValue

from isegcore.evaluation.picture import make_plot
from isegcore.evaluation.subjects import Evaluation
from isegcore.io.atomic import require_writable, write_bytes, write_text
from isegcore.metrics.evaluate import TissueScore
from isegcore.metrics.summary import MEASURES, TissueSummary, subject_dice, summarise
from isegcore.monitor import NULL_MONITOR, Monitor, span
from isegcore.report.sheet import make_slices

_SCORES, _SUMMARY, _ALL = "scores.csv", "summary.csv", "scores.json"
_PLOT, _WORST = "scores.png", "worst.png"
_Row = Mapping[str, str | float | int]


def require_free(folder: Path, *, overwrite: bool) -> None:
    """Check, before the work, that the files of an evaluation can go into a folder.

    Raises:
        OutputError: If one is there already and may not be replaced.
    """
    for name in (_SCORES, _SUMMARY, _ALL, _PLOT, _WORST):
        require_writable(folder / name, overwrite=overwrite)


def write_evaluation(
    folder: Path,
    evaluation: Evaluation,
    about: Mapping[str, JsonValue],
    *,
    overwrite: bool = False,
    monitor: Monitor = NULL_MONITOR,
) -> tuple[Path, ...]:
    """Write scores.csv, summary.csv, scores.json, scores.png and worst.png; return what was written.

    Args:
        folder: Where to; it is made if it is not there.
        evaluation: What to write.
        about: What was evaluated, for the JSON.
        overwrite: Whether files of these names may be replaced.
        monitor: Hears of the pictures.

    Raises:
        OutputError: If a file cannot be written.
    """
    texts = {
        _SCORES: _csv([_score_row(evaluation, score) for score in evaluation.scores]),
        _SUMMARY: _csv(_summary_rows(evaluation)),
        _ALL: json.dumps({**about, **as_json(evaluation)}, indent=2, allow_nan=False) + "\n",
    }
    for name, text in texts.items():
        write_text(folder / name, text, overwrite=overwrite)
    if evaluation.worst is None:
        return tuple(folder / name for name in texts)
    with span(monitor, "Drawing the scores"):
        write_bytes(folder / _PLOT, make_plot(evaluation), overwrite=overwrite)
    with span(monitor, "Drawing the worst subject"):
        worst = evaluation.worst
        title = f"{worst.subject}, mean Dice {subject_dice(evaluation.scores)[worst.subject]:.3f}"
        sheet = make_slices(worst.predicted, worst.images, worst.reference, title=title)
        write_bytes(folder / _WORST, sheet, overwrite=overwrite)
    return tuple(folder / name for name in (*texts, _PLOT, _WORST))


def as_json(evaluation: Evaluation) -> dict[str, JsonValue]:
    """Return scores, summaries, problems and notes; what is no number becomes null."""
    summary = summarise(evaluation.scores)
    dice = {one.tissue: _number(one.measures["dice"].mean) for one in summary}
    return {
        "scores": [_without_nan(_score_row(evaluation, score)) for score in evaluation.scores],
        "summary": [_summary_json(one) for one in summary],
        "mean_dice": {name: value for name, value in dice.items() if value is not None},
        "folds": [
            {"fold": fold, "summary": [_summary_json(one) for one in summarise(scores)]}
            for fold, scores in evaluation.by_fold().items()
        ],
        "problems": dict(evaluation.problems),
        "notes": list(evaluation.notes),
    }


def _score_row(evaluation: Evaluation, score: TissueScore) -> dict[str, str | float | int]:
    fold = evaluation.folds.get(score.subject)
    return {**({"fold": fold} if fold is not None else {}), **score.as_row()}


def _summary_rows(evaluation: Evaluation) -> list[_Row]:
    """Return a row for each tissue, first of each fold if there are any, then of all subjects."""
    groups = {**{str(f): scores for f, scores in evaluation.by_fold().items()}, "all": evaluation.scores}
    rows: list[_Row] = []
    for fold, scores in groups.items():
        for one in summarise(scores):
            row: dict[str, str | float | int] = {"fold": fold} if evaluation.folds else {}
            row |= {"tissue": one.tissue, "subjects": one.measures["dice"].count}
            for name, found in one.measures.items():
                row |= {f"{name}_mean": found.mean, f"{name}_sd": found.sd}
            rows.append(row)
    return rows


def _csv(rows: Sequence[_Row]) -> str:
    """Return a table with a header; numbers to six digits, those that are none left empty."""
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: str | float | int) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.6g}"
    return str(value)


def _summary_json(one: TissueSummary) -> dict[str, JsonValue]:
    measures = {name: one.measures[name] for name in MEASURES}
    return {
        "tissue": one.tissue,
        **{
            name: {"mean": _number(found.mean), "sd": _number(found.sd), "subjects": found.count}
            for name, found in measures.items()
        },
    }


def _without_nan(row: _Row) -> dict[str, JsonValue]:
    return {name: _number(value) if isinstance(value, float) else value for name, value in row.items()}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
