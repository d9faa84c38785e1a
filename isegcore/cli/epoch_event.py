"""How an epoch is told, by the commands that train."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import JsonValue

if TYPE_CHECKING:
    from isegcore.cli.terminal import Terminal
    from isegcore.training.epoch import Epoch


def tell_epoch(epoch: Epoch, terminal: Terminal) -> None:
    """Tell an epoch that has just ended; the fields of its event are those of `Epoch`."""
    content: dict[str, JsonValue] = {
        "epoch": epoch.number,
        "epochs": epoch.epochs,
        "step": epoch.step,
        "steps": epoch.steps,
        "loss": epoch.loss,
        "accuracy": epoch.accuracy,
        "val_loss": epoch.val_loss,
        "val_accuracy": epoch.val_accuracy,
        "seconds": round(epoch.seconds, 1),
        "seconds_left": round(epoch.seconds_left, 1),
        "waited": round(epoch.waited, 4),
        "scores": dict(epoch.scores),
        "best": epoch.best,
    }
    scores = ", ".join(f"{name} {value:.3f}" for name, value in epoch.scores.items())
    terminal.event(
        "epoch",
        {name: value for name, value in content.items() if value not in (None, {})},
        f"Epoch {epoch.number} of {epoch.epochs}: loss {epoch.loss:.4f}"
        + (f"; Dice {scores}{', the best so far' if epoch.best else ''}" if scores else "")
        + f"; {_duration(epoch.seconds_left)} left",
    )


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
