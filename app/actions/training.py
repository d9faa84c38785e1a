"""Training a model in a worker: starting it, stopping it, going on with it, registering the result."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.jobs.child import Child, Ending
from app.jobs.children import Children
from app.language import QT_TRANSLATE_NOOP, tr
from app.session.training_plan import TrainingPlan, write_plan
from app.session.training_run import Phase, TrainingRun, read_course
from isegcore.errors import IsegError, OutputError
from isegcore.training.run_files import STOP_FILE

_HINT = QT_TRANSLATE_NOOP(
    "", "The last checkpoint is kept: the run can be resumed. A smaller batch needs less memory."
)


class Training(QObject):
    """The one training of a window.

    Signals:
        changed: What can be done with it.
        began: There is a new `run`.
        ended: Its worker is gone.
        registered: The version that its model has become in MLflow.
        failed: An `IsegError` of anything but the training itself, which says so in its run.
    """

    changed = Signal()
    began = Signal()
    ended = Signal()
    registered = Signal(str)
    failed = Signal(object)

    def __init__(self, children: Children, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._children = children
        self._child: Child | None = None
        self.is_registering = False
        self.run: TrainingRun | None = None

    @property
    def is_running(self) -> bool:
        """Return whether a training is under way."""
        return self._child is not None

    def start(self, plan: TrainingPlan, *, resume: bool = False) -> None:
        """Start a training, or go on with the one in the plan's run folder."""
        if self.is_running:
            return
        try:
            plan.run_folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.failed.emit(_unwritable(plan, error))
            return
        past = read_course(plan.run_folder) if resume else []
        self.run = TrainingRun(plan, past, self)
        child = self._children.make(plan.arguments(resume=resume), what=tr("The training"), hint=tr(_HINT))
        child.heard.connect(self.run.hear)
        child.ended.connect(partial(self._end, self.run))
        self._child = child
        self.run.phase_changed.connect(self.changed)
        self.run.phase_changed.connect(partial(self._keep_plan, self.run))
        self.began.emit()
        self.changed.emit()
        child.start()

    def resume(self) -> None:
        """Go on with the training that was interrupted."""
        if self.run is not None:
            self.start(self.run.plan, resume=True)

    def cancel(self) -> None:
        """End the training; its last checkpoint stays."""
        if self.run is not None and self._child is not None:
            self._child.cancel()
            self.run.set_phase(Phase.CANCELLING)

    def keep_best(self) -> None:
        """Ask the training to end early with the best weights it has had."""
        if self.run is None or self._child is None:
            return
        try:
            (self.run.plan.run_folder / STOP_FILE).touch()
        except OSError as error:
            self.failed.emit(_unwritable(self.run.plan, error))
            return
        self.run.stop()

    def register(self) -> None:
        """Make the trained model a version of the model registered in MLflow."""
        if self.run is None or self.run.phase is not Phase.DONE or self.is_registering:
            return
        self.is_registering = True
        plan = self.run.plan
        self._children.send(
            ["models", "register", str(plan.output), "--run", str(plan.run_folder)],
            what=tr("Registering the model"),
            then=self._registered,
            at_last=self._registering_ended,
        )
        self.changed.emit()

    def _keep_plan(self, run: TrainingRun) -> None:
        """Write the plan once the run has begun: the worker clears the folder of an earlier one before."""
        if run.phase is Phase.RUNNING:
            try:
                write_plan(run.plan)
            except (IsegError, OSError) as error:
                self.failed.emit(_unwritable(run.plan, error))

    def _end(self, run: TrainingRun, ending: Ending) -> None:
        self._child = None
        run.end(ending)
        self.ended.emit()

    def _registered(self, result: object) -> None:
        self.registered.emit(str(result["version"]) if isinstance(result, dict) else "")

    def _registering_ended(self) -> None:
        self.is_registering = False
        self.changed.emit()


def _unwritable(plan: TrainingPlan, error: IsegError | OSError) -> IsegError:
    if isinstance(error, IsegError):
        return error
    return OutputError(
        tr("The folder of the run cannot be written to ({reason}).").format(reason=error.strerror),
        path=plan.run_folder,
        hint=tr("Choose another folder to save the model in."),
    )
