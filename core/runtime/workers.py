"""Thread pool for the kernels of a run: row stripes, with cancellation and progress between them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from copy import copy
from typing import Any

import numpy as np

from ..errors import Cancelled
from ..run import Run
from .device import Device

# Rows of a stripe: few enough to cancel within a fraction of a second, enough that starting a stripe costs nothing.
STRIPE = 16

# On CUDA: rows of a stripe, more because the device is idle between two stripes; and number of stripes in parallel: one
# is copied while another is computed, and more would only use memory.
DEVICE_STRIPE, ON_DEVICE = 64, 2


class Workers:
    """Computes stripes of a block in parallel. Kernels release the GIL.

    Parameters
    ----------
    device : Device
    run : Run
        Polled for cancellation between stripes.
    details : bool
        Whether uncertainty and numbers of similar pixels are wanted; kernels skip them if not.
    """

    def __init__(self, device: Device, run: Run | None = None, details: bool = False) -> None:
        self.device = device
        self.details = details
        self._run = run or Run()
        self._ended = threading.Event()
        self._pool = ThreadPoolExecutor(device.threads, thread_name_prefix="stfusion-kernel")
        self.progress: Callable[[float], None] = lambda share: None
        # Passed to kernels, which return early once it is not 0: with a large window even one row can take seconds.
        self.stop = np.zeros(1, np.uint8)

    def lane(self, progress: Callable[[float], None]) -> Workers:
        """Returns the same pool for one of several blocks computed in parallel, each with its own progress."""
        lane = copy(self)
        lane.progress, lane.stop = progress, np.zeros(1, np.uint8)
        return lane

    def end(self) -> None:
        """Makes every lane raise `Cancelled` at its next check."""
        self._ended.set()

    def check(self) -> None:
        """Raises `Cancelled` if the user cancelled, or another lane failed."""
        self._run.check()
        if self._ended.is_set():
            raise Cancelled

    def stripes(self, rows: int, work: Callable[[int, int], Any], *, on_device: bool = False) -> None:
        """Calls ``work(start, stop)`` for stripes that cover `rows` once; `on_device`: the stripes are computed on
        CUDA.

        Raises
        ------
        Cancelled
            Between stripes, if the user cancelled; no stripe is running any more then.
        """
        on_device = on_device and self.device.cuda
        size, most = (DEVICE_STRIPE, ON_DEVICE) if on_device else (STRIPE, 2 * self.device.threads)
        waiting = [(start, min(start + size, rows)) for start in range(0, rows, size)][::-1]
        total, finished = len(waiting), 0
        running: set[Future[Any]] = set()
        self.stop[0] = 0  # after an out-of-memory error the caller continues with smaller blocks
        try:
            while waiting or running:
                self.check()
                while waiting and len(running) < most:
                    running.add(self._pool.submit(work, *waiting.pop()))
                done, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                    finished += 1
                if done:
                    self.progress(finished / total)
        except BaseException:
            self.stop[0] = 1
            raise
        finally:
            for future in running:
                future.cancel()
            wait(running)

    @contextmanager
    def portion(self, start: float, stop: float) -> Iterator[None]:
        """Maps the progress inside the context to `start` to `stop`, shares of the block."""
        whole = self.progress
        self.progress = lambda share: whole(start + (stop - start) * share)
        try:
            yield
        finally:
            self.progress = whole

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
