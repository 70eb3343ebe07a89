"""Makes the repository importable as `stfusion`, regardless of its folder name; and helpers of several tests."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def register_package() -> None:
    """Load the root folder under the fixed name, as QGIS does."""
    if "stfusion" in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        "stfusion", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["stfusion"] = module
    spec.loader.exec_module(module)


def missing(what: str) -> None:
    """Skip because something is missing; in CI this is a failure, so that no tests are silently left out."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"needs {what}")


def shared_folder(name: str) -> Path:
    """Real imagery or golden outputs, beside the repository or where STFUSION_SHARED says."""
    return Path(os.environ.get("STFUSION_SHARED", ROOT.parent / "shared")) / name


register_package()
