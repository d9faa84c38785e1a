"""Training by mouse in a real window, with nothing played: from a folder of subjects to a segmentation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.train_dialog import TrainDialog
from app.panels.run_panel import RunPanel
from app.services import Services, core_services
from app.session.training_run import Phase
from app.window.main_window import MainWindow
from isegcore.network.config import UNetConfig
from isegcore.training.config import TrainingConfig
from tests.training.test_labelled import write_subjects

TRAINING_MS = 600_000
TINY = TrainingConfig(
    network=UNetConfig(widths=(4, 8)), steps_per_epoch=2, warmup_steps=1, patch=16, batch=1, pool=2
)


class RealCore:
    """The core as it is."""

    @property
    def services(self) -> Services:
        return core_services()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Returns a folder of three labelled subjects."""
    write_subjects(tmp_path / "données", 3)
    return tmp_path / "données"


def click(widget: QWidget | None) -> None:
    assert widget is not None
    assert widget.isVisible()
    assert widget.isEnabled()
    place = widget.rect().center()
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QToolButton):
        place.setX(min(place.x(), 8))  # a radio button is pressed at its circle
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)


def fill_in(dialog: TrainDialog, qtbot: QtBot, data: Path, recipe: Path, models: Path) -> None:
    dialog.data.choose(data)
    network = dialog.recipe.network
    network.setCurrentIndex(network.count() - 1)
    network.activated.emit(network.count() - 1)
    assert recipe.name in network.currentText()
    click(dialog.recipe.by_epochs)
    dialog.recipe.epochs.setValue(2)
    dialog.recipe.name.setText("tiny")
    dialog.recipe.folder.setText(str(models))
    qtbot.waitUntil(dialog.train.isEnabled, timeout=20_000)
    assert dialog.data.summary.text() == "2 trained on · 1 held out"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_from_a_folder_of_subjects_to_a_segmentation(
    make_window: Callable[..., MainWindow],
    qtbot: QtBot,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recipe, models = tmp_path / "tiny.json", tmp_path / "models"
    recipe.write_text(TINY.model_dump_json(), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(recipe), ""))
    uri = f"sqlite:///{(tmp_path / 'mlflow.db').as_posix()}"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", uri)
    monkeypatch.setattr("app.window.help_desk._GIVEN_SERVER", uri)  # as if the process had begun with it
    window = make_window(RealCore(), data)
    click(window.findChild(QToolButton, "train.start"))
    dialog = window.findChild(TrainDialog)
    assert isinstance(dialog, TrainDialog)
    fill_in(dialog, qtbot, data, recipe, models)
    click(dialog.train)

    training = window.desk.training
    assert training.run is not None
    qtbot.waitUntil(lambda: not training.is_running, timeout=TRAINING_MS)
    assert (training.run.phase, training.run.problem) == (Phase.DONE, None)
    panel = window.findChild(RunPanel)
    assert isinstance(panel, RunPanel)
    assert [x for x, _ in panel.loss.series[0].points] == [1, 2]
    assert [series.name for series in panel.dice.series if series.points] == ["CSF", "GM", "WM"]
    assert panel.picture.is_shown

    click(panel.register)
    qtbot.waitUntil(lambda: not window.desk.workers.busy, timeout=TRAINING_MS)
    assert panel.register.text() == "Registered as Version 1"

    click(panel.use)
    assert window.model.current == str(models / "tiny.keras")
    window.workspace.show_first()
    with qtbot.waitSignal(window.session.result_arrived, timeout=60_000):
        click(window.findChild(QToolButton, "segment.start"))
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.session.current is not None
    assert window.session.current.result is not None
    assert window.session.current.result.segmentation.provenance.model == "tiny 1"
