"""STARFM's weighted sums over similar pixels in a moving window."""

from __future__ import annotations

from ...runtime.workers import Workers
from ..common.available import has_triton
from .planes import Planes, Sums


def window_sums(
    pairs: list[Planes], half: int, distance: float, either: bool, own_band: bool, details: bool, workers: Workers
) -> Sums:
    """Sum weights and values over the similar pixels of each window, and over the pairs.

    Parameters
    ----------
    pairs : list of Planes
    half : int
        Half the window size: the window spans ``2 * half + 1`` pixels. The halo of the planes has this width.
    distance : float
        A of ``D = 1 + d / A``, in pixels.
    either : bool
        A candidate must pass one of the two limits, not both.
    own_band : bool
        Similarity band b decides for band b only; otherwise all similarity bands together decide for every band.
    details : bool
        Also sum squares and count candidates.
    workers : Workers
        Device to compute on; polled for cancel.

    Raises
    ------
    Cancelled
    """
    if workers.device.cuda:
        if has_triton():
            from .triton import triton_sums as cuda_sums
        else:
            from .torch import torch_sums as cuda_sums

        return cuda_sums(pairs, half, distance, either, own_band, details, workers)
    from .cpu import cpu_sums

    return cpu_sums(pairs, half, distance, either, own_band, details, workers)
