"""Finds products in files, archives and folders, by the table of products."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from ..dates import date_from_name
from ..errors import InputError
from ..run import Run
from . import archives
from .archives import Member
from .library import exceptions
from .rows import FILES, STACK, TOP, VARIABLES, ProductRow

_DEEPEST = 8  # levels of folders that are searched
_MOST_FILES = 200_000
# Files of products that hold no layer.
_BESIDE = re.compile(
    r"\.(xml|json|txt|html?|pdf|png|jpe?g|gif|gml|safe|md5|aux|ovr|kml|xsd|csv|met|qml)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Found:
    """A file, or a member of an archive.

    Attributes
    ----------
    name : str
        Path below the chosen folder, with the name of the folder and with forward slashes.
    path : Path
        The file on disk: the archive, if it is a member of one.
    member : str
        Name in the archive; empty for a file on disk.
    """

    name: str
    path: Path
    member: str = ""

    @property
    def source(self) -> str:
        """What GDAL opens."""
        return archives.inside(self.path, self.member) if self.member else str(self.path)


@dataclass(frozen=True)
class Granule:
    """One delivery of a product: a scene, a tile, or a file with many times.

    Attributes
    ----------
    row : ProductRow
    name : str
    layers : mapping of str to Found
        Files by the name of their layer; one entry with an empty name for a file that has several layers.
    day : date or None
        First day; None if the name does not state it.
    facts : mapping of str to str
        What the name states: platform, tile, baseline, collection, short name of the product, time.
    metadata : Found or None
        Text file with scales.
    """

    row: ProductRow
    name: str
    layers: Mapping[str, Found]
    day: date | None
    facts: Mapping[str, str] = field(default_factory=dict)
    metadata: Found | None = None

    @property
    def files(self) -> list[Path]:
        """Files on disk, each once."""
        return list(dict.fromkeys(one.path for one in self.layers.values()))

    @property
    def product(self) -> str:
        """Beginning of the names of its files: the short name where one row stands for several products."""
        short = self.facts.get("short", "")
        return short if short and self.row.container != VARIABLES else self.row.id

    def span(self, day: date) -> tuple[date, date, date]:
        """Returns first, middle and last day of what it covers; `day` is that of its name, or of a time in it."""
        days = timedelta(self.row.days - 1)
        first = day - timedelta(self.row.days // 2) if self.row.centred else day
        middle = day if self.row.centred else day + timedelta(self.row.days // 2)
        return first, middle, first + days


def find_granules(
    places: Sequence[str | Path], rows: Sequence[ProductRow], run: Run, named: bool = False
) -> tuple[list[Granule], list[str]]:
    """Finds products.

    Parameters
    ----------
    places : sequence of path
        Files, archives and folders; folders are searched with their subfolders.
    rows : sequence of ProductRow
        Products that are looked for, in the order of precedence.
    run : Run
    named : bool
        Only one of `rows` was chosen by the user, so that files with other names are tried, too.

    Returns
    -------
    granules : list of Granule
        In order of product, day and name.
    problems : list of str
        One sentence for each archive that could not be opened.

    Raises
    ------
    InputError
        If a place does not exist, or nothing is found; the message says what is there.
    """
    files: list[Found] = []
    problems: list[str] = []
    for place in places:
        for one in _files(Path(place), run):
            if isinstance(one, str):
                problems.append(one)
            else:
                files.append(one)
    matched: dict[tuple[str, str], list[tuple[Found, re.Match[str]]]] = defaultdict(list)
    rows_by_key: dict[tuple[str, str], ProductRow] = {}
    rest: list[Found] = []
    for one in files:
        row, match = _match(one.name, [row for row in rows if row.container != STACK])
        if row is None or match is None:
            rest.append(one)
            continue
        key = f"{row.title}", _granule_of(match, one)
        matched[key].append((one, match))
        rows_by_key[key] = row
    granules = [_granule(rows_by_key[key], parts, rest) for key, parts in matched.items()]
    granules += [made for one in rest for made in [_by_bands(one, rows)] if made]
    # A scene and the same scene in an archive beside it count once.
    kept: dict[tuple[str, str], Granule] = {}
    for granule in granules:
        known = kept.get((granule.row.id, granule.name))
        if known is None or len(granule.layers) > len(known.layers):
            kept[granule.row.id, granule.name] = granule
    if not kept:
        _nothing(places, files, problems)
    ordered = sorted(kept.values(), key=lambda one: (one.product, one.day or date.min, one.name))
    return ordered, problems


def _files(place: Path, run: Run) -> Iterator[Found | str]:
    """Yields the files of a place, and a sentence for each archive that cannot be opened."""
    if not place.exists():
        raise InputError("{place} does not exist; choose another file or folder.", place=place)
    if place.is_file():
        # A file of a product that has several files stands for the folder it is in.
        if re.search(
            r"(MTL\.(txt|xml|json)|MTD_\w+\.xml|xfdumanifest\.xml|manifest\.safe)$", place.name, re.IGNORECASE
        ):
            yield from _files(place.resolve().parent, run)
            return
        yield from _of_file(place, place.parent, run)
        return
    count = 0
    for folder, below, names in os.walk(place):
        run.check()
        depth = len(Path(folder).relative_to(place).parts)
        below[:] = sorted(name for name in below if not name.startswith((".", "__MACOSX"))) if depth < _DEEPEST else []
        for name in sorted(names):
            if name.startswith("."):
                continue
            count += 1
            if count > _MOST_FILES:
                raise InputError(
                    "The folder {place} contains more than {most} files; choose the folder of the products.",
                    place=place,
                    most=_MOST_FILES,
                )
            yield from _of_file(Path(folder) / name, place.parent, run)


def _of_file(path: Path, root: Path, run: Run) -> Iterator[Found | str]:
    name = path.relative_to(root).as_posix()
    if not archives.is_archive(path):
        yield Found(name, path)
        return
    try:
        found: list[Member] = archives.members(path)
    except InputError as error:
        yield str(error)
        return
    # The name of the archive is that of the folder which it replaces.
    stem = re.sub(r"\.(zip|tar|tar\.gz|tgz)$", "", name, flags=re.IGNORECASE)
    yield from (Found(f"{stem}/{one.name}", path, one.name) for one in found)


def _match(name: str, rows: Iterable[ProductRow]) -> tuple[ProductRow | None, re.Match[str] | None]:
    if _BESIDE.search(name):
        return None, None
    # A file that is compressed by itself, such as x.nc.gz, is named after what is in it.
    name = re.sub(r"\.(gz|bz2)$", "", name, flags=re.IGNORECASE)
    for row in rows:
        match = row.regex.search(name)
        if match:
            return row, match
    return None, None


def _granule_of(match: re.Match[str], one: Found) -> str:
    """Returns what is the same for all files of a granule."""
    known = match.groupdict()
    if known.get("granule"):
        return str(known["granule"])
    return "_".join(str(known[key]) for key in ("short", "Y", "m", "j", "d", "tile") if known.get(key)) or one.name


def _granule(row: ProductRow, parts: list[tuple[Found, re.Match[str]]], rest: list[Found]) -> Granule:
    found, match = parts[0]
    facts = _facts(match)
    name = _granule_of(match, found)
    several = row.container == FILES or "part" in row.regex.groupindex
    layers = {one["part"]: file for file, one in parts} if several else {"": found}
    metadata = next((one for one in rest if name in one.name and one.name.upper().endswith(_METADATA)), None)
    # Names that no provider gives may state a date, too.
    day = _day(match) if "Y" in row.regex.groupindex else date_from_name(Path(found.name).name)
    return Granule(row, name, layers, day, facts, metadata)


_METADATA = ("_MTL.TXT", "MTD_MSIL2A.XML", "MTD_MSIL1C.XML")


def _facts(match: re.Match[str]) -> dict[str, str]:
    names = ("platform", "tile", "baseline", "collection", "short", "time", "h", "v")
    return {key: value for key in names if (value := match.groupdict().get(key))}


def _day(match: re.Match[str]) -> date | None:
    held = {key: value for key, value in match.groupdict().items() if key in "Ymdj" and value}
    try:
        if "j" in held:
            return date(int(held["Y"]), 1, 1) + timedelta(int(held["j"]) - 1)
        return date(int(held["Y"]), int(held["m"]), int(held["d"]))
    except (KeyError, ValueError, OverflowError):
        return None


def _by_bands(one: Found, rows: Sequence[ProductRow]) -> Granule | None:
    """Returns a granule for a raster whose bands are named as those of a product, such as an export of Earth Engine."""
    if not one.name.lower().endswith((".tif", ".tiff", ".vrt")) or not any(row.container == STACK for row in rows):
        return None
    with exceptions() as library:
        try:
            dataset = library.Open(one.source)
        except RuntimeError:
            return None
        names = [dataset.GetRasterBand(band).GetDescription() for band in range(1, dataset.RasterCount + 1)]
    if len(names) < 2:
        return None
    for row in rows:
        if row.container not in (STACK, FILES) or row.level == TOP:
            continue
        known = [name for name in names if any(re.fullmatch(band.part, name) for band in row.bands)]
        flags = [name for name in names if any(re.fullmatch(layer.part, name) for layer in row.quality)]
        if len(known) >= 2 and flags and len(known) + len(flags) > len(names) // 2:
            match = row.regex.search(one.name)
            facts = _facts(match) if match else {}
            day = _day(match) if match else date_from_name(one.name)
            return Granule(replace(row, container=STACK), Path(one.name).stem, {"": one}, day, facts)
    return None


def _nothing(places: Sequence[str | Path], files: Sequence[Found], problems: Sequence[str]) -> None:
    if problems:
        raise InputError(problems[0])
    shown = ", ".join(str(place) for place in places[:2])
    if not files:
        raise InputError("{place} contains no file; choose the folder or file of a product.", place=shown)
    raise InputError(
        "{place} contains no known product ({count} files, such as {name}); the help page lists the products. Images that "
        "are ready for fusion do not require an import.",
        place=shown,
        count=len(files),
        name=Path(files[0].name).name,
    )
