"""Runs a fusion method: from a scene to a finished file."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..rasters.gdal_cache import bounded_cache
from ..rasters.grid import Window
from ..rasters.input_files import check_not_input
from ..rasters.raster import RasterInfo, RasterWriter, same_file
from ..run import Run
from ..runtime.device import Device, choose_device
from ..runtime.version import version
from ..scenes.scene import Scene
from ..words import tr
from .method import Method, Prediction
from .predict import check_fit, predict

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUFFIXES = (".tif", ".tiff")


@dataclass(frozen=True)
class Fused:
    """Result of a run: files, and facts for the log."""

    output: Path
    uncertainty: Path | None
    predicted: float  # share of the scene's pixels with a valid prediction, mean over the bands
    seconds: float
    device: str
    bands: tuple[str, ...] = ()
    unit: str = ""  # of the stored values, in words


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
    """Predicts the fine image of the scene's target date and writes it.

    Parameters
    ----------
    method : Method
    scene : Scene
    options : Method.Options
        Options of the method.
    output : path
        GeoTIFF to write, in type, scale and nodata value of the scene. It appears only when it is complete.
    run : Run, optional
        Progress, messages, cancellation.
    uncertainty : path, optional
        GeoTIFF (float32, stored units of the fine image) for uncertainty and numbers of similar pixels.
    device : str
        ``"auto"``, ``"cpu"`` or ``"cuda"``.
    block_size : int
        Edge length of the blocks in fine pixels; 0 is automatic. The result does not depend on it.
    threads : int, optional
        CPU threads; all usable cores if not given.

    Raises
    ------
    InputError
        If scene, options or output do not allow a prediction.
    DependencyError, DeviceError
        If a package is missing, or the requested device is not usable.
    Cancelled
        If the user cancelled. As after any error, no output is left behind.
    """
    run = run or Run()
    started = time.perf_counter()
    output, extra = check_output(output, scene.sources), None
    if uncertainty is not None:
        extra = check_output(uncertainty, scene.sources)
        if same_file(output, extra):
            raise InputError(
                "Prediction and uncertainty have the same file {output}; choose another name for one of them.",
                output=output,
            )
    check_fit(method, scene, options)
    if extra is not None and not method.has_uncertainty(options):
        how = tr(" with these options") if method.info.uncertainty else ""
        raise InputError(
            "{title} provides no uncertainty{how}; leave that output empty.", title=method.info.title, how=how
        )
    place = choose_device(device, run, threads, only_cpu="" if method.info.cuda else method.info.title)
    tags = _tags(method, scene, options, place)
    with ExitStack() as stack:
        stack.enter_context(bounded_cache)
        files = [stack.enter_context(_prediction_file(output, scene, tags))]
        if extra is not None:
            files.append(stack.enter_context(_uncertainty_file(extra, scene, tags, method, options)))
        count = 0

        def write(window: Window, prediction: Prediction) -> None:
            nonlocal count
            count += int((prediction.valid & np.isfinite(prediction.values)).sum())
            files[0].write(window, scene.storage.stored(prediction.values, prediction.valid))
            if extra is not None:
                files[1].write(window, _uncertainty_bands(prediction, scene, not method.info.learned))

        predict(method, scene, options, write, run, device=place, block_size=block_size, details=extra is not None)
    share = count / (len(scene.bands) * scene.grid.rows * scene.grid.cols)
    if share == 0:
        run.warn(
            "No pixel could be predicted: no pixel is valid in the fine image, the coarse image and the "
            "masks on all dates."
        )
    else:
        run.info(
            "Predicted {share:.1%} of the pixels in {seconds:.1f} s.",
            share=share,
            seconds=time.perf_counter() - started,
        )
    seconds = time.perf_counter() - started
    return Fused(output, extra, share, seconds, place.name, tuple(scene.bands), scene.storage.unit)


def check_output(path: str | Path, sources: Iterable[RasterInfo | str | Path]) -> Path:
    """Checks whether a GeoTIFF can be written to this path, and returns the path.

    Parameters
    ----------
    path : path
    sources : iterable of RasterInfo, str or Path
        All inputs; see `core.rasters.input_files`.

    Raises
    ------
    InputError
        If it is not a GeoTIFF, its folder does not exist, or it is a file of one of the sources.
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError("The output {name} must be a GeoTIFF; use a file name ending in .tif.", name=path.name or path)
    if path.is_dir():
        raise InputError("The output {path} is a folder; enter the name of a file in it, ending in .tif.", path=path)
    if not path.parent.is_dir():
        raise InputError(
            "The output folder {parent} does not exist; create it or choose another folder.", parent=path.parent
        )
    return check_not_input(path, sources)


def _prediction_file(path: Path, scene: Scene, tags: dict[str, str]) -> RasterWriter:
    storage = scene.storage
    return RasterWriter(path, scene.grid, scene.bands, storage.dtype, storage.nodata, tags, scene.like)


def _uncertainty_file(path: Path, scene: Scene, tags: dict[str, str], method: Method, options: Any) -> RasterWriter:
    names, content = [f"{band} uncertainty" for band in scene.bands], method.info.uncertainty
    if not method.info.learned:
        names += [f"{band} similar pixels" for band in scene.bands]
        content += " Then the number of similar pixels of each band."
    tags = {**tags, "STFUSION_CONTENT": content}
    return RasterWriter(path, scene.grid, names, "float32", float("nan"), tags)


def _uncertainty_bands(prediction: Prediction, scene: Scene, counted: bool) -> NDArray[np.float32]:
    blank = np.full_like(prediction.values, np.nan)
    deviation = blank if prediction.uncertainty is None else prediction.uncertainty / np.abs(scene.storage.scale.factor)
    count = blank if prediction.candidates is None else prediction.candidates
    bands = np.concatenate([deviation, count] if counted else [deviation]).astype(np.float32)
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
        "STFUSION_REFERENCE": method.info.reference
        + (f" https://doi.org/{method.info.doi}" if method.info.doi else ""),
    }
    if scene.target_date:
        tags["ACQUISITION_DATE"] = scene.target_date.isoformat()
    return tags
