"""The fourth cell: what this subject is, the next thing to do, and what was found."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.parts import DISCLAIMER, Elided, muted, percent, problem_text, restyle
from app.session.session import Entry, Session, Status
from isegcore.data.orientation import orientation_of
from isegcore.data.subject import Subject
from isegcore.errors import IsegError
from isegcore.labels import BRAIN_TISSUES, COLOURS, Tissue

if TYPE_CHECKING:
    from isegcore.data.provenance import EditRecord, Provenance


_NARROW_CHARACTERS = 48


class SummaryPanel(QFrame):
    """Facts, volumes and provenance of the open subject.

    Signals:
        segment_requested, export_requested: The two steps that follow.
        result_requested: A result that could not be read is to be read again.
    """

    segment_requested = Signal()
    export_requested = Signal()
    result_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("summary")
        self._session = session
        self._name = Elided("title")
        self._state = muted()
        self.segment = QPushButton(tr("Segment"))
        self.segment.setProperty("primary", "true")
        self.segment.clicked.connect(self.segment_requested)
        self.export = QPushButton(tr("Export…"))
        self.export.clicked.connect(self.export_requested)
        self.again = QPushButton(tr("Try Again"))
        self.again.clicked.connect(self.result_requested)
        self._problem = problem_text()
        self._volumes = VolumeBar()
        self._facts = QGridLayout()
        self._laid_out: tuple[object, ...] = ()
        self._values: list[QLabel] = []
        self._narrow = False
        self._notes = muted(wrap=True)
        self._lay_out()
        session.current_changed.connect(self.refresh)
        session.entry_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the open subject."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None:
            return
        subject = images.subject
        self._name.setText(entry.files.id)
        self._name.setToolTip(entry.files.id)
        self._state.setText(_state_line(entry))
        running = any(e.running for e in self._session.entries)
        self.segment.setEnabled(not running)
        _set_primary(self.segment, on=not entry.result)
        _set_primary(self.export, on=bool(entry.result) and not entry.exported)
        self.export.setVisible(entry.result is not None)
        self._show_problem(entry.result_problem)
        self._volumes.show_volumes({} if entry.result is None else entry.result.millilitres)
        self._fill_facts({**_image_facts(subject), **_result_facts(entry)})
        self._notes.setText("\n".join(_notes(entry, subject)))

    def _show_problem(self, problem: IsegError | None) -> None:
        for widget in (self._problem, self.again):
            widget.setVisible(problem is not None)
        if problem is not None:
            self._problem.setText(f"{problem.message} {problem.hint}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts under their names where both side by side would be cut up into short lines."""
        narrow = event.size().width() < _NARROW_CHARACTERS * self.fontMetrics().averageCharWidth()
        if narrow is not self._narrow:
            self._narrow = narrow
            self.refresh()

    def _fill_facts(self, facts: Mapping[str, str]) -> None:
        laid_out = (*facts, self._narrow)
        if laid_out != self._laid_out:
            self._laid_out = laid_out
            self._values = self._lay_out_facts(facts)
        for label, value in zip(self._values, facts.values(), strict=True):
            label.setText(value)

    def _lay_out_facts(self, names: Iterable[str]) -> list[QLabel]:
        """Make room for facts of these names in place of those before, and return where they go."""
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        values = []
        for row, name in enumerate(names):
            label = QLabel()
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if self._narrow:
                self._facts.addWidget(muted(name), 2 * row, 0, 1, 2)
                self._facts.addWidget(label, 2 * row + 1, 0, 1, 2)
            else:
                self._facts.addWidget(muted(name), row, 0, Qt.AlignmentFlag.AlignTop)
                self._facts.addWidget(label, row, 1)
            values.append(label)
        return values

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        for button in (self.segment, self.export, self.again):  # a row of their own: the cell may be narrow
            head.addWidget(button)
        head.addStretch()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._state)
        column.addLayout(words)
        column.addLayout(head)
        column.addWidget(self._problem)
        column.addWidget(self._volumes)
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(4)
        column.addLayout(self._facts)
        column.addWidget(self._notes)
        column.addStretch()
        column.addWidget(muted(tr(DISCLAIMER), wrap=True))
        scroll = QScrollArea()
        scroll.setAccessibleName(tr("Summary of the subject"))  # Tab stops here, so that keys can scroll it
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


