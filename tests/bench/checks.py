"""Compares kernel results in a measured run with the reference implementations of the tests, on a part of the same
data.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "core" / "kernels"))
import test_estarfm_kernel as estarfm_tests
import test_starfm_kernel as starfm_tests
from stfusion.core.kernels.neighbours.planes import Neighbours, Search
from stfusion.core.kernels.sparse.coder import PURSUIT
from stfusion.core.numerics.sparse import CoupledDictionary
from stfusion.models.classical import estarfm, fit_fc, fsdaf, starfm

SIZE = 24  # edge length of the compared part, in pixels


class Seen(list):
    """Differences found, as shares of the largest value."""

    def compare(self, ours: Any, plain: Any) -> None:
        extent = max(float(np.abs(plain).max()), 1e-12)
        self.append(float(np.abs(np.asarray(ours, np.float64) - plain).max()) / extent)


@contextmanager
def watched(method: str) -> Iterator[Seen]:
    """Compare the first kernel call inside the context with the reference implementation."""
    holder, name, compare = _KERNELS[method]
    kernel = getattr(holder, name)
    seen = Seen()

    def watch(*arguments: Any, **named: Any) -> Any:
        result = kernel(*arguments, **named)
        if not seen:
            compare(seen, result, *arguments, **named)
        return result

    setattr(holder, name, watch)
    try:
        yield seen
    finally:
        setattr(holder, name, kernel)


def _starfm(
    seen: Seen, ours: Any, pairs: Any, half: int, distance: float, either: bool, own_band: bool, **_: Any
) -> None:
    size = min(SIZE, *ours.weight.shape[1:])
    pieces = [starfm_tests.cut(planes, (0, size), (0, size), half) for planes in pairs]
    plain = starfm_tests.plain_sums(pieces, half, distance, either, own_band)
    for name in ("weight", "value"):
        seen.compare(getattr(ours, name)[:, :size, :size], getattr(plain, name))


def _estarfm(seen: Seen, ours: Any, planes: Any, window: Any, workers: Any) -> None:
    wide = slice(0, SIZE + 2 * window.half)
    images = {name: getattr(planes, name)[..., wide, wide] for name in ("fine", "coarse", "change", "unlike", "valid")}
    plain = estarfm_tests.plain_search(replace(planes, **images), window)
    rows, cols = plain.count.shape
    for name in ("count", "change", "fine"):
        seen.compare(getattr(ours, name)[..., :rows, :cols], getattr(plain, name))


def _neighbours(seen: Seen, ours: Any, planes: Neighbours, search: Search, workers: Any) -> None:
    """Pixel by pixel, as in the paper: rank the window, take the best, average."""
    half, size = search.half, min(SIZE, *ours.mean.shape[1:])
    offset = np.arange(-half, half + 1)
    # By columns, the order of equal candidates.
    far = np.hypot(*np.meshgrid(offset, offset)).ravel()
    for row, col in np.ndindex(size, size):
        if not planes.valid[row + half, col + half]:
            continue
        at = (slice(None), slice(row, row + 2 * half + 1), slice(col, col + 2 * half + 1))
        apart = np.abs(planes.similar[at] - planes.similar[:, row + half, col + half, None, None])
        usable = (planes.valid[at[1:]] & (apart < planes.limit[:, None, None]).all(axis=0)).T.ravel()
        step = np.where(np.isfinite(apart), apart, 0) ** (2 if search.squared else 1)
        difference = np.einsum("b,brc->cr", planes.scale[:, row, col], step).ravel()
        rank = (difference + search.floor) * (search.reach + far / half if search.reach else 1)
        best = np.argsort(np.where(usable, rank, np.inf), kind="stable")[: min(search.count, usable.sum())]
        weight = 1 / ((1 + far[best] / search.distance) * (1 + search.influence * difference[best]))
        values = planes.values[at].transpose(0, 2, 1).reshape(len(planes.values), -1)[:, best].astype(np.float64)
        seen.compare(ours.mean[:, row, col], values @ weight / weight.sum())


def _pursuit(
    seen: Seen, ours: Any, dictionary: CoupledDictionary, vectors: Any, coder: Any, *_: Any, **__: Any
) -> None:
    """Orthogonal matching pursuit with ridge weights, one vector after the other, from scratch for every atom."""
    if coder.kind != PURSUIT:
        return
    atoms = dictionary.source
    for vector, code in zip(vectors[:200], ours):
        chosen: list[int] = []
        rest, weights = vector, np.zeros(0)
        for _ in range(coder.most):
            products = np.abs(atoms.T @ rest)
            products[chosen] = -1
            chosen.append(int(products.argmax()))
            part = atoms[:, chosen]
            weights = np.linalg.solve(part.T @ part + coder.damping * np.eye(len(chosen)), part.T @ vector)
            rest = vector - part @ weights
        plain = np.zeros(atoms.shape[1])
        plain[chosen] = weights
        seen.compare(atoms @ code, atoms @ plain)


_Kernel = tuple[Any, str, Callable[..., None]]
_KERNELS: dict[str, _Kernel] = {
    "starfm": (starfm, "window_sums", _starfm),
    "estarfm": (estarfm, "search", _estarfm),
    "fitfc": (fit_fc, "neighbour_mean", _neighbours),
    "fsdaf": (fsdaf, "neighbour_mean", _neighbours),
    "spstfm": (CoupledDictionary, "code", _pursuit),
}
