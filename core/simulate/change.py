"""Land-cover change between the first and the second date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .layout import Layout, class_index
from .noise import CHANGE, stream, unit_means
from .phenology import variety_index
from .river import flooded_share
from .scenario import Scenario
from .settlement import build_blocks
from .spectra import Surface

# Default and maximum fraction of the scene, and coarse pixels that a change should fill to be visible to the coarse
# sensor.
_SIZE = {"flood": (0.10, 0.16, 16.0), "clearcut": (0.016, 0.06, 8.0), "town": (0.016, 0.06, 8.0)}
_LARGEST_SITE = 3e5  # scene size in pixels beyond which a clear-cut or a building site no longer grows with the scene
_DRAINING_DAYS = 22.0


@dataclass(frozen=True)
class Event:
    """Type and location of the change.

    Attributes
    ----------
    kind : str
        As in `Scenario.change`.
    changed : (rows, cols) bool array
        Pixels whose land cover is different at the second date.
    level : float
        Height of the flood, in units of `River.height`.
    """

    kind: str
    changed: NDArray[np.bool_]
    level: float = 0.0


def plan_change(scenario: Scenario, layout: Layout) -> Event:
    """Choose the location of the change of a scenario."""
    nothing = np.zeros(scenario.shape, bool)
    if scenario.change == "none" or len(scenario.dates) < 2:
        return Event("none", nothing)
    usual, most, coarse_pixels = _SIZE[scenario.change]
    total = scenario.rows * scenario.cols
    if scenario.change != "flood":
        usual *= min(1.0, _LARGEST_SITE / total)
    area = min(max(usual * total, coarse_pixels * scenario.ratio**2), most * total)
    if scenario.change == "flood":
        return _plan_flood(layout, area)
    rng = stream(scenario.seed, CHANGE)
    if scenario.change == "clearcut":
        return Event("clearcut", _choose_forest(rng, layout, area))
    return Event("town", _choose_building_land(rng, layout, area))


def _plan_flood(layout: Layout, area: float) -> Event:
    land = (layout.river.water < 0.5) & (layout.paved < 0.4)
    level = float(np.quantile(layout.river.height[land], min(0.9, area / max(1, int(land.sum())))))
    flooded = flooded_share(layout.river.height, level) * _open_to_water(layout)
    return Event("flood", land & (flooded >= 0.35), level)


def _open_to_water(layout: Layout) -> NDArray[np.float32]:
    """Visible fraction of water on flooded ground: trees and houses stand above it."""
    share = np.ones(layout.classes.shape, np.float32)
    for name, seen in (("deciduous forest", 0.45), ("evergreen forest", 0.45), ("riparian", 0.65), ("built-up", 0.5)):
        share[layout.classes == class_index(name)] = seen
    return share


def _choose_forest(rng: np.random.Generator, layout: Layout, area: float) -> NDArray[np.bool_]:
    """Choose adjacent stands far from the forest edge."""
    from scipy import ndimage

    forest = np.isin(layout.classes, [class_index("deciduous forest"), class_index("evergreen forest")])
    depth = ndimage.distance_transform_edt(forest)
    deep = np.argwhere(depth >= 0.7 * depth.max())
    start = deep[rng.integers(len(deep))] if len(deep) else np.zeros(2)
    return _nearest_units(layout, forest, start, area)


def _choose_building_land(rng: np.random.Generator, layout: Layout, area: float) -> NDArray[np.bool_]:
    """Choose farm parcels on the side of the town with most open land."""
    names = ("grassland", "winter crop", "summer crop", "alfalfa", "fallow", "bare soil")
    # No building on land that is flooded every few years.
    open_land = np.isin(layout.classes, [class_index(name) for name in names]) & (layout.river.height > 0.25)
    centre = np.array(layout.settlement.centre)
    row, col = np.indices(layout.classes.shape)
    best, most = centre, -1.0
    for bearing in rng.uniform(0, 2 * np.pi) + np.arange(8) * np.pi / 4:
        place = centre + 1.25 * layout.settlement.radius * np.array([np.sin(bearing), np.cos(bearing)])
        near = np.hypot(row - place[0], col - place[1]) < np.sqrt(area)
        found = float((near & open_land).sum())
        if found > most:
            best, most = place, found
    return _nearest_units(layout, open_land, best, area)


def _nearest_units(
    layout: Layout, candidates: NDArray[np.bool_], start: NDArray[np.float64], area: float
) -> NDArray[np.bool_]:
    """Select whole units of candidate land in order of distance from a position until an area is reached.

    Distances are scaled by a factor of 1.5 in one diagonal direction, so that the result is not a disc.
    """
    labels, count = layout.units.labels, layout.units.variety.size
    row, col = np.indices(labels.shape)
    down, right = unit_means(row, labels, count) - start[0], unit_means(col, labels, count) - start[1]
    distance = np.hypot(0.81 * (down + right), 0.54 * (down - right))
    sizes = np.bincount(labels.ravel(), weights=candidates.ravel(), minlength=count)
    order = np.argsort(np.where(sizes > 0, distance, np.inf), kind="stable")
    needed = int(np.searchsorted(np.cumsum(sizes[order]), area)) + 1
    chosen = np.zeros(count, bool)
    chosen[order[:needed]] = True
    return np.asarray(candidates & chosen[labels])


def apply_change(scenario: Scenario, layout: Layout, event: Event, surface: Surface, days: int) -> None:
    """Apply the change to a surface in place, as it is `days` days after the second date."""
    if event.kind == "flood":
        _flood(layout, event, surface, days)
    elif event.kind == "clearcut":
        _fell(scenario, event, surface, days)
    elif event.kind == "town":
        _build_up(scenario, event, surface)


def _flood(layout: Layout, event: Event, surface: Surface, days: int) -> None:
    """Cover the low land with turbid water, which drains over time and leaves mud and damaged crops."""
    remaining = float(np.exp(-days / _DRAINING_DAYS))
    height = layout.river.height
    open_to_water = _open_to_water(layout)
    reached = flooded_share(height, event.level)
    standing = flooded_share(height, event.level * (0.25 + 0.75 * remaining)) if days else reached
    standing = standing * (1.0 if days == 0 else min(1.0, 2.2 * remaining))
    damaged = reached * open_to_water * np.float32(0.35 + 0.5 * remaining)
    surface.green *= 1.0 - damaged
    surface.dry *= 1.0 - 0.6 * damaged
    surface.moisture[...] = np.clip(surface.moisture + 0.55 * reached * np.float32(0.35 + 0.65 * remaining), 0, 1)
    depth = np.clip((event.level - height) / max(event.level, 1e-3), 0.0, 1.0)
    silt = reached * (0.55 + 0.35 * depth)
    surface.turbidity[...] = np.clip(np.maximum(surface.turbidity, silt) * (0.6 + 0.4 * remaining), 0, 1)
    surface.water[...] = np.maximum(surface.water, standing * open_to_water)
    surface.tracks *= 1.0 - standing


def _fell(scenario: Scenario, event: Event, surface: Surface, days: int) -> None:
    """Replace stands by slash and disturbed soil; herbs regrow within weeks."""
    cut = event.changed
    rng = stream(scenario.seed, CHANGE, 1)
    uneven = rng.normal(1.0, 0.12, int(cut.sum())).astype(np.float32)
    surface.green[cut] = np.clip((0.05 + 0.16 * (1.0 - np.exp(-days / 50.0))) * uneven, 0.0, 1.0)
    surface.dry[cut] = np.clip((0.36 - 0.10 * (1.0 - np.exp(-days / 60.0))) * uneven, 0.0, 0.8)
    surface.darkness = np.where(cut, np.maximum(surface.darkness, np.float32(0.6)), surface.darkness)
    _replant(surface, cut, "regrowth")


def _build_up(scenario: Scenario, event: Event, surface: Surface) -> None:
    """Replace fields by industrial halls, yards and streets."""
    rng = stream(scenario.seed, CHANGE, 2)
    rows, cols = np.nonzero(event.changed)
    density = np.full(rows.size, 0.8, np.float32)
    roofs, kind, streets = build_blocks(rng, rows, cols, min(30.0, rows.size / 25), density, works=True)
    surface.roofs[rows, cols], surface.roof_kind[rows, cols] = roofs, kind
    surface.paved[rows, cols] = np.maximum(surface.paved[rows, cols], streets)
    surface.tracks[rows, cols] = 0.0
    surface.green[rows, cols] = 0.10
    surface.dry[rows, cols] = 0.05
    surface.moisture[rows, cols] *= 0.6
    _replant(surface, event.changed, "garden")


def _replant(surface: Surface, where: NDArray[np.bool_], name: str) -> None:
    """Assign changed land to one new unit, so that it no longer has the spectra of the former vegetation."""
    new = surface.variety.size
    surface.units = np.where(where, np.int32(new), surface.units)
    surface.variety = np.append(surface.variety, np.uint8(variety_index(name)))
    surface.flower = np.append(surface.flower, np.float32(0.0))
    surface.brightness = np.append(surface.brightness, np.float32(1.0))
    surface.tint = np.append(surface.tint, np.float32(1.0))
