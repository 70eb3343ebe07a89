"""Simulate coarse image in Processing."""

from __future__ import annotations

import numpy as np
import pytest


def read(path):
    import rasterio

    with rasterio.open(path) as file:
        return file.read(), file.descriptions, file.tags()


def test_same_as_the_shared_scene_by_every_door(processing, qgis_process, data_folder, tmp_path) -> None:
    folder = data_folder / "slovenia_s2"
    values = {"FINE": str(folder / "fine_s2_l1c_20150830.tif"), "RATIO": 10}
    wanted = read(folder / "coarse_simulated_psf_20150830.tif")[0]
    done = processing.run("stfusion:simulatecoarse", {**values, "OUTPUT": str(tmp_path / "a.tif")})
    np.testing.assert_array_equal(read(done["OUTPUT"])[0], wanted)
    assert read(done["OUTPUT"])[2]["ACQUISITION_DATE"] == "2015-08-30"
    words = [f"{key}={value}" for key, value in {**values, "OUTPUT": tmp_path / "b.tif"}.items()]
    said = qgis_process("--json", "run", "stfusion:simulatecoarse", "--", *words)
    assert said.code == 0, said.text
    np.testing.assert_array_equal(read(tmp_path / "b.tif")[0], wanted)


def test_everything_in_the_form_arrives(processing, sample, tmp_path) -> None:
    values = {
        "FINE": sample.one_pair["FINE_1"],
        "RATIO": 8,
        "PSF": "box",
        "NOISE": 0.01,
        "WIDTH": 1.5,
        "GAIN": 1.1,
        "OFFSET": -0.02,
        "SEED": 5,
        "BANDS": "3 1",
        "DATE": "2024-05-05",
        "OUTPUT": str(tmp_path / "a.tif"),
        "OUTPUT_FINE": str(tmp_path / "b.tif"),
    }
    from stfusion.core.pairs.simulate_coarse import CoarseSensor, simulate_coarse

    done = processing.run("stfusion:simulatecoarse", values)
    found, names, tags = read(done["OUTPUT"])
    sensor = CoarseSensor(8, "box", 1.5, 0.01, 1.1, -0.02, 5, (3, 1))
    np.testing.assert_array_equal(found, read(simulate_coarse(values["FINE"], tmp_path / "c.tif", sensor))[0])
    assert names == ("nir", "green") and tags["ACQUISITION_DATE"] == "2024-05-05"
    np.testing.assert_array_equal(read(done["OUTPUT_FINE"])[0], found.repeat(8, 1).repeat(8, 2))


def test_simulated_images_can_be_fused(processing, sample, tmp_path) -> None:
    coarse = {}
    for key, day in (("COARSE_1", "20240504"), ("COARSE_TARGET", "20240621")):
        kind = "fine" if key == "COARSE_1" else "truth"
        output = str(tmp_path / f"{key}_{day}.tif")
        processing.run("stfusion:simulatecoarse", {"FINE": sample.path(kind, day), "RATIO": 8, "OUTPUT": output})
        coarse[key] = output
    values = {"FINE_1": sample.path("fine", "20240504"), **coarse, "WINDOW": 9, "OUTPUT": str(tmp_path / "o.tif")}
    found = read(processing.run("stfusion:starfm", values)["OUTPUT"])[0].astype(float)
    truth, before = (read(sample.path(*place))[0] for place in (("truth", "20240621"), ("fine", "20240504")))
    assert np.square(found - truth).mean() < 0.6 * np.square(before - truth.astype(float)).mean()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"FINE": None}, "Fine image is missing"),
        ({"RATIO": 200}, "larger than"),
        ({"PSF": "sinc"}, "'sinc'"),
        ({"BANDS": "red"}, "'red'"),
        ({"BANDS": "9"}, "band 9"),
        ({"SCALE": "ten"}, "Scale factor 'ten'"),
        ({"DATE": "some day"}, "'some day'"),
        ({"OUTPUT": "{FINE}"}, "one of the inputs"),
        ({"OUTPUT_FINE": "{FINE}"}, "one of the inputs"),
    ],
)
def test_bad_values(provider, sample, tmp_path, change, words) -> None:
    from qgis.core import QgsProcessingContext

    good = {"FINE": sample.one_pair["FINE_1"], "RATIO": 8, "OUTPUT": str(tmp_path / "o.tif")}
    made = {key: value.format(**good) if isinstance(value, str) else value for key, value in change.items()}
    ok, text = (
        provider.algorithm("simulatecoarse").create().checkParameterValues({**good, **made}, QgsProcessingContext())
    )
    assert not ok and words in text and text.endswith(".") and "\n" not in text, text
