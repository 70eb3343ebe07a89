"""Runs that are killed, that lose their disk or input, or that run in parallel with nine others."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from support import ROOT

QUICK = {"WINDOW": 9, "BLOCK_SIZE": 32}

# Repeats the same fusion, so that kills at random times hit every step of a run.
LOOP = """
import sys; sys.path.insert(0, sys.argv[1]); import support
from pathlib import Path
from stfusion.core.fusion.fuse import fuse
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.fusion.method import checked_options
from stfusion.core.scenes.pairing import Image
from stfusion.core.run import Run
from stfusion.models import methods
fine, coarse, target, output = sys.argv[2:6]
method = methods()["starfm"]
quiet = Run(log=lambda text, level: None)
while True:
    scene = open_scene(Inputs((Image(fine, "f", slot=1),), (Image(coarse, "c", slot=1),), Image(target, "t")), quiet)
    Path(output).unlink(missing_ok=True)
    fuse(method, scene, checked_options(method, {"window": 9}), output, quiet, device="cpu", block_size=32)
    scene.close()
    print("done", flush=True)
"""


def _read(path: Path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as dataset:
        return dataset.read()


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_kill_at_any_moment_leaves_no_output_or_a_whole_one(sample, tmp_path) -> None:
    """STFUSION_KILLS sets the number; many take long."""
    kills, chance = int(os.environ.get("STFUSION_KILLS", "6")), np.random.default_rng(11)
    inputs = [sample.one_pair[key] for key in ("FINE_1", "COARSE_1", "COARSE_TARGET")]
    expected, seen = None, {"none": 0, "whole": 0}
    for number in range(kills):
        output = tmp_path / str(number) / "o.tif"
        output.parent.mkdir()
        command = [sys.executable, "-c", LOOP, str(ROOT / "tests"), *inputs, str(output)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            started, rounds = time.perf_counter(), 2
            for turn in range(rounds):
                assert process.stdout.readline() == "done\n", process.stderr.read()
                if turn == 0:
                    started = time.perf_counter()  # the first compiles
            if expected is None:
                process.stdout.readline()
            time.sleep(chance.uniform(0, (time.perf_counter() - started) / (rounds - 1)))
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
        left = [path.name for path in output.parent.iterdir() if path != output]
        assert all(name.startswith(".") and ".part" in name for name in left), left
        if not output.exists():
            seen["none"] += 1
            continue
        seen["whole"] += 1
        values = _read(output)
        expected = values if expected is None else expected
        np.testing.assert_array_equal(values, expected)
    assert sum(seen.values()) == kills
    sys.stdout.write(f"{seen}\n")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_kill_of_qgis_process_leaves_no_output_or_a_whole_one(qgis_process, sample, tmp_path) -> None:
    """STFUSION_QGIS_KILLS sets the number. Files left by a killed run are removed by the next run with the same output."""
    kills, chance = int(os.environ.get("STFUSION_QGIS_KILLS", "12")), np.random.default_rng(5)
    output, expected = tmp_path / "o.tif", tmp_path / "expected" / "o.tif"
    expected.parent.mkdir()
    words = [
        "run",
        "stfusion:starfm",
        "--",
        *(f"{key}={value}" for key, value in sample.one_pair.items()),
        "BLOCK_SIZE=32",
    ]
    for _ in range(2):  # the first compiles
        started = time.perf_counter()
        assert qgis_process(*words, f"OUTPUT={expected}").code == 0
        seconds = time.perf_counter() - started
    seen = {"none": 0, "part": 0, "whole": 0}
    for _ in range(kills):
        output.unlink(missing_ok=True)
        process = qgis_process.start(*words, f"OUTPUT={output}")
        try:
            # Not before the run has begun: starting QGIS takes most of the time.
            process.wait(chance.uniform(0.2, 1.05) * seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            process.kill()
            process.wait()
        parts = [path for path in tmp_path.iterdir() if path not in (output, expected.parent)]
        assert all(path.name.startswith(".o.") and path.name.endswith(".part.tif") for path in parts), parts
        assert len(parts) <= 1, "what an earlier run left is still there"
        seen["whole" if output.exists() else "part" if parts else "none"] += 1
        if output.exists():
            np.testing.assert_array_equal(_read(output), _read(expected))
    assert qgis_process(*words, f"OUTPUT={output}").code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"o.tif", "expected"}
    sys.stdout.write(f"{seen}\n")


def test_ten_tasks_at_once_give_the_bytes_of_one_after_another(processing, provider, sample, tmp_path) -> None:
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback

    jobs = []
    for number in range(10):
        name = ("starfm", "fitfc", "fsdaf", "starfm", "simulatecoarse")[number % 5]
        values = {"FINE": sample.one_pair["FINE_1"], "RATIO": 8} if name == "simulatecoarse" else dict(sample.one_pair)
        values.update(
            {"WINDOW": 9 + 2 * (number // 5)} if name != "simulatecoarse" else {"SEED": number, "NOISE": 0.01}
        )
        jobs.append((name, values))
    for number, (name, values) in enumerate(jobs):
        processing.run(f"stfusion:{name}", {**values, "OUTPUT": str(tmp_path / f"alone{number}.tif")})
    tasks, ended = [], []
    for number, (name, values) in enumerate(jobs):
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        output = {"OUTPUT": str(tmp_path / f"together{number}.tif")}
        task = QgsProcessingAlgRunnerTask(provider.algorithm(name), {**values, **output}, context, feedback)
        task.executed.connect(lambda ok, results, number=number: ended.append((number, ok)))
        tasks.append((task, context, feedback))
        QgsApplication.taskManager().addTask(task)
    stop = time.monotonic() + 120
    while len(ended) < len(jobs) and time.monotonic() < stop:
        QgsApplication.processEvents()
        time.sleep(0.01)
    assert sorted(ended) == [(number, True) for number in range(len(jobs))], ended
    for number in range(len(jobs)):
        alone, together = (tmp_path / f"{kind}{number}.tif" for kind in ("alone", "together"))
        assert alone.read_bytes() == together.read_bytes(), jobs[number]
    del tasks


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 16 kB; the test is skipped with a message if it cannot be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("needs the right to mount; tests/core/rasters/test_raster.py fills a disk by a limit instead")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", ["starfm", "fuseseries"])
def test_a_full_disk_is_told_and_leaves_nothing(qgis_process, sample, small_disk, name) -> None:
    words = {
        "starfm": [*(f"{key}={value}" for key, value in sample.one_pair.items()), "WINDOW=9", "OUTPUT={}/o.tif"],
        "fuseseries": [
            *(f"FINE={sample.path('fine', day)}" for day in ("20240504", "20240808")),
            *(f"COARSE={sample.path('coarse', day)}" for day in ("20240504", "20240621", "20240808")),
            "METHOD=starfm", "OPTIONS=WINDOW=9", "FOLDER={}/made",
        ],
    }[name]  # fmt: skip
    done = qgis_process("run", f"stfusion:{name}", "--", *(word.format(small_disk) for word in words))
    assert done.code == 1, done.text
    assert "free space" in done.text and "Traceback" not in done.text and "internal error" not in done.text, done.text
    left = [path for path in small_disk.rglob("*") if path.is_file() and path.suffix != ".json"]
    for path in left:
        assert ".part" not in path.name and _read(path).size, f"{path} is half a file"


@pytest.mark.parametrize("key", ["FINE_1", "COARSE_1", "COARSE_TARGET"])
def test_a_raster_that_vanishes_in_a_run_is_told(provider, sample, tmp_path, monkeypatch, key) -> None:
    """It is deleted after the checks and before the first pixel is predicted."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from stfusion.algorithms import fusion

    values = {name: shutil.copy(path, tmp_path) for name, path in sample.one_pair.items()}
    whole = fusion.fuse

    def without(*arguments, **more):
        Path(values[key]).unlink()
        return whole(*arguments, **more)

    monkeypatch.setattr(fusion, "fuse", without)
    output = tmp_path / "out" / "o.tif"
    output.parent.mkdir()
    feedback = QgsProcessingFeedback(False)
    run = provider.algorithm("starfm").create().run
    _, ok = run({**values, **QUICK, "OUTPUT": str(output)}, QgsProcessingContext(), feedback)
    assert not ok and Path(values[key]).name in feedback.textLog() and "Traceback" not in feedback.textLog()
    assert not list(output.parent.iterdir())
