"""Invalid input: one sentence that states what is wrong, where, and what to do; exit code 1; no files changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def check(provider, processing):
    """Returns the result of an algorithm's check of these values."""
    from qgis.core import QgsProcessingContext

    def ask(values, name="starfm"):
        return provider.algorithm(name).create().checkParameterValues(values, QgsProcessingContext())

    return ask


@pytest.fixture
def elsewhere(sample, tmp_path) -> str:
    """The coarse target image, shifted by ten degrees."""
    return _rewritten(sample.one_pair["COARSE_TARGET"], tmp_path / "elsewhere_20240621.tif", shift=1_000_000)


@pytest.fixture
def fewer_bands(sample, tmp_path) -> str:
    return _rewritten(sample.one_pair["COARSE_TARGET"], tmp_path / "fewer_20240621.tif", bands=3)


def _rewritten(source: str, path: Path, shift: float = 0, bands: int | None = None) -> str:
    import rasterio

    with rasterio.open(source) as dataset:
        profile, values = dataset.profile, dataset.read()
        tags = dataset.tags()
    values = values[:bands]
    profile.update(transform=rasterio.Affine.translation(shift, 0) * profile["transform"], count=len(values))
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(values)
        dataset.update_tags(**tags)
    return str(path)


def test_good_values_pass(check, sample, tmp_path) -> None:
    for values in (sample.one_pair, sample.two_pairs):
        ok, text = check({**values, "OUTPUT": str(tmp_path / "o.tif"), "UNCERTAINTY": str(tmp_path / "u.tif")})
        assert ok, text
    assert check({**sample.one_pair, "OUTPUT": "TEMPORARY_OUTPUT"})[0]


# Changes to valid values, and words of the expected message.
BAD = {
    "no target": ({"COARSE_TARGET": None}, ("coarse image of the target date is missing", "choose")),
    "no fine image": ({"FINE_1": None}, ("Fine image 1 is missing",)),
    "half a pair": ({"COARSE_2": "{coarse_2}"}, ("Fine image 2 is missing", "a pair requires a fine and a coarse image")),
    "no such file": ({"FINE_1": "/no/such.tif"}, ("Fine image 1", "/no/such.tif", "cannot be opened")),
    "no raster": ({"COARSE_1": "{text}"}, ("Coarse image 1", "cannot be opened")),
    "same date twice": ({"FINE_2": "{fine_1}", "COARSE_2": "{coarse_1}"}, ("same raster", "another")),
    "same dates stated": (
        {"FINE_2": "{fine_2}", "COARSE_2": "{coarse_2}", "DATE_1": "2024-05-04", "DATE_2": "2024-05-04"},
        ("both of 2024-05-04", "a different date"),
    ),
    "target date is a pair's": ({"COARSE_TARGET": "{coarse_1}"}, ("2024-05-04", "also the date", "another date")),
    "target outside the pairs": (
        {"FINE_2": "{fine_2}", "COARSE_2": "{coarse_2}", "DATE_TARGET": "2024-09-30"},
        ("2024-09-30", "outside the dates of the pairs", "2024-05-04 to 2024-08-08"),
    ),
    "dates do not match": ({"DATE_1": None, "COARSE_1": "{coarse_2}"}, ("no coarse image within 16 days", "2024-08-08")),
    "no date": ({"DATE_TARGET": "some day"}, ("Target date", "'some day'", "year-month-day")),
    "no overlap": ({"COARSE_TARGET": "{elsewhere}"}, ("do not overlap", "same area")),
    "band counts": ({"COARSE_TARGET": "{fewer_bands}"}, ("3 bands", "4", "same bands")),
    "bands named wrongly": ({"BANDS": "1 2"}, ("'1 2'", "enter one")),
    "band that is not there": ({"BANDS": "1 2 3 9"}, ("band 9", "only 4")),
    "bands that are no numbers": ({"BANDS": "red"}, ("'red'", "band number")),
    "swapped": ({"FINE_1": "{coarse_1}", "COARSE_1": "{fine_1}"}, ("smaller pixels", "swapped")),
    "even window": ({"WINDOW": 50}, ("Search window is 50", "odd", "51")),
    "tiny window": ({"WINDOW": 1}, ("Search window is 1", "at least 3")),
    "no such device": ({"DEVICE": "gpu"}, ("Device is 'gpu'", "auto, cpu, cuda")),
    "no such resampling": ({"RESAMPLING": "best"}, ("'best'", "nearest, bilinear, cubic")),
    "scale": ({"SCALE": "ten"}, ("Scale factor 'ten'", "0.0001")),
    "similarity bands": ({"SIMILAR_BANDS": "7"}, ("'7'", "1 to 4")),
    "output is an input": ({"OUTPUT": "{fine_1}"}, ("one of the inputs", "another name")),
    "output folder": ({"OUTPUT": "/no/such/folder/o.tif"}, ("/no/such/folder does not exist",)),
    "output type": ({"OUTPUT": "{folder}/o.png"}, ("o.png must be a GeoTIFF", ".tif")),
    "output is a folder": ({"OUTPUT": "{folder}/sub.tif"}, ("is a folder",)),
    "mask elsewhere": ({"MASK_TARGET": "{elsewhere}"}, ("mask of Coarse image of the target date does not overlap",)),
}  # fmt: skip


