"""Reading label maps as anatomies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from isegcore.data.orientation import orientation_of
from isegcore.errors import DatasetError, LabelValueError
from isegcore.io.images import read_volume
from isegcore.simulation.anatomy import Anatomy, anatomy_from_values


def read_anatomy(path: Path) -> Anatomy:
    """Return the anatomy in a label map file: tissues, FreeSurfer aseg ids or BrainParc regions.

    Raises:
        UnreadableImageError: If the file is not an image.
        LabelValueError: If its values are not labels.
    """
    volume = read_volume(path)
    if (volume.data != np.rint(volume.data)).any():
        raise LabelValueError(
            "A label map must hold whole numbers.",
            path=path,
            hint="This looks like an image; give its labels.",
        )
    orientation = orientation_of(volume.grid.affine)
    values = orientation.to_ras(volume.data).astype(np.int32)
    i, j, k = (volume.grid.spacing[axis] for axis in orientation.axes)
    try:
        return anatomy_from_values(path.name.split(".")[0], values, (i, j, k))
    except LabelValueError as error:
        raise LabelValueError(error.message, path=path, hint=error.hint) from None


def find_label_maps(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return these files, with every folder replaced by the label maps in it.

    Raises:
        DatasetError: If there is no such file, or no image in a folder.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                file for file in path.iterdir() if file.name.endswith((".nii", ".nii.gz", ".hdr"))
            )
            if not inside:
                raise DatasetError(
                    "There is no label map in this folder.", path=path, hint="Give NIfTI files."
                )
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise DatasetError("There is no such label map.", path=path, hint="Check the path.")
    return tuple(found)
