"""Rasters aligned to another grid, compared with a brute-force evaluation and the exact transform of every pixel
centre.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from rasterio.warp import transform as exact

from stfusion.core.errors import InputError
from stfusion.core.rasters.align import AlignedReader, overlap, pixel_ratio
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.rasters.raster import RasterReader, describe

CORNER = (480000.0, 5400000.0)
SPHERE = "+proj=sinu +lon_0=0 +R=6371007.181 +units=m +no_defs"


def square(size: float, x: float = CORNER[0], y: float = CORNER[1], up: bool = True) -> tuple[float, ...]:
    return (size, 0.0, x, 0.0, -size if up else size, y)


def aligned(path, grid: Grid, resampling="bilinear", bands=(1,), raw=False) -> AlignedReader:
    return AlignedReader(RasterReader(describe(path)), grid, bands, resampling, raw)


def read(path, grid: Grid, resampling="bilinear", bands=(1,), raw=False, window: Window | None = None):
    reader = aligned(path, grid, resampling, bands, raw)
    values, valid = reader.read(window or grid.window)
    reader.close()
    return values, valid


def places(grid: Grid, source: Grid) -> np.ndarray:
    """Row and column in the source, in its pixels, of every pixel centre: shape (2, rows, cols)."""
    rows, cols = np.indices((grid.rows, grid.cols)) + 0.5
    x, y = grid.position(rows, cols)
    if grid.crs != source.crs:
        x, y = (np.reshape(axis, x.shape) for axis in exact(grid.crs, source.crs, x.ravel(), y.ravel()))
    return np.stack(source.place(x, y))


def brute_force(stored: np.ndarray, known: np.ndarray, at: np.ndarray, resampling: str):
    """One band evaluated at positions: invalid pixels have no weight, and positions within an invalid pixel are
    invalid.
    """
    rows, cols = stored.shape
    values, valid = np.zeros(at.shape[1:]), np.zeros(at.shape[1:], bool)
    for index in np.ndindex(*valid.shape):
        row, col = at[(0, *index)], at[(1, *index)]
        here = int(np.floor(row)), int(np.floor(col))
        if not (0 <= here[0] < rows and 0 <= here[1] < cols and known[here]):
            continue
        valid[index] = True
        if resampling == "nearest":
            values[index] = stored[here]
            continue
        top, left = int(np.floor(row - 0.5)), int(np.floor(col - 0.5))
        total = weights = 0.0
        for r in (top, top + 1):
            for c in (left, left + 1):
                if 0 <= r < rows and 0 <= c < cols and known[r, c]:
                    weight = (1 - abs(row - 0.5 - r)) * (1 - abs(col - 0.5 - c))
                    total, weights = total + weight * stored[r, c], weights + weight
        values[index] = total / weights
    return values, valid


TURNED = (460.0, 100.0, CORNER[0] - 600, 100.0, -460.0, CORNER[1] + 600)
SOURCES = {
    "same corner": square(480),
    "fine offset": square(480, CORNER[0] - 5 * 30, CORNER[1] + 3 * 30),
    "fraction of a fine pixel": square(480, CORNER[0] - 77.3, CORNER[1] + 101.9),
    "south up": square(480, CORNER[0] - 150, CORNER[1] - 6 * 480 + 90, up=False),
    "turned": TURNED,
}


@pytest.mark.parametrize("resampling", ["nearest", "bilinear"])
@pytest.mark.parametrize("transform", SOURCES.values(), ids=SOURCES)
def test_equal_to_brute_force_with_gaps_in_each_band(write_raster, wkt, transform, resampling) -> None:
    random = np.random.default_rng(5)
    stored = random.integers(0, 5000, (2, 6, 7)).astype("float32")
    stored[random.random(stored.shape) < 0.15] = -9999
    path = write_raster("coarse.tif", stored, transform=transform, nodata=-9999)
    grid = Grid(90, 100, square(30), wkt("EPSG:32633"))
    values, valid = read(path, grid, resampling, (1, 2))
    at = places(grid, describe(path).grid)
    inner = np.abs(at - np.rint(at)).min(axis=0) > 0.003  # GDAL may round to either side of a coarse pixel's edge
    assert inner.mean() > 0.9
    for band in range(2):
        right, usable = brute_force(stored[band], stored[band] != -9999, at, resampling)
        np.testing.assert_array_equal(valid[band][inner], usable[inner])
        np.testing.assert_allclose(values[band][inner], right[inner], rtol=1e-4 if resampling == "bilinear" else 0)
        assert not values[band][~valid[band]].any()


@pytest.mark.parametrize("transform", list(SOURCES.values())[:4], ids=list(SOURCES)[:4])
def test_bilinear_is_exact_on_a_grid_of_the_same_crs(write_raster, wkt, transform) -> None:
    stored = np.random.default_rng(5).random((6, 7)).astype("float32")
    path = write_raster("coarse.tif", stored, transform=transform)
    grid = Grid(90, 100, square(30), wkt("EPSG:32633"))
    values, valid = read(path, grid)
    right, usable = brute_force(stored, np.ones(stored.shape, bool), places(grid, describe(path).grid), "bilinear")
    np.testing.assert_array_equal(valid[0], usable)
    np.testing.assert_allclose(values[0], right, atol=2e-6)


WAYS = {
    "UTM from sinusoidal": ("EPSG:32633", square(30), SPHERE, 463.3127),
    "UTM from degrees": ("EPSG:32633", square(30), "EPSG:4326", 0.005),
    "degrees from UTM": ("EPSG:4326", square(0.0003, 14.7, 48.75), "EPSG:32633", 480),
    "degrees from sinusoidal": ("EPSG:4326", square(0.0003, 14.7, 48.75), SPHERE, 463.3127),
    "sinusoidal from UTM": (SPHERE, square(30, 1080000, 5418000), "EPSG:32633", 480),
    "a large area": ("EPSG:32633", square(3000, 100000, 6500000), SPHERE, 20000),
}


def ramp_below(write_raster, grid: Grid, crs: str, size: float, wkt):
    """A raster in another system that covers the grid; its bands hold the row and the column of each pixel centre."""
    steps = np.linspace(0, 1, 9)
    edge = [grid.position(grid.rows * v, grid.cols * u) for v in steps for u in steps]
    x, y = exact(grid.crs, wkt(crs), *zip(*edge))
    left, top = min(x) - 3.3 * size, max(y) + 3.7 * size
    rows, cols = int((top - min(y)) / size) + 4, int((max(x) - left) / size) + 4
    values = np.indices((rows, cols), "float32") + 0.5
    return write_raster("coarse.tif", values, crs=crs, transform=square(size, left, top))


@pytest.mark.parametrize(("crs", "transform", "other", "size"), WAYS.values(), ids=WAYS)
def test_another_crs_is_met_within_a_hundredth_of_a_coarse_pixel(
    write_raster, wkt, crs, transform, other, size
) -> None:
    grid = Grid(300, 290, transform, wkt(crs))  # more than one tile of the warp
    path = ramp_below(write_raster, grid, other, size, wkt)
    at = places(grid, describe(path).grid)
    values, valid = read(path, grid, "bilinear", (1, 2))
    assert valid.all()
    assert np.abs(values - at).max() < 0.01
    nearest, _ = read(path, grid, "nearest", (1, 2))
    clear = np.abs(at - np.rint(at)) > 0.01
    np.testing.assert_array_equal(nearest[clear], np.floor(at[clear]) + 0.5)


@pytest.mark.parametrize(
    ("crs", "size", "resampling"),
    [("EPSG:32633", 333.3, "nearest"), ("EPSG:32633", 333.3, "cubic"), (SPHERE, 463.3127, "bilinear")],
)
def test_windows_cut_anywhere_give_the_same_bits(write_raster, wkt, crs, size, resampling) -> None:
    grid = Grid(300, 290, square(30), wkt("EPSG:32633"))
    path = ramp_below(write_raster, grid, crs, size, wkt)
    values, valid = read(path, grid, resampling, (1, 2))
    margin = 40
    padded = [np.pad(array, ((0, 0), (margin, margin), (margin, margin))) for array in (values, valid)]
    random = np.random.default_rng(8)
    for _ in range(8):
        row, col = (int(n) for n in random.integers(-margin, 250, 2))
        rows, cols = (int(n) for n in random.integers(1, 120, 2))
        window = Window(row, col, min(rows, 300 + margin - row), min(cols, 290 + margin - col))
        found = read(path, grid, resampling, (1, 2), window=window)
        at = (slice(None), *Window(-margin, -margin, 0, 0).slices_of(window))
        for array, whole in zip(found, padded):
            assert array.tobytes() == np.ascontiguousarray(whole[at]).tobytes()


@pytest.mark.parametrize("resampling", ["nearest", "bilinear", "cubic"])
@pytest.mark.parametrize(("dtype", "nodata"), [("int16", -9999), ("float32", np.nan), ("uint16", 65535)])
def test_nodata_in_one_coarse_pixel_never_spreads_nor_is_filled(write_raster, wkt, resampling, dtype, nodata) -> None:
    stored = np.full((2, 6, 6), 1000).astype(dtype)
    stored[1, 2, 3] = nodata
    path = write_raster("coarse.tif", stored, transform=square(480), nodata=nodata)
    values, valid = read(path, Grid(96, 96, square(30), wkt("EPSG:32633")), resampling, (1, 2))
    hidden = np.zeros((96, 96), bool)
    hidden[32:48, 48:64] = True
    assert valid[0].all()
    np.testing.assert_array_equal(~valid[1], hidden)
    np.testing.assert_allclose(values[0], 1000, rtol=1e-6)
    np.testing.assert_allclose(values[1], np.where(hidden, 0, 1000), rtol=1e-6)


def test_nodata_in_one_coarse_pixel_never_spreads_from_another_crs(write_raster, wkt) -> None:
    grid = Grid(120, 110, square(30), wkt("EPSG:32633"))
    path = ramp_below(write_raster, grid, SPHERE, 463.3127, wkt)
    at = places(grid, describe(path).grid)
    hole = np.floor(at[:, 60, 60]).astype(int)
    stored = np.full((describe(path).grid.rows, describe(path).grid.cols), 7, "int16")
    stored[tuple(hole)] = -1
    path = write_raster("hole.tif", stored, crs=SPHERE, transform=describe(path).grid.transform, nodata=-1)
    values, valid = read(path, grid)
    hidden = (np.floor(at) == hole[:, None, None]).all(axis=0)
    clear = (np.abs(at - np.rint(at)) > 0.01).all(axis=0)
    np.testing.assert_array_equal(~valid[0][clear], hidden[clear])
    np.testing.assert_allclose(values[0], np.where(valid[0], 7, 0), rtol=1e-6)


def test_pixels_that_coincide_are_read_as_they_are(write_raster, wkt) -> None:
    stored = np.arange(1, 101, dtype="int16").reshape(10, 10)
    path = write_raster("fine.tif", stored, transform=square(30, CORNER[0] - 60, CORNER[1] + 90))
    reader = aligned(path, Grid(9, 9, square(30), wkt("EPSG:32633")), "cubic")
    values, valid = reader.read(Window(0, 0, 9, 9))
    reader.close()
    assert reader.coincides
    np.testing.assert_array_equal(values[0], np.pad(stored[3:, 2:], ((0, 2), (0, 1))))
    np.testing.assert_array_equal(valid[0], values[0] > 0)
    half = aligned(path, Grid(9, 9, square(30, CORNER[0] + 15), wkt("EPSG:32633")), "nearest")
    assert not half.coincides


@pytest.mark.parametrize("resampling", ["nearest", "bilinear", "cubic", "average"])
@pytest.mark.parametrize("gaps", [0, 0.01])
@pytest.mark.parametrize("transform", SOURCES.values(), ids=SOURCES)
def test_validity_alone_is_that_of_a_read(write_raster, wkt, transform, gaps, resampling) -> None:
    """Also at the raster's edge, beyond it, and beyond the grid; before and after tiles were read."""
    random = np.random.default_rng(2)
    stored = random.integers(0, 5000, (2, 40, 37)).astype("float32")
    stored[random.random(stored.shape) < gaps] = -9999
    path = write_raster("coarse.tif", stored, crs=wkt(32632), transform=transform, nodata=-9999)
    fine = Grid(700, 620, square(30), wkt(32632))
    reader = aligned(path, fine, resampling, (1, 2))
    for window in (Window(-20, -20, 300, 300), Window(250, 200, 460, 430), fine.window):
        alone = reader.known(window)
        np.testing.assert_array_equal(alone, reader.read(window)[1])
        np.testing.assert_array_equal(alone, reader.known(window))
    reader.close()


