"""GIFTI: a surface as FreeSurfer, Connectome Workbench and FSLeyes read it."""

from __future__ import annotations

from typing import Any

import numpy as np

from isegcore.io.absent import absent
from isegcore.surfaces.mesh import Mesh

with absent("pydicom"):  # see nifti.py
    import nibabel as nib

_GIFTI: Any = nib.gifti  # its classes carry hardly any types
_SCANNER = 1  # NIFTI_XFORM_SCANNER_ANAT: the points are RAS mm


def gifti_bytes(mesh: Mesh, name: str) -> bytes:
    """Return the `.surf.gii` file of a surface: points and triangles, in the scanner's space."""
    space = _GIFTI.GiftiCoordSystem(dataspace=_SCANNER, xformspace=_SCANNER, xform=np.eye(4))
    points = _GIFTI.GiftiDataArray(
        mesh.points,
        intent="NIFTI_INTENT_POINTSET",
        datatype="NIFTI_TYPE_FLOAT32",
        coordsys=space,
        meta=_GIFTI.GiftiMetaData(Name=name, GeometricType="Anatomical"),
    )
    triangles = _GIFTI.GiftiDataArray(
        mesh.triangles.astype(np.int32),
        intent="NIFTI_INTENT_TRIANGLE",
        datatype="NIFTI_TYPE_INT32",
        coordsys=None,
        meta=_GIFTI.GiftiMetaData(Name=name, TopologicalType="Closed"),
    )
    content: bytes = _GIFTI.GiftiImage(darrays=[points, triangles]).to_bytes()
    return content
