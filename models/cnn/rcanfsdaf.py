"""RCAN-FSDAF: super-resolution of both coarse images, then FSDAF on the results (Cui et al. 2024)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.errors import InputError
from ...core.fusion.method import MethodInfo, Prediction, option, register
from ...core.learning.band_order import ordered, places_back
from ...core.learning.learned import LearnedMethod
from ...core.learning.needs import WITHIN, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import LOSS, STEP, Batch, Moment, Networks, Optimiser, Outcome, Schedule, Stage, Tensor
from ...core.learning.tile_reader import TileReader
from ...core.learning.tile_threads import tile_threads_on
from ...core.learning.tiles import TileStore, lattice
from ...core.learning.trained import Trained
from ...core.rasters.grid import Window
from ...core.rasters.nested import Nested
from ...core.run import Run
from ...core.runtime.dependencies import require
from ...core.runtime.device import Device
from ...core.runtime.workers import Workers
from ...core.scenes.layers import Layer, mean_on
from ...core.scenes.scene import Block, Pair, Scene
from .. import families
from .. import options as shared
from ..classical.fsdaf import Fsdaf

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FSDAF = Fsdaf()


@register
class RcanFsdaf(LearnedMethod):
    """Deep-learning downscaling and a classical fusion algorithm (Cui et al. 2024)."""

    info = MethodInfo(
        id="rcanfsdaf",
        title="RCAN-FSDAF",
        name="Downscaling by residual channel attention, and flexible spatiotemporal data fusion",
        group=families.CNN,
        year=2024,
        doi="10.1109/JSTARS.2024.3382136",
        reference=(
            "Cui, D., Wang, S., Zhao, C., Zhang, H. (2024). A novel remote sensing spatiotemporal data fusion framework "
            "based on the combination of deep-learning downscaling and traditional fusion algorithm. IEEE Journal of "
            "Selected Topics in Applied Earth Observations and Remote Sensing 17, 7957-7970."
        ),
        summary=(
            "Two super-resolution networks, trained only on fine images, increase the resolution of both coarse "
            "images; FSDAF then uses these instead of the interpolated ones."
        ),
        choose=(
            "You would use FSDAF, and fine images of a similar landscape are available for training: no coarse "
            "image is required for this, and one date is sufficient."
        ),
        avoid=(
            "You use a CPU: both networks together have 31 million parameters; fewer groups and blocks make them "
            "lighter. At the ratio of Landsat and MODIS, much of the added detail is not measured but generated "
            "by the networks."
        ),
        pairs=(1, 1),
        coarse="coarse grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The networks follow the program of the authors of RCAN, the workflow the figure of the paper. Here, "
            "the enlarged target image, shifted by the mean difference of the pair, replaces the spline of "
            "FSDAF, and unmixing uses block means of both enlarged images. The second network starts from random "
            "weights instead of those of the first one."
        ),
        tags=("Cui", "Wang", "RCAN", "FSDAF", "super-resolution", "downscaling", "CNN", "unmixing", "deep learning"),
        packages=(*families.PACKAGES, "scipy", "numba"),
        uncertainty="Weighted standard deviation of the change of the similar pixels, in units of the fine image.",
        extras=("classes",),
    )
    needs = Needs(WITHIN, 0.0, 1.0, tile=256, margin=64, native=True)
    defaults = Defaults(epochs=200, batch=16, patch=192, rate=1e-4)
    small = Small(batch=16, patch=64, rate=1e-4, layers={"width": 32, "groups": 2, "blocks": 4})
    structure = ("width", "groups", "blocks")
    deployed = ("doubling", "refining")

    @dataclass(frozen=True)
    class Options(LearningOptions, Fsdaf.Options):
        """Options of FSDAF and of the networks."""

        width: int = shared.width(64)
        groups: int = option(
            10, "Number of residual groups", minimum=1, maximum=32,
            help="Groups of blocks in each network. The default is that of the source; 5 makes it lighter.",
        )  # fmt: skip
        blocks: int = option(
            20, "Number of blocks per group", minimum=1, maximum=64,
            help="Blocks in each group. The default is that of the source; 10 makes it lighter.",
        )  # fmt: skip

    def check(self, options: Options, bands: int) -> None:
        super().check(options, bands)
        _FSDAF.check(_classical(options), bands)

    def has_uncertainty(self, options: Options) -> bool:
        return True

    def halo(self, scene: Scene, options: Options) -> int:
        return _FSDAF.halo(scene, _classical(options))

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.rcan import Rcan

        families.power_of_two(self.info.title, shape.ratio, least=2)
        rest = (options.width, options.groups, options.blocks, min(16, options.width))
        return {"doubling": Rcan(shape.bands, 2, *rest), "refining": Rcan(shape.bands, shape.ratio // 2, *rest)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(schedule=Schedule(STEP, 0.5, 200))

        def stage(name: str, begin: int, end: int) -> Stage:
            loss = partial(_sharpening, name=name, begin=begin, end=end)
            return Stage(name, (name,), loss, WITHIN, 0.5, adam, monitor=LOSS)

        half = shape.ratio // 2
        return (stage("doubling", shape.ratio, half), stage("refining", half, 1))

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        return _sharp(networks, batch["coarse_2"])

    @property
    def in_blocks(self) -> frozenset[str]:
        return _FSDAF.in_blocks

    def fit_on(self, device: Device, scene: Scene, options: Options, run: Run) -> Any:
        require("torch", self.info.title)
        preparing, facts, fitting = run.steps(Network=7, Coarse_change=1, Sharp_images_and_classes=2)
        trained = self.trained(scene, options, device, preparing)
        preparing.progress(1)
        ratio = trained.card.shape.ratio
        nested = scene.nested(options.ratio, fitting)
        if nested.ratio != ratio:
            raise InputError(
                "The weights are for resolution ratio {trained}, but here it is {here}; choose other weights, or "
                "set the ratio.",
                trained=ratio,
                here=nested.ratio,
            )
        seen = ordered(scene, trained.order)
        feed = TileReader(seen, self.needs, trained.card, facts, seen.pairs, changes=False)
        pair = scene.pairs[0]
        sharp = [
            SharpLayer(layer, scene.grid.window, self._tiles(feed, trained, options, device, name), fitting.check)
            for layer, name in ((pair.coarse, "coarse_1"), (scene.target, "coarse_2"))
        ]
        changed = dataclasses.replace(scene, pairs=(Pair(pair.fine, sharp[0], pair.date),), target=sharp[1], facts={})
        state = _FSDAF.fit(changed, _classical(options), fitting)
        return dataclasses.replace(state, spline=SharpSurface(sharp[1], _offset(pair.fine, sharp[0], nested)))

    def predict(self, block: Block, state: Any, options: Options, workers: Workers) -> Prediction:
        found = _FSDAF.predict(block, state, _classical(options), workers)
        return dataclasses.replace(found, candidates=None)

    def _tiles(self, feed: TileReader, trained: Trained, options: Options, device: Device, name: str) -> TileStore:
        """Returns the enlarged tiles of one of the coarse images, in physical units."""

        def enlarged(inputs: Mapping[str, Any], check: Callable[[], None]) -> NDArray[np.float32]:
            import torch

            coarse = torch.from_numpy(inputs["references"][0]["images"][name][None]).to(device.name)
            with torch.inference_mode():
                found = _sharp(trained.networks, coarse)[0].float().cpu().numpy()
            return trained.card.normalisation.undo(found)[places_back(trained.order, len(found))]

        places = lattice(feed.whole, options.tile or self.needs.tile, self.needs.margin, 1, feed.unit)
        return TileStore(places, feed.read, enlarged, tile_threads_on(device))


class SharpLayer:
    """A coarse image enlarged by the networks, as a layer of a scene.

    Parameters
    ----------
    layer : Layer
        The coarse image, from which the validity is taken.
    whole : Window
        The scene.
    tiles : TileStore
    check : callable()
        Raises `Cancelled`.
    """

    def __init__(self, layer: Layer, whole: Window, tiles: TileStore, check: Callable[[], None]) -> None:
        self._layer, self._whole, self._tiles, self._check = layer, whole, tiles, check
        self._means: tuple[NDArray[np.float32], NDArray[np.bool_]] | None = None

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        values, valid = self._layer.read(window)
        return np.where(valid, self.values(window, len(values), self._check), np.float32(0)), valid

    def values(self, window: Window, bands: int, check: Callable[[], None]) -> NDArray[np.float32]:
        """Returns enlarged values (bands, rows, cols), 0 outside the scene."""
        found = np.zeros((bands, window.rows, window.cols), np.float32)
        part = window.intersection(self._whole)
        if not part.empty:
            found[(slice(None), *window.slices_of(part))] = self._tiles.window(part, check, lambda share: None)
        return found

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns means over coarse pixels; computed once, because there is only one coarse grid."""
        if self._means is None:
            self._means = mean_on(self, nested)
        return self._means

    def close(self) -> None:
        self._layer.close()


