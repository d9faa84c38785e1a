"""Workers that finish, fail, crash, hang, are killed and are cancelled: the window hears how it ended."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.jobs.child import Child, Ending
from app.jobs.events import Epoch, Event, Said
from isegcore.monitor import Progress
from tests.helpers.scripted_child import scripted


def told(script: str, hint: str = "Resume it.") -> tuple[Child, list[Event]]:
    """Return a worker that runs `script`, and a list that fills with what it says."""
    child = Child(["train"], what="The training", hint=hint, command=scripted(script))
    heard: list[Event] = []
    child.heard.connect(heard.append)
    return child, heard


def run(script: str, qtbot: QtBot) -> tuple[Ending, list[Event]]:
    child, heard = told(script)
    with qtbot.waitSignal(child.ended, timeout=20_000) as end:
        child.start()
    assert not child.is_running
    ending = end.args[0]
    assert isinstance(ending, Ending)
    return ending, heard


def started(script: str, qtbot: QtBot) -> Child:
    """Return a worker that has said something by now."""
    child, heard = told(script)
    child.start()
    qtbot.waitUntil(lambda: bool(heard))
    return child


def is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_worker_hands_over_events_and_its_result(qtbot: QtBot) -> None:
    ending, heard = run(
        """
        say("progress", stage="Training", done=1, total=4)
        say("epoch", epoch=1, epochs=2, step=2, steps=4, loss=0.5, seconds=3.0, scores={}, best=False)
        say("result", result={"model": "a.keras"})
        """,
        qtbot,
    )
    assert heard[0] == Progress("Training", 1, 4)
    assert heard[1] == Epoch(1, 2, 0.5, 3.0, 2, 4, scores={})
    assert ending.result == {"model": "a.keras"}
    assert ending.problem is None
    assert not ending.cancelled


def test_it_is_told_to_speak_in_events(qtbot: QtBot) -> None:
    _, heard = run("say('log', message=' '.join(sys.argv[1:]))", qtbot)
    assert heard == [Said("train --events jsonl")]


def test_what_libraries_print_is_no_event_but_is_kept_for_a_failure(qtbot: QtBot) -> None:
    script = """
        print("{ not json", flush=True)
        print("[1, 2]", flush=True)
        say("unheard of")
        say("epoch", loss="of another shape")
        print("Grüße", file=sys.stderr, end="")
        sys.exit(3)
        """
    ending, heard = run(script, qtbot)
    assert heard == []
    assert {"{ not json", "[1, 2]", "Grüße"} <= set(ending.last_words)
    assert ending.problem is not None


def test_a_known_problem_is_told_as_it_is(qtbot: QtBot) -> None:
    script = "say('error', message='No labels.', path='/data', hint='Add some.'); sys.exit(1)"
    problem = run(script, qtbot)[0].problem
    assert problem is not None
    assert (problem.message, problem.path, problem.hint) == ("No labels.", Path("/data"), "Add some.")


def test_a_bug_is_told_by_its_last_line(qtbot: QtBot) -> None:
    ending, _ = run("raise ValueError('a bug')", qtbot)
    assert ending.problem is not None
    assert ending.problem.message == "The training broke off: ValueError: a bug"
    assert ending.problem.hint == "Resume it."
    assert ending.last_words[0].startswith("Traceback")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize(("number", "words"), [("SIGKILL", "memory ran out"), ("SIGSEGV", "crashed")])
def test_a_death_is_a_sentence(number: str, words: str, qtbot: QtBot) -> None:
    problem = run(f"os.kill(os.getpid(), signal.{number}); wait()", qtbot)[0].problem
    assert problem is not None
    assert words in problem.message
    assert problem.hint == "Resume it."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")
def test_a_dead_worker_leaves_no_workers_of_its_own(qtbot: QtBot) -> None:
    ending, heard = run(
        """
        import subprocess
        helper = subprocess.Popen(["sleep", "100"])
        say("log", message=str(helper.pid))
        os.kill(os.getpid(), signal.SIGKILL)
        wait()
        """,
        qtbot,
    )
    assert ending.problem is not None
    assert isinstance(heard[0], Said)
    helper = int(heard[0].message)
    qtbot.waitUntil(lambda: is_gone(helper))


def test_a_cancelled_worker_ends_politely(qtbot: QtBot) -> None:
    child = started("say('log', message='here'); wait()", qtbot)
    began = time.monotonic()
    with qtbot.waitSignal(child.ended) as end:
        child.cancel()
        assert child.is_running
    assert time.monotonic() - began < 2
    assert end.args[0].cancelled
    assert end.args[0].problem is None


def test_one_that_has_cancelled_its_work_is_not_waited_for(qtbot: QtBot) -> None:
    script = """
        signal.signal(signal.SIGTERM, lambda *_: say("cancelled"))
        say("log", message="here")
        while True:
            time.sleep(0.05)
        """
    child = started(script, qtbot)
    with qtbot.waitSignal(child.ended, timeout=3000) as end:
        child.cancel()
    assert end.args[0].cancelled


def test_one_that_does_not_listen_is_killed_after_a_while(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.jobs.child._GRACE_MS", 300)
    child = started(
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); say('log', message='here'); wait()", qtbot
    )
    with qtbot.waitSignal(child.ended, timeout=3000) as end:
        child.cancel()
    assert end.args[0].cancelled


def test_work_that_was_done_before_it_was_cancelled_counts(qtbot: QtBot) -> None:
    script = """
        signal.signal(signal.SIGTERM, lambda *_: (say("result", result=1), sys.exit(0)))
        say("log", message="here")
        wait()
        """
    child = started(script, qtbot)
    with qtbot.waitSignal(child.ended) as end:
        child.cancel()
    assert end.args[0].result == 1
    assert not end.args[0].cancelled


def test_shutting_down_leaves_nothing_running(qtbot: QtBot) -> None:
    child = started("say('log', message='here'); wait()", qtbot)
    pid = child._pid
    assert pid > 0
    child.shut_down()
    assert is_gone(pid)


def test_a_program_that_is_not_there_is_a_sentence(qtbot: QtBot) -> None:
    child = Child([], what="The training", command=lambda _: ["/no/such/program"])
    with qtbot.waitSignal(child.ended) as end:
        child.start()
    assert end.args[0].problem.message == "The training could not be started."


def test_a_flood_of_events_does_not_block(qtbot: QtBot) -> None:
    ending, heard = run(
        """
        for number in range(20_000):
            say("progress", stage="Training", done=number, total=20_000)
        say("result", result=1)
        """,
        qtbot,
    )
    assert ending.result == 1
    assert sum(isinstance(event, Progress) for event in heard) == 20_000
