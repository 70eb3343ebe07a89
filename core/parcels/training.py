"""Training of a network that delineates fields, from images and labels; writes weights and a resumable state."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import Cancelled, InputError
from ..learning.plan import VALIDATION_SAMPLES, Split, Training, split_grid
from ..learning.sample_dates import SampleDates
from ..learning.samples import Area, Epochs, held_out
from ..learning.stages import Stage
from ..learning.state import StateFile, network_arrays, read_state, stopped_after
from ..learning.trainer import Data, Trainer
from ..learning.weights import SUFFIX, write_weights
from ..rasters.align import AlignedReader, PolygonLayer, overlap
from ..rasters.grid import Grid
from ..rasters.raster import RasterReader, describe
from ..run import Run
from ..runtime.dependencies import require
from ..runtime.device import Device
from ..scenes.class_map import ClassMap
from .cutter import ParcelCutter
from .delineator import Delineator
from .labels import given_bands, label_bands, overlap_of
from .scene import RATIO, ParcelInputs, ParcelScene, open_parcels

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESUME = ".resume" + SUFFIX
_MOST_PIXELS = 200_000_000  # in the very fine image: the distance to the edge of a field needs the whole field
_ONE = SampleDates(target=0)


@dataclass(frozen=True)
class ParcelTrainingData:
    """Training data: images, and labels as a raster or as polygons.

    Attributes
    ----------
    inputs : ParcelInputs
    labels : ClassMap
        A raster of one band with a number above 0 on each field, one of three bands (extent, boundary, distance), or
        polygons in the CRS of the very fine image.
    validation : float
        Fraction of the area used for validation.
    """

    inputs: ParcelInputs
    labels: ClassMap
    validation: float = 0.2


@dataclass(frozen=True)
class ParcelScores:
    """Validation scores: intersection over union of extent and boundary, and Matthews' correlation of the extent."""

    extent: float
    boundary: float
    correlation: float
    everything: float  # intersection over union of the extent if every pixel were field


@dataclass(frozen=True)
class ParcelTrainingResult:
    """Result of a training."""

    weights: Path
    state: Path
    history: list[dict[str, Any]]
    scores: ParcelScores
    seconds: float
    training: Training
    network: Delineator
    options: Any
    parameters: int
    bands: tuple[str, ...]
    dates: tuple[Any, ...]
    grid: Grid
    patches: list[dict[str, NDArray[np.float32]]]  # some validation patches with their predictions

    @property
    def best(self) -> float:
        """The minimum validation loss; NaN without epochs."""
        return min((float(row["validation"]) for row in self.history), default=float("nan"))


def train_parcels(
    network: Delineator, data: ParcelTrainingData, options: Any, training: Training, output: Path, device: Device, run: Run,
    resume: str = "",
) -> ParcelTrainingResult:  # fmt: skip
    """Train a network on an image, a series and field labels, and write its weights.

    Raises
    ------
    InputError
        If images, labels or options are invalid.
    Cancelled
        If the user cancelled; the best weights so far and the state are written first.
    """
    network.check_values(options)
    require("torch", network.info.title)
    started = time.monotonic()
    reading, learning = run.steps(Reading_images=1, Training=19)
    training = dataclasses.replace(training.completed(network.defaults), validation=data.validation)
    scene = open_parcels(data.inputs, reading)
    try:
        labels, known = read_labels(data.labels, scene.grid)
        reading.progress(1)
        share = float(labels[0][known].mean()) if known.any() else 0.0
        run.info(
            "Labels: fields cover {share:.0%} of the labelled area, which is {mean:.0%} of the image.",
            share=share,
            mean=known.mean(),
        )
        if not 0 < share < 1:
            raise InputError(
                "The labels contain only fields or no field; choose labels of this area, with gaps between fields."
            )
        session = _ParcelSession(network, scene, labels, known, options, training, device, output)
        if resume:
            session.resume(resume)
        session.train(learning)
        result = session.result(time.monotonic() - started)
        scores = result.scores
        run.info(
            "Validation: intersection over union of the extent {extent:.3f} ({everything:.3f} if all pixels were "
            "field), of the boundary {boundary:.3f}; Matthews' correlation of the extent {correlation:.3f}.",
            extent=scores.extent,
            everything=scores.everything,
            boundary=scores.boundary,
            correlation=scores.correlation,
        )
        return result
    finally:
        scene.close()


