"""A surface made of triangles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class Mesh:
    """A closed surface.

    Attributes:
        points: `(P, 3)` float32, RAS mm, read-only.
        triangles: `(T, 3)` uint32 indices of points, anticlockwise seen from outside, read-only.
    """

    points: NDArray[np.float32]
    triangles: NDArray[np.uint32]

    def __post_init__(self) -> None:
        for data, dtype in ((self.points, np.float32), (self.triangles, np.uint32)):
            if data.dtype != dtype or data.ndim != 2 or data.shape[1] != 3:
                raise ValueError(f"must be (n, 3) {dtype.__name__}, got {data.shape} {data.dtype}")
            data.setflags(write=False)

    @property
    def volume_ml(self) -> float:
        """Return the enclosed volume: the sum of the tetrahedra between the triangles and one point."""
        a, b, c = self._corners()
        return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6000

    @property
    def area_mm2(self) -> float:
        """Return the area of all triangles."""
        return float(np.linalg.norm(self._doubled_areas(), axis=1).sum()) / 2

    def normals(self) -> NDArray[np.float32]:
        """Return, for each point, the unit vector that leads outside: `(P, 3)` float32.

        The mean over the triangles around it, larger ones counting more; 0 where they cancel out.
        """
        areas = self._doubled_areas()
        total = np.empty(self.points.shape)
        for axis in range(3):
            weights = np.repeat(areas[:, axis], 3)
            total[:, axis] = np.bincount(self.triangles.ravel(), weights, len(self.points))
        total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
        return total.astype(np.float32)

    def _corners(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        points = self.points.astype(np.float64)
        points -= points.mean(axis=0)  # sums of large numbers that cancel out lose digits
        a, b, c = (points[self.triangles[:, corner]] for corner in range(3))
        return a, b, c

    def _doubled_areas(self) -> NDArray[np.float64]:
        """Return the normal of each triangle, as long as twice its area in mm²: `(T, 3)`."""
        a, b, c = self._corners()
        normals: NDArray[np.float64] = np.cross(b - a, c - a)
        return normals
