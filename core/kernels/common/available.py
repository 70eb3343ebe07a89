"""Check whether Triton works on this machine."""

from __future__ import annotations

from functools import lru_cache

from ...runtime.dependencies import require

# Minimum Triton release: kernels hold the bands of a pixel in tuples, which earlier releases do not support.
_LEAST = (3, 3)


@lru_cache(maxsize=1)
def has_triton() -> bool:
    """Returns whether Triton (installed with torch on Linux) can compile kernels; if not, torch operations are used.

    Checked by running a kernel: besides its package, Triton needs a C compiler and the Python headers.
    """
    try:
        version = require("triton", "A CUDA kernel").__version__
        if tuple(int(part) for part in version.split(".")[:2]) < _LEAST:
            return False
        from .probe import works

        return works()
    except Exception:  # the exception raised for a missing compiler, header or driver is not documented
        return False
