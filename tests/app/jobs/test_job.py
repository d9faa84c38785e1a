from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.jobs.job import Job, Report, Runner, seconds_left
from isegcore.monitor import Monitor


@pytest.fixture
def runner(qtbot: QtBot) -> Runner:
    return Runner()


def told(job: Job) -> list[tuple[str, object]]:
    """Return a list that fills with the outcome signals of a job, and the thread they came in."""
    heard: list[tuple[str, object]] = []
    here = QThread.currentThread()

    def hear(name: str, value: object = None) -> None:
        assert QThread.currentThread() is here
        heard.append((name, value))

    job.succeeded.connect(lambda value: hear("succeeded", value))
    job.failed.connect(lambda error: hear("failed", error))
    job.cancelled.connect(lambda: hear("cancelled"))
    job.finished.connect(lambda: hear("finished"))
    return heard


def endless(monitor: Monitor) -> None:
    while True:
        monitor.update("Waiting", 0, 1)
        time.sleep(0.005)


def test_a_job_runs_elsewhere_and_answers_here(runner: Runner, qtbot: QtBot) -> None:
    main = threading.get_ident()
    job = Job("Where", lambda monitor: threading.get_ident() != main)
    heard = told(job)
    with qtbot.waitSignal(runner.idle):
        runner.submit(job)
    assert heard == [("succeeded", True), ("finished", None)]
    assert not runner.busy


def test_a_failure_is_handed_over_as_it_is(runner: Runner, qtbot: QtBot) -> None:
    error = ValueError("no")

    def work(monitor: Monitor) -> None:
        raise error

    job = Job("Fails", work)
    heard = told(job)
    with qtbot.waitSignal(runner.idle):
        runner.submit(job)
    assert heard == [("failed", error), ("finished", None)]


def test_cancelling_stops_the_work_at_its_next_report(runner: Runner, qtbot: QtBot) -> None:
    job = Job("Long", endless)
    heard = told(job)
    with qtbot.waitSignal(job.progressed):
        runner.submit(job)
    assert not job.is_cancelling
    with qtbot.waitSignals([job.cancelling, runner.idle]):
        job.cancel()
        job.cancel()
    assert heard == [("cancelled", None), ("finished", None)]


def test_a_job_cancelled_before_its_first_report_does_nothing(runner: Runner, qtbot: QtBot) -> None:
    job = Job("Never", endless)
    heard = told(job)
    job.cancel()
    with qtbot.waitSignal(runner.idle):
        runner.submit(job)
    assert heard[0][0] == "cancelled"


def test_reports_are_thinned_but_every_stage_is_heard(runner: Runner, qtbot: QtBot) -> None:
    def work(monitor: Monitor) -> None:
        for stage in ("First", "Second"):
            for step in range(2000):
                monitor.update(stage, step, 2000)

    job = Job("Chatty", work)
    reports: list[Report] = []
    job.progressed.connect(reports.append)
    with qtbot.waitSignal(runner.idle):
        runner.submit(job)
    assert 2 <= len(reports) < 60
    assert {report.progress.stage for report in reports} == {"First", "Second"}


def test_time_left_is_told_once_it_can_be_known() -> None:
    assert seconds_left(0.01, 10) is None
    assert seconds_left(0.5, 0.1) is None
    assert seconds_left(0.25, 2.0) == pytest.approx(6.0)


def test_shutting_down_waits_for_the_threads(runner: Runner, qtbot: QtBot) -> None:
    jobs = [Job(f"Long {n}", endless) for n in range(2)]
    for job in jobs:
        runner.submit(job)
    began = time.monotonic()
    runner.shut_down()
    assert time.monotonic() - began < 2
    assert not runner.busy


def test_a_job_can_start_the_next(runner: Runner, qtbot: QtBot) -> None:
    first, second = Job("1", lambda _: None), Job("2", lambda _: "done")
    first.succeeded.connect(lambda _: runner.submit(second))
    with qtbot.waitSignals([second.succeeded, runner.idle]):
        runner.submit(first)
