"""Swaths with a latitude and a longitude for each pixel, put on a grid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

from ..errors import InputError
from ..rasters.grid import Grid
from .cubes import Variable, stated_of
from .library import gdal, part, reference_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_PIXELS = 400_000_000


class Swath:
    """Positions of a swath, and its layers on a grid.

    Parameters
    ----------
    latitude, longitude : Variable
    name : str
        Of the product, for messages.
    """

    def __init__(self, latitude: Variable, longitude: Variable, name: str) -> None:
        self._name = name
        lat, lon = _unpacked(latitude), _unpacked(longitude)
        if lat.ndim != 2 or lat.shape != lon.shape:
            raise InputError("{name}: latitude and longitude have different shapes; download it again.", name=name)
        known = np.isfinite(lat) & np.isfinite(lon) & (np.abs(lat) <= 90) & (np.abs(lon) <= 360)
        if not known.any():
            raise InputError("{name} has no valid position; download it again.", name=name)
        self.shape = lat.shape
        self._lat, self._lon, self._known = lat, lon, known
        self._files: list[str] = []

    def grid(self, pixel: float) -> Grid:
        """Returns a grid in the UTM zone of its centre, with corners at whole pixels."""
        lat, lon = self._lat[self._known], self._lon[self._known]
        if lon.max() - lon.min() > 180:  # across 180 degrees
            lon = np.where(lon < 0, lon + 360, lon)
        centre = (float(lon.mean()) + 180) % 360 - 180
        zone = min(int((centre + 180) // 6) + 1, 60)
        reference = reference_of(f"EPSG:{(32600 if lat.mean() >= 0 else 32700) + zone}")
        to = part("osr").CoordinateTransformation(reference_of("EPSG:4326"), reference)
        step = max(1, lat.size // 20_000)
        places = np.array(to.TransformPoints(np.stack([lon[::step], lat[::step]], axis=1).tolist()))[:, :2]
        (left, bottom), (right, top) = places.min(axis=0) - pixel, places.max(axis=0) + pixel
        left, top = math.floor(left / pixel) * pixel, math.ceil(top / pixel) * pixel
        cols, rows = math.ceil((right - left) / pixel), math.ceil((top - bottom) / pixel)
        if not 0 < rows * cols < _MOST_PIXELS:
            raise InputError("{name} covers {cols} x {rows} pixels, too many for one image; choose an extent.",
                             name=self._name, cols=cols, rows=rows)  # fmt: skip
        return Grid(rows, cols, (pixel, 0.0, left, 0.0, -pixel, top), reference.ExportToWkt())

    def values(self, variable: Variable) -> NDArray[Any]:
        """Returns the stored values of a layer, shape as the positions.

        Raises
        ------
        InputError
            If it has another shape, or no numbers.
        """
        values = np.squeeze(np.asarray(variable.array.ReadAsArray()))
        if values.shape != self.shape or values.dtype.kind not in "iuf":
            raise InputError(
                "{name}: layer {layer} has {shape} pixels, and the positions have {wanted}; download it again.",
                name=self._name,
                layer=variable.name,
                shape=values.shape,
                wanted=self.shape,
            )
        if values.dtype == np.int8:
            return values.view(np.uint8)
        return values.astype(np.float64) if values.dtype.itemsize == 8 else values

    def flags(self, values: NDArray[Any], grid: Grid) -> NDArray[Any]:
        """Returns stored flags on a grid, those of the nearest pixel; 0 outside of the swath."""
        return self._warped(values, grid, warpOptions=["INIT_DEST=0"])

    def measured(self, values: NDArray[np.float32], grid: Grid) -> NDArray[np.float32]:
        """Returns values on a grid, those of the nearest pixel, so that fields are not mixed; NaN where there are none."""
        nan = float("nan")
        return self._warped(values, grid, srcNodata=nan, dstNodata=nan, warpOptions=["INIT_DEST=NO_DATA"])

    def inside(self, grid: Grid) -> NDArray[np.bool_]:
        """Returns where a grid lies in the swath."""
        return self.flags(self._known.astype(np.uint8), grid) > 0

    def _warped(self, values: NDArray[Any], grid: Grid, **options: Any) -> NDArray[Any]:
        library = gdal()
        source = _memory(values)
        source.SetMetadata(self._geolocation(), "GEOLOCATION")
        left, top = grid.position(0, 0)
        right, bottom = grid.position(grid.rows, grid.cols)
        chosen = library.WarpOptions(
            format="MEM", dstSRS=grid.crs, outputBounds=(left, bottom, right, top), width=grid.cols, height=grid.rows,
            resampleAlg="near", geoloc=True, **options,
        )  # fmt: skip
        warped = library.Warp("", source, options=chosen)  # kept in a name: its band dies with it
        return np.asarray(warped.GetRasterBand(1).ReadAsArray())

    def close(self) -> None:
        for name in self._files:
            gdal().Unlink(name)
        self._files.clear()

    def _geolocation(self) -> dict[str, str]:
        if not self._files:
            for values in (self._lon, self._lat):
                name = f"/vsimem/stfusion-{uuid4().hex}.tif"
                gdal().GetDriverByName("GTiff").CreateCopy(name, _memory(np.where(self._known, values, np.nan)))
                self._files.append(name)
        return {
            "X_DATASET": self._files[0], "X_BAND": "1", "Y_DATASET": self._files[1], "Y_BAND": "1", "PIXEL_OFFSET": "0",
            "LINE_OFFSET": "0", "PIXEL_STEP": "1", "LINE_STEP": "1", "GEOREFERENCING_CONVENTION": "PIXEL_CENTER",
            "SRS": reference_of("EPSG:4326").ExportToWkt(),
        }  # fmt: skip


def _unpacked(variable: Variable) -> NDArray[np.float64]:
    stated = stated_of(variable.array)
    values = np.squeeze(np.asarray(variable.array.ReadAsArray(), np.float64))
    if stated.nodata is not None:
        values[values == stated.nodata] = np.nan
    return values * (stated.factor or 1.0) + stated.offset


def _memory(values: NDArray[Any]) -> Any:
    return part("gdal_array").OpenArray(np.ascontiguousarray(values))
