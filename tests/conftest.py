"""Fixtures of all tiers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support import missing, shared_folder


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
