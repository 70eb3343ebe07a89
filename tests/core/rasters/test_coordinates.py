"""Images around the antimeridian: their position is independent of the longitudes they are written with."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.warp import transform

from stfusion.core.rasters.align import AlignedReader, overlap, pixel_ratio
from stfusion.core.rasters.common_area import covered, places_on
from stfusion.core.rasters.coordinates import around
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.rasters.nested import nest
from stfusion.core.rasters.raster import RasterReader, describe
from stfusion.core.run import Run

STEP = 0.5  # degrees, of the coarse image
TOP = 60.0

# First longitude and number of columns of the coarse image.
COARSE = {
    "from -180": (-180.0, 720),
    "from 0": (0.0, 720),
    "from -180, first column twice": (-180.0, 721),
    "from 20": (20.0, 720),
    "only around 180": (170.0, 40),
    "only around -180": (-190.0, 40),
}
# Corner and system of the fine image, whose pixels are a tenth of a coarse one.
DEGREES = {"over 180": 178.0, "below -180": -182.0}
METRES = {
    "zone 60": ("EPSG:32660", 700000, 5900000),
    "zone 1": ("EPSG:32601", 150000, 5900000),
    "centred": ("+proj=tmerc +lon_0=180 +datum=WGS84 +units=m", -150000, 5900000),
}


def field(lon, lat):
    """A smooth image of the whole Earth."""
    return 1000 + 300 * np.cos(np.radians(lon)) + 200 * np.sin(np.radians(lon)) + 5 * lat


@pytest.fixture
def coarse(write_raster):
    def write(name="from -180", top=TOP, rows=40, values=field, dtype="float32", **how):
        left, cols = COARSE[name]
        lon = left + (np.arange(cols) + 0.5) * STEP
        lat = top - (np.arange(rows) + 0.5) * STEP
        stored = values(lon[None], lat[:, None])
        return write_raster(
            "coarse.tif", stored, transform=(STEP, 0, left, 0, -STEP, top), crs="EPSG:4326", dtype=dtype, **how
        )

    return write


@pytest.fixture
def fine(wkt):
    def grid(name: str) -> Grid:
        if name in DEGREES:
            return Grid(60, 80, (STEP / 10, 0, DEGREES[name], 0, -STEP / 10, 55.0), wkt("EPSG:4326"))
        crs, x, y = METRES[name]
        return Grid(60, 80, (3600.0, 0, x, 0, -3600.0, y), wkt(crs))

    return grid


def places(grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude of pixel centres."""
    rows, cols = np.indices((grid.rows, grid.cols)) + 0.5
    x, y = grid.position(rows, cols)
    found = transform(grid.crs, "EPSG:4326", x.ravel(), y.ravel())
    return np.reshape(found[0], x.shape), np.reshape(found[1], x.shape)


@pytest.mark.parametrize("name", COARSE)
@pytest.mark.parametrize("where", [*DEGREES, *METRES])
@pytest.mark.parametrize("resampling", ["bilinear", "cubic", "nearest"])
def test_values_across_the_seam(coarse, fine, name, where, resampling) -> None:
    grid = fine(where)
    info = describe(coarse(name))
    reader = AlignedReader(RasterReader(info), grid, (1,), resampling)
    values, valid = reader.read(grid.window)
    np.testing.assert_array_equal(reader.known(grid.window), valid)
    part, known = reader.read(Window(20, 30, 17, 21))
    reader.close()
    lon, lat = places(grid)
    assert (lon % 360 > 180).any() and (lon % 360 < 180).any(), "the image lies on both sides"
    assert valid.all()
    # Half a coarse pixel changes the image by up to 3.
    error = np.abs(values[0] - field(lon, lat)).max()
    assert error < (3.5 if resampling == "nearest" else 0.05), error
    np.testing.assert_array_equal(part, values[:, 20:37, 30:51])
    assert known.all()


@pytest.mark.parametrize("name", COARSE)
@pytest.mark.parametrize("where", [*DEGREES, *METRES])
def test_ratio_and_overlap_across_the_seam(coarse, fine, name, where) -> None:
    grid, other = fine(where), describe(coarse(name)).grid
    assert overlap(grid, other) == 1
    ratio = pixel_ratio(grid, other)
    if where in DEGREES:
        assert ratio == pytest.approx(10)
    else:
        # 0.5 degrees of latitude and of longitude at 53 degrees north, in pixels of 3600 m.
        x, y = grid.position(30, 40)
        (_,), (lat,) = transform(grid.crs, "EPSG:4326", [x], [y])
        assert ratio == pytest.approx(np.sqrt(111_290 * 111_320 * np.cos(np.radians(lat))) * STEP / 3600, rel=0.01)
    window = covered(grid, other)
    assert (window.rows, window.cols) == (60, 80)
    row, col = places_on(grid, other, [30.0], [40.0])
    lon = other.position(row[0], col[0])[0]
    x, y = grid.position(30, 40)
    assert np.cos(np.radians(lon - transform(grid.crs, "EPSG:4326", [x], [y])[0][0])) == pytest.approx(1)


