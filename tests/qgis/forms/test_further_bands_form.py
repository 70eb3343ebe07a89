"""Coarse images with more bands than the fine ones: training and prediction of MUSTFN through the toolbox."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")
pytest.importorskip("safetensors")
rasterio = pytest.importorskip("rasterio")


@pytest.fixture(scope="module")
def folder(processing, tmp_path_factory):
    """Sample data with the last band removed from fine images."""
    place = tmp_path_factory.mktemp("further")
    processing.run("stfusion:sampledata", {"ROWS": 64, "COLS": 64, "RATIO": 8, "FOLDER": str(place)})
    for path in place.glob("sample_fine_*.tif"):
        with rasterio.open(path) as file:
            profile, stored, names, tags = file.profile, file.read(), file.descriptions, file.tags()
        with rasterio.open(path, "w", **{**profile, "count": 3}) as file:
            file.write(stored[:3])
            file.descriptions = names[:3]
            file.update_tags(**tags)
    return place


def test_trains_and_predicts_through_the_toolbox(processing, folder, tmp_path) -> None:
    from qgis.core import QgsProcessingException

    weights, output = str(tmp_path / "net.safetensors"), str(tmp_path / "out.tif")
    quick = {"EPOCHS": 1, "SAMPLES": 4, "BATCH": 2, "PATCH": 32, "OPTIONS": "GATE=4; HEAD=4", "WEIGHTS": weights}
    found = {"FINE_FOLDER": str(folder), "FINE_PATTERN": "sample_fine_*", "COARSE_FOLDER": str(folder)}
    values = {"NETWORK": "mustfn", **found, "COARSE_PATTERN": "sample_coarse_*", **quick}
    assert processing.run("stfusion:train", values)["EPOCHS_DONE"] == 1
    fine, coarse = (sorted(map(str, folder.glob(f"sample_{kind}_*.tif"))) for kind in ("fine", "coarse"))
    images = {"FINE_1": fine[0], "COARSE_1": coarse[0], "FINE_2": fine[1], "COARSE_2": coarse[2]}
    asked = {**images, "COARSE_TARGET": coarse[1], "WEIGHTS": weights, "OUTPUT": output}
    processing.run("stfusion:mustfn", asked)
    with rasterio.open(output) as file:
        assert file.count == 3 and file.read().any()
    with pytest.raises(
        QgsProcessingException, match="trained with 1 coarse bands that are not matched with a fine band"
    ):
        processing.run("stfusion:mustfn", {**asked, "OTHER_BANDS": False, "OUTPUT": str(tmp_path / "no.tif")})
