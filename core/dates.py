"""Acquisition dates: read from text that a user typed, from raster tags, from file names, and from folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from .errors import InputError

# Tags with the acquisition date. TIFFTAG_DATETIME is excluded: it is the time when the file was written.
DATE_TAGS = (
    "ACQUISITION_DATE",
    "ACQUISITIONDATE",
    "ACQUISITIONDATETIME",
    "DATE_ACQUIRED",
    "SENSING_TIME",
    "DATATAKE_1_DATATAKE_SENSING_START",
    "PRODUCT_START_TIME",
    "RANGEBEGINNINGDATE",
    "RANGEBEGINNINGDATETIME",
    "BEGINDATE",
    "OBSERVATION_START_TIME",
    "TIME_COVERAGE_START",
    "START_TIME",
)

# A composite may be named after its first day and dated at its middle or end by its tags.
COMPOSITE = timedelta(days=16)

_YEAR = r"(?:19[5-9]\d|20\d\d)"
# Without separators all eight digits are required: 2004112 is ambiguous.
_TYPED = re.compile(rf"\s*({_YEAR})(?:(\d\d)(\d\d)|([-/.])(\d{{1,2}})\4(\d{{1,2}}))(?!\d)")

_Y, _B = (
    r"(?P<Y>19[7-9]\d|20\d\d)",
    (
        r"(?P<b>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
        r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    ),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOUR = r"(?:[01]\d|2[0-3])"
_CLOCK = rf"(?:{_HOUR}(?:[0-5]\d){{0,2}})"
# The third number of path, row or version behind a year, as in 2019_199_026, is no day.
_NO_ROW = r"(?![-_]\d{3}(?!\d))"
_NAME_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # GOES and other names with s20190051200123_e...: year, day of the year, time, tenths of a second.
        rf"_s{_Y}(?P<j>\d{{3}})\d{{6,7}}(?=_e\d)",
        # 20041126, and with hours, minutes and seconds directly behind it.
        rf"(?<!\d){_Y}(?P<m>\d\d)(?P<d>\d\d){_CLOCK}?(?!\d)",
        # Landsat 5 and 7 with eight digits directly behind the row: L71093084_08420011007.
        rf"(?<!\d)(?:[01]\d\d|2[0-4]\d){_Y}(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        # ASTER: AST_L1T_00301052019120000, month first.
        r"(?<![A-Z0-9])AST_[A-Z0-9]+_\d{3}(?P<m>\d\d)(?P<d>\d\d)(?P<Y>20\d\d)\d{6}(?!\d)",
        rf"(?<!\d){_Y}(?P<separator>[-_.])(?P<m>\d{{1,2}})(?P=separator)(?P<d>\d{{1,2}})(?!\d)",
        # 2019_Jan_05, 05Jan2019, Jan-05-2019.
        rf"(?<!\d){_Y}[-_. ]?{_B}[-_. ]?(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})[-_. ]?{_B}[-_. ]?{_Y}(?!\d)",
        rf"(?<![A-Za-z]){_B}[-_. ]?(?P<d>\d{{1,2}})[-_., ]+{_Y}(?!\d)",
        # Year and day of the year: 2004331 as MODIS, AppEEARS (doy2004141000000) and ocean colour write it.
        rf"(?<![A-Z])DOY[-_]?{_Y}[-_]?(?P<j>\d{{3}})(?:{_CLOCK})?(?!\d)",
        rf"(?<![A-Z0-9])[ADXTSV]?{_Y}(?P<j>\d{{3}})(?!\d)",
        rf"(?<![A-Z0-9])[ATSV]{_Y}(?P<j>\d{{3}}){_HOUR}[0-5]\d[0-5]\d(?!\d)",
        rf"L[COTEM]\d\d{{6}}{_Y}(?P<j>\d\d\d)",
        # 2001_281 and 2004-141; not 2004_250m, which is a pixel size.
        rf"(?<!\d){_Y}[-_](?P<j>\d{{3}})(?![0-9A-SU-Z]){_NO_ROW}",
        # With a dot, numbers of collections are left out: MOD09A1.2004.061 is of an unknown day.
        rf"(?<!\d){_Y}\.(?!(?:00[1-6]|041|05[15]|061)(?!\d))(?P<j>\d{{3}})(?![0-9A-SU-Z])",
    )
)
# What tags contain besides what users type: a day of the year, all digits, names of months.
_TAG_PATTERNS = tuple(
    re.compile(rf"\s*{pattern}", re.IGNORECASE)
    for pattern in (
        rf"{_Y}(?P<m>\d\d)(?P<d>\d\d){_CLOCK}(?:\.\d+)?(?!\d)",
        rf"{_Y}-(?P<j>\d{{3}})(?!\d)",
        rf"(?P<d>\d{{1,2}})[-_. ]{_B}[-_. ]{_Y}(?!\d)",
        rf"{_Y}[-_. ]{_B}[-_. ](?P<d>\d{{1,2}})(?!\d)",
    )
)
_SINCE = re.compile(rf"\s*(day|hour|minute|second|hr|min|sec|d|h|s)s?\s+since\s+({_YEAR}|1[89]\d\d)-(\d{{1,2}})-(\d{{1,2}})"
                    r"(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?", re.IGNORECASE)  # fmt: skip
_SECONDS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}
_CALENDARS = ("", "standard", "gregorian", "proleptic_gregorian")
_DIMENSION = "netcdf_dim_"
_GROUPS = ("Y", "y", "m", "d", "j", "b")


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
        raise InputError("'{text}' is not a date; enter year-month-day, such as 2004-12-28.", text=text)
    return found


def date_from_name(path: str | Path) -> date | None:
    """Returns the first plausible date in a file name, or None.

    Recognizes Landsat product and scene identifiers (also those with the date directly behind the row), MODIS and VIIRS
    ``AYYYYDDD``, AppEEARS ``doyYYYYDDD``, Sentinel, ``YYYYMMDD`` (also followed by a time), ``YYYY-M-D`` with ``-``,
    ``_`` or ``.``, ``YYYYDDD``, ``YYYY_DDD``, and names of months. Years are 1970 to 2099.
    """
    dates = _dates_in(Path(path).name)
    return dates[0] if dates else None


def date_from_tags(tags: Mapping[str, str]) -> date | None:
    """Returns the date stated in raster tags, or None. Tag names are compared without case or group prefix.

    Also reads the time dimension of NetCDF with its units, and the valid time of GRIB.
    """
    by_name = {key.upper().rpartition("#")[2]: value for key, value in tags.items()}
    for name in DATE_TAGS:
        found = _tag_date(by_name[name]) if name in by_name else None
        if found is not None:
            return found
    started = re.search(r"StartGranuleDateTime=([^;]+)", by_name.get("FILEHEADER", ""))
    return (_tag_date(started[1]) if started else None) or _time_of_netcdf(tags) or _time_of_grib(by_name)


def date_from_folder(path: str | Path) -> date | None:
    """Returns the date in the name of the folder that contains a file, or None."""
    return date_from_name(Path(path).parent)


def find_date(source: str, tags: Mapping[str, str] | None = None, folder: bool = False) -> date | None:
    """Returns the date in a raster's tags, else in its name; None if neither contains one.

    Parameters
    ----------
    source : str
    tags : mapping of str to str, optional
    folder : bool
        Whether the name of the parent folder is used last. For lists of images, where an image without a date is of no
        use; several images of one folder would get the same date.
    """
    return date_from_tags(tags or {}) or date_from_name(source) or (date_from_folder(source) if folder else None)


def conflicting_dates(source: str, tags: Mapping[str, str], within: timedelta = COMPOSITE) -> tuple[date, date] | None:
    """Returns the date in a raster's name and the different one in its tags; None if they agree or one is missing.

    Parameters
    ----------
    source : str
    tags : mapping of str to str
    within : timedelta
        Difference up to which they agree: a composite is named after its first day.
    """
    stated, named = date_from_tags(tags), _dates_in(Path(source).name)
    if stated is None or not named or any(abs(day - stated) <= within for day in named):
        return None
    return named[0], stated


class DatePattern:
    """A regular expression with named groups that finds the date in a file name.

    Parameters
    ----------
    text : str
        Groups: ``Y`` year, ``y`` year of two digits, ``m`` month, ``b`` name of the month, ``d`` day, ``j`` day of the
        year. Others are ignored. Without a day a date is the first of its month.

    Raises
    ------
    InputError
        If it is no regular expression, or its groups do not make a date.
    """

    def __init__(self, text: str) -> None:
        try:
            self._pattern = re.compile(text)
        except (re.error, OverflowError, RecursionError, ValueError) as error:
            raise InputError(
                "Date pattern '{text}' is not a valid regular expression ({error}); enter a pattern such as {example}.",
                text=text,
                error=error,
                example=r"_(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
            ) from error
        groups = set(self._pattern.groupindex)
        if not groups & {"Y", "y"} or not groups & {"m", "b", "j"}:
            raise InputError(
                "Date pattern '{text}' has no named groups for a year (Y or y) and a month (m or b) or day of "
                "the year (j); enter a pattern such as {example}.",
                text=text,
                example=r"_(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
            )
        self.text = text

    def find(self, source: str | Path) -> date | None:
        """Returns the first real date that the pattern finds in the file name, else in folder and file name; or None."""
        path = Path(source)
        for name in (path.name, f"{path.parent.name}/{path.name}"):
            for match in self._pattern.finditer(name):
                found = _date_of(match)
                if found is not None:
                    return found
        return None


def nearest(wanted: date, dates: Iterable[date], within: timedelta) -> date | None:
    """Returns the date closest to `wanted`, at most `within` away; of two equally close, the earlier one. None if there
    is none.
    """
    close = [day for day in dates if abs(day - wanted) <= within]
    return min(close, key=lambda day: (abs(day - wanted), day)) if close else None


def _dates_in(name: str) -> list[date]:
    """Returns the dates in a name, by their position; the first of several readings of one place counts."""
    found: dict[int, date] = {}
    for pattern in _NAME_PATTERNS:
        for match in pattern.finditer(name):
            day = _date_of(match)
            if day is not None:
                found.setdefault(match.start("Y"), day)
    return [found[place] for place in sorted(found)]


def _date_of(match: re.Match[str]) -> date | None:
    """Returns the date in the named groups of a match; None if there is no such day."""
    held = {name: text for name, text in match.groupdict().items() if name in _GROUPS and text}
    if "b" in held:
        month = held.pop("b")[:3].lower()
        held["m"] = str(_MONTHS.index(month) + 1) if month in _MONTHS else "0"
    if not all(text.isdecimal() and len(text) <= 4 for text in held.values()):
        return None
    numbers = {name: int(text) for name, text in held.items()}
    if "Y" not in numbers and "y" in numbers:
        short = numbers["y"] % 100
        numbers["Y"] = short + (1900 if short >= 70 else 2000)
    if not 1950 <= numbers.get("Y", 0) < 2100:
        return None
    if "m" in numbers:
        return _calendar(numbers["Y"], numbers["m"], numbers.get("d", 1))
    return _day_of_year(numbers["Y"], numbers["j"]) if "j" in numbers else None


def _calendar(year: int | str, month: int | str, day: int | str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _day_of_year(year: int, day: int) -> date | None:
    last = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return date(year, 1, 1) + timedelta(day - 1) if 1 <= day <= last else None


def _tag_date(text: str) -> date | None:
    """Returns the date at the start of a tag's text, or None."""
    try:
        return parse_date(text)
    except InputError:
        days = (_date_of(match) for match in (pattern.match(text) for pattern in _TAG_PATTERNS) if match)
        return next((day for day in days if day), None)


