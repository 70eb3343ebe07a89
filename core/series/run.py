"""Processes the dates of a series one after the other; shared work is done once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import Cancelled, InputError
from ..fusion.method import Method
from ..run import Run
from ..words import tr
from .images import listed
from .manifest import DONE, Manifest, only_run
from .outputs import check_folder
from .plan import Request, Task, Tasks, plan_series
from .predictor import SeriesPredictor, SeriesSettings
from .sources import Clear

_EACH = 3  # maximum number of dates without a result that are reported one by one


@dataclass(frozen=True)
class SeriesResult:
    """Result of a series.

    Attributes
    ----------
    files : dict
        Files by date, in order, including earlier results.
    made : tuple of date
        Dates made in this run.
    failed : dict
        Failed dates with the reason.
    manifest : Path
    observed : frozenset of date
        Dates in `files` with a fine image of their own, of which at most gaps are predicted.
    """

    files: dict[date, Path]
    made: tuple[date, ...]
    failed: dict[date, str]
    manifest: Path
    observed: frozenset[date] = frozenset()

    def counts(self) -> dict[str, int]:
        """Returns the numbers of dates: predicted and observed in this run, reused from earlier runs, and failed."""
        observed = sum(day in self.observed for day in self.made)
        return {
            "predicted": len(self.made) - observed,
            "observed": observed,
            "reused": len(self.files) - len(self.made),
            "failed": len(self.failed),
        }


def fuse_series(method: Method, request: Request, settings: SeriesSettings, folder: Path, run: Run) -> SeriesResult:
    """Predict all dates of a request into a folder: one GeoTIFF per date, and ``series.json`` describing them.

    All results have one grid. Failed dates are reported and skipped. Results of an earlier run with the same inputs and
    options are reused. After a cancel, finished dates are kept.

    Raises
    ------
    InputError
        If the request contains no date that can be predicted, every date failed, a result would replace an input, or
        another run writes into the folder.
    Cancelled
    """
    planning, fusing = run.steps(Choosing_pairs=1, Fusing=30)
    check_folder(folder, (), (), request.folders)
    tasks = plan_series(request, method, Clear(planning))
    planning.progress(1)
    for text in tasks.warnings:
        run.warn(text)
    with only_run(folder):
        manifest = Manifest.of(folder)
        predictor = SeriesPredictor(method, request, settings, manifest, tasks.grid)
        sources = [*request.sources, *filter(None, [getattr(settings.options, "weights", "")])]
        check_folder(folder, map(predictor.name, tasks.tasks), sources, request.folders, predictor.files_of)
        work = _Work(tasks, predictor, manifest, run)
        try:
            work.all_dates(fusing)
        except Cancelled:
            manifest.write()
            raise work.cancelled() from None
        finally:
            predictor.close()
            manifest.write()
    if not work.files:
        raise InputError(
            "None of the {count} dates could be predicted. {reason}",
            count=len(tasks.tasks),
            reason=next(iter(work.failed.values()), ""),
        )
    result = work.result()
    run.info(
        "{count} dates: {predicted} predicted, {observed} observed, {reused} reused, {failed} failed.",
        count=len(tasks.tasks),
        **result.counts(),
    )
    return result


class _Work:
    """Processes the tasks, and counts their outcomes."""

    def __init__(self, tasks: Tasks, predictor: SeriesPredictor, manifest: Manifest, run: Run) -> None:
        self._tasks, self._predictor, self._manifest, self._run = tasks.tasks, predictor, manifest, run
        self.files: dict[date, Path] = {}
        self.made: list[date] = []
        self.failed: dict[date, str] = {}
        self._observed: set[date] = set()

    def all_dates(self, run: Run) -> None:
        possible = [task for task in self._tasks if task.coarse is not None]
        self._impossible([task for task in self._tasks if task.coarse is None])
        steps = run.steps(
            **{
                tr("Date {number} of {count}", number=number, count=len(possible)): 1
                for number in range(1, len(possible) + 1)
            }
        )
        for task, step in zip(possible, steps):
            step.check()
            self._one(task, step)
            step.progress(1)

    def _one(self, task: Task, run: Run) -> None:
        entry = self._predictor.known(task)
        if entry is None:
            run.info(_words(task))
            entry = self._predictor.make(task, run)
            self._manifest.add(entry)
            self.made.append(task.day)
        if entry.status == DONE:
            self.files[task.day] = self._manifest.folder / entry.file
            self._observed |= {task.day} if entry.observed else set()
        else:
            self.failed[task.day] = entry.message
            run.warn("{day} was not predicted: {message}", day=task.day, message=entry.message)

    def _impossible(self, tasks: list[Task]) -> None:
        """Record dates that have no coarse image or too few pairs, and report them: many of them in one message."""
        for task in tasks:
            self._manifest.add(self._predictor.make(task, self._run))
            self.failed[task.day] = task.complaint
        if len(tasks) <= _EACH:
            for task in tasks:
                self._run.warn("{day} was not predicted: {message}", day=task.day, message=task.complaint)
            return
        self._run.warn(
            "{count} dates cannot be predicted: {days}. {first}",
            count=len(tasks),
            days=listed([task.day for task in tasks]),
            first=tasks[0].complaint,
        )

    def cancelled(self) -> Cancelled:
        """Returns the exception for a cancel; its message states what is kept."""
        if not self.files:
            return Cancelled()
        return Cancelled(
            "Cancelled; {count} finished dates are kept in {folder}. Run the series again to continue.",
            count=len(self.files),
            folder=self._manifest.folder,
        )

    def result(self) -> SeriesResult:
        return SeriesResult(
            files=dict(sorted(self.files.items())),
            made=tuple(day for day in self.made if day not in self.failed),
            failed=dict(sorted(self.failed.items())),
            manifest=self._manifest.path,
            observed=frozenset(self._observed),
        )


def _words(task: Task) -> str:
    if task.coarse is None:
        return f"{task.day}."
    pairs = tr("pairs of {days}", days=", ".join(task.days()[0])) if task.predicted else tr("not enough pairs")
    kept = tr("; the observed fine image is kept") if task.observed else ""
    return tr(
        "{day}: coarse {name}, {pairs}{kept}.", day=task.day, name=Path(task.coarse.source).name, pairs=pairs, kept=kept
    )
