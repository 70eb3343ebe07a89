"""MODIS and VIIRS land products in tiles, and their layers as GeoTIFF from AppEEARS.

Names, scales and flags: MOD09 User's Guide 1.4, MCD43 and MOD13 User's Guides (Collection 6), MOD11 and MOD21 User's Guides,
VNP09, VNP21 and VNP43 User's Guides.
"""

from __future__ import annotations

from dataclasses import replace

from ...products.quantity import INDEX
from ..rows import FILES, SUBDATASETS, BandRow, ProductRow, QualityRow, bands, thermal

_HDF4, _HDF5 = ("HDF4",), ("HDF5", "netCDF")


def _named(products: str, ending: str) -> str:
    return (
        rf"(?P<granule>(?P<short>{products})\.A(?P<Y>\d{{4}})(?P<j>\d{{3}})(?:\.h(?P<h>\d\d)v(?P<v>\d\d))?\."
        rf"(?P<collection>\d{{3}})\.\d+)\.{ending}$"
    )


_MODIS = (
    "sur_refl_b03{0} blue 469, sur_refl_b04{0} green 555, sur_refl_b01{0} red 645, sur_refl_b02{0} nir 858, "
    "sur_refl_b05{0} nir2 1240, sur_refl_b06{0} swir1 1640, sur_refl_b07{0} swir2 2130"
)
_FILL, _VALID = (-28672.0,), (-100.0, 16000.0)

_GA = ProductRow(
    "MOD09GA",
    "MODIS daily surface reflectance, 500 m",
    _named("M[OY]D09GA", "hdf"),
    SUBDATASETS,
    bands(_MODIS.format("_1"), 1e-4),
    (QualityRow("state_1km_1", "modis state_1km"),),
    drivers=_HDF4,
    fill=_FILL,
    valid=_VALID,
    source="MOD09 User's Guide",
)
_A1 = replace(
    _GA, id="MOD09A1", title="MODIS 8-day surface reflectance, 500 m", pattern=_named("M[OY]D09A1", "hdf"), days=8,
    bands=bands(_MODIS.format(""), 1e-4), quality=(QualityRow("sur_refl_state_500m", "modis state_1km"),),
)  # fmt: skip
_Q1 = replace(
    _A1, id="MOD09Q1", title="MODIS 8-day surface reflectance, 250 m", pattern=_named("M[OY]D09Q1", "hdf"),
    bands=bands("sur_refl_b01 red 645, sur_refl_b02 nir 858", 1e-4),
    quality=(QualityRow("sur_refl_state_250m", "modis state_1km"),),
)  # fmt: skip
_GQ = replace(
    _Q1, id="MOD09GQ", title="MODIS daily surface reflectance, 250 m", pattern=_named("M[OY]D09GQ", "hdf"), days=1,
    bands=bands("sur_refl_b01_1 red 645, sur_refl_b02_1 nir 858", 1e-4), quality=(),
)  # fmt: skip
_NADIR = (
    "Nadir_Reflectance_Band3 blue 469, Nadir_Reflectance_Band4 green 555, Nadir_Reflectance_Band1 red 645, "
    "Nadir_Reflectance_Band2 nir 858, Nadir_Reflectance_Band5 nir2 1240, Nadir_Reflectance_Band6 swir1 1640, "
    "Nadir_Reflectance_Band7 swir2 2130"
)
_MCD43 = ProductRow(
    "MCD43A4",
    "MODIS daily nadir reflectance, 500 m",
    _named("MCD43A4", "hdf"),
    SUBDATASETS,
    bands(_NADIR, 1e-4),
    (QualityRow(r"BRDF_Albedo_Band_Mandatory_Quality_Band\d", "mcd43 quality", each=True),),
    fill=(32767,),
    valid=(0, 32766),
    # Collection 6 and later is daily: its day is the ninth of the 16 that it uses.
    days=16,
    centred=True,
    drivers=_HDF4,
    source="MCD43 User's Guide",
)
_VI = ProductRow(
    "MOD13Q1",
    "MODIS 16-day vegetation indices",
    _named("M[OY]D13(?:Q1|A1|A2)", "hdf"),
    SUBDATASETS,
    (
        BandRow(r"\d+k?m 16 days NDVI", "NDVI", 0, INDEX, 1e-4),
        BandRow(r"\d+k?m 16 days EVI", "EVI", 0, INDEX, 1e-4),
        BandRow(r"\d+k?m 16 days blue reflectance", "blue", 469, factor=1e-4),
        BandRow(r"\d+k?m 16 days red reflectance", "red", 645, factor=1e-4),
        BandRow(r"\d+k?m 16 days NIR reflectance", "nir", 858, factor=1e-4),
        BandRow(r"\d+k?m 16 days MIR reflectance", "swir2", 2130, factor=1e-4),
    ),
    (QualityRow(r"\d+k?m 16 days pixel reliability", "modis pixel reliability"),),
    fill=(-3000, -1000),
    days=16,
    drivers=_HDF4,
    source="MOD13 User's Guide",
)
_LST = ProductRow(
    "MOD11A1",
    "MODIS daily land surface temperature, 1 km",
    _named("M[OY]D11A1", "hdf"),
    SUBDATASETS,
    (thermal("LST_Day_1km", "LST day", 0.02), thermal("LST_Night_1km", "LST night", 0.02)),
    # Missing values are fill already; a quality of 0 is also its fill value, so that it is not used as a mask.
    fill=(0,),
    valid=(7500, 65535),
    drivers=_HDF4,
    source="MOD11 User's Guide",
)
_LST_8 = replace(
    _LST, id="MOD11A2", title="MODIS 8-day land surface temperature, 1 km", pattern=_named("M[OY]D11A2", "hdf"), days=8
)
_LST_21 = replace(
    _LST, id="MOD21A1", title="MODIS daily land surface temperature (TES), 1 km", pattern=_named("M[OY]D21A1[DN]", "hdf"),
    bands=(thermal("LST_1KM", "LST", 0.02),), valid=(7500, 65535),
)  # fmt: skip
_LST_21_8 = replace(
    _LST_21, id="MOD21A2", title="MODIS 8-day land surface temperature (TES), 1 km", pattern=_named("M[OY]D21A2", "hdf"),
    bands=(thermal("LST_Day_1KM", "LST day", 0.02), thermal("LST_Night_1KM", "LST night", 0.02)), days=8,
)  # fmt: skip

