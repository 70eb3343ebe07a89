"""The 22 data sets of the list *Awesome Remote Sensing Spatiotemporal Fusion Models*, and a row for any other set.

Layouts and splits as read in public loaders and configurations; where a layout is remembered or unknown, the note says so.
"""

from __future__ import annotations

from datetime import date

from ...errors import InputError
from .rows import GRIDS, ONE_PAIR, STATIC, STATIONS, TRIPLETS, DataSetRow, Split, days

AUTO, GENERIC = "auto", "generic"

_IMAGE = r"\.(?:tiff?|dat|img|bil|bsq|int|npy|vrt)$"
_YMD = r"(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"
_Y_M_D = r"(?P<Y>\d{4})[-_](?P<m>\d{1,2})[-_](?P<d>\d{1,2})"
_FOLDER_DAY = r"(?P<Y>\d{4})_(?P<j>\d{3})_[^/]*"
_SIX = ("blue", "green", "red", "nir", "swir1", "swir2")
_FOUR = ("blue", "green", "red", "nir")
_MOD09GA = (rf"MOD09GA[_.]A(?P<Y>\d{{4}})(?P<j>\d{{3}})[^/]*?{_IMAGE}",)
_SURVEY = "survey of learned fusion (arXiv 2504.00901), SDCS"
_STF = "STFDiff (program STF)"
_EMELYANOVA = "Emelyanova et al. 2013, Remote Sensing of Environment 133, 193-209"
_LI = "Li et al. 2020, Science China Information Sciences 63, 140301"
_GUO = "Guo et al. 2024, Remote Sensing of Environment 304, 114046"

_CIA_DAYS = days(
    "2001-10-08 10-17 11-02 11-09 11-25 12-04 2002-01-05 01-12 02-13 02-22 03-10 03-17 04-02 04-11 04-18 04-27 05-04"
)
_LGC_DAYS = days("2004-04-16 05-02 07-05 08-06 08-22 10-25 11-26 12-12 12-28 2005-01-13 01-29 02-14 03-02 04-03")


_AHB_DAYS = days(
    "2013-05-30 2014-02-10 04-15 09-06 2015-02-13 03-17 05-04 06-21 07-07 09-25 2016-01-31 04-20 06-07 08-26 10-13 2017-02-18 "
    "05-25 06-10 07-28 08-29 2018-01-04 02-05 03-25 05-12 10-03 10-19 12-06"
)
_DAXING_DAYS = days(
    "2013-09-01 11-04 2014-04-29 08-19 09-04 10-06 12-25 2015-02-11 03-15 04-16 05-18 08-22 2016-02-14 12-14 2017-05-07 07-10 "
    "09-12 10-30 11-15 2018-02-03 04-08 10-01 12-04 2019-01-21 05-29 06-14 08-17 09-18 11-05"
)
_TIANJIN_DAYS = tuple(sorted({*_DAXING_DAYS, *days("2016-05-04")} - {*days("2017-10-30 2019-06-14 2019-11-05")}))


def _triplet(text: str) -> tuple:  # type: ignore[type-arg]
    first, target, last = days(text)
    return first, last, target


