"""Writes the tables of methods, products and data sets into README.md. Counting parameters, for six bands, needs torch."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PRODUCTS, DATA_SETS = "products", "data sets"
HEAD = (
    "| id | method | task | pairs | parameters | follows | reference |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)
FOLLOWS = {
    "paper": "the paper",
    "authors' code": "the authors' code",
    "public code": "public code, not the authors'",
    "reconstruction": "a reconstruction",
    "own": "STFusion's own",
}
BANDS, RATIO = 6, 16


def rows(methods: dict[str, Any], counts: dict[str, str]) -> list[str]:
    """Returns the lines of the table; `counts` has the parameters of the networks by id."""
    return [
        *HEAD,
        *(
            f"| `{name}` | {method.info.title}, {method.info.name} | {task(method.info)} | {pairs(method.info)} | "
            f"{counts.get(name, '')} | {FOLLOWS[method.info.fidelity]} | {source(method.info)} |"
            for name, method in methods.items()
        ),
    ]


def task(info: Any) -> str:
    kind = info.group.lower()
    return f"learnt, {kind}" if info.learned else f"computed, {kind}"


def pairs(info: Any) -> str:
    least, most = info.pairs
    if most == least:
        return str(least)
    return f"{least} or more" if most is None else f"{least} to {most}"


def source(info: Any) -> str:
    if info.fidelity == "own":
        return ""
    first = info.reference.split(",")[0]
    # Citations without known authors begin with the title.
    author = "" if len(first) > 30 else f"{first} et al. "
    link = f", [doi:{info.doi}](https://doi.org/{info.doi})" if info.doi else ""
    return f"{author}{info.year}{link}"


def parameters(method: Any) -> str:
    """Returns the number of parameters of the networks used for prediction, for six bands and default options."""
    import torch

    from stfusion.core.learning.needs import Shape

    with torch.device("meta"):
        networks = method.build(Shape(BANDS, RATIO), method.Options())
    count = sum(p.numel() for name in method.deployed for p in networks[name].parameters())
    return f"{count:,}"


def table(text: str, name: str = "methods") -> list[str]:
    """Returns the lines between the markers of a README."""
    found = re.search(f"<!-- {name} -->\n(.*?)\n<!-- end of {name} -->", text, re.DOTALL)
    if found is None:
        raise SystemExit(f"README.md has no <!-- {name} --> ... <!-- end of {name} -->.")
    return found[1].strip().splitlines()


def catalogue(name: str) -> list[str]:
    """The lines of the table of products or data sets."""
    from stfusion.core.imports import catalogue as tables

    head, lines = {
        PRODUCTS: (tables.PRODUCT_HEAD, tables.product_rows()),
        DATA_SETS: (tables.DATA_SET_HEAD, tables.data_set_rows()),
    }[name]
    return [
        f"| {' | '.join(head)} |",
        f"| {' | '.join('---' for _ in head)} |",
        *(f"| `{first}` | {' | '.join(rest)} |" for first, *rest in lines),
    ]


def package() -> None:
    """Makes the repository importable as the package stfusion, regardless of its folder name."""
    if "stfusion" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "stfusion", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
        )
        if spec is None or spec.loader is None:
            raise SystemExit("The plugin is not where this script looks for it.")
        sys.modules["stfusion"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["stfusion"])


def main() -> None:
    package()
    from stfusion.models import methods

    known = methods()
    counts = {name: parameters(method) for name, method in known.items() if method.info.learned}
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    for name, made in (
        ("methods", rows(known, counts)),
        (PRODUCTS, catalogue(PRODUCTS)),
        (DATA_SETS, catalogue(DATA_SETS)),
    ):
        table(text, name)
        lines = "\n".join(made)
        text = re.sub(
            f"<!-- {name} -->\n.*?\n<!-- end of {name} -->",
            lambda _, name=name, lines=lines: f"<!-- {name} -->\n\n{lines}\n\n<!-- end of {name} -->",  # type: ignore[misc]
            text,
            flags=re.DOTALL,
        )
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
