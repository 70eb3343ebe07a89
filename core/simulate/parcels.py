"""Generation of parcels by repeated division of land along nearly straight lines, similar to real field patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .noise import PARCELS, pattern, stream
from .scenario import Scenario

_DISTRICT_METRES = 4200.0
_MAIN_ROAD, _FARM_ROAD = 0.42, 0.22  # width in fine pixels of 30 m, including verges


@dataclass(frozen=True)
class Cutting:
    """A set of pixels divided into pieces; every array has one value for each given pixel.

    Attributes
    ----------
    labels : (n,) int32 array
        Piece of each pixel, 0..count-1.
    count : int
        Number of pieces.
    ways : (n,) float32 array
        Fraction of the pixel covered by a road between pieces.
    across : (n,) float32 array
        Coordinate across the long side of the piece, pixels; tillage rows are lines of constant value.
    """

    labels: NDArray[np.int32]
    count: int
    ways: NDArray[np.float32]
    across: NDArray[np.float32]


@dataclass(frozen=True)
class Parcels:
    """The farm parcels of a scene.

    Attributes
    ----------
    labels, district : (rows, cols) int32 arrays
        Parcel and district of each pixel, counted from 0.
    count, districts : int
        Number of parcels and of districts.
    main_roads, farm_roads : (rows, cols) float32 arrays
        Fraction of each pixel under road.
    across : (rows, cols) float32 array
        Coordinate across the tillage rows, pixels.
    """

    labels: NDArray[np.int32]
    count: int
    district: NDArray[np.int32]
    districts: int
    main_roads: NDArray[np.float32]
    farm_roads: NDArray[np.float32]
    across: NDArray[np.float32]


def line_share(distance: NDArray[np.float32], width: float) -> NDArray[np.float32]:
    """Fraction of a pixel under a straight strip of `width` pixels whose centre line is `distance` pixels away."""
    return np.clip(0.5 + width / 2 - np.abs(distance), 0.0, min(width, 1.0)).astype(np.float32)


def cut(
    rng: np.random.Generator,
    u: NDArray[np.float32],
    v: NDArray[np.float32],
    area: float,
    *,
    tilt: float = 0.03,
    strips: float = 0.15,
    narrowest: float = 4.0,
    ways: Sequence[tuple[float, float]] = (),
) -> Cutting:
    """Divide a set of pixels repeatedly along its own axes until the pieces have about the given area.

    Parameters
    ----------
    rng : Generator
        Random generator.
    u, v : (n,) float32 arrays
        Coordinates of the pixels along the two directions of cutting, in pixels.
    area : float
        Typical area of a piece, pixels; areas vary by a factor of two and more.
    tilt : float
        Standard deviation of the slope of a cut relative to the axes.
    strips : float
        Probability that a long piece is divided lengthwise again.
    narrowest : float
        Minimum width of a piece, pixels.
    ways : sequence of (least area, width)
        Roads along cuts of pieces of at least that area, pixels; the first match is used.
    """
    labels = np.zeros(u.size, np.int32)
    shares = np.zeros(u.size, np.float32)
    across = np.zeros(u.size, np.float32)
    pending = [(np.arange(u.size), u, v)]
    count = 0
    while pending:
        index, pu, pv = pending.pop()
        sides = float(np.ptp(pu)), float(np.ptp(pv))
        halves = None
        enough = area * min(rng.lognormal(0.28, 0.4), 3.0)
        if index.size > enough:
            halves = _halve(rng, pu, pv, sides, tilt, strips, narrowest)
        if halves is None:
            labels[index] = count
            across[index] = pv if sides[0] >= sides[1] else pu
            count += 1
            continue
        first, distance = halves
        width = next((wide for least, wide in ways if index.size >= least), 0.0)
        if width:
            shares[index] = np.maximum(shares[index], line_share(distance, width))
        pending += [(index[side], pu[side], pv[side]) for side in (first, ~first)]
    return Cutting(labels, count, shares, across)


def _halve(
    rng: np.random.Generator,
    u: NDArray[np.float32],
    v: NDArray[np.float32],
    sides: tuple[float, float],
    tilt: float,
    strips: float,
    narrowest: float,
) -> tuple[NDArray[np.bool_], NDArray[np.float32]] | None:
    """Choose a cut: returns the pixels on its first side and each pixel's distance from it, or None if not possible."""
    along_u = sides[0] >= sides[1]
    elongation = max(sides) / max(min(sides), 1.0)
    if elongation < 1.25 or (elongation < 2.5 and rng.random() < strips):
        along_u = bool(rng.random() < 0.5)
    length = sides[0] if along_u else sides[1]
    if length < 2 * narrowest:
        along_u, length = sides[0] >= sides[1], max(sides)
    if length < 2 * narrowest:
        return None
    main, other = (u, v) if along_u else (v, u)
    slanted = main + np.float32(rng.normal(0.0, tilt)) * (other - other.mean())
    low, high = float(slanted.min()), float(slanted.max())
    margin = max(0.34, narrowest / length)
    distance = slanted - np.float32(low + (high - low) * rng.uniform(margin, 1 - margin))
    first = distance < 0
    if not first.any() or first.all():
        return None
    return first, distance


