"""Processes the dates of a series one after the other; shared work is done once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import InputError
from ..fusion.method import Method
from ..run import Run
from ..words import tr
from .manifest import DONE, Manifest
from .plan import Request, Task, Tasks, plan_series
from .predictor import SeriesPredictor, SeriesSettings
from .sources import Clear


@dataclass(frozen=True)
class SeriesResult:
    """Files by date, in order, including earlier results; failed dates with the reason; and the manifest."""

    files: dict[date, Path]
    made: tuple[date, ...]
    failed: dict[date, str]
    manifest: Path


def fuse_series(method: Method, request: Request, settings: SeriesSettings, folder: Path, run: Run) -> SeriesResult:
    """Predict all dates of a request into a folder: one GeoTIFF per date, and ``series.json`` describing them.

    Failed dates are reported and skipped. Results of an earlier run with the same inputs and options are reused. After
    a cancel, finished dates are kept.

    Raises
    ------
    InputError
        If the request contains no date that can be predicted, or every date failed.
    Cancelled
    """
    planning, fusing = run.steps(Choosing_pairs=1, Fusing=30)
    tasks = plan_series(request, method, Clear(planning))
    planning.progress(1)
    for text in tasks.warnings:
        run.warn(text)
    manifest = Manifest.of(folder)
    predictor = SeriesPredictor(method, request, settings, manifest)
    files, made, failed = {}, [], {}
    steps = fusing.steps(
        **{
            tr("Date {number} of {count}", number=number, count=len(tasks.tasks)): 1
            for number in range(1, len(tasks.tasks) + 1)
        }
    )
    try:
        for task, step in zip(tasks.tasks, steps):
            step.check()
            entry = predictor.known(task)
            if entry is None:
                step.info(_words(task))
                entry = predictor.make(task, step)
                manifest.add(entry)
                made.append(task.day)
            if entry.status == DONE:
                files[task.day] = folder / entry.file
            else:
                failed[task.day] = entry.message
                run.warn("{day} was not predicted: {message}", day=task.day, message=entry.message)
            step.progress(1)
    finally:
        predictor.close()
    _tell(tasks, files, made, failed, run)
    return SeriesResult(files, tuple(day for day in made if day not in failed), failed, manifest.path)


def _tell(tasks: Tasks, files: dict[date, Path], made: list[date], failed: dict[date, str], run: Run) -> None:
    if not files:
        raise InputError(
            "None of the {count} dates could be predicted. {reason}",
            count=len(tasks.tasks),
            reason=next(iter(failed.values()), ""),
        )
    before = len(files) - sum(day in files for day in made)
    run.info(
        "{count} dates are there: {predicted} predicted now, {before} from an earlier run; {failed} failed.",
        count=len(files),
        predicted=len(files) - before,
        before=before,
        failed=len(failed),
    )


def _words(task: Task) -> str:
    if task.coarse is None:
        return f"{task.day}."
    pairs = tr("pairs of {days}", days=", ".join(task.days()[0])) if task.predicted else tr("too few pairs")
    kept = tr("; what its own fine image shows is kept") if task.observed else ""
    return tr(
        "{day}: coarse {name}, {pairs}{kept}.", day=task.day, name=Path(task.coarse.source).name, pairs=pairs, kept=kept
    )
