"""The translations are whole and in step with the code; the window speaks the language that was chosen."""

import re
import shutil
import string
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from pytestqt.qtbot import QtBot

from app.language import Language, speak, tr
from resources.packaging.translations import FOLDER, compile_to, texts_of, update

_FILES = sorted(FOLDER.glob("*.ts"))


def _placeholders(text: str) -> list[tuple[str, str]]:
    return sorted(
        (name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None
    )


@pytest.mark.parametrize("ts", _FILES, ids=lambda path: path.stem)
def test_every_text_of_the_code_is_translated(ts: Path, tmp_path: Path) -> None:
    fresh = Path(shutil.copy(ts, tmp_path))
    update(fresh)
    assert texts_of(fresh).keys() == texts_of(ts).keys(), "run python -m resources.packaging.translations"
    assert [text for text, translation in texts_of(fresh).items() if not translation] == []


@pytest.mark.parametrize("ts", _FILES, ids=lambda path: path.stem)
def test_values_endings_and_mnemonics_survive_translation(ts: Path) -> None:
    for text, translation in texts_of(ts).items():
        assert _placeholders(text) == _placeholders(translation), text
        assert text.endswith("…") == translation.endswith("…"), text
        assert bool(re.search(r"&\w", text)) == bool(re.search(r"&\w", translation)), text


@pytest.mark.parametrize("ts", _FILES, ids=lambda path: path.stem)
def test_what_is_loaded_is_what_was_translated(ts: Path, tmp_path: Path) -> None:
    compile_to(ts, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == ts.with_suffix(".qm").read_bytes()


@pytest.mark.usefixtures("french")
def test_texts_are_french_once_that_is_spoken() -> None:
    assert tr("&File") == "&Fichier"


@pytest.mark.parametrize(
    ("wanted", "code"), [(["fr-CA", "en"], "fr"), (["de-DE", "en-GB"], "en"), (["ja"], "en")]
)
def test_the_desktops_languages_decide_unless_one_is_chosen(
    wanted: list[str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _: wanted)
    assert Language.SYSTEM.code == code
    assert Language.FRENCH.code == "fr"


def test_english_needs_no_translation(qtbot: QtBot) -> None:
    app = QCoreApplication.instance()
    assert app is not None
    assert speak(Language.ENGLISH, app) == ()
    assert tr("&File") == "&File"


def test_french_is_set_as_french_is() -> None:
    """Non-breaking spaces (U+00A0) before high punctuation and inside « », typographic apostrophes."""
    wrong = []
    for text, translation in texts_of(FOLDER / "iseg_fr.ts").items():
        bare = (
            re.sub(r"\{[^}]*\}", "0", translation).replace(";;", "").replace("://", "").replace(":5000", "")
        )
        if re.search(r"[^\u00a0][:;?!»]|«[^\u00a0]|'|\d [%]", bare):
            wrong.append(f"{text}: {translation}")
    assert wrong == []
