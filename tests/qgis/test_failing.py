"""Cleanup after failed runs, and forms with invalid values."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from test_hostile import SURPRISE


def still_open(folder: Path) -> list[str]:
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(entry)
        except OSError:
            continue
        if target.startswith(str(folder)):
            found.append(target)
    return sorted(found)


@pytest.fixture
def copies(sample, tmp_path) -> dict[str, str]:
    """The pair and the target in a separate folder."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    return {key: shutil.copy(path, folder) for key, path in sample.one_pair.items()}


def cut(path: str) -> None:
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[: len(data) // 2])


def nothing_valid(path: str) -> None:
    import rasterio

    with rasterio.open(path, "r+") as dataset:
        dataset.write(dataset.read() * 0 + int(dataset.nodata))


# Failures and their changes to files: while pixels are read, when the scene is opened, in the form, in the options.
FAILURES = {
    "a cut file": ("starfm", lambda paths: cut(paths["COARSE_TARGET"]), {}),
    "no learning": ("stfnet", lambda paths: None, {}),
    "no pixel": ("fsdaf", lambda paths: nothing_valid(paths["FINE_1"]), {"WINDOW": 9, "RATIO": 3}),
    "a bad band": ("starfm", lambda paths: None, {"BANDS": "9 9 9 9"}),
    "no folder": ("starfm", lambda paths: None, {"OUTPUT": "/no/such/folder/o.tif"}),
    "a bad choice": ("starfm", lambda paths: None, {"DEVICE": "nowhere"}),
    "a tool": ("simulatecoarse", lambda paths: cut(paths["FINE_1"]), {"RATIO": 8}),
    "a tool's form": ("simulatecoarse", lambda paths: None, {"RATIO": 8, "BANDS": "77"}),
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="lists open files by /proc")
@pytest.mark.parametrize("what", FAILURES)
@pytest.mark.parametrize("by_algorithm", [False, True], ids=["processing.run", "without a check"])
def test_a_failed_run_keeps_no_dataset_open(processing, provider, copies, tmp_path, what, by_algorithm) -> None:
    """QGIS never frees the exception. On Windows a file that is open cannot be replaced until QGIS is closed."""
    from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

    name, spoil, more = FAILURES[what]
    spoil(copies)
    values = {
        **({"FINE": copies["FINE_1"]} if name == "simulatecoarse" else copies),
        "OUTPUT": str(tmp_path / "o.tif"),
        **more,
    }
    for _ in range(2):
        if by_algorithm:
            feedback = QgsProcessingFeedback(False)
            _, ok = provider.algorithm(name).create().run(values, QgsProcessingContext(), feedback)
            assert not ok and "internal error" not in feedback.textLog(), feedback.textLog()
        else:
            with pytest.raises(QgsProcessingException):
                processing.run(f"stfusion:{name}", values)
    assert not still_open(tmp_path / "inputs")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_failed_runs_keep_no_memory(processing, copies, tmp_path, monkeypatch) -> None:
    """Each holds 32 MiB when it fails."""
    import numpy as np
    from qgis.core import QgsProcessingException

    from stfusion.algorithms import fusion

    def work(*arguments, **how):
        held = np.ones(4 * 2**20)
        raise ValueError(f"at {held.size}")

    monkeypatch.setattr(fusion, "fuse", work)

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def fail() -> None:
        with pytest.raises(QgsProcessingException):
            processing.run("stfusion:starfm", {**copies, "OUTPUT": str(tmp_path / "o.tif")})

    fail()
    before = resident()
    for _ in range(8):
        fail()
    assert resident() - before < 64 * 2**20


def test_an_error_that_is_let_go_keeps_nothing() -> None:
    import weakref

    from stfusion.algorithms.feedback import let_go

    class Held:
        pass

    held = []

    def inner() -> None:
        local = Held()
        held.append(weakref.ref(local))
        raise KeyError("inner")

    def outer() -> None:
        local = Held()
        held.append(weakref.ref(local))
        try:
            inner()
        except KeyError as error:
            raise ValueError("outer") from error

    kept = None
    try:
        outer()
    except ValueError as error:
        let_go(error)
        kept = error
    assert str(kept) == "outer" and [reference() for reference in held] == [None, None]


# --- forms

SINGLE = {
    "starfm": ("BANDS", "SCALE", "DEVICE", "RESAMPLING", "WINDOW", "DATE_TARGET", "OUTPUT", "BLOCK_SIZE"),
    "fuseseries": ("OPTIONS", "DATES", "BANDS", "SCALE", "METHOD", "FOLDER", "START", "STEP"),
    "compare": ("OPTIONS", "BANDS", "SCALE", "TABLE", "REPORT", "FOLDER"),
    "train": ("OPTIONS", "VALIDATION", "TEST", "WEIGHTS", "RESUME", "SEED"),
    "assess": ("BANDS", "SCALE", "TABLE", "NOISE"),
    "stfnet": ("WEIGHTS", "SAVE_WEIGHTS", "SIZE", "NORMALISATION"),
    "fsdaf": ("CLASS_FIELD", "CLASSIFICATION"),
    "sampledata": ("FOLDER", "KIND", "ROWS"),
}
EACH = [(name, key) for name, keys in SINGLE.items() for key in keys]


def answers(provider, name: str, values: dict) -> list[tuple[bool, str]]:
    """The message of the form, and that of a run without a form, as in a model."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    checked = provider.algorithm(name).create().checkParameterValues(values, QgsProcessingContext())
    feedback = QgsProcessingFeedback(False)
    _, ok = provider.algorithm(name).create().run(values, QgsProcessingContext(), feedback)
    return [checked, (ok, feedback.textLog())]


@pytest.mark.parametrize(("name", "key"), EACH, ids=[f"{name}-{key}" for name, key in EACH])
def test_a_list_or_mapping_is_refused_by_name(provider, sample, tmp_path, name, key) -> None:
    """Processing would silently use the default: OPTIONS={"WINDOW": 31}, DATES=["2024-06-21"]."""
    definition = provider.algorithm(name).parameterDefinition(key)
    assert definition is not None, f"{name} has no {key}"
    for value in ({"WINDOW": 31}, ["2024-06-21"], ["a", "b"], (3, 4), [], {}):
        values = {**sample.one_pair, "OUTPUT": str(tmp_path / "o.tif"), key: value}
        for ok, text in answers(provider, name, values):
            assert not ok and key in text and definition.description() in text and "one text or number" in text, (
                value,
                text,
            )


NUL = [
    ("starfm", "OUTPUT"), ("starfm", "UNCERTAINTY"), ("starfm", "BANDS"), ("starfm", "DATE_1"), ("starfm", "FINE_1"),
    ("fuseseries", "FOLDER"), ("compare", "FOLDER"), ("compare", "REPORT"), ("sampledata", "FOLDER"),
    ("stfnet", "SAVE_WEIGHTS"), ("stfnet", "WEIGHTS"), ("train", "WEIGHTS"), ("train", "RESUME"), ("compare", "METHODS"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "key"), NUL, ids=[f"{name}-{key}" for name, key in NUL])
def test_a_null_character_is_refused_before_the_run(provider, sample, tmp_path, name, key) -> None:
    from qgis.core import QgsProcessingOutputLayerDefinition

    path = str(tmp_path / "o\0.tif")
    wrapped = [QgsProcessingOutputLayerDefinition(path)] if key in ("OUTPUT", "UNCERTAINTY") else []
    for value in (path, *wrapped, *([["starfm", "a\0"]] if key == "METHODS" else [])):
        values = {**sample.two_pairs, "OUTPUT": str(tmp_path / "o.tif"), key: value}
        for ok, text in answers(provider, name, values):
            assert not ok and "null character" in text and key in text, text
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("word", ["²", "³¹", "①", "-1", "99", "9" * 5000, "１２", "1.0", " "])
@pytest.mark.parametrize(("name", "key"), [("starfm", "DEVICE"), ("starfm", "RESAMPLING"), ("compare", "METHODS")])
def test_what_looks_like_a_number_is_no_choice(provider, sample, tmp_path, name, key, word) -> None:
    if key == "METHODS" and not word.strip():
        pytest.skip("no word: nothing is chosen")
    values = {**sample.one_pair, "OUTPUT": str(tmp_path / "o.tif"), key: word}
    for ok, text in answers(provider, name, values):
        assert not ok and not any(surprise in text for surprise in SURPRISE), text


def test_numbers_of_choices_still_count(provider, sample, tmp_path) -> None:
    from qgis.core import QgsProcessingContext

    for value in (1, "1", "cpu"):
        values = {**sample.one_pair, "OUTPUT": str(tmp_path / "o.tif"), "DEVICE": value}
        assert provider.algorithm("starfm").create().checkParameterValues(values, QgsProcessingContext())[0]


@pytest.mark.parametrize("name", ["starfm", "stfnet", "simulatecoarse", "fuseseries", "assess"])
@pytest.mark.parametrize("error", [IndexError("pop\nfrom"), OverflowError(), RecursionError("deep"), MemoryError()])
def test_no_error_escapes_the_check_of_a_form(provider, sample, tmp_path, monkeypatch, name, error) -> None:
    """QGIS would show a dialog with a Python traceback. The traceback is in the log instead."""
    from qgis.core import QgsApplication, QgsProcessingContext

    from stfusion.algorithms import fusion
    from stfusion.algorithms.tool import Tool

    def fail(*arguments, **how):
        raise error

    algorithm = provider.algorithm(name).create()
    if isinstance(algorithm, Tool):
        monkeypatch.setattr(type(algorithm), "read", fail)
    else:
        monkeypatch.setattr(fusion, "plan", fail)
    logged = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: logged.append((tag, text)))
    values = {**sample.two_pairs, "OUTPUT": str(tmp_path / "o.tif")}
    ok, text = algorithm.checkParameterValues(values, QgsProcessingContext())
    assert not ok and "\n" not in text and text.startswith(algorithm.displayName()) and text.endswith(".")
    if not isinstance(error, MemoryError):
        assert type(error).__name__ in text
        assert any(tag == "STFusion" and "Traceback" in said for tag, said in logged)


def test_weights_that_cannot_be_written_are_refused_before_the_training(tmp_path) -> None:
    from stfusion.core.errors import InputError
    from stfusion.core.learning.weights import check_weights_path

    (tmp_path / "folder.safetensors").mkdir()
    for name in ("a\0.safetensors", "x" * 300 + ".safetensors", "folder.safetensors"):
        with pytest.raises(InputError):
            check_weights_path(tmp_path / name)
    assert check_weights_path(tmp_path / "w.safetensors") == tmp_path / "w.safetensors"
