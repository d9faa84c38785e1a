"""Writing surfaces: STL, OBJ and GIFTI, one file a tissue, all in RAS mm."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

import numpy as np

from isegcore.errors import OutputError
from isegcore.io.atomic import require_writable, write_bytes
from isegcore.io.gifti import gifti_bytes
from isegcore.labels import Tissue
from isegcore.surfaces.mesh import Mesh

MESH_SUFFIXES = (".surf.gii", ".gii", ".stl", ".obj")
"""Of the formats that can be written; the longest first."""

_SPACE = "SPACE=RAS"  # what 3D Slicer reads; it takes a file without it for LPS


def mesh_path(path: Path, tissue: Tissue) -> Path:
    """Return where a tissue's surface is written: `brain.stl` becomes `brain-GM.stl`.

    Raises:
        OutputError: If the name has none of the endings that can be written.
    """
    suffix = _suffix(path)
    return path.with_name(f"{path.name[: -len(suffix)]}-{tissue.name}{path.name[-len(suffix) :]}")


def write_meshes(
    path: Path, meshes: dict[Tissue, Mesh], *, overwrite: bool = False, inputs: Collection[Path] = ()
) -> tuple[Path, ...]:
    """Write each tissue's surface to a file of its own, named as `mesh_path` says; return the files.

    Args:
        path: Its ending decides the format.
        meshes: The surfaces.
        overwrite: Whether files that are there may be replaced.
        inputs: Files that are never replaced.

    Raises:
        OutputError: If a file exists and may not be replaced, or cannot be written.
    """
    targets = {mesh_path(path, tissue): tissue for tissue in meshes}
    for target in targets:  # all of them, before the first is written
        require_writable(target, overwrite=overwrite, inputs=inputs)
    for target, tissue in targets.items():
        content = _content(meshes[tissue], tissue.title, _suffix(path))
        write_bytes(target, content, overwrite=overwrite, inputs=inputs)
    return tuple(targets)


def _suffix(path: Path) -> str:
    for suffix in MESH_SUFFIXES:
        if path.name.lower().endswith(suffix) and len(path.name) > len(suffix):
            return suffix
    raise OutputError(
        f"A surface must be written as NAME.stl, NAME.obj or NAME.surf.gii, got {path.name!r}.",
        path=path,
        hint="Choose a file name that ends so.",
    )


def _content(mesh: Mesh, name: str, suffix: str) -> bytes:
    if suffix == ".stl":
        return _stl(mesh, name)
    return _obj(mesh, name) if suffix == ".obj" else gifti_bytes(mesh, name)


def _stl(mesh: Mesh, name: str) -> bytes:
    """Return a binary STL: 80 bytes of text, the number of triangles, and 50 bytes for each."""
    corners = mesh.points[mesh.triangles]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    layout = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    records = np.zeros(len(corners), layout)
    records["normal"], records["corners"] = normals, corners
    head = f"iSeg Desktop; {name}; mm; {_SPACE}".encode("ascii").ljust(80, b"\0")
    return head + np.array([len(corners)], "<u4").tobytes() + records.tobytes()


def _obj(mesh: Mesh, name: str) -> bytes:
    """Return a Wavefront OBJ, points before triangles, counted from 1."""
    text = io.StringIO()
    text.write(f"# iSeg Desktop; mm; {_SPACE}\no {name.replace(' ', '_')}\n")
    np.savetxt(text, mesh.points, fmt="v %.4f %.4f %.4f")
    np.savetxt(text, mesh.triangles.astype(np.int64) + 1, fmt="f %d %d %d")
    return text.getvalue().encode("ascii")
