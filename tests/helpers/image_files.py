"""Image files as other programs write them, small, with every header field that a test may want to bend."""

from __future__ import annotations

from itertools import permutations, product
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
from numpy.typing import NDArray

# All 48 ways in which three axes can run
CODES = ["".join(ends) for axes in permutations(("LR", "PA", "IS")) for ends in product(*axes)]

# Turned by some 20 degrees, voxels of 0.9 x 1.2 x 2 mm, first axis to the left
OBLIQUE = np.array([
    [-0.84572, -0.41042, 0.00000, -20.0],
    [-0.29733, 1.08921, -0.51764, 14.5],
    [-0.07967, 0.29185, 1.93185, 7.25],
    [0.0, 0.0, 0.0, 1.0],
])  # fmt: skip


def ramp(shape: tuple[int, ...] = (6, 5, 4), dtype: str = "int16") -> NDArray[Any]:
    """Return an array in which every voxel differs from its neighbours, corner voxel 0."""
    return (np.arange(np.prod(shape)) % 120).reshape(shape).astype(dtype)


def write_nifti(
    path: Path,
    data: NDArray[Any] | None = None,
    affine: NDArray[np.float64] | None = None,
    *,
    version: int = 1,
    order: str = "<",
    **fields: Any,
) -> Path:
    """Write an image with nibabel's header but nothing repaired: `fields` go into the header as they are."""
    data = ramp() if data is None else data
    header = {1: nib.Nifti1Header, 2: nib.Nifti2Header}[version](endianness=order)
    header.set_data_dtype(data.dtype.newbyteorder("="))
    header.set_data_shape(data.shape)
    affine = np.diag([-1.5, 1.0, 2.0, 1.0]) if affine is None else affine
    header.set_qform(affine, 1)
    header.set_sform(affine, 1)
    header["scl_slope"] = 1
    pair = path.name.lower().removesuffix(".gz").endswith((".hdr", ".img"))
    header["magic"] = header.pair_magic if pair else header.single_magic
    header["vox_offset"] = 0 if pair else header.single_vox_offset
    for name, value in fields.items():
        header[name] = value
    body = data.astype(data.dtype.newbyteorder(order)).tobytes("F")
    write_bytes(path, header.binaryblock, body, pair=pair)
    return path


def write_bytes(path: Path, header: bytes, body: bytes, *, pair: bool) -> None:
    """Write header and voxels into one file or two, gzipped if the name says so."""
    if not pair:
        _put(path, header + b"\0\0\0\0" + body)
        return
    _put(path.with_name(path.name.replace(".img", ".hdr")), header)
    _put(path.with_name(path.name.replace(".hdr", ".img")), body)


def _put(path: Path, content: bytes) -> None:
    with nib.openers.Opener(str(path), "wb") as file:
        file.write(content)
