"""Dates in names and tags of real products."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from stfusion.core.dates import (
    DatePattern,
    conflicting_dates,
    date_from_name,
    date_from_tags,
    find_date,
    nearest,
    parse_date,
)
from stfusion.core.errors import InputError

DATED = {
    # Landsat: product identifiers of Collections 1 and 2, followed by the processing date; then scene identifiers.
    "LT05_L1TP_123032_20041126_20170330_01_T1.tif": "2004-11-26",
    "LC08_L2SP_199026_20200317_20200822_02_T1_SR_B4.TIF": "2020-03-17",
    "LT51230322004331BJC00.tif": "2004-11-26",
    "LE71990262001123ASN00_B3.TIF": "2001-05-03",
    "lc81990262013127lgn01.tif": "2013-05-07",
    # MODIS and VIIRS, followed by the production time.
    "MOD09GA.A2004332.h29v12.006.2015113022531.hdf": "2004-11-27",
    "MYD13Q1.A2015097.h27v05.061.2021330.tif": "2015-04-07",
    "VNP09GA.A2017018.h08v05.001.2017020134500.h5": "2017-01-18",
    "MCD43A4_A2016366.tif": "2016-12-31",
    # Sentinel-2 and Sentinel-3.
    "S2A_MSIL1C_20170105T013442_N0204_R031_T53NMJ_20170106T023443.SAFE": "2017-01-05",
    "T33UVS_20200701T100559_B04_10m.jp2": "2020-07-01",
    "S3A_OL_2_LFR____20180102T091011_20180102T091311_20180103T140000_0179_026_207.zip": "2018-01-02",
    # Names chosen by users.
    "fine_2004-11-26.tif": "2004-11-26",
    "fine_2004_11_26.tif": "2004-11-26",
    "fine.2004.11.26.tif": "2004-11-26",
    "fine_2004-1-6.tif": "2004-01-06",
    "precip_20180913T19.tif": "2018-09-13",
    "img20041126b.tif": "2004-11-26",
    "ndvi_2004331.tif": "2004-11-26",
    "2004331.tif": "2004-11-26",
    "composite.D2004060.tif": "2004-02-29",
}


@pytest.mark.parametrize(("name", "day"), DATED.items())
def test_date_from_name(name, day) -> None:
    assert date_from_name(name) == date.fromisoformat(day)
    assert date_from_name(Path("/data/20190101") / name) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "name",
    [
        "fine.tif",
        "B04_10m.tif",
        "fine_20041399.tif",  # month 13
        "fine_20040230.tif",
        "fine_2004-13-01.tif",
        "fine_2004-02_03.tif",  # two kinds of separators
        "fine_2015366.tif",  # 2015 had 365 days
        "fine_2004000.tif",
        "fine_2004367.tif",
        "x1200411268.tif",  # part of a longer number
        "fine_18991231.tif",
        "h29v12_006.tif",
    ],
)
def test_names_without_a_date(name) -> None:
    assert date_from_name(name) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("LC82004012013127LGN01.tif", "2013-05-07"),  # path 200, row 401: 2004012 is no day
        ("LC08_L2SP_200401_20200317_20200822_02_T1.tif", "2020-03-17"),
        ("LT51950302004331BJC00.tif", "2004-11-26"),
        ("fine_p195r030_20041126.tif", "2004-11-26"),
        ("199026.tif", None),
        ("LC08_200012.tif", None),
    ],
)
def test_path_and_row_are_not_taken_for_a_date(name, day) -> None:
    assert date_from_name(name) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "name",
    ["fine_2004-11-26_made_20210304.tif", "MOD09GA.A2004331.mosaic_20210304.tif", "20041126_made_2021-03-04.tif"],
)
def test_the_first_of_several_dates_counts_however_they_are_written(name) -> None:
    assert date_from_name(name) == date(2004, 11, 26)


def test_a_folder_gives_no_date() -> None:
    assert date_from_name("/data/20041126/fine.tif") is None


@pytest.mark.parametrize(
    "tags",
    [
        {"ACQUISITION_DATE": "2004-11-26"},
        {"acquisition_date": "20041126"},
        {"ACQUISITIONDATETIME": "2004-11-26 01:23:45"},
        {"DATE_ACQUIRED": "2004-11-26"},
        {"SENSING_TIME": "2004-11-26T01:34:42.026Z"},
        {"DATATAKE_1_DATATAKE_SENSING_START": "2004-11-26T01:34:42.026Z"},
        {"PRODUCT_START_TIME": "2004-11-26T01:34:42.026Z"},
        {"RANGEBEGINNINGDATE": "2004-11-26"},
        {"NC_GLOBAL#time_coverage_start": "2004-11-26T00:00:00Z"},
        {"ACQUISITION_DATE": "unknown", "RANGEBEGINNINGDATE": "2004-11-26"},
        {"TIFFTAG_DATETIME": "2021:03:04 10:00:00", "Date_Acquired": "2004-11-26"},
    ],
)
def test_date_from_tags(tags) -> None:
    assert date_from_tags(tags) == date(2004, 11, 26)


@pytest.mark.parametrize("tags", [{}, {"TIFFTAG_DATETIME": "2021-03-04"}, {"ACQUISITION_DATE": "2004-02-30"}])
def test_tags_without_a_date(tags) -> None:
    assert date_from_tags(tags) is None


@pytest.mark.parametrize(
    "text",
    [
        "2004-12-28",
        " 2004-12-28 ",
        "2004-12-28T10:15:00Z",
        "2004-12-28 10:15",
        "20041228",
        "20041228T1015",
        "2004/12/28",
    ],
)
def test_parse_date(text) -> None:
    assert parse_date(text) == date(2004, 12, 28)


def test_parse_date_takes_single_digits_between_separators() -> None:
    assert parse_date("2004-1-6") == date(2004, 1, 6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2004",
        "2004-12",
        "28.12.2004",
        "2004-13-01",
        "2004-02-30",
        "2004-12/28",
        "2004-12-285",
        "200412281",
        "1204-12-28",
        "2004112",  # 12 January, 2 November, or the 112th day
        "2004331",
    ],
)
def test_parse_date_refuses_and_shows_how_to_write_it(text) -> None:
    with pytest.raises(InputError, match="year-month-day, such as 2004-12-28") as caught:
        parse_date(text)
    assert f"'{text}'" in str(caught.value)


def test_nearest_takes_the_closest_then_the_earlier_within_the_limit() -> None:
    days = [date(2004, 11, 20), date(2004, 11, 30), date(2005, 1, 1)]
    assert nearest(date(2004, 11, 28), days, timedelta(16)) == date(2004, 11, 30)
    assert nearest(date(2004, 11, 25), days, timedelta(5)) == date(2004, 11, 20)
    assert nearest(date(2004, 11, 25), days, timedelta(4)) is None
    assert nearest(date(2004, 11, 25), [], timedelta(4)) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        # AppEEARS, with and without the time, in both cases and with separators.
        ("MOD09GA.061_sur_refl_b01_1_doy2004141000000_aid0001.tif", "2004-05-20"),
        ("MOD09GA.061_sur_refl_b01_1_doy2004141_aid0001.tif", "2004-05-20"),
        ("MOD13Q1.006__250m_16_days_NDVI_DOY2004366_aid0001.tif", "2004-12-31"),
        ("ECO2LSTE.001_SDS_LST_doy2019005123456_aid0001.tif", "2019-01-05"),
        ("lst_doy_2019_005.tif", "2019-01-05"),
        # Year and day of the year apart.
        ("2001_281", "2001-10-08"),
        ("L2001_281_08oct.tif", "2001-10-08"),
        ("M_2004-141.tif", "2004-05-20"),
        ("lst.2004.141.tif", "2004-05-20"),
        ("2004_141T1030.tif", "2004-05-20"),
        ("X2004141.tif", "2004-05-20"),
        ("A2004141.L3m_DAY.nc", "2004-05-20"),
        ("A2004141103000.L2_LAC.nc", "2004-05-20"),
        # CIA: eight digits directly behind the row.
        ("L71093084_08420011007_HRF_modtran_surf_ref_agd66.tif", "2001-10-07"),
        ("L72093084_08420020104.int", "2002-01-04"),
        ("l5093084_08419911125_B1.tif", "1991-11-25"),
        ("p093r08420011007.tif", "2001-10-07"),
        # Eight digits with the time directly behind them.
        ("20190105120000-UKMO-L4_GHRSST-SSTfnd-OSTIA-GLOB-v02.0-fv02.0.nc", "2019-01-05"),
        ("3B42RT.2019010100.7.nc4", "2019-01-01"),
        ("e5.oper.an.sfc.128_167_2t.ll025sc.2019010100_2019013123.nc", "2019-01-01"),
        ("hourly_201901052359.tif", "2019-01-05"),
        ("OR_ABI-L2-CMIPF-M3C02_G16_s20190051200123_e20190051210456_c20190051211000.nc", "2019-01-05"),
        ("AST_L1T_00301052019120000_20190106.hdf", "2019-01-05"),
        # Names of months.
        ("Landsat8_2019_Jan_05.tif", "2019-01-05"),
        ("05Jan2019.tif", "2019-01-05"),
        ("5-January-2019_ndvi.tif", "2019-01-05"),
        ("ndvi_2019dec31.tif", "2019-12-31"),
        ("Sept_09_2019.tif", "2019-09-09"),
        # The acquisition is the first date in a Landsat name; tiles and versions are not dates.
        ("HLS.L30.T33UXP.2023122T100031.v2.0.B04.tif", "2023-05-02"),
        ("MOD09A1.A2004057.h29v12.061.2020038102030.hdf", "2004-02-26"),
        ("LC09_L2SP_093084_20220104_20230502_02_T1_SR_B4.TIF", "2022-01-04"),
    ],
)
def test_names_of_further_archives(name, day) -> None:
    assert date_from_name(name) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "name",
    [
        "mod_2004_250m.tif",  # a pixel size
        "MOD13Q1.2004.006.tif",  # a version
        "mosaic_2019_199_026.tif",  # path and row
        "2001_367.tif",
        "2001_000.tif",
        "2001_366.tif",  # 2001 had 365 days
        "doy2004000.tif",
        "L71093084_08420011307_B1.tif",  # month 13
        "x_99920011007.tif",  # row 999 does not exist
        "2019_Foo_05.tif",
        "30Feb2019.tif",
        "2019_marble_05.tif",
        "tile_2019010599.tif",  # hour 99
        "id_201901052460.tif",
        "h29v12_061.tif",
        "L-0000-0-0.tif",
        "scene_19690720.tif",
        "scene_21010720.tif",
        "MOD09GA.h29v12.061.2020038102030.hdf",  # a processing time
    ],
)
def test_numbers_that_are_no_date(name) -> None:
    assert date_from_name(name) is None


@pytest.mark.parametrize(
    "tags",
    [
        {"BeginDate": "2004-11-26"},
        {"RANGEBEGINNINGDATE": "2004-11-26", "RANGEENDINGDATE": "2004-12-03"},
        {"NC_GLOBAL#observation_start_time": "20041126_001530"},
        {"NC_GLOBAL#start_time": "2004-11-26T00:15:30.123Z"},
        {"start_time": "20041126001530"},
        {"START_TIME": "10:30:00", "time_coverage_start": "20041126T120000Z"},
        {"ACQUISITIONDATE": "26-NOV-2004 10:11:12"},
        {"SENSING_TIME": "2004-331T10:11:12Z"},
        {"FileHeader": "DOI=10.5067;\nStartGranuleDateTime=2004-11-26T00:00:00.000Z;\nVersion=7;"},
        {"NETCDF_DIM_time": "12748", "time#units": "days since 1970-01-01"},
        {"NETCDF_DIM_time_VALUES": "{12748,12748.5}", "time#units": "days since 1970-01-01", "time#calendar": "standard"},
        {"NETCDF_DIM_valid_time": "1101470400", "valid_time#units": "seconds since 1970-01-01"},
        {"NETCDF_DIM_time": "919572", "time#units": "hours since 1900-01-01 00:00:0.0", "NETCDF_DIM_level": "5",
         "level#units": "hPa"},
        {"GRIB_VALID_TIME": "1101470400"},
        {"GRIB_VALID_TIME": "  1101470400 sec UTC"},
    ],
)  # fmt: skip
def test_tags_of_further_archives(tags) -> None:
    assert date_from_tags(tags) == date(2004, 11, 26)


@pytest.mark.parametrize(
    "tags",
    [
        {"NETCDF_DIM_time": "12748"},  # without units
        {"NETCDF_DIM_time": "12748", "time#units": "m"},
        {"NETCDF_DIM_time": "12748", "NETCDF_DIM_time_VALUES": "{12748,12749}", "time#units": "days since 1970-01-01"},
        {"NETCDF_DIM_time": "12748", "time#units": "days since 1970-01-01", "time#calendar": "360_day"},
        {"NETCDF_DIM_time": "1e300", "time#units": "days since 1970-01-01"},
        {"NETCDF_DIM_time": "nan", "time#units": "days since 1970-01-01"},
        {"GRIB_VALID_TIME": "soon"},
        {"start_time": "12"},
    ],
)
def test_tags_that_state_no_day(tags) -> None:
    assert date_from_tags(tags) is None


def test_the_folder_comes_last_and_only_where_it_is_asked_for() -> None:
    inside = "/data/2001_281_08oct/L7.bil"
    assert find_date(inside) is None
    assert find_date(inside, folder=True) == date(2001, 10, 8)
    assert find_date("/data/2001_281_08oct/L7_20011109.bil", folder=True) == date(2001, 11, 9)
    assert find_date(inside, {"DATE_ACQUIRED": "2001-12-01"}, folder=True) == date(2001, 12, 1)
    assert find_date("/data/20011008/parts/L7.bil", folder=True) is None


def test_a_name_that_contradicts_a_tag() -> None:
    tags = {"ACQUISITION_DATE": "2004-11-26"}
    assert conflicting_dates("fine_20041012.tif", tags) == (date(2004, 10, 12), date(2004, 11, 26))
    for name in ("fine_20041126.tif", "composite_20041110.tif", "fine.tif", "made_20210304_of_20041126.tif"):
        assert conflicting_dates(name, tags) is None
    assert conflicting_dates("fine_20041012.tif", {}) is None


@pytest.mark.parametrize(
    ("pattern", "name", "day"),
    [
        (r"_(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", "tile20200101_20041126.tif", "2004-11-26"),
        (r"(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<Y>\d{4})", "fine_26.11.2004.tif", "2004-11-26"),
        (r"(?P<y>\d\d)(?P<j>\d{3})", "x04331.tif", "2004-11-26"),
        (r"(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)", "lt971126.tif", "1997-11-26"),
        (r"(?P<d>\d+)(?P<b>[A-Za-z]+)(?P<y>\d\d)", "26Nov04.tif", "2004-11-26"),
        (r"(?P<Y>\d{4})(?P<m>\d\d)_(?P<other>\w)", "m_200411_x.tif", "2004-11-01"),
        (r"of_(?P<Y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)/", "of_2004-11-26/fine.tif", "2004-11-26"),
        (r"(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", "20041399_20041126.tif", "2004-11-26"),  # the first real day
        (r"(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", "fine.tif", None),
        (r"(?P<Y>.*)-(?P<m>.*)", "a-b.tif", None),
        (r"(?P<Y>\d+)-(?P<j>\d+)", "20041126-999999999999.tif", None),
        (r"(?P<Y>\d{4})(?P<b>[a-z]{3})(?P<d>\d\d)", "2004foo26.tif", None),
    ],
)
def test_dates_by_a_pattern(pattern, name, day) -> None:
    assert DatePattern(pattern).find(Path("/data") / name) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?P<Y>[", "is not a valid regular expression"),
        (r"(?P<Y>\d{4})(?P<Y>\d\d)", "is not a valid regular expression"),
        (r"(?P<Y>\d{99999999999})(?P<m>\d\d)", "is not a valid regular expression"),
        (r"(\d{4})(\d\d)(\d\d)", "no named groups"),
        (r"(?P<Y>\d{4})", "no named groups"),
        (r"(?P<m>\d\d)(?P<d>\d\d)", "no named groups"),
        ("%Y%m%d", "no named groups"),
    ],
)
def test_a_bad_pattern_is_refused_in_one_sentence(pattern, words) -> None:
    with pytest.raises(InputError, match=words) as caught:
        DatePattern(pattern)
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
