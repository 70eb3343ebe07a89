"""Interface between a long computation and its caller: progress, messages, cancellation."""

from __future__ import annotations

import logging
from typing import Callable

from .errors import Cancelled
from .words import named, tr

INFO, WARNING = "info", "warning"

_log = logging.getLogger("stfusion")


def _to_logging(text: str, level: str) -> None:
    _log.log(logging.WARNING if level == WARNING else logging.INFO, text)


class Run:
    """One task, or one named step of a task.

    Parameters
    ----------
    progress : callable(float), optional
        Receives the completed share of the whole task, 0 to 1; it never decreases.
    cancelled : callable() -> bool, optional
        Polled often, from any thread; True stops the task within two seconds.
    log : callable(str, str), optional
        Receives a message and its level, `INFO` or `WARNING`.
    stage : callable(str), optional
        Receives the name of each step when it starts.
    """

    def __init__(
        self,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        log: Callable[[str, str], None] | None = None,
        stage: Callable[[str], None] | None = None,
    ) -> None:
        self._report = progress or (lambda share: None)
        self._cancelled = cancelled or (lambda: False)
        self._log = log or _to_logging
        self._stage = stage or (lambda name: None)
        self._done = 0.0
        self._name = ""
        self._outer: Run | None = None

    @property
    def cancelled(self) -> bool:
        return self._cancelled()

    def check(self) -> None:
        """Raises `Cancelled` if the user cancelled."""
        if self._cancelled():
            raise Cancelled

    def info(self, text: str, /, **values: object) -> None:
        """Logs a message. `text` is an English literal with placeholders for `values`, translated by `words.tr`."""
        self._log(tr(text, **values), INFO)

    def warn(self, text: str, /, **values: object) -> None:
        """Logs a warning; parameters as for `info`."""
        self._log(tr(text, **values), WARNING)

    def progress(self, share: float) -> None:
        """Reports the completed share of this step, 0 to 1; a smaller share than before is ignored."""
        self._announce()
        share = min(max(share, 0.0), 1.0)
        if share > self._done:
            self._done = share
            self._report(share)

    def steps(self, **weights: float) -> list[Run]:
        """Splits this run into consecutive steps.

        Parameters
        ----------
        **weights
            Step name (underscores are shown as spaces) and its expected share of the time, in any unit.

        Returns
        -------
        list of Run
            One for each step, in the order given. A step reports its name with its first progress report.
        """
        total = sum(weights.values())
        children, start = [], 0.0
        for name, weight in weights.items():
            share = weight / total
            children.append(self._step(name.replace("_", " "), start, share))
            start += share
        return children

    def part(self, number: int, count: int) -> Run:
        """Returns part `number`, from 0, of `count` equal, unnamed parts of this run."""
        return self._step("", number / count, 1 / count)

    def _step(self, name: str, start: float, share: float) -> Run:
        child = Run(lambda done: self.progress(start + share * done), self._cancelled, self._log, self._stage)
        child._name, child._outer = name, self
        return child

    def _announce(self) -> None:
        if self._outer is not None:
            self._outer._announce()
        if self._name:
            name, self._name = self._name, ""
            self._stage(named(name))