def test_tiles_without_gaps_are_not_warped_for_their_validity(write_raster, wkt, monkeypatch) -> None:
    path = write_raster("coarse.tif", np.ones((1, 40, 40), "float32"), crs=wkt(32632), transform=square(480))
    fine = Grid(640, 640, square(30), wkt(32632))
    reader = aligned(path, fine)
    monkeypatch.setattr(AlignedReader, "_warp", lambda *_: pytest.fail("warped"))
    assert reader.known(fine.window).all()
    reader.close()


def test_a_tile_that_several_threads_want_is_warped_once(write_raster, wkt, monkeypatch) -> None:
    path = write_raster("coarse.tif", np.arange(1600).reshape(1, 40, 40), crs=wkt(32632), transform=TURNED)
    fine = Grid(640, 640, square(30), wkt(32632))
    expected, warped, warp = aligned(path, fine).read(fine.window)[0], [], AlignedReader._warped

    def slow(self, tile):
        warped.append(tile)
        time.sleep(0.02)
        return warp(self, tile)

    monkeypatch.setattr(AlignedReader, "_warped", slow)
    reader, together = aligned(path, fine), threading.Barrier(4)

    def read_all(_) -> np.ndarray:
        together.wait(10)
        return reader.read(fine.window)[0]

    with ThreadPoolExecutor(4) as threads:
        for found in threads.map(read_all, range(4)):
            np.testing.assert_array_equal(found, expected)
    assert len(warped) == len(set(warped)) == 9
    reader.close()


