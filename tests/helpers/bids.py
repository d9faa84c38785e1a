"""A small BIDS data set of phantoms, and the official validator."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.helpers.image_files import write_nifti
from tests.helpers.phantoms import phantom_subject


def write_bids(root: Path, *stems: str) -> Path:
    """Write a valid raw data set with a T1w and a T2w of each stem, such as "sub-01_ses-1_run-2"."""
    root.mkdir(parents=True, exist_ok=True)
    people = sorted({stem.split("_")[0] for stem in stems})
    described = {"Name": "Phantoms", "BIDSVersion": "1.10.0", "DatasetType": "raw"}
    (root / "dataset_description.json").write_text(json.dumps(described))
    (root / "README.md").write_text("Phantoms: nested ellipsoids that stand for brains.\n")
    rows = "".join(f"{person}\t0.5\n" for person in people)
    (root / "participants.tsv").write_text(f"participant_id\tage\n{rows}")
    (root / "participants.json").write_text('{"age": {"Description": "Age", "Units": "year"}}')
    for number, stem in enumerate(stems):
        levels = [part for part in stem.split("_") if part.startswith(("sub-", "ses-"))]
        folder = root.joinpath(*levels, "anat")
        folder.mkdir(parents=True, exist_ok=True)
        subject = phantom_subject(seed=number)
        for modality, image in subject.images.items():
            data = image.data.astype("int16")
            write_nifti(folder / f"{stem}_{modality}w.nii.gz", data, image.grid.affine, xyzt_units=2)
    return root


def bids_errors(root: Path) -> list[str]:
    """Return what the BIDS validator calls an error in a data set."""
    program = Path(sys.executable).with_name("bids-validator-deno")
    command = [program, root, "--format", "json", "--ignoreWarnings"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    issues = json.loads(ran.stdout)["issues"]["issues"]
    return [
        f"{issue['code']} {issue.get('location', '')}" for issue in issues if issue["severity"] == "error"
    ]
