"""docs/licences.md names every package that runs with Inroad, with the licence that the package states."""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).parents[1]
PERMISSIVE = {"MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0"}
OTHER = {"psycopg", "psycopg-binary"}
"""Used as they are, through their interfaces, which is what the LGPL asks for."""

AS_SPDX = {"Apache 2.0": "Apache-2.0", "MIT License": "MIT"}


def needed() -> dict[str, Distribution]:
    """Every package that is installed with Inroad on this system, by its name."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    waiting = [(line, "") for line in project["dependencies"]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        asked = waiting.pop()
        if asked in seen:
            continue
        seen.add(asked)
        requirement = Requirement(asked[0])
        if requirement.marker is None or requirement.marker.evaluate({"extra": asked[1]}):
            package = distribution(requirement.name)
            found[canonicalize_name(requirement.name)] = package
            extras = ("", *requirement.extras)
            waiting += [(line, extra) for line in package.requires or [] for extra in extras]
    return found


def licence(package: Distribution) -> str:
    """As the package states it."""
    stated = package.metadata.json
    text = str(stated.get("license_expression") or stated.get("license") or "")
    return AS_SPDX.get(text, text)


def rows(packages: Iterable[tuple[str, Distribution]]) -> Iterator[str]:
    for name, package in sorted(packages):
        yield f"| {name} | {licence(package)} |"


def test_every_package_that_is_needed_is_listed_with_its_licence() -> None:
    listed = (TOP / "docs" / "licences.md").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows(needed().items()) if row not in listed] == []


def test_all_but_the_postgresql_driver_are_permissive() -> None:
    for name, package in needed().items():
        parts = set(licence(package).replace(" OR ", " AND ").split(" AND "))
        assert parts <= PERMISSIVE or name in OTHER, (name, parts)