def test_a_tile_that_cannot_be_made_fails_for_all_who_wait_and_is_tried_again(write_raster, wkt, monkeypatch) -> None:
    path = write_raster("coarse.tif", np.ones((1, 40, 40)), crs=wkt(32632), transform=TURNED)
    fine = Grid(200, 200, square(30), wkt(32632))
    reader, warp = aligned(path, fine), AlignedReader._warped

    def broken(self, tile):
        time.sleep(0.02)
        raise MemoryError

    def fails(_) -> bool:
        try:
            reader.read(fine.window)
        except MemoryError:
            return True
        return False

    monkeypatch.setattr(AlignedReader, "_warped", broken)
    with ThreadPoolExecutor(3) as threads:
        assert all(threads.map(fails, range(3)))
    monkeypatch.setattr(AlignedReader, "_warped", warp)
    assert reader.read(fine.window)[1].any()
    reader.close()


def test_outside_the_grid_and_outside_the_raster_is_invalid(write_raster, wkt) -> None:
    path = write_raster("coarse.tif", np.ones((2, 2)), transform=square(480, CORNER[0] + 480, CORNER[1] - 480))
    grid = Grid(64, 64, square(30), wkt("EPSG:32633"))
    _, valid = read(path, grid)
    covered = np.zeros((64, 64), bool)
    covered[16:48, 16:48] = True
    np.testing.assert_array_equal(valid[0], covered)
    for window in (Window(-10, -10, 10, 10), Window(64, 0, 5, 5)):
        values, valid = read(path, grid, window=window)
        assert values.shape == valid.shape == (1, window.rows, window.cols)
        assert not valid.any() and not values.any()


