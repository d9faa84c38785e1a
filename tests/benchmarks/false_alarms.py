"""Prints how often a result comes with a warning: for images as they should be, and with a fault put in.

Subjects are simulated from label maps, and read from folders of real scans as far as there are any. Without a
fault every warning is a false alarm; with one, the row says how many subjects were warned of it.

    uv run python -m tests.benchmarks.false_alarms --simulate LABELMAPS [--real DIR] [--back-to-front DIR]

`--back-to-front` names folders whose headers are known to say the opposite of where the front is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from isegcore.data.box import box_of
from isegcore.data.finding import Concern
from isegcore.data.grid import Grid
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Volume
from isegcore.inference.segmenter import Segmenter, make_segmenter
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from isegcore.simulation.label_maps import find_label_maps, read_anatomy
from isegcore.simulation.subject import Recipe, simulate
from isegcore.training.validation import as_subject, simulated_cases
from tests.helpers import faults

_MARGIN_MM = 20.0
_T1, _T2 = Modality.T1, Modality.T2
_GOOD: dict[str, faults.Fault] = {
    "as it should be": lambda subject: subject,
    "T1 alone": faults.without(_T2),
    "T2 alone": faults.without(_T1),
    "mirrored left to right (cannot be told)": faults.flipped(0),
}
_FAULTS: dict[str, tuple[Concern, faults.Fault]] = {
    "T1 and T2 swapped": (Concern.SWAPPED, faults.swapped),
    "T2 alone, called T1": (Concern.SWAPPED, faults.t2_as_t1),
    "T1 alone, called T2": (Concern.SWAPPED, faults.t1_as_t2),
    "back to front": (Concern.ORIENTATION, faults.flipped(1)),
    "upside down": (Concern.ORIENTATION, faults.flipped(2)),
    "turned by a quarter": (Concern.ORIENTATION, faults.turned(1, 2)),
    "T2 moved by 4 mm": (Concern.UNALIGNED, faults.shifted(4)),
    "T2 moved by 4 mm, then stripped": (Concern.UNALIGNED, faults.shifted(4, masked=True)),
    "T2 turned by 8 degrees": (Concern.UNALIGNED, faults.rotated(8)),
    "skull in clean air": (Concern.UNSTRIPPED, faults.with_skull),
    "skull in noisy air": (Concern.UNSTRIPPED, faults.in_noisy_air),
    "20 mm cut off at the top": (Concern.CUT_OFF, faults.cut(20, 2)),
    "20 mm cut off in front": (Concern.CUT_OFF, faults.cut(20, 1)),
    "20 mm cut off at the bottom": (Concern.CUT_OFF, faults.cut(20, 2, top=False)),
    "T2 is a mask": (Concern.BLANK, faults.constant_t2),
    "T2 is noise": (Concern.NOISE, faults.noise_t2),
    "T1 inverted": (Concern.SWAPPED, faults.inverted(_T1)),
}


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="iseg-infant")
    parser.add_argument("--simulate", type=Path, nargs="+", default=[])
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="faults are put into every so-manieth subject")
    parser.add_argument("--real", type=Path, nargs="*", default=[])
    parser.add_argument("--back-to-front", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    segmenter = make_segmenter(options.model)
    anatomies = [read_anatomy(path) for path in find_label_maps(options.simulate)] if options.simulate else []
    simulated = [case.subject for case in simulated_cases(anatomies, options.each)]
    heads = [
        as_subject(simulate(a, Recipe(unstripped=1, any_contrast=0), np.random.default_rng(n)))
        for n, a in enumerate(anatomies)
        if a.has_head
    ]
    print(f"{segmenter.card.name} {segmenter.card.version}")
    _print_table("simulated", segmenter, simulated, options.every)
    _print_row("  simulated with their own head", _warned(segmenter, heads), Concern.UNSTRIPPED)
    real = [*_read(options.real), *map(faults.turned_about, _read(options.back_to_front))]
    _print_table("real", segmenter, real)


def _read(folders: Sequence[Path]) -> Iterator[Subject]:
    for folder in folders:
        for files in find_subjects(folder).subjects:
            yield _near_brain(read_subject(files))


def _print_table(kind: str, segmenter: Segmenter, subjects: Sequence[Subject], every: int = 1) -> None:
    if not subjects:
        return
    print(f"\n{len(subjects)} {kind} subjects")
    for name, change in _GOOD.items():
        _print_row(f"  {name}", _warned(segmenter, _changed(subjects, name, change)))
    for name, (concern, fault) in _FAULTS.items():
        _print_row(f"  {name}", _warned(segmenter, _changed(subjects[::every], name, fault)), concern)


def _changed(subjects: Sequence[Subject], name: str, change: faults.Fault) -> Iterator[Subject]:
    """Yield the subjects changed, those that have the images for it."""
    needs_t2 = name != "as it should be" and ("T2" in name or name == "T1 alone")
    for subject in subjects:
        if len(subject.images) == 2 or not needs_t2:
            yield change(subject)


def _warned(
    segmenter: Segmenter, subjects: Iterator[Subject] | Sequence[Subject]
) -> list[tuple[Concern, ...]]:
    """Return what each subject was warned of."""
    found = []
    for subject in subjects:
        findings = segmenter.segment(subject).provenance.findings
        found.append(tuple(dict.fromkeys(finding.concern for finding in findings)))
    return found


def _print_row(name: str, warned: Sequence[tuple[Concern, ...]], expected: Concern | None = None) -> None:
    count = len(warned)
    others = Counter(concern for concerns in warned for concern in concerns if concern is not expected)
    told = ", ".join(f"{concern.value} {n}" for concern, n in others.most_common())
    if expected is None:
        hits = sum(bool(concerns) for concerns in warned)
        print(f"{name:45} {hits:3} of {count:3} warned{': ' if told else ''}{told}", flush=True)
    else:
        hits = sum(expected in concerns for concerns in warned)
        print(f"{name:45} {hits:3} of {count:3} found{'; also ' if told else ''}{told}", flush=True)


def _near_brain(subject: Subject) -> Subject:
    """Return the subject without most of the air around it, to save time."""
    inside = np.any([volume.data != 0 for volume in subject.images.values()], axis=0)
    cut = tuple(
        slice(max(0, side.start - round(_MARGIN_MM / mm)), side.stop + round(_MARGIN_MM / mm))
        for side, mm in zip(box_of(inside), subject.grid.spacing, strict=True)
    )
    affine = subject.grid.affine.copy()
    affine[:3, 3] = subject.grid.to_mm([side.start for side in cut])
    images = {m: np.ascontiguousarray(v.data[cut]) for m, v in subject.images.items()}
    grid = Grid(next(iter(images.values())).shape, affine)
    return Subject(subject.id, {m: Volume(data, grid) for m, data in images.items()})


if __name__ == "__main__":
    main()
