"""Prepare pair in Processing: from products to a fusion, from the command line, and in the map."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from products import SINUSOIDAL, sinusoidal, write

QUICK = {"WINDOW": 9}


def read(path):
    import rasterio

    with rasterio.open(path) as file:
        return file.read(), file.profile, file.descriptions


@pytest.fixture(scope="module")
def products(data_folder, tmp_path_factory) -> dict[str, str]:
    """Sentinel-2 of Slovenia with a scene classification, and MODIS derived from it in its own grid, on two dates."""
    import rasterio

    folder = tmp_path_factory.mktemp("products")
    real = data_folder / "slovenia_s2"
    bands = {"sur_refl_b01": 4, "sur_refl_b02": 9, "sur_refl_b03": 2, "sur_refl_b04": 3}
    made = {"FINE": str(real / "fine_s2_l1c_20150711.tif"), "TRUTH": str(real / "fine_s2_l1c_20150830.tif")}
    for key, day, name in (
        ("COARSE", "20150711", "MOD09GA.A2015192.h19v04"),
        ("TARGET", "20150830", "MOD09GA.A2015242.h19v04"),
    ):
        made[key] = sinusoidal(real / f"fine_s2_l1c_{day}.tif", folder / f"{name}.tif", bands, 92.66254)
    with rasterio.open(made["COARSE"]) as file:
        state = np.zeros((file.height, file.width), np.uint16)
        state[6, 8] = 1
        made["COARSE_QA"] = write(folder / "MOD09GA.A2015192.state_1km.tif", state, file.crs, file.transform)
    with rasterio.open(made["FINE"]) as file:
        classes = np.full((50, 50), 4, np.uint8)
        classes[10:15, 30:40] = 9
        transform = file.transform * rasterio.Affine.scale(2)
        made["FINE_QA"] = write(folder / "T33TVM_20150711T100000_SCL_20m.tif", classes, file.crs, transform)
    return made


@pytest.fixture
def form(products, tmp_path) -> dict[str, str]:
    keys = ("FINE", "COARSE", "FINE_QA", "COARSE_QA")
    outputs = {"FINE_OUT": str(tmp_path / "fine.tif"), "COARSE_OUT": str(tmp_path / "coarse.tif")}
    return {**{key: products[key] for key in keys}, **outputs}


def test_prepared_images_go_into_fusion_as_they_are(processing, products, form, tmp_path) -> None:
    """Prepare the pair, prepare the target date on the prepared fine image, fuse, and outperform the unchanged fine
    image.
    """
    mask = str(tmp_path / "mask.tif")
    pair = processing.run("stfusion:prepare", {**form, "MASK_OUT": mask})
    fine, profile, names = read(pair["FINE_OUT"])
    assert names == ("blue", "green", "red", "nir") and profile["dtype"] == "int16" and profile["nodata"] == -9999
    cloud = np.zeros((100, 100), bool)
    cloud[20:30, 60:80] = True
    np.testing.assert_array_equal(fine[0] == -9999, cloud)
    assert pair["FINE_HIDDEN"] == pytest.approx(2) and 0 < pair["COARSE_HIDDEN"] < 5
    assert 80 < pair["BOTH_VALID"] < 98 and pair["MEASURED_RATIO"] == pytest.approx(9.28, abs=0.05)
    assert "sentinel-2 scl" in pair["SUMMARY"] and "modis state_1km" in pair["SUMMARY"]
    np.testing.assert_array_equal(read(mask)[0][0] & 1, cloud)
    target = processing.run(
        "stfusion:prepare",
        {"FINE": pair["FINE_OUT"], "COARSE": products["TARGET"], "COARSE_OUT": str(tmp_path / "target.tif")},
    )
    assert (
        "FINE_OUT" not in target
        and read(target["COARSE_OUT"])[1]["transform"] == read(pair["COARSE_OUT"])[1]["transform"]
    )
    chain = {"FINE_1": pair["FINE_OUT"], "COARSE_1": pair["COARSE_OUT"], "COARSE_TARGET": target["COARSE_OUT"]}
    for method in ("starfm", "fsdaf"):
        fused = processing.run(f"stfusion:{method}", {**chain, **QUICK, "OUTPUT": str(tmp_path / f"{method}.tif")})
        values, _, bands = read(fused["OUTPUT"])
        assert bands == names
        truth = read(products["TRUTH"])[0][[1, 2, 3, 7]]
        both = (values != -9999).all(axis=0) & (fine != -9999).all(axis=0)
        assert both.mean() > 0.7

        def rmse(found, truth=truth, both=both):
            return float(np.sqrt(np.square(found.astype(float) - truth)[:, both].mean()))

        assert rmse(values) < 0.9 * rmse(fine), method


def test_prepared_images_are_named_dated_and_styled_in_the_map(processing, form, tmp_path, qgis_app) -> None:
    from qgis.core import (
        QgsMultiBandColorRenderer,
        QgsPalettedRasterRenderer,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
    )

    project, context = QgsProject.instance(), QgsProcessingContext()
    context.setProject(project)
    feedback = QgsProcessingFeedback()
    from qgis.core import QgsProcessingOutputLayerDefinition

    outputs = {
        key: QgsProcessingOutputLayerDefinition(str(tmp_path / name), project)
        for key, name in (("FINE_OUT", "f.tif"), ("COARSE_OUT", "c.tif"), ("MASK_OUT", "m.tif"))
    }
    from processing.gui.AlgorithmExecutor import execute
    from processing.gui.Postprocessing import handleAlgorithmResults
    from qgis.core import QgsApplication

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("stfusion:prepare")
    ok, results = execute(algorithm, {**form, **outputs}, context, feedback)
    assert ok, feedback.textLog()
    handleAlgorithmResults(algorithm, context, feedback, parameters={**form, **outputs})
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    try:
        assert {"Fine 2015-07-11 prepared", "Coarse 2015-07-11 prepared", "Mask of the pair"} <= set(layers)
        fine = layers["Fine 2015-07-11 prepared"]
        assert isinstance(fine.renderer(), QgsMultiBandColorRenderer)
        assert (fine.renderer().redBand(), fine.renderer().greenBand(), fine.renderer().blueBand()) == (4, 3, 2)
        assert fine.temporalProperties().fixedTemporalRange().begin().date().toPyDate() == date(2015, 7, 11)
        assert any("Prepare pair" in line for line in fine.metadata().history())
        assert isinstance(layers["Mask of the pair"].renderer(), QgsPalettedRasterRenderer)
    finally:
        project.clear()


def test_command_line(qgis_process, form, processing, tmp_path) -> None:
    done = qgis_process("--json", "run", "stfusion:prepare", "--", *(f"{key}={value}" for key, value in form.items()))
    assert done.code == 0, done.text
    results = done.json["results"]
    assert results["FINE_HIDDEN"] == pytest.approx(2) and "Unit: reflectance x 10000" in results["SUMMARY"]
    again = processing.run(
        "stfusion:prepare", {**form, "FINE_OUT": str(tmp_path / "a.tif"), "COARSE_OUT": str(tmp_path / "b.tif")}
    )
    np.testing.assert_array_equal(read(results["FINE_OUT"])[0], read(again["FINE_OUT"])[0])
    np.testing.assert_array_equal(read(results["COARSE_OUT"])[0], read(again["COARSE_OUT"])[0])


def test_bands_one_by_one_another_system_and_stated_dates(processing, products, tmp_path) -> None:
    """A product with a file for each band; all other settings are set in the form."""
    import rasterio

    folder = tmp_path / "bands"
    folder.mkdir()
    with rasterio.open(products["FINE"]) as file:
        stored = file.read()
        paths = [
            write(folder / f"scene_B0{band}.tif", stored[band - 1], file.crs, file.transform, nodata=-9999)
            for band in (4, 3)
        ]
    values = {
        "FINE": paths[0],
        "FINE_PARTS": paths[1:],
        "FINE_SENSOR": "sentinel-2",
        "FINE_DATE": "2015-07-11",
        "COARSE": products["COARSE"],
        "COARSE_DATE": "2015-07-12",
        "BANDS": "green red",
        "RESAMPLING": "nearest",
        "COARSE_GRID": "own",
        "UNIT": "reflectance",
        "FINE_OUT": str(tmp_path / "f.tif"),
        "COARSE_OUT": str(tmp_path / "c.tif"),
    }
    done = processing.run("stfusion:prepare", values)
    fine, profile, names = read(done["FINE_OUT"])
    assert names == ("green", "red") and profile["dtype"] == "float32"
    np.testing.assert_allclose(fine, stored[[2, 3]] / 10000, atol=1e-6)
    with rasterio.open(done["COARSE_OUT"]) as file:
        assert file.crs == rasterio.crs.CRS.from_string(SINUSOIDAL) and file.tags()["ACQUISITION_DATE"] == "2015-07-12"
    moved = processing.run("stfusion:prepare", {**values, "CRS": "EPSG:3035", "COARSE_GRID": "fine"})
    assert read(moved["FINE_OUT"])[1]["crs"].to_epsg() == 3035
    assert read(moved["COARSE_OUT"])[0].shape == read(moved["FINE_OUT"])[0].shape


# Changes to valid values, and words of the expected message.
BAD = {
    "no fine image": ({"FINE": None}, ("Fine image is missing", "choose")),
    "no coarse image": ({"COARSE": None}, ("Coarse image is missing",)),
    "no such file": ({"FINE": "/no/such.tif"}, ("Fine image", "/no/such.tif", "cannot be opened")),
    "swapped": ({"FINE": "{COARSE}", "COARSE": "{FINE}", "FINE_QA": "", "COARSE_QA": ""}, ("swapped",)),
    "same image": ({"COARSE": "{FINE}", "COARSE_QA": ""}, ("both", "another raster")),
    "quality of another kind": ({"FINE_QA": "{FINE}"}, ("was not recognized", "select its type")),
    "no such kind": ({"FINE_QA_KIND": "clouds"}, ("'clouds'", "sentinel-2 scl")),
    "no such sensor": ({"COARSE_SENSOR": "spot"}, ("'spot'", "landsat 8/9")),
    "values": ({"MASK_VALUES": "cloudy"}, ("'cloudy'", "bit 3")),
    "bands": ({"BANDS": "thermal"}, ("'thermal'", "pairs of band numbers")),
    "date": ({"FINE_DATE": "some day"}, ("'some day'", "year-month-day")),
    "scale": ({"SCALE": "ten"}, ("Scale factor 'ten'",)),
    "output is an input": ({"FINE_OUT": "{FINE}"}, ("one of the inputs", "another name")),
    "output is a quality layer": ({"COARSE_OUT": "{COARSE_QA}"}, ("one of the inputs",)),
    "output folder": ({"COARSE_OUT": "/no/such/folder/o.tif"}, ("does not exist",)),
    "output type": ({"COARSE_OUT": "/tmp/o.png"}, ("GeoTIFF",)),
}


@pytest.fixture
def changed(form, products):
    def change(name):
        made = {key: value.format(**products) if value else value for key, value in BAD[name][0].items()}
        return {key: value for key, value in {**form, **made}.items() if value is not None}

    return change


@pytest.mark.parametrize("name", BAD)
def test_bad_values_are_answered_in_one_sentence(provider, changed, name) -> None:
    from qgis.core import QgsProcessingContext

    ok, text = provider.algorithm("prepare").create().checkParameterValues(changed(name), QgsProcessingContext())
    assert not ok, "accepted"
    for word in BAD[name][1]:
        assert word in text, text
    assert text.endswith(".") and len(text) < 400 and "\n" not in text, text


@pytest.mark.parametrize("name", ["swapped", "quality of another kind", "output is an input"])
def test_bad_values_end_the_command_with_1(qgis_process, changed, products, tmp_path, name) -> None:
    before = {path: Path(path).read_bytes() for path in products.values()}
    done = qgis_process("run", "stfusion:prepare", "--", *(f"{key}={value}" for key, value in changed(name).items()))
    assert done.code == 1 and all(word in done.text for word in BAD[name][1]), done.text
    assert "Traceback" not in done.text and list(tmp_path.iterdir()) == []
    assert before == {path: Path(path).read_bytes() for path in products.values()}


def test_a_lack_that_shows_in_the_pixels_leaves_no_file(qgis_process, sample, tmp_path) -> None:
    """The header is complete, so that the checks pass, but pixels are missing."""
    whole = Path(sample.one_pair["FINE_1"]).read_bytes()
    broken = tmp_path / "broken_20240504.tif"
    broken.write_bytes(whole[: len(whole) * 2 // 3])
    out = tmp_path / "out"
    out.mkdir()
    values = {
        "FINE": broken,
        "COARSE": sample.one_pair["COARSE_1"],
        "SCALE": "0.0001",
        "FINE_OUT": out / "f.tif",
        "COARSE_OUT": out / "c.tif",
        "MASK_OUT": out / "m.tif",
    }
    done = qgis_process("run", "stfusion:prepare", "--", *(f"{key}={value}" for key, value in values.items()))
    assert done.code == 1 and "broken_20240504.tif cannot be" in done.text and "Traceback" not in done.text
    assert list(out.iterdir()) == []
