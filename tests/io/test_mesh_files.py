"""Surfaces in files: read back by other readers than ours, they are the same surfaces."""

from __future__ import annotations

import re
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from isegcore.errors import OutputError
from isegcore.io.mesh_files import mesh_path, write_meshes
from isegcore.labels import Tissue
from isegcore.surfaces.mesh import Mesh
from tests.helpers.surfaces import box_mesh

BOX = box_mesh((-10, 20, 30), (10, 50, 70))  # 20 x 30 x 40 mm = 24 ml


def test_an_stl_holds_the_corners_and_says_the_space(tmp_path: Path) -> None:
    (path,) = write_meshes(tmp_path / "brain.stl", {Tissue.GM: BOX})
    content = path.read_bytes()
    assert path.name == "brain-GM.stl"
    assert b"SPACE=RAS" in content[:80]
    assert not content.startswith(b"solid")  # which readers take for the text form
    assert len(content) == 84 + 50 * 12 == 84 + 50 * int(np.frombuffer(content[80:84], "<u4")[0])
    floats = np.frombuffer(content[84:], np.dtype([("f", "<f4", 12), ("a", "<u2")]))["f"].reshape(12, 4, 3)
    normals, corners = floats[:, 0], floats[:, 1:]
    assert (corners == BOX.points[BOX.triangles]).all()
    outwards = corners.mean(axis=1) - BOX.points.mean(axis=0)
    assert (np.einsum("ij,ij->i", normals, outwards) > 0).all()


def test_an_obj_can_be_read_line_by_line(tmp_path: Path) -> None:
    (path,) = write_meshes(tmp_path / "brain.OBJ", {Tissue.CSF: BOX})
    text = path.read_text()
    assert path.name == "brain-CSF.OBJ"
    points = np.array([line.split()[1:] for line in re.findall(r"^v .*$", text, re.M)], np.float32)
    triangles = np.array([line.split()[1:] for line in re.findall(r"^f .*$", text, re.M)], np.uint32) - 1
    assert Mesh(points, triangles.astype(np.uint32)).volume_ml == pytest.approx(24)


def test_a_gifti_is_read_by_nibabel_in_scanner_space(tmp_path: Path) -> None:
    (path,) = write_meshes(tmp_path / "brain.surf.gii", {Tissue.WM: BOX})
    assert path.name == "brain-WM.surf.gii"
    points, triangles = nib.load(path).agg_data(("pointset", "triangle"))
    assert (points == BOX.points).all()
    assert (triangles == BOX.triangles).all()
    space = nib.load(path).darrays[0].coordsys
    assert (space.dataspace, space.xformspace) == (1, 1)
    assert (np.asarray(space.xform) == np.eye(4)).all()


def test_nothing_is_written_over_and_nothing_half(tmp_path: Path) -> None:
    (tmp_path / "brain-WM.stl").write_text("precious")
    with pytest.raises(OutputError, match="exists"):
        write_meshes(tmp_path / "brain.stl", {Tissue.GM: BOX, Tissue.WM: BOX})
    assert [path.name for path in tmp_path.iterdir()] == ["brain-WM.stl"]
    write_meshes(tmp_path / "brain.stl", {Tissue.GM: BOX, Tissue.WM: BOX}, overwrite=True)
    assert (tmp_path / "brain-WM.stl").stat().st_size == 684


@pytest.mark.parametrize("name", ["brain.ply", "brain", ".stl", "brain.nii.gz"])
def test_other_endings_are_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(OutputError, match=r"\.stl, NAME\.obj or NAME\.surf\.gii"):
        mesh_path(Path(name), Tissue.GM)
