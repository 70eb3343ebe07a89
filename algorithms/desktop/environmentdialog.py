"""Dialog of the menu Plugins, STFusion: shows the installed packages and installs missing ones."""

from __future__ import annotations

import importlib
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.runtime.dependencies import download_size, packages_folder, use_packages_folder
from ...core.runtime.environment import PURPOSES, Environment, examine, install_command
from ..qgis_facts import qgis_facts
from ..words import tr
from .compiletask import compile_later
from .installtask import InstallTask

# Large, and not needed by the classical methods: not selected by default.
_LARGE = ("torch", "safetensors")


class EnvironmentDialog(QDialog):
    """Shows the report of `core.runtime.environment` and runs `InstallTask`. Closing it cancels an installation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("STFusion: check environment"))
        self.resize(760, 640)
        self._task: InstallTask | None = None
        self._boxes: dict[str, QCheckBox] = {}
        self._report, self._log = self._pane(), self._pane()
        self._command = QLineEdit()
        self._command.setReadOnly(True)
        self._wheels = QgsFileWidget()
        self._wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self._wheels.setToolTip(
            tr("A folder with wheel files that are used instead of the network. Empty: pip's own settings.")
        )
        self._choices, self._state = QVBoxLayout(), QLabel()
        self._state.setWordWrap(True)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._install = self._button(tr("Install packages"), self.start)
        self._cancel = self._button(tr("Cancel installation"), self.stop)
        self._arrange()
        self.refresh()

    def refresh(self) -> None:
        """Examines the Python environment again."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = examine(qgis_facts())
        finally:
            QApplication.restoreOverrideCursor()
        self._report.setPlainText(found.text)
        self._offer(found)
        self._set_running(self._task is not None)

    def chosen(self) -> list[str]:
        """Returns the import names of the selected packages."""
        return [name for name, box in self._boxes.items() if box.isChecked()]

    def start(self) -> None:
        """Installs the selected packages in the background; does nothing without a selection or while one runs."""
        if self._task is not None or not self.chosen():
            return
        self._log.clear()
        self._set_running(True)
        self._state.setText(tr("Installing packages. You can continue to work with QGIS."))
        self._task = InstallTask(self.chosen(), self._wheels.filePath().strip())
        self._task.said.connect(self._log.appendPlainText)
        self._task.taskCompleted.connect(self._ended)
        self._task.taskTerminated.connect(self._ended)
        QgsApplication.taskManager().addTask(self._task)

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def reject(self) -> None:
        self.stop()
        super().reject()

    def _ended(self) -> None:
        outcome, self._task = (self._task.outcome if self._task else ""), None
        use_packages_folder()
        importlib.invalidate_caches()
        compile_later(0)
        self.refresh()
        self._state.setText(outcome or tr("Cancelled; nothing was installed."))

    def _offer(self, found: Environment) -> None:
        for box in self._boxes.values():
            box.hide()  # deleteLater only deletes it when the event loop is idle
            box.deleteLater()
        self._boxes = {}
        for name in found.missing:
            box = QCheckBox(tr("{}: {} (about {} MB)").format(name, tr(PURPOSES[name]), download_size([name])))
            box.setChecked(name not in _LARGE)
            box.toggled.connect(self._show_command)
            self._choices.addWidget(box)
            self._boxes[name] = box
        self._state.setText(tr("Select packages to install.") if found.missing else tr("All packages are installed."))
        self._show_command()

    def _show_command(self) -> None:
        names = self.chosen()
        self._command.setText(install_command(names) if names else "")
        self._command.setCursorPosition(0)
        self._install.setEnabled(bool(names) and self._task is None)
        self._note.setVisible(bool(names))
        self._note.setText(
            tr(
                "Installing downloads about {} MB with pip into the folder {}. The numpy and GDAL of QGIS and everything "
                "outside that folder stay unchanged."
            ).format(download_size(names), packages_folder())
        )

    def _set_running(self, running: bool) -> None:
        self._install.setEnabled(not running and bool(self.chosen()))
        self._cancel.setEnabled(running)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        copy_report = self._button(tr("Copy report"), lambda: self._copy(self._report.toPlainText()))
        copy_command = self._button(tr("Copy command"), lambda: self._copy(self._command.text()))
        layout.addWidget(QLabel(tr("System information (include it in bug reports):")))
        layout.addWidget(self._report, 3)
        layout.addLayout(_row(copy_report))
        layout.addLayout(self._choices)
        layout.addWidget(self._note)
        layout.addLayout(_row(QLabel(tr("Folder with wheels (offline)")), self._wheels))
        layout.addLayout(_row(QLabel(tr("In a terminal")), self._command, copy_command))
        layout.addWidget(self._log, 2)
        layout.addWidget(self._state)
        layout.addLayout(_row(self._install, self._cancel, self._button(tr("Close"), self.reject)))

    def _button(self, text: str, act: Any) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)  # Enter in a field must not start an installation
        button.clicked.connect(lambda: act())
        return button

    @staticmethod
    def _pane() -> QPlainTextEdit:
        pane = QPlainTextEdit()
        pane.setReadOnly(True)
        pane.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        return pane

    @staticmethod
    def _copy(text: str) -> None:
        QApplication.clipboard().setText(text)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    return row
