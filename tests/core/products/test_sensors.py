"""Sensors detected from names; bands matched by name, wavelength, order, or as typed."""

from __future__ import annotations

import pytest

from stfusion.core.errors import InputError
from stfusion.core.products.band_matching import Known, identify, match_bands
from stfusion.core.products.band_names import band_id, band_labels, wavelength_of
from stfusion.core.products.sensors import CHOICES, SENSORS, find_sensor, sensor_named
from stfusion.core.rasters.grid import Grid
from stfusion.core.rasters.raster import RasterInfo


def info(source: str = "image.tif", names=("",), tags=None, dtype="int16") -> RasterInfo:
    count = len(names)
    grid = Grid(10, 10, (30.0, 0.0, 0.0, 0.0, -30.0, 0.0))
    return RasterInfo(source, grid, dtype, None, tuple(names), (1.0,) * count, (0.0,) * count, tags=tags or {})


def sensor(word: str):
    return sensor_named(word)


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("SR_B4", "b4"),
        ("B04", "b4"),
        ("B8A", "b8a"),
        ("B12", "b12"),
        ("sur_refl_b01", "b1"),
        ("sur_refl_b07_1", "b7"),
        ("Nadir_Reflectance_Band4", "b4"),
        ("SurfReflect_I1_1", "i1"),
        ("M10", "m10"),
        ("Oa08_reflectance", "oa8"),
        ("SDR_Oa17", "oa17"),
        ("B4, central wavelength 665 nm", "b4"),
        ("Near infrared", "nearinfrared"),
        ("ndvi x10000", "ndvi"),
    ],
)
def test_labels_are_brought_to_one_form(label, wanted) -> None:
    assert band_id(label) == wanted


def test_labels_that_only_count_say_nothing_and_file_names_help() -> None:
    assert band_labels(info(names=("Band 1", "band_2", "3", "")))[:4] == ["", "", "", ""]
    assert band_labels(info("LC08_L2SP_190028_20200308_20200822_02_T1_SR_B4.TIF")) == ["SR_B4"]
    assert band_labels(info("T33TVM_20200101T100321_B8A_20m.jp2")) == ["B8A"]
    source = 'HDF4_EOS:EOS_GRID:"/d/MOD09GA.A2020068.h18v04.006.hdf":MODIS_Grid_500m_2D:sur_refl_b03_1'
    assert band_labels(info(source, ("500m Surface Reflectance Band 3 - first layer",))) == ["sur_refl_b03"]
    assert band_labels(info("x_B4.tif", ("red",))) == ["red"]
    assert wavelength_of("B4, central wavelength 665 nm") == 665 and wavelength_of("0.865 um") == 865
    assert wavelength_of("red") is None


@pytest.mark.parametrize(
    ("source", "names", "tags", "wanted"),
    [
        ("LC08_L2SP_190028_20200308_02_T1_SR_B4.TIF", ("",), None, "landsat 8/9"),
        ("LE07_L2SP_190028_20020308_02_T1.tif", ("",) * 6, None, "landsat 5/7"),
        ("LT05_L2SP_190028_19900308.tif", ("",) * 6, None, "landsat 5/7"),
        ("export.tif", ("SR_B1", "SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B7"), None, "landsat 5/7"),
        ("export.tif", ("SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B6", "SR_B7"), None, "landsat 8/9"),
        ("HLS.L30.T33TVM.2020123T100000.v2.0.B04.tif", ("",), None, "landsat 8/9"),
        ("HLS.S30.T33TVM.2020123T100000.v2.0.B8A.tif", ("",), None, "sentinel-2"),
        ("T33TVM_20200101T100321_B04_10m.jp2", ("",), None, "sentinel-2"),
        ("/d/S2A_MSIL2A_20200101T100321_N0500_R122.SAFE/x/stack.tif", ("", "", "", ""), None, "sentinel-2"),
        ("stack.tif", ("B02", "B03", "B04", "B8A"), None, "sentinel-2"),
        ("S3A_OL_2_WFR____20200101.tif", ("Oa04", "Oa06"), None, "sentinel-3 olci"),
        ("x.tif", ("Oa08_reflectance",), None, "sentinel-3 olci"),
        ("MOD09GA.A2020068.h18v04.hdf", ("",), None, "modis"),
        ("x.tif", ("sur_refl_b01", "sur_refl_b02"), None, "modis"),
        ("MCD43A4.A2020068.h18v04.tif", ("",), None, "modis mcd43"),
        ("x.tif", ("Nadir_Reflectance_Band1",), None, "modis mcd43"),
        ("VNP09GA.A2020068.h18v04.h5", ("",), None, "viirs"),
        ("x.tif", ("SurfReflect_I1_1",), None, "viirs"),
        ("x.tif", ("", ""), {"SPACECRAFT_ID": "LANDSAT_8"}, "landsat 8/9"),
        ("x.tif", ("", ""), {"SPACECRAFT_NAME": "Sentinel-2A"}, "sentinel-2"),
        ("x.tif", ("", ""), {"SHORTNAME": "MOD09GA"}, "modis"),
        ("x.tif", ("red", "green"), None, None),
        ("image_20200101.tif", ("", ""), None, None),
    ],
)
def test_sensor_is_told_from_names_and_tags(source, names, tags, wanted) -> None:
    found = find_sensor([info(source, names, tags)])
    assert (found.id if found else None) == wanted


