"""Surfaces lie where the voxels are, enclose what they add up to, and are closed, whatever the affine."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from isegcore.data.grid import Grid
from isegcore.data.volume import LabelMap
from isegcore.labels import BRAIN_TISSUES, ISEG, Tissue
from isegcore.metrics.volumes import tissue_volumes_ml
from isegcore.monitor import Cancelled
from isegcore.surfaces.extraction import TO_EXPORT, TO_LOOK_AT, Detail, make_surface
from tests.helpers.phantoms import ellipsoid_labels, ras_grid
from tests.helpers.surfaces import is_closed_and_consistent

COS, SIN = np.cos(0.4), np.sin(0.4)
AFFINES = {
    "RAS": np.diag([1.0, 1, 1, 1]),
    "LAS, mirrored": np.diag([-1.0, 1, 1, 1]),
    "swapped axes, mirrored": np.array([[0, 1, 0, 5], [1, 0, 0, 6], [0, 0, 1, 7], [0, 0, 0, 1.0]]),
    "oblique, anisotropic": np.array(
        [[0.8 * COS, -0.8 * SIN, 0, -20], [0.8 * SIN, 0.8 * COS, 0, 30], [0, 0, 2.4, 9], [0, 0, 0, 1.0]]
    ),
}


def label_map(affine: NDArray[np.float64], shape: tuple[int, int, int] = (60, 66, 48)) -> LabelMap:
    return LabelMap(ellipsoid_labels(shape), Grid(shape, affine), ISEG)


@pytest.mark.parametrize("detail", [TO_LOOK_AT, TO_EXPORT], ids=["look", "export"])
@pytest.mark.parametrize("affine", AFFINES.values(), ids=AFFINES)
def test_a_surface_is_closed_and_encloses_the_millilitres_of_its_label(
    affine: NDArray[np.float64], detail: Detail
) -> None:
    labels = label_map(affine)
    for tissue, ml in tissue_volumes_ml(labels).items():
        mesh = make_surface(labels, tissue, detail)
        assert mesh is not None
        assert is_closed_and_consistent(mesh)
        assert mesh.volume_ml == pytest.approx(ml, rel=0.02)  # positive: the outside is outside


@pytest.mark.parametrize("affine", AFFINES.values(), ids=AFFINES)
def test_a_surface_lies_where_its_voxels_are(affine: NDArray[np.float64]) -> None:
    labels = label_map(affine)
    mesh = make_surface(labels, Tissue.CSF)
    assert mesh is not None
    places = labels.grid.to_mm(np.argwhere(labels.data == Tissue.CSF))
    assert mesh.points.min(axis=0) == pytest.approx(places.min(axis=0), abs=2)
    assert mesh.points.max(axis=0) == pytest.approx(places.max(axis=0), abs=2)


def test_normals_lead_outside() -> None:
    labels = LabelMap((ellipsoid_labels() > 0).astype(np.uint8) * 3, ras_grid((32, 36, 28)), ISEG)
    mesh = make_surface(labels, Tissue.WM)
    assert mesh is not None
    outwards = mesh.points - mesh.points.mean(axis=0)
    assert (np.einsum("ij,ij->i", outwards, mesh.normals()) > 0).all()
    assert np.linalg.norm(mesh.normals(), axis=1) == pytest.approx(1, abs=1e-5)


def test_fewer_triangles_are_made_in_slabs_that_close_again() -> None:
    labels = label_map(np.diag([1.0, 1, 1, 1]), (120, 132, 96))
    mesh = make_surface(labels, Tissue.GM, Detail(cell_mm=0, triangles=9000, rounds=4))
    assert mesh is not None
    assert len(mesh.triangles) == pytest.approx(9000, rel=0.2)
    assert is_closed_and_consistent(mesh)
    assert mesh.volume_ml == pytest.approx(tissue_volumes_ml(labels)[Tissue.GM], rel=0.02)


def test_a_tissue_that_is_not_there_has_no_surface() -> None:
    labels = LabelMap(np.zeros((5, 6, 7), np.uint8), ras_grid((5, 6, 7)), ISEG)
    assert all(make_surface(labels, tissue) is None for tissue in BRAIN_TISSUES)


def test_one_voxel_has_a_surface() -> None:
    data = np.zeros((5, 6, 7), np.uint8)
    data[0, 5, 3] = Tissue.WM  # at the edge of the grid
    mesh = make_surface(LabelMap(data, ras_grid((5, 6, 7)), ISEG), Tissue.WM)
    assert mesh is not None
    assert is_closed_and_consistent(mesh)
    assert mesh.volume_ml == pytest.approx(0.001, rel=0.1)


class Impatient:
    def update(self, stage: str, done: float, total: float) -> None:
        if done == 2:
            raise Cancelled


def test_making_a_surface_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        make_surface(label_map(np.eye(4)), Tissue.GM, monitor=Impatient())
