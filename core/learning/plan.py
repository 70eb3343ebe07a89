"""What a user says about a training, checked against what there is to learn from."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ..errors import InputError
from ..rasters.grid import Grid, Window
from .images import Images
from .needs import Defaults, Needs
from .samples import Area, Variation

# Samples that are kept for validation, at most: more would only take time away from learning.
VALIDATION_SAMPLES = 48


@dataclass(frozen=True)
class Training:
    """How to train; 0 takes the network's default.

    Attributes
    ----------
    epochs, batch, patch : int
    rate : float
        Learning rate.
    minutes : float
        Time after which the training ends with the epoch that is under way; 0 for none.
    samples : int
        Most samples of an epoch.
    patience : int
        Epochs without a better validation after which a stage ends; 0 for none.
    validation : float
        Share of the area that is kept for validation: a strip at its end. Not used where dates are held out.
    held_out : tuple of int
        Places of the pairs whose dates are kept for validation.
    variation : Variation
    seed : int
    mixed : bool
        Half precision on CUDA where the device can.
    """

    epochs: int = 0
    batch: int = 0
    patch: int = 0
    rate: float = 0.0
    minutes: float = 0.0
    samples: int = 512
    patience: int = 0
    validation: float = 0.2
    held_out: tuple[int, ...] = ()
    variation: Variation = Variation()
    seed: int = 0
    mixed: bool = True

    def completed(self, defaults: Defaults) -> Training:
        """With the network's defaults where nothing else was said."""
        return replace(
            self,
            epochs=self.epochs or defaults.epochs,
            batch=self.batch or defaults.batch,
            patch=self.patch or defaults.patch,
            rate=self.rate or defaults.rate,
        )


@dataclass(frozen=True)
class Split:
    """Where patches lie: `learning` and `checking` share no pixel, unless whole dates are held out."""

    learning: Area
    checking: Area


def split(images: Images, needs: Needs, training: Training, factor: int = 1) -> Split:
    """Cut the area into a part to learn from and a strip for validation, along its longer edge.

    Parameters
    ----------
    images : Images
    needs : Needs
    training : Training
        Completed.
    factor : int
        Patches of this stage are so many times larger.

    Raises
    ------
    InputError
        If the area has no room for a patch of this size.
    """
    if images.nested is None:
        return split_grid(images.grid, needs, training, factor)
    return split_grid(images.grid, needs, training, factor, images.ratio, (images.nested.row, images.nested.col))


def split_grid(
    grid: Grid, needs: Needs, training: Training, factor: int = 1, step: int = 1, origin: tuple[int, int] = (0, 0)
) -> Split:
    """As `split`, for patches that begin at multiples of `step` pixels from `origin`."""
    edge = patch_edge(grid, needs, training, step) * factor
    if edge > min(grid.rows, grid.cols):
        edge = edge // factor
    whole = grid.window
    if training.held_out:
        return Split(Area(whole, edge, step, origin), Area(whole, edge, step, origin))
    strip = max(edge + step - 1, round(training.validation * max(grid.rows, grid.cols)))
    if max(grid.rows, grid.cols) - strip < edge + step - 1:
        # Too small to cut: better to check where one has learnt than not to check at all. The log says so.
        return Split(Area(whole, edge, step, origin), Area(whole, edge, step, origin))
    if grid.rows >= grid.cols:
        first, last = Window(0, 0, grid.rows - strip, grid.cols), Window(grid.rows - strip, 0, strip, grid.cols)
    else:
        first, last = Window(0, 0, grid.rows, grid.cols - strip), Window(0, grid.cols - strip, grid.rows, strip)
    return Split(Area(first, edge, step, origin), Area(last, edge, step, origin))


def patch_edge(grid: Grid, needs: Needs, training: Training, step: int) -> int:
    """Edge of the patches: as wanted, as small as the area asks for, a multiple of what network and coarse grid need.

    Raises
    ------
    InputError
        If not even the smallest such patch fits.
    """
    unit = _common(needs.multiple, step)
    room = min(grid.rows, grid.cols) - (step - 1)
    edge = min(needs.patch or training.patch, room) // unit * unit
    if edge < unit or edge < 4:
        raise InputError(
            "The images have {rows} x {cols} pixels, and this network is trained with patches of "
            "at least {least} x {least}; give larger images.",
            rows=grid.rows,
            cols=grid.cols,
            least=max(unit, 4),
        )
    return edge


def _common(first: int, second: int) -> int:
    """The least common multiple."""
    return first * second // math.gcd(first, second)
