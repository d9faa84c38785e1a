"""The stages of a pipeline as a graph whose boxes are coloured by where each stands."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.jobs.events import StageTold
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import problem_colour
from isegcore.monitor import Progress

_GAP = 26.0  # between boxes, for the arrows
_BOX_PX = 44.0
_ROW_GAP = 14.0
_RADIUS = 6.0
_GOOD = "#0f8a6a"


@dataclass(frozen=True, slots=True)
class _Node:
    """A stage: its name in the core, what it is called here, and its place in the grid."""

    stage: str
    title: str
    column: int
    row: float


_NODES = (
    _Node("validate_data", QT_TRANSLATE_NOOP("", "Validate data"), 0, 0.5),
    _Node("check_model", QT_TRANSLATE_NOOP("", "Check model"), 1, 0.5),
    _Node("decide_train", QT_TRANSLATE_NOOP("", "Decide"), 2, 0.5),
    _Node("train_model", QT_TRANSLATE_NOOP("", "Train model"), 3, 0),
    _Node("skip_train", QT_TRANSLATE_NOOP("", "Skip training"), 3, 1),
    _Node("inference", QT_TRANSLATE_NOOP("", "Segment"), 4, 0.5),
    _Node("visualize_predictions", QT_TRANSLATE_NOOP("", "Draw slices"), 5, 0.5),
    _Node("generate_report", QT_TRANSLATE_NOOP("", "Report"), 6, 0.5),
)
_COLUMNS = 7
STAGE_TITLES = {node.stage: node.title for node in _NODES}
_WORDS = {
    "": QT_TRANSLATE_NOOP("", "Waiting"),
    "running": QT_TRANSLATE_NOOP("", "Running"),
    "done": QT_TRANSLATE_NOOP("", "Done"),
    "kept": QT_TRANSLATE_NOOP("", "Nothing to do"),
    "skipped": QT_TRANSLATE_NOOP("", "Skipped"),
    "failed": QT_TRANSLATE_NOOP("", "Failed"),
}


class StageGraph(QWidget):
    """Draws the stages; each tells more in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: Mapping[str, StageTold] = {}
        self._progress: Progress | None = None
        self.setAccessibleName(tr("Stages of the pipeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_stages({}, None)

    def show_stages(self, stages: Mapping[str, StageTold], progress: Progress | None) -> None:
        """Show where the stages stand, and how far the one under way is."""
        self._stages, self._progress = dict(stages), progress
        self.setAccessibleDescription(", ".join(f"{tr(node.title)}: {self._words(node)}" for node in _NODES))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two rows."""
        return QSize(900, round(2 * _BOX_PX + _ROW_GAP) + 2)

    def minimumSizeHint(self) -> QSize:
        """Be readable."""
        return QSize(700, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tell what came of the stage under the mouse."""
        if isinstance(event, QHelpEvent):
            for node in _NODES:
                if self._box(node).contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), self._tip(node), self)
                    return True
            QToolTip.hideText()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw arrows and boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in _NODES:
            for other in _NODES:
                if other.column == one.column + 1:
                    self._draw_arrow(painter, one, other)
        for node in _NODES:
            self._draw_box(painter, node)

    def _draw_arrow(self, painter: QPainter, one: _Node, other: _Node) -> None:
        passed_over = "skipped" in (self._state(one), self._state(other))
        colour = self.palette().color(QPalette.ColorRole.Mid)
        style = Qt.PenStyle.DotLine if passed_over else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 1.5, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start = QPointF(self._box(one).right(), self._box(one).center().y())
        end = QPointF(self._box(other).left(), self._box(other).center().y())
        middle = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        painter.drawPath(path)
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(end, end + QPointF(-5, -4))
        painter.drawLine(end, end + QPointF(-5, 4))

    def _draw_box(self, painter: QPainter, node: _Node) -> None:
        box, state, palette = self._box(node), self._state(node), self.palette()
        colour = self._colour(state)
        tint = QColor(colour)
        tint.setAlpha(36 if state else 0)
        painter.setPen(QPen(colour, 1.6 if state == "running" else 1.0))
        painter.setBrush(tint)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if state == "running" and self._share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            bar = QRectF(box.left() + 6, box.bottom() - 6, (box.width() - 12) * self._share, 3)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        group = QPalette.ColorGroup.Disabled if state in ("", "skipped") else QPalette.ColorGroup.Active
        painter.setPen(palette.color(group, QPalette.ColorRole.WindowText))
        half = box.height() / 2
        upper = QRectF(box.left() + 6, box.top() + 2, box.width() - 12, half)
        font = self.font()
        font.setBold(state == "running")
        painter.setFont(font)
        self._draw_text(painter, upper, tr(node.title))
        painter.setFont(self.font())
        painter.setPen(colour if state not in ("", "skipped") else painter.pen().color())
        self._draw_text(painter, upper.translated(0, half - 5), self._words(node))

    def _draw_text(self, painter: QPainter, room: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)

    def _box(self, node: _Node) -> QRectF:
        width = (self.width() - 2 - _GAP * (_COLUMNS - 1)) / _COLUMNS
        left = 1 + node.column * (width + _GAP)
        return QRectF(left, 1 + node.row * (_BOX_PX + _ROW_GAP), width, _BOX_PX)

    def _state(self, node: _Node) -> str:
        told = self._stages.get(node.stage)
        return told.state if told is not None else ""

    @property
    def _share(self) -> float:
        progress = self._progress
        return progress.fraction if progress is not None and progress.measurable else 0.0

    def _words(self, node: _Node) -> str:
        told = self._stages.get(node.stage)
        state, progress = self._state(node), self._progress
        if (
            state == "running"
            and progress is not None
            and progress.stage == node.stage
            and progress.total > 1
        ):
            return tr("{n} of {total}").format(n=round(progress.done), total=round(progress.total))
        if state == "running" and self._share > 0:
            return f"{100 * self._share:.0f} %"
        seconds = f" · {told.seconds:.1f} s" if told is not None and state == "done" else ""
        return tr(_WORDS.get(state, state)) + seconds

    def _tip(self, node: _Node) -> str:
        told = self._stages.get(node.stage)
        return f"{node.stage}\n{told.note if told is not None and told.note else self._words(node)}"

    def _colour(self, state: str) -> QColor:
        dark = self.palette().text().color().lightness() > 128
        if state in ("done", "kept"):
            return QColor(_GOOD).lighter(160) if dark else QColor(_GOOD)
        if state == "failed":
            return problem_colour()
        role = QPalette.ColorRole.Highlight if state == "running" else QPalette.ColorRole.Mid
        return QColor(self.palette().color(role))
