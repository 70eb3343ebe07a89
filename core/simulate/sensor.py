"""Sensor models: the fine one adds noise; the coarse one blurs, samples, and applies gain, offset and noise; and a
panchromatic one.
"""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..numerics.psf import axis_weights, blurred, gaussian
from .noise import CALIBRATION, COARSE_NOISE, FINE_NOISE, stream
from .scenario import BANDS, Scenario, check_whole


def blur_to_coarse(image: NDArray[Any], ratio: int, sigma: float = 0.5, radius: float = 1.5) -> NDArray[np.float32]:
    """Apply the point-spread function of a coarse sensor to a fine image.

    A Gaussian, cut off at `radius` to a square, is centred on each coarse pixel. Its weights are normalized over the
    valid fine pixels inside the image, so that neither borders nor gaps darken the result.

    Parameters
    ----------
    image : (..., rows, cols) array
        Fine image; NaN is invalid.
    ratio : int
        Resolution ratio; coarse pixel 0 begins at fine pixel 0.
    sigma, radius : float
        Standard deviation and cut-off of the point-spread function, coarse pixels.

    Returns
    -------
    (..., ceil(rows / ratio), ceil(cols / ratio)) float32 array; NaN where less than half of the weight is valid.

    Raises
    ------
    InputError
        If the image has fewer than two dimensions or no pixel, or a parameter is out of range.
    """
    image = np.asarray(image)
    if image.ndim < 2 or min(image.shape[-2:]) < 1:
        raise InputError(
            "The image has the shape {shape}; the last dimensions must be rows and columns.", shape=image.shape
        )
    check_whole("ratio", ratio, 1)
    for name, value in (("sigma", sigma), ("radius", radius)):
        if not (np.isfinite(value) and value > 0):
            raise InputError("{name} is {value}; enter a number of coarse pixels above 0.", name=name, value=value)
    # Below 0.5 coarse pixel the cut-off could leave a border pixel without any fine pixel.
    if radius < 0.5:
        raise InputError("radius is {radius}; enter at least 0.5 coarse pixel.", radius=radius)
    profile = gaussian(sigma, radius)
    down, across = (axis_weights(profile, ratio, size, range(-(-size // ratio))) for size in image.shape[-2:])
    coarse = np.empty((*image.shape[:-2], down.shape[0], across.shape[0]), np.float32)
    for place in np.ndindex(image.shape[:-2]):
        valid = np.isfinite(image[place])
        coarse[place] = blurred(image[place], valid, down, across, bool(valid.all()))
    return coarse


def observe_fine(scenario: Scenario, truth: NDArray[np.float32], date: datetime.date) -> NDArray[np.float32]:
    """Truth with the noise of the fine sensor; on larger pixels if there is a panchromatic sensor."""
    seen = blur_to_coarse(truth, scenario.pan) if scenario.pan > 1 else truth
    return _with_noise(scenario, seen, date, FINE_NOISE, scenario.fine_noise)


def observe_pan(scenario: Scenario, truth: NDArray[np.float32], date: datetime.date) -> NDArray[np.float32]:
    """Adds the noise of the fine sensor to panchromatic reflectance (rows, cols); returns (1, rows, cols)."""
    rng = stream(scenario.seed, FINE_NOISE, date.toordinal(), len(BANDS))
    noise = np.float32(scenario.fine_noise) * rng.standard_normal(truth.shape, dtype=np.float32)
    return np.clip(truth + noise, 0.0, 1.0)[None]


def observe_coarse(scenario: Scenario, truth: NDArray[np.float32], date: datetime.date) -> NDArray[np.float32]:
    """Truth as observed by the coarse sensor: blurred, sampled, with its own gain, offset and noise."""
    coarse = blur_to_coarse(truth, scenario.ratio)
    for plane, name in zip(coarse, scenario.bands):
        gain, offset = calibration(scenario, name)
        plane *= np.float32(gain)
        plane += np.float32(offset)
    return _with_noise(scenario, coarse, date, COARSE_NOISE, scenario.coarse_noise)


def calibration(scenario: Scenario, name: str) -> tuple[float, float]:
    """Gain and offset (reflectance) of a coarse band relative to the fine one; the same on every date."""
    draw = stream(scenario.seed, CALIBRATION, BANDS.index(name)).uniform(-1.0, 1.0, 2)
    return 1.0 + scenario.gain * float(draw[0]), scenario.offset * float(draw[1])


def _with_noise(
    scenario: Scenario, image: NDArray[np.float32], date: datetime.date, use: int, spread: float
) -> NDArray[np.float32]:
    seen = image.copy()
    for plane, name in zip(seen, scenario.bands):
        rng = stream(scenario.seed, use, date.toordinal(), BANDS.index(name))
        plane += np.float32(spread) * rng.standard_normal(plane.shape, dtype=np.float32)
    return np.clip(seen, 0.0, 1.0, out=seen)
