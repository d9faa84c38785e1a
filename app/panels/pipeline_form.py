"""What a pipeline is asked for: folders, when to train, how many workers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import FIELD_PX
from app.session.pipeline_plan import PipelinePlan

_TYPING_MS = 400
_POLICIES = (
    ("auto", QT_TRANSLATE_NOOP("", "if there is no model of its own that can be used")),
    ("always", QT_TRANSLATE_NOOP("", "always")),
    ("never", QT_TRANSLATE_NOOP("", "never; segment with the chosen model")),
)


class PipelineForm(QWidget):
    """The fields.

    Signals:
        changed: Any of them.
        folder_chosen: The folder of the subjects, to be looked into.
    """

    changed = Signal()
    folder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.data, self.outputs = QLineEdit(), QLineEdit()
        self.browse_data, self.browse_outputs = QPushButton(tr("Browse…")), QPushButton(tr("Browse…"))
        self.policy = QComboBox()
        self.minutes, self.jobs = QSpinBox(), QSpinBox()
        self.track = QCheckBox(tr("Record in ML&flow"))
        self._looked_at = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._set_up()
        self._lay_out()

    @property
    def plan(self) -> PipelinePlan:
        """Return what is filled in; of all subjects."""
        return PipelinePlan(
            data=_absolute(self.data.text()),
            outputs=_absolute(self.outputs.text()),
            train=str(self.policy.currentData()),
            minutes=self.minutes.value(),
            jobs=self.jobs.value(),
            track=self.track.isChecked(),
        )

    def fill(self, plan: PipelinePlan) -> None:
        """Show a plan."""
        self.outputs.setText(plan.outputs)
        self.policy.setCurrentIndex(max(0, self.policy.findData(plan.train)))
        self.minutes.setValue(plan.minutes)
        self.jobs.setValue(plan.jobs)
        self.track.setChecked(plan.track)
        self.choose(plan.data)

    def choose(self, data: str) -> None:
        """Show another folder of subjects; results go beside it unless a folder for them is chosen."""
        self.data.setText(data)
        self._look()

    def _set_up(self) -> None:
        for field, browse, name in (
            (self.data, self.browse_data, tr("Folder of the subjects")),
            (self.outputs, self.browse_outputs, tr("Folder for the results")),
        ):
            field.setAccessibleName(name)
            field.setMinimumWidth(160)
            browse.setAccessibleName(tr("Browse: {name}").format(name=name))
            browse.clicked.connect(lambda _=False, f=field, n=name: self._browse(f, n))
            field.textChanged.connect(self.changed)
        self.data.setPlaceholderText(tr("Drop a folder here, or browse"))
        for value, words in _POLICIES:
            self.policy.addItem(tr(words), value)
        self.policy.setAccessibleName(tr("When to train"))
        self.policy.setToolTip(tr("Train unet_stage1_4class.keras, in the folder models beside the results"))
        self.policy.currentIndexChanged.connect(self._follow)
        self.minutes.setRange(1, 10_000)
        self.minutes.setValue(20)
        self.minutes.setSuffix(" min")
        self.minutes.setAccessibleName(tr("Minutes of training"))
        self.jobs.setRange(0, 64)
        self.jobs.setSpecialValueText(tr("automatic"))
        self.jobs.setAccessibleName(tr("Worker processes"))
        self.jobs.setToolTip(tr("How many subjects are worked on at once; fewer if the memory is short"))
        self.track.setToolTip(tr("Label images and slices of the scans go to the store: patient data"))
        for spin in (self.minutes, self.jobs):
            spin.setMinimumHeight(FIELD_PX)
            spin.valueChanged.connect(self.changed)
        self.track.toggled.connect(self.changed)
        self._typing.timeout.connect(self._look)
        self.data.textEdited.connect(lambda _text: self._typing.start())
        self.data.editingFinished.connect(self._look)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for row, (words, field, browse) in enumerate(
            (
                (tr("&Subjects"), self.data, self.browse_data),
                (tr("&Results"), self.outputs, self.browse_outputs),
            )
        ):
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(browse, row, 2)
        options = QHBoxLayout()
        options.setSpacing(10)
        for words, control in ((tr("for"), self.minutes), (tr("Workers"), self.jobs)):
            label = QLabel(words)
            label.setBuddy(control)
            options.addWidget(label)
            options.addWidget(control)
        train = QLabel(tr("&Train"))
        train.setBuddy(self.policy)
        row_of_options = QHBoxLayout()
        row_of_options.setSpacing(10)
        row_of_options.addWidget(self.policy, 1)
        row_of_options.addLayout(options)
        row_of_options.addWidget(self.track)
        row_of_options.addStretch()
        grid.addWidget(train, 2, 0)
        grid.addLayout(row_of_options, 2, 1, 1, 2)

    def _browse(self, field: QLineEdit, name: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self, name, field.text())
        if chosen and field is self.data:
            self.choose(chosen)
        elif chosen:
            field.setText(chosen)

    def _look(self) -> None:
        """Have the folder looked into, unless that has been done."""
        self._typing.stop()
        folder = _absolute(self.data.text())
        if folder == self._looked_at:
            return
        self._looked_at = folder
        if folder and not self.outputs.text().strip():
            self.outputs.setText(str(Path(folder).parent / "outputs"))
        if folder:
            self.folder_chosen.emit(Path(folder))

    def _follow(self) -> None:
        self.minutes.setEnabled(self.policy.currentData() != "never")
        self.changed.emit()


def _absolute(text: str) -> str:
    return str(Path(text.strip()).expanduser().absolute()) if text.strip() else ""
