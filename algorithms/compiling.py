"""Starts the process that compiles kernels from QGIS: in the background, or parallel to a run that needs several."""

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

# Disable it by setting this environment variable to 0, or this QGIS setting to false.
VARIABLE, SETTING = "STFUSION_PRECOMPILE", "stfusion/precompile"


def wanted() -> bool:
    """Whether compilation of kernels in advance is enabled."""
    return os.environ.get(VARIABLE, "1") != "0" and QgsSettings().value(SETTING, True, bool)


def missing() -> bool:
    """Whether kernels are not compiled yet, and the required packages are installed."""
    return packages_found() and not is_complete()


def start(names: Sequence[str] = ()) -> QProcess:
    """Starts the process for all methods, or for the named ones in that order."""
    program, *arguments = command(names)
    process, variables = QProcess(), QProcessEnvironment()
    # One thread, so that the other cores remain free.
    for key, value in {**clean_environment(os.environ), "OMP_NUM_THREADS": "1"}.items():
        variables.insert(key, value)
    process.setProcessEnvironment(variables)
    process.setWorkingDirectory(os.path.dirname(program))  # not the folder that QGIS was started in
    process.start(program, arguments)
    return process


@contextmanager
def compiled_beside(method: Method, pairs: int) -> Iterator[None]:
    """For Auto, which runs other methods: a second process compiles their kernels in reverse order meanwhile.

    Of no use for a single method, whose compilation is nearly all for one kernel.
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
