"""The folder of compiled kernels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stfusion.core.kernels.common import compiled, kernel_cache

PROGRAM = """
import sys
import support
from stfusion.core.kernels.common.compiled import compiled, kernels_not_kept, watch_compilation

@compiled
def one(number):
    return number + 1

@compiled
def other(number):
    return number + 2

with watch_compilation(lambda: print("told")):
    kernel = {"one": one, "other": other}[sys.argv[1]]
    assert kernel(1) == kernel(1.0) == {"one": 2, "other": 3}[sys.argv[1]]
for turn in range(2):
    text = kernels_not_kept()
    if text:
        print("warned", text)
"""


def test_a_changed_file_makes_another_edition(tmp_path) -> None:
    """numba itself checks only the file of a kernel, not the files of functions that it calls."""
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
    """Also for a second method with other kernels."""
    told = [said(tmp_path, kernel) for kernel in ("one", "one", "other", "other")]
    assert told == [["told"], [], ["told"], []]


def said(folder: Path, kernel: str = "one", **variables: str) -> list[str]:
    """Output of a process that runs a kernel; kernels are cached in ``folder/kept``."""
    program = folder / "program.py"
    program.write_text(PROGRAM)
    environment = {**os.environ, "STFUSION_CACHE": str(folder / "kept"), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, str(program), kernel],
        env={**environment, **variables},
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "damage", ["empty", "cut", "garbage", "a pickle", "cut at the end", "zeros at the end", "one bit"]
)
def test_a_damaged_file_is_compiled_again_and_kept(tmp_path, damage) -> None:
    """Otherwise damaged machine code would end the process."""
    said(tmp_path)
    files = list((tmp_path / "kept").rglob("*.nbc"))
    assert files
    for file in files:
        data = file.read_bytes()
        half = len(data) // 2
        file.write_bytes({
            "empty": b"", "cut": data[:half], "cut at the end": data[:-1], "garbage": bytes(range(256)) * 40,
            "zeros at the end": data[:half] + bytes(len(data) - half), "a pickle": b"\x80\x04N.",
            "one bit": data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :],
        }[damage])  # fmt: skip
    assert said(tmp_path) == ["told"]
    assert said(tmp_path) == []


def test_the_file_of_another_signature_is_not_run(tmp_path) -> None:
    """Simulates two exchanged files: machine code for a float must not receive an integer."""
    said(tmp_path)
    one, other = (tmp_path / "kept").rglob("*.nbc")
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert said(tmp_path) == ["told"]
    assert said(tmp_path) == []


def test_processes_that_keep_one_function_for_different_arguments_keep_both(tmp_path, monkeypatch) -> None:
    """numba's own index, written by both at the same time, gives both the same file."""

    def files():
        kernel = numba.njit(lambda number: number)
        kernel_cache.keep(kernel, kernel.py_func, tmp_path)
        return kernel._cache._cache_file

    numba = pytest.importorskip("numba")
    one, other = files(), files()
    Path(one._cache_path).mkdir(parents=True, exist_ok=True)
    whole = type(one)._open_for_write

    def meanwhile(path):
        monkeypatch.setattr(type(one), "_open_for_write", whole)
        other.save("second", "code of the second")
        return whole(one, path)

    monkeypatch.setattr(type(one), "_open_for_write", lambda self, path: meanwhile(path))
    one.save("first", "code of the first")
    assert (one.load("first"), other.load("second")) == ("code of the first", "code of the second")


def test_a_folder_that_cannot_be_one_is_one_warning(tmp_path) -> None:
    """A file has the name of the folder; nothing is stored beside the source instead."""
    (tmp_path / "kept").write_text("")
    first, second = said(tmp_path)
    assert first == "told" and second.startswith("warned Compiled kernels cannot be stored in ")
    assert str(tmp_path / "kept") in second and "STFUSION_CACHE" in second
    assert not list(tmp_path.rglob("*.nb?"))


def test_a_file_that_cannot_be_replaced_is_one_warning(tmp_path) -> None:
    said(tmp_path)
    for file in (tmp_path / "kept").rglob("*.nbc"):
        file.unlink()
        file.mkdir()
    assert [line.split()[0] for line in said(tmp_path)] == ["told", "warned"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs limits of a process")
def test_a_full_disk_is_one_warning(tmp_path) -> None:
    """Simulated by a limit of the file size: the write fails at the same point."""
    ignored, limit = (
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)",
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))",
    )
    (tmp_path / "sitecustomize.py").write_text(f"import resource, signal; {ignored}; {limit}")
    path = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))
    assert [line.split()[0] for line in said(tmp_path, PYTHONPATH=path)] == ["told", "warned"]


@pytest.mark.parametrize("variable", ["STFUSION_CACHE", "XDG_DATA_HOME"])
def test_nothing_is_read_from_or_kept_in_the_current_folder(tmp_path, variable) -> None:
    home = tmp_path / "home"
    home.mkdir()
    given = {"STFUSION_CACHE": "", "XDG_DATA_HOME": "", variable: "here", "HOME": str(home), "LOCALAPPDATA": ""}
    assert said(tmp_path, **given) == ["told"]
    assert not (tmp_path / "here").exists() and list(home.rglob("*.nbc"))


def test_a_run_warns_once_that_kernels_are_not_kept(monkeypatch) -> None:
    import numpy as np

    from stfusion.core.fusion.predict import predict_array
    from stfusion.core.run import WARNING, Run
    from stfusion.core.scenes.scene import array_scene
    from stfusion.models import methods

    fresh = kernel_cache.CacheTrouble()
    monkeypatch.setattr(compiled, "trouble", fresh)
    for _ in range(3):
        fresh.note(Path("folder of mine"), OSError(28, "No space left on device"))
    told: list[str] = []
    image, method = np.full((1, 20, 20), 0.2), methods()["starfm"]
    for _ in range(2):
        run = Run(log=lambda text, level: told.append(text) if level == WARNING else None)
        predict_array(method, array_scene([(image, image)], image), method.Options(window=5), run, device="cpu")
    assert [text for text in told if "folder of mine" in text and "No space left" in text] == told and len(told) == 1
