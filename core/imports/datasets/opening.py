"""Opens a data set: its images by date, converted where necessary, its splits, and a list of all of it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ...errors import InputError
from ...rasters.grid import Grid, Window
from ...rasters.raster import RasterInfo, RasterWriter
from ...rasters.unfinished import completed
from ...run import Run
from ...runtime.version import version
from ...words import tr
from ..importing import ImportRequest, import_products
from ..products import products_named
from .checking import check_data_set
from .index import DataSetIndex, index, recognize
from .readers import convert, needs_conversion
from .rows import GRIDS, PAIRS, STATIC, DataSetRow, Split
from .stations import read_stations, terra_series, write_stations
from .table import AUTO

LIST = "dataset.json"
DATES = "dates.csv"


@dataclass
class DataSet:
    """A data set that was opened.

    Attributes
    ----------
    row : DataSetRow
    groups : dict of str to dict of date to Path
        Rasters by group (``fine``, ``coarse``, or the product) and date.
    points : Path or None
        Stations.
    tables : list of Path
    pairs : int
    problems, notes : list of str
    """

    row: DataSetRow
    groups: dict[str, dict[date, Path]] = field(default_factory=dict)
    points: Path | None = None
    tables: list[Path] = field(default_factory=list)
    pairs: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_row(folder: Path, word: str, run: Run) -> DataSetRow:
    """Returns the data set that a user chose, or recognizes it."""
    from .table import data_set_named

    return recognize(folder, run) if word == AUTO else data_set_named(word)


def open_index(folder: Path, row: DataSetRow, run: Run) -> DataSetIndex:
    """Returns the images of a data set of pairs, for tools that read them as they are.

    Raises
    ------
    InputError
        If it has no pairs, or its files must be converted first.
    """
    if row.kind != PAIRS:
        raise InputError(
            "{title} is not a data set of image pairs; open it with the tool Data set, and use the folders of its images.",
            title=row.id,
        )
    made = index(folder, row, run)
    first = next(iter({**made.fine, **made.coarse}.values()))
    if needs_conversion(first):
        raise InputError(
            "{title} is stored as arrays in this folder; open it with the tool Data set, and use the folders of its images.",
            title=row.id,
        )
    return made


def open_data_set(folder: Path, row: DataSetRow, target: Path, listed: Path | None, check: bool, run: Run) -> DataSet:
    """Opens a data set and writes its list into the folder `target`.

    Parameters
    ----------
    folder : Path
    row : DataSetRow
    target : Path
        Folder for what must be converted, `LIST` and `DATES`; must exist.
    listed : Path or None
        List of stations, for files without positions.
    check : bool
        Also compare sizes and the order of bands.
    run : Run
    """
    if row.kind == PAIRS:
        made = _open_pairs(folder, row, target, check, run)
    elif row.kind == GRIDS:
        made = _open_grids(folder, row, target, run)
    elif row.kind == STATIC:
        made = DataSet(row, {"static": {date(2000, 2, 11): path for path in _static(folder, row)[:1]}})
    elif row.stations == "terra":
        made = _open_terra(folder, row, target, run)
    else:
        found = read_stations(folder, row.stations, listed, run)
        points, table = write_stations(found, target, row.id)
        made = DataSet(row, points=points, tables=[table], problems=found.problems[:50])
    _write_list(made, folder, target)
    return made


def _open_pairs(folder: Path, row: DataSetRow, target: Path, check: bool, run: Run) -> DataSet:
    found = index(folder, row, run)
    groups: dict[str, dict[date, Path]] = {"fine": found.fine, "coarse": found.coarse}
    images = [(name, day, path) for name, side in groups.items() for day, path in side.items()]
    converted: dict[str, dict[date, Path]] = {"fine": {}, "coarse": {}}
    turned = needs_conversion(images[0][2])
    for number, (name, day, path) in enumerate(images):
        run.progress(number / len(images))
        if not turned:
            converted[name][day] = path
            continue
        place = target / name / f"{row.id}_{name}_{day:%Y%m%d}.tif"
        place.parent.mkdir(exist_ok=True)
        if not place.is_file():
            convert(path, place, row.bands, {"ACQUISITION_DATE": day.isoformat(), "SENSOR": f"{row.id} {name}"}, run)
        converted[name][day] = place
    read = replace(found, fine=converted["fine"], coarse=converted["coarse"])
    return DataSet(row, converted, pairs=len(found.pairs), problems=check_data_set(read, run) if check else [],
                   notes=list(found.notes))  # fmt: skip


def _open_grids(folder: Path, row: DataSetRow, target: Path, run: Run) -> DataSet:
    rows = tuple(one for product in row.products for one in products_named(product))
    result = import_products(ImportRequest((str(folder),), rows), target, run)
    groups: dict[str, dict[date, Path]] = {}
    for (product, day), path in result.files.items():
        groups.setdefault(product, {})[day] = path
    return DataSet(row, groups, problems=[*result.problems, *(text for one in result.images for text in one.messages)])


def _static(folder: Path, row: DataSetRow) -> list[Path]:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()
             and any(name.search(path.relative_to(folder).as_posix()) for name in row.fine_names)]  # fmt: skip
    if not found:
        raise InputError("{folder} contains no file of {title}; check the folder.", folder=folder, title=row.id)
    return found


def _open_terra(folder: Path, row: DataSetRow, target: Path, run: Run) -> DataSet:
    files = sorted(folder.rglob("*.h5"))
    if not files:
        raise InputError("{folder} contains no file of {title}; check the folder.", folder=folder, title=row.id)
    groups: dict[str, dict[date, Path]] = {}
    for path in files:
        place = target / path.stem
        place.mkdir(exist_ok=True)
        for time, values in terra_series(path):
            run.check()
            rows, cols = values.shape
            # The regions' corners are not published: the rasters have positions in pixels.
            grid = Grid(rows, cols, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
            written = place / f"{path.stem}_{time:%Y%m%d}.tif"
            info = RasterInfo(str(written), grid, "float32", None, ("rainfall",), (1.0,), (0.0,), ("mm",))
            tags = {"ACQUISITION_DATE": f"{time:%Y-%m-%d}"}
            with RasterWriter(written, grid, ("rainfall",), "float32", None, tags, info) as file:
                file.write(Window(0, 0, rows, cols), values[None])
            groups.setdefault(path.stem, {})[time.date()] = written
    return DataSet(row, groups)


def _write_list(made: DataSet, folder: Path, target: Path) -> None:
    row, days = made.row, sorted(made.groups.get("fine", {}))
    content = {
        "program": f"STFusion {version()}", "data set": row.id, "title": row.title, "folder": str(folder), "unit": row.unit,
        "licence": row.licence, "citation": row.citation, "note": row.note, "pairs": made.pairs,
        "images": {name: {str(day): str(path) for day, path in side.items()} for name, side in made.groups.items()},
        "splits": {split.name: _split(split, days) for split in row.splits},
        "problems": made.problems, "notes": made.notes,
    }  # fmt: skip
    with completed(target / LIST) as part:
        part.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if not made.groups:
        return
    with completed(target / DATES) as part, part.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["date", *made.groups, *(split.name for split in row.splits)])
        for day in sorted({day for side in made.groups.values() for day in side}):
            uses = [_use(split, day, days) for split in row.splits]
            rows.writerow([day, *(side[day].name if day in side else "" for side in made.groups.values()), *uses])


def _split(split: Split, days: list[date]) -> dict[str, object]:
    return {
        "source": split.source, "kind": split.kind, "training": [str(day) for day in split.training_dates(days)],
        "validation": [str(day) for day in split.validation_dates(days)],
        "tests": [{"references": [str(day) for day in references], "target": str(target)}
                  for references, target in split.test_cases(days)],
    }  # fmt: skip


def _use(split: Split, day: date, days: list[date]) -> str:
    uses = [name for name, there in (
        (tr("training"), split.training_dates(days)), (tr("test"), split.test_dates(days)),
        (tr("validation"), split.validation_dates(days))) if day in there]  # fmt: skip
    return " ".join(uses)
