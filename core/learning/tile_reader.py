"""Inputs of a network for a tile: images of the scene, cropped, filled, normalised and on the required grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..fusion.predict import whole_layers
from ..fusion.statistics import valid_pixels
from ..rasters.grid import Window
from ..rasters.nested import Nested
from ..run import Run
from ..scenes.layers import Layer
from ..scenes.scene import Pair, Scene
from .images import coarse_patch, filled, mirrored
from .needs import ONE_PAIR, SPAN, TRIPLET, WITHIN, Needs
from .noise import field_of_noise
from .normalise import Normalisation
from .weights import Card

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Read = tuple[NDArray[np.float32], NDArray[np.bool_]]

# Added to coarse changes before they are inverted, in the network's range: without change, both references count
# equally.
_SMALL_CHANGE = 0.01


def chosen_pairs(scene: Scene, needs: Needs, numbers: tuple[int, int | None]) -> tuple[Pair, ...]:
    """Returns the pairs used to predict the target date: the nearest before and after it, else the two nearest.

    A network may be trained on more pairs than it uses for a prediction.
    """
    pairs, day = scene.pairs, scene.target_date
    most = min(2, numbers[1] or 2)
    if needs.regime in (TRIPLET, SPAN) and len(pairs) < 2:
        raise InputError("This network predicts between two pairs, but there is only one; add a second pair.")
    if len(pairs) <= most:
        return pairs
    dates = [pair.date for pair in pairs]
    if day is None or any(one is None for one in dates):
        return pairs[:most]
    order = sorted(range(len(pairs)), key=lambda place: abs((dates[place] - day).days))  # type: ignore[operator]
    before = [place for place in order if dates[place] <= day]  # type: ignore[operator]
    after = [place for place in order if dates[place] > day]  # type: ignore[operator]
    both = most == 2 and before and after
    chosen = sorted([before[0], after[0]] if both else order[:most])
    return tuple(pairs[place] for place in chosen)


def ratio_of(scene: Scene, needs: Needs, wanted: int, run: Run) -> tuple[int, Nested | None]:
    """Returns the resolution ratio (coarse / fine), and the coarse grid if the network computes on it.

    Raises
    ------
    InputError
        If the network requires another ratio.
    """
    if not needs.native:
        return max(1, round(wanted or scene.ratio)), None
    nested = scene.nested(wanted or needs.ratio, run)
    return nested.ratio, nested


class TileReader:
    """Reads the inputs of tiles.

    Parameters
    ----------
    scene : Scene
    needs : Needs
    card : Card
        Description of the weights: normalisation and required resolution ratio.
    run : Run
    pairs : tuple of Pair
        References.
    changes : bool
        Whether the mean coarse change over the whole scene is also computed, which reads the coarse images once more.
    """

    def __init__(
        self, scene: Scene, needs: Needs, card: Card, run: Run, pairs: tuple[Pair, ...], changes: bool
    ) -> None:
        self._scene, self._needs, self._card, self._pairs = scene, needs, card, pairs
        self._nested: Nested | None = None
        self.unit = 1
        self.whole = scene.grid.window
        if needs.native:
            self._nested = scene.nested(card.shape.ratio, run)
            self.unit = self._nested.ratio
            grid = self._nested.grid
            self.whole = self._nested.window_of(Window(0, 0, grid.rows, grid.cols))
        elif _apart(card.shape.ratio, scene.ratio):
            run.warn(
                "The weights were trained with resolution ratio {trained}, but here it is {here:.0f}; the "
                "smoothness of these images may be unknown to the network.",
                trained=card.shape.ratio,
                here=scene.ratio,
            )
        self._changes = _mean_changes(pairs, scene, card, run) if changes else [{} for _ in pairs]

    def read(self, tile: Window) -> dict[str, Any]:
        """Reads the inputs of a tile.

        Returns
        -------
        dict
            ``references``: for each reference (or for all together, if the network takes two) the ``images`` by name
            and its ``weight`` (rows, cols); ``noise``: a function that returns the tile's part of a noise field for a
            key. All include the context of the network around the tile.
        """
        tile = tile.grown(self._needs.context)
        target, target_known = self._cut(self._scene.target, tile)
        reads = [(self._cut(pair.fine, tile), self._cut(pair.coarse, tile)) for pair in self._pairs]
        rests = [self._rest(pair.rest, tile) for pair in self._pairs]
        wanted = _numbered(self._filled_rest(self._rest(self._scene.target_rest, tile)), 2)
        pans = [self._pan(pair, tile) for pair in self._pairs]
        singly = self._needs.regime in (ONE_PAIR, WITHIN) and not self._needs.joins
        if singly:
            references = list(self._singly(target, target_known, reads))
            for reference, pan, rest in zip(references, pans, rests):
                reference["images"] |= _numbered(pan, 1) | _numbered(self._filled_rest(rest), 1) | wanted
        else:
            whole = np.ones((tile.rows, tile.cols), np.float32)
            together = self._together(target, target_known, reads, rests) | wanted
            for place, pan in enumerate(pans):
                together |= _numbered(pan, 2 * place + 1)
            references = [{"images": together, "weight": whole}]
        bands = len(self._scene.bands)

        def noise(key: tuple[int, ...]) -> NDArray[np.float32]:
            return field_of_noise(tile, bands, key)

        return {"references": references, "noise": noise}

    def _singly(self, target: NDArray[np.float32], known: NDArray[np.bool_], reads: Sequence[Any]) -> Iterator[Any]:
        for ((fine, fine_known), (coarse, coarse_known)), change in zip(reads, self._changes):
            valid = known & fine_known & coarse_known
            images = {
                "coarse_2": self._coarse(target, known),
                "fine_1": filled(fine, fine_known),
                "coarse_1": self._coarse(coarse, coarse_known),
                **_numbered(change, 1),
            }
            apart = np.abs(target - coarse).mean(axis=0) + _SMALL_CHANGE
            # A pixel that is invalid in one reference is taken from the other.
            yield {"images": images, "weight": np.where(valid, 1 / apart, 1e-6).astype(np.float32)}

    def _together(
        self, target: NDArray[np.float32], known: NDArray[np.bool_], reads: Sequence[Any], rests: Sequence[Read | None]
    ) -> dict[str, Any]:
        images = {"coarse_2": self._coarse(target, known)}
        whole = [fine_known & coarse_known for (_, fine_known), (_, coarse_known) in reads]
        for place, ((fine, _), (coarse, _)) in enumerate(reads):
            usable, rest = whole[place], rests[place]
            if len(reads) == 2:
                # Pixels that are invalid in one reference are copied from the other, so that both agree there.
                other = reads[1 - place]
                lent = ~usable & whole[1 - place]
                if lent.any():
                    fine, coarse = np.where(lent, other[0][0], fine), np.where(lent, other[1][0], coarse)
                    usable, rest = usable | lent, _lent(rest, rests[1 - place], lent)
            number = 2 * place + 1
            images[f"fine_{number}"] = filled(fine, usable)
            images[f"coarse_{number}"] = self._coarse(coarse, usable)
            images |= _numbered(self._changes[place], number) | _numbered(self._filled_rest(rest), number)
        return images

    def _coarse(self, values: NDArray[np.float32], known: NDArray[np.bool_]) -> NDArray[np.float32]:
        whole = filled(values, known)
        return coarse_patch(whole, self._nested.ratio) if self._nested is not None else whole

    def _pan(self, pair: Pair, tile: Window) -> dict[str, NDArray[np.float32]]:
        if pair.pan is None or self._card.pan is None:
            return {}
        return {"pan": filled(*self._cut(pair.pan, tile, self._card.pan))}

    def _rest(self, layer: Layer | None, tile: Window) -> Read | None:
        """Reads the coarse bands without a matching fine band, if the network uses them."""
        if layer is None or self._card.rest is None:
            return None
        return self._cut(layer, tile, self._card.rest)

    def _filled_rest(self, rest: Read | None) -> dict[str, NDArray[np.float32]]:
        return {} if rest is None else {"rest": self._coarse(*rest)}

    def _cut(
        self, layer: Layer, tile: Window, normalisation: Normalisation | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns normalised values; outside the scene its mirror image, so that a network sees no edge there."""
        values, known = mirrored(layer.read, self._scene.grid.window, tile)
        return (normalisation or self._card.normalisation).apply(values), known


