"""Physical units from stored values and back."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.errors import InputError
from stfusion.core.products.scale_choice import find_scale
from stfusion.core.products.scaling import Scale, Storage, parse_scale, storage_like
from stfusion.core.rasters.raster import RasterReader, describe

RANDOM = np.random.default_rng(2)


@pytest.mark.parametrize(
    ("text", "fine", "coarse"),
    [
        ("0.0001", (0.0001, 0), (0.0001, 0)),
        (".5", (0.5, 0), (0.5, 0)),
        ("1e-4", (0.0001, 0), (0.0001, 0)),
        ("0.0000275-0.2", (0.0000275, -0.2), (0.0000275, -0.2)),
        ("1e-4+1e-1", (0.0001, 0.1), (0.0001, 0.1)),
        ("0.0001 1", (0.0001, 0), (1, 0)),
        (" 0.0001;  0.0000275-0.2 ", (0.0001, 0), (0.0000275, -0.2)),
        ("auto", None, None),
        ("AUTO 0.01", None, (0.01, 0)),
        ("0.01 auto", (0.01, 0), None),
        ("", None, None),
    ],
)
def test_parse_scale(text, fine, coarse) -> None:
    found = [scale and (scale.factor, scale.offset) for scale in parse_scale(text)]
    assert found == [fine, coarse]


@pytest.mark.parametrize("text", ["0", "0.0", "x", "-1", "1,5", "0.1*2", "nan", "inf", "1e999", "0.1-", "0.1 -0.2 x"])
def test_parse_scale_refuses_and_shows_how_to_write_it(text) -> None:
    with pytest.raises(InputError, match="^Scale factor '") as caught:
        parse_scale(text)
    assert "enter auto, a factor such as 0.0001" in str(caught.value) or "3 parts" in str(caught.value)


def test_scale_applies_factor_and_offset_and_reads_as_it_is_typed() -> None:
    scale = Scale(0.5, -1)
    assert scale.physical(np.array([0, 2, 10])).tolist() == [-1, 0, 4]
    assert (str(scale), str(Scale(0.0001)), str(Scale(2, 0.5))) == ("0.5-1", "0.0001", "2+0.5")
    assert parse_scale(str(scale))[0] == Scale(0.5, -1)


def found(path) -> tuple[float, float]:
    reader = RasterReader(describe(path))
    scale = find_scale(reader, range(1, reader.info.bands + 1))
    reader.close()
    assert scale.reason
    return scale.factor, scale.offset


VALUES = {
    "reflectance times 10000": (RANDOM.integers(50, 4500, (2, 100, 90)), "int16", 0.0001),
    "dark water times 10000": (RANDOM.integers(0, 900, (2, 100, 90)), "int16", 0.0001),
    "reflectance times 10000 as float": (RANDOM.uniform(50, 4500, (2, 100, 90)), "float32", 0.0001),
    "index times 10000": (RANDOM.integers(-2000, 9500, (1, 100, 90)), "int16", 0.0001),
    "reflectance": (RANDOM.uniform(0, 0.6, (2, 100, 90)), "float32", 1),
    "index": (RANDOM.uniform(-0.4, 0.95, (1, 100, 90)), "float64", 1),
    "bright snow above 1": (RANDOM.uniform(0.5, 1.4, (1, 100, 90)), "float32", 1),
    "bytes": (RANDOM.integers(0, 256, (3, 100, 90)), "uint8", 1 / 255),
    "kelvin": (RANDOM.uniform(270, 320, (1, 100, 90)), "float32", 0.01),
    "whole kelvin": (RANDOM.integers(270, 320, (1, 100, 90)), "int16", 0.01),
    "a quantity that nothing names": (RANDOM.uniform(0, 60, (2, 100, 90)), "float32", 1),
    "whole percent": (RANDOM.integers(0, 60, (2, 100, 90)), "int16", 0.01),
}


@pytest.mark.parametrize(("values", "dtype", "factor"), VALUES.values(), ids=VALUES)
def test_the_scale_is_found_from_the_values(write_raster, values, dtype, factor) -> None:
    assert found(write_raster("a.tif", values, dtype=dtype)) == pytest.approx((factor, 0))


def test_few_wild_values_and_nodata_do_not_disturb(write_raster) -> None:
    values = RANDOM.uniform(0, 0.6, (100, 90)).astype("float32")
    values[5, :10] = 16000
    values[50:] = -9999
    assert found(write_raster("a.tif", values, nodata=-9999)) == (1, 0)


def test_a_raster_with_data_in_one_corner_of_its_middle_is_found(write_raster) -> None:
    values = np.full((700, 700), -9999, "int16")
    values[290:300, 420:430] = 3000
    assert found(write_raster("a.tif", values, nodata=-9999)) == (0.0001, 0)


def test_every_part_of_a_raster_is_sampled_alike(write_raster) -> None:
    values = np.full((1000, 1000), 0.4, "float32")
    values[-60:, -60:] = 3000  # as much as the first of 25 windows
    values[:60, :60] = 3000
    assert found(write_raster("a.tif", values)) == (0.0001, 0)
    values[:60, :60] = 0.4
    assert found(write_raster("b.tif", values)) == (0.0001, 0)


def test_a_raster_without_a_valid_pixel_is_told(write_raster) -> None:
    path = write_raster("empty.tif", np.full((70, 70), -1, "int16"), nodata=-1)
    with pytest.raises(InputError, match=r"empty\.tif has no valid pixel; check its nodata value, -1"):
        found(path)


def test_what_the_file_states_goes_before_its_values(write_raster) -> None:
    values = RANDOM.integers(7300, 43600, (2, 40, 40))
    stated = {"scales": (0.0000275,) * 2, "offsets": (-0.2,) * 2}
    path = write_raster("a.tif", values, dtype="uint16", **stated)
    assert found(path) == (0.0000275, -0.2)


def test_stated_kelvin_becomes_hundreds_of_kelvin(write_raster) -> None:
    path = write_raster("lst.tif", RANDOM.integers(13500, 16000, (40, 40)), dtype="uint16", scales=(0.02,))
    assert found(path) == pytest.approx((0.0002, 0))


def test_bands_that_state_different_scales_have_their_own(write_raster) -> None:
    path = write_raster("a.tif", RANDOM.uniform(0, 5, (2, 40, 40)), dtype="float32", scales=(0.1, 0.2))
    reader = RasterReader(describe(path))
    assert [scale.factor for scale in find_scale(reader, (1, 2)).scales] == [0.1, 0.2]
    reader.close()


def test_only_the_bands_in_use_decide(write_raster) -> None:
    values = np.stack([np.full((70, 70), 3000), np.full((70, 70), 4)])
    reader = RasterReader(describe(write_raster("a.tif", values, dtype="int16", scales=(1, 0.5))))
    assert find_scale(reader, (1,)).factor == 0.0001
    assert find_scale(reader, (2,)).factor == 0.5
    reader.close()


@pytest.mark.parametrize(
    ("name", "scale"),
    [
        ("LC08_L2SP_199026_20200317_20200822_02_T1_SR_B4.TIF", (0.0000275, -0.2)),
        ("LT05_L2SP_199026_20040331_20200903_02_T1_SR_B3.tif", (0.0000275, -0.2)),
        ("LC08_L1TP_199026_20200317_20200822_02_T1_B4.TIF", (0.0001, 0)),
    ],
)
def test_landsat_collection_2_is_known_by_its_name(write_raster, name, scale) -> None:
    assert found(write_raster(name, RANDOM.integers(7300, 43600, (40, 40)), dtype="uint16")) == scale


def valid_like(values: np.ndarray) -> np.ndarray:
    return np.ones(values.shape[1:], bool)


def stored(storage: Storage, *values: float, valid=None) -> list[float]:
    array = np.array(values, np.float32).reshape(1, 1, -1)
    known = valid_like(array) if valid is None else np.array(valid, bool).reshape(1, -1)
    result = storage.stored(array, known)
    assert result.dtype == storage.dtype
    return result[0, 0].tolist()


def test_stored_values_are_rounded_and_clipped_to_the_type() -> None:
    assert stored(Storage("int16", -9999, Scale(0.0001)), 0.12344, 0.12346, -0.00006, 5, -5) == [
        1234,
        1235,
        -1,
        32767,
        -32768,
    ]
    assert stored(Storage("uint16", 65535, Scale(0.0001)), -0.2, 0.00004, 6.5534, 9) == [0, 0, 65534, 65534]
    assert stored(Storage("uint8", None, Scale(1 / 255)), -0.1, 0.5, 1, 1.2) == [0, 128, 255, 255]
    assert stored(Storage("float32", np.nan, Scale(0.5, -1)), 4, -1) == [10, 0]


@pytest.mark.parametrize(
    ("dtype", "nodata", "value", "kept"),
    [
        ("int16", -9999, -0.9999, -9998),
        ("int16", 0, 0.00001, 1),
        ("int16", -32768, -9, -32767),
        ("int16", 32767, 9, 32766),
        ("uint8", 0, -1, 1),
        ("uint8", 255, 1, 254),
        ("uint16", 65535, 9, 65534),
    ],
)
def test_a_valid_pixel_never_becomes_nodata(dtype, nodata, value, kept) -> None:
    storage = Storage(dtype, nodata, Scale(0.0001))
    assert stored(storage, value, 0.5, valid=[True, False]) == [kept, nodata]


@pytest.mark.parametrize("nodata", [-9999.0, 0.0, -3.4028234663852886e38])
def test_a_valid_float_pixel_never_becomes_nodata(nodata) -> None:
    values = np.array([[[nodata, nodata, 2]]], np.float32)
    result = Storage("float32", nodata, Scale(1)).stored(values, np.array([[True, False, True]]))
    assert result.dtype == np.float32
    assert (result != np.float32(nodata)).tolist() == [[[True, False, True]]]
    assert result[0, 0, 0] == pytest.approx(nodata, rel=1e-6, abs=1e-30)


def test_invalid_pixels_become_nodata_in_every_band() -> None:
    values = np.arange(8, dtype=np.float32).reshape(2, 2, 2)
    result = Storage("float32", np.nan, Scale(1)).stored(values, np.array([[True, False], [True, True]]))
    assert np.isnan(result).tolist() == [[[False, True], [False, False]]] * 2


@pytest.mark.parametrize(
    ("dtype", "scale"),
    [
        ("uint8", Scale(1 / 255)),
        ("int16", Scale(0.0001)),
        ("uint16", Scale(0.0000275, -0.2)),
        ("uint16", Scale(0.0002)),
        ("int32", Scale(0.0001)),
        ("float32", Scale(0.01)),
    ],
)
def test_there_and_back_gives_the_stored_values(dtype, scale) -> None:
    limits = np.iinfo(dtype) if np.dtype(dtype).kind in "iu" else np.iinfo("int16")
    values = np.linspace(max(limits.min, -9000), min(limits.max, 60000), 999).astype(dtype).reshape(1, 27, 37)
    before = values.copy()
    back = Storage(dtype, None, scale).stored(scale.physical(values.copy()), valid_like(values))
    np.testing.assert_allclose(back, before, rtol=1e-6, atol=1e-30)
    if np.dtype(dtype).kind in "iu":
        np.testing.assert_array_equal(back, before)


@pytest.mark.parametrize(
    ("dtype", "nodata", "expected"),
    [
        ("int16", -9999, -9999),
        ("uint8", 0, 0),
        ("float32", np.nan, np.nan),
        ("int16", None, -32768),
        ("uint8", None, 255),
        ("uint16", None, 65535),
        ("float32", None, np.nan),
    ],
)
def test_storage_like_the_fine_image(write_raster, dtype, nodata, expected) -> None:
    storage = storage_like(describe(write_raster("a.tif", np.ones((4, 4)), dtype=dtype, nodata=nodata)), Scale(0.1))
    assert storage.dtype == dtype and storage.scale == Scale(0.1)
    np.testing.assert_equal(storage.nodata, expected)
