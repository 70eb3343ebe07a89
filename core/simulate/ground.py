"""Soil, moisture and texture: variation within fields."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .layout import Layout, class_index
from .noise import SOIL, TEXTURE, UNITS, WEATHER, pattern, step, stream
from .scenario import CLASS_NAMES, Scenario

# Relative amplitude of the pixel-to-pixel brightness of each class: tree crowns and roofs cast shadows, fields do not.
_GRAIN = {
    "water": 0.03,
    "riparian": 0.09,
    "deciduous forest": 0.075,
    "evergreen forest": 0.10,
    "grassland": 0.035,
    "built-up": 0.13,
    "road": 0.03,
}
_GRAIN_ELSEWHERE = 0.022
_ROW_CONTRAST = 0.028


@dataclass(frozen=True)
class Ground:
    """Patterns that are constant over time, (rows, cols) float32 arrays.

    Attributes
    ----------
    darkness : array
        Soil type from 0 (light, mineral) to 1 (dark, organic).
    wetness : array
        Tendency to hold water, 0..1.
    vigour : array
        Factor on green cover within fields, about 1.
    texture : array
        Factor on reflectance, about 1.
    """

    darkness: NDArray[np.float32]
    wetness: NDArray[np.float32]
    vigour: NDArray[np.float32]
    texture: NDArray[np.float32]


def lay_ground(scenario: Scenario, layout: Layout) -> Ground:
    """Generate the constant patterns of soil and canopy."""
    rng = stream(scenario.seed, SOIL)
    shape = scenario.shape
    region = pattern(rng, shape, scenario.pixels(3500.0, 16.0, 0.3), 2.0, 1.5)
    # Ridges of a noise field represent the former channels visible on bare valley soils.
    ribbons = np.exp(-((pattern(rng, shape, scenario.pixels(1500.0, 12.0, 0.2), 2.0, 1.9) / 0.22) ** 2))
    valley = np.exp(-np.maximum(layout.river.height, 0.0) / 1.2)
    darkness = step(0.8 * region + 0.9 * ribbons * valley + 0.7 * valley, 0.5, 0.8)
    hollows = pattern(rng, shape, scenario.pixels(900.0, 8.0, 0.2), 2.0, 1.5)
    wetness = step(0.8 * hollows - 0.5 * layout.terrain + 1.1 * ribbons * valley + 1.0 * valley, 0.6, 0.6)
    patches = pattern(rng, shape, scenario.pixels(700.0, 8.0, 0.2), 1.5, 1.3)
    vigour = 1.0 + 0.055 * patches - 0.06 * (wetness - 0.5) * (wetness > 0.5) - 0.05 * (0.5 - darkness)
    # A closed tree canopy hides the soil pattern that is visible in fields.
    even = np.isin(layout.classes, [class_index(name) for name in ("deciduous forest", "evergreen forest")])
    vigour = np.where(even, 1.0 + 0.015 * patches, vigour + 0.5 * _ROW_CONTRAST * _tillage(scenario, layout))
    return Ground(darkness, wetness, vigour.astype(np.float32), _texture(scenario, layout))


def _texture(scenario: Scenario, layout: Layout) -> NDArray[np.float32]:
    rng = stream(scenario.seed, TEXTURE)
    shape = scenario.shape
    grain = np.array([_GRAIN.get(name, _GRAIN_ELSEWHERE) for name in CLASS_NAMES], np.float32)[layout.classes]
    fine = 0.75 * pattern(rng, shape, 3.0, 0.7, 0.6) + 0.65 * pattern(rng, shape, 24.0, 2.0, 1.3)
    slope = np.gradient(layout.terrain, axis=1) - np.gradient(layout.terrain, axis=0)
    hilly = np.isin(layout.classes, [class_index("deciduous forest"), class_index("evergreen forest")])
    shading = 0.07 * np.tanh(slope / (2.0 * slope.std() or 1.0)) * hilly
    farmed = [class_index(name) for name in ("winter crop", "summer crop", "alfalfa", "fallow")]
    rows = _ROW_CONTRAST * _tillage(scenario, layout) * np.isin(layout.classes, farmed)
    return np.asarray(np.clip(1.0 + grain * fine + shading + rows, 0.6, 1.5), dtype=np.float32)


def _tillage(scenario: Scenario, layout: Layout) -> NDArray[np.float32]:
    """Stripes along the working direction of each parcel: passes of seeder, sprayer and plough."""
    rng = stream(scenario.seed, UNITS, 1)
    table = np.convolve(rng.standard_normal(8192 + 8), np.array([0.25, 0.6, 0.8, 0.6, 0.25]), mode="valid")
    start = rng.integers(0, 4096, layout.parcels.count)[layout.parcels.labels]
    place = (layout.parcels.across * np.float32(2.0)).astype(np.float64) + start
    return np.asarray(np.interp(np.mod(place, table.size - 1), np.arange(table.size), table), dtype=np.float32)


def moisture_on(scenario: Scenario, layout: Layout, ground: Ground, date: datetime.date) -> NDArray[np.float32]:
    """Topsoil moisture of one date, 0 dry to 1 saturated, (rows, cols) float32.

    Rain is uneven over the scene, and wet places dry last; some summer crops are irrigated.

    Parameters
    ----------
    scenario, layout, ground
        The landscape.
    date : datetime.date
        The date; each date has its own weather.
    """
    rng = stream(scenario.seed, WEATHER, date.toordinal())
    rain = pattern(rng, scenario.shape, 1.2 * max(scenario.shape), scenario.pixels(1500.0, 10.0, 0.3), 2.0)
    level = rng.uniform(0.12, 0.38)
    irrigated = (rng.random(layout.units.variety.size) < 0.12).astype(np.float32)
    summer = layout.classes == class_index("summer crop")
    moisture = level * (1.0 + 0.30 * rain) + 0.5 * (ground.wetness - 0.35)
    moisture += 0.25 * irrigated[layout.units.labels] * summer
    return np.clip(moisture, 0.0, 1.0).astype(np.float32)
