"""Computing devices: the CPU, or a CUDA device detected by torch."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..errors import DependencyError, DeviceError
from ..run import Run
from ..words import tr
from .dependencies import require

CHOICES = ("auto", "cpu", "cuda")


@dataclass(frozen=True)
class Device:
    """`name` is ``"cpu"`` or a torch device such as ``"cuda"``; `threads` is the number of CPU threads."""

    name: str
    threads: int

    @property
    def cuda(self) -> bool:
        return self.name != "cpu"


def choose_device(wanted: str, run: Run, threads: int | None = None, *, only_cpu: str = "") -> Device:
    """Selects the device for a run, and reports it in the log.

    ``auto`` uses CUDA if torch detects a device, and logs a warning if there is a driver but CUDA is not usable;
    ``cuda`` never falls back. `only_cpu` is the title of a method without a CUDA version.

    Raises
    ------
    DeviceError
        If CUDA was requested and is not usable.
    DependencyError
        If CUDA was requested and torch is missing.
    """
    count = threads or usable_cores()
    if only_cpu and wanted == "cuda":
        raise DeviceError("{only_cpu} only supports the CPU; choose the device cpu or auto.", only_cpu=only_cpu)
    if wanted == "cuda" or (wanted == "auto" and not only_cpu and has_driver()):
        try:
            device = Device("cuda", count)
            run.info("Device: {cuda_description}.", cuda_description=_cuda_description())
            return device
        except (DependencyError, DeviceError) as error:
            if wanted == "cuda":
                raise
            run.warn("A CUDA driver is installed but is not used: {error}", error=error)
    run.info("Device: CPU, threads: {count}.", count=count)
    return Device("cpu", count)


# CUDA streams not in use. torch keeps memory freed in a stream for that stream only, so streams are reused.
_idle_streams: list[Any] = []


@contextmanager
def own_stream(device: Device) -> Iterator[None]:
    """On CUDA, runs the context in a separate stream, whose copies overlap with the kernels of other streams.

    It starts after the work queued before, such as copying the weights of a network to the device. Copy results back
    before leaving the context.
    """
    if not device.cuda:
        yield
        return
    torch = require("torch", "Computing on CUDA")
    try:
        stream = _idle_streams.pop()
    except IndexError:
        stream = torch.cuda.Stream()
    try:
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            yield
    finally:
        _idle_streams.append(stream)


def usable_cores() -> int:
    """Returns the number of CPU cores available to this process; a container or a job scheduler can limit it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_driver() -> bool:
    """Checks whether NVIDIA's driver library can be loaded. Fast, whereas importing torch takes seconds."""
    name = {"win32": "nvcuda.dll", "darwin": ""}.get(sys.platform, "libcuda.so.1")
    if not name:
        return False
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _cuda_description() -> str:
    torch = require("torch", "Computing on CUDA")
    if not torch.cuda.is_available():
        kind = (
            tr("this build of torch only supports the CPU")
            if torch.version.cuda is None
            else tr("torch detects no CUDA device")
        )
        raise DeviceError(
            "CUDA cannot be used: {kind}. Choose the device cpu or auto, or install a CUDA build of torch.", kind=kind
        )
    try:
        free, total = torch.cuda.mem_get_info()
        name = torch.cuda.get_device_name()
    except RuntimeError as error:
        raise DeviceError("The CUDA device does not respond ({error}). Choose the device cpu.", error=error) from error
    return tr("{name}, {free:.1f} of {total:.1f} GiB free", name=name, free=free / 2**30, total=total / 2**30)
