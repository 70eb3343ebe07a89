"""A meandering river with oxbow lakes, and the height of the land above it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .noise import RIVER, pattern, step, stream
from .scenario import Scenario

_WIDTH_METRES = 115.0
_MEANDER_METRES = 2600.0
_VALLEY_METRES = 1500.0
_SPACING = 0.3  # pixels between points of the centre line


@dataclass(frozen=True)
class River:
    """Water at normal level, and the shape of the valley.

    Attributes
    ----------
    water : (rows, cols) float32 array
        Fraction of the pixel under water.
    distance : (rows, cols) float32 array
        Distance from the bank, pixels; negative in the river.
    height : (rows, cols) float32 array
        Relative height above the river, 0 at the bank, about 1 at the edge of the flood plain.
    """

    water: NDArray[np.float32]
    distance: NDArray[np.float32]
    height: NDArray[np.float32]


def lay_river(scenario: Scenario) -> River:
    """Generate a river from one side of the scene to the opposite one."""
    rng = stream(scenario.seed, RIVER)
    path = _centre_line(rng, scenario)
    half = scenario.pixels(_WIDTH_METRES, 1.8, 0.03) / 2
    rhythm = rng.uniform(0, 2 * np.pi, 3)
    along = np.arange(len(path)) * _SPACING
    widening = sum(np.sin(along / (9.0 * half * (k + 1)) + rhythm[k]) for k in range(3)) * 0.12
    distance, nearest = distance_to_line(path, scenario.shape)
    bank = distance - half * (1.0 + widening[nearest])
    water = np.clip(0.5 - bank, 0.0, 1.0)
    for lake in _cut_off_loops(rng, path, half, scenario):
        water = np.maximum(water, np.clip(0.5 + 0.75 * half - distance_to_line(lake, scenario.shape)[0], 0.0, 1.0))
    return River(water.astype(np.float32), bank.astype(np.float32), _height(rng, scenario, bank))


def _height(rng: np.random.Generator, scenario: Scenario, bank: NDArray[np.float64]) -> NDArray[np.float32]:
    """Height rising from the bank to the valley side, with hollows and ridges that shape a flood."""
    valley = scenario.pixels(_VALLEY_METRES, 8.0, 0.13)
    relief = pattern(rng, scenario.shape, 2.0 * valley, 5.0, 1.8)
    rise = np.maximum(bank, 0.0) / valley
    # Relief vanishes at the bank, so that floods spread from the river outwards, not from scattered pits.
    return np.asarray(rise + 0.28 * relief * np.minimum(rise * 3.0, 1.0), dtype=np.float32)


def _centre_line(rng: np.random.Generator, scenario: Scenario) -> NDArray[np.float64]:
    """Sine-generated curve (Langbein and Leopold 1966) between two opposite sides, points as (row, col)."""
    downward = bool(rng.random() < 0.5)
    breadth, length = scenario.shape[::-1] if downward else scenario.shape
    wave = scenario.pixels(_MEANDER_METRES, 14.0, 0.35)
    start, end = rng.uniform(0.25, 0.75, 2) * breadth
    # The curve begins and ends outside the scene, so that its straight ends are not visible.
    run = np.hypot(1.5 * length, end - start)
    s = np.arange(0.0, 1.5 * run, _SPACING)
    phase = 2 * np.pi * s / (1.45 * wave) + 1.3 * _slow_waves(rng, s, 3.0 * wave)
    swing = np.clip(1.1 + 0.3 * _slow_waves(rng, s, 4.0 * wave), 0.6, 1.4)
    heading = swing * np.sin(phase) + 0.22 * _slow_waves(rng, s, 6.0 * wave)
    # The sinuosity is not known in advance: the curve is rotated and scaled to the wanted chord; the spacing may change
    # by half.
    x, y = np.cumsum(np.cos(heading)), np.cumsum(np.sin(heading))
    chord = complex(x[-1] - x[0], y[-1] - y[0])
    wanted = complex(1.5 * length, 1.5 * (end - start))
    line = (x - x[0] + 1j * (y - y[0])) * (wanted / chord) + complex(-0.25 * length, start - 0.25 * (end - start))
    return np.stack([line.real, line.imag] if downward else [line.imag, line.real], axis=1)


def _slow_waves(rng: np.random.Generator, s: NDArray[np.float64], longest: float) -> NDArray[np.float64]:
    """Smooth random function of the distance along the river, standard deviation about 1."""
    waves = [np.sin(2 * np.pi * s / (longest * rng.uniform(0.7, 1.6)) + rng.uniform(0, 2 * np.pi)) for _ in range(4)]
    return np.asarray(sum(waves) / np.sqrt(2.0))


def distance_to_line(path: NDArray[np.float64], shape: tuple[int, int]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Distance of each pixel from a dense line of points (row, col), and the index of the nearest point."""
    from scipy import ndimage

    inside = np.all((path > -0.5) & (path < np.array(shape) - 0.5), axis=1)
    known = np.flatnonzero(inside)
    if known.size == 0:
        return np.full(shape, 1e6), np.zeros(shape, np.intp)
    cells = np.rint(path[known]).astype(np.intp)
    owner = np.full(shape, -1, np.intp)
    owner[cells[:, 0], cells[:, 1]] = known
    near_row, near_col = ndimage.distance_transform_edt(owner < 0, return_distances=False, return_indices=True)
    nearest = owner[near_row, near_col]
    # The transform uses whole pixels; the distance to the point itself keeps the banks smooth.
    row, col = np.ogrid[: shape[0], : shape[1]]
    distance = np.hypot(row - path[nearest, 0], col - path[nearest, 1])
    return distance, nearest


def _cut_off_loops(
    rng: np.random.Generator, path: NDArray[np.float64], half: float, scenario: Scenario
) -> list[NDArray[np.float64]]:
    """Returns oxbow lakes: bends of a former course beside the present one."""
    reach = int(scenario.pixels(_MEANDER_METRES, 14.0, 0.35) * 0.18 / _SPACING)
    inside = np.flatnonzero(np.all((path > 0) & (path < np.array(scenario.shape)), axis=1))
    inside = inside[(inside > 2 * reach) & (inside < len(path) - 2 * reach)]
    if inside.size == 0:
        return []
    chord_middle = 0.5 * (path[inside - 2 * reach] + path[inside + 2 * reach])
    bulge = np.hypot(*(path[inside] - chord_middle).T)
    lakes = []
    for _ in range(3):
        at = int(np.argmax(bulge))
        if bulge[at] < 3 * half:
            break
        middle = inside[at]
        outward = (path[middle] - chord_middle[at]) / bulge[at]
        bend = path[middle - reach : middle + reach + 1] - path[middle]
        turn = rng.choice([-1.0, 1.0]) * rng.uniform(0.35, 0.8)
        turned = bend @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        lakes.append(turned + path[middle] + outward * half * rng.uniform(6.0, 11.0))
        bulge[np.abs(inside - middle) < 6 * reach] = 0.0
    return lakes


def flooded_share(height: NDArray[np.float32], level: float) -> NDArray[np.float32]:
    """Returns the fraction of each pixel under water for a relative height of the river."""
    return step(-height, -level, 0.012)
