"""The zip of the last commit, installed into an empty QGIS profile as by the plugin manager."""

from __future__ import annotations

import configparser
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support import ROOT, missing

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        missing("a git clone of the repository")
    folder = tmp_path_factory.mktemp("package")
    command = [sys.executable, str(ROOT / "scripts" / "package.py"), "--output", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(package: Path, tmp_path_factory) -> Path:
    """The plugin's folder in an empty profile."""
    plugins = tmp_path_factory.mktemp("settings") / "profiles" / "default" / "python" / "plugins"
    plugins.mkdir(parents=True)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(plugins)
    return plugins / "stfusion"


@pytest.fixture(scope="module")
def command(installed: Path, tmp_path_factory) -> Command:
    """Runs qgis_process with that profile, with the plugin enabled and without this repository."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        missing("qgis_process")
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    kept = {key: value for key, value in os.environ.items() if key not in ("QGIS_PLUGINPATH", "PYTHONPATH")}
    environment = {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "QGIS_CUSTOM_CONFIG_PATH": str(installed.parents[4]),
        "STFUSION_PACKAGES": sysconfig.get_path("purelib"),
        "PYTHONWARNINGS": "ignore",
    }

    def run(*words: str, **extra: str) -> subprocess.CompletedProcess[str]:
        # Not from the repository, whose folder would otherwise be on Python's path.
        return subprocess.run(
            [program, *words],
            env={**environment, **extra},
            cwd=installed.parent,
            capture_output=True,
            text=True,
            timeout=300,
        )

    enabled = run("plugins", "enable", "stfusion")
    assert enabled.returncode == 0, enabled.stdout + enabled.stderr
    return run


def test_zip_holds_what_users_need_and_nothing_else(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    assert {name.split("/")[0] for name in names} == {"stfusion"}
    inside = [name.split("/", 1)[1] for name in names]
    folders = {name.split("/")[0] for name in inside if "/" in name}
    assert folders == {"algorithms", "core", "models", "resources"}
    files = {name for name in inside if "/" not in name}
    assert files == {"LICENSE", "README.md", "CHANGELOG.md", "metadata.txt", "__init__.py", "plugin.py"}
    suffixes = {Path(name).suffix for name in inside if "/" in name}
    assert suffixes <= {".py", ".svg", ".png", ".html", ".css", ".qml", ".model3", ".json", ".qm"}


def test_the_repository_would_take_it(package: Path) -> None:
    """The rules of plugins.qgis.org: required metadata, maximum size, forbidden content."""
    with zipfile.ZipFile(package) as archive:
        text = archive.read("stfusion/metadata.txt").decode()
        history = archive.read("stfusion/CHANGELOG.md").decode()
        assert archive.testzip() is None
    parser = configparser.ConfigParser()  # with interpolation, as the repository does
    parser.read_string(text)
    stated = dict(parser.items("general"))
    for key in "name description about version qgisMinimumVersion author email repository tracker license".split():
        assert stated[key.lower()], key
    assert package.stat().st_size < 2_000_000 and package.name == f"stfusion-{stated['version']}.zip"
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?", stated["version"])
    lines = [line.strip() for line in stated["changelog"].splitlines()]
    assert lines[0] == stated["version"]
    points = sum(line.startswith("- ") for line in lines)
    assert 5 < points <= 15 and points == _points(history, stated["version"]), "what a user wants to know, and no more"


def _points(history: str, version: str) -> int:
    """Number of points of a version in CHANGELOG.md."""
    part = history.split(f"## [{version}]")[1].split("\n## ")[0]
    return sum(line.startswith("- ") for line in part.splitlines())


@pytest.mark.parametrize("tool", ["bandit", "detect_secrets"])
def test_the_scans_of_the_repository_find_nothing(installed: Path, tool: str) -> None:
    if importlib.util.find_spec(tool) is None:
        missing(tool)
    words = {"bandit": ["-q", "-r", "-f", "json", "."], "detect_secrets": ["scan", "--all-files", "."]}[tool]
    done = subprocess.run(
        [sys.executable, "-m", tool, *words], cwd=installed, capture_output=True, text=True, timeout=200
    )
    assert json.loads(done.stdout)["results"] in ([], {}), done.stdout[-3000:]


def test_a_zip_that_is_not_fit_is_told(package: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("package_script", ROOT / "scripts" / "package.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.complaints(package) == []
    spoilt = tmp_path / "spoilt.zip"
    shutil.copy(package, spoilt)
    with zipfile.ZipFile(spoilt, "a") as archive:
        archive.writestr("stfusion/core/fast.so", b"\x7fELF")
        archive.writestr("stfusion/core/__pycache__/grid.pyc", b"\0")
        archive.writestr("stfusion/.hidden", "x")
        archive.writestr("elsewhere.py", "x")
        archive.writestr("stfusion/resources/data.bin", b"\0" * 10)
        archive.writestr(zipfile.ZipInfo("stfusion/large.txt"), os.urandom(1_500_000).hex()[:2_900_000])
    told = "\n".join(script.complaints(spoilt))
    for word in (
        "fast.so is binary",
        "grid.pyc is not for users",
        ".hidden",
        "elsewhere.py lies outside",
        "data.bin",
        "bytes",
    ):
        assert word in told, told


def test_qgis_lists_the_installed_plugin(command: Command) -> None:
    done = command("list")
    assert "stfusion:starfm" in done.stdout, done.stdout + done.stderr


def test_code_comes_from_the_profile(command: Command, installed: Path, sample, tmp_path: Path) -> None:
    # Python itself lists imported files on stderr.
    inputs = [f"{key}={value}" for key, value in sample.one_pair.items()]
    done = command("run", "stfusion:starfm", "--", *inputs, f"OUTPUT={tmp_path / 'out.tif'}", PYTHONVERBOSE="1")
    imported = [line for line in done.stderr.splitlines() if "starfm" in line and ".py" in line]
    assert any(str(installed) in line for line in imported), done.stderr[-2000:]
    assert not any(str(ROOT / "models") in line or str(ROOT / "core") in line for line in imported)


def test_check_environment_runs_from_the_profile(command: Command) -> None:
    done = command("--json", "run", "stfusion:environment")
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    assert results["MISSING"] == "" and results["REPORT"].startswith("STFusion ")


def test_starfm_runs_from_the_profile(command: Command, sample, tmp_path: Path) -> None:
    import rasterio

    output = tmp_path / "predicted.tif"
    inputs = [f"{key}={value}" for key, value in sample.one_pair.items()]
    done = command("--json", "run", "stfusion:starfm", "--", *inputs, f"OUTPUT={output}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout[done.stdout.index("{") :])["results"]["OUTPUT"] == str(output)
    with rasterio.open(output) as made, rasterio.open(sample.path("truth", "20240621")) as truth:
        assert made.shape == truth.shape and made.crs == truth.crs and made.transform == truth.transform
        predicted, expected = made.read().astype(float), truth.read().astype(float)
    with rasterio.open(sample.path("fine", "20240504")) as before:
        unchanged = before.read().astype(float)
    error, floor = (np.sqrt(np.mean(np.square(values - expected))) for values in (predicted, unchanged))
    assert error < floor
