"""Texts that identify a raster: what GDAL opens, its open options, and the user's settings of the layer in QGIS.

The text is that of QGIS, followed by keys of the plugin, so that it works in forms, in models, in batch and on the
command line::

    /data/scene.tif
    /data/scene.tif|option:NUM_THREADS=2
    NETCDF:"/data/scene.nc":red
    /vsizip//data/scenes.zip/scene.tif
    /data/scene.tif|stfusion:crs=EPSG:32633|stfusion:nodata=0;5..7|stfusion:nodata.2=255|stfusion:own_nodata=no

``stfusion:crs`` replaces the coordinate reference system of the file (an authority code, well-known text or a PROJ
string); ``stfusion:nodata`` hides values and ranges (both ends included) in addition to the nodata value of the file, in
all bands or in band ``.2``; ``stfusion:own_nodata=no`` ignores the nodata value of the file.
"""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import url2pathname

from ..errors import InputError

Range = tuple[float, float]

ALL_BANDS = 0
_OPTION, _OWN = "option:", "stfusion:"
_PARTS = re.compile(rf"\|(?={_OPTION}|{_OWN})", re.IGNORECASE)
_REMOTE = re.compile(r"://|/vsi(?:curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs)(?:_streaming)?[/?]", re.IGNORECASE)
_SECRET = re.compile(
    r"((?:pass(?:word|wd)?|pwd|user(?:name)?|token|secret|signature|api_?key)\s*=\s*)"
    r"(?:'[^']*'|\"[^\"]*\"|[^\s&;,|'\"]+)",
    re.IGNORECASE,
)
# /vsizip/, /vsitar//vsigzip/ and so on; /vsisubfile/ has an offset and a size before the file.
_VIRTUAL = re.compile(r"^(?:/vsi[a-z0-9_]+/)+(?:\d+_\d*,)?", re.IGNORECASE)
# Two letters at least: a single one is a drive of Windows.
_CONNECTION = re.compile(r"[a-z][a-z0-9_]+:", re.IGNORECASE)
# File name extensions of rasters that GDAL opens, without picture formats, because products include previews.
ENDINGS = frozenset(
    ".tif .tiff .gtiff .vrt .img .jp2 .j2k .hdf .hdf4 .h4 .hdf5 .h5 .he5 .nc .nc4 .cdf .grib .grib2 .grb .grb2 .gb2 .dat "
    ".bil .bip .bsq .int .envi .grd .asc .rst .pix .ers .ecw .sid .ntf .kea .sdat .sgrd .hgt .dem .bt .lan .gis .mpr .rsw "
    ".fits .fit".split()
)
ARCHIVES = frozenset((".zip", ".tar", ".tgz", ".gz"))
_TARS = (".tar", ".tgz", ".tar.gz")


@dataclass(frozen=True)
class Source:
    """Contents of the text of a raster.

    Attributes
    ----------
    path : str
        What GDAL opens: a file, a sub-dataset, a file in an archive, an address.
    options : tuple of str
        Open options, ``KEY=VALUE``.
    crs : str
        Coordinate reference system set by the user; empty: that of the file.
    nodata : mapping of int to tuple of (float, float)
        Values to hide, as ranges, by band number; `ALL_BANDS` for every band.
    own_nodata : bool
        Whether the nodata value of the file is used.
    """

    path: str
    options: tuple[str, ...] = ()
    crs: str = ""
    nodata: Mapping[int, tuple[Range, ...]] = field(default_factory=dict)
    own_nodata: bool = True

    @property
    def text(self) -> str:
        """The text that `parse` reads."""
        parts = [self.path, *(f"{_OPTION}{option}" for option in self.options)]
        if self.crs:
            parts.append(f"{_OWN}crs={_quoted(self.crs)}")
        for band, ranges in sorted(self.nodata.items()):
            if ranges:
                place = f".{band}" if band else ""
                parts.append(f"{_OWN}nodata{place}={';'.join(map(_range_text, ranges))}")
        if not self.own_nodata:
            parts.append(f"{_OWN}own_nodata=no")
        return "|".join(parts)

    @property
    def open_options(self) -> dict[str, str]:
        pairs = (option.partition("=") for option in self.options)
        return {key.strip().upper(): value for key, _, value in pairs if key.strip()}

    def hidden(self, band: int) -> tuple[Range, ...]:
        """Returns the ranges of values to hide in a band, in addition to the nodata value."""
        return (*self.nodata.get(ALL_BANDS, ()), *self.nodata.get(band, ()))


def parse(text: str | Path) -> Source:
    """Parses the text of a raster; see the module docstring.

    Raises
    ------
    InputError
        If a key of the plugin or its value is invalid.
    """
    text = str(text)
    # If a file with such a name exists, the file is used.
    if not _PARTS.search(text) or os.path.exists(text):
        return Source(_local(text))
    path, *parts = _PARTS.split(text)
    options: list[str] = []
    nodata: dict[int, tuple[Range, ...]] = {}
    known: dict[str, Any] = {}
    for part in parts:
        if part.lower().startswith(_OPTION):
            options.append(part[len(_OPTION) :])
            continue
        key, _, value = part[len(_OWN) :].partition("=")
        name, _, band = key.strip().lower().partition(".")
        if name == "crs" and not band:
            known["crs"] = unquote(value.strip())
        elif name == "nodata" and (not band or band.isdecimal()):
            nodata[int(band or ALL_BANDS)] = _ranges(value, text)
        elif name == "own_nodata" and value.strip().lower() in ("yes", "no"):
            known["own_nodata"] = value.strip().lower() == "yes"
        else:
            raise InputError(
                "{part} in {source} is not valid; use stfusion:crs=EPSG:32633, stfusion:nodata=0;5..7 or "
                "stfusion:own_nodata=no.",
                part=part,
                source=shown(path),
            )
    return Source(_local(path), tuple(options), nodata=nodata, **known)


