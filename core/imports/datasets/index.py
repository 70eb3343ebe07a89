"""The index of a folder with a data set: which set it is, its images by date, its pairs, and what is missing."""

from __future__ import annotations

import filecmp
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ...errors import InputError
from ...run import Run
from .rows import GRIDS, PAIRS, DataSetRow
from .table import DATA_SETS

_DEEPEST, _MOST = 8, 200_000
_BESIDE = (".hdr", ".aux.xml", ".ovr", ".xml", ".txt", ".md", ".csv", ".json", ".tfw", ".png", ".jpg", ".enp")
_LEAST = 2  # dates of both sensors that a set is recognized by
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class DataSetIndex:
    """Images of a data set.

    Attributes
    ----------
    row : DataSetRow
    folder : Path
    fine, coarse : dict of date to Path
        In order of dates.
    notes : tuple of str
        Copies, images of one sensor only, files that were skipped.
    """

    row: DataSetRow
    folder: Path
    fine: dict[date, Path]
    coarse: dict[date, Path]
    notes: tuple[str, ...] = ()

    @property
    def pairs(self) -> dict[date, tuple[Path, Path]]:
        """Fine and coarse image by the date of the fine one; each image is in one pair at most, the nearest first."""
        found: dict[date, tuple[Path, Path]] = {}
        free = dict(self.coarse)
        gaps = sorted(
            (abs((day - other).days), day, other)
            for day in self.fine
            for other in self.coarse
            if abs((day - other).days) <= self.row.tolerance
        )
        for _, day, other in gaps:
            if day not in found and other in free:
                found[day] = (self.fine[day], free.pop(other))
        return dict(sorted(found.items()))


def recognize(folder: Path, run: Run) -> DataSetRow:
    """Returns the data set that a folder holds: that with the most dates of both sensors.

    Raises
    ------
    InputError
        If none has two dates of both sensors; the message says what is there.
    """
    names = list(_names(folder, run))
    best: tuple[tuple[int, int, int, int], DataSetRow] | None = None
    for place, row in enumerate(DATA_SETS):
        if row.kind != PAIRS:
            continue
        fine, coarse = _dates(names, row.fine_names, row), _dates(names, row.coarse_names, row)
        near = sum(any(abs((one - other).days) <= row.tolerance for other in coarse) for one in fine)
        if near < _LEAST:
            continue
        # Sets with the same names are told apart by the name of the folder, and by their dates.
        named = re.search(rf"(?<![A-Za-z]){re.escape(row.id)}(?![A-Za-z])", str(folder), re.IGNORECASE) is not None
        known = len(coarse & set(row.dates))
        score = (int(named), known - len(coarse - set(row.dates)) if row.dates else 0, near, -place)
        if best is None or score > best[0]:
            best = score, row
    if best is not None:
        return best[1]
    for row in DATA_SETS:
        if row.kind != PAIRS and _holds(row, names):
            return row
    raise InputError(
        "{folder} contains no known data set ({count} files, such as {name}); choose the data set, or generic with two "
        "patterns.",
        folder=folder,
        count=len(names),
        name=names[0] if names else "-",
    )


def index(folder: Path, row: DataSetRow, run: Run) -> DataSetIndex:
    """Returns the images of a data set.

    Raises
    ------
    InputError
        If there are no images of one of the sensors, or two different ones of one date.
    """
    names = list(_names(folder, run))
    notes: list[str] = []
    sides = []
    for label, patterns in (("fine", row.fine_names), ("coarse", row.coarse_names)):
        found, texts = _by_date(folder, names, patterns, row)
        notes += texts
        if not found and row.kind == PAIRS:
            raise InputError(
                "{folder} contains no {label} image of {title} ({count} files, such as {name}); check the folder, or use "
                "generic with two patterns.",
                folder=folder, label=label, title=row.id, count=len(names), name=names[0] if names else "-",
            )  # fmt: skip
        sides.append(found)
    fine, coarse = sides
    made = DataSetIndex(row, folder, fine, coarse)
    paired = made.pairs
    used = {path for pair in paired.values() for path in pair}
    for label, side in (("fine", fine), ("coarse", coarse)):
        alone = [day for day, path in side.items() if path not in used]
        if alone and row.kind == PAIRS:
            other = "coarse" if label == "fine" else "fine"
            notes.append(
                f"{label}: no {other} image on {', '.join(map(str, alone[:10]))}{' ...' if len(alone) > 10 else ''}"
            )
    return DataSetIndex(row, folder, fine, coarse, tuple(notes))


