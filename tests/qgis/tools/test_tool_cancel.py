"""Every tool, in a task as run by the dialog, ends within two seconds of Cancel and leaves no file."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from delivered import optical
from delivered.landscape import DAYS, utm

SIZE, RATIO = 1600, 16


@pytest.fixture(scope="module")
def large(qgis_app, tmp_path_factory) -> dict[str, str]:
    """Fine and coarse images of two dates, large enough that no tool finishes immediately."""
    from rasterio import Affine

    from products import write

    folder = tmp_path_factory.mktemp("large")
    rng = np.random.default_rng(1)
    fields = rng.integers(500, 4000, (4, SIZE // 20, SIZE // 20)).repeat(20, 1).repeat(20, 2)
    made = {}
    for day, change in (("20240501", 0), ("20240601", 300)):
        fine = (fields + change + rng.integers(0, 200, fields.shape)).astype(np.int16)
        shape = (4, SIZE // RATIO, RATIO, SIZE // RATIO, RATIO)
        coarse = fine.reshape(shape).mean(axis=(2, 4)).astype(np.int16)
        for kind, values, pixel in (("fine", fine, 30), ("coarse", coarse, 30 * RATIO)):
            place = Affine(pixel, 0, 480000, 0, -pixel, 5400000)
            made[f"{kind} {day}"] = write(
                folder / f"{kind}_{day}.tif", values, "EPSG:32633", place, ("green", "red", "nir", "swir1")
            )
    made["product"] = str(optical.landsat(folder / "product", DAYS[0], grid=utm(30, 72000)))
    return made


def orders(large: dict[str, str], out: Path) -> dict[str, dict]:
    fine, later = large["fine 20240501"], large["fine 20240601"]
    coarse, target = large["coarse 20240501"], large["coarse 20240601"]
    return {
        "prepare": {"FINE": fine, "COARSE": coarse, "FINE_OUT": str(out / "f.tif"), "COARSE_OUT": str(out / "c.tif")},
        "coregister": {"FINE": fine, "COARSE": coarse, "OUTPUT": str(out / "o.tif")},
        "simulatecoarse": {"FINE": fine, "RATIO": RATIO, "OUTPUT": str(out / "o.tif")},
        "fuseseries": {"FINE": [fine], "COARSE": [coarse, target], "OPTIONS": "WINDOW=151",
                       "OBSERVED": "skip", "FOLDER": str(out)},
        "importproduct": {"INPUT_FOLDER": large["product"], "FOLDER": str(out)},
        "assess": {"PREDICTION": fine, "REFERENCE": later, "ERROR": str(out / "e.tif"), "REPORT": str(out / "r.html")},
        "compare": {
            "FINE": [fine], "COARSE": [coarse], "COARSE_TARGET": target, "TRUTH": later, "REPORT": str(out / "r.html"),
        },
    }  # fmt: skip


# At which percentage Cancel is pressed: early, in the date that is computed, and while a report is drawn.
MOMENTS = (
    ("prepare", 1), ("coregister", 1), ("simulatecoarse", 1), ("fuseseries", 10), ("importproduct", 10),
    ("assess", 1), ("assess", 80), ("compare", 1),
)  # fmt: skip


@pytest.mark.alone
@pytest.mark.parametrize(("name", "moment"), MOMENTS)
def test_cancel(processing, large, tmp_path, name, moment) -> None:
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"stfusion:{name}")
    feedback, context, asked, ended = QgsProcessingFeedback(False), QgsProcessingContext(), [], []
    context.setFeedback(feedback)

    def cancel(percent: float) -> None:
        if percent > moment and not asked:
            asked.append(time.perf_counter())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    task = QgsProcessingAlgRunnerTask(algorithm, orders(large, tmp_path)[name], context, feedback)
    task.executed.connect(lambda ok, results: ended.append((time.perf_counter(), dict(results))))
    QgsApplication.taskManager().addTask(task)
    limit = time.perf_counter() + 60
    while not ended and time.perf_counter() < limit:
        QgsApplication.processEvents()
        time.sleep(0.005)
    assert asked, f"{name} was over before it could be cancelled: {feedback.textLog()}"
    assert ended and ended[0][0] - asked[0] < 2, name
    assert not ended[0][1], "a cancelled run gives no results"
    # A series keeps the record of finished dates, here an empty one.
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} <= (
        {"series.json"} if name == "fuseseries" else set()
    )


def test_every_tool_that_works_long_is_tried(provider) -> None:
    from stfusion.algorithms.tool import Tool

    names = {algorithm.name() for algorithm in provider.algorithms() if isinstance(algorithm, Tool)}
    # Examining packages is immediate; a cancelled training keeps its weights, which is tested in test_train_tool.py;
    # test_parcels.py has the weights for delineation; a data set is listed, and converted file by file.
    assert names - {"sampledata", "environment", "train", "dstfnet", "dataset"} == {name for name, _ in MOMENTS}
