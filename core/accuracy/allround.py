"""All-round performance diagram of Zhu et al. (2022): accuracy and sharpness of predictions in a half disc.

A novel framework to assess all-round performances of spatiotemporal fusion models, Remote Sensing of Environment
274:113002. The distance from the centre is the RMSE. The angle is the arc cosine of Edge: a prediction as sharp as the
reference is vertical, a smoothed one lies to the left, an over-sharp or noisy one to the right. The colour shows the
average difference (AD). Two sectors, derived from simple guesses, show what a fusion method should reach.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ..words import later

# Class limits of AD, reflectance.
LIMITS = (-0.002, -0.001, 0.001, 0.002)
CLASSES = ("below -0.002", "-0.002 to -0.001", "-0.001 to 0.001", "0.001 to 0.002", "above 0.002")

# Without an over-sharp prediction, the sectors end at the mirrored Edge of CP, but at most here.
MOST_SHARP = 0.35

GOOD, FAIR, OUTSIDE = later("good"), later("fair"), later("outside")


@dataclass(frozen=True)
class Point:
    """A prediction in the diagram; reflectance. Predictions with RMSE or Edge not finite are not drawn."""

    name: str
    ad: float
    rmse: float
    edge: float
    lbp: float
    guess: bool = False

    @property
    def drawn(self) -> bool:
        return math.isfinite(self.rmse) and math.isfinite(self.edge)

    @property
    def place(self) -> tuple[float, float]:
        """Coordinates (x, y) in reflectance, with the origin at the centre of the disc."""
        edge = min(max(self.edge, -1.0), 1.0)
        return self.rmse * edge, self.rmse * math.sqrt(1 - edge * edge)


@dataclass(frozen=True)
class Sector:
    """Area of the diagram up to an RMSE, with Edge from `low` to `high`."""

    radius: float
    low: float
    high: float

    @property
    def empty(self) -> bool:
        return not (self.radius > 0 and self.low < self.high)

    def holds(self, point: Point) -> bool:
        return not self.empty and point.rmse <= self.radius and self.low <= point.edge <= self.high


@dataclass(frozen=True)
class Panel:
    """One diagram: its points, and its sectors if the simple guesses F0 and CP are known."""

    title: str
    points: tuple[Point, ...]
    fair: Sector | None = None
    good: Sector | None = None

    def verdict(self, point: Point) -> str:
        """``good``, ``fair`` or ``outside``; empty without sectors."""
        if self.fair is None or self.good is None or not point.drawn:
            return ""
        return GOOD if self.good.holds(point) else FAIR if self.fair.holds(point) else OUTSIDE


def panel(
    title: str, points: tuple[Point, ...], unchanged: Point | None, coarse: Point | None, sharp: Point | None = None
) -> Panel:
    """Builds the diagram of methods and simple guesses.

    Parameters
    ----------
    title : str
    points : tuple of Point
        The methods.
    unchanged, coarse : Point or None
        F0, the fine image of the pair, and CP, the coarse image of the target date. Without both there are no sectors.
    sharp : Point, optional
        ASF, an over-sharp prediction; without it the mirrored Edge of CP is used, at most `MOST_SHARP`.
    """
    guesses = tuple(point for point in (unchanged, coarse, sharp) if point is not None)
    if unchanged is None or coarse is None or not (unchanged.drawn and coarse.drawn):
        return Panel(title, (*points, *guesses))
    # A coarse image sharper than the reference, because of its pixel borders, has no negative Edge to mirror.
    low = min(coarse.edge, 0.0)
    high = sharp.edge if sharp is not None else min(-low, MOST_SHARP)
    fair = Sector(unchanged.rmse, low, high)
    good = Sector(min(coarse.rmse, unchanged.rmse), max(min(0.0, unchanged.edge), low), high)
    return Panel(title, (*points, *guesses), fair, good)


def ad_class(ad: float) -> int:
    """Returns the index of an average difference in `CLASSES`; the middle class includes both of its limits."""
    return bisect_right(LIMITS, ad) if ad < 0 else bisect_left(LIMITS, ad)
