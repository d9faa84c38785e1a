"""Figures: of the tissues of the labels shown, and of the lines that the user has drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.parts import heading, muted, set_tip
from app.panels.plot import Curve, PlotView
from app.session.line import Line, LineKind
from app.session.lines import Lines
from app.session.measuring import Measuring
from app.session.session import Session
from app.session.viewing import Viewing
from isegcore.data.subject import Modality
from isegcore.data.table import Table
from isegcore.labels import BRAIN_TISSUES
from isegcore.metrics.lines import profile
from isegcore.metrics.tissues import TissueMeasure, TissueMeasures

_LIST_PX = 96


class MeasurePanel(QWidget):
    """Tissues above, lines below; what is shown can be copied, and written as CSV.

    Signals:
        tool_requested: A `LineKind` shall be drawn, or no longer.
        copy_requested: A `Table` is wanted on the clipboard.
        save_requested: A `Table` is wanted in a file of this name.
    """

    tool_requested = Signal(object)
    copy_requested = Signal(object)
    save_requested = Signal(object, str)

    def __init__(self, session: Session, viewing: Viewing, measuring: Measuring, lines: Lines) -> None:
        super().__init__()
        self._session, self._viewing = session, viewing
        self._measuring, self._lines = measuring, lines
        self._shown: object = None
        self.figures = _figures_table()
        self.histogram = PlotView(tr("Histogram of each tissue"))
        self.image = QComboBox()
        self.image.setAccessibleName(tr("Image of the histogram"))
        self.image.addItems([modality.value for modality in Modality])
        self.tools = {kind: _tool(kind) for kind in LineKind}
        self.list = QListWidget()
        self.list.setObjectName("shelf")
        self.list.setAccessibleName(tr("Lines"))
        self.list.setFixedHeight(_LIST_PX)
        self.delete = _small(tr("Delete"), tr("Forget the chosen line (Del)"))
        self.profile = PlotView(tr("Intensities along the chosen line"))
        self._hint = muted(wrap=True)
        self._waiting = muted(wrap=True)
        self._histogram_title = muted(tr("Histogram"))
        self._lay_out()
        self._connect()
        self.refresh()

    def show_tool(self, kind: LineKind | None) -> None:
        """Tell which kind of line the left button draws."""
        for each, button in self.tools.items():
            button.setChecked(each is kind)

    def refresh(self) -> None:
        """Show the figures and the lines of the open subject."""
        self._show_figures()
        self._show_lines()

    def _show_figures(self) -> None:
        found, images = self._measuring.latest, self._session.opened
        is_current = self._measuring.figures is not None
        looks = self._viewing.state.looks
        shown = (found, is_current, looks, images, self.image.currentText(), self._viewing.labels is None)
        if shown == self._shown:
            return
        self._shown = shown
        self.setEnabled(images is not None)
        self._waiting.setVisible(found is None)
        self._waiting.setText(
            tr("Measuring…")
            if self._viewing.labels is not None
            else tr("There are no labels to measure: segment the subject.")
        )
        for widget in (self.figures, self._histogram_title, self.histogram, self.image, *self._of_figures):
            widget.setVisible(found is not None)
            widget.setEnabled(is_current)  # labels that have just changed are measured in a moment
        if found is not None:
            self._fill(found)
            self._draw_histogram(found)

    def _fill(self, found: TissueMeasures) -> None:
        modalities = tuple(found.histograms)
        names = ["ml", "%", tr("10³ voxels")]
        names += [f"{modality.value} {what}" for modality in modalities for what in (tr("mean"), tr("sd"))]
        self.figures.setRowCount(len(names))
        self.figures.setVerticalHeaderLabels(names)
        for column, measure in enumerate(found.tissues):
            for row, text in enumerate(_column(measure, modalities)):
                item = QTableWidgetItem(text)
                item.setToolTip(
                    tr("{tissue}: {n} voxels").format(tissue=tr(measure.tissue.title), n=measure.voxels)
                )
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.figures.setItem(row, column, item)
        high = self.figures.horizontalHeader().sizeHint().height() + 4
        self.figures.setFixedHeight(high + sum(self.figures.rowHeight(row) for row in range(len(names))))

    def _draw_histogram(self, found: TissueMeasures) -> None:
        modality = Modality(self.image.currentText())
        if modality not in found.histograms:
            modality = next(iter(found.histograms))
        histogram = found.histograms[modality]
        middles = tuple(((histogram.edges[:-1] + histogram.edges[1:]) / 2).tolist())
        looks = self._viewing.state.looks
        curves = [
            Curve(tr(tissue.name), middles, tuple(map(float, counts.tolist())), looks[tissue].colour)
            for tissue, counts in histogram.counts.items()
        ]
        self.histogram.show_curves(curves, tr("{name} intensity").format(name=modality.value))

    def _show_lines(self) -> None:
        lines, chosen = self._lines.current, self._lines.chosen
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(
            [f"{tr(line.kind.value)}   {line.words}   {tr(line.plane.value).lower()}" for line in lines]
        )
        self.list.setCurrentRow(lines.index(chosen) if chosen in lines else -1)
        self.list.blockSignals(False)
        self.list.setVisible(bool(lines))
        for button in (self.delete, *self._of_lines):
            button.setVisible(bool(lines))
        self._hint.setVisible(not lines)
        self._draw_profile(chosen if chosen in lines else None)

    def _draw_profile(self, line: Line | None) -> None:
        images = self._session.opened
        draws = images is not None and line is not None and line.kind is LineKind.PROFILE
        for widget in (self.profile, *self._of_profile):
            widget.setVisible(draws)
        if images is None or line is None or not draws:
            return
        found = profile(images.subject, line.points[0], line.points[-1])
        curves = [
            Curve(m.value, tuple(found.mm.tolist()), tuple(values.tolist()), dashed=m is Modality.T2)
            for m, values in found.values.items()
        ]
        self.profile.show_curves(curves, tr("mm along the line"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._of_figures = (
            _small(tr("Copy"), tr("Copy the figures")),
            _small(tr("Save CSV…"), tr("Write the figures")),
        )
        column.addLayout(_row(heading(tr("Tissues")), None, *self._of_figures))
        column.addWidget(self._waiting)
        column.addWidget(self.figures)
        column.addLayout(_row(self._histogram_title, None, self.image))
        column.addWidget(self.histogram)
        column.addSpacing(8)
        self._of_lines = (
            _small(tr("Copy"), tr("Copy the lines")),
            _small(tr("Save CSV…"), tr("Write the lines")),
        )
        column.addLayout(_row(heading(tr("Lines")), None, *self._of_lines))
        column.addLayout(_row(*self.tools.values()))
        self._hint.setText(tr("Drag over a plane, or click: two places for a ruler, three for an angle."))
        column.addWidget(self._hint)
        column.addWidget(self.list)
        column.addLayout(_row(self.delete, None))
        column.addWidget(self.profile)
        self._of_profile = (
            _small(tr("Copy"), tr("Copy the profile")),
            _small(tr("Save CSV…"), tr("Write the profile")),
        )
        column.addLayout(_row(*self._of_profile, None))

    def _connect(self) -> None:
        self._measuring.changed.connect(self._show_figures)
        self._viewing.changed.connect(self._show_figures)
        self._lines.changed.connect(self._show_lines)
        self.image.currentIndexChanged.connect(self._show_figures)
        for kind, button in self.tools.items():
            button.clicked.connect(lambda _checked=False, k=kind: self.tool_requested.emit(k))
        self.list.currentRowChanged.connect(self._choose)
        self.delete.clicked.connect(self._delete)
        for buttons, name, told in (
            (self._of_figures, "tissues", tr("Tissues")),
            (self._of_lines, "lines", tr("Lines")),
            (self._of_profile, "profile", tr("Profile")),
        ):
            copy, save = buttons
            copy.setAccessibleName(tr("Copy: {name}").format(name=told))
            save.setAccessibleName(tr("Save as CSV: {name}").format(name=told))
            copy.clicked.connect(lambda _checked=False, n=name: self._hand_out(n, save=False))
            save.clicked.connect(lambda _checked=False, n=name: self._hand_out(n, save=True))
        key = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self._delete)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _choose(self, row: int) -> None:
        self._lines.choose(self._lines.current[row] if row >= 0 else None)

    def _delete(self) -> None:
        if self._lines.chosen is not None:
            self._lines.remove(self._lines.chosen)

    def _hand_out(self, name: str, *, save: bool) -> None:
        entry, table = self._session.current, self.table(name)
        if entry is None or table is None:
            return
        if save:
            self.save_requested.emit(table, f"{entry.files.id}-{name}.csv")
        else:
            self.copy_requested.emit(table)

    def table(self, name: str) -> Table | None:
        """Return what is shown as "tissues", "lines" or "profile"; None where there is nothing."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None:
            return None
        if name == "tissues":
            figures = self._measuring.figures
            return None if figures is None else figures.table(entry.files.id)
        if name == "lines":
            return self._lines.table(entry.files.id)
        line = self._lines.chosen
        return None if line is None else profile(images.subject, line.points[0], line.points[-1]).table()


