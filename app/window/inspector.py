"""The right-hand column: pages about the open subject, one at a time, under tabs along the window's edge.

The tabs always stay. The page beside them can be folded away: its width, and which page was open, are
remembered from one start to the next.
"""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.panels.parts import scrolling

_USUAL_PX = 310
_NARROWEST_PX = 272
_ANY_WIDTH = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Inspector(QFrame):
    """Pages in a part of a `QSplitter`.

    Signals:
        changed: Another page is shown, or the page was folded away or brought back.
    """

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self._settings = settings
        self._titles: list[str] = []
        self._left_at = str(settings.value("inspector/page", ""))
        self._width = int(str(settings.value("inspector/width", _USUAL_PX)))
        self.tabs = QTabBar()
        self.tabs.setObjectName("inspector-tabs")
        self.tabs.setShape(QTabBar.Shape.RoundedEast)
        self.tabs.setAccessibleName(tr("Side pages"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._pages = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._pages, 1)
        row.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.tabBarClicked.connect(self._click)
        self._open = True
        self._set_open(str(settings.value("inspector/open", "true")) == "true")

    @property
    def is_open(self) -> bool:
        """Return whether a page is shown beside the tabs."""
        return self._open

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the English titles of the pages, by which they are known, from top to bottom."""
        return tuple(self._titles)

    def add_page(self, title: str, page: QWidget) -> None:
        """Add a page below the others; it scrolls where the window is lower than the page."""
        self.tabs.blockSignals(True)  # nobody turned a page: a folded column stays folded
        self._pages.addWidget(_page_of(page))
        self._titles.append(title)
        here = self.tabs.addTab(tr(title))
        if title == self._left_at:
            self.tabs.setCurrentIndex(here)
            self._pages.setCurrentIndex(here)
        self.tabs.blockSignals(False)

    def show_page(self, title: str) -> None:
        """Turn to a page, and bring it back if it was folded away."""
        self.tabs.setCurrentIndex(self.titles.index(title))
        self.set_open(True)

    def shows(self, title: str) -> bool:
        """Return whether this page is the one shown."""
        return self._open and self.titles.index(title) == self.tabs.currentIndex()

    def set_open(self, is_open: bool) -> None:
        """Fold the page away, or bring it back as wide as it was."""
        if is_open != self._open:
            self._set_open(is_open)
            self._settings.setValue("inspector/open", "true" if is_open else "false")
            self._resize_part()
            self.changed.emit()

    def add_to(self, splitter: QSplitter) -> None:
        """Become the last part of a splitter, as wide as the user left it."""
        splitter.addWidget(self)
        splitter.setCollapsible(splitter.indexOf(self), False)
        splitter.splitterMoved.connect(self._remember_width)
        self._resize_part()

    def _remember_width(self) -> None:
        """Remember the width that the user gave the column."""
        if self._open:
            self._width = self.width()
            self._settings.setValue("inspector/width", self._width)

    def _set_open(self, is_open: bool) -> None:
        self._open = is_open
        self._pages.setVisible(is_open)
        rail = self.tabs.sizeHint().width()
        self.setMinimumWidth(_NARROWEST_PX if is_open else rail)
        self.setMaximumWidth(_ANY_WIDTH if is_open else rail)

    def _resize_part(self) -> None:
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter):
            sizes = splitter.sizes()
            here = splitter.indexOf(self)
            wanted = self._width if self._open else self.tabs.sizeHint().width()
            sizes[here - 1] = max(1, sizes[here - 1] + sizes[here] - wanted)
            sizes[here] = wanted
            splitter.setSizes(sizes)

    def _turn(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self._settings.setValue("inspector/page", self._titles[index])
        self.set_open(True)
        self.changed.emit()

    def _click(self, index: int) -> None:
        """Fold the page away when its own tab is clicked; comes before the tab bar changes its tab."""
        self.set_open(not (self._open and index == self.tabs.currentIndex()))


def _page_of(page: QWidget) -> QScrollArea:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(12, 12, 12, 12)
    column.addWidget(page)
    column.addStretch()
    scroll = scrolling(holder)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
