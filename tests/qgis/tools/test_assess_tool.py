"""Assess in Processing and on the command line."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture(scope="module")
def pair(sample) -> dict[str, str]:
    """The fine image of the first date as a prediction of the middle date, which has a reference."""
    return {"PREDICTION": sample.path("fine", "20240504"), "REFERENCE": sample.path("truth", "20240621")}


def read(path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as file:
        return file.read().astype(float)


def test_numbers_files_and_units(processing, pair, sample, tmp_path) -> None:
    values = {**pair, **{key: str(tmp_path / name) for key, name in FILES.items()}, **diagram(sample)}
    found = processing.run("stfusion:assess", values)
    first, second = read(pair["PREDICTION"]), read(pair["REFERENCE"])
    difference = first - second
    assert found["RMSE"] == pytest.approx(np.sqrt(np.square(difference).mean(axis=(1, 2))).mean())
    assert found["BIAS"] == pytest.approx(difference.mean()) and found["MAE"] == pytest.approx(
        np.abs(difference).mean()
    )
    assert found["PIXELS"] == difference[0].size
    np.testing.assert_array_equal(read(found["ERROR"]), difference)
    rows = list(csv.DictReader(Path(found["TABLE"]).read_text(encoding="utf-8").splitlines()))
    assert [row["image"] for row in rows] == [name for name in ("prediction", *GUESSES) for _ in range(len(first) + 1)]
    assert float(rows[len(first)]["rmse"]) == found["RMSE"] and float(rows[len(first)]["ergas"]) == found["ERGAS"]
    # The fine image unchanged is the prediction itself here, and the coarse change is better.
    assert [row["edge"] for row in rows[: len(first) + 1]] == [
        row["edge"] for row in rows[len(first) + 1 : 2 * len(first) + 2]
    ]
    page = Path(found["REPORT"]).read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 5
    assert "http:" not in page and 'src="http' not in page and "<script" not in page
    for word in (
        "Structural similarity",
        "Roberts",
        "1 - SSE / SST",
        "ERGAS",
        "Prediction is ",
    ):
        assert word in page, word
    errors = {row["image"]: float(row["rmse"]) for row in rows if row["band"] == "all bands"}
    best = min(GUESSES, key=lambda name: errors[name])
    assert found["GAIN"] == pytest.approx(100 * (1 - errors["prediction"] / errors[best])) and found["GAIN"] < -1
    assert found["VERDICT"].startswith(f"{-found['GAIN']:.0f} % worse than the best simple guess (")
    assert page.index(found["VERDICT"]) < page.index('class="lead"')


GUESSES = ("F0", "CP", "DC", "DC2")


def test_what_is_missing_for_a_verdict_is_said(processing, pair, tmp_path) -> None:
    found = processing.run("stfusion:assess", {**pair, "REPORT": str(tmp_path / "report.html")})
    page = Path(found["REPORT"]).read_text(encoding="utf-8")
    assert found["VERDICT"] in page and "they should be the same" in page  # the dates of prediction and reference
    assert "choose the fine image of a pair" in found["VERDICT"] and math.isnan(found["GAIN"])


FILES = {"ERROR": "error.tif", "TABLE": "table.csv", "REPORT": "report.html"}


def diagram(sample) -> dict[str, str]:
    pairs = zip((1, 2), ("20240504", "20240808"))
    images = {f"{kind.upper()}_{n}": sample.path(kind, day) for n, day in pairs for kind in ("fine", "coarse")}
    # The prediction, which is the first fine image, has its date in its name; the two-sided guess needs that of the target.
    return {**images, "COARSE_TARGET": sample.path("coarse", "20240621"), "DATE": "2024-06-21"}


def test_on_the_command_line(qgis_process, processing, pair, sample, tmp_path) -> None:
    words = [f"{key}={value}" for key, value in {**pair, **diagram(sample), "TABLE": tmp_path / "t.csv"}.items()]
    said = qgis_process("--json", "run", "stfusion:assess", "--", *words)
    assert said.code == 0, said.text
    wanted = processing.run("stfusion:assess", {**pair, **diagram(sample)})
    numbers = {key: value for key, value in wanted.items() if isinstance(value, float)}
    assert set(numbers) == set("RMSE MAE BIAS CORRELATION R2 SSIM PSNR UIQI UIQI_LOCAL EDGE LBP SAM ERGAS GAIN".split())
    assert said.json["results"]["VERDICT"] == wanted["VERDICT"] and wanted["VERDICT"] in said.text
    for key, value in numbers.items():
        assert math.isfinite(value) and said.json["results"][key] == pytest.approx(value, rel=1e-12), key
    assert (tmp_path / "t.csv").read_text().count("\n") > 4


def test_mask_and_chosen_bands(processing, pair, tmp_path) -> None:
    import rasterio

    with rasterio.open(pair["REFERENCE"]) as file:
        profile = {**file.profile, "count": 1, "dtype": "uint8", "nodata": None}
    hidden = np.zeros((profile["height"], profile["width"]), np.uint8)
    hidden[:40] = 7
    with rasterio.open(tmp_path / "mask.tif", "w", **profile) as file:
        file.write(hidden, 1)
    bands = len(read(pair["REFERENCE"]))
    chosen = " ".join(["2", "1", *["0"] * (bands - 2)])
    found = processing.run("stfusion:assess", {**pair, "MASK": str(tmp_path / "mask.tif"), "BANDS": chosen})
    difference = (read(pair["PREDICTION"])[:2] - read(pair["REFERENCE"])[[1, 0]])[:, hidden == 0]
    assert found["RMSE"] == pytest.approx(np.sqrt(np.square(difference).mean(axis=1)).mean())
    assert found["PIXELS"] == int((hidden == 0).sum())


def test_error_comes_dated_and_in_a_ramp_around_zero(processing, pair, tmp_path) -> None:
    from qgis.core import QgsProject

    project = QgsProject.instance()
    project.clear()
    processing.runAndLoadResults("stfusion:assess", {**pair, "ERROR": str(tmp_path / "error.tif")})
    (layer,) = project.mapLayers().values()
    assert layer.name() == "Error 2024-05-04, nir"
    renderer = layer.renderer()
    assert renderer.band() == 3 and renderer.classificationMin() == -renderer.classificationMax() < 0
    low, middle, high = (renderer.shader().shade(share * renderer.classificationMax())[1:4] for share in (-1, 0, 1))
    assert low[2] > low[0] + 50 and high[0] > high[2] + 50 and min(middle) > 230  # blue, white, red
    assert layer.temporalProperties().isActive()
    project.clear()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"PREDICTION": None}, "Prediction is missing"),
        ({"REFERENCE": "{PREDICTION}"}, "same raster"),
        ({"BANDS": "red"}, "'red' is not valid"),
        ({"BANDS": "1 2 9 4"}, "has only"),
        ({"BANDS": "0 0 0 0"}, "skips every band"),
        ({"SCALE": "ten"}, "Scale factor 'ten'"),
        ({"NOISE": -1}, "Noise"),
        ({"RATIO": -2}, "Ratio is -2"),
        ({"MASK": "/no/such.tif"}, "cannot be opened"),
        ({"ERROR": "{REFERENCE}"}, "one of the inputs"),
        ({"REPORT": "report.tif"}, "must end in .html"),
        ({"TABLE": "/no/such/table.csv"}, "does not exist"),
        ({"DATE": "some day"}, "'some day'"),
    ],
)
def test_bad_values_give_one_sentence(provider, pair, tmp_path, change, words) -> None:
    from qgis.core import QgsProcessingContext

    bands = len(read(pair["REFERENCE"]))
    made = {key: value.format(**pair) if isinstance(value, str) else value for key, value in change.items()}
    if "BANDS" in made and made["BANDS"] != "red":
        made["BANDS"] = " ".join(made["BANDS"].split()[:bands])
    ok, text = provider.algorithm("assess").create().checkParameterValues({**pair, **made}, QgsProcessingContext())
    assert not ok and words in text and "\n" not in text, text


def test_error_on_the_command_line_is_exit_code_1(qgis_process, pair, tmp_path) -> None:
    elsewhere = str(tmp_path / "elsewhere.tif")
    import rasterio

    with rasterio.open(pair["REFERENCE"]) as file:
        move = rasterio.Affine.translation(1e5, 0) * file.transform
        with rasterio.open(elsewhere, "w", **{**file.profile, "transform": move}) as other:
            other.write(file.read())
    said = qgis_process(
        "run", "stfusion:assess", "--", f"PREDICTION={pair['PREDICTION']}", f"REFERENCE={elsewhere}",
        f"REPORT={tmp_path / 'report.html'}",
    )  # fmt: skip
    assert said.code == 1 and "does not overlap" in said.text and "Traceback" not in said.text, said.text
    assert not (tmp_path / "report.html").exists()
