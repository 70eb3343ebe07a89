"""The plugin for scripts that write files from what it declares: its package, or all of it in a QGIS without a window."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def package() -> None:
    """Make the repository importable as `stfusion`, whatever its folder is called."""
    spec = importlib.util.spec_from_file_location(
        "stfusion", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["stfusion"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["stfusion"])


def provider() -> Any:
    """The provider in the registry, with its ready-made models. In English, whatever the user's QGIS speaks."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    package()
    from qgis.core import QgsApplication

    global _application
    _application = QgsApplication([], False)
    _application.initQgis()
    from stfusion.algorithms.provider import StFusionProvider

    made = StFusionProvider()
    QgsApplication.processingRegistry().addProvider(made)
    made.show_models()
    return made


def leave() -> None:
    """End the process: falling off the end of a QgsApplication may crash."""
    sys.stdout.flush()
    os._exit(0)


_application: Any = None
