"""The few small widgets that panels are made of."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDoubleSpinBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QWidget,
)

from app.language import QT_TRANSLATE_NOOP
from isegcore.errors import IsegError

FIELD_PX = 26  # height of a line in a form
DISCLAIMER = QT_TRANSLATE_NOOP("", "Research software; not a medical device.")


TIP, KEYS_OF = "tip", "keys-of"  # properties that `app.window.key_tips` reads


class Elided(QLabel):
    """A label that shortens its text in the middle where there is no room for all of it."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class NumberBox(QDoubleSpinBox):
    """A number beside the planes: what was typed can be undone in it, and else what was painted."""

    def __init__(self, name: str, low: float, high: float) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window while there is nothing to undo or do again here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            line = self.lineEdit()
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            for keys, is_mine in ((undo, line.isUndoAvailable()), (redo, line.isRedoAvailable())):
                if event.matches(keys) and not is_mine:
                    event.ignore()
                    return False
        return super().event(event)


def details(error: IsegError) -> str:
    """Return what to do about a known problem and the file it is about, one under the other."""
    return "\n\n".join(part for part in (error.hint, str(error.path or "")) if part)


def percent(share: float) -> str:
    """Return a share of 1 in percent, the way all panels write it."""
    return f"{round(100 * share)} %"


def set_tip(widget: QWidget, tip: str, *actions: str) -> None:
    """Give a widget a tip, behind which the window names the keys of these actions."""
    widget.setToolTip(tip)
    widget.setProperty(TIP, tip)
    widget.setProperty(KEYS_OF, " ".join(actions))


def heading(text: str) -> QLabel:
    """Return the title of a panel."""
    return _label(text, "heading")


def title(text: str = "") -> QLabel:
    """Return a large title."""
    return _label(text, "title")


def muted(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return text that stands back."""
    label = _label(text, "muted")
    label.setWordWrap(wrap)
    return label


def problem_text(*, wrap: bool = True) -> QLabel:
    """Return text that says what is wrong."""
    label = _label("", "problem")
    label.setWordWrap(wrap)
    return label


def problem_colour() -> QColor:
    """Return the colour of what is wrong, to be read on the window's ground."""
    dark = QApplication.palette().text().color().lightness() > 128
    return QColor("#ff8f80" if dark else "#b3261e")


def scrolling(page: QWidget) -> QScrollArea:
    """Return what shows a part of a page where there is no room for the whole."""
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll


def resize_on_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window that large, or as large as its screen has room for."""
    window.resize(QSize(width, height).boundedTo(window.screen().availableSize()))


def press_by_return(page: QWidget) -> None:
    """Let Return press the button that has the focus, as in dialogs."""
    for button in page.findChildren(QPushButton):
        button.setAutoDefault(True)


def set_role(label: QLabel, role: str) -> None:
    """Give a label another role."""
    if label.property("role") != role:
        label.setProperty("role", role)
        restyle(label)


def restyle(widget: QWidget) -> None:
    """Draw a widget as the style sheet says of its properties, which have changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def swatch(colour: tuple[int, int, int], size: QSize) -> QPixmap:
    """Return a square of a label's colour."""
    pixmap = QPixmap(size)
    pixmap.fill(QColor(*colour))
    return pixmap


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def table_of_rows(
    model: QAbstractItemModel, name: str, selection: QAbstractItemView.SelectionMode
) -> QTableView:
    """Return a table in which rows are chosen, with that accessible name."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(selection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(FIELD_PX)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    return table
