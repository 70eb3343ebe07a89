"""A minimal kernel that checks whether Triton works on this machine."""

from __future__ import annotations

from typing import no_type_check

import triton.language as tl

from ...runtime.dependencies import require
from .gpu import gpu_kernel


def works() -> bool:
    """Run a kernel on the CUDA device; returns whether its result is correct.

    Raises
    ------
    Exception
        Any exception, if something that Triton needs is missing.
    """
    torch = require("torch", "Computing on CUDA")
    number = torch.zeros(1, device="cuda")
    _count[(1,)](number)
    return bool(number.item() == 1)


@gpu_kernel
@no_type_check
def _count(number):
    tl.store(number, tl.load(number) + 1)
