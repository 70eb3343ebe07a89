"""Runs methods one after the other, and evaluates all of them on the same pixels."""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..accuracy.assess import Assessment, assess
from ..accuracy.plan import AssessInputs, plan_assessment
from ..accuracy.results import Accuracy, mean_over_bands
from ..errors import Cancelled, FusionError, InputError
from ..fusion.fuse import fuse
from ..fusion.guesses import Verdict, verdict
from ..rasters.raster import describe, remove_sidecars
from ..rasters.tags import on_disk
from ..rasters.unfinished import temporary_folder
from ..run import Run
from ..runtime.memory import PeakMemory
from ..scenes.inputs import Inputs, open_scene
from ..scenes.pairing import Image
from ..series.outputs import check_folder
from ..words import tr
from .plan import Case, Comparison, Entry


@dataclass(frozen=True)
class MethodResult:
    """Result of one method.

    Attributes
    ----------
    name, title : str
        Id and title of the method.
    seconds : float
        Mean over the dates, including reading and writing.
    memory : float
        Peak memory in MiB; see `core.runtime.memory.PeakMemory`.
    pairs : int
        Maximum number of pairs used.
    error : str
        Reason of a failure; empty if there is none.
    """

    name: str
    title: str
    seconds: float = float("nan")
    memory: float = float("nan")
    pairs: int = 0
    error: str = ""

    @property
    def cost(self) -> str:
        """Time and memory as text."""
        return f"{self.seconds:.1f} s" + (f", {self.memory:.0f} MiB" if math.isfinite(self.memory) else "")


@dataclass(frozen=True)
class Compared:
    """Result of a comparison: a trial for each method in the order in which they ran, and an assessment for each date.

    Attributes
    ----------
    plan : Comparison
    trials : tuple of MethodResult
    found : tuple of Assessment
        One for each case.
    files : tuple of mapping of str to Path
        For each case the prediction of each method, by id; deleted unless a folder was given.
    """

    plan: Comparison
    trials: tuple[MethodResult, ...]
    found: tuple[Assessment, ...]
    files: tuple[Mapping[str, Path], ...]

    @property
    def good(self) -> tuple[MethodResult, ...]:
        """The trials that did not fail."""
        return tuple(trial for trial in self.trials if not trial.error)

    def accuracy(self, name: str, case: int) -> Accuracy:
        """Returns the accuracy of a method that did not fail, or of a simple guess, on one date."""
        found = self.found[case]
        return {**found.guesses, **found.others, self.good[0].name: found.accuracy}[name]

    def bands(self, name: str, key: str) -> np.ndarray:  # type: ignore[type-arg]
        """Returns a metric for each band, in stored units, as the mean over the dates."""
        every = [found.stored(self.accuracy(name, case), key) for case, found in enumerate(self.found)]
        return np.asarray(np.mean(every, axis=0))

    def overall(self, name: str, key: str) -> float:
        """Returns the mean of a metric over bands and dates; also for ``sam`` and ``ergas``."""
        if key in ("sam", "ergas"):
            every = [self.accuracy(name, case) for case in range(len(self.found))]
            if key == "sam":
                return float(np.mean([one.sam for one in every]))
            return float(np.mean([one.ergas(found.ergas_factor) for one, found in zip(every, self.found)]))
        return mean_over_bands(self.bands(name, key))

    def spread(self, name: str, key: str) -> float:
        """Returns the standard deviation of a metric over the dates, each as the mean over its bands; NaN for one date."""
        if len(self.found) < 2:
            return float("nan")
        every = []
        for case, found in enumerate(self.found):
            one = self.accuracy(name, case)
            if key == "sam":
                every.append(float(one.sam))
            elif key == "ergas":
                every.append(float(one.ergas(found.ergas_factor)))
            else:
                every.append(mean_over_bands(np.asarray(found.stored(one, key))))
        return float(np.std(every, ddof=1))

    @property
    def guesses(self) -> tuple[str, ...]:
        """Names of the simple guesses that every date has."""
        return tuple(name for name in self.found[0].guesses if all(name in found.guesses for found in self.found))

    def verdict(self, name: str) -> Verdict:
        """Returns a method compared with the best simple guess, over the pixels that all of them have."""
        return verdict(self._shared(name), {guess: self._shared(guess) for guess in self.guesses})

    def _shared(self, name: str) -> float:
        """Returns the RMSE over the pixels that methods and simple guesses have, as the mean over bands and dates."""
        every = [found.shared_rmse(self.accuracy(name, case)) for case, found in enumerate(self.found)]
        return mean_over_bands(np.mean(every, axis=0))

    @property
    def verdict_line(self) -> str:
        """The best method compared with the best simple guess, in one sentence."""
        best = self.best()
        words = self.verdict(best.name).words
        if not words:
            return tr(
                "Not compared with simple guesses: no pixel is valid in the predictions and in all simple guesses."
            )
        return tr("{title}: {verdict}.", title=best.title, verdict=words)

    def best(self, key: str = "rmse") -> MethodResult:
        """Returns the method with the smallest value of a metric."""
        return min(self.good, key=lambda trial: self.overall(trial.name, key))