def test_a_grid_beyond_the_domain_of_the_rasters_projection_is_invalid_there(write_raster, wkt) -> None:
    path = write_raster("utm.tif", np.full((40, 40), 7), transform=square(10000, 300000, 5600000))
    world = Grid(180, 360, square(1, -180, 90), wkt("EPSG:4326"))
    values, valid = read(path, world, "nearest")
    rows, cols = np.nonzero(valid[0])
    assert (values[valid] == 7).all()
    assert set(90 - rows) <= {51, 50, 49, 48, 47} and set(cols - 180) <= {11, 12, 13, 14, 15, 16, 17, 18}
    assert 20 <= len(rows) <= 32


def test_raw_reads_take_nodata_as_a_value(write_raster, wkt) -> None:
    path = write_raster("mask.tif", np.array([[0, 255], [3, 0]], "uint8"), transform=square(480), nodata=255)
    values, valid = read(path, Grid(32, 32, square(30), wkt("EPSG:32633")), "nearest", raw=True)
    assert valid.all()
    np.testing.assert_array_equal(values[0], np.kron([[0, 255], [3, 0]], np.ones((16, 16))))


@pytest.mark.parametrize("ratio", [2, 7, 16])
def test_average_is_the_mean_of_the_valid_pixels_where_half_are(write_raster, wkt, ratio) -> None:
    random = np.random.default_rng(3)
    stored = random.integers(0, 10000, (ratio * 6 + 5, ratio * 7 + 5)).astype("float32")
    known = random.random(stored.shape) < np.linspace(0.2, 1, stored.shape[1])
    path = write_raster("fine.tif", np.where(known, stored, -9999), nodata=-9999)
    grid = Grid(6, 7, square(30 * ratio, CORNER[0] + 60, CORNER[1] - 90), wkt("EPSG:32633"))
    values, valid = read(path, grid, "average")
    cut = (slice(3, 3 + 6 * ratio), slice(2, 2 + 7 * ratio))
    blocks = [
        array[cut].reshape(6, ratio, 7, ratio).transpose(0, 2, 1, 3).reshape(6, 7, -1) for array in (stored, known)
    ]
    count = blocks[1].sum(axis=-1)
    np.testing.assert_array_equal(valid[0], count >= ratio * ratio / 2)
    mean = (blocks[0] * blocks[1]).sum(axis=-1) / np.maximum(count, 1)
    np.testing.assert_allclose(values[0], np.where(valid[0], mean, 0), rtol=1e-5)
    assert 0 < valid.mean() < 1


