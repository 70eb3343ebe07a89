"""Rasters on disk: validity, windows beyond the edge, and files that are complete or absent."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import rasterio

from stfusion.core.errors import InputError
from stfusion.core.rasters import raster
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.rasters.raster import RasterReader, RasterWriter, describe, same_crs, same_file

TRANSFORM = (30.0, 0.0, 480000.0, 0.0, -30.0, 5400000.0)


def read(path: Path, bands=(1,), window: Window | None = None, raw: bool = False):
    reader = RasterReader(describe(path))
    values, valid = reader.read(window or reader.info.grid.window, bands, raw)
    reader.close()
    return values, valid


def test_describe_tells_the_header(write_raster) -> None:
    facts = {"names": ("red", "nir"), "scales": (0.1, 0.2), "offsets": (1, 2), "tags": {"DATE_ACQUIRED": "2004-11-26"}}
    path = write_raster("a.tif", np.ones((2, 5, 7)), dtype="int16", nodata=-9999, **facts)
    info = describe(path)
    assert (info.bands, info.dtype, info.nodata, info.label) == (2, "int16", -9999, "a.tif")
    assert (info.grid.rows, info.grid.cols, info.grid.transform) == (5, 7, TRANSFORM)
    assert "UTM zone 33N" in info.grid.crs
    assert (info.names, info.scales, info.offsets) == (("red", "nir"), (0.1, 0.2), (1, 2))
    assert info.tags["DATE_ACQUIRED"] == "2004-11-26"


def test_describe_without_georeference(write_raster) -> None:
    assert describe(write_raster("a.tif", np.ones((5, 7)), crs=None)).grid.crs == ""


@pytest.mark.parametrize("content", [None, b"", b"no raster at all"])
def test_what_is_no_raster_is_named(tmp_path, content) -> None:
    path = tmp_path / "broken.tif"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"broken\.tif cannot be opened as a raster: \S+"):
        describe(path)


def test_complex_numbers_are_refused(write_raster) -> None:
    with pytest.raises(InputError, match=r"radar\.tif contains complex numbers"):
        describe(write_raster("radar.tif", np.ones((4, 4)), dtype="complex64"))


@pytest.mark.parametrize(
    ("dtype", "nodata"),
    [
        ("int16", -9999),
        ("uint8", 0),
        ("uint16", 65535),
        ("float32", -9999),
        ("float32", np.nan),
        ("float32", -3.4028234663852886e38),
        ("float32", -0.1),  # not the same number in float32
        ("float64", -1.7976931348623157e308),  # beyond float32, in which values are returned
        ("float64", 1e20),
    ],
)
def test_nodata_is_invalid_and_zero(write_raster, dtype, nodata) -> None:
    stored = np.arange(1, 13, dtype=dtype).reshape(3, 4)
    stored[1, 2] = nodata
    values, valid = read(write_raster("a.tif", stored, nodata=nodata))
    expected = np.ones((3, 4), bool)
    expected[1, 2] = False
    np.testing.assert_array_equal(valid[0], expected)
    np.testing.assert_array_equal(values[0], np.where(expected, np.arange(1, 13).reshape(3, 4), 0))
    assert values.dtype == np.float32


def test_values_that_are_no_numbers_are_invalid_whatever_the_nodata_value(write_raster) -> None:
    stored = np.array([[1, np.nan, np.inf, -np.inf, -9999]], "float32")
    values, valid = read(write_raster("a.tif", stored, nodata=-9999))
    assert valid[0, 0].tolist() == [True, False, False, False, False]
    assert values[0, 0].tolist() == [1, 0, 0, 0, 0]


def test_each_band_has_its_own_validity(write_raster) -> None:
    stored = np.ones((2, 2, 2), "int16")
    stored[1, 0, 1] = -1
    _, valid = read(write_raster("a.tif", stored, nodata=-1), (1, 2))
    assert valid[0].all()
    assert valid[1].tolist() == [[True, False], [True, True]]


def test_a_mask_of_the_whole_file_hides_pixels(write_raster) -> None:
    mask = np.ones((4, 5), bool)
    mask[1:3, 2] = False
    stored = np.arange(40, dtype="int16").reshape(2, 4, 5)
    values, valid = read(write_raster("a.tif", stored, mask=mask), (2, 1))
    np.testing.assert_array_equal(valid, [mask, mask])
    np.testing.assert_array_equal(values, np.where(mask, stored[::-1], 0))


def test_a_fourth_byte_band_declared_as_transparency_is_data(write_raster) -> None:
    stored = np.arange(4 * 20, dtype="uint8").reshape(4, 4, 5)
    stored[3, 0] = 0
    path = write_raster("a.tif", stored, colors=("red", "green", "blue", "alpha"))
    assert describe(path).colors[3] == "alpha"
    values, valid = read(path, (1, 2, 3, 4))
    assert valid.all()
    np.testing.assert_array_equal(values, stored)


def test_bands_come_in_the_order_wanted(write_raster) -> None:
    stored = np.arange(3 * 4, dtype="float32").reshape(3, 2, 2)
    values, _ = read(write_raster("a.tif", stored), (3, 1, 1))
    np.testing.assert_array_equal(values, stored[[2, 0, 0]])


@pytest.mark.parametrize("raw", [False, True])
def test_beyond_the_edge_is_invalid(write_raster, raw) -> None:
    stored = np.arange(1, 31, dtype="int16").reshape(5, 6)
    path = write_raster("a.tif", stored)
    for window in (Window(-3, -2, 6, 5), Window(2, 3, 10, 10), Window(-4, -4, 20, 20), Window(1, 1, 2, 2)):
        padded = np.pad(stored, 30)[window.row + 30 :, window.col + 30 :][: window.rows, : window.cols]
        values, valid = read(path, window=window, raw=raw)
        np.testing.assert_array_equal(values[0], padded)
        np.testing.assert_array_equal(valid[0], padded > 0)
    for window in (Window(5, 0, 3, 3), Window(0, -4, 3, 4), Window(100, 100, 2, 2)):
        values, valid = read(path, window=window, raw=raw)
        assert values.shape == (1, window.rows, window.cols)
        assert not valid.any() and not values.any()


def test_raw_takes_nodata_as_its_value_and_no_number_as_hiding(write_raster) -> None:
    values, valid = read(write_raster("a.tif", np.array([[0, 7, 255]], "uint8"), nodata=255), raw=True)
    assert values[0, 0].tolist() == [0, 7, 255] and valid.all()
    stored = np.array([[0, np.nan, -9999]], "float32")
    values, valid = read(write_raster("b.tif", stored, nodata=-9999), raw=True)
    assert values[0, 0].tolist() == [0, 1, -9999] and valid.all()


@pytest.mark.parametrize("dtype", ["int16", "uint8", "float32", "float64"])
@pytest.mark.parametrize("nodata", [None, 7])
@pytest.mark.parametrize("raw", [False, True])
def test_validity_alone_is_that_of_a_read(write_raster, dtype, nodata, raw) -> None:
    stored = np.arange(48).reshape(2, 4, 6).astype(dtype)
    if dtype.startswith("float"):
        stored[0, 1, 2], stored[1, 3, 3] = np.nan, np.inf
    if dtype == "float64":
        stored[0, 0, 0] = 1e300  # infinite as float32
    reader = RasterReader(describe(write_raster("a.tif", stored, nodata=nodata)))
    for window in (Window(0, 0, 4, 6), Window(-2, 1, 4, 9), Window(9, 9, 2, 2)):
        for bands in ((1, 2), (2,)):
            np.testing.assert_array_equal(reader.known(window, bands, raw), reader.read(window, bands, raw)[1])
    reader.close()


def test_validity_alone_sees_a_mask_of_the_file(write_raster) -> None:
    path = write_raster("a.tif", np.ones((1, 3, 4), "uint8"))
    with rasterio.open(path, "r+") as file:
        file.write_mask(np.array([[0, 255, 255, 0]] * 3, "uint8"))
    known = RasterReader(describe(path)).known(Window(0, 0, 3, 4), (1,))
    assert known[0].tolist() == [[False, True, True, False]] * 3


def test_validity_alone_does_not_look_at_pixels_of_which_none_can_be_missing(write_raster, monkeypatch) -> None:
    reader = RasterReader(describe(write_raster("a.tif", np.ones((1, 3, 4), "uint16"))))
    monkeypatch.setattr(RasterReader, "_read", None)
    assert reader.known(Window(0, 0, 3, 4), (1,)).all()


def test_there_are_no_more_handles_than_keep_half_of_the_cores_busy(write_raster, monkeypatch) -> None:
    monkeypatch.setattr(raster, "usable_cores", lambda: 4)
    stored = np.arange(1, 10001, dtype="int16").reshape(100, 100)
    reader, opened = RasterReader(describe(write_raster("a.tif", stored))), []
    really, together = raster._open, threading.Barrier(6)
    monkeypatch.setattr(raster, "_open", lambda source: opened.append(source) or really(source))

    def read(number: int) -> np.ndarray:
        together.wait(10)
        return np.stack([reader.read(Window(number, 0, 50, 100), (1,))[0][0] for _ in range(20)])

    with ThreadPoolExecutor(6) as threads:
        for number, found in enumerate(threads.map(read, range(6))):
            np.testing.assert_array_equal(found, np.broadcast_to(stored[number : number + 50], found.shape))
    reader.close()
    assert 1 <= len(opened) <= 2


def test_many_threads_read_right_values_from_one_reader(write_raster) -> None:
    stored = np.random.default_rng(1).integers(0, 30000, (3, 300, 280), dtype="int16")
    path = write_raster("a.tif", stored, tiled=True, blockxsize=64, blockysize=64, compress="deflate")
    reader, wrong, start = RasterReader(describe(path)), [], threading.Barrier(6)

    def hammer(seed: int) -> None:
        random = np.random.default_rng(seed)
        start.wait(10)
        try:
            for _ in range(60):
                row, col, rows, cols = (int(n) for n in random.integers((0, 0, 1, 1), (200, 180, 100, 100)))
                bands = random.permutation(3)[:2]
                values, valid = reader.read(Window(row, col, rows, cols), [int(band) + 1 for band in bands])
                right = stored[bands, row : row + rows, col : col + cols]
                if not (valid.all() and np.array_equal(values, right)):
                    wrong.append((row, col))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=hammer, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    reader.close()
    assert wrong == []


def test_threads_that_read_one_after_the_other_share_a_handle(write_raster, monkeypatch) -> None:
    path = write_raster("a.tif", np.arange(1, 37, dtype="int16").reshape(6, 6))
    reader, opened, found = RasterReader(describe(path)), [], []
    really = raster._open
    monkeypatch.setattr(raster, "_open", lambda source: opened.append(source) or really(source))
    for _ in range(3):
        thread = threading.Thread(target=lambda: found.append(reader.read(Window(1, 1, 2, 3), (1,))[0]))
        thread.start()
        thread.join(60)
    reader.close()
    assert len(opened) == 1
    np.testing.assert_array_equal(found, [[[[8, 9, 10], [14, 15, 16]]]] * 3)


def test_a_closed_reader_opens_again(write_raster) -> None:
    reader = RasterReader(describe(write_raster("a.tif", np.full((2, 2), 5))))
    for _ in range(2):
        assert (reader.read(Window(0, 0, 2, 2), (1,))[0] == 5).all()
        reader.close()


def test_a_truncated_file_is_told_with_its_place(write_raster) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1, 256, 256), dtype="uint8")
    path = write_raster("cut.tif", noise, tiled=True, blockxsize=64, blockysize=64)
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(InputError, match=r"cut\.tif cannot be read at row 128, column 64: the file is damaged"):
        read(path, window=Window(128, 64, 100, 100))


def test_a_vanished_file_is_told(write_raster) -> None:
    path = write_raster("gone.tif", np.ones((2, 2)))
    reader = RasterReader(describe(path))
    path.unlink()
    with pytest.raises(InputError, match=r"gone\.tif"):
        reader.read(Window(0, 0, 2, 2), (1,))


@pytest.fixture
def grid(wkt) -> Grid:
    return Grid(300, 280, TRANSFORM, wkt("EPSG:32633"))


def everything_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, grid: Grid, dtype="int16", nodata=-9999, names=("red",), tags=None, like=None, seed=3):
    values = np.random.default_rng(seed).integers(0, 200, (len(names), grid.rows, grid.cols)).astype(dtype)
    with RasterWriter(path, grid, names, dtype, nodata, tags or {}, like) as file:
        for window in grid.blocks(100):
            file.write(window, values[(slice(None), *grid.window.slices_of(window))])
    return values


@pytest.mark.parametrize(
    ("dtype", "nodata"), [("uint8", 255), ("int16", -9999), ("uint16", None), ("float32", np.nan), ("float64", -1e300)]
)
def test_what_is_written_is_read_again(tmp_path, grid, dtype, nodata) -> None:
    values = write(tmp_path / "a.tif", grid, dtype, nodata, ("red", "nir"))
    info = describe(tmp_path / "a.tif")
    assert (info.dtype, info.grid.transform, same_crs(info.grid.crs, grid.crs)) == (dtype, TRANSFORM, True)
    assert info.nodata is None if nodata is None else np.array_equal(info.nodata, nodata, equal_nan=True)
    np.testing.assert_array_equal(read(tmp_path / "a.tif", (1, 2))[0], values)
    assert everything_in(tmp_path) == ["a.tif"]


def test_tags_names_and_band_facts_are_kept(tmp_path, grid, write_raster) -> None:
    like = write_raster("like.tif", np.ones((2, 4, 4), "int16"), scales=(0.1, 0.2), offsets=(1, 2))
    write(tmp_path / "a.tif", grid, names=("red", "nir"), tags={"ACQUISITION_DATE": "2004-11-26"}, like=describe(like))
    info = describe(tmp_path / "a.tif")
    assert info.names == ("red", "nir")
    assert info.tags["ACQUISITION_DATE"] == "2004-11-26"
    assert (info.scales, info.offsets) == ((0.1, 0.2), (1, 2))


def test_files_are_tiled_and_compressed(tmp_path, grid) -> None:
    with RasterWriter(tmp_path / "a.tif", grid, ("red",), "float32", None, {}) as file:
        file.write(grid.window, np.ones((1, 300, 280), "float32"))
    with rasterio.open(tmp_path / "a.tif") as file:
        assert file.profile["tiled"] and file.block_shapes == [(256, 256)]
        assert file.profile["compress"] == "deflate"
    assert (tmp_path / "a.tif").stat().st_size < 300 * 280 * 4 / 20


@pytest.mark.parametrize("bands", [1, 3, 4])
def test_byte_bands_are_not_declared_as_transparency(tmp_path, grid, bands) -> None:
    write(tmp_path / "a.tif", grid, "uint8", 0, [f"b{band}" for band in range(bands)])
    assert "alpha" not in describe(tmp_path / "a.tif").colors


@pytest.mark.parametrize(
    "colors", [("red", "green", "blue"), ("blue", "green", "red"), ("red", "green", "blue", "undefined")]
)
def test_colours_of_the_fine_image_are_kept(tmp_path, grid, write_raster, colors) -> None:
    like = describe(write_raster("like.tif", np.ones((len(colors), 4, 4), "uint8"), colors=colors))
    assert like.colors == colors
    write(tmp_path / "a.tif", grid, "uint8", 0, [f"b{band}" for band in range(len(colors))], like=like)
    assert describe(tmp_path / "a.tif").colors == colors


def test_near_infrared_that_was_declared_as_transparency_stays_visible(tmp_path, grid, write_raster) -> None:
    colors = ("red", "green", "blue", "alpha")
    like = describe(write_raster("like.tif", np.ones((4, 4, 4), "uint8"), colors=colors))
    write(tmp_path / "a.tif", grid, "uint8", 0, ["red", "green", "blue", "nir"], like=like)
    assert describe(tmp_path / "a.tif").colors == ("red", "green", "blue", "undefined")


def test_the_final_name_appears_only_at_the_end(tmp_path, grid) -> None:
    path = tmp_path / "a.tif"
    with RasterWriter(path, grid, ("red",), "int16", None, {}) as file:
        file.write(grid.window, np.ones((1, 300, 280), "int16"))
        assert not path.exists()
        assert [name for name in everything_in(tmp_path) if not name.startswith(".")] == []
    assert path.exists()


def test_an_existing_file_stays_until_the_end_and_is_then_replaced(tmp_path, grid) -> None:
    path = tmp_path / "a.tif"
    old, before = write(path, grid), path.read_bytes()
    with RasterWriter(path, grid, ("red",), "int16", None, {}) as file:
        file.write(grid.window, old + 1)
        assert path.read_bytes() == before
    np.testing.assert_array_equal(read(path)[0], old + 1)
    assert everything_in(tmp_path) == ["a.tif"]


def test_statistics_pyramids_and_mask_of_a_replaced_file_go_with_it(tmp_path, grid) -> None:
    path = tmp_path / "a.tif"
    old = write(path, grid)
    for suffix in (".aux.xml", ".ovr", ".msk"):
        (tmp_path / f"a.tif{suffix}").write_bytes(b"of the old file")
    with RasterWriter(path, grid, ("red",), "int16", -9999, {}) as file:
        file.write(grid.window, old + 1)
    assert everything_in(tmp_path) == ["a.tif"]


def test_discard_leaves_nothing(tmp_path, grid) -> None:
    writer = RasterWriter(tmp_path / "a.tif", grid, ("red",), "int16", None, {})
    writer.write(Window(0, 0, 100, 100), np.ones((1, 100, 100), "int16"))
    writer.discard()
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize("error", [ValueError("oops"), KeyboardInterrupt()])
def test_an_error_leaves_nothing_and_an_old_file_alone(tmp_path, grid, error) -> None:
    path = tmp_path / "a.tif"
    write(path, grid)
    before = path.read_bytes()
    with pytest.raises(type(error)), RasterWriter(path, grid, ("red",), "int16", None, {}) as file:
        file.write(grid.window, np.zeros((1, 300, 280), "int16"))
        raise error
    assert everything_in(tmp_path) == ["a.tif"]
    assert path.read_bytes() == before


def test_a_name_that_became_a_folder_leaves_no_part_behind(tmp_path, grid) -> None:
    (tmp_path / "a.tif").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "a.tif", grid)
    assert everything_in(tmp_path) == ["a.tif"]


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root can write everywhere, so drop its privileges; others are ordinary users already."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_folder_without_permission_is_told(tmp_path, grid) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with ordinary_user(), pytest.raises(InputError, match=r"a\.tif cannot be written \(.+\); check the folder"):
        RasterWriter(folder / "a.tif", grid, ("red",), "int16", None, {})
    folder.chmod(0o700)
    assert everything_in(folder) == []


def test_a_missing_folder_is_told(tmp_path, grid) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        RasterWriter(tmp_path / "none" / "a.tif", grid, ("red",), "int16", None, {})


WRITING = """
import numpy as np
from stfusion.core.errors import InputError
from stfusion.core.rasters.grid import Grid
from stfusion.core.rasters.raster import RasterWriter
from pathlib import Path
grid, noise = Grid(1024, 1024, (30, 0, 0, 0, -30, 0)), np.random.default_rng(1)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("existing", [False, True])
def test_a_killed_process_leaves_nothing_under_the_final_name(tmp_path, program, existing) -> None:
    path = tmp_path / "a.tif"
    if existing:
        path.write_bytes(b"old")
    process = program(
        WRITING
        + """
writer = RasterWriter(Path(sys.argv[1]), grid, ("red",), "float32", None, {})
for number, window in enumerate(grid.blocks(256)):
    writer.write(window, noise.random((1, 256, 256)).astype("float32"))
    if number == 9:
        print("half", flush=True)
        __import__("time").sleep(60)
""",
        path,
    )
    assert process.stdout.readline() == "half\n", process.stderr.read()
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    assert path.read_bytes() == b"old" if existing else not path.exists()
    left = [name for name in everything_in(tmp_path) if name != "a.tif"]
    assert all(name.startswith(".") and name.endswith(".part.tif") for name in left)


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
@pytest.mark.parametrize(("limit", "edge"), [(100_000, 1024), (2_000_000, 1024), (3_500_000, 1024), (14_000_000, 2048)])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, program, limit, edge) -> None:
    process = program(
        WRITING
        + """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
grid = Grid(int(sys.argv[3]), int(sys.argv[3]), grid.transform, grid.crs)
try:
    with RasterWriter(Path(sys.argv[1]), grid, ("red",), "float32", None, {}) as file:
        for window in grid.blocks(256):
            file.write(window, noise.random((1, 256, 256)).astype("float32"))
    print("no error")
except InputError as error:
    print(error)
""",
        tmp_path / "a.tif",
        limit,
        edge,
    )
    said, errors = process.communicate(timeout=60)
    assert "a.tif cannot be written" in said and "free space" in said, said + errors
    assert everything_in(tmp_path) == []