_CIA = DataSetRow(
    "CIA",
    "Coleambally Irrigation Area: Landsat-7 and MODIS, 17 dates",
    # The name as downloaded, StfMLP's, and that of users who wrote the date out.
    fine=(
        rf"(?:^|/)L7[12]\d{{6}}_\d{{3}}{_YMD}_[^/]*?{_IMAGE}",
        rf"(?:^|/)L{_FOLDER_DAY}{_IMAGE}",
        rf"(?:^|/)L[-_]?{_Y_M_D}[^/]*{_IMAGE}",
        rf"Landsat/{_FOLDER_DAY}/L7[^/]*{_IMAGE}",
    ),
    coarse=(*_MOD09GA, rf"(?:^|/)M{_FOLDER_DAY}{_IMAGE}", rf"(?:^|/)M[-_]?{_Y_M_D}[^/]*{_IMAGE}"),
    skipped=r"CSBS|0000",
    tolerance=1,
    scale="0.0001",
    bands=_SIX,
    ratio=16,
    crop=(20, 1812, 106, 1386),
    dates=_CIA_DAYS,
    splits=(
        Split("survey", _SURVEY, 11),
        Split(
            "STF syy", _STF,
            tuple(day for day in _CIA_DAYS if day not in days("2001-11-09 2002-03-10 2002-03-17 2002-04-18")),
            TRIPLETS,
            tuple(map(_triplet, (
                "2001-11-02 11-09 11-25", "2002-02-22 03-10 03-17", "2002-02-22 03-17 04-18", "2002-04-11 04-18 04-27",
            ))),
        ),
        Split("STF hh", _STF, 14, TRIPLETS, tuple(
            (first, last, target) for first, target, last in zip(_CIA_DAYS[12:], _CIA_DAYS[13:], _CIA_DAYS[14:]))),
        Split("StfMLP", "StfMLP", (), TRIPLETS, tuple(
            (first, last, target) for first, target, last in zip(_CIA_DAYS, _CIA_DAYS[1:], _CIA_DAYS[2:]))),
    ),
    licence="terms of the CSIRO Data Access Portal; attribution required",
    citation=f"{_EMELYANOVA}; doi 10.4225/08/5111AC0BF1229",
)  # fmt: skip
_LGC = DataSetRow(
    "LGC",
    "Lower Gwydir Catchment: Landsat-5 and MODIS, 14 dates, with a flood",
    fine=(
        rf"(?:^|/){_YMD}_TM{_IMAGE}",
        rf"(?:^|/)L{_FOLDER_DAY}{_IMAGE}",
        rf"(?:^|/)L[-_]?{_Y_M_D}[^/]*{_IMAGE}",
        rf"(?:^|/)Landsat_?{_YMD}[^/]*{_IMAGE}",
    ),
    coarse=(*_MOD09GA, rf"(?:^|/)M{_FOLDER_DAY}{_IMAGE}", rf"(?:^|/)M[-_]?{_Y_M_D}[^/]*{_IMAGE}",
            rf"(?:^|/)MODIS_?{_YMD}[^/]*{_IMAGE}"),
    skipped=r"CSBS|0000",
    tolerance=1,
    scale="0.0001",
    bands=_SIX,
    ratio=16,
    crop=(40, 2600, 32, 3104),
    dates=_LGC_DAYS,
    splits=(
        Split("survey", _SURVEY, 9),
        Split("ganstfm", "GAN-STFM", 9, ONE_PAIR, (
            days("2005-01-29 2005-01-13"), days("2005-02-14 2005-01-29"), days("2005-02-14 2005-03-02"),
            days("2005-03-02 2005-02-14"))),
        Split("SwinSTFM", "SwinSTFM, STM-STFNet", tuple(
            day for day in _LGC_DAYS if day not in days("2004-11-26 12-12 12-28")), TRIPLETS, (
            (*days("2004-11-26 2004-12-28"), *days("2004-12-12")),)),
        Split("STF syy", _STF, tuple(day for day in _LGC_DAYS if day not in days("2005-01-13")), TRIPLETS,
              (_triplet("2004-12-28 2005-01-13 01-29"),)),
        Split("StfMLP", "StfMLP", (), TRIPLETS, tuple(
            (first, last, target) for first, target, last in zip(_LGC_DAYS, _LGC_DAYS[1:], _LGC_DAYS[2:]))),
    ),
    licence="terms of the CSIRO Data Access Portal; attribution required",
    citation=f"{_EMELYANOVA}; doi 10.4225/08/5111AD2B7FEE6",
)  # fmt: skip


def _sentinel(name: str, title: str, dates: str) -> DataSetRow:
    return DataSetRow(
        name, title,
        # Classes and objects of OBSUM lie beside the images.
        fine=(rf"(?:^|/)S2_{_YMD}(?:_real)?{_IMAGE}",), coarse=(rf"(?:^|/)S3_{_YMD}(?:_real)?{_IMAGE}",),
        skipped=r"_sam\.|_KMeans|_sim", scale="1", bands=_FOUR, ratio=30, dates=days(dates),
        splits=(Split("survey", _SURVEY, 3),),
        licence="Copernicus Sentinel data, open", citation=_GUO,
        note="Where a date has a real coarse image (_real) and a simulated one, the real one is used.",
    )  # fmt: skip


