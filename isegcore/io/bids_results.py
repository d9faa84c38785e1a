"""Writing segmentations as a BIDS derivative: `sub-01/anat/sub-01_dseg.nii.gz` and what belongs to it.

Values are those of BIDS's standard mapping, told by `dseg.tsv` at the top, so that one table serves all
subjects. Raw data sets are never written into but for their `derivatives`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from isegcore.data.segmentation import Segmentation
from isegcore.data.subject import Subject
from isegcore.errors import OutputError
from isegcore.io.atomic import require_writable, write_text
from isegcore.io.bids import (
    DESCRIPTION,
    bids_name,
    bids_root_of,
    derivative_description,
    link_to_raw,
    require_derivative,
)
from isegcore.io.input_records import with_inputs
from isegcore.io.label_tables import dseg_table
from isegcore.io.nifti import write_label_map, write_shares
from isegcore.io.results import input_files
from isegcore.labels import BIDS, BRAIN_TISSUES, Tissue

_README = """# Brain tissues by iSeg Desktop

Label images (`_dseg`) of cerebrospinal fluid, grey matter and white matter on the grid of each subject's T1
(or T2, where there is no T1); `dseg.tsv` says which value is which. Probabilities (`_probseg`), where there
are any, run from 0 to 1. The `.json` beside an image says what it was made from, by what and how.

Research software; not a medical device.
"""
# What may lie beside the images and is no part of BIDS
_IGNORED = "".join(f"*{ending}\n" for ending in (".html", ".png", ".pdf", ".stl", ".obj", ".surf.gii")) + (
    "/volumes.*\n/scores.*\n"
)


@dataclass(frozen=True, slots=True)
class BidsTarget:
    """Where the result of one subject goes in a derivative.

    Attributes:
        root: The derivative's folder.
        subject_id: The subject's id in its data set.
        probabilities: Whether the probability of each tissue is written too.
        confidence: Whether the probability of each voxel's label is written too.
    """

    root: Path
    subject_id: str
    probabilities: bool = False
    confidence: bool = False

    @property
    def labels(self) -> Path:
        """Return the label image."""
        return self._named("_dseg.nii.gz")

    @property
    def record(self) -> Path:
        """Return the file beside it that says how it was made."""
        return self._named("_dseg.json")

    @property
    def shares(self) -> dict[str, Path]:
        """Return the images of probabilities, by the name of the tissue or "confidence"."""
        shown = [tissue.name for tissue in BRAIN_TISSUES] if self.probabilities else []
        found = {name: self._named(f"_label-{name}_probseg.nii.gz") for name in shown}
        if self.confidence:
            found["confidence"] = self._named("_desc-confidence_probseg.nii.gz")
        return found

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files of the subject: labels, record, probabilities and their records."""
        shares = (file for path in self.shares.values() for file in (path, _sidecar(path)))
        return (self.labels, self.record, *shares)

    def write(
        self, segmentation: Segmentation, subject: Subject, *, overwrite: bool = False
    ) -> tuple[Path, ...]:
        """Write it; see `write_bids_result`."""
        return write_bids_result(segmentation, subject, self, overwrite=overwrite)

    def _named(self, ending: str) -> Path:
        name = bids_name(self.subject_id)
        return name.folder(self.root) / f"{name.stem}{ending}"


def require_distinct(targets: Sequence[BidsTarget]) -> None:
    """Check that no two subjects get one name, of which BIDS allows letters and digits only.

    Raises:
        OutputError: If two do.
    """
    names = Counter(str(target.labels).casefold() for target in targets)
    for target in targets:
        if names[str(target.labels).casefold()] > 1:
            twins = [
                t.subject_id for t in targets if str(t.labels).casefold() == str(target.labels).casefold()
            ]
            raise OutputError(
                f"{' and '.join(twins[:2])} would get the same BIDS name.",
                path=target.labels,
                hint="Rename one of them, or write them to different folders.",
            )


def write_bids_result(
    segmentation: Segmentation, subject: Subject, target: BidsTarget, *, overwrite: bool = False
) -> tuple[Path, ...]:
    """Write the label image, its record and what the target wants besides; return those files.

    The files that all subjects share (`dataset_description.json`, `dseg.tsv`, `.bidsignore`, `README.md`) are
    written where they are missing or older.

    Raises:
        OutputError: If a file exists and may not be replaced, is an input, or cannot be written; if the
            folder is none for results.
    """
    require_derivative(target.root)
    segmentation, inputs = with_inputs(segmentation, subject), input_files(subject)
    for path in target.files:  # all of them, before the first is written
        require_writable(path, overwrite=overwrite, inputs=inputs)
    source = subject.images[subject.primary].source
    raw = None if source is None else bids_root_of(source.path.parent)
    _write_shared(target.root, raw)
    record = _record(segmentation, subject, target.root, raw)
    write_label_map(target.labels, segmentation.labels, source, BIDS, overwrite=overwrite, inputs=inputs)
    write_text(target.record, _json(record), overwrite=overwrite, inputs=inputs)
    for name, path in target.shares.items():
        data, grid = _share(segmentation, name), segmentation.labels.grid
        write_shares(path, data, grid, source, overwrite=overwrite, inputs=inputs)
        about = f"Probability of {'the label shown' if name == 'confidence' else Tissue[name].title.lower()}."
        text = _json({**_origin(subject, target.root, raw), "Description": about})
        write_text(_sidecar(path), text, overwrite=overwrite, inputs=inputs)
    return target.files


def _share(segmentation: Segmentation, name: str) -> NDArray[np.uint8]:
    """Return `(I, J, K)` percent: of a tissue, or of the label shown ("confidence")."""
    if name == "confidence":
        return segmentation.confidence
    if segmentation.probabilities is None:
        raise ValueError("the segmentation keeps no probabilities")
    return segmentation.probabilities[..., Tissue[name]]


def _write_shared(root: Path, raw: Path | None) -> None:
    description = _json(derivative_description(root, raw))
    wanted = {DESCRIPTION: description, "dseg.tsv": dseg_table(BIDS), ".bidsignore": _IGNORED}
    for name, text in wanted.items():
        if not _holds(root / name, text):
            write_text(root / name, text, overwrite=True)
    if not any((root / name).exists() for name in ("README.md", "README", "README.txt", "README.rst")):
        write_text(root / "README.md", _README, overwrite=True)


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def _record(
    segmentation: Segmentation, subject: Subject, root: Path, raw: Path | None
) -> dict[str, JsonValue]:
    made = segmentation.provenance
    made = made.model_copy(update={"options": {**made.options, "labels": BIDS.name}})
    return {
        **_origin(subject, root, raw),
        "Description": "Cerebrospinal fluid, grey matter and white matter.",
        "Manual": made.edits is not None,
        "Provenance": made.model_dump(mode="json"),
    }


def _origin(subject: Subject, root: Path, raw: Path | None) -> dict[str, JsonValue]:
    """Return what the file was made from, as BIDS URIs; nothing where a path might name a person."""
    if raw is None or link_to_raw(root, raw) is None:
        return {}
    return {"Sources": [f"bids:raw:{path}" for path in _sources(subject, raw)]}


def _sources(subject: Subject, raw: Path) -> Iterator[str]:
    for volume in subject.images.values():
        if volume.source is not None and volume.source.path.is_relative_to(raw):
            yield volume.source.path.relative_to(raw).as_posix()


def _sidecar(image: Path) -> Path:
    return image.with_name(image.name.removesuffix(".nii.gz") + ".json")


def _json(value: dict[str, JsonValue]) -> str:
    return json.dumps(value, indent=2, allow_nan=False) + "\n"
