"""Prints how training here compares with the plain way, how its memory grows, and how soon it cancels.

    uv run python -m tests.benchmarks.training throughput [--seconds 40]
    uv run python -m tests.benchmarks.training accuracy LABELMAP... [--held-out 4] [--epochs 10] [--rounds 1]
    uv run python -m tests.benchmarks.training memory
    uv run python -m tests.benchmarks.training cancel

The plain way is Keras `fit` on whole axial slices in float32 (`plain_training.py`). Both sides run in one
session, in turn; ratios are meaningful, seconds depend on the machine and its load. The newborns are
simulated, one of each label map, the last ones held out: what is printed is no score on real scans.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from isegcore.io.discovery import find_subjects
from isegcore.io.nifti import write_analyze
from isegcore.labels import ISEG
from isegcore.monitor import Cancelled, Monitor
from isegcore.network.config import UNetConfig
from isegcore.network.presets import PRESETS
from isegcore.shipped import shipped_path
from isegcore.training.config import TrainingConfig
from isegcore.training.recipe import Wishes, labelled_recipe, wished
from isegcore.training.sampling import Batch, Batches
from isegcore.training.split import Split
from tests.benchmarks.newborns import write_newborns
from tests.helpers.phantoms import ellipsoid_labels

_PLAIN = [sys.executable, "-m", "tests.benchmarks.plain_training"]
_ISEG = [sys.executable, "-m", "isegcore.cli.main"]


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    throughput = commands.add_parser("throughput")
    throughput.add_argument("--seconds", type=float, default=40)
    throughput.add_argument("--rounds", type=int, default=2)
    throughput.set_defaults(run=_throughput)
    accuracy = commands.add_parser("accuracy")
    accuracy.add_argument("label_maps", nargs="+", type=Path)
    accuracy.add_argument("--held-out", type=int, default=4)
    accuracy.add_argument("--epochs", type=int, default=10)
    accuracy.add_argument("--rounds", type=int, default=1)
    accuracy.set_defaults(run=_accuracy)
    commands.add_parser("memory").set_defaults(run=_memory)
    commands.add_parser("cancel").set_defaults(run=_cancel)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        options.run(options, Path(folder))


def _throughput(options: argparse.Namespace, folder: Path) -> None:
    """Print brain voxels a second of the plain 2D U-Net, trained the plain way and here."""
    _write_slices(folder / "data")
    plain, ours = [], []
    for _ in range(options.rounds):
        said = _said([*_PLAIN, "steps", str(folder / "data"), str(options.seconds)])
        plain.append(said["brain_voxels_per_s"])
        ours.append(_our_rate(folder, options.seconds))
    rates = [rate for rate, _ in ours]
    print(f"plain way      {fmean(plain):9.0f} brain voxels/s")
    print(
        f"iseg train     {fmean(rates):9.0f} brain voxels/s  {fmean(rates) / fmean(plain):.2f} times as many"
    )
    print(f"               steps waited for patches {fmean(waited for _, waited in ours):.1%} of the time")


def _write_slices(folder: Path) -> None:
    """Write the bundled subject twice, under the names that `plain_training` looks for."""
    folder.mkdir()
    for number in (1, 2):
        for file in shipped_path("sample").glob("subject-1-*"):
            (folder / file.name.replace("-1-", f"-{number}-")).write_bytes(file.read_bytes())


def _our_rate(folder: Path, seconds: float) -> tuple[float, float]:
    """Return brain voxels a second and the share of time that steps waited, the first steps not counted."""
    from isegcore.training.labelled import labelled_data
    from isegcore.training.trainer import Trainer

    recipe = wished(labelled_recipe(PRESETS["plain2d"].network), Wishes(epochs=10**4))
    trainer = Trainer(recipe, folder / "run")
    split = Split(train=("subject-1",), validation=("subject-2",))
    subjects = find_subjects(folder / "data").subjects
    with labelled_data(subjects, split, trainer, keep_all=True, tell=print) as data:
        counting = _Counting(data.batches, seconds)
        try:
            trainer.fit(counting)
        except Cancelled:
            return counting.rate, counting.waited
    raise SystemExit("it should have gone on")


class _Counting:
    """Passes batches on and counts the brain in them, until the time is over."""

    def __init__(self, batches: Batches, seconds: float) -> None:
        self._batches, self._seconds = batches, seconds
        self._began = self._waited = self._brain = 0.0
        self.rate = self.waited = 0.0

    def batch(self, number: int, monitor: Monitor) -> Batch:
        asked = time.perf_counter()
        images, labels = self._batches.batch(number, monitor)
        now = time.perf_counter()
        if number == 5:
            self._began = now
        elif number > 5:
            self._waited += now - asked
            self.rate, self.waited = self._brain / (now - self._began), self._waited / (now - self._began)
            if now - self._began > self._seconds:
                raise Cancelled
        if number >= 5:
            self._brain += np.count_nonzero(labels)
        return images, labels


def _accuracy(options: argparse.Namespace, folder: Path) -> None:
    """Print whole-volume Dice on the newborns held out, after equal wall-clock time."""
    train_on, held_out = options.label_maps[: -options.held_out], options.label_maps[-options.held_out :]
    plain: list[list[float]] = []
    ours: list[list[float]] = []
    for turn in range(options.rounds):
        data, test = folder / f"{turn}-train", folder / f"{turn}-test"
        write_newborns(train_on, data, seed=2 * turn)
        write_newborns(held_out, test, seed=2 * turn + 1)
        said, cpu_s = _timed([*_PLAIN, "fit", str(data), str(test), str(options.epochs)])
        plain.append(said["dice"])
        print(
            f"plain way   {said['seconds']:6.0f} s {cpu_s:6.0f} CPU s  Dice {_in_words(said['dice'])}",
            flush=True,
        )
        started = time.perf_counter()
        model = folder / f"{turn}.keras"
        command = [*_ISEG, "train", str(data), "-o", str(model), "--minutes", str(said["seconds"] / 60)]
        _, cpu_s = _timed([*command, "--no-track", "--json"])
        seconds = time.perf_counter() - started
        scores = _said([*_ISEG, "evaluate", "--data", str(test), "--model", str(model), "--json"])["scores"]
        ours.append([fmean(s["dice"] for s in scores if s["tissue"] == name) for name in ("CSF", "GM", "WM")])
        print(f"iseg train  {seconds:6.0f} s {cpu_s:6.0f} CPU s  Dice {_in_words(ours[-1])}", flush=True)
    gain = np.mean(ours) - np.mean(plain)
    print(f"mean Dice   plain way {np.mean(plain):.4f}, iseg train {np.mean(ours):.4f}: {gain:+.4f}")


def _in_words(dices: Sequence[float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in zip(("CSF", "GM", "WM"), dices, strict=True))


def _memory(options: argparse.Namespace, folder: Path) -> None:
    """Print the peak memory of trainings on 10 and on 100 subjects."""
    recipe = _tiny(steps=30).model_copy(update={"workers": 2, "patch": 64})
    for count in (10, 100):
        data = folder / str(count)
        _write_phantoms(data, count, shape=(96, 112, 88))
        peak = _peak_bytes(_train_command(folder, data, recipe, f"{count}.keras"))
        print(f"{count:3d} subjects   {peak / 1e6:6.0f} MB peak, of all processes together")


def _peak_bytes(command: list[str]) -> float:
    """Return the largest sum of what a process and its children hold for themselves, sampled."""
    import psutil

    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        root = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                held = [p.memory_full_info().uss for p in (root, *root.children(recursive=True))]
            except psutil.Error:
                continue
            peak = max(peak, sum(held))
            time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return peak


def _cancel(options: argparse.Namespace, folder: Path) -> None:
    """Print how long it takes from a polite signal to the end of the process, in each part of a training."""
    _write_phantoms(folder / "data", 6, shape=(160, 192, 144))
    recipe = labelled_recipe(UNetConfig()).model_copy(update={"steps_per_epoch": 4, "validation_share": 0.9})
    for stage in ("", "Reading subjects", "Waiting for patches", "Training", "Validating"):
        command = _train_command(folder, folder / "data", recipe, f"{stage or 'start'}.keras")
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            if stage:
                next(event for event in _events(process) if event.get("stage") == stage)
            time.sleep(1.5 if not stage else 0.3)
            asked = time.perf_counter()
            process.send_signal(signal.SIGTERM)
            list(_events(process))
            process.wait()
            seconds = time.perf_counter() - asked
        print(f"{stage or 'Importing':20s} {seconds * 1000:6.0f} ms, exit code {process.returncode}")


def _train_command(folder: Path, data: Path, recipe: TrainingConfig, name: str) -> list[str]:
    (folder / "recipe.json").write_text(recipe.model_dump_json(), encoding="utf-8")
    options = ["--config", str(folder / "recipe.json"), "--from", "none", "--no-track", "--events", "jsonl"]
    return [*_ISEG, "train", str(data), "-o", str(folder / name), *options]


def _tiny(steps: int) -> TrainingConfig:
    network = UNetConfig(widths=(4, 8))
    return TrainingConfig(network=network, steps=steps, steps_per_epoch=10, batch=1, validate_every=1)


def _write_phantoms(folder: Path, count: int, shape: tuple[int, int, int]) -> None:
    folder.mkdir()
    labels, rng = ellipsoid_labels(shape), np.random.default_rng(0)
    for number in range(count):
        for name, levels in (("T1", (0, 400, 800, 1200)), ("T2", (0, 1200, 800, 400))):
            noisy = np.array(levels)[labels] + rng.normal(0, 80, shape)
            image = np.where(labels, np.maximum(noisy, 1), 0).astype(np.int16)
            write_analyze(folder / f"subject-{number}-{name}.hdr", image)
        write_analyze(folder / f"subject-{number}-label.hdr", ISEG.to_values(labels))


def _timed(command: Sequence[str]) -> tuple[Any, float]:
    """Return what a command says as JSON, and the processor seconds of it and its children."""
    before = os.times()
    said = _said(command)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return said, used


def _said(command: Sequence[str]) -> Any:
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _events(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    if process.stdout is None:
        raise ValueError("its output must be a pipe")
    return (json.loads(line) for line in process.stdout)


if __name__ == "__main__":
    main()
