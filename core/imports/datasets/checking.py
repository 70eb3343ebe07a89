"""Checks of a data set by its pixels: sizes, and the order of the bands of both sensors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ...run import Run
from ...words import tr
from ..library import exceptions
from .index import DataSetIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EDGE = 64  # of the small copies that are correlated
_CLEARLY = 0.1


def check_data_set(index: DataSetIndex, run: Run) -> list[str]:
    """Returns what is wrong with a data set: images of another size or number of bands, and bands in another order."""
    problems: list[str] = []
    with exceptions() as library:
        for label, images in (("fine", index.fine), ("coarse", index.coarse)):
            shapes: dict[tuple[int, int, int], list[str]] = {}
            for day, path in images.items():
                run.check()
                try:
                    dataset = library.Open(str(path))
                    shape = (dataset.RasterCount, dataset.RasterYSize, dataset.RasterXSize)
                except RuntimeError as error:
                    problems.append(tr("{name} cannot be opened ({error}).", name=path.name, error=str(error).strip()))
                    continue
                shapes.setdefault(shape, []).append(str(day))
            if len(shapes) > 1:
                usual = max(shapes, key=lambda shape: len(shapes[shape]))
                for shape, days in shapes.items():
                    if shape != usual:
                        problems.append(
                            tr("{label} images of {days} have {shape} bands, rows and columns, the others {usual}.",
                               label=tr(label), days=", ".join(days[:10]), shape=shape, usual=usual)
                        )  # fmt: skip
        for day, (fine, coarse) in list(index.pairs.items())[:1]:
            found = _order(_small(fine, library), _small(coarse, library))
            if found is not None:
                problems.append(
                    tr("Pair {date}: fine bands agree best with the coarse bands {order}; set Coarse band for each fine band.",
                       date=day, order=" ".join(map(str, found)))
                )  # fmt: skip
    return problems


def _small(path: Path, library: object) -> NDArray[np.float32] | None:
    try:
        values = library.Open(str(path)).ReadAsArray(buf_xsize=_EDGE, buf_ysize=_EDGE)  # type: ignore[attr-defined]
    except RuntimeError:
        return None
    values = np.asarray(values, np.float32)
    return values[None] if values.ndim == 2 else values


def _order(fine: NDArray[np.float32] | None, coarse: NDArray[np.float32] | None) -> list[int] | None:
    """Returns the coarse band that each fine band correlates best with, from 1; None if that is the same band for all."""
    if fine is None or coarse is None or len(fine) != len(coarse) or len(fine) < 2:
        return None
    known = np.isfinite(fine).all(axis=0) & np.isfinite(coarse).all(axis=0)
    if known.sum() < 100:
        return None
    with np.errstate(invalid="ignore"):
        table = np.corrcoef(fine[:, known], coarse[:, known])[: len(fine), len(fine) :]
    if not np.isfinite(table).all():
        return None
    best = table.argmax(axis=1)
    own = np.diag(table)
    better = table[np.arange(len(fine)), best] - own
    if len(set(best)) != len(best) or better.sum() < _CLEARLY or (best == np.arange(len(best))).all():
        return None
    return [int(place) + 1 for place in best]
