"""What `iseg train` is told, and what is wrong with a plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.session.training_plan import TrainingPlan, free_name, name_problem, read_plan, write_plan
from isegcore.errors import IsegError

PLAN = TrainingPlan(data="/data", validation="subject-3", start="/m/old.keras", name="mine", folder="/m")


def told(plan: TrainingPlan, *, resume: bool = False) -> list[str]:
    """Return the arguments, after checking that the command line takes them."""
    import click
    from typer.main import get_command

    from isegcore.cli.main import app

    arguments = plan.arguments(resume=resume)
    command = get_command(app).get_command(click.Context(get_command(app)), arguments[0])  # type: ignore[attr-defined]
    command.make_context("train", list(arguments[1:]))
    return arguments


def test_the_command_line_takes_a_whole_plan() -> None:
    words = " ".join(told(PLAN))
    assert words == (
        "train /data -o /m/mine.keras --validation subject-3 --device auto --track --no-register "
        "--network unet3d --from /m/old.keras --minutes 20"
    )


def test_what_is_not_wished_is_not_told() -> None:
    arguments = told(replace(PLAN, start="", minutes=None, epochs=7, batch=4, track=False, recipe="/r.json"))
    assert arguments[10:] == ["--config", "/r.json", "--from", "none", "--epochs", "7", "--batch", "4"]
    assert "--no-track" in arguments


def test_a_resumed_run_keeps_its_own_recipe() -> None:
    arguments = told(PLAN, resume=True)
    assert arguments[-2:] == ["--resume", "/m/mine-run"]
    assert not {"--network", "--config", "--from", "--minutes", "--epochs", "--batch"} & set(arguments)


def test_a_plan_survives_the_way_through_text() -> None:
    assert TrainingPlan.from_text(PLAN.to_text()) == PLAN
    assert TrainingPlan.from_text('{"name": "a", "of a later version": 1}') == TrainingPlan(name="a")
    for text in ("", "[]", "null", '{"name"'):
        assert TrainingPlan.from_text(text) == TrainingPlan()


def test_a_plan_is_found_again_where_the_run_has_been_moved(tmp_path: Path) -> None:
    plan = replace(PLAN, folder=str(tmp_path / "first"))
    write_plan(plan)
    (plan.run_folder / "config.json").write_text("{}")
    moved = tmp_path / "second"
    (tmp_path / "first").rename(moved)
    assert read_plan(moved / "mine-run") == replace(plan, folder=str(moved))


def test_a_run_begun_elsewhere_has_no_plan_but_a_name(tmp_path: Path) -> None:
    run = tmp_path / "theirs-run"
    run.mkdir()
    (run / "config.json").write_text("{}")
    assert read_plan(run) == TrainingPlan(name="theirs", folder=str(tmp_path))


def test_any_other_folder_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(IsegError, match="not the folder of a training run"):
        read_plan(tmp_path)


def test_a_free_name_is_numbered(tmp_path: Path) -> None:
    assert free_name("mine", tmp_path) == "mine"
    (tmp_path / "mine.keras").touch()
    assert free_name("mine", tmp_path) == "mine-2"
    (tmp_path / "mine-2-run").mkdir()
    assert free_name("mine-2", tmp_path) == "mine-3"
    assert free_name("", tmp_path) == "my-model-2"


def test_what_is_wrong_with_a_name_or_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = TrainingPlan(name="mine", folder=str(tmp_path))
    assert name_problem(plan) == ""
    assert name_problem(replace(plan, folder=str(tmp_path / "not there yet"))) == ""
    for name in ("", "a/b", "../x", ".hidden", "-o"):
        assert "name" in name_problem(replace(plan, name=name))
    assert "folder" in name_problem(replace(plan, folder=""))
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda place, mode: place != tmp_path)
        assert "cannot be written" in name_problem(replace(plan, folder=str(tmp_path / "a" / "b")))
    (tmp_path / "mine-run").mkdir()
    (tmp_path / "mine-run" / "state.npz").touch()
    assert "unfinished run" in name_problem(plan)
    (tmp_path / "mine.keras").touch()
    assert "There is a model mine" in name_problem(plan)
    assert "folder" in name_problem(replace(plan, folder=str(tmp_path / "mine.keras")))
