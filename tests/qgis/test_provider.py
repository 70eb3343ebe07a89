"""Checks of everything that the provider shows to users."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from published import PUBLISHED
from qgis_light import LIGHT_START

HTML = re.compile(r"<[a-z/][^>]*>", re.IGNORECASE)


@pytest.fixture
def algorithms(provider):
    found = provider.algorithms()
    assert found
    return found


def test_provider(provider) -> None:
    from stfusion.core.runtime.version import version

    assert provider.id() == "stfusion" and provider.name() == "STFusion"
    assert provider.versionInfo() == version()
    assert not provider.icon().isNull() and Path(provider.svgIconPath()).is_file()
    assert provider.supportedOutputRasterLayerExtensions()[0] == "tif"


def test_every_method_is_an_algorithm(algorithms) -> None:
    from stfusion.models import methods

    assert set(methods()) <= {algorithm.name() for algorithm in algorithms}


def test_ids_and_words(algorithms) -> None:
    for algorithm in algorithms:
        name = algorithm.name()
        assert re.fullmatch(r"[a-z][a-z0-9]*", name)
        assert len(algorithm.tags()) >= 5, name
        assert not algorithm.icon().isNull(), name
        assert len(algorithm.shortHelpString()) > 300, name
        assert 10 < len(algorithm.shortDescription()) < 140, name
        for text in (algorithm.shortHelpString(), algorithm.shortDescription(), algorithm.displayName()):
            assert not HTML.search(text) and "&lt;" not in text, f"{name}: HTML shows on the command line"


def test_groups_are_five_in_the_order_of_a_beginner(algorithms) -> None:
    """QGIS sorts groups by name. Each group has its own icon, and every algorithm is in the group of its type."""
    groups = sorted({(algorithm.group(), algorithm.groupId()) for algorithm in algorithms})
    assert groups == [
        ("1. Start here", "start"),
        ("2. Classical methods", "classical"),
        ("3. Networks", "networks"),
        ("4. Prepare and assess", "prepare"),
        ("5. Parcels and other data", "other"),
    ]
    icons = {(algorithm.groupId(), algorithm.svgIconPath()) for algorithm in algorithms}
    assert len(icons) == 5 and len({path for _, path in icons}) == 5
    members = {group: {one.name() for one in algorithms if one.groupId() == group} for _, group in groups}
    assert members["start"] == {"sampledata", "auto", "fuseseries", "compare"}
    assert members["classical"] == {"starfm", "estarfm", "fsdaf", "fitfc", "spstfm"}
    assert {"prepare", "coregister", "simulatecoarse", "assess", "environment"} <= members["prepare"]
    assert "train" in members["networks"] and members["other"] == {"dstfnet"}


def test_networks_say_what_they_need_and_are_found_by_their_family(algorithms) -> None:
    from stfusion.models import methods

    by_name = {algorithm.name(): algorithm for algorithm in algorithms}
    for name, method in methods().items():
        assert method.info.group in by_name[name].tags(), name
        needy = bool(method.lacks(method.Options(), 1))
        assert needy == ("needs weights or two pairs" in by_name[name].shortDescription()), name
    assert "needs weights or two pairs" in by_name["edcstfn"].shortDescription()


def test_parameters(algorithms) -> None:
    for algorithm in algorithms:
        definitions = algorithm.parameterDefinitions()
        assert len({definition.name() for definition in definitions}) == len(definitions)
        for definition in definitions:
            where = f"{algorithm.name()} {definition.name()}"
            # QGIS names a model's output after its step.
            assert re.fullmatch(r"[A-Z][A-Z0-9_]*|[a-z]+:[A-Z][A-Za-z]*", definition.name()), where
            assert definition.description(), where
            assert not HTML.search(definition.description()) and "&lt;" not in definition.description(), where
            assert definition.help() and definition.help() != definition.description(), where
            assert definition.help() in definition.toolTip(), where
            assert definition.help().endswith("."), where


def test_at_most_six_parameters_are_shown_at_first(algorithms) -> None:
    from stfusion.algorithms.forms.widgets import visible

    for algorithm in algorithms:
        shown = [definition.name() for definition in visible(algorithm.parameterDefinitions())]
        assert len(shown) <= 6, f"{algorithm.name()} shows {shown}"


def test_no_algorithm_runs_in_the_main_thread(algorithms) -> None:
    from qgis.core import QgsProcessingAlgorithm, QgsProcessingModelAlgorithm

    for algorithm in algorithms:
        # QGIS 3.22 runs every model in the main thread, and keeps the window responsive itself.
        if isinstance(algorithm, QgsProcessingModelAlgorithm):
            continue
        assert not algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagNoThreading


def test_help_pages_are_there_and_up_to_date(algorithms) -> None:
    from qgis.PyQt.QtCore import QUrl

    from stfusion.algorithms.help.helppage import help_page

    for algorithm in algorithms:
        page = Path(QUrl(algorithm.helpUrl()).toLocalFile())
        assert page.parent == ROOT / "resources" / "help"
        assert page.read_text(encoding="utf-8") == help_page(algorithm), "run scripts/make_help.py"
    names = {page.stem for page in (ROOT / "resources" / "help").glob("*.html")}
    assert names == {algorithm.name() for algorithm in algorithms} | {"which", "tutorial"}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_keys_stay(provider, name) -> None:
    found = {definition.name() for definition in provider.algorithm(name).parameterDefinitions()}
    assert set(PUBLISHED[name].split()) <= found


def test_every_algorithm_is_among_the_published(algorithms) -> None:
    """A new algorithm is added there, so that its keys are kept from then on."""
    assert {algorithm.name() for algorithm in algorithms} == set(PUBLISHED)


def test_loads_in_a_blink_without_heavy_packages(qgis_app) -> None:
    """Plugin, provider and all forms are created in a new process."""
    done = subprocess.run([sys.executable, "-c", LIGHT_START, str(ROOT)], capture_output=True, text=True, timeout=120)
    assert "loaded:" in done.stdout, done.stdout + done.stderr
    assert "heavy: []" in done.stdout, done.stdout


def test_unloads_cleanly(processing) -> None:
    """A second plugin object registers and removes only its own objects."""
    from qgis.core import QgsApplication, QgsProcessingProvider

    registry = QgsApplication.processingRegistry()
    before = {one.id() for one in registry.providers()}
    from stfusion.plugin import StFusionPlugin

    class Other(StFusionPlugin):
        pass

    plugin = Other(None)
    plugin.unload()  # never loaded: nothing happens
    assert {one.id() for one in registry.providers()} == before
    assert isinstance(registry.providerById("stfusion"), QgsProcessingProvider)
