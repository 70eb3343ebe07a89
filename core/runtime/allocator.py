"""What the C library does with memory that numpy and torch free."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from .shared_setting import SharedSetting

# Parameters of mallopt(3), from malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
# Of what is free at the end of the heap so many bytes are kept; and pieces up to so many come from the heap. glibc finds both
# by itself, from what was freed before, up to the second pair; small ones have the system clear each page of each array anew.
_WHILE_FUSING = 256 * 2**20, 32 * 2**20
_OTHERWISE = 64 * 2**20, 32 * 2**20


class _KeptMemory(SharedSetting[None]):
    """Has freed memory kept while anybody is inside, for the next block or tile that needs as much.

    A network's tile frees tens of megabytes again and again: without this a fifth of its time goes into clearing pages.
    """

    def __init__(self) -> None:
        super().__init__(lambda: _set_thresholds(*_WHILE_FUSING), lambda before: _set_thresholds(*_OTHERWISE))

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        give_back_memory()


kept_memory = _KeptMemory()


def give_back_memory() -> None:
    """Return freed memory to the system. glibc keeps what one thread allocated and another freed, by hundreds of MB."""
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def _set_thresholds(trim: int, mmap: int) -> None:
    change = _function("mallopt")
    if change is not None:
        change(_TRIM_THRESHOLD, trim)
        change(_MMAP_THRESHOLD, mmap)


def _function(name: str) -> Any:
    """Of glibc; other C libraries have none of them, and other systems other ways."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
