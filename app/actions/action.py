"""What an action is: a value, from which menu, toolbar and keyboard shortcut are all made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.language import QT_TRANSLATE_NOOP


class Menu(Enum):
    """The menus, in the order of the menu bar."""

    FILE = QT_TRANSLATE_NOOP("", "&File")
    EDIT = QT_TRANSLATE_NOOP("", "&Edit")
    SUBJECT = QT_TRANSLATE_NOOP("", "&Subject")
    MODEL = QT_TRANSLATE_NOOP("", "&Model")
    VIEW = QT_TRANSLATE_NOOP("", "&View")
    MEASURE = QT_TRANSLATE_NOOP("", "Meas&ure")
    HELP = QT_TRANSLATE_NOOP("", "&Help")


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do.

    Attributes:
        id: Stable name, "file.open-folder"; what precedes the dot groups lines of a menu.
        title: As in the menu, with its mnemonic; an ellipsis says that a question follows.
        run: Does it.
        tip: One sentence, for tooltip and screen reader.
        shortcuts: As Qt writes them ("Ctrl+O"); the first is shown.
        icon: Name of an icon, or none.
        enabled_when: Whether it can be done now.
        needs: What it waits for when it cannot, in a sentence.
        checked_when: Whether its tick is on; None for actions without a tick.
        toolbar: The short title on the toolbar, empty for its icon alone; none if it is not there.
        primary: Whether it is the one thing to do next.
    """

    id: str
    title: str
    menu: Menu
    run: Callable[[], None]
    tip: str = ""
    shortcuts: tuple[str, ...] = ()
    icon: str | None = None
    enabled_when: Callable[[], bool] = lambda: True
    checked_when: Callable[[], bool] | None = None
    toolbar: str | None = None
    primary: bool = False
    needs: str = ""
