#!/usr/bin/env python3
"""Makes the zip that QGIS installs, from a commit, and checks it as the plugin repository would.

    package.py [--output FOLDER] [--commit COMMIT]

Excluded files are listed in .gitattributes. The changelog in its metadata.txt is the version's section of CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import configparser
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "stfusion"

LARGEST = 2_000_000  # bytes; the plugin repository accepts more, which source code and icons do not need
KEYS = (
    "name description about version qgisMinimumVersion author email repository homepage tracker license category icon "
    "tags changelog hasProcessingProvider"
).split()
INCLUDED = ("LICENSE", "README.md", "CHANGELOG.md", "metadata.txt", "__init__.py", "plugin.py")
LEFT_OUT = ("tests", "scripts", "docs", "Makefile", "pyproject.toml", "CONTRIBUTING.md", "build", "dist")
PICTURES = (".png", ".jpg", ".gif")  # the only binary files allowed
BINARIES = (".so", ".dll", ".dylib", ".pyd", ".pyc", ".exe", ".whl", ".zip", ".safetensors", ".pth")
URLS = ("repository", "homepage", "tracker")
TRANSLATIONS = ("resources/i18n/", ".qm")  # and translations compiled from a .ts in this repository


def build(folder: Path, commit: str = "HEAD") -> Path:
    """Write the zip of a commit into a folder, named after its metadata.txt."""
    version = _metadata(_git("show", f"{commit}:metadata.txt"))["version"]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder.resolve() / f"{PLUGIN}-{version}.zip"
    _git("archive", "--format=zip", f"--prefix={PLUGIN}/", f"--output={target}", commit)
    _put_changelog(target, version)
    return target


def changelog(text: str, version: str) -> str:
    """Returns the section of a version in CHANGELOG.md as plain text for metadata.txt: one line for each point.

    QGIS reads the file as an ini file, in which a percent sign refers to another value and continuation lines are
    indented.
    """
    found = re.search(rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        return ""
    joined = re.sub(r"\n +", " ", found[1]).replace("`", "").replace("%", " per cent")
    lines = [line.strip().removeprefix("### ") for line in joined.splitlines() if line.strip()]
    return "\n".join([version, *(f" {line}" for line in lines)])


def _put_changelog(package: Path, version: str) -> None:
    """Write the archive again with the whole changelog in its metadata."""
    with zipfile.ZipFile(package) as archive:
        files = [(entry, archive.read(entry)) for entry in archive.infolist()]
    text = next(content for entry, content in files if entry.filename == f"{PLUGIN}/CHANGELOG.md").decode()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in files:
            if entry.filename == f"{PLUGIN}/metadata.txt":
                told = changelog(text, version)
                lines = re.sub(r"^changelog=.*\n(?:[ \t].*\n)*", "", content.decode(), flags=re.MULTILINE)
                content = f"{lines.rstrip()}\nchangelog={told}\n".encode() if told else lines.encode()
            archive.writestr(entry, content)


def complaints(package: Path) -> list[str]:
    """Returns all problems of a zip, one sentence each."""
    found = []
    if package.stat().st_size > LARGEST:
        found.append(f"It has {package.stat().st_size} bytes, more than {LARGEST}.")
    with zipfile.ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    outside = [name for name in files if not name.startswith(f"{PLUGIN}/")]
    found += [f"{name} lies outside of the folder {PLUGIN}." for name in outside]
    inside = {name[len(PLUGIN) + 1 :]: content for name, content in files.items() if name not in outside}
    found += [f"{name} is missing." for name in INCLUDED if name not in inside]
    for name, content in inside.items():
        parts = name.split("/")
        if parts[0] in LEFT_OUT or "__pycache__" in parts or any(part.startswith(".") for part in parts):
            found.append(f"{name} is not for users; see .gitattributes.")
        elif name.endswith(BINARIES) or (
            b"\0" in content and not name.endswith(PICTURES) and not _is_translation(name)
        ):
            found.append(f"{name} is binary.")
    return found + _metadata_complaints(inside)


def _is_translation(name: str) -> bool:
    return name.startswith(TRANSLATIONS[0]) and name.endswith(TRANSLATIONS[1])


def _metadata_complaints(files: dict[str, bytes]) -> list[str]:
    if "metadata.txt" not in files:
        return []
    metadata = _metadata(files["metadata.txt"].decode())
    found = [f"metadata.txt does not state {key}." for key in KEYS if not metadata.get(key, "").strip()]
    # The plugin repository reads the file with interpolation, which fails on a single percent sign.
    found += [f"metadata.txt has a per cent sign in {key}." for key, value in metadata.items() if "%" in value]
    found += [f"{key} is no address." for key in URLS if not metadata.get(key, "").startswith("https://")]
    icon = metadata.get("icon", "")
    if icon and icon not in files:
        found.append(f"The icon {icon} is missing.")
    return found


def _metadata(text: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    return parser["general"]


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *words], check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--commit", default="HEAD")
    wanted = parser.parse_args()
    package = build(wanted.output, wanted.commit)
    found = complaints(package)
    if found:
        package.unlink()
        sys.exit("\n".join([f"{package.name} of {wanted.commit} is not fit to be published:", *found]))
    print(f"{package} ({package.stat().st_size / 1000:.0f} kB)")
    if wanted.commit == "HEAD" and _git("status", "--porcelain"):
        print("Note: it holds the last commit; changes that are not committed are not in it.")


if __name__ == "__main__":
    main()
