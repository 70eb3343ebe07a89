"""One scene in many encodings is read with equal values: types, scales, fills, band orders, grids, masks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from support import missing

from stfusion.core.errors import InputError
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.pairing import Image

N, RATIO = 96, 8
FINE, COARSE = (30, 0, 480000, 0, -30, 5400000), (240, 0, 480000, 0, -240, 5400000)
NAMES = ("blue", "green", "red", "nir")
LEVELS = np.array(
    [[0.03, 0.05, 0.07, 0.02], [0.06, 0.08, 0.10, 0.03], [0.04, 0.09, 0.14, 0.02], [0.42, 0.3, 0.22, 0.03]]
)
CHANGE = np.array(
    [[0.01, 0.0, -0.01, 0.0], [0.01, 0.02, -0.01, 0.0], [0.05, 0.02, -0.03, 0.0], [-0.15, -0.05, 0.06, 0.0]]
)
ROLES = ("Fine image 1", "Coarse image 1", "Coarse image of the target date")


def surface(day: int) -> np.ndarray:
    random = np.random.default_rng(3)
    kinds = np.kron(random.integers(0, 4, (16, 16)), np.ones((6, 6), int))
    return (LEVELS + day * CHANGE)[:, kinds] + random.normal(0, 0.002, (4, N, N))


def means(values: np.ndarray) -> np.ndarray:
    return values.reshape(len(values), N // RATIO, RATIO, N // RATIO, RATIO).mean((2, 4))


SCENE = {0: surface(0), 1: means(surface(0)), 2: means(surface(1))}  # fine, coarse, coarse of the target date


def whole(values: np.ndarray, kind: str = "int16", factor: float = 1e-4, offset: float = 0.0) -> np.ndarray:
    return np.rint((values - offset) / factor).astype(kind)


class Writer:
    """Writes the three images in a plain encoding, except for the given changes."""

    def __init__(self, write_raster, folder: Path) -> None:
        self._write, self.folder = write_raster, folder

    def plain(self, place: int, values: np.ndarray | None = None, **how) -> Image:
        how = {"names": NAMES, "nodata": -9999, "transform": COARSE if place else FINE, **how}
        name = how.pop("name", f"image{place}_{20040620 if place == 2 else 20040520}.tif")
        written = self._write(name, whole(SCENE[place]) if values is None else values, **how)
        return Image(str(written), ROLES[place], None, 1 if place < 2 else None)

    def inputs(self, changed: dict[int, Image], **more) -> Inputs:
        images = [changed.get(place) or self.plain(place) for place in range(3)]
        return Inputs(fine=(images[0],), coarse=(images[1],), target=images[2], **more)


def all_of(make):
    return lambda w: w.inputs({place: make(w, place) for place in range(3)})


def one(place, make):
    return lambda w: w.inputs({place: make(w, place)})


def order(w: Writer, place: int) -> Image:
    return w.plain(place, whole(SCENE[place])[[2, 3, 0, 1]], names=("red", "nir", "blue", "green"))


def modis(w: Writer, place: int, **how) -> Image:
    """Bands as MOD09 counts them."""
    values, name = whole(SCENE[place])[[2, 3, 0, 1]], f"MOD09GA.A2004{141 + 31 * (place - 1)}.tif"
    return w.plain(
        place,
        values,
        names=[f"sur_refl_b0{band}" for band in (1, 2, 3, 4)],
        name=name,
        **how,
    )


def landsat(w: Writer, place: int) -> Image:
    values = whole(SCENE[place], "uint16", 0.0000275, -0.2)
    return w.plain(place, values, names=[f"SR_B{band}" for band in (2, 3, 4, 5)], nodata=0,
                   name="LC08_L2SP_190028_20040520_20200822_02_T1.tif")  # fmt: skip


def quality_band(w: Writer, place: int) -> Image:
    values = np.concatenate([whole(SCENE[place]), np.full((1, *SCENE[place].shape[1:]), 21824, "int16")])
    return w.plain(place, values, names=(*NAMES, "QA_PIXEL"))


def virtual(w: Writer, place: int) -> Image:
    """As *Build virtual raster* of QGIS stacks the files of a product: one band from each; types may differ."""
    parts = []
    for band, (name, kind) in enumerate(zip(NAMES, ("int16", "int32", "int16", "float32"))):
        values = whole(SCENE[place][band : band + 1]).astype(kind)
        parts.append((w.plain(place, values, names=(name,), name=f"{name}{place}.tif").source, kind))
    kinds = {"int16": "Int16", "int32": "Int32", "float32": "Float32"}
    bands = "".join(
        f'<VRTRasterBand dataType="{kinds[kind]}" band="{n}"><Description>{NAMES[n - 1]}</Description><NoDataValue>-9999'
        f'</NoDataValue><SimpleSource><SourceFilename relativeToVRT="0">{path}</SourceFilename><SourceBand>1</SourceBand>'
        "</SimpleSource></VRTRasterBand>"
        for n, (path, kind) in enumerate(parts, 1)
    )
    with rasterio.open(parts[0][0]) as file:
        place_of, rows = ", ".join(map(str, file.transform.to_gdal())), file.height
        srs = file.crs.to_wkt().replace('"', "&quot;")
    target = w.folder / f"stack{place}_{20040620 if place == 2 else 20040520}.vrt"
    target.write_text(
        f'<VRTDataset rasterXSize="{rows}" rasterYSize="{rows}"><SRS>{srs}</SRS><GeoTransform>{place_of}</GeoTransform>{bands}'
        "</VRTDataset>"
    )
    return Image(str(target), ROLES[place], None, 1 if place < 2 else None)


def netcdf(w: Writer, place: int) -> Image:
    """One variable for each band, as GDAL translates a raster; opened by its first variable would be one band only."""
    image = w.plain(place, whole(SCENE[place])[2:3], names=("red",))
    target = Path(image.source).with_suffix(".nc")
    rasterio.shutil.copy(image.source, target, driver="netCDF")
    return Image(str(target), ROLES[place], None, 1 if place < 2 else None)


ENCODINGS = {
    "plain": lambda w: w.inputs({}),
    "float reflectance": all_of(lambda w, p: w.plain(p, SCENE[p].astype("float32"), nodata=float("nan"))),
    "float x 10000": all_of(lambda w, p: w.plain(p, (SCENE[p] * 1e4).astype("float32"))),
    "percent, named bands": all_of(lambda w, p: w.plain(p, (SCENE[p] * 100).astype("float32"))),
    "percent by unit": one(2, lambda w, p: w.plain(p, (SCENE[p] * 100).astype("float32"), names=())),
    "uint16": all_of(lambda w, p: w.plain(p, whole(SCENE[p], "uint16"), nodata=65535)),
    "int32": one(0, lambda w, p: w.plain(p, whole(SCENE[p], "int32"))),
    "float64 target": one(2, lambda w, p: w.plain(p, SCENE[p], nodata=None)),
    "whole pair, real target": one(2, lambda w, p: w.plain(p, SCENE[p].astype("float32"))),
    "real fine, whole coarse": one(0, lambda w, p: w.plain(p, SCENE[p].astype("float32"))),
    "stated scale": all_of(lambda w, p: w.plain(p, whole(SCENE[p], factor=2e-4), scales=(2e-4,) * 4)),
    "stated scale and offset of the target": one(
        2, lambda w, p: w.plain(p, whole(SCENE[p], factor=1e-4, offset=-0.1), scales=(1e-4,) * 4, offsets=(-0.1,) * 4)
    ),
    "a scale for each band": one(
        1,
        lambda w, p: w.plain(
            p, np.stack([whole(SCENE[p][b : b + 1], factor=f)[0] for b, f in enumerate((1e-4, 2e-4, 5e-5, 1e-3))]),
            scales=(1e-4, 2e-4, 5e-5, 1e-3),
        ),
    ),
    "inverse scale": all_of(lambda w, p: w.plain(p, scales=(10000.0,) * 4)),
    "a scale that cannot be": one(1, lambda w, p: w.plain(p, SCENE[p].astype("float32"), scales=(1e-4,) * 4)),
    "other order of bands": one(2, order),
    "other order of the pair's coarse image": one(1, order),
    "MODIS names": lambda w: w.inputs({1: modis(w, 1, nodata=-28672), 2: modis(w, 2, nodata=-28672)}),
    "Landsat Collection 2": one(0, landsat),
    "quality layer among the bands": one(0, quality_band),
    "virtual rasters of several types": all_of(virtual),
    "a virtual raster of the target": one(2, virtual),
    "no names": all_of(lambda w, p: w.plain(p, names=())),
}  # fmt: skip


@pytest.fixture
def writer(write_raster, tmp_path) -> Writer:
    return Writer(write_raster, tmp_path)


def physical(inputs: Inputs) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """All pixels of fine, coarse and target image in the bands blue, green, red, nir; validity; and warnings."""
    warned: list[str] = []
    scene = open_scene(inputs, Run(log=lambda text, level: warned.append(text) if level == "warning" else None))
    block = scene.read(scene.grid.window)
    scene.close()
    return np.stack([block.fine[0], block.coarse[0], block.target]), block.valid[0] & block.target_valid, warned


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_read_as_the_same_scene(writer, tmp_path, encoding) -> None:
    wanted, everywhere, quiet = physical(ENCODINGS["plain"](Writer(writer._write, tmp_path)))
    assert everywhere.all() and not quiet
    found, valid, _ = physical(ENCODINGS[encoding](writer))
    assert valid.all()
    np.testing.assert_allclose(found, wanted, atol=1.1e-3 if "each band" in encoding else 2.1e-4)


def test_netcdf_is_read_as_the_same_scene(writer) -> None:
    with rasterio.Env() as environment:
        if "netCDF" not in environment.drivers():
            missing("the netCDF driver of GDAL")
    found, valid, _ = physical(writer.inputs({place: netcdf(writer, place) for place in range(3)}))
    wanted, *_ = physical(
        writer.inputs({place: writer.plain(place, whole(SCENE[place])[2:3], names=("red",)) for place in range(3)})
    )
    assert valid.all()
    np.testing.assert_allclose(found, wanted, atol=2.1e-4)


@pytest.mark.parametrize("place", [0, 2])
def test_a_quality_layer_given_as_a_mask_is_read_by_its_bits(writer, place) -> None:
    """QA_PIXEL is not 0 for clear pixels: as a plain mask it would mask everything."""
    bits = np.full(SCENE[place].shape[1:], 21824, "uint16")  # clear land
    hole = (slice(24, 48), slice(24, 48)) if place == 0 else (slice(3, 6), slice(3, 6))
    bits[hole] = 22280  # cloud
    quality = writer.plain(place, bits, names=("QA_PIXEL",), nodata=1, name=f"LC08_QA_PIXEL{place}.tif").source
    image = writer.plain(place)
    _, valid, _ = physical(writer.inputs({place: Image(image.source, image.role, None, image.slot, quality)}))
    inside = np.zeros((N, N), bool)
    inside[24:48, 24:48] = True
    assert not valid[inside].any() and valid[~inside].all()


UNDECLARED = {
    "MODIS fill": (-28672, "int16"),
    "-9999": (-9999, "int16"),
    "smallest int16": (-32768, "int16"),
    "largest uint16": (65535, "uint16"),
    "NetCDF fill": (9.96921e36, "float32"),
    "smallest float": (-3.4028235e38, "float32"),
}


@pytest.mark.parametrize(("value", "kind"), UNDECLARED.values(), ids=UNDECLARED)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_undeclared_fill_is_masked_and_reported(writer, place, value, kind) -> None:
    values = SCENE[place].astype("float32") if kind == "float32" else whole(SCENE[place], kind)
    hole = (slice(None), slice(24, 48), slice(24, 48)) if place == 0 else (slice(None), slice(3, 6), slice(3, 6))
    values[hole] = value
    names = NAMES if place else NAMES
    _, valid, warned = physical(writer.inputs({place: writer.plain(place, values, nodata=None, names=names)}))
    inside = np.zeros((N, N), bool)
    inside[24:48, 24:48] = True
    assert not valid[inside].any() and valid[~inside].all()
    assert any(ROLES[place] in text and "nodata" in text for text in warned), warned


def test_stripes_of_zeros_in_all_bands_are_masked_and_reported(writer) -> None:
    values = whole(SCENE[0])
    values[:, 40:44] = 0
    _, valid, warned = physical(writer.inputs({0: writer.plain(0, values, nodata=None)}))
    assert not valid[40:44].any() and valid[:40].all() and valid[44:].all()
    assert any("0 in all bands" in text for text in warned)


@pytest.mark.parametrize("celsius", [(0,), (1,), (2,), (0, 1), (1, 2)])
@pytest.mark.parametrize("named", [True, False])
def test_celsius_and_kelvin_are_brought_together(writer, celsius, named) -> None:
    kelvin = {place: 290 + 20 * values[2:3] for place, values in SCENE.items()}
    changed = {}
    for place, values in kelvin.items():
        off = 273.15 if place in celsius else 0
        names = ("lst",) if named else ()
        changed[place] = writer.plain(place, (values - off).astype("float32"), names=names)
    found, valid, _ = physical(writer.inputs(changed))
    assert valid.all()
    np.testing.assert_allclose(found[0], kelvin[0] / 100, atol=1e-5)
    np.testing.assert_allclose(found[2][0, ::8, ::8].mean(), kelvin[2].mean() / 100, atol=1e-3)


def unit(w: Writer, place: int, text: str, values: np.ndarray) -> Image:
    image = w.plain(place, values, names=())
    with rasterio.open(image.source, "r+") as file:
        file.units = (text,) * file.count
    return image


def test_units_of_tags_are_read(writer) -> None:
    kelvin = {place: 290 + 20 * values[2:3] for place, values in SCENE.items()}
    changed = {
        0: unit(writer, 0, "Celsius", (kelvin[0] - 273.15).astype("float32")),
        1: unit(writer, 1, "K", kelvin[1].astype("float32")),
        2: unit(writer, 2, "degC", (kelvin[2] - 273.15).astype("float32")),
    }
    found, _, _ = physical(writer.inputs(changed))
    np.testing.assert_allclose(found[0], kelvin[0] / 100, atol=1e-5)


@pytest.mark.parametrize(
    ("fine", "coarse"), [("ndvi", "red"), ("lst", "red"), ("precipitation", "ndvi"), ("evapotranspiration", "lst")]
)
def test_different_quantities_are_refused_by_name(writer, fine, coarse) -> None:
    values = {place: SCENE[place][2:3].astype("float32") for place in range(3)}
    changed = {place: writer.plain(place, values[place], names=(fine if place == 0 else coarse,)) for place in range(3)}
    with pytest.raises(InputError, match="contains .* contains .*same quantity|thermal - red"):
        open_scene(writer.inputs(changed))


def test_other_quantities_are_used_as_stored_and_alike(writer) -> None:
    """Evapotranspiration of 0 to 4 mm: a fine image has higher extremes than a smooth coarse one."""
    for names in (("et",), ()):
        changed = {
            place: writer.plain(place, (30 * SCENE[place][2:3]).astype("float32"), names=names) for place in range(3)
        }
        found, _, _ = physical(writer.inputs(changed))
        np.testing.assert_allclose(found[0], 30 * SCENE[0][2:3], atol=1e-4)
        assert found[2].mean() == pytest.approx(30 * SCENE[2][2].mean(), rel=0.01)


@pytest.mark.parametrize("share", [0.03, 0.1, 0.18])
@pytest.mark.parametrize("stated", [False, True])
def test_an_unknown_quantity_has_no_impossible_values(writer, share, stated) -> None:
    """Rain of 0 to 9 mm: values impossible for reflectance are kept, even if rare."""
    drops = np.random.default_rng(1).random((1, N, N)) < share
    rain = {0: np.where(drops, 9.0, 1.0), 1: np.full((1, N // RATIO, N // RATIO), 1.0), 2: None}
    rain[1] = np.where(means(drops.astype(float)) > share, 4.0, 1.0)
    rain[2] = rain[1]

    def stored(place: int) -> Image:
        if not stated:
            return writer.plain(place, rain[place].astype("float32"), names=())
        image = writer.plain(place, np.rint(10 * rain[place]).astype("int16"), names=())
        with rasterio.open(image.source, "r+") as file:
            file.scales = (0.1,)
        return image

    found, valid, _ = physical(writer.inputs({place: stored(place) for place in range(3)}))
    assert valid.all()
    np.testing.assert_allclose(found[0], rain[0], atol=1e-5)


@pytest.mark.parametrize("gap", [False, True])
def test_fill_that_no_sample_held_is_masked_and_reported(write_raster, tmp_path, gap) -> None:
    """Also if another warning was issued for the same image, such as gaps of one band."""
    edge = 2000
    rows, cols = np.mgrid[:edge, :edge]
    values = np.stack([500 + (rows + cols) % 300, 900 + (rows * 3 + cols) % 300]).astype("int16")
    hole = (slice(100, 110), slice(100, 110))  # between the sampled windows
    values[(slice(None), *hole)] = 32000
    if gap:
        values[1, ::3] = -9999
    coarse = np.full((2, edge // RATIO, edge // RATIO), 800, "int16")
    names = ("red", "nir")
    fine = write_raster("fine_20240504.tif", values, names=names, nodata=-9999, transform=FINE)
    others = [
        write_raster(f"coarse_{day}.tif", coarse, names=names, nodata=-9999, transform=COARSE)
        for day in ("20240504", "20240621")
    ]
    images = [Image(str(path), role, None, None) for path, role in zip((fine, *others), ROLES)]
    told: list[str] = []
    scene = open_scene(
        Inputs(fine=(images[0],), coarse=(images[1],), target=images[2]), Run(log=lambda text, level: told.append(text))
    )
    assert not any("32000" in text for text in told), "the sample holds it"
    valid = scene.pairs[0].fine.read(scene.grid.window)[1]
    scene.close()
    assert not valid[hole].any() and valid[1:90, 1:90].any()
    assert any("has no value in" in text for text in told) == gap
    assert any("invalid values, such as 32000" in text for text in told), told


@pytest.mark.parametrize("level", [0.004, 0.008, 0.02, 0.028])
def test_dark_whole_numbers_have_one_scale_on_both_sides(writer, level) -> None:
    dark = {place: level + 0.1 * (values[2:3] - 0.05) for place, values in SCENE.items()}
    changed = {
        place: writer.plain(place, whole(np.clip(values, 0.001, 1)), names=("blue",)) for place, values in dark.items()
    }
    found, _, _ = physical(writer.inputs(changed))
    np.testing.assert_allclose(found[0], np.clip(dark[0], 0.001, 1), atol=1e-4)
    assert found[2].mean() == pytest.approx(np.clip(dark[2], 0.001, 1).mean(), abs=5e-4)


def test_bands_that_contradict_each_other_are_refused_with_a_table(writer) -> None:
    changed = {place: writer.plain(place, names=("swir1", "swir2", "rededge1", "coastal")) for place in (1, 2)}
    with pytest.raises(InputError, match="blue - swir1, green - swir2"):
        open_scene(writer.inputs(changed))


def test_fine_bands_without_a_partner_are_left_out_and_reported(writer) -> None:
    changed = {place: writer.plain(place, whole(SCENE[place])[2:], names=("red", "nir")) for place in (1, 2)}
    warned: list[str] = []
    scene = open_scene(writer.inputs(changed), Run(log=lambda text, level: warned.append(text)))
    assert scene.bands == ("red", "nir")
    assert any("no band for blue, green" in text for text in warned)
    scene.close()


def test_what_does_not_agree_is_reported_with_its_names_and_figures(writer) -> None:
    halved = writer.plain(1, whole(SCENE[1] * 3))
    _, _, warned = physical(writer.inputs({1: halved}))
    assert any(
        "Fine image 1 and Coarse image 1 may not show the same area" in text and "nir" in text for text in warned
    )


def test_exchanged_bands_without_names_are_reported(writer) -> None:
    changed = {place: writer.plain(place, whole(SCENE[place])[[3, 0, 1, 2]], names=()) for place in (1, 2)}
    fine = writer.plain(0, names=())
    _, _, warned = physical(writer.inputs({0: fine, **changed}))
    assert any("Band 4" in text and "correlates" in text for text in warned), warned


def test_nonsense_is_refused_unless_the_scale_is_stated(writer) -> None:
    wild = {
        place: writer.plain(place, (400 * SCENE[place]).astype("float32"), names=("a", "b", "c", "d"))
        for place in (1, 2)
    }
    fine = writer.plain(0, SCENE[0].astype("float32"), names=("a", "b", "c", "d"))
    for changed in ({0: fine, **wild},):
        found, _, warned = physical(writer.inputs(changed, scale="1 1"))
        assert warned and found[2].max() > 10


def test_coarse_pixels_of_two_sizes_are_reported(writer) -> None:
    larger = means(surface(0)).reshape(4, 6, 2, 6, 2).mean((2, 4))
    image = writer.plain(1, whole(larger), transform=(480, 0, 480000, 0, -480, 5400000))
    _, _, warned = physical(writer.inputs({1: image}))
    assert any("different pixel sizes" in text for text in warned)
