"""A screen for the tests that drive a real window."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from support import missing


@pytest.fixture(scope="module")
def display(tmp_path_factory):
    """A separate screen with a window manager for stacking and focus."""
    for program in ("Xvfb", "openbox", "import"):
        if shutil.which(program) is None:
            missing(program)
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    environment = {**os.environ, "DISPLAY": f":{number}"}
    manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield f":{number}"
    manager.terminate()
    server.terminate()
    manager.wait(10)
    server.wait(10)
