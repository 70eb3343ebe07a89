"""Triton helpers of the kernels that search similar pixels: pixel offsets, and bit masks over part of a window row.

Few of a window's pixels are similar to its centre. Testing all of them takes few registers and loads; processing the
similar ones takes many. So some window columns are tested first, with one bit for each, and then only the marked pixels
are processed, each thread with its own next one: this takes as many steps as the longest list of 32 threads, not one
step per column.
"""

from __future__ import annotations

from typing import no_type_check

import triton.language as tl

from .gpu import gpu_kernel

# Window columns tested in one step: the bits of a word.
WORD = tl.constexpr(32)


@gpu_kernel
@no_type_check
def pixels(first_row, cols, width, window, ROWS: tl.constexpr, COLS: tl.constexpr):
    """Returns the offsets of a program's pixels, counted from `first_row`: in planes without halo; and, in planes with
    halo, of the corner and of the centre of each pixel's window.
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
    """Returns the index of the lowest set bit, negative if none is set: the exponent of a power of two."""
    only = marks & (~marks + 1)
    return (only.to(tl.float32).to(tl.int32, bitcast=True) >> 23) - 127


@gpu_kernel
@no_type_check
def bit(wanted, place):
    """Returns a word with bit `place` set where `wanted` is true."""
    return tl.where(wanted, tl.full(wanted.shape, 1, tl.uint32) << place, 0)
