"""The contact sheet: a page of slices that shows what is there."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.image import imread

from isegcore.data.grid import Grid
from isegcore.data.subject import Modality
from isegcore.data.volume import LabelMap, Volume
from isegcore.labels import COLOURS, ISEG, Tissue
from isegcore.report.contact_sheet import make_contact_sheet
from isegcore.report.slices import places_mm
from tests.helpers.phantoms import phantom_subject


def test_a_page_shows_the_tissues_in_their_colours() -> None:
    subject = phantom_subject()
    page = imread(io.BytesIO(make_contact_sheet(subject, subject.reference)))
    assert page.shape[1] == 13 * 120
    pixels = np.rint(page[..., :3] * 255).astype(int).reshape(-1, 3)
    for tissue in (Tissue.CSF, Tissue.GM, Tissue.WM):
        legend = np.abs(pixels - COLOURS[tissue]).max(1) <= 1
        assert legend.sum() > 50


def test_the_reference_is_shown_where_there_is_no_result() -> None:
    subject = phantom_subject()
    assert make_contact_sheet(subject, None) == make_contact_sheet(subject, subject.reference)
    with pytest.raises(ValueError, match="labels"):
        make_contact_sheet(replace(subject, reference=None), None)


def test_equal_results_give_equal_pdfs() -> None:
    t1 = phantom_subject()
    subject = replace(t1, images={Modality.T1: t1.images[Modality.T1]})
    first = make_contact_sheet(subject, None, ".pdf", slices=3)
    assert first.startswith(b"%PDF")
    assert first == make_contact_sheet(subject, None, ".pdf", slices=3)


@pytest.mark.parametrize("flip", [False, True])
def test_slices_are_said_to_lie_where_they_lie(flip: bool) -> None:
    """Cropped array index -> mm, checked with an image whose every voxel holds its own place."""
    labels = phantom_subject().reference
    assert labels is not None
    affine = labels.grid.affine.copy()
    data = labels.data
    if flip:
        data = np.ascontiguousarray(data[::-1])
        affine[:3, 3] += affine[:3, 0] * (data.shape[0] - 1)
        affine[:3, 0] *= -1
    grid = Grid(data.shape, affine)
    there = np.argwhere(labels.data > 0)[:, 0].min()
    expected = labels.grid.to_mm((there, 0, 0))[0]
    assert places_mm(LabelMap(data, grid, ISEG), 0, [min(4, int(there))]) == pytest.approx([expected])


def test_a_name_with_signs_of_formulas_is_a_name() -> None:
    subject = replace(phantom_subject(), id="a$b_{c}$" + "x" * 80)
    volume = subject.images[Modality.T1]
    assert isinstance(volume, Volume)
    assert make_contact_sheet(subject, None, slices=2).startswith(b"\x89PNG")
