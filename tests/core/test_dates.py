"""Dates as they stand in the names and tags of real products."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from stfusion.core.dates import date_from_name, date_from_tags, nearest, parse_date
from stfusion.core.errors import InputError

DATED = {
    # Landsat: product identifiers of Collections 1 and 2, with the day of processing behind; then scene identifiers.
    "LT05_L1TP_123032_20041126_20170330_01_T1.tif": "2004-11-26",
    "LC08_L2SP_199026_20200317_20200822_02_T1_SR_B4.TIF": "2020-03-17",
    "LT51230322004331BJC00.tif": "2004-11-26",
    "LE71990262001123ASN00_B3.TIF": "2001-05-03",
    "lc81990262013127lgn01.tif": "2013-05-07",
    # MODIS and VIIRS, with the moment of production behind.
    "MOD09GA.A2004332.h29v12.006.2015113022531.hdf": "2004-11-27",
    "MYD13Q1.A2015097.h27v05.061.2021330.tif": "2015-04-07",
    "VNP09GA.A2017018.h08v05.001.2017020134500.h5": "2017-01-18",
    "MCD43A4_A2016366.tif": "2016-12-31",
    # Sentinel-2 and Sentinel-3.
    "S2A_MSIL1C_20170105T013442_N0204_R031_T53NMJ_20170106T023443.SAFE": "2017-01-05",
    "T33UVS_20200701T100559_B04_10m.jp2": "2020-07-01",
    "S3A_OL_2_LFR____20180102T091011_20180102T091311_20180103T140000_0179_026_207.zip": "2018-01-02",
    # As people name files.
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
    with pytest.raises(InputError, match="year-month-day, for example 2004-12-28") as caught:
        parse_date(text)
    assert f"'{text}'" in str(caught.value)


def test_nearest_takes_the_closest_then_the_earlier_within_the_limit() -> None:
    days = [date(2004, 11, 20), date(2004, 11, 30), date(2005, 1, 1)]
    assert nearest(date(2004, 11, 28), days, timedelta(16)) == date(2004, 11, 30)
    assert nearest(date(2004, 11, 25), days, timedelta(5)) == date(2004, 11, 20)
    assert nearest(date(2004, 11, 25), days, timedelta(4)) is None
    assert nearest(date(2004, 11, 25), [], timedelta(4)) is None
