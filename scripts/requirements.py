"""Lists what pip still has to install for groups of pyproject.toml, and what it must not change.

    requirements.py missing GROUP...   ranges that this Python does not fulfil yet, one per line
    requirements.py constraints        versions of packages that QGIS itself loads, for pip's --constraint

Run by the Python of .venv. The group `dependencies` is what the plugin itself needs.
"""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

try:
    import tomllib
except ModuleNotFoundError:  # before Python 3.11
    from pip._vendor import tomli as tomllib

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

# QGIS works with the distribution's builds of these. A second numpy or GDAL in one process causes crashes.
KEPT = ("numpy", "scipy", "gdal", "rasterio", "matplotlib")


def stated(groups: list[str]) -> list[str]:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    known = {"dependencies": project["dependencies"], **project["optional-dependencies"]}
    return [line for group in groups for line in known[group]]


def fulfilled(line: str) -> bool:
    wanted = Requirement(line)
    try:
        return wanted.specifier.contains(metadata.version(wanted.name), prereleases=True)
    except metadata.PackageNotFoundError:
        return False


def constraints() -> list[str]:
    found = []
    for name in KEPT:
        try:
            found.append(f"{name}=={metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return found


def main(task: str, *groups: str) -> None:
    lines = constraints() if task == "constraints" else [line for line in stated(list(groups)) if not fulfilled(line)]
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
