"""Kernels compiled in advance by a separate process: afterwards no run of a classical method compiles anything."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import ROOT

pytest.importorskip("numba")
pytest.importorskip("rasterio")

from stfusion.core.kernels.common import precompiled  # noqa: E402
from stfusion.models.precompile import CASES, command  # noqa: E402

ONE_THREAD = {"OMP_NUM_THREADS": "1"}

# Predicts the sample from files, and arrays with different gaps per band, and lists every kernel that is compiled.
RUNS = """
import sys; sys.path.insert(0, sys.argv[1]); import support
from dataclasses import replace
from pathlib import Path
import numpy as np, rasterio
from numba.core import event
from method_tester import simulated
from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import checked_options, option_facts
from stfusion.core.fusion.predict import predict_array
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.pairing import Image
from stfusion.core.simulate import Scenario, simulate
from stfusion.core.simulate.sample import write_sample
from stfusion.models import methods

said = lambda *words: (sys.stdout.write(" ".join(map(str, words)) + chr(10)), sys.stdout.flush())
case = ""

class Listener(event.Listener):
    def on_start(self, event):
        said("compiled", case, event.data["dispatcher"].py_func.__qualname__, event.data["args"])
    def on_end(self, event):
        pass

def options(method):
    quick = {"ratio": 8, "samples": 200, "atoms": 24, "iterations": 1}
    return checked_options(method, {key: value for key, value in quick.items() if key in option_facts(method.Options)})

def files(folder, kind, bands, masked):
    found = []
    for path in sorted(folder.glob("sample_*.tif")):
        if "truth" in path.name:
            continue
        with rasterio.open(path) as file:
            profile, stored, names, tags = file.profile, file.read()[:bands], file.descriptions[:bands], file.tags()
        if kind == "float32":
            stored = (stored * 1e-4).astype("float32")
        if masked and "fine" in path.name:
            stored[:, 5:9, 20:30] = 0 if kind == "int16" else np.nan
            profile["nodata"] = 0 if kind == "int16" else np.nan
        new = folder / f"{kind}_{bands}_{masked}_{path.name}"
        with rasterio.open(new, "w", **{**profile, "dtype": kind, "count": bands}) as file:
            file.write(stored.astype(kind))
            file.update_tags(**tags)
            for band, name in enumerate(names, 1):
                file.set_band_description(band, name)
        found.append(Image(str(new), new.name))
    return [one for one in found if "fine" in one.source], [one for one in found if "coarse" in one.source]

folder, quiet, known = Path(sys.argv[2]), Run(log=lambda text, level: None), methods()
classical = [method for method in known.values() if not method.info.learned]
write_sample(simulate(Scenario(rows=72, cols=80, ratio=8)), folder)
with event.install_listener("numba:compile", Listener()):
    for kind, bands, masked in (("int16", 4, False), ("float32", 4, True), ("int16", 1, True)):
        fine, coarse = files(folder, kind, bands, masked)
        for pairs in (1, 2):
            for method in classical:
                if method.pairs_complaint(pairs) or (method.info.id == "auto" and bands * masked != 0):
                    continue
                case = f"{method.info.id} {kind} {bands} {pairs}"
                places = [0, 2][:pairs]
                scene = open_scene(Inputs(tuple(fine[n] for n in places), tuple(coarse[n] for n in places), coarse[1]), quiet)
                result = fuse(method, scene, options(method), folder / "out.tif", quiet, device="cpu", block_size=64)
                scene.close()
                said("ran", case, f"{result.predicted:.2f}")
    for bands in (1, 6):  # more bands than fit into one vector, and gaps of single bands
        for method in classical[:-1]:
            seen = simulated(2 if method.pairs_complaint(1) else 1, 48, 48)
            wide = seen.changed(lambda image: np.concatenate([image, image[:2] * 1.1])[:bands])
            wide.pairs[0][0][0, 4:8, 4:8] = np.nan
            case = f"{method.info.id} arrays {bands}"
            details = method.info.id == "starfm" and bands == 1
            predict_array(method, wide.scene(), options(method), quiet, device="cpu", details=details)
            said("ran", case)
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    """A folder of kernels filled by a process, after another process was killed halfway."""
    folder = tmp_path_factory.mktemp("kernels")
    first = start(folder)
    while not list(folder.rglob("*.nbc")) and first.poll() is None:
        time.sleep(0.02)
    time.sleep(1)  # in the middle of the next kernel
    first.kill()
    first.wait()
    assert not complete(folder)
    shares = [n / len(CASES) for n in range(1, len(CASES) + 1)]
    assert [float(line) for line in said(start(folder)).split()] == pytest.approx(shares, abs=0.01)
    assert complete(folder)
    return folder


