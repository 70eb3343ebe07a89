"""Rasters with control points only, and rasters without any georeference."""

from __future__ import annotations

import math

import numpy as np
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.rpc import RPC

from stfusion.core.errors import InputError
from stfusion.core.rasters.align import AlignedReader
from stfusion.core.rasters.georeference import check_placed, placed
from stfusion.core.rasters.grid import Grid
from stfusion.core.rasters.raster import RasterReader, describe

UTM = (30.0, 0.0, 480000.0, 0.0, -30.0, 5400000.0)
ANGLE = math.radians(20)
TURNED = (30 * math.cos(ANGLE), 30 * math.sin(ANGLE), 480000, 30 * math.sin(ANGLE), -30 * math.cos(ANGLE), 5400000)
SOUTH_UP = (30.0, 0.0, 480000.0, 0.0, 30.0, 5400000.0)
DEGREES = (0.001, 0.0, 15.0, 0.0, -0.001, 48.0)


@pytest.fixture
def with_points(tmp_path):
    """Writes a raster that has control points instead of a geotransform; `away` moves one of them, in pixels."""

    def write(transform=UTM, crs="EPSG:32633", away=0.0, count=9):
        places = [(row, col) for row in (0, 20, 40) for col in (0, 25, 50)][:count]
        points = []
        for number, (row, col) in enumerate(places):
            at = (col + away * (number == 4), row)
            points.append(GroundControlPoint(row, col, *(rasterio.Affine(*transform) * at)))
        path = tmp_path / "points.tif"
        shape = {"width": 50, "height": 40, "count": 1, "dtype": "int16"}
        with rasterio.open(path, "w", driver="GTiff", gcps=points, crs=crs, **shape) as file:
            file.write(np.arange(2000, dtype="int16").reshape(1, 40, 50))
        return path

    return write


@pytest.mark.parametrize(
    ("transform", "crs"),
    [(UTM, "EPSG:32633"), (TURNED, "EPSG:32633"), (SOUTH_UP, "EPSG:32633"), (DEGREES, "EPSG:4326")],
)
def test_points_on_a_regular_grid_place_a_raster(with_points, transform, crs) -> None:
    path = with_points(transform, crs)
    with rasterio.open(path) as file:
        assert file.transform.is_identity
    grid = describe(path).grid
    assert grid.transform == pytest.approx(transform, abs=1e-6)
    assert rasterio.crs.CRS.from_wkt(grid.crs) == rasterio.crs.CRS.from_string(crs)


def test_a_raster_placed_by_points_is_read_where_it_lies(with_points) -> None:
    info = describe(with_points())
    reader = AlignedReader(
        RasterReader(info), Grid(2, 3, (30.0, 0, 480060, 0, -30, 5399910), info.grid.crs), (1,), "nearest"
    )
    assert reader.read(reader._grid.window)[0][0].tolist() == [[152, 153, 154], [202, 203, 204]]
    reader.close()


def test_points_within_a_tenth_of_a_pixel_place_a_raster(with_points) -> None:
    assert describe(with_points(away=0.08)).grid.transform == pytest.approx(UTM, abs=1)


@pytest.mark.parametrize("how", [{"away": 0.5}, {"away": 40}, {"count": 2}, {"count": 3}])
def test_other_points_are_refused_by_name(with_points, how) -> None:
    """With the first two or three points, all lie in one row."""
    with pytest.raises(
        InputError, match=r"points\.tif is only georeferenced by ground control points.*[Ww]arp it first.*\."
    ):
        describe(with_points(**how))


def test_coefficients_are_refused_by_name(tmp_path) -> None:
    path = tmp_path / "model.tif"
    axes = ("height", "lat", "line", "long", "samp")
    numbers = {f"{axis}_{kind}": 1.0 for axis in axes for kind in ("off", "scale")}
    parts = {f"{axis}_{part}_coeff": [1.0] + [0.0] * 19 for axis in ("line", "samp") for part in ("num", "den")}
    model = RPC(**numbers, **parts)
    with rasterio.open(path, "w", driver="GTiff", width=5, height=5, count=1, dtype="int16", rpcs=model) as file:
        file.write(np.ones((1, 5, 5), "int16"))
    with pytest.raises(InputError, match=r"model\.tif is only georeferenced by rational polynomial coefficients"):
        describe(path)


def test_a_geotransform_comes_before_points(write_raster) -> None:
    path = write_raster("a.tif", np.ones((4, 4)))
    with rasterio.open(path, "r+") as file:
        file.transform = rasterio.Affine(*UTM)
    assert describe(path).grid.transform == UTM


def test_no_position_beside_a_position(wkt) -> None:
    utm = wkt("EPSG:32633")
    nowhere = Grid(9, 9, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0))
    known = Grid(9, 9, UTM, utm)
    assert placed(known) and placed(Grid(9, 9, UTM)) and not placed(nowhere)
    assert not placed(Grid(9, 9, nowhere.transform, utm)), "a system does not say where"
    assert not placed(Grid(9, 9, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)))
    assert placed(Grid(9, 9, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0), wkt("EPSG:4326"))), "one degree, from 0, 0"
    check_placed(known, "A", known, "B")
    check_placed(nowhere, "A", nowhere, "B")
    for first, second in ((("A", nowhere), ("B", known)), (("B", known), ("A", nowhere))):
        with pytest.raises(InputError, match=r"^A has no georeference .* but B has one; georeference it"):
            check_placed(first[1], first[0], second[1], second[0])
