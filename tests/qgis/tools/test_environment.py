"""Check environment, and packages installed by a real pip from wheels on disk into an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

import pytest
from support import ROOT

from wheels import write_wheel

NUMPY = metadata.version("numpy")


@pytest.fixture
def wheels(tmp_path) -> Path:
    """A package that needs numpy, and two numpys of which the newer is not that of QGIS."""
    folder = tmp_path / "wheels of mine"
    write_wheel(folder, "stf_tiny", "1.0", "told = 'tiny'", ("numpy",))
    write_wheel(folder, "numpy", NUMPY, "told = 'no numpy of QGIS'")
    write_wheel(folder, "numpy", "99.0", "told = 'newest'")
    write_wheel(folder, "stf_new_numpy", "1.0", "", ("numpy>=99",))
    return folder


@pytest.fixture
def packages(tmp_path, monkeypatch) -> Path:
    """STFusion's own folder, empty; its path has a space and an umlaut, as in a user name."""
    folder = tmp_path / "Jörg B" / "packages"
    monkeypatch.setenv("STFUSION_PACKAGES", str(folder))
    for key in [key for key in os.environ if key.startswith("PIP_")]:
        monkeypatch.delenv(key)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return folder


@pytest.fixture
def install(qgis_app):
    """Runs an installation in a task, as QGIS does; returns the finished task and pip's output."""
    from qgis.core import QgsApplication

    from stfusion.algorithms.desktop.installtask import InstallTask

    def run(names, wheels="", cancel_after=None):
        task, said, ended = InstallTask(names, str(wheels)), [], []
        task.said.connect(said.append)
        task.taskCompleted.connect(lambda: ended.append(True))
        task.taskTerminated.connect(lambda: ended.append(False))
        QgsApplication.taskManager().addTask(task)
        started = time.monotonic()
        while not ended and time.monotonic() - started < 60:
            QgsApplication.processEvents()
            if cancel_after is not None and said and time.monotonic() - started > cancel_after:
                task.cancel()
            time.sleep(0.01)
        assert ended, "the task did not end"
        return ended[0], task.outcome, said

    return run


def leftovers(packages: Path) -> list[str]:
    return [path.name for path in packages.parent.iterdir() if path != packages]


def contents(packages: Path) -> set[str]:
    return {path.name for path in packages.iterdir()}


def test_pip_installs_into_the_folder_and_leaves_numpy_out(install, wheels, packages) -> None:
    ok, outcome, said = install(["stf_tiny"], wheels)
    assert ok, (outcome, said)
    assert outcome == f"Installed in {packages}: stf_tiny 1.0."
    assert contents(packages) == {"stf_tiny", "stf_tiny-1.0.dist-info"}
    assert any(line.startswith("Processing") or "stf-tiny" in line or "stf_tiny" in line for line in said[1:]), said
    assert f"numpy-{NUMPY}" in "".join(said), "pip was not kept to QGIS' numpy"
    assert not leftovers(packages)
    from stfusion.core.runtime.dependencies import require, use_packages_folder

    use_packages_folder()
    assert require("stf_tiny", "STARFM").told == "tiny"
    sys.modules.pop("stf_tiny")


def test_no_module_of_the_current_folder_runs(install, wheels, packages, tmp_path, monkeypatch) -> None:
    """If QGIS is started by a double click on a project, the project's folder is the working directory."""
    project = tmp_path / "project"
    project.mkdir()
    for name in ("pip", "runpy", "logging", "sitecustomize"):
        trap = f"open({str(tmp_path / 'RAN')!r}, 'w')\n"
        (project / f"{name}.py").write_text(trap, encoding="utf-8")
    monkeypatch.chdir(project)
    ok, outcome, said = install(["stf_tiny"], os.path.relpath(wheels))
    assert not (tmp_path / "RAN").exists()
    assert ok and outcome == f"Installed in {packages}: stf_tiny 1.0.", (outcome, said)


def test_an_installation_of_nothing_is_a_failure(install, packages, monkeypatch) -> None:
    """A pip that does nothing and reports success."""
    from stfusion.core.runtime import installing

    monkeypatch.setattr(installing, "pip_program", lambda: [sys.executable, "-c", "print('done')"])
    ok, outcome, _ = install(["stf_tiny"])
    assert not ok and "installed no package" in outcome and not contents(packages) and not leftovers(packages)


