"""Landsat Collection 2, HLS and Sentinel-2 as folders and archives."""

from __future__ import annotations

import shutil
import tarfile
from datetime import date
from pathlib import Path

import numpy as np

from .landscape import UTM, Grid, cloudy, geotiff, kelvin, lake, seen, utm

OLI = {"B2": 482, "B3": 561, "B4": 655, "B5": 865, "B6": 1609, "B7": 2201}
TM = {"B1": 485, "B2": 560, "B3": 660, "B4": 830, "B5": 1650, "B7": 2220}
L30 = {"B02": 482, "B03": 561, "B04": 655, "B05": 865, "B06": 1609, "B07": 2201}
S30 = {
    "B02": 490,
    "B03": 560,
    "B04": 665,
    "B05": 704,
    "B06": 740,
    "B07": 783,
    "B08": 842,
    "B8A": 865,
    "B11": 1610,
    "B12": 2190,
}
MSI = {
    "B02": 490,
    "B03": 560,
    "B04": 665,
    "B05": 704,
    "B06": 740,
    "B07": 783,
    "B08": 842,
    "B8A": 865,
    "B11": 1610,
    "B12": 2190,
}
_TEN = ("B02", "B03", "B04", "B08")


def landsat(
    folder: Path, day: date, sensor: str = "LC08", level: str = "L2SP", grid: Grid | None = None, archive: str = "",
    row: str = "191026", gaps: bool = False,
) -> Path:  # fmt: skip
    """A scene as folder, or as archive (``tar``, ``gztar``, ``zip``); level ``L1TP`` is at the top of the atmosphere."""
    grid = grid or utm(30)
    x, y = grid.places()
    name = f"{sensor}_{level}_{row}_{day:%Y%m%d}_20230901_02_T1"
    where = folder / name
    outside = np.zeros(x.shape, bool)
    outside[:3, :5] = True  # the scene is turned within its frame
    if gaps:
        outside |= np.arange(x.shape[0])[:, None] % 16 < 3

    def put(part: str, values: np.ndarray, nodata: float, kind: str = "uint16") -> None:
        geotiff(where / f"{name}_{part}.TIF", grid, [np.where(outside, nodata, values).astype(kind)], nodata)

    surface = level.startswith("L2")
    for band, nm in (OLI if sensor[1] in "CO" else TM).items():
        value = seen(x, y, day, nm)
        put(
            f"SR_{band}" if surface else band,
            np.rint((value + 0.2) / 2.75e-5 if surface else (value * 0.8 + 0.1) / 2e-5),
            0,
        )
    if surface:
        heat = np.where(cloudy(x, y, day), 262, kelvin(x, y, day))
        put("ST_B10" if sensor[1] in "CO" else "ST_B6", np.rint((heat - 149) / 0.00341802), 0)
        put("ST_QA", np.full(x.shape, 300), -9999, "int16")
    clear = np.where(lake(x, y), 1 << 7 | 1 << 6, 1 << 6)
    put("QA_PIXEL", np.where(cloudy(x, y, day), 1 << 3 | 3 << 8, clear | 1 << 8), 1)
    put("QA_RADSAT", np.zeros(x.shape), 0)
    (where / f"{name}_MTL.txt").write_text(
        "GROUP = LANDSAT_METADATA_FILE\n"
        + "".join(f"  REFLECTANCE_MULT_BAND_{n} = 2.0E-05\n  REFLECTANCE_ADD_BAND_{n} = -0.1\n" for n in range(1, 8))
        + "  SUN_ELEVATION = 53.13010235\nEND_GROUP = LANDSAT_METADATA_FILE\nEND\n"
    )
    return _packed(where, archive, flat=True)


def hls(folder: Path, day: date, kind: str = "L30") -> Path:
    grid = utm(30)
    x, y = grid.places()
    name = f"HLS.{kind}.T33UVQ.{day:%Y%j}T100152.v2.0"
    edge = x < x.min() + 200
    for band, nm in (L30 if kind == "L30" else S30).items():
        values = np.where(edge, -9999, np.rint(seen(x, y, day, nm) * 1e4)).astype("int16")
        geotiff(folder / name / f"{name}.{band}.tif", grid, [values], -9999, scale=(1e-4, 0))
    flags = np.where(cloudy(x, y, day), 1 << 1, np.where(lake(x, y), 1 << 5, 1 << 6))
    geotiff(folder / name / f"{name}.Fmask.tif", grid, [np.where(edge, 255, flags).astype("uint8")], 255)
    geotiff(folder / name / f"{name}.SZA.tif", grid, [np.full(x.shape, 4000, "uint16")], 40000, scale=(0.01, 0))
    return folder / name


