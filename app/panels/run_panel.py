"""A training as it goes: curves, Dice, a validation subject, time left, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.actions.training import Training
from app.jobs.events import Epoch
from app.language import tr
from app.panels.curves import Curves, Series
from app.panels.figures import Figure, Figures
from app.panels.job_bar import time_words
from app.panels.parts import Elided, heading, muted, percent, problem_text
from app.panels.picture import Picture
from app.session.model_choice import ModelChoice
from app.session.training_run import Phase, TrainingRun
from isegcore.labels import BRAIN_TISSUES, COLOURS
from isegcore.tracking.numbers import mean_dice

_TRAIN, _VALIDATION = (61, 143, 214), (214, 138, 18)
_LOG_LINES = 2000
_TICK_MS = 1000
_SOON_MS = 150  # what comes within it is shown at once


class RunPanel(QWidget):
    """The training of the window, while it runs and after.

    Signals:
        stop_requested, cancel_requested, resume_requested: What can be done while it runs, or after.
        use_requested, register_requested: What can be done with its model.
    """

    stop_requested = Signal()
    cancel_requested = Signal()
    resume_requested = Signal()
    use_requested = Signal()
    register_requested = Signal()

    def __init__(self, training: Training, model: ModelChoice) -> None:
        super().__init__()
        self._training, self._model = training, model
        self._name = Elided("title")
        self._state = muted()
        self._problem = problem_text()
        self.progress = QProgressBar()
        self._time = muted()
        self._figures = Figures()
        self.loss = Curves(tr("Loss"), tr("Drawn from the first epoch on."))
        self.dice = Curves(tr("Dice on the subjects held out"), tr("Drawn from the first validation on."))
        self.picture = Picture(tr("A validation subject is shown here after the first validation."))
        self.log = QPlainTextEdit()
        self.stop, self.cancel = QPushButton(tr("Stop and Keep Best")), QPushButton(tr("Cancel"))
        self.resume, self.use = QPushButton(tr("Resume")), QPushButton(tr("Use This Model"))
        self.register = QPushButton(tr("Register"))
        self._registered = ""
        self._drawn: object = None
        self._clock = QTimer(self, interval=_TICK_MS)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._set_up()
        self._lay_out()
        training.began.connect(self._follow)
        training.changed.connect(self.refresh)
        training.registered.connect(self._show_registered)
        model.changed.connect(self.refresh)
        self._follow()

    def refresh(self) -> None:
        """Show where the training stands."""
        run = self._training.run
        if run is None:
            return
        self._name.setText(run.plan.name)
        self._state.setText(_state_words(run))
        self.progress.setRange(0, 0 if run.phase in (Phase.STARTING, Phase.STOPPING) else 1000)
        self.progress.setValue(round(1000 * run.fraction))
        self._show_time()
        self._problem.setVisible(run.problem is not None)
        if run.problem is not None:
            self._problem.setText(f"{run.problem.message} {run.problem.hint}")
        self._show_buttons(run)
        (self._clock.stop if run.phase.is_over else self._clock.start)()

    def _set_up(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the training"))
        self.log.setReadOnly(True)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setMaximumBlockCount(_LOG_LINES)
        self.log.setAccessibleName(tr("Log of the training"))
        self.stop.setToolTip(tr("End early with the weights that did best on the subjects held out"))
        self.cancel.setToolTip(tr("End without a model; the last checkpoint is kept"))
        self.resume.setToolTip(tr("Go on from the last checkpoint"))
        self.use.setToolTip(tr("Segment with this model from now on"))
        self.register.setToolTip(tr("Make it a version of the model registered in MLflow"))
        for button in (self.resume, self.use):
            button.setProperty("primary", "true")
        for button, intent in (
            (self.stop, self.stop_requested),
            (self.cancel, self.cancel_requested),
            (self.resume, self.resume_requested),
            (self.use, self.use_requested),
            (self.register, self.register_requested),
        ):
            button.clicked.connect(intent)
        self._clock.timeout.connect(self._show_time)
        self._soon.timeout.connect(self._catch_up)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._state)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        for button in (self.stop, self.cancel, self.resume, self.register, self.use):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        advance = QHBoxLayout()
        advance.setSpacing(12)
        advance.addWidget(self.progress, 1)
        advance.addWidget(self._time)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(advance)
        column.addWidget(self._problem)
        column.addWidget(self._figures)
        column.addWidget(self._make_body(), 1)

    def _make_body(self) -> QSplitter:
        charts = QWidget()
        row = QHBoxLayout(charts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.loss, 1)
        row.addWidget(self.dice, 1)
        log = QWidget()
        column = QVBoxLayout(log)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(tr("Log")))
        column.addWidget(self.log)
        left = _splitter(Qt.Orientation.Vertical, charts, log, (5, 2))
        return _splitter(Qt.Orientation.Horizontal, left, self.picture, (5, 3))

    def _follow(self) -> None:
        """Show the training that has begun."""
        run = self._training.run
        if run is None:
            return
        self._registered = ""
        self.log.clear()
        run.changed.connect(self._hurry)
        run.logged.connect(self.log.appendPlainText)
        self._drawn = None
        self.picture.show_image(QImage())
        self._catch_up()

    def _hurry(self) -> None:
        """Show what has changed soon, together with what follows."""
        if not self._soon.isActive():
            self._soon.start()

    def _catch_up(self) -> None:
        self.refresh()
        self._draw()

    def _draw(self) -> None:
        """Draw the curves, if they have grown."""
        run = self._training.run
        epochs = run.epochs if run is not None else []
        if epochs is self._drawn:
            return
        self._drawn = epochs
        validated = [(e.epoch, e.val_loss) for e in epochs if e.val_loss is not None]
        self.loss.show_series(
            [
                Series(tr("Training"), _TRAIN, [(e.epoch, e.loss) for e in epochs]),
                Series(tr("Validation"), _VALIDATION, validated),
            ]
        )
        scored = [(e.epoch, mean_dice(e.scores)) for e in epochs if e.scores]
        self.dice.show_series(
            [
                Series(tr(t.name), COLOURS[t], [(n, dice[t.name]) for n, dice in scored if t.name in dice])
                for t in BRAIN_TISSUES
            ]
        )
        self._figures.show_figures(_figures(run) if run is not None else [])

    def _show_time(self) -> None:
        run = self._training.run
        if run is None:
            return
        words = [] if run.phase is Phase.STARTING else [percent(run.fraction)]
        if run.seconds_left is not None:
            words.append(tr("{time} left").format(time=time_words(run.seconds_left)))
        spent = tr("{time} in all") if run.phase.is_over else tr("{time} so far")
        self._time.setText(" · ".join([*words, spent.format(time=time_words(run.seconds))]))

    def _show_registered(self, version: str) -> None:
        self._registered = version
        self.refresh()

    def _show_buttons(self, run: TrainingRun) -> None:
        done = run.phase is Phase.DONE
        over = run.phase.is_over
        for button, shown in (
            (self.stop, not over),
            (self.cancel, not over),
            (self.resume, over and not done),
            (self.use, done),
            (self.register, done),
        ):
            button.setVisible(shown)
        self.stop.setEnabled(run.phase is Phase.RUNNING)
        self.cancel.setEnabled(run.phase is not Phase.CANCELLING)
        in_use = self._model.current == str(run.plan.output)
        self.use.setEnabled(not in_use)
        self.use.setText(tr("In Use") if in_use else tr("Use This Model"))
        self.register.setEnabled(not self._registered and not self._training.is_registering)
        self.register.setText(self._register_words())

    def _register_words(self) -> str:
        if self._registered:
            return tr("Registered as Version {version}").format(version=self._registered)
        return tr("Registering…") if self._training.is_registering else tr("Register")


def _state_words(run: TrainingRun) -> str:
    if run.phase is Phase.STARTING:
        return f"{tr(run.progress.stage)}…"
    if run.phase is Phase.DONE:
        done = tr("Done. The model is saved as {name}.")
        hardly = tr("Stopped in its first epoch, hardly trained. The model is saved as {name}.")
        return (done if run.epochs else hardly).format(name=run.plan.output.name)
    if run.phase is Phase.STOPPING:
        return f"{tr(run.phase.value)} · {tr(run.progress.stage)}…"
    if run.phase is not Phase.RUNNING or not run.progress.stage:
        return tr(run.phase.value)
    words = [tr(run.progress.stage)]
    if run.epochs:
        words.append(tr("epoch {count} done").format(count=_count(run.epochs[-1])))
    return " · ".join(words)


def _count(epoch: Epoch) -> str:
    of_all = tr("{n} of {total}").format(n=epoch.epoch, total=epoch.epochs)
    return of_all if epoch.epochs else str(epoch.epoch)


def _figures(run: TrainingRun) -> list[Figure]:
    """Return the latest numbers, each with a name."""
    if not run.epochs:
        return []
    last = run.epochs[-1]
    figures = [Figure(tr("Epoch"), _count(last)), Figure(tr("Loss"), f"{last.loss:.3f}")]
    scored = next((e for e in reversed(run.epochs) if e.scores), None)
    if scored is None:
        return figures
    if scored.val_loss is not None:
        figures.append(Figure(tr("Validation loss"), f"{scored.val_loss:.3f}"))
    dice = mean_dice(scored.scores)
    figures += [
        Figure(f"Dice {tr(t.name)}", f"{dice[t.name]:.3f}", COLOURS[t])
        for t in BRAIN_TISSUES
        if t.name in dice
    ]
    if run.best is not None:
        best = mean_dice(run.best.scores)
        mean = sum(best.values()) / max(1, len(best))
        where = tr("{mean:.3f} in epoch {epoch}").format(mean=mean, epoch=run.best.epoch)
        figures.append(Figure(tr("Best mean Dice"), where))
    return figures


def _splitter(
    orientation: Qt.Orientation, first: QWidget, second: QWidget, shares: tuple[int, int]
) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(12)
    splitter.setChildrenCollapsible(False)
    for widget, share in zip((first, second), shares, strict=True):
        splitter.addWidget(widget)
        splitter.setStretchFactor(splitter.indexOf(widget), share)
    splitter.setSizes([100 * share for share in shares])
    return splitter
