"""Commands called as a shell calls them, with a network that thresholds, on two small subjects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from isegcore.cli.main import app
from isegcore.data.subject import Modality
from isegcore.inference.segmenter import Segmenter, SegmentOptions
from isegcore.io.nifti import write_analyze
from isegcore.labels import ISEG
from tests.helpers.fakes import ThresholdPredictor
from tests.helpers.phantoms import phantom_subject
from tests.inference.test_segmenter import CARD

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `iseg` with a fake network."""

    def make(
        model: str = "", device: object = None, options: object = None, monitor: object = None
    ) -> Segmenter:
        chosen = options if isinstance(options, SegmentOptions) else SegmentOptions()
        return Segmenter(ThresholdPredictor(), CARD, "0" * 64, chosen)

    monkeypatch.setattr("isegcore.inference.segmenter.make_segmenter", make)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with two labelled subjects in the iSeg-2017 layout, its name with a space and beyond Latin."""
    folder = tmp_path / "données 婴儿"
    folder.mkdir()
    for number in (1, 2):
        write_subject(folder, number)
    return folder


def write_subject(folder: Path, number: int, *, overwrite: bool = False) -> None:
    subject = phantom_subject(seed=number)
    assert subject.reference is not None
    for modality in Modality:
        image = subject.images[modality].data.astype(np.int16)
        write_analyze(folder / f"subject-{number}-{modality}.hdr", image, overwrite=overwrite)
    labels = ISEG.to_values(subject.reference.data)
    write_analyze(folder / f"subject-{number}-label.hdr", labels, overwrite=overwrite)