@pytest.fixture
def filled(sample, tmp_path, elsewhere, fewer_bands):
    """Replaces placeholders in the values of `BAD` by real paths."""
    (tmp_path / "sub.tif").mkdir()
    text = tmp_path / "text.tif"
    text.write_text("no raster")
    places = {
        "fine_1": sample.two_pairs["FINE_1"],
        "coarse_1": sample.two_pairs["COARSE_1"],
        "fine_2": sample.two_pairs["FINE_2"],
        "coarse_2": sample.two_pairs["COARSE_2"],
        "text": text,
        "folder": tmp_path,
        "elsewhere": elsewhere,
        "fewer_bands": fewer_bands,
    }

    def fill(change):
        made = {key: value.format(**places) if isinstance(value, str) else value for key, value in change.items()}
        values = {**sample.one_pair, "OUTPUT": str(tmp_path / "o.tif"), **made}
        return {key: value for key, value in values.items() if value is not None}

    return fill


@pytest.mark.parametrize("name", BAD)
def test_bad_values_are_answered_in_one_sentence(check, filled, name) -> None:
    change, words = BAD[name]
    ok, text = check(filled(change))
    assert not ok, "accepted"
    for word in words:
        assert word in text
    assert text.endswith(".") and len(text) < 400 and "\n" not in text, text


@pytest.mark.parametrize(
    "name", ["no such file", "target date is a pair's", "no overlap", "output is an input", "even window"]
)
def test_bad_values_end_the_command_with_1(qgis_process, filled, sample, tmp_path, name) -> None:
    change, words = BAD[name]
    # The command line itself opens every named raster before the plugin checks it, and writes statistics beside it.
    before = {path: path.read_bytes() for path in sample.folder.glob("*.tif")}
    values = filled(change)
    done = qgis_process("run", "stfusion:starfm", "--", *(f"{key}={value}" for key, value in values.items()))
    assert done.code == 1
    for word in words:
        assert word in done.text
    assert "Traceback" not in done.text
    assert not (tmp_path / "o.tif").exists()
    assert before == {path: path.read_bytes() for path in sample.folder.glob("*.tif")}


def test_cuda_is_never_replaced_silently(qgis_process, sample, tmp_path) -> None:
    try:
        import torch
    except ImportError:
        pytest.skip("needs torch")
    if torch.cuda.is_available():
        pytest.skip("needs a machine without CUDA")
    output = tmp_path / "o.tif"
    values = {**sample.one_pair, "DEVICE": "cuda", "OUTPUT": output}
    done = qgis_process("run", "stfusion:starfm", "--", *(f"{key}={value}" for key, value in values.items()))
    assert done.code == 1 and "CUDA cannot be used" in done.text and not output.exists()


