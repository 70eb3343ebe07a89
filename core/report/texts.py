"""The text files of a comparison: a table and a report, of which either may be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from ..rasters.text_files import CSV, HTML, check_file, written
from ..run import Run
from ..runtime.dependencies import require
from ..words import later
from .figures import PURPOSE


def check_texts(sources: Iterable[str], table: str, report: str) -> None:
    """Whether they can be written; those that are empty are not wanted. Raises `InputError`."""
    if table:
        check_file(table, CSV, later("table"), sources)
    if report:
        check_file(report, HTML, later("report"), sources)


def check_drawing(report: str) -> None:
    """Whether a report can have its pictures: asked before all the work, not behind it. Raises `DependencyError`."""
    if report:
        require("matplotlib.figure", PURPOSE)


def write_texts(files: ExitStack, run: Run, *wanted: tuple[str, Callable[[Any], object]]) -> None:
    """Fill the files that are wanted. They are entered before they are filled: an error in the last takes the others with it.

    Parameters
    ----------
    files : ExitStack
        Completes the files as it is left.
    run : Run
    wanted : tuple of (path, callable(file))
        An empty path is not wanted.

    Raises
    ------
    InputError, Cancelled
    """
    for path, fill in wanted:
        if path:
            fill(files.enter_context(written(path)))
    run.progress(1)
    run.check()
