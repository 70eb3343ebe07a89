"""Weighted mean over the n most similar pixels of a moving window: the last step of Fit-FC and FSDAF."""

from __future__ import annotations

from ...runtime.workers import Workers
from .planes import Mean, Neighbours, Search


def neighbour_mean(planes: Neighbours, search: Search, workers: Workers) -> Mean:
    """Returns the weighted mean of the values of each pixel's most similar neighbours.

    Raises
    ------
    Cancelled
    """
    if workers.device.cuda:
        from .gpu import gpu_mean

        return gpu_mean(planes, search, workers)
    from .cpu import cpu_mean

    return cpu_mean(planes, search, workers)
