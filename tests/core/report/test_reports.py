"""Reports and tables of images with few valid pixels, and of names that spreadsheets would evaluate."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from stfusion.core.accuracy.assess import assess
from stfusion.core.accuracy.plan import AssessInputs, plan_assessment
from stfusion.core.compare.plan import Wanted, plan_comparison
from stfusion.core.report.assessment import assess_to_files
from stfusion.core.report.comparison import compare_to_files
from stfusion.core.report.texts import TableWriter
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs
from stfusion.core.scenes.pairing import Image
from stfusion.models import methods

ROWS, COLS = 40, 48


def holes(kind: str) -> np.ndarray:
    """Where an image is valid."""
    valid = np.zeros((ROWS, COLS), bool)
    if kind == "columns":
        valid[:, ::2] = True
    elif kind == "rows":
        valid[1::2] = True
    elif kind == "chess":
        valid[::2, ::2] = valid[1::2, 1::2] = True
    elif kind == "pixel":
        valid[7, 9] = True
    elif kind == "two":
        valid[7, 9:11] = True
    elif kind == "corner":
        valid[:2, :2] = True
    else:
        valid[:] = True
    return valid


KINDS = ("columns", "rows", "chess", "pixel", "two", "corner", "constant", "equal")


def written(write_raster, kind: str, bands: int) -> tuple[str, str]:
    rng = np.random.default_rng(1)
    truth = 1000 + rng.integers(0, 800, (bands, ROWS, COLS))
    found = truth + rng.integers(-50, 50, truth.shape)
    if kind == "constant":
        truth[:], found[:] = 1000, 1000
    if kind == "equal":
        found = truth
    names = [f"=1+{band}" for band in range(bands)]
    made = [np.where(holes(kind), image, -9999) for image in (found, truth)]
    return tuple(
        str(write_raster(f"{name}_20240621.tif", image, dtype=np.int16, nodata=-9999, names=names))
        for name, image in zip(("prediction", "reference"), made)
    )


@pytest.mark.parametrize("bands", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_an_assessment_is_reported_whatever_can_be_measured(write_raster, tmp_path, kind, bands) -> None:
    pytest.importorskip("matplotlib")
    prediction, reference = written(write_raster, kind, bands)
    inputs = AssessInputs(Image(prediction, "Prediction"), Image(reference, "Reference"), scale="0.0001")
    files = {"table": str(tmp_path / "t.csv"), "report": str(tmp_path / "r.html")}
    found = assess_to_files(plan_assessment(inputs), Run(), **files)
    assert found.pixels == holes(kind).sum()
    rows = list(csv.DictReader((tmp_path / "t.csv").open(encoding="utf-8")))
    assert rows[0]["band"] == "'=1+0" and float(rows[0]["rmse"]) == pytest.approx(
        float(found.stored(found.accuracy, "rmse")[0])
    )
    assert float(rows[0]["bias"]) == pytest.approx(float(found.stored(found.accuracy, "bias")[0])), (
        "numbers stay numbers"
    )
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.count("<figure>") >= 3 and "=1+0" in page and "'=1+0" not in page


@pytest.mark.parametrize("kind", ["columns", "pixel", "corner"])
def test_a_comparison_is_reported_whatever_can_be_measured(write_raster, tmp_path, kind) -> None:
    pytest.importorskip("matplotlib")
    rng = np.random.default_rng(2)
    base = 1000 + rng.integers(0, 800, (2, ROWS, COLS))
    found = {}
    for day, change in (("20240501", 0), ("20240621", 100)):
        fine = np.where(holes(kind), base + change + rng.integers(-20, 20, base.shape), -9999)
        coarse = (base + change).reshape(2, ROWS // 8, 8, COLS // 8, 8).mean(axis=(2, 4))
        found[day] = (
            Image(str(write_raster(f"fine_{day}.tif", fine, dtype=np.int16, nodata=-9999)), "Fine image"),
            Image(str(write_raster(f"coarse_{day}.tif", coarse, dtype=np.int16, nodata=-9999,
                                   transform=(240, 0, 480000, 0, -240, 5400000))), "Coarse image"),
        )  # fmt: skip
    (fine, coarse), (truth, target) = found.values()
    wanted = Wanted(Inputs((fine,), (coarse,), target, scale="0.0001"), truth)
    known = {name: methods()[name] for name in ("starfm", "fsdaf")}
    result = compare_to_files(
        plan_comparison(wanted, known),
        Run(),
        table=str(tmp_path / "t.csv"),
        report=str(tmp_path / "r.html"),
        device="cpu",
    )
    assert [trial.error for trial in result.trials] == ["", ""]
    assert (tmp_path / "r.html").stat().st_size > 10000


@pytest.mark.parametrize("text", [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1+1", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "-", "+", "＝1+1", "--1", "-a",
    "+49 30",
])  # fmt: skip
def test_a_formula_is_written_as_text(text) -> None:
    file = io.StringIO(newline="")
    TableWriter(file).row([text])
    assert next(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [f"'{text}".replace("\r", " ")]


@pytest.mark.parametrize("text", ["-1.5", "+3e-7", "-inf", "red", "a=b", "B-4", "2024-06-21", "", "-0.0", "'quoted"])
def test_numbers_and_other_texts_stay(text) -> None:
    file = io.StringIO(newline="")
    TableWriter(file).row([text, -1.5, None])
    assert next(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [text, "-1.5", ""]


def test_measures_of_columns_apart_have_no_edge(write_raster) -> None:
    """Without adjacent pixels no edge is defined."""
    paths = written(write_raster, "columns", 2)
    found = assess(plan_assessment(AssessInputs(Image(paths[0], "P"), Image(paths[1], "R"), scale="0.0001"))).accuracy
    assert np.isfinite(found.rmse).all() and np.isnan(found.edge).all()
