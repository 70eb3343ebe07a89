"""Tiles computed in parallel, each with a part of the cores; `test_networks` compares the results."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from stfusion.core.learning.precision import whole_precision  # noqa: E402
from stfusion.core.learning.tile_threads import ONE_LANE, tile_threads_on  # noqa: E402
from stfusion.core.learning.tiles import TileStore, lattice  # noqa: E402
from stfusion.core.rasters.grid import Window  # noqa: E402
from stfusion.core.runtime.device import Device  # noqa: E402


@pytest.fixture
def cores(one_thread: None) -> None:
    """Four cores for torch in this thread and in those started later, on any machine."""
    torch.set_num_threads(4)


def threads_of_a_new_thread() -> int:
    with ThreadPoolExecutor(1) as fresh:
        return fresh.submit(torch.get_num_threads).result()


@pytest.mark.parametrize(("given", "lanes", "each"), [(1, 1, 1), (2, 2, 1), (3, 1, 3), (4, 2, 2), (16, 2, 2)])
def test_lanes_share_the_cores_that_are_given(given: int, lanes: int, each: int, cores: None) -> None:
    found = tile_threads_on(Device("cpu", given))
    assert found.count == lanes

    def counted() -> int:
        found.begin()
        return torch.get_num_threads()

    both = threading.Barrier(2)
    with ThreadPoolExecutor(2, initializer=both.wait) as begun:
        assert [one.result() for one in [begun.submit(counted), begun.submit(counted)]] == [each, each]
    # Other threads are not affected, neither existing ones nor later ones.
    assert torch.get_num_threads() == threads_of_a_new_thread() == 4


def test_cuda_computes_one_tile_after_the_other() -> None:
    assert tile_threads_on(Device("cuda", 16)) is ONE_LANE


def test_two_tiles_are_computed_at_a_time_and_never_three(cores: None) -> None:
    scene, inside, most, lock = Window(0, 0, 90, 70), [0], [0], threading.Lock()
    meeting = threading.Barrier(2)

    def compute(tile: Window, check) -> np.ndarray:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        meeting.wait(10)  # continues only if another tile is being computed
        with lock:
            inside[0] -= 1
        random = np.random.default_rng([tile.row, tile.col])
        return random.random((1, tile.rows, tile.cols), dtype=np.float32)

    places = lattice(scene, 32, 6)
    assert len(places.touching(scene)) % 2 == 0
    both = TileStore(places, lambda tile: tile, compute, tile_threads_on(Device("cpu", 4)))
    found = both.window(scene, lambda: None, lambda share: None)
    assert most == [2]
    meeting = threading.Barrier(1)
    alone = TileStore(places, lambda tile: tile, compute).window(scene, lambda: None, lambda share: None)
    np.testing.assert_array_equal(found, alone)


def test_all_digits_are_kept_until_the_last_one_leaves() -> None:
    flags = torch.backends.cudnn
    before = flags.allow_tf32
    try:
        flags.allow_tf32 = True
        with whole_precision:
            with whole_precision:
                assert not flags.allow_tf32
            assert not flags.allow_tf32
        assert flags.allow_tf32
    finally:
        flags.allow_tf32 = before
