"""Quality layers bit by bit: which values mask a pixel, and parsing of typed values."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.errors import InputError
from stfusion.core.products.quality import (
    ANY,
    AUTO,
    KINDS,
    Bits,
    QualityReader,
    Range,
    find_band,
    make_quality,
    parse_values,
)
from stfusion.core.rasters.align import AlignedReader
from stfusion.core.rasters.grid import Window
from stfusion.core.rasters.raster import describe


def hidden(write_raster, kind, stored, snow=True, water=False, values="", name="quality.tif"):
    path = write_raster(name, np.atleast_2d(stored))
    quality = make_quality(describe(path), kind, values, snow, water)
    return quality.hides(np.asarray(stored))


# One value for each bit, and which of them mask; the second and third set also mask snow and water.
BITS = {
    "landsat qa_pixel": (np.uint16, 16, {0, 1, 2, 3, 4}, {5}, {7}),
    "hls fmask": (np.uint8, 8, {1, 2, 3}, {4}, {5}),
}


@pytest.mark.parametrize("kind", BITS)
def test_every_single_bit(write_raster, kind) -> None:
    dtype, count, always, snow, water = BITS[kind]
    stored = (1 << np.arange(count)).astype(dtype)
    for with_snow in (False, True):
        for with_water in (False, True):
            wanted = always | (snow if with_snow else set()) | (water if with_water else set())
            found = set(np.flatnonzero(hidden(write_raster, kind, stored, with_snow, with_water)))
            assert found == wanted


def test_landsat_values_of_real_scenes(write_raster) -> None:
    # clear land, clear water, cloud of high confidence, shadow, snow, fill, dilated cloud over land
    stored = np.array([21824, 21952, 22280, 23888, 30048, 1, 21826], np.uint16)
    found = hidden(write_raster, "landsat qa_pixel", stored)
    assert found.tolist() == [False, False, True, True, True, True, True]
    assert hidden(write_raster, "landsat qa_pixel", stored, snow=False, water=True).tolist()[1] is True


def test_every_state_of_modis(write_raster) -> None:
    """All 65536 values compared with the bits read one by one."""
    stored = np.arange(65536, dtype=np.uint16)
    bit = [(stored >> place) & 1 for place in range(16)]
    cloud, cirrus, cover = stored & 3, (stored >> 8) & 3, (stored >> 3) & 7
    wanted = (
        np.isin(cloud, (1, 2)) | (bit[2] == 1) | (cirrus >= 2) | (bit[10] == 1) | (bit[13] == 1) | (stored == 65535)
    )
    plain = hidden(write_raster, "modis state_1km", stored, snow=False)
    np.testing.assert_array_equal(plain, wanted)
    np.testing.assert_array_equal(hidden(write_raster, "modis state_1km", stored), wanted | (bit[12] == 1))
    wet = hidden(write_raster, "modis state_1km", stored, snow=False, water=True)
    np.testing.assert_array_equal(wet, wanted | ~np.isin(cover, (1, 2, 4)))


@pytest.mark.parametrize(
    ("kind", "always", "snow", "water"),
    [
        ("sentinel-2 scl", {0, 1, 3, 8, 9, 10}, {11}, {6}),
        ("fmask", {2, 4, 255}, {3}, {1}),
        ("mcd43 quality", set(range(1, 256)), set(), set()),
        ("viirs qf1", {value for value in range(256) if (value >> 2) & 3 >= 2}, set(), set()),
    ],
)
def test_every_value_of_a_byte(write_raster, kind, always, snow, water) -> None:
    stored = np.arange(256, dtype=np.uint8)
    assert set(np.flatnonzero(hidden(write_raster, kind, stored, False, False))) == always
    assert set(np.flatnonzero(hidden(write_raster, kind, stored, True, True))) == always | snow | water


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3", (Range(3, 3),)),
        ("3 8-11", (Range(3, 3), Range(8, 11))),
        ("3, 8 to 11; 255", (Range(3, 3), Range(8, 11), Range(255, 255))),
        ("-9999 -3", (Range(-9999, -9999), Range(-3, -3))),
        ("-5--3", (Range(-5, -3),)),
        ("0.5..1.5", (Range(0.5, 1.5),)),
        ("bit 3, bit 4", (Bits(3, 3), Bits(4, 4))),
        ("bits 8-9 = 2|3 bit0", (Bits(8, 9, (2, 3)), Bits(0, 0))),
        ("bits 2-3", (Bits(2, 3),)),
        ("", ()),
    ],
)
def test_values_as_typed(text, wanted) -> None:
    assert parse_values(text) == wanted


@pytest.mark.parametrize("text", ["cloud", "3 x", "11-8", "bit 40", "bit", "bits 5-2", "3-"])
def test_values_that_are_not_understood(text) -> None:
    with pytest.raises(InputError) as error:
        parse_values(text)
    assert text in str(error.value) and str(error.value).endswith(".")


def test_typed_values_hide(write_raster) -> None:
    stored = np.array([0, 1, 3, 4, 8, 9, 12, 255], np.uint8)
    assert hidden(write_raster, ANY, stored, values="3 8-11").tolist() == [0, 0, 1, 0, 1, 1, 0, 0]
    assert hidden(write_raster, ANY, stored, values="bit 3").tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert hidden(write_raster, ANY, stored).tolist() == [0, 1, 1, 1, 1, 1, 1, 1]
    assert hidden(write_raster, AUTO, stored, values="4").tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    floats = np.array([0.0, np.nan, 0.5], np.float32)
    assert hidden(write_raster, ANY, floats, values="0.4-1").tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("LC08_L2SP_190028_20200308_02_T1_QA_PIXEL.TIF", "landsat qa_pixel"),
        ("MOD09GA.A2020068.state_1km.tif", "modis state_1km"),
        ("T33TVM_20200101T100321_SCL_20m.tif", "sentinel-2 scl"),
        ("HLS.L30.T33TVM.2020123T100000.v2.0.Fmask.tif", "hls fmask"),
        ("LC81900282020068_Fmask.tif", "fmask"),
        ("MCD43A4.BRDF_Albedo_Band_Mandatory_Quality_Band1.tif", "mcd43 quality"),
        ("VNP09GA.A2020068.SurfReflect_QF1_1.tif", "viirs qf1"),
    ],
)
def test_kind_is_told_from_names(write_raster, name, wanted) -> None:
    info = describe(write_raster(name, np.zeros((2, 2), np.uint16)))
    assert find_band(info) == (wanted, 1)
    assert make_quality(info, AUTO, "", True, False).kind == wanted


def test_quality_band_inside_a_stack(write_raster) -> None:
    stack = np.zeros((3, 2, 2), np.uint16)
    assert find_band(describe(write_raster("a.tif", stack, names=("SR_B4", "SR_B5", "QA_PIXEL")))) == (
        "landsat qa_pixel",
        3,
    )
    assert find_band(describe(write_raster("HLS_stack.tif", stack, names=("B04", "B05", "Fmask")))) == ("hls fmask", 3)
    assert find_band(describe(write_raster("b.tif", stack, names=("red", "green", "nir")))) is None


def test_unknown_kinds_are_asked_for(write_raster) -> None:
    info = describe(write_raster("mask.tif", np.zeros((2, 2), np.uint8)))
    with pytest.raises(InputError, match="was not recognized"):
        make_quality(info, AUTO, "", True, False)
    with pytest.raises(InputError, match="choose one of"):
        make_quality(info, "cloudy", "", True, False)
    with pytest.raises(InputError, match="no bits"):
        make_quality(describe(write_raster("f.tif", np.zeros((2, 2), np.float32))), ANY, "bit 3", True, False)


def test_reader_tests_stored_integers_before_anything_else(write_raster) -> None:
    """float32 cannot represent bit 31 and bit 0 together."""
    stored = np.zeros((4, 4), np.uint32)
    stored[0, 0], stored[0, 1], stored[0, 2] = 2**31 + 1, 2**31, 1
    info = describe(write_raster("flags.tif", stored))
    for text, wanted in (("bit 0", [1, 0, 1, 0]), ("bit 31", [1, 1, 0, 0])):
        reader = QualityReader(info, make_quality(info, ANY, text, True, False))
        values, inside = reader.read(Window(-1, 0, 6, 4), (1,))
        assert values[0, 1].tolist() == wanted and not inside[0, 0].any() and inside[0, 1:5].all()
        fine = info.grid.__class__(8, 8, (15, 0, 480000, 0, -15, 5400000), info.grid.crs)
        near, _ = AlignedReader(reader, fine, (1,), "nearest", raw=True).read(fine.window)
        np.testing.assert_array_equal(near[0], reader.read(info.grid.window, (1,))[0][0].repeat(2, 0).repeat(2, 1))
        reader.close()


def test_kinds_have_words_of_their_own() -> None:
    assert len({kind.id for kind in KINDS}) == len(KINDS)
