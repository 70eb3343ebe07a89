"""Computation of a prediction: whole-scene facts, then block by block, without any file."""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ..errors import InputError
from ..kernels.common.compiled import Compilation, kernels_not_kept, watch_compilation
from ..rasters.gdal_cache import keep_environment
from ..rasters.grid import Grid, Window
from ..run import Run
from ..runtime.allocator import give_back_memory, kept_memory
from ..runtime.device import Device, choose_device, own_stream, usable_cores
from ..runtime.workers import Workers
from ..scenes.layers import Layer
from ..scenes.scene import Block, Scene
from ..scenes.single_bands import gaps_differ, single_bands
from .blocks import block_size as fitting_block_size
from .blocks import in_flight, in_strips, run_blocks
from .method import Method, Prediction

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMALLEST_BLOCK = 32
# Maximum number of threads that read whole-scene facts, and edge of the windows they read.
_READERS, _FACTS = 8, 512
# Maximum number of blocks read or computed at a time.
_SIDE_BY_SIDE = 8
# Number of blocks after which freed memory is returned to the system, which takes time; facts computed within `_LITTLE`
# seconds leave little of it.
_TIDY, _LITTLE = 8, 1.0

Read = TypeVar("Read")


def predict(
    method: Method,
    scene: Scene,
    options: Any,
    consume: Callable[[Window, Prediction], None],
    run: Run | None = None,
    *,
    device: Device,
    block_size: int = 0,
    details: bool = False,
) -> None:
    """Predicts a scene and passes each block to `consume`.

    Parameters
    ----------
    method : Method
    scene : Scene
    options : Method.Options
    consume : callable(Window, Prediction)
        Receives the blocks in order, in one thread that is not the caller's, while the next are computed.
    run : Run, optional
    device : Device
    block_size : int
        Edge length of the blocks in fine pixels; 0 is automatic.
    details : bool
        Whether uncertainty and numbers of similar pixels are wanted.

    Raises
    ------
    InputError
        If the method cannot work with this scene or these options.
    Cancelled
    """
    run = run or Run()
    check_fit(method, scene, options)
    compiles = "numba" in method.info.packages and not device.cuda

    def tell() -> None:
        run.info("Compiling for this computer (first run only). Progress continues afterwards.")

    with kept_memory, watch_compilation(tell) if compiles else nullcontext(Compilation()) as compilation:
        _fit_and_predict(method, scene, options, consume, run, device, block_size, details)
    text = kernels_not_kept() if compiles else ""
    if text:
        run.warn(text)
    elif compilation.seconds >= _LITTLE:
        run.info("Compiled in {seconds:.1f} s; later runs do not need this time.", seconds=compilation.seconds)


def _fit_and_predict(
    method: Method, scene: Scene, options: Any, consume: Callable[[Window, Prediction], None], run: Run, device: Device,
    block_size: int, details: bool,
) -> None:  # fmt: skip
    share = method.fit_share(options)
    looking, fitting, predicting = run.steps(Gaps=0.01, Computing_scene_statistics=share, Prediction=1 - share)
    scenes = _parts(method, scene, options, looking)
    started = time.monotonic()
    steps = [fitting] if len(scenes) == 1 else [fitting.part(number, len(scenes)) for number in range(len(scenes))]
    states = [method.fit_on(device, one, options, step) for one, step in zip(scenes, steps)]
    fitting.progress(1)
    if time.monotonic() - started > _LITTLE:
        give_back_memory()
    halo = method.halo(scene, options)
    readers, lanes = _side_by_side(method, device)
    planes = _planes(scene, readers, lanes)
    size = block_size or fitting_block_size(scene.grid, halo, planes, device.cuda, device.threads)
    windows, wanted = in_strips(scene.grid, size), method.in_blocks
    shares, turns = dict.fromkeys(windows, 0.0), count(1)
    with Workers(device, run, details=details) as workers:

        def report(window: Window, share: float) -> None:
            shares[window] = share
            predicting.progress(sum(shares.values()) / len(windows))

        def compute(blocks: list[Block]) -> tuple[Window, Prediction]:
            workers.check()
            window = blocks[0].window
            lane = workers.lane(lambda share: report(window, share))
            predicted = []
            for number, (block, state) in enumerate(zip(blocks, states)):
                with lane.portion(number / len(blocks), (number + 1) / len(blocks)):
                    predicted.append(part(block, state, lane))
            report(window, 1)
            turn = next(turns)
            if turn % _TIDY == 0 and turn + _TIDY <= len(windows):  # everything is returned at the end
                give_back_memory()
            return window, _bands_joined(predicted)

        def part(block: Block, state: Any, lane: Workers) -> Prediction:
            if block.empty:
                return _nothing(len(block.target), block.window)
            with nullcontext() if method.info.learned else own_stream(device):
                return _predict(method, block, state, options, lane, run)

        run_blocks(
            windows,
            lambda window: [one.read(window, halo, fine="fine" in wanted, coarse="coarse" in wanted) for one in scenes],
            compute,
            lambda result: consume(*result),
            lanes,
            workers.end,
            readers,
        )


