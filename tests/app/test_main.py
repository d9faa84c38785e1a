"""The program as a process: what it imports to start, what the command line opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from isegcore.io.nifti import write_analyze
from isegcore.io.recovery import read_recovery
from isegcore.study.study import ImageRecord, Study, SubjectRecord
from isegcore.study.study_file import write_study
from tests.helpers.phantoms import T1_LEVELS, ellipsoid_labels

HEAVY = (
    "tensorflow",
    "keras",
    "mlflow",
    "openvino",
    "SimpleITK",
    "nibabel",
    "scipy",
    "skimage",
    "matplotlib",
    "pydantic",
    "pyqtgraph",
)

# Runs the program, and quits it when it has nothing left to do.
RUN = """
import sys
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from app import main

QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, {settings!r})

class Watched(main.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        self.watch = QTimer(self)
        self.watch.timeout.connect(self.report)
        self.watch.start(20)

    def report(self):
        entries = self.session.entries
        if self.runner.busy or (entries and not self.session.opened):
            return
        print("subjects:", *(entry.files.id for entry in entries))
        print("loaded:", *sorted({{name.split(".")[0] for name in sys.modules}} & set({heavy!r})))
        QApplication.quit()

main.MainWindow = Watched
print("status:", main.main({arguments!r}))
"""


def run(settings: Path, *arguments: str) -> dict[str, str]:
    """Run the program in a process of its own and return what it came to."""
    code = RUN.format(settings=str(settings), heavy=HEAVY, arguments=list(arguments))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "XDG_STATE_HOME": str(settings / "state")},
    )
    # OpenVINO's threads say this where a container has no /sys.
    said = [line for line in done.stderr.splitlines() if not line.startswith("hwloc/")]
    assert said == []
    return dict(line.split(":", 1) for line in done.stdout.splitlines())


def test_nothing_heavy_is_imported_to_start(tmp_path: Path) -> None:
    told = run(tmp_path)
    assert told["loaded"].split() == []
    assert told["status"].strip() == "0"


def test_what_the_program_does_is_logged_without_names(tmp_path: Path) -> None:
    folder = tmp_path / "name-of-a-patient"
    folder.mkdir()
    write_analyze(folder / "subject-2-T1.hdr", T1_LEVELS[ellipsoid_labels()].astype(np.int16))
    run(tmp_path, str(folder))
    text = (tmp_path / "state" / "iseg-desktop" / "log" / "window.log").read_text(encoding="utf-8")
    for part in ("started: version", '"theme": "system"', "Looking done after", "Reading done after"):
        assert part in text
    assert "patient" not in text
    assert "subject" not in text


def test_a_study_on_the_command_line_is_opened(tmp_path: Path) -> None:
    write_analyze(tmp_path / "subject-2-T1.hdr", T1_LEVELS[ellipsoid_labels()].astype(np.int16))
    record = SubjectRecord(id="subject-2", images={"T1": ImageRecord(path="subject-2-T1.hdr")})
    write_study(tmp_path / "ward.iseg", Study(subjects=(record,)))
    assert run(tmp_path / "settings", str(tmp_path / "ward.iseg"))["subjects"].split() == ["subject-2"]
    assert not list(tmp_path.glob("*.lock"))


def test_command_line_paths_are_opened(tmp_path: Path) -> None:
    data = T1_LEVELS[ellipsoid_labels()].astype(np.int16)
    for number in (2, 10):
        write_analyze(tmp_path / f"subject-{number}-T1.hdr", data)
    told = run(tmp_path / "settings", str(tmp_path))
    assert told["subjects"].split() == ["subject-2", "subject-10"]
    assert "tensorflow" not in told["loaded"]
    assert "mlflow" not in told["loaded"]


def test_the_demo_opens_the_bundled_subject_without_tensorflow_or_mlflow(tmp_path: Path) -> None:
    told = run(tmp_path, "--demo")
    assert told["subjects"].split() == ["subject-1"]
    assert not {"tensorflow", "keras", "mlflow"} & set(told["loaded"].split())


def test_no_display_is_a_sentence_not_an_abort() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.main"], capture_output=True, text=True, timeout=60, check=False, env={}
    )
    assert done.returncode == 1
    assert "no display" in done.stderr


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_need_no_display(argument: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.main", argument],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={"PATH": ""},
    )
    assert "iseg" in done.stdout.lower()


_CRASH = """
import os
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from app import main
from app.session.view_state import Plane

class Watched(main.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        self.watch = QTimer(self)
        self.watch.timeout.connect(self.correct)
        self.watch.start(50)

    def correct(self):
        if self.session.opened is None or self.runner.busy:
            return
        self.watch.stop()
        self.bar.qt("tool.brush").trigger()
        self.bar.qt("paint.background").trigger()
        view = self.planes.views[Plane.AXIAL]
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center() + QPoint(40, 0))
        QTimer.singleShot(0, lambda: os._exit(3))  # the program does not outlive its mistake
        raise RuntimeError("a mistake of our own")

main.MainWindow = Watched
main.main(["--demo"])
"""


def test_corrections_survive_a_crash(tmp_path: Path) -> None:
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("DATA", "CACHE", "CONFIG", "STATE")}
    ended = subprocess.run(
        [sys.executable, "-c", _CRASH],
        env={**os.environ, **homes},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 3, ended.stderr.decode()
    assert "a mistake of our own" in ended.stderr.decode()
    (left,) = (tmp_path / "DATA").rglob("*.iseg-recovery")
    recovery = read_recovery(left)
    assert recovery.files.id == "subject-1"
    edits = recovery.segmentation.provenance.edits
    assert edits is not None
    assert edits.start == "reference"
    assert 0 < edits.voxels < 100
