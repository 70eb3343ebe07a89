"""Coregister in Processing: a known shift of the sample scene is estimated and corrected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture(scope="module")
def shifted(tmp_path_factory) -> dict[str, str]:
    """A sample scene whose coarse image is shifted 5.3 fine pixels right and 3.1 up."""
    import rasterio

    from stfusion.core.simulate import Scenario, simulate
    from stfusion.core.simulate.sample import write_sample

    folder = tmp_path_factory.mktemp("shifted")
    sample = write_sample(simulate(Scenario(rows=400, cols=320, ratio=8)), folder)
    day = date(2024, 5, 4)
    with rasterio.open(sample.coarse[day], "r+") as file:
        file.transform = rasterio.Affine.translation(5.3 * 30, 3.1 * 30) * file.transform
    return {"FINE": str(sample.fine[day]), "COARSE": str(sample.coarse[day])}


def transform(path):
    import rasterio

    with rasterio.open(path) as file:
        return file.transform, file.read()


@pytest.mark.parametrize("method", ["correlation", "phase"])
def test_known_shift(processing, shifted, tmp_path, method) -> None:
    output = str(tmp_path / "o.tif")
    done = processing.run("stfusion:coregister", {**shifted, "METHOD": method, "OUTPUT": output})
    assert done["SHIFT_COLS"] == pytest.approx(-5.3, abs=0.1) and done["SHIFT_ROWS"] == pytest.approx(3.1, abs=0.1)
    assert done["SHIFT_X"] == pytest.approx(-159, abs=3) and done["SHIFT_Y"] == pytest.approx(-93, abs=3)
    assert done["CONFIDENCE"] > 0.9 and done["APPLIED"] == 1 and done["OUTPUT"] == output
    before, after = transform(shifted["COARSE"]), transform(output)
    assert after[0].c - before[0].c == pytest.approx(done["SHIFT_X"]) and after[0].f - before[0].f == pytest.approx(
        done["SHIFT_Y"]
    )
    np.testing.assert_array_equal(before[1], after[1])


def test_ways_to_apply(processing, shifted, tmp_path) -> None:
    kept = processing.run("stfusion:coregister", {**shifted, "APPLY": "resample", "OUTPUT": str(tmp_path / "r.tif")})
    assert transform(kept["OUTPUT"])[0] == transform(shifted["COARSE"])[0]
    measured = processing.run("stfusion:coregister", {**shifted, "APPLY": "measure only", "BAND": "nir"})
    assert "OUTPUT" not in measured and measured["APPLIED"] == 0
    assert measured["SHIFT_COLS"] == pytest.approx(-5.3, abs=0.1)
    uncertain = processing.run(
        "stfusion:coregister", {**shifted, "MIN_CONFIDENCE": 1.0, "OUTPUT": str(tmp_path / "d.tif")}
    )
    assert uncertain["APPLIED"] == 0 and transform(uncertain["OUTPUT"])[0] == transform(shifted["COARSE"])[0]


def test_command_line(qgis_process, shifted, tmp_path) -> None:
    values = {**shifted, "OUTPUT": tmp_path / "o.tif"}
    done = qgis_process(
        "--json", "run", "stfusion:coregister", "--", *(f"{key}={value}" for key, value in values.items())
    )
    assert done.code == 0, done.text
    assert done.json["results"]["SHIFT_COLS"] == pytest.approx(-5.3, abs=0.1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"FINE": None}, "Fine image is missing"),
        ({"METHOD": "guess"}, "'guess'"),
        ({"APPLY": "warp"}, "'warp'"),
        ({"BAND": "thermal"}, "'thermal'"),
        ({"FINE": "{COARSE}", "COARSE": "{FINE}"}, "swapped"),
        ({"OUTPUT": "{COARSE}"}, "one of the inputs"),
        ({"FINE_QA": "/no/such.tif"}, "cannot be opened"),
    ],
)
def test_bad_values(provider, shifted, tmp_path, change, words) -> None:
    from qgis.core import QgsProcessingContext

    made = {key: value.format(**shifted) if isinstance(value, str) else value for key, value in change.items()}
    values = {**shifted, "OUTPUT": str(tmp_path / "o.tif"), **made}
    ok, text = provider.algorithm("coregister").create().checkParameterValues(values, QgsProcessingContext())
    assert not ok and words in text and text.endswith(".") and "\n" not in text, text


def test_too_small_a_scene_ends_the_command_with_1(qgis_process, sample, tmp_path, data_folder) -> None:
    folder = data_folder / "kranj"
    values = {
        "FINE": folder / "fine_landsat8_20200308.tif",
        "COARSE": folder / "coarse_modis_on_fine_grid_20200308.tif",
        "OUTPUT": tmp_path / "o.tif",
    }
    done = qgis_process("run", "stfusion:coregister", "--", *(f"{key}={value}" for key, value in values.items()))
    assert done.code == 1 and "have only" in done.text and "Traceback" not in done.text
    assert list(tmp_path.iterdir()) == []


def test_moved_layer_is_named_and_dated(processing, shifted, tmp_path) -> None:
    from processing.gui.AlgorithmExecutor import execute
    from processing.gui.Postprocessing import handleAlgorithmResults
    from qgis.core import (
        QgsApplication,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingOutputLayerDefinition,
        QgsProject,
    )

    project, context, feedback = QgsProject.instance(), QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(project)
    values = {**shifted, "OUTPUT": QgsProcessingOutputLayerDefinition(str(Path(tmp_path) / "o.tif"), project)}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("stfusion:coregister")
    ok, _ = execute(algorithm, values, context, feedback)
    assert ok, feedback.textLog()
    handleAlgorithmResults(algorithm, context, feedback, parameters=values)
    try:
        (layer,) = project.mapLayers().values()
        assert layer.name() == "Coarse 2024-05-04 coregistered"
        assert layer.temporalProperties().fixedTemporalRange().begin().date().toPyDate() == date(2024, 5, 4)
        assert any("shifted by" in line for line in layer.metadata().history())
    finally:
        project.clear()
