"""Land-cover layout: the class of each pixel, and the vegetation of each unit of land."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .noise import CROPS, FOREST, TERRAIN, UNITS, pattern, standardised, stream, unit_means
from .parcels import Parcels, lay_parcels
from .phenology import VARIETIES, variety_index
from .river import River, lay_river
from .scenario import CLASS_NAMES, Scenario
from .settlement import Settlement, lay_motorway, lay_settlement

_FOREST_SHARE = 0.17
_ROAD_FROM = 0.4  # minimum fraction of a pixel under road for the class road
_FARMED = ("winter wheat", "winter barley", "winter rapeseed", "maize", "sugar beet", "sunflower")
_GREENLAND = ("alfalfa", "meadow", "pasture", "fallow", "bare ground")
_WEIGHTS = (0.21, 0.08, 0.09, 0.17, 0.08, 0.06, 0.10, 0.09, 0.05, 0.06, 0.01)


def class_index(name: str) -> int:
    """Returns the index of a class in `CLASS_NAMES`."""
    return CLASS_NAMES.index(name)


@dataclass(frozen=True)
class Units:
    """Properties that are uniform within a unit of land: a parcel, or its part of one class.

    Attributes
    ----------
    labels : (rows, cols) int32 array
        Unit of each pixel.
    variety : (n,) uint8 array
        Index into `VARIETIES`.
    delay : (n,) float32 array
        Delay in days relative to the calendar.
    vigour, brightness, tint : (n,) float32 arrays
        Factors about 1 on green cover, on reflectance, and on near infrared relative to the other bands.
    """

    labels: NDArray[np.int32]
    variety: NDArray[np.uint8]
    delay: NDArray[np.float32]
    vigour: NDArray[np.float32]
    brightness: NDArray[np.float32]
    tint: NDArray[np.float32]


@dataclass(frozen=True)
class Layout:
    """The time-independent layout of the landscape.

    Attributes
    ----------
    classes : (rows, cols) uint8 array
        Index into `CLASS_NAMES`.
    terrain : (rows, cols) float32 array
        Relief, standard deviation 1.
    paved, tracks : (rows, cols) float32 arrays
        Fraction of each pixel under asphalt and under dirt road.
    parcels, river, settlement, units
        The components.
    """

    classes: NDArray[np.uint8]
    terrain: NDArray[np.float32]
    paved: NDArray[np.float32]
    tracks: NDArray[np.float32]
    parcels: Parcels
    river: River
    settlement: Settlement
    units: Units


def lay_out(scenario: Scenario) -> Layout:
    """Generate river, parcels, forest, town and roads, and choose the vegetation."""
    river = lay_river(scenario)
    parcels = lay_parcels(scenario)
    settlement = lay_settlement(scenario, river)
    terrain = _terrain(scenario, river)
    crops = _choose_crops(scenario, parcels, river)
    growing = crops[parcels.labels]
    _plant_forest(scenario, growing, parcels, river, settlement, terrain)
    _plant_banks(scenario, growing, river)
    growing[settlement.inside] = variety_index("garden")
    cover = np.array([class_index(variety.cover) for variety in VARIETIES], np.uint8)
    classes = cover[growing]
    classes[river.water >= 0.5] = class_index("water")
    motorway = lay_motorway(scenario, settlement)
    main = np.where(settlement.inside, 0.0, parcels.main_roads).astype(np.float32)
    paved = np.maximum(np.maximum(motorway, main), settlement.streets)
    classes[(np.maximum(motorway, main) >= _ROAD_FROM)] = class_index("road")
    wild = settlement.inside | (classes == class_index("water"))
    # Tree crowns partly cover forest tracks.
    seen = np.where(np.isin(classes, [class_index("deciduous forest"), class_index("evergreen forest")]), 0.45, 1.0)
    tracks = np.where(wild, 0.0, parcels.farm_roads * seen).astype(np.float32)
    units = _number_units(scenario, parcels, growing)
    return Layout(classes, terrain, paved, tracks, parcels, river, settlement, units)


def _terrain(scenario: Scenario, river: River) -> NDArray[np.float32]:
    hills = pattern(stream(scenario.seed, TERRAIN), scenario.shape, scenario.pixels(7000.0, 30.0, 0.6), 3.0, 1.9)
    return standardised(hills + 1.2 * np.minimum(river.height, 3.0))


def _choose_crops(scenario: Scenario, parcels: Parcels, river: River) -> NDArray[np.uint8]:
    """Draw a variety for each parcel: each district has its own preferences, and wet land is mostly grassland."""
    rng = stream(scenario.seed, CROPS)
    names = _FARMED + _GREENLAND
    habits = np.array(_WEIGHTS) * rng.lognormal(0.0, 0.45, (parcels.districts, len(names)))
    district = np.zeros(parcels.count, np.intp)
    district[parcels.labels.ravel()] = parcels.district.ravel()
    weights = habits[district]
    height = unit_means(river.height, parcels.labels, parcels.count)
    wet = np.clip(1.0 - height, 0.0, 1.0)[:, None]
    grassy = np.isin(names, ("meadow", "pasture"))
    weights = weights * np.where(grassy, 1.0 + 5.0 * wet, 1.0 - 0.6 * wet)
    chance = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    pick = (rng.random(parcels.count)[:, None] > chance).sum(axis=1)
    indices = [variety_index(name) for name in names]
    return np.asarray(np.take(indices, np.minimum(pick, len(names) - 1)), dtype=np.uint8)


def _plant_forest(
    scenario: Scenario,
    growing: NDArray[np.uint8],
    parcels: Parcels,
    river: River,
    settlement: Settlement,
    terrain: NDArray[np.float32],
) -> None:
    """Turn high and remote land into forest whose edges partly follow parcels, and add small woods."""
    rng = stream(scenario.seed, FOREST)
    shape = scenario.shape
    wish = pattern(rng, shape, scenario.pixels(5200.0, 24.0, 0.4), 6.0, 1.9) + 0.5 * terrain
    wish -= 2.5 * np.exp(-np.maximum(river.distance, 0) / scenario.pixels(500.0, 4.0, 0.05))
    row, col = np.ogrid[: shape[0], : shape[1]]
    from_town = np.hypot(row - settlement.centre[0], col - settlement.centre[1])
    wish -= 2.5 * np.exp(-from_town / (1.2 * settlement.radius))
    by_parcel = unit_means(wish, parcels.labels, parcels.count)
    by_parcel += 1.1 * (rng.random(parcels.count) < 0.025) * np.abs(rng.normal(2.0, 0.5, parcels.count))
    wish = 0.62 * by_parcel[parcels.labels] + 0.38 * wish + 0.035 * pattern(rng, shape, 12.0, 2.5, 1.3)
    forest = wish > np.quantile(wish, 1.0 - _FOREST_SHARE)
    stand = pattern(rng, shape, scenario.pixels(3200.0, 16.0, 0.3), 4.0, 1.8)
    by_stand = unit_means(stand, parcels.labels, parcels.count) + rng.normal(0.0, 0.35, parcels.count)
    needle = 0.7 * by_stand[parcels.labels] + 0.3 * stand + 0.25 * terrain
    if not forest.any():
        return
    evergreen = needle > np.quantile(needle[forest], 0.5)
    growing[forest & evergreen] = variety_index("spruce and pine")
    growing[forest & ~evergreen] = variety_index("beech and oak")


def _plant_banks(scenario: Scenario, growing: NDArray[np.uint8], river: River) -> None:
    """Add trees along the river in strips of varying width, and bare gravel bars."""
    rng = stream(scenario.seed, FOREST, 1)
    width = scenario.pixels(90.0, 1.2, 0.02)
    ragged = pattern(rng, scenario.shape, 40.0, 2.0, 1.3)
    strip = river.distance < width * np.clip(1.1 + 0.9 * ragged, 0.0, 4.0)
    beside_lake = (river.water > 0.02) & (river.distance > width)
    growing[strip | beside_lake] = variety_index("willow and poplar")
    bars = (river.distance < 1.6) & (pattern(rng, scenario.shape, 30.0, 3.0, 1.3) > 1.15)
    growing[bars] = variety_index("bare ground")


def _number_units(scenario: Scenario, parcels: Parcels, growing: NDArray[np.uint8]) -> Units:
    """Assign each combination of parcel and variety its own number and its own small deviations."""
    keys = parcels.labels.astype(np.int64) * len(VARIETIES) + growing
    present = np.zeros(parcels.count * len(VARIETIES), bool)
    present[keys.ravel()] = True
    numbers = np.cumsum(present, dtype=np.int32) - 1
    variety = (np.flatnonzero(present) % len(VARIETIES)).astype(np.uint8)
    rng = stream(scenario.seed, UNITS)
    count = variety.size
    wild = np.isin(
        variety, [variety_index(name) for name in ("beech and oak", "spruce and pine", "willow and poplar", "garden")]
    )
    delay = rng.normal(0.0, 1.0, count) * np.where(wild, 2.5, 6.0)
    vigour = 1.0 - np.abs(rng.normal(0.0, 1.0, count)) * np.where(wild, 0.02, 0.09)
    brightness = np.exp(rng.normal(0.0, 1.0, count) * np.where(wild, 0.045, 0.06))
    tint = 1.0 + rng.normal(0.0, 1.0, count) * np.where(wild, 0.05, 0.06)
    mown = np.isin(variety, [variety_index("alfalfa"), variety_index("meadow")])
    delay = np.where(mown, rng.uniform(-14.0, 14.0, count), np.clip(delay, -15.0, 15.0))
    parts = (part.astype(np.float32) for part in (delay, np.clip(vigour, 0.6, 1.0), brightness, tint))
    return Units(numbers[keys], variety, *parts)
