"""Tiles of a raster: a lattice that depends on the raster alone, overlapping tiles, and their feathered mean.

Tiles are laid out on the scene and not in the blocks of a run, so that the result does not depend on the blocks; a tile
that overlaps several blocks is computed once and kept until the last of them is done.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache, partial
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from ..rasters.gdal_cache import keep_environment
from ..rasters.grid import Window
from ..runtime.device import usable_cores
from .tile_threads import ONE_LANE, TileThreads

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Maximum number of threads that read tiles; interval in seconds at which a thread that waits for a tile checks for
# cancel.
_MOST_READERS, _LOOK = 4, 0.1

# Raises `Cancelled` if the user cancelled.
Check = Callable[[], None]


@dataclass(frozen=True)
class Lattice:
    """Layout of the tiles.

    Attributes
    ----------
    whole : Window
        Area that the tiles cover: the scene, or the coarse pixels that contain it.
    rows, cols : int
        Size of a tile.
    starts : tuple of two tuples of int
        First rows and first columns of the tiles.
    feather : int
        Width in pixels over which a tile fades out towards a neighbour.
    trim : int
        Width in pixels of the border of a tile that is not used where it has a neighbour.
    """

    whole: Window
    rows: int
    cols: int
    starts: tuple[tuple[int, ...], tuple[int, ...]]
    feather: int
    trim: int

    def touching(self, window: Window) -> list[Window]:
        """Returns the tiles that intersect a window, row by row."""
        return [
            Window(row, col, self.rows, self.cols)
            for row in self.starts[0]
            if row < window.row + window.rows and row + self.rows > window.row
            for col in self.starts[1]
            if col < window.col + window.cols and col + self.cols > window.col
        ]

    def weights(self, tile: Window) -> NDArray[np.float32]:
        """Returns the weight of each pixel of a tile, (rows, cols)."""
        across = self._ramp(tile.col, tile.cols, self.whole.col, self.whole.cols)
        down = self._ramp(tile.row, tile.rows, self.whole.row, self.whole.rows)
        return np.asarray(down[:, None] * across[None, :], np.float32)

    def _ramp(self, start: int, size: int, begin: int, extent: int) -> NDArray[np.float64]:
        return _ramp(size, start > begin, start + size < begin + extent, self.feather, self.trim)


@lru_cache(maxsize=16)
def _ramp(size: int, before: bool, after: bool, feather: int, trim: int) -> NDArray[np.float64]:
    """Returns weights that rise from the side of a neighbour; 1 in the middle, and up to the end of the scene."""
    place = np.arange(size) + 0.5
    ramp = np.ones(size)
    for inner, distance in ((before, place), (after, size - place)):
        if inner:
            # Never 0, to avoid a division by 0 at pixels that only the border of a tile covers.
            ramp = np.minimum(ramp, np.clip((distance - trim) / max(feather, 1), 1e-6, 1))
    return ramp


def lattice(whole: Window, edge: int, margin: int, multiple: int = 1, step: int = 1) -> Lattice:
    """Returns a lattice of tiles that covers a scene.

    Parameters
    ----------
    whole : Window
        Area to cover; its size is a multiple of `step`.
    edge : int
        Requested side length of a tile; smaller for a smaller scene.
    margin : int
        Width of the unreliable border of a tile: tiles overlap by at least twice this.
    multiple : int
        The side length of a tile is a multiple of this.
    step : int
        Tiles begin at multiples of this from the window's corner, and their size is a multiple of it: the resolution
        ratio.
    """
    unit = multiple * step // math.gcd(multiple, step)
    edge = max(unit, edge // unit * unit)
    rows, cols = (min(edge, math.ceil(size / unit) * unit) for size in (whole.rows, whole.cols))
    margin = min(margin, edge // 4)
    starts = (_starts(whole.row, whole.rows, rows, margin, step), _starts(whole.col, whole.cols, cols, margin, step))
    # Neighbours overlap by two margins: the outer three quarters of each margin are not used, the rest is blended.
    fading = margin // 4
    return Lattice(whole, rows, cols, starts, 2 * fading, margin - fading)


def _starts(begin: int, extent: int, size: int, margin: int, step: int) -> tuple[int, ...]:
    if size >= extent:
        return (begin,)
    stride = max(step, (size - 2 * margin) // step * step)
    count = math.ceil((extent - size) / stride) + 1
    # The last tile ends at the end of the scene, in whole steps.
    last = begin + math.ceil((extent - size) / step) * step
    return tuple(sorted({min(begin + number * stride, last) for number in range(count)}))


class _Computer:
    """Threads that compute tiles for all other threads; tiles of the upper left window are computed first.

    So that one window is finished first, and can be written while the others are computed. The same threads are used
    throughout, because C libraries keep freed memory and helper threads per thread, and reuse them.
    """

    def __init__(self, lanes: TileThreads) -> None:
        self._threads, self._lock = ThreadPoolExecutor(lanes.count, "stfusion-network", lanes.begin), threading.Lock()
        self._waiting: list[tuple[int, int, int, Callable[[], Any], Future[Any]]] = []
        self._numbers = count()

    def submit(self, window: Window, work: Callable[[], Any]) -> Future[Any]:
        made: Future[Any] = Future()
        with self._lock:
            heappush(self._waiting, (window.row, window.col, next(self._numbers), work, made))
        self._threads.submit(self._next)
        return made

    def _next(self) -> None:
        with self._lock:
            *_, work, made = heappop(self._waiting)
        if made.set_running_or_notify_cancel():
            try:
                made.set_result(work())
            except BaseException as error:
                made.set_exception(error)


class TileStore:
    """Computes tiles and keeps them until no block needs them any more.

    Several threads may request windows. Each submits the tiles that were not requested before, and reads the next
    inputs while they are computed; for a tile that another thread requested, it waits.

    Parameters
    ----------
    places : Lattice
    read : callable(Window) -> Any
        Reads the inputs of a tile; called in reader threads while earlier tiles are computed.
    compute : callable(Any, check) -> ndarray
        Returns the values (layers, rows, cols) of a tile; called in separate threads. Long computations call `check`
        regularly, which raises `Cancelled`.
    lanes : TileThreads
        Number of tiles that are computed at the same time.
    """

    def __init__(
        self,
        places: Lattice,
        read: Callable[[Window], Any],
        compute: Callable[[Any, Check], NDArray[np.float32]],
        lanes: TileThreads = ONE_LANE,
    ) -> None:
        self._places, self._read, self._compute = places, read, compute
        self._kept: dict[Window, Future[NDArray[np.float32]]] = {}
        self._before = places.whole.row  # first row of the window that was requested last
        self._choosing, self._computer, self._lanes = threading.Lock(), _Computer(lanes), lanes.count
        self._readers = max(1, min(usable_cores() // 2, _MOST_READERS))
        self._reader = ThreadPoolExecutor(self._readers, "stfusion-tiles", keep_environment)

    def window(self, window: Window, check: Check, progress: Callable[[float], None]) -> NDArray[np.float32]:
        """Returns the feathered mean of the tiles over a window, (layers, rows, cols).

        Raises
        ------
        Cancelled
            By `check`, which is called between tiles and while a tile is computed.
        """
        tiles = self._places.touching(window)
        total: NDArray[np.float32] | None = None
        weight = np.zeros((window.rows, window.cols), np.float32)
        for tile, values in zip(tiles, self._computed(tiles, window, check, progress)):
            part = tile.intersection(window)
            share = self._places.weights(tile)[tile.slices_of(part)]
            if total is None:
                total = np.zeros((len(values), window.rows, window.cols), np.float32)
            total[(slice(None), *window.slices_of(part))] += values[(slice(None), *tile.slices_of(part))] * share
            weight[window.slices_of(part)] += share
        if total is None:
            raise ValueError(f"no tile covers {window}")
        return total / weight

    def _computed(
        self, tiles: list[Window], window: Window, check: Check, progress: Callable[[float], None]
    ) -> Iterator[NDArray[np.float32]]:
        found, mine = self._chosen(tiles, window)
        waiting, ahead = iter(mine), deque[Future[Any]]()
        computing: deque[tuple[Window, Future[NDArray[np.float32]]]] = deque()

        def take() -> None:
            tile, made = computing[0]  # stays in the queue if `check` raises, so that it is waited for
            found[tile].set_result(_waited(made, check))
            computing.popleft()
            progress(sum(found[tile].done() for tile in mine) / len(mine))

        try:
            for tile in mine:
                while len(ahead) <= self._readers and (following := next(waiting, None)) is not None:
                    ahead.append(self._reader.submit(self._read, following))
                check()
                ready = ahead.popleft().result()
                computing.append((tile, self._computer.submit(window, partial(self._compute, ready, check))))
                if len(computing) > self._lanes:
                    take()
            while computing:
                take()
        except BaseException as error:
            begun = [*ahead, *(made for _, made in computing)]
            for future in begun:
                future.cancel()
            wait(begun)  # the caller closes its files next
            self._give_up([tile for tile in mine if not found[tile].done()], found, error)
            raise
        return (_waited(found[tile], check) for tile in tiles)

    def _chosen(self, tiles: list[Window], window: Window) -> tuple[dict[Window, Future[Any]], list[Window]]:
        """Returns the tiles as futures, and those of them that the calling thread has to compute."""
        with self._choosing:
            # Blocks are requested row by row, but of two in one row the later one may come first: tiles that end above
            # both this window and the previous one are not requested again.
            ended, self._before = min(window.row, self._before), window.row
            self._kept = {tile: made for tile, made in self._kept.items() if tile.row + tile.rows > ended}
            mine = [tile for tile in tiles if tile not in self._kept]
            self._kept |= {tile: Future() for tile in mine}
            return {tile: self._kept[tile] for tile in tiles}, mine

    def _give_up(self, tiles: list[Window], found: dict[Window, Future[Any]], error: BaseException) -> None:
        """Passes the error to the threads that wait for these tiles; the next request computes them again."""
        with self._choosing:
            for tile in tiles:
                if self._kept.get(tile) is found[tile]:
                    del self._kept[tile]
        for tile in tiles:
            found[tile].set_exception(error)


def _waited(made: Future[NDArray[np.float32]], check: Check) -> NDArray[np.float32]:
    """Waits for a tile that another thread may still compute."""
    while not made.done():
        check()
        wait([made], timeout=_LOOK)
    return made.result()
