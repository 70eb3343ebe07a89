"""Makes the repository importable as `stfusion`, whatever its folder is called, and finds the real imagery."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _register() -> None:
    spec = importlib.util.spec_from_file_location(
        "stfusion", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["stfusion"] = module
    spec.loader.exec_module(module)


_register()


def missing(what: str) -> None:
    """Skip because something is not there; in CI that is a failure, so that no tier is ever silently left out."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"needs {what}")


def _shared(name: str) -> Path:
    folder = Path(os.environ.get("STFUSION_SHARED", ROOT.parent / "shared")) / name
    if not folder.is_dir():
        missing(f"the {name} folder of the shared imagery (set STFUSION_SHARED)")
    return folder


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Real scenes; see its README."""
    return _shared("data")


@pytest.fixture(scope="session")
def golden_folder() -> Path:
    """Outputs of the authors' own programs; see its README."""
    return _shared("golden")
