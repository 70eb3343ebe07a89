"""Green and dry cover of each kind of vegetation by day of the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Variety:
    """One kind of vegetation; days are days of the year, covers are fractions of the ground.

    Attributes
    ----------
    name : str
        Name of the vegetation.
    cover : str
        Land-cover class, one of `CLASS_NAMES`.
    before, peak, after : float
        Green cover before the season, at its peak, and after it.
    up, up_days, down, down_days : float
        Midpoint and time scale of green-up and of senescence.
    harvest : float
        Day of harvest, 0 for none.
    dry : float
        Cover of dry matter, standing or lying, after senescence.
    first_cut, interval, cuts : float
        Mowing: first day, days between cuts, number of cuts.
    """

    name: str
    cover: str
    before: float
    peak: float
    after: float
    up: float
    up_days: float
    down: float
    down_days: float
    harvest: float = 0.0
    dry: float = 0.0
    first_cut: float = 0.0
    interval: float = 1.0
    cuts: float = 0.0


# Central European calendar: winter crops, sown in autumn, are tall by May; summer crops cover the soil in late June.
VARIETIES = (
    Variety("bare ground", "bare soil", 0.02, 0.06, 0.03, 130, 15, 280, 20),
    Variety("winter wheat", "winter crop", 0.28, 0.94, 0.06, 98, 11, 181, 7, 206, 0.80),
    Variety("winter barley", "winter crop", 0.30, 0.91, 0.06, 90, 10, 161, 6, 185, 0.80),
    Variety("winter rapeseed", "winter crop", 0.35, 0.92, 0.08, 85, 10, 174, 9, 200, 0.65),
    Variety("maize", "summer crop", 0.02, 0.95, 0.03, 166, 7, 258, 9, 277, 0.65),
    Variety("sugar beet", "summer crop", 0.02, 0.96, 0.10, 157, 8, 300, 14, 305, 0.10),
    Variety("sunflower", "summer crop", 0.02, 0.88, 0.04, 162, 8, 234, 8, 260, 0.75),
    Variety("alfalfa", "alfalfa", 0.28, 0.95, 0.30, 90, 10, 300, 12, 0, 0.10, 138, 35, 4),
    Variety("meadow", "grassland", 0.42, 0.86, 0.45, 90, 12, 300, 16, 0, 0.25, 152, 62, 2),
    Variety("pasture", "grassland", 0.40, 0.76, 0.44, 92, 14, 205, 24, 0, 0.40),
    Variety("fallow", "fallow", 0.04, 0.26, 0.14, 142, 20, 250, 20, 0, 0.12),
    Variety("beech and oak", "deciduous forest", 0.10, 0.95, 0.10, 118, 5, 296, 8, 0, 0.60),
    Variety("spruce and pine", "evergreen forest", 0.90, 0.94, 0.90, 130, 16, 285, 20, 0, 0.30),
    Variety("willow and poplar", "riparian", 0.25, 0.88, 0.25, 106, 7, 298, 9, 0, 0.40),
    Variety("garden", "built-up", 0.34, 0.70, 0.38, 97, 12, 290, 16, 0, 0.25),
    Variety("regrowth", "bare soil", 0.05, 0.30, 0.10, 150, 18, 270, 20, 0, 0.30),
)
_INDEX = {variety.name: index for index, variety in enumerate(VARIETIES)}
_FLOWERING = (127.0, 8.0)  # midpoint and time scale, in days, of the flowering of rapeseed


def variety_index(name: str) -> int:
    """Returns the index of a variety in `VARIETIES`."""
    return _INDEX[name]


@dataclass(frozen=True)
class Cover:
    """Fractions of the ground of each unit, (n,) float32 arrays: green leaves, dry matter, and flowers in the green."""

    green: NDArray[np.float32]
    dry: NDArray[np.float32]
    flower: NDArray[np.float32]


def cover_on(day: float, variety: NDArray[np.uint8], delay: NDArray[np.float32]) -> Cover:
    """Returns the cover of units of land on one day of the year.

    Parameters
    ----------
    day : float
        Day of the year.
    variety : (n,) uint8 array
        Index into `VARIETIES`.
    delay : (n,) float32 array
        Delay of a unit in days relative to its variety's calendar.
    """
    own = day - delay.astype(np.float64)
    green, dry = np.zeros(own.shape), np.zeros(own.shape)
    for index in np.unique(variety):
        units = variety == index
        green[units], dry[units] = _variety_cover(VARIETIES[index], own[units])
    middle, width = _FLOWERING
    flower = np.where(variety == variety_index("winter rapeseed"), 0.75 * np.exp(-(((own - middle) / width) ** 2)), 0.0)
    return Cover(green.astype(np.float32), dry.astype(np.float32), flower.astype(np.float32))


def _variety_cover(variety: Variety, day: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    green = double_logistic(variety, day)
    if variety.cuts:
        green = green * _mowing(variety, day)
    if variety.cover in ("deciduous forest", "evergreen forest", "riparian", "grassland", "built-up"):
        return green, variety.dry * (1.0 - green)
    ripe = _logistic(day, variety.down, variety.down_days)
    dry = variety.dry * ripe * (1.0 - green)
    if variety.harvest:
        since = day - variety.harvest
        # Stubble and straw decompose within some weeks, and volunteer plants emerge.
        dry = np.where(since > 0, 0.55 * variety.dry * np.exp(-np.maximum(since, 0) / 45.0), dry)
        green = np.where(since > 0, np.minimum(green, variety.after), green)
    if variety.cover == "winter crop":
        green = np.maximum(green, variety.before * _logistic(day, 292.0, 7.0))
    return green, dry


def double_logistic(variety: Variety, day: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the green cover of a season with one rise and one fall."""
    rise = (variety.peak - variety.before) * _logistic(day, variety.up, variety.up_days)
    fall = (variety.peak - variety.after) * _logistic(day, variety.down, variety.down_days)
    return variety.before + rise - fall


def _mowing(variety: Variety, day: NDArray[np.float64]) -> NDArray[np.float64]:
    """Factor on the green cover: reduced at each cut, recovered within two to four weeks."""
    passed = np.floor((day - variety.first_cut) / variety.interval)
    last = np.clip(passed, 0, variety.cuts - 1)
    since = day - variety.first_cut - last * variety.interval
    recovery = 0.28 * variety.interval
    return np.where(since >= 0, 1.0 - 0.72 * np.exp(-np.maximum(since, 0.0) / recovery), 1.0)


def _logistic(day: NDArray[np.float64], middle: float, scale: float) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(np.clip((middle - day) / scale, -50, 50))))
