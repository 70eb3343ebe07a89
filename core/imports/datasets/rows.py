"""What the table says about one data set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

# Pairs of images; a gridded product that Import product reads; stations; a layer without a date.
PAIRS, GRIDS, STATIONS, STATIC = "image pairs", "gridded", "stations", "static"
ONE_PAIR, TRIPLETS = "one pair", "triplets"


@dataclass(frozen=True)
class Split:
    """A published division of the dates of a data set.

    Attributes
    ----------
    name : str
    source : str
        Publication or program that states it.
    train : int or tuple of date
        Dates for training; a number stands for the first dates in order.
    kind : str
        ``one pair``: each test date is predicted from the date before it; ``triplets``: from the dates before and after.
    tests : tuple of tuple of date
        Reference dates and, last, the date that is predicted; empty: consecutive ones of the dates that are not for training,
        of triplets those after the ones for training.
    """

    name: str
    source: str
    train: int | tuple[date, ...]
    kind: str = ONE_PAIR
    tests: tuple[tuple[date, ...], ...] = ()

    def training_dates(self, days: list[date]) -> list[date]:
        """Returns the dates for training, of those that are there."""
        if isinstance(self.train, int):
            return days[: self.train]
        return [day for day in days if day in self.train]

    def test_cases(self, days: list[date]) -> list[tuple[tuple[date, ...], date]]:
        """Returns reference dates and target of each test, of dates that are all there."""
        cases = list(self.tests)
        if not cases:
            kept = [day for day in days if day not in self.training_dates(days)]
            size = 2 if self.kind == ONE_PAIR else 3
            if self.kind == TRIPLETS and isinstance(self.train, int):
                # The first test triplet follows the last one for training, with which it shares two dates.
                kept = days[max(self.train - 2, 0) :]
            groups = [kept[place : place + size] for place in range(len(kept) - size + 1)]
            cases = [(group[0], group[1]) if size == 2 else (group[0], group[2], group[1]) for group in groups]
        return [(case[:-1], case[-1]) for case in cases if set(case) <= set(days)]

    def test_dates(self, days: list[date]) -> list[date]:
        """Returns the dates that are predicted in the tests, in order."""
        return sorted({target for _, target in self.test_cases(days)})

    def validation_dates(self, days: list[date]) -> list[date]:
        """Returns dates that are neither for training nor predicted in a test, in order."""
        used = {*self.training_dates(days), *self.test_dates(days)}
        references = {day for case, _ in self.test_cases(days) for day in case}
        return [day for day in days if day not in used | references]


@dataclass(frozen=True)
class DataSetRow:
    """One data set.

    Attributes
    ----------
    id : str
        Name in the field's list.
    title : str
        What it shows, and with which sensors.
    kind : str
    fine, coarse : tuple of str
        Regular expressions for the paths of fine and coarse images below the folder, with forward slashes, and named groups
        ``Y m d``, ``Y j`` or ``Y b d`` for the date. They match the whole end of a path.
    skipped : str
        Regular expression for files that are no images of a pair: classes, objects, placeholders.
    products : tuple of str
        For gridded data sets: products of Import product, by their ids.
    stations : str
        For stations: reader of `core.imports.datasets.stations`.
    tolerance : int
        Days between the dates of the images of a pair.
    scale : str
        Scale factor of fine and coarse images, as users type it; empty: detected.
    unit : str
        What the values are.
    bands : tuple of str
        Names of the bands, of both sensors.
    ratio : int
        Resolution ratio; 0 if it is not known.
    crop : tuple of int or None
        First and last row, first and last column of the part that publications use.
    dates : tuple of date
        Its dates, as published, which tell it from sets with the same names; empty: not known.
    splits : tuple of Split
    licence, citation, note : str
    """

    id: str
    title: str
    kind: str = PAIRS
    fine: tuple[str, ...] = ()
    coarse: tuple[str, ...] = ()
    skipped: str = ""
    products: tuple[str, ...] = ()
    stations: str = ""
    tolerance: int = 0
    scale: str = ""
    unit: str = "reflectance"
    bands: tuple[str, ...] = ()
    ratio: int = 0
    crop: tuple[int, int, int, int] | None = None
    dates: tuple[date, ...] = ()
    splits: tuple[Split, ...] = ()
    licence: str = ""
    citation: str = ""
    note: str = ""

    @cached_property
    def fine_names(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.fine)

    @cached_property
    def coarse_names(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.coarse)

    @cached_property
    def skipped_names(self) -> re.Pattern[str] | None:
        return re.compile(self.skipped, re.IGNORECASE) if self.skipped else None

    def split(self, name: str) -> Split | None:
        """Returns a split by its name; None if there is none."""
        return next((split for split in self.splits if split.name == name), None)


def days(text: str) -> tuple[date, ...]:
    """Parses dates separated by spaces; ``10-17`` repeats the year before it."""
    found: list[date] = []
    year = 0
    for word in text.split():
        parts = [int(part) for part in word.split("-")]
        if len(parts) == 3:
            year = parts[0]
        found.append(date(year, parts[-2], parts[-1]))
    return tuple(found)
