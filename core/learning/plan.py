"""Training settings of the user, checked against the available images."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ..errors import InputError
from ..rasters.grid import Grid, Window
from .images import Images
from .needs import Defaults, Needs
from .samples import Area, Variation

# Maximum number of validation samples: more would only slow the training down.
VALIDATION_SAMPLES = 48


@dataclass(frozen=True)
class Training:
    """Training settings; 0 means the default of the network.

    Attributes
    ----------
    epochs, batch, patch : int
    rate : float
        Learning rate.
    minutes : float
        Time limit: the training stops after the current epoch; 0 for none.
    samples : int
        Maximum number of samples per epoch.
    patience : int
        Early stopping: epochs without a better validation after which a stage ends; 0 for none.
    validation : float
        Share of the area used for validation: a strip at its end. Not used if dates are held out.
    held_out : tuple of int
        Indices of the pairs whose dates are held out for validation.
    variation : Variation
    seed : int
    mixed : bool
        Mixed precision on CUDA, if the device supports it.
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
        """Returns the settings with the defaults of the network where they are 0."""
        return replace(
            self,
            epochs=self.epochs or defaults.epochs,
            batch=self.batch or defaults.batch,
            patch=self.patch or defaults.patch,
            rate=self.rate or defaults.rate,
        )


@dataclass(frozen=True)
class Split:
    """Areas of the patches.

    `learning` and `checking` do not overlap, unless whole dates are held out or the area is too small to split.
    """

    learning: Area
    checking: Area


def split(images: Images, needs: Needs, training: Training, factor: int = 1) -> Split:
    """Splits the area into a training part and a validation strip, along its longer side.

    Parameters
    ----------
    images : Images
    needs : Needs
    training : Training
        Completed.
    factor : int
        Patches of this stage are larger by this factor.

    Raises
    ------
    InputError
        If the area is too small for a patch of this size.
    """
    if images.nested is None:
        return split_grid(images.grid, needs, training, factor)
    return split_grid(images.grid, needs, training, factor, images.ratio, (images.nested.row, images.nested.col))


def split_grid(
    grid: Grid, needs: Needs, training: Training, factor: int = 1, step: int = 1, origin: tuple[int, int] = (0, 0)
) -> Split:
    """Splits like `split`, for patches that begin at multiples of `step` pixels from `origin`."""
    edge = patch_edge(grid, needs, training, step) * factor
    if edge > min(grid.rows, grid.cols):
        edge = edge // factor
    whole = grid.window
    if training.held_out:
        return Split(Area(whole, edge, step, origin), Area(whole, edge, step, origin))
    strip = max(edge + step - 1, round(training.validation * max(grid.rows, grid.cols)))
    if max(grid.rows, grid.cols) - strip < edge + step - 1:
        # Too small to split: validating on the training area is better than no validation.
        return Split(Area(whole, edge, step, origin), Area(whole, edge, step, origin))
    if grid.rows >= grid.cols:
        first, last = Window(0, 0, grid.rows - strip, grid.cols), Window(grid.rows - strip, 0, strip, grid.cols)
    else:
        first, last = Window(0, 0, grid.rows, grid.cols - strip), Window(0, grid.cols - strip, grid.rows, strip)
    return Split(Area(first, edge, step, origin), Area(last, edge, step, origin))


def patch_edge(grid: Grid, needs: Needs, training: Training, step: int) -> int:
    """Returns the side length of the patches.

    It is the requested one, limited by the area, and a multiple of what network and coarse grid need.

    Raises
    ------
    InputError
        If even the smallest such patch does not fit.
    """
    unit = _common(needs.multiple, step)
    room = min(grid.rows, grid.cols) - (step - 1)
    edge = min(needs.patch or training.patch, room) // unit * unit
    if edge < unit or edge < 4:
        raise InputError(
            "The images have {rows} x {cols} pixels, but this network is trained on patches of at least {least} "
            "x {least}; choose larger images.",
            rows=grid.rows,
            cols=grid.cols,
            least=max(unit, 4),
        )
    return edge


def _common(first: int, second: int) -> int:
    """Returns the least common multiple."""
    return first * second // math.gcd(first, second)
