"""A pipeline by mouse in a real window, with nothing played: from a folder to a result in the viewer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.services import Services, core_services
from app.session.pipeline_run import PipelinePhase
from app.session.session import Status
from app.window.main_window import MainWindow
from tests.helpers.pipelines import write_data

RUN_MS = 120_000


class RealCore:
    """The core as it is."""

    @property
    def services(self) -> Services:
        return core_services()


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.slow
def test_from_a_folder_to_a_result_in_the_viewer(
    make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    data = write_data(tmp_path / "données", 3)
    (data / "subject-2-T1.img").write_bytes(b"")
    window = make_window(RealCore())
    window.bar.qt("page.pipeline").trigger()
    page = window.pipeline.page
    assert page is not None
    page.form.choose(str(data))
    page.form.policy.setCurrentIndex(page.form.policy.findData("never"))
    qtbot.waitUntil(page.run.isEnabled, timeout=10_000)
    click(page.run)
    run = window.pipeline.pipelines.run
    assert run is not None
    qtbot.waitUntil(lambda: run.phase.is_over, timeout=RUN_MS)
    assert run.phase is PipelinePhase.DONE, page.log.toPlainText()
    assert run.finished == ("subject-1", "subject-3")
    assert run.page is not None
    assert run.page.parent == tmp_path / "outputs"
    assert run.page.is_file()
    assert "subject-2" in page.log.toPlainText()

    page.table.setCurrentIndex(page.subjects.index(2, 0))
    click(page.show_result)
    qtbot.waitUntil(lambda: window.session.opened is not None, timeout=20_000)
    entry = window.session.current
    assert entry is not None
    assert (entry.files.id, entry.status) == ("subject-3", Status.DONE)
    assert entry.result is not None
    assert entry.result.confidence > 0
    assert window.workspace.shows_first
    assert window.session.unsaved == ()
    qtbot.waitUntil(lambda: not window.runner.busy)
