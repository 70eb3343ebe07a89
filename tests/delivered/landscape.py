"""The landscape: reflectance, temperature, clouds and water by place, date and wavelength, and grids that see it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

UTM, GEOGRAPHIC = 32633, 4326
RADIUS = 6371007.181
SINUSOIDAL = f"+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R={RADIUS} +units=m +no_defs"
LEFT, TOP, EDGE = 462000.0, 5412000.0, 9600.0  # metres in UTM zone 33
DAYS = (date(2023, 5, 2), date(2023, 6, 3), date(2023, 7, 5))
CLOUD = 0.58  # reflectance


def reflectance(x, y, day: date, nm: float) -> np.ndarray:
    """True reflectance at places in UTM: smooth in wavelength, fields of 800 m with seasons of their own, and a lake."""
    field = np.floor((x - LEFT) / 800) * 3 + np.floor((TOP - y) / 800) * 5
    season = 0.5 + 0.5 * np.sin(day.timetuple().tm_yday / 58.0 + field)
    leaf = 0.04 + 0.38 / (1 + np.exp((720 - nm) / 25)) * np.exp(-max(nm - 1300, 0) / 700)
    bare = 0.06 + 0.22 * min(nm, 1700) / 1700
    texture = 1 + 0.05 * np.sin(x / 210) * np.cos(y / 170)
    return np.where(lake(x, y), 0.05 * math.exp(-nm / 900), (season * leaf + (1 - season) * bare) * texture).astype(
        "float32"
    )


def lake(x, y) -> np.ndarray:
    return (x - LEFT - 2300) ** 2 + (y - TOP + 6900) ** 2 < 1100**2


def kelvin(x, y, day: date) -> np.ndarray:
    return (288 + 14 * reflectance(x, y, day, 1600) / 0.3).astype("float32")


def cloudy(x, y, day: date) -> np.ndarray:
    """A round cloud, elsewhere on each date."""
    turn = day.timetuple().tm_yday / 17
    return (x - LEFT - 4800 - 2600 * math.cos(turn)) ** 2 + (y - TOP + 4800 - 2600 * math.sin(turn)) ** 2 < 1200**2


def seen(x, y, day: date, nm: float) -> np.ndarray:
    """Reflectance with the cloud over it."""
    return np.where(cloudy(x, y, day), np.float32(CLOUD), reflectance(x, y, day, nm))


@dataclass(frozen=True)
class Grid:
    """Rows from north to south; `places` gives UTM coordinates."""

    crs: int | str
    left: float
    top: float
    pixel: float
    rows: int
    cols: int

    def places(self, parts: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """UTM coordinates of the centres of `parts` x `parts` parts of each pixel."""
        step = self.pixel / parts
        x, y = np.meshgrid(
            self.left + step * (np.arange(self.cols * parts) + 0.5),
            self.top - step * (np.arange(self.rows * parts) + 0.5),
        )
        if self.crs == UTM:
            return x, y
        to = osr.CoordinateTransformation(reference(self.crs), reference(UTM))
        found = np.array(to.TransformPoints(np.stack([x.ravel(), y.ravel()], 1).tolist()))
        return found[:, 0].reshape(x.shape), found[:, 1].reshape(x.shape)

    def mean(self, of, parts: int = 6) -> np.ndarray:
        """Mean of `of(x, y)` over each pixel."""
        values = np.asarray(of(*self.places(parts)), np.float32)
        return values.reshape(self.rows, parts, self.cols, parts).mean(axis=(1, 3))

    @property
    def transform(self) -> tuple[float, ...]:
        return (self.left, self.pixel, 0, self.top, 0, -self.pixel)


def reference(crs: int | str) -> osr.SpatialReference:
    found = osr.SpatialReference()
    found.SetFromUserInput(f"EPSG:{crs}" if isinstance(crs, int) else crs)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def utm(pixel: float, edge: float = EDGE, left: float = LEFT, top: float = TOP) -> Grid:
    return Grid(UTM, left, top, pixel, round(edge / pixel), round(edge / pixel))


def geotiff(
    path: Path, grid: Grid, bands, nodata=None, names=(), scale=None, tags=None, driver="GTiff", options=()
) -> Path:
    """Bands of one type; `scale` (factor, offset) is stated in the file."""
    bands = [np.asarray(band) for band in bands]
    kinds = {"uint8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "int16": gdal.GDT_Int16, "float32": gdal.GDT_Float32}
    path.parent.mkdir(parents=True, exist_ok=True)
    target = str(path) if driver == "GTiff" else ""
    maker = gdal.GetDriverByName("GTiff" if target else "MEM")
    file = maker.Create(
        target, grid.cols, grid.rows, len(bands), kinds[bands[0].dtype.name], list(options) if target else []
    )
    file.SetGeoTransform(grid.transform)
    file.SetSpatialRef(reference(grid.crs))
    file.SetMetadata({key: str(value) for key, value in (tags or {}).items()})
    for number, values in enumerate(bands, 1):
        band = file.GetRasterBand(number)
        band.WriteArray(values)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if number <= len(names):
            band.SetDescription(names[number - 1])
        if scale:
            band.SetScale(scale[0])
            band.SetOffset(scale[1])
    file.FlushCache()
    if not target:
        copy = gdal.GetDriverByName(driver).CreateCopy(str(path), file, options=["REVERSIBLE=YES", "QUALITY=100"])
        del copy
        path.with_name(path.name + ".aux.xml").unlink(missing_ok=True)
    return path