def start(folder: Path, *names: str, **variables: str) -> subprocess.Popen[str]:
    environment = {**os.environ, **ONE_THREAD, "STFUSION_CACHE": str(folder), **variables}
    return subprocess.Popen(command(names), env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    """Its output, while its input stays open."""
    output = process.stdout.read()
    assert process.wait() == 0
    return output


def complete(folder: Path) -> bool:
    return bool(list(folder.glob("edition-*/complete-*")))


def test_after_it_no_run_of_a_classical_method_compiles_anything(cache, tmp_path) -> None:
    environment = {
        **os.environ,
        **ONE_THREAD,
        "STFUSION_CACHE": str(cache),
        "PYTHONPATH": str(ROOT / "tests" / "models"),
    }
    done = subprocess.run(
        [sys.executable, "-c", RUNS, str(ROOT / "tests"), str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert not [line for line in lines if line.startswith("compiled")]
    assert {line.split()[1] for line in lines} == {"starfm", "estarfm", "fsdaf", "fitfc", "spstfm", "auto"}


def test_once_complete_it_ends_at_once(cache) -> None:
    started = time.monotonic()
    assert said(start(cache)) == ""
    assert time.monotonic() - started < 5


def test_another_process_that_compiles_leaves_it_to_the_first(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_CACHE", str(tmp_path))
    with precompiled.only_process() as alone:
        assert alone
        assert said(start(tmp_path, "spstfm")) == "" and not list(tmp_path.rglob("*.nbc"))


def test_the_lock_of_a_process_that_was_killed_does_not_count(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_CACHE", str(tmp_path))
    first = start(tmp_path, "spstfm")
    while not list(tmp_path.rglob("compiling.lock")):
        time.sleep(0.02)
    first.kill()
    first.wait()
    (lock,) = tmp_path.rglob("compiling.lock")
    unfinished, other = (lock.parent / f"kernel.nbc.tmp.{name}" for name in ("old", "new"))
    for path in (unfinished, other):
        path.touch()
    os.utime(unfinished, (1, 1))
    with precompiled.only_process() as alone:
        assert alone and not unfinished.exists() and other.exists()


def test_it_ends_when_its_parent_does(tmp_path) -> None:
    process = start(tmp_path)
    time.sleep(0.5)
    process.stdin.close()
    assert process.wait(10) == 0 and not complete(tmp_path)


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path) -> None:
    (tmp_path / "file").touch()
    assert said(start(tmp_path / "file", "spstfm")) == ""


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="needs priorities of a process")
def test_it_gives_way_and_is_this_python_with_these_packages(tmp_path, monkeypatch) -> None:
    """Also if `sys.executable` is QGIS, and in a folder with other modules."""
    (tmp_path / "numba.py").write_text("raise SystemExit('a module of the current folder ran')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", "/usr/bin/qgis")
    process = start(tmp_path / "kernels", "spstfm")
    while not list(tmp_path.rglob("*.nbc")) and process.poll() is None:
        time.sleep(0.02)
    assert process.poll() is None and os.getpriority(os.PRIO_PROCESS, process.pid) >= 10
    process.kill()
    process.wait()


def test_the_marker_is_that_of_this_numba_and_this_place(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_CACHE", str(tmp_path))
    precompiled.cache_folder().mkdir(parents=True)
    assert not precompiled.is_complete()
    precompiled.set_complete()
    assert precompiled.is_complete()
    monkeypatch.setattr(precompiled.metadata, "version", lambda name: "99.0")
    assert not precompiled.is_complete()
