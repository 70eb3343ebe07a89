"""Compiles the CPU kernels in advance, in a separate process, by predicting tiny scenes with each method.

Methods share much of what is compiled, so two processes would compile it twice; one compiles all, with low priority.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..core.fusion.method import checked_options, option_facts
from ..core.fusion.predict import predict_array
from ..core.kernels.common.precompiled import is_complete, only_process, set_complete
from ..core.run import Run
from ..core.runtime.dependencies import python_program
from ..core.scenes.scene import Scene, array_scene
from . import methods

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Method and number of pairs, in the order of compilation; and whether uncertainty is computed, which uses separate
# kernels.
CASES = (
    ("starfm", 1, False),
    ("estarfm", 2, False),
    ("fsdaf", 1, False),
    ("fitfc", 1, False),
    ("spstfm", 2, False),
    ("starfm", 1, True),
)

# Options that take less time and need the same kernels.
_QUICK = {"ratio": 8, "samples": 500, "atoms": 24, "iterations": 1}

# Bands, coarse pixels along an edge, and fine pixels along a coarse one.
_BANDS, _CELLS, _RATIO = 4, 6, _QUICK["ratio"]

# Imports the plugin as QGIS does, regardless of its folder name: the cache location of a kernel depends on its path.
_BOOT = """
import importlib.util, json, sys
name, root, sys.path[:] = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
spec = importlib.util.spec_from_file_location(name, root + "/__init__.py", submodule_search_locations=[root])
sys.modules[name] = package = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
importlib.import_module(name + ".models.precompile").main(sys.argv[4:])
"""

# The parent holds the other end of the process' input: once that is closed, the kernels are no longer needed.
WITH_PARENT = "--with-parent"


def command(names: Sequence[str] = ()) -> list[str]:
    """Returns program and arguments that compile the kernels of all methods, or of the named ones in that order.

    The process reads its standard input until its end, and ends then. It writes a line with the completed share (0 to 1) of its
    work after each step. It may be killed at any time.
    """
    package = sys.modules[__name__.rpartition(".models.")[0]]
    root = Path(str(package.__file__)).absolute().parent
    path = [place for place in sys.path if os.path.isabs(place)]
    return [*python_program(), "-c", _BOOT, package.__name__, str(root), json.dumps(path), WITH_PARENT, *names]


def main(arguments: Sequence[str]) -> None:
    """Runs in the process; arguments are ids of methods."""
    lower_priority()
    names = [name for name in arguments if name != WITH_PARENT]
    if WITH_PARENT in arguments:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    if not names and is_complete():
        return
    with only_process() as alone:
        if alone:
            compile_kernels(names, _say)
            if not names:
                set_complete()


def compile_kernels(names: Sequence[str] = (), progress: Callable[[float], None] = lambda share: None) -> None:
    """Compiles the kernels of all methods, or of the named ones in that order, by predicting scenes with them."""
    chosen = sorted((case for case in CASES if case[0] in names), key=lambda case: names.index(case[0])) or CASES
    known, quiet = methods(), Run(log=lambda text, level: None)
    for number, (name, pairs, details) in enumerate(chosen):
        method = known[name]
        known_options = option_facts(method.Options)
        options = checked_options(method, {key: value for key, value in _QUICK.items() if key in known_options})
        for scene in _scenes(pairs):
            predict_array(method, scene, options, quiet, device="cpu", threads=1, details=details)
        progress((number + 1) / len(chosen))


def _scenes(pairs: int) -> list[Scene]:
    """Returns scenes in which few pixels of a window are similar, and in which most are: STARFM has a kernel for each."""
    generator = np.random.default_rng(1)
    shape = (_BANDS, _CELLS, _CELLS)
    varied = generator.uniform(0.2, 0.4, shape)
    two = np.where(generator.random(shape[1:]) > 0.1, 0.4, 0.2) + generator.uniform(0, 0.001, shape)
    return [_scene(varied, 0.1, pairs, generator), _scene(two, 0.001, pairs, generator)]


def _scene(cells: NDArray[np.float64], noise: float, pairs: int, generator: np.random.Generator) -> Scene:
    def images(change: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        coarse = np.kron(cells * (1 + change), np.ones((_RATIO, _RATIO)))
        fine = coarse + generator.uniform(-noise, noise, coarse.shape)
        return fine.astype(np.float32), coarse.astype(np.float32)

    return array_scene([images(0.2 * pair) for pair in range(pairs)], images(0.1)[1], ratio=_RATIO)


def lower_priority() -> None:
    """Sets a low process priority."""
    if os.name == "nt":
        kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), 0x40)  # idle
    else:
        os.nice(15)


def _say(share: float) -> None:
    sys.stdout.write(f"{share:.2f}\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    while os.read(0, 100):
        pass
    os._exit(0)
