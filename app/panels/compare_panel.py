"""What the labels are compared with, how far both agree, and how that is shown in the planes."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import heading, muted, percent, problem_text, set_tip
from app.session.comparison import Comparison
from app.session.view_state import Heat
from app.session.viewing import Viewing
from isegcore.labels import BRAIN_TISSUES

_FIGURES = ("Dice", "HD95", QT_TRANSLATE_NOOP("", "Volume"))


class ComparePanel(QWidget):
    """A choice, a table, two switches.

    Signals:
        file_requested: A label image is to be chosen.
        segment_requested: The subject has no labels yet; there shall be some.
    """

    file_requested = Signal()
    segment_requested = Signal()

    def __init__(self, viewing: Viewing, comparison: Comparison) -> None:
        super().__init__()
        self._viewing, self._comparison = viewing, comparison
        self.source = QComboBox()
        self.source.setAccessibleName(tr("Compare the labels with"))
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.figures = {(t, name): _figure() for t in BRAIN_TISSUES for name in _FIGURES}
        self.difference = QCheckBox(tr("&Only what differs"))
        tip = tr("Colour only the voxels that differ, by what the other labels say")
        set_tip(self.difference, tip, "heat.difference")
        self.swipe = QCheckBox(tr("S&wipe at the crosshair"))
        tip = tr("Show the other labels right of the crosshair: drag it to and fro")
        set_tip(self.swipe, tip, "compare.swipe")
        self.doubt = problem_text()
        self._state = muted(wrap=True)
        self.segment = QPushButton(tr("Segment"))
        self.segment.clicked.connect(self.segment_requested)
        self.file = QPushButton(tr("Choose a Label Image…"))
        self.file.clicked.connect(self.file_requested)
        self._table = QWidget()
        self._lay_out()
        self.source.activated.connect(self._choose)
        self.difference.clicked.connect(
            lambda checked: viewing.set(heat=Heat.DIFFERENCE if checked else None)
        )
        self.swipe.clicked.connect(lambda checked: viewing.set(swipe=checked))
        comparison.changed.connect(self.refresh)
        viewing.changed.connect(self._show_switches)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known."""
        names = [tr("Nothing"), *(tr(source.name) for source in self._comparison.sources), tr("A file…")]
        if [self.source.itemText(row) for row in range(self.source.count())] != names:
            self.source.clear()
            self.source.addItems(names)
        chosen = self._comparison.source
        self.source.setCurrentText(tr("Nothing") if chosen is None else tr(chosen.name))
        self.source.setToolTip("" if chosen is None else str(chosen.path or ""))
        self._show_figures()
        self._state.setText(self._words())
        self._show_doubt()
        self._show_switches()
        self._show_parts()

    def _show_parts(self) -> None:
        """Show figures and switches where there is a comparison, else what leads to one."""
        can, chosen = self._comparison.can_compare, self._comparison.source is not None
        self.source.setEnabled(can)
        self.segment.setVisible(not can)
        self.file.setVisible(can and not chosen)
        for part in (self._table, self.difference, self.swipe):
            part.setVisible(can and chosen)

    def _show_doubt(self) -> None:
        """Say so where the figures are those of two heads."""
        compared = self._comparison.compared
        doubtful = compared if compared is not None and compared.is_doubtful else None
        self.doubt.setVisible(doubtful is not None)
        if doubtful is not None:
            words = tr(
                "Only {share} of the smaller brain lies within the other: are these labels another "
                "subject's, or in another orientation?"
            )
            self.doubt.setText(words.format(share=percent(doubtful.within)))

    def _show_figures(self) -> None:
        compared = self._comparison.compared
        for figure in self.figures.values():
            figure.setText("–")
        for score in () if compared is None else compared.scores:
            tissue = next(t for t in BRAIN_TISSUES if t.name == score.tissue)
            self.figures[tissue, "Dice"].setText(_number(score.dice, "{:.3f}"))
            self.figures[tissue, "HD95"].setText(_number(score.hd95_mm, "{:.1f} mm"))
            self.figures[tissue, "Volume"].setText(_number(score.volume_error_percent, "{:+.1f} %"))

    def _show_switches(self) -> None:
        is_compared = self._comparison.compared is not None
        self.difference.setEnabled(is_compared)
        self.swipe.setEnabled(is_compared)
        self.difference.setChecked(self._viewing.state.heat is Heat.DIFFERENCE)
        self.swipe.setChecked(self._viewing.state.swipe)

    def _words(self) -> str:
        if not self._comparison.can_compare:
            return tr("Segment the subject, or open one with a reference, to compare.")
        if self._comparison.is_busy:
            return tr("Comparing…")
        if self._comparison.source is None:
            return tr(
                "Choose what the labels are compared with: a reference or an earlier result if the list "
                "above has one, or a label image. You then get Dice, HD95 and volume of each tissue, and see "
                "in the planes where the two differ."
            )
        compared = self._comparison.compared
        if compared is None:
            return ""
        words = tr("Volume is how much larger the tissue is than in the other labels.")
        return (
            tr("Those were resampled onto this grid, which the figures count. {words}").format(words=words)
            if compared.resampled
            else words
        )

    def _lay_out(self) -> None:
        table = QGridLayout(self._table)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(12)
        table.setVerticalSpacing(5)
        table.setColumnStretch(0, 1)
        for column, name in enumerate(_FIGURES, start=1):
            title = muted(tr(name))
            title.setAlignment(Qt.AlignmentFlag.AlignRight)
            table.addWidget(title, 0, column)
        for row, tissue in enumerate(BRAIN_TISSUES, start=1):
            table.addWidget(QLabel(tr(tissue.name)), row, 0)
            for column, name in enumerate(_FIGURES, start=1):
                figure = self.figures[tissue, name]
                figure.setAccessibleName(
                    tr("{figure} of {tissue}").format(figure=tr(name), tissue=tr(tissue.title))
                )
                table.addWidget(figure, row, column)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(8)
        column_box.addWidget(heading(tr("Compare with")))
        column_box.addWidget(self.source)
        column_box.addWidget(self.doubt)
        column_box.addWidget(self._table)
        column_box.addWidget(self._state)
        column_box.addWidget(self.segment)
        column_box.addWidget(self.file)
        column_box.addWidget(self.difference)
        column_box.addWidget(self.swipe)

    def _choose(self, row: int) -> None:
        if row == self.source.count() - 1:
            self.refresh()  # the box goes back to what is compared until a file is chosen
            self.file_requested.emit()
        else:
            self._comparison.choose(self._comparison.sources[row - 1] if row > 0 else None)


def _figure() -> QLabel:
    label = QLabel("–")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _number(value: float, form: str) -> str:
    return "–" if math.isnan(value) else form.format(value)
