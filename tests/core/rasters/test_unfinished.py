"""Files that are complete or absent, on disks that become read-only: the cause is reported, not the failed cleanup."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
import rasterio

from stfusion.core.errors import InputError
from stfusion.core.rasters.grid import Grid
from stfusion.core.rasters.raster import RasterWriter
from stfusion.core.rasters.text_files import written
from stfusion.core.rasters.unfinished import completed, temporary_folder

READ_ONLY = r"out\.\w+ cannot be written \(Read-only file system\); check the folder"


def refuse(*_, **__):
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@pytest.fixture
def read_only(monkeypatch):
    """The disk was remounted: nothing can be created, renamed or removed any more."""

    def change() -> None:
        for owner, name in ((Path, "touch"), (Path, "unlink"), (Path, "mkdir"), (os, "replace"), (os, "unlink")):
            monkeypatch.setattr(owner, name, refuse)

    return change


def test_a_text_file_on_a_read_only_disk(tmp_path, read_only) -> None:
    read_only()
    with pytest.raises(InputError, match=READ_ONLY), written(tmp_path / "out.csv"):
        raise AssertionError("nothing can be written")


def test_a_disk_that_becomes_read_only_before_the_end(tmp_path, read_only) -> None:
    with pytest.raises(InputError, match=READ_ONLY), completed(tmp_path / "out.csv") as part:
        part.write_text("all of it")
        read_only()
    assert not (tmp_path / "out.csv").exists()


def test_an_earlier_error_is_not_hidden(tmp_path, read_only) -> None:
    with pytest.raises(ZeroDivisionError), completed(tmp_path / "out.csv"):
        read_only()
        raise ZeroDivisionError


def test_a_folder_on_a_read_only_disk(tmp_path, read_only) -> None:
    read_only()
    with pytest.raises(InputError, match=READ_ONLY), temporary_folder(tmp_path / "out.tif"):
        raise AssertionError("nothing can be written")


def writer(tmp_path) -> RasterWriter:
    grid = Grid(4, 5, (30.0, 0.0, 480000.0, 0.0, -30.0, 5400000.0))
    return RasterWriter(tmp_path / "out.tif", grid, ["a"], "int16", None, {})


def test_a_raster_on_a_disk_that_becomes_read_only(tmp_path, read_only) -> None:
    with pytest.raises(InputError, match=READ_ONLY), writer(tmp_path) as file:
        file.write(Grid(4, 5, (1, 0, 0, 0, 1, 0)).window, np.ones((1, 4, 5), "int16"))
        read_only()
    assert not (tmp_path / "out.tif").exists()


def test_closing_a_raster_hides_no_earlier_error(tmp_path, monkeypatch) -> None:
    with pytest.raises(ZeroDivisionError), writer(tmp_path) as file:
        closed = file._dataset.close

        def close() -> None:
            closed()
            raise rasterio.errors.RasterioIOError("read-only")

        monkeypatch.setattr(file, "_dataset", type("Dataset", (), {"close": staticmethod(close)})())
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
