"""What gives way in a narrow window: the list to the side page, the position in mm to the other figures."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QWidget

from app.panels.readout_bar import ReadoutBar
from app.window.inspector import Inspector

_MIDDLE_PX = 520  # three planes and a summary that can be read, with both columns in 1024
_SMALLEST_MIDDLE_PX = 380
_NARROW_PX = 760
_HANDLES_PX = 2


class Room:
    """Shares out the width of a window.

    Args:
        sidebar: The list of subjects.
        middle: The images.
        inspector: The side pages.
        splitter: Holds these three.
        readout: Lies in the status bar.
    """

    def __init__(
        self,
        sidebar: QWidget,
        middle: QWidget,
        inspector: Inspector,
        splitter: QSplitter,
        readout: ReadoutBar,
    ) -> None:
        self._sidebar, self._middle, self._inspector = sidebar, middle, inspector
        self._splitter, self._readout = splitter, readout
        self._gave_way = False

    def share(self, width: int, *, has_subjects: bool) -> None:
        """Show what there is room for in a window of that width."""
        side = self._inspector.minimumWidth() if has_subjects else 0
        beside = width - self._sidebar.minimumWidth() - side - _HANDLES_PX
        self._show_sidebar(has_subjects, has_subjects and beside >= _SMALLEST_MIDDLE_PX)
        self._middle.setMinimumWidth(min(_MIDDLE_PX, max(_SMALLEST_MIDDLE_PX, beside)))
        self._splitter.setMinimumWidth(_SMALLEST_MIDDLE_PX + side + _HANDLES_PX)
        self._readout.fields["mm"].setVisible(width >= _NARROW_PX)

    def _show_sidebar(self, wanted: bool, fits: bool) -> None:
        self._sidebar.setVisible(fits)
        self._gave_way |= wanted and not fits
        if fits and self._gave_way:  # the splitter has forgotten how wide it was
            self._gave_way = False
            here, middle, *rest = self._splitter.sizes()
            lacking = max(0, self._sidebar.minimumWidth() - here)
            self._splitter.setSizes([here + lacking, middle - lacking, *rest])