def test_average_of_a_ramp_is_the_ramp_at_any_offset(write_raster, wkt) -> None:
    path = write_raster("fine.tif", np.indices((150, 150), "float32") + 0.5)
    grid = Grid(8, 8, square(30 * 16.4, CORNER[0] + 41, CORNER[1] - 67), wkt("EPSG:32633"))
    values, valid = read(path, grid, "average", (1, 2))
    assert valid.all()
    assert np.abs(values - places(grid, describe(path).grid)).max() < 0.02


def test_without_any_crs_pixels_are_matched_by_their_coordinates(write_raster, wkt) -> None:
    stored = np.random.default_rng(5).random((6, 7)).astype("float32")
    path = write_raster("coarse.tif", stored, transform=square(480, CORNER[0] - 77, CORNER[1] + 11), crs=None)
    right = None
    for crs in ("", wkt("EPSG:32633")):  # an unknown system is assumed to be the same
        grid = Grid(80, 90, square(30), crs)
        at = places(Grid(80, 90, square(30)), describe(path).grid)
        right, usable = brute_force(stored, np.ones(stored.shape, bool), at, "bilinear")
        values, valid = read(path, grid)
        np.testing.assert_array_equal(valid[0], usable)
        np.testing.assert_allclose(values[0], right, atol=2e-6)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_rasters_without_georeference_are_matched_by_pixel(write_raster) -> None:
    stored = np.random.default_rng(5).random((6, 7)).astype("float32")
    path = write_raster("plain.tif", stored, transform=(1, 0, 0, 0, 1, 0), crs=None)
    whole = read(path, Grid(6, 7, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)))
    np.testing.assert_array_equal(whole[0][0], stored)
    grid = Grid(24, 28, (0.25, 0.0, 0.0, 0.0, 0.25, 0.0))
    values, valid = read(path, grid, "nearest")
    assert valid.all()
    np.testing.assert_array_equal(values[0], np.kron(stored, np.ones((4, 4))))


