"""Recorded runs in the window: listed, compared, promoted, opened; MLflow stays out of the process."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.panels.runs_panel import RunsPanel
from app.window.main_window import MainWindow
from tests.helpers.recorded_runs import recorded
from tests.helpers.scripted_child import scripted
from tests.helpers.window_fakes import FakeCore

RUNS = [
    recorded("newest", dice=0.9, version="2"),
    recorded("older", dice=0.8, version="1", champion=True),
    recorded("failed", status="FAILED"),
    recorded("iseg-infant", experiment="iSeg-4Class-Inference"),
]
SCRIPT = """
what = sys.argv[1:3]
if what == ["runs", "list"]:
    say("progress", stage="Reading the curves", done=1, total=2)
    say("result", result=json.loads({runs!r}))
elif what == ["models", "promote"]:
    say("result", result={{"version": sys.argv[3]}})
elif what == ["runs", "ui"]:
    say("ui", address="http://127.0.0.1:5123")
    wait()
"""

Open = Callable[..., tuple[MainWindow, RunsPanel]]


def script(runs: list[dict[str, object]]) -> str:
    return SCRIPT.format(runs=json.dumps(runs))


@pytest.fixture
def open_runs(make_window: Callable[..., MainWindow], qtbot: QtBot) -> Open:
    def make(worker: str = script(RUNS)) -> tuple[MainWindow, RunsPanel]:
        window = make_window(FakeCore(worker=scripted(worker)))
        window.bar.qt("page.runs").trigger()
        panel = window.findChild(RunsPanel)
        assert isinstance(panel, RunsPanel)
        qtbot.waitUntil(lambda: not window.desk.runs.is_loading, timeout=10_000)
        return window, panel

    return make


def choose(panel: RunsPanel, *rows: int) -> None:
    selection = panel.table.selectionModel()
    selection.clearSelection()
    for row in rows:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        selection.select(panel.table.model().index(row, 0), flags)


def cells(panel: RunsPanel, row: int) -> list[str]:
    model = panel.table.model()
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def click(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_runs_are_listed_with_what_they_reached(open_runs: Open) -> None:
    _, panel = open_runs()
    assert panel.table.isVisible()
    first = cells(panel, 0)
    assert first[:3] == ["newest", "Training", "Finished"]
    assert first[4:] == ["12 min 34 s", "0.900", "0.900", "", "", "2"]
    assert cells(panel, 1)[-1] == "1  ★ champion"
    assert cells(panel, 2)[2] == "Failed"
    assert cells(panel, 3)[1] == "Segmenting"


def test_the_newest_curves_are_drawn_at_once_and_others_beside_them(open_runs: Open) -> None:
    _, panel = open_runs()
    left, right = panel.charts
    assert [series.name for series in right.series] == ["newest"]
    choose(panel, 0, 1, 2)
    ends = {series.name: series.points[-1] for series in right.series}
    assert ends == {"newest": (2, 0.9), "older": (2, 0.8)}
    assert len({series.colour for series in right.series}) == 2
    assert [series.points for series in left.series] == [[(1, 1.0), (2, 0.5)]] * 2
    panel.choosers[1].setCurrentIndex(panel.choosers[1].findData("loss"))
    assert right.series[0].points == [(1, 1.0), (2, 0.5)]
    assert "network.dims" in panel.details.toPlainText()


def test_a_version_is_promoted(open_runs: Open, qtbot: QtBot) -> None:
    window, panel = open_runs()
    choose(panel, 1)
    assert not panel.promote.isEnabled()
    choose(panel, 2)
    assert not panel.promote.isEnabled()
    choose(panel, 0, 1)
    assert not panel.promote.isEnabled()
    choose(panel, 0)
    click(panel.promote)
    assert not panel.promote.isEnabled()
    qtbot.waitUntil(lambda: not window.desk.workers.busy, timeout=10_000)
    assert cells(panel, 0)[-1] == "2  ★ champion"
    assert cells(panel, 1)[-1] == "1"
    assert [run.name for run in panel.chosen] == ["newest"]


def test_mlflow_is_opened_in_the_browser_and_ends_with_the_window(
    open_runs: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window, panel = open_runs()
    click(panel.open)
    assert not panel.open.isEnabled()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=10_000)
    click(panel.open)
    assert opened == ["http://127.0.0.1:5123"] * 2
    assert window.desk.workers.busy
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    assert not window.desk.workers.busy


def test_without_runs_it_says_where_they_come_from(open_runs: Open) -> None:
    _, panel = open_runs(script([]))
    assert not panel.table.isVisible()
    assert "no runs yet" in panel._empty.text()


def test_a_store_that_is_away_is_told_on_the_page(open_runs: Open, qtbot: QtBot) -> None:
    window, panel = open_runs("say('error', message='The store is away.', hint='Start it.'); sys.exit(1)")
    assert "The store is away." in panel._empty.text()
    assert "Start it." in panel._empty.text()
    assert window.findChild(QMessageBox, "problem") is None
    click(panel.refresh_button)
    qtbot.waitUntil(lambda: not window.desk.runs.is_loading, timeout=10_000)


def test_a_promotion_that_fails_is_told(open_runs: Open, qtbot: QtBot) -> None:
    refuses = "if sys.argv[1] == 'models':\n    say('error', message='No such version.')\n    sys.exit(1)\n"
    window, panel = open_runs(refuses + script(RUNS))
    choose(panel, 0)
    click(panel.promote)
    qtbot.waitUntil(lambda: not window.desk.workers.busy, timeout=10_000)
    box = window.findChild(QMessageBox, "problem")
    assert isinstance(box, QMessageBox)
    assert box.text() == "No such version."
    box.accept()
    assert cells(panel, 1)[-1] == "1  ★ champion"


def test_mlflow_is_not_imported_here(open_runs: Open) -> None:
    before = "mlflow" in sys.modules  # another test of this process may have done so
    open_runs()
    assert ("mlflow" in sys.modules) == before


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_real_store_is_read_by_a_real_worker(
    make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from isegcore.tracking.mlflow_tracker import MlflowTracker
    from isegcore.tracking.tracker import Experiment, RunStatus

    uri = f"sqlite:///{(tmp_path / 'mlflow.db').as_posix()}"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", uri)
    monkeypatch.setattr("app.window.help_desk._GIVEN_SERVER", uri)  # as if the process had begun with it
    run = MlflowTracker(uri).start(Experiment.SEGMENTATION, "real", "key")
    for step in (1, 2):
        run.log_metrics({"val_dice": step / 4, "loss": 1 / step}, step=step)
    assert run.finish(RunStatus.FINISHED).what == ()
    window = make_window()
    window.bar.qt("page.runs").trigger()
    qtbot.waitUntil(lambda: not window.desk.runs.is_loading, timeout=60_000)
    assert window.desk.runs.problem is None
    (row,) = window.desk.runs.rows
    assert (row.name, row.status) == ("real", "Finished")
    assert row.curves["val_dice"] == [(1, 0.25), (2, 0.5)]
