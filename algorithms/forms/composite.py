"""The colour composite of a raster by the names of its bands, for results and for rasters that are not map layers."""

from __future__ import annotations

from qgis.core import QgsContrastEnhancement, QgsMultiBandColorRenderer, QgsRasterLayer, QgsRasterRenderer

from ...core.products.composites import composite_by_name

_CUT = 0.02  # share of the pixels below and above the range that is displayed
_SAMPLE = 250000  # number of sampled pixels: enough for the range, and the window stays responsive


def composite(layer: QgsRasterLayer) -> QgsRasterRenderer | None:
    """Returns a renderer of the composite that the band names allow, stretched over most of the values.

    Returns None for a layer with fewer than three bands, or whose band names are not recognized.
    """
    if layer.bandCount() < 3:
        return None
    names = [
        layer.bandName(band).partition(": ")[2] or layer.bandName(band) for band in range(1, layer.bandCount() + 1)
    ]
    found = composite_by_name(names)
    if found is None:
        return None
    bands = [band + 1 for band in found]
    provider = layer.dataProvider()
    renderer = QgsMultiBandColorRenderer(provider, *bands)
    setters = (
        renderer.setRedContrastEnhancement,
        renderer.setGreenContrastEnhancement,
        renderer.setBlueContrastEnhancement,
    )
    for band, put in zip(bands, setters):
        low, high = provider.cumulativeCut(band, _CUT, 1 - _CUT, layer.extent(), _SAMPLE)
        stretch = QgsContrastEnhancement(provider.dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, False
        )
        stretch.setMinimumValue(low, False)
        stretch.setMaximumValue(high)
        put(stretch)
    return renderer