def compare(
    plan: Comparison, run: Run | None = None, *, device: str = "auto", block_size: int = 0, folder: Path | None = None
) -> Compared:
    """Run all methods of a plan.

    Parameters
    ----------
    plan : Comparison
    run : Run, optional
    device, block_size
        As in `core.fusion.fuse.fuse`.
    folder : path, optional
        Folder that keeps the predictions, named ``starfm_20240621.tif``; without it they are deleted.

    Raises
    ------
    InputError
        If every method failed, no pixel can be compared, or a prediction would replace an input.
    Cancelled
    """
    run = run or Run()
    check_kept(plan, folder)
    for text in plan.warnings:
        run.warn(text)
    for title, reason in plan.left_out.items():
        run.info("{title} is not compared: {reason}", title=title, reason=reason)
    weights: dict[str, float] = {
        tr(
            "{title}, method {number} of {count}", title=entry.method.info.title, number=place, count=len(plan.entries)
        ): 3
        for place, entry in enumerate(plan.entries, 1)
    }
    *steps, evaluating = run.steps(**weights, Evaluating=1 + len(plan.entries) / 2)
    with ExitStack() as stack:
        work = stack.enter_context(_work_folder(folder))
        trials, files = [], [dict[str, Path]() for _ in plan.cases]
        for entry, step in zip(plan.entries, steps):
            trial, made = _try(entry, plan, step, work, device, block_size)
            trials.append(trial)
            for each, path in zip(files, made):
                each[trial.name] = path
            step.progress(1)
        if not any(not trial.error for trial in trials):
            raise InputError("All methods failed. {error}", error=trials[0].error)
        found = _evaluate(plan, trials, files, evaluating)
        if folder is not None:
            files = [_kept(each, folder) for each in files]
    return Compared(plan, tuple(trials), found, tuple(files))


def check_kept(plan: Comparison, folder: Path | None) -> None:
    """Checks that no prediction kept in a folder replaces an input. Raises `InputError`."""
    if folder is not None:
        names = [_name(entry, case) for entry in plan.entries for case in plan.cases]
        weights = [getattr(entry.options, "weights", "") for entry in plan.entries]
        check_folder(folder, names, [*plan.sources, *filter(None, weights)])


