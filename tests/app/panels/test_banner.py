"""What the banner says of subjects as they are really read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from app.panels.banner import Banner
from app.session.opened import opened
from app.session.session import Session
from isegcore.data.subject import Modality
from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.io.subject import read_subject
from isegcore.labels import ISEG
from tests.helpers.phantoms import phantom_subject


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
