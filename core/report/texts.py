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
from .page import Page


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


def write_texts(
    files: ExitStack,
    run: Run,
    table: tuple[str, Callable[[Any], object]],
    report: tuple[str, Callable[[], Page]],
) -> None:
    """Write the files that are wanted. They are complete when `files` is left: an error in the last removes the others, too.

    Parameters
    ----------
    files : ExitStack
        Completes the files as it is left.
    run : Run
    table : (path, callable(file))
        Where the table goes, and what writes its rows. An empty path is not wanted.
    report : (path, callable())
        Where the page goes, and what makes it.

    Raises
    ------
    InputError, Cancelled
    """
    for path, write in (table, (report[0], lambda file: file.write(report[1]().html()))):
        if path:
            write(files.enter_context(written(path)))
    run.progress(1)
    run.check()