@dataclass(frozen=True)
class SharpSurface:
    """Replaces FSDAF's spline by the enlarged image of the target date, plus an offset (bands, 1, 1)."""

    target: SharpLayer
    offset: NDArray[np.float32]

    def at(self, window: Window, workers: Workers) -> NDArray[np.float32]:
        return self.target.values(window, len(self.offset), workers.check) + self.offset


def _offset(fine: Layer, sharp: SharpLayer, nested: Nested) -> NDArray[np.float32]:
    """Returns the mean of the fine image minus that of the enlarged coarse image of the same date."""
    (first, known), (second, seen) = fine.coarse(nested), sharp.coarse(nested)
    both = known & seen
    if not both.any():
        return np.zeros((len(first), 1, 1), np.float32)
    apart = (first[:, both] - second[:, both]).mean(axis=1, dtype=np.float64)
    return apart[:, None, None].astype(np.float32)


def _classical(options: Any) -> Any:
    return Fsdaf.Options(**{field.name: getattr(options, field.name) for field in dataclasses.fields(Fsdaf.Options)})


def _sharp(networks: Networks, coarse: Tensor) -> Tensor:
    return networks["refining"](networks["doubling"](coarse))


def _sharpening(networks: Networks, batch: Batch, moment: Moment, name: str, begin: int, end: int) -> Outcome:
    """Returns the loss of a network that sharpens fine images averaged by factor `begin` to factor `end`."""
    from ..blocks.losses import mean_absolute

    prediction = networks[name](families.smaller(batch["fine_2"], begin))
    mask = (families.smaller(batch["mask"], end) > 0.999).float()
    return Outcome({"difference": mean_absolute(prediction, families.smaller(batch["fine_2"], end), mask)})
