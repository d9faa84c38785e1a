"""DICOM series of phantoms, one file a slice, as a scanner would write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage, generate_uid

from isegcore.data.grid import Grid
from tests.helpers.phantoms import T1_LEVELS, T2_LEVELS, ellipsoid_labels

SHAPE = (32, 36, 28)
T1: dict[str, Any] = {
    "SeriesDescription": "T1 MPRAGE sag",
    "EchoTime": 3.1,
    "RepetitionTime": 2300,
    "InversionTime": 900,
}
T2: dict[str, Any] = {"SeriesDescription": "T2 SPACE sag", "EchoTime": 408.0, "RepetitionTime": 3200}


def oblique_grid() -> Grid:
    """Return a grid of 1 x 1.2 x 1.5 mm whose slices are turned by 10 degrees about the left-right axis."""
    turn = np.deg2rad(10)
    axes = np.array([[1, 0, 0], [0, np.cos(turn), -np.sin(turn)], [0, np.sin(turn), np.cos(turn)]])
    affine = np.eye(4)
    affine[:3, :3] = axes * [1.0, 1.2, 1.5]
    affine[:3, 3] = [-15.0, -22.0, -8.0]
    return Grid(SHAPE, affine)


def phantom(levels: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return the phantom `(I, J, K)` as a scanner stores it."""
    return levels[ellipsoid_labels(SHAPE)].astype(np.uint16)


def write_series(
    folder: Path,
    data: NDArray[np.uint16] | None = None,
    grid: Grid | None = None,
    *,
    number: int = 2,
    study: str = "1.2.826.0.1.3680043.8.498.1",
    person: str = "Secret^Anna",
    **fields: Any,
) -> list[Path]:
    """Write a series of slices across the last axis; `fields` are set as DICOM keywords."""
    data = phantom(T1_LEVELS) if data is None else data
    grid = oblique_grid() if grid is None else grid
    folder.mkdir(parents=True, exist_ok=True)
    series = generate_uid(entropy_srcs=[study, str(number), person])
    return [
        _write_slice(
            folder / f"{number}-{k:03d}.dcm",
            data[..., k],
            grid,
            k,
            _common(series, number, study, person) | fields,
        )
        for k in range(data.shape[2])
    ]


def write_subject(folder: Path, **fields: Any) -> Path:
    """Write a T1 and a T2 of one person, besides a localizer of three slices."""
    grid = oblique_grid()
    write_series(
        folder, phantom(T1_LEVELS)[..., :3], number=1, **({"SeriesDescription": "localizer"} | fields)
    )
    write_series(folder, phantom(T1_LEVELS), grid, number=2, **(T1 | fields))
    write_series(folder, phantom(T2_LEVELS), grid, number=3, **(T2 | fields))
    return folder


def _common(series: str, number: int, study: str, person: str) -> dict[str, Any]:
    return {
        "PatientName": person,
        "PatientID": f"ID-{person}",
        "PatientBirthDate": "20250102",
        "ReferringPhysicianName": "Doctor^Known",
        "InstitutionName": "Secret Hospital",
        "ImageComments": f"of {person}",
        "StudyInstanceUID": study,
        "StudyDate": "20260102",
        "StudyTime": "101112",
        "AcquisitionDate": "20260102",
        "AcquisitionTime": "101112",
        "SeriesInstanceUID": series,
        "SeriesNumber": number,
        "FrameOfReferenceUID": f"{study}.1",
        "Modality": "MR",
        "Manufacturer": "SIEMENS",
        "MagneticFieldStrength": 3,
        "ImageType": ["ORIGINAL", "PRIMARY", "M", "ND"],
        "ScanningSequence": "GR",
        "SequenceVariant": "SP",
        "ScanOptions": "",
        "MRAcquisitionType": "3D",
        "ProtocolName": f"protocol {person}",
        "EchoTime": 3.0,
        "RepetitionTime": 2000,
        "FlipAngle": 9,
        "PatientPosition": "HFS",
    }


def _write_slice(path: Path, plane: NDArray[np.uint16], grid: Grid, k: int, fields: dict[str, Any]) -> Path:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = MRImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    file.SOPClassUID, file.SOPInstanceUID = MRImageStorage, meta.MediaStorageSOPInstanceUID
    for name, value in fields.items():
        setattr(file, name, value)
    to_lps = np.diag([-1.0, -1.0, 1.0])
    columns, rows = (to_lps @ grid.affine[:3, axis] / grid.spacing[axis] for axis in (0, 1))
    file.ImageOrientationPatient = [round(float(n), 8) for n in (*columns, *rows)]
    file.ImagePositionPatient = [round(float(n), 6) for n in to_lps @ grid.to_mm((0, 0, k))]
    file.PixelSpacing = [grid.spacing[1], grid.spacing[0]]
    file.SliceThickness = file.SpacingBetweenSlices = grid.spacing[2]
    file.InstanceNumber = file.AcquisitionNumber = k + 1
    file.AcquisitionNumber = 1
    file.Rows, file.Columns = plane.shape[1], plane.shape[0]
    file.SamplesPerPixel, file.PhotometricInterpretation = 1, "MONOCHROME2"
    file.BitsAllocated, file.BitsStored, file.HighBit, file.PixelRepresentation = 16, 12, 11, 0
    file.PixelData = np.ascontiguousarray(plane.T).astype("<u2").tobytes()
    file.save_as(path, enforce_file_format=True)
    return path
