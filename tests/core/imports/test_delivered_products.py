"""Each product's imitation becomes a dated GeoTIFF with the values of the landscape, and without its clouds."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import rasterio

from delivered import grids, landscape, optical, tiles
from delivered.landscape import DAYS, cloudy, kelvin, lake, reflectance
from stfusion.core.errors import InputError
from stfusion.core.imports.importing import ImportRequest, import_products
from stfusion.core.imports.selecting import Selection
from stfusion.core.run import Run

DAY = DAYS[0]


class Image:
    """An imported file, with the landscape on its grid."""

    def __init__(self, path: Path) -> None:
        with rasterio.open(path) as file:
            self.values = np.ma.masked_array(file.read().astype("float64"), file.read(masked=True).mask)
            self.values = self.values * np.array(file.scales)[:, None, None] + np.array(file.offsets)[:, None, None]
            self.names, self.tags, self.units = file.descriptions, file.tags(), file.units
            self.dtype, self.crs, self.transform = file.dtypes[0], file.crs, file.transform
            wkt = file.crs.to_wkt()
            self.grid = landscape.Grid(
                landscape.UTM if "32633" in wkt or "zone 33N" in wkt else wkt,
                file.transform.c, file.transform.f, file.transform.a, file.height, file.width,
            )  # fmt: skip

    @property
    def wavelengths(self) -> list[float]:
        return [float(name.rpartition(", ")[2].removesuffix(" nm")) for name in self.names]

    def seen(self, of) -> np.ndarray:
        """What the imitations hold: values at the centres for fine sensors, means over pixels for coarse ones."""
        return np.asarray(of(*self.grid.places()), "float32") if self.transform.a < 100 else self.mean(of)

    def mean(self, of) -> np.ndarray:
        return self.grid.mean(of)


def imported(place: Path, folder: Path, **choices) -> tuple[dict[tuple[str, date], Image], list[str]]:
    told: list[str] = []
    folder.mkdir(exist_ok=True, parents=True)
    result = import_products(
        ImportRequest((str(place),), selection=Selection(**choices)),
        folder,
        Run(log=lambda text, level: told.append(text)),
    )
    return {key: Image(path) for key, path in result.files.items()}, told


def check(image: Image, day: date, clouds: bool = True) -> None:
    """Checks values on valid pixels, that clouds are hidden, and that clear ones, among them water, are not."""
    share, water = image.seen(lambda x, y: cloudy(x, y, day)), image.seen(lake)
    hidden = np.ma.getmaskarray(image.values)[0]
    if clouds:
        # Flags may have larger pixels than the bands.
        core = share > 0.99
        for axis in (0, 1) if image.transform.a < 100 else ():
            core = core & np.roll(core, 1, axis) & np.roll(core, -1, axis)
        assert core.any() and hidden[core].all()
    inside = (share == 0) & ~hidden
    assert inside.mean() > 0.5 and (water[~hidden] > 0.9).any()
    for band, nm in zip(image.values, image.wavelengths):
        assert np.abs(band.data - image.seen(lambda x, y, nm=nm: reflectance(x, y, day, nm)))[inside].max() < 0.002, nm


OLI_BANDS = [482, 561, 655, 865, 1609, 2201]
NAMES_6 = ["blue", "green", "red", "nir", "swir1", "swir2"]


@pytest.mark.parametrize("archive", ["", "tar", "gztar", "zip"])
def test_landsat_by_folder_and_archive(tmp_path, archive) -> None:
    place = optical.landsat(tmp_path / "in", DAY, archive=archive)
    images, told = imported(place, tmp_path / "out")
    (image,) = images.values()
    assert list(images) == [("LC_L2", DAY)]
    assert [name.split(",")[0] for name in image.names] == NAMES_6 and image.wavelengths == OLI_BANDS
    assert image.dtype == "int16" and image.tags["ACQUISITION_DATE"] == "2023-05-02"
    assert image.tags["PLATFORM"] == "LANDSAT_8" and image.tags["COLLECTION"] == "02"
    check(image, DAY)
    assert any("QA_PIXEL" in text for text in told)


def test_older_landsats_with_gaps(tmp_path) -> None:
    day = date(2010, 5, 2)
    optical.landsat(tmp_path / "in", day, "LT05")
    optical.landsat(tmp_path / "in", day + timedelta(8), "LE07", gaps=True)
    images, _ = imported(tmp_path / "in", tmp_path / "out")
    assert set(images) == {("LT_L2", day), ("LE_L2", day + timedelta(8))}
    check(images["LT_L2", day], day)
    etm = images["LE_L2", day + timedelta(8)]
    check(etm, day + timedelta(8))
    assert np.ma.getmaskarray(etm.values)[:, 0::16].all()


def test_landsat_temperature(tmp_path) -> None:
    place = optical.landsat(tmp_path / "in", DAY)
    images, _ = imported(place, tmp_path / "out", content="temperature")
    (image,) = images.values()
    assert image.units == ("K",) and image.dtype == "uint16"
    x, y = image.grid.places()
    clear = ~np.ma.getmaskarray(image.values)[0]
    assert clear.mean() > 0.9 and np.abs(image.values.data[0] - kelvin(x, y, DAY))[clear].max() < 0.1


def test_level_1_is_said_to_be_above_the_atmosphere(tmp_path) -> None:
    optical.landsat(tmp_path / "in", DAY, level="L1TP")
    images, told = imported(tmp_path / "in", tmp_path / "out")
    (image,) = images.values()
    assert any("top of the atmosphere" in text for text in told)
    x, y = image.grid.places()
    known = ~np.ma.getmaskarray(image.values)[0]
    # Divided by the sine of the sun's elevation, 0.8.
    assert np.abs(image.values.data[0] - reflectance(x, y, DAY, 482))[known].max() < 2e-4


@pytest.mark.parametrize("kind, count", [("L30", 6), ("S30", 10)])
def test_hls(tmp_path, kind, count) -> None:
    images, _ = imported(optical.hls(tmp_path / "in", DAY, kind), tmp_path / "out")
    (image,) = images.values()
    assert list(images) == [(f"HLS_{kind}", DAY)] and len(image.names) == count
    assert image.wavelengths == sorted(image.wavelengths)
    check(image, DAY)
    assert np.ma.getmaskarray(image.values)[:, :, :6].all()


@pytest.mark.parametrize("baseline, archive", [("0509", ""), ("0509", "zip"), ("0212", ""), ("0400", "")])
def test_sentinel_2_before_and_after_its_offset(tmp_path, baseline, archive) -> None:
    place = optical.sentinel2(tmp_path / "in", DAY, baseline=baseline, archive=archive)
    images, _ = imported(place, tmp_path / "out")
    (image,) = images.values()
    assert image.wavelengths == [490, 560, 665, 842] and image.transform.a == 10
    assert image.tags["PROCESSING_BASELINE"] == baseline and image.tags["PLATFORM"] == "SENTINEL-2A"
    check(image, DAY)
    assert np.ma.getmaskarray(image.values)[:, -14:].all()


def test_sentinel_2_at_20_m_and_with_larger_pixels(tmp_path) -> None:
    place = optical.sentinel2(tmp_path / "in", DAY)
    (twenty,) = imported(place, tmp_path / "twenty", pixel=20.0)[0].values()
    assert twenty.wavelengths == [490, 560, 665, 704, 740, 783, 865, 1610, 2190] and twenty.transform.a == 20
    check(twenty, DAY)
    (all_bands,) = imported(place, tmp_path / "all", coarser=True)[0].values()
    assert len(all_bands.names) == 10 and all_bands.transform.a == 10
    (two,) = imported(place, tmp_path / "two", bands=("red", "B8A"), pixel=20.0)[0].values()
    assert two.wavelengths == [665, 865]


def test_level_1c_and_band_files_without_a_baseline(tmp_path) -> None:
    optical.sentinel2(tmp_path / "in", DAY, "1C")
    images, told = imported(tmp_path / "in", tmp_path / "out")
    assert any("top of the atmosphere" in text for text in told)
    (image,) = images.values()
    assert image.wavelengths == [490, 560, 665, 842]
    check(image, DAY, clouds=False)
    place = optical.sentinel2(tmp_path / "other", DAY)
    loose = tmp_path / "loose"
    loose.mkdir()
    for path in place.glob("GRANULE/*/IMG_DATA/R20m/*.jp2"):
        path.rename(loose / path.name)
    _, told = imported(loose, tmp_path / "out2")
    assert sum("does not state its processing baseline" in text for text in told) == 1


@pytest.mark.parametrize(
    "product, collection, bands, middle",
    [
        ("MOD09GA", "061", 7, 0), ("MOD09GA", "006", 7, 0), ("MYD09GA", "061", 7, 0), ("MOD09A1", "061", 7, 4),
        ("MOD09Q1", "061", 2, 4), ("MCD43A4", "061", 7, 0),
    ],
)  # fmt: skip
def test_modis(tmp_path, product, collection, bands, middle) -> None:
    place = tiles.modis(tmp_path / "in", DAY, product, collection)
    images, _ = imported(place, tmp_path / "out")
    (image,) = images.values()
    assert list(images) == [(product, DAY + timedelta(middle))] and len(image.names) == bands
    assert image.wavelengths == sorted(image.wavelengths)
    check(image, DAY)
    assert np.ma.getmaskarray(image.values)[:, :2, :2].all()
    if middle:
        assert (image.tags["COMPOSITE_START"], image.tags["COMPOSITE_END"]) == ("2023-05-02", "2023-05-09")


def test_quality_of_one_band_hides_that_band_only(tmp_path) -> None:
    images, _ = imported(tiles.modis(tmp_path / "in", DAY, "MCD43A4"), tmp_path / "out")
    (image,) = images.values()
    share = image.mean(lambda x, y: cloudy(x, y, DAY).astype("float32"))
    hidden = np.ma.getmaskarray(image.values)
    assert hidden[:6, share > 0].all() and not hidden[6][share > 0].all()


def test_vegetation_index_and_land_surface_temperature(tmp_path) -> None:
    images, _ = imported(tiles.modis(tmp_path / "in", DAY, "MOD13Q1"), tmp_path / "out")
    (image,) = images.values()
    assert list(images) == [("MOD13Q1", DAY + timedelta(8))] and image.names == ("NDVI",)
    red, nir = (image.mean(lambda x, y, nm=nm: reflectance(x, y, DAY, nm)) for nm in (645, 858))
    known = ~np.ma.getmaskarray(image.values)[0]
    assert np.abs(image.values.data[0] - (nir - red) / (nir + red))[known].max() < 0.002
    for product in ("MOD11A1", "MOD21A1D"):
        images, _ = imported(tiles.modis(tmp_path / product, DAY, product), tmp_path / f"out{product}")
        (image,) = images.values()
        assert image.names[0].startswith("LST") and image.units[0] == "K"
        known = ~np.ma.getmaskarray(image.values)[0]
        assert known.mean() > 0.7
        assert np.abs(image.values.data[0] - image.mean(lambda x, y: kelvin(x, y, DAY)))[known].max() < 0.1


@pytest.mark.parametrize("collection", ["001", "002"])
def test_viirs_without_a_georeference_gdal_knows(tmp_path, collection) -> None:
    place = tiles.viirs(tmp_path / "in", DAY, collection)
    (fine,) = imported(place, tmp_path / "out")[0].values()
    assert fine.wavelengths == [640, 865, 1610] and abs(fine.transform.a - 463.31) < 0.01
    check(fine, DAY)
    (coarse,) = imported(place, tmp_path / "km", pixel=1000.0)[0].values()
    assert coarse.wavelengths == [488, 555, 672, 865, 1240, 1610, 2250] and abs(coarse.transform.a - 926.63) < 0.01
    check(coarse, DAY)


@pytest.mark.parametrize("seconds", [False, True])
def test_appeears_and_earth_engine(tmp_path, seconds) -> None:
    tiles.appeears(tmp_path / "in", DAY, seconds)
    (image,) = imported(tmp_path / "in", tmp_path / "out")[0].values()
    assert len(image.names) == 7 and image.tags["COMPOSITE_START"] == "2023-05-02"
    check(image, DAY)
    optical.earth_engine(tmp_path / "ee", DAY)
    (image,) = imported(tmp_path / "ee", tmp_path / "ee_out")[0].values()
    assert image.wavelengths == OLI_BANDS
    check(image, DAY)


@pytest.mark.parametrize("described", [True, False])
def test_swaths(tmp_path, described) -> None:
    images, _ = imported(grids.syn(tmp_path / "in", DAY, described), tmp_path / "out")
    (image,) = images.values()
    assert list(images) == [("S3_SYN", DAY)] and image.wavelengths == [490, 560, 665, 865] and image.transform.a == 300
    swath_check(image)
    (image,) = imported(grids.goci(tmp_path / "goci", DAY), tmp_path / "goci_out")[0].values()
    assert image.wavelengths == [490, 555, 660, 865] and image.transform.a == 250
    swath_check(image, clouds=False)


def swath_check(image: Image, clouds: bool = True) -> None:
    """Every pixel has the value of the nearest pixel of the swath; on the whole, that of the landscape."""
    from scipy.spatial import cKDTree

    x, y = image.grid.places()
    across, along = grids.swath(image.transform.a)
    near = cKDTree(np.c_[across.ravel(), along.ravel()]).query(np.c_[x.ravel(), y.ravel()])[1].reshape(x.shape)
    known = ~np.ma.getmaskarray(image.values)[0]
    share = image.mean(lambda x, y: cloudy(x, y, DAY).astype("float32"))
    assert 0.5 < known.mean() < 0.95
    assert not known[share == 1].any() if clouds else known[share == 1].any()
    clear = known & (share == 0)
    for band, nm in zip(image.values.data, image.wavelengths):
        at_nearest = reflectance(across, along, DAY, nm).ravel()[near]
        assert (np.abs(band - at_nearest)[clear] < 2e-4).mean() > 0.99
        assert abs((band - reflectance(x, y, DAY, nm))[clear].mean()) < 0.002


def test_sea_surface_temperature_is_kelvin_with_north_up(tmp_path) -> None:
    for product, name, pixel in (("oisst", "OISST", 1.0), ("ostia", "GHRSST", 0.5)):
        images, _ = imported(grids.sea_surface(tmp_path / product, DAY, product), tmp_path / f"out_{product}")
        (image,) = images.values()
        assert list(images) == [(name, DAY)] and image.units == ("K",)
        assert image.transform.c == -180 and image.transform.f == 90 and image.transform.a == pixel
        rows, cols = np.indices(image.values.shape[1:]) + 0.5
        truth = grids.temperature(90 - rows * pixel, cols * pixel - 180, DAY)
        known = ~np.ma.getmaskarray(image.values)[0]
        assert 0.8 < known.mean() < 0.99 and np.abs(image.values.data[0] - truth)[known].max() < 0.1


@pytest.mark.parametrize("name, new", [("era5_sst.nc", True), ("download.nc", False)])
def test_hours_of_a_day_become_their_mean(tmp_path, name, new) -> None:
    place = grids.era5(tmp_path / "in", list(DAYS[:2]), name, new)
    images, _ = imported(place, tmp_path / "out")
    assert [day for _, day in images] == list(DAYS[:2])
    for (_, day), image in images.items():
        rows, cols = np.indices(image.values.shape[1:])
        truth = grids.temperature(60 - rows, cols, day) + 1.5
        assert np.abs(image.values[0] - truth).max() < 0.02
    images, _ = imported(place, tmp_path / "rain", bands=("tp",))
    for image in images.values():
        assert np.allclose(image.values, 0.004) and image.units == ("m",)


def test_one_hour_of_several(tmp_path) -> None:
    place = grids.era5(tmp_path / "in", [DAY])
    request = ImportRequest((str(place),), hour=11.0)
    result = import_products(request, tmp_path, Run())
    (path,) = result.files.values()
    image = Image(path)
    rows, cols = np.indices(image.values.shape[1:])
    assert np.abs(image.values[0] - grids.temperature(60 - rows, cols, DAY) - 2).max() < 0.02


def test_exchanged_axes_are_put_right(tmp_path) -> None:
    for hour in (0, 3, 6):
        grids.trmm(tmp_path / "in", DAY, hour)
    images, _ = imported(tmp_path / "in", tmp_path / "out")
    (image,) = images.values()
    assert image.values.shape == (1, 100, 360) and image.transform.f == 50 and image.transform.c == -180
    rows, cols = np.indices((100, 360)) + 0.5
    known = ~np.ma.getmaskarray(image.values)[0]
    assert not known[:, :5].any() and known[:, 5:].all()
    assert np.abs(image.values.data[0] - grids.rain_rate(50 - rows, cols - 180) - 3)[known].max() < 1e-4


def test_the_list_says_what_was_understood(tmp_path) -> None:
    optical.landsat(tmp_path / "in", DAY)
    imported(tmp_path / "in", tmp_path / "out")
    (entry,) = json.loads((tmp_path / "out" / "import.json").read_text())["images"]
    assert entry["file"] == "LC_L2_20230502.tif" and entry["masked"] == ["QA_PIXEL"] and entry["level"] == "surface"
    assert entry["bands"][0] == "blue, 482 nm = SR_B2" and "2.75e-05-0.2" in entry["scale"]


def test_nothing_known_is_one_sentence(tmp_path) -> None:
    (tmp_path / "notes.dat").write_text("no product")
    with pytest.raises(InputError, match="no known product.*notes.dat"):
        imported(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("units, added", [("Celsius", 273.15), ("K", 0.0), ("Celsius", 0.0), ("kelvin", 273.15)])
def test_a_unit_that_the_values_contradict_is_corrected(tmp_path, units, added) -> None:
    """The GRIB driver states degrees Celsius for kelvin; other files do so the other way round."""
    lat, lon = np.arange(20, 0, -1.0), np.arange(10.0, 40.0)
    path = tmp_path / "in" / f"20230502_{units}.nc"
    file = grids.NetCdf(path)
    file.axis("lat", lat, units="degrees_north")
    file.axis("lon", lon, units="degrees_east")
    values = (10 + np.add.outer(lat, lon) / 10 + (273.15 if added == 0 else 0)).astype("float32")
    file.variable("sst", ("lat", "lon"), values, -999, units=units)
    file.close()
    images, told = imported(tmp_path / "in", tmp_path / "out")
    (image,) = images.values()
    truth = 283.15 + np.add.outer(lat, lon) / 10
    assert np.abs(image.values[0] - truth).max() < 0.01
    assert any("unit stated in the file is not correct" in text for text in told) == (
        (units == "Celsius") != (added > 0)
    )


def test_files_without_any_position_lie_on_the_known_grid(tmp_path) -> None:
    grids.trmm_hdf4(tmp_path / "in", DAY, 3)
    (image,) = imported(tmp_path / "in", tmp_path / "out")[0].values()
    assert image.values.shape == (1, 400, 1440) and (image.transform.c, image.transform.f) == (-180, 50)
    rows, cols = np.indices((400, 1440)) + 0.5
    known = ~np.ma.getmaskarray(image.values)[0]
    assert not known[:, :8].any() and known[:, 8:].all()
    assert np.abs(image.values.data[0] - grids.rain_rate(50 - rows / 4, cols / 4 - 180))[known].max() < 1e-4


def test_imerg_and_gridsat(tmp_path) -> None:
    grids.imerg(tmp_path / "imerg", DAY)
    (image,) = imported(tmp_path / "imerg", tmp_path / "a")[0].values()
    rows, cols = np.indices(image.values.shape[1:]) + 0.5
    assert np.abs(image.values[0] - grids.rain_rate(90 - rows, cols - 180)).max() < 1e-4
    for hour in (0, 12):
        grids.gridsat(tmp_path / "gridsat", DAY, hour)
    images = imported(tmp_path / "gridsat", tmp_path / "b")[0]
    assert list(images) == [("GRIDSAT_B1", DAY)]
    (image,) = images.values()
    rows, cols = np.indices(image.values.shape[1:]) + 0.5
    assert np.abs(image.values[0] - grids.temperature(70 - rows, cols - 180, DAY)).max() < 0.02


@pytest.mark.parametrize("packing", ["zip", "gz", "bz2"])
def test_files_that_cannot_be_read_inside_an_archive(tmp_path, packing, monkeypatch) -> None:
    """NetCDF and HDF are unpacked, once for all their dates, into a temporary folder that is removed."""
    import bz2
    import gzip
    import tempfile
    import zipfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    place = grids.era5(tmp_path / "made", list(DAYS), "era5_sst.nc")
    packed = tmp_path / "in" / f"era5_sst.nc.{packing}"
    packed.parent.mkdir()
    if packing == "zip":
        with zipfile.ZipFile(packed.with_name("era5_download.zip"), "w") as archive:
            archive.write(place, "data/era5_sst.nc")
    else:
        packed.write_bytes((gzip if packing == "gz" else bz2).compress(place.read_bytes()))
    images, _ = imported(tmp_path / "in", tmp_path / "out")
    assert [day for _, day in images] == list(DAYS)
    assert not list((tmp_path / "temporary").iterdir())


def test_sen3_and_hdf_in_archives(tmp_path) -> None:
    import shutil

    place = grids.syn(tmp_path / "made", DAY)
    (tmp_path / "in").mkdir()
    shutil.make_archive(str(tmp_path / "in" / place.name.removesuffix(".SEN3")), "zip", place.parent, place.name)
    shutil.make_archive(str(tmp_path / "in" / "tiles"), "gztar", tiles.modis(tmp_path / "tiles", DAY).parent)
    images, _ = imported(tmp_path / "in", tmp_path / "out")
    assert set(images) == {("S3_SYN", DAY), ("MOD09GA", DAY)}
