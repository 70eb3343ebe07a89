"""Kernels compiled in the background by a QGIS task, and parallel to a run; the process is tested in tests/models."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

pytest.importorskip("numba")


@pytest.fixture
def cache(qgis_app, tmp_path, monkeypatch) -> Path:
    """An empty folder of kernels, with background compilation enabled."""
    monkeypatch.setenv("STFUSION_CACHE", str(tmp_path))
    monkeypatch.setenv("STFUSION_PRECOMPILE", "1")
    return tmp_path


@pytest.fixture
def background(cache):
    """The function called by the plugin; stopped at the end."""
    from stfusion.algorithms.desktop import compiletask

    yield compiletask
    compiletask.stop_compiling()
    assert wait_for(lambda: not tasks())


def tasks() -> list:
    from qgis.core import QgsApplication

    return [task for task in QgsApplication.taskManager().tasks() if "compile" in task.description()]


def wait_for(condition, seconds: float = 60) -> bool:
    from qgis.core import QgsApplication

    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        QgsApplication.processEvents()
        time.sleep(0.01)
    return bool(condition())


def kernels(folder: Path) -> list[Path]:
    return list(folder.rglob("*.nbc"))


def test_the_task_compiles_and_reports_progress(background, cache, monkeypatch) -> None:
    from stfusion.algorithms import compiling
    from stfusion.models.precompile import command

    monkeypatch.setattr(compiling, "command", lambda names: command(["spstfm"]))  # the quickest
    background.compile_later(0)
    assert wait_for(tasks)
    (task,) = tasks()
    progress, ended = [], []
    task.progressChanged.connect(progress.append)
    task.taskCompleted.connect(lambda: ended.append(True))
    assert task.canCancel()
    assert wait_for(lambda: ended)
    assert kernels(cache) and max(progress) == 100


def test_cancel_ends_the_process_at_once_and_a_run_is_right(background, cache) -> None:
    import numpy as np

    from stfusion.core.fusion.predict import predict_array
    from stfusion.core.kernels.common.precompiled import is_complete, only_process
    from stfusion.core.scenes.scene import array_scene
    from stfusion.models import methods

    background.compile_later(0)
    assert wait_for(lambda: kernels(cache))
    (task,) = tasks()
    ended: list[bool] = []
    task.taskTerminated.connect(lambda: ended.append(True))
    started = time.monotonic()
    task.cancel()
    assert wait_for(lambda: ended, 5) and time.monotonic() - started < 2
    with only_process() as alone:
        assert alone, "the process is still there"
    assert not is_complete()
    image, method = np.full((1, 20, 20), 0.2), methods()["starfm"]
    found = predict_array(method, array_scene([(image, image)], image), method.Options(window=5), device="cpu")
    np.testing.assert_allclose(found.values, 0.2, atol=1e-6)


def test_unloading_the_plugin_ends_it(background, cache) -> None:
    from stfusion.core.kernels.common.precompiled import only_process

    background.compile_later(0)
    assert wait_for(lambda: list(cache.rglob("compiling.lock")))
    background.stop_compiling()
    assert wait_for(lambda: not tasks(), 5)
    with only_process() as alone:
        assert alone


@pytest.fixture
def started(monkeypatch) -> list:
    """The processes that were started, which do nothing."""
    from stfusion.algorithms import compiling

    found: list = []

    class Process:
        def kill(self):
            found.append("killed")

        def waitForFinished(self):
            found.append("ended")

        def waitForStarted(self):
            return False

        def errorString(self):
            return "not a real one"

    monkeypatch.setattr(compiling, "start", lambda names=(): found.append(tuple(names)) or Process())
    return found


def ran(background) -> None:
    background.compile_later(0)
    assert wait_for(tasks, 2)
    assert wait_for(lambda: not tasks())


def test_it_is_started_where_something_is_missing(background, started) -> None:
    ran(background)
    assert started == [()]


def test_not_without_numba(background, started, monkeypatch) -> None:
    from stfusion.core.kernels.common import precompiled

    found = precompiled.importlib.util.find_spec
    monkeypatch.setattr(precompiled.importlib.util, "find_spec", lambda name: None if name == "numba" else found(name))
    ran(background)
    assert not started


def test_not_where_all_is_compiled(background, started) -> None:
    from stfusion.core.kernels.common import precompiled

    precompiled.cache_folder().mkdir(parents=True)
    precompiled.set_complete()
    ran(background)
    assert not started


def test_not_where_the_user_turned_it_off(background, started, monkeypatch) -> None:
    from qgis.core import QgsSettings

    from stfusion.algorithms import compiling

    monkeypatch.setenv(compiling.VARIABLE, "0")
    background.compile_later(0)
    monkeypatch.delenv(compiling.VARIABLE)
    QgsSettings().setValue(compiling.SETTING, False)
    try:
        background.compile_later(0)
        assert not wait_for(lambda: tasks() or started, 0.5)
    finally:
        QgsSettings().remove(compiling.SETTING)
    background.compile_later(0)
    assert wait_for(lambda: started)


def test_not_in_qgis_process_and_only_some_time_after_the_start_of_the_window(background, started, monkeypatch) -> None:
    from qgis.PyQt.QtWidgets import QMainWindow

    from stfusion.plugin import StFusionPlugin

    class Interface:
        def mainWindow(self):
            return window

        def addPluginToMenu(self, name, action):
            pass

        def removePluginMenu(self, name, action):
            pass

        def addToolBarWidget(self, widget):
            return widget

        def removeToolBarIcon(self, action):
            pass

        def messageBar(self):
            return None

    class Provider:
        def icon(self):
            from qgis.PyQt.QtGui import QIcon

            return QIcon()

    window = QMainWindow()
    for interface, waiting in ((None, False), (Interface(), True)):
        plugin = StFusionPlugin(interface)
        plugin.initProcessing = lambda plugin=plugin: setattr(plugin, "_provider", Provider())
        plugin.initGui()
        timer = background._background._timer
        assert (timer is not None and timer.isActive() and timer.remainingTime() > 5000) == waiting
        plugin._provider = None
        plugin.unload()
        assert background._background._timer is None
    assert not started and not tasks()


def test_beside_auto_the_methods_are_compiled_from_the_last_on(cache, started, monkeypatch) -> None:
    from stfusion.algorithms import compiling
    from stfusion.models import methods

    monkeypatch.setattr(compiling, "usable_cores", lambda: 2)
    with compiling.compiled_beside(methods()["starfm"], 1):
        pass
    assert not started
    with compiling.compiled_beside(methods()["auto"], 2):
        assert started == [("spstfm", "estarfm")]
    assert started[1:] == ["killed", "ended"]
    started.clear()
    monkeypatch.setattr(compiling, "usable_cores", lambda: 1)
    with compiling.compiled_beside(methods()["auto"], 2):
        pass
    assert not started


def test_after_an_installation_they_are_compiled(background, started, monkeypatch) -> None:
    from stfusion.algorithms.desktop.environmentdialog import EnvironmentDialog

    dialog = EnvironmentDialog()
    try:
        dialog._ended()
        assert wait_for(lambda: started)
    finally:
        dialog.reject()
