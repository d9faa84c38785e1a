"""A subject from DICOM series: a T1 and a T2 in a BIDS data set, with nothing in them that names a person."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Modality
from isegcore.errors import OptionError, OutputError
from isegcore.io.atomic import explained, require_writable, write_text
from isegcore.io.bids import DESCRIPTION, VERSION, BidsName, is_bids_root, read_description
from isegcore.io.dicom_series import DicomSeries
from isegcore.io.image_file import write_image
from isegcore.monitor import NULL_MONITOR, Monitor

_STAGE = "Writing the subject"
_HEADER, _BLOCK = 348, 1 << 22
# Texts of a NIfTI-1 header, first byte and the one after the last: dcm2niix copies comments and times there
_TEXTS = ((4, 14), (14, 32), (148, 228), (228, 252), (328, 344))
_OFFSET_FIELD = slice(108, 112)  # vox_offset, float32
_OFFSET_352 = b"\x00\x00\xb0\x43"
_LABEL = re.compile(r"[0-9a-zA-Z]+")
# What may be said of an image: how it was taken, not of whom, when, where or in whose words.
_KEPT = {
    *("Modality", "Manufacturer", "ManufacturersModelName", "MagneticFieldStrength", "ImagingFrequency"),
    *("MRAcquisitionType", "ScanningSequence", "SequenceVariant", "ScanOptions", "PulseSequenceType"),
    *("EchoTime", "RepetitionTime", "InversionTime", "FlipAngle", "SpoilingState", "PartialFourier"),
    *("SliceThickness", "SpacingBetweenSlices", "PixelBandwidth", "DwellTime", "EchoTrainLength"),
    *("ParallelReductionFactorInPlane", "NonlinearGradientCorrection", "PercentPhaseFOV", "BaseResolution"),
    *("ConversionSoftware", "ConversionSoftwareVersion"),
}


def import_subject(
    chosen: Mapping[Modality, DicomSeries],
    out: Path,
    subject: str,
    session: str = "",
    *,
    overwrite: bool = False,
    monitor: Monitor = NULL_MONITOR,
) -> SubjectFiles:
    """Write the chosen series as `sub-01[/ses-2]/anat/sub-01[_ses-2]_T1w.nii.gz` and return the subject.

    Descriptions, comments, dates, institutions and identifiers are left behind. Files that are there stay
    until all new ones are written; then a contrast that was not chosen goes, since it is of another import.

    Args:
        chosen: The series for T1 and T2; one alone is enough.
        out: A BIDS data set of raw images, or a folder that becomes one.
        subject: Letters and digits that stand for the person.
        session: Letters and digits that stand for the visit, or nothing.
        overwrite: Whether the images of that subject and visit that are there may be replaced, all of them.
        monitor: Asked about cancellation as the voxels go out.

    Raises:
        OptionError: If a label holds anything else.
        OutputError: If a file exists or cannot be written, or the folder is a derivative.
        Cancelled: If the monitor says so.
    """
    name = BidsName(
        (("sub", require_label(subject)), *((("ses", require_label(session)),) if session else ()))
    )
    _require_raw(out)
    images = {m: _image(name, out, m) for m in chosen}
    for image in images.values():
        for path in (image, _sidecar(image)):
            require_writable(path, overwrite=overwrite)
    if not is_bids_root(out):
        write_text(
            out / DESCRIPTION,
            _json({"Name": "Imported from DICOM", "BIDSVersion": VERSION, "DatasetType": "raw"}),
        )
    with explained(out), tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=out) as work:
        written = [path for m in chosen for path in _write(chosen[m], Path(work) / images[m].name, monitor)]
        name.folder(out).mkdir(parents=True, exist_ok=True)
        if overwrite:
            _remove_others(images, name, out)
        for path in written:
            target = name.folder(out) / path.name
            require_writable(target, overwrite=overwrite)
            path.replace(target)
    return SubjectFiles(name.stem, images)


def _image(name: BidsName, out: Path, modality: Modality) -> Path:
    return name.folder(out) / f"{name.stem}_{modality}w.nii.gz"


def _write(series: DicomSeries, image: Path, monitor: Monitor) -> tuple[Path, Path]:
    write_image(image, *_opened(series.image, monitor))
    write_text(_sidecar(image), _json(_told(series.image)))
    return image, _sidecar(image)


def _remove_others(kept: Collection[Modality], name: BidsName, out: Path) -> None:
    """Take away the contrasts that are not among those kept: they are of an earlier import."""
    for image in (_image(name, out, modality) for modality in Modality if modality not in kept):
        for path in (image, _sidecar(image)):
            path.unlink(missing_ok=True)


def free_subject(out: Path) -> str:
    """Return the first number, such as "03", of which there is no subject in a folder."""
    numbers = (f"{number:02d}" for number in range(1, 10_000))
    return next(number for number in numbers if not (out / f"sub-{number}").exists())


def require_label(text: str) -> str:
    """Return a subject's or a visit's label without its prefix.

    Raises:
        OptionError: If it holds anything but letters and digits.
    """
    label = text.removeprefix("sub-").removeprefix("ses-")
    if not _LABEL.fullmatch(label):
        raise OptionError(
            f"Subject and session must be letters and digits, got {text!r}.",
            hint="For example 01. Do not use a person's name.",
        )
    return label


def _require_raw(out: Path) -> None:
    if is_bids_root(out) and read_description(out).get("DatasetType", "raw") != "raw":
        hint = "Choose a folder of raw images, or an empty one."
        raise OutputError("This folder holds results, not images.", path=out, hint=hint)


def _opened(image: Path, monitor: Monitor) -> tuple[bytes, Iterator[bytes]]:
    """Return the header of an uncompressed NIfTI-1 image without its texts, and its voxels in blocks."""
    with image.open("rb") as file:
        header = bytearray(file.read(_HEADER))
    for first, end in _TEXTS:
        header[first:end] = bytes(end - first)
    header[_OFFSET_FIELD] = _OFFSET_352

    def blocks() -> Iterator[bytes]:
        with image.open("rb") as file:
            file.seek(_HEADER + 4)
            while block := file.read(_BLOCK):
                monitor.update(_STAGE, 0, 1)
                yield block

    return bytes(header), blocks()


def _told(image: Path) -> dict[str, object]:
    told = json.loads(image.with_suffix(".json").read_text("utf-8", "replace"))
    return {key: value for key, value in told.items() if key in _KEPT}


def _sidecar(image: Path) -> Path:
    return image.with_name(image.name.removesuffix(".nii.gz") + ".json")


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, indent=2) + "\n"
