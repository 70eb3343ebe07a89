"""Missing, foreign, damaged and hostile files: one clear sentence, nothing outside of the folder, nothing half."""

from __future__ import annotations

import io
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from delivered import grids, optical, tiles
from delivered.landscape import DAYS, UTM, Grid
from stfusion.core.errors import Cancelled, InputError
from stfusion.core.imports import importing, library
from stfusion.core.imports.assembling import Target
from stfusion.core.imports.importing import MANIFEST, REUSED, WRITTEN, ImportRequest, import_products
from stfusion.core.rasters.grid import Grid as Area
from stfusion.core.run import Run

DAY = DAYS[0]


def run(place: Path, folder: Path, **how):
    folder.mkdir(exist_ok=True)
    told: list[str] = []
    result = import_products(
        ImportRequest((str(place),), **how), folder, Run(log=lambda text, level: told.append(text))
    )
    return result, told


def only_whole_files(folder: Path) -> bool:
    return not [path for path in folder.rglob("*") if path.name.startswith(".") or ".part" in path.name]


def archive(path: Path, names: dict[str, bytes], link: str = "") -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    with tarfile.open(path, "w") as tar:
        for name, data in names.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
        if link:
            info = tarfile.TarInfo(link)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(info)
    return path


NAME = "LC08_L2SP_191026_20230502_20230901_02_T1"


