"""Selection of the dates of a series."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..dates import parse_date
from ..errors import InputError
from ..words import tr
from .images import nearest

COARSE, FINE, BOTH = "coarse", "fine", "both"


@dataclass(frozen=True)
class Wanted:
    """Selection of dates by the user.

    Attributes
    ----------
    dates : str
        ``coarse``, ``fine`` or ``both`` for every date with such an image; otherwise dates separated by spaces or
        commas.
    start, end : date or None
        Dates before or after these are left out.
    step : int
        Days between dates, counted from `start` or from the first coarse image; 0 uses `dates`.
    tolerance : int
        Maximum time gap, in days, to the coarse image for a date without its own.
    """

    dates: str = COARSE
    start: date | None = None
    end: date | None = None
    step: int = 0
    tolerance: int = 8


def wanted_dates(wanted: Wanted, fine: Sequence[date], coarse: Sequence[date]) -> tuple[dict[date, date], list[date]]:
    """Returns the dates to predict, each with the date of its coarse image, and the dates without a coarse image.

    Raises
    ------
    InputError
        If the selection is invalid or contains no date.
    """
    if wanted.start and wanted.end and wanted.start > wanted.end:
        raise InputError(
            "The first date {start} is after the last date {end}; swap the dates.",
            start=wanted.start,
            end=wanted.end,
        )
    days = _asked(wanted, fine, coarse)
    days = [day for day in days if (not wanted.start or day >= wanted.start) and (not wanted.end or day <= wanted.end)]
    if not days:
        raise InputError(
            "There are no dates to predict: the coarse images are of {coarse_span}, the fine images of "
            "{fine_span}; choose other dates, or change the first or last date.",
            coarse_span=_span(coarse),
            fine_span=_span(fine),
        )
    found, without = {}, []
    ordered, within = sorted(coarse), timedelta(wanted.tolerance)
    for day in days:
        # Of the many dates of a long series only those near enough are compared.
        near = ordered[bisect_left(ordered, day - within) : bisect_right(ordered, day + within)]
        at = nearest(day, near, wanted.tolerance)
        if at is None:
            without.append(day)
        else:
            found[day] = at
    return found, without


def _asked(wanted: Wanted, fine: Sequence[date], coarse: Sequence[date]) -> list[date]:
    if wanted.step:
        first, last = wanted.start or coarse[0], wanted.end or coarse[-1]
        return [first + timedelta(days) for days in range(0, (last - first).days + 1, wanted.step)]
    word = wanted.dates.strip().lower() or COARSE
    known = {COARSE: set(coarse), FINE: set(fine), BOTH: {*coarse, *fine}}
    if word in known:
        return sorted(known[word])
    try:
        return sorted({parse_date(part) for part in re.split(r"[\s,;]+", word) if part})
    except InputError as error:
        raise InputError(
            "Dates '{dates}' are not valid; enter coarse, fine, both, or dates such as 2015-07-12 2015-07-28.",
            dates=wanted.dates,
        ) from error


def _span(dates: Sequence[date]) -> str:
    return tr("{first} to {last}", first=min(dates), last=max(dates)) if dates else tr("no date")
