"""Predicts the rasters of a series, one date at a time."""

from __future__ import annotations

import dataclasses
import os
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import Cancelled, FusionError, InputError
from ..fusion.fuse import Fused, fuse
from ..fusion.method import Method
from ..fusion.predict import whole_layer
from ..rasters.grid import Grid
from ..rasters.input_files import files_of
from ..rasters.raster import describe, remove_sidecars, same_crs
from ..rasters.tags import add_tag, on_disk, tag_of
from ..rasters.unfinished import temporary_folder
from ..run import Run
from ..runtime.version import version
from ..scenes.inputs import Plan, open_scene, plan
from ..scenes.layers import Layer
from ..scenes.scene import Scene
from ..scenes.single_bands import single_bands
from ..words import tr
from .index import Bands, IndexLayer, find_bands, index_scene, index_storage
from .manifest import DONE, FAILED, KEY_TAG, Entry, Manifest, key_before, key_of, stamp_of
from .observed import Observed, ObservedOnly
from .plan import Request, Task
from .sources import predicted_layer, write_index

AS_GIVEN = "as given"
INDEX_FIRST, FUSE_FIRST = "index first", "fuse first"
ORDERS = (INDEX_FIRST, FUSE_FIRST)

# Sets of pairs whose readers stay open: neighbouring dates use the same ones.
_OPEN = 4


@dataclass(frozen=True)
class SeriesSettings:
    """Processing options in addition to those of a `Request`.

    Attributes
    ----------
    options : Method.Options
    device, block_size
        As in `core.fusion.fuse.fuse`.
    index : str
        A key of `core.series.index.INDICES`, or ``as given`` for the bands themselves.
    index_bands : str
        See `core.series.index.find_bands`.
    order : str
        ``index first`` is usually more accurate; ``fuse first`` computes the index from fused bands.
    redo : bool
        Process dates again that are already done.
    """

    options: Any
    device: str = "auto"
    block_size: int = 0
    index: str = AS_GIVEN
    index_bands: str = ""
    order: str = INDEX_FIRST
    redo: bool = False