def test_same_crs_compares_meaning_not_text(wkt) -> None:
    utm, other = wkt("EPSG:32633"), wkt("EPSG:32634")
    assert same_crs(utm, wkt("+proj=utm +zone=33 +datum=WGS84 +units=m"))
    assert same_crs(utm, utm) and not same_crs(utm, other)
    assert same_crs("", utm) and same_crs(utm, "") and same_crs("", "")


def test_same_file_sees_through_links_and_ways(tmp_path) -> None:
    file = tmp_path / "a.tif"
    file.write_bytes(b"")
    (tmp_path / "link.tif").symlink_to(file)
    (tmp_path / "folder").mkdir()
    assert same_file(file, tmp_path / "folder" / ".." / "a.tif")
    assert same_file(file, tmp_path / "link.tif")
    assert not same_file(file, tmp_path / "b.tif")
    assert same_file(tmp_path / "b.tif", tmp_path / "folder" / ".." / "b.tif")


def test_the_cache_of_gdal_is_bounded_inside_and_given_back() -> None:
    from rasterio.env import get_gdal_config

    from stfusion.core.rasters.gdal_cache import bounded_cache

    before = get_gdal_config("GDAL_CACHEMAX")
    with bounded_cache:
        with bounded_cache:
            assert get_gdal_config("GDAL_CACHEMAX") <= 256 * 2**20
        assert get_gdal_config("GDAL_CACHEMAX") <= 256 * 2**20  # the other run continues
    assert get_gdal_config("GDAL_CACHEMAX") == before


