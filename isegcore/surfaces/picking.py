"""What a line of sight meets first."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isegcore.surfaces.mesh import Mesh


def first_hit(meshes: Iterable[Mesh], eye: ArrayLike, direction: ArrayLike) -> NDArray[np.float64] | None:
    """Return the point, `(3,)` RAS mm, at which a ray enters the first of the surfaces; None if it misses.

    Args:
        meshes: The surfaces.
        eye: `(3,)` RAS mm: where the ray begins.
        direction: `(3,)`: where it goes, of any length.
    """
    start, way = np.asarray(eye, np.float64), np.asarray(direction, np.float64)
    distances = [distance for mesh in meshes if (distance := _distance(mesh, start, way)) is not None]
    return start + min(distances) * way if distances else None


def _distance(mesh: Mesh, eye: NDArray[np.float64], way: NDArray[np.float64]) -> float | None:
    """Return how many times `way` it is to the surface.

    Möller and Trumbore, Fast, minimum storage ray-triangle intersection (1997),
    doi:10.1080/10867651.1997.10487468.
    """
    points = mesh.points - eye
    a = points[mesh.triangles[:, 0]]
    one, two = points[mesh.triangles[:, 1]] - a, points[mesh.triangles[:, 2]] - a
    across = np.cross(way, two)
    volume = np.einsum("ij,ij->i", one, across)
    facing = np.flatnonzero(volume > 0)  # seen from outside
    a, one, two, across, volume = a[facing], one[facing], two[facing], across[facing], volume[facing]
    u = -np.einsum("ij,ij->i", a, across) / volume
    around = np.cross(-a, one)
    v = around @ way / volume
    distance = np.einsum("ij,ij->i", two, around) / volume
    met = distance[(u >= 0) & (v >= 0) & (u + v <= 1) & (distance > 0)]
    return float(met.min()) if met.size else None
