"""Finding how the head moved between two scans: rigid, by mutual information (SimpleITK).

Both images are first brought onto small upright grids, so that ITK never sees an oblique or sheared one, and
all places are RAS millimetres: none of ITK's LPS.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.data.volume import Volume
from isegcore.errors import GridMismatchError
from isegcore.io.resample import resample_onto
from isegcore.monitor import Monitor

_Itk: TypeAlias = Any  # SimpleITK carries no types: its module, images, transforms and methods
_Pair: TypeAlias = tuple[_Itk, _Itk]
_SPACING_MM = 1.5
_MOST_VOXELS = 1 << 23  # 300 mm cubed; a larger field of view is looked at more coarsely
_LEVELS = ((4, 6.0), (2, 3.0), (1, 0.0))  # shrink by, smooth by (mm)
_SAMPLES = 60_000  # voxels at which the metric is taken
_SEED = 1
_BORDER_MM = 8.0
_DARK = 0.1  # of the bright end; less is background
_SKIP = 4
_BINS = 32
_FIRST_STEP_MM = 4.0  # of the coarsest level; half as much on each finer one
_LAST_STEP_MM = 0.01
_MOST_STEPS = 100  # a level
_STAGE = "Registering T2 to T1"


@dataclass(frozen=True, eq=False, slots=True)
class Motion:
    """A rigid motion.

    Attributes:
        matrix: `(4, 4)`: place in the fixed image's space -> the same anatomy in the moving image's, RAS mm.
        rotation_deg: Its angle.
        shift_mm: How far it moves the middle of the fixed image.
    """

    matrix: NDArray[np.float64]
    rotation_deg: float
    shift_mm: float


def find_motion(fixed: Volume, moving: Volume, monitor: Monitor) -> Motion:
    """Return the motion that brings `moving` to `fixed`: seeded, so the same twice.

    Raises:
        GridMismatchError: If no motion was found that makes them overlap.
        Cancelled: If the monitor says so.
    """
    itk: _Itk = importlib.import_module("SimpleITK")  # half a second, and only ever here

    fixed_image, moving_image = (_upright(volume, itk) for volume in (fixed, moving))
    motion = None
    for number, (shrink, smooth_mm) in enumerate(_LEVELS):
        pair = (_coarser(fixed_image, shrink, smooth_mm, itk), _coarser(moving_image, shrink, smooth_mm, itk))
        method = _method(itk, pair[0].GetNumberOfPixels(), _FIRST_STEP_MM / 2**number)
        motion = motion or _best_start(pair, method, itk)
        try:
            _refine(motion, pair, method, itk, partial(_report, monitor, number))
        except RuntimeError as error:
            raise GridMismatchError(
                "The images could not be registered: they do not overlap.",
                path=moving.source.path if moving.source else None,
                hint="Check that both belong to one person.",
            ) from error
    return _motion(motion, fixed.grid)


def _report(monitor: Monitor, level: int, done: float) -> None:
    monitor.update(_STAGE, level + done, len(_LEVELS))


def _upright(volume: Volume, itk: _Itk) -> _Itk:
    """Return the volume on a small grid along R, A, S, as an ITK image whose places are RAS mm."""
    places = volume.grid.to_mm(_bright_corners(volume.data))
    low, high = places.min(axis=0) - _BORDER_MM, places.max(axis=0) + _BORDER_MM
    spacing = max(_SPACING_MM, float(np.cbrt(np.prod(high - low) / _MOST_VOXELS)))
    affine = np.diag([spacing, spacing, spacing, 1.0])
    affine[:3, 3] = low
    i, j, k = (max(8, int(n)) for n in np.ceil((high - low) / spacing) + 1)
    data = resample_onto(volume.data, volume.grid, Grid((i, j, k), affine))
    image = itk.GetImageFromArray(data.T)
    image.SetSpacing([spacing] * 3)
    image.SetOrigin(low.tolist())
    return image


def _bright_corners(data: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the corners `(8, 3)`, in voxels, of the box around what is not background."""
    few = data[::_SKIP, ::_SKIP, ::_SKIP]
    bright = np.argwhere(few > _DARK * np.percentile(few, 99.5)) * _SKIP
    ends = (
        np.stack([bright.min(axis=0), bright.max(axis=0)])
        if len(bright)
        else np.array([(0, 0, 0), data.shape])
    )
    return np.array(np.meshgrid(*ends.T), np.float64).reshape(3, -1).T


