"""Converts a request into one task per date, with all checks that need no pixel values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..errors import InputError
from ..fusion.method import Method
from ..rasters.grid import Grid
from ..rasters.raster import describe, same_crs
from ..scenes.class_map import ClassMap
from ..scenes.inputs import Inputs
from ..scenes.pairing import TOLERANCE, Image
from ..words import tr
from .dates import Wanted, wanted_dates
from .images import by_date, listed, nearest, with_masks
from .pairs import CLEAREST, PairChoice, choose

FILL, PREDICT, SKIP = "fill gaps", "predict", "skip"
OBSERVED = (FILL, PREDICT, SKIP)


@dataclass(frozen=True)
class Request:
    """The request of a user.

    Attributes
    ----------
    fine, coarse : tuple of Image
    fine_masks, coarse_masks : tuple of Image
        Masks, matched with the images by date.
    wanted : Wanted
    choice : PairChoice
    observed : str
        Treatment of a date with a fine image: ``fill gaps`` keeps its pixels and predicts the others, ``predict``
        ignores the fine image, ``skip`` leaves the date out.
    rounds : int
        Maximum number of additional rounds, each with other pairs, for pixels that are missing in the pairs before.
    bands, scale, resampling : str
        As in `core.scenes.inputs.Inputs`.
    classes : ClassMap or None
    folders : tuple of str
        Folders that the images come from; results are not written there.
    """

    fine: tuple[Image, ...]
    coarse: tuple[Image, ...]
    fine_masks: tuple[Image, ...] = ()
    coarse_masks: tuple[Image, ...] = ()
    wanted: Wanted = Wanted()
    choice: PairChoice = PairChoice()
    observed: str = FILL
    rounds: int = 3
    bands: str = ""
    scale: str = "auto"
    resampling: str = "bilinear"
    classes: ClassMap | None = None
    folders: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """All rasters of the request."""
        images = [*self.fine, *self.coarse, *self.fine_masks, *self.coarse_masks]
        found = [source for image in images for source in (image.source, image.mask) if source]
        return (*found, self.classes.source) if self.classes and not self.classes.polygons else tuple(found)


@dataclass(frozen=True)
class Task:
    """Task for one date.

    Attributes
    ----------
    day : date
    coarse : Image or None
        None if the date cannot be predicted.
    rounds : tuple of pairs
        The pairs used for the prediction, followed by those used in turn for pixels still missing.
    observed : Image or None
        The fine image of the date, if its pixels are to be kept.
    predicted : bool
        Whether pixels missing in the fine image of the date can be predicted.
    complaint : str
        Reason why the date cannot be predicted.
    alone : bool
        Whether the only pair is that of the date itself: its fine image is kept, and nothing is predicted.
    """

    day: date
    coarse: Image | None = None
    rounds: tuple[tuple[tuple[Image, Image], ...], ...] = ()
    observed: Image | None = None
    predicted: bool = True
    complaint: str = ""
    alone: bool = False

    def days(self) -> tuple[tuple[str, ...], ...]:
        """Returns the dates of the pairs of each round."""
        return tuple(tuple(str(fine.date) for fine, _ in pairs) for pairs in self.rounds)

    def inputs(self, request: Request, number: int, rest: bool = False) -> Inputs:
        """Returns the inputs of a round; `rest` as in `core.scenes.inputs.Inputs`."""
        if self.coarse is None:
            raise InputError(self.complaint)
        return Inputs(
            fine=tuple(fine for fine, _ in self.rounds[number]),
            coarse=tuple(coarse for _, coarse in self.rounds[number]),
            target=replace(self.coarse, date=self.day, role="Coarse image of the target date"),
            bands=request.bands,
            scale=request.scale,
            resampling=request.resampling,
            extrapolate=True,  # already checked when the pairs were chosen
            classes=request.classes,
            rest=rest,
            observed=self.observed,
        )


@dataclass(frozen=True)
class Tasks:
    """Tasks of a series in order of dates, warnings about images that are not used, and the grid of all results."""

    tasks: tuple[Task, ...]
    warnings: tuple[str, ...]
    grid: Grid


def plan_series(request: Request, method: Method, clear: Callable[[Image], float]) -> Tasks:
    """Determine the images for each date.

    Parameters
    ----------
    request : Request
    method : Method
    clear : callable(Image) -> float
        Fraction of clear pixels of a fine image; called only if the strategy needs it.

    Raises
    ------
    InputError
        If no date can be predicted: no image, no pair, or no coarse image near the dates.
    """
    fine, warnings = by_date(request.fine, "fine")
    coarse, more = by_date(request.coarse, "coarse")
    for images, role, reasons in ((fine, "fine", warnings), (coarse, "coarse", more)):
        if not images:
            raise InputError(
                "There is no {role} image with a date; choose images with dates in their names, tags or "
                "layers.{reason}",
                role=tr(role),
                reason="".join(f" {text}" for text in reasons[:1]),
            )
    warnings += more
    fine, coarse = _masked(fine, request.fine_masks, warnings), _masked(coarse, request.coarse_masks, warnings)
    pairs = _pairs(fine, coarse, warnings)
    if not pairs:
        raise InputError(
            "No fine image has a coarse image within {days} days, so that there is no pair; check the dates.",
            days=TOLERANCE.days,
        )
    days, without = wanted_dates(request.wanted, list(fine), list(coarse))
    tasks = [
        Task(
            day,
            complaint=tr(
                "There is no coarse image within {tolerance} days of {day}.",
                tolerance=request.wanted.tolerance,
                day=day,
            ),
        )
        for day in without
    ]
    for day, at in days.items():
        if day in fine and request.observed == SKIP:
            continue
        tasks.append(_task(day, coarse[at], pairs, fine.get(day), request, method, clear))
    if not tasks:
        raise InputError("All requested dates have a fine image and are skipped; choose other dates, or fill gaps.")
    grid, more = _common_grid([fine for fine, _ in pairs.values()], list(fine.values()))
    return Tasks(tuple(sorted(tasks, key=lambda task: task.day)), (*warnings, *more), grid)


def _common_grid(first: Sequence[Image], fine: Sequence[Image]) -> tuple[Grid, list[str]]:
    """Returns the grid of the first fine image, which all dates get, and warnings about those that are on another one.

    `first` are those that make pairs, by date.
    """
    grid = describe(first[0].source).grid
    resampled, elsewhere = [], []
    for image in fine:
        own = describe(image.source).grid
        offset = grid.offset_of(own) if same_crs(grid.crs, own.crs) else None
        if offset is None:
            resampled.append(image.title)
        elif (*offset, own.rows, own.cols) != (0, 0, grid.rows, grid.cols):
            elsewhere.append(image.title)
    warnings = []
    if resampled:
        warnings.append(
            tr(
                "{count} fine images are not on the grid of the series, that of {first}; they are resampled (bilinear): "
                "{names}.",
                count=len(resampled),
                first=first[0].title,
                names=listed(resampled),
            )
        )
    if elsewhere:
        warnings.append(
            tr(
                "{count} fine images have another extent than the grid of the series, that of {first}; pixels "
                "outside are nodata: {names}.",
                count=len(elsewhere),
                first=first[0].title,
                names=listed(elsewhere),
            )
        )
    return grid, warnings


def _task(
    day: date,
    coarse: Image,
    pairs: dict[date, tuple[Image, Image]],
    fine: Image | None,
    request: Request,
    method: Method,
    clear: Callable[[Image], float],
) -> Task:
    left = _near(day, pairs, request, method)
    rounds: list[tuple[tuple[Image, Image], ...]] = []
    while left and len(rounds) <= request.rounds:
        try:
            chosen = choose(day, list(left), method.info, request.choice, lambda one: clear(pairs[one][0]))
        except InputError as error:
            if rounds:
                break
            others = [one for one in pairs if one != day]
            if fine is not None and request.observed == FILL and others:
                # A scene needs a pair, although nothing is predicted from it.
                some = _numbered([pairs[min(others, key=lambda one: abs(one - day))]])
                return Task(day, coarse, (some,), fine, predicted=False)
            if fine is not None and request.observed == FILL and day in pairs:
                return Task(day, coarse, (_numbered([_day_before(pairs[day])]),), fine, predicted=False, alone=True)
            return Task(day, complaint=str(error))
        rounds.append(_numbered([left.pop(one) for one in chosen]))
    return Task(day, coarse, tuple(rounds), fine if request.observed == FILL else None)


def _near(
    day: date, pairs: dict[date, tuple[Image, Image]], request: Request, method: Method
) -> dict[date, tuple[Image, Image]]:
    """Returns the pairs that may be chosen for a day; of a long series only the nearest on either side are ordered."""
    if request.choice.strategy == CLEAREST:
        return dict(pairs)
    each = request.choice.count or method.info.pairs[1] or 2
    most = each * (request.rounds + 1)
    days = list(pairs)
    start, end = bisect_left(days, day), bisect_right(days, day)
    return {one: pairs[one] for one in days[max(0, start - most) : end + most]}


def _day_before(pair: tuple[Image, Image]) -> tuple[Image, Image]:
    """Returns a pair dated one day earlier: a scene has no pair of its target date."""
    fine, coarse = (replace(image, date=image.date and image.date - timedelta(1)) for image in pair)
    return fine, coarse


def _numbered(pairs: list[tuple[Image, Image]]) -> tuple[tuple[Image, Image], ...]:
    return tuple(
        (
            replace(fine, role=f"Fine image {number}", slot=number),
            replace(coarse, role=f"Coarse image {number}", slot=number),
        )
        for number, (fine, coarse) in enumerate(pairs, 1)
    )


def _masked(images: dict[date, Image], masks: tuple[Image, ...], warnings: list[str]) -> dict[date, Image]:
    found, complaints = by_date(masks, "mask")
    warnings += complaints
    masked, lacking = with_masks(images, found)
    if lacking:
        warnings.append(
            tr("These dates have no mask and are treated as clear: {days}.", days=", ".join(map(str, lacking)))
        )
    return masked


def _pairs(fine: dict[date, Image], coarse: dict[date, Image], warnings: list[str]) -> dict[date, tuple[Image, Image]]:
    """Each fine image with the coarse image nearest in time, by the fine date; both get that date as the pair's."""
    pairs = {}
    for day, image in fine.items():
        at = nearest(day, list(coarse), TOLERANCE.days)
        if at is None:
            warnings.append(
                tr(
                    "{role} has no coarse image within {days} days and is not used as a pair.",
                    role=image.title,
                    days=TOLERANCE.days,
                )
            )
        else:
            pairs[day] = (image, replace(coarse[at], date=day))
    return pairs
