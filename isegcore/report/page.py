"""One self-contained HTML page about a segmentation: volumes, scores, slices, provenance."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from isegcore.data.segmentation import Segmentation
from isegcore.labels import BRAIN_TISSUES, COLOURS
from isegcore.metrics.evaluate import TissueScore
from isegcore.shipped import shipped_path


def make_page(
    subject_id: str, segmentation: Segmentation, sheet: bytes, scores: Sequence[TissueScore] = ()
) -> str:
    """Return the page as HTML that refers to no other file.

    Args:
        subject_id: Heading.
        segmentation: What the page is about.
        sheet: PNG with slices; see `sheet.make_sheet`.
        scores: Comparison with a reference, one for each tissue, or nothing.
    """
    import jinja2  # noqa: PLC0415 - segmenting alone does not need it

    folder = shipped_path("report")
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
    volumes = segmentation.provenance.volumes_ml
    total = sum(volumes.values()) or 1.0
    by_tissue = {score.tissue: score for score in scores}
    tissues = [
        {
            "title": tissue.title,
            "colour": COLOURS[tissue],
            "ml": volumes[tissue.name],
            "percent": 100 * volumes[tissue.name] / total,
            "expected": segmentation.provenance.expected_dice.get(tissue.name),
            "score": by_tissue.get(tissue.name),
        }
        for tissue in BRAIN_TISSUES
    ]
    return environment.get_template("page.html").render(
        subject=subject_id,
        record=segmentation.provenance,
        tissues=tissues,
        scores=bool(scores),
        sheet=base64.b64encode(sheet).decode("ascii"),
    )
