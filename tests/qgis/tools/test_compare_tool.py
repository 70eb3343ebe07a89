"""Compare methods in Processing and on the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

QUICK = "starfm: WINDOW=9 | estarfm: WINDOW=9 | fitfc: WINDOW=3; NEIGHBOURS=5 | fsdaf: WINDOW=9; NEIGHBOURS=5"


@pytest.fixture(scope="module")
def truth(sample) -> dict:
    """Both pairs of the sample, and the truth of the middle date."""
    two = sample.two_pairs
    return {
        "FINE": [two["FINE_1"], two["FINE_2"]], "COARSE": [two["COARSE_2"], two["COARSE_1"]],
        "COARSE_TARGET": two["COARSE_TARGET"], "TRUTH": sample.path("truth", "20240621"), "OPTIONS": QUICK,
    }  # fmt: skip


def read(path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as file:
        return file.read().astype(float)


def rows_of(path) -> list[dict]:
    return list(csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines()))


def test_known_truth(processing, truth, tmp_path) -> None:
    values = {**truth, "METHODS": ["starfm", "estarfm", "fitfc", "fsdaf"], "FOLDER": str(tmp_path / "kept"),
              "TABLE": str(tmp_path / "t.csv"), "REPORT": str(tmp_path / "r.html")}  # fmt: skip
    found = processing.run("stfusion:compare", values)
    assert (found["COUNT"], found["FAILED"]) == (4, 0)
    rows = {row["method"]: row for row in rows_of(found["TABLE"]) if row["band"] == "all bands"}
    assert set(rows) == {"starfm", "estarfm", "fitfc", "fsdaf", "F0", "CP", "DC", "DC2"}
    reference = read(truth["TRUTH"])
    for name in ("starfm", "estarfm", "fitfc", "fsdaf"):
        made = read(tmp_path / "kept" / f"{name}_20240621.tif")
        wanted = np.sqrt(np.square(made - reference).mean(axis=(1, 2))).mean()
        assert float(rows[name]["rmse"]) == pytest.approx(wanted), name
        assert float(rows[name]["rmse"]) < float(rows["F0"]["rmse"])
        assert float(rows[name]["seconds"]) > 0 and float(rows[name]["memory_mib"]) >= 0
    best = min(("starfm", "estarfm", "fitfc", "fsdaf"), key=lambda name: float(rows[name]["rmse"]))
    guess = min(float(rows[name]["rmse"]) for name in ("F0", "CP", "DC", "DC2"))
    assert found["GAIN"] == pytest.approx(100 * (1 - float(rows[best]["rmse"]) / guess))
    assert found["VERDICT"].startswith(
        dict(estarfm="ESTARFM: ", fitfc="Fit-FC: ", starfm="STARFM: ", fsdaf="FSDAF: ")[best]
    )
    assert found["BEST"] == best and found["RMSE"] == float(rows[best]["rmse"])
    # The same method by its own form gives the same raster, with the pair that is nearest.
    single = {"FINE_1": truth["FINE"][0], "COARSE_1": truth["COARSE"][1], "FINE_2": truth["FINE"][1],
              "COARSE_2": truth["COARSE"][0], "COARSE_TARGET": truth["COARSE_TARGET"], "WINDOW": 9}  # fmt: skip
    alone = processing.run("stfusion:starfm", {**single, "OUTPUT": str(tmp_path / "alone.tif")})
    np.testing.assert_array_equal(read(alone["OUTPUT"]), read(tmp_path / "kept" / "starfm_20240621.tif"))
    page = Path(found["REPORT"]).read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 3 and 'class="number best"' in page
    assert all(word in page for word in ("ESTARFM", "Fit-FC", "Memory (MiB)", "Structural similarity"))


def test_leave_one_pair_out_on_the_command_line(qgis_process, truth, tmp_path) -> None:
    words = [f"{key}={path}" for key in ("FINE", "COARSE") for path in truth[key]]
    table = tmp_path / "t.csv"
    said = qgis_process(
        "--json", "run", "stfusion:compare", "--", *words, "METHODS=starfm", "METHODS=estarfm", f"OPTIONS={QUICK}",
        f"TABLE={table}",
    )  # fmt: skip
    assert said.code == 0, said.text
    assert said.json["results"]["COUNT"] == 1 and "ESTARFM is not compared" in said.text
    rows = rows_of(table)
    assert {row["date"] for row in rows} == {
        "2024-05-04", "2024-08-08", "all dates", "standard deviation over dates",
    }  # fmt: skip
    whole = next(row for row in rows if row["method"] == "starfm" and row["band"] == "all bands")
    single = [float(row["rmse"]) for row in rows if row["method"] == "starfm" and row["date"].startswith("2024")]
    assert float(whole["rmse"]) == pytest.approx(np.mean(single))


def test_what_the_pairs_do_not_allow_is_told_and_left_out(provider, sample, truth, tmp_path) -> None:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    one = {**truth, "FINE": truth["FINE"][:1], "COARSE": truth["COARSE"][1:], "METHODS": ["starfm", "estarfm"]}
    one["FOLDER"] = "TEMPORARY_OUTPUT"
    algorithm, feedback = provider.algorithm("compare").create(), QgsProcessingFeedback(False)
    results, ok = algorithm.run(one, QgsProcessingContext(), feedback)
    assert ok and results["COUNT"] == 1 and results["BEST"] == "starfm"
    assert [path.name for path in Path(results["FOLDER"]).glob("*.tif")] == ["starfm_20240621.tif"]
    assert "ESTARFM is not compared" in feedback.textLog() and "2 pairs" in feedback.textLog()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"FINE": []}, "Fine images of the pairs are missing"),
        ({"COARSE": []}, "Coarse images of the pairs are missing"),
        ({"COARSE_TARGET": None}, "coarse image of the target date is missing"),
        ({"TRUTH": "first"}, "not used as input"),
        ({"OPTIONS": "magic: A=1"}, "'magic: A=1' are not valid"),
        ({"OPTIONS": "starfm: WINDOW=10"}, "must be odd"),
        ({"METHODS": ["magic"]}, "magic"),
        ({"REPORT": "report.tif"}, "must end in .html"),
        ({"TRUTH": None, "FINE": "one"}, "at least two"),
    ],
)
def test_bad_values_give_one_sentence(provider, truth, change, words) -> None:
    from qgis.core import QgsProcessingContext

    named = {"first": truth["FINE"][0], "one": truth["FINE"][:1]}
    made = {
        **truth,
        **{key: named.get(value, value) if isinstance(value, str) else value for key, value in change.items()},
    }
    ok, text = provider.algorithm("compare").create().checkParameterValues(made, QgsProcessingContext())
    assert not ok and words in text and "\n" not in text, text


def test_dates_by_a_pattern(processing, truth, tmp_path) -> None:
    import shutil

    import rasterio

    def renamed(path: str) -> str:
        day = Path(path).stem[-8:]
        target = tmp_path / f"{Path(path).stem[:-9]}_{day[6:]}x{day[4:6]}x{day[2:4]}.tif"
        shutil.copy(path, target)
        with rasterio.open(target, "r+") as file:
            file.update_tags(ACQUISITION_DATE="")
        return str(target)

    pattern = r"_(?P<d>\d\d)x(?P<m>\d\d)x(?P<y>\d\d)"
    values = {**truth, "METHODS": ["starfm"], "TABLE": str(tmp_path / "t.csv"), "DATE_PATTERN": pattern}
    values.update({key: [renamed(path) for path in truth[key]] for key in ("FINE", "COARSE")})
    values.update({key: renamed(truth[key]) for key in ("COARSE_TARGET", "TRUTH")})
    processing.run("stfusion:compare", values)
    assert {row["date"] for row in rows_of(values["TABLE"]) if row["date"]} - {"all dates"} == {"2024-06-21"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"DATE_PATTERN": "(?P<Y>["}, "is not a valid regular expression"),
        ({"DATE_PATTERN": "x(?P<Y>[0-9]+)y(?P<j>[0-9]+)"}, "matches no file name"),
    ],
)
def test_bad_date_patterns_give_one_sentence(provider, truth, change, words) -> None:
    from qgis.core import QgsProcessingContext

    ok, text = provider.algorithm("compare").create().checkParameterValues({**truth, **change}, QgsProcessingContext())
    assert not ok and words in text and "\n" not in text, text


def test_an_input_in_the_folder_for_predictions_is_not_replaced(provider, truth, tmp_path) -> None:
    import shutil

    from qgis.core import QgsProcessingContext

    victim = tmp_path / "starfm_20240621.tif"
    shutil.copy(truth["TRUTH"], victim)
    values = {**truth, "TRUTH": str(victim), "METHODS": ["starfm"], "FOLDER": str(tmp_path)}
    ok, text = provider.algorithm("compare").create().checkParameterValues(values, QgsProcessingContext())
    assert not ok and "would replace a file of the input starfm_20240621.tif" in text
