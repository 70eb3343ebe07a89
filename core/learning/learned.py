"""Base class of all networks: a fusion method whose scene facts are trained weights, given or trained on the scene."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..fusion.method import Prediction
from ..run import Run
from ..runtime.dependencies import require
from ..runtime.device import Device
from ..runtime.workers import Workers
from ..scenes.scene import Block, Scene
from ..words import tr
from .band_order import band_order, ordered, places_back
from .context import cropped
from .needs import LEAST_DATES, Needs
from .network import NetworkMethod
from .options import scene_training
from .precision import whole_precision
from .session import train_on_scene
from .stages import Tensor
from .state import load_networks, network_arrays
from .tile_reader import TileReader, chosen_pairs
from .tile_threads import tile_threads_on
from .tiles import Check, TileStore, lattice
from .trained import Trained, ready
from .weights import Card, check_weights_path, read_card, write_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray


# Predictions are clipped to the value range of the network, extended by this share of its width at both ends.
_ROOM = 0.25
# Smaller patches than this are no training; tiles of their size would take hours.
_LEAST_TILE = 8


@dataclass(frozen=True)
class Ready:
    """State needed to predict a scene: its tiles."""

    tiles: TileStore
    bands: int
    several: bool
    back: list[int]  # for each band of the scene its position in the output of the network


class LearnedMethod(NetworkMethod):
    """Base class of all networks: trains on the scene if no weights are given, and predicts it tile by tile."""

    @property
    def in_blocks(self) -> frozenset[str]:
        return frozenset()  # images are read in tiles, not in blocks

    def lacks(self, options: Any, pairs: int) -> str:
        least = LEAST_DATES[self.needs_of(options).regime]
        if options.weights or pairs >= least:
            return ""
        return tr(
            "{title} is trained on pairs of at least {least} dates, but there is {pairs}; choose weights, which "
            "Train network creates, or add a second pair.",
            title=self.info.title,
            least=least,
            pairs=pairs,
        )

    def has_uncertainty(self, options: Any) -> bool:
        return self.samples(options) > 1

    def check(self, options: Any, bands: int) -> None:
        self.check_values(options)
        if options.weights:
            card = read_card(options.weights)
            self._check_card(card, bands)
            self.built_options(options, card)
        if options.save_weights:
            check_weights_path(options.save_weights)

    def check_rest(self, options: Any, rest: int) -> None:
        card = read_card(options.weights) if options.weights else None
        read = rest if self.reads_rest(options) else 0
        if card is not None and card.network == self.info.id and card.shape.rest != read:
            raise InputError(
                "The weights were trained with {trained} coarse bands that are not matched with a fine band, but "
                "the images have {count}; choose other bands, set OTHER_BANDS, or choose other weights.",
                trained=card.shape.rest,
                count=read,
            )

    def halo(self, scene: Scene, options: Any) -> int:
        return 0  # tiles are read independently, because they are laid out on the scene and not in blocks

    def fit_share(self, options: Any) -> float:
        return 0.1 if options.weights else 0.8

    def fit_on(self, device: Device, scene: Scene, options: Any, run: Run) -> Ready:
        require("torch", self.info.title)
        preparing, facts = run.steps(Network=9, Coarse_change=1)
        trained = self.trained(scene, options, device, preparing)
        preparing.progress(1)
        options = self.built_options(options, trained.card)
        needs = self.needs_of(options)
        seen = ordered(scene, trained.order)
        pairs = chosen_pairs(seen, needs, self.info.pairs)
        feed = TileReader(seen, needs, trained.card, facts, pairs, self.weighs_scene)
        facts.progress(1)
        edge = (0 if needs.context else needs.patch) or options.tile or _default_tile(needs, trained.card)
        places = lattice(feed.whole, edge, needs.margin, needs.multiple, feed.unit)
        predictor = Predictor(self, trained, options, device.name)
        tiles = TileStore(places, feed.read, predictor.tile, tile_threads_on(device))
        bands = len(scene.bands)
        return Ready(tiles, bands, self.samples(options) > 1, places_back(trained.order, bands))

    def trained(self, scene: Scene, options: Any, device: Device, run: Run) -> Trained:
        """Returns the networks with the given weights, or trained on the pairs of the scene."""
        if options.weights:
            # Loaded in a thread that ends. Loading large weights starts OpenMP threads; while these live, the OpenMP
            # threads of the thread that computes tiles sleep after every operation, which costs a tenth of the speed.
            with ThreadPoolExecutor(1, "stfusion-weights") as loader:
                return loader.submit(self.loaded, options, scene.bands, device, run).result()
        reason = self.lacks(options, len(scene.pairs))
        if reason:
            raise InputError(reason)
        wish = scene_training(options)
        # The training depends on the pairs alone, so the weights are reused for other target dates.
        fresh = dataclasses.replace(options, save_weights="", tile=0)
        trained: Trained = scene.pair_fact(
            ("learnt", self.info.id, fresh, device.name),
            lambda: train_on_scene(self, scene, options, wish, device, run),
        )
        if options.save_weights:
            write_weights(options.save_weights, trained.card, network_arrays(trained.networks))
            run.info("The trained weights are saved in {save_weights}.", save_weights=options.save_weights)
        return trained

    def loaded(self, options: Any, bands: Sequence[str], device: Device, run: Run) -> Trained:
        """Returns the networks with the weights of a file, for images with these bands.

        Raises
        ------
        InputError
            If the file is not a weights file, is damaged or does not fit.
        """
        card = read_card(options.weights)
        self._check_card(card, len(bands))
        settled = self.built_options(options, card)

        def build() -> dict[str, Any]:
            built = self.build(card.shape, settled)
            return {name: built[name] for name in self.deployed}

        networks = load_networks(options.weights, build)
        run.info("Weights: {summary}, bands {bands}.", summary=card.summary, bands=", ".join(card.bands))
        return Trained(ready(networks, device.name), card, band_order(card.bands, bands, run))

    def predict(self, block: Block, state: Ready, options: Any, workers: Workers) -> Prediction:
        window = block.window
        valid = block.valid.all(axis=0) if self.info.pairs[0] > 1 else block.valid.any(axis=0)
        valid = valid & block.target_valid
        if not valid.any():
            nothing = np.zeros((state.bands, window.rows, window.cols), np.float32)
            return Prediction(nothing, valid, nothing if state.several else None)
        found = state.tiles.window(window, workers.check, workers.progress)
        values = np.where(valid, found[: state.bands][state.back], 0).astype(np.float32)
        spread = np.where(valid, found[state.bands :][state.back], 0).astype(np.float32) if state.several else None
        return Prediction(values, valid, spread)

    def _check_card(self, card: Card, bands: int) -> None:
        card.check_network(self.info.id)
        if self.info.takes_pan and card.pan is None:
            raise InputError(
                "The weights do not state the range of the panchromatic image; choose weights written by STFusion."
            )
        if card.shape.bands != bands:
            raise InputError(
                "The weights were trained with {trained} bands ({names}), but the images have {count}; choose "
                "other bands or other weights.",
                trained=card.shape.bands,
                names=", ".join(card.bands),
                count=bands,
            )


def _default_tile(needs: Needs, card: Card) -> int:
    """Returns the side length of the tiles if the user does not set it."""
    learnt_from = card.training.get("patch")
    if needs.exchanges and isinstance(learnt_from, int) and learnt_from >= _LEAST_TILE:
        return min(needs.tile, learnt_from)
    return needs.tile


class Predictor:
    """Computes a tile with trained networks.

    Parameters
    ----------
    method : NetworkMethod
    trained : Trained
    options : NetworkMethod.Options
    device : str
    """

    def __init__(self, method: NetworkMethod, trained: Trained, options: Any, device: str) -> None:
        self._method, self._trained, self._options, self._device = method, trained, options, device
        self._context = method.needs_of(options).context

    def tile(self, inputs: Mapping[str, Any], check: Check = lambda: None) -> NDArray[np.float32]:
        """Returns the predicted physical values (bands, rows, cols) of a tile that `TileReader.read` returned.

        Where several predictions are drawn, their standard deviation follows as additional bands. `check` is called
        before each pass through a network that makes many passes; it raises `Cancelled` to stop them.
        """
        drawn = []
        for number in range(self._method.samples(self._options)):
            with inference(self._method.info.title):
                drawn.append(self._drawn(inputs, number, check))
        normalisation = self._trained.card.normalisation
        room = _ROOM * (normalisation.high - normalisation.low)
        mean = np.clip(np.mean(drawn, axis=0, dtype=np.float64), normalisation.low - room, normalisation.high + room)
        values = normalisation.undo(mean.astype(np.float32))
        if len(drawn) == 1:
            return values
        spread = np.std(drawn, axis=0, ddof=1, dtype=np.float64) * normalisation.units
        return np.concatenate([values, spread.astype(np.float32)])

    def _drawn(self, inputs: Mapping[str, Any], number: int, check: Check) -> NDArray[np.float32]:
        """Returns one prediction: the mean over the references, weighted by the similarity of the coarse images."""
        parts, weights = [], []
        for reference in inputs["references"]:
            check()
            batch = {name: self._tensor(array) for name, array in reference["images"].items()}
            batch["noise"], batch["check"] = partial(self._noise, inputs["noise"], number), check
            answer = self._method.predict_batch(self._trained.networks, batch, self._options)
            rows, cols = (size - 2 * self._context for size in reference["images"]["fine_1"].shape[-2:])
            parts.append(cropped(answer[0], rows, cols).float().cpu().numpy())
            weights.append(cropped(reference["weight"], rows, cols))
        if len(parts) == 1:
            return np.asarray(parts[0])
        total = np.sum(weights, axis=0)
        shares = [np.where(total > 0, weight / np.maximum(total, 1e-12), 1 / len(parts)) for weight in weights]
        merged = sum(part * share for part, share in zip(parts, shares))
        return np.asarray(merged, np.float32)

    def _noise(self, source: Callable[[tuple[int, ...]], NDArray[np.float32]], number: int, step: int) -> Tensor:
        return self._tensor(source((self._options.seed, number, step)))

    def _tensor(self, array: NDArray[np.float32]) -> Tensor:
        import torch

        return torch.from_numpy(np.ascontiguousarray(array[None])).to(self._device)


@contextmanager
def inference(title: str) -> Iterator[None]:
    """Disables gradients and TF32; raises `InputError` for the user if a tile exceeds the device memory."""
    import torch

    try:
        with torch.inference_mode(), whole_precision:
            yield
    except torch.cuda.OutOfMemoryError as error:
        # Halving the block, as for other methods, would not change the tile.
        raise InputError(
            "The memory of the CUDA device is not sufficient for one tile of {title}; set a smaller tile size, "
            "or the device cpu.",
            title=title,
        ) from error