def test_looking_at_a_written_file_again_leaves_nothing_of_it_in_the_cache(tmp_path, monkeypatch) -> None:
    """Otherwise memory would finally grow by up to the size of the cache."""
    from rasterio.env import get_gdal_config

    before, limits, really = get_gdal_config("GDAL_CACHEMAX"), [], rasterio.open

    def watched(*arguments, **options):
        limits.append(get_gdal_config("GDAL_CACHEMAX"))
        return really(*arguments, **options)

    with RasterWriter(tmp_path / "o.tif", Grid(8, 8, TRANSFORM), ["a"], "int16", -9999, {}) as writer:
        writer.write(Window(0, 0, 8, 8), np.ones((1, 8, 8), "int16"))
        monkeypatch.setattr(rasterio, "open", watched)
    assert len(limits) == 1 and limits[0] <= 16 * 2**20
    assert get_gdal_config("GDAL_CACHEMAX") == before


def test_closing_a_large_file_lets_other_threads_run(tmp_path) -> None:
    """GDAL compresses cached data when a file is closed, and rasterio holds the GIL meanwhile."""
    grid = Grid(1536, 1536, (30.0, 0.0, 0.0, 0.0, -30.0, 0.0))
    chance, ended, gaps = np.random.default_rng(0), threading.Event(), []

    def watch() -> None:
        last = time.perf_counter()
        while not ended.is_set():
            time.sleep(0.001)
            last, gap = time.perf_counter(), time.perf_counter() - last
            gaps.append(gap)

    writer = RasterWriter(tmp_path / "o.tif", grid, [str(band) for band in range(6)], "int16", -9999, {})
    for window in grid.blocks(512):
        writer.write(window, chance.normal(2000, 300, (6, window.rows, window.cols)).astype(np.int16))
    thread = threading.Thread(target=watch)
    thread.start()
    started = time.perf_counter()
    writer.complete()
    whole = time.perf_counter() - started
    ended.set()
    thread.join()
    assert max(gaps) < whole / 4, f"{max(gaps):.2f} of {whole:.2f} s"


