"""Pairs of products prepared for fusion."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import rasterio
from rasterio.warp import Resampling, reproject, transform_bounds

from stfusion.core.errors import Cancelled, InputError
from stfusion.core.pairs.pair_plan import Preparation
from stfusion.core.pairs.prepare import prepare
from stfusion.core.products.product import ImageChoice, QualityChoice
from stfusion.core.products.scale_choice import find_scale
from stfusion.core.rasters.common_area import covered, places_on, reprojected
from stfusion.core.rasters.grid import Grid
from stfusion.core.rasters.raster import RasterReader, describe

SINUSOIDAL = "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs"
TM_NAMES = ("SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B6", "SR_B7")
ROWS, COLS = 150, 180


def opened(path):
    with rasterio.open(path) as file:
        return file.read(), file.profile, file.descriptions, file.tags()


def reflectance(bands: int = 6, rows: int = ROWS, cols: int = COLS) -> np.ndarray:
    """Smooth values, different in each band, 0.02 to 0.5."""
    y, x = np.mgrid[0:rows, 0:cols]
    return np.stack([0.05 + 0.06 * band + 0.03 * np.sin(x / (20 + band)) * np.cos(y / 25) for band in range(bands)])


def square(pixel: float) -> tuple[float, ...]:
    """A transform with pixels of this size, from the corner of the rasters of `write_raster`."""
    return (pixel, 0, 480000, 0, -pixel, 5400000)


@pytest.fixture
def landsat(write_raster):
    """Landsat 8 Collection 2 level 2 as delivered: uint16, factor and offset, undeclared fill 0."""
    stored = np.rint((reflectance() + 0.2) / 0.0000275).astype(np.uint16)
    stored[:, :5, :] = 0
    path = write_raster("LC08_L2SP_190028_20200308_20200822_02_T1.tif", stored, names=TM_NAMES)
    quality = np.full((ROWS, COLS), 21824, np.uint16)
    quality[20:50, 30:80] = 22280  # cloud
    quality[60:70, 100:130] = 23888  # shadow
    quality[100:110, 100:130] = 30048  # snow
    flags = write_raster("LC08_L2SP_190028_20200308_20200822_02_T1_QA_PIXEL.tif", quality)
    return path, flags


@pytest.fixture
def modis(write_raster, landsat):
    """MOD09GA of the same area: sinusoidal, MODIS band order, int16, fill -28672, and its state layer."""
    crs = rasterio.crs.CRS.from_string(SINUSOIDAL)
    with rasterio.open(landsat[0]) as file:
        left, bottom, right, top = transform_bounds(file.crs, crs, *file.bounds)
        source, place = file.crs, file.transform
    pixel = 463.3127
    x, y = math.floor(left / pixel) * pixel, math.ceil(top / pixel) * pixel
    cols, rows = math.ceil((right - x) / pixel), math.ceil((y - bottom) / pixel)
    transform = rasterio.Affine(pixel, 0, x, 0, -pixel, y)
    values = np.full((7, rows, cols), -28672, np.int16)
    land = reflectance()
    for number, band in {1: 2, 2: 3, 3: 0, 4: 1, 6: 4, 7: 5}.items():
        warped = np.full((rows, cols), np.nan)
        reproject(
            land[band], warped, src_transform=place, src_crs=source, dst_transform=transform, dst_crs=crs,
            resampling=Resampling.average, src_nodata=np.nan, dst_nodata=np.nan,
        )  # fmt: skip
        values[number - 1] = np.where(np.isfinite(warped), np.rint(warped * 10000), -28672)
    values[4] = 1
    names = [f"sur_refl_b{number:02d}_1" for number in range(1, 8)]
    path = write_raster("MOD09GA.A2020068.h18v04.tif", values, transform=tuple(transform)[:6], crs=crs, names=names)
    state = np.zeros((rows, cols), np.uint16)
    state[2, 3] = 1
    state[4, 4] = 1 << 2
    flags = write_raster("MOD09GA.A2020068.state_1km.tif", state, transform=tuple(transform)[:6], crs=crs)
    return path, flags


@pytest.fixture
def pair(landsat, modis) -> Preparation:
    return Preparation(
        ImageChoice((str(landsat[0]),), "Fine image", quality=str(landsat[1])),
        ImageChoice((str(modis[0]),), "Coarse image", quality=str(modis[1])),
    )


def test_landsat_and_sinusoidal_modis_meet(pair, tmp_path, listener) -> None:
    done = prepare(
        pair, tmp_path / "c.tif", listener.run, fine_output=tmp_path / "f.tif", mask_output=tmp_path / "m.tif"
    )
    fine, profile, names, tags = opened(done.fine)
    coarse, coarse_profile, coarse_names, coarse_tags = opened(done.coarse)
    mask = opened(done.mask)[0][0]
    assert names == coarse_names == ("blue", "green", "red", "nir", "swir1", "swir2") == done.bands
    assert (tags["ACQUISITION_DATE"], coarse_tags["ACQUISITION_DATE"]) == ("2020-03-08", "2020-03-08")
    assert (
        profile["dtype"] == coarse_profile["dtype"] == "int16"
        and profile["nodata"] == coarse_profile["nodata"] == -9999
    )
    # The fine image keeps its pixels; clouds, shadow, snow and fill are masked.
    assert fine.shape == (6, ROWS, COLS)
    hidden = np.zeros((ROWS, COLS), bool)
    hidden[:5], hidden[20:50, 30:80], hidden[60:70, 100:130], hidden[100:110, 100:130] = True, True, True, True
    np.testing.assert_array_equal(fine == -9999, np.broadcast_to(hidden, fine.shape))
    assert np.abs(fine / 10000 - reflectance())[:, ~hidden].max() < 0.0001
    # Coarse pixels consist of whole fine ones, in the fine image's system, with its unit and band order.
    assert coarse_profile["transform"].a == 15 * 30 and coarse.shape == (6, 10, 12) and 15 < done.ratio < 16
    means = reflectance().reshape(6, 10, 15, 12, 15).mean(axis=(2, 4))
    valid = coarse != -9999
    assert valid.all(axis=0).sum() > 80 and np.abs(coarse / 10000 - means)[valid].max() < 0.01
    assert (mask & 1).astype(bool).tolist() == hidden.tolist()
    np.testing.assert_array_equal((mask & 2) > 0, ~valid[0].repeat(15, 0).repeat(15, 1))
    assert done.fine_valid == pytest.approx(100 * (~hidden).mean()) and done.both_valid == pytest.approx(
        100 * (mask == 0).mean()
    )
    assert done.fine_hidden == pytest.approx(100 * hidden[5:].sum() / hidden.size)
    for words in (
        "landsat 8/9",
        "modis",
        "2.75e-05-0.2",
        "0.0001",
        "read as landsat qa_pixel",
        "read as modis state_1km",
    ):
        assert words in listener.text
    assert listener.warnings == [] and listener.shares == sorted(listener.shares)


def test_fusion_finds_scale_names_and_dates_without_a_word(pair, tmp_path) -> None:
    prepare(pair, tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    for path in (tmp_path / "c.tif", tmp_path / "f.tif"):
        reader = RasterReader(describe(path))
        scale = find_scale(reader, [1])
        reader.close()
        assert (scale.factor, scale.offset) == (0.0001, 0)
        assert describe(path).names[0] == "blue"


def test_snow_and_water_as_wanted(pair, tmp_path) -> None:
    with_snow = prepare(
        replace(pair, flags=QualityChoice(snow=False)), tmp_path / "c.tif", fine_output=tmp_path / "f.tif"
    )
    without = prepare(pair, tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    assert with_snow.fine_valid - without.fine_valid == pytest.approx(100 * 300 / (ROWS * COLS))


@pytest.mark.parametrize("kind", ["nested", "fine", "own"])
def test_coarse_grids(pair, modis, tmp_path, kind) -> None:
    done = prepare(replace(pair, coarse_grid=kind), tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    values, profile, _, _ = opened(done.coarse)
    if kind == "own":
        stored, before, _, _ = opened(modis[0])
        assert profile["crs"] == before["crs"] and profile["transform"].a == before["transform"].a
        row = round((profile["transform"].f - before["transform"].f) / before["transform"].e)
        col = round((profile["transform"].c - before["transform"].c) / before["transform"].a)
        part = stored[[2, 3, 0, 1, 5, 6], row : row + values.shape[1], col : col + values.shape[2]]
        valid = values != -9999
        np.testing.assert_array_equal(values[valid], part[valid])
    elif kind == "fine":
        assert values.shape[1:] == (ROWS, COLS) and profile["transform"] == opened(done.fine)[1]["transform"]
    assert 0 < done.coarse_valid < 100 and 0 < done.both_valid < done.fine_valid


def test_resampling_is_that_of_gdal_and_hidden_pixels_do_not_mix_in(pair, modis, tmp_path) -> None:
    bare = replace(pair, coarse=replace(pair.coarse, quality=""), coarse_grid="fine")
    done = prepare(bare, tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    values, profile, _, _ = opened(done.coarse)
    with rasterio.open(modis[0]) as file:
        wanted = np.full((ROWS, COLS), np.nan)
        stored = file.read(1).astype(float)
        stored[stored == -28672] = np.nan
        reproject(
            stored, wanted, src_transform=file.transform, src_crs=file.crs, dst_transform=profile["transform"],
            dst_crs=profile["crs"], resampling=Resampling.bilinear, src_nodata=np.nan, dst_nodata=np.nan, tolerance=0.001,
        )  # fmt: skip
    both = (values[2] != -9999) & np.isfinite(wanted)
    assert both.mean() > 0.8 and np.abs(values[2] - wanted)[both].max() <= 1
    masked = prepare(replace(pair, coarse_grid="fine"), tmp_path / "d.tif")
    clouded = opened(masked.coarse)[0]
    assert masked.coarse_valid < done.coarse_valid
    valid = clouded != -9999
    assert np.abs(clouded - values)[valid].max() < 200  # neighbours of masked pixels are unchanged


def test_area_is_the_common_one_or_that_of_the_fine_image(write_raster, tmp_path) -> None:
    fine = write_raster("fine_20200101.tif", (reflectance() * 10000).astype(np.int16), names=TM_NAMES, nodata=-9999)
    coarse = write_raster(
        "coarse_20200101.tif",
        (reflectance(6, 8, 6) * 10000).astype(np.int16),
        names=TM_NAMES,
        transform=(480, 0, 480000 + 960, 0, -480, 5400000 - 480),
        nodata=-9999,
    )
    job = Preparation(ImageChoice((str(fine),), "Fine image"), ImageChoice((str(coarse),), "Coarse image"))
    done = prepare(job, tmp_path / "c.tif", fine_output=tmp_path / "f.tif", mask_output=tmp_path / "m.tif")
    values, profile, _, _ = opened(done.fine)
    assert values.shape == (6, 128, 96) and (profile["transform"].c, profile["transform"].f) == (480960, 5399520)
    np.testing.assert_array_equal(values, opened(fine)[0][:, 16:144, 32:128])
    # The coarse pixels are nested already: they are kept unchanged.
    np.testing.assert_array_equal(opened(done.coarse)[0], opened(coarse)[0])
    assert not opened(done.mask)[0].any() and done.both_valid == 100
    whole = prepare(replace(job, extent="fine"), tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    np.testing.assert_array_equal(opened(whole.fine)[0], opened(fine)[0])
    assert whole.both_valid == pytest.approx(100 * 128 * 96 / (ROWS * COLS))


def test_a_target_date_lies_on_the_same_coarse_grid(pair, modis, write_raster, tmp_path) -> None:
    first = prepare(pair, tmp_path / "c.tif", fine_output=tmp_path / "LC08_20200308.tif")
    later = tmp_path / "MOD09GA.A2020084.h18v04.tif"
    later.write_bytes(modis[0].read_bytes())
    again = replace(
        pair, fine=ImageChoice((str(first.fine),), "Fine image"), coarse=ImageChoice((str(later),), "Coarse image")
    )
    second = prepare(again, tmp_path / "t.tif")
    assert second.fine is None and second.coarse_date == date(2020, 3, 24)
    values, profile, names, _ = opened(second.coarse)
    assert profile["transform"] == opened(first.coarse)[1]["transform"] and names == first.bands
    assert any("16 days apart" in line for line in second.lines)


def test_bands_in_files_of_their_own_and_of_other_pixel_sizes(write_raster, tmp_path) -> None:
    """Sentinel-2: red and near infrared at 10 m, shortwave infrared and the scene classification at 20 m."""
    rng = np.random.default_rng(0)
    parts = {"B04_10m": (100, 10), "B08_10m": (100, 10), "B11_20m": (50, 20)}
    stored, paths = {}, []
    for name, (size, pixel) in parts.items():
        stored[name] = rng.integers(1500, 4000, (size, size)).astype(np.uint16)
        path = f"T33TVM_20230101T100321_{name}.tif"
        paths.append(str(write_raster(path, stored[name], transform=square(pixel))))
    classes = np.full((50, 50), 4, np.uint8)
    classes[10:20, 10:20] = 9
    quality = write_raster("T33TVM_20230101T100321_SCL_20m.tif", classes, transform=square(20))
    coarse = rng.integers(500, 3000, (3, 10, 10)).astype(np.int16)
    names = ("sur_refl_b01", "sur_refl_b02", "sur_refl_b06")
    modis = write_raster("MOD09_20230101.tif", coarse, names=names, transform=square(100))
    job = Preparation(
        ImageChoice(tuple(paths), "Fine image", quality=str(quality)),
        ImageChoice((str(modis),), "Coarse image"),
        resampling="nearest",
        scale="0.0001-0.1 auto",
    )
    done = prepare(job, tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    values = opened(done.fine)[0]
    assert done.bands == ("red", "nir", "swir1")
    clear = values[0] != -9999
    assert (~clear).sum() == 400 and not clear[20:40, 20:40].any()
    for band, name in enumerate(stored):
        wide = stored[name].repeat(2, 0).repeat(2, 1) if name.endswith("20m") else stored[name]
        np.testing.assert_array_equal(values[band][clear], (wide.astype(int) - 1000)[clear])
    # Red of MODIS is its band 1.
    np.testing.assert_array_equal(opened(done.coarse)[0], coarse)


@pytest.mark.parametrize(
    ("source", "tags", "wanted", "warned"),
    [
        ("S2A_MSIL2A_20230101T100321_N0509_R122.tif", {}, -0.1, False),
        ("S2A_MSIL2A_20200101T100321_N0214_R122.tif", {}, 0.0, False),
        ("S2A_20230101.tif", {"PROCESSING_BASELINE": "05.09"}, -0.1, False),
        ("S2A_20230101.tif", {}, 0.0, True),
        ("S2A_20200101.tif", {}, 0.0, False),
    ],
)
def test_sentinel_2_offset_by_processing_baseline(
    write_raster, tmp_path, listener, source, tags, wanted, warned
) -> None:
    stored = np.full((3, 60, 60), 3000, np.uint16)
    fine = write_raster(source, stored, names=("B03", "B04", "B08"), tags=tags)
    grey = np.full((3, 4, 4), 0.2, np.float32)
    coarse = write_raster("coarse_20200101.tif", grey, names=("green", "red", "nir"), transform=square(450))
    job = Preparation(ImageChoice((str(fine),), "Fine image"), ImageChoice((str(coarse),), "Coarse image"))
    prepare(job, tmp_path / "c.tif", listener.run, fine_output=tmp_path / "f.tif")
    assert (opened(tmp_path / "f.tif")[0] == 3000 + 10000 * wanted).all()
    assert any("baseline" in text for text in listener.warnings) == warned


def test_units(pair, write_raster, tmp_path) -> None:
    done = prepare(replace(pair, unit="reflectance"), tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    values, profile, _, _ = opened(done.fine)
    assert profile["dtype"] == "float32" and np.abs(values - reflectance())[values != -9999].max() < 0.0001
    done = prepare(replace(pair, unit="as stored"), tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    assert opened(done.fine)[1]["dtype"] == "uint16" and opened(done.coarse)[1]["dtype"] == "int16"
    kelvin = np.full((60, 60), 44000, np.uint16)
    fine = write_raster("LC08_L2SP_190028_20200308_02_T1_ST_B10.tif", kelvin)
    warm = np.full((2, 2), 15000, np.uint16)
    coarse = write_raster("MOD11A1.A2020068.LST_Day_1km.tif", warm, transform=square(900), nodata=0)
    job = Preparation(ImageChoice((str(fine),), "Fine image"), ImageChoice((str(coarse),), "Coarse image"))
    done = prepare(job, tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    assert done.unit == "kelvin" and done.bands == ("thermal",)
    np.testing.assert_allclose(opened(done.fine)[0], 44000 * 0.00341802 + 149, atol=1e-3)
    np.testing.assert_allclose(opened(done.coarse)[0], 300, atol=1e-3)


def test_fill_and_valid_range_of_products(write_raster, tmp_path) -> None:
    stored = np.full((2, 8, 8), 2000, np.int16)
    stored[0, 0, 0], stored[1, 1, 1], stored[0, 2, 2], stored[0, 3, 3] = -28672, 16001, -101, -100
    coarse = write_raster("MOD09GA.A2020068.tif", stored, names=("sur_refl_b01", "sur_refl_b02"), transform=square(480))
    fine = write_raster("fine_20200308.tif", np.full((2, 128, 128), 0.1, np.float32), names=("red", "nir"))
    job = Preparation(ImageChoice((str(fine),), "Fine image"), ImageChoice((str(coarse),), "Coarse image"))
    done = prepare(job, tmp_path / "c.tif")
    invalid = {(int(row), int(col)) for row, col in zip(*np.nonzero(opened(done.coarse)[0][0] == -9999))}
    assert invalid == {(0, 0), (1, 1), (2, 2)}


def test_quality_band_of_the_image_itself_is_found_and_is_no_band(write_raster, tmp_path) -> None:
    stack = np.concatenate([(reflectance(2) + 0.2) / 0.0000275, np.full((1, ROWS, COLS), 21824)]).astype(np.uint16)
    stack[2, :10] = 22280
    fine = write_raster("export_20200308.tif", stack, names=("SR_B4", "SR_B5", "QA_PIXEL"))
    grey = np.full((3, 10, 12), 0.2, np.float32)
    coarse = write_raster("coarse_20200308.tif", grey, names=("red", "nir", "QA_PIXEL"), transform=square(450))
    job = Preparation(
        ImageChoice((str(fine),), "Fine image", sensor="landsat 8/9"),
        ImageChoice((str(coarse),), "Coarse image", quality=str(coarse), kind="values"),
        flags=QualityChoice(values="7"),
    )
    done = prepare(job, tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    assert done.bands == ("red", "nir") and done.fine_hidden == pytest.approx(100 * 10 / ROWS)


def test_reprojected(pair, tmp_path, wkt) -> None:
    done = prepare(replace(pair, crs=wkt("EPSG:3035")), tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    values, profile, _, _ = opened(done.fine)
    assert profile["crs"].to_epsg() == 3035 and opened(done.coarse)[1]["crs"].to_epsg() == 3035
    assert 27 < profile["transform"].a < 33 and 60 < done.fine_valid < 100
    x, y = rasterio.warp.transform("EPSG:32633", "EPSG:3035", [480000 + 30 * 90.5], [5400000 - 30 * 90.5])
    row, col = rasterio.transform.rowcol(profile["transform"], x[0], y[0])
    assert abs(values[0, row, col] / 10000 - reflectance()[0, 90, 90]) < 0.005


def test_covered_finds_the_very_edge() -> None:
    grid = Grid(1000, 3000, (30.0, 0.0, 0.0, 0.0, -30.0, 0.0))
    part = Grid(100, 100, (77.0, 0.0, 30 * 411 + 1, 0.0, -77.0, -30 * 222 - 1))
    window = covered(grid, part)
    assert (window.row, window.col) == (222, 411)
    assert (window.rows, window.cols) == (round(7700 / 30), round(7700 / 30))
    assert covered(grid, Grid(10, 10, (1.0, 0.0, -100.0, 0.0, -1.0, 0.0))).empty
    assert covered(part, grid) == part.window
    row, col = places_on(grid, part, [222.0], [411.0])
    assert row[0] == pytest.approx(-1 / 77) and col[0] == pytest.approx(-1 / 77)
    assert reprojected(grid, "") is grid


# Changes to a valid pair, and words of the expected message.
BAD = {
    "resampling": (lambda job: replace(job, resampling="best"), "Resampling is 'best'"),
    "extent": (lambda job: replace(job, extent="all"), "Extent is 'all'"),
    "coarse grid": (lambda job: replace(job, coarse_grid="x"), "Coarse grid is 'x'"),
    "unit": (lambda job: replace(job, unit="volts"), "Unit is 'volts'"),
    "kelvin wanted": (lambda job: replace(job, unit="kelvin"), "images contain reflectance"),
    "scale": (lambda job: replace(job, scale="ten"), "Scale factor 'ten'"),
    "bands": (lambda job: replace(job, bands="thermal"), "'thermal'"),
    "sensor": (lambda job: replace(job, fine=replace(job.fine, sensor="spot")), "Sensor 'spot' is not available"),
    "kind": (lambda job: replace(job, fine=replace(job.fine, kind="clouds")), "no quality layer type 'clouds'"),
    "values": (lambda job: replace(job, flags=QualityChoice(values="clouds")), "Mask values 'clouds'"),
    "no such file": (lambda job: replace(job, fine=ImageChoice(("/no/such.tif",), "Fine image")), "cannot be opened"),
    "same image": (lambda job: replace(job, coarse=job.fine), "are both LC08"),
    "swapped": (lambda job: replace(job, fine=job.coarse, coarse=job.fine), "swapped"),
    "ratio": (lambda job: replace(job, ratio=200), "does not fit into"),
    "crs": (lambda job: replace(job, crs="LOCAL_CS[\"x\"]"), "coordinate reference system"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_wishes_are_answered_in_one_sentence(pair, tmp_path, name) -> None:
    change, words = BAD[name]
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(InputError, match=words) as error:
        prepare(change(pair), tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    assert str(error.value).endswith(".") and "\n" not in str(error.value) and len(str(error.value)) < 400
    assert before == {path: path.read_bytes() for path in tmp_path.iterdir()}


def test_outputs_are_checked_and_nothing_is_left_after_a_cancel(pair, landsat, tmp_path, listener) -> None:
    for output in (landsat[0], landsat[1]):
        with pytest.raises(InputError, match="one of the inputs"):
            prepare(pair, tmp_path / "c.tif", fine_output=output)
    with pytest.raises(InputError, match="another name for one of them"):
        prepare(pair, tmp_path / "c.tif", fine_output=tmp_path / "c.tif")
    before = sorted(tmp_path.iterdir())
    listener.stop = True
    with pytest.raises(Cancelled):
        prepare(pair, tmp_path / "c.tif", listener.run, fine_output=tmp_path / "f.tif", mask_output=tmp_path / "m.tif")
    assert sorted(tmp_path.iterdir()) == before


def test_no_overlap_and_no_valid_pixel(pair, landsat, modis, write_raster, tmp_path, listener) -> None:
    far = write_raster("far_20200308.tif", np.ones((6, 9, 9), np.int16), transform=(480, 0, 9e5, 0, -480, 6e6))
    with pytest.raises(InputError, match="do not overlap"):
        prepare(replace(pair, coarse=ImageChoice((str(far),), "Coarse image")), tmp_path / "c.tif")
    with pytest.raises(InputError, match="quality layer far_20200308.tif does not overlap"):
        prepare(replace(pair, fine=replace(pair.fine, quality=str(far))), tmp_path / "c.tif")
    clouds = write_raster("all_QA_PIXEL.tif", np.full((ROWS, COLS), 8, np.uint16))
    done = prepare(replace(pair, fine=replace(pair.fine, quality=str(clouds))), tmp_path / "c.tif", listener.run)
    assert done.fine_valid == 0 and any("No pixel is valid in both" in text for text in listener.warnings)
    done = prepare(replace(pair, scale="0.0001"), tmp_path / "c.tif", listener.run)
    assert any("correct scale factor" in text for text in listener.warnings) and done.fine_valid > 0


def test_real_pair_of_one_grid(data_folder, tmp_path) -> None:
    """Kranj: fine x 10000 with clouds as nodata, coarse 0 to 1 and already on the fine grid."""
    folder = data_folder / "kranj"
    job = Preparation(
        ImageChoice((str(folder / "fine_landsat8_unfilled_20200317.tif"),), "Fine image"),
        ImageChoice((str(folder / "coarse_modis_on_fine_grid_20200317.tif"),), "Coarse image"),
    )
    done = prepare(job, tmp_path / "c.tif", fine_output=tmp_path / "f.tif")
    fine, coarse = opened(done.fine)[0], opened(done.coarse)[0]
    stored = opened(folder / "fine_landsat8_unfilled_20200317.tif")[0]
    seen = opened(folder / "coarse_modis_on_fine_grid_20200317.tif")[0]
    assert 0 < done.fine_valid < 100 and done.ratio == pytest.approx(1)
    valid = fine != -9999
    np.testing.assert_array_equal(valid.all(axis=0), (stored != -9999).all(axis=0))
    assert np.abs(fine - stored)[valid].max() <= 0.5 and np.abs(coarse - 10000 * seen).max() <= 0.51
