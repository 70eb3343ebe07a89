"""Packages not included in QGIS: imported when first needed, with installation instructions if missing."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from ..errors import DependencyError
from ..words import tr

# Distribution name and version range by import name. pyproject.toml states the same; a test compares them.
REQUIREMENTS = {
    "numpy": "numpy>=1.20,<3",
    "scipy": "scipy>=1.7,<2",
    "rasterio": "rasterio>=1.3,<2",
    "numba": "numba>=0.57,<0.70",
    "torch": "torch>=2.1,<3",
    "safetensors": "safetensors>=0.4,<0.9",
}


# Megabytes that pip downloads for a package and what it depends on, except numpy: wheels of November 2026 for Linux,
# except torch, whose figures are estimates. Its wheel for Linux comes with the CUDA libraries.
_DOWNLOADS = {"numpy": 18, "scipy": 36, "rasterio": 37, "numba": 64, "safetensors": 1}
_TORCH, _TORCH_ON_LINUX = 250, 2800

# Dependencies of a package that are loaded from the folder of extra packages: a distribution may have older releases of
# them, which come first on the path.
_COMPANIONS = {"torch": ("mpmath", "sympy")}


def require(module: str, purpose: str) -> ModuleType:
    """Imports a package, or reports how to install it.

    Parameters
    ----------
    module : str
        Import name, for example ``"numba"``.
    purpose : str
        What needs the package, as the subject of the sentence: ``"STARFM"``.

    Raises
    ------
    DependencyError
        If the package is missing, or its import fails.
    """
    try:
        if module in ("torch", "triton"):
            _keep_triton_from_a_second_llvm()
        for companion in _COMPANIONS.get(module, ()):
            _import_from_packages_folder(companion)
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        missing = (error.name or module).partition(".")[0]
        wanted = missing if missing in REQUIREMENTS else module
        raise DependencyError(
            tr(
                "{purpose} requires the Python package {missing}, which is not installed in Python {version_text}. "
                "{how_to_get}",
                purpose=tr(purpose),
                missing=missing,
                version_text=version_text(),
                how_to_get=how_to_get(wanted),
            )
        ) from error
    except Exception as error:  # a wheel built for another numpy, or a missing shared library, fails in many ways
        raise DependencyError(
            tr(
                "{purpose} requires the Python package {module}, which fails to load in Python {version_text} "
                "({kind}: {error}). {how_to_get}",
                purpose=tr(purpose),
                module=module,
                version_text=version_text(),
                kind=type(error).__name__,
                error=str(error)[:300],
                how_to_get=how_to_get(module),
            )
        ) from error


def _keep_triton_from_a_second_llvm() -> None:
    """Prevents the import of Triton if another LLVM is loaded already.

    Triton's library contains LLVM. If libLLVM is already loaded, as by Mesa's software rendering for the QGIS window,
    the two conflict and the process crashes. torch imports Triton, if installed, with the first optimizer. A module
    that is None counts as missing; torch and the plugin's kernels work without it.
    """
    if "triton" in sys.modules or not sys.platform.startswith("linux"):
        return
    try:
        loaded = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    if "libLLVM" in loaded:
        sys.modules["triton"] = None  # type: ignore[assignment]


def _import_from_packages_folder(module: str) -> None:
    """Imports a single package from STFusion's own folder, if it is installed there."""
    folder = packages_folder()
    if module in sys.modules or not (folder / module).is_dir():
        return
    sys.path.insert(0, str(folder))
    try:
        importlib.import_module(module)
    finally:
        sys.path.remove(str(folder))


def how_to_get(module: str) -> str:
    """Returns how to install a package: the menu entry with the download size, and the command for a terminal."""
    requirement = REQUIREMENTS.get(module, module)
    command = f'{shown_pip()} install --target "{packages_folder()}" "{requirement}"'
    return tr(
        "In QGIS, install it with Plugins > STFusion > Check environment (about {size} MB to download). In a "
        "terminal, install it with: {command} and restart QGIS.",
        size=download_size([module]),
        command=command,
    )


def download_size(modules: Iterable[str]) -> int:
    """Returns about how many megabytes pip downloads for packages that are not installed; 1 for an unknown one."""
    torch = _TORCH_ON_LINUX if sys.platform.startswith("linux") else _TORCH
    return sum({**_DOWNLOADS, "torch": torch}.get(module, 1) for module in modules)


def python_program() -> list[str]:
    """Returns the command that runs this Python, without any module of the current folder.

    Python puts the current folder first on the path, and QGIS is often started in a project folder from someone else.
    ``-P`` leaves it out; before Python 3.11 only ``-I`` does, which also ignores the user's own site packages and
    PYTHONPATH.
    """
    return [str(python_executable()), "-P" if sys.version_info >= (3, 11) else "-I"]


def pip_program() -> list[str]:
    """Returns the command that runs pip of this Python; see `python_program`."""
    return [*python_program(), "-m", "pip"]


def shown_pip() -> str:
    """Returns `pip_program` as text for a terminal."""
    program, *arguments = pip_program()
    return " ".join([f'"{program}"', *arguments])


def version_text() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor} ({sys.prefix})"


def python_executable() -> Path:
    """Returns the interpreter of the running Python.

    `sys.executable` is the QGIS program itself on Windows and macOS, and on Linux the first python3 on PATH, so the
    interpreter is derived from the installation prefix.
    """
    prefix = Path(sys.base_prefix)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if os.name == "nt":
        candidates = [prefix / "python3.exe", prefix / "python.exe"]
    else:
        candidates = [prefix / "bin" / f"python{version}", prefix / "bin" / "python3"]
    for candidate in candidates:
        if candidate.exists():
            return candidate
    return candidates[0]


def absolute_folder(variable: str) -> Path | None:
    """Returns the folder that an environment variable names; None without one, and for a relative path.

    Code is loaded from these folders, and a relative path would lead into the folder that QGIS was started in.
    """
    named = os.environ.get(variable, "")
    return Path(named) if os.path.isabs(named) else None


def user_folder() -> Path:
    """Returns STFusion's folder for packages and compiled kernels: outside the plugin, which updates replace."""
    if os.name == "nt":
        base = absolute_folder("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = absolute_folder("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return base / "stfusion"


def packages_folder() -> Path:
    """Returns the folder of extra packages for this Python version; the variable STFUSION_PACKAGES overrides it."""
    named = absolute_folder("STFUSION_PACKAGES")
    if named:
        return named
    return user_folder() / f"python{sys.version_info.major}.{sys.version_info.minor}"


def use_packages_folder() -> None:
    """Makes the extra packages importable. Appended to the path, so that they never shadow those of QGIS."""
    folder = packages_folder()
    if folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))