def _stretched(name: str, title: str, triplets: int, dates: tuple[date, ...]) -> DataSetRow:
    return DataSetRow(
        name, title,
        fine=(rf"(?:^|/)L[-_]{_Y_M_D}{_IMAGE}",), coarse=(rf"(?:^|/)M[-_]{_Y_M_D}{_IMAGE}",), skipped=r"CSBS|0000",
        unit="8-bit stretched, no reflectance", bands=_SIX, ratio=16, dates=dates,
        splits=(Split("survey", _SURVEY, 20), Split("STF hh", _STF, triplets + 2, TRIPLETS)),
        licence="stated by the authors with the download", citation=_LI,
        note="The images are stretched to 8 bits: errors are not those of reflectance, and not comparable with CIA and LGC.",
    )  # fmt: skip


_WUHAN_DAYS = days("2015-10-18 2017-10-30 2018-01-09 2019-05-22 2019-11-14 2021-01-18 2021-12-20 2022-12-24")
_WUHAN = DataSetRow(
    "Wuhan",
    "Wuhan: Gaofen (8 m) and Landsat (30 m), 8 dates",
    # G is Gaofen, the fine sensor; L is Landsat, the coarse one.
    fine=(rf"(?:^|/)G_{_YMD}{_IMAGE}",),
    coarse=(rf"(?:^|/)L_{_YMD}{_IMAGE}",),
    scale="0.0001",
    bands=_FOUR,
    ratio=4,
    dates=_WUHAN_DAYS,
    splits=(
        Split("paper", "Zhang et al. 2024", _WUHAN_DAYS, ONE_PAIR, (
            days("2017-10-30 2015-10-18"), days("2018-01-09 2017-10-30"), days("2019-05-22 2019-11-14"),
            days("2021-01-18 2021-12-20"), days("2021-12-20 2022-12-24"))),
        Split("survey", _SURVEY, 5),
    ),
    licence="no licence file",
    citation="Zhang et al. 2024, IEEE Geoscience and Remote Sensing Letters 21, 2504305",
    note="All test pairs of the split 'paper' are training pairs with reference and target swapped; 'survey' has other dates.",
)  # fmt: skip

