"""What the welcome page leads to, and what it has to find out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.jobs.job import Job, Runner
from app.panels.welcome import Welcome
from app.window.action_bar import ActionBar
from isegcore.inference.cuda import describe_hardware


def connect_welcome(page: Welcome, bar: ActionBar, open_path: Callable[[Path], None]) -> None:
    """Let the page do what the menus do; `open_path` opens something that was open lately."""
    for button, action in (
        (page.folder, "open.folder"),
        (page.files, "open.files"),
        (page.study, "study.open"),
        (page.dicom, "open.dicom"),
        (page.sample, "open.sample"),
    ):
        button.clicked.connect(bar.qt(action).trigger)
    page.chosen.connect(open_path)


def look_at_hardware(page: Welcome, runner: Runner) -> None:
    """Find out what networks will run on, and say so on the page."""
    job = Job("Looking at the hardware", lambda _: describe_hardware(), quiet=True)
    job.succeeded.connect(page.tell_device)
    runner.submit(job)
