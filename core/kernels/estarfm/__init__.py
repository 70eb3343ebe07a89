"""ESTARFM's moving window: similar pixels of both dates, their conversion coefficients, and the two predictions."""

from __future__ import annotations

from ...runtime.workers import Workers
from .planes import Found, Planes, Window


def search(planes: Planes, window: Window, workers: Workers) -> Found:
    """Search the window of every centre for similar pixels, and compute coefficients and predictions.

    Raises
    ------
    Cancelled
    """
    if workers.device.cuda:
        from .gpu import gpu_search

        return gpu_search(planes, window, workers)
    from .cpu import cpu_search

    return cpu_search(planes, window, workers)
