"""Texts that identify a raster: options, the user's settings in QGIS, archives, and names without passwords."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

from stfusion.core.dates import date_from_name
from stfusion.core.errors import InputError
from stfusion.core.rasters.grid import Window
from stfusion.core.rasters.raster import RasterReader, describe, same_file
from stfusion.core.rasters.source import Source, name_of, on_disk, parse, shown

SPHERE = "+proj=sinu +lon_0=0 +R=6371007.181 +units=m +no_defs"


@pytest.mark.parametrize(
    "text",
    [
        "/data/a.tif",
        "/data/a.tif|option:NUM_THREADS=2",
        "/data/a.tif|option:OVERVIEW_LEVEL=NONE|option:GEOREF_SOURCES=PAM,INTERNAL",
        'NETCDF:"/data/a b.nc":red',
        "HDF4_EOS:EOS_GRID:/data/MOD09.hdf:MOD_Grid:sur_refl_b01",
        "/vsizip//data/a.zip/in/a.tif",
        "/data/a.tif|stfusion:crs=EPSG:32633",
        "/data/a.tif|option:X=1|stfusion:crs=ESRI:54008|stfusion:nodata=0;5..7|stfusion:own_nodata=no",
        "/data/a.tif|stfusion:nodata=-9999|stfusion:nodata.2=0.5;-1.25..1e+30",
        "/data/ä 夏|pipe.tif",
        "C:\\data\\a.tif|option:X=1",
    ],
)
def test_a_text_is_read_and_written_again(text) -> None:
    assert parse(text).text == text


def test_parts_of_a_text() -> None:
    found = parse("/d/a.tif|option:num_threads=2|stfusion:nodata=0;7..5|stfusion:nodata.2=255|option:B=x=y")
    assert (found.path, found.open_options) == ("/d/a.tif", {"NUM_THREADS": "2", "B": "x=y"})
    assert found.hidden(1) == ((0, 0), (5, 7)) and found.hidden(2) == ((0, 0), (5, 7), (255, 255))
    assert found.own_nodata and not found.crs


@pytest.mark.parametrize("crs", [SPHERE, "EPSG:4326", 'LOCAL_CS["a|b / 20040101 %41 ü"]'])
def test_any_coordinate_reference_system_survives(crs) -> None:
    text = Source("/d/scene_20010203.tif", crs=crs).text
    assert parse(text).crs == crs and text.count("|") == 1
    assert name_of(text) == "scene_20010203.tif"
    wkt = rasterio.crs.CRS.from_user_input(SPHERE).to_wkt()
    text = Source("/d/plain.tif", crs=wkt).text
    assert parse(text).crs == wkt
    assert date_from_name(text) is None, "no number of a system is taken for a date"


def test_a_raw_text_of_a_system_is_understood() -> None:
    wkt = rasterio.crs.CRS.from_user_input(SPHERE).to_wkt()
    assert parse(f"/d/a.tif|stfusion:crs={wkt}").crs == wkt


@pytest.mark.parametrize("key", ["crss=EPSG:1", "nodata=x", "nodata=1..b", "nodata.a=1", "own_nodata=maybe", ""])
def test_what_is_not_understood_is_named(key) -> None:
    with pytest.raises(InputError, match="is not valid; use|are not valid; enter"):
        parse(f"/d/a.tif|stfusion:{key}")


def test_a_file_with_such_a_name_is_a_file(tmp_path) -> None:
    path = tmp_path / "a.tif|option:B=1"
    path.write_text("")
    assert parse(path).path == str(path)


def test_addresses_of_files_are_decoded() -> None:
    assert parse("file:///data/a%20b%C3%A9.tif").path == "/data/a bé.tif"
    assert parse("file://localhost/data/a.tif|option:X=1").path == "/data/a.tif"


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("/vsicurl/http://h/d/x.tif?sig=SECRET", "x.tif", "/vsicurl/http://h/d/x.tif"),
        ("/vsicurl/https://user:SECRET@h:8080/d/x.tif#SECRET", "x.tif", "/vsicurl/https://h:8080/d/x.tif"),
        ("/vsicurl/https://u:SECRET@SECRET@h/x.tif", "x.tif", "/vsicurl/https://h/x.tif"),
        ("https://h/x.tif?a=SECRET/SECRET&b=SECRET", "x.tif", "https://h/x.tif"),
        ("/vsicurl?pc_url_signing=yes&url=https%3A//h/x.tif%3Fsig%3DSECRET", "x.tif", "https://h/x.tif"),
        ('NETCDF:"/vsicurl/https://h/x.nc?sig=SECRET":red', 'x.nc":red', 'NETCDF:"/vsicurl/https://h/x.nc":red'),
        ("/vsizip/{/vsicurl/https://u:SECRET@h/x.zip?sig=SECRET}/in.tif", "in.tif", "/vsizip/{/vsicurl/https://h/x.zip}/in.tif"),
        ("PG:dbname='d' user='SECRET' password='SECRET' table='t'", None, "PG:dbname='d' user=... password=... table='t'"),
        ("<GDAL_WMS><UserPwd>u:SECRET</UserPwd></GDAL_WMS>", "GDAL_WMS", "GDAL_WMS"),
        ("/d/what?.tif", "what?.tif", "/d/what?.tif"),
        ("/d/user=a.tif|option:PASSWORD=SECRET", "user=a.tif", "/d/user=a.tif"),
    ],
)  # fmt: skip
def test_names_are_without_secrets(text, name, whole) -> None:
    assert shown(text) == whole
    assert name is None or name_of(text) == name
    assert "SECRET" not in shown(text) + name_of(text)


def test_messages_are_without_secrets() -> None:
    with pytest.raises(InputError) as caught:
        describe("/vsicurl/http://user:SECRET@localhost:9/x.tif?sig=SECRET")
    assert "SECRET" not in str(caught.value) and "x.tif cannot be opened as a raster" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "a\0b.tif", "http://[", "file://[x/a.tif", "file://", "\ud800", "PG:", "|option:A=1"]
)
def test_what_is_no_text_of_a_raster_is_answered(text) -> None:
    with pytest.raises(InputError, match="cannot be opened as a raster"):
        describe(text)


def test_files_on_disk(tmp_path) -> None:
    path = tmp_path / "a.tif"
    path.write_text("")
    for text in (path, f'NETCDF:"{path}":v', f"GPKG:{path}:t", f"GTIFF_DIR:2:{path}", f"/vsizip/{path}/b/c.tif"):
        assert on_disk(text) == str(path)
    assert on_disk(f"/vsisubfile/10_20,{path}") == str(path)
    assert on_disk(f"/vsizip/{{{path}}}/c.tif") == str(path)
    assert on_disk(tmp_path / "b.tif") is None and on_disk("nothing:at:all") is None and on_disk(tmp_path) is None


@pytest.fixture
def stored(write_raster) -> Path:
    values = np.arange(1, 21, dtype="int16").reshape(4, 5)
    return write_raster("a_20040621.tif", np.stack([values, values + 100]), nodata=-9999)


def read(text, bands=(1,)):
    reader = RasterReader(describe(text))
    values, valid = reader.read(Window(0, 0, 4, 5), bands)
    reader.close()
    return values, valid


def test_open_options_reach_gdal(stored) -> None:
    with rasterio.open(stored, "r+") as file:
        file.build_overviews([2])
    info = describe(f"{stored}|option:OVERVIEW_LEVEL=0")
    assert (info.grid.rows, info.grid.cols, info.grid.transform[0]) == (2, 3, 50)
    assert info.label == "a_20040621.tif" and same_file(info.source, stored)
    assert RasterReader(info).read(info.grid.window, (1,))[0].shape == (1, 2, 3)


def test_an_unknown_option_changes_nothing(stored) -> None:
    np.testing.assert_array_equal(read(f"{stored}|option:NUM_THREADS=2")[0], read(stored)[0])


@pytest.mark.parametrize("own", ["EPSG:32632", None])
@pytest.mark.parametrize("crs", ["EPSG:32633", "wkt", "+proj=utm +zone=33 +datum=WGS84"])
def test_the_system_set_by_the_user_counts(write_raster, wkt, own, crs) -> None:
    path = write_raster("a.tif", np.ones((4, 5)), crs=own)
    right = rasterio.crs.CRS.from_epsg(32633)
    info = describe(Source(str(path), crs=wkt("EPSG:32633") if crs == "wkt" else crs).text)
    assert rasterio.crs.CRS.from_wkt(info.grid.crs) == right or crs.startswith("+") and "zone 33" in info.grid.crs
    with pytest.raises(InputError, match=r"'EPSG:0' of a\.tif is unknown"):
        describe(f"{path}|stfusion:crs=EPSG:0")


def test_values_hidden_by_the_user(stored) -> None:
    text = f"{stored}|stfusion:nodata=3;8..11|stfusion:nodata.2=101"
    values, valid = read(text, (1, 2, 2))
    first = np.isin(np.arange(1, 21), [3, 8, 9, 10, 11]).reshape(4, 5)
    np.testing.assert_array_equal(valid[0], ~first)
    assert (values[0][first] == 0).all()
    assert not valid[1, 0, 0] and valid[1].sum() == 19 and (valid[1] == valid[2]).all()
    reader = RasterReader(describe(text))
    np.testing.assert_array_equal(reader.known(Window(0, 0, 4, 5), (1, 2, 2)), valid)
    reader.close()


def test_the_nodata_value_of_the_file_can_be_ignored(write_raster) -> None:
    path = write_raster("a.tif", np.array([[0, 1], [2, 0]], "int16"), nodata=0)
    assert describe(f"{path}|stfusion:own_nodata=no").nodata is None
    for text, count in ((path, 2), (f"{path}|stfusion:own_nodata=no", 4), (f"{path}|stfusion:nodata=2", 1)):
        reader = RasterReader(describe(text))
        assert reader.read(Window(0, 0, 2, 2), (1,))[1].sum() == count
        assert reader.known(Window(0, 0, 2, 2), (1,)).sum() == count


def test_a_float_value_is_hidden_in_the_precision_of_the_file(write_raster) -> None:
    path = write_raster("a.tif", np.array([[0.1, 0.2, 0.3]], "float32"))
    assert RasterReader(describe(f"{path}|stfusion:nodata=0.1")).read(Window(0, 0, 1, 3), (1,))[1].tolist() == [
        [[False, True, True]]
    ]


def pack(kind: str, path: Path, folder: Path, *names: str) -> Path:
    archive = folder / f"a.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as file:
            for name in names:
                file.write(path, name)
    elif kind == "tif.gz":
        archive.write_bytes(gzip.compress(path.read_bytes()))
    else:
        with tarfile.open(archive, "w:gz" if kind != "tar" else "w") as file:
            for name in names:
                file.add(path, name)
    return archive


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tgz", "tif.gz"])
def test_an_archive_with_one_raster_is_that_raster(stored, tmp_path, kind) -> None:
    archive = pack(kind, stored, tmp_path, "in/a_20040621.tif", "in/a_20040621.tfw", "in/._a_20040621.tif")
    np.testing.assert_array_equal(read(archive)[0], read(stored)[0])
    assert describe(archive).label == archive.name
    assert describe(f"{archive}|stfusion:crs=EPSG:32634|option:NUM_THREADS=1").grid.crs != describe(stored).grid.crs


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_an_archive_with_several_rasters_or_none_is_answered(stored, tmp_path, kind) -> None:
    archive = pack(kind, stored, tmp_path, "b.tif", "a.tif")
    with pytest.raises(InputError, match=rf"a\.{kind} contains 2 rasters; choose one of them, such as .*/a\.tif\."):
        describe(archive)
    np.testing.assert_array_equal(read(f"/vsi{kind}/{archive}/b.tif")[0], read(stored)[0])
    with pytest.raises(InputError, match="contains no raster"):
        describe(pack(kind, stored, tmp_path, "a.txt"))


@pytest.mark.parametrize("kind", ["zip", "tar", "gz", "tgz"])
def test_a_damaged_archive_is_answered(tmp_path, kind) -> None:
    (tmp_path / f"a.{kind}").write_bytes(b"PK no archive")
    with pytest.raises(InputError, match=rf"a\.{kind} cannot be opened as"):
        describe(tmp_path / f"a.{kind}")
