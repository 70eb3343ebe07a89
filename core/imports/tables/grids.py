"""Gridded and swath products in NetCDF, HDF5 and GRIB: Sentinel-3, GOCI-II, sea surface temperature, ERA5, precipitation.

Names and scales: Sentinel-3 SYN and OLCI Product Data Format Specifications, GHRSST Data Specification 2.0, OISST 2.1 and
GridSat-B1 file headers, ERA5 documentation of ECMWF, TRMM 3B42 and GPM IMERG documentation of NASA GES DISC, GOCI-II
product files as read by public readers.
"""

from __future__ import annotations

from ...products.quantity import TEMPERATURE
from ..rows import MEAN, SURFACE, TOP, VARIABLES, BandRow, Fixed, Places, ProductRow, QualityRow

_YMD = r"(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"
_NC, _HDF5 = ("netCDF",), ("HDF5", "netCDF")
_RATE, _RADIANCE = "precipitation", "radiance"

# Centre wavelengths of OLCI bands 1 to 21, and those of SLSTR at nadir, in nm.
_OLCI = (
    400, 412.5, 442.5, 490, 510, 560, 620, 665, 673.75, 681.25, 708.75, 753.75, 761.25, 764.375, 767.5, 778.75, 865, 885, 900,
    940, 1020,
)  # fmt: skip
_NAMES = {3: "coastal", 4: "blue", 6: "green", 8: "red", 11: "rededge1", 12: "rededge2", 16: "rededge3", 17: "nir"}
_SLSTR = {"S1": ("green", 555), "S2": ("red", 659), "S3": ("nir", 865), "S5": ("swir1", 1610), "S6": ("swir2", 2250)}


def _olci(part: str, skipped: tuple[int, ...] = (), **how: object) -> tuple[BandRow, ...]:
    return tuple(
        BandRow(part.format(number), _NAMES.get(number, f"Oa{number:02d}"), centre, **how)  # type: ignore[arg-type]
        for number, centre in enumerate(_OLCI, 1)
        if number not in skipped
    )


_SYN = ProductRow(
    "S3_SYN",
    "Sentinel-3 SYN level 2",
    rf"(?P<granule>(?P<platform>S3[A-D])_SY_2_SYN____{_YMD}T\d{{6}}_\w+?)(?:\.SEN3)?/(?P<part>[\w.]+)\.nc$",
    VARIABLES,
    tuple(
        sorted(
            # Bands in which the atmosphere absorbs have no surface reflectance.
            (*_olci("SDR_Oa{:02d}", (13, 14, 15, 19, 20)), *(BandRow(f"SDR_{one}N", f"{name} (SLSTR)", centre)
                                                             for one, (name, centre) in _SLSTR.items())),
            key=lambda band: band.centre,
        )
    ),
    (QualityRow("CLOUD_flags", "sentinel-3 syn cloud"), QualityRow("SYN_flags", "sentinel-3 syn")),
    valid=(-1000, 16000),
    places=Places("lat", "lon", 300),
    drivers=_NC,
    source="S3 SYN PDFS",
)  # fmt: skip
_EFR = ProductRow(
    "S3_OLCI_L1",
    "Sentinel-3 OLCI level 1",
    rf"(?P<granule>(?P<platform>S3[A-D])_OL_1_E[FR]R____{_YMD}T\d{{6}}_\w+?)(?:\.SEN3)?/(?P<part>[\w.]+)\.nc$",
    VARIABLES,
    _olci("Oa{:02d}_radiance", content=_RADIANCE, unit="mW.m-2.sr-1.nm-1"),
    (QualityRow("quality_flags", "sentinel-3 olci l1"),),
    level=TOP,
    places=Places("latitude", "longitude", 300),
    drivers=_NC,
    source="S3 OLCI PDFS",
)
_LFR = ProductRow(
    "S3_OLCI_L2",
    "Sentinel-3 OLCI level 2",
    rf"(?P<granule>(?P<platform>S3[A-D])_OL_2_[WL][FR]R____{_YMD}T\d{{6}}_\w+?)(?:\.SEN3)?/(?P<part>[\w.]+)\.nc$",
    VARIABLES,
    (BandRow("RC681", "red", 681.25), BandRow("RC865", "nir", 865), *_olci(r"Oa{:02d}_reflectance")),
    (QualityRow("LQSF", "sentinel-3 olci land"), QualityRow("WQSF", "sentinel-3 olci water")),
    places=Places("latitude", "longitude", 300),
    drivers=_NC,
    source="S3 OLCI PDFS",
)
_GOCI_CENTRES = (380, 412, 443, 490, 510, 555, 620, 660, 680, 709, 745, 865)
_GOCI_NAMES = {443: "coastal", 490: "blue", 555: "green", 660: "red", 709: "rededge1", 745: "rededge2", 865: "nir"}
_GOCI = ProductRow(
    "GOCI2_AC",
    "GOCI-II level 2 reflectance",
    rf"(?P<granule>GK2B?_GOCI2_L2_{_YMD}_(?P<time>\d{{6}})_\w+?_AC)\.nc$",
    VARIABLES,
    tuple(BandRow(rf"RhoC_{nm}", _GOCI_NAMES.get(nm, f"RhoC_{nm}"), nm) for nm in _GOCI_CENTRES),
    (QualityRow("flag", "goci2 flag"),),
    level=SURFACE,
    places=Places("latitude", "longitude", 250),
    drivers=_HDF5,
    source="GOCI-II files",
)
_GOCI_L1 = ProductRow(
    "GOCI2_L1B",
    "GOCI-II level 1B",
    rf"(?P<granule>GK2B?_GOCI2_L1B_{_YMD}_(?P<time>\d{{6}})_\w+?)\.nc$",
    VARIABLES,
    tuple(
        BandRow(rf"L_TOA_{nm}", _GOCI_NAMES.get(nm, f"L_TOA_{nm}"), nm, _RADIANCE, unit="W.m-2.sr-1.um-1")
        for nm in _GOCI_CENTRES
    ),
    level=TOP,
    places=Places("latitude", "longitude", 250),
    drivers=_HDF5,
    source="GOCI-II files",
)

