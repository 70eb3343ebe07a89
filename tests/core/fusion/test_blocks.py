"""The pipeline of blocks and the pool of row stripes: order, overlap, errors, cancel."""

from __future__ import annotations

import threading
import time

import pytest

from stfusion.core.errors import Cancelled
from stfusion.core.fusion.blocks import block_size, in_strips, run_blocks
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import STRIPE, Workers

GRID = Grid(40, 30, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
PATIENCE = 10  # seconds; reached only by a test that fails


def within(call, *arguments):
    """Call in a separate thread, so that a deadlock fails the test instead of blocking it."""
    outcome = []

    def target() -> None:
        try:
            outcome.append(("value", call(*arguments)))
        except BaseException as error:
            outcome.append(("error", error))

    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive(), "deadlock"
    kind, value = outcome[0]
    if kind == "error":
        raise value
    return value


@pytest.mark.parametrize(("lanes", "readers"), [(1, 1), (2, 1), (2, 3), (3, 3)])
@pytest.mark.parametrize("size", [7, 20, 100])
def test_every_block_passes_all_stages_in_order(size, lanes, readers) -> None:
    windows = list(GRID.blocks(size))
    written = []

    def compute(block):
        time.sleep(0.001 * (block[1].col % 3))  # later blocks are often done first
        return (*block, "computed")

    def read(window):
        time.sleep(0.001 * (window.row % 2))
        return "read", window

    within(run_blocks, windows, read, compute, written.append, lanes, lambda: None, readers)
    assert written == [("read", window, "computed") for window in windows]


def test_blocks_are_computed_side_by_side() -> None:
    meeting = threading.Barrier(2)
    within(run_blocks, range(6), lambda n: n, lambda n: meeting.wait(PATIENCE), lambda n: None, 2)


def test_blocks_are_read_side_by_side() -> None:
    meeting = threading.Barrier(2)
    within(
        run_blocks, range(6), lambda n: meeting.wait(PATIENCE), lambda n: n, lambda n: None, 1, lambda: None, 2
    )  # fmt: skip


def test_an_error_in_one_lane_ends_the_other_early() -> None:
    ended, both = threading.Event(), threading.Barrier(2)

    def compute(number: int) -> bool:
        both.wait(PATIENCE)
        if number == 0:
            raise ValueError("broken")
        return ended.wait(PATIENCE)

    with pytest.raises(ValueError, match="broken"):
        within(run_blocks, range(2), lambda n: n, compute, lambda n: None, 2, ended.set)


def test_no_block_is_no_work() -> None:
    within(run_blocks, [], pytest.fail, pytest.fail, pytest.fail)


def test_the_next_block_is_read_and_the_last_is_written_while_one_is_computed() -> None:
    reading = [threading.Event() for _ in range(4)]
    writing = [threading.Event() for _ in range(4)]
    computing = [threading.Event() for _ in range(4)]
    together = []

    def read(number: int) -> int:
        reading[number].set()
        return number

    def compute(number: int) -> int:
        computing[number].set()
        if number < 3:
            together.append(reading[number + 1].wait(PATIENCE))
        if number > 0:
            together.append(writing[number - 1].wait(PATIENCE))
        return number

    def write(number: int) -> None:
        writing[number].set()
        if number < 3:
            together.append(computing[number + 1].wait(PATIENCE))

    within(run_blocks, range(4), read, compute, write)
    assert together == [True] * 9


def test_reading_and_writing_stay_close_to_computing() -> None:
    at = {"read": 0, "computed": 0, "written": 0}
    distance = []

    def read(number: int) -> int:
        at["read"] += 1
        return number

    def compute(number: int) -> int:
        time.sleep(0.002)
        distance.append((at["read"] - at["computed"], at["computed"] - at["written"]))
        at["computed"] += 1
        return number

    def write(number: int) -> None:
        time.sleep(0.004)
        at["written"] += 1

    within(run_blocks, range(40), read, compute, write)
    assert max(ahead for ahead, _ in distance) <= 4
    assert max(behind for _, behind in distance) <= 4


def stages(failing: str, at: int, error: BaseException, seen: list[str]):
    def stage(name: str):
        def work(number: int) -> int:
            seen.append(name)
            if name == failing and number == at:
                raise error
            return number

        return work

    return stage("read"), stage("compute"), stage("write")


@pytest.mark.parametrize("at", [0, 1, 5, 19])
@pytest.mark.parametrize("failing", ["read", "compute", "write"])
@pytest.mark.parametrize("error", [ValueError("broken"), MemoryError(), Cancelled()], ids=["value", "memory", "cancel"])
@pytest.mark.parametrize(("lanes", "readers"), [(1, 1), (2, 1), (2, 3)])
def test_an_error_in_any_stage_ends_all_and_is_raised(failing, at, error, lanes, readers) -> None:
    seen = []
    with pytest.raises(type(error)) as caught:
        within(run_blocks, range(20), *stages(failing, at, error, seen), lanes, lambda: None, readers)
    assert caught.value is error
    assert seen.count("read") <= at + 4 + lanes + readers
    after = len(seen)
    time.sleep(0.02)
    assert len(seen) == after  # no thread continues afterwards


def test_an_error_of_the_list_of_windows_is_raised() -> None:
    def windows():
        yield Window(0, 0, 1, 1)
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        within(run_blocks, windows(), lambda window: window, lambda block: block, lambda result: None)


def test_no_thread_stays_behind() -> None:
    within(run_blocks, range(5), lambda n: n, lambda n: n, lambda n: None)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("stfusion")] == []


