"""Dates of the training samples: lists the combinations of pairs that each regime allows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..errors import InputError
from .needs import LEAST_DATES, ONE_PAIR, SPAN, TRIPLET


@dataclass(frozen=True)
class SampleDates:
    """Indices of the pairs of a sample; None if not used.

    Attributes
    ----------
    first, last : int or None
        Reference pairs.
    target : int or None
        The pair whose fine image is predicted. None: the fine image is mixed from both references, or not needed.
    """

    first: int | None = None
    target: int | None = None
    last: int | None = None


def sample_dates(regime: str, count: int, targets: Collection[int] | None = None) -> list[SampleDates]:
    """Returns all samples of dates that a regime allows.

    Parameters
    ----------
    regime : str
        See `core.learning.needs`.
    count : int
        Number of pairs, ordered by date.
    targets : collection of int, optional
        Pairs that may be the target, all if not given. If given, they are dates held out, and only the others serve as
        references.

    Raises
    ------
    InputError
        If there are too few pairs.
    """
    if count < LEAST_DATES[regime]:
        raise InputError(
            "The training requires at least {least} dates with a fine and a coarse image; found: {count}. Add "
            "dates, or choose trained weights.",
            least=LEAST_DATES[regime],
            count=count,
        )
    wanted = list(range(count)) if targets is None else sorted(targets)
    known = list(range(count)) if targets is None else [number for number in range(count) if number not in targets]
    if regime == ONE_PAIR:
        return [SampleDates(first=one, target=two) for two in wanted for one in known if one != two]
    if regime == TRIPLET:
        return _triplets(wanted, known)
    if regime == SPAN and targets is None:
        return [SampleDates(first=one, last=two) for place, one in enumerate(known) for two in known[place + 1 :]]
    if regime == SPAN:
        return _triplets(wanted, known)
    return [SampleDates(target=two) for two in wanted]


def nearest_references(found: Sequence[SampleDates], order: Sequence[int]) -> list[SampleDates]:
    """Returns one sample per target: that with the nearest references, so that all validations use the same samples.

    Parameters
    ----------
    found : sequence of SampleDates
    order : sequence of int
        Day number of each pair.
    """
    best: dict[int | None, SampleDates] = {}

    def far(dates: SampleDates) -> int:
        target = order[dates.target] if dates.target is not None else 0
        return sum(abs(order[end] - target) for end in (dates.first, dates.last) if end is not None)

    for dates in found:
        if dates.target not in best or far(dates) < far(best[dates.target]):
            best[dates.target] = dates
    return list(best.values())


def _triplets(wanted: Sequence[int], known: Sequence[int]) -> list[SampleDates]:
    """Returns samples with references on both sides of a target, or two on one side; for two dates a mixed target."""
    found = []
    for two in wanted:
        before = [one for one in known if one < two]
        after = [one for one in known if one > two]
        if before and after:
            found += [SampleDates(one, two, three) for one in before[-2:] for three in after[:2]]
        else:
            rest = (before or after)[-2:] if before else after[:2]
            if len(rest) == 2:
                found.append(SampleDates(rest[0], two, rest[1]))
    if not found and len(known) >= 2:
        return [SampleDates(known[0], None, known[-1])]
    return found
