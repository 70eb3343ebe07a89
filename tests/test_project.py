"""Rules for the whole source: allowed imports, packages loaded by users, facts stated twice."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from support import ROOT, missing

from stfusion.core.runtime.dependencies import REQUIREMENTS
from stfusion.core.runtime.version import version

if sys.version_info >= (3, 11):
    import tomllib
else:
    from pip._vendor import tomli as tomllib

LAYERS = ("core", "models", "algorithms")
QGIS = {"qgis", "PyQt5", "PyQt6", "PyQt", "processing", "sip"}
HEAVY = {"torch", "triton", "numba", "rasterio", "scipy", "matplotlib", "osgeo"}
# pickle executes code from a file, and the repository's scan rejects `random`; forking or spawning QGIS starts a second
# QGIS.
BANNED = {"pickle", "cPickle", "dill", "shelve", "marshal", "random", "multiprocessing"}

SHIPPED = sorted(
    path.relative_to(ROOT)
    for pattern in ("*.py", *(f"{layer}/**/*.py" for layer in LAYERS))
    for path in ROOT.glob(pattern)
)


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[bool, str]]:
    """Every import of a file: whether it is relative, and the dotted name, from the root of the package if relative."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((False, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield False, node.module or ""
        elif isinstance(node, ast.ImportFrom):
            package = path.parts[:-1]
            assert node.level <= len(package) + 1, f"{path}:{node.lineno} leaves the package"
            base = package[: len(package) + 1 - node.level]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from ((True, ".".join([*base, name])) for name in names)


def test_there_is_something_to_check() -> None:
    assert Path("core/fusion/fuse.py") in SHIPPED and Path("plugin.py") in SHIPPED and len(SHIPPED) > 20


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_imports_are_relative_and_harmless(path: Path) -> None:
    for relative, name in imports(path):
        top = name.split(".")[0]
        if relative:
            assert top in LAYERS or len(path.parts) == 1, f"{path} imports {name} from the root"
        else:
            assert top not in (*LAYERS, "stfusion", "plugin"), f"{path} imports {name}; inside the package be relative"
            assert top not in BANNED, f"{path} imports {name}"


def test_rooms_read_only_from_those_below_them() -> None:
    """The contracts in pyproject.toml, as `make lint` checks them."""
    program = Path(sys.executable).with_name("lint-imports")
    if not program.is_file():
        missing("import-linter")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "stfusion").symlink_to(ROOT)
        done = subprocess.run(
            [str(program), "--no-logo", "--no-cache"],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": folder}, capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


# Packages that users may lack are imported by name, which import-linter does not detect.
ROOMS = {
    "torch": {"runtime", "kernels", "learning", "parcels", "models"},
    "numba": {"kernels"},
    "llvmlite": {"kernels"},
    "triton": {"kernels"},
    "rasterio": {"runtime", "rasters", "parcels"},
    "safetensors": {"learning"},
    "matplotlib": {"report"},
}


def room(path: Path) -> str:
    return path.parts[1] if path.parts[0] == "core" else path.parts[0]


def test_packages_are_asked_for_where_they_belong() -> None:
    found = set()
    for path in SHIPPED:
        for node in ast.walk(tree(path)):
            asked = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "require"
            if asked and node.args and isinstance(node.args[0], ast.Constant):
                package = node.args[0].value.split(".")[0]
                assert room(path) in ROOMS[package], f"{path}:{node.lineno} asks for {package}"
                found.add(package)
    assert found == set(ROOMS)


def test_few_modules_lie_directly_in_core() -> None:
    assert len(list((ROOT / "core").glob("*.py"))) <= 8


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_nothing_that_harms_inside_qgis(path: Path) -> None:
    for node in ast.walk(tree(path)):
        named = getattr(node, "id", None) or getattr(node, "attr", None)
        where = f"{path}:{getattr(node, 'lineno', 0)}"
        # This flag would run the algorithm in the main thread.
        assert named != "FlagNoThreading", where
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            # print breaks the JSON of qgis_process; exec and eval prevent the upload.
            assert node.func.id not in ("print", "exec", "eval"), f"{where} calls {node.func.id}"


IMPORTS = """
import importlib, pkgutil, sys
import stfusion
import stfusion.core
for module in pkgutil.walk_packages(stfusion.core.__path__, "stfusion.core."):
    # What a kernel runs on is loaded with its first call; the package that chooses must not need it.
    if module.ispkg or ".kernels." not in module.name:
        importlib.import_module(module.name)
import stfusion.models
assert "starfm" in stfusion.models.methods()
print(*sorted({name.split(".")[0] for name in sys.modules}), sep="\\n")
"""


def test_importing_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "stfusion").symlink_to(ROOT)
    # Isolated, and in a separate folder: only the system's start-up files may load packages before.
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); before = set(sys.modules){IMPORTS}"
    code = code.replace("in sys.modules}", "in set(sys.modules) - before}")
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "numpy" in loaded
    assert not loaded & (QGIS | HEAVY), sorted(loaded & (QGIS | HEAVY))


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def split(requirement: str) -> tuple[str, str]:
    name = re.match(r"[A-Za-z0-9_.-]+", requirement)[0]
    return name, requirement[len(name) :]


