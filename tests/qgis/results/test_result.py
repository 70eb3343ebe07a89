"""Metadata of a prediction, in the file and as a map layer."""

from __future__ import annotations

import json
import os
import re
import shutil

import pytest


@pytest.fixture
def loaded(processing, sample, tmp_path):
    """The project's layers after STARFM ran and its results were loaded, by name."""
    from qgis.core import QgsProject

    project = QgsProject.instance()
    project.clear()

    def run(values):
        values = {"WINDOW": 9, "OUTPUT": str(tmp_path / "out.tif"), **values}
        processing.runAndLoadResults("stfusion:starfm", values)
        return {layer.name(): layer for layer in project.mapLayers().values()}

    yield run
    project.clear()


def test_file_is_tiled_compressed_and_tells_its_story(loaded, sample, tmp_path) -> None:
    import rasterio

    from stfusion.core.runtime.version import version

    loaded(sample.one_pair)
    with rasterio.open(tmp_path / "out.tif") as made, rasterio.open(sample.one_pair["FINE_1"]) as fine:
        assert made.profile["tiled"] and made.compression.name == "deflate"
        assert (made.dtypes, made.nodata, made.crs, made.transform) == (
            fine.dtypes,
            fine.nodata,
            fine.crs,
            fine.transform,
        )
        assert made.descriptions == fine.descriptions == ("green", "red", "nir", "swir1")
        tags = made.tags()
    assert tags["ACQUISITION_DATE"] == "2024-06-21"
    assert (tags["STFUSION_METHOD"], tags["STFUSION_VERSION"]) == ("STARFM", version())
    assert json.loads(tags["STFUSION_OPTIONS"])["window"] == 9
    assert json.loads(tags["STFUSION_INPUTS"])["Fine image 1"] == "sample_fine_20240504.tif"


def test_layer_is_named_dated_styled_and_has_a_history(loaded, sample, tmp_path) -> None:
    layers = loaded({**sample.one_pair, "UNCERTAINTY": str(tmp_path / "uncertainty.tif")})
    prediction, uncertainty = sorted(layers)
    assert prediction == "STARFM 2024-06-21"
    assert re.fullmatch(r"STARFM 2024-06-21 uncertainty, green \([\d.]+ - [\d.]+, units of 0.0001\)", uncertainty)
    for layer in layers.values():
        properties = layer.temporalProperties()
        assert properties.isActive()
        assert properties.fixedTemporalRange().begin().toString("yyyy-MM-dd") == "2024-06-21"
        assert any("STARFM" in line for line in layer.metadata().history())
        assert layer.metadata().title() == layer.name() or layer is layers[uncertainty]
        assert "STARFM" in layer.metadata().abstract()
        assert "spatiotemporal fusion" in layer.metadata().keywords()["STFusion"]
    assert layers[uncertainty].renderer().type() == "singlebandpseudocolor"
    from qgis.core import QgsProject

    tree = QgsProject.instance().layerTreeRoot().findLayers()
    assert [(node.name(), node.isVisible()) for node in tree] == [(prediction, True), (uncertainty, False)]


def test_a_result_of_files_is_shown_in_the_composite_of_its_band_names(loaded, sample) -> None:
    """Near infrared, red and green, not bands 1, 2 and 3; stretched as the fine image, which is not a layer."""
    renderer = loaded(sample.one_pair)["STARFM 2024-06-21"].renderer()
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (3, 2, 1)
    assert renderer.redContrastEnhancement().maximumValue() > renderer.blueContrastEnhancement().maximumValue()


def test_bands_without_names_keep_the_look_of_qgis(loaded, sample, tmp_path) -> None:
    """Their colours are unknown: another order would show the red of a photograph as blue."""
    import rasterio

    nameless = tmp_path / "fine_20240504.tif"
    shutil.copy(sample.one_pair["FINE_1"], nameless)
    with rasterio.open(nameless, "r+") as file:
        file.descriptions = (None,) * file.count
    renderer = loaded({**sample.one_pair, "FINE_1": str(nameless)})["STARFM 2024-06-21"].renderer()
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (1, 2, 3)


def test_renderer_is_that_of_the_fine_layer(loaded, sample) -> None:
    from qgis.core import QgsProject, QgsRasterLayer, QgsSingleBandGrayRenderer

    fine = QgsRasterLayer(sample.one_pair["FINE_1"], "my fine image")
    fine.setRenderer(QgsSingleBandGrayRenderer(fine.dataProvider(), 3))
    QgsProject.instance().addMapLayer(fine)
    layers = loaded({**sample.one_pair, "FINE_1": fine})
    renderer = layers["STARFM 2024-06-21"].renderer()
    assert renderer.type() == "singlebandgray" and renderer.grayBand() == 3


def test_date_of_the_layer_comes_before_that_of_the_file_name(loaded, sample, tmp_path) -> None:
    """The order is form, layer, tags, name."""
    from datetime import date

    from qgis.core import QgsProject, QgsRasterLayer

    from stfusion.algorithms.results.layers import show_on

    target = QgsRasterLayer(sample.one_pair["COARSE_TARGET"], "target")
    show_on(target, date(2024, 6, 30))
    QgsProject.instance().addMapLayer(target)
    assert "STARFM 2024-06-30" in loaded({**sample.one_pair, "COARSE_TARGET": target})
    assert "STARFM 2024-07-02" in loaded({**sample.one_pair, "COARSE_TARGET": target, "DATE_TARGET": "2024-07-02"})


def test_without_any_date_the_result_has_no_day(loaded, sample, tmp_path) -> None:
    import rasterio

    plain = tmp_path / "target.tif"
    shutil.copy(sample.one_pair["COARSE_TARGET"], plain)
    with rasterio.open(plain, "r+") as dataset:
        dataset.update_tags(ACQUISITION_DATE="")
    layer = loaded({**sample.one_pair, "COARSE_TARGET": str(plain)})["STARFM"]
    assert not layer.temporalProperties().isActive()


def test_further_pairs_are_matched_by_date_in_any_order(processing, sample, tmp_path) -> None:
    values = {
        **sample.one_pair,
        "MORE_FINE": [sample.two_pairs["FINE_2"]],
        "MORE_COARSE": [sample.two_pairs["COARSE_2"]],
        "WINDOW": 9,
        "OUTPUT": str(tmp_path / "more.tif"),
    }
    processing.run("stfusion:starfm", values)
    processing.run("stfusion:starfm", {**sample.two_pairs, "WINDOW": 9, "OUTPUT": str(tmp_path / "two.tif")})
    import rasterio

    with rasterio.open(tmp_path / "more.tif") as more, rasterio.open(tmp_path / "two.tif") as two:
        assert (more.read() == two.read()).all()


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
def test_names_of_files_are_no_html_in_the_history(loaded, sample, tmp_path) -> None:
    """QGIS shows the history as HTML, unescaped."""
    name = "a <img src=x> & <b>b _20240504.tif"
    fine = shutil.copy(sample.one_pair["FINE_1"], tmp_path / name)
    (layer,) = loaded({**sample.one_pair, "FINE_1": str(fine)}).values()
    history = "\n".join(layer.metadata().history())
    assert "a &lt;img src=x&gt; &amp; &lt;b&gt;b" in history
    assert "<" not in history and "<img" not in layer.htmlMetadata().split("STFUSION_INPUTS")[0]
