"""Data sets in the layouts in which they are distributed: small trees of images with the published names and dates."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from stfusion.core.imports.datasets.rows import days

CIA_DAYS = days(
    "2001-10-08 10-17 11-02 11-09 11-25 12-04 2002-01-05 01-12 02-13 02-22 03-10 03-17 04-02 04-11 04-18 04-27 05-04"
)
LGC_DAYS = days("2004-04-16 05-02 07-05 08-06 08-22 10-25 11-26 12-12 12-28 2005-01-13 01-29 02-14 03-02 04-03")
WUHAN_DAYS = days("2015-10-18 2017-10-30 2018-01-09 2019-05-22 2019-11-14 2021-01-18 2021-12-20 2022-12-24")
_RATIO = 16


def scene(day: date, bands: int, size: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """Fine and coarse image (bands, rows, cols) on the fine grid, reflectance x 10000."""
    rows, cols = np.mgrid[0:size, 0:size]
    season = day.timetuple().tm_yday / 365
    fields = np.random.default_rng(5).random((size // 8, size // 8)).repeat(8, 0).repeat(8, 1)
    fine = np.stack([
        800 + 500 * band + (2500 - 300 * band) * fields * (0.4 + season) + 40 * np.sin(rows / 3 + band) * np.cos(cols / 4)
        for band in range(bands)
    ])  # fmt: skip
    blocks = fine.reshape(bands, size // _RATIO, _RATIO, size // _RATIO, _RATIO).mean(axis=(2, 4))
    return fine.astype("int16"), blocks.repeat(_RATIO, 1).repeat(_RATIO, 2).astype("int16")


def _write(path: Path, values: np.ndarray, driver: str = "GTiff", **options) -> None:
    import warnings

    import rasterio

    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        with rasterio.open(path, "w", driver, values.shape[2], values.shape[1], values.shape[0], dtype=values.dtype,
                           crs="EPSG:32755" if driver == "GTiff" and not options else None,
                           transform=rasterio.Affine(25, 0, 400000, 0, -25, 6150000), **options) as file:  # fmt: skip
            file.write(values)


def cia(folder: Path, layout: str, dates=CIA_DAYS) -> Path:
    """The Coleambally set as ``survey``, ``csiro``, ``stfmlp``, ``stf``, ``pairs`` or ``npy``."""
    for number, day in enumerate(dates):
        fine, coarse = scene(day, 6)
        landsat = day - timedelta(1)  # the name of the Landsat file is one day before
        name = f"{day:%Y_%j}_{day:%d%b}".lower()
        tm, mod = f"L71093084_084{landsat:%Y%m%d}_HRF_modtran_surf_ref_agd66", f"MOD09GA_A{day:%Y%j}.sur_refl"
        if number == 10:
            tm = tm.replace("L71", "L72")
        if layout == "survey":
            _write(folder / "Landsat" / f"{tm}.tif", fine)
            _write(folder / "MODIS" / f"{mod}.tif", coarse)
        elif layout == "csiro":
            root = folder / "Landsat_and_MODIS_data_for_the_Coleambally_Irrigation_Area-X" / "data" / "CIA"
            _write(root / "Landsat" / name / f"{tm}.bil", fine, "ENVI", interleave="bil")
            _write(root / "MODIS" / name / f"{mod}.int", coarse, "ENVI")
        elif layout == "stfmlp":
            _write(folder / f"L{name}.tif", fine)
            _write(folder / f"M{name}.tif", coarse)
        elif layout == "stf":
            _write(folder / f"L_{day}.tif", fine)
            _write(folder / f"M_{day}.tif", coarse)
        elif layout == "npy":
            place = folder / "train" / name
            place.mkdir(parents=True)
            np.save(place / f"{tm}.npy", fine)
            np.save(place / f"{mod}.npy", coarse.transpose(1, 2, 0) if number % 2 else coarse)
        else:  # folders of two dates each, so that every image is there twice
            if number + 1 < len(dates):
                place = (
                    folder / "train" / f"{day:%Y_%j}_{landsat:%m%d}-{dates[number + 1]:%Y_%j}_{dates[number + 1]:%m%d}"
                )
                for one in (day, dates[number + 1]):
                    fine, coarse = scene(one, 6)
                    before = one - timedelta(1)
                    _write(place / f"L71093084_084{before:%Y%m%d}_HRF_modtran_surf_ref_agd66.tif", fine)
                    _write(place / f"MOD09GA_A{one:%Y%j}.sur_refl.tif", coarse)
    return folder


def lgc(folder: Path) -> Path:
    for day in LGC_DAYS:
        fine, coarse = scene(day, 6)
        name = f"{day:%Y_%j_%b%d}"
        _write(folder / "data" / "LGC" / "Landsat" / name / f"{day:%Y%m%d}_TM.int", fine, "ENVI")
        _write(folder / "data" / "LGC" / "MODIS" / name / f"MOD09GA_A{day:%Y%j}.sur_refl.int", coarse, "ENVI")
    return folder


def butte(folder: Path) -> Path:
    """OBSUM's folder, with objects and classes beside the images, and a real coarse image beside a simulated one."""
    for day in days("2022-02-13 07-13 07-23 08-22 10-01"):
        fine, coarse = scene(day, 4)
        _write(folder / f"S2_{day:%Y%m%d}.tif", (fine / 1e4).astype("float32"))
        _write(folder / f"S2_{day:%Y%m%d}_KMeans-5.tif", (fine[:1] // 1000).astype("uint8"))
        _write(folder / f"S2_{day:%Y%m%d}_sam.tif", fine[:1])
        _write(folder / f"S3_{day:%Y%m%d}.tif", (coarse / 1e4).astype("float32"))
        _write(folder / f"S3_{day:%Y%m%d}_real.tif", (coarse / 1e4 + 0.001).astype("float32"))
    return folder


def wuhan(folder: Path) -> Path:
    """Folders of reference and target, each image in several of them; G is the fine sensor."""
    for first, second in zip(WUHAN_DAYS, WUHAN_DAYS[1:]):
        place = folder / "train" / f"{first:%Y%m%d}_{second:%Y%m%d}"
        for day in (first, second):
            fine, coarse = scene(day, 4)
            _write(place / f"G_{day:%Y%m%d}.tif", fine)
            _write(place / f"L_{day:%Y%m%d}.tif", coarse)
    return folder


def stretched(folder: Path, dates: list[date], dash: str = "-") -> Path:
    """AHB, Daxing or Tianjin: 8 bits, no CRS, dates without zeros, and a placeholder."""
    for day in dates:
        fine, coarse = scene(day, 6)
        for letter, values, place in (("L", fine, "Landsat"), ("M", coarse, "MODIS")):
            _write(
                folder / place / f"{letter}{dash}{day.year}-{day.month}-{day.day}.tif", (values // 30).astype("uint8")
            )
    shutil.copy(next((folder / "Landsat").iterdir()), folder / "Landsat" / f"L{dash}0000-0-0.tif")
    return folder
