"""What the kernels that look for similar pixels share: places, marks in a piece of a window row, and a walk over them.

Few of a window's pixels are similar to its centre. Testing them all takes few registers and loads; what is done with the
similar ones takes many. So some window columns are tested first, with a bit for each, and then only the marked pixels are
worked on, each thread with its own next one: as long as the longest list of 32 threads instead of all columns.
"""

from __future__ import annotations

from typing import no_type_check

import triton.language as tl

from .gpu import gpu_kernel

# Window columns tested in a turn: the bits of a word.
WORD = tl.constexpr(32)


@gpu_kernel
@no_type_check
def pixels(first_row, cols, width, window, ROWS: tl.constexpr, COLS: tl.constexpr):
    """Where a program's pixels are, counted from `first_row`: in planes without a halo, and in those with one, where the
    corner of each pixel's window and its middle are.
    """
    row = tl.program_id(1) * ROWS + tl.arange(0, ROWS)
    col = tl.program_id(0) * COLS + tl.arange(0, COLS)
    corner = (first_row + row[:, None]) * width + col[None, :]
    return row[:, None] * cols + col[None, :], corner, corner + (window // 2) * (width + 1)


@gpu_kernel
@no_type_check
def any_left(marks):
    return tl.max((marks != 0).to(tl.int32)) > 0


@gpu_kernel
@no_type_check
def lowest(marks):
    """The place of the lowest bit that is set; a negative one where none is. A power of two is its exponent."""
    only = marks & (~marks + 1)
    return (only.to(tl.float32).to(tl.int32, bitcast=True) >> 23) - 127


@gpu_kernel
@no_type_check
def bit(wanted, place):
    """A word with one bit set where it is wanted."""
    return tl.where(wanted, tl.full(wanted.shape, 1, tl.uint32) << place, 0)
