"""For any input, an algorithm ends with a complete result or one clear message, and changes no other file."""

from __future__ import annotations

import re
import shutil
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from corpus import KINDS, fingerprint, sparse

# Words of unexpected errors.
SURPRISE = ("Traceback", "internal error", "Error(", "NoneType", "object has no attribute", "Unknown exception")
# Forms whose valid runs take seconds are tested less often.
EXAMPLES = {"auto": 4, "fuseseries": 4, "train": 3, "spstfm": 5}
LONGEST = 600  # characters of a message

# Options for short runs; only inputs are tested here, not options.
QUICK = {
    "starfm": {"WINDOW": 9},
    "estarfm": {"WINDOW": 9},
    "fsdaf": {"WINDOW": 9},
    "fitfc": {"WINDOW": 9},
    "spstfm": {"PATCH": 5, "OVERLAP": 1, "ATOMS": 16, "SAMPLES": 500, "ITERATIONS": 2},
    "auto": {"METHODS": "starfm fitfc"},
    "sampledata": {"ROWS": 64, "COLS": 64, "RATIO": 8},
    "simulatecoarse": {"RATIO": 8},
    "fuseseries": {"OPTIONS": "WINDOW=9"},
    "train": {"EPOCHS": 1, "SAMPLES": 2, "PATCH": 16},
}


@dataclass
class Ending:
    """How a run ended: successfully, or with a message; and its seconds after a cancel."""

    ok: bool
    text: str
    seconds: float = 0


@pytest.fixture(scope="module")
def hostile(sample, tmp_path_factory) -> dict[str, dict[str, str]]:
    """Every kind of invalid raster, of a fine and of a coarse image."""
    folder = tmp_path_factory.mktemp("hostile")
    made: dict[str, dict[str, str]] = {}
    for role, good in (("fine", sample.one_pair["FINE_1"]), ("coarse", sample.one_pair["COARSE_TARGET"])):
        inner = folder / role
        inner.mkdir()
        made[role] = {name: str(make(Path(good), inner)) for name, make in KINDS.items()}
    return made


