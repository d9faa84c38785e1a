"""The documents that come with the program, in a window of their own."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app.language import tr
from app.panels.parts import resize_on_screen
from isegcore.shipped import shipped_path

_FIRST = "docs/README.md"
WARNINGS = "docs/how-to/warnings.md"
_SIZE = (900, 720)


class Documents(QDialog):
    """Pages that link to each other; addresses on the web open in the browser."""

    def __init__(self, parent: QWidget, page: str = _FIRST) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self.setWindowTitle(tr("Documents"))
        resize_on_screen(self, *_SIZE)
        self.pages = QTextBrowser(openExternalLinks=True)
        self.pages.setAccessibleName(tr("Pages of the documents"))
        self.pages.document().setDocumentMargin(20)
        self.pages.setSource(_address(page), QTextDocument.ResourceType.MarkdownResource)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.back = buttons.addButton(tr("Go Back"), QDialogButtonBox.ButtonRole.ActionRole)
        self.back.setEnabled(False)
        self.back.clicked.connect(self.pages.backward)
        self.pages.backwardAvailable.connect(self.back.setEnabled)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.pages)
        column.addWidget(buttons)
        self.finished.connect(self.deleteLater)


def show_documents(parent: QWidget, page: str = _FIRST) -> None:
    """Show a page, beside the window rather than in front of it."""
    Documents(parent, page).show()


def _address(relative: str) -> QUrl:
    return QUrl.fromLocalFile(str(shipped_path(relative)))
