"""Acquisition dates: read from text that a user typed, from raster tags, and from file names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from .errors import InputError

# Tags with the acquisition date. TIFFTAG_DATETIME is excluded: it is the time when the file was written.
DATE_TAGS = (
    "ACQUISITION_DATE",
    "ACQUISITIONDATETIME",
    "DATE_ACQUIRED",
    "SENSING_TIME",
    "DATATAKE_1_DATATAKE_SENSING_START",
    "PRODUCT_START_TIME",
    "RANGEBEGINNINGDATE",
    "TIME_COVERAGE_START",
)

_YEAR = r"(?:19[5-9]\d|20\d\d)"
# Without separators all eight digits are required: 2004112 is ambiguous.
_TYPED = re.compile(rf"\s*({_YEAR})(?:(\d\d)(\d\d)|([-/.])(\d{{1,2}})\4(\d{{1,2}}))(?!\d)")
_NAME_PATTERNS = (
    ("ymd", re.compile(rf"(?<!\d)({_YEAR})(\d\d)(\d\d)(?!\d)")),
    ("ymd", re.compile(rf"(?<!\d)({_YEAR})([-_.])(\d{{1,2}})\2(\d{{1,2}})(?!\d)")),
    ("yj", re.compile(rf"(?<![A-Za-z0-9])[AD]?({_YEAR})(\d\d\d)(?!\d)", re.IGNORECASE)),
    ("yj", re.compile(rf"L[COTEM]\d\d{{6}}({_YEAR})(\d\d\d)", re.IGNORECASE)),
)


def parse_date(text: str) -> date:
    """Parses a date typed by a user or stored in a tag: ISO 8601 (a time of day is ignored) or YYYYMMDD.

    Raises
    ------
    InputError
        If the text is not a date.
    """
    match = _TYPED.match(text)
    found = _calendar(*(part for part in match.groups() if part and part.isdigit())) if match else None
    if found is None:
        raise InputError("'{text}' is no date; write it as year-month-day, for example 2004-12-28.", text=text)
    return found


def date_from_name(path: str | Path) -> date | None:
    """Returns the first plausible date in a file name, or None.

    Recognizes Landsat product and scene identifiers, MODIS and VIIRS ``AYYYYDDD``, Sentinel, ``YYYYMMDD`` (also
    followed by a time), ``YYYY-M-D`` with ``-``, ``_`` or ``.``, and ``YYYYDDD``.
    """
    name = Path(path).name
    dates = []
    for kind, pattern in _NAME_PATTERNS:
        for match in pattern.finditer(name):
            parts = [part for part in match.groups() if part.isdigit()]
            found = _calendar(*parts) if kind == "ymd" else _day_of_year(*parts)
            if found:
                dates.append((match.start(1), found))
    return min(dates)[1] if dates else None


def date_from_tags(tags: Mapping[str, str]) -> date | None:
    """Returns the date stated in raster tags, or None. Tag names are compared without case or group prefix."""
    by_name = {key.upper().rpartition("#")[2]: value for key, value in tags.items()}
    for name in DATE_TAGS:
        if name in by_name:
            try:
                return parse_date(by_name[name])
            except InputError:
                continue
    return None


def nearest(wanted: date, dates: Iterable[date], within: timedelta) -> date | None:
    """Returns the date closest to `wanted`, at most `within` away; of two equally close, the earlier one. None if there
    is none.
    """
    close = [day for day in dates if abs(day - wanted) <= within]
    return min(close, key=lambda day: (abs(day - wanted), day)) if close else None


def _calendar(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _day_of_year(year: str, day: str) -> date | None:
    number = int(day)
    last = (date(int(year) + 1, 1, 1) - date(int(year), 1, 1)).days
    return date(int(year), 1, 1) + timedelta(number - 1) if 1 <= number <= last else None


def find_date(source: str, tags: dict[str, str] | None = None) -> date | None:
    """Returns the date in a raster's tags, else in its name; None if neither contains one."""
    return date_from_tags(tags or {}) or date_from_name(source)
