"""A missing package is reported in one sentence with a command that works on this machine."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, missing

from stfusion.core.errors import DependencyError
from stfusion.core.runtime import dependencies
from stfusion.core.runtime.dependencies import (
    REQUIREMENTS,
    packages_folder,
    python_executable,
    require,
    use_packages_folder,
)


@pytest.fixture(autouse=True)
def path_restored(monkeypatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delenv("STFUSION_PACKAGES", raising=False)


@pytest.fixture
def stub(tmp_path, monkeypatch):
    """Writes a module that is first on the import path."""
    folder = tmp_path / "stubs"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))

    def write(name: str, text: str) -> None:
        (folder / f"{name}.py").write_text(text, encoding="utf-8")

    yield write
    for file in folder.glob("*.py"):
        sys.modules.pop(file.stem, None)


def refused(module: str, purpose: str = "STARFM") -> str:
    with pytest.raises(DependencyError) as caught:
        require(module, purpose)
    return str(caught.value)


def command_in(text: str) -> list[str]:
    return shlex.split(re.search(r"install it with: (.*) and restart QGIS\.$", text)[1])


def test_a_package_that_is_there_is_imported() -> None:
    assert require("math", "STARFM").sqrt(9) == 3
    assert require("rasterio.warp", "STARFM").__name__ == "rasterio.warp"


def test_a_missing_package_is_named_with_who_needs_it_and_in_which_python() -> None:
    text = refused("stf_no_such_package")
    assert text.startswith("STARFM requires the Python package stf_no_such_package")
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in text and sys.prefix in text
    assert "\n" not in text


def test_the_command_installs_into_the_packages_folder() -> None:
    command = command_in(refused("stf_no_such_package"))
    assert command[1:5] == ["-P" if sys.version_info >= (3, 11) else "-I", "-m", "pip", "install"]
    assert command[command.index("--target") + 1] == str(packages_folder())
    assert command[-1] == "stf_no_such_package"


def test_the_command_runs_no_module_of_the_current_folder(tmp_path) -> None:
    """pip.py beside a project, and any module that pip itself imports."""
    for name in ("pip", "runpy", "logging", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("print('RAN')\n", encoding="utf-8")
    plain = subprocess.run(
        [str(python_executable()), "-m", "pip", "--version"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "RAN" in plain.stdout, "the trap does not work"
    program = command_in(refused("stf_no_such_package"))[:4]
    shown = subprocess.run([*program, "--version"], cwd=tmp_path, capture_output=True, text=True)
    assert "RAN" not in shown.stdout + shown.stderr


def test_the_command_survives_a_folder_with_blanks(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_PACKAGES", str(tmp_path / "my packages"))
    command = command_in(refused("stf_no_such_package"))
    assert command[command.index("--target") + 1] == str(tmp_path / "my packages")


@pytest.mark.parametrize("module", REQUIREMENTS)
def test_known_packages_are_asked_for_with_their_versions(module) -> None:
    text = dependencies.how_to_get(module)
    assert command_in(text)[-1] == REQUIREMENTS[module]
    assert "Plugins > STFusion > Check environment (about " in text.split("terminal")[0], "the menu comes first"
    assert REQUIREMENTS[module].startswith(module) and ">=" in REQUIREMENTS[module]


def test_the_interpreter_exists_and_is_that_of_this_python() -> None:
    interpreter = command_in(refused("stf_no_such_package"))[0]
    assert interpreter == str(python_executable())
    told = subprocess.run(
        [interpreter, "-c", "import sys; print(*sys.version_info[:2], sys.base_prefix)"],
        capture_output=True,
        text=True,
        check=True,
    )
    major, minor, prefix = told.stdout.split(maxsplit=2)
    assert (int(major), int(minor)) == sys.version_info[:2]
    assert os.path.samefile(prefix.strip(), sys.base_prefix)


@pytest.mark.parametrize(
    "error", ["ImportError('libfoo.so.1')", "RuntimeError('built for another numpy')", "OSError(5)"]
)
def test_a_package_that_breaks_on_import_is_told_with_its_reason(stub, error) -> None:
    stub("stf_broken", f"raise {error}")
    text = refused("stf_broken")
    assert "stf_broken" in text and "fails to load" in text and "install it with" in text
    assert error.partition("(")[0] in text
    assert command_in(text)[-1] == "stf_broken"


def test_what_a_present_package_lacks_is_named_itself(stub) -> None:
    stub("stf_present", "import stf_lost_part")
    text = refused("stf_present")
    assert "requires the Python package stf_lost_part" in text
    assert command_in(text)[-1] == "stf_present"  # its installer includes dependencies in the right version


def test_the_packages_folder_is_appended_never_first(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_PACKAGES", str(tmp_path))
    before = list(sys.path)
    use_packages_folder()
    use_packages_folder()
    assert sys.path == [*before, str(tmp_path)]


def test_what_python_has_is_not_shadowed_by_the_packages_folder(stub, tmp_path, monkeypatch) -> None:
    extra = tmp_path / "extra"
    extra.mkdir()
    monkeypatch.setenv("STFUSION_PACKAGES", str(extra))
    stub("stf_both", "whose = 'own'")
    (extra / "stf_both.py").write_text("whose = 'extra'", encoding="utf-8")
    (extra / "stf_extra_only.py").write_text("whose = 'extra'", encoding="utf-8")
    refused("stf_extra_only")
    use_packages_folder()
    monkeypatch.delitem(sys.modules, "stf_extra_only", raising=False)
    assert require("stf_both", "STARFM").whose == "own"
    assert require("stf_extra_only", "STARFM").whose == "extra"
    sys.modules.pop("stf_extra_only")


def test_a_packages_folder_that_is_not_there_is_left_out(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_PACKAGES", str(tmp_path / "none"))
    before = list(sys.path)
    use_packages_folder()
    assert sys.path == before


def test_the_packages_folder_is_the_users_and_of_this_python_version(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    folder = packages_folder()
    assert folder.name == f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert folder.parent.name == "stfusion"
    assert not folder.is_relative_to(Path(dependencies.__file__).resolve().parents[2])
    monkeypatch.setenv("STFUSION_PACKAGES", str(tmp_path / "elsewhere"))
    assert packages_folder() == tmp_path / "elsewhere"


SECOND_LLVM = """
import ctypes, sys
sys.path.insert(0, {tests!r})
import support
ctypes.CDLL({library!r})
from stfusion.core.runtime.dependencies import require
torch = require("torch", "A test")
layer = torch.nn.Linear(2, 2)
optimiser = torch.optim.Adam(layer.parameters())
layer(torch.ones(1, 2)).sum().backward()
optimiser.step()
assert sys.modules["triton"] is None
from stfusion.core.kernels.common.available import has_triton
assert not has_triton()
print("alive")
"""


def test_torch_lives_beside_the_llvm_of_the_window() -> None:
    """Mesa loads libLLVM into QGIS; Triton's own LLVM, loaded by torch's first optimizer, would crash the process."""
    pytest.importorskip("torch")
    library = next(iter(sorted(Path("/usr/lib").glob("*/libLLVM*.so*"))), None)
    if library is None:
        missing("libLLVM, which comes with QGIS and Mesa")
    code = SECOND_LLVM.format(tests=str(ROOT / "tests"), library=str(library))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "alive" in done.stdout, done.stderr[-1000:]


@pytest.mark.parametrize("variable", ["XDG_DATA_HOME", "LOCALAPPDATA", "STFUSION_PACKAGES"])
def test_no_code_is_loaded_from_a_relative_folder(variable, monkeypatch, tmp_path) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "STFUSION_PACKAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    usual = packages_folder()
    for given in ("here", "./here", "", "."):
        monkeypatch.setenv(variable, given)
        assert packages_folder() == usual and usual.is_absolute()
