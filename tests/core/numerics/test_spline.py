"""Thin-plate splines on the coarse grid: exact at the points, equal to scipy's, and independent of the window."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.errors import Cancelled
from stfusion.core.numerics.spline import fit_spline
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.rasters.nested import Nested
from stfusion.core.run import Run
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import Workers


@pytest.fixture
def workers():
    with Workers(Device("cpu", 2)) as made:
        yield made


def _nested(rows: int, cols: int, ratio: int) -> Nested:
    fine = Grid(rows * ratio, cols * ratio, (30.0, 0.0, 0.0, 0.0, -30.0, 0.0))
    return Nested(fine, fine.coarser(ratio), ratio)


def _surface(rows: int, cols: int) -> np.ndarray:
    y, x = np.mgrid[:rows, :cols]
    return np.stack([np.sin(x / 3) + y / 10, np.cos(y / 4) * x / 8])


def test_equals_the_spline_of_scipy(workers) -> None:
    from scipy.interpolate import RBFInterpolator

    nested, values = _nested(9, 11, 4), _surface(9, 11)
    valid = np.ones((9, 11), bool)
    valid[3, 4] = valid[0, 0] = False
    surface = fit_spline(values, valid, nested).at(nested.fine.window, workers)
    rows, cols = nested.places_of(nested.fine.window)
    places = np.array([(row, col) for row in rows for col in cols])
    other = RBFInterpolator(np.argwhere(valid), values[:, valid].T, kernel="thin_plate_spline")(places)
    np.testing.assert_allclose(surface, other.T.reshape(2, len(rows), len(cols)), atol=1e-5)


def test_goes_through_the_points(workers) -> None:
    """With an odd ratio the centre of a coarse pixel is that of a fine one."""
    nested, values = _nested(8, 8, 3), _surface(8, 8)
    surface = fit_spline(values, np.ones((8, 8), bool), nested).at(nested.fine.window, workers)
    np.testing.assert_allclose(surface[:, 1::3, 1::3], values, atol=1e-5)


@pytest.mark.parametrize("size", [12, 60])
def test_does_not_depend_on_the_window(workers, size) -> None:
    """60 coarse pixels are more than one tile of the spline."""
    nested = _nested(size, size, 2)
    spline = fit_spline(_surface(size, size), np.ones((size, size), bool), nested)
    whole = spline.at(nested.fine.window, workers)
    part = Window(5, 3, size, size + 7)
    np.testing.assert_array_equal(spline.at(part, workers), whole[:, 5 : 5 + size, 3 : 3 + size + 7])


def test_tiles_meet_without_a_visible_seam(workers) -> None:
    nested = _nested(60, 60, 4)
    surface = fit_spline(_surface(60, 60), np.ones((60, 60), bool), nested).at(nested.fine.window, workers)
    steps = np.abs(np.diff(surface, axis=1))
    seam = steps[:, 24 * 4 - 1]
    assert (seam < steps[:, 24 * 4 - 5 : 24 * 4 + 4].max(axis=1) * 1.05 + 1e-3).all()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_points_give_a_plane_or_the_mean(workers, count) -> None:
    nested, values = _nested(6, 6, 2), _surface(6, 6)
    valid = np.zeros((6, 6), bool)
    valid[[0, 4, 2][:count], [1, 1, 5][:count]] = True
    surface = fit_spline(values, valid, nested).at(nested.fine.window, workers)
    assert np.isfinite(surface).all()
    if count in (1, 2):
        np.testing.assert_allclose(surface[:, 0, 0], values[:, valid].mean(axis=1), atol=1e-5)


def test_cancel_is_heard() -> None:
    nested = _nested(20, 20, 4)
    spline = fit_spline(_surface(20, 20), np.ones((20, 20), bool), nested)
    with Workers(Device("cpu", 2), Run(cancelled=lambda: True)) as cancelled, pytest.raises(Cancelled):
        spline.at(nested.fine.window, cancelled)
