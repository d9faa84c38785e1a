"""The runs that MLflow has recorded: a table, and the curves of those that are chosen."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.actions.runs import Runs
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.curves import Curves, Series, seen_on
from app.panels.parts import details, heading, muted, title
from app.panels.runs_table import RunsModel, make_runs_table
from app.session.run_history import RunRow, number_title

# Okabe and Ito's, told apart by colour-blind people.
_COLOURS = ((0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0), (86, 180, 233))
_FIRST_CHOICES = (("val_loss", "loss"), ("val_dice",))
_NONE_YET = QT_TRANSLATE_NOOP(
    "", "There are no runs yet.\nEvery training that is recorded in MLflow will be listed here."
)


class RunsPanel(QWidget):
    """Recorded runs.

    Signals:
        refresh_requested, open_requested: Read them again; open MLflow's own pages.
        promote_requested: The version that is to be the champion.
    """

    refresh_requested = Signal()
    open_requested = Signal()
    promote_requested = Signal(str)

    def __init__(self, runs: Runs) -> None:
        super().__init__()
        self._runs = runs
        self._shown: tuple[RunRow, ...] = ()
        self._state = muted()
        self.refresh_button, self.promote = QPushButton(tr("Refresh")), QPushButton(tr("Promote to Champion"))
        self.open = QPushButton(tr("Open MLflow"))
        self._model = RunsModel()
        self.table = make_runs_table(self._model)
        self._empty = muted(wrap=True)
        self._pages = QStackedWidget()
        self.choosers = (_chooser(tr("Number of the left chart")), _chooser(tr("Number of the right chart")))
        self.charts = tuple(
            Curves(tr("Curves"), tr("Choose runs to see their curves."), legend=False) for _ in self.choosers
        )
        self.details = QTextBrowser()
        self._set_up()
        self._lay_out()
        runs.changed.connect(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> list[RunRow]:
        """Return the runs that are chosen, in the order of the table."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self._model.rows[row] for row in rows]

    def refresh(self) -> None:
        """Show what is known."""
        runs = self._runs
        if runs.rows != self._shown:
            self._show_rows(runs.rows)
        self._pages.setCurrentIndex(1 if runs.rows else 0)
        self._empty.setText(self._words())
        reading = f"{tr(runs.progress.stage)}…" if runs.progress is not None else ""
        self._state.setText(reading if runs.rows else "")
        self.refresh_button.setEnabled(not runs.is_loading)
        self.open.setEnabled(not runs.is_opening)
        self.open.setText(tr("Starting MLflow…") if runs.is_opening else tr("Open MLflow"))
        self._follow_choice()

    def _words(self) -> str:
        if self._runs.is_loading:
            return tr("Reading the runs…")
        problem = self._runs.problem
        return tr(_NONE_YET) if problem is None else f"{problem.message}\n{details(problem)}"

    def _set_up(self) -> None:
        self.refresh_button.clicked.connect(self.refresh_requested)
        self.open.clicked.connect(self.open_requested)
        self.open.setToolTip(tr("Show MLflow's own pages in the browser; they end with this program"))
        self.promote.clicked.connect(self._promote)
        self.promote.setToolTip(tr("Make the version of the chosen run the one to use"))
        self.table.selectionModel().selectionChanged.connect(self._follow_choice)
        self.details.setLineWrapMode(QTextBrowser.LineWrapMode.NoWrap)
        self.details.setAccessibleName(tr("What the run was told to do"))
        self._empty.setObjectName("hollow")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for chooser, chart in zip(self.choosers, self.charts, strict=True):
            chart.set_chooser(chooser)
            chooser.currentIndexChanged.connect(self._draw)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title(tr("Runs")))
        head.addSpacing(8)
        head.addWidget(self._state, 1)
        for button in (self.refresh_button, self.promote, self.open):
            head.addWidget(button)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.table)
        self._below = QWidget()
        row = QHBoxLayout(self._below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for chart in self.charts:
            row.addWidget(chart, 4)
        aside = QVBoxLayout()
        aside.setSpacing(6)
        aside.addWidget(heading(tr("Recipe")))
        aside.addWidget(self.details)
        row.addLayout(aside, 3)
        body = QSplitter(Qt.Orientation.Vertical)
        body.setHandleWidth(12)
        body.setChildrenCollapsible(False)
        body.addWidget(self._pages)
        body.addWidget(self._below)
        body.setSizes([300, 340])
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(body, 1)

    def _show_rows(self, rows: tuple[RunRow, ...]) -> None:
        """Show other runs; those chosen stay so."""
        chosen = {run.id for run in self.chosen}
        self._shown = rows
        self._model.show_rows(rows)
        self._offer_numbers()
        wanted = [n for n, run in enumerate(rows) if run.id in chosen]
        if not wanted:  # the latest with curves is what one wants to see
            wanted = [n for n, run in enumerate(rows) if run.curves][:1]
        selection = self.table.selectionModel()
        for row in wanted:
            selection.select(
                self._model.index(row, 0), selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            )

    def _offer_numbers(self) -> None:
        names = sorted({name for run in self._shown for name in run.curves}, key=number_title)
        for chooser, wanted in zip(self.choosers, _FIRST_CHOICES, strict=True):
            before = chooser.currentData()
            chooser.blockSignals(True)
            chooser.clear()
            for name in names:
                chooser.addItem(number_title(name), name)
            places = [chooser.findData(name) for name in (before, *wanted) if name in names]
            chooser.setCurrentIndex(places[0] if places else 0)
            chooser.blockSignals(False)

    def _follow_choice(self) -> None:
        chosen = self.chosen
        version = chosen[0].version if len(chosen) == 1 and not chosen[0].is_champion else ""
        self.promote.setEnabled(bool(version) and not self._runs.is_promoting)
        self.promote.setText(tr("Promoting…") if self._runs.is_promoting else tr("Promote to Champion"))
        self._below.setVisible(bool(self._shown))
        self.details.setHtml(_recipe(chosen[0]) if chosen else "")
        self._draw()

    def _draw(self) -> None:
        drawn = [run for run in self.chosen if run.curves][: len(_COLOURS)]
        colours = dict(zip((run.id for run in drawn), _COLOURS, strict=False))
        self._model.colour({name: seen_on(QColor(*rgb), self.palette()) for name, rgb in colours.items()})
        for chooser, chart in zip(self.choosers, self.charts, strict=True):
            name = chooser.currentData()
            chart.show_series([Series(run.name, colours[run.id], run.curves.get(name, ())) for run in drawn])

    def _promote(self) -> None:
        self.promote_requested.emit(self.chosen[0].version)


def _recipe(run: RunRow) -> str:
    """Return the parameters of a run as a table."""
    style = "style='padding: 1px 12px 1px 0'"
    rows = "".join(
        f"<tr><td {style}>{escape(name)}</td><td {style}><b>{escape(str(value))}</b></td></tr>"
        for name, value in sorted(run.params.items())
    )
    return f"<p><b>{escape(run.name)}</b></p><table>{rows}</table>"


def _chooser(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    return box
