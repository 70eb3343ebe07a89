"""Loads the plugin for scripts that generate files: the package alone, or the provider in QGIS without a window."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def package() -> None:
    """Make the repository importable as `stfusion`, regardless of its folder name."""
    spec = importlib.util.spec_from_file_location(
        "stfusion", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["stfusion"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["stfusion"])


def provider() -> Any:
    """Returns the registered provider with its ready-made models; texts are in English in any language of QGIS."""
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
    """End the process at once, because a normal exit of a QgsApplication may crash."""
    sys.stdout.flush()
    os._exit(0)


_application: Any = None
