"""Landsat, HLS and Sentinel-2.

Names, scales and flags: Landsat Collection 2 Level 2 Science Product Guides (LSDS-1618, LSDS-1619), HLS User Guide 2.0,
Sentinel-2 Products Specification Document 14 to 15.
"""

from __future__ import annotations

from dataclasses import replace

from ..rows import BY_BASELINE, BY_METADATA, FILES, STACK, TOP, ProductRow, QualityRow, bands, thermal

_YMD = r"(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"
_SR = 2.75e-5, -0.2
_ST = 0.00341802, 149.0
_OLI = "SR_B1 coastal 443, SR_B2 blue 482, SR_B3 green 561, SR_B4 red 655, SR_B5 nir 865, SR_B6 swir1 1609, SR_B7 swir2 2201"
_TM = "SR_B1 blue 485, SR_B2 green 560, SR_B3 red 660, SR_B4 nir 830, SR_B5 swir1 1650, SR_B7 swir2 2220"
_OLI_TOP = (
    "B1 coastal 443, B2 blue 482, B3 green 561, B4 red 655, B5 nir 865, B9 cirrus 1374, B6 swir1 1609, B7 swir2 2201"
)
_TM_TOP = "B1 blue 485, B2 green 560, B3 red 660, B4 nir 830, B5 swir1 1650, B7 swir2 2220"
_QA_PIXEL = (QualityRow("QA_PIXEL", "landsat qa_pixel"),)


def _collection_2(sensors: str, level: str) -> str:
    return (
        rf"(?P<granule>(?P<platform>L(?:{sensors})\d\d)_{level}_(?P<tile>\d{{6}})_{_YMD}_\d{{8}}_(?P<collection>02)_"
        r"(?:T1|T2|RT))_(?P<part>\w+)\.TIFF?$"
    )


_L8 = ProductRow(
    "LC_L2",
    "Landsat 8/9 Collection 2 level 2",
    _collection_2("[CO]", "L2S[PR]"),
    FILES,
    (*bands(_OLI, *_SR), thermal("ST_B10", "thermal", *_ST)),
    _QA_PIXEL,
    fill=(0,),
    source="LSDS-1619",
)
_L5 = ProductRow(
    "LT_L2",
    "Landsat 4/5 Collection 2 level 2",
    _collection_2("T", "L2S[PR]"),
    FILES,
    (*bands(_TM, *_SR), thermal("ST_B6", "thermal", *_ST)),
    _QA_PIXEL,
    fill=(0,),
    source="LSDS-1618",
)
_L7 = replace(_L5, id="LE_L2", title="Landsat 7 Collection 2 level 2", pattern=_collection_2("E", "L2S[PR]"))
_L1 = ProductRow(
    "LC_L1",
    "Landsat 8/9 Collection 2 level 1",
    _collection_2("[CO]", "L1(?:TP|GT|GS)"),
    FILES,
    bands(_OLI_TOP),
    _QA_PIXEL,
    fill=(0,),
    level=TOP,
    scale=BY_METADATA,
    source="LSDS-1822",
)
_L1_OLD = replace(
    _L1, id="LT_L1", title="Landsat 4-7 Collection 2 level 1", bands=bands(_TM_TOP),
    pattern=_collection_2("[TE]", "L1(?:TP|GT|GS)"), source="LSDS-1414",
)  # fmt: skip

_HLS = (
    r"(?P<granule>HLS\.{kind}\.T(?P<tile>\w{{5}})\.(?P<Y>\d{{4}})(?P<j>\d{{3}})T\d{{6}}\.v(?P<collection>\d\.\d))\."
    r"(?P<part>\w+)\.tiff?$"
)
_L30 = ProductRow(
    "HLS_L30",
    "HLS L30",
    _HLS.format(kind="L30"),
    FILES,
    (
        *bands("B01 coastal 443, B02 blue 482, B03 green 561, B04 red 655, B05 nir 865, B06 swir1 1609, B07 swir2 2201", 1e-4),
        thermal("B10", "thermal", 0.01, 273.15),
    ),
    (QualityRow("Fmask", "hls fmask"),),
    fill=(-9999,),
    source="HLS User Guide 2.0",
)  # fmt: skip
_MSI = (
    "{0}B0?1{1} coastal 443, {0}B0?2{1} blue 490, {0}B0?3{1} green 560, {0}B0?4{1} red 665, {0}B0?5{1} rededge1 704, "
    "{0}B0?6{1} rededge2 740, {0}B0?7{1} rededge3 783, {0}B0?8{1} nir 842, {0}B8A{1} nir 865, {0}B11{1} swir1 1610, "
    "{0}B12{1} swir2 2190"
)
_S30 = replace(
    _L30,
    id="HLS_S30",
    title="HLS S30",
    pattern=_HLS.format(kind="S30"),
    bands=bands(_MSI.format("", ""), 1e-4),
)


