"""Products made from real scenes: MODIS in its sinusoidal grid, a scene classification, quality bits."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

SINUSOIDAL = "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs"
MODIS_FILL = -28672


def write(path: Path, values: np.ndarray, crs, transform, names=(), nodata=None, tags=None) -> str:
    import rasterio

    values = values[None] if values.ndim == 2 else values
    count, rows, cols = values.shape
    with rasterio.open(
        path, "w", "GTiff", cols, rows, count, crs=crs, transform=transform, dtype=values.dtype, nodata=nodata
    ) as file:
        file.write(values)
        for band, name in enumerate(names, 1):
            file.set_band_description(band, name)
        file.update_tags(**(tags or {}))
    return str(path)


def sinusoidal(source: Path, path: Path, bands: dict[str, int], pixel: float, factor: float = 1.0) -> str:
    """Bands of a raster, by new name, as means over sinusoidal pixels: int16, with undeclared fill."""
    import rasterio
    from rasterio.warp import Resampling, reproject, transform_bounds

    crs = rasterio.crs.CRS.from_string(SINUSOIDAL)
    with rasterio.open(source) as file:
        left, bottom, right, top = transform_bounds(file.crs, crs, *file.bounds)
        corner = math.floor(left / pixel) * pixel - 3 * pixel, math.ceil(top / pixel) * pixel + 3 * pixel
        rows, cols = math.ceil((corner[1] - bottom) / pixel) + 3, math.ceil((right - corner[0]) / pixel) + 3
        transform = rasterio.Affine(pixel, 0, corner[0], 0, -pixel, corner[1])
        values = np.full((len(bands), rows, cols), MODIS_FILL, np.int16)
        for place, band in enumerate(bands.values()):
            warped = np.full((rows, cols), np.nan, np.float32)
            reproject(
                file.read(band).astype(np.float32),
                warped,
                src_transform=file.transform,
                src_crs=file.crs,
                src_nodata=file.nodata,
                dst_transform=transform,
                dst_crs=crs,
                dst_nodata=np.nan,
                resampling=Resampling.average,
            )
            known = np.isfinite(warped)
            values[place][known] = np.rint(warped[known] * factor)
    return write(path, values, crs, transform, list(bands))