def read_labels(labels: ClassMap, grid: Grid) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Returns extent, boundary and distance on a grid, (3, rows, cols), and where they are known, (rows, cols).

    Raises
    ------
    InputError
        If the labels do not overlap the grid, are too large, or have an unsupported form.
    """
    if grid.rows * grid.cols > _MOST_PIXELS:
        raise InputError(
            "The very fine image has {rows} x {cols} pixels, which is too large for training; clip it.",
            rows=grid.rows,
            cols=grid.cols,
        )
    if labels.polygons is not None:
        if not labels.polygons:
            raise InputError("The labels contain no polygon; choose a layer of drawn fields, or a raster of labels.")
        values, _ = PolygonLayer(labels.polygons, grid).read(grid.window)
        return label_bands(values[0].astype(np.int32)), np.ones((grid.rows, grid.cols), bool)
    info = describe(labels.source)
    if info.bands not in (1, 3):
        raise InputError(
            "The labels have {bands} bands; choose a raster with a number for each field, or with three bands: "
            "extent, boundary, distance.",
            bands=info.bands,
        )
    if overlap(grid, info.grid) == 0:
        raise InputError("The labels do not overlap the very fine image; choose labels of the same area.")
    reader = RasterReader(info)
    try:
        bands = tuple(range(1, info.bands + 1))
        values, valid = AlignedReader(reader, grid, bands, "nearest").read(grid.window)
    finally:
        reader.close()
    if info.bands == 3:
        return given_bands(values), valid.all(axis=0)
    # Without a nodata value, 0 means no field; a nodata value of 0 has the same meaning.
    inside = valid[0] | (info.nodata == 0)
    return label_bands(np.where(valid[0], values[0], 0).astype(np.int32)), inside


class _ParcelSession:
    """One training: the trainer with its data from a scene."""

    def __init__(
        self, network: Delineator, scene: ParcelScene, labels: NDArray[np.float32], known: NDArray[np.bool_], options: Any,
        training: Training, device: Device, output: Path,
    ) -> None:  # fmt: skip
        import torch

        self._network, self._scene, self._options, self._training = network, scene, options, training
        self._output, self._resume = output, output.with_name(output.stem + RESUME)
        self._state = StateFile(self._resume, network.info.id)
        self._parts: Split = split_grid(scene.grid, network.needs, training, step=RATIO)
        self._cutter = ParcelCutter(scene, labels, known, self._parts.learning.edge)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(training.seed)
            networks = network.build(len(scene.bands), scene.series_bands, options)
        networks = {name: one.to(device.name) for name, one in networks.items()}
        self._held = held_out(self._cutter, [_ONE], self._parts.checking, VALIDATION_SAMPLES)
        self._trainer = Trainer(
            networks, network.stages(options), self._data, network.predict_batch, training, device.name, self._save
        )

    def resume(self, path: str) -> None:
        self._trainer.resume(*read_state(path, self._network.info.id))

    def train(self, run: Run) -> None:
        try:
            self._trainer.train(run)
        except Cancelled as stopped:
            if not self._trainer.history.rows:
                raise
            self._write()
            raise stopped_after(len(self._trainer.history.rows), self._output, self._resume) from stopped
        finally:
            self._state.write()
        self._write()

    def result(self, seconds: float) -> ParcelTrainingResult:
        scores, shown = self._scores()
        generator = self._trainer.networks["generator"]
        count = sum(parameter.numel() for parameter in generator.parameters())
        return ParcelTrainingResult(
            self._output, self._resume, self._trainer.history.rows, scores, seconds, self._training, self._network,
            self._options, count, self._scene.bands, self._scene.dates, self._scene.grid, shown,
        )  # fmt: skip

    def _data(self, stage: Stage) -> Data:
        training = self._training
        area: Area = self._parts.learning
        # The smallest patches end in one pixel, for which batch mean and deviation need at least two samples.
        least = 2 if area.edge == self._network.needs.multiple else 1
        if min(training.batch, training.samples) < least:
            raise InputError(
                "Patches of {edge} pixels require batches of at least {least}; set a larger batch size, or "
                "larger patches.",
                edge=area.edge,
                least=least,
            )
        epochs = Epochs(
            self._cutter, [_ONE], area, training.batch, training.samples, training.variation, (training.seed, 0), least
        )
        return Data(epochs, self._held)

    def _save(self) -> None:
        self._state.keep(self._trainer.state)

    def _write(self) -> None:
        rows = self._trainer.history.rows
        facts = {"summary": f"trained on {len(self._scene.dates)} dates", "epochs": len(rows)}
        card = self._network.card(self._scene, self._options, facts, rows)
        write_weights(self._output, card, network_arrays({"generator": self._trainer.networks["generator"]}))

    def _scores(self) -> tuple[ParcelScores, list[dict[str, NDArray[np.float32]]]]:
        """Returns the scores of the best network on the validation patches, and some of these patches."""
        found = list(self._found())
        shown = [{**sample, "found": answer} for sample, answer in zip(self._held, found)]
        answer, truth, mask = (
            np.concatenate([one[name] for one in shown], axis=1) for name in ("found", "labels", "mask")
        )
        valid = mask[0] > 0
        extent, field = answer[0] > 0.5, truth[0] > 0.5
        scores = ParcelScores(
            overlap_of(extent, field, valid),
            overlap_of(answer[1] > 0.5, truth[1] > 0.5, valid),
            _matthews(extent[valid], field[valid]),
            overlap_of(np.ones_like(field), field, valid),
        )
        step = max(1, len(shown) // 4)
        return scores, shown[::step][:4]

    def _found(self) -> Iterator[NDArray[np.float32]]:
        import torch

        for network in self._trainer.networks.values():
            network.eval()
        for sample in self._held:
            with torch.no_grad():
                batch = self._trainer.batch([sample])
                yield self._network.predict_batch(self._trainer.networks, batch)[0].float().cpu().numpy()


def _matthews(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Returns Matthews' correlation coefficient; 0 if one of the arrays is constant."""
    if not len(found) or found.all() or not found.any() or truth.all() or not truth.any():
        return 0.0
    return float(np.corrcoef(found, truth)[0, 1])