@pytest.fixture(scope="module")
def attempt(provider):
    """Checks and runs an algorithm as the toolbox does; cancels long runs."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    def run(name: str, values: dict, patience: float = 20) -> Ending:
        algorithm = provider.algorithm(name).create()
        context = QgsProcessingContext()
        ok, text = algorithm.checkParameterValues(values, context)
        if not ok:
            return Ending(False, text)
        feedback, cancelled = QgsProcessingFeedback(False), []
        feedback.canceled.connect(lambda: cancelled.append(time.monotonic()))
        watch = threading.Timer(patience, feedback.cancel)
        watch.start()
        try:
            results, ok = provider.algorithm(name).create().run(values, context, feedback)
        finally:
            watch.cancel()
        return Ending(ok, feedback.textLog(), time.monotonic() - cancelled[0] if cancelled else 0)

    return run


def judge(ending: Ending, folder: Path, where: object) -> None:
    """Checks the end of a run: no unexpected error, no incomplete file, and readable outputs."""
    import rasterio

    for word in SURPRISE:
        assert word not in ending.text, f"{where}: {ending.text}"
    if not ending.ok:
        sentence = [line for line in ending.text.splitlines() if line.strip()][-1]
        by_qgis = re.fullmatch(
            r"Incorrect parameter value for [A-Z_0-9]+", sentence
        )  # its own check of types and ranges
        assert by_qgis or 10 < len(sentence) < LONGEST and sentence.rstrip().endswith((".", "?", ")")), (
            f"{where}: {ending.text}"
        )
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", sentence), f"{where}: {sentence!r}"
    assert not list(folder.rglob("*.part*")), f"{where} left a part of a file"
    for path in folder.rglob("*.tif"):
        if path.is_file():
            with rasterio.open(path) as made:
                made.read()


def base(sample, algorithm, folder: Path) -> dict:
    """Valid values for every required parameter."""
    values: dict = {}
    from qgis.core import QgsProcessingParameterDefinition

    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    good = {**sample.two_pairs, "FINE": sample.one_pair["FINE_1"], "COARSE": sample.one_pair["COARSE_1"]}
    good.update(TRUTH=sample.path("truth", "20240621"), REFERENCE=sample.path("truth", "20240621"))
    for definition in algorithm.parameterDefinitions():
        key, type_ = definition.name(), definition.type()
        if type_ == "multilayer" and key in ("FINE", "COARSE", "PREDICTED", "PREDICTIONS"):
            days = ("20240504", "20240808") if key == "FINE" else ("20240504", "20240621", "20240808")
            values[key] = [sample.path("coarse" if key == "COARSE" else "fine", day) for day in days]
        elif definition.flags() & optional:
            continue
        elif type_ == "raster":
            values[key] = good.get(key, sample.path("fine", "20240504"))
        elif type_ == "rasterDestination":
            values[key] = str(folder / f"{key.lower()}.tif")
        elif type_ == "fileDestination":
            values[key] = str(folder / f"{key.lower()}{'.safetensors' if key == 'WEIGHTS' else '.html'}")
        elif type_ == "folderDestination":
            values[key] = str(folder / "made")
    return {**values, **QUICK.get(algorithm.name(), {})}


@pytest.mark.parametrize(
    "name", ["starfm", "prepare", "coregister", "simulatecoarse", "assess", "compare", "fuseseries", "train"]
)
def test_a_run_leaves_no_file_beside_its_inputs(attempt, provider, sample, tmp_path, name) -> None:
    """GDAL stores requested statistics of a raster in an `.aux.xml` beside it, unless this is disabled."""
    folder = tmp_path / "inputs"
    shutil.copytree(sample.folder, folder, ignore=shutil.ignore_patterns("*.aux.xml"))
    before = fingerprint(folder)
    values = base(replace(sample, folder=folder), provider.algorithm(name), tmp_path)
    if name == "coregister":
        values["OUTPUT"] = str(tmp_path / "moved.tif")
    ending = attempt(name, values)
    assert ending.ok, ending.text
    assert fingerprint(folder) == before


@pytest.mark.parametrize("key", ["FINE_1", "COARSE_TARGET"])
def test_every_kind_of_bad_raster(attempt, sample, hostile, tmp_path, key) -> None:
    """One method, because all use the same reader; `test_any_form` tests the others."""
    before = fingerprint(sample.folder)
    refused = []
    for kind, path in hostile["fine" if key == "FINE_1" else "coarse"].items():
        folder = tmp_path / kind
        folder.mkdir()
        values = {**sample.one_pair, "WINDOW": 9, "DATE_1": "2024-05-04", key: path}
        ending = attempt("starfm", {**values, "OUTPUT": str(folder / "o.tif")})
        judge(ending, folder, (key, kind))
        if not ending.ok:
            refused.append(kind)
            assert not (folder / "o.tif").exists(), (key, kind)
    assert fingerprint(sample.folder) == before
    never = {"missing", "empty", "text", "header_cut", "no_band", "complex_numbers", "polygons", "a_folder"}
    assert never <= set(refused)
    assert "strange_name" not in refused


@pytest.mark.parametrize("name", ["starfm", "fitfc", "simulatecoarse", "prepare", "coregister"])
def test_a_very_large_raster_can_be_cancelled_at_once(attempt, sample, provider, tmp_path, name) -> None:
    """60000 x 60000 pixels that take no space on disk."""
    key = "FINE_1" if name in ("starfm", "fitfc") else "FINE"
    folder = tmp_path / "out"
    folder.mkdir()
    values = base(sample, provider.algorithm(name), folder)
    ending = attempt(name, {**values, key: str(sparse(Path(sample.one_pair["FINE_1"]), tmp_path))}, patience=2)
    assert ending.seconds < 3, f"{name} went on for {ending.seconds:.1f} s"
    assert not list(folder.iterdir()), ending.text


TEXTS = (
    "",
    "0",
    "-1",
    "nan",
    "1e999",
    "9 9 9 9",
    "1 2 3",
    "../..",
    "été 夏",
    "a\tb",
    "x" * 5000,
    "=;=;",
    "%s%n",
    "[",
    "0x1",
)
DAYS = ("2024-13-45", "yesterday", "0001-01-01", "9999-12-31", "2024-05-04", "20240504T", " ")


def _each(value: object) -> list:
    return value if isinstance(value, list) else [value]


def bad_values(provider, hostile, sample, name: str, folder: Path):
    """A strategy for changes to valid values: one to three keys with other values."""
    choices: dict = {}
    algorithm = provider.algorithm(name)
    listed = [value for values in base(sample, algorithm, folder).values() for value in _each(values)]
    inputs = sorted({value for value in listed if str(value).startswith(str(sample.folder))})
    for definition in algorithm.parameterDefinitions():
        key, type_ = definition.name(), definition.type()
        role = "coarse" if "COARSE" in key else "fine"
        rasters = st.sampled_from(sorted(hostile[role].values()))
        if type_ in ("raster", "maplayer"):
            choices[key] = rasters
        elif type_ == "multilayer":
            choices[key] = st.lists(rasters | st.sampled_from(sorted(sample.two_pairs.values())), max_size=3)
        elif type_ == "file":
            folders = [str(Path(path).parent) for path in (hostile[role]["text"], hostile[role]["strange_name"])]
            choices[key] = st.sampled_from([*sorted(hostile[role].values()), *folders, "/no/such/place"])
        elif type_ == "string":
            choices[key] = st.sampled_from(TEXTS)
        elif type_ == "datetime":
            choices[key] = st.sampled_from(DAYS)
        elif type_ == "enum":
            choices[key] = st.sampled_from(["", "no such", "-1", 99, -1])
        elif type_ == "number":
            choices[key] = st.sampled_from([-1, 0, 1, float("nan"), float("inf"), 2**31, "many"])
        elif type_ in ("rasterDestination", "fileDestination"):
            places = ["/no/such/o.tif", "/proc/o.tif", str(folder), str(folder / "o.png"), str(folder / "ö ü 夏.tif")]
            choices[key] = st.sampled_from([*places, *inputs])
        elif type_ == "folderDestination":
            choices[key] = st.sampled_from(["/proc/made", sample.one_pair["FINE_1"], str(folder / "ö ü 夏")])
    if not choices:
        return None
    some = st.lists(st.sampled_from(sorted(choices)), min_size=1, max_size=3, unique=True)
    return some.flatmap(lambda keys: st.fixed_dictionaries({key: choices[key] for key in keys}))


def _fuzz(attempt, provider, sample, hostile, tmp_path, name, examples, fixed, drawn=None) -> None:
    """`fixed` has values for keys that are not varied, `drawn` strategies for keys that are varied every time."""
    algorithm, outputs = provider.algorithm(name), tmp_path / "outputs"
    changes = bad_values(provider, hostile, sample, name, outputs)
    if changes is None:
        pytest.skip(f"{name} has no parameter")
    if drawn:
        changes = st.builds(lambda some, more: {**some, **more}, changes, st.fixed_dictionaries(drawn))
    before, number = fingerprint(sample.folder), iter(range(10_000))

    # Derandomized, so that failures are reproducible; no database is written into the repository.
    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(changes)
    def try_one(change) -> None:
        folder = outputs / str(next(number))
        folder.mkdir(parents=True)
        ending = attempt(name, {**base(sample, algorithm, folder), **fixed, **change}, patience=3)
        judge(ending, outputs, (name, change))
        assert fingerprint(sample.folder) == before, f"{name} harmed an input: {change}"

    try_one()


def test_any_form(attempt, provider, sample, hostile, tmp_path, request, name) -> None:
    """One to three parameters of an otherwise valid form are invalid."""
    from stfusion.models import methods

    learned = name in methods() and methods()[name].info.learned
    # Training would take minutes; damaged weights end a network's run after its inputs were read.
    fixed = {"WEIGHTS": hostile["fine"]["text"]} if learned else {}
    _fuzz(attempt, provider, sample, hostile, tmp_path, name, EXAMPLES.get(name, 3 if learned else 8), fixed)


def pytest_generate_tests(metafunc) -> None:
    if "name" in metafunc.fixturenames and metafunc.function is test_any_form:
        from support import ROOT

        from published import PUBLISHED

        # Errors of ready-made models are reported by QGIS in its own words.
        chains = {path.stem for path in (ROOT / "resources" / "models").glob("*.model3")}
        metafunc.parametrize("name", sorted(set(PUBLISHED) - chains))


@pytest.mark.parametrize("name", ["edcstfn", "ganstfm", "stfdiff"])
def test_any_form_of_a_network(attempt, provider, sample, hostile, tmp_path, name) -> None:
    """Without weights, so that training begins and is cancelled, or with invalid weights; other values are invalid too."""
    weights = ["", "/no/such/w.safetensors", str(tmp_path), sample.one_pair["FINE_1"]]
    weights += [hostile["fine"][kind] for kind in ("missing", "text", "noise")]
    fixed = {**sample.two_pairs, "EPOCHS": 1}
    fixed = {key: value for key, value in fixed.items() if provider.algorithm(name).parameterDefinition(key)}
    _fuzz(attempt, provider, sample, hostile, tmp_path, name, 5, fixed, {"WEIGHTS": st.sampled_from(weights)})


def test_a_network_with_hostile_weights_is_answered(attempt, provider, sample, hostile, tmp_path) -> None:
    from stfusion.models import methods

    for name, method in methods().items():
        if not method.info.learned:
            continue
        for kind in ("missing", "text", "noise"):
            values = base(sample, provider.algorithm(name), tmp_path)
            ending = attempt(name, {**values, "WEIGHTS": hostile["fine"][kind]}, patience=5)
            assert not ending.ok, (name, kind)
            judge(ending, tmp_path, (name, kind))


def test_a_network_without_weights_and_pairs_is_answered(attempt, provider, sample, tmp_path) -> None:
    """Most networks that can be trained on the scene need two pairs, and must not start training here."""
    from stfusion.models import methods

    for name, method in methods().items():
        if method.info.learned and method.info.pairs[0] == 1 and method.lacks(method.Options(), 1):
            ending = attempt(name, {**sample.one_pair, "OUTPUT": str(tmp_path / "o.tif")}, patience=5)
            assert not ending.ok, name
            judge(ending, tmp_path, name)
