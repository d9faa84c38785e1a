"""Many subjects of the list at once: results arrive in the session, each at its subject."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from app.services import Services, core_services
from app.session.session import Status
from app.window.main_window import MainWindow
from isegcore.errors import UnreadableImageError
from tests.helpers.pipelines import write_data
from tests.helpers.window_fakes import FakeCore

A, B, C = (Path(f"/data/sub-0{n}.nii.gz") for n in (1, 2, 3))


def statuses(window: MainWindow) -> list[Status]:
    return [entry.status for entry in window.session.entries]


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.batches.job is None and not window.runner.busy, timeout=60_000)


def test_all_without_a_result_are_segmented_and_a_bad_one_says_why(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    core = FakeCore()
    core.unusable["sub-02.nii.gz"] = UnreadableImageError("It cannot be read.", path=B)
    window = make_window(core, A, B, C)
    window.work.segment()
    qtbot.waitUntil(lambda: window.session.current is not None and window.session.current.result is not None)
    before = window.session.entries[0].result
    window.bar.qt("segment.all").trigger()
    assert not window.bar.qt("segment.all").isEnabled()
    idle(window, qtbot)
    assert statuses(window) == [Status.DONE, Status.PROBLEM, Status.DONE]
    assert window.session.entries[0].result is before
    assert window.session.entries[2].result is not None


def test_the_selected_ones_are_segmented(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make_window(FakeCore(), A, B, C)
    panel = window.subjects.list
    select = QItemSelectionModel.SelectionFlag.Select
    panel.selectionModel().select(panel.model().index(2, 0), select)
    assert [Path(key).name for key in window.subjects.selected] == [A.name, C.name]
    window.bar.qt("segment.selected").trigger()
    idle(window, qtbot)
    assert statuses(window) == [Status.DONE, Status.TO_DO, Status.DONE]


def test_cancelling_leaves_no_subject_running(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make_window(FakeCore(seconds=5), A, B)
    window.bar.qt("segment.all").trigger()
    qtbot.waitUntil(lambda: Status.RUNNING in statuses(window))
    window.bar.qt("segment.cancel-many").trigger()
    idle(window, qtbot)
    assert statuses(window) == [Status.TO_DO, Status.TO_DO]
    assert not window.bar.qt("segment.cancel-many").isEnabled()


class RealCore:
    """The core as it is."""

    @property
    def services(self) -> Services:
        return core_services()


@pytest.mark.slow
def test_real_workers_bring_real_results(
    make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(RealCore(), write_data(tmp_path / "data", 2))
    window.bar.qt("segment.all").trigger()
    idle(window, qtbot)
    assert statuses(window) == [Status.DONE, Status.DONE]
    result = window.session.entries[1].result
    assert result is not None
    assert result.segmentation.labels.grid.shape == (32, 36, 28)
