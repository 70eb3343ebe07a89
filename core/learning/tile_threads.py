"""How many tiles a network computes at a time, and with how many cores each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from ..runtime.device import Device


@dataclass(frozen=True)
class TileThreads:
    """So many threads compute a tile each; each of them calls `begin` first."""

    count: int = 1
    begin: Callable[[], None] = lambda: None


ONE_LANE = TileThreads()


def tile_threads_on(device: Device) -> TileThreads:
    """Two on a CPU, with half of the cores each; CUDA computes one tile after the other.

    All threads that compute one tile wait for each other after every operation, so whoever else takes a core for a moment,
    to read or to compress, makes all of them wait. Two tiles do not wait for each other. More of them would take memory.
    """
    if device.cuda:
        return ONE_LANE
    import torch

    usual = torch.get_num_threads()
    cores = min(device.threads, usual)
    count = 1 if cores % 2 else 2
    return TileThreads(count, partial(_take_cores, cores // count, usual))


def _take_cores(count: int, usual: int) -> None:
    """Have this thread compute with so many cores, and threads to come, of whomever, with as many as before."""
    import torch

    if torch.get_num_threads() == count:
        return
    torch.set_num_threads(count)
    with ThreadPoolExecutor(1) as other:  # what is set is a thread's own, and the beginning of all later ones
        other.submit(torch.set_num_threads, usual).result()