def test_an_update_replaces_the_old_package_and_nothing_else(install, wheels, packages) -> None:
    assert install(["stf_tiny"], wheels)[0]
    (packages / "mine.txt").write_text("kept")
    (packages / "stf_tiny" / "old.py").write_text("not of the package")
    write_wheel(wheels, "stf_tiny", "1.1", "told = 'new'")
    ok, outcome, said = install(["stf_tiny"], wheels)
    assert ok, (outcome, said)
    assert contents(packages) == {"stf_tiny", "stf_tiny-1.1.dist-info", "mine.txt"}
    assert "told = 'new'" in (packages / "stf_tiny" / "__init__.py").read_text()


def test_a_package_for_another_numpy_is_refused(install, wheels, packages) -> None:
    ok, outcome, _ = install(["stf_new_numpy"], wheels)
    assert not ok and outcome.startswith("pip could not install the packages: ") and outcome.endswith(".")
    assert "\n" not in outcome and not contents(packages) and not leftovers(packages)


def test_the_users_own_settings_of_pip_are_respected(install, wheels, packages, monkeypatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", wheels.as_uri())
    ok, outcome, _ = install(["stf_tiny"])
    assert ok, outcome


def test_no_network_is_told_in_one_sentence(install, packages, monkeypatch) -> None:
    """This proxy does not exist; it simulates any missing network."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.invalid/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    ok, outcome, _ = install(["stf_tiny"])
    assert not ok and "Nothing was changed" in outcome and "\n" not in outcome and not contents(packages)


def test_cancel_stops_pip_and_leaves_nothing(install, packages, monkeypatch) -> None:
    """Pip waits for an index that never responds."""
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/simple")
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        started = time.monotonic()
        ok, outcome, _ = install(["stf_tiny"], cancel_after=1.5)
    assert not ok and outcome == "Cancelled; nothing was installed."
    assert time.monotonic() - started < 6
    assert not contents(packages) and not leftovers(packages)


def test_a_folder_that_cannot_be_made_is_told(install, packages, tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STFUSION_PACKAGES", str(tmp_path / "file" / "packages"))
    ok, outcome, _ = install(["stf_tiny"])
    assert not ok and "cannot be written" in outcome and "STFUSION_PACKAGES" in outcome


def test_a_python_without_pip_is_told() -> None:
    from stfusion.core.runtime.installing import failure

    assert "python3-pip" in failure("/usr/bin/python3: No module named pip", 1)
    assert "code 7" in failure("", 7)


def test_the_interpreter_is_never_taken_from_sys_executable(packages, monkeypatch) -> None:
    from stfusion.core.runtime.installing import staging

    monkeypatch.setattr(sys, "executable", "/usr/bin/qgis")
    with staging() as place:
        program = place.command(["stf_tiny"])[0]
    assert program != "/usr/bin/qgis" and os.access(program, os.X_OK)
    told = subprocess.run([program, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True)
    assert told.stdout.strip() == str(sys.version_info[:2])


@pytest.fixture
def proxy(qgis_app):
    """Sets QGIS' proxy, and removes it afterwards."""
    from qgis.core import QgsSettings

    values = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "proxy.test", "proxyPort": "3128"}
    for key, value in {**values, "proxyUser": "me@home", "proxyPassword": "a b"}.items():
        QgsSettings().setValue(f"proxy/{key}", value)
    yield
    QgsSettings().remove("proxy")


def test_the_proxy_of_qgis_is_used_unless_pip_has_one(proxy) -> None:
    from stfusion.algorithms.qgis_facts import proxy_variables

    assert proxy_variables({})["HTTPS_PROXY"] == "http://me%40home:a%20b@proxy.test:3128"
    assert proxy_variables({"PIP_PROXY": "http://other"}) == {}


def test_the_algorithm_tells_everything(processing) -> None:
    import numpy
    from qgis.core import Qgis, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    results = processing.run("stfusion:environment", {}, feedback=feedback)
    text = results["REPORT"]
    for word in ("QGIS: " + Qgis.QGIS_VERSION, "Python: ", "GDAL: ", "GDAL of rasterio: ", "CUDA: ", "torch: "):
        assert word in text, text
    assert f"numpy: {numpy.__version__}" in text and str(Path.home()) not in text
    assert text.splitlines()[0] in feedback.textLog()


