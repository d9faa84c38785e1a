"""Settings: typed, checked, kept from version to version."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.session.preferences import Preferences
from app.settings import DeviceChoice, Settings, ThemeChoice, about, understood, written
from isegcore.errors import OptionError

OTHER = Settings(
    theme=ThemeChoice.DARK, smooth=False, model="/m/é.keras", undo_megabytes=64, server="http://h:5000"
)


def test_what_was_written_is_understood() -> None:
    assert understood(written(OTHER), {}) == OTHER
    assert understood(written(Settings()), {}) == Settings()


def test_every_field_says_what_it_is() -> None:
    told = [about(each) for each in fields(Settings)]
    assert all(each.title and each.group for each in told)
    assert len({each.title for each in told}) == len(told)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", "[" * 100_000])
def test_nonsense_counts_as_nothing(text: str) -> None:
    assert understood(text, {}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", 3),
        ("smooth", "yes"),
        ("smooth", 1),
        ("undo_megabytes", True),
        ("undo_megabytes", 1),
        ("undo_megabytes", "64"),
        ("autosave_seconds", 10**9),
        ("server", "file:///etc/passwd"),
        ("model", " "),
    ],
)
def test_one_bad_value_costs_only_itself(name: str, value: object) -> None:
    values = {**json.loads(written(OTHER)), name: value}
    assert understood(json.dumps(values), {}) == replace(OTHER, **{name: getattr(Settings(), name)})


def test_fields_of_a_newer_version_are_passed_over() -> None:
    values = {**json.loads(written(OTHER)), "schema_version": 99, "new": {"a": 1}}
    assert understood(json.dumps(values), {}) == OTHER


def test_the_model_that_was_remembered_before_there_were_settings_is_kept(tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    store.setValue("model/current", "/m/mine.keras")
    assert Preferences(store).current == Settings(model="/m/mine.keras")


def test_settings_are_remembered_and_told_once(tmp_path: Path, qtbot: QtBot) -> None:
    path = str(tmp_path / "s.ini")
    preferences = Preferences(QSettings(path, QSettings.Format.IniFormat))
    with qtbot.waitSignal(preferences.changed):
        preferences.set(OTHER)
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.set(OTHER)
    store = QSettings(path, QSettings.Format.IniFormat)
    store.sync()
    assert Preferences(store).current == OTHER
    assert OTHER.device is DeviceChoice.AUTO


def test_a_value_that_cannot_be_used_is_refused_with_a_sentence() -> None:
    with pytest.raises(OptionError, match="16 to 8192 MB, got 1"):
        Settings(undo_megabytes=1)
    with pytest.raises(OptionError, match="address"):
        Settings(server="my server")