class VolumeBar(QWidget):
    """A bar of the three tissues' shares with their millilitres under it; hidden without a result."""

    def __init__(self) -> None:
        super().__init__()
        self._volumes: Mapping[Tissue, float] = {}
        self.setFixedHeight(self.fontMetrics().height() * 2 + 26)
        self.hide()

    def show_volumes(self, volumes: Mapping[Tissue, float]) -> None:
        """Show millilitres of each tissue; hide where there are none."""
        self._volumes = volumes
        words = ", ".join(f"{tr(t.title)} {ml:.1f} ml" for t, ml in volumes.items())
        self.setAccessibleName(tr("Volumes: {words}").format(words=words))
        self.setVisible(bool(volumes) and sum(volumes.values()) > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and a column of figures for each tissue."""
        whole = sum(self._volumes.values())
        if not whole:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 2, self.width(), 12)
        clip = QPainterPath()
        clip.addRoundedRect(bar, 4, 4)
        painter.setClipPath(clip)
        left = bar.left()
        for tissue in BRAIN_TISSUES:
            width = bar.width() * self._volumes[tissue] / whole
            painter.fillRect(QRectF(left, bar.top(), width, bar.height()), QColor(*COLOURS[tissue]))
            left += width
        painter.setClipping(False)
        for number, tissue in enumerate(BRAIN_TISSUES):
            self._paint_figures(painter, number, tissue, whole)

    def _paint_figures(self, painter: QPainter, number: int, tissue: Tissue, whole: float) -> None:
        width = self.width() / len(BRAIN_TISSUES)
        height = self.fontMetrics().height()
        box = QRectF(number * width, 20, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(*COLOURS[tissue]))
        painter.drawRoundedRect(QRectF(box.left(), box.center().y() - 4.5, 9, 9), 2, 2)
        painter.setPen(self.palette().placeholderText().color())
        beside = box.adjusted(15, 0, -8, 0)
        words = f"{tr(tissue.name)}  {percent(self._volumes[tissue] / whole)}"
        if self.fontMetrics().horizontalAdvance(words) > beside.width():
            words = tr(tissue.name)  # the shares are in the bar, and beside the labels
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().text().color())
        below = box.translated(0, height + 2).adjusted(15, 0, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, f"{self._volumes[tissue]:.1f} ml")
        font.setBold(False)
        painter.setFont(font)


def _state_line(entry: Entry) -> str:
    if entry.status is Status.RUNNING:
        return tr("Segmenting…")
    if entry.result is not None:
        kept = tr("Saved in the study") if entry.is_stored else tr("Not exported yet")
        return tr("Exported") if entry.exported else kept
    if entry.stored is not None:
        unread = tr("Saved in the study, could not be read")
        return unread if entry.result_problem is not None else tr("Saved in the study")
    return tr("Not segmented yet")


def _set_primary(button: QPushButton, *, on: bool) -> None:
    wanted = "true" if on else "false"
    if button.property("primary") != wanted:
        button.setProperty("primary", wanted)
        restyle(button)


def _image_facts(subject: Subject) -> dict[str, str]:
    facts = {}
    for modality, image in subject.images.items():
        source = image.source
        facts[modality.value] = (
            tr("made here") if source is None else f"{source.path.name}  ({source.format})"
        )
    grid = subject.grid
    size = " × ".join(str(n) for n in grid.shape)
    spacing = " × ".join(f"{s:.3g}" for s in grid.spacing)
    facts[tr("Grid")] = tr("{size} voxels, {spacing} mm, {orientation}").format(
        size=size, spacing=spacing, orientation=orientation_of(grid.affine).code
    )
    return facts


def _result_facts(entry: Entry) -> dict[str, str]:
    if entry.result is None:
        return {}
    record = entry.result.segmentation.provenance
    total = {tr("Total"): f"{sum(entry.result.millilitres.values()):.0f} ml"}
    edits = {} if record.edits is None else {tr("By hand"): _edits(record.edits)}
    if not record.model_sha256 and record.edits is not None:
        return {**total, **edits}
    return {
        **total,
        **edits,
        tr("Confidence"): tr("{share:.0f} % on average").format(share=entry.result.confidence),
        **_expected_dice(record),
        tr("Model"): record.model,
        tr("Device"): f"{record.device}, {sum(record.seconds.values()):.1f} s",
    }


def _edits(edits: EditRecord) -> str:
    sentence = {
        "segmentation": tr("{n} voxels differ from the segmentation"),
        "reference": tr("{n} voxels differ from the reference"),
        "nothing": tr("{n} voxels painted"),
    }[edits.start]
    return sentence.format(n=f"{edits.voxels:,}".replace(",", " "))


def _expected_dice(record: Provenance) -> dict[str, str]:
    """Return what Dice to expect of each tissue, if the model was calibrated."""
    if not record.expected_dice:
        return {}
    doubts = [tr("(not for input like this)")] if record.findings else []
    doubts += [tr("(before corrections)")] if record.edits is not None else []
    dice = ", ".join(f"{tr(t)} {dice}" for t, dice in record.expected_dice.items())
    return {tr("Expected Dice"): " ".join([dice, *doubts])}


def _notes(entry: Entry, subject: Subject) -> list[str]:
    """Return what the user was told, each sentence once, with the files it is about before it."""
    result = entry.result
    said = [*subject.notes, *(result.segmentation.provenance.notes if result else ())]
    about: dict[str, list[str]] = {}
    for note in dict.fromkeys(said):
        file, colon, sentence = note.partition(": ")
        known = colon and file in {
            image.source.path.name for image in subject.images.values() if image.source
        }
        about.setdefault(sentence if known else note, []).extend([file] if known else [])
    return [f"{', '.join(files)}: {sentence}" if files else sentence for sentence, files in about.items()]
