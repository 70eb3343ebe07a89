"""Compilation of CPU kernels with numba, cached in the user's folder and never in the plugin folder."""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ...runtime.dependencies import absolute_folder, require, user_folder
from .kernel_cache import keep, trouble

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
_lock = threading.Lock()

# Initial value of a counter that a kernel passes to another one. numba types a literal 0 by its value at first, and would
# compile the other kernel for it before it finds that the counter changes.
ZERO: Any = np.int64(0)

KERNELS = Path(__file__).resolve().parent.parent


def compiled(function: Kernel) -> Kernel:
    """Decorator: compile a kernel on its first call.

    The GIL is released, so that row stripes run in parallel on the pool of `core.runtime.workers`. numba's own parallel
    mode is never used: without TBB or OpenMP its work queue aborts the process when two tasks enter it at once.

    Raises
    ------
    DependencyError
        If numba is missing.
    """
    return _compiled(function, nogil=True)


def compiled_part(function: Kernel) -> Kernel:
    """Decorator: as `compiled`, for a function that only kernels call; a call from Python would end the process.

    The wrapper that numba adds for calls from Python takes a third of the compilation time.
    """
    return _compiled(function, no_cpython_wrapper=True)


def _compiled(function: Kernel, **options: bool) -> Kernel:
    numba = require("numba", "The CPU kernel of this method")
    with _lock:
        _remove_older_editions(cache_folder())
        # Contraction (a product and a sum fused into one instruction) is the only freedom given to the compiler: the
        # order of sums is fixed, so that results do not change between runs.
        compile_it = numba.njit(fastmath={"contract"}, boundscheck=False, no_cfunc_wrapper=True, **options)
        kernel: Kernel = compile_it(function)
        keep(kernel, function, cache_folder())
    return kernel


def cache_folder() -> Path:
    """Returns the folder of compiled kernels; the environment variable STFUSION_CACHE overrides the default.

    A relative path there is ignored: machine code must never be read from the folder that QGIS was started in.

    There is one folder per edition of the kernels: numba checks whether the file of a kernel has changed, but not
    whether the files of the functions that it calls have.
    """
    named = absolute_folder("STFUSION_CACHE")
    return (named or user_folder() / "kernels") / f"edition-{edition(KERNELS)}"


@lru_cache(maxsize=1)
def edition(folder: Path) -> str:
    """Returns 12 hexadecimal digits of a hash over all Python files in a folder and its subfolders."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def _remove_older_editions(current: Path) -> None:
    """Remove kernels of other editions, which are no longer used; files in use by another process are kept."""
    try:
        found = list(current.parent.iterdir())
    except OSError:  # missing or unreadable, which is reported when a kernel is stored
        return
    for path in found:
        if re.fullmatch("edition-[0-9a-f]{12}", path.name) and path != current:
            shutil.rmtree(path, ignore_errors=True)


def kernels_not_kept() -> str:
    """Returns a warning if compiled kernels cannot be stored, once per process; else an empty text."""
    return trouble.take()


@dataclass
class Compilation:
    """Seconds in which kernels were compiled."""

    seconds: float = 0.0


@contextmanager
def watch_compilation(tell: Callable[[], None]) -> Iterator[Compilation]:
    """Measures compilation inside the context, and calls `tell` once if there is any; loading from the cache does not
    count.
    """
    event = require("numba.core.event", "The CPU kernel of this method")
    found, told = Compilation(), threading.Lock()
    begun: list[float] = []  # numba compiles in one thread at a time; a kernel compiles its parts meanwhile

    class Listener(event.Listener):  # type: ignore[misc, name-defined]
        def on_start(self, event: Any) -> None:
            begun.append(time.perf_counter())
            if told.acquire(blocking=False):
                tell()

        def on_end(self, event: Any) -> None:
            seconds = time.perf_counter() - begun.pop()
            if not begun:
                found.seconds += seconds

    with event.install_listener("numba:compile", Listener()):
        yield found
