"""Scores as a table for people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from isegcore.metrics.summary import Spread, spread, subject_dice, summarise

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

    from isegcore.evaluation.subjects import Evaluation
    from isegcore.metrics.evaluate import TissueScore

# Titles and decimals of the measures
_MEASURES = {
    "dice": ("Dice", 4),
    "hd95_mm": ("HD95 mm", 2),
    "assd_mm": ("ASSD mm", 3),
    "volume_error_percent": ("Vol. error %", 1),
}


def make_tables(evaluation: Evaluation) -> Group:
    """Return a table of the subjects, and of several subjects one with mean ± sd, by fold and in all."""
    from rich.console import Group

    titles = ("Subject", "Tissue", *(title for title, _ in _MEASURES.values()), "ml", "Ref. ml")
    table = _empty_table(titles)
    for s in evaluation.scores:
        numbers = [f"{getattr(s, name):.{digits}f}" for name, (_, digits) in _MEASURES.items()]
        table.add_row(s.subject, s.tissue, *numbers, f"{s.volume_ml:.1f}", f"{s.reference_ml:.1f}")
    groups = {f"fold {fold}": scores for fold, scores in evaluation.by_fold().items()}
    if len({score.subject for score in evaluation.scores}) < 2:
        return Group(table)
    summary = _empty_table(("Mean ± sd", *titles[1:-2]))
    for name, scores in {**groups, "all": evaluation.scores}.items():
        _add_summary(summary, name, scores)
    return Group(table, summary)


def _empty_table(titles: Sequence[str]) -> Table:
    from rich.box import SIMPLE
    from rich.table import Column, Table

    columns = [Column(title, no_wrap=True) for title in titles]
    return Table(*columns, box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)


def _add_summary(table: Table, name: str, scores: Sequence[TissueScore]) -> None:
    for one in summarise(scores):
        cells = [_in_words(one.measures[m], digits) for m, (_, digits) in _MEASURES.items()]
        table.add_row(name, one.tissue, *cells)
    table.add_row(name, "mean", _in_words(spread(subject_dice(scores).values()), _MEASURES["dice"][1]))
    table.add_section()


def _in_words(found: Spread, digits: int) -> str:
    return f"{found.mean:.{digits}f}" + ("" if math.isnan(found.sd) else f" ± {found.sd:.{digits}f}")