_I = "SurfReflect_I1{0} red 640, SurfReflect_I2{0} nir 865, SurfReflect_I3{0} swir1 1610"
_M = (
    "SurfReflect_M3{0} blue 488, SurfReflect_M4{0} green 555, SurfReflect_M5{0} red 672, SurfReflect_M7{0} nir 865, "
    "SurfReflect_M8{0} nir2 1240, SurfReflect_M10{0} swir1 1610, SurfReflect_M11{0} swir2 2250"
)
_VNP09GA = ProductRow(
    "VNP09GA",
    "VIIRS daily surface reflectance, 500 m and 1 km",
    _named("V(?:NP|J1|J2)09GA", "h5"),
    SUBDATASETS,
    (
        *bands("SurfReflect_M1_1 coastal 412, SurfReflect_M2_1 coastal 445", 1e-4),
        *bands(f"{_M.format('_1')}, {_I.format('_1')}", 1e-4),
    ),
    (QualityRow("SurfReflect_QF1_1", "viirs qf1"), QualityRow("SurfReflect_QF2_1", "viirs qf2")),
    fill=_FILL,
    valid=_VALID,
    drivers=_HDF5,
    default=500,
    source="VNP09 User's Guide",
)
_VNP09A1 = replace(
    _VNP09GA, id="VNP09A1", title="VIIRS 8-day surface reflectance, 1 km", pattern=_named("V(?:NP|J1|J2)09A1", "h5"), days=8,
    bands=bands(_M.format(""), 1e-4), default=0,
    quality=(QualityRow("SurfReflect_QF1", "viirs qf1"), QualityRow("SurfReflect_QF2", "viirs qf2"),
             QualityRow("SurfReflect_State", "modis state_1km")),
)  # fmt: skip
_VNP09H1 = replace(
    _VNP09A1, id="VNP09H1", title="VIIRS 8-day surface reflectance, 500 m", pattern=_named("V(?:NP|J1|J2)09H1", "h5"),
    bands=bands(_I.format(""), 1e-4),
    quality=(QualityRow("SurfReflect_QF1_500m|SurfReflect_QF1", "viirs qf1"),
             QualityRow("SurfReflect_QF2_500m|SurfReflect_QF2", "viirs qf2"),
             QualityRow("SurfReflect_State_500m", "modis state_1km")),
)  # fmt: skip
_VNP43 = replace(
    _MCD43, id="VNP43", title="VIIRS daily nadir reflectance, 500 m and 1 km", pattern=_named("V(?:NP|J1)43(?:IA4|MA4)", "h5"),
    bands=bands(
        "Nadir_Reflectance_M3 blue 488, Nadir_Reflectance_M4 green 555, Nadir_Reflectance_M5 red 672, "
        "Nadir_Reflectance_M7 nir 865, Nadir_Reflectance_M8 nir2 1240, Nadir_Reflectance_M10 swir1 1610, "
        "Nadir_Reflectance_M11 swir2 2250, Nadir_Reflectance_I1 red 640, Nadir_Reflectance_I2 nir 865, "
        "Nadir_Reflectance_I3 swir1 1610", 1e-4),
    quality=(QualityRow(r"BRDF_Albedo_Band_Mandatory_Quality_[IM]\d+", "mcd43 quality", each=True),),
    drivers=_HDF5, source="VNP43 User's Guide",
)  # fmt: skip
_VNP21 = replace(
    _LST, id="VNP21A1", title="VIIRS daily land surface temperature, 1 km", pattern=_named("V(?:NP|J1)21A1[DN]", "h5"),
    bands=(thermal("LST_1KM", "LST", 0.02),), drivers=_HDF5, source="VNP21 User's Guide",
)  # fmt: skip
_VNP21A2 = replace(
    _VNP21, id="VNP21A2", title="VIIRS 8-day land surface temperature, 1 km", pattern=_named("V(?:NP|J1)21A2", "h5"), days=8,
    bands=(thermal("LST_Day_1KM", "LST day", 0.02), thermal("LST_Night_1KM", "LST night", 0.02)),
)  # fmt: skip

