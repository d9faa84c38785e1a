"""The right half of the training dialog: which network, from what, how long, on what, and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpacerItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import FIELD_PX, heading, muted
from app.session.training_plan import TrainingPlan, free_name, name_problem
from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import IsegError
from isegcore.folders import models_folder
from isegcore.inference.device import Device
from isegcore.network.config import UNetConfig
from isegcore.network.presets import DEFAULT_PRESET, PRESETS
from isegcore.training.recipe import read_recipe

_OWN = "own recipe"
_DEVICES = {
    Device.AUTO: QT_TRANSLATE_NOOP("", "Automatic"),
    Device.CPU: QT_TRANSLATE_NOOP("", "CPU"),
    Device.GPU: QT_TRANSLATE_NOOP("", "GPU"),
}


class RecipeBox(QWidget):
    """Everything but the data.

    Signals:
        changed: Any of it.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._models: tuple[ModelBundle, ...] = ()
        self._wanted_start: str | None = None
        self._proposed = ""
        self._recipe = ""
        self._network: UNetConfig | None = PRESETS[DEFAULT_PRESET].network
        self._recipe_problem = ""
        self.network = _combo(tr("Network"))
        self.start = _combo(tr("Model to start from"))
        self.by_minutes, self.by_epochs = QRadioButton(tr("mi&nutes")), QRadioButton(tr("&epochs"))
        self.minutes, self.epochs = _number(tr("Minutes"), 1, 10_000), _number(tr("Epochs"), 1, 100_000)
        self.batch = _number(tr("Patches a step"), 0, 256)
        self.device = _combo(tr("Device"))
        self.name = QLineEdit()
        self.folder = QLineEdit()
        self.browse = QPushButton(tr("Bro&wse…"))
        self.track = QCheckBox(tr("Re&cord the run in MLflow"))
        self._fill_choices()
        self._lay_out()
        self._connect()

    @property
    def problem(self) -> str:
        """Return what stands in the way of training; empty if nothing does."""
        return self._recipe_problem or name_problem(self.put_into(TrainingPlan()))

    def put_into(self, plan: TrainingPlan) -> TrainingPlan:
        """Return the plan with what is chosen here."""
        by_minutes = self.by_minutes.isChecked()
        return replace(
            plan,
            network=DEFAULT_PRESET if self._recipe else self.network.currentData(),
            recipe=self._recipe,
            start=self.start.currentData() or "",
            epochs=None if by_minutes else self.epochs.value(),
            minutes=self.minutes.value() if by_minutes else None,
            batch=self.batch.value() or None,
            device=self.device.currentData(),
            name=self.name.text().strip(),
            folder=str(Path(self.folder.text().strip()).expanduser()) if self.folder.text().strip() else "",
            track=self.track.isChecked(),
        )

    def fill(self, plan: TrainingPlan) -> None:
        """Show a plan, under a name that is still free."""
        folder = plan.folder or str(models_folder())
        self.folder.setText(folder)
        self.name.setText(free_name(plan.name or "my-model", Path(folder)))
        (self.by_epochs if plan.minutes is None else self.by_minutes).setChecked(True)
        self.minutes.setValue(round(plan.minutes or self.minutes.value()))
        self.epochs.setValue(plan.epochs or self.epochs.value())
        self.batch.setValue(plan.batch or 0)
        self.track.setChecked(plan.track)
        self.device.setCurrentIndex(max(0, self.device.findData(plan.device)))
        self._wanted_start = plan.start if plan.data else None  # a plan with data has been used
        if plan.recipe:
            self._use_recipe(plan.recipe)
        else:
            self.network.setCurrentIndex(max(0, self.network.findData(plan.network)))
        self._follow_network()

    def offer_models(self, models: Sequence[ModelBundle]) -> None:
        """Offer models to start from."""
        self._models = tuple(models)
        self._follow_proposal()
        self._follow_network()

    def propose(self, start: str, name: str) -> None:
        """Propose a model to start from, by name or path, and a name; its network is chosen with it."""
        self._proposed = start
        self.name.setText(free_name(name, Path(self.folder.text())))
        self._follow_proposal()
        self._follow_network()

    def _follow_proposal(self) -> None:
        for model in self._models:
            if self._proposed in (model.path.stem, str(model.path)):
                network = _network_of(model)
                names = [name for name, preset in PRESETS.items() if preset.network == network]
                if names:
                    self._recipe, self._wanted_start = "", str(model.path)
                    self.network.setCurrentIndex(self.network.findData(names[0]))

    def _fill_choices(self) -> None:
        for name, preset in PRESETS.items():
            self.network.addItem(tr(preset.title), name)
        self.network.insertSeparator(self.network.count())
        self.network.addItem(tr("Own recipe (JSON)…"), _OWN)
        for device, title in _DEVICES.items():
            self.device.addItem(tr(title), device.value)
        self.by_minutes.setChecked(True)
        self.minutes.setValue(20)
        self.epochs.setValue(60)
        self.batch.setSpecialValueText(tr("As the network needs"))
        self.name.setAccessibleName(tr("Name of the model"))
        self.folder.setAccessibleName(tr("Folder to save the model in"))
        self.browse.setAccessibleName(tr("Browse for the folder to save the model in"))
        self.track.setToolTip(tr("Parameters, curves and previews; no names of files, folders or people"))

    def _lay_out(self) -> None:
        length = QHBoxLayout()
        length.setSpacing(6)
        for part in (self.by_minutes, self.minutes, self.by_epochs, self.epochs):
            length.addWidget(part, 1 if isinstance(part, QSpinBox) else 0)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        save_in = QLabel(tr("Sa&ve in"))
        save_in.setBuddy(self.folder)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(9)
        form.setHorizontalSpacing(14)
        form.addRow(heading(tr("Recipe")))
        form.addRow(tr("Net&work"), self.network)
        form.addRow(tr("Start &from"), self.start)
        form.addRow(tr("Train for"), length)
        form.addRow(tr("Ba&tch"), self.batch)
        form.addRow(tr("&Device"), self.device)
        form.addItem(QSpacerItem(0, 8))
        form.addRow(heading(tr("Model")))
        form.addRow(tr("Na&me"), self.name)
        form.addRow(save_in, where)
        form.addRow("", self.track)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addStretch()
        column.addWidget(muted(tr("Training goes on in the background; the window stays free."), wrap=True))

    def _connect(self) -> None:
        self.network.activated.connect(self._choose_network)
        self.start.activated.connect(lambda _index: self._choose_start())
        self.browse.clicked.connect(self._browse)
        for box in (self.by_minutes, self.by_epochs):
            box.toggled.connect(self._follow_length)
        for edit in (self.name, self.folder):
            edit.textChanged.connect(self.changed)
        self._follow_length()

    def _follow_length(self) -> None:
        self.minutes.setEnabled(self.by_minutes.isChecked())
        self.epochs.setEnabled(self.by_epochs.isChecked())
        self.changed.emit()

    def _choose_network(self, index: int) -> None:
        if self.network.itemData(index) != _OWN:
            self._recipe = self._recipe_problem = ""
            self._follow_network()
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Recipe (TrainingConfig)"), str(Path(self._recipe).parent), tr("Recipes (*.json)")
        )
        if chosen:
            self._use_recipe(chosen)
        elif not self._recipe:
            self.network.setCurrentIndex(0)
        self._follow_network()

    def _use_recipe(self, path: str) -> None:
        self._recipe = path
        last = self.network.count() - 1
        self.network.setItemText(last, tr("Own recipe: {name}").format(name=Path(path).name))
        self.network.setCurrentIndex(last)

    def _follow_network(self) -> None:
        """Offer what the chosen network can start from: models of the same layers."""
        self._recipe_problem = ""
        try:
            own = read_recipe(Path(self._recipe)).network if self._recipe else None
            self._network = own or PRESETS[self.network.currentData()].network
        except IsegError as problem:
            self._network, self._recipe_problem = None, problem.message
        self.network.setToolTip(self.network.currentText())
        self.start.clear()
        for model in self._models:
            if _network_of(model) == self._network:
                self.start.addItem(f"{model.path.stem}: {model.card.title}", str(model.path))
        self.start.addItem(tr("Nothing: random weights"), "")
        if self._wanted_start is not None:
            self.start.setCurrentIndex(max(0, self.start.findData(self._wanted_start)))
        self.start.setToolTip(self.start.currentText())
        self.changed.emit()

    def _choose_start(self) -> None:
        self._wanted_start = self.start.currentData()
        self.start.setToolTip(self.start.currentText())
        self.changed.emit()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Save the model in"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def _network_of(model: ModelBundle) -> UNetConfig | None:
    try:
        return UNetConfig.model_validate(model.card.network)
    except ValueError:  # made by another version of the program
        return None


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(22)
    box.setMinimumHeight(FIELD_PX)
    return box


def _number(name: str, low: int, high: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setMinimumHeight(FIELD_PX)
    box.setAccessibleName(name)
    return box
