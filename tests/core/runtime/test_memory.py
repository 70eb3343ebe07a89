"""Memory depends on blocks, not on the size of scenes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from support import ROOT

QUICK = {"fsdaf": "WINDOW=5", "spstfm": "ATOMS=16; ITERATIONS=0; SAMPLES=100; OVERLAP=0"}
MOST = 100  # MB; strips of the whole width, or images of the transition grid, would add more
CACHE = "32"  # MB for GDAL, so that the cache is full in both


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is told by /proc")
@pytest.mark.parametrize("name", QUICK)
def test_a_scene_twice_as_large_takes_no_more_memory(name) -> None:
    """Six bands; both scenes have the same amount of data, and fill the pipeline."""
    pytest.importorskip("rasterio")
    small, large = (_peak(name, edge) for edge in (2048, 3072))
    assert large - small < MOST, f"{name}: {small:.0f} MB at 2048, {large:.0f} MB at 3072"


def _peak(name: str, edge: int) -> float:
    command = [
        sys.executable,
        str(ROOT / "tests" / "bench" / "memory.py"),
        name,
        str(edge),
        QUICK[name],
        "1",
        "sparse",
        "512",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env={**os.environ, "GDAL_CACHEMAX": CACHE}
    )
    words = done.stdout.split()
    assert words and words[-1] == "False", done.stdout + done.stderr  # torch was not loaded
    return float(words[words.index("MB") - 1])
