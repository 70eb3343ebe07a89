"""Simulated landscapes with known truth, observed by a fine and by a coarse sensor.

`simulate` generates farm land with a river, forests and a town, with vegetation that follows the calendar, changes a
part of it, and observes it on some dates. Everything is determined by the seed. `blur_to_coarse` applies only the
point-spread function of the coarse sensor.
"""

from __future__ import annotations

import datetime

import numpy as np
from numpy.typing import NDArray

from .change import apply_change, plan_change
from .fields import number_fields
from .ground import Ground, lay_ground, moisture_on
from .layout import Layout, lay_out
from .phenology import cover_on
from .scenario import BANDS, CHANGES, CLASS_NAMES, Observation, Scenario, Simulation, check_scenario
from .sensor import blur_to_coarse, observe_coarse, observe_fine, observe_pan
from .spectra import Surface, reflect

__all__ = [
    "BANDS",
    "CHANGES",
    "CLASS_NAMES",
    "Observation",
    "Scenario",
    "Simulation",
    "blur_to_coarse",
    "simulate",
]

# A panchromatic sensor covers 0.45 to 0.9 micrometres; weights of the bands in it.
_PAN = {"blue": 0.16, "green": 0.22, "red": 0.22, "nir": 0.40}
_FINE_BLUR = 0.55  # sigma in fine pixels: real fine sensors also mix neighbouring pixels


def simulate(scenario: Scenario = Scenario()) -> Simulation:  # noqa: B008 - frozen, so sharing it is safe
    """Simulate a landscape and observe it on every date of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Parameters of the simulation.

    Returns
    -------
    Simulation
        Truth, fine and coarse images of each date, land cover, and where it changed. Reflectance, float32, 0..1.

    Raises
    ------
    InputError
        If the scenario is invalid; the text says what to change.
    """
    check_scenario(scenario)
    layout = lay_out(scenario)
    ground = lay_ground(scenario, layout)
    event = plan_change(scenario, layout)
    observations = []
    for number, date in enumerate(scenario.dates):
        surface = _surface_on(scenario, layout, ground, date)
        if number > 0:
            apply_change(scenario, layout, event, surface, (date - scenario.dates[1]).days)
        truth = _truth(scenario, surface)
        fine, coarse = observe_fine(scenario, truth, date), observe_coarse(scenario, truth, date)
        pan = observe_pan(scenario, _panchromatic(scenario, surface), date) if scenario.pan else None
        observations.append(Observation(date, truth, fine, coarse, pan))
    return Simulation(scenario, tuple(observations), layout.classes, CLASS_NAMES, event.changed, number_fields(layout))


def _surface_on(scenario: Scenario, layout: Layout, ground: Ground, date: datetime.date) -> Surface:
    """Returns the surface of each pixel on a date, without the land-cover change."""
    units = layout.units
    cover = cover_on(date.timetuple().tm_yday, units.variety, units.delay)
    green = np.clip((cover.green * units.vigour)[units.labels] * ground.vigour, 0.0, 0.98)
    # River water always contains some silt.
    murk = np.full(scenario.shape, 0.25, np.float32)
    return Surface(
        units=units.labels,
        variety=units.variety,
        flower=cover.flower,
        brightness=units.brightness,
        tint=units.tint,
        green=green,
        dry=cover.dry[units.labels],
        darkness=ground.darkness,
        moisture=moisture_on(scenario, layout, ground, date),
        roofs=layout.settlement.roofs.copy(),
        roof_kind=layout.settlement.kind.copy(),
        tracks=layout.tracks.copy(),
        paved=layout.paved.copy(),
        water=layout.river.water.copy(),
        turbidity=murk,
        texture=ground.texture,
    )


def _truth(scenario: Scenario, surface: Surface) -> NDArray[np.float32]:
    """Noise-free fine image of a surface, (bands, rows, cols) float32."""
    truth = np.empty((len(scenario.bands), *scenario.shape), np.float32)
    for plane, name in zip(truth, scenario.bands):
        plane[:] = _blurred(surface, name)
    return np.clip(truth, 0.001, 1.0, out=truth)


def _panchromatic(scenario: Scenario, surface: Surface) -> NDArray[np.float32]:
    """Noise-free panchromatic reflectance of a surface, (rows, cols) float32, independent of the selected bands."""
    total = np.zeros(scenario.shape, np.float32)
    for name, share in _PAN.items():
        total += np.float32(share) * _blurred(surface, name)
    return total


def _blurred(surface: Surface, name: str) -> NDArray[np.float32]:
    from scipy import ndimage

    seen: NDArray[np.float32] = ndimage.gaussian_filter(reflect(surface, name), _FINE_BLUR, mode="nearest")
    return seen
