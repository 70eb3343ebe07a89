"""Writes a simulated landscape as input rasters: two sensors, their own grids, dates in the file names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..rasters.grid import Grid
from ..rasters.raster import RasterWriter
from ..run import Run
from . import Simulation

if TYPE_CHECKING:
    from numpy.typing import NDArray

# WGS 84 / UTM zone 33N in Central Europe, whose farm land the simulation resembles.
CRS = (
    'PROJCS["WGS 84 / UTM zone 33N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],'
    'PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","32633"]]'
)
CORNER = (480000.0, 5400000.0)
NODATA = -9999
_SIMULATED = "STFusion sample landscape, no observation"
STEPS = 10000  # stored = reflectance * STEPS, as in Landsat and MODIS products


@dataclass(frozen=True)
class Sample:
    """Files of a simulated scene by date.

    `truth` is the image without noise; `pan` is empty without a panchromatic sensor; `fields` is None unless requested.
    """

    fine: dict[date, Path]
    coarse: dict[date, Path]
    truth: dict[date, Path]
    pan: dict[date, Path] = field(default_factory=dict)
    fields: Path | None = None


def write_sample(
    simulation: Simulation,
    folder: str | Path,
    run: Run | None = None,
    fields: bool = False,
    pairs_only: bool = False,
    folders: bool = False,
) -> Sample:
    """Write the images of both sensors, and the truth of dates between the first and the last.

    Parameters
    ----------
    simulation : Simulation
    folder : path
        Must exist; files are named ``sample_fine_20240504.tif``, ``sample_coarse_...``, ``sample_truth_...``, and
        ``sample_pan_...`` if there is a panchromatic sensor.
    run : Run, optional
    fields : bool
        Whether to write the numbered fields to ``sample_fields.tif``.
    pairs_only : bool
        Whether the fine sensor observes the first and the last date only, as where fusion is needed; the truth is then
        written for the middle date. By default fine images of all dates are written.
    folders : bool
        Whether the images of each kind have their own folder, as Fuse series takes them: ``fine/fine_20240504.tif``.

    Returns
    -------
    Sample

    Raises
    ------
    InputError
        If the folder does not exist or cannot be written to.
    """
    run, folder = run or Run(), Path(folder)
    if not folder.is_dir():
        raise InputError("The folder {folder} does not exist; create it or choose another folder.", folder=folder)
    scenario = simulation.scenario
    true_grid = Grid(scenario.rows, scenario.cols, (scenario.pixel, 0, CORNER[0], 0, -scenario.pixel, CORNER[1]), CRS)
    fine_grid = true_grid.coarser(scenario.pan) if scenario.pan > 1 else true_grid
    coarse_grid = true_grid.coarser(scenario.ratio)
    sample = Sample({}, {}, {})
    seen_by_both, unseen = _dates(scenario.dates, pairs_only)
    for number, seen in enumerate(simulation.observations):
        run.check()
        wanted = [(sample.coarse, "coarse", seen.coarse, coarse_grid)]
        if seen.date in seen_by_both:
            wanted.append((sample.fine, "fine", seen.fine, fine_grid))
            wanted += [(sample.pan, "pan", seen.pan, true_grid)] if seen.pan is not None else []
        if seen.date in unseen:
            wanted.append((sample.truth, "truth", seen.truth, true_grid))
        for files, kind, values, grid in wanted:
            place = folder / kind if folders else folder
            _make(place)
            path = place / f"{kind if folders else f'sample_{kind}'}_{seen.date:%Y%m%d}.tif"
            _write(path, values, grid, ("panchromatic",) if kind == "pan" else scenario.bands, seen.date)
            files[seen.date] = path
        run.progress((number + 1) / len(simulation.observations))
    if fields:
        path = folder / "sample_fields.tif"
        with RasterWriter(path, true_grid, ["field"], "int32", None, {"SIMULATED": _SIMULATED}) as file:
            file.write(true_grid.window, simulation.fields[None])
        return replace(sample, fields=path)
    return sample


def _dates(dates: tuple[date, ...], pairs_only: bool) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Returns the dates with a fine image, and the dates with a truth."""
    if pairs_only and len(dates) > 2:
        return (dates[0], dates[-1]), (dates[len(dates) // 2],)
    return dates, dates[1:-1] or dates[-1:]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(
            "The folder {folder} cannot be created ({cause}); choose another folder.",
            folder=folder,
            cause=error.strerror or error,
        ) from error


def _write(path: Path, values: NDArray[np.float32], grid: Grid, names: tuple[str, ...], day: date) -> None:
    stored = np.clip(np.rint(values * STEPS), -2000, 16000).astype(np.int16)
    tags = {"ACQUISITION_DATE": day.isoformat(), "SIMULATED": _SIMULATED}
    with RasterWriter(path, grid, names, "int16", NODATA, tags) as file:
        file.write(grid.window, stored)
