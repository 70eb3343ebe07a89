"""What a network declares: the images that it sees, their range and size, and how it is trained by default."""

from __future__ import annotations

from dataclasses import dataclass

# How samples are drawn from dated pairs; 1 and 3 are references, 2 is the date to predict.
ONE_PAIR = "one pair"  # coarse 1, fine 1, coarse 2 -> fine 2, of any two dates
TRIPLET = "triplet"  # pairs 1 and 3 and coarse 2 -> fine 2, of three dates
SPAN = "reference span"  # pairs 1 and 3 and some coarse 2 between them; no fine image of date 2
WITHIN = "within a date"  # coarse 2 -> fine 2 of one date
REGIMES = (ONE_PAIR, TRIPLET, SPAN, WITHIN)

# Dates that a regime needs before there is anything to learn from.
LEAST_DATES = {ONE_PAIR: 2, TRIPLET: 2, SPAN: 2, WITHIN: 1}


@dataclass(frozen=True)
class Needs:
    """What a network needs of its inputs.

    Attributes
    ----------
    regime : str
        One of `REGIMES`: what its samples are, unless a stage of its training says otherwise.
    low, high : float
        Range that values are brought to.
    tile : int
        Edge of the tiles that it predicts by default, fine pixels.
    margin : int
        How far from the edge of a tile a prediction feels that there is nothing beyond: tiles overlap by twice this.
    multiple : int
        The edge of a tile must be a multiple of this.
    ratio : int
        The only ratio of coarse to fine pixels that it is built for; 0 if any will do.
    native : bool
        Whether coarse images come on their own grid, ``rows / ratio`` x ``cols / ratio``, and not enlarged.
    joins : bool
        Whether two references, where there are two, are given at once; else each gives a prediction, and these are merged.
    patch : int
        The only edge of patches and tiles that it takes; 0 if others will do.
    context : int
        So many pixels around a tile are given to the network, and cut off from what it gives; a multiple of `multiple`. Tiles
        then abut where `margin` is 0, and only patches, not tiles, are of the edge `patch`.
    standard : bool
        Whether values are brought to mean 0 and deviation 1 rather than to a range.
    exchanges : bool
        Whether it gives features of one image the mean and deviation that another has over the whole tile (adaptive
        instance normalisation). By default tiles are then no larger than the patches that it learnt from: over larger ones
        these are other numbers.
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
    """How a network is trained unless the user says otherwise, as its source has it.

    Attributes
    ----------
    epochs, batch, patch, rate
        Rounds through the samples, samples a step, edge of the patches in fine pixels, learning rate.
    """

    epochs: int = 100
    batch: int = 8
    patch: int = 64
    rate: float = 1e-4


@dataclass(frozen=True)
class Shape:
    """What a network is built for; it is kept with the weights.

    Attributes
    ----------
    bands : int
    ratio : int
        Fine pixels along a coarse one.
    rest : int
        Coarse bands that no fine band is matched with.
    """

    bands: int
    ratio: int
    rest: int = 0
