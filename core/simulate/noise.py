"""Random number streams, and random fields that resemble natural patterns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# One number for each use of random numbers, so that adding a band, a date or a change leaves all other draws unchanged.
(
    TERRAIN,
    RIVER,
    FOREST,
    PARCELS,
    CROPS,
    TOWN,
    ROADS,
    SOIL,
    TEXTURE,
    UNITS,
    WEATHER,
    CHANGE,
    FINE_NOISE,
    COARSE_NOISE,
    CALIBRATION,
) = range(15)


def stream(seed: int, *use: int) -> np.random.Generator:
    """Returns the random generator of one use under a seed."""
    return np.random.default_rng([seed, *use])


def pattern(
    rng: np.random.Generator, shape: tuple[int, int], longest: float, shortest: float = 1.5, slope: float = 1.6
) -> NDArray[np.float32]:
    """Draw an isotropic random field with a power-law spectrum.

    Parameters
    ----------
    rng : Generator
        Random generator.
    shape : (rows, cols)
        Size in pixels.
    longest, shortest : float
        Wavelengths in pixels beyond which the spectrum flattens and falls off.
    slope : float
        Exponent of the amplitude over frequency; natural relief has 1.5 to 2, patchy patterns about 1.

    Returns
    -------
    (rows, cols) float32 array of mean 0 and standard deviation 1.
    """
    from scipy import fft

    # Wrap-around is not visible beyond the size of the image, so a padding of one wavelength is sufficient.
    rows, cols = (fft.next_fast_len(int(side + min(longest, side / 4)), real=True) for side in shape)
    spectrum = fft.rfft2(rng.standard_normal((rows, cols), dtype=np.float32))
    squared = fft.fftfreq(rows)[:, None] ** 2 + fft.rfftfreq(cols)[None, :] ** 2
    amplitude = (squared + 1.0 / longest**2) ** (-slope / 2) * np.exp(-squared * shortest**2)
    amplitude[0, 0] = 0.0
    field = fft.irfft2(spectrum * amplitude.astype(np.float32), s=(rows, cols))[: shape[0], : shape[1]]
    return standardised(field)


def standardised(field: NDArray[Any]) -> NDArray[np.float32]:
    """Shift and scale a field to mean 0 and standard deviation 1, float32."""
    spread = float(field.std(dtype=np.float64))
    centred = field - float(field.mean(dtype=np.float64))
    return np.asarray(centred / (spread or 1.0), dtype=np.float32)


def step(values: NDArray[Any], centre: float, width: float) -> NDArray[np.float32]:
    """Logistic step from 0 to 1 around `centre`, about four widths wide."""
    return np.asarray(1.0 / (1.0 + np.exp(np.clip((centre - values) / width, -40, 40))), dtype=np.float32)


def unit_means(field: NDArray[Any], labels: NDArray[np.int32], count: int) -> NDArray[np.float64]:
    """Mean of a field over each label 0..count-1; 0 for a label that does not occur."""
    flat = labels.ravel()
    sizes = np.bincount(flat, minlength=count)
    sums = np.bincount(flat, weights=field.ravel(), minlength=count)
    return np.asarray(sums / np.maximum(sizes, 1), dtype=np.float64)