def lay_parcels(scenario: Scenario) -> Parcels:
    """Divide the scene into districts, each with its own direction and parcel size, and these into parcels."""
    rng = stream(scenario.seed, PARCELS)
    x, y = _warped_coordinates(rng, scenario)
    total = x.size
    side = scenario.pixels(_DISTRICT_METRES, 20.0, 0.5)
    turn = rng.uniform(0, np.pi)
    u, v = _rotated(x, y, turn)
    outer = cut(rng, u, v, side**2, tilt=0.3, strips=0.0, narrowest=side / 3, ways=((0, _MAIN_ROAD),))
    labels, across, roads = np.zeros(total, np.int32), np.zeros(total, np.float32), np.zeros(total, np.float32)
    typical = min(max(scenario.field_area * 1e4 / scenario.pixel**2, 24.0), total / 45)
    count = 0
    order = np.argsort(outer.labels, kind="stable")
    for index in np.split(order, np.cumsum(np.bincount(outer.labels))[:-1]):
        turn += rng.normal(0.0, 0.6)
        area = typical * rng.lognormal(0.0, 0.35)
        inner = cut(
            rng,
            *_rotated(x[index], y[index], turn),
            area,
            strips=rng.uniform(0.05, 0.5),
            narrowest=max(3.0, 0.3 * np.sqrt(area)),
            ways=((9 * area, _FARM_ROAD),),
        )
        labels[index] = inner.labels + count
        roads[index], across[index] = inner.ways, inner.across
        count += inner.count
    shape = scenario.shape
    return Parcels(
        labels.reshape(shape),
        count,
        outer.labels.reshape(shape),
        outer.count,
        outer.ways.reshape(shape),
        roads.reshape(shape),
        across.reshape(shape),
    )


def _warped_coordinates(
    rng: np.random.Generator, scenario: Scenario
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Returns slightly warped pixel coordinates, so that roads and field edges are not perfectly straight."""
    longest = scenario.pixels(6000.0, 40.0, 0.8)
    bend = 0.022 * longest
    y, x = np.meshgrid(np.arange(scenario.rows), np.arange(scenario.cols), indexing="ij")
    bent_x = x + bend * pattern(rng, scenario.shape, longest, longest / 5, 2.0)
    bent_y = y + bend * pattern(rng, scenario.shape, longest, longest / 5, 2.0)
    return bent_x.astype(np.float32).ravel(), bent_y.astype(np.float32).ravel()


def _rotated(
    x: NDArray[np.float32], y: NDArray[np.float32], angle: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    cosine, sine = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    return cosine * x + sine * y, cosine * y - sine * x
