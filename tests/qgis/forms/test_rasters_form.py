"""Rasters of a form as texts for the core: layer settings are respected, and texts are the same in all interfaces."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

rasterio = pytest.importorskip("rasterio")

SPHERE = "+proj=sinu +lon_0=0 +R=6371007.181 +units=m +no_defs"


@pytest.fixture
def written(tmp_path):
    def write(name="a_20040621.tif", crs="EPSG:32632", nodata=None, bands=2):
        path = tmp_path / name
        place = rasterio.Affine(30, 0, 480000, 0, -30, 5400000)
        profile = {"width": 6, "height": 5, "count": bands, "dtype": "int16", "nodata": nodata, "crs": crs}
        with rasterio.open(path, "w", driver="GTiff", transform=place, **profile) as file:
            file.write(np.arange(1, bands * 30 + 1, dtype="int16").reshape(bands, 5, 6))
        return path

    return write


@pytest.fixture
def source_of(qgis_app):
    from qgis.core import QgsProcessingContext

    from stfusion.algorithms.forms.rasters import chosen

    return lambda value: chosen(value, "Fine image 1", QgsProcessingContext()).source


def layer_of(text):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(str(text), "my layer", "gdal")
    assert layer.isValid()
    return layer


def test_a_plain_layer_is_its_file(source_of, written) -> None:
    path = written(nodata=-9999)
    assert source_of(layer_of(path)) == source_of(str(path)) == str(path)


@pytest.mark.parametrize("own", ["EPSG:32632", None])
def test_the_crs_of_the_layer_counts(source_of, written, own) -> None:
    from qgis.core import QgsCoordinateReferenceSystem

    from stfusion.core.rasters.raster import describe

    path = written(crs=own)
    layer = layer_of(path)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    text = source_of(layer)
    assert text == f"{path}|stfusion:crs=EPSG:32633"
    assert rasterio.crs.CRS.from_wkt(describe(text).grid.crs) == rasterio.crs.CRS.from_epsg(32633)
    layer.setCrs(QgsCoordinateReferenceSystem.fromProj(SPHERE))
    crs = rasterio.crs.CRS.from_wkt(describe(source_of(layer)).grid.crs)
    assert crs == rasterio.crs.CRS.from_string(SPHERE) and crs.to_dict()["R"] == 6371007.181


def test_nodata_values_of_the_layer_count(source_of, written) -> None:
    from qgis.core import QgsRasterRange

    from stfusion.core.rasters.raster import RasterReader, describe

    path = written(nodata=5)
    layer = layer_of(path)
    provider = layer.dataProvider()
    for band in (1, 2):
        provider.setUserNoDataValue(band, [QgsRasterRange(1, 1), QgsRasterRange(10, 12)])
    assert source_of(layer) == f"{path}|stfusion:nodata=1;10..12"
    provider.setUserNoDataValue(2, [QgsRasterRange(31.5, 32.5)])
    text = source_of(layer)
    assert text == f"{path}|stfusion:nodata.1=1;10..12|stfusion:nodata.2=31.5..32.5"
    info = describe(text)
    _, valid = RasterReader(info).read(info.grid.window, (1, 2))
    assert np.flatnonzero(~valid[0]).tolist() == [0, 4, 9, 10, 11] and np.flatnonzero(~valid[1]).tolist() == [1]
    for band in (1, 2):
        provider.setUserNoDataValue(band, [])
        provider.setUseSourceNoDataValue(band, False)
    assert source_of(layer) == f"{path}|stfusion:own_nodata=no"


def test_open_options_of_the_layer_count(source_of, written) -> None:
    text = f"{written()}|option:NUM_THREADS=2"
    assert source_of(layer_of(text)) == source_of(text) == text


def test_archives_and_sub_datasets(source_of, written, tmp_path) -> None:
    path = written()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.write(path, "in/a.tif")
    for text in (f"/vsizip/{tmp_path}/a.zip/in/a.tif", f"GTIFF_DIR:1:{path}"):
        assert source_of(layer_of(text)) == source_of(text) == text


def test_values_of_every_kind(qgis_app, written, tmp_path) -> None:
    from qgis.core import QgsProcessingContext, QgsProject, QgsProperty

    from stfusion.algorithms.forms.rasters import chosen
    from stfusion.core.errors import InputError

    path = written()
    layer = layer_of(path)
    project = QgsProject()
    project.addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(project)
    values = [layer, layer.id(), "my layer", str(path), [str(path)], QgsProperty.fromValue(str(path))]
    values.append(QgsProperty.fromExpression(f"'{tmp_path}/' || 'a_20040621.tif'"))
    for value in values:
        assert chosen(value, "Fine image 1", context).source == str(path), value
    with pytest.raises(InputError, match=r"Fine image 1: .*nowhere\.tif cannot be opened as a raster: .+\."):
        chosen(f"{tmp_path}/nowhere.tif", "Fine image 1", context)


def test_a_layer_of_another_kind_is_answered(qgis_app, source_of) -> None:
    from qgis.core import QgsVectorLayer

    from stfusion.core.errors import InputError

    with pytest.raises(InputError, match="Fine image 1: layer 'fields' is not a raster layer"):
        source_of(QgsVectorLayer("Polygon?crs=EPSG:4326", "fields", "memory"))


@pytest.mark.parametrize("key", ["FINE_1", "COARSE_TARGET"])
def test_one_text_at_every_door(processing, qgis_process, sample, tmp_path, key) -> None:
    """Python and the command line: the same prediction as with the plain file; the history has the plain name."""
    path = Path(sample.one_pair[key])
    wrong = tmp_path / path.name
    with rasterio.open(path) as file:
        profile, values, names, tags, right = file.profile, file.read(), file.descriptions, file.tags(), file.crs
    with rasterio.open(wrong, "w", **{**profile, "crs": "EPSG:3035"}) as file:
        file.write(values)
        file.descriptions = names
        file.update_tags(**tags)
    text = f"{wrong}|option:NUM_THREADS=2|stfusion:crs={right}"
    made = {name: tmp_path / f"{name}.tif" for name in ("plain", "python", "command")}
    quick = {**sample.one_pair, "WINDOW": 9}
    processing.run("stfusion:starfm", {**quick, "OUTPUT": str(made["plain"])})
    processing.run("stfusion:starfm", {**quick, key: text, "OUTPUT": str(made["python"])})
    words = {**quick, key: text, "OUTPUT": made["command"]}
    done = qgis_process("run", "stfusion:starfm", "--", *(f"{name}={value}" for name, value in words.items()))
    assert done.code == 0, done.text
    with rasterio.open(made["plain"]) as file:
        plain, inputs = file.read(), file.tags()["STFUSION_INPUTS"]
    for name in ("python", "command"):
        with rasterio.open(made[name]) as file:
            np.testing.assert_array_equal(file.read(), plain)
            assert file.crs == right and file.tags()["STFUSION_INPUTS"] == inputs


def test_a_text_in_a_model(processing, sample, tmp_path) -> None:
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    archive = tmp_path / "coarse_20240621.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(sample.one_pair["COARSE_TARGET"], "coarse_20240621.tif")
        file.write(sample.one_pair["COARSE_1"], "coarse_20240504.tif")
    model = QgsProcessingModelAlgorithm("one", "tests")
    child = QgsProcessingModelChildAlgorithm("stfusion:starfm")
    child.setChildId("fuse")
    values = {**sample.one_pair, "COARSE_TARGET": f"/vsizip/{archive}/coarse_20240621.tif|option:NUM_THREADS=1"}
    for key, value in {**values, "WINDOW": 9}.items():
        child.addParameterSources(key, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    output = QgsProcessingModelOutput("Predicted")
    output.setChildOutputName("OUTPUT")
    output.setChildId("fuse")
    child.setModelOutputs({"Predicted": output})
    model.addChildAlgorithm(child)
    model.initAlgorithm()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    path = str(tmp_path / "out.tif")
    results, ok = model.run({"fuse:Predicted": path}, context, feedback)
    assert ok, feedback.textLog()
    processing.run("stfusion:starfm", {**sample.one_pair, "WINDOW": 9, "OUTPUT": str(tmp_path / "plain.tif")})
    with rasterio.open(path) as found, rasterio.open(tmp_path / "plain.tif") as plain:
        np.testing.assert_array_equal(found.read(), plain.read())


@pytest.mark.parametrize("whole", [True, False])
def test_a_project_on_the_command_line(qgis_process, qgis_app, sample, tmp_path, whole) -> None:
    """Layers are given by name; a project written by another program may have only the code of a system."""
    import re

    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterRange

    project, layer = QgsProject(), layer_of(sample.one_pair["FINE_1"])
    right = layer.crs()
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    for band in range(1, layer.bandCount() + 1):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(-32000, 32000)])
    project.addMapLayer(layer)
    path = tmp_path / "project.qgs"
    assert project.write(str(path))
    if not whole:
        code = "<srs><spatialrefsys><authid>EPSG:3035</authid></spatialrefsys></srs>"
        path.write_text(re.sub(r"<srs>.*?</srs>", code, path.read_text(), flags=re.DOTALL))
    words = {**sample.one_pair, "FINE_1": "my layer", "WINDOW": 9, "OUTPUT": tmp_path / "o.tif"}
    arguments = [f"{key}={value}" for key, value in words.items()]
    done = qgis_process("run", "stfusion:starfm", f"--PROJECT_PATH={path}", "--", *arguments)
    assert done.code == 1 and "Fine image 1 and Coarse image 1 do not overlap" in done.text, done.text
    layer.setCrs(right)
    assert project.write(str(path))
    done = qgis_process("run", "stfusion:starfm", f"--PROJECT_PATH={path}", "--", *arguments)
    assert done.code == 1 and "sample_fine_20240504.tif has no valid pixel" in done.text, done.text