def test_an_image_of_one_side_covers_one_side(coarse, fine, write_raster) -> None:
    grid = fine("over 180")
    path = write_raster("east.tif", np.ones((40, 20)), transform=(STEP, 0, -180, 0, -STEP, TOP), crs="EPSG:4326")
    other = describe(path).grid
    assert overlap(grid, other) == pytest.approx(0.5, abs=0.02)
    reader = AlignedReader(RasterReader(describe(path)), grid, (1,), "nearest")
    valid = reader.read(grid.window)[1][0]
    reader.close()
    assert not valid[:, :40].any() and valid[:, 40:].all()


def test_gaps_and_nodata_across_the_seam(coarse, fine) -> None:
    def holes(lon, lat):
        near = np.abs((lon + 180) % 360 - 180 + 0 * lat)
        return np.where((near > 179.6) & (np.abs(lat - 53.25) < 0.1), -1, 7)

    grid = fine("over 180")
    reader = AlignedReader(RasterReader(describe(coarse(values=holes, nodata=-1))), grid, (1,), "nearest")
    valid = reader.read(grid.window)[1][0]
    reader.close()
    expected = np.ones((60, 80), bool)
    expected[30:40, 30:50] = False  # 53.5 to 53 degrees north, 179.5 east to 179.5 west
    np.testing.assert_array_equal(valid, expected)


def test_pixels_that_coincide_are_read_as_they_are(coarse, wkt) -> None:
    grid = Grid(4, 8, (STEP, 0, 178.0, 0, -STEP, TOP), wkt("EPSG:4326"))
    for name in COARSE:
        info = describe(coarse(name, rows=6))
        reader = AlignedReader(RasterReader(info), grid, (1,), "cubic")
        assert reader.coincides, name
        values, valid = reader.read(Window(0, -2, 5, 12))
        reader.close()
        lon = 178 + (np.arange(-2, 10) + 0.5) * STEP
        lat = TOP - (np.arange(5) + 0.5) * STEP
        np.testing.assert_allclose(values[0], field(lon[None], lat[:, None]), rtol=1e-6)
        assert valid.all()


def test_means_across_the_seam(coarse, wkt) -> None:
    grid = Grid(4, 4, (2.0, 0, 176.0, 0, -2.0, TOP), wkt("EPSG:4326"))
    reader = AlignedReader(RasterReader(describe(coarse(rows=20))), grid, (1,), "average")
    values, valid = reader.read(grid.window)
    reader.close()
    lon, lat = 177 + 2 * np.arange(4), TOP - 1 - 2 * np.arange(4)
    assert valid.all()
    np.testing.assert_allclose(values[0], field(lon[None], lat[:, None]), atol=0.1)


def test_the_lattice_of_a_coarse_image_is_found_across_the_seam(coarse, fine) -> None:
    grid = fine("over 180")
    for name in COARSE:
        nested = nest(grid, describe(coarse(name)).grid, 10.0, 0, Run())
        assert (nested.ratio, nested.row, nested.col, nested.grid.rows, nested.grid.cols) == (10, 0, 0, 6, 8), name


def test_elsewhere_nothing_changes(coarse, wkt) -> None:
    source = describe(coarse()).grid
    for left in (-170.0, -20.0, 100.0):
        grid = Grid(10, 10, (0.05, 0, left, 0, -0.05, 55.0), wkt("EPSG:4326"))
        assert around(source, grid).grid is source
    metres = Grid(9, 9, (30.0, 0, 480000, 0, -30.0, 5400000), wkt("EPSG:32633"))
    assert around(source, metres).grid is source and around(metres, source).grid is metres
    reader = RasterReader(describe(coarse()))
    assert reader.around(metres) is reader


def test_images_of_the_whole_earth_with_different_edges(coarse, wkt) -> None:
    grid = Grid(40, 720, (STEP, 0, 0.0, 0, -STEP, TOP), wkt("EPSG:4326"))
    info = describe(coarse("from -180"))
    assert overlap(grid, info.grid) == 1 and pixel_ratio(grid, info.grid) == pytest.approx(1)
    reader = AlignedReader(RasterReader(info), grid, (1,), "nearest")
    values, valid = reader.read(grid.window)
    reader.close()
    np.testing.assert_allclose(values[0, 0], field((np.arange(720) + 0.5) * STEP, TOP - STEP / 2), rtol=1e-6)
    assert valid.all()
