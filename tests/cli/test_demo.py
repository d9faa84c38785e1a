"""The promises of the README's first lines, with the shipped model, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_CALL = """
import json, sys
from isegcore.cli.main import app
app(sys.argv[1:], standalone_mode=False)
unneeded = {"tensorflow", "keras", "mlflow", "PySide6", "pydicom"}
print(json.dumps(sorted(unneeded & set(sys.modules))), file=sys.stderr)
"""


@pytest.mark.slow
def test_the_demo_writes_its_files_without_loading_tensorflow_or_mlflow(tmp_path: Path) -> None:
    call = [sys.executable, "-c", _CALL, "demo", "-o", str(tmp_path), "--json", "--device", "cpu"]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=200)
    assert json.loads(done.stderr.splitlines()[-1]) == []
    value = json.loads(done.stdout)
    assert {Path(file).name for file in value["files"]} == {path.name for path in tmp_path.iterdir()}
    kinds = {"-pred.nii.gz", "-pred.json", "-pred.tsv", ".html", ".png"}
    assert {path.name.removeprefix("subject-1") for path in tmp_path.iterdir()} == kinds
    assert min(value["dice"].values()) > 0.8
    again = subprocess.run(call, capture_output=True, text=True, check=False, timeout=200)
    assert "exists" in again.stdout