def test_what_a_killed_run_left_is_removed_and_what_is_being_written_is_not(tmp_path) -> None:
    left, other = tmp_path / ".o.0123abcd.part.tif", tmp_path / ".other.0123abcd.part.tif"
    for path in (left, other):
        path.write_bytes(b"half")
    grid = Grid(4, 4, (30.0, 0.0, 0.0, 0.0, -30.0, 0.0))
    with RasterWriter(tmp_path / "o.tif", grid, ["a"], "int16", -9999, {}) as first:
        assert not left.exists() and other.exists()
        with RasterWriter(tmp_path / "o.tif", grid, ["a"], "int16", -9999, {}) as second:
            second.write(grid.window, np.full((1, 4, 4), 2, np.int16))
        first.write(grid.window, np.full((1, 4, 4), 1, np.int16))
    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "o.tif"]


def hiding(*pixels) -> np.ndarray:
    mask = np.ones((4, 5), bool)
    for pixel in pixels:
        mask[pixel] = False
    return mask


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("dtype", ["int16", "float32", "uint8"])
def test_a_mask_counts_beside_a_nodata_value(write_raster, inside, dtype) -> None:
    stored = np.arange(1, 41).reshape(2, 4, 5)
    stored[1, 3, 3] = 99
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=inside):
        path = write_raster("a.tif", stored, dtype=dtype, nodata=99, mask=hiding((1, 2), (2, 2)))
    assert Path(f"{path}.msk").exists() != inside
    values, valid = read(path, (1, 2))
    np.testing.assert_array_equal(valid[0], hiding((1, 2), (2, 2)))
    np.testing.assert_array_equal(valid[1], hiding((1, 2), (2, 2), (3, 3)))
    np.testing.assert_array_equal(values, np.where(valid, stored, 0))
    reader = RasterReader(describe(path))
    np.testing.assert_array_equal(reader.known(reader.info.grid.window, (2, 1)), valid[::-1])
    reader.close()