def test_presets_know_the_common_bands() -> None:
    for one in SENSORS:
        names = {band.name for band in one.bands}
        assert {"blue", "green", "red", "nir"} <= names
        assert len({band.id for band in one.bands}) == len(one.bands)
        assert all(sum(one.band(place) is not None for place in stack) >= 2 for stack in one.stacks)
        assert one.id in CHOICES
    assert sensor_named("none") is None
    with pytest.raises(InputError, match="landsat 8/9"):
        sensor_named("spot")


def named(*names, word="none", source="image.tif") -> list[Known]:
    return identify([info(source, names)], sensor(word))


def titles(pairs) -> list[tuple[int, int]]:
    return [(first.number, second.number) for first, second in pairs]


def test_landsat_8_meets_modis_in_its_own_order() -> None:
    fine = named("SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B6", "SR_B7", word="landsat 8/9")
    coarse = named(*(f"sur_refl_b{band:02d}_1" for band in range(1, 8)), word="modis")
    pairs = match_bands(fine, coarse)
    assert titles(pairs) == [(1, 3), (2, 4), (3, 1), (4, 2), (5, 6), (6, 7)]
    assert [first.title for first, _ in pairs] == ["blue", "green", "red", "nir", "swir1", "swir2"]


@pytest.mark.parametrize("word", [one.id for one in SENSORS])
def test_unnamed_stacks_are_taken_in_product_order(word) -> None:
    one = sensor(word)
    for stack in one.stacks:
        bands = identify([info("x.tif", ("",) * len(stack))], one)
        for band, place in zip(bands, stack):
            assert band.wavelength == (one.band(place).centre if one.band(place) else None)


def test_wavelengths_match_the_closest_once() -> None:
    fine = named("B08", "B8A", "B04", "B05", word="sentinel-2")
    coarse = named("sur_refl_b01", "sur_refl_b02", word="modis")
    assert titles(match_bands(fine, coarse, "wavelength")) == [(2, 2), (3, 1)]  # B8A is nearer to 858 nm than B08
    assert titles(match_bands(fine, coarse, "names")) == [(1, 2), (3, 1)]
    labelled = named("red 665 nm", "nothing", "x 0.86 um")
    assert titles(match_bands(labelled, coarse, "wavelength")) == [(1, 1), (3, 2)]


def test_other_ways_and_what_is_wanted() -> None:
    fine, coarse = named("a", "b", "c"), named("x", "y", "z")
    assert titles(match_bands(fine, coarse)) == [(1, 1), (2, 2), (3, 3)]
    assert titles(match_bands(fine, named("c", "a", "q"))) == [(1, 2), (3, 1)]
    assert titles(match_bands(fine, coarse, wanted="3 0 1")) == [(1, 3), (3, 1)]
    assert titles(match_bands(fine, coarse, wanted="2:3, 1:1")) == [(2, 3), (1, 1)]
    colours = named("red", "green", "nir"), named("nir", "red", "green")
    assert titles(match_bands(*colours, wanted="nir red")) == [(3, 1), (1, 2)]
    assert titles(match_bands(*colours, wanted="near_infrared")) == [(3, 1)]


@pytest.mark.parametrize(
    ("fine", "coarse", "how", "wanted", "words"),
    [
        (("a", "b"), ("x",), "auto", "", "Bands"),
        (("a", "b"), ("x",), "names", "", "No band"),
        (("a", "b"), ("x",), "other", "", "no band matching method"),
        (("red", "nir"), ("red", "nir"), "auto", "swir1", "'swir1'"),
        (("red", "nir"), ("red", "nir"), "auto", "1 2 3", "contain 3 coarse bands"),
        (("red", "nir"), ("red", "nir"), "auto", "0 0", "skips? every band"),
        (("red", "nir"), ("red", "nir"), "auto", "1 7", "coarse band 7"),
        (("red", "nir"), ("red", "nir"), "auto", "5:1", "fine band 5"),
    ],
)
def test_what_cannot_be_matched_is_said(fine, coarse, how, wanted, words) -> None:
    with pytest.raises(InputError, match=words) as error:
        match_bands(named(*fine), named(*coarse), how, wanted)
    assert str(error.value).endswith(".") and "\n" not in str(error.value)
