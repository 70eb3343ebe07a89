"""Tiles of a raster: a lattice that depends on the raster alone, overlapping tiles, and their feathered sum.

Tiles lie on the scene and not in the blocks of a run, so that the result is the same however a scene is cut into blocks;
a tile that reaches into several blocks is computed once and kept until the last of them is done.
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

# Threads that read tiles, at most; and seconds after which who waits for a tile asks for cancel again.
_MOST_READERS, _LOOK = 4, 0.1

# Raises `Cancelled` if the user asked to stop.
Check = Callable[[], None]


@dataclass(frozen=True)
class Lattice:
    """Where tiles lie.

    Attributes
    ----------
    whole : Window
        What the tiles cover: the scene, or the coarse pixels around it.
    rows, cols : int
        Size of a tile.
    starts : tuple of two tuples of int
        First rows and first columns of the tiles.
    feather : int
        Pixels over which a tile fades out towards a neighbour.
    trim : int
        Outermost pixels of a tile that are not used where it has a neighbour.
    """

    whole: Window
    rows: int
    cols: int
    starts: tuple[tuple[int, ...], tuple[int, ...]]
    feather: int
    trim: int

    def touching(self, window: Window) -> list[Window]:
        """The tiles that a window needs, row by row."""
        return [
            Window(row, col, self.rows, self.cols)
            for row in self.starts[0]
            if row < window.row + window.rows and row + self.rows > window.row
            for col in self.starts[1]
            if col < window.col + window.cols and col + self.cols > window.col
        ]

    def weights(self, tile: Window) -> NDArray[np.float32]:
        """How much each pixel of a tile counts, (rows, cols)."""
        across = self._ramp(tile.col, tile.cols, self.whole.col, self.whole.cols)
        down = self._ramp(tile.row, tile.rows, self.whole.row, self.whole.rows)
        return np.asarray(down[:, None] * across[None, :], np.float32)

    def _ramp(self, start: int, size: int, begin: int, extent: int) -> NDArray[np.float64]:
        return _ramp(size, start > begin, start + size < begin + extent, self.feather, self.trim)


@lru_cache(maxsize=16)
def _ramp(size: int, before: bool, after: bool, feather: int, trim: int) -> NDArray[np.float64]:
    """Rising from a neighbour's side, flat in the middle; full at the end of the scene, where there is no neighbour."""
    place = np.arange(size) + 0.5
    ramp = np.ones(size)
    for inner, distance in ((before, place), (after, size - place)):
        if inner:
            # Never quite 0, so that a pixel which only the rim of a tile covers is still divided by something.
            ramp = np.minimum(ramp, np.clip((distance - trim) / max(feather, 1), 1e-6, 1))
    return ramp


def lattice(whole: Window, edge: int, margin: int, multiple: int = 1, step: int = 1) -> Lattice:
    """Lay tiles over a scene.

    Parameters
    ----------
    whole : Window
        What they must cover; a multiple of `step` in size.
    edge : int
        Wanted edge of a tile; a smaller scene has smaller ones.
    margin : int
        How far from its edge a tile is not to be trusted: tiles overlap by at least twice this.
    multiple : int
        The edge of a tile is a multiple of this.
    step : int
        Tiles begin at multiples of this, counted from the window's corner, and hold whole ones: fine pixels of a coarse one.
    """
    unit = multiple * step // math.gcd(multiple, step)
    edge = max(unit, edge // unit * unit)
    rows, cols = (min(edge, math.ceil(size / unit) * unit) for size in (whole.rows, whole.cols))
    margin = min(margin, edge // 4)
    starts = (_starts(whole.row, whole.rows, rows, margin, step), _starts(whole.col, whole.cols, cols, margin, step))
    # Neighbours overlap by two margins: the outer three quarters of each are not used, the rest fades from one to the other.
    fading = margin // 4
    return Lattice(whole, rows, cols, starts, 2 * fading, margin - fading)


def _starts(begin: int, extent: int, size: int, margin: int, step: int) -> tuple[int, ...]:
    if size >= extent:
        return (begin,)
    stride = max(step, (size - 2 * margin) // step * step)
    count = math.ceil((extent - size) / stride) + 1
    # The last one ends with the scene, in whole steps.
    last = begin + math.ceil((extent - size) / step) * step
    return tuple(sorted({min(begin + number * stride, last) for number in range(count)}))


class _Computer:
    """Threads that compute for all others: of what they ask for, what belongs to the upper left window comes first.

    So that one is done first, and can be written while the others are computed. They are the same threads all the time
    because what these need they then find again: C libraries keep freed memory, and helping threads, for each by itself.
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
    """Tiles that are computed, until no block needs them any more.

    Several threads may ask for windows. Each has the tiles computed that nobody asked for before, while it reads what it needs
    next and others put tiles together; a tile that another thread asked for is waited for.

    Parameters
    ----------
    places : Lattice
    read : callable(Window) -> Any
        Reads what a tile is computed from; called in threads of their own while the tiles before are computed.
    compute : callable(Any, check) -> ndarray
        Values (layers, rows, cols) of a tile; called in threads of their own. Where it takes long it calls `check` on its way,
        which raises `Cancelled`.
    lanes : Lanes
        How many tiles are computed at a time.
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
        self._before = places.whole.row  # first row of the window that was asked for last
        self._choosing, self._computer, self._lanes = threading.Lock(), _Computer(lanes), lanes.count
        self._readers = max(1, min(usable_cores() // 2, _MOST_READERS))
        self._reader = ThreadPoolExecutor(self._readers, "stfusion-tiles", keep_environment)

    def window(self, window: Window, check: Check, progress: Callable[[float], None]) -> NDArray[np.float32]:
        """Feathered mean of the tiles over a window, (layers, rows, cols).

        Raises
        ------
        Cancelled
            From `check`, which is called between tiles, and by what computes one.
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
            tile, made = computing[0]  # and stays there if `check` raises, so that it is waited for
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
            wait(begun)  # who asked closes its files now
            self._give_up([tile for tile in mine if not found[tile].done()], found, error)
            raise
        return (_waited(found[tile], check) for tile in tiles)

    def _chosen(self, tiles: list[Window], window: Window) -> tuple[dict[Window, Future[Any]], list[Window]]:
        """The tiles, some of which are still being computed; and those that are left to the thread that asks."""
        with self._choosing:
            # Blocks come row by row, but of two side by side the later one may come first: what ends above both this one
            # and the one before is not asked for again.
            ended, self._before = min(window.row, self._before), window.row
            self._kept = {tile: made for tile, made in self._kept.items() if tile.row + tile.rows > ended}
            mine = [tile for tile in tiles if tile not in self._kept]
            self._kept |= {tile: Future() for tile in mine}
            return {tile: self._kept[tile] for tile in tiles}, mine

    def _give_up(self, tiles: list[Window], found: dict[Window, Future[Any]], error: BaseException) -> None:
        """Tell who waits for tiles that they do not come; who asks once more computes them."""
        with self._choosing:
            for tile in tiles:
                if self._kept.get(tile) is found[tile]:
                    del self._kept[tile]
        for tile in tiles:
            found[tile].set_exception(error)


def _waited(made: Future[NDArray[np.float32]], check: Check) -> NDArray[np.float32]:
    """A tile that another thread may still be at."""
    while not made.done():
        check()
        wait([made], timeout=_LOOK)
    return made.result()
