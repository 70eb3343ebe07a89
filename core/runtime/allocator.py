"""Control of how the C library reuses memory freed by numpy and torch."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from .shared_setting import SharedSetting

# Parameters of mallopt(3), from malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
# Bytes of free memory kept at the end of the heap, and maximum size of an allocation from the heap. glibc adapts both
# by itself to the sizes freed before, up to the second pair; with small values, the system clears every page of each
# array again.
_WHILE_FUSING = 256 * 2**20, 32 * 2**20
_OTHERWISE = 64 * 2**20, 32 * 2**20


class _KeptMemory(SharedSetting[None]):
    """Keeps freed memory for the next block or tile while the context is active.

    A network repeatedly frees tens of megabytes per tile: without this, a fifth of its time is spent on clearing pages.
    """

    def __init__(self) -> None:
        super().__init__(lambda: _set_thresholds(*_WHILE_FUSING), lambda before: _set_thresholds(*_OTHERWISE))

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        give_back_memory()


kept_memory = _KeptMemory()


def give_back_memory() -> None:
    """Returns freed memory to the system. glibc keeps hundreds of MB that one thread allocated and another freed."""
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def _set_thresholds(trim: int, mmap: int) -> None:
    change = _function("mallopt")
    if change is not None:
        change(_TRIM_THRESHOLD, trim)
        change(_MMAP_THRESHOLD, mmap)


def _function(name: str) -> Any:
    """Returns a function of glibc; None with other C libraries and on other systems."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
