"""Smoothing of a surface, and giving back the volume that it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isegcore.surfaces.mesh import Mesh

_SHRINK, _GROW = 0.5, -0.53  # of Taubin's paper: a pass band of 0.1
_STEPS = 16
_HANDFUL = 64


def smoothed(mesh: Mesh, rounds: int) -> Mesh:
    """Return the mesh without the steps of the voxels it was made from.

    Every point moves towards the mean of its neighbours and then a little further back, which flattens
    ripples and keeps what is larger; a handful of points, which would shrink to one, is left alone. Taubin, A
    signal processing approach to fair surface design (1995), doi:10.1145/218380.218473.
    """
    if len(mesh.points) < _HANDFUL:
        return mesh
    points = mesh.points
    mean = _neighbours(mesh)
    for _ in range(rounds):
        for share in (_SHRINK, _GROW):
            points = points + np.float32(share) * (mean @ points - points)
    return replace(mesh, points=points.astype(np.float32))


def with_volume(mesh: Mesh, volume_ml: float) -> Mesh:
    """Return the mesh moved along its normals, everywhere by the same distance, to enclose that volume.

    To first order the volume grows by area times distance. No step is longer than half of volume over area,
    a quarter of a sheet's thickness, so that it cannot turn inside out.
    """
    for _ in range(_STEPS):
        missing, area = 1000 * (volume_ml - mesh.volume_ml), mesh.area_mm2
        if area <= 0 or abs(missing) < 2 * volume_ml:  # two thousandths
            break
        limit = 500 * abs(mesh.volume_ml) / area
        step = np.float32(np.clip(missing / area, -limit, limit))
        mesh = replace(mesh, points=mesh.points + step * mesh.normals())
    return mesh


def _neighbours(mesh: Mesh) -> Any:
    """Return the sparse `(P, P)` matrix that takes the mean of every point's neighbours."""
    from scipy import sparse  # noqa: PLC0415 - 0.3 s, only here

    count = len(mesh.points)
    start = mesh.triangles.ravel()
    end = np.roll(mesh.triangles, -1, axis=1).ravel()
    ones: NDArray[np.float32] = np.ones(len(start), np.float32)
    one_way: Any = sparse.csr_array((ones, (start, end)), shape=(count, count))
    both = one_way + one_way.T
    both.data[:] = 1
    both.data /= np.repeat(np.diff(both.indptr), np.diff(both.indptr))
    return both
