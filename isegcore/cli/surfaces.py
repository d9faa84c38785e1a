"""`iseg surfaces`: from a label image to closed surfaces of its tissues."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from isegcore.cli.options import OrientationOption, ReferenceLabelsOption
from isegcore.cli.terminal import EventsOption, JsonOption, Terminal
from isegcore.errors import DatasetError, OptionError
from isegcore.labels import BRAIN_TISSUES, Tissue, scheme_named


def surfaces(
    labels_image: Annotated[Path, typer.Argument(metavar="LABELS", help="Label image (NIfTI or Analyze).")],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="NAME.stl, NAME.obj or NAME.surf.gii; NAME-GM and so on are written."
        ),
    ],
    tissues: Annotated[str, typer.Option("--tissues", help="Which ones.")] = "CSF,GM,WM",
    labels: ReferenceLabelsOption = None,
    assume_orientation: OrientationOption = "LAS",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that exist.")] = False,
    as_json: JsonOption = False,
    events: EventsOption = None,
) -> None:
    """Write the surface of each tissue of a label image, in RAS mm, enclosing its label's volume."""
    with Terminal(as_json=as_json, events=events) as terminal:
        from isegcore.io.images import read_label_map
        from isegcore.io.mesh_files import mesh_path, write_meshes
        from isegcore.surfaces.extraction import TO_EXPORT, make_surface

        wanted = _tissues(tissues)
        mesh_path(output, wanted[0])  # a name that cannot be written is told before the work
        scheme = scheme_named(labels.value) if labels else None
        image = read_label_map(labels_image, scheme, assumed_orientation=assume_orientation, monitor=terminal)
        made = {tissue: make_surface(image, tissue, TO_EXPORT, terminal) for tissue in wanted}
        meshes = {tissue: mesh for tissue, mesh in made.items() if mesh is not None}
        if not meshes:
            raise DatasetError(f"The image holds none of {tissues}.", path=labels_image)
        source = image.source.files if image.source else ()
        paths = write_meshes(output, meshes, overwrite=overwrite, inputs=source)
        rows: list[JsonValue] = [
            {
                "tissue": tissue.name,
                "file": str(path),
                "triangles": len(mesh.triangles),
                "volume_ml": round(mesh.volume_ml, 3),
                "area_mm2": round(mesh.area_mm2, 1),
            }
            for (tissue, mesh), path in zip(meshes.items(), paths, strict=True)
        ]
        terminal.result({"surfaces": rows}, "\n".join(f"Written: {path}" for path in paths))


def _tissues(names: str) -> tuple[Tissue, ...]:
    known = {tissue.name: tissue for tissue in BRAIN_TISSUES}
    asked = [name.strip().upper() for name in names.split(",")]
    if unknown := [name for name in asked if name not in known]:
        raise OptionError(f"Tissues must be of CSF, GM, WM, got {', '.join(map(repr, unknown))}.")
    return tuple(known[name] for name in dict.fromkeys(asked))