def test_truncated_input_leaves_no_output(qgis_process, sample, tmp_path) -> None:
    """The header is complete, so that the checks pass, but pixels are missing."""
    whole = Path(sample.one_pair["FINE_1"]).read_bytes()
    broken = tmp_path / "broken_20240504.tif"
    broken.write_bytes(whole[: len(whole) * 2 // 3])
    output = tmp_path / "out" / "o.tif"
    output.parent.mkdir()
    values = {**sample.one_pair, "FINE_1": broken, "WINDOW": 9, "OUTPUT": output}
    done = qgis_process("run", "stfusion:starfm", "--", *(f"{key}={value}" for key, value in values.items()))
    assert done.code == 1 and "broken_20240504.tif cannot be" in done.text, done.text
    assert "Traceback" not in done.text
    assert list(output.parent.iterdir()) == []


def test_names_with_spaces_and_other_scripts(processing, sample, tmp_path) -> None:
    folder = tmp_path / "été 夏 data"
    folder.mkdir()
    moved = {}
    for key, path in sample.one_pair.items():
        target = folder / f"mein bild {Path(path).name}"
        target.write_bytes(Path(path).read_bytes())
        moved[key] = str(target)
    output = folder / "résultat 1.tif"
    processing.run("stfusion:starfm", {**moved, "WINDOW": 9, "OUTPUT": str(output)})
    import rasterio

    with rasterio.open(output) as dataset:
        assert np.count_nonzero(dataset.read(1) != dataset.nodata) == dataset.width * dataset.height


@pytest.fixture
def virtual(sample, tmp_path):
    """A copy of a sample raster, and a virtual raster of all its bands."""
    from osgeo import gdal

    def make(path: str) -> tuple[str, str]:
        part = tmp_path / f"part_{Path(path).name}"
        part.write_bytes(Path(path).read_bytes())
        whole = str(tmp_path / f"{Path(path).stem}.vrt")
        gdal.Translate(whole, str(part), format="VRT")
        return whole, str(part)

    return make


@pytest.mark.parametrize(
    ("name", "key", "output", "more"),
    [
        ("starfm", "FINE_1", "OUTPUT", {}),
        ("starfm", "COARSE_TARGET", "UNCERTAINTY", {"OUTPUT": "TEMPORARY_OUTPUT"}),
        ("prepare", "FINE", "FINE_OUT", {"COARSE_OUT": "TEMPORARY_OUTPUT"}),
        ("prepare", "COARSE", "COARSE_OUT", {}),
        ("coregister", "COARSE", "OUTPUT", {}),
        ("simulatecoarse", "FINE", "OUTPUT", {"RATIO": 8}),
        ("assess", "REFERENCE", "ERROR", {}),
    ],
)
def test_a_part_of_a_virtual_raster_is_no_output(check, processing, virtual, sample, name, key, output, more) -> None:
    good = {**sample.one_pair, "FINE": sample.one_pair["FINE_1"], "COARSE": sample.one_pair["COARSE_1"]}
    good |= {"PREDICTION": sample.path("truth", "20240621"), "REFERENCE": sample.path("fine", "20240808")}
    whole, part = virtual(good[key])
    keys = {
        "starfm": ("FINE_1", "COARSE_1", "COARSE_TARGET"),
        "simulatecoarse": ("FINE",),
        "assess": ("PREDICTION", "REFERENCE"),
    }.get(name, ("FINE", "COARSE"))
    values = {**{one: good[one] for one in keys}, key: whole, output: part, **more}
    before = Path(part).read_bytes()
    ok, text = check(values, name)
    assert not ok and f"{Path(part).name} is one of the files of the input {Path(whole).name}" in text, text
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException):
        processing.run(f"stfusion:{name}", values)
    assert Path(part).read_bytes() == before
