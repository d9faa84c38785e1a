"""What every surface of ours must be."""

from __future__ import annotations

import numpy as np

from isegcore.surfaces.mesh import Mesh


def is_closed_and_consistent(mesh: Mesh) -> bool:
    """Return whether every edge is walked as often one way as the other: no holes, one winding."""
    edges = np.concatenate([mesh.triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])]).astype(np.int64)
    count = len(mesh.points)
    there, back = edges[:, 0] * count + edges[:, 1], edges[:, 1] * count + edges[:, 0]
    return bool(np.array_equal(np.sort(there), np.sort(back)))


def box_mesh(low: tuple[float, float, float], high: tuple[float, float, float]) -> Mesh:
    """Return the twelve triangles of a box, outside out."""
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], np.float32)
    points = np.asarray(low, np.float32) + corners * (
        np.asarray(high, np.float32) - np.asarray(low, np.float32)
    )
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    triangles = [half for a, b, c, d in sides for half in ((a, b, c), (a, c, d))]
    return Mesh(points.astype(np.float32), np.array(triangles, np.uint32))