def _parts(method: Method, scene: Scene, options: Any, run: Run) -> tuple[Scene, ...]:
    """Returns the scene, or one for each band if the method works band by band and gaps differ between bands."""
    if len(scene.bands) == 1 or not method.band_by_band(options):
        return (scene,)
    pairs = tuple(layer for pair in scene.pairs for layer in (pair.fine, pair.coarse))
    differ = scene.pair_fact("gaps differ", lambda: _gaps_differ(pairs, scene.grid, run))
    if not (differ or _gaps_differ((scene.target,), scene.grid, run)):
        return (scene,)
    run.info("Bands have different gaps; each band is predicted separately where it has values.")
    return single_bands(scene)


def _gaps_differ(layers: tuple[Layer, ...], grid: Grid, run: Run) -> bool:
    return any(_read_ahead(in_strips(grid, _FACTS), lambda window: gaps_differ(layers, window), run))


def _side_by_side(method: Method, device: Device) -> tuple[int, int]:
    """Returns the number of blocks read, and of blocks computed, at the same time.

    Reading and much of the work on a block use one core; only the kernel uses all cores, or CUDA. So several blocks are
    in progress: while one is in a step that uses one core, others keep the rest busy. On CUDA one is copied while the
    kernels of another run. A network reads and computes tiles in its own threads.
    """
    if device.threads == 1:
        return 1, 1
    if method.info.learned:
        return 1, 2
    some = min(device.threads // 2, _SIDE_BY_SIDE)
    return some, max(2, some)


def predict_array(
    method: Method,
    scene: Scene,
    options: Any,
    run: Run | None = None,
    *,
    device: str = "auto",
    block_size: int = 0,
    threads: int | None = None,
    details: bool = True,
) -> Prediction:
    """Predicts a scene in memory: as `predict`, but returns one `Prediction` of the whole scene."""
    run = run or Run()
    rows, cols = scene.grid.rows, scene.grid.cols
    shape = (len(scene.bands), rows, cols)
    whole = {name: np.zeros(shape, np.float32) for name in ("values", "uncertainty", "candidates")}
    valid = np.zeros((rows, cols), bool)

    def keep(window: Window, prediction: Prediction) -> None:
        at = scene.grid.window.slices_of(window)
        valid[at] = prediction.valid
        for name, array in whole.items():
            part = getattr(prediction, name)
            if part is None:
                array[(slice(None), *at)] = np.nan
            else:
                array[(slice(None), *at)] = part

    place = choose_device(device, run, threads, only_cpu="" if method.info.cuda else method.info.title)
    predict(method, scene, options, keep, run, device=place, block_size=block_size, details=details)
    return Prediction(whole["values"], valid, whole["uncertainty"], whole["candidates"])


def check_fit(method: Method, scene: Scene, options: Any) -> None:
    """Raises `InputError` if the method cannot work with this scene or these options."""
    text = method.pairs_complaint(len(scene.pairs)) or method.complaint(options)
    if text:
        raise InputError(text)
    if method.info.takes_pan and any(pair.pan is None for pair in scene.pairs):
        raise InputError(
            "{title} requires a panchromatic image for each pair, but there is none; choose it.",
            title=method.info.title,
        )
    method.check(options, len(scene.bands))
    method.check_rest(options, len(scene.rest))
    text = method.lacks(options, len(scene.pairs))
    if text:
        raise InputError(text)


def whole_windows(scene: Scene, run: Run, size: int = _FACTS) -> Iterator[Block]:
    """Reads the scene once, block by block, for `Method.fit`; reports progress and polls for cancellation."""
    return _read_ahead(in_strips(scene.grid, size), scene.read, run)


def whole_pairs(scene: Scene, run: Run, halo: int = 0, coarse: bool = True) -> Iterator[Block]:
    """As `whole_windows`, for facts that must not depend on the target date: it is not read, and invalid.

    The values of coarse images are read only if `coarse` is set.
    """
    return _read_ahead(in_strips(scene.grid, _FACTS), lambda window: scene.read_pairs(window, halo, coarse=coarse), run)


def whole_layer(layer: Layer, grid: Grid, run: Run) -> Iterator[tuple[Window, NDArray[np.float32], NDArray[np.bool_]]]:
    """Reads one layer once: yields window, values (bands, rows, cols) and validity (rows, cols)."""
    return ((window, values, valid) for window, ((values, valid),) in whole_layers((layer,), grid, run))


def whole_layers(
    layers: Sequence[Layer], grid: Grid, run: Run
) -> Iterator[tuple[Window, list[tuple[NDArray[np.float32], NDArray[np.bool_]]]]]:
    """As `whole_layer`, for several layers at once: yields window, and a list of values and validity."""
    return _read_ahead(in_strips(grid, _FACTS), lambda window: (window, [layer.read(window) for layer in layers]), run)


def _read_ahead(windows: list[Window], read: Callable[[Window], Read], run: Run) -> Iterator[Read]:
    """Yields the result of `read` for each window; reads in threads, because warping is slower than processing."""
    ahead: deque[Future[Read]] = deque()
    threads = min(usable_cores(), _READERS)
    with ThreadPoolExecutor(threads, "stfusion-read", keep_environment) as readers:
        waiting = iter(windows)
        try:
            for number in range(len(windows)):
                while len(ahead) <= threads and (window := next(waiting, None)) is not None:
                    ahead.append(readers.submit(read, window))
                run.check()
                yield ahead.popleft().result()
                run.progress((number + 1) / len(windows))
        finally:
            for future in ahead:
                future.cancel()


def _predict(method: Method, block: Block, state: Any, options: Any, workers: Workers, run: Run) -> Prediction:
    """Predicts a block; if memory is insufficient, in halves."""
    try:
        return method.predict(block, state, options, workers)
    except (MemoryError, RuntimeError) as error:
        if not _out_of_memory(error) or max(block.window.rows, block.window.cols) < 2 * _SMALLEST_BLOCK:
            raise
    run.warn(
        "Not enough memory for a block of {rows} x {cols} pixels; continuing with blocks of half the size. A "
        "smaller block size avoids this.",
        rows=block.window.rows,
        cols=block.window.cols,
    )
    along_rows = block.window.rows >= block.window.cols
    parts = [_predict(method, half, state, options, workers, run) for half in block.halves()]
    return _joined(parts, axis=-2 if along_rows else -1)


def _bands_joined(parts: list[Prediction]) -> Prediction:
    """Joins the predictions of single bands; NaN where only some bands have a value."""
    if len(parts) == 1:
        return parts[0]

    def join(name: str) -> Any:
        arrays = [getattr(one, name) for one in parts]
        if any(array is None for array in arrays):
            return None
        return np.concatenate([np.where(one.valid, array, np.float32(np.nan)) for one, array in zip(parts, arrays)])

    valid = np.any([one.valid for one in parts], axis=0)
    return Prediction(join("values"), valid, join("uncertainty"), join("candidates"))


def _nothing(bands: int, window: Window) -> Prediction:
    """Returns the prediction of a block without a valid pixel."""
    zeros = np.zeros((bands, window.rows, window.cols), np.float32)
    return Prediction(zeros, np.zeros(zeros.shape[1:], bool), zeros, zeros)


def _out_of_memory(error: BaseException) -> bool:
    # torch.cuda.OutOfMemoryError is a RuntimeError, and importing torch only to name it would take seconds.
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError"


def _joined(parts: list[Prediction], axis: int) -> Prediction:
    def join(name: str) -> Any:
        arrays = [getattr(part, name) for part in parts]
        return None if arrays[0] is None else np.concatenate(arrays, axis=axis)

    return Prediction(**{field.name: join(field.name) for field in dataclasses.fields(Prediction)})


def _planes(scene: Scene, readers: int, lanes: int) -> int:
    """Returns float32 values per pixel: inputs of blocks in flight, data derived by kernels, blocks being written."""
    pairs, bands = len(scene.pairs), len(scene.bands)
    return in_flight(readers, lanes) * bands * (2 * pairs + 1) + 10 * lanes * bands * pairs + (2 + lanes) * bands