DATA_SETS: tuple[DataSetRow, ...] = (
    _CIA,
    _LGC,
    DataSetRow("MOD09GA", "MODIS daily surface reflectance, North China Plain", GRIDS, products=("MOD09GA",),
               licence="NASA, open", citation="Vermote and Wolfe, NASA LP DAAC, doi 10.5067/MODIS/MOD09GA.061"),
    _sentinel("BC", "Butte County: Sentinel-2 and Sentinel-3", "2022-02-13 07-13 07-23 08-22 10-01"),
    _sentinel("IC", "Imperial County: Sentinel-2 and Sentinel-3", "2022-01-05 04-05 05-05 06-04"),
    DataSetRow("OISST", "Optimum interpolation sea surface temperature, 0.25 degrees", GRIDS, products=("OISST",),
               unit="kelvin", licence="NOAA, open", citation="Huang et al. 2021, Journal of Climate 34, 2923-2939"),
    DataSetRow("OSTIA", "Operational sea surface temperature analysis, 0.05 degrees", GRIDS, products=("GHRSST",),
               unit="kelvin", licence="Copernicus Marine Service", citation="Good et al. 2020, Remote Sensing 12, 720"),
    DataSetRow("G1SST", "Global 1 km sea surface temperature", GRIDS, products=("GHRSST",), unit="kelvin",
               licence="PO.DAAC, open", citation="Chao et al. 2009, Journal of Atmospheric and Oceanic Technology 26, 1435-1448"),
    DataSetRow("EARS", "ERA5 reanalysis (EARS in the list)", GRIDS, products=("ERA5", "CF"), unit="as the variable",
               licence="Copernicus Climate Change Service", citation="Hersbach et al. 2020, QJRMS 146, 1999-2049"),
    DataSetRow("In-situ", "Buoys in Korean waters", STATIONS, stations="korea", unit="degrees Celsius",
               licence="terms of NIFS", citation="National Institute of Fisheries Science, RISA",
               note="The files state no positions: a list of stations with longitude and latitude is required."),
    DataSetRow("TRMM", "TRMM 3B42 precipitation", GRIDS, products=("TRMM_3B42",), unit="mm/h", licence="NASA, open",
               citation="Huffman et al. 2007, Journal of Hydrometeorology 8, 38-55"),
    DataSetRow("GridSat", "GridSat-B1 brightness temperature", GRIDS, products=("GRIDSAT_B1",), unit="kelvin",
               licence="NOAA, open", citation="Knapp et al. 2011, Bulletin of the AMS 92, 893-907"),
    DataSetRow("DEM", "SRTM elevation, CGIAR-CSI 4.1", STATIC, fine=(r"(?:^|/)srtm_\d\d_\d\d\.(?:tif|asc)$",), unit="m",
               licence="non-commercial terms of CGIAR-CSI", citation="Jarvis et al. 2008"),
    DataSetRow("Rain", "Rain gauges of the CMA, daily", STATIONS, stations="cma", unit="mm",
               licence="redistribution not allowed", citation="China Meteorological Data Service Centre"),
    DataSetRow("S2", "Sentinel-2, Dafeng", GRIDS, products=("S2_L2A", "S2_L1C"), licence="Copernicus Sentinel data, open"),
    DataSetRow("GOCI", "GOCI-II, Dafeng", GRIDS, products=("GOCI2_AC", "GOCI2_L1B"), licence="terms of KOSC"),
    _WUHAN,
    _stretched("Daxing", "Daxing: Landsat-8 and MODIS, 29 dates", 23, _DAXING_DAYS),
    _stretched("AHB", "Ar Horqin Banner: Landsat-8 and MODIS, 27 dates", 21, _AHB_DAYS),
    _stretched("Tianjin", "Tianjin: Landsat-8 and MODIS, 27 dates", 21, _TIANJIN_DAYS),
    DataSetRow("Terra", "Terra (NeurIPS 2024): rainfall on grids of nodes", STATIONS, stations="terra", unit="mm",
               licence="code Apache-2.0; data not stated", citation="Chen et al. 2024, NeurIPS",
               note="Tables of nodes become rasters; the size of the grid is that of the region in the file name."),
    DataSetRow(
        "E-SMILE", "E-SMILE: Landsat-8 and MODIS",
        fine=(*_CIA.fine, *_LGC.fine[:1], rf"(?:^|/)L[-_]{_Y_M_D}{_IMAGE}"),
        coarse=(*_CIA.coarse, rf"(?:^|/)M[-_]{_Y_M_D}{_IMAGE}"), tolerance=1, ratio=16,
        note="No description of its layout was found: known names are tried. Otherwise use generic.",
    ),
)  # fmt: skip
CHOICES = (AUTO, *(row.id for row in DATA_SETS), GENERIC)


def data_set_named(word: str) -> DataSetRow:
    """Returns a data set by its name in the list.

    Raises
    ------
    InputError
        If there is no such data set.
    """
    for row in DATA_SETS:
        if row.id.lower() == word.lower():
            return row
    raise InputError("There is no data set '{word}'; choose one of: {choices}.", word=word, choices=", ".join(CHOICES))


def generic(fine: str, coarse: str, tolerance: int, scale: str) -> DataSetRow:
    """Returns a row for any set, from two patterns of its user.

    Raises
    ------
    InputError
        If a pattern is missing, is no regular expression, or has no groups for a date.
    """
    import re

    for label, pattern in (("fine", fine), ("coarse", coarse)):
        try:
            groups = set(re.compile(pattern).groupindex)
        except re.error as error:
            raise InputError(
                "The pattern of {label} images '{pattern}' is not a valid regular expression ({error}).",
                label=label, pattern=pattern, error=error,
            ) from error  # fmt: skip
        if not pattern or "Y" not in groups or not ({"j"} <= groups or groups & {"m", "b"}):
            raise InputError(
                "The pattern of {label} images '{pattern}' requires named groups for the date, such as "
                "L_(?P<Y>\\d\\d\\d\\d)(?P<m>\\d\\d)(?P<d>\\d\\d)\\.tif.",
                label=label, pattern=pattern,
            )  # fmt: skip
    return DataSetRow(GENERIC, "generic", fine=(fine,), coarse=(coarse,), tolerance=tolerance, scale=scale)
