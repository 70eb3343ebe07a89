"""Puts the plugin into a QGIS profile. Called by install.sh: install.py PROFILE COPY, run by the Python of .venv."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import package

SECTION = "[PythonPlugins]"  # of QGIS' settings

# Packages without a suitable version in the distribution. rasterio and scipy are installed from the distribution.
EXTRA = ("numba", "llvmlite")


def profile_folder(wanted: str) -> Path:
    """Returns a folder as given; a name is the name of a folder of QGIS' profiles."""
    if os.sep in wanted:
        return Path(wanted).expanduser().resolve()
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "QGIS" / "QGIS3" / "profiles" / wanted


def place(plugin: Path, copy: bool) -> None:
    """Link or copy the plugin; replaces only an earlier link or copy of it."""
    plugin.parent.mkdir(parents=True, exist_ok=True)
    if plugin.is_symlink():
        plugin.unlink()
    elif plugin.exists():
        metadata_file = plugin / "metadata.txt"
        ours = metadata_file.is_file() and "name=STFusion" in metadata_file.read_text(encoding="utf-8").splitlines()
        if not ours or (plugin / ".git").exists():
            sys.exit(f"stfusion: {plugin} is no installed copy of the plugin; move it away and run this again.")
        shutil.rmtree(plugin)
    if not copy:
        plugin.symlink_to(package.ROOT)
        return
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package.build(Path(folder))) as archive:
            archive.extractall(plugin.parent)


def enable(settings: Path) -> None:
    """Enable the plugin in QGIS' settings; other lines are not changed."""
    lines = settings.read_text(encoding="utf-8").splitlines() if settings.exists() else []
    section, kept = "", []
    for line in lines:
        section = line if line.startswith("[") else section
        if section != SECTION or line.partition("=")[0] != package.PLUGIN:
            kept.append(line)
    if SECTION not in kept:
        kept += ["", SECTION] if kept else [SECTION]
    kept.insert(kept.index(SECTION) + 1, f"{package.PLUGIN}=true")
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("\n".join([*kept, ""]), encoding="utf-8")


def provide_packages() -> Path:
    """Install packages missing in QGIS' Python into the folder that the plugin appends to its path."""
    # Checked with the system's Python, which QGIS uses; .venv has more packages.
    code = (
        "import importlib.util, sys; sys.path.insert(0, sys.argv[1]);"
        "from stfusion.core.runtime.dependencies import packages_folder, use_packages_folder; use_packages_folder();"
        "print(packages_folder(), all(importlib.util.find_spec(name) for name in sys.argv[2:]), sep='\\n')"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / package.PLUGIN).symlink_to(package.ROOT)
        command = ["/usr/bin/python3", "-c", code, folder, *EXTRA]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    target, complete = Path(answer[0]), answer[1] == "True"
    if not complete:
        # The versions selected by setup.sh for this Python, without dependencies, because a second numpy must never be
        # installed.
        wanted = [f"{name}=={metadata.version(name)}" for name in EXTRA]
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "--upgrade", "--target", str(target), *wanted], check=True)
    return target


def main(profile: str, copy: str) -> None:
    folder = profile_folder(profile)
    plugin = folder / "python" / "plugins" / package.PLUGIN
    place(plugin, copy not in ("", "0", "no"))
    enable(folder / "QGIS" / "QGIS3.ini")
    packages = provide_packages()
    print(f"Plugin:    {plugin}\nPackages:  {packages}\nStart QGIS anew; STFusion is in the Processing Toolbox.")


if __name__ == "__main__":
    main(*sys.argv[1:])
