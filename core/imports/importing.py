"""Imports products: one GeoTIFF for each product and date, and a list of what was understood."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import Cancelled, InputError
from ..rasters.align import AlignedReader
from ..rasters.common_area import covered
from ..rasters.gdal_cache import keep_environment
from ..rasters.grid import Grid, Window
from ..rasters.raster import RasterInfo, RasterReader, RasterWriter, describe
from ..rasters.tags import tag_of
from ..rasters.unfinished import completed
from ..run import Run
from ..runtime.version import version
from ..words import tr
from .assembling import Part, Shifted, Target, Warped, combine, fits, result_grid
from .granules import Granule, find_granules
from .grouping import Step, groups_of, readable
from .library import exceptions
from .opened import OpenGranule
from .opening import combined, open_granule
from .products import PRODUCTS
from .rows import MOSAIC, TOP, ProductRow
from .selecting import Selection
from .storage import Storage, storage_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = "STFUSION_IMPORT"  # tag of every imported file: what it was made of
MANIFEST = "import.json"
QUALITY_FOLDER = "quality"
WRITTEN, REUSED, FAILED = "written", "reused", "failed"
_ROWS = 256  # of a block, which has all columns up to this number:
_COLS = 8192
_LISTED = 40
_FEW = 0.01  # share of valid pixels below which an image is doubtful


@dataclass(frozen=True)
class ImportRequest:
    """What is imported, and how.

    Attributes
    ----------
    places : tuple of str
        Files, archives and folders.
    rows : tuple of ProductRow
        Products that are looked for.
    selection : Selection
    target : Target
    first, last : date or None
        Limits of the dates of the results.
    hour : float or None
        Of several times of a day only the one nearest to this hour (UTC); None: all.
    quality : bool
        Also write the quality layers.
    redo : bool
        Import again what an earlier run imported.
    """

    places: tuple[str, ...]
    rows: tuple[ProductRow, ...] = PRODUCTS
    selection: Selection = Selection()
    target: Target = Target()
    first: date | None = None
    last: date | None = None
    hour: float | None = None
    quality: bool = False
    redo: bool = False


@dataclass
class ImportedImage:
    """One image: what was understood, and what became of it.

    Attributes
    ----------
    product, title : str
        Beginning of the file name, and name of the product.
    day : date
        Middle of the days it covers.
    state : str
        `WRITTEN`, `REUSED` or `FAILED`.
    """

    product: str
    title: str
    day: date
    first: date
    last: date
    state: str = FAILED
    file: str = ""
    granules: list[str] = field(default_factory=list)
    bands: list[str] = field(default_factory=list)
    content: str = ""
    scale: str = ""
    pixel: float = 0.0
    rows: int = 0
    cols: int = 0
    valid: float = 0.0
    masked: list[str] = field(default_factory=list)
    level: str = ""
    messages: list[str] = field(default_factory=list)


@dataclass
class ImportResult:
    """All images, in order of product and date, and what could not be read at all."""

    folder: Path
    images: list[ImportedImage]
    problems: list[str]

    @property
    def files(self) -> dict[tuple[str, date], Path]:
        """Written and reused files by product and date."""
        return {(one.product, one.day): self.folder / one.file for one in self.images if one.state != FAILED}

    def count(self, state: str) -> int:
        return sum(one.state == state for one in self.images)


def import_products(request: ImportRequest, folder: Path, run: Run) -> ImportResult:
    """Imports all products of some places into a folder.

    A product that cannot be read is reported and does not stop the others; an image that an earlier run wrote from the same
    files with the same choices is kept.

    Raises
    ------
    InputError
        If nothing is found, or no image could be imported.
    Cancelled
        Finished images are kept.
    """
    finding, working = run.steps(Finding_products=1, Importing=30)
    with exceptions(), ExitStack() as kept:
        granules, problems = find_granules(request.places, request.rows, finding)
        for text in problems:
            run.warn(text)
        run.info("Found: {found}.", found=_found(granules))
        groups = groups_of(granules, request.first, request.last, request.hour, problems, kept, finding)
        finding.progress(1)
        images: list[ImportedImage] = []
        try:
            for number, ((product, _), steps) in enumerate(sorted(groups.items())):
                part = working.part(number, len(groups))
                images.append(_import_one(product, steps, request, folder, part))
                _tell(images[-1], run)
                _write_manifest(folder, images, problems)
                part.progress(1)
        except Cancelled as error:
            finished = sum(one.state != FAILED for one in images)
            raise Cancelled(
                "Cancelled; {count} finished images are kept in {folder}. Import again to continue.",
                count=finished,
                folder=folder,
            ) from error
    result = ImportResult(folder, images, problems)
    if not result.files:
        first = next((text for one in images for text in one.messages), problems[0] if problems else "")
        raise InputError("Nothing was imported. {first}", first=first)
    run.info(
        "{count} images: {written} written, {reused} reused, {failed} failed.",
        count=len(images), written=result.count(WRITTEN), reused=result.count(REUSED), failed=result.count(FAILED),
    )  # fmt: skip
    return result


def _found(granules: Sequence[Granule]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for one in granules:
        counts[one.row.title] += 1
    return ", ".join(f"{count} x {title}" for title, count in counts.items())


def _import_one(product: str, steps: list[Step], request: ImportRequest, folder: Path, run: Run) -> ImportedImage:
    row, granule = steps[0].granule.row, steps[0].granule
    first, middle, last = granule.span(steps[0].day)
    image = ImportedImage(product, row.title, middle, first, last, level=row.level,
                          granules=list(dict.fromkeys(step.granule.name for step in steps)))  # fmt: skip
    name = f"{product}_{middle:%Y%m%d}.tif"
    key = _key(steps, request)
    if not request.redo and (folder / name).is_file() and tag_of(folder / name, KEY) == key:
        image.state, image.file = REUSED, name
        _describe_reused(image, folder / name)
        return image
    try:
        _write(image, steps, request, folder / name, key, run)
        image.state, image.file = WRITTEN, name
    except Cancelled:
        raise
    except InputError as error:
        image.messages.insert(0, str(error))
    except (RuntimeError, OSError, MemoryError, ValueError) as error:  # GDAL's own words for a damaged file
        image.messages.insert(
            0, tr("{name} cannot be imported ({reason}).", name=granule.name, reason=str(error).strip())
        )
    return image


def _write(image: ImportedImage, steps: list[Step], request: ImportRequest, path: Path, key: str, run: Run) -> None:
    with ExitStack() as stack:
        opened: list[OpenGranule] = []
        for step in steps:
            run.check()
            try:
                there = step.unpacked or stack.enter_context(readable(step.granule, run))
                one = open_granule(there, step.day, step.place, request.selection, request.target, run)
            except (InputError, RuntimeError, OSError) as error:
                if len(steps) == 1:
                    raise
                image.messages.append(str(error))
                continue
            if opened and [band.row.part for band in one.bands] != [band.row.part for band in opened[0].bands]:
                image.messages.append(tr("{name} has other bands than {first} and is skipped.", name=step.granule.name,
                                         first=opened[0].granule.name))  # fmt: skip
                continue
            opened.append(one)
        if not opened:
            raise InputError(image.messages[0])
        _understand(image, opened)
        grid = result_grid(opened, request.target)
        storage = storage_of(opened[0].bands[0].content, opened[0].bands[0].unit)
        parts = [_part(one, grid, storage, path, stack, run) for one in opened]
        how = combined(opened[0].bands, steps[0].granule.row.combine)
        image.rows, image.cols, image.pixel = grid.rows, grid.cols, grid.pixel
        image.valid = _write_raster(path, grid, parts, opened, storage, _tags(image, steps, key), how, run)
        if image.valid < _FEW:
            image.messages.append(tr("Only {share:.2%} of the pixels are valid after masking.", share=image.valid))
        if request.quality and opened[0].masks:
            _write_quality(path, grid, opened, run)


def _part(one: OpenGranule, grid: Grid, storage: Storage, path: Path, stack: ExitStack, run: Run) -> Part:
    if fits(one, grid):
        return Shifted(one, grid)
    place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".stfusion-import-", dir=path.parent)))
    own = place / "granule.tif"
    near = _near(one.grid, grid)
    _write_raster(own, near, [Shifted(one, near)], [one], storage, {}, MOSAIC, run.part(0, 1000))
    info = describe(own)
    reader = RasterReader(info)
    stack.callback(reader.close)
    how = "average" if grid.pixel > 1.5 * one.grid.pixel and _same_unit(grid, one.grid) else "bilinear"
    return Warped(AlignedReader(reader, grid, tuple(range(1, info.bands + 1)), how), storage.factor)


def _same_unit(first: Grid, second: Grid) -> bool:
    return first.crs.startswith("GEOGC") == second.crs.startswith("GEOGC")


def _near(own: Grid, grid: Grid) -> Grid:
    """Returns the part of a granule that the result needs, with a margin for resampling."""
    window = covered(own, grid).grown(8).intersection(own.window)
    if window.empty:
        raise InputError("The area does not overlap the product; choose another extent.")
    return own.part(window)


def _write_raster(path: Path, grid: Grid, parts: Sequence[Part], opened: Sequence[OpenGranule], storage: Storage,
                  tags: dict[str, str], how: str, run: Run) -> float:  # fmt: skip
    """Writes a raster and returns the share of valid pixels."""
    names = _names(opened[0])
    count = len(names)
    like = RasterInfo(
        str(path), grid, storage.dtype, storage.nodata, tuple(names), (storage.factor,) * count, (0.0,) * count,
        (storage.unit,) * count, ("gray",) * count,
    )  # fmt: skip
    windows = list(_windows(grid))
    seen = 0

    def read(window: Window) -> tuple[Window, NDArray[Any], int]:
        run.check()
        values, valid = combine(parts, window, count, how)
        return window, storage.stored(values, valid), int(valid.sum())

    with (
        RasterWriter(path, grid, names, storage.dtype, storage.nodata, tags, like) as file,
        ThreadPoolExecutor(1, "stfusion-import", keep_environment) as ahead,
    ):
        waiting = ahead.submit(read, windows[0])
        for number in range(len(windows)):
            window, stored, known = waiting.result()
            if number + 1 < len(windows):
                waiting = ahead.submit(read, windows[number + 1])
            file.write(window, stored)
            seen += known
            run.check()
            run.progress((number + 1) / len(windows))
    return seen / (count * grid.rows * grid.cols)


def _windows(grid: Grid) -> Iterator[Window]:
    for row in range(0, grid.rows, _ROWS):
        for col in range(0, grid.cols, _COLS):
            yield Window(row, col, min(_ROWS, grid.rows - row), min(_COLS, grid.cols - col))


def _names(one: OpenGranule) -> list[str]:
    titles = [band.row.title for band in one.bands]
    return [f"{title} ({band.layer})" if titles.count(title) > 1 else title for title, band in zip(titles, one.bands)]


def _write_quality(path: Path, grid: Grid, opened: Sequence[OpenGranule], run: Run) -> None:
    """Writes the first quality layer of the granules whose pixels are those of the result."""
    parts = [one for one in opened if fits(one, grid)]
    if not parts:
        return
    folder = path.parent / QUALITY_FOLDER
    folder.mkdir(exist_ok=True)
    probe = parts[0].quality(Window(0, 0, 1, 1))
    with RasterWriter(folder / path.name, grid, [parts[0].masks[0].layer], probe.dtype.name, None, {}) as file:
        for window in _windows(grid):
            run.check()
            values = np.zeros((1, window.rows, window.cols), probe.dtype)
            for one in reversed(parts):
                at = window.shifted(*(one.grid.offset_of(grid) or (0, 0)))
                inside = at.intersection(one.grid.window)
                if not inside.empty:
                    values[(0, *at.slices_of(inside))] = one.quality(inside)
            file.write(window, values)


def _understand(image: ImportedImage, opened: Sequence[OpenGranule]) -> None:
    first = opened[0]
    image.bands = [f"{band.row.title} = {band.layer}" for band in first.bands]
    image.content = first.bands[0].content
    scales = list(dict.fromkeys(f"{band.scale} ({tr(band.scale.reason)})" for band in first.bands))
    image.scale = ", ".join(scales)
    image.masked = [mask.layer for mask in first.masks if mask.layer]
    if first.granule.row.level == TOP:
        image.messages.append(
            tr("{title} is measured at the top of the atmosphere, not at the surface; do not fuse it with surface reflectance.",
               title=first.granule.row.title)
        )  # fmt: skip
    if first.granule.row.quality and not image.masked:
        image.messages.append(tr("The quality layer is missing; clouds are not masked."))
    missing = [name for name in first.problems if name != "quality"]
    if missing:
        image.messages.append(tr("{name} lacks these bands of the product: {bands}.", name=first.granule.name,
                                 bands=", ".join(missing)))  # fmt: skip


def _tags(image: ImportedImage, steps: Sequence[Step], key: str) -> dict[str, str]:
    granule = steps[0].granule
    facts = granule.facts
    tags = {
        "ACQUISITION_DATE": image.day.isoformat(),
        "SENSOR": image.title,
        "PRODUCT": image.product,
        "PROCESSING_LEVEL": image.level,
        "PLATFORM": ", ".join(sorted({_platform(step.granule.facts.get("platform", "")) for step in steps} - {""})),
        "PROCESSING_BASELINE": facts.get("baseline", ""),
        "COLLECTION": facts.get("collection", ""),
        "WAVELENGTHS": " ".join(f"{band.partition(' = ')[0].rpartition(', ')[2].removesuffix(' nm')}" for band in image.bands
                                if " nm = " in band),
        "STFUSION_SOURCES": ", ".join(image.granules[:_LISTED]),
        "STFUSION_VERSION": version(),
        KEY: key,
    }  # fmt: skip
    if image.first != image.last:
        tags["COMPOSITE_START"], tags["COMPOSITE_END"] = image.first.isoformat(), image.last.isoformat()
    return {name: value for name, value in tags.items() if value}


def _platform(code: str) -> str:
    """Returns the name of a satellite as metadata state it: LANDSAT_8 for LC08, SENTINEL-2A for S2A."""
    if code[:1].upper() == "L" and code[2:].isdigit():
        return f"LANDSAT_{int(code[2:])}"
    return f"SENTINEL-{code[1:].upper()}" if code[:1].upper() == "S" else code.upper()


def _key(steps: Sequence[Step], request: ImportRequest) -> str:
    """Returns what tells an image from one of other files or choices."""
    files = sorted(
        {(path.name, path.stat().st_size, path.stat().st_mtime_ns) for step in steps for path in step.granule.files}
    )
    places = [(step.granule.name, step.day, step.place) for step in steps]
    text = repr((files, places, request.selection, request.target, request.quality, 1))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _describe_reused(image: ImportedImage, path: Path) -> None:
    info = describe(path)
    image.rows, image.cols, image.pixel = info.grid.rows, info.grid.cols, info.grid.pixel
    image.bands = list(info.names)


def _tell(image: ImportedImage, run: Run) -> None:
    if image.state == FAILED:
        run.warn("{product}, {date}: not imported. {reason}", product=image.product, date=image.day,
                 reason=" ".join(image.messages))  # fmt: skip
        return
    if image.state == REUSED:
        run.info("{product}, {date}: reused, from the same files and options.", product=image.product, date=image.day)
        return
    run.info(
        "{product}, {date}: {bands}; scale {scale}; masked by {masks}; {rows} x {cols} pixels of {pixel:.6g}, "
        "{valid:.1%} valid.",
        product=image.product, date=image.day, bands=", ".join(image.bands), scale=image.scale,
        masks=", ".join(image.masked) or tr("nothing"), rows=image.rows, cols=image.cols, pixel=image.pixel, valid=image.valid,
    )  # fmt: skip
    for text in image.messages:
        run.warn("{product}, {date}: {text}", product=image.product, date=image.day, text=text)


def _write_manifest(folder: Path, images: Sequence[ImportedImage], problems: Sequence[str]) -> None:
    listed = [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(one).items()}
        for one in images
    ]
    with completed(folder / MANIFEST) as part:
        part.write_text(
            json.dumps({"program": f"STFusion {version()}", "images": listed, "problems": list(problems)}, indent=1)
            + "\n",
            "utf-8",
        )
