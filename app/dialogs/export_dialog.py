"""The export dialog: of whom, what, in which form and where, and the names of the files to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.export_parts_box import PartsBox
from app.dialogs.question import Answer, ask
from app.language import tr
from app.panels.parts import heading, muted, problem_text, resize_on_screen
from app.session.export_choice import ExportChoice
from app.session.session import Entry
from isegcore.errors import IsegError
from isegcore.export.plan import ExportPlan, Part
from isegcore.io.bids import bids_root_of, derivative_root, require_derivative

_KEY = "export/choice"
_MOST_SHOWN = 400  # lines of the preview
_ROW_PX = 22


class ExportDialog(QDialog):
    """Asks for an export; remembers the answer.

    Signals:
        export_requested: The `ExportPlan`, the entries, and whether files may be replaced.
    """

    export_requested = Signal(object, object, bool)

    def __init__(
        self,
        entries: Sequence[Entry],
        current: Entry | None,
        folder: str,
        settings: QSettings,
        parent: QWidget,
    ) -> None:
        """Ask.

        Args:
            entries: The subjects that have a result.
            current: The open subject; it need not be one of them.
            folder: Where files have been exported to lately.
            settings: Remember the answer.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("export more")
        self.setWindowTitle(tr("Export"))
        self._entries, self._folder, self._settings = tuple(entries), folder, settings
        keys = [entry.key for entry in self._entries]
        self._current = current if current is not None and current.key in keys else None
        self._plan: ExportPlan | None = None
        self._existing: list[Path] = []
        name = self._current.files.id if self._current else ""
        self.one = QRadioButton(tr("&This subject: {name}").format(name=_short(name)))
        count = len(self._entries)
        self.all = QRadioButton(tr("&All {n} subjects that have a result").format(n=count))
        self.all.setVisible(count > 1 or self._current is None)
        self.parts = PartsBox(self)
        self.layout_box = QComboBox()
        self.folder = QLineEdit()
        self.browse = QPushButton(tr("&Browse…"))
        self.preview = QTreeWidget()
        self.summary = muted(wrap=True)
        self.note = muted(wrap=True)
        self.problem = problem_text()
        self.export = QPushButton(tr("Export"))
        self.cancel = QPushButton(tr("Cancel"))
        self._fill()
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def chosen(self) -> tuple[Entry, ...]:
        """Return the subjects to export."""
        return (self._current,) if self.one.isChecked() and self._current else self._entries

    @property
    def choice(self) -> ExportChoice:
        """Return what is chosen."""
        choice = ExportChoice(folder=self.folder.text().strip(), bids=bool(self.layout_box.currentData()))
        return self.parts.put_into(choice)

    def _fill(self) -> None:
        choice = ExportChoice.from_text(str(self._settings.value(_KEY, "")))
        self.one.setEnabled(self._current is not None)
        (self.one if self._current is not None else self.all).setChecked(True)
        self.layout_box.addItem(tr("Files in one folder"), userData=False)
        self.layout_box.addItem(tr("BIDS derivative"), userData=True)
        self.layout_box.setCurrentIndex(int(choice.bids))
        self.parts.fill(choice)
        self._suggest_folder()

    def _suggest_folder(self) -> None:
        """Put the usual folder of the layout into the line: of a BIDS data set, its derivatives."""
        if self.layout_box.currentData():
            images = next(iter(self._entries[0].files.images.values()))
            raw = bids_root_of(images.parent)
            self.folder.setText(str(derivative_root(raw or Path(self._folder))))
        else:
            self.folder.setText(self._folder)

    def _connect(self) -> None:
        self.one.toggled.connect(self._refresh)
        self.parts.changed.connect(self._refresh)
        self.folder.textChanged.connect(self._refresh)
        self.layout_box.currentIndexChanged.connect(self._suggest_folder)
        self.layout_box.currentIndexChanged.connect(self._refresh)
        self.browse.clicked.connect(self._browse)
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self._go)
        self.finished.connect(self.deleteLater)

    def _refresh(self) -> None:
        """Say what would be written, and the first thing that stands in the way."""
        self.parts.follow_layout(bids=bool(self.layout_box.currentData()))
        names = [entry.files.id for entry in self.chosen]
        self._plan, problem = self._checked(names)
        scored = any(entry.files.label is not None for entry in self.chosen)
        files = self._plan.all_files(names, scored=scored) if self._plan is not None else ()
        self._existing = [path for path in files if path.exists()]
        self._show(files)
        self.note.setText(self._note())
        self.note.setVisible(bool(self.note.text()))
        if not problem and not files:
            problem = tr("Tick what to export.")
        self.problem.setText(problem)
        self.export.setEnabled(not problem)

    def _note(self) -> str:
        """Return what the maps are of, where the labels have been corrected since the model made them."""
        if self._plan is None or not self._plan.parts & {Part.CONFIDENCE, Part.PROBABILITIES}:
            return ""
        names = [entry.files.id for entry in self.chosen if entry.is_edited]
        if not names:
            return ""
        shown = ", ".join(map(_short, names[:3])) + ("…" if len(names) > 3 else "")
        words = tr(
            "Corrected by hand: {names}. Probabilities are still those of the model; confidence is 0 where "
            "you changed the label."
        )
        return words.format(names=shown)

    def _checked(self, names: Sequence[str]) -> tuple[ExportPlan | None, str]:
        if not self.folder.text().strip():
            return None, tr("Choose a folder.")
        try:
            plan = self.choice.make_plan()
            plan.require_distinct(names)
            if plan.bids:
                require_derivative(plan.folder)
        except IsegError as error:
            return None, f"{error.message} {error.hint}".strip()
        except (OSError, ValueError):
            return None, tr("This folder cannot be used.")
        return plan, "" if plan.folder.is_absolute() else tr("Give the whole path of the folder.")

    def _show(self, files: Sequence[Path]) -> None:
        self.preview.clear()
        there = set(self._existing)
        root = self._plan.folder if self._plan is not None else Path()
        for path in files[:_MOST_SHOWN]:
            item = QTreeWidgetItem([path.relative_to(root).as_posix(), tr("exists") if path in there else ""])
            item.setToolTip(0, str(path))
            item.setSizeHint(0, QSize(0, _ROW_PX))
            self.preview.addTopLevelItem(item)
        if len(files) > _MOST_SHOWN:
            self.preview.addTopLevelItem(
                QTreeWidgetItem([tr("and {count} more").format(count=len(files) - _MOST_SHOWN), ""])
            )
        self.preview.resizeColumnToContents(1)
        words = tr("{count} files").format(count=len(files))
        if there:
            words = tr("{count} files, {existing} of them exist").format(
                count=len(files), existing=len(there)
            )
        is_bids = self._plan is not None and self._plan.bids
        self.summary.setText(words + (tr(", besides those that describe the derivative") if is_bids else ""))

    def _browse(self) -> None:
        dialog = QFileDialog(
            self, tr("Export to"), self.folder.text() if Path(self.folder.text()).is_dir() else ""
        )
        dialog.setObjectName("export folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(self) -> None:
        if not self._existing:
            self._finish(overwrite=False)
            return
        count = len(self._existing)
        names = ", ".join(path.name for path in self._existing[:3]) + ("…" if count > 3 else "")
        ask(
            self,
            "overwrite",
            tr("Replace {count} files?").format(count=count) if count > 1 else tr("Replace a file?"),
            tr("There already: {names}. Replacing cannot be undone.").format(names=names),
            Answer(tr("Replace"), lambda: self._finish(overwrite=True), destroys=True),
            Answer(tr("Cancel")),
        )

    def _finish(self, *, overwrite: bool) -> None:
        self._settings.setValue(_KEY, replace(self.choice, folder="").to_text())
        self.export_requested.emit(self._plan, self.chosen, overwrite)
        self.accept()

    def _lay_out(self) -> None:
        resize_on_screen(self, 980, 600)
        _name(
            {
                tr("Export this subject"): self.one,
                tr("Export all subjects"): self.all,
                tr("Layout"): self.layout_box,
                tr("Folder"): self.folder,
                tr("Files that will be written"): self.preview,
            }
        )
        self.preview.setHeaderLabels([tr("File"), ""])
        self.preview.setRootIsDecorated(False)
        self.preview.setUniformRowHeights(True)
        self.preview.header().setStretchLastSection(False)
        self.preview.header().setSectionResizeMode(0, self.preview.header().ResizeMode.Stretch)
        self.preview.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.export.setProperty("primary", "true")
        self.export.setDefault(True)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        left = _column(
            heading(tr("Subjects")), self.one, self.all, self.parts, heading(tr("Where")), self.layout_box
        )
        left.addLayout(where)
        left.addStretch(1)
        right = _column(heading(tr("Files")), self.preview, self.summary, self.note)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addLayout(left, 4)
        halves.addLayout(right, 5)
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(14)
        column.addLayout(halves, 1)
        column.addWidget(line)
        column.addLayout(foot)


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget)
    return column


def _name(widgets: Mapping[str, QWidget]) -> None:
    for name, widget in widgets.items():
        widget.setAccessibleName(name)


def _short(name: str) -> str:
    shown = name if len(name) <= 34 else f"{name[:16]}…{name[-16:]}"
    return shown.replace("&", "&&")
