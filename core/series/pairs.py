"""Selection of the pairs for a target date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import InputError
from ..fusion.method import MethodInfo
from ..words import tr

BOTH_SIDES, NEAREST, CLEAREST = "both sides", "nearest", "clearest"
STRATEGIES = (BOTH_SIDES, NEAREST, CLEAREST)

# Fractions of clear pixels that differ by less are treated as equal: then the nearer date is preferred.
_ALIKE = 0.05


@dataclass(frozen=True)
class PairChoice:
    """How the pairs for a date are chosen.

    Attributes
    ----------
    strategy : str
        ``both sides``: alternately the nearest before and the nearest after. ``nearest``: the nearest in time.
        ``clearest``: as both sides, but those with the largest fraction of clear pixels.
    count : int
        Maximum number of pairs; 0 uses the maximum of the method, or two if the method accepts any number.
    farthest : int
        Maximum time gap to a pair in days; 0 sets no limit.
    extrapolate : bool
        Whether methods that need pairs on both sides of a date may use pairs on one side only.
    """

    strategy: str = BOTH_SIDES
    count: int = 0
    farthest: int = 0
    extrapolate: bool = False


def choose(
    day: date, dates: Sequence[date], info: MethodInfo, choice: PairChoice, clear: Callable[[date], float]
) -> tuple[date, ...]:
    """Returns the sorted dates of the pairs used to predict a day, excluding a pair of the day itself.

    Parameters
    ----------
    day : date
    dates : sequence of date
        Dates of all pairs.
    info : MethodInfo
    choice : PairChoice
    clear : callable(date) -> float
        Fraction of clear pixels of a date's fine image; called only if the strategy needs it.

    Raises
    ------
    InputError
        If there are too few pairs, or all are on one side and the method needs both.
    """
    least, most = info.pairs
    count = choice.count or (2 if most is None else most)
    if count < least or (most is not None and count > most):
        raise InputError(
            "{title} supports {limits} pairs per date, not {count}; correct the number of pairs, or enter 0.",
            title=info.title,
            limits=least if least == most else tr("{least} to {most}", least=least, most=most or chr(8734)),
            count=count,
        )
    near = [one for one in dates if one != day and (not choice.farthest or abs((one - day).days) <= choice.farthest)]

    def rank(one: date) -> tuple[float, int, date]:
        apart = abs((one - day).days)
        return (-round(clear(one) / _ALIKE) if choice.strategy == CLEAREST else 0, apart, one)

    order = sorted(near, key=rank)
    if choice.strategy != NEAREST:
        sides = [[one for one in order if one < day], [one for one in order if one > day]]
        order = _in_turn(*sorted(sides, key=lambda side: order.index(side[0]) if side else len(order)))
    chosen = tuple(sorted(order[:count]))
    within = tr(" within {farthest} days", farthest=choice.farthest) if choice.farthest else ""
    if len(chosen) < least:
        raise InputError(
            "{title} requires {least} pairs for {day}; found{within}: {count}.",
            title=info.title,
            least=least,
            count=len(chosen),
            within=within,
            day=day,
        )
    if len(chosen) > 1 and not choice.extrapolate and not chosen[0] < day < chosen[-1]:
        if least == 1:
            return (order[0],)
        raise InputError(
            "{title} requires pairs before and after {day}, but all{within} are on one side; allow target dates "
            "outside the pairs, or choose a method for one pair.",
            title=info.title,
            day=day,
            within=within,
        )
    return chosen


def _in_turn(better: list[date], other: list[date]) -> list[date]:
    """Returns dates of both sides alternately: the best of either side, then the second best, and so on."""
    order = [one for both in zip(better, other) for one in both]
    return order + better[len(other) :] + other[len(better) :]
