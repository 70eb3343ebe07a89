"""No output replaces a file behind an input: parts of virtual rasters, sidecars, archives."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

from stfusion.core.errors import InputError
from stfusion.core.fusion.fuse import check_output
from stfusion.core.rasters.input_files import check_not_input, files_of
from stfusion.core.rasters.raster import describe, same_file
from stfusion.core.rasters.text_files import CSV, check_file

GRID = "<GeoTransform>480000,30,0,5400000,0,-30</GeoTransform>"


def stack(path: Path, *sources: Path, relative: bool = False) -> Path:
    """A virtual raster with the first band of each source."""
    bands = "".join(
        f'<VRTRasterBand dataType="Int16" band="{number}"><SimpleSource>'
        f'<SourceFilename relativeToVRT="{int(relative)}">{source.name if relative else source}</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        for number, source in enumerate(sources, 1)
    )
    path.write_text(f'<VRTDataset rasterXSize="5" rasterYSize="4">{GRID}{bands}</VRTDataset>')
    return path


@pytest.fixture
def part(write_raster):
    return lambda name: write_raster(name, np.ones((4, 5), "int16"))


def names(source) -> set[str]:
    return {Path(file).name for file in describe(source).files}


def test_files_of_a_plain_raster(part) -> None:
    assert names(part("a.tif")) == {"a.tif"}


def test_parts_of_a_virtual_raster_within_a_virtual_raster(part, tmp_path) -> None:
    inner = stack(tmp_path / "inner.vrt", part("a.tif"), part("b.tif"))
    outer = stack(tmp_path / "outer.vrt", inner, part("c.tif"), relative=True)
    assert names(outer) == {"outer.vrt", "inner.vrt", "a.tif", "b.tif", "c.tif"}


def test_a_virtual_raster_that_reads_itself_or_nothing(part, tmp_path) -> None:
    loop = stack(tmp_path / "loop.vrt", tmp_path / "loop.vrt", tmp_path / "lost.tif")
    assert names(loop) == {"loop.vrt"}


def test_sidecars_belong_to_a_raster(write_raster) -> None:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False):
        path = write_raster("a.tif", np.ones((4, 5), "int16"), mask=np.eye(4, 5) > 0)
    assert names(path) == {"a.tif", "a.tif.msk"}


def test_the_archive_around_a_raster(part, tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.write(part("a.tif"), "in/a.tif")
    assert names(f"/vsizip/{tmp_path}/a.zip/in/a.tif") == {"a.zip"}
    assert names(tmp_path / "a.zip") == {"a.zip"}


def test_the_container_of_a_sub_dataset(part, tmp_path) -> None:
    part("a.tif")
    assert names(f"GTIFF_DIR:1:{tmp_path}/a.tif") == {"a.tif"}


@pytest.mark.parametrize("link", [None, os.link, os.symlink])
def test_no_output_replaces_a_part_of_an_input(part, tmp_path, link) -> None:
    source = stack(tmp_path / "s.vrt", part("a.tif"), part("b.tif"))
    taken = tmp_path / "b.tif"
    if link:
        taken = tmp_path / "linked.tif"
        link(tmp_path / "b.tif", taken)
    for given in (str(source), describe(source)):
        with pytest.raises(InputError, match=rf"output {taken.name} is one of the files of the input s\.vrt"):
            check_output(taken, [given])
        with pytest.raises(InputError, match=r"output s\.vrt is one of the inputs"):
            check_not_input(source, [given])
        assert check_output(tmp_path / "new.tif", [given]) == tmp_path / "new.tif"


def test_no_output_removes_the_mask_or_statistics_of_an_input(part, tmp_path) -> None:
    """A finished raster removes the sidecars of an older one with the same name."""
    part("a.tif.msk")
    with pytest.raises(InputError, match=r"a\.tif\.msk is one of the inputs"):
        check_output(tmp_path / "a.tif", [str(tmp_path / "a.tif.msk")])


def test_no_table_replaces_a_file_of_an_input(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2\n3 4\n")
    source = stack(tmp_path / "s.vrt", tmp_path / "a.txt")
    with pytest.raises(InputError, match=r"table a\.txt is one of the files of the input s\.vrt"):
        check_file(tmp_path / "a.txt", CSV, "table", [str(source)])


def test_files_in_a_folder(part, tmp_path) -> None:
    source = stack(tmp_path / "s.vrt", part("starfm_20240504.tif"))
    check_not_input(tmp_path / "starfm_20240621.tif", [str(source)], "prediction")
    with pytest.raises(InputError, match=r"prediction starfm_20240504\.tif is one of the files of the input s\.vrt"):
        check_not_input(tmp_path / "starfm_20240504.tif", [str(source)], "prediction")


def test_what_is_no_raster_is_a_file_itself(tmp_path) -> None:
    weights = tmp_path / "w.safetensors"
    weights.write_bytes(b"numbers")
    assert files_of(weights) == (str(weights),)
    with pytest.raises(InputError, match="one of the inputs"):
        check_not_input(weights, [weights], "weights")


def test_one_raster_under_two_names(part, tmp_path) -> None:
    path = part("a.tif")
    assert same_file(f"{path}|option:NUM_THREADS=2", path)
    assert not same_file(f"{path}|option:NUM_THREADS=2", part("b.tif"))
