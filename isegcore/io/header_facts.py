"""What an image's header says, for people to read; what it means for the voxels is decided in `nifti`.

The few fields are taken from the raw bytes at the places that the formats give them (nifti.nimh.nih.gov).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isegcore.data.volume import Source

_NAMES = ["dim", "intent", "datatype", "pixdim", "qform", "sform", "quatern", "offset", "srow"]
_FIELDS_1 = {
    "names": _NAMES,
    "formats": ["8i2", "i2", "i2", "8f4", "i2", "i2", "3f4", "3f4", "(3,4)f4"],
    "offsets": [40, 68, 70, 76, 252, 254, 256, 268, 280],
    "itemsize": 348,
}
_FIELDS_2 = {
    "names": _NAMES,
    "formats": ["8i8", "i4", "i2", "8f8", "i4", "i4", "3f8", "3f8", "(3,4)f8"],
    "offsets": [16, 504, 12, 104, 344, 348, 352, 376, 400],
    "itemsize": 540,
}
_PLACES = ("unknown", "scanner", "aligned", "Talairach", "MNI 152", "template")
_DATATYPES = {
    2: "uint8", 4: "int16", 8: "int32", 16: "float32", 64: "float64",
    256: "int8", 512: "uint16", 768: "uint32", 1024: "int64", 1280: "uint64",
}  # fmt: skip
_INTENTS = {0: "none", 1001: "estimate", 1002: "label", 1005: "vector", 1007: "symmetric matrix"}


@dataclass(frozen=True, eq=False, slots=True)
class Transform:
    """A way from voxels to the scanner's space that a header gives.

    Attributes:
        space: What the space is, in words.
        matrix: `(3, 4)` float64, to RAS mm; None where its code is 0, which says that there is none.
    """

    space: str
    matrix: NDArray[np.float64] | None


@dataclass(frozen=True, eq=False, slots=True)
class HeaderFacts:
    """What a header says.

    Attributes:
        dimensions: Sizes of all axes as stored.
        datatype: Of the stored voxels.
        qform, sform: None in Analyze, which has neither.
        intent: What the voxels stand for; None in Analyze.
    """

    dimensions: tuple[int, ...]
    datatype: str
    qform: Transform | None
    sform: Transform | None
    intent: str | None


def header_facts(source: Source) -> HeaderFacts | None:
    """Return what the header of an image says, or None where there is none to read."""
    kind = _FIELDS_2 if source.format == "NIfTI-2" else _FIELDS_1
    size = int(kind["itemsize"])  # type: ignore[call-overload]
    if len(source.header) < size:
        return None
    order = "<" if int.from_bytes(source.header[:4], "little") == size else ">"
    field = np.frombuffer(source.header, np.dtype(kind).newbyteorder(order), count=1)[0]  # type: ignore[call-overload]
    rank = min(7, max(0, int(field["dim"][0])))
    code = int(field["datatype"])
    is_nifti = source.format != "Analyze 7.5"
    return HeaderFacts(
        dimensions=tuple(int(n) for n in field["dim"][1 : rank + 1]),
        datatype=_DATATYPES.get(code, f"code {code}"),
        qform=_transform(field["qform"], _qform_matrix(field)) if is_nifti else None,
        sform=_transform(field["sform"], np.asarray(field["srow"], np.float64)) if is_nifti else None,
        intent=_intent(field) if is_nifti else None,
    )


def _transform(code: Any, matrix: NDArray[np.float64]) -> Transform:
    number = int(code)
    space = _PLACES[number] if 0 <= number < len(_PLACES) else f"code {number}"
    return Transform(space, matrix if number > 0 else None)


def _qform_matrix(field: Any) -> NDArray[np.float64]:
    """Return the `(3, 4)` matrix of the unit quaternion, the voxel sizes and the offset."""
    b, c, d = (float(part) for part in field["quatern"])
    a = float(np.sqrt(max(0.0, 1 - b * b - c * c - d * d)))
    rotation = np.array(
        [
            [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
            [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
            [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
        ]
    )
    sizes = np.asarray(field["pixdim"][1:4], np.float64)
    sizes = sizes * (1.0, 1.0, -1.0 if field["pixdim"][0] < 0 else 1.0)
    return np.column_stack([rotation * sizes, np.asarray(field["offset"], np.float64)])


def _intent(field: Any) -> str:
    code = int(field["intent"])
    return _INTENTS.get(code, f"code {code}")