HIDDEN = ("torch", "numba", "rasterio", "scipy", "safetensors")


@pytest.fixture
def without_packages(tmp_path) -> dict[str, str]:
    """Variables for a process in which the optional packages cannot be imported."""
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    for package in HIDDEN:
        text = f"raise ModuleNotFoundError('no {package}', name='{package}')\n"
        (shadow / f"{package}.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(shadow), os.environ.get("PYTHONPATH", ""))))}


def test_without_any_package_the_algorithm_says_how_to_get_them(qgis_process, without_packages) -> None:
    from stfusion.core.runtime.dependencies import shown_pip

    done = qgis_process("--json", "run", "stfusion:environment", **without_packages)
    assert done.code == 0, done.text
    results = done.json["results"]
    assert results["MISSING"].split() == ["rasterio", "scipy", "numba", "torch", "safetensors"]
    assert results["COMMAND"].startswith(f"{shown_pip()} install --target ")
    assert "numba>=0.57" in results["COMMAND"] and f"numpy=={NUMPY}" in results["COMMAND"]
    assert results["CUDA_DEVICES"] == 0


ALL = """
import sys; sys.path.insert(0, sys.argv[1]); import support
from qgis.testing import start_app
start_app()
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from stfusion.algorithms.provider import StFusionProvider
provider = StFusionProvider(); provider.refreshAlgorithms()
for algorithm in provider.algorithms():
    if algorithm.name() == "environment":
        continue
    ok, why = algorithm.canExecute()
    feedback = QgsProcessingFeedback(False)
    results, ran = algorithm.create().run({}, QgsProcessingContext(), feedback)
    said = "ran" if ran else " ".join(feedback.textLog().split())
    print(algorithm.name(), ok, why, said, sep="|")
sys.stdout.flush()
import os; os._exit(0)
"""


def test_every_algorithm_without_packages_gives_one_sentence_and_the_way_out(provider, without_packages) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALL, str(ROOT / "tests")],
        capture_output=True, text=True, timeout=100, env={**os.environ, **without_packages},
    )  # fmt: skip
    lines = [line.split("|") for line in done.stdout.splitlines() if line.count("|") == 3]
    # Models are chains of the others, and exist only after QGIS has loaded them.
    chains = {path.stem for path in (ROOT / "resources" / "models").glob("*.model3")}
    own = {one.name() for one in provider.algorithms()} - chains - {"environment"}
    assert {line[0] for line in lines} == own, done.stderr
    for name, ok, why, said in lines:
        assert ok == "False"
        for text in (why, said):
            assert " requires the Python package " in text and "-m pip install --target" in text, (name, text)
    assert "Traceback" not in done.stderr, done.stderr


@pytest.fixture
def dialog(qgis_app, packages, monkeypatch):
    """The window, with one missing package that pip can install from disk."""
    from stfusion.algorithms.desktop import environmentdialog
    from stfusion.core.runtime import environment

    monkeypatch.setitem(environment.PURPOSES, "stf_tiny", "a test")
    monkeypatch.setitem(environment.REQUIREMENTS, "stf_tiny", "stf_tiny>=1")
    made = environmentdialog.EnvironmentDialog()
    yield made
    made.reject()


def wait_for(condition) -> None:
    from qgis.core import QgsApplication

    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        QgsApplication.processEvents()
        time.sleep(0.01)
    assert condition()


