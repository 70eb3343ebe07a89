"""Output files of a comparison: a table and a report, both optional."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from ..rasters.text_files import CSV, HTML, check_file, written
from ..run import Run
from ..runtime.dependencies import require
from ..words import later
from .figures import PURPOSE
from .page import Page

# Characters that spreadsheets interpret as the start of a formula, also after spaces; East Asian ones include
# full-width forms.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\n]")


class TableWriter:
    """Writes rows of a CSV file in which every text is shown as text.

    Spreadsheets evaluate a cell that begins with ``=``, ``+``, ``-`` or ``@``, which may come from a band or file name.
    They show a text after an apostrophe unchanged.
    """

    def __init__(self, file: Any) -> None:
        self._writer = csv.writer(file, lineterminator="\n")

    def row(self, cells: Iterable[object]) -> None:
        self._writer.writerow([_plain_text(cell) for cell in cells])


def _plain_text(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r", " ")  # it would end the row in some programs
    return f"'{text}" if _FORMULA.match(text) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def check_texts(sources: Iterable[str], table: str, report: str) -> None:
    """Check that the files can be written; empty paths are skipped. Raises `InputError`."""
    if table:
        check_file(table, CSV, later("table"), sources)
    if report:
        check_file(report, HTML, later("report"), sources)


def check_drawing(report: str) -> None:
    """Check that figures can be drawn, before the processing and not after it. Raises `DependencyError`."""
    if report:
        require("matplotlib.figure", PURPOSE)


def write_texts(
    files: ExitStack,
    run: Run,
    table: tuple[str, Callable[[Any], object]],
    report: tuple[str, Callable[[], Page]],
) -> None:
    """Write the requested files. They are completed on exit of `files`: an error in the last removes the others, too.

    Parameters
    ----------
    files : ExitStack
        Completes the files on exit.
    run : Run
    table : (path, callable(file))
        Path of the table, and a function that writes its rows. An empty path is skipped.
    report : (path, callable())
        Path of the page, and a function that returns it.

    Raises
    ------
    InputError, Cancelled
    """
    for path, write in (table, (report[0], lambda file: file.write(report[1]().html()))):
        if path:
            write(files.enter_context(written(path)))
    run.progress(1)
    run.check()
