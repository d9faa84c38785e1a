"""Measures `iseg pipeline`: against the plain way, one worker against two, and one subject more after fifty.

python -m tests.benchmarks.pipeline make LABELMAP DATA      simulates twelve subjects of 144 x 192 x 256
python -m tests.benchmarks.pipeline compare DATA [RUNS]     twelve subjects against twelve runs of the plain
                                                            way, of which RUNS are measured (12)
python -m tests.benchmarks.pipeline workers DATA            one worker against two, on the same subjects
python -m tests.benchmarks.pipeline add DATA [FINISHED]     a finished run of fifty, and one subject more

Wall clock says most where nothing else runs; processor time, which is printed too, elsewhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from isegcore.pipeline.report import PipelineReport

PLAIN = Path(__file__).with_name("plain_way.py")
SUBJECTS = 12
POLL_S = 0.2


@dataclass(frozen=True)
class Measured:
    """What a command took: wall clock and processor seconds, and the peak of its tree's memory in bytes."""

    wall_s: float
    processor_s: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall_s:6.1f} s wall, {self.processor_s:6.1f} s processor, {self.peak / 1e9:.2f} GB"


def measure(command: list[str]) -> Measured:
    """Run a command to its end."""
    before, began, peak = os.times(), time.perf_counter(), 0.0
    quiet = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=quiet) as process:
        while process.poll() is None:
            peak = max(peak, tree_bytes(process.pid))
            time.sleep(POLL_S)
    if process.returncode:
        raise SystemExit(f"{command[:4]} left with {process.returncode}")
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(time.perf_counter() - began, used, peak)


def tree_bytes(pid: int) -> float:
    """Return the memory of a process and all its children; what they share is counted once (PSS)."""
    total = 0.0
    try:
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            total += process.memory_full_info().pss
    except psutil.Error:
        pass
    return total


def pipeline(data: Path, outputs: Path, jobs: int) -> Measured:
    """Run the pipeline without training."""
    iseg = [sys.executable, "-m", "isegcore.cli.main", "pipeline", str(data), "-o", str(outputs)]
    return measure([*iseg, "--train", "never", "--jobs", str(jobs)])


def make(label_map: str, data: str) -> None:
    """Simulate the subjects."""
    told = ["simulate", label_map, "-o", data, "--subjects", str(SUBJECTS), "--seed", "1"]
    subprocess.run([sys.executable, "-m", "isegcore.cli.main", *told], check=True)


def compare(data: str, runs: str = str(SUBJECTS)) -> None:
    """Compare with the plain way, a process for each subject."""
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "plain.keras")
        subprocess.run(
            [sys.executable, "-P", str(PLAIN), "make", model], check=True, stderr=subprocess.DEVNULL
        )
        plain = [measure(plain_command(data, model, n + 1)) for n in range(int(runs))]
        ours = pipeline(Path(data), Path(folder) / "outputs", 2)
    wall, used = (sum(getattr(m, name) for m in plain) / len(plain) for name in ("wall_s", "processor_s"))
    print(f"plain way, mean of {len(plain)} runs: {wall:.1f} s wall, {used:.1f} s processor a subject")
    print(f"pipeline, {SUBJECTS} subjects, two workers: {ours}")
    clock, processor = SUBJECTS * wall / ours.wall_s, SUBJECTS * used / ours.processor_s
    print(f"faster {clock:.1f} times by the clock, {processor:.1f} times in processor time")


def plain_command(data: str, model: str, number: int) -> list[str]:
    """Return the command of a run of the plain way."""
    images = [str(Path(data) / f"subject-{number}-{modality}.hdr") for modality in ("T1", "T2")]
    return [sys.executable, "-P", str(PLAIN), "run", model, *images]


def workers(data: str) -> None:
    """Compare one worker with two, and say where one spends its time."""
    with tempfile.TemporaryDirectory() as folder:
        one = pipeline(Path(data), Path(folder) / "one", 1)
        seconds = mean_seconds(Path(folder) / "one")
        two = pipeline(Path(data), Path(folder) / "two", 2)
    print(f"one worker:  {one}")
    print(f"two workers: {two}")
    print(f"two are {one.wall_s / two.wall_s:.2f} times as fast as one")
    print("a subject with one worker, s: " + ", ".join(f"{n} {s:.2f}" for n, s in seconds.items()))


def mean_seconds(outputs: Path) -> dict[str, float]:
    """Return the seconds of each step, mean over the subjects."""
    (path,) = outputs.glob("pipeline_report_*.json")
    subjects = PipelineReport.model_validate_json(path.read_bytes()).subjects
    return {name: sum(s.seconds[name] for s in subjects) / len(subjects) for name in subjects[0].seconds}


def add(data: str, finished: str = "50") -> None:
    """Measure what a subject more costs after a finished run, beside what it takes itself."""
    with tempfile.TemporaryDirectory(dir=Path(data).parent) as folder:
        many, outputs = Path(folder) / "data", Path(folder) / "outputs"
        many.mkdir()
        for number in range(1, int(finished) + 1):
            link(Path(data), many, 1 + number % (SUBJECTS - 1), number)
        print(f"a run of {finished}: {pipeline(many, outputs, 2)}")
        print(f"again, with nothing to do: {pipeline(many, outputs, 2)}")
        link(Path(data), many, SUBJECTS, int(finished) + 1)
        more = pipeline(many, outputs, 2)
        alone = work_of(outputs, f"subject-{int(finished) + 1}")
    print(f"one subject more: {more}")
    print(f"of which it took itself {alone:.1f} s; the rest is {more.wall_s - alone:.1f} s")


def link(data: Path, target: Path, source: int, number: int) -> None:
    """Give a subject another number, without copying its images."""
    for path in data.glob(f"subject-{source}-*"):
        os.link(path, target / path.name.replace(f"subject-{source}-", f"subject-{number}-"))


def work_of(outputs: Path, subject: str) -> float:
    """Return the seconds that a worker spent on segmenting and scoring a subject."""
    (path,) = outputs.glob("pipeline_report_*.json")
    subjects = PipelineReport.model_validate_json(path.read_bytes()).subjects
    return sum(next(s for s in subjects if s.id == subject).seconds.values())


if __name__ == "__main__":
    {"make": make, "compare": compare, "workers": workers, "add": add}[sys.argv[1]](*sys.argv[2:])
