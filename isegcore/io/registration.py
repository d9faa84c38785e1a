"""Finding how the head moved between two scans: rigid, by mutual information (SimpleITK).

Both images are first brought onto small upright grids, so that ITK never sees an oblique or sheared one, and
all places are RAS millimetres: none of ITK's LPS.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.data.volume import Volume
from isegcore.errors import GridMismatchError
from isegcore.io.resample import resample_onto
from isegcore.monitor import Monitor

_Itk: TypeAlias = Any  # SimpleITK carries no types: its module, images, transforms and methods
_SPACING_MM = 1.5
_SHRINK = (4, 2, 1)
_SMOOTH_MM = (4.0, 2.0, 0.0)
_SAMPLED = 0.2  # share of the voxels at which the metric is taken
_SEED = 1
_BINS = 50
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
    method = _method(itk)
    start = _best_start(fixed_image, moving_image, method, itk)
    method.SetInitialTransform(start, inPlace=True)
    stopped: list[BaseException] = []
    method.AddCommand(itk.sitkIterationEvent, lambda: _ask(method, monitor, stopped))
    try:
        method.Execute(fixed_image, moving_image)
    except RuntimeError as error:
        if not stopped:
            raise GridMismatchError(
                "The images could not be registered: no overlap was found.",
                path=moving.source.path if moving.source else None,
                hint="Check that both belong to one person.",
            ) from error
    if stopped:
        raise stopped[0]
    return _motion(start, fixed.grid)


def _upright(volume: Volume, itk: _Itk) -> _Itk:
    """Return the volume on a small grid along R, A, S, as an ITK image whose places are RAS mm."""
    corners = np.array(np.meshgrid(*[(0, n - 1) for n in volume.grid.shape])).reshape(3, -1).T
    places = volume.grid.to_mm(corners)
    low, high = places.min(axis=0), places.max(axis=0)
    affine = np.diag([_SPACING_MM, _SPACING_MM, _SPACING_MM, 1.0])
    affine[:3, 3] = low
    i, j, k = (max(8, int(n)) for n in np.ceil((high - low) / _SPACING_MM) + 1)
    data = resample_onto(volume.data, volume.grid, Grid((i, j, k), affine))
    image = itk.GetImageFromArray(data.T)
    image.SetSpacing([_SPACING_MM] * 3)
    image.SetOrigin(low.tolist())
    return image


def _method(itk: _Itk) -> _Itk:
    method = itk.ImageRegistrationMethod()
    method.SetMetricAsMattesMutualInformation(_BINS)
    method.SetMetricSamplingStrategy(method.RANDOM)
    method.SetMetricSamplingPercentage(_SAMPLED, _SEED)
    method.SetInterpolator(itk.sitkLinear)
    method.SetOptimizerAsRegularStepGradientDescent(2.0, 1e-3, _MOST_STEPS, relaxationFactor=0.6)
    method.SetOptimizerScalesFromPhysicalShift()
    method.SetShrinkFactorsPerLevel(_SHRINK)
    method.SetSmoothingSigmasPerLevel(_SMOOTH_MM)
    method.SmoothingSigmasAreSpecifiedInPhysicalUnitsOn()
    return method


def _best_start(fixed: _Itk, moving: _Itk, method: _Itk, itk: _Itk) -> _Itk:
    """Return the best of: as the scanner says, centres of the fields of view, centres of mass."""
    kinds = itk.CenteredTransformInitializerFilter
    starts = [
        itk.CenteredTransformInitializer(fixed, moving, itk.Euler3DTransform(), kind)
        for kind in (kinds.MOMENTS, kinds.GEOMETRY)
    ]
    starts = [itk.Euler3DTransform(start) for start in starts]
    as_scanned = itk.Euler3DTransform(starts[0])
    as_scanned.SetTranslation((0.0, 0.0, 0.0))
    costs = []
    for start in (as_scanned, *starts):
        method.SetInitialTransform(start, inPlace=False)
        try:
            costs.append((method.MetricEvaluate(fixed, moving), start))
        except RuntimeError:  # nothing overlaps from there
            continue
    return min(costs, key=lambda pair: pair[0])[1] if costs else starts[0]


def _ask(method: _Itk, monitor: Monitor, stopped: list[BaseException]) -> None:
    """Report a step; an exception must not cross ITK, so it is kept until the method has stopped."""
    try:
        done = method.GetCurrentLevel() + method.GetOptimizerIteration() / _MOST_STEPS
        monitor.update(_STAGE, done, len(_SHRINK))
    except BaseException as error:  # noqa: BLE001 - raised again by the caller
        stopped.append(error)
        method.StopRegistration()


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
