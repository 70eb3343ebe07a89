"""Rasters in a temporary folder, a run that records its reports, and separate processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp

from stfusion.core.run import WARNING, Run

TESTS = Path(__file__).resolve().parent.parent


@pytest.fixture
def write_raster(tmp_path: Path) -> Callable[..., Path]:
    """Writes an array (bands, rows, cols) or (rows, cols) as a GeoTIFF in the temporary folder; 30 m, UTM 33N."""

    def write(
        name,
        values,
        *,
        transform=(30, 0, 480000, 0, -30, 5400000),
        crs="EPSG:32633",
        nodata=None,
        dtype=None,
        names=(),
        tags=None,
        scales=(),
        offsets=(),
        colors=(),
        mask=None,
        **creation,
    ):
        values = np.asarray(values, dtype)
        values = values[None] if values.ndim == 2 else values
        count, rows, cols = values.shape
        profile = {"count": count, "height": rows, "width": cols, "dtype": values.dtype, "nodata": nodata, "crs": crs}
        path = tmp_path / name
        with rasterio.open(path, "w", "GTiff", transform=rasterio.Affine(*transform), **profile, **creation) as file:
            if colors:
                file.colorinterp = [ColorInterp[color] for color in colors]
            if tags:
                file.update_tags(**tags)
            for band, text in enumerate(names, 1):
                file.set_band_description(band, text)
            if scales:
                file.scales = scales
            if offsets:
                file.offsets = offsets
            file.write(values)
            if mask is not None:
                file.write_mask(mask)
        return path

    return write


@pytest.fixture
def wkt() -> Callable[[str], str]:
    """Well-known text of a coordinate reference system in any notation of GDAL."""
    return lambda crs: rasterio.crs.CRS.from_user_input(crs).to_wkt()


class Listener:
    """Its run records all reports; setting `stop` cancels it."""

    def __init__(self) -> None:
        self.shares, self.stages, self.messages, self.stop = [], [], [], False
        self.run = Run(
            self.shares.append, lambda: self.stop, lambda *said: self.messages.append(said), self.stages.append
        )

    @property
    def text(self) -> str:
        return "\n".join(text for text, _ in self.messages)

    @property
    def warnings(self) -> list[str]:
        return [text for text, level in self.messages if level == WARNING]


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def program() -> Callable[..., subprocess.Popen]:
    """Starts Python code that can import stfusion; its output can be read, and it is ended with the test."""
    started = []

    def start(code: str, *arguments: object) -> subprocess.Popen:
        preamble = f"import sys; sys.path.insert(0, {str(TESTS)!r}); import support\n"
        command = [sys.executable, "-c", preamble + code, *map(str, arguments)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
