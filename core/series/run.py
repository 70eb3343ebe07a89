"""Runs the dates of a series one after the other, with what they share done once."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
import uuid
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from ..align import AlignedReader
from ..errors import Cancelled, FusionError, InputError
from ..fuse import Fused, fuse
from ..grid import Grid
from ..inputs import Plan, open_scene, plan
from ..method import Method
from ..pairing import Image
from ..predict import whole_layer
from ..raster import RasterReader, RasterWriter, describe
from ..run import Run
from ..scaling import Scale, Storage
from ..scene import Layer, RasterLayer, Scene
from .index import Bands, IndexLayer, find_bands, index_scene, index_storage
from .manifest import DONE, FAILED, Entry, Manifest, key_of
from .observed import Observed
from .plan import Request, Task, Tasks, plan_series

AS_GIVEN = "as given"
INDEX_FIRST, FUSE_FIRST = "index first", "fuse first"
ORDERS = (INDEX_FIRST, FUSE_FIRST)

# Sets of pairs whose readers stay open: neighbouring dates use the same few.
_OPEN = 4


@dataclass(frozen=True)
class Wish:
    """How the dates are made, beside what a `Request` says.

    Attributes
    ----------
    options : Method.Options
    device, block_size
        As `core.fuse.fuse`.
    index : str
        A key of `core.series.index.INDICES`, or ``as given`` for the bands themselves.
    index_bands : str
        See `core.series.index.find_bands`.
    order : str
        ``index first`` is usually the more accurate; ``fuse first`` computes the index of fused bands.
    redo : bool
        Make dates anew that are done already.
    """

    options: Any
    device: str = "auto"
    block_size: int = 0
    index: str = AS_GIVEN
    index_bands: str = ""
    order: str = INDEX_FIRST
    redo: bool = False


@dataclass(frozen=True)
class SeriesResult:
    """Files by date, in order, with those done before; dates that failed, with the reason; and the manifest."""

    files: dict[date, Path]
    made: tuple[date, ...]
    failed: dict[date, str]
    manifest: Path


def fuse_series(method: Method, request: Request, wish: Wish, folder: Path, run: Run) -> SeriesResult:
    """Predict all dates of a request into a folder: one GeoTIFF a date, and ``series.json`` about them.

    A date that fails is told and does not stop the others. What was done before from the same inputs and options is not done
    again. After a cancel what is finished stays.

    Raises
    ------
    InputError
        If the request cannot give any date, or every date failed.
    Cancelled
    """
    planning, fusing = run.steps(Choosing_pairs=1, Fusing=30)
    tasks = plan_series(request, method, _Clear(planning))
    planning.progress(1)
    for text in tasks.warnings:
        run.warn(text)
    manifest = Manifest.of(folder, {"method": method.info.id, "options": dataclasses.asdict(wish.options)})
    maker = _Maker(method, request, wish, manifest)
    files, made, failed = {}, [], {}
    steps = fusing.steps(**{f"Date_{number}_of_{len(tasks.tasks)}": 1 for number in range(1, len(tasks.tasks) + 1)})
    try:
        for task, step in zip(tasks.tasks, steps):
            step.check()
            entry = maker.known(task)
            if entry is None:
                step.info(_words(task))
                entry = maker.make(task, step)
                manifest.add(entry)
                made.append(task.day)
            if entry.status == DONE:
                files[task.day] = folder / entry.file
            else:
                failed[task.day] = entry.message
                run.warn(f"{task.day} was not predicted: {entry.message}")
            step.progress(1)
    finally:
        maker.close()
    _tell(tasks, files, made, failed, run)
    return SeriesResult(files, tuple(day for day in made if day not in failed), failed, manifest.path)


def _tell(tasks: Tasks, files: dict[date, Path], made: list[date], failed: dict[date, str], run: Run) -> None:
    if not files:
        raise InputError(
            f"None of the {len(tasks.tasks)} dates could be predicted. {next(iter(failed.values()), '')}".strip()
        )
    before = len(files) - sum(day in files for day in made)
    run.info(
        f"{len(files)} dates are there: {len(files) - before} predicted now, {before} from an earlier run; {len(failed)} failed."
    )


def _words(task: Task) -> str:
    if task.coarse is None:
        return f"{task.day}."
    pairs = ", ".join(task.days()[0])
    kept = "; what its own fine image shows is kept" if task.observed else ""
    return f"{task.day}: coarse {Path(task.coarse.source).name}, pairs of {pairs}{kept}."


class _Clear:
    """Share of clear pixels of a fine image, looked at once."""

    def __init__(self, run: Run) -> None:
        self._run, self._known = run, {}  # type: tuple[Run, dict[str, float]]

    def __call__(self, image: Image) -> float:
        if image.source not in self._known:
            self._run.check()
            info = describe(image.source)
            layer = fine_layer(image, info.grid)
            seen = sum(
                int(valid.sum())
                for _, valid in whole_layer(layer, info.grid, Run(cancelled=lambda: self._run.cancelled))
            )
            layer.close()
            self._known[image.source] = seen / (info.grid.rows * info.grid.cols)
        return self._known[image.source]


def fine_layer(
    image: Image, grid: Grid, bands: tuple[int, ...] | None = None, scale: Scale | None = None
) -> RasterLayer:
    """A fine image with its mask on a grid, with all bands if none are named."""
    info = describe(image.source)
    reader = AlignedReader(RasterReader(info), grid, bands or tuple(range(1, info.bands + 1)), "bilinear")
    masks = [AlignedReader(RasterReader(describe(image.mask)), grid, (1,), "nearest", raw=True)] if image.mask else []
    return RasterLayer(reader, scale or Scale(1.0), masks)


class _Maker:
    """Makes one date after the other; readers of the pairs, and what was found out about them, are kept for the next."""

    def __init__(self, method: Method, request: Request, wish: Wish, manifest: Manifest) -> None:
        self._method, self._request, self._wish, self._manifest = method, request, wish, manifest
        self._scenes: OrderedDict[tuple[Any, ...], Scene] = OrderedDict()

    def known(self, task: Task) -> Entry | None:
        """What an earlier run made of the same."""
        return None if self._wish.redo or task.coarse is None else self._manifest.done(task.day, self._key(task))

    def make(self, task: Task, run: Run) -> Entry:
        if task.coarse is None:
            return Entry(task.day.isoformat(), FAILED, message=task.complaint)
        about = Entry(
            task.day.isoformat(), FAILED, coarse=Path(task.coarse.source).name,
            pairs=task.days()[0], observed=task.observed is not None,
        )  # fmt: skip
        name = f"{self._label()}_{task.day:%Y%m%d}.tif"
        started = time.perf_counter()
        try:
            done = self._fused(task, self._manifest.folder / name, run)
        except Cancelled:
            raise
        except (FusionError, MemoryError, OSError) as error:
            self.close()  # the next date begins afresh
            return replace(about, message=str(error) or "not enough memory; set a smaller block size")
        seconds = round(time.perf_counter() - started, 2)
        return replace(about, status=DONE, file=name, share=done.predicted, seconds=seconds, key=self._key(task))

    def close(self) -> None:
        while self._scenes:
            self._scenes.popitem()[1].close()

    def _label(self) -> str:
        index = "" if self._wish.index == AS_GIVEN else f"{self._wish.index.lower()}_"
        return f"{index}{self._method.info.id}"

    def _key(self, task: Task) -> str:
        wish, request = self._wish, self._request
        facts = {
            "method": self._method.info.id, "options": dataclasses.asdict(wish.options), "index": wish.index,
            "order": wish.order, "index bands": wish.index_bands, "bands": request.bands, "scale": request.scale,
            "resampling": request.resampling, "day": str(task.day), "pairs": task.days(),
            "classes": str(request.classes),
        }  # fmt: skip
        images = [image for pairs in task.rounds for pair in pairs for image in pair] + [task.coarse, task.observed]
        sources = [source for image in images if image for source in (image.source, image.mask) if source]
        return key_of(facts, sources)

    def _fused(self, task: Task, output: Path, run: Run) -> Fused:
        """Predict from the first pairs, and what is missing then from the next, until nothing more can be found."""
        steps = run.steps(**{f"Round_{number}": 4 / 4**number for number in range(1, len(task.rounds) + 1)})
        folder = output.parent / f".{uuid.uuid4().hex[:8]}.part"
        folder.mkdir()
        try:
            before: Fused | None = None
            for number, step in enumerate(steps):
                part = folder / f"{number}.tif"
                done = self._round(task, number, before.output if before else None, part, step)
                if before is not None:
                    before.output.unlink()
                finished = number + 1 == len(steps) or done.predicted >= self._possible(task, number, run)
                before = done
                if finished or (number and done.predicted == 0):
                    break
                days = ", ".join(task.days()[number + 1])
                run.info(f"{task.day}: {1 - done.predicted:.1%} is still missing and sought in pairs of {days}.")
            if before is None:
                raise InputError(task.complaint)
            os.replace(before.output, output)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return replace(before, output=output)

    def _round(self, task: Task, number: int, kept: Path | None, output: Path, run: Run) -> Fused:
        scene = self._opened(task, number, run)
        bands = plan(task.inputs(self._request, number))
        index = self._index(bands)
        try:
            seen: Layer | None = None
            if task.observed is not None and kept is None:
                seen = fine_layer(task.observed, scene.grid, bands.fine_bands, scene.scales[0])
            if index is None:
                return self._fuse(scene, seen or _kept(kept, scene), output, run)
            if self._wish.order == INDEX_FIRST:
                derived = index_scene(scene, index)
                own = IndexLayer(seen, index) if seen else _kept(kept, derived)
                return self._fuse(derived, own, output, run)
            return self._derived(scene, seen, kept, index, output, run)
        finally:
            scene.target.close()

    def _index(self, made: Plan) -> Bands | None:
        if self._wish.index == AS_GIVEN:
            return None
        first = made.infos[made.pairs[0][0].source]
        return find_bands(self._wish.index, self._wish.index_bands, first, made.fine_bands)

    def _possible(self, task: Task, number: int, run: Run) -> float:
        """Share of the pixels that the coarse image of the date shows."""
        scene = self._opened(task, number, run)
        quiet = Run(cancelled=lambda: run.cancelled)
        seen = sum(int(valid.sum()) for _, valid in whole_layer(scene.target, scene.grid, quiet))
        return seen / (scene.grid.rows * scene.grid.cols)

    def _opened(self, task: Task, number: int, run: Run) -> Scene:
        pairs = tuple((fine.source, fine.mask, coarse.source, coarse.mask) for fine, coarse in task.rounds[number])
        scene = open_scene(task.inputs(self._request, number), run, self._scenes.pop(pairs, None))
        self._scenes[pairs] = scene
        while len(self._scenes) > _OPEN:
            self._scenes.popitem(last=False)[1].close()
        return scene

    def _fuse(self, scene: Scene, kept: Layer | None, output: Path, run: Run) -> Fused:
        method = self._method if kept is None else Observed(self._method, kept)
        wish = self._wish
        try:
            return fuse(method, scene, wish.options, output, run, device=wish.device, block_size=wish.block_size)
        finally:
            if kept is not None:
                kept.close()

    def _derived(
        self, scene: Scene, seen: Layer | None, kept: Path | None, index: Bands, output: Path, run: Run
    ) -> Fused:
        """Fuse the bands, and write the index of what came out where nothing is kept from an earlier round."""
        fusing, deriving = run.steps(Fusing=9, Index=1)
        bands = output.with_name(f"bands_{output.name}")
        done = self._fuse(scene, seen, bands, fusing)
        before = _predicted(kept, scene.grid, index_storage()) if kept else None
        share = _write_index(_predicted(bands, scene.grid, scene.storage), bands, index, before, output, deriving)
        bands.unlink()
        return replace(done, output=output, predicted=share)


def _kept(path: Path | None, scene: Scene) -> Layer | None:
    """What an earlier round predicted."""
    return None if path is None else _predicted(path, scene.grid, scene.storage)


def _predicted(path: Path, grid: Grid, storage: Storage) -> Layer:
    info = describe(path)
    every = tuple(range(1, info.bands + 1))
    return RasterLayer(AlignedReader(RasterReader(info), grid, every, "nearest"), storage.scale)


def _write_index(layer: Layer, source: Path, index: Bands, kept: Layer | None, output: Path, run: Run) -> float:
    """Write the index of a raster, except where there is one already; gives the share of pixels that have one."""
    info, storage = describe(source), index_storage()
    tags = {key: value for key, value in info.tags.items() if key.startswith("STFUSION") or key == "ACQUISITION_DATE"}
    count = 0
    try:
        with RasterWriter(output, info.grid, (index.index.name,), storage.dtype, storage.nodata, tags) as writer:
            windows = list(info.grid.blocks(512))
            for number, window in enumerate(windows):
                run.check()
                values, valid = index.of(*layer.read(window))
                if kept is not None:
                    before, known = kept.read(window)
                    values, valid = np.where(known, before, values), valid | known
                count += int(valid.sum())
                writer.write(window, storage.stored(values, valid))
                run.progress((number + 1) / len(windows))
    finally:
        for one in (layer, kept):
            if one is not None:
                one.close()
    return count / (info.grid.rows * info.grid.cols)
