"""What the CUDA kernels share: compilation by Triton, and transfers of planes to the device and back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from ...runtime.dependencies import require
from ...runtime.workers import Workers

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Rows and columns of the tile that one program of a grid computes, and its warps. A warp that works by itself waits for no
# other one's longer list of similar pixels.
ROWS, COLS, WARPS = 1, 32, 1

# Rows of a block computed at a time: between them the user may cancel, and sums of no more pixels are held. Enough to fill
# a large device several times over, for at the end of each turn it is half idle.
SLAB = 512


def gpu_kernel(function: Callable[..., Any]) -> Any:
    """Decorator: compile a kernel by Triton on its first call; where TRITON_INTERPRET is set, it runs on the CPU instead."""
    return require("triton", "The CUDA kernel of this method").jit(function)


_launching = threading.Lock()


def launch(kernel: Any, grid: tuple[int, int], *arguments: Any, **constants: Any) -> None:
    """Queue a kernel. One thread at a time, for the first call of a kind compiles: else all lanes would compile the same."""
    with _launching:
        kernel[grid](*arguments, **constants)


def on_device(array: NDArray[Any], workers: Workers) -> Any:
    """An array as a tensor on the device; pinned on its way, since the driver would copy it once more otherwise.

    Of an array that repeats itself along an axis, only one part is copied.
    """
    torch = require("torch", "Computing on CUDA")
    once = array[tuple(slice(None if stride else 1) for stride in array.strides)]
    tensor = torch.from_numpy(np.require(once, requirements=("C", "W")))  # torch warns of what cannot be written to
    if workers.device.cuda:
        tensor = tensor.pin_memory().to(workers.device.name, non_blocking=True)
    return tensor.expand(array.shape)


def on_host(tensor: Any) -> NDArray[Any]:
    """A tensor as an array, pinned too: copies into other memory take several times as long, and stop all queues."""
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
    """A tensor (..., H, W) enlarged below and on the right, so that tiles at the edge need no test for it."""
    torch = require("torch", "Computing on CUDA")
    return torch.nn.functional.pad(plane, (0, cols, 0, rows), value=fill).contiguous()


def missing(rows: int, cols: int) -> tuple[int, int]:
    """Rows and columns that are lacking to whole tiles."""
    return -rows % ROWS, -cols % COLS


def slabs(rows: int, workers: Workers, size: int = SLAB) -> Iterator[tuple[int, int]]:
    """First row of each slab of a block and the one after its last; polls cancel and reports progress.

    Raises
    ------
    Cancelled
    """
    for start in range(0, rows, size):
        workers.check()
        workers.progress(start / rows)
        yield start, min(start + size, rows)
