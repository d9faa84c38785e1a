"""The middle of the window: pages under tabs, of which the first is the images."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.language import tr
from app.panels.parts import press_by_return, scrolling


class Workspace(QWidget):
    """Pages, one of which is shown. While there is only one there are no tabs.

    Signals:
        turned: Another page is shown.
    """

    turned = Signal()

    def __init__(self, title: str, first: QWidget) -> None:
        super().__init__()
        self.tabs = QTabBar()
        self.tabs.setObjectName("pages")
        self.tabs.setAccessibleName(tr("Pages"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setVisible(False)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self._first, self._pages = first, list[QWidget]()
        self.add_page(title, first)
        self.tabs.currentChanged.connect(self._turn)

    @property
    def shows_first(self) -> bool:
        """Return whether the images are shown."""
        return self._stack.currentIndex() == 0

    def add_page(self, title: str, page: QWidget) -> None:
        """Add a page after the others, unless it is there; in a small window it scrolls."""
        if page in self._pages:
            return
        self._pages.append(page)
        self._stack.addWidget(page if page is self._first else scrolling(page))
        press_by_return(page)
        self.tabs.addTab(title)
        self.tabs.setVisible(self.tabs.count() > 1)

    def set_title(self, page: QWidget, title: str) -> None:
        """Write something else on a page's tab."""
        self.tabs.setTabText(self._pages.index(page), title)

    def show_page(self, page: QWidget) -> None:
        """Turn to a page."""
        self.tabs.setCurrentIndex(self._pages.index(page))

    def show_first(self) -> None:
        """Turn to the images."""
        self.show_page(self._first)

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.turned.emit()