@pytest.mark.parametrize("member", ["../outside.TIF", "/tmp/outside.TIF", f"{NAME}/../../{NAME}_SR_B4.TIF", "C:/x.TIF"])
def test_paths_outside_an_archive_are_refused(tmp_path, member) -> None:
    place = archive(tmp_path / "in" / f"{NAME}.tar", {member: b"x"})
    with pytest.raises(InputError, match="outside the archive; it is not opened"):
        run(place, tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "in" / "x.zip", "w") as file:
        file.writestr(member, "x")
    with pytest.raises(InputError, match="outside the archive"):
        run(tmp_path / "in" / "x.zip", tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"] and not list((tmp_path / "out").iterdir())


def test_links_in_archives_are_refused(tmp_path) -> None:
    place = archive(tmp_path / f"{NAME}.tar", {}, link=f"{NAME}_SR_B4.TIF")
    with pytest.raises(InputError, match="a link or a path"):
        run(place, tmp_path / "out")


def test_too_many_members_and_bombs(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as file:
        for number in range(20_002):
            file.writestr(f"{number}.txt", "")
    with pytest.raises(InputError, match="more than 20000 files"):
        run(tmp_path / "many.zip", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as file:
        with file.open("VNP09GA.A2023122.h18v04.002.2023200123456.h5", "w", force_zip64=True) as member:
            for _ in range(1200):
                member.write(bytes(2**20))
    # A number of zeros is no bomb by itself; such a size from so few bytes is.
    with pytest.raises(InputError, match="bomb.zip"):
        run(tmp_path / "bomb.zip", tmp_path / "out")
    assert only_whole_files(tmp_path / "out")


@pytest.mark.parametrize("keep", [0, 100, 0.5])
def test_half_downloaded_archives(tmp_path, keep) -> None:
    place = optical.landsat(tmp_path / "in", DAY, archive="tar")
    data = place.read_bytes()
    place.write_bytes(data[: int(keep if keep > 1 else len(data) * keep)])
    with pytest.raises(InputError) as error:
        run(place, tmp_path / "out")
    assert "LC08" in str(error.value) or "Nothing was imported" in str(error.value)
    assert not list((tmp_path / "out").glob("*.tif")) and only_whole_files(tmp_path / "out")


@pytest.mark.parametrize("kind", ["modis", "viirs", "syn", "oisst", "sentinel"])
def test_a_damaged_granule_does_not_stop_the_others(tmp_path, kind) -> None:
    make = {
        "modis": lambda day: tiles.modis(tmp_path / "in", day),
        "viirs": lambda day: tiles.viirs(tmp_path / "in", day),
        "syn": lambda day: grids.syn(tmp_path / "in", day),
        "oisst": lambda day: grids.sea_surface(tmp_path / "in", day),
        "sentinel": lambda day: optical.sentinel2(tmp_path / "in", day),
    }[kind]
    good, bad = make(DAYS[0]), make(DAYS[1])
    files = [bad] if bad.is_file() else [path for path in bad.rglob("*") if path.suffix in (".nc", ".jp2")]
    for path in files:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    result, told = run(tmp_path / "in", tmp_path / "out")
    assert [day for _, day in result.files] == [DAYS[0]]
    assert any(str(DAYS[1]) in text or bad.name.split(".")[0] in text for text in told)
    assert good.exists() and only_whole_files(tmp_path / "out")


def test_a_product_without_its_layers(tmp_path) -> None:
    place = optical.landsat(tmp_path / "in", DAY)
    for path in place.glob("*_SR_B*.TIF"):
        path.unlink()
    with pytest.raises(InputError, match="LC08"):
        run(place, tmp_path / "out")
    (place / f"{place.name}_QA_PIXEL.TIF").unlink()
    with pytest.raises(InputError):
        run(place, tmp_path / "out")


def test_without_its_quality_layer_a_product_says_so(tmp_path) -> None:
    place = optical.landsat(tmp_path / "in", DAY)
    (place / f"{place.name}_QA_PIXEL.TIF").unlink()
    result, told = run(place, tmp_path / "out")
    assert result.files and any("quality layer is missing" in text for text in told)


def test_a_swath_without_positions(tmp_path) -> None:
    place = grids.syn(tmp_path / "in", DAY)
    (place / "geolocation.nc").unlink()
    with pytest.raises(InputError, match="latitude and longitude"):
        run(place, tmp_path / "out")


def test_a_missing_driver_is_named_with_what_to_do(tmp_path, monkeypatch) -> None:
    place = tiles.modis(tmp_path / "in", DAY)
    monkeypatch.setattr(library, "has_driver", lambda name: name != "HDF4")
    with pytest.raises(InputError, match="driver HDF4.*AppEEARS"):
        run(place, tmp_path / "out")


def test_a_second_run_keeps_what_is_there(tmp_path) -> None:
    optical.landsat(tmp_path / "in", DAYS[0])
    first, _ = run(tmp_path / "in", tmp_path / "out")
    optical.landsat(tmp_path / "in", DAYS[1])
    second, _ = run(tmp_path / "in", tmp_path / "out")
    assert [one.state for one in second.images] == [REUSED, WRITTEN]
    changed, _ = run(tmp_path / "in", tmp_path / "out", target=Target(pixel=60.0))
    assert [one.state for one in changed.images] == [WRITTEN, WRITTEN]
    assert (tmp_path / "out" / MANIFEST).is_file()


def test_cancel_keeps_finished_images_and_no_half_one(tmp_path) -> None:
    for day in DAYS:
        optical.landsat(tmp_path / "in", day)
    (tmp_path / "out").mkdir()
    stop = [False]

    def told(text: str, level: str) -> None:
        stop[0] = stop[0] or "LC_L2, 2023-05-02" in text

    with pytest.raises(Cancelled, match="1 finished images are kept"):
        import_products(
            ImportRequest((str(tmp_path / "in"),)), tmp_path / "out", Run(cancelled=lambda: stop[0], log=told)
        )
    assert [path.name for path in (tmp_path / "out").glob("*.tif")] == ["LC_L2_20230502.tif"]
    assert only_whole_files(tmp_path / "out")


def test_tiles_of_a_day_become_one_image(tmp_path) -> None:
    import rasterio.warp

    small = 4800.0
    for number, (left, row) in enumerate(((0, "191026"), (small - 600, "191027"))):
        optical.landsat(
            tmp_path / "in", DAY, grid=Grid(UTM, 462000 + left, 5412000 - number * 900, 30, 160, 160), row=row
        )
    result, _ = run(tmp_path / "in", tmp_path / "out")
    (path,) = result.files.values()
    with rasterio.open(path) as file:
        assert (file.width, file.height) == (300, 190)
        values = file.read(masked=True)
    assert 0.7 < (~values.mask[0]).mean() < 0.95 and len(result.images[0].granules) == 2


def test_scenes_of_two_zones_become_one_image(tmp_path) -> None:
    import rasterio.warp

    optical.landsat(tmp_path / "in", DAY)
    other = Grid(32632, 462000 + 440000, 5412000 + 20000, 30, 1000, 400)
    optical.landsat(tmp_path / "in", DAY, grid=other, row="192026")
    result, _ = run(tmp_path / "in", tmp_path / "out")
    (path,) = result.files.values()
    with rasterio.open(path) as file:
        assert file.crs.to_epsg() == 32633 and file.width > 320


@pytest.mark.parametrize("crs, pixel", [("", 0.0), ("EPSG:3035", 0.0), ("EPSG:32633", 90.0)])
def test_area_grid_and_pixel_size(tmp_path, crs, pixel) -> None:
    import rasterio.warp

    optical.landsat(tmp_path / "in", DAY)
    wkt = rasterio.crs.CRS.from_string(crs).to_wkt() if crs else ""
    area = Area(1, 1, (1500.0, 0.0, 464000.0, 0.0, -2000.0, 5410000.0), rasterio.crs.CRS.from_epsg(32633).to_wkt())
    result, _ = run(tmp_path / "in", tmp_path / "out", target=Target(extent=area, crs=wkt, pixel=pixel))
    (path,) = result.files.values()
    with rasterio.open(path) as file:
        left, bottom, right, top = rasterio.warp.transform_bounds(file.crs, "EPSG:32633", *file.bounds)
        # Turned against the area, the image covers a little more than it.
        room = 400 if crs == "EPSG:3035" else 91
        assert 0 <= 464000 - left + 91 < room + 91 and abs(right - 465500) < room and abs(top - 5410000) < room
        assert file.transform.a == (pixel or pytest.approx(30, rel=0.02))
    elsewhere = Area(1, 1, (1500.0, 0.0, 164000.0, 0.0, -2000.0, 5410000.0), rasterio.crs.CRS.from_epsg(32633).to_wkt())
    with pytest.raises(InputError, match="does not overlap"):
        run(tmp_path / "in", tmp_path / "out", target=Target(extent=elsewhere))


def test_dates_that_are_not_wanted(tmp_path) -> None:
    for day in DAYS:
        optical.landsat(tmp_path / "in", day)
    result, _ = run(tmp_path / "in", tmp_path / "out", first=date(2023, 6, 1), last=date(2023, 6, 30))
    assert [day for _, day in result.files] == [DAYS[1]]
    with pytest.raises(InputError, match="between the first and the last date"):
        run(tmp_path / "in", tmp_path / "out", first=date(2030, 1, 1))


def test_an_older_collection_of_a_tile_is_skipped(tmp_path) -> None:
    tiles.modis(tmp_path / "in", DAY, collection="006")
    tiles.modis(tmp_path / "in", DAY, collection="061")
    result, told = run(tmp_path / "in", tmp_path / "out")
    assert result.images[0].granules == ["MOD09GA.A2023122.h18v04.061.2023200123456"]
    assert any("newer collection" in text for text in told)


def test_inputs_are_never_written_to(tmp_path) -> None:
    makers = (lambda: optical.landsat(tmp_path / "in", DAY), lambda: tiles.modis(tmp_path / "in", DAY),
              lambda: grids.sea_surface(tmp_path / "in", DAY), lambda: optical.sentinel2(tmp_path / "in", DAY))  # fmt: skip
    for make in makers:
        make()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "in").rglob("*")}
    run(tmp_path / "in", tmp_path / "out")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "in").rglob("*")} == before
    assert importing.MANIFEST == "import.json"
