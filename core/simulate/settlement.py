"""Towns, villages and the motorway."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .noise import ROADS, TOWN, pattern, stream
from .parcels import cut, line_share
from .river import River, distance_to_line
from .scenario import Scenario

_TOWN_METRES = 1150.0
_VILLAGE_METRES = 260.0
_MOTORWAY_METRES = 28.0
# Roof kinds, rows of spectra.ROOF
TILE, CONCRETE, BRIGHT = range(3)


@dataclass(frozen=True)
class Settlement:
    """Built-up land.

    Attributes
    ----------
    inside : (rows, cols) bool array
        Town or village.
    roofs : (rows, cols) float32 array
        Fraction of the pixel under roofs and paving.
    kind : (rows, cols) uint8 array
        Kind of roof: `TILE`, `CONCRETE` or `BRIGHT`.
    streets : (rows, cols) float32 array
        Fraction of the pixel under streets.
    centre : (float, float)
        Row and column of the main town.
    radius : float
        Radius of the main town, pixels.
    """

    inside: NDArray[np.bool_]
    roofs: NDArray[np.float32]
    kind: NDArray[np.uint8]
    streets: NDArray[np.float32]
    centre: tuple[float, float]
    radius: float


def lay_settlement(scenario: Scenario, river: River) -> Settlement:
    """Place a town near the river and villages around it, and fill them with blocks and streets."""
    rng = stream(scenario.seed, TOWN)
    radius = scenario.pixels(_TOWN_METRES, 5.0, 0.085)
    village = scenario.pixels(_VILLAGE_METRES, 2.2, 0.03)
    extra = scenario.rows * scenario.cols / (14 * radius) ** 2
    radii = [radius] + [radius * 0.6] * int(extra / 1.5) + [village] * max(2, int(4 * extra))
    centres: list[tuple[float, float]] = []
    density = np.full(scenario.shape, -9.0, np.float32)
    ragged = pattern(rng, scenario.shape, radius, 1.5, 1.3)
    row, col = np.ogrid[: scenario.rows, : scenario.cols]
    for size in radii:
        centres.append(_site(rng, scenario, river, centres, radius, size))
        stretch, turn = rng.uniform(0.75, 1.3), rng.uniform(0, np.pi)
        dr, dc = row - centres[-1][0], col - centres[-1][1]
        a, b = np.cos(turn) * dr + np.sin(turn) * dc, np.cos(turn) * dc - np.sin(turn) * dr
        density = np.maximum(density, (1.0 - np.hypot(a * stretch, b / stretch) / size).astype(np.float32))
    inside = (density + 0.22 * ragged > 0.0) & (river.distance > 1.0)
    return _build(rng, scenario, inside, np.clip(density, 0.0, 1.0), centres[0], radius)


def _site(
    rng: np.random.Generator,
    scenario: Scenario,
    river: River,
    taken: list[tuple[float, float]],
    radius: float,
    size: float,
) -> tuple[float, float]:
    """Choose the best of some random positions: above floods, the main town near the river, villages apart."""
    places = rng.uniform(0.1, 0.9, (60, 2)) * scenario.shape
    away = river.distance[places[:, 0].astype(int), places[:, 1].astype(int)]
    wanted = 1.1 * radius if not taken else 3.5 * radius
    score = -np.abs(away - wanted) / radius - 4.0 * (away < size)
    score -= np.hypot(*((places / scenario.shape - 0.5) * 2.0).T) if not taken else 0.0
    for other in taken:
        score -= 6.0 * np.exp(-np.hypot(*(places - other).T) / (2.2 * radius))
    best = places[int(np.argmax(score))]
    return float(best[0]), float(best[1])


def _build(
    rng: np.random.Generator,
    scenario: Scenario,
    inside: NDArray[np.bool_],
    density: NDArray[np.float32],
    centre: tuple[float, float],
    radius: float,
) -> Settlement:
    roofs, streets = np.zeros(scenario.shape, np.float32), np.zeros(scenario.shape, np.float32)
    kind = np.zeros(scenario.shape, np.uint8)
    r, c = np.nonzero(inside)
    # Industry is in one sector at the edge of the town, on larger lots than housing.
    bearing = rng.uniform(0, 2 * np.pi)
    toward = (r - centre[0]) * np.sin(bearing) + (c - centre[1]) * np.cos(bearing)
    works = (toward > 0.45 * radius) & (np.hypot(r - centre[0], c - centre[1]) < 1.6 * radius)
    for chosen, area in ((works, 40.0), (~works, 13.0)):
        if not chosen.any():
            continue
        rows, cols = r[chosen], c[chosen]
        share, roof, street = build_blocks(rng, rows, cols, area, density[rows, cols], works=area > 20)
        roofs[rows, cols], kind[rows, cols], streets[rows, cols] = share, roof, street
    return Settlement(inside, roofs, kind, streets, centre, radius)


def build_blocks(
    rng: np.random.Generator,
    rows: NDArray[np.intp],
    cols: NDArray[np.intp],
    area: float,
    density: NDArray[np.float32],
    *,
    works: bool,
) -> tuple[NDArray[np.float32], NDArray[np.uint8], NDArray[np.float32]]:
    """Fill pixels with building blocks.

    Parameters
    ----------
    rng : Generator
        Random generator.
    rows, cols : (n,) int arrays
        The pixels.
    area : float
        Typical block size, pixels.
    density : (n,) float32 array
        From 0 at the edge of the town to 1 in its centre.
    works : bool
        Industrial halls instead of housing.

    Returns
    -------
    Fraction under roofs, kind of roof, and fraction under streets, (n,) each.
    """
    turn = rng.uniform(0, np.pi)
    u = (np.cos(turn) * cols + np.sin(turn) * rows).astype(np.float32)
    v = (np.cos(turn) * rows - np.sin(turn) * cols).astype(np.float32)
    blocks = cut(rng, u, v, area, tilt=0.05, narrowest=2.0, ways=((12 * area, 0.5), (0, 0.3)))
    if works:
        share = rng.choice([0.0, 0.35, 0.6, 0.85], blocks.count, p=[0.15, 0.25, 0.35, 0.25])
        roof = rng.choice([CONCRETE, BRIGHT], blocks.count, p=[0.72, 0.28])
    else:
        share = rng.uniform(0.2, 0.5, blocks.count) * (rng.random(blocks.count) > 0.08)
        roof = rng.choice([TILE, CONCRETE, BRIGHT], blocks.count, p=[0.65, 0.33, 0.02])
    packed = share[blocks.labels] * (1.0 if works else 0.75 + 0.9 * density)
    speckle = rng.normal(0.0, 0.10, rows.size)
    covered = np.clip(packed + speckle * (packed > 0), 0.0, 0.97)
    return covered.astype(np.float32), roof.astype(np.uint8)[blocks.labels], blocks.ways


def lay_motorway(scenario: Scenario, settlement: Settlement) -> NDArray[np.float32]:
    """Fraction of each pixel under a curved motorway that passes the main town."""
    rng = stream(scenario.seed, ROADS)
    rows, cols = scenario.shape
    middle = np.array(settlement.centre)
    turn = rng.uniform(0, np.pi)
    heading = np.array([np.sin(turn), np.cos(turn)])
    aside = np.array([-heading[1], heading[0]]) * settlement.radius * 1.25 * rng.choice([-1.0, 1.0])
    reach = float(np.hypot(rows, cols))
    t = np.arange(-reach, reach, 0.3)
    curve = 0.10 * reach * (np.sin(2 * np.pi * t / reach + rng.uniform(0, 6.28)))
    curve -= np.interp(0.0, t, curve)
    line = middle + aside + t[:, None] * heading + curve[:, None] * np.array([-heading[1], heading[0]])
    distance, _ = distance_to_line(line, scenario.shape)
    return line_share(distance.astype(np.float32), scenario.pixels(_MOTORWAY_METRES, 0.8, 1.0))
