"""The staged tree that Briefcase packs: both TOML files whole, and all that they name is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jinja2
import pytest

from resources.packaging.staging import ROOT, stage, write_bill, write_constraints
from tests.helpers.uv import UV

_APP = "iseg-desktop"
_TEMPLATE = ROOT / "resources" / "packaging" / "linux-system" / "{{ cookiecutter.format }}"


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("stage")
    stage(target=target)
    return target


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    return _read(ROOT / "briefcase.toml")["tool"]["briefcase"]


def test_the_staged_file_is_both_files_and_nothing_else(staged: Path, tables: dict[str, Any]) -> None:
    merged, project = _read(staged / "pyproject.toml"), _read(ROOT / "pyproject.toml")
    assert merged["project"] == project["project"]
    assert merged["tool"].pop("briefcase") == tables
    assert merged == project


def test_nothing_is_written_twice(tables: dict[str, Any]) -> None:
    assert set(_read(ROOT / "briefcase.toml")) == {"tool"}
    assert set(_read(ROOT / "briefcase.toml")["tool"]) == {"briefcase"}
    app = tables["app"][_APP]
    assert not {"version", "requires", "license", "license-files"} & (set(tables) | set(app))


def test_all_that_the_tables_name_is_in_the_staged_tree(staged: Path, tables: dict[str, Any]) -> None:
    app = tables["app"][_APP]
    assert [(staged / source / "__init__.py").is_file() for source in app["sources"]] == [True] * 4
    for icon in (app["icon"], *(kind["icon"] for kind in app["document_type"].values())):
        assert (staged / f"{icon}.svg").is_file()
    assert (staged / app["linux"]["system"]["template"] / "cookiecutter.json").is_file()
    assert (staged / _read(ROOT / "pyproject.toml")["project"]["license-files"][0]).is_file()
    assert not list(staged.rglob("__pycache__"))


def rendered(name: str, tables: dict[str, Any]) -> str:
    """Return a file of the Linux template as Briefcase makes it of the tables."""
    (template,) = _TEMPLATE.glob(f"*/usr/share/{name}")
    app = {"app_name": _APP, "formal_name": "iSeg Desktop", "description": "d"}
    cookiecutter = {**app, "document_types": tables["app"][_APP]["document_type"]}
    return jinja2.Template(template.read_text(encoding="utf-8")).render(cookiecutter=cookiecutter)


def test_a_desktop_opens_studies_and_images_with_the_program(tables: dict[str, Any]) -> None:
    mime = ElementTree.fromstring(rendered("mime/packages/*.xml", tables).encode())  # noqa: S314 - ours
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    globs = {
        kind.get("type"): [glob.get("pattern") for glob in kind.findall("m:glob", space)]
        for kind in mime.findall("m:mime-type", space)
    }
    assert globs == {
        "application/x-iseg-study": ["*.iseg"],
        "application/x-nifti": ["*.nii"],
        "application/x-nifti-gzip": ["*.nii.gz"],
        "application/x-analyze": ["*.hdr"],
    }
    compressed = mime.find("m:mime-type[@type='application/x-nifti-gzip']/m:sub-class-of", space)
    assert compressed is not None  # else the content, which is gzip's, decides
    assert compressed.get("type") == "application/gzip"
    desktop = rendered("applications/*.desktop", tables)
    assert "Exec=/usr/bin/iseg-desktop %F" in desktop
    (line,) = [line for line in desktop.splitlines() if line.startswith("MimeType=")]
    assert set(line.removeprefix("MimeType=").strip(";").split(";")) == set(globs)


def test_staging_again_drops_what_is_gone_and_keeps_what_briefcase_made(tmp_path: Path) -> None:
    for name in ("app/old.py", "build/kept", "stray.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    stage(target=tmp_path)
    assert not (tmp_path / "app" / "old.py").exists()
    assert not (tmp_path / "stray.txt").exists()
    assert (tmp_path / "build" / "kept").is_file()


def test_debian_gets_the_packages_that_the_setup_installs(tables: dict[str, Any]) -> None:
    script = (ROOT / "resources" / "setup" / "environment.sh").read_text(encoding="utf-8")
    found = re.search(r"qt_packages=\(\n(.*?)\n\)", script, re.DOTALL)
    assert found
    required = tables["app"][_APP]["linux"]["system"]["debian"]["system_runtime_requires"]
    assert set(required) == {"python3", *found[1].split()}


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")
def test_the_launcher_hands_its_arguments_and_the_program_to_python(tmp_path: Path) -> None:
    place = tmp_path / "place"
    module = place / "app" / "iseg_desktop"
    module.mkdir(parents=True)
    (module / "__main__.py").write_text("import sys; print(sys.argv[1:], sys.path[:2])")
    binary = tmp_path / "iseg-desktop"
    words = {"PYTHON": sys.executable, "PLACE": str(place), "MODULE": "iseg_desktop"}
    source = _TEMPLATE / "bootstrap" / "launcher.c"
    defined = [f'-D{name}="{value}"' for name, value in words.items()]
    subprocess.run(
        ["cc", "-Wall", "-Wextra", "-Werror", *defined, str(source), "-o", str(binary)], check=True
    )
    command = [str(binary), "--worker", "a b", "é"]
    told = subprocess.run(command, cwd="/", capture_output=True, text=True, check=True).stdout
    assert told.strip() == f"['--worker', 'a b', 'é'] {[str(place / 'app'), str(place / 'app_packages')]}"


def test_the_bundles_package_is_also_the_worker_that_trains(staged: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{staged}:{staged / 'resources' / 'packaging'}"}
    command = [sys.executable, "-P", "-m", "iseg_desktop", "--worker", "models", "list", "--json"]
    told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "iseg-infant" in told.stdout


@pytest.mark.skipif(not UV.is_file(), reason="uv is where resources/setup puts it, or not at all")
def test_a_package_and_its_bill_of_materials_hold_the_same_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV", str(UV))
    write_constraints(ROOT, tmp_path / "constraints.txt")
    write_bill(ROOT, tmp_path / "bill.json")
    pinned = set(
        re.findall(r"^([\w.-]+)==([\w.+-]+)", (tmp_path / "constraints.txt").read_text(), re.MULTILINE)
    )
    bill = json.loads((tmp_path / "bill.json").read_text())
    listed = {(component["name"], component["version"]) for component in bill["components"]}
    assert {"tensorflow", "pyside6-essentials", "openvino"} <= {name for name, _ in pinned}
    assert listed == pinned
    assert bill["metadata"]["component"]["name"] == _APP
    assert not {"pytest", "briefcase"} & {name for name, _ in listed}