def _coarser(image: _Itk, shrink: int, smooth_mm: float, itk: _Itk) -> _Itk:
    return itk.Shrink(itk.SmoothingRecursiveGaussian(image, smooth_mm), [shrink] * 3) if shrink > 1 else image


def _method(itk: _Itk, voxels: int, step_mm: float) -> _Itk:
    method = itk.ImageRegistrationMethod()
    method.SetMetricAsMattesMutualInformation(_BINS)
    if voxels > _SAMPLES:
        method.SetMetricSamplingStrategy(method.RANDOM)
        method.SetMetricSamplingPercentage(_SAMPLES / voxels, _SEED)
    method.SetInterpolator(itk.sitkLinear)
    method.SetOptimizerAsRegularStepGradientDescent(
        step_mm, _LAST_STEP_MM, _MOST_STEPS, relaxationFactor=0.6, gradientMagnitudeTolerance=1e-9
    )
    method.SetOptimizerScalesFromPhysicalShift()
    return method


def _refine(motion: _Itk, pair: _Pair, method: _Itk, itk: _Itk, report: Callable[[float], None]) -> None:
    """Improve `motion` in place; what `report` raises must not cross ITK, so it waits for ITK to stop."""
    stopped: list[BaseException] = []

    def ask() -> None:
        try:
            report(method.GetOptimizerIteration() / _MOST_STEPS)
        except BaseException as error:  # noqa: BLE001 - raised again below
            stopped.append(error)
            method.StopRegistration()

    method.SetInitialTransform(motion, inPlace=True)
    method.AddCommand(itk.sitkIterationEvent, ask)
    method.Execute(*pair)
    if stopped:
        raise stopped[0]


def _best_start(pair: _Pair, method: _Itk, itk: _Itk) -> _Itk:
    """Return the best of: as the scanner says, centres of the fields of view, centres of mass."""
    kinds = itk.CenteredTransformInitializerFilter
    starts = [
        itk.CenteredTransformInitializer(*pair, itk.Euler3DTransform(), kind)
        for kind in (kinds.MOMENTS, kinds.GEOMETRY)
    ]
    starts = [itk.Euler3DTransform(start) for start in starts]
    as_scanned = itk.Euler3DTransform(starts[0])
    as_scanned.SetTranslation((0.0, 0.0, 0.0))
    costs = []
    for start in (as_scanned, *starts):
        method.SetInitialTransform(start, inPlace=False)
        try:
            costs.append((method.MetricEvaluate(*pair), start))
        except RuntimeError:  # nothing overlaps from there
            continue
    return min(costs, key=lambda pair: pair[0])[1] if costs else starts[0]


def _motion(transform: _Itk, grid: Grid) -> Motion:
    rotation = np.array(transform.GetMatrix()).reshape(3, 3)
    centre = np.array(transform.GetCenter())
    matrix = np.eye(4)
    matrix[:3, :3] = rotation
    matrix[:3, 3] = centre + np.array(transform.GetTranslation()) - rotation @ centre
    middle = grid.to_mm((np.array(grid.shape) - 1) / 2)
    shift = np.linalg.norm(rotation @ middle + matrix[:3, 3] - middle)
    angle = np.degrees(np.arccos(np.clip((np.trace(rotation) - 1) / 2, -1, 1)))
    return Motion(matrix, float(angle), float(shift))
