"""Stations of data sets: points, and a long table with one row for each station, time and quantity.

Formats: daily files of the CMA (SURF_CLI_CHN_MUL_DAY-PRE), observations of NIFS (RISA) as JSON or CSV, and the HDF tables of
Terra, whose nodes form a grid.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import InputError
from ...rasters.unfinished import completed
from ...run import Run
from ..cubes import variables
from ..library import exceptions, part, reference_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Codes of the CMA for missing values; thousands above them mark snow, mixed and dew.
_MISSING, _TRACE = (32766, 32744, 999999), 32700
_CMA = re.compile(r"SURF_CLI_CHN_MUL_DAY-PRE.*\.(txt|csv)$", re.IGNORECASE)
_LIMITS = (-2.0, 35.0)  # degrees Celsius of sea water
_TERRA = {"UK": (10, 10), "SA": (17, 13), "AUS": (41, 30), "USA": (58, 24), "CN": (60, 30)}


@dataclass
class Stations:
    """Stations by id, with longitude, latitude and elevation (NaN if unknown), and observations in order of the files."""

    places: dict[str, tuple[str, float, float, float]] = field(default_factory=dict)
    observations: list[tuple[str, datetime, str, float]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_stations(folder: Path, kind: str, listed: Path | None, run: Run) -> Stations:
    """Reads stations and their observations.

    Parameters
    ----------
    folder : Path
    kind : str
        ``cma`` or ``korea``.
    listed : Path or None
        CSV file with the columns station, lon, lat, for files without positions.
    run : Run

    Raises
    ------
    InputError
        If there is no file of this kind, or no position.
    """
    found = Stations()
    read = _read_cma if kind == "cma" else _read_korea
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_of(path, kind)]
    for path in files:
        run.check()
        read(path, found)
    if listed is not None:
        _positions(listed, found)
    if not found.observations:
        raise InputError("{folder} contains no observation; choose the folder of the data set.", folder=folder)
    known = [place for place in found.places.values() if np.isfinite(place[1])]
    if not known:
        raise InputError(
            "The files of {folder} state no positions; choose a list of stations with the columns station, lon, lat.",
            folder=folder,
        )
    return found


def write_stations(found: Stations, folder: Path, name: str) -> tuple[Path, Path]:
    """Writes points (GeoPackage) and observations (CSV), and returns both paths."""
    points, table = folder / f"{name}_stations.gpkg", folder / f"{name}_observations.csv"
    with exceptions(), completed(points) as place:
        place.unlink()
        driver = part("ogr").GetDriverByName("GPKG")
        source = driver.CreateDataSource(str(place))
        layer = source.CreateLayer("stations", reference_of("EPSG:4326"), part("ogr").wkbPoint)
        for title, kind in (
            ("station", "OFTString"),
            ("name", "OFTString"),
            ("elevation", "OFTReal"),
            ("count", "OFTInteger"),
        ):
            layer.CreateField(part("ogr").FieldDefn(title, getattr(part("ogr"), kind)))
        counts: dict[str, int] = {}
        for station, *_ in found.observations:
            counts[station] = counts.get(station, 0) + 1
        for station, (title, lon, lat, elevation) in found.places.items():
            if not np.isfinite(lon):
                continue
            feature = part("ogr").Feature(layer.GetLayerDefn())
            feature.SetField("station", station)
            feature.SetField("name", title)
            if np.isfinite(elevation):
                feature.SetField("elevation", elevation)
            feature.SetField("count", counts.get(station, 0))
            point = part("ogr").Geometry(part("ogr").wkbPoint)
            point.AddPoint_2D(lon, lat)
            feature.SetGeometry(point)
            layer.CreateFeature(feature)
        del layer, source
    with completed(table) as place, place.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["station", "time", "quantity", "value"])
        for station, time, quantity, value in found.observations:
            rows.writerow([station, time.isoformat(), quantity, f"{value:g}"])
    return points, table


def terra_series(path: Path) -> Iterator[tuple[datetime, NDArray[np.float32]]]:
    """Yields time and values (rows, cols) of a table of nodes of Terra.

    Raises
    ------
    InputError
        If it is no such table, or the grid of its region is not known.
    """
    with exceptions():
        arrays = {one.name: one.array for one in variables(str(path))}
        if not {"axis1", "block0_values"} <= set(arrays):
            raise InputError("{name} is not a table of Terra; it has no axis1 and block0_values.", name=path.name)
        times = np.asarray(arrays["axis1"].ReadAsArray()).ravel()
        values = np.asarray(arrays["block0_values"].ReadAsArray(), np.float32)
    region = re.search(r"_([A-Z]{2,3})\b", path.stem)
    shape = _TERRA.get(region[1]) if region else None
    # The grids of the regions as published; the number of nodes decides.
    if shape is None or shape[0] * shape[1] != values.shape[1]:
        shape = next((one for one in _TERRA.values() if one[0] * one[1] == values.shape[1]), None)
    if shape is None:
        raise InputError("{name} has {count} nodes, which form no known grid.", name=path.name, count=values.shape[1])
    for time, row in zip(times, values):
        yield datetime(1970, 1, 1) + timedelta(microseconds=int(time) // 1000), row.reshape(shape)


def _is_of(path: Path, kind: str) -> bool:
    if kind == "cma":
        return bool(_CMA.search(path.name))
    return path.suffix.lower() in (".json", ".csv")


def _read_cma(path: Path, found: Stations) -> None:
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            words = line.replace(",", " ").split()
            if len(words) < 10 or not words[0].lstrip("-").isdigit():
                continue
            try:
                lat, lon = _degrees(words[1]), _degrees(words[2])
                day = datetime(int(words[4]), int(words[5]), int(words[6]))
                values = [_rain(word) for word in words[7:10]]
            except ValueError:
                found.problems.append(f"{path.name}: {line.strip()[:80]}")
                continue
            found.places[words[0]] = (words[0], lon, lat, _elevation(words[3]))
            names = ("20-08", "08-20", "20-20")
            known = [value for value in values if value is not None]
            if len(known) == 3 and not _adds_up(known):
                # In some copies, the columns are in another order: the sum is always that of the other two.
                order = next((one for one in ([1, 2, 0], [0, 2, 1]) if _adds_up([known[place] for place in one])), None)
                if order is None:
                    found.problems.append(f"{path.name}: {words[0]} {day:%Y-%m-%d}: 20-08 + 08-20 is not 20-20")
                else:
                    values = [known[place] for place in order]
            for name, value in zip(names, values):
                if value is not None:
                    # Beijing time, UTC+8: 20-08 ends at 00 UTC, 08-20 and 20-20 at 12 UTC.
                    ends = day + timedelta(hours=0 if name == "20-08" else 12)
                    found.observations.append((words[0], ends, f"precipitation {name} (mm)", value))


def _adds_up(values: list[float]) -> bool:
    return abs(values[0] + values[1] - values[2]) <= 0.15


def _degrees(text: str) -> float:
    """Returns degrees of ddmm or dddmm."""
    number = int(text)
    return number // 100 + number % 100 / 60


def _elevation(text: str) -> float:
    number = int(text)
    # 100000 is added where the elevation is estimated.
    return (number - 100000 if number >= 100000 else number) / 10


def _rain(text: str) -> float | None:
    """Returns mm of tenths of mm with the codes of the CMA; None if missing."""
    number = int(text)
    if number in _MISSING:
        return None
    if number == _TRACE:
        return 0.0
    if number >= 30000:
        number %= 1000
    return number / 10


def _read_korea(path: Path, found: Stations) -> None:
    if path.suffix.lower() == ".json":
        try:
            items = json.loads(path.read_text("utf-8-sig"))["body"]["item"]
        except (ValueError, KeyError, TypeError):
            return
        rows: list[dict[str, Any]] = items if isinstance(items, list) else [items]
    else:
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
            rows = list(csv.DictReader(file))
    for row in rows:
        station, day, time = (str(row.get(key) or "").strip() for key in ("sta_cde", "obs_dat", "obs_tim"))
        text = str(row.get("wtr_tmp") or "").strip()
        if (
            not station
            or not text
            or str(row.get("repair_gbn") or row.get("rpr_yn") or "1").strip().upper() not in ("1", "N")
        ):
            continue
        try:
            # Local time, UTC+9.
            taken = datetime.fromisoformat(f"{day} {time or '00:00:00'}") - timedelta(hours=9)
            value = float(text)
        except ValueError:
            found.problems.append(f"{path.name}: {station} {day} {time} {text}")
            continue
        if not _LIMITS[0] <= value <= _LIMITS[1]:
            continue
        nan = float("nan")
        found.places.setdefault(station, (str(row.get("sta_nam_kor") or station), nan, nan, nan))
        layer = str(row.get("obs_lay") or "").strip()
        found.observations.append((station, taken, f"water temperature, layer {layer or '1'} (degrees Celsius)", value))


def _positions(path: Path, found: Stations) -> None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                named = {str(key).strip().lower(): value for key, value in row.items()}
                station = str(named.get("station") or named.get("sta_cde") or "").strip()
                if station in found.places:
                    title, *_ = found.places[station]
                    found.places[station] = (
                        title,
                        float(named["lon"]),
                        float(named["lat"]),
                        float(named.get("elevation") or "nan"),
                    )
    except (OSError, KeyError, ValueError, UnicodeDecodeError) as error:
        raise InputError(
            "The list of stations {name} cannot be read ({error}); it requires the columns station, lon, lat.",
            name=path.name,
            error=error,
        ) from error
