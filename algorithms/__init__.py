"""The QGIS layer: with plugin.py the only place that imports qgis."""
