"""What the banner says of subjects as they are really read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.panels.banner import Banner
from app.panels.summary_panel import SummaryPanel
from app.session.opened import opened
from app.session.session import Result, Session
from isegcore.data.dataset import SubjectFiles
from isegcore.data.finding import Concern, Finding
from isegcore.data.provenance import ExpectedDice
from isegcore.data.subject import Modality
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.io.subject import read_subject
from isegcore.labels import BRAIN_TISSUES, ISEG
from tests.helpers.phantoms import phantom_subject
from tests.helpers.window_fakes import phantom_segmentation


def test_an_iseg_subject_needs_an_orientation_and_no_registration(tmp_path: Path, qtbot: QtBot) -> None:
    phantom = phantom_subject()
    assert phantom.reference is not None
    for modality in Modality:
        write_analyze(tmp_path / f"subject-1-{modality}.hdr", phantom.images[modality].data.astype(np.int16))
    write_analyze(tmp_path / "subject-1-label.hdr", ISEG.to_values(phantom.reference.data))
    (files,) = find_subjects(tmp_path).subjects
    session = Session()
    banner = Banner(session)
    qtbot.addWidget(banner)
    key = session.add(files)
    session.choose(key)
    session.hold_images(key, opened(read_subject(files)))
    banner.refresh()
    assert banner.orientation.isVisibleTo(banner)
    assert not banner.register.isVisibleTo(banner)
    assert banner.text.text().count("rientation assumed") == 1


def test_what_a_result_is_warned_of_is_said_and_registration_offered(qtbot: QtBot) -> None:
    session, key = _opened_phantom()
    banner = Banner(session)
    qtbot.addWidget(banner)
    banner.refresh()
    assert banner.isHidden()
    finding = Finding(Concern.UNALIGNED, "T1 and T2 do not lie on each other.", "Register them.")
    _hold_result(session, key, findings=(finding,))
    assert not banner.isHidden()
    assert banner.text.text() == "T1 and T2 do not lie on each other. Register them."
    assert banner.register.isVisibleTo(banner)
    with qtbot.waitSignal(banner.help_requested):
        banner.help.click()
    _hold_result(session, key)
    assert banner.isHidden()


def test_the_summary_tells_the_dice_to_expect(qtbot: QtBot) -> None:
    session, key = _opened_phantom()
    summary = SummaryPanel(session)
    qtbot.addWidget(summary)
    expected = {"GM": ExpectedDice(value=0.871, error=0.034)}
    _hold_result(session, key, expected_dice=expected)
    assert "GM 0.87 ± 0.03" in _labels(summary)
    finding = Finding(Concern.NOISE, "The T2 is noise.", "Check it.")
    _hold_result(session, key, expected_dice=expected, findings=(finding,))
    assert "GM 0.87 ± 0.03 (not for input like this)" in _labels(summary)
    _hold_result(session, key)
    assert not any("0.87" in text for text in _labels(summary))


def _opened_phantom() -> tuple[Session, str]:
    session = Session()
    key = session.add(SubjectFiles("phantom", {Modality.T1: Path("/data/phantom-T1.nii.gz")}))
    session.choose(key)
    session.hold_images(key, opened(phantom_subject()))
    return session, key


def _hold_result(session: Session, key: str, **record: object) -> None:
    made = phantom_segmentation(phantom_subject())
    segmentation = replace(made, provenance=made.provenance.model_copy(update=record))
    entry = session.entry(key)
    assert entry is not None
    millilitres = dict.fromkeys(BRAIN_TISSUES, 1.0)
    session.hold_result(key, entry.choice, Result(segmentation, millilitres, 93.0))


def _labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