def _names(folder: Path, run: Run) -> Iterator[str]:
    if not folder.is_dir():
        raise InputError("The folder {folder} does not exist; choose the folder of the data set.", folder=folder)
    count = 0
    for place, below, files in os.walk(folder):
        run.check()
        depth = len(Path(place).relative_to(folder).parts)
        below[:] = sorted(name for name in below if not name.startswith((".", "__MACOSX"))) if depth < _DEEPEST else []
        for name in sorted(files):
            count += 1
            if count > _MOST:
                raise InputError("{folder} contains more than {most} files; choose the folder of the data set.",
                                 folder=folder, most=_MOST)  # fmt: skip
            if not name.startswith(".") and not name.lower().endswith(_BESIDE):
                yield (Path(place) / name).relative_to(folder).as_posix()


def _holds(row: DataSetRow, names: Sequence[str]) -> bool:
    if row.kind == GRIDS:
        from ..products import products_named

        rows = [one for product in row.products if product != "CF" for one in products_named(product)]
        return any(one.regex.search(name) for one in rows for name in names)
    return any(pattern.search(name) for pattern in row.fine_names for name in names)


def _dates(names: Sequence[str], patterns: Sequence[re.Pattern[str]], row: DataSetRow) -> set[date]:
    return {day for name in names for day in [_day_of(name, patterns, row)] if day is not None}


def _day_of(name: str, patterns: Sequence[re.Pattern[str]], row: DataSetRow) -> date | None:
    if row.skipped_names is not None and row.skipped_names.search(name.rpartition("/")[2]):
        return None
    for pattern in patterns:
        match = pattern.search(name)
        if match:
            return day_of(match)
    return None


def day_of(match: re.Match[str]) -> date | None:
    """Returns the date in the named groups of a match: Y m d, Y b d, or Y j; None if there is no such day."""
    held = {key: value for key, value in match.groupdict().items() if value}
    try:
        if "j" in held:
            return date(int(held["Y"]), 1, 1) + timedelta(int(held["j"]) - 1)
        month = _MONTHS.index(held["b"][:3].lower()) + 1 if "b" in held else int(held["m"])
        return date(int(held["Y"]), month, int(held.get("d", 1)))
    except (KeyError, ValueError, OverflowError):
        return None


def _by_date(
    folder: Path, names: Sequence[str], patterns: Sequence[re.Pattern[str]], row: DataSetRow
) -> tuple[dict[date, Path], list[str]]:
    found: dict[date, Path] = {}
    notes, copies = [], 0
    for name in names:
        day = _day_of(name, patterns, row)
        if day is None:
            continue
        day = _published(day, row)
        path = folder / name
        if day not in found:
            found[day] = path
            continue
        known = found[day]
        if "_real" in path.name and "_real" not in known.name:
            found[day] = path
        elif "_real" in known.name or _same(known, path):
            copies += 1
        else:
            raise InputError(
                "{first} and {second} are both of {day} and differ; choose the folder of one of them, or another data set.",
                first=known.relative_to(folder), second=path.relative_to(folder), day=day,
            )  # fmt: skip
    if copies:
        notes.append(f"{copies} files are copies of images of the same date")
    return dict(sorted(found.items())), notes


def _published(day: date, row: DataSetRow) -> date:
    """Returns the published date of an image: names of Landsat images in CIA are one day earlier."""
    near = [one for one in row.dates if abs((one - day).days) <= row.tolerance]
    return day if day in near or not near else min(near, key=lambda one: abs((one - day).days))


def _same(first: Path, second: Path) -> bool:
    return first.stat().st_size == second.stat().st_size and filecmp.cmp(first, second, shallow=False)