def shown(text: str | Path) -> str:
    """Returns a text for messages, history and tags: without options, and without query, user and password."""
    path = _PARTS.split(str(text))[0]
    if path.lstrip().startswith("<"):  # the description of a service or a virtual raster itself, not a file with it
        return re.split(r"[\s>/]", path.lstrip()[1:], maxsplit=1)[0] or path[:1]
    if _REMOTE.search(path):
        if "/vsicurl?" in path:  # GDAL's form for addresses with settings
            asked = parse_qs(path.partition("/vsicurl?")[2]).get("url")
            path = asked[0] if asked else "/vsicurl"
        path = re.sub(r"://[^/\s]*@", "://", path)
        # Up to the end of the address: it may stand in quotes or braces.
        path = re.sub(r"[?#][^\"}\s]*", "", path)
    return _SECRET.sub(r"\1...", path) if _CONNECTION.match(path) else path


def name_of(text: str | Path) -> str:
    """Returns the name of a raster, without its folder; see `shown`."""
    plain = shown(text)
    return Path(plain).name or plain


def is_remote(path: str) -> bool:
    """Checks whether GDAL would read the raster over the network."""
    return bool(_REMOTE.search(path)) and not path.lower().startswith("file://")


def on_disk(path: str | Path) -> str | None:
    """Returns the file that holds a raster: the archive around it, the container of a sub-dataset; None if there is
    none.
    """
    text = str(path)
    quoted = re.findall(r'"([^"]+)"', text)
    # GPKG:file.gpkg:table, GTIFF_DIR:1:file.tif: the file may contain colons itself, as on Windows.
    words = text.split(":")
    pieces = [":".join(words[first:last]) for first in range(1, len(words)) for last in range(len(words), first, -1)]
    for candidate in (text, *quoted, *pieces):
        found = _existing(_VIRTUAL.sub("", candidate.replace("{", "").replace("}", "")))
        if found:
            return found
    return None


def in_archive(path: str) -> str | None:
    """Returns GDAL's name of the only raster in an archive on disk; None if the path is no archive.

    Raises
    ------
    InputError
        If the archive holds no raster or several.
    """
    low = path.lower()
    if not os.path.isfile(path):
        return None
    if low.endswith(".zip"):
        prefix, names = "/vsizip/", _names_in(path, _zip_names)
    elif low.endswith(_TARS):
        prefix, names = "/vsitar/", _names_in(path, _tar_names)
    elif low.endswith(".gz"):
        return f"/vsigzip/{path}"
    else:
        return None
    # Others, such as world files and metadata, are found by GDAL itself. macOS adds a file ._NAME for every file.
    rasters = [
        normpath(name)
        for name in names
        if PurePosixPath(name).suffix.lower() in ENDINGS and not PurePosixPath(name).name.startswith(".")
    ]
    if len(rasters) == 1:
        return f"{prefix}{path}/{rasters[0]}"
    if not rasters:
        raise InputError("{name} contains no raster; choose another file.", name=name_of(path))
    raise InputError(
        "{name} contains {count} rasters; choose one of them, such as {example}.",
        name=name_of(path),
        count=len(rasters),
        example=f"{prefix}{path}/{rasters[0]}",
    )


def _local(path: str) -> str:
    """Returns the path of a ``file://`` address, as file managers and browsers give it."""
    if not path.lower().startswith("file://"):
        return path
    try:
        parts = urlsplit(path)
    except ValueError:  # no address
        return path
    return url2pathname(parts.path if parts.netloc in ("", "localhost") else f"//{parts.netloc}{parts.path}")


def _existing(path: str) -> str | None:
    """Returns the path or the nearest folder above it, if that is a file: an archive."""
    while path:
        if os.path.isfile(path):
            return path
        above = os.path.dirname(path)
        if above == path:
            return None
        path = above
    return None


def _quoted(text: str) -> str:
    """Returns a code as it is, and well-known text in percent encoding.

    Digits are encoded as well, so that the numbers of an ellipsoid are not detected as the date of an image.
    """
    if re.fullmatch(r"[A-Za-z]+:\d+", text):
        return text
    return "".join(
        letter if letter.isascii() and letter.isalpha() else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in text
    )


def _range_text(limits: Range) -> str:
    low, high = (f"{limit:.0f}" if limit.is_integer() and abs(limit) < 1e15 else repr(limit) for limit in limits)
    return low if low == high else f"{low}..{high}"


def _ranges(text: str, source: str) -> tuple[Range, ...]:
    found = []
    for word in filter(None, map(str.strip, text.split(";"))):
        low, dots, high = word.partition("..")
        try:
            limits = float(low), float(high if dots else low)
        except ValueError:
            raise InputError(
                "The nodata values '{text}' of {source} are not valid; enter values and ranges, such as 0;5..7.",
                text=text,
                source=name_of(source),
            ) from None
        found.append((min(limits), max(limits)))
    return tuple(found)


def _names_in(path: str, names: Any) -> list[str]:
    try:
        return sorted(names(path))
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError, ValueError) as error:
        raise InputError(
            "{name} cannot be opened as an archive ({reason}); choose another file.",
            name=name_of(path),
            reason=str(error) or type(error).__name__,
        ) from error


def _zip_names(path: str) -> Iterable[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def _tar_names(path: str) -> Iterator[str]:
    with tarfile.open(path) as archive, suppress(EOFError):
        yield from archive.getnames()
