"""Auto: all classical methods that the pairs allow, weighted by their accuracy on known data."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.errors import FusionError, InputError
from ...core.fusion.guesses import GUESSES, both_sides, scene_guesses, shown_name, verdict
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

# Windows used to test the methods: all windows of a small scene; this number of windows of this size, evenly distributed,
# of a large scene.
TRIAL = 256
TRIALS = 16

# Reflectance error below which methods are considered equally accurate: noise of the coarse sensor.
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


@dataclass
class Trial:
    """Errors of one method, or of a simple guess, on the trial data.

    Attributes
    ----------
    rmse : ndarray, shape (bands,)
    shared : dict of str to ndarray, shape (bands,)
        With three or more pairs: sums of squared errors of the method (``""``) and of each simple guess (by name), over the
        pixels that all of them have.
    count : int
        Number of these pixels.
    """

    rmse: NDArray[np.float64]
    shared: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    count: int = 0

    def error(self, name: str = "") -> float:
        """Returns the RMSE over these pixels, mean over the bands, of the method or of a simple guess."""
        return float(np.sqrt(self.shared[name] / self.count).mean())


@register
class Auto(Method):
    """Tests the methods, then blends them or uses the best one."""

    info = MethodInfo(
        id="auto",
        title="Auto",
        name="Best classical method or blend of methods",
        group="Automatic",
        year=2026,
        doi="10.1016/j.rse.2022.113002",
        reference=(
            "STFusion (2026), no paper. For how methods differ see Zhu, X. et al. (2022). A novel framework to assess "
            "all-round performances of spatiotemporal fusion models. Remote Sensing of Environment 274, 113002."
        ),
        summary=(
            "Runs every classical method that the given pairs allow, estimates the error of each from known data, and "
            "blends the predictions with weights from these errors, or uses the best method."
        ),
        choose=(
            "You do not know which method suits your scene. Blending usually matches the best single method and avoids "
            "the worst."
        ),
        avoid=(
            "You need one published method, or speed: it takes slightly longer than all methods together. A blend is also "
            "smoother than a single method."
        ),
        pairs=(1, None),
        coarse="fine grid",
        fidelity="own",
        departures=(
            "With three or more pairs, each method predicts the fine image of each pair from the other pairs, and is "
            "compared with that image. With one or two pairs this is not possible for every method: the prediction for the "
            "target date is averaged to coarse pixels and compared with the coarse change."
        ),
        tags=("automatic", "best method", "ensemble", "blend", "model averaging", "selection"),
        packages=("scipy", "numba"),
        uncertainty="Weighted standard deviation of the methods, in units of the fine image; large where methods disagree.",
    )

    @dataclass(frozen=True)
    class Options:
        combine: str = option(
            "blend", "Combination of methods", choices=("blend", "best method", "best method for each band"),
            help="blend: weight each method, for each band, by the inverse of its error. best method: use the method with "
            "the smallest error. Errors and weights are reported in the log; with three or more pairs, also the errors of "
            "simple guesses.",
        )  # fmt: skip
        methods: str = option(
            "all", "Methods",
            help="all, or the ids of the methods to use, such as starfm fsdaf. Methods that require more pairs "
                 "are skipped.",
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
                "None of the methods ({methods}) supports {count} pairs; choose other methods, or change the pairs.",
                methods=options.methods,
                count=len(scene.pairs),
            )
        steps = run.steps(**{tr("Testing {title}", title=method.info.title): 1.0 for method, _ in allowed})
        candidates, trials = [], []
        for (method, pairs), step in zip(allowed, steps):
            try:
                candidate = _fitted(method, pairs, scene, options, step)
                trials.append(
                    _left_out(candidate, scene, options, step)
                    if len(scene.pairs) > 2
                    else _coarse_error(candidate, scene, options, step)
                )
            except (FusionError, np.linalg.LinAlgError) as error:
                step.check()  # a cancel is not a failure of the method
                run.warn("{title} is skipped: {error}", title=method.info.title, error=error)
                continue
            candidates.append(candidate)
        if not candidates:
            raise InputError("All methods failed; see the messages above, and change the images or the methods.")
        errors = np.array([trial.rmse for trial in trials])
        weights = _weights(errors, options.combine)
        _log(candidates, errors, weights, scene, run)
        _log_guesses(candidates, trials, run)
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
            "Unknown classical method {unknown}; choose from: {known}.", unknown=unknown[0], known=", ".join(known)
        )
    return [known[word] for word in words]


def _halo(method: Method, scene: Scene, options: Auto.Options) -> int:
    """Returns the halo of one method; 0 if it does not support this scene and is skipped."""
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

    A method that uses one pair only is not tested if there are more, because it ignores the other pairs.
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


def _coarse_error(candidate: Candidate, scene: Scene, options: Auto.Options, run: Run) -> Trial:
    """Returns the RMSE per band between predicted and observed change of coarse pixels, mean over the pairs.

    Simple guesses are not compared: the coarse change has no error here by definition.
    """
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
    return Trial(np.sqrt(squares / max(count, 1)))


def _coarse_pixels(scene: Scene, ratio: int) -> Nested:
    """Returns the coarse grid for the comparison; if the scene has about one coarse pixel, squares of an eighth of it."""
    quiet = Run(log=lambda text, level: None)
    try:
        return scene.nested(ratio, quiet)
    except InputError:
        return scene.nested(max(2, max(scene.grid.rows, scene.grid.cols) // 8), quiet)


def _cell_means(
    values: NDArray[np.floating[Any]], known: NDArray[np.bool_], window: Window, nested: Nested
) -> NDArray[np.float64]:
    """Returns means over the coarse pixels in a window of which at least half is known; shape (bands, coarse pixels)."""
    rows, cols = nested.cells_of(window)
    rows, cols = rows - rows[0], cols - cols[0]
    cells = (rows[:, None] * (cols[-1] + 1) + cols[None, :])[known]
    counts = np.bincount(cells, minlength=(rows[-1] + 1) * (cols[-1] + 1))
    enough = counts >= nested.ratio**2 / 2
    sums = [np.bincount(cells, band[known], minlength=len(counts)) for band in values]
    return np.array(sums)[:, enough] / counts[enough]


def _left_out(candidate: Candidate, scene: Scene, options: Auto.Options, run: Run) -> Trial:
    """Returns the RMSE per band of predicting the fine image of each pair from the other pairs.

    Simple guesses are compared on the pairs that have others before and after them, if there are any, as a target date
    usually has; then the two-sided one is available.
    """
    windows = _trials(scene)
    squares, count = np.zeros(len(scene.bands)), 0
    trial = Trial(squares)
    days = [pair.date for pair in scene.pairs]
    inner = [place for place, day in enumerate(days) if both_sides(days, day)] or range(len(days))
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
            if left_out in inner:
                _add_guesses(trial, known, window, prediction.values, truth, both)
    trial.rmse = np.sqrt(squares / max(count, 1))
    return trial


def _add_guesses(
    trial: Trial, scene: Scene, window: Window, values: NDArray[np.float32], truth: NDArray[np.float32],
    valid: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Adds the errors of a prediction and of the simple guesses in a window, over the pixels that all of them have."""
    guesses = scene_guesses(scene, window)
    shared = np.logical_and.reduce([valid, *(known for _, known in guesses.values())])
    for name, image in {"": values, **{name: image for name, (image, _) in guesses.items()}}.items():
        error = np.square((image - truth)[:, shared].astype(np.float64)).sum(axis=1)
        trial.shared[name] = trial.shared.get(name, 0) + error
    trial.count += int(shared.sum())


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
    run.info("Errors compared with the {known}, and weights: {bands}.", known=known, bands=", ".join(scene.bands))
    for candidate, error, weight in zip(candidates, errors, weights):
        numbers = ", ".join(f"{value:.4f} ({share:.0%})" for value, share in zip(error, weight))
        run.info("{title}: {numbers}.", title=candidate.method.info.title, numbers=numbers)


