"""Simple guesses: baselines that a prediction should outperform. One definition for the demo, tools, reports, Auto and
trainings.

With fine images F and coarse images C, date 2 as the target date, 1 as the date of the nearest pair, and b and a as the dates
of the nearest pairs before and after it; coarse images are enlarged to the fine grid:

- ``F0``, fine image unchanged: F1
- ``CP``, enlarged coarse image: C2
- ``DC``, coarse change: F1 + (C2 - C1)
- ``DC2``, two-sided coarse change: ((Fb + (C2 - Cb)) + (Fa + (C2 - Ca))) / 2

A guess is valid where all images that it is made of are valid.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..words import later, tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..rasters.grid import Window
    from ..scenes.scene import Scene

    # Values (bands, rows, cols) in physical units, and their validity: (bands, rows, cols) or (rows, cols).
    Pixels = tuple[NDArray[Any], NDArray[Any]]

# Names of the simple guesses in tables; the first two as in the all-round diagram of Zhu et al. (2022).
FINE_UNCHANGED, COARSE_IMAGE, COARSE_CHANGE, TWO_SIDED = "F0", "CP", "DC", "DC2"
GUESSES = (FINE_UNCHANGED, COARSE_IMAGE, COARSE_CHANGE, TWO_SIDED)
TITLES = {
    FINE_UNCHANGED: later("Fine image unchanged"),
    COARSE_IMAGE: later("Enlarged coarse image"),
    COARSE_CHANGE: later("Coarse change"),
    TWO_SIDED: later("Two-sided coarse change"),
}
FORMULAS = {
    FINE_UNCHANGED: later("F1: the fine image of the pair nearest to the target date, unchanged."),
    COARSE_IMAGE: later("C2: the coarse image of the target date, enlarged to the fine grid."),
    COARSE_CHANGE: later("F1 + (C2 - C1): the fine image of the nearest pair plus the change of the coarse image."),
    TWO_SIDED: later(
        "((Fb + (C2 - Cb)) + (Fa + (C2 - Ca))) / 2: the mean of fine image plus coarse change from the nearest pair before (b) "
        "and the nearest pair after (a) the target date. Not available if all pairs are on one side of the target date."
    ),
}

# RMSE that differ by less than this share are reported as equal.
TIE = 0.01


def nearest(days: Sequence[date | None], target: date | None) -> int:
    """Returns the index of the pair nearest to the target date; the first of equally near ones, or of undated ones."""
    return min(range(len(days)), key=lambda place: _distance(days[place], target))


def both_sides(days: Sequence[date | None], target: date | None) -> tuple[int, int] | None:
    """Returns the indices of the nearest pairs before and after the target date; None unless both exist."""
    if target is None:
        return None
    before = [place for place, day in enumerate(days) if day is not None and day < target]
    after = [place for place, day in enumerate(days) if day is not None and day > target]
    if not before or not after:
        return None
    first, last = (min(side, key=lambda place: _distance(days[place], target)) for side in (before, after))
    return first, last


def _distance(day: date | None, target: date | None) -> int:
    """Returns the number of days between two dates; 0 if the target date is unknown."""
    if target is None:
        return 0
    return abs((day - target).days) if day is not None else 10**9


def coarse_change(fine: Pixels, coarse: Pixels, target: Pixels) -> Pixels:
    """Returns the fine image plus the change of the coarse image."""
    return fine[0] + (target[0] - coarse[0]), fine[1] & coarse[1] & target[1]


def two_sided(before: tuple[Pixels, Pixels], after: tuple[Pixels, Pixels], target: Pixels) -> Pixels:
    """Returns the mean of the coarse changes from a pair (fine, coarse) before and one after the target date."""
    (first, valid), (last, known) = coarse_change(*before, target), coarse_change(*after, target)
    return (first + last) / 2, valid & known


def simple_guesses(
    target: Pixels | None,
    near: tuple[Pixels, Pixels | None] | None,
    around: tuple[tuple[Pixels, Pixels], ...] | None = None,
) -> dict[str, Pixels]:
    """Returns the simple guesses by name, those that the images allow.

    Parameters
    ----------
    target : Pixels or None
        Coarse image of the target date, on the fine grid.
    near : (fine, coarse) or None
        The nearest pair; its coarse image may be None.
    around : two pairs, or None
        The nearest pairs before and after the target date.
    """
    found: dict[str, Pixels] = {}
    if near is not None:
        found[FINE_UNCHANGED] = near[0]
    if target is not None:
        found[COARSE_IMAGE] = target
        if near is not None and near[1] is not None:
            found[COARSE_CHANGE] = coarse_change(near[0], near[1], target)
        if around is not None:
            found[TWO_SIDED] = two_sided(around[0], around[1], target)
    return found


def scene_guesses(scene: Scene, window: Window) -> dict[str, Pixels]:
    """Returns the simple guesses of a scene in a window, by name; each image that they need is read once."""
    days = [pair.date for pair in scene.pairs]
    near, sides = nearest(days, scene.target_date), both_sides(days, scene.target_date)
    pairs: dict[int, tuple[Pixels, Pixels]] = {
        place: (scene.pairs[place].wanted.read(window), scene.pairs[place].coarse.read(window))
        for place in {near, *(sides or ())}
    }
    around = None if sides is None else tuple(pairs[side] for side in sides)
    return simple_guesses(scene.target.read(window), pairs[near], around)


@dataclass(frozen=True)
class Verdict:
    """A prediction compared with the best simple guess.

    Attributes
    ----------
    best : str
        Name of the simple guess with the smallest RMSE.
    gain : float
        ``(1 - RMSE / RMSE of the guess) * 100``: negative if the prediction is worse. NaN if nothing can be compared.
    """

    best: str = ""
    gain: float = math.nan

    @property
    def words(self) -> str:
        """The verdict in one line; empty if nothing can be compared."""
        if math.isnan(self.gain):
            return ""
        name = _in_sentence(tr(TITLES[self.best]))
        if abs(self.gain) < 100 * TIE:
            return tr("As good as the best simple guess ({name})", name=name)
        if math.isinf(self.gain):
            return tr("Worse than the best simple guess ({name}), which has no error", name=name)
        if self.gain > 0:
            return tr("{share:.0f} % better than the best simple guess ({name})", share=self.gain, name=name)
        return tr("{share:.0f} % worse than the best simple guess ({name})", share=-self.gain, name=name)

    @property
    def worse(self) -> bool:
        return self.gain <= -100 * TIE


def verdict(rmse: float, guesses: Mapping[str, float]) -> Verdict:
    """Compares the RMSE of a prediction with those of simple guesses over the same pixels; NaN means not defined."""
    known = {name: value for name, value in guesses.items() if math.isfinite(value)}
    if not known or not math.isfinite(rmse):
        return Verdict()
    best = min(known, key=lambda name: known[name])
    if known[best] > 0:
        return Verdict(best, 100 * (1 - rmse / known[best]))
    return Verdict(best, 0.0 if rmse == 0 else -math.inf)


def shown_name(name: str) -> str:
    """Returns the title of a simple guess with its name in tables and figures, in the user's language."""
    return f"{tr(TITLES[name])} ({name})"


def _in_sentence(title: str) -> str:
    """Returns a title for use within a sentence, with a lower-case initial."""
    return title[:1].lower() + title[1:]
