"""Where studies meet the window: their dialogs and questions, and what becomes of unsaved work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMainWindow

from app.actions.stored_results import StoredResults
from app.actions.studies import Access, Studies
from app.actions.study_actions import StudyIntents
from app.actions.work import Work
from app.dialogs.question import Answer, ask
from app.jobs.job import Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.editing import Editing
from app.session.recent import Recent
from app.session.session import Session
from app.session.study_lock import Holder
from app.session.viewing import Viewing
from isegcore.errors import DatasetError, IsegError, OptionError
from isegcore.study.places import SUFFIX, study_named

if TYPE_CHECKING:
    from app.session.study_records import Loaded

_HELD = QT_TRANSLATE_NOOP(
    "", "Process {pid} on {host} has it. Two windows that save one study would undo each other's work."
)
_FILTER = QT_TRANSLATE_NOOP("", "Studies (*{suffix})")


class StudyDesk(QObject):
    """Studies in a window.

    Attributes:
        studies: The study of the window.
        stored: The results that come from its folder.
        recent: What was opened lately.
    """

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        viewing: Viewing,
        work: Work,
        runner: Runner,
        recent: Recent,
        editing: Editing,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._work = window, session, work
        self.recent = recent
        self.studies = Studies(session, viewing, editing, work, runner, self)
        self.stored = StoredResults(session, runner, editing.has_steps, self)
        self._agreed = False
        self._others: Sequence[Path] = ()
        session.current_changed.connect(self.studies.look_as_saved)
        self.studies.opened.connect(self.recent.add)
        self.studies.opened.connect(self._add_others)
        self.studies.failed.connect(self._forget_missing)
        work.failed.connect(self._forget_missing)
        work.failed.connect(self._forget_empty)
        self.studies.saved.connect(self.recent.add)
        self.studies.saved.connect(self._tell_saved)
        self.studies.moved.connect(self._ask_where)
        self.studies.held.connect(self._ask_access)

    @property
    def title(self) -> str:
        """Return the study's part of the window's title; [*] is where Qt puts the mark of unsaved work."""
        if self.studies.path is None:
            return ""
        title = f"{self.studies.path.stem}[*]"
        return tr("{title} (read-only)").format(title=title) if self.studies.read_only else title

    @property
    def intents(self) -> StudyIntents:
        """Return what the actions ask of the window."""
        return StudyIntents(
            start_new=self.start_new,
            open=self.open,
            save=self.save,
            save_as=self.save_as,
            has_subjects=lambda: bool(self._session.entries),
        )

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a study, and add whatever else is named to its list."""
        studies = [path for path in paths if path.suffix.lower() == SUFFIX]
        others = [path for path in paths if path not in studies]
        if len(studies) > 1:
            sentence = tr("A window has one study at a time.")
            self.studies.failed.emit(OptionError(sentence, path=studies[1], hint=tr("Open it afterwards.")))
        if studies:
            self._leave(partial(self._open_with, studies[0].absolute(), others))
        elif others:
            self.recent.add(others[0].absolute())
            self._work.open_paths(others)

    def start_new(self) -> None:
        """Have an empty study."""
        self._leave(self.studies.start_new)

    def open(self) -> None:
        """Ask for a study and open it."""
        self._leave(self._ask_open)

    def save(self) -> None:
        """Save the study; ask where, the first time."""
        self._save(lambda: None)

    def save_as(self) -> None:
        """Ask for another place, and save the study there."""
        self._ask_save(lambda: None)

    def may_close(self) -> bool:
        """Return whether nothing would be lost; if something would, ask, and close the window later."""
        if self._agreed or not self.studies.is_dirty:
            return True
        self._leave(self._close)
        return False

    def _open_with(self, study: Path, others: Sequence[Path]) -> None:
        self._others = others
        self.studies.open(study)

    def _add_others(self) -> None:
        """Add what was named beside the study that is open now."""
        others, self._others = self._others, ()
        self._work.open_paths(others)

    def _forget_missing(self, error: object) -> None:
        """Do not offer again what is not there any more."""
        path = error.path if isinstance(error, IsegError) else None
        if path is not None and path in self.recent.paths and not path.exists():
            self.recent.forget(path)

    def _forget_empty(self, error: object) -> None:
        """Do not offer again a folder in which there is nobody."""
        if isinstance(error, DatasetError) and error.path is not None:
            self.recent.forget(error.path)

    def _close(self) -> None:
        self._agreed = True
        self._window.close()

    def _leave(self, then: Callable[[], None]) -> None:
        """Do what ends the present study, unless the user would rather keep it."""
        if not self.studies.is_dirty:
            then()
            return
        path = self.studies.path
        unsaved = self._session.unsaved
        details = tr("Results that are not saved: {n}, of {total} subjects.").format(
            n=len(unsaved), total=len(self._session.entries)
        )
        ask(
            self._window,
            "unsaved",
            tr("Save the results in a study?")
            if path is None
            else tr("Save the changes to {name}?").format(name=path.stem),
            details if unsaved else tr("What is not saved will be lost."),
            Answer(
                tr("Save…") if path is None or self.studies.read_only else tr("Save"),
                partial(self._save, then),
            ),
            Answer(tr("Discard"), then, destroys=True),
            Answer(tr("Cancel")),
        )

    def _save(self, then: Callable[[], None]) -> None:
        if self.studies.path is None or self.studies.read_only:
            self._ask_save(then)
        else:
            self.studies.save(None, then)

    def _ask_open(self) -> None:
        dialog = self._dialog("open study", tr("Open a study"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.studies.open(Path(name)))
        dialog.open()

    def _ask_save(self, then: Callable[[], None]) -> None:
        dialog = self._dialog("save study", tr("Save the study"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(f"{'study' if self.studies.path is None else self.studies.path.stem}{SUFFIX}")
        dialog.fileSelected.connect(lambda name: self._save_at(Path(name), then))
        dialog.open()

    def _save_at(self, chosen: Path, then: Callable[[], None]) -> None:
        path = study_named(chosen)
        save = partial(self.studies.save, path, then)
        if path != chosen and path.exists():  # the dialog has asked about another name
            ask(
                self._window,
                "replace",
                tr("Replace {name}?").format(name=path.name),
                "",
                Answer(tr("Replace"), save),
                Answer(tr("Cancel")),
            )
        else:
            save()

    def _dialog(self, name: str, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._folder(), tr(_FILTER).format(suffix=SUFFIX))
        dialog.setObjectName(name)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _folder(self) -> str:
        """Return the folder of the study, or of what was opened last."""
        paths = (*((self.studies.path,) if self.studies.path is not None else ()), *self.recent.paths)
        return str(paths[0].parent) if paths else ""

    def _ask_where(self, loaded: Loaded) -> None:
        """Ask where the images of a study are now."""
        first = next(iter(loaded.missing))
        count = len(loaded.missing)
        one, many = tr("1 image is not where the study says."), tr("{n} images are not where the study says.")
        named = tr("{names} and {n} more").format(names=first, n=count - 1) if count > 1 else str(first)
        how = tr("Choose a folder that they are in, or in a folder below it: all are found from there.")
        ask(
            self._window,
            "moved",
            one if count == 1 else many.format(n=count),
            f"{named}\n\n{how}",
            Answer(tr("Choose Folder…"), partial(self._find, loaded)),
            Answer(tr("Open Without Them"), partial(self.studies.adopt, loaded)),
            Answer(tr("Cancel")),
        )

    def _find(self, loaded: Loaded) -> None:
        dialog = self._dialog("find images", tr("Choose a folder that the images are in or below"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.studies.find(loaded, Path(folder)))
        dialog.open()

    def _ask_access(self, loaded: Loaded, holder: Holder) -> None:
        """Ask what to do about a study that another window has open."""
        ask(
            self._window,
            "held",
            tr("{name} is open in another window.").format(name=loaded.path.stem),
            tr(_HELD).format(pid=holder.pid, host=holder.host or tr("this computer")),
            Answer(tr("Open Read-Only"), partial(self.studies.adopt, loaded, Access.READ_ONLY)),
            Answer(tr("Take Over"), partial(self.studies.adopt, loaded, Access.TAKE_OVER), destroys=True),
            Answer(tr("Cancel")),
        )

    def _tell_saved(self, path: Path) -> None:
        self._window.statusBar().showMessage(tr("Saved: {path}").format(path=path), 8000)
