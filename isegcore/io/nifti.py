"""NIfTI-1, NIfTI-2 and Analyze 7.5: headers understood, label maps and probabilities written.

The only room that knows nibabel, which interprets and builds headers. Whole images are read in `images`.
Analyze's `orient` byte is ignored: in iSeg-2017 it differs between images and labels of one voxel grid.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid, Shape3
from isegcore.data.orientation import centred_affine, orientation_named
from isegcore.data.volume import LabelMap, Source
from isegcore.errors import UnreadableImageError
from isegcore.io import checks
from isegcore.io.absent import absent
from isegcore.io.file_names import shown_name
from isegcore.io.image_file import is_pair, write_image
from isegcore.io.storage import StoredPair, capacity, find_pair, read_start
from isegcore.io.voxels import RawVoxels
from isegcore.labels import LabelScheme

with absent("pydicom"):  # half a second, for DICOM, which is not read here
    import nibabel as nib
    from nibabel.nifti1 import data_type_codes
    from nibabel.spatialimages import HeaderDataError

logging.getLogger("nibabel.global").setLevel(logging.CRITICAL + 1)  # what it has to say, we raise or note

_Header: TypeAlias = Any  # one of the classes below, which carry hardly any types
_KINDS: dict[str, Any] = {
    "NIfTI-1": nib.Nifti1Header,
    "NIfTI-2": nib.Nifti2Header,
    "Analyze 7.5": nib.AnalyzeHeader,
}
_MAGICS = {"NIfTI-1": (b"n+1", b"ni1"), "NIfTI-2": (b"n+2", b"ni2")}
_LONGEST_HEADER = 540
_CONVERT = "Convert the scan to NIfTI: dcm2niix for DICOM, mri_convert for .mgz, c3d for others."
_PLACE_FIELDS = (
    *("pixdim", "xyzt_units", "qform_code", "sform_code", "quatern_b", "quatern_c", "quatern_d"),
    *("qoffset_x", "qoffset_y", "qoffset_z", "srow_x", "srow_y", "srow_z"),
)
_INTENT_LABEL = 1002  # NIFTI_INTENT_LABEL
# What an image without scanner coordinates gets: "aligned" (2) holds a place in space without claiming that
# the scanner said so, and every program honours a code above 0.
_ALIGNED = 2
_DESCRIPTION = b"iSeg Desktop"


@dataclass(frozen=True, slots=True)
class Stored:
    """A header, understood: everything that is needed to read the voxels."""

    raw: RawVoxels
    grid: Grid
    source: Source


def write_label_map(
    path: Path,
    labels: LabelMap,
    like: Source | None,
    scheme: LabelScheme,
    *,
    overwrite: bool = False,
    inputs: Collection[Path] = (),
) -> None:
    """Write tissue classes as values of `scheme`, uint8, where the image they belong to lies.

    A NIfTI image's stored shape and every field that places it are repeated bit for bit, in its own NIfTI
    version; little-endian, without its extensions and texts, which may name the patient. For Analyze, and
    without `like`, NIfTI-1 is written with the affine of the grid.

    Args:
        path: `.nii`, `.nii.gz`, or `.hdr`/`.img`.
        labels: What to write.
        like: Where the image that was segmented came from.
        scheme: The values to write.
        overwrite: Whether a file that is there may be replaced.
        inputs: Files that are never replaced; `like.path` is one of them.

    Raises:
        OutputError: If it cannot be written, or would destroy something.
    """
    header = _new_header(like, labels.grid, like.shape if like else labels.grid.shape, np.dtype(np.uint8))
    header["intent_code"] = _INTENT_LABEL
    values = np.asarray(scheme.values, np.uint8)
    slices = (values[labels.data[..., k]] for k in range(labels.grid.shape[2]))
    _write(path, header, slices, overwrite=overwrite, inputs=_protected(inputs, like))


def write_shares(
    path: Path,
    data: NDArray[np.uint8] | NDArray[np.float32],
    grid: Grid,
    like: Source | None = None,
    *,
    overwrite: bool = False,
    inputs: Collection[Path] = (),
) -> None:
    """Write shares `(I, J, K)`, or one for each class `(I, J, K, L)`, as a NIfTI that reads as 0 to 1.

    Args:
        path: `.nii`, `.nii.gz`, or `.hdr`/`.img`.
        data: Percent, if uint8 (the file's slope says so); 0 to 1, if float32.
        grid: Where the voxels lie.
        like: As for `write_label_map`.
        overwrite: Whether a file that is there may be replaced.
        inputs: Files that are never replaced.

    Raises:
        OutputError: If it cannot be written, or would destroy something.
    """
    shape = like.shape if like is not None and data.ndim == 3 else data.shape
    header = _new_header(like, grid, shape, data.dtype)
    if data.dtype == np.uint8:
        header["scl_slope"] = 0.01
    little, count = data.dtype.newbyteorder("<"), data.shape[2]
    classes = [data] if data.ndim == 3 else [data[..., c] for c in range(data.shape[3])]
    slices = (share[..., k].astype(little) for share in classes for k in range(count))
    _write(path, header, slices, overwrite=overwrite, inputs=_protected(inputs, like))


def write_analyze(
    path: Path,
    data: NDArray[np.int16] | NDArray[np.uint8],
    *,
    spacing: tuple[float, float, float] = (1.0, 1.0, 1.0),
    overwrite: bool = False,
) -> None:
    """Write an Analyze 7.5 pair, byte for byte as the iSeg-2017 challenge lays them out.

    Args:
        path: The `.hdr` file.
        data: `(I, J, K)` int16 for an image, uint8 for label values.
        spacing: Millimetres between voxels along I, J, K.
        overwrite: Whether files that are there may be replaced.

    Raises:
        OutputError: If they cannot be written, or would destroy something.
    """
    is_label = data.dtype == np.uint8
    header = _KINDS["Analyze 7.5"](endianness="<")
    header.set_data_dtype(data.dtype)
    header["dim"] = [4, *data.shape, 1, 1, 1, 1]
    header["pixdim"] = [0, *spacing, 0, 0, 0, 0]
    header["extents"], header["regular"] = 16384, b"r"
    header["data_type"] = b"CHAR" if is_label else b"SHORT"
    header["glmax"] = 255 if is_label else int(data.max())
    header["orient"] = b"\x01" if is_label else b"\x00"  # as the real ones; readers must not honour it
    little = data.dtype.newbyteorder("<")
    pieces = (data[..., k].astype(little).tobytes("F") for k in range(data.shape[2]))
    write_image(path, header.binaryblock, pieces, overwrite=overwrite)


def read_header(path: Path, assumed_orientation: str) -> Stored:
    """Return what the header of an image says, checked against the files before anything is allocated."""
    orientation_named(assumed_orientation)  # a wrong option is told as such, not blamed on the file
    pair = find_pair(path)
    header, form = _parse(read_start(pair.header, _LONGEST_HEADER), pair)
    try:
        with np.errstate(all="ignore"):
            stored_shape = checks.require_one_volume([int(n) for n in header["dim"]], path)
            shape: Shape3 = (stored_shape[0], stored_shape[1], stored_shape[2])
            raw = _raw_voxels(header, pair, shape)
            affine, assumed, notes = _affine(header, path, shape, assumed_orientation)
    except (HeaderDataError, ValueError, OverflowError) as error:
        what = f"Its header makes no sense ({error})."
        raise UnreadableImageError(what, path=path, hint=checks.AGAIN) from error
    files = tuple(dict.fromkeys((pair.header, pair.voxels)))
    source = Source(files, form, stored_shape, header.binaryblock, assumed, notes)
    return Stored(raw, Grid(shape, affine), source)


def _parse(start: bytes, pair: StoredPair) -> tuple[_Header, str]:
    """Return the header that a file starts with, nothing repaired, and the name of its format."""
    for form, kind in _KINDS.items():
        order = _byte_order(start, kind)
        if not order:
            continue
        if len(start) < kind.sizeof_hdr:
            what = "The file ends inside its header."
            raise UnreadableImageError(what, path=pair.header, hint=checks.AGAIN)
        header = kind(start[: kind.sizeof_hdr], order, check=False)
        if form == "Analyze 7.5":
            if not pair.single:
                return header, form
        elif bytes(header["magic"])[:3] in _MAGICS[form]:
            checks.refuse_surface(int(header["intent_code"]), pair.header)
            return header, form
    what = "This is a DICOM file." if start[128:132] == b"DICM" else "This is not a NIfTI or Analyze image."
    what = what if start else "The file is empty."
    raise UnreadableImageError(what, path=pair.header, hint=_CONVERT if start else checks.AGAIN)


def _byte_order(start: bytes, kind: Any) -> str:
    """Return "<" or ">" if a file starts with the size of this kind of header, else ""."""
    sizes = {kind.sizeof_hdr.to_bytes(4, "little"): "<", kind.sizeof_hdr.to_bytes(4, "big"): ">"}
    return sizes.get(start[:4], "")


def _raw_voxels(header: _Header, pair: StoredPair, shape: Shape3) -> RawVoxels:
    """Return where the voxels are, after comparing what the header promises with the size of the file."""
    code, types = int(header["datatype"]), cast("dict[int, np.dtype[np.generic]]", data_type_codes.dtype)
    if code not in types:
        what = f"Its voxels are of an unknown type ({code})."
        raise UnreadableImageError(what, path=pair.header, hint=checks.AGAIN)
    # NIfTI's types for Analyze too, which is often written with unsigned 16-bit integers that it lacks
    dtype = types[code].newbyteorder(header.endianness)
    checks.require_grey(dtype, pair.header)
    offset = float(header["vox_offset"])
    if not 0 <= offset < 2**40:
        what = f"Its voxels cannot start at byte {offset:g}."
        raise UnreadableImageError(what, path=pair.header, hint=checks.AGAIN)
    first = max(int(offset), header.single_vox_offset) if pair.single else int(offset)
    raw = RawVoxels(pair.voxels, first, dtype, shape, *_scaling(header))
    promised, most = first + raw.count * dtype.itemsize, capacity(pair.voxels)
    if promised > most:
        sizes = " x ".join(map(str, shape))
        what = f"It is too short: {sizes} voxels need {promised:,} bytes, and it holds at most {most:,}."
        raise UnreadableImageError(what, path=pair.voxels, hint=checks.AGAIN)
    return raw


def _scaling(header: _Header) -> tuple[float, float]:
    """Return slope and intercept; a slope that is 0 or not finite means none."""
    if "scl_slope" in header:
        slope, inter = float(header["scl_slope"]), float(header["scl_inter"])
        if math.isfinite(slope) and slope != 0:
            return slope, inter if math.isfinite(inter) else 0.0
    return 1.0, 0.0


def _affine(
    header: _Header, path: Path, shape: Shape3, assumed_orientation: str
) -> tuple[NDArray[np.float64], bool, tuple[str, ...]]:
    """Return the affine in mm, whether its orientation had to be assumed, and what to tell the user."""
    spacing = checks.require_voxel_size(header["pixdim"][1:4], path)
    notes: list[str] = []
    sform, qform = _coded_affines(header)
    best = sform if sform is not None else qform
    assumed = best is None
    if best is None:
        best = centred_affine(orientation_named(assumed_orientation), shape, spacing)
        notes.append(
            f"orientation assumed ({assumed_orientation.upper()}): the file does not say how the head lies, "
            "so left and right may be swapped."
        )
    elif qform is not None and checks.furthest_mm(best, qform, shape) > min(spacing):
        notes.append("its sform and qform place the head differently; the sform is used.")
    if "xyzt_units" in header:
        best, note = checks.in_mm(best, int(header["xyzt_units"]), shape)
        notes += [note] if note else []
    checks.require_place(best, shape, path)
    return best, assumed, tuple(f"{shown_name(path)}: {note}" for note in notes)


def _coded_affines(
    header: _Header,
) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]:
    """Return the sform and the qform where their codes say that they hold."""
    if "sform_code" not in header:
        return None, None
    sform = header.get_sform() if int(header["sform_code"]) > 0 else None
    if int(header["qform_code"]) <= 0:
        return sform, None
    fixed = header.copy()
    fixed["pixdim"][0] = -1.0 if float(header["pixdim"][0]) < 0 else 1.0  # 0 counts as 1: the NIfTI standard
    try:
        return sform, fixed.get_qform()
    except (HeaderDataError, ValueError):
        if sform is None:
            raise
        return sform, None


def _new_header(
    like: Source | None, grid: Grid, shape: tuple[int, ...], dtype: np.dtype[np.generic]
) -> _Header:
    """Return a little-endian NIfTI header that places voxels of `dtype` as `like` does."""
    if shape[:3] != grid.shape:
        raise ValueError(f"shape must begin with {grid.shape}, got {shape}")
    if like is not None and like.format in _MAGICS:
        kind = _KINDS[like.format]
        old = kind(like.header, _byte_order(like.header, kind), check=False)
        header = kind(endianness="<")
        for name in _PLACE_FIELDS:
            header[name] = old[name]
    else:
        header = _KINDS["NIfTI-1"](endianness="<")
        header["pixdim"][1:4] = grid.spacing
        header.set_xyzt_units("mm")
        header.set_sform(grid.affine, _ALIGNED)
        # A qform cannot hold a shear: then it is left out rather than wrong.
        header.set_qform(grid.affine, _ALIGNED if checks.is_orthogonal(grid.affine) else 0)
    header["dim"] = [len(shape), *shape, *[1] * (7 - len(shape))]
    header.set_data_dtype(dtype)
    header["scl_slope"], header["scl_inter"] = 1, 0
    header["descrip"] = _DESCRIPTION
    return header


def _write(
    path: Path,
    header: _Header,
    slices: Iterator[NDArray[np.generic]],
    *,
    overwrite: bool,
    inputs: Collection[Path],
) -> None:
    pair = is_pair(path)
    header["magic"] = header.pair_magic if pair else header.single_magic
    header["vox_offset"] = 0 if pair else header.single_vox_offset
    pieces = (piece.tobytes("F") for piece in slices)
    write_image(path, header.binaryblock, pieces, overwrite=overwrite, inputs=inputs)


def _protected(inputs: Collection[Path], like: Source | None) -> tuple[Path, ...]:
    return (*inputs, *like.files) if like else tuple(inputs)
