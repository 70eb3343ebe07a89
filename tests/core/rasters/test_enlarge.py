"""Rasters enlarged by arithmetic, compared with GDAL's warp."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.rasters.align import AlignedReader
from stfusion.core.rasters.enlarge import enlarges
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.rasters.raster import RasterReader, describe

ROWS, COLS = 23, 29
FINE = Grid(310, 290, (30.0, 0.0, 480000.0, 0.0, -30.0, 5400000.0))
# Pixel sizes across and down, and start of the first pixel, in fine pixels: inside the fine grid, to test edges.
SOURCES = {
    "same corner": (480.0, -480.0, 0, 0),
    "whole pixels off": (480.0, -480.0, 21, 33),
    "a fraction of a pixel off": (463.3127, -463.3127, 5.4, -3.21),
    "oblong": (240.0, -331.7, 11.3, 40.1),
    "south up": (480.0, 480.0, 8, 300.3),
    "hardly larger": (31.0, -30.0, 50.5, 60.25),
}


def source(name: str) -> tuple[float, ...]:
    wide, high, right, down = SOURCES[name]
    return (wide, 0.0, 480000.0 + 30 * right, 0.0, high, 5400000.0 - 30 * down)


def both(path, resampling: str, warped: bool = False) -> AlignedReader:
    reader = AlignedReader(RasterReader(describe(path)), FINE, (1, 2), resampling)
    assert reader._enlarged
    reader._enlarged = not warped
    return reader


@pytest.mark.parametrize("gaps", [0, 0.05])
@pytest.mark.parametrize("resampling", ["nearest", "bilinear", "cubic"])
@pytest.mark.parametrize("name", SOURCES)
def test_the_pixels_are_those_of_gdal(write_raster, wkt, name, resampling, gaps) -> None:
    random = np.random.default_rng(3)
    stored = random.integers(1, 10000, (2, ROWS, COLS)).astype("float32")
    stored[random.random(stored.shape) < gaps] = -9999
    path = write_raster("coarse.tif", stored, transform=source(name), nodata=-9999)
    found, valid = both(path, resampling).read(FINE.window)
    right, usable = both(path, resampling, warped=True).read(FINE.window)
    # If a centre is on the border of two source pixels, the warp may use either.
    info = describe(path).grid
    rows, cols = np.indices((FINE.rows, FINE.cols)) + 0.5
    places = np.stack(info.place(*FINE.position(rows, cols)))
    clear = (np.abs(places - np.rint(places)) > 1e-6).all(axis=0)
    assert clear.mean() > 0.9 and valid.any()
    np.testing.assert_array_equal(valid[:, clear], usable[:, clear])
    np.testing.assert_allclose(found[:, clear], right[:, clear], rtol=2e-6, atol=0.02)
    assert not found[~valid].any()


@pytest.mark.parametrize("gaps", [0, 0.05])
@pytest.mark.parametrize("resampling", ["nearest", "bilinear", "cubic"])
def test_windows_cut_anywhere_give_the_same_bits(write_raster, wkt, resampling, gaps) -> None:
    random = np.random.default_rng(4)
    stored = random.random((2, ROWS, COLS)).astype("float32")
    stored[random.random(stored.shape) < gaps] = -1
    path = write_raster("coarse.tif", stored, transform=source("a fraction of a pixel off"), nodata=-1)
    reader = both(path, resampling)
    whole = [np.pad(array, ((0, 0), (40, 40), (40, 40))) for array in reader.read(FINE.window)]
    for _ in range(40):
        row, col = (int(n) for n in random.integers(-40, 300, 2))
        rows, cols = (int(n) for n in random.integers(0, 90, 2))
        window = Window(row, col, min(rows, 310 + 40 - row), min(cols, 290 + 40 - col))
        at = (slice(None), *Window(-40, -40, 0, 0).slices_of(window))
        for array, part in zip(whole, reader.read(window)):
            assert part.tobytes() == np.ascontiguousarray(array[at]).tobytes()
        np.testing.assert_array_equal(reader.known(window), whole[1][at])


@pytest.mark.parametrize("resampling", ["nearest", "bilinear", "cubic"])
def test_what_is_the_same_everywhere_stays_so_in_all_digits(write_raster, wkt, resampling) -> None:
    stored = np.full((2, ROWS, COLS), 0.1, "float32")
    stored[1, 4, 6] = -1  # around a missing pixel the other weights increase, which requires a division
    path = write_raster("coarse.tif", stored, transform=source("oblong"), nodata=-1)
    found, valid = both(path, resampling).read(FINE.window)
    assert set(found[0][valid[0]].tolist()) == {float(np.float32(0.1))}
    np.testing.assert_allclose(found[1][valid[1]], 0.1, rtol=3e-7)


def test_cubic_passes_through_a_plane_exactly_and_a_point_as_keys_has_it(write_raster, wkt) -> None:
    plane = np.stack(np.indices((ROWS, COLS))).astype("float32")
    path = write_raster("plane.tif", plane, transform=source("same corner"))
    found, _ = both(path, "cubic").read(Window(64, 64, 100, 100))
    np.testing.assert_allclose(found[0][:, 0], (64 + np.arange(100) + 0.5) / 16 - 0.5, rtol=1e-6)
    point = np.zeros((2, ROWS, COLS), "float32")
    point[:, 8, 8] = 1
    path = write_raster("point.tif", point, transform=source("same corner"))
    found, _ = both(path, "cubic").read(Window(8 * 16 + 8, 8 * 16 + 7, 1, 40))
    distance = np.abs((8 * 16 + 7 + np.arange(40) + 0.5) / 16 - 8.5)
    down = 1.5 * (0.5 / 16) ** 3 - 2.5 * (0.5 / 16) ** 2 + 1
    near = 1.5 * distance**3 - 2.5 * distance**2 + 1
    far = -0.5 * distance**3 + 2.5 * distance**2 - 4 * distance + 2
    expected = down * np.where(distance <= 1, near, np.where(distance < 2, far, 0))
    np.testing.assert_allclose(found[0][0], expected, atol=2e-7)


def test_other_grids_are_left_to_the_warp() -> None:
    fine, coarse = FINE, Grid(9, 9, (480.0, 0.0, 480000.0, 0.0, -480.0, 5400000.0))
    assert enlarges(coarse, fine, "cubic") and enlarges(coarse, coarse, "bilinear")
    assert not enlarges(coarse, fine, "average")
    assert not enlarges(fine, coarse, "bilinear")
    turned = Grid(9, 9, (460.0, 100.0, 480000.0, 100.0, -460.0, 5400000.0))
    assert not enlarges(turned, fine, "bilinear") and not enlarges(coarse, turned, "bilinear")
