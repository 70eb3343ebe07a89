"""Input and output of the simulator."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

BANDS = ("blue", "green", "red", "nir", "swir1", "swir2")
CHANGES = ("none", "flood", "clearcut", "town")
CLASS_NAMES = (
    "water",
    "riparian",
    "deciduous forest",
    "evergreen forest",
    "grassland",
    "winter crop",
    "summer crop",
    "alfalfa",
    "fallow",
    "bare soil",
    "built-up",
    "road",
)
SMALLEST_SIDE = 16


@dataclass(frozen=True)
class Scenario:
    """A landscape, the dates of observation, and the two sensors.

    Attributes
    ----------
    rows, cols : int
        Size of the truth in its pixels, at least 16 each; need not be multiples of `ratio`.
    ratio : int
        Resolution ratio: pixels of the truth along a coarse pixel.
    bands : tuple of str
        Names from `BANDS`, in output order. A band does not depend on the other bands.
    dates : tuple of datetime.date
        Ascending dates of observation. Vegetation depends only on the day of the year.
    seed : int
        Not negative; the same seed and scenario give identical bytes.
    change : {"flood", "clearcut", "town", "none"}
        Land-cover change between the first and the second date.
    pixel : float
        Pixel size of the truth in metres; it scales fields, river and town.
    field_area : float
        Typical parcel area in hectares.
    fine_noise, coarse_noise : float
        Standard deviation of the sensor noise, reflectance.
    gain : float
        Maximum deviation of a coarse band's gain from 1.
    offset : float
        Maximum absolute offset of a coarse band, reflectance.
    pan : int
        Pixels of the truth along a pixel of the fine sensor; a panchromatic sensor with the pixels of the truth is then
        added. 0 for a fine sensor with the pixels of the truth and no panchromatic sensor.
    """

    rows: int = 480
    cols: int = 480
    ratio: int = 16
    bands: tuple[str, ...] = ("green", "red", "nir", "swir1")
    dates: tuple[datetime.date, ...] = (
        datetime.date(2024, 5, 4),
        datetime.date(2024, 6, 21),
        datetime.date(2024, 8, 8),
    )
    seed: int = 7
    change: str = "flood"
    pixel: float = 30.0
    field_area: float = 12.0
    fine_noise: float = 0.002
    coarse_noise: float = 0.0015
    gain: float = 0.04
    offset: float = 0.004
    pan: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the truth."""
        return self.rows, self.cols

    def pixels(self, metres: float, least: float, share: float) -> float:
        """Converts a length on the ground to pixels of the truth.

        Parameters
        ----------
        metres : float
            Real length of the feature.
        least : float
            Minimum length in pixels at which the feature can be drawn.
        share : float
            Maximum fraction of the shorter image side, so that small images contain whole features too.
        """
        return max(least, min(metres / self.pixel, share * min(self.rows, self.cols)))


@dataclass(frozen=True)
class Observation:
    """Observations of one date: the truth and the sensor images, reflectance, float32.

    Attributes
    ----------
    date : datetime.date
        Date of all images.
    truth : (bands, rows, cols) array
        Noise-free fine image.
    fine : (bands, rows, cols) array, or (bands, ceil(rows / pan), ceil(cols / pan))
        Truth with the noise of the fine sensor; with a panchromatic sensor, on larger pixels of its own.
    coarse : (bands, ceil(rows / ratio), ceil(cols / ratio)) array
        Truth with the point-spread function, gain, offset and noise of the coarse sensor.
    pan : (1, rows, cols) array or None
        Image of the panchromatic sensor, if there is one.
    """

    date: datetime.date
    truth: NDArray[np.float32]
    fine: NDArray[np.float32]
    coarse: NDArray[np.float32]
    pan: NDArray[np.float32] | None = None


@dataclass(frozen=True)
class Simulation:
    """All observations of a scenario, and its land cover.

    Attributes
    ----------
    scenario : Scenario
        The simulated scenario.
    observations : tuple of Observation
        One for each date, in the order of the dates.
    classes : (rows, cols) uint8 array
        Land cover at the first date, an index into `class_names`.
    class_names : tuple of str
        Names of the classes.
    changed : (rows, cols) bool array
        Whether the land cover at the second date differs from the first.
    fields : (rows, cols) int32 array
        Numbers from 1 on the fields of the first date, 0 elsewhere.
    """

    scenario: Scenario
    observations: tuple[Observation, ...]
    classes: NDArray[np.uint8]
    class_names: tuple[str, ...]
    changed: NDArray[np.bool_]
    fields: NDArray[np.int32]


def check_scenario(scenario: Scenario) -> None:
    """Raise `InputError` for a scenario that cannot be simulated."""
    for name in ("rows", "cols"):
        check_whole(name, getattr(scenario, name), SMALLEST_SIDE)
    check_whole("ratio", scenario.ratio, 1)
    check_whole("seed", scenario.seed, 0)
    check_whole("pan", scenario.pan, 0)
    _check_bands(scenario.bands)
    _check_dates(scenario.dates)
    if scenario.change not in CHANGES:
        raise InputError(
            "The change {change!r} is unknown; choose one of {choices}.",
            change=scenario.change,
            choices=", ".join(CHANGES),
        )
    for name in ("pixel", "field_area"):
        value = getattr(scenario, name)
        if not (math.isfinite(value) and value > 0):
            raise InputError("{name} is {value}; enter a number above 0.", name=name, value=value)
    for name in ("fine_noise", "coarse_noise", "gain", "offset"):
        value = getattr(scenario, name)
        if not 0 <= value < 1:
            raise InputError("{name} is {value}; enter a number from 0 to below 1.", name=name, value=value)


def check_whole(name: str, value: object, least: int) -> None:
    """Raise `InputError` unless `value` is a whole number of at least `least`."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or value < least:  # type: ignore[operator]
        raise InputError(
            "{name} is {value!r}; enter an integer of at least {least}.", name=name, value=value, least=least
        )


def _check_bands(bands: tuple[str, ...]) -> None:
    unknown = [name for name in bands if name not in BANDS]
    if unknown:
        raise InputError(
            "The band {unknown!r} is unknown; choose from {choices}.", unknown=unknown[0], choices=", ".join(BANDS)
        )
    if not bands or len(set(bands)) < len(bands):
        raise InputError("The bands are {list}; enter at least one, each only once.", list=list(bands))


def _check_dates(dates: tuple[datetime.date, ...]) -> None:
    if not dates:
        raise InputError("There is no date; enter at least one date to simulate.")
    if any(later <= earlier for earlier, later in zip(dates, dates[1:])):
        listed = ", ".join(str(day) for day in dates)
        raise InputError("The dates are {listed}; enter them in ascending order, each only once.", listed=listed)