def test_the_window_installs_with_one_click_and_says_what_it_does(dialog, wheels, packages) -> None:
    from qgis.PyQt.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit, QPushButton

    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    assert dialog.chosen() == ["stf_tiny"]
    buttons["Copy command"].click()
    assert "stf_tiny>=1" in QApplication.clipboard().text()
    buttons["Copy report"].click()
    assert "stf_tiny: missing" in QApplication.clipboard().text()
    dialog._wheels.setFilePath(str(wheels))
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert str(packages) in said and "stay unchanged" in said and "about 1 MB" in said
    assert [box.text() for box in dialog.findChildren(QCheckBox)] == ["stf_tiny: a test (about 1 MB)"]
    assert not packages.exists()
    buttons["Install packages"].click()
    assert buttons["Cancel installation"].isEnabled() and not buttons["Install packages"].isEnabled()
    dialog.start()  # a second click has no effect
    wait_for(lambda: not buttons["Cancel installation"].isEnabled())
    said = "\n".join(pane.toPlainText() for pane in dialog.findChildren(QPlainTextEdit))
    assert "Successfully installed" in said and "stf_tiny: 1.0, STFusion's own folder" in said
    assert not dialog.chosen(), "it is not missing any more"
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    dialog.grab().save(str(folder / "environment.png"))
    sys.modules.pop("stf_tiny", None)


class Interface:
    """The part of QGIS' window interface that the plugin uses."""

    def __init__(self):
        from qgis.gui import QgsMessageBar
        from qgis.PyQt.QtWidgets import QMainWindow

        self.window, self.menu, self.tools = QMainWindow(), [], []
        self.bar = QgsMessageBar(self.window)

    def mainWindow(self):
        return self.window

    def messageBar(self):
        return self.bar

    def addPluginToMenu(self, name, action):
        self.menu.append(action)

    def removePluginMenu(self, name, action):
        self.menu.remove(action)

    def addToolBarWidget(self, widget):
        self.tools.append(widget)
        return widget

    def removeToolBarIcon(self, action):
        self.tools.remove(action)


@pytest.fixture
def plugin(qgis_app, packages):
    from stfusion.plugin import StFusionPlugin

    made = StFusionPlugin(Interface())
    made.initProcessing = lambda: None  # the session has registered the provider already
    yield made
    made.unload()


def test_the_menu_leads_a_new_user_and_unloading_takes_it_away(plugin, monkeypatch) -> None:
    from qgis.PyQt.QtGui import QDesktopServices
    from qgis.PyQt.QtWidgets import QMessageBox

    interface = plugin._iface
    plugin.initGui()
    entries = {action.text(): action for action in interface.menu}
    assert list(entries) == [
        "Getting started", "Which method?", "Load sample data", "Fuse series", "Check environment", "About STFusion",
    ]  # fmt: skip
    (button,) = interface.tools
    assert button.menu().actions() == interface.menu, "one toolbar button with the same entries"

    pages = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pages.append(Path(url.toLocalFile())) or True)
    entries["Getting started"].trigger()
    entries["Which method?"].trigger()
    assert [page.name for page in pages] == ["tutorial.html", "which.html"] and all(page.is_file() for page in pages)

    entries["About STFusion"].trigger()
    boxes = interface.window.findChildren(QMessageBox)
    assert boxes and "GNU General Public License" in boxes[0].text() and not boxes[0].isModal()
    boxes[0].close()

    entries["Check environment"].trigger()
    assert plugin._dialog.isVisible()
    plugin.unload()
    assert not interface.menu and not interface.tools and plugin._dialog is None


def test_missing_packages_are_offered_once_without_blocking(plugin, monkeypatch) -> None:
    from qgis.core import QgsSettings
    from qgis.PyQt.QtWidgets import QPushButton

    from stfusion.algorithms.desktop import offer

    QgsSettings().remove("stfusion/offered")
    started = []
    monkeypatch.setattr(plugin, "install_packages", lambda: started.append(True))
    monkeypatch.setattr(offer, "NEEDED", ("rasterio", "stf_lacking"))
    bar = plugin._iface.bar
    plugin.initGui()
    (item,) = bar.items()
    assert "stf_lacking (about 1 MB to download)" in item.text() and "rasterio" not in item.text()
    next(button for button in item.findChildren(QPushButton) if button.text() == "Install").click()
    wait_for(lambda: started)
    assert not bar.items()
    plugin.unload()
    plugin.initGui()
    assert not bar.items(), "offered once"
    QgsSettings().remove("stfusion/offered")


def test_nothing_is_offered_where_nothing_is_missing(plugin) -> None:
    from qgis.core import QgsSettings

    QgsSettings().remove("stfusion/offered")
    plugin.initGui()
    assert not plugin._iface.bar.items()