def _time_of_netcdf(tags: Mapping[str, str]) -> date | None:
    """Returns the day of a NetCDF time dimension; None if a file holds several days, or its calendar is another one."""
    known = {key.lower(): value for key, value in tags.items()}
    for key, text in known.items():
        name = re.sub("_values$", "", key[len(_DIMENSION) :])
        units = known.get(f"{name}#units", "")
        if not key.startswith(_DIMENSION) or _SINCE.match(units) is None:
            continue
        if known.get(f"{name}#calendar", "").lower() not in _CALENDARS:
            return None
        # What the file lists for all bands comes before the value of one of them.
        values = known.get(f"{key}_values", text).strip("{} ").split(",")
        days = {_since(value, units) for value in values}
        return days.pop() if len(days) == 1 else None
    return None


def _since(text: str, units: str) -> date | None:
    """Returns the day that is a number of days, hours, minutes or seconds after the time that the units state."""
    match = _SINCE.match(units)
    if match is None:
        return None
    unit, *parts = match.groups()
    try:
        start = datetime(*(int(part or 0) for part in parts))  # type: ignore[arg-type]
        return _plausible((start + timedelta(seconds=float(text) * _SECONDS[unit[0].lower()])).date())
    except (ValueError, OverflowError):
        return None


def _time_of_grib(by_name: Mapping[str, str]) -> date | None:
    """Returns the day of a GRIB band: ``GRIB_VALID_TIME`` is in seconds since 1970, with or without a unit behind it."""
    match = re.match(r"\s*(\d{1,11})(?!\d)", by_name.get("GRIB_VALID_TIME", ""))
    return _since(match[1], "seconds since 1970-01-01") if match else None


def _plausible(day: date) -> date | None:
    return day if 1950 <= day.year < 2100 else None