def test_nodata_values_of_all_bands_together_hide_a_pixel(write_raster) -> None:
    """As some writers declare them for colour images: a pixel is nodata only if every band has its nodata value."""
    stored = np.arange(40, dtype="uint8").reshape(2, 4, 5)
    stored[:, 1, 1], stored[0, 2, 2] = (200, 201), 200
    _, valid = read(write_raster("a.tif", stored, tags={"NODATA_VALUES": "200 201"}), (1, 2))
    np.testing.assert_array_equal(valid, [hiding((1, 1))] * 2)


def with_alpha(write_raster, alpha, dtype="uint8", **how) -> Path:
    stored = np.full((4, 4, 5), 7, dtype)
    stored[3] = alpha
    colors = ("red", "green", "blue", "alpha")
    return write_raster("a.tif", stored, colors=colors, photometric="RGB", alpha="unspecified", **how)


@pytest.mark.parametrize(("dtype", "top"), [("uint8", 255), ("uint8", 1), ("uint16", 65535), ("uint16", 255)])
def test_an_alpha_band_that_is_not_asked_for_hides_where_it_is_0(write_raster, dtype, top) -> None:
    path = with_alpha(write_raster, np.where(hiding((1, 1), (0, 4)), top, 0), dtype)
    assert describe(path).colors[3] == "alpha"
    values, valid = read(path, (1, 2, 3))
    np.testing.assert_array_equal(valid, [hiding((1, 1), (0, 4))] * 3)
    np.testing.assert_array_equal(values, np.where(valid, 7, 0))
    reader = RasterReader(describe(path))
    np.testing.assert_array_equal(reader.known(reader.info.grid.window, (2,)), valid[:1])
    reader.close()
    values, valid = read(path, (4, 1))
    assert valid.all(), "it is data where it is asked for"


