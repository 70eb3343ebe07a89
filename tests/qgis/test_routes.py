"""One algorithm in every interface of Processing: run, task, model, map, batch, and the command line."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from delivered import optical, sets
from delivered.landscape import DAYS

QUICK = {"WINDOW": 9}


def _values(path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as dataset:
        return dataset.read()


@pytest.fixture(scope="module")
def expected(processing, sample, tmp_path_factory) -> np.ndarray:
    """Prediction of STARFM for the sample by the simplest interface."""
    output = str(tmp_path_factory.mktemp("expected") / "out.tif")
    processing.run("stfusion:starfm", {**sample.one_pair, **QUICK, "OUTPUT": output})
    return _values(output)


def test_run_gives_a_sensible_image(expected, sample) -> None:
    truth = _values(sample.path("truth", "20240621"))
    unchanged = _values(sample.one_pair["FINE_1"])
    assert expected.shape == truth.shape and expected.dtype == np.int16
    assert _rmse(expected, truth) < 0.7 * _rmse(unchanged, truth)


def _learns(name: str) -> bool:
    from stfusion.models import delineators, methods

    return name == "train" or name in delineators() or (name in methods() and methods()[name].info.learned)


def test_every_algorithm_runs_with_its_defaults(processing, provider, sample, tmp_path) -> None:
    rasters = {**sample.two_pairs, "FINE": sample.one_pair["FINE_1"], "COARSE": sample.one_pair["COARSE_1"]}
    rasters |= {"PREDICTION": rasters["FINE_1"], "REFERENCE": sample.path("truth", "20240621")}
    two = sample.two_pairs
    lists = {"FINE": [two["FINE_1"], two["FINE_2"]], "COARSE": [two["COARSE_1"], two["COARSE_2"], two["COARSE_TARGET"]]}
    from qgis.core import QgsProcessingParameterDefinition

    OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional
    optical.landsat(tmp_path / "product", DAYS[0])
    given = {
        "importproduct": {"INPUT_FOLDER": str(tmp_path / "product")},
        "dataset": {"INPUT_FOLDER": str(sets.wuhan(tmp_path / "Wuhan"))},
    }
    for algorithm in provider.algorithms():
        values = dict(given.get(algorithm.name(), {}))
        for definition in algorithm.parameterDefinitions():
            name = definition.name()
            if definition.type() == "raster" and name in rasters:
                values[name] = rasters[name]
            elif definition.type() == "rasterDestination" and name in (
                "OUTPUT",
                "FINE_OUT",
                "COARSE_OUT",
                "ERROR",
                "fuse:Prediction",
            ):
                values[name] = str(tmp_path / f"{algorithm.name()}_{name.rpartition(':')[2]}.tif")
            elif definition.type() == "multilayer" and name in lists:
                values[name] = lists[name]
            elif definition.type() == "fileDestination" and definition.name().upper().endswith("REPORT"):
                values[name] = str(tmp_path / f"{algorithm.name()}.html")
            elif name == "METHODS" and definition.type() == "enum":
                values[name] = ["starfm", "fitfc"]  # every method is tested separately here
            elif definition.type() == "folderDestination":
                values[name] = str(tmp_path / algorithm.name())
            elif definition.type() == "fileDestination" and not definition.flags() & OPTIONAL:
                values[name] = str(tmp_path / f"{algorithm.name()}.{definition.defaultFileExtension()}")
        if _learns(algorithm.name()):
            continue  # hours with their defaults; tests/models and test_train_tool.py run them in a small form
        results = processing.run(algorithm.id(), values)
        # Other outputs are numbers and texts.
        places = {definition.name() for definition in algorithm.destinationParameterDefinitions()} & set(results)
        assert places or not algorithm.destinationParameterDefinitions(), algorithm.name()
        assert all(Path(results[place]).exists() for place in places), algorithm.name()


def _task(algorithm, values, feedback):
    """Run an algorithm in a task, as the dialog does. Returns (ok, results, seconds)."""
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext

    context = QgsProcessingContext()
    context.setFeedback(feedback)
    task = QgsProcessingAlgRunnerTask(algorithm, values, context, feedback)
    ended: list[tuple[bool, dict]] = []
    task.executed.connect(lambda ok, results: ended.append((ok, dict(results))))
    started = time.perf_counter()
    QgsApplication.taskManager().addTask(task)
    while not ended and time.perf_counter() - started < 60:
        QgsApplication.processEvents()
        time.sleep(0.01)
    assert ended, "the task did not end"
    return *ended[0], time.perf_counter()


def _spying_algorithm(seen: list):
    """STARFM that records the computing thread."""
    from stfusion.algorithms.fusion import FusionAlgorithm
    from stfusion.models.classical.starfm import Starfm

    class Spy(Starfm):
        def predict(self, *given):
            seen.append(threading.current_thread())
            return super().predict(*given)

    algorithm = FusionAlgorithm(Spy())
    algorithm.initAlgorithm({})
    return algorithm


def test_task_computes_off_the_main_thread(processing, sample, expected, tmp_path) -> None:
    from qgis.core import QgsProcessingFeedback

    seen: list[threading.Thread] = []
    output = str(tmp_path / "out.tif")
    values = {**sample.one_pair, **QUICK, "OUTPUT": output}
    ok, results, _ = _task(_spying_algorithm(seen), values, QgsProcessingFeedback())
    assert ok and results["OUTPUT"] == output
    assert seen and all(thread is not threading.main_thread() for thread in seen)
    np.testing.assert_array_equal(_values(output), expected)


@pytest.mark.alone
def test_cancelled_task_ends_within_two_seconds_and_leaves_no_file(processing, tmp_path) -> None:
    from qgis.core import QgsApplication, QgsProcessingFeedback

    from stfusion.core.simulate import Scenario, simulate
    from stfusion.core.simulate.sample import write_sample

    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    write_sample(simulate(Scenario(rows=600, cols=600)), tmp_path / "in")
    values = {
        "FINE_1": str(tmp_path / "in" / "sample_fine_20240504.tif"),
        "COARSE_1": str(tmp_path / "in" / "sample_coarse_20240504.tif"),
        "COARSE_TARGET": str(tmp_path / "in" / "sample_coarse_20240621.tif"),
        "WINDOW": 151,
        "OUTPUT": str(tmp_path / "out" / "out.tif"),
        "UNCERTAINTY": str(tmp_path / "out" / "uncertainty.tif"),
    }
    feedback, cancelled_at = QgsProcessingFeedback(), []

    def cancel(percent: float) -> None:
        if percent > 20 and not cancelled_at:
            cancelled_at.append(time.perf_counter())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("stfusion:starfm")
    _, results, ended_at = _task(algorithm, values, feedback)
    assert cancelled_at, "the run was over before it could be cancelled"
    assert ended_at - cancelled_at[0] < 2
    assert "OUTPUT" not in results
    assert list((tmp_path / "out").iterdir()) == []


def test_model(processing, sample, expected, tmp_path) -> None:
    """A chain made in the modeler: raster inputs, STARFM, and a second algorithm on its result."""
    from qgis.core import (
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterRasterLayer,
    )

    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("fuse and copy", "tests")
    fuse = QgsProcessingModelChildAlgorithm("stfusion:starfm")
    fuse.setChildId("fuse")
    for key in sample.one_pair:
        model.addModelParameter(
            QgsProcessingParameterRasterLayer(key.lower(), key), QgsProcessingModelParameter(key.lower())
        )
        fuse.addParameterSources(key, [source.fromModelParameter(key.lower())])
    fuse.addParameterSources("WINDOW", [source.fromStaticValue(9)])
    fuse.setModelOutputs({"Predicted": _model_output("Predicted", "OUTPUT", QgsProcessingModelOutput)})
    model.addChildAlgorithm(fuse)
    path = str(tmp_path / "fuse.model3")
    assert model.toFile(path)
    loaded = QgsProcessingModelAlgorithm()
    assert loaded.fromFile(path)
    loaded.initAlgorithm({})
    output = str(tmp_path / "model.tif")
    values = {key.lower(): value for key, value in sample.one_pair.items()}
    results = processing.run(loaded, {**values, "fuse:Predicted": output})
    assert results["fuse:Predicted"] == output
    np.testing.assert_array_equal(_values(output), expected)


def _model_output(name, child_output, kind):
    output = kind(name)
    output.setChildId("fuse")
    output.setChildOutputName(child_output)
    return output


def test_one_algorithm_object_runs_many_rows_as_batch_does(processing, sample, expected, tmp_path) -> None:
    """The batch dialog reuses one algorithm object: no state of one row may affect the next."""
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("stfusion:starfm")
    rows = [
        {**sample.one_pair, **QUICK, "OUTPUT": str(tmp_path / "a.tif")},
        {**sample.two_pairs, **QUICK, "OUTPUT": str(tmp_path / "b.tif")},
        {**sample.one_pair, **QUICK, "OUTPUT": str(tmp_path / "c.tif")},
    ]
    for row in rows:
        _, ok = algorithm.run(row, QgsProcessingContext(), QgsProcessingFeedback())
        assert ok
    np.testing.assert_array_equal(_values(tmp_path / "a.tif"), expected)
    np.testing.assert_array_equal(_values(tmp_path / "c.tif"), expected)
    assert not np.array_equal(_values(tmp_path / "b.tif"), expected)


def test_two_tasks_at_once_give_the_same_as_one_after_another(processing, sample, expected, tmp_path) -> None:
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback

    ended, kept = [], []
    for number in range(4):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("stfusion:starfm")
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        values = {**sample.one_pair, **QUICK, "OUTPUT": str(tmp_path / f"{number}.tif")}
        task = QgsProcessingAlgRunnerTask(algorithm, values, context, feedback)
        task.executed.connect(lambda ok, results: ended.append(ok))
        kept.append((algorithm, context, feedback, task))
        QgsApplication.taskManager().addTask(task)
    started = time.perf_counter()
    while len(ended) < 4 and time.perf_counter() - started < 60:
        QgsApplication.processEvents()
        time.sleep(0.01)
    assert ended == [True] * 4
    for number in range(4):
        np.testing.assert_array_equal(_values(tmp_path / f"{number}.tif"), expected)


@pytest.fixture
def classes(sample, tmp_path):
    """The same two classes as a raster and as polygons in another coordinate reference system."""
    import rasterio
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsFeature,
        QgsGeometry,
        QgsProject,
        QgsRectangle,
        QgsVectorLayer,
    )

    with rasterio.open(sample.one_pair["FINE_1"]) as dataset:
        profile, bounds = dataset.profile, dataset.bounds
    profile.update(count=1, dtype="uint8", nodata=0)
    codes = np.ones((1, profile["height"], profile["width"]), np.uint8)
    codes[:, :, 40:] = 2
    raster = tmp_path / "classes.tif"
    with rasterio.open(raster, "w", **profile) as dataset:
        dataset.write(codes)
    layer = QgsVectorLayer("Polygon?crs=EPSG:3857&field=cover:string", "cover", "memory")
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32633"), layer.crs(), QgsProject.instance().transformContext()
    )
    middle = bounds.left + 40 * 30
    for name, left, right in (("a", bounds.left - 500, middle), ("b", middle, bounds.right + 500)):
        geometry = QgsGeometry.fromRect(QgsRectangle(left, bounds.bottom - 500, right, bounds.top + 500))
        geometry = geometry.densifyByCount(50)
        geometry.transform(transform)
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        feature.setGeometry(geometry)
        layer.dataProvider().addFeature(feature)
    return str(raster), layer


def test_class_map_as_raster_and_as_polygons(processing, sample, classes, tmp_path) -> None:
    raster, polygons = classes
    quick = {**sample.one_pair, "WINDOW": 9}
    made = {}
    for name, extra in {
        "none": {},
        "raster": {"CLASS_MAP": raster},
        "polygons": {"CLASS_MAP": polygons, "CLASS_FIELD": "cover"},
    }.items():
        output = str(tmp_path / f"{name}.tif")
        processing.run("stfusion:fsdaf", {**quick, **extra, "OUTPUT": output})
        made[name] = _values(output)
    np.testing.assert_array_equal(made["raster"], made["polygons"])
    assert (made["raster"] != made["none"]).any()


def test_command_line(qgis_process, sample, expected, tmp_path) -> None:
    output = tmp_path / "out.tif"
    words = [f"{key}={value}" for key, value in {**sample.one_pair, **QUICK, "OUTPUT": output}.items()]
    done = qgis_process("--json", "run", "stfusion:starfm", "--", *words)
    assert done.code == 0, done.text
    assert done.json["results"]["OUTPUT"] == str(output)
    np.testing.assert_array_equal(_values(output), expected)


def test_command_line_with_json_on_standard_input(qgis_process, sample, expected, tmp_path) -> None:
    from qgis.core import Qgis

    if Qgis.QGIS_VERSION_INT < 32400:
        pytest.skip("qgis_process reads standard input from QGIS 3.24 on; make compat runs this")
    output = tmp_path / "json.tif"
    # QUICK has a number, which is text on the command line.
    inputs = {**sample.one_pair, **QUICK, "OUTPUT": str(output)}
    done = qgis_process("run", "stfusion:starfm", "-", stdin=json.dumps({"inputs": inputs}))
    assert done.code == 0, done.text
    assert done.json["results"]["OUTPUT"] == str(output)
    np.testing.assert_array_equal(_values(output), expected)
    wrong = qgis_process("run", "stfusion:starfm", "-", stdin=json.dumps({"inputs": {**inputs, "WINDOW": 8}}))
    assert wrong.code == 1 and "must be odd" in wrong.text


def test_command_line_tells_about_misspelt_parameters(qgis_process, sample, tmp_path) -> None:
    words = [f"{key}={value}" for key, value in {**sample.one_pair, "WINDO": 9, "OUTPUT": tmp_path / "o.tif"}.items()]
    done = qgis_process("run", "stfusion:starfm", "--", *words)
    assert done.code == 0 and "Did you mean WINDOW?" in done.text


def test_command_line_tells_about_a_raster_that_is_given_twice(qgis_process, sample, tmp_path) -> None:
    values = {**sample.one_pair, "OUTPUT": str(tmp_path / "twice.tif")}
    words = [f"{key}={value}" for key, value in values.items()]
    done = qgis_process("run", "stfusion:starfm", "--", *words, f"FINE_1={sample.one_pair['FINE_1']}")
    assert done.code == 1 and "2 rasters are given, but one is required; set FINE_1 once." in done.text
    assert not list(tmp_path.iterdir())


def test_command_line_list_choices_by_word_and_by_number(qgis_process, sample, tmp_path) -> None:
    """`qgis_process help` proposes numbers."""
    made = []
    for name, choice in (("a", "both tests"), ("b", "1")):
        output = tmp_path / f"{name}.tif"
        values = {**sample.one_pair, **QUICK, "CANDIDATES": choice, "OUTPUT": output}
        done = qgis_process("run", "stfusion:starfm", "--", *(f"{key}={value}" for key, value in values.items()))
        assert done.code == 0, done.text
        made.append(_values(output))
    np.testing.assert_array_equal(*made)


@pytest.mark.parametrize("name", ["starfm", "stfnet", "train", "fuseseries", "assess", "preparefuseassess"])
def test_help_reads_well_on_the_command_line(qgis_process, provider, name) -> None:
    """One of each type, because each process takes seconds; test_provider.py checks the same texts of every algorithm."""
    algorithm = provider.algorithm(name)
    done = qgis_process("help", algorithm.id())
    assert done.code == 0
    for definition in algorithm.parameterDefinitions():
        assert f"{definition.name()}: {definition.description()}" in done.out
    assert "&lt;" not in done.out and "<b>" not in done.out


@pytest.mark.parametrize("package", ["numba", "rasterio"])
def test_missing_package_is_named_with_a_way_to_get_it(qgis_process, sample, tmp_path, package) -> None:
    """The algorithm is listed, and reports at run time what is missing and how to install it for this Python."""
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    (shadow / f"{package}.py").write_text(f"raise ModuleNotFoundError('no {package}', name='{package}')\n")
    path = os.pathsep.join(filter(None, (str(shadow), os.environ.get("PYTHONPATH", ""))))
    listed = qgis_process("list", PYTHONPATH=path)
    assert "stfusion:starfm" in listed.out
    output = tmp_path / "out.tif"
    words = [f"{key}={value}" for key, value in {**sample.one_pair, "OUTPUT": output}.items()]
    done = qgis_process("run", "stfusion:starfm", "--", *words, PYTHONPATH=path)
    assert done.code == 1
    assert f"STARFM requires the Python package {package}" in done.text and "-m pip install --target" in done.text
    assert "Traceback" not in done.text
    assert not output.exists()


def _rmse(values, truth) -> float:
    return float(np.sqrt(np.square(values.astype(float) - truth).mean()))


@pytest.fixture
def virtual(sample, tmp_path):
    """Virtual rasters of the pair and of the target, one of them nested; and their files on disk."""
    from osgeo import gdal

    made = {}
    for key, path in sample.one_pair.items():
        made[key] = str(tmp_path / f"{Path(path).stem}.vrt")
        gdal.Translate(made[key], path, format="VRT")
    inner = tmp_path / "inner.vrt"
    Path(made["FINE_1"]).rename(inner)
    gdal.BuildVRT(made["FINE_1"], [str(inner)])

    def state() -> dict[str, tuple[bytes, int]]:
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(tmp_path.glob("*.vrt*"))}

    return made, state


def test_virtual_rasters_are_never_written(processing, provider, qgis_process, virtual, expected, tmp_path) -> None:
    """QGIS computes statistics of rasters that it opens, and GDAL writes them into a virtual raster."""
    from qgis.core import QgsProcessingContext, QgsProject

    made, state = virtual
    before = state()
    assert len(before) == 4
    output = str(tmp_path / "out.tif")
    values = {**made, **QUICK, "OUTPUT": output}
    ok, text = provider.algorithm("starfm").create().checkParameterValues(values, QgsProcessingContext())
    assert ok, text
    assert state() == before, "checkParameterValues"
    processing.run("stfusion:starfm", values)
    np.testing.assert_array_equal(_values(output), expected)
    assert state() == before, "processing.run"
    done = qgis_process("run", "stfusion:starfm", "--", *(f"{key}={value}" for key, value in values.items()))
    assert done.code == 0, done.text
    assert state() == before, "qgis_process"
    try:
        processing.runAndLoadResults("stfusion:starfm", values)
        layer = next(iter(QgsProject.instance().mapLayers().values()))
        assert layer.renderer().type() == "multibandcolor"  # that of the fine image
    finally:
        QgsProject.instance().clear()
    assert state() == before, "loaded into the map"


def test_lists_and_masks_of_virtual_rasters_are_never_written(provider, virtual, tmp_path) -> None:
    from qgis.core import QgsProcessingContext

    made, state = virtual
    before = state()
    for name, values in (
        ("starfm", {**made, "MASK_1": made["FINE_1"]}),
        ("fsdaf", {**made, "CLASS_MAP": made["FINE_1"]}),
        ("estarfm", {**made, "MORE_FINE": [made["FINE_1"]], "MORE_COARSE": [made["COARSE_1"]]}),
        ("fuseseries", {"FINE": [made["FINE_1"]], "COARSE": [made["COARSE_1"], made["COARSE_TARGET"]]}),
        ("prepare", {"FINE": made["FINE_1"], "COARSE": made["COARSE_1"], "FINE_QA": made["FINE_1"]}),
        ("coregister", {"FINE": made["FINE_1"], "COARSE": made["COARSE_1"]}),
        ("assess", {"PREDICTION": made["FINE_1"], "REFERENCE": made["COARSE_1"], "MASK": made["FINE_1"]}),
        ("compare", {"FINE": [made["FINE_1"]], "COARSE": [made["COARSE_1"]], "TRUTH": made["FINE_1"]}),
        ("simulatecoarse", {"FINE": made["FINE_1"]}),
        ("delineate", {"FINE": made["FINE_1"], "COARSE": [made["COARSE_1"]]}),
        ("train", {"FINE": [made["FINE_1"]], "COARSE": [made["COARSE_1"]]}),
    ):
        algorithm = provider.algorithm(name)
        if algorithm is None:
            continue
        algorithm.create().checkParameterValues({**values, "OUTPUT": str(tmp_path / "o.tif")}, QgsProcessingContext())
        assert state() == before, name
