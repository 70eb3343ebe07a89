"""Field parcels through the toolbox: simulation, training on raster and polygons, delineation and outlines."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("safetensors")


@pytest.fixture(scope="module")
def farm(processing, tmp_path_factory) -> dict:
    """Outputs of Load sample data with numbered fields."""
    folder = str(tmp_path_factory.mktemp("farm"))
    values = {"KIND": "fields", "CHANGE": "none", "ROWS": 256, "COLS": 192, "RATIO": 8, "FOLDER": folder}
    return processing.run("stfusion:sampledata", values)


@pytest.fixture(scope="module")
def polygons(processing, farm, tmp_path_factory) -> str:
    """The numbered fields as polygons drawn by a user."""
    import json

    import rasterio
    from rasterio.features import shapes

    path = tmp_path_factory.mktemp("drawn") / "fields.geojson"
    with rasterio.open(farm["FIELDS"]) as file:
        found = shapes(file.read(1), file.read(1) > 0, transform=file.transform)
    features = [{"type": "Feature", "properties": {"n": n}, "geometry": shape} for shape, n in found]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return str(path)


def lesson(farm: dict, weights: Path) -> dict:
    return {
        "NETWORK": "dstfnet", "FINE": [farm["FINE_2"]], "COARSE_FOLDER": farm["FOLDER"], "COARSE_PATTERN": "sample_coarse_*",
        "LABELS": farm["FIELDS"], "EPOCHS": 1, "SAMPLES": 4, "BATCH": 2, "PATCH": 128, "OPTIONS": "WIDTH=8; FORM=light",
        "WEIGHTS": str(weights),
    }  # fmt: skip


def found(farm: dict, weights: str, folder: Path) -> dict:
    return {
        "FINE": farm["FINE_2"], "COARSE_FOLDER": farm["FOLDER"], "COARSE_PATTERN": "sample_coarse_*", "WEIGHTS": weights,
        "OUTPUT": str(folder / "fields.tif"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def weights(processing, farm, tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("weights")
    report = str(folder / "report.html")
    done = processing.run("stfusion:train", {**lesson(farm, folder / "net.safetensors"), "REPORT": report})
    assert done["EPOCHS_DONE"] == 1 and 0 <= done["EXTENT_IOU"] <= 1 and Path(report).is_file()
    return done["WEIGHTS"]


def test_probabilities_and_polygons(processing, farm, weights, tmp_path) -> None:
    import rasterio
    from qgis.core import QgsRectangle, QgsVectorLayer

    # Hardly trained: a low threshold, so that there is something to outline.
    with_polygons = {"PARCELS": str(tmp_path / "parcels.gpkg"), "EXTENT": 0.3, "BOUNDARY": 0.7, "SMALLEST": 4}
    done = processing.run("stfusion:dstfnet", {**found(farm, weights, tmp_path), **with_polygons})
    with rasterio.open(done["OUTPUT"]) as file, rasterio.open(farm["FINE_2"]) as fine:
        assert file.descriptions == ("extent", "boundary", "distance") and file.transform == fine.transform
        values, bounds = file.read(), file.bounds
    assert values.shape == (3, 256, 192) and values.min() >= 0 and values.max() <= 1
    layer = QgsVectorLayer(done["PARCELS"], "parcels", "ogr")
    assert layer.isValid() and layer.crs().authid() == "EPSG:32633"
    assert layer.featureCount() == done["PARCEL_COUNT"] > 0
    whole = QgsRectangle(bounds.left, bounds.bottom, bounds.right, bounds.top)
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        assert geometry.isGeosValid() and whole.contains(geometry.boundingBox())
        assert feature["area"] == pytest.approx(geometry.area(), rel=0.01) and feature["area"] >= 4 * 4
        assert 0.3 <= feature["probability"] <= 1


def test_a_cancel_leaves_nothing(provider, farm, weights, tmp_path) -> None:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback, context = QgsProcessingFeedback(False), QgsProcessingContext()
    feedback.progressChanged.connect(lambda share: feedback.cancel())
    values = {**found(farm, weights, tmp_path), "PARCELS": str(tmp_path / "parcels.gpkg")}
    results, _ = provider.algorithm("dstfnet").create().run(values, context, feedback)
    assert feedback.isCanceled() and not results
    assert not list(tmp_path.iterdir())


def test_polygons_teach_what_the_raster_teaches(processing, farm, polygons, weights, tmp_path) -> None:
    from stfusion.core.learning.weights import every_tensor

    done = processing.run("stfusion:train", {**lesson(farm, tmp_path / "drawn.safetensors"), "LABELS": polygons})
    first, second = every_tensor(weights), every_tensor(done["WEIGHTS"])
    assert all((first[name] == second[name]).all() for name in first)


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"FINE": None}, "very fine image is missing"),
        ({"COARSE_FOLDER": ""}, "There are no series images"),
        ({"COARSE_PATTERN": "sample_coarse_2024031*"}, "has 1 dated images"),
        ({"COARSE_PATTERN": "sample_fields*"}, "has 0 dated images"),
        ({"WEIGHTS": ""}, "Weights are missing"),
        ({"WEIGHTS": "/no/such.safetensors"}, "do not exist"),
        ({"OUTPUT": "{FINE_2}"}, "is one of the inputs"),
        ({}, ""),
    ],
    ids=str,
)
def test_bad_input_gives_one_sentence(provider, farm, weights, tmp_path, change, sentence) -> None:
    from qgis.core import QgsProcessingContext

    given = {key: value.format(**farm) if isinstance(value, str) else value for key, value in change.items()}
    values = {**found(farm, weights, tmp_path), **given}
    ok, text = provider.algorithm("dstfnet").create().checkParameterValues(values, QgsProcessingContext())
    assert ok == (not sentence) and sentence in text, text


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"LABELS": None}, "Drawn fields are missing"),
        ({"FINE": None}, "There are no very fine images"),
        ({"FINE": None, "FINE_FOLDER": "{FOLDER}", "FINE_PATTERN": "sample_fine*"}, "There are 2 very fine images"),
        ({"VALIDATION": "2024-06-01"}, "is not a share of the area"),
        ({"OPTIONS": "WIDTH=12"}, "multiple of 8"),
        ({}, ""),
    ],
    ids=str,
)
def test_a_lesson_that_cannot_be_is_refused(provider, farm, tmp_path, change, sentence) -> None:
    from qgis.core import QgsProcessingContext

    given = {key: value.format(**farm) if isinstance(value, str) else value for key, value in change.items()}
    values = {**lesson(farm, tmp_path / "n.safetensors"), **given}
    ok, text = provider.algorithm("train").create().checkParameterValues(values, QgsProcessingContext())
    assert ok == (not sentence) and sentence in text, text
