"""Reflectance of pure surfaces, and their mixing in a pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .phenology import VARIETIES
from .scenario import BANDS

# Columns: blue, green, red, nir, swir1, swir2; surface reflectance of Landsat-like bands.
_LEAF_OF = {
    "bare ground": (0.035, 0.075, 0.050, 0.40, 0.220, 0.110),
    "winter wheat": (0.022, 0.052, 0.027, 0.46, 0.180, 0.080),
    "winter barley": (0.024, 0.060, 0.030, 0.47, 0.190, 0.085),
    "winter rapeseed": (0.026, 0.068, 0.032, 0.49, 0.200, 0.090),
    "maize": (0.024, 0.060, 0.030, 0.45, 0.195, 0.080),
    "sugar beet": (0.026, 0.070, 0.030, 0.54, 0.190, 0.080),
    "sunflower": (0.028, 0.068, 0.036, 0.47, 0.220, 0.100),
    "alfalfa": (0.025, 0.064, 0.030, 0.52, 0.210, 0.095),
    "meadow": (0.030, 0.070, 0.043, 0.41, 0.225, 0.110),
    "pasture": (0.033, 0.073, 0.052, 0.36, 0.235, 0.120),
    "fallow": (0.034, 0.074, 0.050, 0.37, 0.225, 0.115),
    "beech and oak": (0.019, 0.046, 0.024, 0.39, 0.165, 0.065),
    "spruce and pine": (0.016, 0.029, 0.020, 0.23, 0.095, 0.042),
    "willow and poplar": (0.023, 0.052, 0.030, 0.36, 0.165, 0.070),
    "garden": (0.028, 0.060, 0.040, 0.34, 0.180, 0.090),
    "regrowth": (0.033, 0.072, 0.048, 0.36, 0.220, 0.110),
}
LEAF = np.array([_LEAF_OF[variety.name] for variety in VARIETIES])
FLOWER = np.array((0.048, 0.180, 0.180, 0.490, 0.240, 0.120))
DRY = np.array((0.085, 0.135, 0.185, 0.310, 0.340, 0.245))
SOIL_LIGHT = np.array((0.098, 0.140, 0.190, 0.265, 0.345, 0.305))
SOIL_DARK = np.array((0.055, 0.076, 0.102, 0.160, 0.225, 0.195))
SOIL_WETTING = np.array((0.50, 0.50, 0.50, 0.48, 0.60, 0.66))  # fraction of reflectance lost from dry to saturated
WATER_CLEAR = np.array((0.038, 0.046, 0.032, 0.018, 0.007, 0.004))
WATER_TURBID = np.array((0.072, 0.105, 0.112, 0.068, 0.016, 0.009))
ASPHALT = np.array((0.080, 0.092, 0.102, 0.125, 0.142, 0.132))
ROOF = np.array(
    (
        (0.075, 0.105, 0.165, 0.225, 0.265, 0.240),
        (0.130, 0.150, 0.165, 0.195, 0.205, 0.190),
        (0.270, 0.300, 0.320, 0.345, 0.335, 0.305),
    )
)
# Leaves hide the soil more where they absorb than where they scatter; exponents of the gap fraction.
_HIDING = np.array((1.7, 1.6, 1.7, 1.0, 1.25, 1.5))


@dataclass
class Surface:
    """Surface of each pixel on one date; (rows, cols) float32 arrays of fractions 0..1 unless stated.

    `units` is the unit of land of each pixel; `variety`, `flower`, `brightness` and `tint` have one value for each
    unit. Covers are applied in this order, later ones on top: plants on soil, tracks, roofs, water, paved roads.
    """

    units: NDArray[np.int32]
    variety: NDArray[np.uint8]
    flower: NDArray[np.float32]
    brightness: NDArray[np.float32]
    tint: NDArray[np.float32]
    green: NDArray[np.float32]
    dry: NDArray[np.float32]
    darkness: NDArray[np.float32]
    moisture: NDArray[np.float32]
    roofs: NDArray[np.float32]
    roof_kind: NDArray[np.uint8]
    tracks: NDArray[np.float32]
    paved: NDArray[np.float32]
    water: NDArray[np.float32]
    turbidity: NDArray[np.float32]
    texture: NDArray[np.float32]


def reflect(surface: Surface, name: str) -> NDArray[np.float32]:
    """Returns the reflectance of a surface in one band, (rows, cols) float32."""
    band = BANDS.index(name)
    soil = _soil(surface, band)
    leaf = LEAF[surface.variety, band] * (1 - surface.flower) + FLOWER[band] * surface.flower
    leaf = leaf * surface.brightness * (surface.tint if name == "nir" else 1.0)
    hidden = 1.0 - (1.0 - surface.green) ** np.float32(_HIDING[band])
    straw = np.minimum(surface.dry, 1.0 - surface.green)
    straw *= (1.0 - hidden) / np.maximum(1.0 - surface.green, 1e-3)
    value = soil * (1.0 - hidden - straw)
    value += leaf.astype(np.float32)[surface.units] * hidden
    value += np.float32(DRY[band]) * straw
    value *= surface.texture
    value += surface.tracks * (1.15 * np.float32(SOIL_LIGHT[band]) - value)
    value += surface.roofs * (ROOF[:, band].astype(np.float32)[surface.roof_kind] * surface.texture - value)
    water = np.float32(WATER_CLEAR[band]) + np.float32(WATER_TURBID[band] - WATER_CLEAR[band]) * surface.turbidity
    value += surface.water * (water - value)
    value += surface.paved * (np.float32(ASPHALT[band]) - value)
    return np.asarray(value, dtype=np.float32)


def _soil(surface: Surface, band: int) -> NDArray[np.float32]:
    light, dark = np.float32(SOIL_LIGHT[band]), np.float32(SOIL_DARK[band])
    soil = (light + (dark - light) * surface.darkness) * (1.0 - np.float32(SOIL_WETTING[band]) * surface.moisture)
    return np.asarray(soil * surface.brightness[surface.units], dtype=np.float32)
