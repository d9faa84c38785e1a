"""What a converted DICOM series is: its size, and whether it looks like a T1 or a T2.

Guesses are made to be confirmed. Words in the scanner's description come first, then echo and repetition
time.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from isegcore.data.subject import Modality
from isegcore.errors import OptionError

_FEWEST_SLICES = 10
_HEADER = 348
_WORD = re.compile(r"[^a-z0-9*]+")
# The ways in which makers call them: Siemens, GE, Philips
_T1 = re.compile(r"t1(w|ffe|tfe|fl3d|mprage|se)?|mprage|mpr|mp2rage|bravo|f?spgr|flash|3dtfe")
_T2 = re.compile(r"t2(w|tse|fse|spc|space)?|spc|space|cube|vista|haste")
_OTHER = re.compile(
    r"localizer|loc|scout|survey|aahead.*|flair|dark|dwi|dti|ep2d|diff|adc|trace|fa|bold|fmri|rest|asl|pcasl|"
    r"perf|swi|swan|t2\*|t2star|star|fieldmap|b0|b1|tof|mra|angio|venogram|mip|phase|pd|mrs|svs|moco"
)


@dataclass(frozen=True, slots=True)
class DicomSeries:
    """One image of a DICOM folder.

    Attributes:
        key: Its number in the list, from 1.
        image: The converted image, uncompressed NIfTI, in a folder that will not stay.
        study: Which examination of which person it belongs to, from 1.
        number: The scanner's number of the series.
        description: What the scanner calls it; may hold a name, so it is shown and never written.
        shape: Voxels along I, J, K.
        spacing_mm: Size of a voxel along them.
        guess: What it looks like; None for neither.
        reason: Why it looks so.
        derived: Whether it was computed from other images.
        problem: Why it cannot be used; empty if it can.
    """

    key: int
    image: Path
    study: int
    number: int
    description: str
    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]
    guess: Modality | None
    reason: str
    derived: bool
    problem: str


def read_series(work: Path, with_gaps: Collection[str] = ()) -> tuple[DicomSeries, ...]:
    """Return what dcm2niix has put into a folder, study by study, in the order of the series.

    Args:
        work: The folder; images are named STUDY_SERIES.nii, each with its .json.
        with_gaps: Names, without extension, of those with slices missing.
    """
    found = []
    for sidecar in work.glob("*.json"):
        image = sidecar.with_suffix(".nii")
        if image.is_file():
            told = json.loads(sidecar.read_text("utf-8", "replace"))
            uid, _, series = image.stem.partition("_")
            study = (uid, *_person(told))
            found.append((study, int(told.get("SeriesNumber", 0)), series, image, told))
    found.sort(key=lambda row: row[:3])
    studies = list(dict.fromkeys(row[0] for row in found))
    return tuple(
        _series(key, studies.index(study) + 1, image, told, gaps=image.stem in with_gaps)
        for key, (study, _, _, image, told) in enumerate(found, 1)
    )


def _person(told: Mapping[str, object]) -> tuple[str, ...]:
    """Return what tells the people of a folder apart; it goes nowhere else."""
    words = (str(told.get(name, "")) for name in ("PatientID", "PatientName"))
    return tuple(" ".join(text.casefold().split()) for text in words)


def pick(
    series: Sequence[DicomSeries], wanted: Mapping[Modality, int | None], study: int | None = None
) -> dict[Modality, DicomSeries]:
    """Return the T1 and the T2 of one study: those named by their keys, else the likeliest.

    Args:
        series: What there is.
        wanted: Key of the series for a modality; 0 for none.
        study: Which study.

    Raises:
        OptionError: If it cannot be told which study is meant, a series cannot be used, or nothing is left.
    """
    named = {modality: _named(series, key) for modality, key in wanted.items() if key}
    meant = {found.study for found in named.values()} | ({study} if study else set())
    studies = {found.study for found in series}
    if len(meant) > 1:
        raise OptionError("The T1 and the T2 must come from one study: two may be two people.")
    if not meant and len(studies) > 1:
        raise OptionError(
            f"The folder holds {len(studies)} studies, perhaps of several people.",
            hint="Say which one, and import them one after the other.",
        )
    if not meant <= studies:
        raise OptionError(f"There is no study {meant.pop()}; there are {len(studies)}.")
    here = [found for found in series if found.study in (meant or studies)]
    likeliest = {m: best for m in Modality if wanted.get(m) is None and (best := _likeliest(here, m))}
    chosen = {m: {**likeliest, **named}[m] for m in Modality if m in {**likeliest, **named}}
    if not chosen:
        raise _nothing(here)
    if len({found.key for found in chosen.values()}) < len(chosen):
        raise OptionError("T1 and T2 must be two different series.")
    return chosen


def _nothing(series: Sequence[DicomSeries]) -> OptionError:
    broken = [found for found in series if found.guess and found.problem]
    if broken:
        return OptionError(
            f"Series {broken[0].key}, a {broken[0].guess}, cannot be used. {broken[0].problem}"
        )
    hint = "Say which series is the T1 and which the T2."
    return OptionError("None of the series looks like a T1 or a T2 of a whole head.", hint=hint)


def _named(series: Sequence[DicomSeries], key: int) -> DicomSeries:
    for found in series:
        if found.key == key:
            if found.problem:
                raise OptionError(f"Series {key} cannot be used. {found.problem}")
            return found
    raise OptionError(f"There is no series {key}; there are {len(series)}.")


def _likeliest(series: Sequence[DicomSeries], modality: Modality) -> DicomSeries | None:
    """Return the original one of the finest voxels, and of those the last: it was repeated for a reason."""
    fitting = [found for found in series if found.guess is modality and not found.problem]
    return min(
        fitting,
        key=lambda found: (found.derived, round(max(found.spacing_mm), 2), -found.number),
        default=None,
    )


def _series(key: int, study: int, image: Path, told: Mapping[str, object], *, gaps: bool) -> DicomSeries:
    with image.open("rb") as file:
        header = file.read(_HEADER)
    dim, pixdim = struct.unpack_from("<8h", header, 40), struct.unpack_from("<8f", header, 76)
    shape, volumes = (dim[1], dim[2], dim[3]), dim[4] if dim[0] > 3 else 1
    description = str(told.get("SeriesDescription") or told.get("ProtocolName") or "")
    guess, reason = guess_weighting(told)
    return DicomSeries(
        key=key,
        image=image,
        study=study,
        number=int(str(told.get("SeriesNumber", 0))),
        description=description,
        shape=shape,
        spacing_mm=(pixdim[1], pixdim[2], pixdim[3]),
        guess=guess,
        reason=reason,
        derived="DERIVED" in _words_of(told.get("ImageType")),
        problem=next(_problems(shape, volumes, gaps=gaps), ""),
    )


def _problems(shape: tuple[int, int, int], volumes: int, *, gaps: bool) -> Iterator[str]:
    if gaps:
        yield "Slices are missing, or a file is damaged."
    if volumes > 1:
        yield f"It is a series of {volumes} volumes."
    if min(shape) < _FEWEST_SLICES:
        yield f"It has {min(shape)} slices, which is no whole head."


def guess_weighting(told: Mapping[str, object]) -> tuple[Modality | None, str]:
    """Return whether an image looks like a T1 or a T2, and why, from what dcm2niix says of it.

    Args:
        told: Its BIDS sidecar: `SeriesDescription`, `ProtocolName`, `EchoTime` and others, in seconds.
    """
    text = " ".join(str(told.get(name, "")) for name in ("SeriesDescription", "ProtocolName", "SequenceName"))
    words = [word for word in _WORD.split(text.lower()) if word]
    if any(_OTHER.fullmatch(word) for word in words):
        return None, "its description says that it is something else"
    is_t1, is_t2 = (any(kind.fullmatch(word) for word in words) for kind in (_T1, _T2))
    if is_t1 != is_t2:
        modality = Modality.T1 if is_t1 else Modality.T2
        return modality, f"its description says {modality}"
    return _by_times(*(_seconds(told, name) for name in ("EchoTime", "RepetitionTime", "InversionTime")))


def _by_times(echo: float, repetition: float, inversion: float) -> tuple[Modality | None, str]:
    times = f"echo time {1000 * echo:.3g} ms, repetition time {1000 * repetition:.4g} ms"
    if 0 < echo < 0.02 and (0 < repetition < 1 or 0.4 < inversion < 1.6):
        return Modality.T1, times
    if echo > 0.06 and repetition > 1.5 and inversion == 0:
        return Modality.T2, times
    return None, "nothing says what it is"


def _seconds(told: Mapping[str, object], name: str) -> float:
    value = told.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _words_of(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []
