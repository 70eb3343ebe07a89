"""The pipeline read -> compute -> write: while one block is computed, the next is read and the last is written."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from .grid import Grid, Window

Read = TypeVar("Read")
Result = TypeVar("Result")

# Blocks read ahead, and blocks waiting to be written: more would only take memory.
_AHEAD = 2
_BEHIND = 2

_MEMORY = 768 * 2**20  # bytes that the blocks in flight may take
_SMALLEST, _LARGEST = 64, 1024


def run_blocks(
    windows: Iterable[Window],
    read: Callable[[Window], Read],
    compute: Callable[[Read], Result],
    write: Callable[[Result], None],
) -> None:
    """Send every window through three stages that overlap.

    Reading happens in one thread, writing in another, computing in the caller's; blocks keep their order. An error in
    any stage, and `Cancelled` from `compute`, ends all of them before it is raised.
    """
    with ThreadPoolExecutor(1, "stfusion-read") as reader, ThreadPoolExecutor(1, "stfusion-write") as writer:
        waiting = iter(windows)
        ahead: deque[Future[Read]] = deque()
        behind: deque[Future[None]] = deque()

        def read_on() -> None:
            for window in waiting:
                ahead.append(reader.submit(read, window))
                if len(ahead) >= _AHEAD:
                    return

        try:
            read_on()
            while ahead:
                block = ahead.popleft().result()
                read_on()
                behind.append(writer.submit(write, compute(block)))
                if len(behind) > _BEHIND:
                    behind.popleft().result()
            while behind:
                behind.popleft().result()
        finally:
            _drop(ahead)
            _drop(behind)


def _drop(futures: Iterable[Future[Any]]) -> None:
    for future in futures:
        future.cancel()


def block_size(grid: Grid, halo: int, planes: int) -> int:
    """Edge length in pixels of the blocks that fit the memory budget.

    Parameters
    ----------
    grid : Grid
    halo : int
        Pixels beyond the block on each side.
    planes : int
        Float32 values that each pixel of a block takes, over all stages.
    """
    edge = int(math.sqrt(_MEMORY / (4 * planes))) - 2 * halo
    edge = max(_SMALLEST, min(edge, _LARGEST))
    whole = max(grid.rows, grid.cols)
    if whole <= edge:
        return whole
    # Whole tiles of the output file, so that no tile is compressed twice.
    return edge - edge % 256 if edge >= 256 else edge
