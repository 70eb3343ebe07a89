"""Patches for training and validation: their positions, their images and their augmentation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..errors import InputError
from ..rasters.grid import Window
from ..scenes.layers import Layer
from .images import Images, coarse_patch, filled
from .needs import SPAN
from .sample_dates import SampleDates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sample = dict[str, NDArray[np.float32]]

# Patches with a smaller share of valid pixels contribute little to the training.
_LEAST_VALID = 0.5
_TRIES = 8  # other positions tried before such a patch is used anyway


@dataclass(frozen=True)
class Variation:
    """Augmentation of the training samples.

    Attributes
    ----------
    turn : bool
        Random flips and rotations by 90 degrees.
    mix : float
        Share of samples whose target is a mixture of both dates, extrapolated by up to 0.2 beyond either. It avoids
        overfitting to a single change, so that the network learns how fine change follows coarse change.
    """

    turn: bool = True
    mix: float = 0.5


@dataclass(frozen=True)
class Area:
    """Area that patches are cut from.

    Attributes
    ----------
    window : Window
    edge : int
        Side length of a patch, in fine pixels.
    step : int
        Patches begin at multiples of this, counted from `origin`.
    origin : tuple of int
        Row and column.
    """

    window: Window
    edge: int
    step: int = 1
    origin: tuple[int, int] = (0, 0)

    def places(self, spacing: int, offset: tuple[int, int] = (0, 0)) -> list[tuple[int, int]]:
        """Returns the corners of patches `spacing` apart, shifted by an offset, that lie inside."""
        rows = self._starts(self.window.row, self.window.rows, spacing, offset[0], self.origin[0])
        cols = self._starts(self.window.col, self.window.cols, spacing, offset[1], self.origin[1])
        return [(row, col) for row in rows for col in cols]

    def anywhere(self, chance: np.random.Generator) -> tuple[int, int]:
        """Returns a random corner."""
        rows = self._starts(self.window.row, self.window.rows, 1, 0, self.origin[0])
        cols = self._starts(self.window.col, self.window.cols, 1, 0, self.origin[1])
        return rows[int(chance.integers(len(rows)))], cols[int(chance.integers(len(cols)))]

    def _starts(self, start: int, size: int, spacing: int, offset: int, origin: int) -> list[int]:
        first = start + (origin - start) % self.step
        last = start + size - self.edge
        if last < first:
            raise InputError(
                "A patch of {edge} pixels does not fit into {size} pixels; set a smaller patch size, or choose a "
                "larger area.",
                edge=self.edge,
                size=size,
            )
        spacing = max(self.step, spacing - spacing % self.step)
        begin = first + offset // self.step * self.step % spacing
        found = list(range(begin, last + 1, spacing))
        return found or [first]


class Cuts(Protocol):
    """Interface of objects that cut samples."""

    def sample(
        self, draw: SampleDates, place: tuple[int, int], variation: Variation | None, chance: np.random.Generator
    ) -> Sample:
        """Returns one sample: arrays by name, including ``mask`` (1, rows, cols)."""
        ...


class Cutter:
    """Cuts samples from the images of a training set.

    Parameters
    ----------
    images : Images
    regime : str
    edge : int
        Side length of a patch, in fine pixels.
    """

    def __init__(self, images: Images, regime: str, edge: int) -> None:
        self.images, self._regime, self._edge = images, regime, edge

    def sample(
        self, draw: SampleDates, place: tuple[int, int], variation: Variation | None, chance: np.random.Generator
    ) -> Sample:
        """Returns one sample: normalised patches by name (``coarse_1``, ``fine_2`` ...) and ``mask``.

        All are (bands, rows, cols).

        Invalid pixels of coarse bands without a matching fine band are filled and do not affect the mask.
        """
        window = Window(*place, self._edge, self._edge)
        found, valid, beside = self._read(draw, window, chance)
        if "fine_2" not in found and draw.target is None and draw.first is not None:
            if self._regime == SPAN and variation is not None and chance.random() < variation.mix:
                _shortened(found, chance.uniform(-0.2, 1.2))
            _mixed(found, chance.uniform(0, 1), with_fine=self._regime != SPAN)
        elif variation is not None and "fine_2" in found and chance.random() < variation.mix:
            _mixed_towards(found, chance.uniform(-0.2, 1.2), alone="fine_3" not in found)
        sample = {
            name: self._normalised(name, values, beside if _is_rest(name) else valid) for name, values in found.items()
        }
        sample["mask"] = valid[None].astype(np.float32)
        if variation is not None and variation.turn:
            sample = turned(sample, int(chance.integers(8)))
        if self.images.nested is not None:
            for name in [name for name in sample if name.startswith("coarse") or _is_rest(name)]:
                sample[name] = coarse_patch(sample[name], self.images.ratio)
        return sample

    def _read(
        self, draw: SampleDates, window: Window, chance: np.random.Generator
    ) -> tuple[dict[str, NDArray[np.float32]], NDArray[np.bool_], NDArray[np.bool_]]:
        """Returns the values by name, the validity of the matched bands of all images, and that of the other bands."""
        wanted: dict[str, Layer] = {}
        for number, place in ((1, draw.first), (2, draw.target), (3, draw.last)):
            if place is not None:
                pair = self.images.pairs[place]
                wanted[f"fine_{number}"], wanted[f"coarse_{number}"] = pair.fine, pair.coarse
                if pair.pan is not None and pair.sharp is not None:
                    wanted |= _with_pan(number, pair.pan, pair.sharp)
                if pair.rest is not None:
                    wanted[f"rest_{number}"] = pair.rest
        wanted |= self._middle(draw, chance)
        valid, beside = (np.ones((window.rows, window.cols), bool) for _ in range(2))
        found = {}
        for name, layer in wanted.items():
            found[name], known = layer.read(window)
            (beside if _is_rest(name) else valid)[~known] = False
        return found, valid, beside

    def _middle(self, draw: SampleDates, chance: np.random.Generator) -> dict[str, Layer]:
        """Returns a random coarse image between the references of a span, if there is one."""
        if self._regime != SPAN or draw.target is not None or draw.first is None or draw.last is None:
            return {}
        ends = [self.images.pairs[place].date for place in (draw.first, draw.last)]
        inside: list[dict[str, Layer]] = [
            {"coarse_2": layer}
            for layer, day in self.images.between
            # The bands of these images without a matching fine band are not read.
            if self.images.rest is None and (None in (day, *ends) or ends[0] < day < ends[1])  # type: ignore[operator]
        ]
        for pair in self.images.pairs[draw.first + 1 : draw.last]:
            inside.append({"coarse_2": pair.coarse} | ({"rest_2": pair.rest} if pair.rest is not None else {}))
        return inside[int(chance.integers(len(inside)))] if inside else {}

    def _normalised(self, name: str, values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
        own = self.images.pan if name.startswith("pan") else self.images.rest if _is_rest(name) else None
        return filled((own or self.images.normalisation).apply(values), valid)


class Epochs:
    """Samples of each epoch, reproducible by epoch: a resumed training uses the same samples as an uninterrupted one.

    Parameters
    ----------
    cutter : Cuts
    draws : sequence of SampleDates
    area : Area
    batch : int
    most : int
        Maximum number of samples per epoch.
    variation : Variation
    seed : tuple of int
        Seed of the random numbers; the epoch is appended.
    least : int
        Minimum size of a batch; a smaller last batch is dropped.
    """

    def __init__(
        self,
        cutter: Cuts,
        draws: Sequence[SampleDates],
        area: Area,
        batch: int,
        most: int,
        variation: Variation,
        seed: tuple[int, ...],
        least: int = 1,
    ) -> None:
        self._cutter, self._draws, self._area = cutter, list(draws), area
        self._batch, self._most, self._variation, self._seed = batch, most, variation, seed
        self._least = least

    @property
    def steps(self) -> int:
        """Number of batches per epoch."""
        full, rest = divmod(self._count(), self._batch)
        return full + (rest >= self._least)

    def batches(self, epoch: int) -> Iterator[list[Sample]]:
        chance = np.random.default_rng([*self._seed, epoch])
        chosen = self._chosen(chance)
        for start in range(0, self.steps * self._batch, self._batch):
            yield [self._one(draw, place, chance) for draw, place in chosen[start : start + self._batch]]

    def _count(self) -> int:
        whole = len(self._area.places(self._area.edge)) * len(self._draws)
        # A small scene still gives some steps: patches then overlap.
        return min(max(whole, 4 * self._batch), self._most)

    def _chosen(self, chance: np.random.Generator) -> list[tuple[SampleDates, tuple[int, int]]]:
        """Returns shuffled positions on a lattice shifted in each epoch, plus random ones if these are too few."""
        edge, count = self._area.edge, self._count()
        offset = (int(chance.integers(edge)), int(chance.integers(edge)))
        every = [(draw, place) for draw in self._draws for place in self._area.places(edge, offset)]
        chosen = [every[number] for number in chance.permutation(len(every))[:count]]
        while len(chosen) < count:
            draw = self._draws[int(chance.integers(len(self._draws)))]
            chosen.append((draw, self._area.anywhere(chance)))
        return chosen

    def _one(self, draw: SampleDates, place: tuple[int, int], chance: np.random.Generator) -> Sample:
        """Returns the sample, from another position if too few of its pixels are valid."""
        for _ in range(_TRIES):
            sample = self._cutter.sample(draw, place, self._variation, chance)
            if sample["mask"].mean() >= _LEAST_VALID:
                break
            place = self._area.anywhere(chance)
        return sample


def held_out(cutter: Cuts, draws: Sequence[SampleDates], area: Area, most: int) -> list[Sample]:
    """Returns the validation samples: adjacent patches, spread over the area, without augmentation."""
    every = [(draw, place) for place in area.places(area.edge) for draw in draws]
    step = max(1, len(every) // most)
    found: dict[int, Sample] = {}
    # The patches in between are read only if too few of the spread patches are valid.
    for number in (number for start in range(step) for number in range(start, len(every), step)):
        sample = cutter.sample(*every[number], None, np.random.default_rng([0, number]))
        if sample["mask"].mean() >= 0.1 * _LEAST_VALID:
            found[number] = sample
            if len(found) == most:
                break
    if not found:
        raise InputError("The validation data have no valid pixel; choose other dates, or another share.")
    return [found[number] for number in sorted(found)]


def _shortened(found: dict[str, NDArray[np.float32]], share: float) -> None:
    """Moves the end of a span to a date part of the way to the second reference, beyond it, or before the first."""
    for name in _there(found, "coarse", "rest", "fine"):
        found[f"{name}_3"] = found[f"{name}_1"] + np.float32(share) * (found[f"{name}_3"] - found[f"{name}_1"])
    found.pop("coarse_2", None)
    found.pop("rest_2", None)


def _mixed(found: dict[str, NDArray[np.float32]], share: float, with_fine: bool) -> None:
    """Adds a date between two references, mixed from both."""
    for name in _there(found, "coarse", "rest", *(("fine",) if with_fine else ())):
        first, last = found[f"{name}_1"], found[f"{name}_3"]
        found.setdefault(f"{name}_2", first + np.float32(share) * (last - first))


def _mixed_towards(found: dict[str, NDArray[np.float32]], share: float, alone: bool) -> None:
    """Moves the target date along the line from a reference to it; with two references, along the line between these.

    If the target image is sharper than the references, the sharpened references are used.
    """
    for name, kind in (("coarse", "coarse"), ("rest", "rest"), ("fine", "sharp" if "sharp_1" in found else "fine")):
        if f"{kind}_1" not in found:
            continue
        first, other = found[f"{kind}_1"], found[f"{name}_2"] if alone else found[f"{kind}_3"]
        found[f"{name}_2"] = first + np.float32(share) * (other - first)


def _there(found: dict[str, NDArray[np.float32]], *names: str) -> list[str]:
    """Returns the names of the images that the first reference has."""
    return [name for name in names if f"{name}_1" in found]


def _is_rest(name: str) -> bool:
    return name.startswith("rest_")


def _with_pan(number: int, pan: Layer, sharp: Layer) -> dict[str, Layer]:
    """Returns the additional layers from a panchromatic image.

    A reference gets the panchromatic and the sharpened image; the target image is replaced by the sharpened one.
    """
    return {"fine_2": sharp} if number == 2 else {f"pan_{number}": pan, f"sharp_{number}": sharp}


def turned(sample: Sample, number: int) -> Sample:
    """Returns a sample flipped and rotated by one of the eight symmetries of a square, the same for all images."""

    def turn(values: NDArray[np.float32]) -> NDArray[np.float32]:
        turned = np.rot90(values, number % 4, axes=(-2, -1))
        return np.ascontiguousarray(turned[..., ::-1] if number >= 4 else turned)

    return {name: turn(values) for name, values in sample.items()}
