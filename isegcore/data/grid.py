"""A voxel grid in the scanner's space."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

Shape3 = tuple[int, int, int]


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """Where the voxels of an `(I, J, K)` array lie.

    Attributes:
        shape: `(I, J, K)`, each at least 1.
        affine: `(4, 4)` float64, read-only: voxel index -> RAS+ millimetres, voxel centres at integers.
    """

    shape: Shape3
    affine: NDArray[np.float64]
    _inverse: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        affine = np.array(self.affine, dtype=np.float64)
        if affine.shape != (4, 4):
            raise ValueError(f"affine must be (4, 4), got {affine.shape}")
        if len(self.shape) != 3 or min(self.shape) < 1:
            raise ValueError(f"shape must be three positive sizes, got {self.shape}")
        if not np.isfinite(affine).all() or abs(np.linalg.det(affine[:3, :3])) < 1e-9:
            raise ValueError("affine must be finite and invertible")
        affine.setflags(write=False)
        object.__setattr__(self, "affine", affine)
        object.__setattr__(self, "_inverse", np.linalg.inv(affine))
        object.__setattr__(self, "shape", tuple(int(n) for n in self.shape))

    @property
    def spacing(self) -> tuple[float, float, float]:
        """Return the distance in mm between voxel centres along I, J and K."""
        i, j, k = np.linalg.norm(self.affine[:3, :3], axis=0)
        return float(i), float(j), float(k)

    @property
    def voxel_ml(self) -> float:
        """Return the volume of one voxel in millilitres."""
        return float(abs(np.linalg.det(self.affine[:3, :3]))) / 1000.0

    @property
    def voxels(self) -> int:
        """Return the number of voxels."""
        return int(np.prod(self.shape, dtype=np.int64))

    def to_mm(self, voxel: ArrayLike) -> NDArray[np.float64]:
        """Return the RAS+ position in mm, `(..., 3)`, of voxel coordinates `(..., 3)`."""
        return np.asarray(voxel, np.float64) @ self.affine[:3, :3].T + self.affine[:3, 3]

    def to_voxel(self, mm: ArrayLike) -> NDArray[np.float64]:
        """Return the continuous voxel coordinates, `(..., 3)`, of RAS+ positions `(..., 3)` in mm."""
        return np.asarray(mm, np.float64) @ self._inverse[:3, :3].T + self._inverse[:3, 3]

    def nearest_centre(self, mm: ArrayLike) -> tuple[float, float, float]:
        """Return the centre, RAS+ mm, of the voxel of the grid that is nearest to a position `(3,)` in mm."""
        voxel = np.rint(self.to_voxel(mm)).clip(0, np.subtract(self.shape, 1))
        x, y, z = map(float, self.to_mm(voxel))
        return x, y, z

    def matches(self, other: Grid, atol_mm: float = 1e-2) -> bool:
        """Return whether both grids have one shape and no corner is further than `atol_mm` apart."""
        if self.shape != other.shape:
            return False
        corners = np.array(np.meshgrid(*[(0, n - 1) for n in self.shape])).reshape(3, -1).T
        return bool(np.abs(self.to_mm(corners) - other.to_mm(corners)).max() <= atol_mm)