_OISST = ProductRow(
    "OISST",
    "OISST 2.1 sea surface temperature",
    rf"(?P<granule>oisst-avhrr-v02r01\.{_YMD}(?:_preliminary)?)\.nc$",
    VARIABLES,
    (BandRow("sst", "SST", 0, TEMPERATURE),),
    drivers=_NC,
    source="OISST 2.1",
)
_GHRSST = ProductRow(
    "GHRSST",
    "GHRSST level 4 sea surface temperature (OSTIA, G1SST, MUR)",
    rf"(?P<granule>{_YMD}(?:\d{{6}})?-[^/]*(?:L4[^/]*GHRSST|G1SST)[^/]*?)\.nc4?$",
    VARIABLES,
    (BandRow("analysed_sst", "SST", 0, TEMPERATURE),),
    (QualityRow("mask", "ghrsst mask"),),
    drivers=_NC,
    source="GDS 2.0",
)  # fmt: skip
_GRIDSAT = ProductRow(
    "GRIDSAT_B1",
    "GridSat-B1 brightness temperature",
    r"(?P<granule>GRIDSAT-B1\.(?P<Y>\d{4})\.(?P<m>\d\d)\.(?P<d>\d\d)\.(?P<time>\d\d)\.v\w+)\.nc$",
    VARIABLES,
    (BandRow("irwin_cdr|irwin", "IR window", 11000, TEMPERATURE), BandRow("irwvp", "water vapour", 6700, TEMPERATURE)),
    combine=MEAN,
    drivers=_NC,
    source="GridSat-B1",
)
_TRMM = ProductRow(
    "TRMM_3B42",
    "TRMM 3B42 precipitation",
    rf"(?P<granule>3B42\.{_YMD}\.(?P<time>\d\d)\.7A?)(?:\.\w+)?\.(?:nc4?|HDF)$",
    VARIABLES,
    (BandRow("precipitation", "precipitation", 0, _RATE, unit="mm/h"),),
    fill=(-9999.9,),
    valid=(0, 1000),
    combine=MEAN,
    fixed=Fixed(-180, -50, 0.25, 1440, 400),  # the original HDF4 files have no axes
    drivers=("netCDF", "HDF5", "HDF4"),
    source="TRMM 3B42 version 7",
)
_IMERG = ProductRow(
    "GPM_IMERG",
    "GPM IMERG precipitation",
    rf"(?P<granule>3B-(?P<short>HHR|DAY)[\w-]*\.MS\.MRG\.3IMERG\.{_YMD}-S(?P<time>\d{{6}})-E\d{{6}}\.\d+\.V\d+\w?)"
    r"(?:\.\w+)?\.(?:HDF5|nc4?)$",
    VARIABLES,
    (BandRow("precipitation|precipitationCal", "precipitation", 0, _RATE, unit="mm/h"),),
    fill=(-9999.9,),
    valid=(0, 10000),
    combine=MEAN,
    drivers=_HDF5,
    source="GPM IMERG 06 and 07",
)
ERA5 = ProductRow(
    "ERA5",
    "ERA5 and ERA5-Land",
    r"(?P<granule>e5\.oper\.an\.[\w.]+|[^/]*(?:era5|reanalysis|adaptor\.mars)[^/]*)\.(?:nc4?|grib2?|grb2?)$",
    VARIABLES,
    (
        BandRow(r"sst|sstk|SSTK|SST_.*|WTMP_.*", "SST", 0, TEMPERATURE),
        BandRow(r"t2m|2t|VAR_2T|2T_.*", "2 m temperature", 0, TEMPERATURE),
        BandRow(r"skt|SKT_.*", "skin temperature", 0, TEMPERATURE),
        BandRow(r"stl1|STL1_.*", "soil temperature", 0, TEMPERATURE),
        BandRow(r"tp|TP_.*", "total precipitation", 0, "precipitation depth", unit="m"),
        BandRow(r"swvl1|SWVL1_.*", "soil water", 0, "soil moisture", unit="m3/m3"),
        BandRow(r"sd|SD_.*", "snow depth", 0, "snow water", unit="m"),
        BandRow(r"u10|10u|10U_.*", "u wind", 0, "wind", unit="m/s"),
        BandRow(r"v10|10v|10V_.*", "v wind", 0, "wind", unit="m/s"),
    ),
    combine=MEAN,
    drivers=("netCDF", "GRIB"),
    source="ECMWF",
)
# Any other file with axes: its variables are chosen by name.
GENERIC = ProductRow(
    "CF",
    "NetCDF, HDF5 or GRIB with axes",
    r"(?P<granule>[^/]+)\.(?:nc4?|grib2?|grb2?)$",
    VARIABLES,
    (),
    combine=MEAN,
    drivers=("netCDF", "HDF5", "GRIB"),
    source="CF conventions",
)

GRIDS = (_SYN, _EFR, _LFR, _GOCI, _GOCI_L1, _OISST, _GHRSST, _GRIDSAT, _TRMM, _IMERG, ERA5)
# Accumulated fields of ERA5 are sums over the day, all others means.
SUMMED = r"tp|TP_.*"
