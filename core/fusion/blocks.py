"""Pipeline read -> compute -> write: while blocks are computed, the next are read and the previous are written."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeVar

from ..rasters.gdal_cache import keep_environment
from ..rasters.grid import Grid, Window

Read = TypeVar("Read")
Result = TypeVar("Result")

# Blocks that wait for each stage in addition to those in progress: more would only use memory.
_WAITING = 1
_BEHIND = 2

# Width in pixels of the strips in which a scene is processed. Data shared by neighbours, warped tiles and cached parts
# of files, is then still in memory for the next row of blocks, and its amount does not depend on the width of the
# scene.
_STRIP = 2048

# Memory budget of the blocks in flight, in bytes: with few cores, and for each additional core, which works on its own
# blocks.
_MEMORY, _FEW, _MORE = 768 * 2**20, 4, 96 * 2**20
_SMALLEST = 64
# Maximum edge of a block: small enough to compute several blocks in parallel; on CUDA large enough to fill the device.
_LARGEST = {False: 512, True: 1024}


def run_blocks(
    windows: Iterable[Window],
    read: Callable[[Window], Read],
    compute: Callable[[Read], Result],
    write: Callable[[Result], None],
    lanes: int = 1,
    stop: Callable[[], None] = lambda: None,
    readers: int = 1,
) -> None:
    """Processes every window in three stages that overlap.

    Reading runs in `readers` threads, computing in `lanes` others, writing in one; blocks keep their order. An error in
    any stage, and `Cancelled` from `compute`, ends all of them before it is raised: `stop` is called, which can make
    blocks that are being computed end early.
    """
    with ExitStack() as pools:
        reader, computer, writer = (
            pools.enter_context(ThreadPoolExecutor(threads, f"stfusion-{stage}", keep_environment))
            for stage, threads in (("read", readers), ("compute", lanes), ("write", 1))
        )
        waiting = iter(windows)
        ahead: deque[Future[Read]] = deque()
        computing: deque[Future[Result]] = deque()
        behind: deque[Future[None]] = deque()

        def go_on() -> None:
            while True:
                while len(ahead) < readers + _WAITING and (window := next(waiting, None)) is not None:
                    ahead.append(reader.submit(read, window))
                if not ahead or len(computing) == lanes:
                    return
                computing.append(computer.submit(compute, ahead.popleft().result()))

        try:
            go_on()
            while computing:
                result = computing.popleft().result()
                go_on()
                behind.append(writer.submit(write, result))
                if len(behind) > _BEHIND:
                    behind.popleft().result()
            while behind:
                behind.popleft().result()
        except BaseException:
            stop()
            raise
        finally:
            for stage in (ahead, computing, behind):
                _drop(stage)


def in_strips(grid: Grid, size: int) -> list[Window]:
    """Returns windows of at most `size` x `size` pixels that cover the grid once: strip by strip, each row by row."""
    windows = list(grid.blocks(size))
    width = max(1, _STRIP // size) * size
    return sorted(windows, key=lambda window: (window.col // width, window.row, window.col))


def _drop(futures: Iterable[Future[Any]]) -> None:
    for future in futures:
        future.cancel()


def in_flight(readers: int, lanes: int) -> int:
    """Returns the number of blocks in memory at a time, from reading to computing, including one waiting in between."""
    return readers + _WAITING + 1 + lanes


def block_size(grid: Grid, halo: int, planes: int, cuda: bool = False, threads: int = 1) -> int:
    """Returns the edge length in pixels of the blocks that fit the memory budget.

    Parameters
    ----------
    grid : Grid
    halo : int
        Pixels beyond the block on each side.
    planes : int
        Float32 values per pixel of a block, over all stages.
    cuda : bool
        Whether blocks are computed on a CUDA device.
    threads : int
        CPU threads: with many of them, many blocks are in flight, and the machine is assumed to have the memory for it.
    """
    memory = _MEMORY + max(0, threads - _FEW) * _MORE
    edge = int(math.sqrt(memory / (4 * planes))) - 2 * halo
    edge = max(_SMALLEST, min(edge, _LARGEST[cuda]))
    whole = max(grid.rows, grid.cols)
    if whole <= edge:
        return whole
    # Whole tiles of the output file, so that no tile is compressed twice.
    return edge - edge % 256 if edge >= 256 else edge