def test_users_are_told_the_ranges_of_pyproject() -> None:
    stated = [*project()["dependencies"], *project()["optional-dependencies"]["networks"]]
    assert {split(line)[0]: line for line in stated} == REQUIREMENTS


def test_tests_run_within_the_ranges_that_users_are_told() -> None:
    requirements = pytest.importorskip("packaging.requirements")
    (pinned,) = (line for line in project()["optional-dependencies"]["test"] if split(line)[0] == "torch")
    release = split(pinned)[1].lstrip("=").replace("*", "0")
    assert requirements.Requirement(REQUIREMENTS["torch"]).specifier.contains(release)


def test_every_dependency_is_justified() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = {match[1]: match[0] for match in re.finditer(r"^\| ([\w-]+) \| `.*$", text, re.MULTILINE)}
    optional = project()["optional-dependencies"].values()
    for line in [*project()["dependencies"], *(line for group in optional for line in group)]:
        name, range_ = split(line)
        assert name in rows, f"CONTRIBUTING.md does not say why {name} is needed"
        assert f"`{range_}`" in rows[name], f"CONTRIBUTING.md states another range of {name} than {range_}"
    assert len(rows) == len({split(line)[0] for group in optional for line in group} | set(REQUIREMENTS))


def test_versions_agree() -> None:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    stated = metadata["general"]["version"]
    assert version() == stated
    assert metadata["general"]["changelog"].split()[0] == stated
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest[1] == stated
    assert project()["dynamic"] == ["version"]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_package_check_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("stfusion/metadata.txt", "[general]\nname=STFusion\nicon=icon.svg\n")
        archive.writestr("stfusion/tests/test_it.py", "")
        archive.writestr("stfusion/core/.hidden", "")
        archive.writestr("stfusion/core/fast.so", b"\x7fELF\0\0")
        archive.writestr("stfusion/large.txt", "")
        archive.writestr("elsewhere.txt", "")
    found = "\n".join(script("package").complaints(path))
    for expected in (
        "LICENSE is missing",
        "tests/test_it.py is not for users",
        "core/.hidden is not for users",
        "core/fast.so is binary",
        "elsewhere.txt lies outside",
        "does not state version",
        "The icon icon.svg is missing",
    ):
        assert expected in found, found
    assert "does not state name" not in found and "large.txt" not in found


def test_installing_keeps_the_settings_of_qgis(tmp_path: Path) -> None:
    settings = tmp_path / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir()
    rest = "[Other]\nstfusion=kept\n\n[PythonPlugins]\n{}processing=true\n\n[qgis]\nA\\b=%c\n"
    settings.write_text(rest.format("stfusion=false\n"))
    code = f"import pathlib, install; install.enable(pathlib.Path({str(settings)!r}))"
    command = [sys.executable, "-B", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); {code}"]
    for _ in range(2):
        subprocess.run(command, check=True)
        assert settings.read_text() == rest.format("stfusion=true\n")
    settings.unlink()
    subprocess.run(command, check=True)
    assert settings.read_text() == "[PythonPlugins]\nstfusion=true\n"


def test_readme_has_every_method() -> None:
    """The table equals the output of scripts/make_readme.py; parameters are compared if torch is available."""
    from stfusion.models import methods

    make, known = script("make_readme"), methods()
    stated = make.table((ROOT / "README.md").read_text(encoding="utf-8"))
    counted = {row.split("`")[1]: row.split(" | ")[4] for row in stated[2:]}
    assert stated == make.rows(known, counted), "run scripts/make_readme.py"
    for name in (make.PRODUCTS, make.DATA_SETS):
        assert make.table((ROOT / "README.md").read_text(encoding="utf-8"), name) == make.catalogue(name), name
    assert all(bool(counted[name]) == method.info.learned for name, method in known.items())
    if importlib.util.find_spec("torch") is None:
        return
    learned = {name: method for name, method in known.items() if method.info.learned}
    assert {name: counted[name] for name in learned} == {name: make.parameters(m) for name, m in learned.items()}