def sentinel2(
    folder: Path, day: date, level: str = "2A", baseline: str = "0509", archive: str = "", tile: str = "33UVQ",
    left: float | None = None,
) -> Path:  # fmt: skip
    """A product as SAFE folder or zip; from baseline 04.00 on, stored numbers are 1000 larger and the metadata say so."""
    stamp = f"{day:%Y%m%d}T100031"
    name = f"S2A_MSIL{level}_{stamp}_N{baseline}_R122_T{tile}_{day:%Y%m%d}T161500.SAFE"
    images = folder / name / "GRANULE" / f"L{level}_T{tile}_A041000_{stamp}" / "IMG_DATA"
    added = 1000 if int(baseline) >= 400 else 0
    for pixel in (10, 20):
        grid = utm(pixel) if left is None else utm(pixel, left=left)
        x, y = grid.places()
        outside = y - y.min() < 150
        for band, nm in MSI.items():
            own = 10 if band in _TEN else 20
            if level == "1C" and own != pixel or own > pixel or (pixel == 20 and band == "B08"):
                continue
            values = np.where(outside, 0, np.rint(seen(x, y, day, nm) * 1e4) + added)
            place = images / f"T{tile}_{stamp}_{band}.jp2" if level == "1C" else (
                images / f"R{pixel}m" / f"T{tile}_{stamp}_{band}_{pixel}m.jp2")  # fmt: skip
            geotiff(place, grid, [values.astype("uint16")], driver="JP2OpenJPEG")
        if level == "2A" and pixel == 20:
            classes = np.where(outside, 0, np.where(cloudy(x, y, day), 9, np.where(lake(x, y), 6, 4))).astype("uint8")
            geotiff(images / "R20m" / f"T{tile}_{stamp}_SCL_20m.jp2", grid, [classes], driver="JP2OpenJPEG")
            geotiff(
                images / "R20m" / f"T{tile}_{stamp}_AOT_20m.jp2",
                grid,
                [np.full(x.shape, 150, "uint16")],
                driver="JP2OpenJPEG",
            )
    kind, short = ("BOA_", "BOA") if level == "2A" else ("", "RADIO")
    offsets = (
        "".join(f'<{short}_ADD_OFFSET band_id="{n}">-{added}</{short}_ADD_OFFSET>' for n in range(13)) if added else ""
    )
    (folder / name / f"MTD_MSIL{level}.xml").write_text(
        f'<?xml version="1.0"?><P><{kind}QUANTIFICATION_VALUE unit="none">10000</{kind}QUANTIFICATION_VALUE>{offsets}</P>'
    )
    return _packed(folder / name, archive, flat=False)


def earth_engine(folder: Path, day: date) -> Path:
    """Landsat as Earth Engine exports it: one file, bands with the names of the collection."""
    grid = utm(30)
    x, y = grid.places()
    bands = [np.rint((seen(x, y, day, nm) + 0.2) / 2.75e-5) for nm in OLI.values()]
    flags = np.where(cloudy(x, y, day), 1 << 3, 1 << 6)
    names = [f"SR_{band}" for band in OLI] + ["QA_PIXEL"]
    return geotiff(
        folder / f"LC08_191026_{day:%Y%m%d}.tif", grid, [b.astype("uint16") for b in (*bands, flags)], names=names
    )


def _packed(folder: Path, archive: str, flat: bool) -> Path:
    if not archive:
        return folder
    if archive == "zip":
        base, root, inner = (
            str(folder).removesuffix(".SAFE"),
            folder if flat else folder.parent,
            None if flat else folder.name,
        )
        made = shutil.make_archive(base, "zip", root, inner)
        shutil.rmtree(folder)
        return Path(made)
    path = folder.with_name(folder.name + (".tar" if archive == "tar" else ".tar.gz"))
    with tarfile.open(path, "w" if archive == "tar" else "w:gz") as tar:
        for file in sorted(folder.iterdir()):
            tar.add(file, file.name)
    shutil.rmtree(folder)
    return path


__all__ = ["MSI", "OLI", "TM", "UTM", "earth_engine", "hls", "landsat", "sentinel2"]
