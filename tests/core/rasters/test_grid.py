"""Windows and grids: closed-form geometry."""

from __future__ import annotations

import math

import numpy as np
import pytest

from stfusion.core.rasters.grid import Grid, Window

NORTH_UP = (30.0, 0.0, 480000.0, 0.0, -30.0, 5400000.0)


def turned(angle: float, size: float = 30.0) -> tuple[float, ...]:
    c, s = size * math.cos(math.radians(angle)), size * math.sin(math.radians(angle))
    return (c, s, 480000.0, s, -c, 5400000.0)


def test_grown_and_shifted_windows() -> None:
    window = Window(3, 4, 10, 20)
    assert window.grown(2) == Window(1, 2, 14, 24)
    assert window.grown(2).grown(-2) == window
    assert window.shifted(-5, 7) == Window(-2, 11, 10, 20)


def test_intersection_is_the_common_part_or_empty() -> None:
    first = Window(0, 0, 10, 10)
    assert first.intersection(Window(-3, 6, 5, 9)) == Window(0, 6, 2, 4)
    assert first.intersection(Window(2, 2, 3, 3)) == Window(2, 2, 3, 3)
    for beside in (Window(10, 0, 5, 5), Window(0, -5, 5, 5), Window(40, 40, 1, 1), Window(2, 2, 0, 3)):
        assert first.intersection(beside).empty
    assert not first.empty and Window(0, 0, 0, 4).empty


def test_slices_find_a_part_in_the_array_of_its_window() -> None:
    whole = np.arange(12 * 12).reshape(12, 12)
    window, part = Window(2, 3, 8, 7), Window(4, 5, 2, 3)
    held = whole[2:10, 3:10]
    np.testing.assert_array_equal(held[window.slices_of(part)], whole[4:6, 5:8])


@pytest.mark.parametrize("size", [1, 7, 16, 50, 1000])
@pytest.mark.parametrize("shape", [(50, 33), (1, 1), (16, 16)])
def test_blocks_cover_every_pixel_once(shape, size) -> None:
    count = np.zeros(shape, int)
    for window in Grid(*shape, NORTH_UP).blocks(size):
        assert 0 < window.rows <= size and 0 < window.cols <= size
        count[Window(0, 0, *shape).slices_of(window)] += 1
    assert (count == 1).all()


@pytest.mark.parametrize("transform", [NORTH_UP, (30.0, 0.0, 5.0, 0.0, 30.0, 7.0), turned(30)])
def test_place_is_the_inverse_of_position(transform) -> None:
    grid = Grid(100, 80, transform)
    assert grid.position(0, 0) == (transform[2], transform[5])
    for place in ((0, 0), (12.25, 70.5), (-3, 200)):
        assert grid.place(*grid.position(*place)) == pytest.approx(place)
    assert grid.pixel == pytest.approx(30)


def test_position_counts_columns_along_x_and_rows_along_y() -> None:
    assert Grid(100, 80, NORTH_UP).position(2, 3) == (480090, 5399940)


@pytest.mark.parametrize("transform", [NORTH_UP, (30.0, 0.0, 5.0, 0.0, 30.0, 7.0), turned(30)])
@pytest.mark.parametrize("start", [(0, 0), (12, -7)])
def test_offset_of_a_shifted_grid_is_exact(transform, start) -> None:
    grid = Grid(100, 80, transform)
    x, y = grid.position(*start)
    other = Grid(30, 40, (*transform[:2], x, *transform[3:5], y))
    assert grid.offset_of(other) == start


def shifted(rows: float, cols: float, stretch: float = 1.0) -> Grid:
    a, b, c, d, e, f = NORTH_UP
    return Grid(1000, 1000, (a * stretch, b, c + a * cols, d, e * stretch, f + e * rows))


def test_offset_allows_a_hundredth_of_a_pixel_at_every_corner() -> None:
    grid = Grid(2000, 2000, NORTH_UP)
    assert grid.offset_of(shifted(3.009, 4 - 0.009)) == (3, 4)
    assert grid.offset_of(shifted(3.02, 4)) is None
    assert grid.offset_of(shifted(0.5, 0)) is None
    assert grid.offset_of(shifted(0, 0.5)) is None
    assert grid.offset_of(shifted(0, 0, 1 + 0.9e-5)) == (0, 0)  # 0.009 pixels at the far corner
    assert grid.offset_of(shifted(0, 0, 1 + 2e-5)) is None  # 0.02 pixels there, though the origin is the same


def test_no_offset_to_a_turned_flipped_or_coarser_grid() -> None:
    grid = Grid(100, 80, NORTH_UP)
    a, b, c, d, e, f = NORTH_UP
    for transform in (turned(2), (a, b, c, d, -e, f), (2 * a, b, c, d, 2 * e, f), (b, a, c, e, d, f)):
        assert grid.offset_of(Grid(50, 40, transform)) is None


@pytest.mark.parametrize(("size", "expected"), [((96, 80), (6, 5)), ((97, 81), (7, 6)), ((3, 3), (1, 1))])
def test_the_coarser_grid_keeps_the_corner_and_covers_the_finer_one(size, expected) -> None:
    fine = Grid(*size, turned(10), "CRS")
    coarse = fine.coarser(16)
    assert (coarse.rows, coarse.cols) == expected
    assert coarse.crs == "CRS"
    assert coarse.pixel == pytest.approx(16 * fine.pixel)
    for row, col in ((0, 0), (2, 3)):
        assert coarse.position(row, col) == pytest.approx(fine.position(16 * row, 16 * col))
