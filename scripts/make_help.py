"""Writes the help page of every algorithm to resources/help. Run it with QGIS' own Python after a change of a form."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    spec = importlib.util.spec_from_file_location(
        "stfusion", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["stfusion"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["stfusion"])

    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from stfusion.algorithms.helppage import help_page
    from stfusion.algorithms.provider import StFusionProvider

    provider = StFusionProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    provider.show_models()
    folder = ROOT / "resources" / "help"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.html"):
        old.unlink()
    for algorithm in provider.algorithms():
        (folder / f"{algorithm.name()}.html").write_text(help_page(algorithm), encoding="utf-8")
        sys.stdout.write(f"resources/help/{algorithm.name()}.html\n")
    sys.stdout.flush()
    os._exit(0)  # falling off the end of a QgsApplication may crash


if __name__ == "__main__":
    main()