def _log_guesses(candidates: Sequence[Candidate], trials: Sequence[Trial], run: Run) -> None:
    """Reports the simple guesses beside the best method, over the same pixels of the pairs that were predicted."""
    compared = [number for number, trial in enumerate(trials) if trial.count]
    if not compared:
        return
    best = min(compared, key=lambda number: trials[number].error())
    trial, title = trials[best], candidates[best].method.info.title
    errors = {name: trial.error(name) for name in GUESSES if name in trial.shared}
    numbers = ", ".join(f"{shown_name(name)} {error:.4f}" for name, error in errors.items())
    run.info(
        "Mean error over all bands: {title} {error}; simple guesses on the same pixels: {guesses}.",
        title=title,
        error=f"{trial.error():.4f}",
        guesses=numbers,
    )
    run.info("{title}: {verdict}.", title=title, verdict=verdict(trial.error(), errors).words)


def _part_of(block: Block, candidate: Candidate) -> Block:
    """Returns the block with the pairs and the halo of a candidate."""
    return block.part(block.window, candidate.halo, candidate.pairs)


def _blended(parts: Sequence[Prediction], weights: NDArray[np.float64]) -> Prediction:
    """Returns the weighted mean of the predictions that are valid at a pixel, and their spread.

    Computed band by band: all bands of all methods in float64 need several times the memory of the predictions.
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