def test_the_block_size_fits_the_memory_and_the_tiles_of_the_file() -> None:
    large = Grid(20000, 20000, GRID.transform)
    sizes = [block_size(large, 25, planes) for planes in (10, 100, 1000, 10_000, 10**6)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 512 and sizes[-1] == 64
    assert block_size(large, 25, 10, cuda=True) == 1024
    # With many cores there are more blocks in flight, and the memory for them.
    assert block_size(large, 25, 1000, threads=4) == sizes[2] < block_size(large, 25, 1000, threads=32) <= 512
    assert all(size % 256 == 0 for size in sizes if size >= 256)
    for planes, size in zip((100, 1000), sizes[1:]):
        assert (size + 50) ** 2 * planes * 4 <= 768 * 2**20
    assert block_size(GRID, 25, 100) == 40  # one block holds a small scene


@pytest.mark.parametrize("size", [512, 700, 5000])
def test_strips_cover_the_grid_once_and_stay_narrow(size) -> None:
    grid = Grid(3000, 5000, GRID.transform)
    windows = in_strips(grid, size)
    assert sorted(windows, key=lambda window: (window.row, window.col)) == list(grid.blocks(size))
    # Between two vertically adjacent blocks there are at most the blocks of one strip width.
    place = {(window.row, window.col): number for number, window in enumerate(windows)}
    apart = [number - place[row - size, col] for (row, col), number in place.items() if row]
    assert all(steps * size <= 2048 for steps in apart)


def pool(threads: int, run=None) -> Workers:
    return Workers(Device("cpu", threads), run)


@pytest.mark.parametrize("rows", [0, 1, STRIPE, 5 * STRIPE + 3])
@pytest.mark.parametrize("threads", [1, 3])
def test_stripes_cover_the_rows_once(rows, threads) -> None:
    count, shares = [0] * rows, []

    def work(start: int, stop: int) -> None:
        assert 0 < stop - start <= STRIPE
        for row in range(start, stop):
            count[row] += 1

    with pool(threads) as workers:
        workers.progress = shares.append
        within(workers.stripes, rows, work)
    assert count == [1] * rows
    assert shares == sorted(shares) and (rows == 0 or shares[-1] == 1)


def test_stripes_run_side_by_side() -> None:
    meeting = threading.Barrier(2)
    with pool(2) as workers:
        within(workers.stripes, 2 * STRIPE, lambda start, stop: meeting.wait(PATIENCE))


def test_an_error_in_a_stripe_is_raised_when_no_stripe_runs_any_more() -> None:
    running = []

    def work(start: int, stop: int) -> None:
        running.append(start)
        try:
            if start == 3 * STRIPE:
                raise ValueError("broken")
            time.sleep(0.01)
        finally:
            running.remove(start)

    with pool(3) as workers:
        with pytest.raises(ValueError, match="broken"):
            within(workers.stripes, 100 * STRIPE, work)
        assert running == []


def test_an_error_stops_running_kernels_but_not_those_of_the_next_call() -> None:
    def work(start: int, stop: int) -> None:
        both.wait(PATIENCE)
        if start == 0:
            raise MemoryError
        deadline = time.monotonic() + PATIENCE
        while not workers.stop[0] and time.monotonic() < deadline:
            time.sleep(0.002)
        told.append(int(workers.stop[0]))

    told, both = [], threading.Barrier(2)
    with pool(2) as workers:
        with pytest.raises(MemoryError):
            within(workers.stripes, 2 * STRIPE, work)
        assert told == [1]
        within(workers.stripes, STRIPE, lambda start, stop: told.append(int(workers.stop[0])))  # the halved block
        assert told == [1, 0]


def test_a_cancel_stops_between_stripes(listener) -> None:
    done = []

    def work(start: int, stop: int) -> None:
        done.append(start)
        if len(done) == 3:
            listener.stop = True
        time.sleep(0.01)

    with pool(2, listener.run) as workers:
        with pytest.raises(Cancelled):
            within(workers.stripes, 1000 * STRIPE, work)
        assert len(done) < 20
        with pytest.raises(Cancelled):
            workers.check()


def test_lanes_share_the_pool_and_end_together() -> None:
    shares = []
    with pool(2) as workers:
        first, second = workers.lane(shares.append), workers.lane(lambda share: None)
        first.stop[0] = 1
        assert not second.stop[0] and not workers.stop[0]
        within(first.stripes, 2 * STRIPE, lambda start, stop: None)
        assert shares == [0.5, 1]
        workers.end()
        for lane in (first, second):
            with pytest.raises(Cancelled):
                lane.stripes(1, lambda start, stop: None)
