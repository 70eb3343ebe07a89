"""Requirements that a network declares: its input images, their range and size, and its training defaults."""

from __future__ import annotations

from dataclasses import dataclass

# How samples are drawn from dated pairs; 1 and 3 are references, 2 is the target date.
ONE_PAIR = "one pair"  # coarse 1, fine 1, coarse 2 -> fine 2, of any two dates
TRIPLET = "triplet"  # pairs 1 and 3 and coarse 2 -> fine 2, of three dates
SPAN = "reference span"  # pairs 1 and 3 and a coarse 2 between them; no fine image of date 2
WITHIN = "within a date"  # coarse 2 -> fine 2 of one date
REGIMES = (ONE_PAIR, TRIPLET, SPAN, WITHIN)

# Minimum number of dates that a regime can be trained on.
LEAST_DATES = {ONE_PAIR: 2, TRIPLET: 2, SPAN: 2, WITHIN: 1}


@dataclass(frozen=True)
class Needs:
    """Requirements of a network on its inputs.

    Attributes
    ----------
    regime : str
        One of `REGIMES`: the kind of its samples, unless a stage of its training sets another one.
    low, high : float
        Range that values are normalised to.
    tile : int
        Default side length of the predicted tiles, in fine pixels.
    margin : int
        Width of the border of a tile where the prediction is affected by the tile edge; tiles overlap by twice this.
    multiple : int
        The side length of a tile must be a multiple of this.
    ratio : int
        The only resolution ratio that the network supports; 0 for any.
    native : bool
        Whether coarse images are passed on their own grid, ``rows / ratio`` x ``cols / ratio``, and not resampled to
        the fine grid.
    joins : bool
        Whether two references, if available, are passed together; otherwise each gives a prediction, and these are
        merged.
    patch : int
        The only side length of patches and tiles that the network supports; 0 for any.
    context : int
        Number of pixels around a tile that are passed to the network and cropped from its output; a multiple of
        `multiple`. Tiles then do not overlap if `margin` is 0, and `patch` applies to patches only, not to tiles.
    standard : bool
        Whether values are normalised to mean 0 and standard deviation 1 instead of a range.
    exchanges : bool
        Whether it transfers the mean and standard deviation over the whole tile from the features of one image to those
        of another (adaptive instance normalisation). By default tiles are then no larger than the training patches,
        because the statistics of larger tiles differ.
    """

    regime: str = ONE_PAIR
    low: float = 0.0
    high: float = 1.0
    tile: int = 256
    margin: int = 16
    multiple: int = 1
    ratio: int = 0
    native: bool = False
    joins: bool = False
    patch: int = 0
    context: int = 0
    standard: bool = False
    exchanges: bool = False


@dataclass(frozen=True)
class Defaults:
    """Training defaults of a network, from its source.

    Attributes
    ----------
    epochs, batch, patch, rate
        Number of epochs, batch size, side length of the patches in fine pixels, learning rate.
    """

    epochs: int = 100
    batch: int = 8
    patch: int = 64
    rate: float = 1e-4


@dataclass(frozen=True)
class Shape:
    """Input shape that a network is built for; stored with the weights.

    Attributes
    ----------
    bands : int
    ratio : int
        Resolution ratio (coarse / fine).
    rest : int
        Number of coarse bands without a matching fine band.
    """

    bands: int
    ratio: int
    rest: int = 0
