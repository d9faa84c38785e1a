"""The figures of the tissues of the label map shown: made in the background while somebody looks at them."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs.job import Job, Runner
from app.session.session import Session
from app.session.viewing import Viewing
from isegcore.data.subject import Subject
from isegcore.data.volume import LabelMap
from isegcore.metrics.tissues import TissueMeasures, measure_tissues

_PAUSE_MS = 250  # a stroke follows upon a stroke: the figures wait for a pause


class Measuring(QObject):
    """Measures whatever labels are shown, as long as the figures are wanted.

    Signals:
        changed: Other figures, or none any more.
        failed: The exception a job raised.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, viewing: Viewing, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._viewing, self._runner = session, viewing, runner
        self._wanted = False
        self._job: Job | None = None
        self._known = False  # what was told last
        self._found: tuple[LabelMap, Subject, TissueMeasures] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._measure)
        viewing.changed.connect(self._follow)
        session.entry_changed.connect(self._follow)

    @property
    def figures(self) -> TissueMeasures | None:
        """Return the figures of what is shown, or None while they are not known."""
        shown = self._shown()
        if shown is None or self._found is None:
            return None
        labels, subject, figures = self._found
        return figures if (labels, subject) == shown else None

    @property
    def latest(self) -> TissueMeasures | None:
        """Return the last figures of the open subject, which its labels may have left behind."""
        return None if self._found is None else self._found[2]

    def want(self, wanted: bool) -> None:
        """Say whether anybody looks at the figures."""
        self._wanted = wanted
        self._follow()

    def _shown(self) -> tuple[LabelMap, Subject] | None:
        images, labels = self._session.opened, self._viewing.labels
        return None if images is None or labels is None else (labels, images.subject)

    def _follow(self) -> None:
        shown = self._shown()
        if self._found is not None and (shown is None or self._found[1] is not shown[1]):
            self._found = None  # it holds a subject's images, which are not kept longer than they are shown
        known = self.figures is not None
        if known != self._known:
            self._known = known
            self.changed.emit()
        is_due = self._wanted and shown is not None and not known
        if is_due and self._job is None and not self._timer.isActive():
            self._timer.start()

    def _measure(self) -> None:
        shown = self._shown()
        if shown is None or self._job is not None or self._viewing.live is not None:
            return
        labels, subject = shown
        job = Job("Measuring", partial(measure_tissues, labels, subject.images), quiet=True)
        self._job = job
        job.succeeded.connect(partial(self._hold, labels, subject))
        job.failed.connect(self.failed)
        job.finished.connect(self._end)
        self._runner.submit(job)

    def _hold(self, labels: LabelMap, subject: Subject, figures: object) -> None:
        if self._shown() == (labels, subject):
            self._found = (labels, subject, cast(TissueMeasures, figures))
            self._known = True
            self.changed.emit()
        else:  # the user has moved on
            self._timer.start()

    def _end(self) -> None:
        self._job = None
