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
    """Files by date, in order, including earlier results; failed dates with the reason; and the manifest."""

    files: dict[date, Path]
    made: tuple[date, ...]
    failed: dict[date, str]
    manifest: Path


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
    work.tell()
    made = tuple(day for day in work.made if day not in work.failed)
    return SeriesResult(dict(sorted(work.files.items())), made, dict(sorted(work.failed.items())), manifest.path)


class _Work:
    """Processes the tasks, and counts what became of them."""

    def __init__(self, tasks: Tasks, predictor: SeriesPredictor, manifest: Manifest, run: Run) -> None:
        self._tasks, self._predictor, self._manifest, self._run = tasks.tasks, predictor, manifest, run
        self.files: dict[date, Path] = {}
        self.made: list[date] = []
        self.failed: dict[date, str] = {}
        self._observed = 0

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
            self._observed += entry.status == DONE and entry.observed
        if entry.status == DONE:
            self.files[task.day] = self._manifest.folder / entry.file
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
        """Returns the error of a cancel, which says what is kept."""
        if not self.files:
            return Cancelled()
        return Cancelled(
            "Cancelled; {count} finished dates are kept in {folder}. Run the series again to continue.",
            count=len(self.files),
            folder=self._manifest.folder,
        )

    def tell(self) -> None:
        """Report the numbers of dates. Raises `InputError` if there is no result."""
        if not self.files:
            raise InputError(
                "None of the {count} dates could be predicted. {reason}",
                count=len(self._tasks),
                reason=next(iter(self.failed.values()), ""),
            )
        made = sum(day in self.files for day in self.made)
        self._run.info(
            "{count} dates: {predicted} predicted, {observed} observed, {reused} reused, {failed} failed.",
            count=len(self._tasks),
            predicted=made - self._observed,
            observed=self._observed,
            reused=len(self.files) - made,
            failed=len(self.failed),
        )


def _words(task: Task) -> str:
    if task.coarse is None:
        return f"{task.day}."
    pairs = tr("pairs of {days}", days=", ".join(task.days()[0])) if task.predicted else tr("not enough pairs")
    kept = tr("; the observed fine image is kept") if task.observed else ""
    return tr(
        "{day}: coarse {name}, {pairs}{kept}.", day=task.day, name=Path(task.coarse.source).name, pairs=pairs, kept=kept
    )
