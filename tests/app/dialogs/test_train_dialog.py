"""The training dialog: what it says, what it offers, what it asks for, what it remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.dialogs.train_dialog import TrainDialog
from app.session.training_plan import TrainingPlan
from app.window.main_window import MainWindow
from isegcore.data.dataset import Dataset, SubjectFiles
from isegcore.data.subject import Modality
from isegcore.errors import UnreadableImageError
from isegcore.monitor import Monitor
from isegcore.network.presets import PRESETS
from isegcore.training.config import TrainingConfig
from tests.helpers.cards import bundle
from tests.helpers.window_fakes import FakeCore

DATA = Path("/data/newborns")
OLD, FLAT = Path("/m/old.keras"), Path("/m/flat.keras")


class LabelledCore(FakeCore):
    """Every folder holds five subjects; the last has no label, the first no T2."""

    def find(self, path: Path, monitor: Monitor) -> Dataset:
        def files(number: int) -> SubjectFiles:
            stem = path / f"subject-{number}"
            images = {Modality.T1: stem.with_name(f"{stem.name}-T1.hdr")}
            if number > 1:
                images[Modality.T2] = stem.with_name(f"{stem.name}-T2.hdr")
            return SubjectFiles(stem.name, images, stem if number < 5 else None)

        return Dataset(path, "iSeg", tuple(files(number) for number in range(1, 6)))


Open = Callable[..., tuple[MainWindow, TrainDialog]]


@pytest.fixture
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCore:
    monkeypatch.setattr("app.dialogs.train_recipe_box.models_folder", lambda: tmp_path / "models")
    return LabelledCore(models=(bundle(OLD), bundle(FLAT, network=PRESETS["unet2d"].network)))


@pytest.fixture
def open_dialog(make_window: Callable[..., MainWindow], core: FakeCore, qtbot: QtBot) -> Open:
    def make(window: MainWindow | None = None, data: Path | None = DATA) -> tuple[MainWindow, TrainDialog]:
        window = window or make_window(core)
        window.bar.qt("train.start").trigger()
        dialog = next(d for d in window.findChildren(TrainDialog) if d.isVisible())
        if data is not None:
            dialog.data.choose(data)
        qtbot.waitUntil(lambda: not window.runner.busy)
        return window, dialog

    return make


def chosen(dialog: TrainDialog, qtbot: QtBot) -> TrainingPlan:
    """Press Train and return what is asked for."""
    with qtbot.waitSignal(dialog.train_requested) as asked:
        QTest.mouseClick(dialog.train, Qt.MouseButton.LeftButton)
    assert isinstance(asked.args[0], TrainingPlan)
    return asked.args[0]


@pytest.fixture(autouse=True)
def _no_training(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.actions.training.Training.start", lambda self, plan, resume=False: None)


def test_an_empty_dialog_asks_for_a_folder(open_dialog: Open) -> None:
    _, dialog = open_dialog(data=None)
    assert dialog.problem.text() == "Choose the folder that holds your labelled subjects."
    assert not dialog.train.isEnabled()
    dialog.reject()


def test_a_good_folder_can_be_trained_on_as_it_is(open_dialog: Open, qtbot: QtBot, tmp_path: Path) -> None:
    _, dialog = open_dialog()
    assert dialog.problem.text() == ""
    assert dialog.data.summary.text() == "3 trained on · 1 held out · 1 without a label"
    plan = chosen(dialog, qtbot)
    assert plan == TrainingPlan(
        data=str(DATA),
        validation=plan.validation,
        start=str(OLD),
        name="my-model",
        folder=str(tmp_path / "models"),
    )
    assert plan.validation in {f"subject-{number}" for number in range(1, 5)}


def test_the_table_says_what_each_subject_has(open_dialog: Open, core: FakeCore) -> None:
    core.unusable = {"subject-2": UnreadableImageError("Cut short.", hint="Copy it again.")}
    _, dialog = open_dialog()
    model = dialog.data.table.model()
    cells = [[model.data(model.index(row, column)) for column in range(1, 7)] for row in range(5)]
    assert cells[0] == ["subject-1", "✓", "–", "✓", "32 × 36 × 28", ""]
    assert cells[1] == ["subject-2", "✓", "✓", "✓", "", "Cut short."]
    assert cells[4] == ["subject-5", "✓", "✓", "–", "32 × 36 × 28", "No label; left out"]
    assert "Copy it again." in model.data(model.index(1, 6), Qt.ItemDataRole.ToolTipRole)
    assert "subject-2" in dialog.problem.text()
    assert not dialog.train.isEnabled()
    dialog.reject()


def test_ticking_subjects_takes_over_from_the_share(open_dialog: Open, qtbot: QtBot) -> None:
    _, dialog = open_dialog()
    model = dialog.data.table.model()
    before = dialog.data.held_out
    state = Qt.ItemDataRole.CheckStateRole
    model.setData(model.index(0, 0), Qt.CheckState.Checked.value, state)
    model.setData(model.index(3, 0), Qt.CheckState.Checked.value, state)
    assert dialog.data.by_tick.isChecked()
    assert not dialog.data.share.isEnabled()
    assert dialog.data.held_out == before | {"subject-1", "subject-4"}
    for row in range(4):
        model.setData(model.index(row, 0), Qt.CheckState.Checked.value, state)
    assert "Every subject" in dialog.problem.text()
    for row in range(4):
        model.setData(model.index(row, 0), Qt.CheckState.Unchecked.value, state)
    assert "at least one" in dialog.problem.text()
    model.setData(model.index(1, 0), Qt.CheckState.Checked.value, state)
    assert chosen(dialog, qtbot).validation == "subject-2"


class VisitsCore(FakeCore):
    """Every folder holds two people, the first of whom came twice."""

    def find(self, path: Path, monitor: Monitor) -> Dataset:
        names = ("sub-01_ses-1", "sub-01_ses-2", "sub-02")
        files = (SubjectFiles(name, {Modality.T1: path / name}, path / f"{name}-label") for name in names)
        return Dataset(path, "BIDS", tuple(files))


def test_all_visits_of_a_person_are_ticked_together(
    make_window: Callable[..., MainWindow], open_dialog: Open, qtbot: QtBot
) -> None:
    _, dialog = open_dialog(make_window(VisitsCore()))
    model, state = dialog.data.table.model(), Qt.ItemDataRole.CheckStateRole
    for row in range(3):
        model.setData(model.index(row, 0), Qt.CheckState.Unchecked.value, state)
    model.setData(model.index(0, 0), Qt.CheckState.Checked.value, state)
    assert dialog.data.held_out == {"sub-01_ses-1", "sub-01_ses-2"}
    model.setData(model.index(2, 0), Qt.CheckState.Checked.value, state)
    model.setData(model.index(1, 0), Qt.CheckState.Unchecked.value, state)
    assert chosen(dialog, qtbot).validation == "sub-02"


def test_a_subject_without_label_cannot_be_ticked(open_dialog: Open) -> None:
    _, dialog = open_dialog()
    model = dialog.data.table.model()
    assert not model.flags(model.index(4, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    dialog.reject()


def test_a_network_starts_from_models_of_its_own_layers(open_dialog: Open, qtbot: QtBot) -> None:
    _, dialog = open_dialog()
    recipe = dialog.recipe
    assert [recipe.start.itemData(n) for n in range(recipe.start.count())] == [str(OLD), ""]
    recipe.network.setCurrentIndex(recipe.network.findData("unet2d"))
    recipe.network.activated.emit(recipe.network.currentIndex())
    assert [recipe.start.itemData(n) for n in range(recipe.start.count())] == [str(FLAT), ""]
    recipe.start.setCurrentIndex(1)
    recipe.start.activated.emit(1)
    plan = chosen(dialog, qtbot)
    assert (plan.network, plan.start) == ("unet2d", "")


def test_everything_can_be_wished(open_dialog: Open, qtbot: QtBot, tmp_path: Path) -> None:
    _, dialog = open_dialog()
    recipe = dialog.recipe
    recipe.by_epochs.click()
    recipe.epochs.setValue(9)
    recipe.batch.setValue(3)
    recipe.device.setCurrentIndex(recipe.device.findData("cpu"))
    recipe.name.setText("été 2")
    recipe.folder.setText(str(tmp_path))
    recipe.track.setChecked(False)
    plan = chosen(dialog, qtbot)
    assert (plan.epochs, plan.minutes, plan.batch, plan.device) == (9, None, 3, "cpu")
    assert (plan.output, plan.track) == (tmp_path / "été 2.keras", False)


def test_an_own_recipe_is_read_and_its_mistakes_are_told(
    open_dialog: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    _, dialog = open_dialog()
    network = dialog.recipe.network
    file.write_text('{"patch": 30}')
    network.setCurrentIndex(network.count() - 1)
    network.activated.emit(network.count() - 1)
    assert "recipe cannot be used" in dialog.problem.text()
    assert not dialog.train.isEnabled()
    file.write_text(TrainingConfig(network=PRESETS["unet2d"].network).model_dump_json())
    network.activated.emit(network.count() - 1)
    assert "mine.json" in network.currentText()
    assert dialog.recipe.start.itemData(0) == str(FLAT)
    assert chosen(dialog, qtbot).recipe == str(file)


def test_a_recipe_that_was_not_picked_leaves_the_network(
    open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    _, dialog = open_dialog()
    network = dialog.recipe.network
    network.setCurrentIndex(network.count() - 1)
    network.activated.emit(network.count() - 1)
    assert network.currentData() == "unet3d"
    assert dialog.train.isEnabled()
    dialog.reject()


def test_the_last_answers_are_offered_again(open_dialog: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window, dialog = open_dialog()
    dialog.recipe.by_epochs.click()
    dialog.recipe.epochs.setValue(9)
    dialog.data.share.setValue(40)
    dialog.recipe.start.setCurrentIndex(1)
    dialog.recipe.start.activated.emit(1)
    first = chosen(dialog, qtbot)
    first.output.parent.mkdir()
    first.output.touch()
    _, again = open_dialog(window, data=None)
    assert again.train.isEnabled(), again.problem.text()
    assert again.data.folder.text() == str(DATA)
    assert again.data.by_share.isChecked()
    second = chosen(again, qtbot)
    assert second == replace(first, name="my-model-2")


def test_a_name_that_is_taken_is_told(open_dialog: Open, tmp_path: Path) -> None:
    (tmp_path / "taken.keras").touch()
    _, dialog = open_dialog()
    dialog.recipe.folder.setText(str(tmp_path))
    dialog.recipe.name.setText("taken")
    assert "There is a model taken" in dialog.problem.text()
    dialog.recipe.name.setText("free")
    assert dialog.train.isEnabled()
    dialog.reject()


def test_a_folder_is_dropped_or_typed(open_dialog: Open, qtbot: QtBot, tmp_path: Path) -> None:
    _, dialog = open_dialog(data=None)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    place, button = QPointF(50, 50), Qt.MouseButton.LeftButton
    drop = QDropEvent(place, Qt.DropAction.CopyAction, mime, button, Qt.KeyboardModifier.NoModifier)
    dialog.dropEvent(drop)
    assert drop.isAccepted()
    assert dialog.data.folder.text() == str(tmp_path)
    qtbot.waitUntil(lambda: bool(dialog.data.summary.text()) and dialog.train.isEnabled())
    dialog.data.folder.clear()
    assert not dialog.train.isEnabled()
    QTest.keyClicks(dialog.data.folder, "/data/typed")
    qtbot.waitUntil(dialog.train.isEnabled)
    assert dialog.plan.data == "/data/typed"
    dialog.reject()


def test_closing_ends_the_look_into_the_folder(open_dialog: Open, core: FakeCore, qtbot: QtBot) -> None:
    window, dialog = open_dialog()
    dialog.data.choose(DATA / "other")
    dialog.reject()
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_every_control_has_a_name_and_can_be_reached_by_key(open_dialog: Open) -> None:
    _, dialog = open_dialog()
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSpinBox)
    controls = [
        c for kind in kinds for c in dialog.findChildren(kind) if not c.objectName().startswith("qt_")
    ]
    assert len(controls) > 15
    for control in controls:
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, control
        if control.isVisible() and control.isEnabled():
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control
    dialog.reject()
