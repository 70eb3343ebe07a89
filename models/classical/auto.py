"""Auto: every classical method that the pairs allow, weighted by its accuracy on known data."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.errors import FusionError, InputError
from ...core.fusion.method import (
    Method,
    MethodInfo,
    Prediction,
    checked_options,
    option,
    option_facts,
    register,
    registered,
)
from ...core.rasters.grid import Window
from ...core.rasters.nested import Nested
from ...core.run import Run
from ...core.runtime.device import Device, usable_cores
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from ...core.words import tr
from .. import options as shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Windows used to test the methods: all of a small scene, or this many windows of this size, evenly spread, of a large
# scene.
TRIAL = 256
TRIALS = 16

# Error in reflectance below which methods are considered equally good: noise of the coarse sensor.
NOISE = 0.001


@dataclass(frozen=True)
class Candidate:
    """One method, the pairs that it uses (indices in the scene's pairs), and its scene facts."""

    method: Method
    options: Any
    pairs: tuple[int, ...]
    halo: int
    state: Any


@dataclass(frozen=True)
class Choice:
    """Candidates and the weight of each in each band, shape (candidates, bands), summing to one."""

    candidates: tuple[Candidate, ...]
    weights: NDArray[np.float64]


@register
class Auto(Method):
    """Tests the methods, then blends them or takes the best."""

    info = MethodInfo(
        id="auto",
        title="Auto",
        name="The best of the classical methods, or a blend of them",
        group="Automatic",
        year=2026,
        doi="10.1016/j.rse.2022.113002",
        reference=(
            "STFusion (2026), no paper. For how methods differ see Zhu, X. et al. (2022). A novel framework to assess "
            "all-round performances of spatiotemporal fusion models. Remote Sensing of Environment 274, 113002."
        ),
        summary=(
            "Runs every classical method that the given pairs allow, finds out on what is known how far each is off, "
            "and blends them with weights from that, or takes the best."
        ),
        choose=(
            "You do not know which method suits your scene. A blend is most often as accurate as the best single "
            "method, and never as bad as the worst."
        ),
        avoid=(
            "You need one published method, or speed: it takes as long as all methods together, and a little more. A "
            "blend is also smoother than a single method."
        ),
        pairs=(1, None),
        coarse="fine grid",
        fidelity="own",
        departures=(
            "With three or more pairs each method predicts a pair's fine image from the others. With one or two that "
            "cannot be done for every method, and its prediction, averaged to coarse pixels, is compared with the "
            "coarse change."
        ),
        tags=("automatic", "best method", "ensemble", "blend", "model averaging", "selection"),
        packages=("scipy", "numba"),
        uncertainty="Weighted standard deviation among the methods, in the units of the fine image: large where they disagree.",
    )

    @dataclass(frozen=True)
    class Options:
        combine: str = option(
            "blend", "Combine", choices=("blend", "best method", "best method for each band"),
            help="blend: weigh each method, band by band, by the inverse of its error. best method: take the one with "
            "the smallest error. The log tells all errors and weights.",
        )  # fmt: skip
        methods: str = option(
            "all", "Methods",
            help="all, or the ids of those to try, such as starfm fsdaf. Methods that need other pairs are left out.",
        )  # fmt: skip
        ratio: int = shared.ratio()

    def check(self, options: Options, bands: int) -> None:
        _chosen(options)

    def halo(self, scene: Scene, options: Options) -> int:
        return max((_halo(method, scene, options) for method in _chosen(options)), default=0)

    def fit(self, scene: Scene, options: Options, run: Run) -> Choice:
        allowed = [(method, pairs) for method in _chosen(options) if (pairs := _pairs_for(method, scene))]
        if not allowed:
            raise InputError(
                "None of the methods {methods} can work with {count} pairs; choose others.",
                methods=options.methods,
                count=len(scene.pairs),
            )
        steps = run.steps(**{tr("Trying {title}", title=method.info.title): 1.0 for method, _ in allowed})
        candidates, errors = [], []
        for (method, pairs), step in zip(allowed, steps):
            try:
                candidate = _fitted(method, pairs, scene, options, step)
                errors.append(
                    _held_out(candidate, scene, options, step)
                    if len(scene.pairs) > 2
                    else _coarse_error(candidate, scene, options, step)
                )
            except (FusionError, np.linalg.LinAlgError) as error:
                step.check()  # a cancel is not a failure of the method
                run.warn("{title} is left out: {error}", title=method.info.title, error=error)
                continue
            candidates.append(candidate)
        if not candidates:
            raise InputError("No method could be tried; the messages above tell why.")
        weights = _weights(np.array(errors), options.combine)
        _log(candidates, np.array(errors), weights, scene, run)
        used = [number for number in range(len(candidates)) if weights[number].any()]
        return Choice(tuple(candidates[number] for number in used), weights[used])

    def predict(self, block: Block, state: Choice, options: Options, workers: Workers) -> Prediction:
        parts, count = [], len(state.candidates)
        for number, candidate in enumerate(state.candidates):
            with workers.portion(number / count, (number + 1) / count):
                part = _part_of(block, candidate)
                parts.append(candidate.method.predict(part, candidate.state, candidate.options, workers))
        return _blended(parts, state.weights)


def _chosen(options: Auto.Options) -> list[Method]:
    """Returns the methods to test."""
    known = {name: method for name, method in registered().items() if name != Auto.info.id and not method.info.learned}
    words = options.methods.replace(",", " ").replace(";", " ").lower().split()
    if words in ([], ["all"]):
        return list(known.values())
    unknown = [word for word in words if word not in known]
    if unknown:
        raise InputError(
            "There is no classical method {unknown}; choose among: {known}.", unknown=unknown[0], known=", ".join(known)
        )
    return [known[word] for word in words]


def _halo(method: Method, scene: Scene, options: Auto.Options) -> int:
    """Returns the halo of one method; 0 if it is not suitable here and was left out."""
    pairs = _pairs_for(method, scene)
    try:
        return method.halo(_with_pairs(scene, pairs), _options_for(method, options)) if pairs else 0
    except InputError:
        return 0


def _options_for(method: Method, options: Auto.Options) -> Any:
    given = {"ratio": options.ratio} if "ratio" in option_facts(method.Options) else {}
    return checked_options(method, given)


def _pairs_for(method: Method, scene: Scene) -> tuple[int, ...]:
    """Returns the indices of the pairs for a method: all, or the nearest on both sides; none if too few.

    A method that can only use one pair is not tested if there are more, because it would ignore the other pairs.
    """
    count = len(scene.pairs)
    least, most = method.info.pairs
    if count < least or (most is not None and most < min(count, 2)):
        return ()
    if most is None or count <= most:
        return tuple(range(count))
    return _nearest(scene, most)


def _nearest(scene: Scene, most: int) -> tuple[int, ...]:
    day = scene.target_date
    dates = [pair.date for pair in scene.pairs]
    if day is None or not all(dates):
        return tuple(range(most))
    before = sorted((n for n, date in enumerate(dates) if date and date < day), key=lambda n: dates[n], reverse=True)  # type: ignore[arg-type, return-value]
    after = sorted((n for n, date in enumerate(dates) if date and date >= day), key=lambda n: dates[n])  # type: ignore[arg-type, return-value]
    order = [n for both in zip(before, after) for n in both]
    order += [n for n in (*before, *after) if n not in order]
    return tuple(sorted(order[:most]))


def _with_pairs(scene: Scene, pairs: Sequence[int]) -> Scene:
    return dataclasses.replace(scene, pairs=tuple(scene.pairs[pair] for pair in pairs))


def _fitted(method: Method, pairs: tuple[int, ...], scene: Scene, options: Auto.Options, run: Run) -> Candidate:
    part, own = _with_pairs(scene, pairs), _options_for(method, options)
    method.check(own, len(scene.bands))
    quiet = Run(cancelled=lambda: run.cancelled, log=lambda text, level: None)
    return Candidate(method, own, pairs, method.halo(part, own), method.fit(part, own, quiet))


def _trials(scene: Scene) -> list[Window]:
    windows = list(scene.grid.blocks(TRIAL))
    if len(windows) <= TRIALS:
        return windows
    return [windows[place] for place in np.linspace(0, len(windows) - 1, TRIALS).astype(int)]


def _predictions(candidate: Candidate, scene: Scene, windows: list[Window], run: Run) -> list[Prediction]:
    """Returns predictions of the trial windows; `scene` has the candidate's pairs."""
    found = []
    with Workers(Device("cpu", usable_cores()), run) as workers:
        for number, window in enumerate(windows):
            block = scene.read(window, candidate.halo)
            found.append(candidate.method.predict(block, candidate.state, candidate.options, workers))
            run.progress((number + 1) / len(windows))
    return found


def _coarse_error(candidate: Candidate, scene: Scene, options: Auto.Options, run: Run) -> NDArray[np.float64]:
    """Returns the RMSE per band between predicted and observed change of coarse pixels, averaged over the pairs."""
    nested = _coarse_pixels(scene, options.ratio)
    part, windows = _with_pairs(scene, candidate.pairs), _trials(scene)
    squares, count = np.zeros(len(scene.bands)), 0
    for window, prediction in zip(windows, _predictions(candidate, part, windows, run)):
        block = part.read(window)
        change = block.target - block.coarse
        off = (prediction.values - block.fine - change).mean(axis=0)
        known = prediction.valid & block.valid.all(axis=0) & block.target_valid
        means = _cell_means(off, known, window, nested)
        squares += np.square(means).sum(axis=1)
        count += means.shape[1]
    return np.sqrt(squares / max(count, 1))


def _coarse_pixels(scene: Scene, ratio: int) -> Nested:
    """Returns the coarse grid for the comparison; squares of an eighth of a scene of hardly one coarse pixel."""
    quiet = Run(log=lambda text, level: None)
    try:
        return scene.nested(ratio, quiet)
    except InputError:
        return scene.nested(max(2, max(scene.grid.rows, scene.grid.cols) // 8), quiet)


def _cell_means(
    values: NDArray[np.floating[Any]], known: NDArray[np.bool_], window: Window, nested: Nested
) -> NDArray[np.float64]:
    """Returns means over the coarse pixels in a window of which half is known; shape (bands, coarse pixels)."""
    rows, cols = nested.cells_of(window)
    rows, cols = rows - rows[0], cols - cols[0]
    cells = (rows[:, None] * (cols[-1] + 1) + cols[None, :])[known]
    counts = np.bincount(cells, minlength=(rows[-1] + 1) * (cols[-1] + 1))
    enough = counts >= nested.ratio**2 / 2
    sums = [np.bincount(cells, band[known], minlength=len(counts)) for band in values]
    return np.array(sums)[:, enough] / counts[enough]


def _held_out(candidate: Candidate, scene: Scene, options: Auto.Options, run: Run) -> NDArray[np.float64]:
    """Returns the RMSE per band of predicting each pair's fine image from the other pairs."""
    windows = _trials(scene)
    squares, count = np.zeros(len(scene.bands)), 0
    for left_out, pair in enumerate(scene.pairs):
        others = tuple(one for number, one in enumerate(scene.pairs) if number != left_out)
        known = dataclasses.replace(scene, pairs=others, target=pair.coarse, target_date=pair.date)
        tried = _fitted(candidate.method, _pairs_for(candidate.method, known), known, options, run)
        part = _with_pairs(known, tried.pairs)
        for window, prediction in zip(windows, _predictions(tried, part, windows, run)):
            truth, valid = pair.fine.read(window)
            both = prediction.valid & valid
            squares += np.square((prediction.values - truth)[:, both].astype(np.float64)).sum(axis=1)
            count += int(both.sum())
    return np.sqrt(squares / max(count, 1))


def _weights(errors: NDArray[np.float64], combine: str) -> NDArray[np.float64]:
    if combine == "blend":
        weights = 1 / (errors + NOISE)
    else:
        best = (
            errors.argmin(axis=0)
            if combine.endswith("band")
            else np.full(errors.shape[1], errors.mean(axis=1).argmin())
        )
        weights = (np.arange(len(errors))[:, None] == best).astype(float)
    shares: NDArray[np.float64] = weights / weights.sum(axis=0)
    return shares


def _log(
    candidates: Sequence[Candidate], errors: NDArray[np.float64], weights: NDArray[np.float64], scene: Scene, run: Run
) -> None:
    known = tr("fine images of the pairs") if len(scene.pairs) > 2 else tr("coarse change")
    run.info("Errors on the {known}, and weights: {bands}.", known=known, bands=", ".join(scene.bands))
    for candidate, error, weight in zip(candidates, errors, weights):
        numbers = ", ".join(f"{value:.4f} ({share:.0%})" for value, share in zip(error, weight))
        run.info("{title}: {numbers}.", title=candidate.method.info.title, numbers=numbers)


def _part_of(block: Block, candidate: Candidate) -> Block:
    """Returns the block with the pairs and the halo of a candidate."""
    return block.part(block.window, candidate.halo, candidate.pairs)


def _blended(parts: Sequence[Prediction], weights: NDArray[np.float64]) -> Prediction:
    """Returns the weighted mean of the predictions that are valid at a pixel, and their spread.

    Computed band by band: all bands of all methods in float64 would take several times the memory of the predictions.
    """
    valid = np.stack([part.valid for part in parts])
    known = np.ones(valid.shape[1:], bool)
    values, spread = np.empty_like(parts[0].values), np.empty_like(parts[0].values)
    counts = [part.candidates for part in parts if part.candidates is not None]
    candidates = np.empty_like(values) if len(counts) == len(parts) else None
    for band, weight in enumerate(weights.T):
        share = weight[:, None, None] * valid
        total = share.sum(axis=0)
        known &= total > 0
        share /= np.where(total > 0, total, 1)
        found = np.stack([part.values[band] for part in parts]).astype(np.float64)
        mean = (share * found).sum(axis=0)
        values[band], spread[band] = mean, np.sqrt((share * np.square(found - mean)).sum(axis=0))
        if candidates is not None:
            candidates[band] = (share * np.stack([count[band] for count in counts])).sum(axis=0)
    values[:, ~known] = 0
    return Prediction(values, known, spread, candidates)
