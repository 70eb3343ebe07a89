"""Training on a series: reads dated images, writes weights, a state to resume from and the data of the report."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..dates import parse_date
from ..errors import Cancelled, InputError
from ..fusion.guesses import GUESSES, TWO_SIDED, scene_guesses, shown_name
from ..fusion.method import Prediction
from ..fusion.predict import predict
from ..products.scaling import band_factors
from ..rasters.grid import Window
from ..run import WARNING, Run
from ..runtime.dependencies import require
from ..runtime.device import Device
from ..scenes.inputs import Inputs, open_scene
from ..scenes.pairing import TOLERANCE, Image
from ..scenes.scene import Pair, Scene
from ..series.images import by_date, nearest, with_masks
from ..words import tr
from .images import gather
from .plan import Training
from .session import TrainingSession
from .state import network_arrays, stopped_after
from .tile_reader import chosen_pairs, ratio_of
from .weights import SUFFIX, write_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..fusion.guesses import Pixels
    from .learned import LearnedMethod

RESUME = ".resume" + SUFFIX


@dataclass(frozen=True)
class TrainingSeries:
    """Inputs of a training.

    Attributes
    ----------
    fine, coarse : tuple of Image
    fine_masks, coarse_masks : tuple of Image
        Matched with the images by date.
    validation : str
        Share of the area used for validation, such as ``0.2``, or the validation dates.
    test : str
        Test dates: not used for training, and predicted at the end.
    bands, scale, resampling : str
        See `core.scenes.inputs.Inputs`.
    pan : tuple of Image
        Panchromatic images, matched with the fine ones by date, for networks that need them.
    """

    fine: tuple[Image, ...]
    coarse: tuple[Image, ...]
    fine_masks: tuple[Image, ...] = ()
    coarse_masks: tuple[Image, ...] = ()
    validation: str = "0.2"
    test: str = ""
    bands: str = ""
    scale: str = "auto"
    resampling: str = "bilinear"
    pan: tuple[Image, ...] = ()


@dataclass(frozen=True)
class Score:
    """RMSE of a test date per band: of the network, and of the simple guesses by name; stored units of the fine images."""

    day: date
    network: NDArray[np.float64]
    guesses: dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class TrainingResult:
    """Result of a training.

    Attributes
    ----------
    weights : Path
    state : Path
        State to resume from.
    session : TrainingSession
    scene : Scene
        Already closed; for names and units.
    scores : list of Score
    seconds : float
    """

    weights: Path
    state: Path
    session: TrainingSession
    scene: Scene
    scores: list[Score]
    seconds: float

    @property
    def best(self) -> float:
        """Smallest validation error, in stored units if predictions were validated, otherwise the loss."""
        rows = [row for row in self.session.history if "bands" in row]
        if not rows:
            return min((float(row["validation"]) for row in self.session.history), default=float("nan"))
        units = self.session.images.normalisation.units.ravel() / band_factors(self.scene.scales[0])
        return min(float(np.mean(np.array(row["bands"]) * units)) for row in rows)


def train_on_series(
    method: LearnedMethod,
    series: TrainingSeries,
    options: Any,
    training: Training,
    output: Path,
    device: Device,
    run: Run,
    resume: str = "",
) -> TrainingResult:
    """Trains a network on a series and writes its weights.

    Parameters
    ----------
    method : LearnedMethod
    series : TrainingSeries
    options : LearnedMethod.Options
    training : Training
        `validation` and `held_out` are taken from the series.
    output : Path
        Weights; the state is written to the same folder, with the suffix ``.resume.safetensors``.
    device : Device
    run : Run
    resume : str
        State to resume from.

    Raises
    ------
    InputError
        If the images or options are not suitable.
    Cancelled
        If the user cancelled; the best weights so far and the state are written before.
    """
    require("torch", method.info.title)
    started = time.monotonic()
    reading, learning, testing = run.steps(Reading_images=1, Training=18, Testing=1)
    rest = method.reads_rest(options)
    scene = _opened(series, method.info.takes_pan, rest, reading)
    state = output.with_name(output.stem + RESUME)
    try:
        method.check(options, len(scene.bands))
        pairs, tests = _without_tests(scene, series.test)
        held = _held_out(pairs, series.validation)
        training = dataclasses.replace(
            training, held_out=held, validation=0.2 if held else validation_share(series.validation)
        )
        needs = method.needs_of(options)
        ratio, nested = ratio_of(scene, needs, getattr(options, "ratio", 0), run)
        images = gather(
            scene.grid, scene.bands, pairs, reading,
            kind=options.normalisation, needs=needs, ratio=ratio, nested=nested, rest=rest,
        )  # fmt: skip
        reading.progress(1)
        run.info(_what(pairs, held, tests))
        session = TrainingSession(method, images, options, training, device, state)
        if resume:
            session.resume(resume)
        try:
            session.train(learning)
        except Cancelled as stopped:
            if not session.history:
                raise
            _write(session, output)
            raise stopped_after(len(session.history), output, state) from stopped
        _write(session, output)
        scores = [
            _score(method, scene, pairs, test, options, output, device, step) for test, step in _each(tests, testing)
        ]
        return TrainingResult(output, state, session, scene, scores, time.monotonic() - started)
    finally:
        scene.close()


def _opened(series: TrainingSeries, with_pan: bool, with_rest: bool, run: Run) -> Scene:
    """Returns all pairs of the series as one scene; its target is not used."""
    fine, warnings = by_date(series.fine, "fine")
    coarse, more = by_date(series.coarse, "coarse")
    for text in (*warnings, *more):
        run.warn(text)
    masks = [by_date(found, "mask")[0] for found in (series.fine_masks, series.coarse_masks)]
    fine, coarse = (with_masks(found, mask)[0] for found, mask in zip((fine, coarse), masks))
    pans: dict[date, Image] = {}
    if with_pan:
        fine, pans = _with_pans(fine, series.pan, run)
    partners = {day: nearest(day, list(coarse), TOLERANCE.days) for day in fine}
    chosen = {day: at for day, at in partners.items() if at is not None}
    if not chosen:
        raise InputError(
            "No fine image has a coarse image within {days} days, so that no training is possible; check the dates.",
            days=TOLERANCE.days,
        )
    for day in sorted(set(fine) - set(chosen)):
        run.warn(
            "The fine image of {day} is not used: there is no coarse image within {days} days.",
            day=day,
            days=TOLERANCE.days,
        )
    last = chosen[max(chosen)]
    inputs = Inputs(
        fine=tuple(fine[day] for day in chosen),
        coarse=tuple(coarse[at] for at in dict.fromkeys(chosen.values())),
        # A scene requires a target: a coarse image, dated one day after the last pair, so that no pair has its date.
        target=dataclasses.replace(coarse[last], role="Coarse image", date=max(chosen) + timedelta(1)),
        bands=series.bands,
        scale=series.scale,
        resampling=series.resampling,
        extrapolate=True,
        pan=tuple(pans[day] for day in chosen if day in pans),
        rest=with_rest,
    )

    def told(text: str, level: str) -> None:
        (run.warn if level == WARNING else run.info)(text)

    return open_scene(inputs, Run(cancelled=lambda: run.cancelled, log=told), target_told=False)


def _with_pans(
    fine: dict[date, Image], images: Sequence[Image], run: Run
) -> tuple[dict[date, Image], dict[date, Image]]:
    """Returns the fine images of the dates that have a panchromatic image, and the panchromatic images."""
    pans, complaints = by_date(images, "panchromatic")
    for text in complaints:
        run.warn(text)
    if not set(fine) & set(pans):
        raise InputError(
            "This network requires a panchromatic image of the same date for each fine image, but there is none; "
            "choose them, or check the dates in their names."
        )
    for day in sorted(set(fine) - set(pans)):
        run.warn("The fine image of {day} is not used: there is no panchromatic image of this date.", day=day)
    return {day: image for day, image in fine.items() if day in pans}, pans


def _without_tests(scene: Scene, text: str) -> tuple[tuple[Pair, ...], list[Pair]]:
    wanted = _dates(text, tr("Test dates"))
    known = {pair.date: pair for pair in scene.pairs}
    for day in wanted:
        if day not in known:
            raise InputError(
                "The test date {day} has no pair of a fine and a coarse image; {there_are}.",
                day=day,
                there_are=_have(scene.pairs),
            )
    tests = [known[day] for day in wanted]
    return tuple(pair for pair in scene.pairs if pair not in tests), tests


def _held_out(pairs: Sequence[Pair], text: str) -> tuple[int, ...]:
    if _is_share(text):
        return ()
    days = [pair.date for pair in pairs]
    wanted = _dates(text, tr("Validation"))
    for day in wanted:
        if day not in days:
            raise InputError(
                "The validation date {day} has no pair of a fine and a coarse image; {there_are}.",
                day=day,
                there_are=_have(pairs),
            )
    return tuple(sorted(days.index(day) for day in wanted))


def _is_share(text: str) -> bool:
    return not text.strip() or (text.strip().count("-") == 0 and _number(text) is not None)


def validation_share(text: str) -> float:
    """Returns the share of the area used for validation, parsed from text. Raises `InputError`."""
    value = _number(text) if text.strip() else 0.2
    if value is None or not 0 < value < 0.9:
        raise InputError(
            "Validation data '{text}' is not a share of the area; enter a number above 0 and below 0.9, "
            "such as 0.2, or dates such as 2015-07-12.",
            text=text,
        )
    return value


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _dates(text: str, what: str) -> list[date]:
    try:
        return sorted({parse_date(word) for word in text.replace(",", " ").replace(";", " ").split()})
    except InputError as error:
        raise InputError(
            "{what} '{text}' are not valid; enter dates such as 2015-07-12 2015-07-28.", what=what, text=text
        ) from error


def _have(pairs: Sequence[Pair]) -> str:
    return tr("pairs are of {days}", days=", ".join(str(pair.date) for pair in pairs))


def _what(pairs: Sequence[Pair], held: Sequence[int], tests: Sequence[Pair]) -> str:
    learnt = [str(pair.date) for place, pair in enumerate(pairs) if place not in held]
    text = tr("Training on {count} dates: {days}.", count=len(learnt), days=", ".join(learnt))
    if held:
        text += tr(" Validation data: {days}.", days=", ".join(str(pairs[place].date) for place in held))
    if tests:
        text += tr(" Test data: {days}.", days=", ".join(str(pair.date) for pair in tests))
    return text


def _write(session: TrainingSession, output: Path) -> None:
    trained = session.trained(f"trained on {len(session.images.pairs)} dates")
    write_weights(output, trained.card, network_arrays(trained.networks))


def _each(tests: Sequence[Pair], run: Run) -> list[tuple[Pair, Run]]:
    if not tests:
        run.progress(1)
        return []
    return list(zip(tests, run.steps(**{tr("Testing {date}", date=pair.date): 1 for pair in tests})))


def _score(
    method: LearnedMethod, scene: Scene, pairs: tuple[Pair, ...], test: Pair, options: Any, weights: Path, device: Device,
    run: Run,
) -> Score:  # fmt: skip
    """Predicts a test date from the training pairs, and compares it and the simple guesses with its fine image."""
    if test.date is None:
        raise InputError("A test date has no date; this is an internal error.")
    asked = dataclasses.replace(
        scene, pairs=pairs, target=test.coarse, target_rest=test.rest, target_date=test.date, facts={}
    )
    needs = method.needs_of(options)
    asked = dataclasses.replace(asked, pairs=chosen_pairs(asked, needs, method.info.pairs))
    whole = dataclasses.replace(asked, pairs=pairs)
    every, both_sides = _Errors(), _Errors()

    def compare(window: Window, prediction: Prediction) -> None:
        truth, known = test.wanted.read(window)
        images = {"": (prediction.values, prediction.valid & known), **scene_guesses(whole, window)}
        both_sides.add(images, truth)
        images.pop(TWO_SIDED, None)
        every.add(images, truth)

    wish = dataclasses.replace(options, weights=str(weights), save_weights="")
    predict(method, asked, wish, compare, Run(run.progress, lambda: run.cancelled), device=device)
    # A cloudy pair on the other side must not leave only a small part of the image to compare.
    chosen = both_sides if 2 * both_sides.count >= every.count else every
    found = {name: chosen.rmse(name) / band_factors(scene.scales[0]) for name in chosen.squares}
    guesses = {name: found[name] for name in GUESSES if name in found}
    run.info(
        "Test {date}, RMSE per band: {title} {network}; simple guesses: {guesses}.",
        date=test.date,
        title=method.info.title,
        network=_words(found[""]),
        guesses="; ".join(f"{shown_name(name)} {_words(values)}" for name, values in guesses.items()),
    )
    return Score(test.date, found[""], guesses)


class _Errors:
    """Squared errors of several images, over the pixels valid in all of them."""

    def __init__(self) -> None:
        self.squares: dict[str, NDArray[np.float64]] = {}
        self.count = 0

    def add(self, images: Mapping[str, Pixels], truth: NDArray[np.float32]) -> None:
        shared = np.logical_and.reduce([valid for _, valid in images.values()])
        for name, (values, _) in images.items():
            error = np.square(values[:, shared] - truth[:, shared], dtype=np.float64).sum(axis=1)
            self.squares[name] = self.squares.get(name, 0) + error
        self.count += int(shared.sum())

    def rmse(self, name: str) -> NDArray[np.float64]:
        return np.sqrt(self.squares[name] / max(self.count, 1))


def _words(values: NDArray[np.float64]) -> str:
    return " ".join(f"{value:.4g}" for value in values)
