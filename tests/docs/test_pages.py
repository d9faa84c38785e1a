"""The pages that are made from the code say what the code says."""

from __future__ import annotations

import sys
from importlib.metadata import distribution

import pytest

from resources.packaging.licences import find_licences, forbidden
from resources.packaging.pages import FOLDER, make_pages

_HOW = "run .venv/bin/python -m resources.packaging.pages"


@pytest.mark.parametrize(
    "name",
    [
        "commands.md",
        "model-card.md",
        "training-recipe.md",
        "provenance.md",
        "pipeline-report.md",
        "study-file.md",
    ],
)
def test_a_page_is_what_the_code_makes_of_it(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == make_pages()[name], _HOW


def test_every_installed_library_is_listed_with_its_licence() -> None:
    page = (FOLDER / "licences.md").read_text(encoding="utf-8")
    found = find_licences()
    assert [name for name in found if f"| {name} | " not in page] == [], _HOW
    if sys.version_info[:2] == (3, 11):  # others get other releases, which may word their licence otherwise
        rows = [f"| {name} | {licence} |" for name, licence in found.items()]
        assert [row for row in rows if row not in page] == [], _HOW


def test_nothing_that_the_program_installs_is_under_the_gpl_alone() -> None:
    found = find_licences()
    assert len(found) > 50
    assert {name: licence for name, licence in found.items() if forbidden(licence)} == {}


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("AGPL-3.0-only", True),
        ("Apache-2.0 AND GPL-3.0-only", True),
        ("unknown", True),
    ],
)
def test_a_licence_is_refused_where_only_the_gpl_is_offered(licence: str, *, refused: bool) -> None:
    assert forbidden(licence) is refused


def test_the_programs_own_licence_is_apache() -> None:
    assert distribution("iseg-desktop").metadata["License-Expression"] == "Apache-2.0"
