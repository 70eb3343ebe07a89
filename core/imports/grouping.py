"""Which granules, and which of their times, become one image; and archives that must be unpacked to be read."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ..errors import InputError
from ..run import Run
from . import archives
from .granules import Found, Granule
from .library import check_drivers
from .opening import steps_of
from .rows import SUBDATASETS, VARIABLES


@dataclass(frozen=True)
class Step:
    """One granule at one time; `unpacked` is the same granule with files that can be read, if it was unpacked before."""

    granule: Granule
    day: date
    place: int | None
    time: datetime | None
    unpacked: Granule | None = None


def groups_of(
    granules: Sequence[Granule],
    first: date | None,
    last: date | None,
    hour: float | None,
    problems: list[str],
    kept: ExitStack,
    run: Run,
) -> dict[tuple[str, date], list[Step]]:
    """Returns what becomes one image, by product and middle date.

    Parameters
    ----------
    granules : sequence of Granule
    first, last : date or None
        Limits of the middle dates.
    hour : float or None
        Of several times of a day, only the one nearest to this hour.
    problems : list of str
        Takes a sentence for each granule that cannot be read.
    kept : ExitStack
        Keeps what was unpacked for several dates, until it is closed.
    run : Run

    Raises
    ------
    InputError
        If nothing is left.
    """
    groups: dict[tuple[str, date], list[Step]] = defaultdict(list)
    for number, granule in enumerate(granules):
        run.check()
        run.progress(number / len(granules))
        try:
            check_drivers(granule.row.drivers, granule.row.title)
            times, there = _times(granule, kept, run)
        except InputError as error:
            if str(error) not in problems:
                problems.append(str(error))
                run.warn(str(error))
            continue
        for day, place, time in times:
            middle = granule.span(day)[1]
            if (first and middle < first) or (last and middle > last):
                continue
            groups[granule.product, middle].append(Step(granule, day, place, time or _named_time(granule, day), there))
    if hour is not None:
        for key, steps in groups.items():
            timed = [step for step in steps if step.time is not None]
            if timed:
                nearest = min(abs(_hours(step.time) - hour) for step in timed)
                groups[key] = [step for step in timed if abs(_hours(step.time) - hour) == nearest]
    groups = {key: _newest(steps, run) for key, steps in groups.items()}
    if not groups and not problems:
        raise InputError("No product lies between the first and the last date; choose other dates.")
    if not groups:
        raise InputError("Nothing was imported. {first}", first=problems[0])
    return groups


def _times(
    granule: Granule, kept: ExitStack, run: Run
) -> tuple[list[tuple[date, int | None, datetime | None]], Granule | None]:
    """Returns the days of a granule, and the unpacked granule if it has several: it is not unpacked for each of them."""
    if granule.row.container != VARIABLES or granule.row.places is not None:
        return steps_of(granule), None
    with ExitStack() as own:
        there = own.enter_context(readable(granule, run))
        times = steps_of(there)
        if len(times) > 1 and there is not granule:
            kept.push(own.pop_all().__exit__)
            return times, there
    return times, None


def _newest(steps: list[Step], run: Run) -> list[Step]:
    """Returns the steps without older collections or baselines of a tile of which a newer one is there."""

    def edition(one: Step) -> tuple[str, str]:
        return one.granule.facts.get("collection", ""), one.granule.facts.get("baseline", "")

    def tile(one: Step) -> tuple[object, ...]:
        facts = one.granule.facts
        return facts.get("tile", ""), facts.get("h", ""), facts.get("v", ""), one.time

    newest: dict[tuple[object, ...], tuple[str, str]] = {}
    for one in steps:
        newest[tile(one)] = max(newest.get(tile(one), ("", "")), edition(one))
    kept = [one for one in steps if edition(one) == newest[tile(one)]]
    for one in steps:
        if one not in kept:
            run.info("{name} is skipped: a newer collection or baseline is available.", name=one.granule.name)
    return kept


def _hours(time: datetime | None) -> float:
    return 0.0 if time is None else time.hour + time.minute / 60


def _named_time(granule: Granule, day: date) -> datetime | None:
    text = granule.facts.get("time", "")
    if len(text) < 2 or not text[:4].isdigit() or int(text[:2]) > 23:
        return None
    return datetime(day.year, day.month, day.day, int(text[:2]), int(text[2:4] or 0) % 60)


@contextmanager
def readable(granule: Granule, run: Run) -> Iterator[Granule]:
    """Provides a granule whose files GDAL can read: what is in an archive is unpacked into a temporary folder."""
    container = granule.row.container in (VARIABLES, SUBDATASETS)
    packed = {name: one for name, one in granule.layers.items() if one.member and container}
    single = {
        name: one
        for name, one in granule.layers.items()
        if not one.member and one.path.suffix.lower() in archives.SINGLE
    }
    if not packed and not single:
        yield granule
        return
    with tempfile.TemporaryDirectory(prefix="stfusion-import-") as name:
        place, layers = Path(name), dict(granule.layers)
        by_archive: dict[Path, list[str]] = defaultdict(list)
        for one in packed.values():
            by_archive[one.path].append(one.member)
        for path, members in by_archive.items():
            archives.unpack(path, members, place, run.check)
        for key, one in packed.items():
            layers[key] = Found(one.name, place / one.member)
        for key, one in single.items():
            layers[key] = Found(one.name, archives.unpack_single(one.path, place, run.check))
        yield replace(granule, layers=layers)