def test_an_alpha_band_counts_beside_a_nodata_value(write_raster) -> None:
    path = with_alpha(write_raster, np.where(hiding((1, 1)), 255, 0), nodata=7)
    assert not read(path, (1,))[1].any()
    path = with_alpha(write_raster, np.where(hiding((1, 1)), 255, 0), nodata=0)
    np.testing.assert_array_equal(read(path, (1,))[1], [hiding((1, 1))])


def test_near_infrared_declared_as_alpha_hides_nothing(write_raster) -> None:
    near = np.arange(20).reshape(4, 5)
    assert read(with_alpha(write_raster, near), (1, 2, 3))[1].all()
    # Its zeros are not nodata in other bands, even if few other values are sampled.
    assert read(with_alpha(write_raster, np.where(hiding((1, 1)), 30, 0) + (near == 3)), (1,))[1].all()


def test_alpha_of_a_large_raster_is_judged_by_parts_of_it(write_raster) -> None:
    alpha = np.full((600, 700), 255, "uint8")
    alpha[100:300, 5:50] = 0
    stored = np.full((2, 600, 700), 9, "uint8")
    stored[1] = alpha
    path = write_raster("a.tif", stored, colors=("gray", "alpha"), alpha="unspecified")
    np.testing.assert_array_equal(read(path)[1][0], alpha > 0)


