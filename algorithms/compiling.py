"""The process that compiles kernels, started from QGIS: in the background, or beside a run that needs several of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QProcess, QProcessEnvironment

from ..core.fusion.method import Method
from ..core.kernels.common.precompiled import is_complete, packages_found
from ..core.runtime.device import usable_cores
from ..core.runtime.installing import clean_environment
from ..models import methods
from ..models.precompile import command

# Turn it off: an environment variable set to 0, or a setting of QGIS set to false.
VARIABLE, SETTING = "STFUSION_PRECOMPILE", "stfusion/precompile"


def wanted() -> bool:
    """Whether the user lets kernels be compiled before a run needs them."""
    return os.environ.get(VARIABLE, "1") != "0" and QgsSettings().value(SETTING, True, bool)


def missing() -> bool:
    """Whether there is anything to compile, and the packages for it."""
    return packages_found() and not is_complete()


def start(names: Sequence[str] = ()) -> QProcess:
    """Starts the process for all methods, or for the named ones in that order."""
    program, *arguments = command(names)
    process, variables = QProcess(), QProcessEnvironment()
    # One thread: the process gives way, and leaves the other cores alone.
    for key, value in {**clean_environment(os.environ), "OMP_NUM_THREADS": "1"}.items():
        variables.insert(key, value)
    process.setProcessEnvironment(variables)
    process.setWorkingDirectory(os.path.dirname(program))  # not the folder that QGIS was started in
    process.start(program, arguments)
    return process


@contextmanager
def compiled_beside(method: Method, pairs: int) -> Iterator[None]:
    """For the method that runs the others: while it compiles for the first, a process does so for the last.

    A single method gains nothing from it: nearly all of its compilation is one kernel.
    """
    others = [one for one in methods().values() if not one.info.learned and one is not method]
    names = [one.info.id for one in others if not one.pairs_complaint(pairs)]
    process = None
    if method.info.id == "auto" and len(names) > 1 and usable_cores() > 1 and wanted() and missing():
        process = start(names[:0:-1])
    try:
        yield
    finally:
        if process is not None:
            process.kill()
            process.waitForFinished()
