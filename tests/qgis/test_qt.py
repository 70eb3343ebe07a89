"""Finds code that is not compatible with Qt 6 in the source, because test machines have Qt 5 only."""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from support import ROOT

FILES = [
    path.relative_to(ROOT)
    for path in (ROOT / "__init__.py", ROOT / "plugin.py", *sorted((ROOT / "algorithms").rglob("*.py")))
]
# Classes removed or moved in Qt 6. QAction and QShortcut are moved too, but qgis.PyQt provides them as in Qt 5.
GONE = {"QRegExp", "QTextCodec", "QDesktopWidget", "QStringRef", "QLinkedList", "QMatrix", "QSignalMapper"}
MOVED = {"QUndoCommand": "QtGui", "QUndoStack": "QtGui", "QFileSystemModel": "QtGui"}
MODULES = ("core", "gui", "PyQt.QtCore", "PyQt.QtGui", "PyQt.QtWidgets")
METHODS = {"exec_", "print_", "toTime_t", "fromTime_t"}


def findings(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
            if any(re.match(r"(PyQt|PySide|sip\b)", name) for name in names):
                yield f"{line}: imports {names}; take qgis.PyQt"
            for alias in node.names:
                if alias.name in GONE:
                    yield f"{line}: {alias.name} is not in Qt 6"
                if alias.name in MOVED and not names[0].endswith(MOVED[alias.name]):
                    yield f"{line}: {alias.name} is in {MOVED[alias.name]} in Qt 6, and in QtWidgets in Qt 5"
        elif isinstance(node, ast.Attribute):
            if node.attr in METHODS:
                yield f"{line}: {node.attr}() is gone"
            if isinstance(node.value, ast.Name) and _unscoped(node.value.id, node.attr):
                yield f"{line}: {node.value.id}.{node.attr} is an enum without its scope"


def _unscoped(owner: str, name: str) -> bool:
    """Whether it is an enum value written without the enum's name."""
    if not re.match(r"Q[A-Za-z]", owner) or not name[0].isupper():
        return False
    for module in MODULES:
        found = getattr(import_module(f"qgis.{module}"), owner, None)
        if found is not None and hasattr(found, name):
            # A class in it, an enum among them, is a scope; a value of an enum is a number.
            return isinstance(getattr(found, name), int)
    return False


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_breaks_on_qt_6(path: Path) -> None:
    pytest.importorskip("qgis.core")
    assert not list(findings((ROOT / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        "from PyQt5.QtCore import Qt",
        "import sip",
        "dialog.exec_()",
        "from qgis.PyQt.QtCore import QRegExp",
        "from qgis.PyQt.QtWidgets import QUndoStack",
        "x = Qt.AlignLeft",
        "x = QgsProcessing.TypeRaster",
        "x = QgsProcessingParameterDefinition.FlagAdvanced",
    ],
)
def test_the_check_finds_what_would_break(source: str) -> None:
    pytest.importorskip("qgis.core")
    assert list(findings(source))


def test_metadata_says_so() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    assert parser["general"]["supportsQt6"] == "yes"
    assert float(parser["general"]["qgisMaximumVersion"]) >= 4