_DELIVERED = (
    _GA, _A1, _Q1, _GQ, _MCD43, _VI, _LST, _LST_8, _LST_21, _LST_21_8, _VNP09GA, _VNP09A1, _VNP09H1, _VNP43, _VNP21, _VNP21A2,
)  # fmt: skip


def _appeears(row: ProductRow) -> ProductRow:
    """Returns the same product as AppEEARS delivers it: a GeoTIFF for each layer, with the scale in the file or not."""
    short = row.pattern.partition("(?P<short>")[2].partition(")\\.A")[0]
    return replace(
        row,
        title=f"{row.title}, from AppEEARS",
        container=FILES,
        # Spaces in names of layers are underscores there.
        bands=tuple(replace(band, part=band.part.replace(" ", "[ _]")) for band in row.bands),
        quality=tuple(replace(layer, part=layer.part.replace(" ", "[ _]")) for layer in row.quality),
        pattern=(
            rf"(?P<short>{short})\.(?P<collection>\d{{3}})_(?P<part>\w+?)_doy(?P<Y>\d{{4}})(?P<j>\d{{3}})(?:\d{{6}})?"
            r"(?:_aid(?P<tile>\d+))?\.tiff?$"
        ),
        drivers=(),
    )


TILES = (*_DELIVERED, *map(_appeears, _DELIVERED))
