"""The language of the window: English in the code, others from Qt Linguist's files in `resources`.

    tr("Open &Folder…")                        # a text
    tr("Reading {name}").format(name=name)      # one with a value in it: never an f-string

Texts that must exist before a language is chosen (enumerations, field descriptions) are marked with
`QT_TRANSLATE_NOOP("", "Light")` and go through `tr` where they are shown. The core speaks English: command
line, records and logs are the same everywhere.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from isegcore.shipped import shipped_path


class Language(Enum):
    """What the window can speak; each is named in itself."""

    SYSTEM = "As the desktop"
    ENGLISH = "English"
    FRENCH = "Français"

    @property
    def code(self) -> str:
        """Return the language's code ("fr"); of the desktop's languages, that of the first that is here."""
        if self is not Language.SYSTEM:
            return _CODES[self]
        wanted = (tag.split("-")[0] for tag in QLocale.system().uiLanguages())
        return next((code for code in wanted if code in _CODES.values()), _CODES[Language.ENGLISH])


_CODES = {Language.ENGLISH: "en", Language.FRENCH: "fr"}


def tr(text: str) -> str:
    """Return a text of this program in the language of the window."""
    return QCoreApplication.translate("", text)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name by which Qt's tools find it
    """Return the text as it is, marked to be translated."""
    return text


def speak(language: Language, app: QCoreApplication) -> tuple[QTranslator, ...]:
    """Let the window be made in a language from now on; return what was installed for it."""
    if language.code == _CODES[Language.ENGLISH]:
        return ()
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(shipped_path("translations"))
    installed = []
    for name, folder in ((f"qtbase_{language.code}", qt), (f"iseg_{language.code}", ours)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            installed.append(translator)
    return tuple(installed)
