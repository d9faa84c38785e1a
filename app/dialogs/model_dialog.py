"""The model chooser: the models at hand, and what the card of each says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.card_page import card_page
from app.dialogs.model_shelf import IN_USE, SHELVED, ShelfLines, Shelved, find_shelf, open_shelved
from app.jobs.job import Job, Runner
from app.language import tr
from app.panels.parts import heading, problem_colour, resize_on_screen
from app.services import Services
from app.session.model_choice import ModelChoice
from isegcore.monitor import Monitor


class ModelDialog(QDialog):
    """Lets the user choose which model Segment uses."""

    def __init__(self, model: ModelChoice, services: Services, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("models")
        self.setWindowTitle(tr("Choose a Model"))
        resize_on_screen(self, 1040, 640)
        self._model, self._services, self._runner = model, services, runner
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Models"))
        self.list.setObjectName("shelf")
        self.list.setItemDelegate(ShelfLines(self.list))
        self.card = QTextBrowser()
        self.card.setAccessibleName(tr("Card of the model"))
        self.open_file = QPushButton(tr("Open &File…"))
        self.leave, self.use = QPushButton(tr("Close")), QPushButton(tr("&Use This Model"))
        self.use.setProperty("primary", "true")
        self.use.setDefault(True)
        self.use.setEnabled(False)
        self._lay_out()
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemDoubleClicked.connect(lambda _item: self.use.click())
        self.open_file.clicked.connect(self._ask_file)
        self.use.clicked.connect(self._use)
        self.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.card.setPlainText(tr("Looking for models…"))
        self._submit(partial(find_shelf, services, [model.current, *model.files]), self._fill)

    @property
    def chosen(self) -> Shelved | None:
        """Return the model whose card is shown."""
        item = self.list.currentItem()
        return None if item is None else cast(Shelved, item.data(SHELVED))

    def look_at(self, path: Path) -> None:
        """Open a model file and show its card; it is used once the user says so."""
        self._submit(partial(open_shelved, self._services, str(path)), self._add)

    def _submit(self, work: Callable[[Monitor], object], then: Callable[[object], None]) -> None:
        job = Job("Looking for models", work, quiet=True)
        job.succeeded.connect(then)
        self._runner.submit(job)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(heading(tr("Models")))
        left.addWidget(self.list, 1)
        left.addWidget(self.open_file)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left, 2)
        row.addWidget(self.card, 5)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.leave)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(14)
        column.addLayout(row, 1)
        column.addLayout(foot)

    def _fill(self, shelf: object) -> None:
        for shelved in cast(list[Shelved], shelf):
            item = self._add_item(shelved)
            if shelved.choice == self._model.current:
                self.list.setCurrentItem(item)
        if self.list.count() and self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def _add(self, shelved: object) -> None:
        """Show a model that was opened by its file, in place of the line that it may have had."""
        new = cast(Shelved, shelved)
        for row in range(self.list.count()):
            if self.list.item(row).data(SHELVED).choice == new.choice:
                self.list.takeItem(row)
                break
        self.list.setCurrentItem(self._add_item(new))

    def _add_item(self, shelved: Shelved) -> QListWidgetItem:
        item = QListWidgetItem(f"{shelved.name}, {shelved.words}")
        item.setData(SHELVED, shelved)
        item.setData(IN_USE, shelved.choice == self._model.current)
        item.setToolTip(shelved.choice)
        self.list.addItem(item)
        return item

    def _show_current(self) -> None:
        shelved = self.chosen
        self.use.setEnabled(shelved is not None and shelved.bundle is not None)
        if shelved is None:
            self.card.clear()
        elif shelved.bundle is not None:
            muted = self.palette().placeholderText().color().name()
            self.card.setHtml(card_page(shelved.bundle.card, shelved.bundle.path, muted))
        elif shelved.problem is not None:
            problem, colour = shelved.problem, problem_colour().name()
            path = escape(str(problem.path or shelved.choice))
            self.card.setHtml(
                f"<h2>{escape(shelved.name)}</h2><p style='color: {colour}'>{escape(problem.message)}</p>"
                f"<p>{escape(problem.hint)}</p><p>{path}</p>"
            )

    def _ask_file(self) -> None:
        last = self._model.files[0] if self._model.files else str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Open a model"), last, tr("Models (*.keras);;All files (*)")
        )
        if chosen:
            self.look_at(Path(chosen))

    def _use(self) -> None:
        if self.chosen is not None:
            self._model.choose(self.chosen.choice)
        self.accept()
