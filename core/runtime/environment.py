"""System information: Python, its packages, CUDA devices, and how to install missing packages."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ..errors import DependencyError
from ..words import later, tr
from .dependencies import REQUIREMENTS, packages_folder, python_executable, require, shown_pip, version_text
from .device import has_driver
from .version import version

# Purpose of each package. matplotlib is listed because users need it in scripts; the plugin does not use it.
PURPOSES = {
    "numpy": later("arrays; comes with QGIS"),
    "rasterio": later("reading and writing rasters"),
    "scipy": later("filters and interpolation"),
    "numba": later("moving windows on the CPU"),
    "torch": later("networks, and CUDA"),
    "safetensors": later("weights of networks"),
    "matplotlib": later("not required by the plugin"),
}
_OPTIONAL = ("matplotlib",)

# Never installed by STFusion: a second copy in the QGIS process causes crashes.
UNTOUCHED = ("numpy", "gdal")


@dataclass(frozen=True)
class Package:
    """One package as found by this Python; `version` is empty if it is missing or fails to load, `trouble` is the
    error.
    """

    name: str
    version: str
    place: str = ""
    trouble: str = ""

    @property
    def needed(self) -> bool:
        return self.name not in _OPTIONAL


@dataclass(frozen=True)
class Environment:
    """System information, collected by `examine`.

    Attributes
    ----------
    system : mapping of str to str
        Names and versions of everything except packages: QGIS, Qt, GDAL, Python, the machine.
    packages : tuple of Package
    gdal : str
        Whether rasterio shares QGIS' GDAL, as text.
    devices : tuple of str
        CUDA devices with their memory, or the reason why there is none.
    cuda : int
        Number of CUDA devices detected by torch.
    """

    system: Mapping[str, str]
    packages: tuple[Package, ...]
    gdal: str
    devices: tuple[str, ...]
    cuda: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Import names of missing packages that can be installed."""
        return tuple(package.name for package in self.packages if package.needed and not package.version)

    @property
    def command(self) -> str:
        """Command that installs all missing packages for this Python; empty if none is missing."""
        return install_command(self.missing) if self.missing else ""

    @property
    def text(self) -> str:
        """All information, in lines that can be pasted into an issue. Contains no user name and no home folder."""
        lines = [f"STFusion {version()}", *(f"{tr(name)}: {value}" for name, value in self.system.items())]
        for package in self.packages:
            found = package.version or (
                tr("fails to load ({trouble})", trouble=package.trouble) if package.trouble else tr("missing")
            )
            lines.append(f"{package.name}: {found}{f', {tr(package.place)}' if package.place else ''}")
        lines += [tr("GDAL of rasterio: {gdal}", gdal=self.gdal), *(f"CUDA: {device}" for device in self.devices)]
        lines.append(tr("Missing: {names}", names=", ".join(self.missing) or tr("nothing")))
        return "\n".join(_without_home(line) for line in lines)


def examine(around: Mapping[str, str] | None = None) -> Environment:
    """Collects information about this Python.

    Every package is imported, because an installed package may fail to load; with torch this takes some seconds.

    Parameters
    ----------
    around : mapping of str to str, optional
        Versions known to the caller: ``"QGIS"``, ``"GDAL"``.
    """
    around = dict(around or {})
    system = {
        **around,
        "Python": version_text(),
        later("Interpreter"): str(python_executable()),
        later("Machine"): tr(
            "{system} {kind}, cores: {count}", system=platform.system(), kind=platform.machine(), count=os.cpu_count()
        ),
        later("Extra packages"): str(packages_folder()),
    }
    packages = tuple(_package(name) for name in PURPOSES)
    usable = {package.name for package in packages if package.version}
    devices, count = _devices("torch" in usable)
    return Environment(system, packages, _shared_gdal(around.get("GDAL", ""), "rasterio" in usable), devices, count)


def install_command(modules: Sequence[str]) -> str:
    """Returns a terminal command that installs packages for this Python, where STFusion finds them.

    numpy is pinned to the version included in QGIS: pip would otherwise choose packages built for another one.
    """
    wanted = " ".join(f'"{requirement}"' for requirement in (*_requirements(modules), *constraints()))
    return f'{shown_pip()} install --target "{packages_folder()}" {wanted}'


def constraints() -> list[str]:
    """Returns the versions of packages included in QGIS, which pip must not change, such as ``numpy==1.24.2``."""
    found = []
    for name in (*UNTOUCHED, "scipy", "rasterio"):
        text = _own_version(name)
        if text:
            found.append(f"{name}=={text}")
    return found


def _requirements(modules: Sequence[str]) -> list[str]:
    return [REQUIREMENTS[module] for module in modules if module not in UNTOUCHED]


def _own_version(name: str) -> str:
    """Returns the version of a package outside STFusion's folder; empty if there is none."""
    elsewhere = [place for place in sys.path if Path(place or ".") != packages_folder()]
    for found in metadata.distributions(name=name, path=elsewhere):
        return found.version
    return ""


def _package(name: str) -> Package:
    try:
        module = require(name, "STFusion")
    except DependencyError as error:
        cause = error.__cause__
        lost = isinstance(cause, ModuleNotFoundError) and cause.name == name
        return Package(name, "", trouble="" if lost else f"{type(cause).__name__}: {cause}")
    place = Path(getattr(module, "__file__", None) or ".").resolve().parent.parent
    own = place == packages_folder().resolve()
    found = str(getattr(module, "__version__", "") or tr("unknown version"))
    return Package(name, found, later("STFusion's own folder") if own else "")


def _shared_gdal(outer: str, usable: bool) -> str:
    """Describes the GDAL of rasterio: a wheel includes its own, a distribution's build uses that of QGIS."""
    if not usable:
        return tr("rasterio is missing")
    rasterio = require("rasterio", "STFusion")
    inner, folder = str(rasterio.__gdal_version__), Path(str(rasterio.__file__)).resolve().parent
    bundled = (folder.parent / "rasterio.libs").is_dir() or (folder / ".dylibs").is_dir()
    if bundled:
        return tr(
            "{inner}, its own, separate from QGIS' GDAL {outer}; this works, with a separate cache and drivers",
            inner=inner,
            outer=outer,
        )
    if outer and inner != outer:
        return tr(
            "{inner}, not QGIS' GDAL {outer}; install rasterio from the same source as QGIS", inner=inner, outer=outer
        )
    return tr("{inner}, shared with QGIS", inner=inner) if outer else inner


def _devices(torch_usable: bool) -> tuple[tuple[str, ...], int]:
    if not torch_usable:
        driver = tr("a driver is installed, but torch is not") if has_driver() else tr("no NVIDIA driver")
        return (tr("none ({reason})", reason=driver),), 0
    cuda = require("torch", "STFusion").cuda
    try:
        found = [cuda.get_device_properties(number) for number in range(cuda.device_count())]
        memory = [cuda.mem_get_info(number)[0] for number in range(len(found))]
    except (RuntimeError, AssertionError) as error:
        return (tr("none (the device does not respond: {error})", error=error),), 0
    if not found:
        kind = tr("a driver is installed, but torch detects no device") if has_driver() else tr("no NVIDIA driver")
        return (tr("none ({reason})", reason=kind),), 0
    lines = (
        tr(
            "{name}, {free:.1f} of {total:.1f} GiB free",
            name=device.name,
            free=free / 2**30,
            total=device.total_memory / 2**30,
        )
        for device, free in zip(found, memory)
    )
    return tuple(lines), len(found)


def _without_home(line: str) -> str:
    home = str(Path.home())
    return line.replace(home, "~") if len(home) > 1 else line
