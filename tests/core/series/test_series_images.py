"""Which files of a folder are images, which of them are used, and their dates."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from stfusion.core.errors import InputError
from stfusion.core.rasters.input_files import files_of
from stfusion.core.rasters.raster import describe
from stfusion.core.rasters.source import in_archive
from stfusion.core.scenes.pairing import Image
from stfusion.core.series.images import by_date, dated, identical, images_in

rasterio = pytest.importorskip("rasterio")

DAY = date(2015, 1, 1)


@pytest.fixture
def write(tmp_path):
    """Writes a small raster with one value under any name and driver."""

    def make(name: str, value: int = 1, driver: str = "GTiff", left: float = 0.0, tags=None) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        profile = {"width": 4, "height": 4, "count": 1, "dtype": "int16", "crs": "EPSG:32633"}
        with rasterio.open(path, "w", driver, transform=rasterio.Affine(30, 0, left, 0, -30, 0), **profile) as file:
            file.write(np.full((1, 4, 4), value, np.int16))
            file.update_tags(**tags or {})
        return path

    return make


def names_in(folder, pattern="*") -> list[str]:
    return [image.role.rpartition(" ")[2] for image in images_in(folder, pattern, "fine")]


def test_rasters_of_all_endings_are_found(tmp_path) -> None:
    endings = (
        "int bsq bip bil img h5 he5 nc nc4 hdf grib grb grb2 jp2 vrt envi grd asc zip tif.gz tar TIF Tiff HDF dat"
    ).split()
    for ending in endings:
        (tmp_path / f"a.{ending}").write_bytes(b"")
    assert sorted(names_in(tmp_path)) == sorted(f"a.{ending}" for ending in endings)


def test_files_beside_a_header_are_images_and_sidecars_are_none(write, tmp_path) -> None:
    write("fine_20150101", driver="ENVI")
    write("fine_20150102.sur", driver="ENVI")
    write("mod.bil", driver="EHdr")
    for name in (
        "mod.notes", "mod.txt", "mod.prj", "._fine_20150101.tif", ".hidden.tif", ".fine.abcdef12.part.tif", "a.tif.ovr",
        "a.tif.aux.xml", "a.tif.msk", "a.tfw", "browse.jpg", "browse.png", "LC08_MTL.txt", "alone", "README", "x.csv",
    ):  # fmt: skip
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "b.tif").write_bytes(b"x")
    assert names_in(tmp_path) == ["fine_20150101", "fine_20150102.sur", "mod.bil"]
    assert names_in(tmp_path, "**/*") == ["fine_20150101", "fine_20150102.sur", "mod.bil"]
    assert names_in(tmp_path, "*.png") == ["browse.png"]  # included by the pattern, so used


def test_archives_with_one_raster_are_opened(write, tmp_path) -> None:
    inside = write("in/MOD_20150101.tif", 7)
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.write(inside, "deep/MOD_20150101.tif")
        archive.writestr("deep/readme.txt", "x")
    with inside.open("rb") as source, gzip.open(tmp_path / "MOD_20150102.tif.gz", "wb") as target:
        shutil.copyfileobj(source, target)
    inside.rename(inside.with_name("MOD.tif"))
    shutil.make_archive(str(tmp_path / "MOD_20150103"), "gztar", tmp_path / "in")
    found, complaints = by_date(images_in(tmp_path, "*", "coarse"), "coarse")
    assert list(found) == [date(2015, 1, day) for day in (1, 2, 3)] and not complaints
    for image in found.values():
        assert describe(image.source).grid.rows == 4
    assert files_of(found[DAY].source) == (str(tmp_path / "one.zip"),)


@pytest.mark.parametrize("pattern", [".", "..", "/abs", "a\0b", "**x", ""])
def test_any_pattern_gives_images_or_a_sentence(write, tmp_path, pattern) -> None:
    (tmp_path / "notes.txt").write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        images_in(tmp_path, pattern, "fine")
    assert str(caught.value).endswith(".") and "fine" in str(caught.value)


def test_an_empty_folder_is_told_with_what_was_looked_for(tmp_path) -> None:
    for name in ("a.npy", "b.npy"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InputError, match=r"2 other files, such as a\.npy.*\.tif.*ENVI header.*\*\*/\* also includes"):
        images_in(tmp_path, "*", "fine")


def test_identical_copies_count_once(write) -> None:
    first, copy = write("a/G_20150101.tif"), write("b/G_20150101.tif")
    found, complaints = by_date([Image(str(path), path.name) for path in (first, copy)], "fine")
    assert [image.source for image in found.values()] == [str(first)]
    assert len(complaints) == 1 and "identical copies" in complaints[0] and "G_20150101.tif" in complaints[0]
    link = first.with_name("H_20150101.tif")
    os.link(first, link)
    assert identical(str(first), str(link))


def test_copies_at_another_place_are_none(write) -> None:
    first, other = write("a/e_20150101", driver="ENVI"), write("b/e_20150101", driver="ENVI", left=30.0)
    assert first.read_bytes() == other.read_bytes()
    assert not identical(str(first), str(other))
    assert not identical(str(first), str(first.with_name("none.tif")))


def test_two_different_images_of_a_date_are_named_with_their_folders(write, tmp_path) -> None:
    paths = write("a/G_20150101.tif", 1), write("b/G_20150101.tif", 2)
    with pytest.raises(InputError) as caught:
        by_date([Image(str(path), f"Fine image {path.name}") for path in paths], "fine")
    text = str(caught.value)
    assert f"G_20150101.tif in {tmp_path / 'a'} and Fine image G_20150101.tif in {tmp_path / 'b'} are both" in text


def test_predictions_are_no_fine_images(write) -> None:
    seen, made = write("fine_20150101.tif"), write("starfm_20150117.tif", tags={"STFUSION_METHOD": "STARFM"})
    images = [Image(str(path), path.name) for path in (seen, made)]
    found, complaints = by_date(images, "fine")
    assert list(found) == [DAY] and len(complaints) == 1
    assert "predictions of STFusion" in complaints[0] and "starfm_20150117.tif" in complaints[0]
    assert len(by_date(images, "series")[0]) == 2  # constant images of one field may be a series


def test_what_tools_made_of_observations_stays(write) -> None:
    kept = write("fine_20150101.tif", tags={"STFUSION_TOOL": "prepare", "STFUSION_INPUTS": "[]"})
    assert list(by_date([Image(str(kept), "x")], "fine")[0]) == [DAY]


def test_a_name_that_contradicts_the_tag_is_told_and_the_tag_counts(write) -> None:
    path = write("fine_20150101.tif", tags={"ACQUISITION_DATE": "2015-03-01"})
    found, complaints = by_date([Image(str(path), "Fine image x")], "fine")
    assert list(found) == [date(2015, 3, 1)]
    assert "2015-01-01" in complaints[0] and "2015-03-01" in complaints[0]
    assert by_date([Image(str(path), "x", date=DAY)], "fine") == ({DAY: Image(str(path), "x", date=DAY)}, [])


def test_a_folder_dates_the_only_image_in_it_that_has_no_date(write) -> None:
    alone = write("2001_281_08oct/L7.bil", driver="EHdr")
    dated_itself = write("2001_281_08oct/L7_20011109.tif", 3)
    two = write("20150101/a.tif"), write("20150101/b.tif", 2)
    images = [Image(str(path), path.name) for path in (alone, dated_itself, *two)]
    found, complaints = by_date(images, "fine")
    assert list(found) == [date(2001, 10, 8), date(2001, 11, 9)] and len(complaints) == 2
    assert [image.date for image in dated(images, "fine")[0]][2:] == [None, None]


def test_time_of_a_band(tmp_path) -> None:
    path = tmp_path / "t2m.tif"
    profile = {"width": 4, "height": 4, "count": 1, "dtype": "int16", "crs": "EPSG:4326"}
    with rasterio.open(path, "w", "GTiff", transform=rasterio.Affine(1, 0, 0, 0, -1, 0), **profile) as file:
        file.update_tags(1, GRIB_VALID_TIME="1420070400")
    assert list(by_date([Image(str(path), "x")], "coarse")[0]) == [DAY]


def test_files_behind_a_virtual_raster_and_beside_an_image(write, tmp_path) -> None:
    source, mask = write("in/a.tif"), tmp_path / "in" / "a.tif.msk"
    mask.write_bytes(b"x")
    vrt = '<VRTDataset rasterXSize="4" rasterYSize="4"><VRTRasterBand dataType="Int16" band="1"><SimpleSource>' \
          '<SourceFilename relativeToVRT="{relative}">{path}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>' \
          "</VRTRasterBand></VRTDataset>"  # fmt: skip
    inner, outer = tmp_path / "inner.vrt", tmp_path / "outer.vrt"
    inner.write_text(vrt.format(relative=1, path="in/a.tif"))
    outer.write_text(vrt.format(relative=0, path=inner))
    assert set(files_of(str(outer))) == {str(path) for path in (outer, inner, source, mask)}
    assert set(files_of(os.path.relpath(outer))) == {str(path) for path in (outer, inner, source, mask)}
    outer.write_text(vrt.format(relative=0, path=outer))  # reads itself
    assert str(outer) in files_of(str(outer))
    assert files_of("/no/such.tif") == ("/no/such.tif",) and files_of("") == ()


@pytest.mark.parametrize("ending", [".hgt", ".grd", ".grib2"])
def test_one_list_of_endings_for_folders_and_archives(tmp_path, ending) -> None:
    """Rasters accepted in a folder are found in an archive, too; files added by macOS and tar are ignored."""
    names = [f"./in/scene{ending}", f"./in/._scene{ending}", "./in/scene.xml", "./preview.png"]
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for name in names:
            tar.addfile(tarfile.TarInfo(name))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    found = [image.source for image in images_in(tmp_path, "*", "fine")]
    assert found == [f"/vsitar/{tmp_path}/a.tar/in/scene{ending}", f"/vsizip/{tmp_path}/b.zip/in/scene{ending}"]
    assert in_archive(str(tmp_path / "b.zip")) == found[1]
