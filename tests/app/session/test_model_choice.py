"""The model that is used is remembered, and so are model files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.session.model_choice import ModelChoice, choice_of
from app.session.preferences import Preferences
from isegcore.shipped import shipped_path


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def make(settings: QSettings) -> ModelChoice:
    return ModelChoice(Preferences(settings), settings)


def test_the_shipped_model_is_used_until_another_is_chosen(settings: QSettings, qtbot: QtBot) -> None:
    model = make(settings)
    assert (model.current, model.label, model.files) == ("iseg-infant", "iseg-infant", [])
    with qtbot.waitSignal(model.changed):
        model.choose("/m/mine.keras")
    assert model.label == "mine"
    with qtbot.assertNotEmitted(model.changed):
        model.choose("/m/mine.keras")


def test_it_is_remembered(settings: QSettings) -> None:
    for choice in ("/m/a.keras", "/m/b.keras", "/m/a.keras", "iseg-infant"):
        make(settings).choose(choice)
    settings.sync()
    again = make(QSettings(settings.fileName(), QSettings.Format.IniFormat))
    assert again.current == "iseg-infant"
    assert again.files == ["/m/a.keras", "/m/b.keras"]


def test_one_file_alone_is_remembered_too(settings: QSettings) -> None:
    make(settings).choose("/m/a.keras")
    settings.sync()
    assert make(QSettings(settings.fileName(), QSettings.Format.IniFormat)).files == ["/m/a.keras"]


def test_the_shipped_model_is_chosen_by_name_for_the_program_may_move() -> None:
    assert choice_of(shipped_path("models") / "iseg-infant.keras") == "iseg-infant"
    assert choice_of(Path("/m/mine.keras")) == "/m/mine.keras"