@pytest.mark.parametrize("up", [True, False])
def test_pixel_ratio_in_the_same_crs(wkt, up) -> None:
    fine = Grid(90, 100, square(30), wkt("EPSG:32633"))
    assert pixel_ratio(fine, Grid(6, 7, square(480, up=up), fine.crs)) == pytest.approx(16)
    assert pixel_ratio(fine, Grid(6, 7, (400.0, 0.0, 0.0, 0.0, -100.0, 0.0), fine.crs)) == pytest.approx(200 / 30)
    assert pixel_ratio(fine, Grid(900, 900, square(10), "")) == pytest.approx(1 / 3)


def test_pixel_ratio_in_another_crs(wkt) -> None:
    fine = Grid(90, 100, square(30, 500000 - 1500, 0 + 1350), wkt("EPSG:32633"))  # where meridian and equator meet
    degree = 6378137 * np.pi / 180
    metres = 0.005 * degree * 0.9996  # along the equator; along the meridian the ellipsoid has 0.67 % less
    expected = metres * np.sqrt(1 - 0.00669438) / 30
    assert pixel_ratio(fine, Grid(60, 60, square(0.005, 14.9, 0.1), wkt("EPSG:4326"))) == pytest.approx(expected, 1e-4)
    assert pixel_ratio(fine, Grid(60, 60, square(463.3127), wkt(SPHERE))) == pytest.approx(463.3127 / 30, rel=5e-3)


@pytest.mark.parametrize(
    ("dx", "dy", "share"), [(0, 0, 1), (1500, 0, 0.5), (1500, 1500, 0.25), (-2700, 0, 0.1), (3000, 0, 0), (0, 9000, 0)]
)
def test_overlap_is_the_share_of_the_first_grid(wkt, dx, dy, share) -> None:
    first = Grid(100, 100, square(30), wkt("EPSG:32633"))
    second = Grid(10, 10, square(300, CORNER[0] + dx, CORNER[1] + dy), wkt("EPSG:32633"))
    assert overlap(first, second) == pytest.approx(share, abs=0.02)


def test_overlap_of_a_small_grid_within_a_large_one_of_another_crs(wkt) -> None:
    small = Grid(100, 100, square(30), wkt("EPSG:32633"))
    world = Grid(180, 360, square(1, -180, 90), wkt("EPSG:4326"))
    assert overlap(small, world) == 1
    assert 0 <= overlap(world, small) < 0.01  # the poles lie outside of the projection's domain


def test_overlap_with_the_other_side_of_the_earth_is_none(wkt) -> None:
    utm = Grid(100, 100, square(30), wkt("EPSG:32633"))
    for x, y in ((-100, 40), (105, 0.5), (-165, -48)):
        far = Grid(100, 100, square(0.01, x, y), wkt("EPSG:4326"))
        assert overlap(far, utm) == 0
        assert overlap(utm, far) == 0
        ratio = pixel_ratio(far, utm)
        assert not ratio > 1e9


def test_systems_without_a_way_between_them_are_told(wkt) -> None:
    site = Grid(100, 100, square(30), wkt('LOCAL_CS["building site",UNIT["metre",1]]'))
    with pytest.raises(InputError, match="no transformation between the coordinate reference systems"):
        overlap(site, Grid(100, 100, square(0.01, 14, 48), wkt("EPSG:4326")))
