"""The page is whole in itself; the sheet is a picture; what users typed stays text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from isegcore.data.finding import Concern, Finding
from isegcore.data.provenance import ExpectedDice
from isegcore.inference.segmenter import Segmenter
from isegcore.metrics.evaluate import evaluate
from isegcore.report.page import make_page
from isegcore.report.sheet import make_sheet
from tests.helpers.fakes import ThresholdPredictor
from tests.helpers.phantoms import phantom_subject
from tests.inference.test_segmenter import CARD


@pytest.fixture(scope="module")
def page() -> str:
    subject = phantom_subject()
    segmentation = Segmenter(ThresholdPredictor(), CARD, "f" * 64).segment(subject)
    assert subject.reference is not None
    scores = evaluate(subject.id, segmentation.labels, subject.reference)
    return make_page("<b>Anna</b>", segmentation, make_sheet(subject, segmentation), scores)


def test_the_page_refers_to_nothing_outside(page: str) -> None:
    sources = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert sources
    assert all(source.startswith("data:") for source in sources)


def test_the_page_says_what_it_must(page: str) -> None:
    assert "not a medical device" in page
    assert "f" * 64 in page
    assert len(re.findall(r"Cerebrospinal fluid|Grey matter|White matter", page)) == 3
    assert re.search(r"HD95", page)


def test_what_to_expect_and_what_to_doubt_are_on_the_page() -> None:
    subject = phantom_subject()
    segmentation = Segmenter(ThresholdPredictor(), CARD).segment(subject)
    sheet = make_sheet(subject, segmentation)
    assert "Expected Dice" not in make_page("s", segmentation, sheet)
    finding = Finding(Concern.SWAPPED, "T1 and T2 seem to be swapped.", "Give them the other way round.")
    record = segmentation.provenance.model_copy(
        update={
            "expected_dice": {"GM": ExpectedDice(value=0.871, error=0.034)},
            "findings": (finding,),
            "notes": (str(finding),),
        }
    )
    page = make_page("s", replace(segmentation, provenance=record), sheet)
    assert "0.87 ± 0.03" in page
    assert "it does not hold for input like this" in page
    assert "swapped. Give them the other way round." in page


def test_names_are_no_html(page: str) -> None:
    assert "<b>Anna</b>" not in page
    assert "&lt;b&gt;Anna&lt;/b&gt;" in page


def test_the_sheet_shows_every_plane_and_column() -> None:
    subject = phantom_subject()
    segmentation = Segmenter(ThresholdPredictor(), CARD).segment(subject)
    one, two = make_sheet(subject, segmentation, slices=1), make_sheet(subject, segmentation, slices=2)
    assert one.startswith(b"\x89PNG")
    width, height = (int.from_bytes(one[at : at + 4], "big") for at in (16, 20))
    assert width / height == pytest.approx(5 / 3, rel=0.01)  # T1, T2, tissues, reference, difference
    assert int.from_bytes(two[20:24], "big") == 2 * height
