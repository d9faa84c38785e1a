"""The documents in the window: pages, links, pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.dialogs.documents import WARNINGS, Documents
from app.window.main_window import MainWindow
from isegcore.shipped import shipped_path


@pytest.fixture
def documents(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> Documents:
    dialog = Documents(make_window())
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def follow(documents: Documents, link: str) -> None:
    documents.pages.setSource(documents.pages.source().resolved(QUrl(link)))


def test_the_first_page_leads_to_all_and_back(documents: Documents) -> None:
    assert documents.pages.toPlainText().startswith("Documents")
    assert not documents.back.isEnabled()
    follow(documents, "how-to/train.md")
    assert documents.pages.toPlainText().startswith("Train a model of your own")
    follow(documents, "../reference/training-recipe.md")
    assert "learning_rate" in documents.pages.toPlainText()
    documents.back.click()
    documents.back.click()
    assert documents.pages.source() == QUrl.fromLocalFile(str(shipped_path("docs/README.md")))


def test_a_page_can_be_the_first(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    dialog = Documents(make_window(), WARNINGS)
    qtbot.addWidget(dialog)
    assert "The head lies the wrong way round" in dialog.pages.toPlainText()


def test_the_picture_of_the_architecture_is_drawn(documents: Documents) -> None:
    follow(documents, "architecture.md")
    picture = documents.pages.loadResource(2, QUrl("architecture.svg"))
    assert picture is not None
    assert documents.pages.document().size().height() > 600


def test_help_opens_them(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make_window()
    window.bar.qt("help.documents").trigger()
    dialog = window.findChild(QDialog, "documents")
    assert isinstance(dialog, Documents)
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "documents") is None)
