"""Helpers of the CUDA kernels: compilation by Triton, and transfers of planes to and from the device."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from ...runtime.dependencies import require
from ...runtime.workers import Workers

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Rows and columns of the tile that one program of the grid computes, and its number of warps. With one warp per program
# no warp waits for the longer list of similar pixels of another one.
ROWS, COLS, WARPS = 1, 32, 1

# Rows of a block computed at a time: the user may cancel between them, and sums of fewer pixels are held. Enough to
# fill a large device several times, because it is half idle at the end of each slab.
SLAB = 512


def gpu_kernel(function: Callable[..., Any]) -> Any:
    """Decorator: compile a kernel with Triton on its first call; if TRITON_INTERPRET is set, it runs on the CPU."""
    return require("triton", "The CUDA kernel of this method").jit(function)


_launching = threading.Lock()


def launch(kernel: Any, grid: tuple[int, int], *arguments: Any, **constants: Any) -> None:
    """Queue a kernel. Locked to one thread, because the first call compiles: otherwise all lanes would compile it."""
    with _launching:
        kernel[grid](*arguments, **constants)


def on_device(array: NDArray[Any], workers: Workers) -> Any:
    """Returns an array as a tensor on the device; pinned first, because the driver would make another copy otherwise.

    Of an array broadcast along an axis (stride 0) only one slice is copied.
    """
    torch = require("torch", "Computing on CUDA")
    once = array[tuple(slice(None if stride else 1) for stride in array.strides)]
    tensor = torch.from_numpy(np.require(once, requirements=("C", "W")))  # torch warns about read-only arrays
    if workers.device.cuda:
        tensor = tensor.pin_memory().to(workers.device.name, non_blocking=True)
    return tensor.expand(array.shape)


def on_host(tensor: Any) -> NDArray[Any]:
    """Returns a tensor as a pinned array: copies into other memory take several times as long and block all queues."""
    torch = require("torch", "Computing on CUDA")
    if not tensor.is_cuda:
        found: NDArray[Any] = tensor.numpy()
        return found
    host = torch.empty(tensor.shape, dtype=tensor.dtype, pin_memory=True)
    host.copy_(tensor, non_blocking=True)
    torch.cuda.current_stream().synchronize()
    found = host.numpy()
    return found


def padded(plane: Any, rows: int, cols: int, fill: float) -> Any:
    """Returns a tensor (..., H, W) padded at the bottom and right, so that tiles at the edge need no bounds test."""
    torch = require("torch", "Computing on CUDA")
    return torch.nn.functional.pad(plane, (0, cols, 0, rows), value=fill).contiguous()


def missing(rows: int, cols: int) -> tuple[int, int]:
    """Returns the number of rows and columns missing to whole tiles."""
    return -rows % ROWS, -cols % COLS


def slabs(rows: int, workers: Workers, size: int = SLAB) -> Iterator[tuple[int, int]]:
    """Iterates over the slabs of a block as (first row, row after the last); polls cancel and reports progress.

    Raises
    ------
    Cancelled
    """
    for start in range(0, rows, size):
        workers.check()
        workers.progress(start / rows)
        yield start, min(start + size, rows)
