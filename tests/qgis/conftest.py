"""A headless QGIS in this process, the command line as a subprocess, and a small sample scene."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import ROOT, missing

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qgis_app(tmp_path_factory):
    """The application. It is kept until the process ends, because ending it earlier may crash."""
    folder = tmp_path_factory.mktemp("qgis")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(folder)
    try:
        from qgis.testing import start_app
    except ImportError:
        missing("QGIS with its Python bindings")
    return start_app()


@pytest.fixture(scope="session")
def processing(qgis_app):
    """The processing module with the STFusion provider in its registry."""
    from qgis.core import QgsApplication

    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    import processing as module
    from processing.core.Processing import Processing

    Processing.initialize()
    from stfusion.plugin import StFusionPlugin

    plugin = StFusionPlugin(None)
    plugin.initProcessing()
    yield module
    plugin.unload()


@pytest.fixture(scope="session")
def provider(processing):
    from qgis.core import QgsApplication

    return QgsApplication.processingRegistry().providerById("stfusion")


@dataclass(frozen=True)
class Sample:
    """Files of a simulated scene: pairs of the first and the last date, target and truth of the middle one."""

    folder: Path

    def path(self, kind: str, day: str) -> str:
        return str(self.folder / f"sample_{kind}_{day}.tif")

    @property
    def one_pair(self) -> dict[str, str]:
        return {
            "FINE_1": self.path("fine", "20240504"),
            "COARSE_1": self.path("coarse", "20240504"),
            "COARSE_TARGET": self.path("coarse", "20240621"),
        }

    @property
    def two_pairs(self) -> dict[str, str]:
        return {
            **self.one_pair,
            "FINE_2": self.path("fine", "20240808"),
            "COARSE_2": self.path("coarse", "20240808"),
        }


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Sample:
    from stfusion.core.simulate import Scenario, simulate
    from stfusion.core.simulate.sample import write_sample

    folder = tmp_path_factory.mktemp("sample")
    write_sample(simulate(Scenario(rows=96, cols=80, ratio=8)), folder)
    return Sample(folder)


@dataclass(frozen=True)
class Outcome:
    """Output and exit code of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out[self.out.index("{") :])

    @property
    def text(self) -> str:
        return self.out + self.err


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory) -> Iterator[Callable[..., Outcome]]:
    """Runs qgis_process with the plugin enabled in a separate profile."""
    # Debian 12's wrapper passes an option that QGIS 3.22 rejects; the program itself works everywhere.
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        missing("qgis_process")
    folder = tmp_path_factory.mktemp("profile")
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    (folder / "plugins").mkdir()
    (folder / "plugins" / "stfusion").symlink_to(ROOT)
    site = next((ROOT / ".venv").glob("lib/python*/site-packages"), None)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "config"),
        "QGIS_PLUGINPATH": str(folder / "plugins"),
        "PYTHONWARNINGS": "ignore",
        **({"STFUSION_PACKAGES": str(site)} if site else {}),
    }

    def start(*words: str) -> subprocess.Popen:
        return subprocess.Popen(
            [program, *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def run(*words: str, timeout: float = 120, stdin: str | None = None, **extra: str) -> Outcome:
        done = subprocess.run(
            [program, *words],
            env={**environment, **extra},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    enabled = run("plugins", "enable", "stfusion")
    assert enabled.code == 0, enabled.text
    run.start = start  # for tests that end it themselves
    yield run
