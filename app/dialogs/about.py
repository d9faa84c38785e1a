"""What this program is, and what it is not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

import isegcore
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import DISCLAIMER

_TEXT = "<h3>iSeg Desktop {version}</h3><p><b>{disclaimer}</b></p><p>{what}</p><p>{whose}</p>"
_WHAT = QT_TRANSLATE_NOOP(
    "", "Segments infant brain MRI (T1 + T2) into cerebrospinal fluid, grey matter and white matter."
)
_WHOSE = QT_TRANSLATE_NOOP(
    "", "Apache License 2.0. Label colours by M. Okabe and K. Ito, told apart by colour-blind people."
)


def show_about(parent: QWidget, icon: QIcon) -> None:
    """Show the About box."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, tr("About iSeg Desktop"), "", parent=parent)
    box.setObjectName("about")
    box.setIconPixmap(icon.pixmap(64, 64))
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(
        _TEXT.format(
            version=isegcore.__version__, disclaimer=tr(DISCLAIMER), what=tr(_WHAT), whose=tr(_WHOSE)
        )
    )
    box.finished.connect(box.deleteLater)
    box.open()
