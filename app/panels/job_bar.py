"""The job under way: what it does, how far it is, how long it will take, and a button to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from app.jobs.job import Job, Report, Runner
from app.language import tr
from app.panels.parts import Elided, percent


class JobBar(QWidget):
    """Shows the latest job that is still running."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._jobs: list[Job] = []
        self._title = _yielding("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(50)
        self._bar.setMaximumWidth(140)
        self._bar.setAccessibleName(tr("Progress"))
        self._detail = _yielding("muted")
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setAccessibleName(tr("Cancel the job"))
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 0, 2)
        row.setSpacing(10)
        for part in (self._title, self._bar, self._detail, self.cancel):
            row.addWidget(part)
        row.addStretch()
        self.setFixedHeight(self.sizeHint().height())  # the planes keep their size when a job begins
        runner.started.connect(self._add)
        self._refresh()

    def _add(self, job: Job) -> None:
        if job.quiet:
            return
        self._jobs.append(job)
        job.progressed.connect(lambda report: self._show(job, report))
        job.cancelling.connect(self._refresh)
        job.finished.connect(lambda: self._remove(job))
        self._detail.setText("")
        self._bar.setRange(0, 0)
        self._refresh()

    def _remove(self, job: Job) -> None:
        self._jobs.remove(job)
        self._refresh()

    def _refresh(self) -> None:
        for part in (self._title, self._bar, self._detail, self.cancel):
            part.setVisible(bool(self._jobs))
        if self._jobs:
            job = self._jobs[-1]
            self._title.setText(
                tr("Stopping: {title}").format(title=job.title) if job.is_cancelling else job.title
            )
            self.cancel.setEnabled(not job.is_cancelling)

    def _show(self, job: Job, report: Report) -> None:
        if job is self._jobs[-1]:
            self._bar.setRange(0, 100 if report.progress.measurable else 0)
            self._bar.setValue(round(100 * report.progress.fraction))
            self._detail.setText(progress_line(report))

    def _cancel(self) -> None:
        self._jobs[-1].cancel()


def _yielding(role: str) -> Elided:
    """Return a label that gives way to the readout where there is no room for both."""
    label = Elided(role)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    label.setMinimumWidth(1)
    return label


def progress_line(report: Report) -> str:
    """Return stage, percent and time left in words."""
    words = [tr(report.progress.stage)]
    if report.progress.measurable:
        words[0] += f" {percent(report.progress.fraction)}"
    if report.seconds_left is not None:
        words.append(tr("{time} left").format(time=time_words(report.seconds_left)))
    return " · ".join(words)


def time_words(seconds: float) -> str:
    """Return a duration the way it is said: "3 s", "2 min 10 s", "3 h 05 min"."""
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} s"
    minutes = whole // 60
    return (
        f"{minutes} min {whole % 60:02d} s" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
    )
