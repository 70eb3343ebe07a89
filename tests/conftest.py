"""Fixtures of all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import ROOT, missing, shared_folder

TESTS = Path(__file__).resolve().parent

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
# QGIS does not compile in the background during tests, unless a test enables it.
os.environ["STFUSION_PRECOMPILE"] = "0"

# Longest first, for parallel processes: the last files are short, so that no process waits long for another.
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
    """Lets tests of all processes run in parallel, or one test that measures seconds alone."""
    import fcntl

    folder = ROOT / "build" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "gate").open("w") as door, (folder / "room").open("w") as inside:
        # A test that must run alone holds the gate while waiting, so that no other test starts.
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
    """One thread for torch: tiny networks are not faster with more, and waiting threads slow a busy machine down."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
