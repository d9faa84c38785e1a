"""The list of models at hand: finding them, and how each line looks."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import tr
from app.panels.parts import problem_colour
from app.services import Services
from app.session.model_choice import choice_of
from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import IsegError
from isegcore.monitor import Monitor

SHELVED = Qt.ItemDataRole.UserRole
IN_USE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 46


@dataclass(frozen=True, eq=False, slots=True)
class Shelved:
    """A model that can be chosen, or what keeps it from being used.

    Attributes:
        choice: As `ModelChoice.choose` takes it.
        bundle: The model, if it can be opened.
        problem: Why not, otherwise.
    """

    choice: str
    bundle: ModelBundle | None = None
    problem: IsegError | None = None

    @property
    def name(self) -> str:
        """Return its short name."""
        return Path(self.choice).name.removesuffix(".keras")

    @property
    def words(self) -> str:
        """Return what it is, in a line."""
        return self.bundle.card.title if self.bundle is not None else tr("Cannot be used")


def find_shelf(services: Services, choices: Iterable[str], monitor: Monitor) -> list[Shelved]:
    """Return the models of the library, then those of `choices` that are not among them, usable or not."""
    shelf = {
        shelved.choice: shelved
        for bundle in services.find_models(monitor)
        for shelved in (Shelved(choice_of(bundle.path), bundle),)
    }
    for choice in choices:
        if choice not in shelf:
            shelf[choice] = open_shelved(services, choice, monitor)
    return list(shelf.values())


def open_shelved(services: Services, choice: str, monitor: Monitor) -> Shelved:
    """Return one model, usable or not."""
    try:
        return Shelved(choice, services.open_model(choice, monitor))
    except IsegError as problem:
        return Shelved(choice, problem=problem.with_traceback(None))


class ShelfLines(QStyledItemDelegate):
    """Draws a model's name, and below it what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of a line."""
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a line."""
        shelved: Shelved = index.data(SHELVED)
        palette: QPalette = option.palette
        row = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(row, 5, 5)
        room = row.adjusted(10, 6, -10, -6)
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        if index.data(IN_USE):
            painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, tr("In use"))
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        self._line(painter, room.adjusted(0, 0, -52, 0), shelved.name, Qt.AlignmentFlag.AlignTop)
        painter.setFont(option.font)
        painter.setPen(muted if shelved.problem is None else problem_colour())
        self._line(painter, room, shelved.words, Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, room: QRectF, words: str, where: Qt.AlignmentFlag) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, where | Qt.AlignmentFlag.AlignLeft, shown)
