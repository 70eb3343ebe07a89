"""Fuse series through Processing and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def lists(sample) -> dict:
    """Two fine and three coarse images of the sample."""
    two = sample.two_pairs
    return {
        "FINE": [two["FINE_1"], two["FINE_2"]],
        "COARSE": [two["COARSE_1"], two["COARSE_TARGET"], two["COARSE_2"]],
        "OPTIONS": "WINDOW=9",
    }


def test_lists_give_a_raster_for_every_date(processing, lists, tmp_path) -> None:
    results = processing.run("stfusion:fuseseries", {**lists, "FOLDER": str(tmp_path / "new" / "series")})
    assert (results["COUNT"], results["FAILED"]) == (3, 0)
    assert [Path(path).name for path in results["LAYERS"]] == [
        f"starfm_{day}.tif" for day in ("20240504", "20240621", "20240808")
    ]
    held = json.loads(Path(results["MANIFEST"]).read_text())
    assert [entry["observed"] for entry in held["dates"]] == [True, False, True]


def test_series_is_one_group_in_the_map(processing, lists, tmp_path) -> None:
    from qgis.core import QgsApplication, QgsProject

    project = QgsProject.instance()
    project.clear()
    values = {**lists, "FOLDER": str(tmp_path), "INDEX": "NDVI", "METHOD": "estarfm"}
    processing.runAndLoadResults("stfusion:fuseseries", values)
    QgsApplication.processEvents()  # QGIS removes a layer that is not in the tree only now
    groups = {group.name(): group for group in project.layerTreeRoot().findGroups()}
    names = [layer.name() for layer in groups["ESTARFM series"].findLayers()]
    assert names == ["2024-05-04 observed", "2024-06-21 ESTARFM", "2024-08-08 observed"]
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    ranges = [layers[name].temporalProperties().fixedTemporalRange() for name in names]
    assert [one.end() for one in ranges[:2]] == [one.begin() for one in ranges[1:]]
    renderers = [layers[name].renderer() for name in names]
    assert {(one.classificationMin(), one.classificationMax()) for one in renderers} == {(-0.1, 0.9)}
    span = project.timeSettings().temporalRange()
    assert (span.begin(), span.end()) == (ranges[0].begin(), ranges[-1].end())
    project.clear()


def test_one_band_is_shown_between_values_of_all_dates(tmp_path, qgis_app) -> None:
    import numpy as np
    import rasterio

    from stfusion.algorithms.results.serieslayers import common_range

    files = []
    for number, level in enumerate((0, 1000, 200)):
        files.append(tmp_path / f"{number}.tif")
        values = level + np.arange(10000, dtype=np.int16).reshape(100, 100) % 1000
        with rasterio.open(files[-1], "w", "GTiff", 100, 100, 1, dtype="int16") as file:
            file.write(values.astype(np.int16), 1)
    low, high = common_range(files)
    assert 0 <= low < 60 and 1940 < high <= 2000


def test_folders_on_the_command_line_and_a_second_run(qgis_process, sample, tmp_path) -> None:
    words = [
        "run", "stfusion:fuseseries", "--json", "--", f"FINE_FOLDER={sample.folder}", "FINE_PATTERN=sample_fine_*.tif",
        f"COARSE_FOLDER={sample.folder}", "COARSE_PATTERN=sample_coarse_*.tif", "METHOD=fitfc", "OBSERVED=predict",
        "OPTIONS=WINDOW=9; RATIO=8", f"FOLDER={tmp_path}",
    ]  # fmt: skip
    first = qgis_process(*words)
    assert first.code == 0, first.text
    assert first.json["results"]["COUNT"] == 3
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.tif")}
    again = qgis_process(*words)
    assert again.code == 0 and len(stamps) == 3
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.tif")} == stamps


BAD = {
    "nothing": ({"FINE": []}, ("no fine images", "choose")),
    "no such folder": ({"FINE": [], "FINE_FOLDER": "/no/such"}, ("/no/such", "does not exist")),
    "nothing of that name": ({"FINE": [], "FINE_FOLDER": "{folder}", "FINE_PATTERN": "x*.tif"}, ("x*.tif", "pattern")),
    "options": ({"OPTIONS": "WINDOW=10"}, ("must be odd",)),
    "dates": ({"DATES": "soon"}, ("'soon' are not valid",)),
    "method": ({"METHOD": "magic"}, ("'magic'", "choose one of")),
    "start behind end": ({"START": "2024-08-01", "END": "2024-05-01"}, ("swap",)),
    "pattern of a folder": (
        {"FINE": [], "FINE_FOLDER": "{folder}", "FINE_PATTERN": "."},
        ("'.'", "is not a file name pattern"),
    ),
    "date pattern": ({"DATE_PATTERN": "(?P<Y>["}, ("(?P<Y>[", "is not a valid regular expression")),
    "date pattern without groups": ({"DATE_PATTERN": "%Y%m%d"}, ("%Y%m%d", "no named groups")),
    "date pattern of nothing": ({"DATE_PATTERN": "x(?P<Y>[0-9]+)y(?P<j>[0-9]+)"}, ("matches no file name", "sample_")),
}


@pytest.fixture
def filled(lists, sample, tmp_path):
    """The values of an entry of `BAD`."""

    def fill(changes: dict) -> dict:
        made = {
            key: value.format(folder=sample.folder) if isinstance(value, str) else value
            for key, value in changes.items()
        }
        return {**lists, **made, "FOLDER": str(tmp_path / "out")}

    return fill


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_sentence(processing, filled, tmp_path, name) -> None:
    from qgis.core import QgsProcessingException

    changes, words = BAD[name]
    with pytest.raises(QgsProcessingException) as caught:
        processing.run("stfusion:fuseseries", filled(changes))
    assert all(word in str(caught.value) for word in words), caught.value
    assert "Traceback" not in str(caught.value)
    assert not list(tmp_path.glob("out/*.tif"))


@pytest.mark.parametrize("name", ["nothing", "options"])
def test_bad_input_ends_the_command_with_1(qgis_process, filled, tmp_path, name) -> None:
    """Each process takes seconds: one for the inputs, and one for the options of a method."""
    changes, words = BAD[name]
    values = ((key, value if isinstance(value, list) else [value]) for key, value in filled(changes).items())
    done = qgis_process("run", "stfusion:fuseseries", "--", *(f"{key}={one}" for key, each in values for one in each))
    assert done.code == 1, done.text
    assert all(word in done.text for word in words), done.text
    assert "Traceback" not in done.text
    assert not list(tmp_path.glob("out/*.tif"))


def copied(sample, folder: Path, name, kind: str = "coarse") -> list[str]:
    """Copies the sample's images of a kind into a folder, named by a function of their date."""
    import shutil
    from datetime import datetime

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for path in sorted(Path(sample.folder).glob(f"sample_{kind}_*.tif")):
        target = folder / name(datetime.strptime(path.stem[-8:], "%Y%m%d"))
        target.parent.mkdir(parents=True, exist_ok=True)
        paths.append(str(shutil.copy(path, target)))
    return paths


