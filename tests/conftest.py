"""Fixtures of all tiers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import ROOT, missing, shared_folder

TESTS = Path(__file__).resolve().parent

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
# A QGIS of a test compiles nothing in the background, unless the test asks for it.
os.environ["STFUSION_PRECOMPILE"] = "0"

# Longest first, for several processes: the last files that are handed out are short, and no process waits long for another.
TIERS = ("gui", "qgis", "models", "core")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if WORKER:
        places = {tier: place for place, tier in enumerate(TIERS)}
        items.sort(key=lambda item: places.get(item.path.relative_to(TESTS).parts[0], len(TIERS)))


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    if not WORKER:
        yield
        return
    with _room(alone=item.get_closest_marker("alone") is not None):
        yield


@contextmanager
def _room(alone: bool) -> Iterator[None]:
    """Where the tests of all processes are: side by side, or one that measures seconds with nobody beside it."""
    import fcntl

    folder = ROOT / "build" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "gate").open("w") as door, (folder / "room").open("w") as inside:
        # Who wants to be alone waits in the gate, so that nobody enters before.
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(inside, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield


def _there(name: str) -> Path:
    folder = shared_folder(name)
    if not folder.is_dir():
        missing(f"the {name} folder of the shared imagery (set STFUSION_SHARED)")
    return folder


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Real scenes; see its README."""
    return _there("data")


@pytest.fixture(scope="session")
def golden_folder() -> Path:
    """Outputs of the authors' own programs; see its README."""
    return _there("golden")


@pytest.fixture
def one_thread() -> Iterator[None]:
    """One thread for torch: tiny networks gain nothing from more, and threads that wait for each other cost a busy machine."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