class SeriesPredictor:
    """Predicts one date after the other; readers of the pairs, and facts derived from them, are reused.

    Parameters
    ----------
    method : Method
    request : Request
    settings : SeriesSettings
    manifest : Manifest
    grid : Grid
        The grid of all results.
    """

    def __init__(
        self, method: Method, request: Request, settings: SeriesSettings, manifest: Manifest, grid: Grid
    ) -> None:
        self._method, self._request, self._settings, self._manifest = method, request, settings, manifest
        self._grid = grid
        self._rest = method.reads_rest(settings.options)
        self._scenes: OrderedDict[tuple[Any, ...], Scene] = OrderedDict()
        self._files: dict[str, tuple[str, ...]] = {}

    def known(self, task: Task) -> Entry | None:
        """Returns the entry of an earlier run with the same inputs and options; None if there is none.

        The file itself must have the key, too: a run that was killed, or another one, may have written it since. Files
        of older versions have none; they count if they can be opened and are on the grid of the series.
        """
        if self._settings.redo or task.coarse is None:
            return None
        name, facts, sources = self.name(task), self._facts(task), self._sources(task)
        entry = self._manifest.done(name, self._key(task))
        if entry is not None and entry.size:
            return entry if tag_of(self._manifest.folder / name, KEY_TAG) == entry.key else None
        entry = self._manifest.done(name, key_before(facts, sources))
        return entry if entry is not None and not entry.size and self._usable(name) else None

    def make(self, task: Task, run: Run) -> Entry:
        """Predict a date, and return its entry: done, or failed with the reason."""
        name, index = self.name(task), "" if self._settings.index == AS_GIVEN else self._settings.index
        about = Entry(name, task.day.isoformat(), FAILED, self._method.info.id, index, message=task.complaint)
        if task.coarse is None:
            return about
        coarse, pairs = Path(task.coarse.source).name, task.days()[0] if task.predicted else ()
        about = replace(about, coarse=coarse, pairs=pairs, observed=task.observed is not None)
        started = time.perf_counter()
        key = self._key(task)  # of the inputs as they are before they are read
        try:
            done = self._fused(task, self._manifest.folder / name, key, run)
        except Cancelled:
            raise
        except (FusionError, MemoryError, OSError) as error:
            self.close()  # the next date opens its inputs again
            return replace(about, message=str(error) or tr("not enough memory; set a smaller block size"))
        seconds = round(time.perf_counter() - started, 2)
        size, modified = stamp_of(done.output)
        return replace(about, status=DONE, share=done.predicted, seconds=seconds, key=key, size=size, modified=modified)

    def close(self) -> None:
        while self._scenes:
            self._scenes.popitem()[1].close()

    def name(self, task: Task) -> str:
        """Returns the file name of a date's result."""
        index = "" if self._settings.index == AS_GIVEN else f"{self._settings.index.lower()}_"
        return f"{index}{self._method.info.id}_{task.day:%Y%m%d}.tif"

    def _key(self, task: Task) -> str:
        facts = {**self._facts(task), "version": version(), "grid": self._grid, "alone": task.alone}
        classes = self._request.classes
        sources = [*self._sources(task), *([classes.source] if classes is not None else [])]
        return key_of(facts, sources, self.files_of)

    def files_of(self, source: str) -> tuple[str, ...]:
        """Returns the files behind a source, which is opened once for all dates."""
        if source not in self._files:
            self._files[source] = files_of(source)
        return self._files[source]

    def _facts(self, task: Task) -> dict[str, Any]:
        settings, request = self._settings, self._request
        return {
            "method": self._method.info.id, "options": dataclasses.asdict(settings.options), "index": settings.index,
            "order": settings.order, "index bands": settings.index_bands, "bands": request.bands, "scale": request.scale,
            "resampling": request.resampling, "day": str(task.day), "pairs": task.days(),
            "classes": str(request.classes),
        }  # fmt: skip

    def _sources(self, task: Task) -> list[str]:
        images = [image for pairs in task.rounds for pair in pairs for image in pair] + [task.coarse, task.observed]
        sources = [source for image in images if image for source in (image.source, image.mask) if source]
        # Weights retrained under the same name give different predictions.
        return sources + [path for path in (getattr(self._settings.options, "weights", ""),) if path]

    def _usable(self, name: str) -> bool:
        """Checks whether a result of an older version can be opened and is on the grid of the series."""
        try:
            grid = describe(self._manifest.folder / name).grid
        except InputError:
            return False
        same = self._grid.offset_of(grid) == (0, 0) and (grid.rows, grid.cols) == (self._grid.rows, self._grid.cols)
        return same and same_crs(self._grid.crs, grid.crs)

    def _fused(self, task: Task, output: Path, key: str, run: Run) -> Fused:
        """Predict from the first pairs, and missing pixels from the next pairs, until no more can be predicted."""
        steps = [run]
        if len(task.rounds) > 1:
            steps = run.steps(
                **{tr("Round {number}", number=number): 4 / 4**number for number in range(1, len(task.rounds) + 1)}
            )
        with temporary_folder(output) as folder:
            before: Fused | None = None
            for number, step in enumerate(steps):
                part = folder / f"{number}.tif"
                done = self._round(task, number, before.output if before else None, part, step)
                if before is not None:
                    before.output.unlink()
                finished = number + 1 == len(steps) or done.predicted >= self._possible(task, number, run)
                before = done
                if finished:
                    break
                days = ", ".join(task.days()[number + 1])
                run.info(
                    "{day}: {missing:.1%} of pixels missing; filling from pairs of {days}.",
                    day=task.day,
                    missing=1 - done.predicted,
                    days=days,
                )
            if before is None:
                raise InputError(task.complaint)
            add_tag(before.output, KEY_TAG, key)
            remove_sidecars(output)
            os.replace(before.output, output)
            on_disk(output.parent)
        return replace(before, output=output)

    def _round(self, task: Task, number: int, kept: Path | None, output: Path, run: Run) -> Fused:
        scene = self._opened(task, number, run)
        bands = plan(task.inputs(self._request, number, self._rest))
        index = self._index(bands)
        try:
            seen = scene.observed if kept is None else None
            if index is None:
                return self._fuse(task, scene, seen or _kept(kept, scene), output, run)
            if self._settings.order == INDEX_FIRST:
                derived = index_scene(scene, index)
                own = IndexLayer(seen, index) if seen else _kept(kept, derived)
                return self._fuse(task, derived, own, output, run)
            return self._derived(task, scene, seen, kept, index, output, run)
        finally:
            scene.close_target()

    def _index(self, made: Plan) -> Bands | None:
        if self._settings.index == AS_GIVEN:
            return None
        first = made.infos[made.pairs[0][0].source]
        return find_bands(self._settings.index, self._settings.index_bands, first, made.fine_bands)

    def _possible(self, task: Task, number: int, run: Run) -> float:
        """Returns the fraction of pixels that the coarse image of the date lets the method predict, mean over the bands."""
        scene = self._opened(task, number, run)
        quiet = Run(cancelled=lambda: run.cancelled)
        own = self._settings.index == AS_GIVEN and self._method.band_by_band(self._settings.options)
        targets = [part.target for part in single_bands(scene)] if own else [scene.target]
        seen = sum(int(valid.sum()) for one in targets for *_, valid in whole_layer(one, scene.grid, quiet))
        return seen / (len(targets) * scene.grid.rows * scene.grid.cols)

    def _opened(self, task: Task, number: int, run: Run) -> Scene:
        pairs = tuple(
            (fine.source, fine.mask, fine.date, coarse.source, coarse.mask) for fine, coarse in task.rounds[number]
        )
        inputs = task.inputs(self._request, number, self._rest)
        # The only pair of a date without others is dated a day earlier, and nothing is predicted from it.
        told = Run(cancelled=lambda: run.cancelled, log=lambda *_: None) if task.alone else run
        scene = open_scene(inputs, told, self._scenes.pop(pairs, None), grid=self._grid)
        self._scenes[pairs] = scene
        while len(self._scenes) > _OPEN:
            self._scenes.popitem(last=False)[1].close()
        return scene

    def _fuse(self, task: Task, scene: Scene, kept: Layer | None, output: Path, run: Run) -> Fused:
        method = self._method if task.predicted else ObservedOnly(self._method)
        method = method if kept is None else Observed(method, kept)
        settings = self._settings
        try:
            return fuse(
                method, scene, settings.options, output, run, device=settings.device, block_size=settings.block_size
            )
        finally:
            if kept is not None:
                kept.close()

    def _derived(
        self, task: Task, scene: Scene, seen: Layer | None, kept: Path | None, index: Bands, output: Path, run: Run
    ) -> Fused:
        """Fuse the bands, and write the index of the result where an earlier round has no value."""
        fusing, deriving = run.steps(Fusing=9, Index=1)
        bands = output.with_name(f"bands_{output.name}")
        done = self._fuse(task, scene, seen, bands, fusing)
        before = predicted_layer(kept, scene.grid, index_storage()) if kept else None
        share = write_index(predicted_layer(bands, scene.grid, scene.storage), bands, index, before, output, deriving)
        bands.unlink()
        return replace(done, output=output, predicted=share)


def _kept(path: Path | None, scene: Scene) -> Layer | None:
    """Returns the prediction of an earlier round as a layer; None without a path."""
    return None if path is None else predicted_layer(path, scene.grid, scene.storage)