def undated(paths) -> None:
    """Removes the date from the tags of rasters, so that only names have it."""
    import rasterio

    for path in paths:
        with rasterio.open(path, "r+") as file:
            file.update_tags(ACQUISITION_DATE="")


def test_dates_by_a_pattern_in_folders_and_lists(processing, sample, lists, tmp_path) -> None:
    undated(copied(sample, tmp_path / "coarse", lambda day: f"M{day:%d%m%y}x.tif"))
    fine = copied(sample, tmp_path / "fine", lambda day: f"L{day:%d%m%y}x.tif", "fine")
    undated(fine)
    values = {
        **lists, "FINE": fine, "COARSE": [], "COARSE_FOLDER": str(tmp_path / "coarse"),
        "DATE_PATTERN": r"[LM](?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d)x", "OBSERVED": "predict", "FOLDER": str(tmp_path / "out"),
    }  # fmt: skip
    results = processing.run("stfusion:fuseseries", values)
    assert [Path(path).name for path in results["LAYERS"]] == [
        f"starfm_{day}.tif" for day in ("20240504", "20240621", "20240808")
    ]


def test_a_folder_for_each_date(processing, sample, tmp_path) -> None:
    """As CIA is delivered: the day of the year and the date in the folder, nothing in the names of the files."""
    for kind, name in (("fine", "TM"), ("coarse", "MOD09")):
        undated(copied(sample, tmp_path / "cia", lambda day, name=name: f"{day:%Y_%j_%d%b}/{name}.tif", kind))
    values = {
        "FINE_FOLDER": str(tmp_path / "cia"), "FINE_PATTERN": "**/TM.tif", "COARSE_FOLDER": str(tmp_path / "cia"),
        "COARSE_PATTERN": "**/MOD09.tif", "OPTIONS": "WINDOW=9", "FOLDER": str(tmp_path / "out"),
    }  # fmt: skip
    results = processing.run("stfusion:fuseseries", values)
    assert (results["COUNT"], results["FAILED"]) == (3, 0)


@pytest.mark.parametrize("which", ["fine", "coarse"])
def test_a_folder_of_inputs_is_no_output(processing, sample, tmp_path, which) -> None:
    from qgis.core import QgsProcessingException

    for kind in ("fine", "coarse"):
        copied(sample, tmp_path / kind, lambda day, kind=kind: f"{kind}_{day:%Y%m%d}.tif", kind)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.tif")}
    values = {
        "FINE_FOLDER": str(tmp_path / "fine"), "COARSE_FOLDER": str(tmp_path / "coarse"), "OPTIONS": "WINDOW=9",
        "FOLDER": str(tmp_path / which),
    }  # fmt: skip
    with pytest.raises(QgsProcessingException, match="is also a folder of input images"):
        processing.run("stfusion:fuseseries", values)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_cancel_tells_in_the_log_what_is_kept(provider, lists, tmp_path) -> None:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    feedback.progressChanged.connect(lambda share: feedback.cancel() if share > 40 else None)
    values = {**lists, "OBSERVED": "predict", "FOLDER": str(tmp_path / "out")}
    provider.algorithm("fuseseries").create().run(values, QgsProcessingContext(), feedback)
    assert "finished dates are kept in" in feedback.textLog()
    assert list((tmp_path / "out").glob("starfm_*.tif"))
