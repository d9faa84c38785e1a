"""The licences of what the program installs, from the metadata of what is installed."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "iseg-desktop"
# Their metadata do not say; read off the licence files in their wheels.
_STATED_IN_FILES = {"huey": "MIT", "namex": "Apache-2.0", "skops": "MIT"}
_LICENCE_TEXT = 60  # a longer "licence" is the text of one, not its name


def find_licences() -> dict[str, str]:
    """Return the licence of every library that the program needs here, directly or not, by name.

    The packages are those that this Python and system call for; development tools are not among them.

    Raises:
        PackageNotFoundError: If a library is not installed.
    """
    found: dict[str, str] = {}
    waiting = [(PROJECT, frozenset[str]())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        made = distribution(name)
        found[name] = _licence_of(name, made)
        for needed in _requirements(made, extras):
            if needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    del found[PROJECT]
    return dict(sorted(found.items()))


def forbidden(licence: str) -> bool:
    """Return whether a licence is unknown, or leaves no choice but the GPL or AGPL."""
    choices = [choice for choice in re.split(r"\bOR\b", licence) if not _is_gpl(choice)]
    return licence == "unknown" or not choices


def _is_gpl(licence: str) -> bool:
    return bool(re.search(r"(?<![Ll])\bA?GPL|(?<!Lesser )General Public License", licence))


def _requirements(made: Distribution, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    needed = []
    for line in made.requires or []:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            needed.append((str(canonicalize_name(requirement.name)), frozenset(requirement.extras)))
    return needed


def _licence_of(name: str, made: Distribution) -> str:
    facts = made.metadata.json
    expression, stated = (str(facts.get(key, "")) for key in ("license_expression", "license"))
    classified = [
        line.rpartition(" :: ")[2]
        for line in facts.get("classifier", [])
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    if expression:
        return expression
    if stated and len(stated) <= _LICENCE_TEXT:
        return " ".join(stated.split())
    return " AND ".join(classified) or _STATED_IN_FILES.get(name, "unknown")
