"""Installed packages are moved into place, and nothing outside their folder is changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import support  # noqa: F401

from stfusion.core.errors import InputError
from stfusion.core.runtime.installing import clean_environment, staging


@pytest.fixture
def packages(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "packages"
    monkeypatch.setenv("STFUSION_PACKAGES", str(folder))
    return folder


def write_package(folder: Path, name: str, version: str, files: tuple[str, ...] = (), recorded: tuple[str, ...] = ()):
    """Writes the files of an installed package, and RECORD, which may list others."""
    information = folder / f"{name}-{version}.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(version)
    listed = [*files, *recorded, *(f"{information.name}/{one}" for one in ("METADATA", "RECORD"))]
    (information / "RECORD").write_text("".join(f"{file},,\n" for file in listed))


def installed(name: str, version: str, *files: str) -> tuple[str, ...]:
    with staging() as place:
        write_package(place.folder, name, version, files)
        return place.complete()


@pytest.fixture
def elsewhere(tmp_path) -> Path:
    folder = tmp_path / "elsewhere"
    (folder / "inner").mkdir(parents=True)
    (folder / "precious.txt").write_text("mine")
    (folder / "inner" / "precious.txt").write_text("mine")
    return folder


@pytest.mark.parametrize("listed", ["link/precious.txt", "link/inner/precious.txt", "link/inner/../precious.txt"])
def test_a_record_deletes_nothing_through_a_link(packages, elsewhere, listed) -> None:
    write_package(packages, "stf_tiny", "1.0", ("stf_tiny/__init__.py",), (listed,))
    (packages / "link").symlink_to(elsewhere)
    assert installed("stf_tiny", "2.0", "stf_tiny/__init__.py") == ("stf_tiny 2.0",)
    assert (elsewhere / "precious.txt").read_text() == (elsewhere / "inner" / "precious.txt").read_text() == "mine"
    assert (packages / "stf_tiny" / "__init__.py").read_text() == "2.0"


@pytest.mark.parametrize(
    "up", ["../elsewhere/precious.txt", "{absolute}", "stf_tiny/../../elsewhere/precious.txt", ".."]
)
def test_a_record_deletes_nothing_above_its_folder(packages, elsewhere, up) -> None:
    write_package(packages, "stf_tiny", "1.0", (), (up.format(absolute=elsewhere / "precious.txt"),))
    assert installed("stf_tiny", "2.0", "stf_tiny/__init__.py")
    assert (elsewhere / "precious.txt").read_text() == "mine"


def test_a_link_to_a_file_is_deleted_and_not_the_file(packages, elsewhere) -> None:
    write_package(packages, "stf_tiny", "1.0", (), ("linked.txt",))
    (packages / "linked.txt").symlink_to(elsewhere / "precious.txt")
    assert installed("stf_tiny", "2.0", "stf_tiny/__init__.py")
    assert not (packages / "linked.txt").is_symlink() and (elsewhere / "precious.txt").read_text() == "mine"


def test_a_recorded_folder_is_kept(packages) -> None:
    write_package(packages, "stf_tiny", "1.0", (), ("data",))
    (packages / "data").mkdir()
    (packages / "data" / "mine.txt").write_text("mine")
    assert installed("stf_tiny", "2.0", "stf_tiny/__init__.py")
    assert (packages / "data" / "mine.txt").is_file()


def test_new_files_are_not_written_through_a_link(packages, elsewhere) -> None:
    packages.mkdir()
    (packages / "stf_tiny").symlink_to(elsewhere)
    assert installed("stf_tiny", "2.0", "stf_tiny/precious.txt")
    assert (packages / "stf_tiny" / "precious.txt").read_text() == "2.0"
    assert (elsewhere / "precious.txt").read_text() == "mine"


def test_the_folder_of_packages_itself_may_be_a_link(packages, tmp_path) -> None:
    (tmp_path / "large disk").mkdir()
    packages.symlink_to(tmp_path / "large disk")
    assert installed("stf_tiny", "1.0", "stf_tiny/old.py") and installed("stf_tiny", "2.0", "stf_tiny/__init__.py")
    assert not (packages / "stf_tiny" / "old.py").exists()
    assert (tmp_path / "large disk" / "stf_tiny" / "__init__.py").is_file()


@pytest.mark.parametrize("text", ["", "\x00\x00", "Version: 1"])
def test_a_damaged_description_of_another_package_stops_nothing(packages, text) -> None:
    write_package(packages, "stf_other", "1.0")
    (packages / "stf_other-1.0.dist-info" / "METADATA").write_text(text)
    (packages / "stf_lost-1.0.dist-info").mkdir()
    assert installed("stf_tiny", "2.0", "stf_tiny/__init__.py") == ("stf_tiny 2.0",)


def test_nothing_installed_is_a_failure(packages) -> None:
    with staging() as place, pytest.raises(InputError, match="installed no package"):
        place.complete()
    with staging() as place, pytest.raises(InputError, match="installed no package"):
        write_package(place.folder, "numpy", "99.0", ("numpy/__init__.py",))
        place.complete()
    assert not list(packages.iterdir())


def test_settings_of_pip_hold_in_another_working_folder(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = {"PIP_INDEX_URL": "https://p.invalid/simple", "HTTPS_PROXY": "http://p:3128", "PIP_CONFIG_FILE": os.devnull}
    given = {
        **kept,
        "PIP_TARGET": "x",
        "PIP_CERT": "my.pem",
        "PYTHONPATH": os.pathsep.join(("", "here", str(tmp_path))),
    }
    found = clean_environment({**given, "PIP_FIND_LINKS": "wheels https://p.invalid/links"})
    assert {key: found[key] for key in kept} == kept and "PIP_TARGET" not in found
    assert found["PIP_FIND_LINKS"] == f"{tmp_path / 'wheels'} https://p.invalid/links"
    assert found["PIP_CERT"] == str(tmp_path / "my.pem") and found["PYTHONPATH"] == str(tmp_path)
