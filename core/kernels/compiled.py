"""Compiling CPU kernels with numba, cached in the user's own folder and never in the plugin's."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ..dependencies import require, user_folder

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
_lock = threading.Lock()


def compiled(function: Kernel) -> Kernel:
    """Decorator: compile a kernel on its first call.

    The GIL is released, so that row stripes run side by side on the pool of `core.workers`. numba's own parallel
    mode is never used: without TBB or OpenMP its queue ends the process when two tasks enter it at once.

    Raises
    ------
    DependencyError
        If numba is missing.
    """
    numba = require("numba", "The CPU kernel of this method")
    with _lock:
        before = numba.config.CACHE_DIR
        numba.config.CACHE_DIR = str(cache_folder())
        try:
            # Contracting a product and a sum into one instruction is the only freedom given to the compiler:
            # sums keep their order, so that results do not change from run to run.
            kernel: Kernel = numba.njit(nogil=True, cache=True, fastmath={"contract"}, boundscheck=False)(function)
        finally:
            numba.config.CACHE_DIR = before
    return kernel


def cache_folder() -> Path:
    """Where compiled kernels are kept; the variable STFUSION_CACHE names another place."""
    named = os.environ.get("STFUSION_CACHE")
    return Path(named) if named else user_folder() / "kernels"


def first_time() -> bool:
    """Whether no kernel was ever compiled here: then the first run takes some seconds longer."""
    return not any(cache_folder().rglob("*.nbc"))
