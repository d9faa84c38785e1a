"""The translations are whole and in step with the code; the window speaks the language that was chosen."""

import re
import shutil
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.language import Language, speak, tr
from resources.packaging.translations import FOLDER, compile_to, update

_FILES = sorted(FOLDER.glob("*.ts"))


def _messages(ts: Path) -> dict[str, tuple[str, str]]:
    """Return translation and state of each text."""
    found = {}
    for message in ET.parse(ts).getroot().iter("message"):  # noqa: S314 - our own file
        translation = message.find("translation")
        assert translation is not None
        found[message.findtext("source") or ""] = (translation.text or "", translation.get("type", ""))
    return found


def _placeholders(text: str) -> list[tuple[str, str]]:
    return sorted(
        (name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None
    )


@pytest.mark.parametrize("ts", _FILES, ids=lambda path: path.stem)
def test_every_text_of_the_code_is_translated(ts: Path, tmp_path: Path) -> None:
    fresh = Path(shutil.copy(ts, tmp_path))
    update(fresh)
    messages = _messages(fresh)
    assert messages.keys() == _messages(ts).keys(), "run python -m resources.packaging.translations"
    assert [text for text, (translation, state) in messages.items() if state or not translation] == []


@pytest.mark.parametrize("ts", _FILES, ids=lambda path: path.stem)
def test_values_endings_and_mnemonics_survive_translation(ts: Path) -> None:
    for text, (translation, _) in _messages(ts).items():
        assert _placeholders(text) == _placeholders(translation), text
        assert text.endswith("…") == translation.endswith("…"), text
        assert bool(re.search(r"&\w", text)) == bool(re.search(r"&\w", translation)), text


@pytest.mark.parametrize("ts", _FILES, ids=lambda path: path.stem)
def test_what_is_loaded_is_what_was_translated(ts: Path, tmp_path: Path) -> None:
    compile_to(ts, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == ts.with_suffix(".qm").read_bytes()


@pytest.fixture
def french(qtbot: QtBot) -> Iterator[None]:
    """Lets the window speak French for one test."""
    app = QCoreApplication.instance()
    assert app is not None
    installed = speak(Language.FRENCH, app)
    assert len(installed) == 2  # Qt's own texts and ours
    yield
    for translator in installed:
        app.removeTranslator(translator)


@pytest.mark.usefixtures("french")
def test_texts_are_french_once_that_is_spoken() -> None:
    assert tr("&File") == "&Fichier"


def test_english_needs_no_translation(qtbot: QtBot) -> None:
    app = QCoreApplication.instance()
    assert app is not None
    assert speak(Language.ENGLISH, app) == ()
    assert tr("&File") == "&File"
