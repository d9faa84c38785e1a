"""A model's card as a page to read: what it is for, what it reached, where it fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from html import escape
from pathlib import Path
from statistics import fmean

from app.language import tr
from isegcore.bundles.card import Card, Score, reliability_in_words
from isegcore.labels import BRAIN_TISSUES

_CELL = "padding: 3px 14px 3px 0"


def card_page(card: Card, path: Path, muted: str) -> str:
    """Return HTML.

    Args:
        card: What to show.
        path: Of the model file.
        muted: Colour of what stands back, `#rrggbb`.
    """
    parts = [
        f"<h2>{escape(card.title)}</h2>",
        f"<p style='color: {muted}'>{escape(_facts(card, path))}</p>",
        f"<p>{escape(card.description)}</p>",
        _scores(card.scores, muted),
        _limits(card.limits),
        _section(tr("Confidence"), reliability_in_words(card)),
        _section(tr("Trained on"), str(card.training.get("data", ""))),
        _section(tr("Licence"), card.licence),
    ]
    return "".join(parts)


def _facts(card: Card, path: Path) -> str:
    dims = card.network.get("dims")
    kind = {2: "2.5D" if card.network.get("neighbours") else "2D", 3: "3D"}.get(
        dims if isinstance(dims, int) else 0
    )
    size = tr("{size:.1f} MB").format(size=path.stat().st_size / 2**20) if path.is_file() else ""
    version = tr("version {version}").format(version=card.version)
    return " · ".join(part for part in (path.stem, version, kind, size) if part)


def _scores(scores: tuple[Score, ...], muted: str) -> str:
    """Return mean Dice as a table: a row for each evaluation set and choice of images."""
    if not scores:
        return _section("Dice", tr("Nobody has measured it."))
    rows: Mapping[tuple[str, str], dict[str, Score]] = defaultdict(dict)
    for score in scores:
        rows[score.data, score.modalities][score.tissue] = score
    tissues = [tissue.name for tissue in BRAIN_TISSUES]
    heads = "".join(
        f"<td style='{_CELL}; color: {muted}'>{word}</td>"
        for word in (tr("Subjects"), tr("Images"), *map(tr, tissues), tr("Mean"))
    )
    body = "".join(_row(data, images, cells, tissues) for (data, images), cells in rows.items())
    title = tr("Dice, mean over whole volumes")
    return f"<h3>{title}</h3><table><tr>{heads}</tr>{body}</table>"


def _row(data: str, images: str, cells: Mapping[str, Score], tissues: list[str]) -> str:
    count = next(iter(cells.values())).subjects
    means = [f"{cells[t].mean:.3f}" if t in cells else "" for t in tissues]
    mean = f"<b>{fmean(score.mean for score in cells.values()):.3f}</b>"
    words = [f"{count} {escape(data)}", escape(images), *means, mean]
    return "<tr>" + "".join(f"<td style='{_CELL}'>{word}</td>" for word in words) + "</tr>"


def _limits(limits: tuple[str, ...]) -> str:
    if not limits:
        return ""
    lines = "".join(f"<li>{escape(limit)}</li>" for limit in limits)
    title = tr("Limits")
    return f"<h3>{title}</h3><ul>{lines}</ul>"


def _section(title: str, words: str) -> str:
    return f"<h3>{title}</h3><p>{escape(words)}</p>" if words else ""