def virtual(path: Path, *bands: tuple[Path, str, float | None]) -> Path:
    """A virtual raster whose bands have different types and nodata values."""
    text = ""
    for number, (source, kind, nodata) in enumerate(bands, 1):
        missing = "" if nodata is None else f"<NoDataValue>{nodata}</NoDataValue>"
        text += (
            f'<VRTRasterBand dataType="{kind}" band="{number}">{missing}<SimpleSource><SourceFilename>{source}'
            "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        )
    place = "<GeoTransform>480000,30,0,5400000,0,-30</GeoTransform>"
    path.write_text(f'<VRTDataset rasterXSize="5" rasterYSize="4">{place}{text}</VRTDataset>')
    return path


@pytest.fixture
def mixed(write_raster, tmp_path) -> Path:
    """Bands: flags (uint8), red (int16), near infrared (float32), counts (uint16)."""
    parts = []
    for name, dtype, value, nodata in (
        ("flags", "uint8", 7, 255),
        ("red", "int16", -5, -9999),
        ("nir", "float32", 0.25, -1),
        ("counts", "uint16", 60000, None),
    ):
        stored = np.full((4, 5), value, dtype)
        if nodata is not None:
            stored[len(parts), 0] = nodata
        kind = {"uint8": "Byte", "int16": "Int16", "float32": "Float32", "uint16": "UInt16"}[dtype]
        parts.append((write_raster(f"{name}.tif", stored), kind, nodata))
    return virtual(tmp_path / "mixed.vrt", *parts)


def test_each_band_of_a_virtual_raster_has_its_own_type(mixed) -> None:
    info = describe(mixed)
    assert (info.dtype, info.nodata) == ("uint8", 255)
    assert info.dtypes == ("uint8", "int16", "float32", "uint16")
    assert info.nodatas == (255, -9999, -1, None)


@pytest.mark.parametrize("bands", [(1,), (2, 3), (3, 2), (1, 2), (4, 2), (1, 2, 3, 4), (2, 2, 1)])
def test_any_bands_of_different_types_are_read(mixed, bands) -> None:
    values, valid = read(mixed, bands)
    for band, plane, known in zip(bands, values, valid):
        expected = hiding((band - 1, 0)) if band < 4 else hiding()
        np.testing.assert_array_equal(known, expected)
        np.testing.assert_array_equal(plane, np.where(expected, (7, -5, 0.25, 60000)[band - 1], 0))
    reader = RasterReader(describe(mixed))
    np.testing.assert_array_equal(reader.known(reader.info.grid.window, bands), valid)
    reader.close()


@pytest.mark.parametrize(
    ("bands", "dtype", "nodata"),
    [
        ((1, 2), "int16", -9999),
        ((2, 1), "int16", -9999),
        ((2, 3), "float32", -1),
        ((1,), "uint8", 255),
        ((4,), "uint16", None),
        ((4, 2), "int32", -9999),
        ((1, 4), "uint16", 255),
    ],
)
def test_header_of_some_bands(mixed, bands, dtype, nodata) -> None:
    whole = describe(mixed)
    info = whole.of_bands(bands)
    assert (info.bands, info.dtype, info.nodata) == (len(bands), dtype, nodata)
    assert info.dtypes == tuple(whole.dtypes[band - 1] for band in bands)
    assert info.nodatas == tuple(whole.nodatas[band - 1] for band in bands)
    assert len(info.scales) == len(info.units) == len(info.colors) == len(bands)


def test_header_made_by_hand_has_types_for_all_bands() -> None:
    grid = Grid(2, 2, TRANSFORM)
    info = raster.RasterInfo("a", grid, "int16", -1, ("a", "b"), (1.0, 2.0), (0.0, 0.0))
    assert (info.dtypes, info.nodatas) == (("int16", "int16"), (-1, -1))
    assert info.of_bands((2,)).scales == (2.0,) and info.of_bands((2,)).units == ()
