"""Train network and the algorithms of networks, on the command line and in a task."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from support import ROOT

pytest.importorskip("torch")
pytest.importorskip("safetensors")
sys.path.insert(0, str(ROOT / "tests" / "models"))

QUICK = ("EPOCHS=2", "SAMPLES=16", "BATCH=4", "PATCH=32", "OPTIONS=WIDTH=8")
SERIAL = {"OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def trained(qgis_process, sample, tmp_path_factory):
    """A small StfNet, trained on the command line."""
    folder = tmp_path_factory.mktemp("trained")
    done = qgis_process(
        "--json", "run", "stfusion:train", "--", "NETWORK=stfnet", f"FINE_FOLDER={sample.folder}", "FINE_PATTERN=sample_fine_*",
        f"COARSE_FOLDER={sample.folder}", "COARSE_PATTERN=sample_coarse_*", *QUICK, f"WEIGHTS={folder / 'net.safetensors'}",
        "TEST=2024-06-21", f"REPORT={folder / 'report.html'}", **SERIAL,
    )  # fmt: skip
    assert done.code == 0, done.text
    return folder, done


def test_training_writes_weights_report_and_state(trained) -> None:
    folder, done = trained
    results = done.json["results"]
    assert results["EPOCHS_DONE"] == 2 and results["TEST_RMSE"] > 0 and results["VALIDATION_RMSE"] > 0
    names = {path.name for path in folder.iterdir()}
    assert names == {"net.safetensors", "net.resume.safetensors", "report.html"}
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "StfNet: training" in page and "data:image/png" in page


def test_weights_predict_on_the_command_line(trained, qgis_process, sample, tmp_path) -> None:
    import rasterio

    folder, _ = trained
    words = [f"{key}={value}" for key, value in sample.two_pairs.items()]
    output = tmp_path / "predicted image.tif"
    done = qgis_process(
        "run", "stfusion:stfnet", "--", *words, f"WEIGHTS={folder / 'net.safetensors'}", f"OUTPUT={output}", **SERIAL
    )
    assert done.code == 0, done.text
    assert "Weights: trained on 2 dates" in done.text
    with rasterio.open(output) as file:
        assert file.count == 4 and file.read().any() and file.tags()["STFUSION_METHOD"] == "StfNet"


@pytest.mark.parametrize(
    "network, spoil, sentence",
    [
        ("edcstfn", False, "belong to the network stfnet"),
        ("stfnet", True, "damaged or incomplete"),
    ],
)
def test_wrong_weights_end_with_one_sentence(trained, qgis_process, sample, tmp_path, network, spoil, sentence) -> None:
    folder, _ = trained
    weights = tmp_path / "w.safetensors"
    data = (folder / "net.safetensors").read_bytes()
    weights.write_bytes(data[:-100] if spoil else data)
    words = [f"{key}={value}" for key, value in sample.two_pairs.items()]
    output = tmp_path / "out.tif"
    done = qgis_process("run", f"stfusion:{network}", "--", *words, f"WEIGHTS={weights}", f"OUTPUT={output}", **SERIAL)
    assert done.code == 1 and sentence in done.text, done.text
    assert "Traceback" not in done.text and not output.exists()


def test_without_weights_the_scene_teaches_and_is_kept(processing, sample, tmp_path) -> None:
    from qgis.core import QgsProcessingFeedback

    class Feedback(QgsProcessingFeedback):
        def __init__(self) -> None:
            super().__init__(False)
            self.lines: list[str] = []

        def pushInfo(self, info: str) -> None:
            self.lines.append(info)

    feedback = Feedback()
    values = {
        **sample.two_pairs,
        "EPOCHS": 1,
        "PATCH": 32,
        "WIDTH": 8,
        "SAVE_WEIGHTS": str(tmp_path / "kept.safetensors"),
    }
    results = processing.run("stfusion:stfnet", {**values, "OUTPUT": str(tmp_path / "a.tif")}, feedback=feedback)
    assert any("is trained on 2 dates of this scene first" in line for line in feedback.lines)
    again = processing.run(
        "stfusion:stfnet",
        {**sample.two_pairs, "WEIGHTS": str(tmp_path / "kept.safetensors"), "OUTPUT": str(tmp_path / "b.tif")},
    )
    assert Path(results["OUTPUT"]).exists()
    np.testing.assert_array_equal(_values(again["OUTPUT"]), _values(results["OUTPUT"]))


def test_one_pair_without_weights_says_what_is_needed(processing, sample, tmp_path) -> None:
    from qgis.core import QgsProcessingException

    with pytest.raises(
        QgsProcessingException, match="choose weights, which Train network creates, or add a second pair"
    ):
        processing.run("stfusion:edcstfn", {**sample.one_pair, "OUTPUT": str(tmp_path / "out.tif")})


def test_cancel_keeps_the_best_weights(processing, sample, tmp_path) -> None:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    lines: list[str] = []

    class Stopping(QgsProcessingFeedback):
        def pushInfo(self, info: str) -> None:
            lines.append(info)
            if "epoch 2 of" in info:
                self.cancel()

    feedback = Stopping(False)
    weights = tmp_path / "kept.safetensors"
    values = {
        "NETWORK": "stfnet", "FINE_FOLDER": str(sample.folder), "FINE_PATTERN": "sample_fine_*",
        "COARSE_PATTERN": "sample_coarse_*",
        "COARSE_FOLDER": str(sample.folder), "EPOCHS": 500, "SAMPLES": 16, "BATCH": 4, "PATCH": 32, "OPTIONS": "WIDTH=8",
        "WEIGHTS": str(weights),
    }  # fmt: skip
    processing.run("stfusion:train", values, feedback=feedback, context=QgsProcessingContext())
    assert weights.exists() and (tmp_path / "kept.resume.safetensors").exists()
    assert any("best weights so far are in kept.safetensors" in line for line in lines)
    assert not list(tmp_path.glob("*.part*"))


def _values(path: str) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as dataset:
        return dataset.read()


def test_the_default_has_a_time_limit(provider) -> None:
    definition = provider.algorithm("train").parameterDefinition("MINUTES")
    assert definition.defaultValue() == 60 and "0 = no limit" in definition.description()
