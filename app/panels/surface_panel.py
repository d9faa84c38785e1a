"""The 3D view with the few controls that it needs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.language import tr
from app.panels.parts import muted
from app.session.session import Session
from app.session.surfaces import Surfaces
from app.session.viewing import Viewing
from app.viewer.surface_camera import Side
from app.viewer.surface_view import SurfaceView


class SurfacePanel(QFrame):
    """Surfaces, seen from a side.

    Signals:
        export_requested: The user wants the surfaces in files.
    """

    export_requested = Signal()

    def __init__(self, session: Session, viewing: Viewing, surfaces: Surfaces) -> None:
        super().__init__()
        self.setObjectName("summary")  # the ground of the fourth cell
        self._surfaces = surfaces
        self.view = SurfaceView(session, viewing, surfaces)
        self.side = QComboBox()
        self.side.addItems([tr(side.title) for side in Side])
        self.side.setPlaceholderText(tr("Turned"))
        self._show_side(Side.LEFT)
        self.side.setAccessibleName(tr("Look at the surface from"))
        self.export = QPushButton(tr("E&xport…"))
        self.export.setProperty("compact", True)
        self.export.setAccessibleName(tr("Export surfaces"))
        self.export.setToolTip(tr("Write the visible tissues as STL, OBJ or GIFTI surfaces"))
        self._lay_out()
        self.side.activated.connect(lambda index: self.look_from(list(Side)[index]))
        self.view.side_changed.connect(self._show_side)
        self.export.clicked.connect(self.export_requested)
        surfaces.changed.connect(self.refresh)
        self.refresh()

    def look_from(self, side: Side) -> None:
        """Look at the whole of it from a side."""
        self.view.look_from(side)

    def refresh(self) -> None:
        """Offer what can be done."""
        self.export.setEnabled(self._surfaces.has_labels)

    def _show_side(self, side: Side | None) -> None:
        self.side.setCurrentIndex(-1 if side is None else list(Side).index(side))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(muted(tr("From")))
        row.addWidget(self.side)
        row.addStretch()
        row.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(row)
