"""Installation of packages with pip into STFusion's own folder: the command, and moving its result into place.

pip writes into a folder beside the final one. Only after it has succeeded, and packages included in QGIS have been
removed from the result, are the packages moved to the final folder; a cancelled or failed installation changes nothing.
pip is not run here.
"""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ..errors import InputError
from ..words import tr
from .dependencies import packages_folder, pip_program, python_executable
from .environment import UNTOUCHED, constraints

# Lines in which pip reports why it failed.
_ERROR = re.compile(r"^\s*(?:ERROR|error): *(.+)$", re.MULTILINE)
_UNWANTED = ("PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PIP_PYTHON")
_PATHS = ("PIP_CONFIG_FILE", "PIP_CERT", "PIP_CLIENT_CERT", "PIP_CACHE_DIR", "PIP_LOG")
_LISTS_OF_PATHS = ("PIP_FIND_LINKS", "PIP_CONSTRAINT")


@dataclass(frozen=True)
class Staging:
    """An installation in a temporary folder, not importable yet.

    Attributes
    ----------
    folder : Path
        Where pip writes, and its working directory.
    target : Path
        Final folder of the packages.
    constraints : Path
        File with the versions that pip must keep.
    """

    folder: Path
    target: Path
    constraints: Path

    def command(self, requirements: Sequence[str], wheels: str = "") -> list[str]:
        """Returns program and arguments. `wheels` is a folder of wheel files to use instead of the network."""
        offline = ["--no-index", "--find-links", _absolute(wheels)] if wheels else []
        return [
            *pip_program(), "install", "--no-input", "--disable-pip-version-check",
            "--no-warn-script-location", "--only-binary", ":all:", "--progress-bar", "off",
            "--constraint", str(self.constraints), "--target", str(self.folder), *offline, *requirements,
        ]  # fmt: skip

    def complete(self) -> tuple[str, ...]:
        """Moves the installed packages to the target folder. Returns their names and versions.

        Raises
        ------
        InputError
            If nothing was installed, or a file cannot be replaced, for example because a package is in use on Windows.
        """
        for found in _distributions(self.folder, UNTOUCHED):
            _remove(self.folder, found)
        installed = sorted(f"{_name(found)} {found.version}" for found in _distributions(self.folder))
        if not installed:
            raise InputError(
                "pip ended without an error but installed no package. Nothing was changed. Check its output and "
                "settings, or install the packages with the command that is shown."
            )
        try:
            for new in _distributions(self.folder):
                for old in _distributions(self.target, (_name(new),)):
                    _remove(self.target, old)
            _merge(self.folder, self.target)
        except OSError as error:
            raise InputError(
                "Packages in {target} cannot be replaced ({cause}); restart QGIS and install before running "
                "anything else, or delete that folder while QGIS is closed.",
                target=self.target,
                cause=error.strerror or error,
            ) from error
        return tuple(installed)


@contextmanager
def staging() -> Iterator[Staging]:
    """Provides a temporary folder for one installation, which is removed on exit.

    Raises
    ------
    InputError
        If the folder for packages cannot be created or written.
    """
    target = packages_folder()
    folder = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.part"
    listed = folder.with_suffix(".txt")
    try:
        target.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
        listed.write_text("\n".join([*constraints(), ""]), encoding="utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise InputError(
            "The folder for packages {target} cannot be written ({cause}); check its permissions, or set another "
            "folder with the environment variable STFUSION_PACKAGES.",
            target=target,
            cause=error.strerror or error,
        ) from error
    try:
        yield Staging(folder, target, listed)
    finally:
        listed.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


def clean_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Returns the user's environment variables, proxies included, for pip in another working directory.

    Those that change pip's target are left out: `--user`, `--prefix` and `--root` cannot be combined with a target
    folder, and can be set by variables. Relative paths of pip's settings become absolute, and modules are only looked
    for in absolute folders.
    """
    found = {key: value for key, value in variables.items() if key not in _UNWANTED}
    found.update({key: _absolute(found[key]) for key in _PATHS if found.get(key)})
    found.update({key: " ".join(map(_absolute, found[key].split())) for key in _LISTS_OF_PATHS if found.get(key)})
    if "PYTHONPATH" in found:
        found["PYTHONPATH"] = os.pathsep.join(filter(os.path.isabs, found["PYTHONPATH"].split(os.pathsep)))
    return found


def failure(output: str, code: int) -> str:
    """Returns one sentence with pip's error and what to do."""
    if "No module named pip" in output:
        return tr(
            "The Python of QGIS, {python_executable}, has no pip; install it (Debian and Ubuntu: "
            "python3-pip), then try again.",
            python_executable=python_executable(),
        )
    told = _ERROR.findall(output)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    reason = (told or lines or [tr("code {code}", code=code)])[-1].strip().rstrip(".")[:300]
    return tr(
        "pip could not install the packages: {reason}. Nothing was changed. Check the network and "
        "proxy, or choose a folder with wheels.",
        reason=reason,
    )


def _distributions(folder: Path, names: Sequence[str] = ()) -> list[metadata.Distribution]:
    wanted = {_plain(name) for name in names}
    found = list(metadata.distributions(path=[str(folder)]))
    return [one for one in found if _name(one) and (not wanted or _plain(_name(one)) in wanted)]


def _name(package: metadata.Distribution) -> str:
    """Returns the name of a package; empty if its description is damaged, as after a power failure."""
    try:
        return str(package.metadata["Name"] or "")
    except (TypeError, ValueError, KeyError):
        return ""


def _absolute(place: str) -> str:
    """Returns a path as absolute; an address such as ``https://...`` unchanged."""
    return place if ":/" in place or place == os.devnull else os.path.abspath(place)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _remove(folder: Path, package: metadata.Distribution) -> None:
    """Deletes the files of a package, and folders that are empty then; nothing outside of the folder.

    Links to folders are resolved before this check; of a link to a file only the link is deleted.
    """
    root = folder.resolve()
    places = [root / file for file in package.files or ()]
    places = [place.parent.resolve() / place.name for place in places if place.name not in ("", "..")]
    inside = [place for place in places if root in place.parents]
    for place in inside:
        if place.is_symlink() or not place.is_dir():
            place.unlink(missing_ok=True)
    parents = {parent for place in inside for parent in place.parents if root in parent.parents}
    for parent in sorted(parents, key=lambda path: len(path.parts), reverse=True):
        shutil.rmtree(parent / "__pycache__", ignore_errors=True)
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()


def _merge(source: Path, target: Path) -> None:
    for entry in list(source.iterdir()):
        place = target / entry.name
        if place.is_symlink():
            place.unlink()  # a link's target is not part of this installation
        if entry.is_dir() and place.is_dir():
            _merge(entry, place)
        else:
            os.replace(entry, place)
