"""Running a pipeline in a worker: starting it, stopping it, and fetching what it made into the session."""
# ruff: noqa: PLC0415 - nibabel is not needed to start

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from app.jobs.child import Child, Ending
from app.jobs.children import Children
from app.jobs.job import Job, Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.services import Services
from app.session.pipeline_plan import PipelinePlan, write_subjects
from app.session.pipeline_run import PipelineRun
from app.session.session import ReadChoice, Result, Session, make_result
from isegcore.data.dataset import Dataset, SubjectFiles
from isegcore.errors import IsegError
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from isegcore.pipeline.store import Store

_Fetched = tuple[ReadChoice, Result]
_HINT = QT_TRANSLATE_NOOP("", "What was done by then is kept: run it again, and it goes on.")


class Pipelines(QObject):
    """The pipelines of a window, one at a time.

    Attributes:
        found: The subjects of the folder that was looked into last.
        run: The pipeline under way, or the last one.

    Signals:
        looked: There is another `found`.
        changed: What can be done.
        began: There is a new `run`.
        failed: The exception of looking into a folder, or of fetching a result.
        fetched: Key of the subject whose result is in the session now.
    """

    looked = Signal()
    changed = Signal()
    began = Signal()
    failed = Signal(object)
    fetched = Signal(str)

    def __init__(
        self,
        session: Session,
        children: Children,
        runner: Runner,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._children = session, children
        self._runner, self._services = runner, services
        self._child: Child | None = None
        self._looking: Job | None = None
        self.found: tuple[SubjectFiles, ...] = ()
        self.problem: Exception | None = None
        self.run: PipelineRun | None = None

    @property
    def is_running(self) -> bool:
        """Return whether a pipeline is under way."""
        return self._child is not None

    @property
    def is_looking(self) -> bool:
        """Return whether a folder is being looked into."""
        return self._looking is not None

    def look(self, folder: Path) -> None:
        """Find the subjects of a folder; an earlier search is given up."""
        if self._looking is not None:
            self._looking.cancel()
        job = Job(f"Looking into {folder.name}", partial(self._services.find, folder), quiet=True)
        self._looking, self.found, self.problem = job, (), None
        job.succeeded.connect(partial(self._take, job))
        job.failed.connect(partial(self._miss, job))
        job.finished.connect(partial(self._looking_ended, job))
        self._runner.submit(job)
        self.looked.emit()

    def start(self, plan: PipelinePlan) -> None:
        """Start a pipeline."""
        if self.is_running:
            return
        try:
            write_subjects(plan)
        except IsegError as error:
            self.failed.emit(error)
            return
        self.run = PipelineRun(plan, self)
        self._child = self._children.make(plan.arguments(), what=tr("The pipeline"), hint=tr(_HINT))
        self._child.heard.connect(self.run.hear)
        self._child.ended.connect(partial(self._end, self.run))
        self.began.emit()
        self.changed.emit()
        self._child.start()

    def cancel(self) -> None:
        """End the pipeline; what is done by then stays."""
        if self.run is not None and self._child is not None:
            self.run.cancel()
            self._child.cancel()

    def fetch(self, subject: str) -> None:
        """Bring a subject and what the last pipeline made of it into the session."""
        files = next((files for files in self.found if files.id == subject), None)
        if files is None or self.run is None:
            return
        outputs = Path(self.run.plan.outputs)
        work = partial(_read, self._services, files, outputs)
        job = Job(QT_TRANSLATE_NOOP("", "Reading the result of {name}"), work, name=subject)
        job.succeeded.connect(partial(self._hold, files))
        job.failed.connect(self.failed)
        self._runner.submit(job)

    def _take(self, job: Job, dataset: object) -> None:
        if job is self._looking:
            self.found = cast(Dataset, dataset).subjects

    def _miss(self, job: Job, problem: Exception) -> None:
        if job is self._looking:
            self.problem = problem

    def _looking_ended(self, job: Job) -> None:
        if job is self._looking:
            self._looking = None
            self.looked.emit()

    def _hold(self, files: SubjectFiles, value: object) -> None:
        choice, result = cast(_Fetched, value)
        key = self._session.add(files)
        if any(entry.key == key for entry in self._session.unsaved):
            hint = tr("Export it or save the study, and show the subject again.")
            kept = tr("{name} has a result here that is not saved; it is kept.").format(name=files.id)
            self.failed.emit(IsegError(kept, hint=hint))
            self.fetched.emit(key)
            return
        self._session.restore(files, choice, result)
        self._session.mark_exported(key, result)
        self.fetched.emit(key)

    def _end(self, run: PipelineRun, ending: Ending) -> None:
        self._child = None
        run.end(ending)
        self.changed.emit()


def _read(services: Services, files: SubjectFiles, outputs: Path, monitor: Monitor) -> _Fetched:
    from isegcore.io.stored_results import read_result
    from isegcore.labels import ISEG
    from isegcore.pipeline.store import Store

    store = Store(outputs)
    choice = _choice(store, files.id)
    grid = services.read(files, choice, monitor).grid
    path, orientation = store.prediction(files.id), choice.orientation
    return choice, make_result(read_result(path, grid, ISEG, monitor, assumed_orientation=orientation))


def _choice(store: Store, subject: str) -> ReadChoice:
    """Return how the pipeline read a subject."""
    from isegcore.pipeline.records import SubjectRecord
    from isegcore.pipeline.stages import Stage
    from isegcore.pipeline.tasks import reading_of

    record = store.read(SubjectRecord, Stage.VALIDATE, subject)
    if record is None:
        return ReadChoice()
    reading = reading_of(record.reading)
    return ReadChoice(reading.assumed_orientation, reading.register)
