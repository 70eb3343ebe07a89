"""Settings of the C library for freed memory, and their effect."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from stfusion.core.runtime import allocator as heap
from stfusion.core.runtime.allocator import kept_memory

glibc = pytest.mark.skipif(heap._function("mallopt") is None, reason="the C library is another one")


def test_nested_runs_change_it_once_and_the_last_one_ends_it(monkeypatch) -> None:
    told = []
    monkeypatch.setattr(heap, "_set_thresholds", lambda *limits: told.append(limits))
    with kept_memory:
        with kept_memory:
            assert told == [heap._WHILE_FUSING]
        assert told == [heap._WHILE_FUSING]
    with pytest.raises(ValueError), kept_memory:
        raise ValueError
    assert told == [heap._WHILE_FUSING, heap._OTHERWISE] * 2


def test_other_c_libraries_are_left_alone(monkeypatch) -> None:
    monkeypatch.setattr(heap.ctypes, "CDLL", lambda name: object())
    with kept_memory:
        heap.give_back_memory()
    monkeypatch.setattr(heap.sys, "platform", "win32")
    monkeypatch.setattr(heap.ctypes, "CDLL", None)
    with kept_memory:
        heap.give_back_memory()


@glibc
def test_pages_that_were_freed_are_used_again_and_given_back_in_the_end() -> None:
    def faults() -> int:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for _ in range(20):
            pieces = [np.ones(2**20, np.float32) for _ in range(16)]  # 4 MB each, 64 MB together
            del pieces
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    with kept_memory:
        faults()
        pages = 20 * 16 * 2**22 // resource.getpagesize()
        assert faults() < pages / 4
        held = _resident()
    assert held - _resident() > 32


@glibc
def test_a_process_that_imports_it_is_left_as_it_was() -> None:
    """Nothing is changed before a scene is fused."""
    code = (
        "import ctypes, sys; sys.path.insert(0, sys.argv[1]); import support\n"
        "ctypes.CDLL = None\n"
        "import stfusion.core.runtime.allocator, stfusion.core.fusion.predict"
    )
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).resolve().parents[2])], check=True)


def _resident() -> float:
    """MiB."""
    with open("/proc/self/statm", encoding="utf-8") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20
