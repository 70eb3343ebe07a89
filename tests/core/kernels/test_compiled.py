"""The folder of compiled kernels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stfusion.core.kernels.common import compiled

PROGRAM = """
import sys
import support
from stfusion.core.kernels.common.compiled import compiled, on_first_compilation

@compiled
def one(number):
    return number + 1

@compiled
def other(number):
    return number + 2

with on_first_compilation(lambda: print("told")):
    kernel = {"one": one, "other": other}[sys.argv[1]]
    kernel(1)
    kernel(1.0)
"""


def test_a_changed_file_makes_another_edition(tmp_path) -> None:
    """numba itself asks only about the file of a kernel, and not about those that it takes functions from."""
    (tmp_path / "kernel.py").write_text("from .part import part")
    (tmp_path / "part.py").write_text("one")
    first = compiled.edition(tmp_path)
    compiled.edition.cache_clear()
    (tmp_path / "part.py").write_text("two")
    assert compiled.edition(tmp_path) != first
    compiled.edition.cache_clear()


def test_older_editions_are_removed_and_nothing_else(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_CACHE", str(tmp_path))
    current = compiled.cache_folder()
    older, other = tmp_path / "edition-0123456789ab", tmp_path / "mine"
    for folder in (current, older, other):
        folder.mkdir()
        (folder / "kernel.nbc").touch()
    compiled._remove_older_editions.cache_clear()
    compiled.compiled(lambda number: number)
    assert not older.exists() and (current / "kernel.nbc").exists() and (other / "kernel.nbc").exists()


def test_compiling_is_told_once_and_not_where_the_kernel_was_kept(tmp_path) -> None:
    """Also for a second method, whose kernels are others."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = {
        **os.environ,
        "STFUSION_CACHE": str(tmp_path / "kept"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    told = [
        subprocess.run(
            [sys.executable, str(program), kernel], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        for kernel in ("one", "one", "other", "other")
    ]
    assert told == [["told"], [], ["told"], []]
