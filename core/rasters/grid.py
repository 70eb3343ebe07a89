"""Pixel grids and windows: geometry only, without any raster library."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from numpy.typing import NDArray

# One position, or an array of positions.
Number = TypeVar("Number", float, "NDArray[Any]")

# Two grids are the same if no corner differs by more than this share of a pixel.
SAME_GRID = 0.01


@dataclass(frozen=True)
class Window:
    """A rectangle of pixels. It may extend beyond its grid."""

    row: int
    col: int
    rows: int
    cols: int

    def grown(self, halo: int) -> Window:
        return Window(self.row - halo, self.col - halo, self.rows + 2 * halo, self.cols + 2 * halo)

    def shifted(self, rows: int, cols: int) -> Window:
        return Window(self.row + rows, self.col + cols, self.rows, self.cols)

    def intersection(self, other: Window) -> Window:
        """Returns the common part; its rows or cols are 0 if there is none."""
        row, col = max(self.row, other.row), max(self.col, other.col)
        bottom = min(self.row + self.rows, other.row + other.rows)
        right = min(self.col + self.cols, other.col + other.cols)
        return Window(row, col, max(bottom - row, 0), max(right - col, 0))

    def slices_of(self, part: Window) -> tuple[slice, slice]:
        """Returns the slices of `part` in an array of this window."""
        row, col = part.row - self.row, part.col - self.col
        return slice(row, row + part.rows), slice(col, col + part.cols)

    @property
    def empty(self) -> bool:
        return self.rows <= 0 or self.cols <= 0


@dataclass(frozen=True)
class Grid:
    """Size, position and coordinate reference system of a raster.

    Attributes
    ----------
    rows, cols : int
    transform : tuple of six floats
        ``x = a * col + b * row + c`` and ``y = d * col + e * row + f``, in the order (a, b, c, d, e, f).
    crs : str
        Well-known text; empty where unknown.
    """

    rows: int
    cols: int
    transform: tuple[float, float, float, float, float, float]
    crs: str = ""

    @property
    def window(self) -> Window:
        return Window(0, 0, self.rows, self.cols)

    @property
    def pixel(self) -> float:
        """Edge length of a pixel in map units: the square root of its area."""
        a, b, _, d, e, _ = self.transform
        return math.sqrt(abs(a * e - b * d))

    def position(self, row: Number, col: Number) -> tuple[Number, Number]:
        """Returns map coordinates (x, y) of a position in pixels from the upper left corner."""
        a, b, c, d, e, f = self.transform
        return a * col + b * row + c, d * col + e * row + f

    def place(self, x: Number, y: Number) -> tuple[Number, Number]:
        """Returns the position (row, col) of map coordinates, in pixels from the upper left corner."""
        a, b, c, d, e, f = self.transform
        determinant = a * e - b * d
        return (a * (y - f) - d * (x - c)) / determinant, (e * (x - c) - b * (y - f)) / determinant

    def blocks(self, size: int) -> Iterator[Window]:
        """Yields windows of at most `size` x `size` pixels that cover the grid once, row by row."""
        for row in range(0, self.rows, size):
            for col in range(0, self.cols, size):
                yield Window(row, col, min(size, self.rows - row), min(size, self.cols - col))

    def part(self, window: Window) -> Grid:
        """Returns the part of the grid inside a window."""
        a, b, _, d, e, _ = self.transform
        x, y = self.position(window.row, window.col)
        return Grid(window.rows, window.cols, (a, b, x, d, e, y), self.crs)

    def coarser(self, ratio: int) -> Grid:
        """Returns the grid with `ratio` times larger pixels and the same upper left corner; it covers this one."""
        a, b, c, d, e, f = self.transform
        transform = (a * ratio, b * ratio, c, d * ratio, e * ratio, f)
        return Grid(math.ceil(self.rows / ratio), math.ceil(self.cols / ratio), transform, self.crs)

    def offset_of(self, other: Grid) -> tuple[int, int] | None:
        """Returns the offset of `other` in whole rows and columns of this grid, or None if the pixels do not coincide.

        The coordinate reference systems are assumed to be the same.
        """
        row, col = self.place(*other.position(0, 0))
        start = round(row), round(col)
        for corner in ((0, 0), (0, other.cols), (other.rows, 0), (other.rows, other.cols)):
            at = self.place(*other.position(*corner))
            if max(abs(at[0] - start[0] - corner[0]), abs(at[1] - start[1] - corner[1])) > SAME_GRID:
                return None
        return start
