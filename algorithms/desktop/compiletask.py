"""Compiles the kernels in the background: after packages were installed, and at the first start of QGIS after that."""

from __future__ import annotations

import time

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import QProcess, QTimer

from .. import compiling
from ..words import tr

# Milliseconds after the start of QGIS, when it has drawn its window and loaded a project.
_DELAY = 15_000

_POLL = 200  # milliseconds between two checks for cancel
_KEPT = 2000  # characters of an error that are kept


class CompileTask(QgsTask):
    """Runs the process of `models.precompile`, with low priority; nothing happens if all kernels are compiled already.

    Shows no message: a kernel that is not compiled in advance is compiled when a run needs it.
    """

    def __init__(self) -> None:
        flags = QgsTask.Flag.CanCancel
        if hasattr(QgsTask.Flag, "Silent"):  # from QGIS 3.26 on
            flags |= QgsTask.Flag.Silent
        super().__init__(tr("STFusion: compile kernels for this computer"), flags)

    def run(self) -> bool:
        """Runs in a worker thread."""
        try:
            if compiling.missing():
                self._compile()
        except Exception as error:
            self._note(f"{type(error).__name__}: {error}")
        return not self.isCanceled()

    def _compile(self) -> None:
        process = compiling.start()
        if not process.waitForStarted():
            self._note(process.errorString())
            return
        while process.state() != QProcess.ProcessState.NotRunning:
            if self.isCanceled():
                process.kill()
                process.waitForFinished()
                return
            if not process.waitForReadyRead(_POLL):
                time.sleep(0.02)  # it has closed its output and will end soon
            lines = bytes(process.readAllStandardOutput()).decode("ascii", "ignore").split()
            if lines:
                self.setProgress(100 * float(lines[-1]))
        if process.exitCode() or process.exitStatus() != QProcess.ExitStatus.NormalExit:
            self._note(bytes(process.readAllStandardError()).decode("utf-8", "replace").strip()[-_KEPT:])

    @staticmethod
    def _note(reason: str) -> None:
        text = tr("Kernels could not be compiled in the background, so the first runs compile them: {}").format(reason)
        QgsMessageLog.logMessage(text, "STFusion", Qgis.MessageLevel.Info, False)


class _Background:
    """The task of this session, and the timer before it."""

    def __init__(self) -> None:
        self._timer: QTimer | None = None
        self._task: CompileTask | None = None

    def start(self, delay: int) -> None:
        if not compiling.wanted():
            return
        if self._timer is None:
            self._timer = QTimer()
            self._timer.setSingleShot(True)
            self._timer.timeout.connect(self._begin)
            QgsApplication.instance().aboutToQuit.connect(self.stop)
        self._timer.start(delay)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            QgsApplication.instance().aboutToQuit.disconnect(self.stop)
            self._timer = None
        if self._task is not None:
            self._task.cancel()
            self._ended()

    def _begin(self) -> None:
        if self._task is None:
            self._task = CompileTask()
            self._task.taskCompleted.connect(self._ended)
            self._task.taskTerminated.connect(self._ended)
            QgsApplication.taskManager().addTask(self._task)

    def _ended(self) -> None:
        self._task = None


_background = _Background()


def compile_later(delay: int = _DELAY) -> None:
    """Compiles missing kernels after a delay in milliseconds, without blocking the main thread."""
    _background.start(delay)


def stop_compiling() -> None:
    _background.stop()
