"""Import product through Processing: dialog values, batch, model and command line, and on to a fused image."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from delivered import grids, optical, sets, tiles
from delivered.landscape import DAYS, EDGE, LEFT, TOP, cloudy, reflectance

rasterio = pytest.importorskip("rasterio")

AREA = f"{LEFT},{LEFT + EDGE},{TOP - EDGE},{TOP} [EPSG:32633]"


def imported(processing, place: Path, folder: Path, **values) -> dict:
    folder.mkdir(parents=True, exist_ok=True)
    key = "INPUT" if place.is_file() else "INPUT_FOLDER"
    return processing.run("stfusion:importproduct", {key: str(place), "FOLDER": str(folder), **values})


def error(path, day, names) -> float:
    """RMSE of a fused image against the landscape, over clear pixels that are not at an edge of it."""
    with rasterio.open(path) as file:
        values = file.read(masked=True)
        rows, cols = np.indices(values.shape[1:]) + 0.5
        x, y = file.transform * (cols, rows)
        scales = np.array(file.scales)[:, None, None]
        titles = [name.split(",")[0] for name in file.descriptions]
    found = []
    for name, nm in names.items():
        band = values[titles.index(name)] * scales[titles.index(name), 0, 0]
        truth = reflectance(x, y, day, nm)
        known = ~np.ma.getmaskarray(band) & ~cloudy(x, y, day)
        found.append(np.sqrt(np.mean((band.data - truth)[known] ** 2)) / truth[known].std())
    return float(np.mean(found))


def change(day, before, names) -> float:
    """The same, of the image before left as it is."""
    x, y = np.meshgrid(np.arange(LEFT, LEFT + EDGE, 90), np.arange(TOP - EDGE, TOP, 90))
    return float(np.mean([
        np.sqrt(np.mean((reflectance(x, y, before, nm) - reflectance(x, y, day, nm)) ** 2)) / reflectance(x, y, day, nm).std()
        for nm in names.values()
    ]))  # fmt: skip


def test_results_layers_and_report(processing, tmp_path) -> None:
    from qgis.core import QgsProject

    optical.landsat(tmp_path / "in", DAYS[0])
    optical.landsat(tmp_path / "in", DAYS[1])
    report = tmp_path / "report.html"
    project = QgsProject.instance()
    project.clear()
    values = {"INPUT_FOLDER": str(tmp_path / "in"), "FOLDER": str(tmp_path / "out"), "REPORT": str(report)}
    found = processing.runAndLoadResults("stfusion:importproduct", values)
    assert (found["COUNT"], found["WRITTEN"], found["FAILED"]) == (2, 2, 0)
    group = project.layerTreeRoot().findGroup("LC_L2")
    assert [node.name() for node in group.findLayers()] == ["2023-05-02 LC_L2", "2023-06-03 LC_L2"]
    layer = group.findLayers()[0].layer()
    assert layer.temporalProperties().fixedTemporalRange().begin().date().toPyDate() == DAYS[0]
    page = report.read_text("utf-8")
    assert "SR_B4" in page and "QA_PIXEL" in page and "2.75e-05-0.2" in page
    project.clear()


def test_the_mask_is_a_choice(processing, tmp_path) -> None:
    place = optical.landsat(tmp_path / "in", DAYS[0])
    shares = []
    for number, chosen in enumerate(([], ["cloud"], ["cloud", "water"], None)):
        values = {} if chosen is None else {"MASK": chosen}
        (path,) = imported(processing, place, tmp_path / str(number), **values)["LAYERS"]
        with rasterio.open(path) as file:
            shares.append(np.ma.getmaskarray(file.read(1, masked=True)).mean())
    assert shares[0] < shares[1] < shares[2] and shares[3] == shares[1]


def test_metadata_file_stands_for_its_folder(processing, tmp_path) -> None:
    place = optical.landsat(tmp_path / "in", DAYS[0])
    found = imported(processing, place / f"{place.name}_MTL.txt", tmp_path / "out")
    assert found["COUNT"] == 1


def test_grid_of_a_raster_and_extent_in_another_system(processing, tmp_path) -> None:
    (fine,) = imported(processing, optical.landsat(tmp_path / "in", DAYS[0]), tmp_path / "fine")["LAYERS"]
    (coarse,) = imported(processing, tiles.viirs(tmp_path / "v", DAYS[0]), tmp_path / "coarse", GRID=fine)["LAYERS"]
    with rasterio.open(fine) as one, rasterio.open(coarse) as other:
        assert one.transform == other.transform and one.shape == other.shape
    (part,) = imported(processing, tiles.viirs(tmp_path / "v", DAYS[0]), tmp_path / "part", EXTENT=AREA)["LAYERS"]
    with rasterio.open(part) as file:
        assert 19 <= file.height <= 24 and file.width <= 28


@pytest.mark.parametrize(
    "values, text",
    [
        ({}, "There is no product"),
        ({"INPUT": "/nowhere/x.hdf"}, "does not exist"),
        ({"HOUR": "25"}, "Hour"),
        ({"SCALE": "much"}, "Scale factor 'much' is not valid"),
        ({"PRODUCT": "LC_L9"}, "Product is 'LC_L9'; choose one of"),
    ],
)
def test_bad_values_are_one_sentence(provider, processing, tmp_path, values, text) -> None:
    from qgis.core import QgsProcessingContext

    algorithm = provider.algorithm("importproduct").create()
    given = {"FOLDER": str(tmp_path / "out"), **values}
    if values and "INPUT" not in values:
        given["INPUT_FOLDER"] = str(tmp_path)
    good, said = algorithm.checkParameterValues(given, QgsProcessingContext())
    assert not good and text in said


def test_command_line(qgis_process, tmp_path) -> None:
    place = optical.sentinel2(tmp_path / "in", DAYS[0], archive="zip")
    (tmp_path / "out").mkdir()
    words = [f"INPUT={place}", f"FOLDER={tmp_path / 'out'}", "PIXEL_SIZE=20", "MASK=cloud"]
    done = qgis_process("--json", "run", "stfusion:importproduct", "--", *words)
    assert done.code == 0, done.text
    results = json.loads(done.out[done.out.index("{") :])["results"]
    assert results["COUNT"] == 1 and Path(results["LAYERS"][0]).name == "S2_L2A_20230502.tif"
    bad = qgis_process(
        "run", "stfusion:importproduct", "--", f"INPUT={tmp_path / 'no.tar'}", f"FOLDER={tmp_path / 'out'}"
    )
    assert bad.code != 0 and "does not exist" in bad.text


def test_as_a_step_of_a_model(processing, tmp_path) -> None:
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
    )

    place = optical.landsat(tmp_path / "in", DAYS[0])
    model = QgsProcessingModelAlgorithm("import", "tests")
    child = QgsProcessingModelChildAlgorithm("stfusion:importproduct")
    child.setChildId("a")
    for key, value in (("INPUT_FOLDER", str(place)), ("FOLDER", str(tmp_path / "out"))):
        child.addParameterSources(key, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    model.addChildAlgorithm(child)
    _, good = model.run({}, QgsProcessingContext(), QgsProcessingFeedback())
    assert good and (tmp_path / "out" / "LC_L2_20230502.tif").is_file()


FUSED = {
    "Landsat and VIIRS": (lambda at, day: optical.landsat(at, day), lambda at, day: tiles.viirs(at, day),
                          {"red": 655, "nir": 865, "swir1": 1609}, {}),
    "Landsat and MOD09GA": (lambda at, day: optical.landsat(at, day), lambda at, day: tiles.modis(at, day),
                            {"blue": 482, "green": 561, "red": 655, "nir": 865}, {}),
    "Sentinel-2 and Sentinel-3": (lambda at, day: optical.sentinel2(at, day), lambda at, day: grids.syn(at, day),
                                  {"blue": 490, "green": 560, "red": 665, "nir": 842}, {"WINDOW": 31}),
}  # fmt: skip


@pytest.mark.parametrize("name", FUSED)
def test_from_products_to_a_fused_series(processing, tmp_path, name) -> None:
    """Folders of products are the folders of Fuse series, as they are."""
    fine, coarse, names, options = FUSED[name]
    for day in DAYS:
        coarse(tmp_path / "coarse", day)
        if day != DAYS[1]:
            fine(tmp_path / "fine", day)
    found = processing.run("stfusion:fuseseries", {
        "FINE_FOLDER": str(tmp_path / "fine"), "COARSE_FOLDER": str(tmp_path / "coarse"), "FOLDER": str(tmp_path / "out"),
        "METHOD": "starfm", "DATES": str(DAYS[1]), "OPTIONS": "; ".join(f"{key}={value}" for key, value in options.items()),
    })  # fmt: skip
    assert found["PREDICTED"] == 1 and found["FAILED"] == 0
    (path,) = found["LAYERS"]
    assert error(path, DAYS[1], names) < 0.75 * change(DAYS[1], DAYS[0], names)


def test_training_on_a_data_set_and_comparing_methods_on_its_split(processing, tmp_path) -> None:
    folder = sets.cia(tmp_path / "CIA", "survey")
    found = processing.run("stfusion:compare", {
        "DATASET": str(folder), "SPLIT": "survey", "METHODS": ["starfm", "fitfc"], "TABLE": str(tmp_path / "table.csv"),
        "EXTRAPOLATE": True, "OPTIONS": "starfm: WINDOW=9 | fitfc: WINDOW=9",
    })  # fmt: skip
    assert found["COUNT"] == 2 and found["FAILED"] == 0
    lines = (tmp_path / "table.csv").read_text().splitlines()
    assert {line.split(",")[1] for line in lines if line.startswith("starfm")} >= {
        "2002-04-02", "2002-05-04", "all dates", "standard deviation over dates",
    }  # fmt: skip
    assert not any("2002-03-17" in line for line in lines)


def test_series_of_a_data_set(processing, tmp_path) -> None:
    folder = sets.wuhan(tmp_path / "Wuhan")
    found = processing.run("stfusion:fuseseries", {
        "DATASET": str(folder), "FOLDER": str(tmp_path / "out"), "METHOD": "starfm", "OBSERVED": "predict",
        "DATES": "2018-01-09", "OPTIONS": "WINDOW=9", "EXTRAPOLATE": True,
    })  # fmt: skip
    assert found["PREDICTED"] == 1


def test_data_set_tool(processing, qgis_process, tmp_path) -> None:
    folder = sets.stretched(tmp_path / "images", list(sets.days("2013-09-01 2016-02-14 2017-10-30")))
    found = processing.run("stfusion:dataset", {"INPUT_FOLDER": str(folder), "FOLDER": str(tmp_path / "out")})
    assert (found["NAME"], found["COUNT"], found["PAIRS"], found["PROBLEMS"]) == ("Daxing", 3, 3, 0)
    done = qgis_process("run", "stfusion:dataset", "--", f"INPUT_FOLDER={folder}", f"FOLDER={tmp_path / 'o'}",
                        "DATASET=AHB")  # fmt: skip
    assert done.code == 0 and "stretched" in done.text


@pytest.mark.parametrize("make", [
    lambda at: tiles.modis(at, DAYS[0]), lambda at: optical.landsat(at, DAYS[0], archive="tar"),
    lambda at: optical.sentinel2(at, DAYS[0]),
])  # fmt: skip
def test_other_tools_name_the_tool_that_opens_a_product(provider, processing, tmp_path, make) -> None:
    from qgis.core import QgsProcessingContext

    place = str(make(tmp_path / "in"))
    values = {"FINE_1": place, "COARSE_1": place, "COARSE_TARGET": place, "OUTPUT": str(tmp_path / "o.tif")}
    good, said = provider.algorithm("starfm").create().checkParameterValues(values, QgsProcessingContext())
    assert not good and "is a product as delivered" in said and "Import product" in said
