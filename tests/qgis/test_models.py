"""The ready-made models: in the toolbox, on the command line by id and by file, and their outputs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from support import ROOT

FOLDER = ROOT / "resources" / "models"
NAMES = ("preparefuseassess", "prepareseriesndvi")


def read(path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as file:
        return file.read().astype(float)


def test_models_are_in_the_toolbox(provider) -> None:
    from qgis.core import QgsProcessingModelAlgorithm

    assert {path.stem for path in FOLDER.glob("*.model3")} == set(NAMES)
    for name in NAMES:
        model = provider.algorithm(name)
        assert isinstance(model, QgsProcessingModelAlgorithm) and model.group() == "4. Prepare and assess"
        ok, problems = model.create().validate()
        assert ok, problems
        for child in model.childAlgorithms().values():
            assert child.algorithm() is not None, child.algorithmId()


def test_models_stay_when_the_toolbox_is_read_again(provider) -> None:
    before = {algorithm.name() for algorithm in provider.algorithms()}
    provider.refreshAlgorithms()
    assert {algorithm.name() for algorithm in provider.algorithms()} == before


def test_files_do_not_name_this_machine() -> None:
    for path in FOLDER.glob("*.model3"):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text and "/home/" not in text and "/tmp/" not in text


def test_prepare_fuse_assess_on_the_command_line(qgis_process, sample, tmp_path) -> None:
    given = {**sample.one_pair, "REFERENCE": sample.path("truth", "20240621")}
    outputs = {"fuse:Prediction": "p.tif", "assess:Report": "r.html"}
    words = [f"{key}={value}" for key, value in given.items()] + [
        f"{key}={tmp_path / name}" for key, name in outputs.items()
    ]
    said = qgis_process("run", "stfusion:preparefuseassess", "--", *words)
    assert said.code == 0, said.text
    prediction, truth = read(tmp_path / "p.tif"), read(given["REFERENCE"])
    rmse, unchanged = (np.sqrt(np.square(image - truth).mean()) for image in (prediction, read(given["FINE_1"])))
    assert rmse < 0.8 * unchanged  # both in reflectance x 10000
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "All-round" in page and page.count("data:image/png;base64,") == 5


def test_prepare_series_ndvi_on_the_command_line_by_file(qgis_process, sample, tmp_path) -> None:
    words = [f"{key}={value}" for key, value in sample.two_pairs.items()]
    said = qgis_process(
        "run", str(FOLDER / "prepareseriesndvi.model3"), "--", *words, "OPTIONS=WINDOW=9", f"series:NDVI={tmp_path / 'out'}"
    )  # fmt: skip
    assert said.code == 0, said.text
    held = json.loads((tmp_path / "out" / "series.json").read_text(encoding="utf-8"))
    assert [entry["date"] for entry in held["dates"]] == ["2024-05-04", "2024-06-21", "2024-08-08"]
    truth = read(sample.path("truth", "20240621"))
    green, red, nir = truth[:3]
    wanted = (nir - red) / (nir + red)
    made = read(tmp_path / "out" / held["dates"][1]["file"])[0]
    known = np.isfinite(made)
    assert known.mean() > 0.99
    assert np.corrcoef(made[known], wanted[known])[0, 1] > 0.8


@pytest.mark.parametrize("name", NAMES)
def test_missing_input_is_an_error(qgis_process, name) -> None:
    said = qgis_process("run", f"stfusion:{name}", "--", "FINE_1=/no/such.tif")
    assert said.code != 0 and "Traceback" not in said.text


def test_files_are_those_of_the_script(processing, tmp_path) -> None:
    """Steps and texts must be the same in the script and in the files."""
    command = [sys.executable, str(ROOT / "scripts" / "make_models.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    for path in FOLDER.glob("*.model3"):
        made = tmp_path / path.name
        assert made.is_file(), done.stdout + done.stderr
        assert _facts(made) == _facts(path), "run scripts/make_models.py"


def _facts(path: Path) -> tuple:
    from qgis.core import QgsProcessingModelAlgorithm

    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    steps = {}
    for name, child in model.childAlgorithms().items():
        sources = {key: [str(one.toVariant()) for one in value] for key, value in child.parameterSources().items()}
        steps[name] = child.algorithmId(), sources
    return model.displayName(), dict(model.helpContent()), steps
