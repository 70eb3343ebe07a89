"""The one way to run a fusion method: from a scene to a finished file."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .blocks import block_size as fitting_block_size
from .blocks import run_blocks
from .device import Device, choose_device
from .errors import InputError
from .grid import Window
from .method import Method, Prediction
from .raster import RasterWriter, same_file
from .run import Run
from .scene import Block, Scene
from .version import version
from .workers import Workers

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUFFIXES = (".tif", ".tiff")
_SMALLEST_BLOCK = 32


@dataclass(frozen=True)
class Fused:
    """What came out of a run: files, and facts for the log."""

    output: Path
    uncertainty: Path | None
    predicted: float  # share of the scene's pixels that got a value
    seconds: float
    device: str


def fuse(
    method: Method,
    scene: Scene,
    options: Any,
    output: str | Path,
    run: Run | None = None,
    *,
    uncertainty: str | Path | None = None,
    device: str = "auto",
    block_size: int = 0,
    threads: int | None = None,
) -> Fused:
    """Predict the fine image of the scene's target date and write it.

    Parameters
    ----------
    method : Method
    scene : Scene
    options : Method.Options
        Options of the method.
    output : path
        GeoTIFF to write, in type, scale and nodata value of the scene's storage. It appears only when it is complete.
    run : Run, optional
        Progress, messages, cancel.
    uncertainty : path, optional
        GeoTIFF (float32, stored units of the fine image) for the uncertainty and candidate bands of the method.
    device : str
        ``"auto"``, ``"cpu"`` or ``"cuda"``.
    block_size : int
        Edge length of the blocks in fine pixels; 0 lets the memory decide. The result does not depend on it.
    threads : int, optional
        CPU threads; all usable cores if not given.

    Raises
    ------
    InputError
        If scene, options or output do not allow a prediction.
    DependencyError, DeviceError
        If a package or the device asked for is missing.
    Cancelled
        If the user asked to stop. As after any error, no output is left behind.
    """
    run = run or Run()
    started = time.perf_counter()
    output, extra = check_output(output, scene.sources), None
    if uncertainty is not None:
        extra = check_output(uncertainty, scene.sources)
        if same_file(output, extra):
            raise InputError(f"Prediction and uncertainty are both to be written to {output}; give one another name.")
    text = method.pairs_complaint(len(scene.pairs)) or method.complaint(options)
    if text:
        raise InputError(text)
    method.check(options, len(scene.bands))
    if extra is not None and not method.info.uncertainty:
        raise InputError(f"{method.info.title} has no uncertainty to write; leave that output empty.")
    place = choose_device(device, run, threads)
    fitting, predicting = run.steps(Whole_scene_facts=1, Prediction=9)
    state = method.fit(scene, options, fitting)
    fitting.progress(1)
    tags = _tags(method, scene, options, place)
    with ExitStack() as stack:
        files = [stack.enter_context(_prediction_file(output, scene, tags))]
        if extra is not None:
            files.append(stack.enter_context(_uncertainty_file(extra, scene, tags, method, options)))
        workers = stack.enter_context(Workers(place, run, details=extra is not None))
        count = _predict_all(method, scene, options, state, workers, predicting, files, block_size)
    share = count / (scene.grid.rows * scene.grid.cols)
    if share == 0:
        run.warn("No pixel could be predicted: fine image, coarse image and masks leave no pixel valid on all dates.")
    else:
        run.info(f"Predicted {share:.1%} of the pixels in {time.perf_counter() - started:.1f} s.")
    return Fused(output, extra, share, time.perf_counter() - started, place.name)


def check_output(path: str | Path, sources: Iterable[str]) -> Path:
    """Whether a file can be written under this name without harm.

    Raises
    ------
    InputError
        If it is no GeoTIFF, its folder does not exist, or it is one of the sources.
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"The output {path.name or path} must be a GeoTIFF: let its name end in .tif.")
    if path.is_dir():
        raise InputError(f"The output {path} is a folder; give the name of a file in it, ending in .tif.")
    if not path.parent.is_dir():
        raise InputError(f"The output folder {path.parent} does not exist; create it or choose another.")
    for source in sources:
        if same_file(path, source):
            raise InputError(
                f"The output {path.name} is one of the inputs; choose another name, so that nothing is lost."
            )
    return path


def whole_windows(scene: Scene, run: Run, size: int = 1024) -> Iterator[Block]:
    """Read the scene once, block by block, for `Method.fit`: reports progress and polls cancel."""
    windows = list(scene.grid.blocks(size))
    for number, window in enumerate(windows):
        run.check()
        yield scene.read(window)
        run.progress((number + 1) / len(windows))


