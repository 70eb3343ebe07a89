"""A loop of multiply-adds on registers, to measure the maximum number of operations of a card."""

from __future__ import annotations

import triton
import triton.language as tl

# Independent sums in each thread, so that none waits for its last addition.
SUMS = 8


@triton.jit
def multiply_add(target, rounds, SIZE: tl.constexpr):
    """Eight sums, written out: each round multiplies and adds once to each."""
    at = tl.program_id(0) * SIZE + tl.arange(0, SIZE)
    x = at.to(tl.float32) * 1e-9
    a, b, c, d = x, x + 1, x + 2, x + 3
    e, f, g, h = x + 4, x + 5, x + 6, x + 7
    for _ in range(rounds):
        a, b, c, d = a * x + 1.0, b * x + 1.0, c * x + 1.0, d * x + 1.0
        e, f, g, h = e * x + 1.0, f * x + 1.0, g * x + 1.0, h * x + 1.0
    tl.store(target + at, a + b + c + d + e + f + g + h)
