"""The left half of the training dialog: the folder, what is in it, and who is held out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions.data_check import DataCheck, data_problem, validated
from app.dialogs.train_subjects import SubjectsModel, make_subjects_table
from app.language import tr
from app.panels.parts import FIELD_PX, heading, muted
from isegcore.data.dataset import join_ids, split_ids

_TYPING_MS = 400


class DataBox(QWidget):
    """Where the subjects are and how they are split.

    Signals:
        changed: Folder, split, or what is known of the subjects.
    """

    changed = Signal()

    def __init__(self, data: DataCheck) -> None:
        super().__init__()
        self._data = data
        self._looked_at = ""
        self._ticked: frozenset[str] = frozenset()
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(tr("Drop a folder here, or browse"))
        self.folder.setAccessibleName(tr("Folder of labelled subjects"))
        self.browse = QPushButton(tr("&Browse…"))
        self.browse.setAccessibleName(tr("Browse for the folder of subjects"))
        self._model = SubjectsModel()
        self._pages = QStackedWidget()
        self.table = make_subjects_table(self._model)
        self._empty = muted(
            tr("The subjects will be listed here, with what each has and what it lacks."), wrap=True
        )
        self.summary = muted()
        self.by_share = QRadioButton(tr("a &share of"))
        self.by_tick = QRadioButton(tr("the &ticked subjects"))
        self.share = QSpinBox()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._set_up()
        self._lay_out()

    @property
    def validation(self) -> str:
        """Return the split as the user chose it: a share, or ids with commas between them."""
        return self._share if self.by_share.isChecked() else join_ids(sorted(self._ticked))

    @property
    def _share(self) -> str:
        return f"{self.share.value() / 100:g}"

    @property
    def held_out(self) -> frozenset[str]:
        """Return the ids of the subjects that this holds out."""
        return validated(self._data.labelled, self.validation)

    @property
    def is_blank(self) -> bool:
        """Return whether no folder has been chosen."""
        return not self.folder.text().strip()

    @property
    def problem(self) -> str:
        """Return what stands in the way of training; empty if nothing does."""
        if self.is_blank:
            return tr("Choose the folder that holds your labelled subjects.")
        return data_problem(self._data, self.validation)

    def fill(self, folder: str, validation: str) -> None:
        """Show a folder and a split."""
        share = _share_of(validation)
        (self.by_tick if share is None else self.by_share).setChecked(True)
        if share is None:
            self._ticked = frozenset(split_ids(validation))
        else:
            self.share.setValue(round(100 * share))
        self.folder.setText(folder)
        self._look()

    def choose(self, folder: Path) -> None:
        """Look into another folder, by browsing or dropping."""
        self.folder.setText(str(folder))
        self._look()

    def refresh(self) -> None:
        """Show what is known."""
        self._model.show_rows(self._data.rows, self.held_out)
        self._pages.setCurrentIndex(1 if self._data.rows else 0)
        self.summary.setText(self._words())
        self.changed.emit()

    def _set_up(self) -> None:
        self.share.setRange(5, 50)
        self.share.setValue(20)
        self.share.setSuffix(" %")
        self.share.setMinimumHeight(FIELD_PX)
        self.share.setAccessibleName(tr("Share of the subjects that is held out"))
        self.by_share.setChecked(True)
        choice = QButtonGroup(self)
        choice.addButton(self.by_share)
        choice.addButton(self.by_tick)
        self.by_share.setAccessibleName(tr("Hold out a share of the subjects"))
        self.by_tick.setAccessibleName(tr("Hold out the ticked subjects"))
        self._typing.timeout.connect(self._look)
        self.folder.textEdited.connect(self._type)
        self.folder.editingFinished.connect(self._look)
        self.folder.textChanged.connect(lambda text: self._look() if not text else None)
        self.browse.clicked.connect(self._browse)
        self.by_tick.toggled.connect(self._start_ticking)
        self.share.valueChanged.connect(self.refresh)
        self._model.ticked.connect(self._tick)
        self._data.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        self._empty.setObjectName("hollow")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        split = QHBoxLayout()
        split.setSpacing(8)
        for part in (muted(tr("Validate on")), self.by_share, self.share, self.by_tick):
            split.addWidget(part)
        split.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("Labelled subjects")))
        column.addLayout(row)
        column.addWidget(self._pages, 1)
        column.addWidget(self.summary)
        column.addLayout(split)

    def _type(self, _text: str) -> None:
        """Wait for the rest before a folder is looked into."""
        self._typing.start()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of labelled subjects"), self.folder.text())
        if chosen:
            self.choose(Path(chosen))

    def _look(self) -> None:
        """Look into the folder, unless that has been done."""
        self._typing.stop()
        folder = self.folder.text().strip()
        if folder == self._looked_at:
            return
        self._looked_at = folder
        if folder:
            self._data.start(Path(folder).expanduser().absolute())
        else:
            self._data.clear()

    def _start_ticking(self, ticking: bool) -> None:
        if ticking and not self._ticked & {row.files.id for row in self._data.rows}:
            self._ticked = validated(self._data.labelled, self._share)
        self.share.setEnabled(not ticking)
        self.refresh()

    def _tick(self, subject: str, held_out: bool) -> None:
        """Hold out a person, all visits, or do not; from then on the ticks decide."""
        person = validated(self._data.labelled, subject)
        ticked = self.held_out | person if held_out else self.held_out - person
        self.by_tick.setChecked(True)
        self._ticked = ticked
        self.refresh()

    def _words(self) -> str:
        rows, labelled = self._data.rows, self._data.labelled
        if self._data.is_busy:
            checked = sum(row.check is not None for row in rows)
            checking = tr("Checking {n} of {total} subjects…").format(n=checked, total=len(rows))
            return checking if rows else tr("Looking for subjects…")
        if not rows:
            return ""
        held = len(self.held_out)
        words = [
            tr("{n} trained on").format(n=len(labelled) - held),
            tr("{n} held out").format(n=held),
        ]
        without = len(rows) - len(labelled)
        return " · ".join([*words, tr("{n} without a label").format(n=without)] if without else words)


def _share_of(validation: str) -> float | None:
    try:
        return float(validation)
    except ValueError:
        return None
