"""The requested device is used, and reported in the log."""

from __future__ import annotations

import os
import sys

import pytest

from stfusion.core.errors import DependencyError, DeviceError
from stfusion.core.runtime import device
from stfusion.core.runtime.device import Device, choose_device, usable_cores


def cuda_there() -> bool:
    if not device.has_driver():
        return False
    torch = pytest.importorskip("torch")
    return torch.cuda.is_available()


@pytest.fixture
def no_cuda() -> None:
    if cuda_there():
        pytest.skip("this machine has CUDA")


def test_auto_without_cuda_is_the_cpu_and_says_so(no_cuda, listener) -> None:
    chosen = choose_device("auto", listener.run)
    assert chosen == Device("cpu", usable_cores()) and not chosen.cuda
    assert listener.text.splitlines()[-1].startswith("Device: CPU, ")
    assert len(listener.warnings) == int(device.has_driver())


def test_auto_without_a_driver_never_loads_torch(no_cuda, program) -> None:
    if device.has_driver():
        pytest.skip("this machine has a CUDA driver")
    code = """
from stfusion.core.runtime.device import choose_device
from stfusion.core.run import Run
choose_device("auto", Run())
print("torch" in sys.modules)
"""
    assert program(code).communicate(timeout=60)[0] == "False\n"


def test_the_cpu_is_taken_without_a_word_about_cuda(listener) -> None:
    assert choose_device("cpu", listener.run, 3) == Device("cpu", 3)
    assert [text for text, _ in listener.messages] == ["Device: CPU, threads: 3."]
    choose_device("cpu", listener.run, 1)
    assert listener.text.endswith("Device: CPU, threads: 1.")


def test_cuda_that_is_not_there_is_refused_and_not_replaced(no_cuda, listener) -> None:
    pytest.importorskip("torch")
    with pytest.raises(DeviceError, match="^CUDA cannot be used: .*Choose the device cpu or auto") as caught:
        choose_device("cuda", listener.run)
    assert "\n" not in str(caught.value)
    assert listener.messages == []


@pytest.fixture
def broken_torch(tmp_path, monkeypatch) -> None:
    (tmp_path / "torch.py").write_text("raise OSError('libcudart.so.13: cannot open')", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "torch", raising=False)


def test_cuda_without_a_working_torch_says_how_to_get_it(broken_torch, listener) -> None:
    with pytest.raises(
        DependencyError, match="Computing on CUDA requires the Python package torch.*libcudart.*torch>="
    ):
        choose_device("cuda", listener.run)


def test_auto_tells_once_why_a_driver_is_not_used(broken_torch, listener, monkeypatch) -> None:
    monkeypatch.setattr(device, "has_driver", lambda: True)
    assert choose_device("auto", listener.run).name == "cpu"
    assert len(listener.warnings) == 1 and "libcudart" in listener.warnings[0]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="Linux only")
def test_only_the_cores_that_this_process_may_use_are_counted() -> None:
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert usable_cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)
    assert usable_cores() == len(allowed)
