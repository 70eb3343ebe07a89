"""Rasters chosen in a form: map layers and texts, as texts for the core. Uses map layers, so on the main thread only.

QGIS does not open what is given as a text. It computes statistics of every raster that it opens, which GDAL writes into
a virtual raster (.vrt), and QGIS 3.22 takes texts for files only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRasterRenderer,
)

from ...core.errors import InputError
from ...core.imports.found import product_of
from ...core.rasters.preview import write_preview
from ...core.rasters.raster import describe
from ...core.rasters.source import ALL_BANDS, Range, Source, parse, shown
from ..words import tr
from .composite import composite

_SIDECARS = "GDAL_PAM_ENABLED"  # GDAL configuration option


@contextmanager
def nothing_beside() -> Iterator[None]:
    """Prevents QGIS from writing `.aux.xml` files for rasters that are opened inside the with block.

    QGIS computes the histogram of every raster that it opens, and GDAL would store it there when the raster is closed.
    Set for this thread only, and not when pixels are read, because such a file may also contain the coordinate
    reference system. It has no effect on virtual rasters, see `renderer_of`.
    """
    try:
        from osgeo import gdal
    except ImportError:  # not required
        yield
        return
    before = gdal.GetThreadLocalConfigOption(_SIDECARS, None)
    gdal.SetThreadLocalConfigOption(_SIDECARS, "NO")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(_SIDECARS, before)


@dataclass(frozen=True)
class Chosen:
    """A raster chosen in a form.

    Attributes
    ----------
    source : str
        Text for the core, see `core.rasters.source`; with what the user set on the layer.
    day : date or None
        First day of the layer's temporal range.
    """

    source: str
    day: date | None = None
    layer_renderer: QgsRasterRenderer | None = None

    def renderer(self) -> QgsRasterRenderer | None:
        """Returns the renderer of the layer, else that of `renderer_of`; None if the raster cannot be drawn."""
        return self.layer_renderer.clone() if self.layer_renderer is not None else renderer_of(self.source)

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        return QgsCoordinateReferenceSystem.fromWkt(describe(self.source).grid.crs)


def chosen(value: Any, title: str, context: QgsProcessingContext) -> Chosen:
    """Returns the raster of a parameter value: a map layer, its id or name, or a text that GDAL opens.

    Parameters
    ----------
    value
        Not empty.
    title : str
        Name of the parameter, or of the image, in messages.
    context : QgsProcessingContext

    Raises
    ------
    InputError
        If it is not a raster, or its file cannot be opened.
    DependencyError
        If rasterio is missing.
    """
    layer = layer_of(value, context)
    if layer is not None:
        return _of_layer(layer, title)
    text = text_of(value, context)
    try:
        describe(text)
    except InputError as error:
        product = product_of(text)
        if product:
            raise InputError(
                tr("{}: {} is a product as delivered ({}); convert it with Import product first.").format(
                    title, shown(text), product
                )
            ) from error
        raise InputError(f"{title}: {error}") from error
    return Chosen(text)


def layer_of(value: Any, context: QgsProcessingContext) -> QgsMapLayer | None:
    """Returns the map layer that a value is or names; None if it names a file."""
    if isinstance(value, QgsMapLayer):
        return value
    text = text_of(value, context)
    return QgsProcessingUtils.mapLayerFromString(text, context, False) if text else None


def text_of(value: Any, context: QgsProcessingContext) -> str:
    """Returns the text of a value: a text, a layer definition, or a property, which is evaluated."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    return "" if value is None else str(value)


def renderer_of(source: str) -> QgsRasterRenderer | None:
    """Returns a renderer for a raster: its composite by band names, else QGIS' default; None if it cannot be opened.

    QGIS opens a small copy of anything but a plain file: statistics would be written into a virtual raster, and
    into those that it reads.
    """
    found = parse(source)
    path = found.path
    with nothing_beside():
        if found.text != path or path.lower().endswith(".vrt") or not Path(path).is_file():
            path = QgsProcessingUtils.generateTempFilename("preview.tif")
            try:
                write_preview(source, path)
            except InputError:
                return None
        options = QgsRasterLayer.LayerOptions()
        options.loadDefaultStyle = False
        layer = QgsRasterLayer(path, "preview", "gdal", options)
        if not layer.isValid() or layer.renderer() is None:
            return None
        return composite(layer) or layer.renderer().clone()


def _of_layer(layer: QgsMapLayer, title: str) -> Chosen:
    if not isinstance(layer, QgsRasterLayer):
        raise InputError(
            tr("{}: layer '{}' is not a raster layer; choose raster layers only.").format(title, layer.name())
        )
    if layer.providerType() != "gdal":
        raise InputError(
            tr("{}: layer '{}' uses the data provider {}; export it to a GeoTIFF first.").format(
                title, layer.name(), layer.providerType()
            )
        )
    if not layer.isValid():
        raise InputError(
            tr("{}: '{}' cannot be opened as a raster; choose another file or layer.").format(
                title, shown(layer.source())
            )
        )
    renderer = layer.renderer().clone() if layer.renderer() is not None else None
    return Chosen(_source_of(layer).text, day_of(layer), renderer)


def _source_of(layer: QgsRasterLayer) -> Source:
    """Returns what the user set on a layer: open options, coordinate reference system, nodata values."""
    uri, provider = layer.source(), layer.dataProvider()
    decoded = QgsProviderRegistry.instance().decodeUri("gdal", uri)
    crs = "" if layer.crs() == provider.crs() else _text_of_crs(layer.crs())
    bands = range(1, layer.bandCount() + 1)
    hidden = {band: _ranges(provider.userNoDataValues(band)) for band in bands}
    if len(set(hidden.values())) == 1:
        hidden = {ALL_BANDS: hidden[1]}
    stated = [band for band in bands if provider.sourceHasNoDataValue(band)]
    used = not stated or any(provider.useSourceNoDataValue(band) for band in stated)
    return Source(parse(uri).path, tuple(decoded.get("openOptions") or ()), crs, hidden, used)


def _text_of_crs(crs: QgsCoordinateReferenceSystem) -> str:
    """Returns the code of a system, or its well-known text; empty if it is not known.

    QGIS calls a system of a project not valid, but keeps its code, if the project has the code only.
    """
    code: str = crs.authid()
    # Systems defined by the user have a number in this profile of QGIS only.
    if code and not code.upper().startswith(("USER:", "CUSTOM:")):
        return code
    return str(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL)) if crs.isValid() else ""


def _ranges(ranges: Any) -> tuple[Range, ...]:
    return tuple((one.min(), one.max()) for one in ranges)


def day_of(layer: QgsRasterLayer) -> date | None:
    """Returns the start date of the layer's fixed temporal range, as used by the Temporal Controller."""
    properties = layer.temporalProperties()
    if not properties.isActive():
        return None
    begin = properties.fixedTemporalRange().begin()
    return begin.date().toPyDate() if begin.isValid() else None