def _lent(rest: Read | None, other: Read | None, where: NDArray[np.bool_]) -> Read | None:
    """Returns the values with the invalid pixels of one reference filled from the other."""
    if rest is None or other is None:
        return rest
    return np.where(where, other[0], rest[0]), np.where(where, other[1], rest[1])


def _numbered(change: dict[str, NDArray[np.float32]], number: int) -> dict[str, NDArray[np.float32]]:
    return {f"{name}_{number}": value for name, value in change.items()}


def _mean_changes(pairs: Sequence[Pair], scene: Scene, card: Card, run: Run) -> list[dict[str, NDArray[np.float32]]]:
    """Returns the coarse change of the whole scene from each pair to the target date, normalised, (bands, 1, 1).

    The mean absolute change and the signed mean change. They are computed once for the scene, because values per tile
    would cause seams.
    """
    shape = (len(pairs), len(scene.bands))
    total, signed, count = np.zeros(shape), np.zeros(shape), np.zeros((len(pairs), 1), int)
    images = [scene.target, *(pair.coarse for pair in pairs)]
    for _, ((target, seen), *references) in whole_layers(images, scene.grid, run):
        for place, (coarse, known) in enumerate(references):
            both = known & seen
            apart = valid_pixels(target, both) - valid_pixels(coarse, both)
            # numpy sums pairwise, which keeps full precision within a window.
            signed[place] += apart.sum(axis=1)
            total[place] += np.abs(apart, out=apart).sum(axis=1)
            count[place] += int(both.sum())
    means = {"change": total / np.maximum(count, 1), "shift": signed / np.maximum(count, 1)}
    return [
        {
            name: (mean[place][:, None, None] / card.normalisation.units).astype(np.float32)
            for name, mean in means.items()
        }
        for place in range(len(pairs))
    ]


def _apart(first: float, second: float) -> bool:
    """Returns whether two ratios differ by more than a quarter; a ratio of about 1 is ignored."""
    return first > 1.5 and second > 1.5 and not 0.8 <= second / first <= 1.25
