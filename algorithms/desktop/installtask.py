"""Runs pip in the background, shows its output, and makes the packages available when the installation succeeded."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QProcess, QProcessEnvironment, pyqtSignal

from ...core.errors import Cancelled, FusionError, InputError
from ...core.runtime.dependencies import REQUIREMENTS
from ...core.runtime.installing import Staging, clean_environment, failure, staging
from ..qgis_facts import proxy_variables
from ..words import tr

_POLL = 200  # milliseconds between two checks for cancel
_KEPT = 20_000  # characters of output that are kept to find the reason of a failure


class InstallTask(QgsTask):
    """Installs packages into STFusion's own folder.

    `said` emits pip's output line by line; after `taskCompleted` or `taskTerminated`, `outcome` describes the result in
    one sentence.
    """

    said = pyqtSignal(str)

    def __init__(self, modules: Sequence[str], wheels: str = "") -> None:
        super().__init__(tr("STFusion: install packages"), QgsTask.Flag.CanCancel)
        self._requirements = [REQUIREMENTS.get(module, module) for module in modules]
        self._wheels = wheels
        # Settings are read here, in the main thread.
        self._variables = {**clean_environment(os.environ), **proxy_variables(os.environ)}
        self.outcome = ""

    def run(self) -> bool:
        """Runs in a worker thread."""
        try:
            self.outcome = self._install()
        except FusionError as error:
            self.outcome = str(error)
            return False
        except Exception as error:
            words = tr("The installation stopped with an internal error ({}: {}).")
            self.outcome = words.format(type(error).__name__, error)
            return False
        return True

    def _install(self) -> str:
        with staging() as place:
            output, code = self._pip(place)
            if self.isCanceled():
                raise Cancelled(tr("Cancelled; nothing was installed."))
            if code:
                raise InputError(failure(output, code))
            installed = place.complete()
        return tr("Installed in {}: {}.").format(place.target, ", ".join(installed))

    def _pip(self, place: Staging) -> tuple[str, int]:
        """Returns pip's output, including errors, and its exit code."""
        program, *arguments = place.command(self._requirements, self._wheels)
        self.said.emit(" ".join([program, *arguments]))
        process = QProcess()
        variables = QProcessEnvironment()
        for key, value in self._variables.items():
            variables.insert(key, value)
        process.setProcessEnvironment(variables)
        # An empty folder, so that no code from the folder in which QGIS was started can run.
        process.setWorkingDirectory(str(place.folder))
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.start(program, arguments)
        if not process.waitForStarted():
            raise InputError(
                tr("{} cannot be started ({}); install the packages with the command that is shown.").format(
                    program, process.errorString()
                )
            )
        output = ""
        while process.state() != QProcess.ProcessState.NotRunning:
            if self.isCanceled():
                process.kill()
                process.waitForFinished()
                break
            if not process.waitForReadyRead(_POLL):
                time.sleep(0.02)  # it has closed its output and will end soon
            output = self._heard(process, output)
        output = self._heard(process, output)
        crashed = process.exitStatus() != QProcess.ExitStatus.NormalExit
        return output, process.exitCode() or int(crashed)

    def _heard(self, process: QProcess, before: str) -> str:
        new = bytes(process.readAll()).decode("utf-8", "replace")
        for line in new.splitlines():
            if line.strip():
                self.said.emit(line.rstrip())
        return (before + new)[-_KEPT:]
