"""Invalid rasters: all kinds of problems that an input file may have, made from a valid one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

Kind = Callable[[Path, Path], Path]
KINDS: dict[str, Kind] = {}


def kind(make: Kind) -> Kind:
    KINDS[make.__name__] = make
    return make


def _copied(good: Path, path: Path, change: Callable | None = None, tags=None, scale=None, **profile) -> Path:
    import rasterio

    with rasterio.open(good) as source:
        made_of, values, known = dict(source.profile), source.read(), source.tags()
    values = values if change is None else change(values)
    made_of.update(count=len(values), height=values.shape[1], width=values.shape[2], dtype=values.dtype)
    made_of.update(tiled=False, **profile)
    for key in ("blockxsize", "blockysize", "predictor", "compress"):
        made_of.pop(key, None)
    with rasterio.open(path, "w", **made_of) as target:
        target.write(values)
        target.update_tags(**{**known, **(tags or {})})
        if scale is not None:
            target.scales = [scale] * len(values)
    return path


def _name(good: Path, folder: Path, what: str, suffix: str = ".tif") -> Path:
    """The date is kept in the name, so that the file passes as many checks as possible."""
    return folder / f"{what}_{good.stem[-8:]}{suffix}"


@kind
def missing(good: Path, folder: Path) -> Path:
    return _name(good, folder, "missing")


@kind
def empty(good: Path, folder: Path) -> Path:
    path = _name(good, folder, "empty")
    path.write_bytes(b"")
    return path


@kind
def text(good: Path, folder: Path) -> Path:
    path = _name(good, folder, "text")
    path.write_text("no raster at all\n" * 20)
    return path


@kind
def header_cut(good: Path, folder: Path) -> Path:
    path = _name(good, folder, "headercut")
    path.write_bytes(good.read_bytes()[:60])
    return path


@kind
def pixels_cut(good: Path, folder: Path) -> Path:
    whole = _copied(good, _name(good, folder, "pixelscut"))
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) * 2 // 3])
    return whole


@kind
def noise(good: Path, folder: Path) -> Path:
    path, content = _name(good, folder, "noise"), bytearray(good.read_bytes())
    spoilt = np.random.default_rng(3).integers(8, len(content), 200)
    for place in spoilt:
        content[place] ^= 0xFF
    path.write_bytes(content)
    return path


@kind
def no_band(good: Path, folder: Path) -> Path:
    path = _name(good, folder, "noband", ".vrt")
    path.write_text('<VRTDataset rasterXSize="10" rasterYSize="10"></VRTDataset>')
    return path


@kind
def lost_part(good: Path, folder: Path) -> Path:
    """A virtual raster with a missing source."""
    path = _name(good, folder, "lostpart", ".vrt")
    path.write_text(
        '<VRTDataset rasterXSize="96" rasterYSize="96"><GeoTransform>480000,30,0,5400000,0,-30</GeoTransform>'
        '<VRTRasterBand dataType="Int16" band="1"><SimpleSource><SourceFilename>nowhere.tif</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    return path


@kind
def one_pixel(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "onepixel"), lambda values: values[:, :1, :1])


@kind
def one_row(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "onerow"), lambda values: values[:, :1])


@kind
def rotated(good: Path, folder: Path) -> Path:
    import rasterio

    turned = rasterio.Affine(26, 15, 480000, 15, -26, 5400000)
    return _copied(good, _name(good, folder, "rotated"), transform=turned)


@kind
def flat_grid(good: Path, folder: Path) -> Path:
    """Pixels without an area."""
    import rasterio

    return _copied(
        good, _name(good, folder, "flatgrid"), transform=rasterio.Affine(1e-30, 0, 480000, 0, -1e-30, 5400000)
    )


@kind
def south_up(good: Path, folder: Path) -> Path:
    import rasterio

    with rasterio.open(good) as source:
        place, rows = source.transform, source.height
    turned = rasterio.Affine(place.a, 0, place.c, 0, -place.e, place.f + place.e * rows)
    return _copied(good, _name(good, folder, "southup"), lambda values: values[:, ::-1], transform=turned)


@kind
def no_crs(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "nocrs"), crs=None)


@kind
def other_crs(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "othercrs"), crs="EPSG:3035")


@kind
def no_place(good: Path, folder: Path) -> Path:
    import rasterio

    return _copied(good, _name(good, folder, "noplace"), crs=None, transform=rasterio.Affine.identity())


def _floats(value: float) -> Callable:
    def change(values):
        spoilt = values.astype(np.float32) / 10000
        spoilt[:, ::2] = value
        return spoilt

    return change


@kind
def half_nan(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "halfnan"), _floats(np.nan), nodata=None)


@kind
def half_infinite(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "halfinfinite"), _floats(np.inf), nodata=None)


@kind
def all_nan(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "allnan"), lambda values: np.full(values.shape, np.nan, "f4"), nodata=None)


@kind
def huge_values(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "hugevalues"), lambda values: values * 1e300, nodata=None)


@kind
def constant(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "constant"), lambda values: np.full_like(values, 1234))


@kind
def all_nodata(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "allnodata"), lambda values: np.full_like(values, -9999), nodata=-9999)


@kind
def scale_zero(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "scalezero"), scale=0.0)


@kind
def scale_nan(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "scalenan"), scale=float("nan"))


@kind
def scale_infinite(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "scaleinfinite"), scale=float("inf"))


@kind
def huge_tags(good: Path, folder: Path) -> Path:
    tags = {f"TAG{number}": "x" * 100_000 for number in range(20)}
    return _copied(good, _name(good, folder, "hugetags"), tags={**tags, "ACQUISITION_DATE": "9" * 100_000})


@kind
def control_tags(good: Path, folder: Path) -> Path:
    tags = {
        "A\tB": "bell \a, escape \x1b[31m, line\nbreak",
        "DATE_ACQUIRED": "\x01\x02",
        "=": "<xml>&amp;",
        "AREA": "\ud7ff",
    }
    return _copied(good, _name(good, folder, "controltags"), tags=tags)


@kind
def wrong_date(good: Path, folder: Path) -> Path:
    return _copied(good, folder / "wrong_20241345.tif", tags={"ACQUISITION_DATE": "2024-13-45"})


@kind
def one_band(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "oneband"), lambda values: values[:1])


@kind
def complex_numbers(good: Path, folder: Path) -> Path:
    return _copied(good, _name(good, folder, "complex"), lambda values: values.astype(np.complex64), nodata=None)


@kind
def bytes_only(good: Path, folder: Path) -> Path:
    return _copied(
        good, _name(good, folder, "bytes"), lambda values: (values // 40).clip(0, 255).astype("u1"), nodata=None
    )


@kind
def polygons(good: Path, folder: Path) -> Path:
    """A vector layer."""
    path = _name(good, folder, "polygons", ".geojson")
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", '
        '"coordinates": [[[15, 48], [15.1, 48], [15.1, 48.1], [15, 48]]]}}]}'
    )
    return path


@kind
def a_folder(good: Path, folder: Path) -> Path:
    path = _name(good, folder, "folder")
    path.mkdir(exist_ok=True)
    return path


@kind
def strange_name(good: Path, folder: Path) -> Path:
    """A valid raster with an unusual name."""
    inner = folder / "ein Ordner 夏 'quoted' & more;"
    inner.mkdir(exist_ok=True)
    path = inner / f"été, 1 % [x] {good.stem[-8:]}.tif"
    path.write_bytes(good.read_bytes())
    return path


def sparse(good: Path, folder: Path, edge: int = 60000) -> Path:
    """A very large raster without pixels on disk; not in `KINDS`, because it takes long."""
    import rasterio

    path = _name(good, folder, "sparse")
    with rasterio.open(good) as source:
        made_of = {**source.profile, "height": edge, "width": edge, "sparse_ok": True, "tiled": True, "bigtiff": "yes"}
    made_of.update(blockxsize=512, blockysize=512)
    with rasterio.open(path, "w", **made_of):
        pass
    return path


def fingerprint(folder: Path) -> dict[str, str]:
    """Content of every file in a folder tree, to check that none was changed or added."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