@contextmanager
def _work_folder(folder: Path | None) -> Iterator[Path]:
    """Provides a folder for predictions, which is removed on exit.

    If they are kept, it is a hidden folder in the final one: it has enough space, and files are renamed when
    complete. A final folder that stays empty is removed if it was made here.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="stfusion") as work:
            yield Path(work)
        return
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        hidden = ExitStack()
        work_folder = hidden.enter_context(temporary_folder(folder / "comparison"))
    except OSError as error:
        raise _not_kept(folder, error) from error
    try:
        with hidden:
            yield work_folder
    finally:
        with suppress(OSError):  # not empty
            for place in missing:
                place.rmdir()


def _name(entry: Entry, case: Case) -> str:
    return f"{entry.method.info.id}_{_stamp(case)}.tif"


def _try(
    entry: Entry, plan: Comparison, run: Run, work: Path, device: str, block_size: int
) -> tuple[MethodResult, list[Path]]:
    """Run one method on all dates. An error ends this method and is recorded; a cancel ends the comparison."""
    info = entry.method.info
    made: list[Path] = []
    seconds, memory = [], []
    steps = (
        run.steps(
            **{
                tr("Date {number} of {count}", number=place + 1, count=len(plan.cases)): 1
                for place in range(len(plan.cases))
            }
        )
        if len(plan.cases) > 1
        else [run]
    )
    try:
        for case, inputs, step in zip(plan.cases, entry.inputs, steps):
            step.check()
            path = work / _name(entry, case)
            started = time.perf_counter()
            with PeakMemory() as peak:
                _fuse_one(entry, inputs, path, step, device, block_size)
            seconds.append(time.perf_counter() - started)
            memory.append(peak.added)
            made.append(path)
    except Cancelled:
        raise
    except FusionError as error:
        return _failed(entry, str(error), run)
    except MemoryError:
        return _failed(entry, tr("Out of memory; set a smaller block size."), run)
    except Exception as error:
        # If one method fails for any reason, the others are still compared.
        return _failed(
            entry,
            tr(
                "Internal error ({kind}: {error}); please report it.",
                kind=type(error).__name__,
                error=error,
            ),
            run,
        )
    pairs = max(len(inputs.fine) for inputs in entry.inputs)
    trial = MethodResult(info.id, info.title, float(np.mean(seconds)), float(max(memory)), pairs)
    run.info("{title}: {cost}.", title=info.title, cost=trial.cost)
    return trial, made


def _fuse_one(entry: Entry, inputs: Inputs, path: Path, run: Run, device: str, block_size: int) -> None:
    scene = open_scene(inputs, run)
    try:
        share = fuse(entry.method, scene, entry.options, path, run, device=device, block_size=block_size).predicted
    finally:
        scene.close()
    if share == 0:
        raise InputError(
            "No pixel was predicted: no unmasked pixel is valid on all dates; check masks and nodata values."
        )


def _failed(entry: Entry, text: str, run: Run) -> tuple[MethodResult, list[Path]]:
    run.warn("{title} failed: {text}", title=entry.method.info.title, text=text)
    return MethodResult(entry.method.info.id, entry.method.info.title, error=text), []


def _evaluate(
    plan: Comparison, trials: Sequence[MethodResult], files: Sequence[Mapping[str, Path]], run: Run
) -> tuple[Assessment, ...]:
    good = [trial for trial in trials if not trial.error]
    steps = run.steps(**{tr("Evaluating {date}", date=case.title): 1 for case in plan.cases})
    found = []
    for case, made, step in zip(plan.cases, files, steps):
        first, *others = good
        inputs = plan.wanted.inputs
        truth = describe(case.truth.source)
        (fine, coarse), *more = case.guess_pairs
        same = truth.bands == describe(fine.source).bands
        second = more[0] if more else (None, None)
        planned = plan_assessment(AssessInputs(
            prediction=Image(str(made[first.name]), "The predictions", case.day),
            reference=case.truth,
            fine_1=fine,
            coarse_1=coarse,
            fine_2=second[0],
            coarse_2=second[1],
            coarse_target=case.target,
            mask=plan.wanted.mask or case.truth.mask,
            bands=" ".join(map(str, plan.fine_bands)) if same else "",
            scale=inputs.scale,
            image_bands=plan.image_bands,
        ))  # fmt: skip
        found.append(assess(planned, step, others={trial.name: str(made[trial.name]) for trial in others}))
        step.progress(1)
    return tuple(found)


def _kept(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Give complete predictions their final names; they are in the same file system."""
    kept = {name: folder / path.name for name, path in files.items()}
    try:
        for name, path in files.items():
            on_disk(path)
            remove_sidecars(kept[name])
            os.replace(path, kept[name])
    except OSError as error:
        raise _not_kept(folder, error) from error
    return kept


def _not_kept(folder: Path, error: OSError) -> InputError:
    return InputError(
        "Predictions cannot be saved in {folder} ({strerror}); choose another folder.",
        folder=folder,
        strerror=error.strerror,
    )


def _stamp(case: Case) -> str:
    return f"{case.day:%Y%m%d}" if case.day else "target"
