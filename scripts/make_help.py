"""Writes the help page of every algorithm, and the page *Which method?*, to resources/help. Run it with QGIS' Python
after a form is changed. The tutorial there is written by hand; `scripts/make_pictures.py` makes the pictures.
"""

from __future__ import annotations

import sys

from inside import ROOT, leave, provider

FOLDER = ROOT / "resources" / "help"
BY_HAND = ("tutorial.html",)


def main() -> None:
    algorithms = provider().algorithms()
    from stfusion.algorithms.help.helppage import help_page
    from stfusion.algorithms.help.whichpage import which_page

    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.html"):
        if old.name not in BY_HAND:
            old.unlink()
    pages = {algorithm.name(): help_page(algorithm) for algorithm in algorithms}
    for name, page in {**pages, "which": which_page(algorithms)}.items():
        (FOLDER / f"{name}.html").write_text(page, encoding="utf-8")
        sys.stdout.write(f"resources/help/{name}.html\n")
    leave()


if __name__ == "__main__":
    main()
