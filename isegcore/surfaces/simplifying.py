"""Fewer triangles for the same shape."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.surfaces.mesh import Mesh

_SLAB = 40_000  # triangles: the library holds Python's lock while it works, here for some 0.05 s
_ONE_AT_A_TIME = threading.Lock()  # the library keeps its mesh in a global variable


def simplified(mesh: Mesh, triangles: int, monitor: Monitor = NULL_MONITOR) -> Mesh:
    """Return the mesh with about so many triangles; unchanged if it has no more.

    It is cut into slabs, so that other threads get their turn between them. What lies on a cut stays where
    it is, which closes the surface again.

    Garland and Heckbert, Surface simplification using quadric error metrics (1997),
    doi:10.1145/258734.258849.

    Raises:
        Cancelled: If the monitor says so.
    """
    count = len(mesh.triangles)
    if count <= triangles:
        return mesh
    slabs = np.array_split(_along_longest_axis(mesh), -(-count // _SLAB))
    parts = []
    for number, slab in enumerate(slabs):
        monitor.update("Simplifying", number, len(slabs))
        parts.append(_simplify(mesh.points, slab, round(triangles * len(slab) / count)))
    return _joined(parts)


def _along_longest_axis(mesh: Mesh) -> NDArray[np.uint32]:
    """Return the triangles in the order in which they lie along the longest side of the mesh."""
    axis = int(np.argmax(np.ptp(mesh.points, axis=0)))
    places = mesh.points[:, axis][mesh.triangles].sum(axis=1)
    return mesh.triangles[np.argsort(places, kind="stable")]


def _simplify(points: NDArray[np.float32], slab: NDArray[np.uint32], wanted: int) -> Mesh:
    from fast_simplification import simplify  # noqa: PLC0415 - only where there is something to simplify

    used, inverse = np.unique(slab, return_inverse=True)
    with _ONE_AT_A_TIME:
        fewer, kept = simplify(
            points[used],
            inverse.reshape(-1, 3).astype(np.int32),
            target_count=max(4, wanted),
            preserve_border=True,
        )
    return Mesh(np.ascontiguousarray(fewer, np.float32), np.ascontiguousarray(kept, np.uint32))


def _joined(parts: list[Mesh]) -> Mesh:
    """Return one mesh of several, the points that lie at one place being one point."""
    if len(parts) == 1:
        return parts[0]
    points = np.concatenate([part.points for part in parts])
    starts = np.cumsum([0, *(len(part.points) for part in parts[:-1])])
    triangles = np.concatenate([p.triangles + np.uint32(s) for p, s in zip(parts, starts, strict=True)])
    _, first, inverse = np.unique(points.view("V12").ravel(), return_index=True, return_inverse=True)
    return Mesh(points[first], inverse.astype(np.uint32)[triangles])