def _column(measure: TissueMeasure, modalities: tuple[Modality, ...]) -> list[str]:
    """Return the figures of one tissue from top to bottom."""
    column = [f"{measure.ml:.1f}", f"{100 * measure.share:.1f}", f"{measure.voxels / 1000:.1f}"]
    for modality in modalities:
        intensity = measure.intensities.get(modality)
        column += ["–", "–"] if intensity is None else [f"{intensity.mean:.4g}", f"{intensity.sd:.3g}"]
    return column


def _figures_table() -> QTableWidget:
    table = QTableWidget(0, len(BRAIN_TISSUES))
    table.setAccessibleName(tr("Figures of each tissue"))
    table.setHorizontalHeaderLabels([tr(tissue.name) for tissue in BRAIN_TISSUES])
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setMinimumSectionSize(40)
    table.verticalHeader().setDefaultSectionSize(23)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setCornerButtonEnabled(False)
    table.setShowGrid(False)
    table.setMinimumWidth(0)
    # Five digits are to fit into a quarter of a narrow page.
    table.setStyleSheet(
        "QTableView::item { padding: 0; } QHeaderView::section { padding: 3px 2px; font-weight: normal; }"
    )
    table.setTextElideMode(Qt.TextElideMode.ElideNone)
    return table


def _tool(kind: LineKind) -> QPushButton:
    tips = {
        LineKind.RULER: tr("Measure a distance"),
        LineKind.ANGLE: tr("Measure an angle: its second place is the corner"),
        LineKind.PROFILE: tr("Plot T1 and T2 along a line"),
    }
    button = _small(tr(kind.value))
    set_tip(button, tips[kind], f"measure.{kind.name.lower()}")
    button.setCheckable(True)
    return button


def _small(text: str, tip: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setProperty("compact", "true")
    button.setToolTip(tip)
    return button


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return a row of widgets; None is the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
    return row
