"""Number of tiles that a network computes at the same time, and number of cores for each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from ..runtime.device import Device


@dataclass(frozen=True)
class TileThreads:
    """Number of threads that compute one tile each; each thread calls `begin` first."""

    count: int = 1
    begin: Callable[[], None] = lambda: None


ONE_LANE = TileThreads()


def tile_threads_on(device: Device) -> TileThreads:
    """Returns two threads on a CPU, with half of the cores each; one on CUDA.

    All cores that compute one tile wait for each other after every operation, so a core that is briefly used for other
    work, such as reading or compressing, delays all of them. Two tiles do not wait for each other. More tiles would
    need more memory.
    """
    if device.cuda:
        return ONE_LANE
    import torch

    usual = torch.get_num_threads()
    cores = min(device.threads, usual)
    count = 1 if cores % 2 else 2
    return TileThreads(count, partial(_take_cores, cores // count, usual))


def _take_cores(count: int, usual: int) -> None:
    """Sets the number of cores of this thread, and keeps the previous number for threads started later."""
    import torch

    if torch.get_num_threads() == count:
        return
    torch.set_num_threads(count)
    with ThreadPoolExecutor(1) as other:  # the setting is per thread, and also the default of all later threads
        other.submit(torch.set_num_threads, usual).result()