# Inside a SAFE folder, or the band files without it, for which the name states no baseline.
def _safe(level: str) -> str:
    return (
        rf"(?P<granule>(?P<platform>S2[A-D])_MSIL{level}_{_YMD}T\d{{6}}_N(?P<baseline>\d{{4}})_R\d{{3}}_T(?P<tile>\w{{5}})_\w+?)"
        r"(?:\.SAFE)?/GRANULE/[^/]+/(?:IMG_DATA|QI_DATA)/(?:R\d\dm/)?(?:\w+_)?"
        r"(?P<part>(?:B\w\w|TCI|SCL|AOT|WVP|MSK_\w+?)(?:_\d\dm)?)\.(?:jp2|tiff?)$"
    )


_S2A = ProductRow(
    "S2_L2A",
    "Sentinel-2 level 2A",
    _safe("2A"),
    FILES,
    bands(_MSI.format("", r"_\d\dm"), 1e-4),
    (QualityRow(r"SCL_\d\dm", "sentinel-2 scl"),),
    fill=(0, 65535),
    scale=BY_BASELINE,
    drivers=("JP2OpenJPEG", "JP2KAK", "JP2ECW", "JPEG2000", "JP2MrSID"),
    default=10,
    source="S2 PSD 14.9",
)
_S2A_BANDS = replace(
    _S2A,
    title="Sentinel-2 level 2A, band files",
    pattern=rf"(?:^|/)(?P<granule>T(?P<tile>\d\d\w{{3}})_{_YMD}T\d{{6}})_(?P<part>(?:B\w\w|SCL|AOT|WVP|TCI)_\d\dm)\.(?:jp2|tiff?)$",
)
_S2C = replace(
    _S2A,
    id="S2_L1C",
    title="Sentinel-2 level 1C",
    pattern=_safe("1C"),
    bands=bands(_MSI.format("", ""), 1e-4),
    quality=(),
    level=TOP,
)

_EE_QA = QualityRow(r"QA_PIXEL", "landsat qa_pixel")
_EE = (
    replace(
        _L8, title="Landsat 8/9, exported from Earth Engine", container=STACK, quality=(_EE_QA,),
        pattern=rf"(?P<granule>(?P<platform>L[CO]0[89])_(?P<tile>\d{{6}})_{_YMD})[^/]*\.tiff?$",
    ),
    replace(
        _L5, title="Landsat 4/5, exported from Earth Engine", container=STACK, quality=(_EE_QA,),
        pattern=rf"(?P<granule>(?P<platform>LT0[45])_(?P<tile>\d{{6}})_{_YMD})[^/]*\.tiff?$",
    ),
    replace(
        _L7, title="Landsat 7, exported from Earth Engine", container=STACK, quality=(_EE_QA,),
        pattern=rf"(?P<granule>(?P<platform>LE07)_(?P<tile>\d{{6}})_{_YMD})[^/]*\.tiff?$",
    ),
    replace(
        _S2A, title="Sentinel-2 level 2A, exported from Earth Engine", container=STACK, drivers=(), default=0,
        bands=bands(_MSI.format("", ""), 1e-4), quality=(QualityRow("SCL", "sentinel-2 scl"),),
        pattern=rf"(?P<granule>{_YMD}T\d{{6}}_\d{{8}}T\d{{6}}_T(?P<tile>\d\d[A-Z]{{3}}))[^/]*\.tiff?$",
    ),
)  # fmt: skip

OPTICAL = (_L8, _L7, _L5, _L1, _L1_OLD, _L30, _S30, _S2A, _S2C, _S2A_BANDS, *_EE)
