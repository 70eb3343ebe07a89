"""Plan of a comparison: the dates with a reference image, and the pairs from which each method predicts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..errors import InputError
from ..fusion.guesses import both_sides, nearest
from ..fusion.method import Method, parse_options
from ..rasters.raster import describe, same_file
from ..scenes.dating import with_date
from ..scenes.inputs import Inputs
from ..scenes.inputs import plan as plan_inputs
from ..scenes.pairing import Image, match
from ..series.images import PREDICTION, by_date, dated, with_masks, without_copies
from ..series.pairs import PairChoice, choose
from ..words import tr


@dataclass(frozen=True)
class Wanted:
    """Inputs chosen by the user.

    Attributes
    ----------
    inputs : Inputs
        Pairs and, with a truth, the coarse image of the target date. Without a truth its target is ignored.
    truth : Image or None
        The observed fine image of the target date. None: each pair is predicted from the others.
    methods : tuple of str
        Ids of the methods; empty for all available ones.
    options : str
        ``starfm: WINDOW=31; CLASSES=6 | fsdaf: NEIGHBOURS=30``; other options keep their defaults.
    masks : tuple of Image
        Masks of the fine images, matched by date.
    mask : str or None
        Raster that is not 0 for pixels excluded from the evaluation.
    tests : tuple of (dates, date)
        Dates of the pairs, and the date that is predicted from them, of each test of a published split; empty: each pair is
        predicted from the others.
    """

    inputs: Inputs
    truth: Image | None = None
    methods: tuple[str, ...] = ()
    options: str = ""
    masks: tuple[Image, ...] = ()
    mask: str | None = None
    tests: tuple[tuple[tuple[date, ...], date], ...] = ()


@dataclass(frozen=True)
class Case:
    """A date with a reference image, and the pairs from which it may be predicted."""

    day: date | None
    pairs: tuple[tuple[Image, Image], ...]
    target: Image
    truth: Image

    @property
    def title(self) -> str:
        return self.day.isoformat() if self.day else tr("the target date")

    @property
    def guess_pairs(self) -> tuple[tuple[Image, Image], ...]:
        """The pairs that simple guesses are made of: the nearest on each side of the date, or the nearest one."""
        days = [fine.date for fine, _ in self.pairs]
        sides = both_sides(days, self.day)
        near = nearest(days, self.day)
        if sides is None or near not in sides:  # a pair of the date itself is the nearest, and on no side
            return (self.pairs[near],)
        return tuple(self.pairs[place] for place in sides)


@dataclass(frozen=True)
class Entry:
    """A method to run, and its inputs for each case."""

    method: Method
    options: Any
    inputs: tuple[Inputs, ...]


@dataclass(frozen=True)
class Comparison:
    """Plan of a comparison.

    `left_out` gives the reason why other methods are not run, by title; `fine_bands` are the bands fused; `image_bands` are
    the bands of the images that simple guesses are made of, by source; `warnings` are about images that are not used, and
    about their dates.
    """

    wanted: Wanted
    cases: tuple[Case, ...]
    entries: tuple[Entry, ...]
    left_out: Mapping[str, str]
    fine_bands: tuple[int, ...]
    image_bands: Mapping[str, tuple[int, ...]]
    warnings: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        images = [image for case in self.cases for pair in case.pairs for image in pair]
        images += [image for case in self.cases for image in (case.target, case.truth)]
        masks = [image.mask for image in images if image.mask] + ([self.wanted.mask] if self.wanted.mask else [])
        return tuple(dict.fromkeys([*(image.source for image in images), *masks]))


def plan_comparison(wanted: Wanted, known: Mapping[str, Method]) -> Comparison:
    """Check everything that can be checked from headers and names. Reads no pixel.

    Parameters
    ----------
    wanted : Wanted
    known : mapping of str to Method
        All methods by id.

    Raises
    ------
    InputError
        If there is no truth, or no method can be run.
    """
    wanted, warnings = _checked(wanted)
    if wanted.masks:
        wanted = replace(wanted, inputs=_masked(wanted.inputs, wanted.masks))
    if wanted.truth is not None:
        cases = _given_truth(wanted)
    else:
        cases = _of_tests(wanted) if wanted.tests else _leave_one_out(wanted.inputs)
    options = parse_all_options(wanted.options, known)
    unknown = sorted({*wanted.methods} - set(known))
    if unknown:
        raise InputError(
            "Unknown method '{unknown}'; choose one of: {known}.", unknown=unknown[0], known=", ".join(known)
        )
    entries, left_out = [], {}
    for name, method in known.items():
        if wanted.methods and name not in wanted.methods:
            continue
        chosen = options.get(name, method.Options())
        if method.info.learned and not wanted.methods and not getattr(chosen, "weights", ""):
            left_out[method.info.title] = tr(
                "Without weights it is trained on the scene first, which takes minutes; select it in Methods, or enter its "
                "weights in Options of the methods."
            )
            continue
        try:
            entries.append(_entry(method, chosen, cases, wanted.inputs))
        except InputError as error:
            left_out[method.info.title] = str(error)
    if not entries:
        raise InputError(
            "None of the methods can be run. {next}",
            next=next(iter(left_out.values()), tr("Choose at least one method.")),
        )
    # Properties common to all methods, such as bands and grids, are checked by the plan of the first.
    made = plan_inputs(entries[0].inputs[0])
    bands = {source: numbers for case in cases for source, numbers in _guess_bands(case, wanted.inputs).items()}
    return Comparison(wanted, cases, tuple(entries), left_out, made.fine_bands, bands, tuple(warnings))


def _guess_bands(case: Case, inputs: Inputs) -> Mapping[str, tuple[int, ...]]:
    """Returns the bands of the images that the simple guesses of a date are made of, by source."""
    fine, coarse = zip(*case.guess_pairs)
    target = replace(case.target, date=case.day or case.target.date)
    return plan_inputs(replace(inputs, fine=fine, coarse=coarse, target=target, extrapolate=True)).bands


def parse_all_options(text: str, known: Mapping[str, Method]) -> dict[str, Any]:
    """Returns the options of several methods, by id; see `Wanted`. Raises `InputError` if they are invalid."""
    found = {}
    for part in text.replace("\n", "|").split("|"):
        if not part.strip():
            continue
        name, colon, rest = (word.strip() for word in part.partition(":"))
        if not colon or name not in known:
            raise InputError(
                "Options '{part}' are not valid; enter the id of a method and its options, such as starfm: WINDOW=31; "
                "CLASSES=6, and separate methods by |.",
                part=part.strip(),
            )
        found[name] = parse_options(known[name], rest)
    return found


def _checked(wanted: Wanted) -> tuple[Wanted, list[str]]:
    """Returns the request with dated images, without predictions among the fine ones and without copies; and warnings."""
    warnings = []
    kept = []
    for images, role in ((wanted.inputs.fine, "fine"), (wanted.inputs.coarse, "coarse")):
        found, texts = dated(images, role)
        if images and not found:
            raise InputError(
                "No usable {role} image; choose observed images. {reason}", role=tr(role), reason=" ".join(texts)
            )
        single, copies = without_copies(found, role)
        kept.append(tuple(single))
        warnings += texts + copies
    target, truth = wanted.inputs.target, wanted.truth
    if target.source:
        target, texts = with_date(target, describe(target.source).tags)
        warnings += texts
    if truth is not None:
        tags = describe(truth.source).tags
        truth, texts = with_date(truth, tags)
        warnings += texts
        if PREDICTION in tags:
            warnings.append(
                tr(
                    "The truth is a prediction of STFusion, not an observation; errors are differences from this prediction."
                )
            )
    inputs = replace(wanted.inputs, fine=kept[0], coarse=kept[1], target=target)
    return replace(wanted, inputs=inputs, truth=truth), warnings


def _masked(inputs: Inputs, masks: Sequence[Image]) -> Inputs:
    fine, complaints = by_date(inputs.fine, "fine")
    dated, more = by_date(masks, "mask")
    for text in complaints + more:
        raise InputError(text)
    return replace(inputs, fine=tuple(with_masks(fine, dated)[0].values()))


def _given_truth(wanted: Wanted) -> tuple[Case, ...]:
    truth = wanted.truth
    if truth is None or not wanted.inputs.target.source:
        raise InputError(
            "The coarse image of the target date is missing; choose it, or leave the truth empty to predict each pair from the "
            "others."
        )
    made = plan_inputs(replace(wanted.inputs, extrapolate=True))
    for image in (image for pair in made.pairs for image in pair):
        if same_file(image.source, truth.source):
            raise InputError("The truth is also {role}; choose a truth that is not used as input.", role=image.title)
    if (
        made.target.date
        and truth.date
        and made.target.date != truth.date
        and abs((made.target.date - truth.date).days) > 16
    ):
        raise InputError(
            "The date of the truth is {truth_date}, the date of the coarse image is {target_date}; choose images of the same "
            "date.",
            truth_date=truth.date,
            target_date=made.target.date,
        )
    return (Case(made.target.date or truth.date, made.pairs, made.target, truth),)


def _leave_one_out(inputs: Inputs) -> tuple[Case, ...]:
    pairs, _ = match(inputs.fine, inputs.coarse)
    if len(pairs) < 2:
        raise InputError(
            "Without a truth, each pair is predicted from the others, which requires at least two pairs; add a pair, or choose "
            "the fine image of the target date as truth."
        )
    if not all(fine.date for fine, _ in pairs):
        raise InputError(
            "The dates of the pairs are not known, so that no pair can be predicted from the others; add the dates to the file "
            "names."
        )
    # With three or more pairs, only those with others on both sides, as is usual for a target date.
    chosen = pairs[1:-1] if len(pairs) > 2 else pairs
    return tuple(
        Case(pair[0].date, tuple(other for other in pairs if other is not pair), replace(pair[1], slot=None), pair[0])
        for pair in chosen
    )


def _of_tests(wanted: Wanted) -> tuple[Case, ...]:
    """Returns the tests of a published split whose dates are all there."""
    by_day = {fine.date: (fine, coarse) for fine, coarse in match(wanted.inputs.fine, wanted.inputs.coarse)[0]}
    cases = [
        Case(target, tuple(by_day[day] for day in references), replace(by_day[target][1], slot=None), by_day[target][0])
        for references, target in wanted.tests
        if {*references, target} <= set(by_day)
    ]
    if not cases:
        raise InputError("None of the tests of the split has all its dates; choose another split, or check the images.")
    return tuple(cases)


def _entry(method: Method, options: Any, cases: Sequence[Case], inputs: Inputs) -> Entry:
    made = []
    for case in cases:
        reason = method.lacks(options, len(case.pairs))
        if reason:
            raise InputError(reason)
        pairs = _pairs_for(method, case, inputs.extrapolate)
        made.append(replace(
            inputs, fine=tuple(fine for fine, _ in pairs), coarse=tuple(coarse for _, coarse in pairs),
            target=replace(case.target, date=case.day or case.target.date), rest=method.reads_rest(options),
        ))  # fmt: skip
        found = plan_inputs(made[-1])
        method.check(options, len(found.fine_bands))
        method.check_rest(options, len(found.rest_bands))
    return Entry(method, options, tuple(made))


def _pairs_for(method: Method, case: Case, extrapolate: bool) -> Sequence[tuple[Image, Image]]:
    """Returns the nearest pairs on both sides of the date, up to the maximum of the method; all if it has none."""
    least, most = method.info.pairs
    days = [fine.date for fine, _ in case.pairs]
    if case.day is None or not all(days):
        complaint = method.pairs_complaint(min(len(case.pairs), most or len(case.pairs)))
        if complaint:
            raise InputError(complaint)
        return case.pairs[: most or len(case.pairs)]
    by_day = {fine.date: (fine, coarse) for fine, coarse in case.pairs}
    count = len(by_day) if most is None else min(most, max(least, len(by_day)))
    chosen = choose(
        case.day, [day for day in days if day], method.info, PairChoice(count=count, extrapolate=extrapolate), _clear
    )
    return [by_day[day] for day in chosen]


def _clear(_: date) -> float:
    return 1.0
