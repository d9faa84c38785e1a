"""The lines and doubtful spots of a subject, as a study says them, and what a study says of them."""

from __future__ import annotations

from collections.abc import Sequence

from app.session.doubt_round import DoubtRound
from app.session.line import Line, LineKind
from app.session.view_state import Plane
from isegcore.inference.doubt import Spot
from isegcore.labels import Tissue
from isegcore.study.work import DoubtRecord, LineRecord, SpotRecord


def line_records(lines: Sequence[Line]) -> tuple[LineRecord, ...]:
    """Return what a study says of lines."""
    return tuple(
        LineRecord.model_validate(
            {"kind": line.kind.name.lower(), "plane": line.plane.name.lower(), "points": line.points}
        )
        for line in lines
    )


def lines_of(records: Sequence[LineRecord]) -> tuple[Line, ...]:
    """Return the lines that a study says."""
    return tuple(
        Line(LineKind[record.kind.upper()], Plane[record.plane.upper()], record.points) for record in records
    )


def doubt_record(doubts: DoubtRound) -> DoubtRecord:
    """Return what a study says of doubtful spots."""
    spots = (_spot_record(spot, number in doubts.ticked) for number, spot in enumerate(doubts.spots))
    return DoubtRecord(result=doubts.created, spots=tuple(spots))


def doubts_of(record: DoubtRecord) -> DoubtRound:
    """Return the doubtful spots that a study says."""
    spots = tuple(
        Spot(spot.voxel, spot.mm, spot.ml, spot.doubt, tuple(Tissue[word.upper()] for word in spot.tissues))
        for spot in record.spots
    )
    ticked = frozenset(number for number, spot in enumerate(record.spots) if spot.ticked)
    return DoubtRound(record.result, spots, ticked)


def _spot_record(spot: Spot, ticked: bool) -> SpotRecord:
    return SpotRecord.model_validate(
        {
            "voxel": spot.voxel,
            "mm": spot.mm,
            "ml": spot.ml,
            "doubt": spot.doubt,
            "tissues": tuple(tissue.name.lower() for tissue in spot.tissues),
            "ticked": ticked,
        }
    )
