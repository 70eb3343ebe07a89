"""Files of the plugin: icons, help pages, styles, ready-made models and translations."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

# Path of the plugin's icon, as `svgIconPath` returns it.
ICON = str(RESOURCES / "icons" / "stfusion.svg")


def icon_path(name: str) -> str:
    """Returns the path of an icon of the plugin."""
    return str(RESOURCES / "icons" / f"{name}.svg")


def help_page_url(name: str) -> str:
    """Returns the address of an algorithm's help page. It is part of the plugin and needs no network."""
    return QUrl.fromLocalFile(str(RESOURCES / "help" / f"{name}.html")).toString()