def _predict_all(
    method: Method,
    scene: Scene,
    options: Any,
    state: Any,
    workers: Workers,
    run: Run,
    files: list[RasterWriter],
    size: int,
) -> int:
    halo = method.halo(scene, options)
    size = size or fitting_block_size(scene.grid, halo, _planes(scene))
    windows = list(scene.grid.blocks(size))
    done = predicted = 0

    def compute(block: Block) -> tuple[Window, Prediction]:
        nonlocal done
        run.check()
        workers.progress = lambda share: run.progress((done + share) / len(windows))
        prediction = _predict(method, block, state, options, workers, run)
        done += 1
        run.progress(done / len(windows))
        return block.window, prediction

    def write(result: tuple[Window, Prediction]) -> None:
        nonlocal predicted
        window, prediction = result
        predicted += int(prediction.valid.sum())
        files[0].write(window, scene.storage.stored(prediction.values, prediction.valid))
        if len(files) > 1:
            files[1].write(window, _uncertainty_bands(prediction, scene))

    run_blocks(windows, lambda window: scene.read(window, halo), compute, write)
    return predicted


def _predict(method: Method, block: Block, state: Any, options: Any, workers: Workers, run: Run) -> Prediction:
    """Predict a block; where memory does not suffice, in halves."""
    try:
        return method.predict(block, state, options, workers)
    except (MemoryError, RuntimeError) as error:
        if not _out_of_memory(error) or max(block.window.rows, block.window.cols) < 2 * _SMALLEST_BLOCK:
            raise
    run.warn(
        f"Not enough memory for a block of {block.window.rows} x {block.window.cols} pixels; going on with halves. "
        "A smaller block size avoids this."
    )
    along_rows = block.window.rows >= block.window.cols
    parts = [_predict(method, half, state, options, workers, run) for half in block.halves()]
    return _joined(parts, axis=-2 if along_rows else -1)


def _out_of_memory(error: BaseException) -> bool:
    # torch.cuda.OutOfMemoryError is a RuntimeError, and importing torch only to name it would take seconds.
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError"


def _joined(parts: list[Prediction], axis: int) -> Prediction:
    def join(name: str) -> Any:
        arrays = [getattr(part, name) for part in parts]
        return None if arrays[0] is None else np.concatenate(arrays, axis=axis)

    return Prediction(**{field.name: join(field.name) for field in dataclasses.fields(Prediction)})


def _planes(scene: Scene) -> int:
    """Float32 values per pixel and band: blocks read ahead, one computed (inputs and what a kernel derives), some written."""
    pairs, bands = len(scene.pairs), len(scene.bands)
    one_block = bands * (2 * pairs + 1)
    return 4 * one_block + 5 * bands * pairs + 4 * bands


def _prediction_file(path: Path, scene: Scene, tags: dict[str, str]) -> RasterWriter:
    storage = scene.storage
    return RasterWriter(path, scene.grid, scene.bands, storage.dtype, storage.nodata, tags, scene.like)


def _uncertainty_file(path: Path, scene: Scene, tags: dict[str, str], method: Method, options: Any) -> RasterWriter:
    names = [f"{band} uncertainty" for band in scene.bands] + [f"{band} similar pixels" for band in scene.bands]
    tags = {**tags, "STFUSION_CONTENT": f"{method.info.uncertainty} Then the number of similar pixels of each band."}
    return RasterWriter(path, scene.grid, names, "float32", float("nan"), tags)


def _uncertainty_bands(prediction: Prediction, scene: Scene) -> NDArray[np.float32]:
    blank = np.full_like(prediction.values, np.nan)
    deviation = blank if prediction.uncertainty is None else prediction.uncertainty / abs(scene.storage.scale.factor)
    count = blank if prediction.candidates is None else prediction.candidates
    bands = np.concatenate([deviation, count]).astype(np.float32)
    bands[:, ~prediction.valid] = np.nan
    return bands


def _tags(method: Method, scene: Scene, options: Any, device: Device) -> dict[str, str]:
    tags = {
        "TIFFTAG_SOFTWARE": f"STFusion {version()}",
        "STFUSION_METHOD": method.info.title,
        "STFUSION_VERSION": version(),
        "STFUSION_DEVICE": device.name,
        "STFUSION_OPTIONS": json.dumps(dataclasses.asdict(options)),
        "STFUSION_INPUTS": json.dumps(scene.history()),
        "STFUSION_REFERENCE": f"{method.info.reference} https://doi.org/{method.info.doi}",
    }
    if scene.target_date:
        tags["ACQUISITION_DATE"] = scene.target_date.isoformat()
    return tags
