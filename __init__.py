"""STFusion: spatiotemporal fusion of fine and coarse satellite images in QGIS.

QGIS imports this package at every start, so nothing heavy is imported here.
"""


def classFactory(iface):  # noqa: N802 (the name that QGIS looks for)
    """Make the plugin. `iface` is None in qgis_process."""
    from .plugin import StFusionPlugin

    return StFusionPlugin(iface)
