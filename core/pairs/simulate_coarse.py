"""Simulation of a coarse image from a fine one: blur by a point-spread function, sampling, calibration and noise."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..fusion.blocks import run_blocks
from ..fusion.fuse import check_output
from ..numerics.psf import GAUSSIAN, Psf, axis_weights, blurred, make_psf
from ..products.scaling import AnyScale, Scale, parse_scale, storage_like
from ..products.units import found_scale
from ..rasters.grid import Grid, Window
from ..rasters.raster import RasterInfo, RasterReader, RasterWriter, describe, same_file
from ..run import Run
from ..runtime.version import version
from ..words import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 768  # edge length of a block in fine pixels; with halo and all bands it takes at most some hundred MB
LARGEST_RATIO = 256


@dataclass(frozen=True)
class CoarseSensor:
    """Parameters of the simulated sensor.

    Attributes
    ----------
    ratio : int
        Resolution ratio.
    psf : str
        See `core.numerics.psf.make_psf`.
    width : float
        Width of the point-spread function in coarse pixels; 0 uses the default.
    noise : float
        Standard deviation of the noise, physical units.
    gain, offset : float
        coarse = gain * truth + offset, physical units.
    seed : int
    bands : tuple of int
        Band numbers from 1; empty for all.
    scale : str
        ``auto`` or a scale as in `core.products.scaling.parse_scale`; needed only for noise and offset.
    """

    ratio: int
    psf: str = GAUSSIAN
    width: float = 0.0
    noise: float = 0.0
    gain: float = 1.0
    offset: float = 0.0
    seed: int = 1
    bands: tuple[int, ...] = ()
    scale: str = "auto"

    def check(self, info: RasterInfo) -> Psf:
        """Returns the point-spread function. Raises `InputError` if a parameter is out of range for this image."""
        if not 2 <= self.ratio <= LARGEST_RATIO:
            raise InputError(
                "Ratio is {ratio}; enter a resolution ratio from 2 to {largest_ratio}.",
                ratio=self.ratio,
                largest_ratio=LARGEST_RATIO,
            )
        if self.ratio > min(info.grid.rows, info.grid.cols):
            raise InputError(
                "A coarse pixel at resolution ratio {ratio} is larger than {label}, {rows} x {cols} pixels; set "
                "a smaller ratio or choose a larger image.",
                ratio=self.ratio,
                label=info.label,
                rows=info.grid.rows,
                cols=info.grid.cols,
            )
        for name, value, least in (
            ("Noise", self.noise, 0.0),
            ("Gain", self.gain, 1e-6),
            ("Offset", self.offset, -1e9),
        ):
            if not (math.isfinite(value) and value >= least):
                raise InputError(
                    "{name} is {value:g}; enter a number of at least {least:g}.", name=name, value=value, least=least
                )
        for band in self.bands:
            if not 1 <= band <= info.bands:
                raise InputError(
                    "Bands contain band {band}, but {label} has bands 1 to {bands}.",
                    band=band,
                    label=info.label,
                    bands=info.bands,
                )
        parse_scale(self.scale)
        return make_psf(self.psf, self.width)

    @property
    def changes_values(self) -> bool:
        """Whether values change in physical units, so that the scale is needed."""
        return self.noise != 0 or self.offset != 0


def band_numbers(text: str) -> tuple[int, ...]:
    """Returns band numbers from text, separated by spaces or commas; empty for empty text. Raises `InputError`."""
    words = text.replace(",", " ").replace(";", " ").split()
    if not all(word.isdigit() for word in words):
        raise InputError(
            "Bands '{text}' are not valid; enter band numbers such as 1 2 4, or nothing for all bands.", text=text
        )
    return tuple(int(word) for word in words)


def simulate_coarse(
    source: str | Path,
    output: str | Path,
    sensor: CoarseSensor,
    run: Run | None = None,
    *,
    on_fine_grid: str | Path | None = None,
    day: date | None = None,
) -> Path:
    """Write the coarse image of a simulated sensor.

    The result depends neither on the order of the work nor on the block size: noise is determined by the position of a
    pixel.

    Parameters
    ----------
    source : path
        Fine image.
    output : path
        GeoTIFF for the coarse image, with data type, scale and nodata value of the fine one.
    sensor : CoarseSensor
    run : Run, optional
    on_fine_grid : path, optional
        GeoTIFF for the same image with its pixels repeated on the fine grid.
    day : date, optional
        Written as the acquisition date.

    Raises
    ------
    InputError
        If the input or a parameter is invalid, or the output cannot be written. No incomplete file is left.
    Cancelled
    """
    run = run or Run()
    info = describe(source)
    psf = sensor.check(info)
    paths = [check_output(output, [str(source)])]
    if on_fine_grid is not None:
        paths.append(check_output(on_fine_grid, [str(source)]))
        if same_file(*paths):
            raise InputError(
                "Both coarse images have the same file {paths}; choose another name for one of them.", paths=paths[0]
            )
    reader = RasterReader(info)
    try:
        simulation = _Simulation(reader, sensor, psf, run)
        grids = [simulation.coarse, info.grid]
        tags = _tags(info, sensor, psf, day)
        with ExitStack() as stack:
            files = [stack.enter_context(simulation.file(path, grid, tags)) for path, grid in zip(paths, grids)]
            simulation.write(files)
    finally:
        reader.close()
    run.info(
        "Coarse image: {rows} x {cols} pixels, resolution ratio {ratio}; {text}.",
        rows=simulation.coarse.rows,
        cols=simulation.coarse.cols,
        ratio=sensor.ratio,
        text=psf.title,
    )
    return paths[0]


class _Simulation:
    def __init__(self, reader: RasterReader, sensor: CoarseSensor, psf: Psf, run: Run) -> None:
        self._reader, self._sensor, self._psf, self._run = reader, sensor, psf, run
        self._bands = sensor.bands or tuple(range(1, reader.info.bands + 1))
        self._info = reader.info.of_bands(self._bands)
        self.coarse = reader.info.grid.coarser(sensor.ratio)
        self._storage = storage_like(self._info, self._scale())

    def file(self, path: Path, grid: Grid, tags: dict[str, str]) -> RasterWriter:
        storage = self._storage
        names = [name or f"Band {band}" for name, band in zip(self._info.names, self._bands)]
        return RasterWriter(path, grid, names, storage.dtype, storage.nodata, tags, self._info)

    def write(self, files: list[RasterWriter]) -> None:
        cells = list(self.coarse.blocks(max(1, _BLOCK // self._sensor.ratio)))
        finished = 0

        def write(result: tuple[Window, NDArray[np.float32]]) -> None:
            nonlocal finished
            block, values = result
            # Gaps are NaN, each band has its own.
            stored = self._storage.stored(values, np.ones(values.shape[1:], bool))
            files[0].write(block, stored)
            if len(files) > 1:
                self._repeat(files[1], block, stored)
            finished += 1
            self._run.progress(finished / len(cells))

        run_blocks(cells, self._read, self._compute, write)

    def _repeat(self, file: RasterWriter, block: Window, stored: NDArray[np.generic]) -> None:
        ratio, whole = self._sensor.ratio, self._reader.info.grid.window
        wide = Window(block.row * ratio, block.col * ratio, block.rows * ratio, block.cols * ratio)
        part = wide.intersection(whole)
        repeated = stored.repeat(ratio, axis=1).repeat(ratio, axis=2)
        file.write(part, repeated[(slice(None), *wide.slices_of(part))])

    def _read(self, cells: Window) -> tuple[Window, Window, NDArray[np.float32], NDArray[np.bool_]]:
        self._run.check()
        ratio = self._sensor.ratio
        seen = Window(cells.row * ratio, cells.col * ratio, cells.rows * ratio, cells.cols * ratio)
        seen = seen.grown(self._psf.halo(ratio)).intersection(self._reader.info.grid.window)
        return (cells, seen, *self._reader.read(seen, self._bands))

    def _compute(
        self, block: tuple[Window, Window, NDArray[np.float32], NDArray[np.bool_]]
    ) -> tuple[Window, NDArray[np.float32]]:
        cells, seen, stored, valid = block
        grid, ratio = self._reader.info.grid, self._sensor.ratio
        rows, cols = range(cells.row, cells.row + cells.rows), range(cells.col, cells.col + cells.cols)
        down = axis_weights(self._psf.down, ratio, grid.rows, rows, seen.row, seen.rows)
        across = axis_weights(self._psf.across, ratio, grid.cols, cols, seen.col, seen.cols)
        coarse = np.empty((len(stored), cells.rows, cells.cols), np.float32)
        for band, plane in enumerate(stored):
            self._run.check()
            coarse[band] = blurred(plane, valid[band], down, across, whole=False)
        return cells, self._disturbed(coarse, cells)

    def _disturbed(self, stored: NDArray[np.float32], cells: Window) -> NDArray[np.float32]:
        """Converts stored to physical values, and applies the sensor's calibration and noise."""
        physical = self._storage.scale.physical(stored)
        wanted = self._sensor
        if wanted.gain != 1 or wanted.offset != 0:
            physical = np.asarray(wanted.gain * physical + wanted.offset, np.float32)
        if wanted.noise:
            for place, band in enumerate(self._bands):
                for row, line in zip(range(cells.row, cells.row + cells.rows), physical[place]):
                    draw = _row_noise(wanted.seed, band, row, self.coarse.cols)
                    line += np.float32(wanted.noise) * draw[cells.col : cells.col + cells.cols]
        return physical

    def _scale(self) -> AnyScale:
        typed = parse_scale(self._sensor.scale)[0]
        if typed is not None or not self._sensor.changes_values:
            return typed or Scale(1.0)
        scale, unit = found_scale(self._reader, self._bands, self._run)
        self._run.info(
            "Scale: {scale} ({reason}); noise and offset are in {unit}.",
            scale=scale,
            reason=tr(scale.reason),
            unit=tr(unit),
        )
        return scale


def _row_noise(seed: int, band: int, row: int, cols: int) -> NDArray[np.float32]:
    """Standard normal noise of one coarse row: the generator's counter is the position of the row, so that no value
    depends on values drawn before.
    """
    source = np.random.Philox(key=[seed, 0], counter=[0, 0, row, band])
    return np.random.Generator(source).standard_normal(cols, dtype=np.float32)


def _tags(info: RasterInfo, sensor: CoarseSensor, psf: Psf, day: date | None) -> dict[str, str]:
    tags = {
        "TIFFTAG_SOFTWARE": f"STFusion {version()}",
        "SIMULATED": "YES",
        "PSF": psf.text,
        "RATIO": str(sensor.ratio),
        "GAIN_AND_OFFSET": f"{sensor.gain:g} {sensor.offset:g}",
        "NOISE": f"{sensor.noise:g}, seed {sensor.seed}" if sensor.noise else "none",
        "STFUSION_INPUTS": info.label,
    }
    if day is not None:
        tags["ACQUISITION_DATE"] = day.isoformat()
    return tags
