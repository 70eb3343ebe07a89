"""Whether Triton works on this machine."""

from __future__ import annotations

from functools import lru_cache

from ...runtime.dependencies import require

# Kernels hold the bands of a pixel in tuples, which came with this release.
_LEAST = (3, 3)


@lru_cache(maxsize=1)
def has_triton() -> bool:
    """Whether kernels can be compiled by Triton, which torch brings on Linux; else torch operations take their place.

    Found out by running a kernel: besides its package Triton needs a C compiler and the headers of Python.
    """
    try:
        version = require("triton", "A CUDA kernel").__version__
        if tuple(int(part) for part in version.split(".")[:2]) < _LEAST:
            return False
        from .probe import works

        return works()
    except Exception:  # what a missing compiler, header or driver raises is not said anywhere
        return False
