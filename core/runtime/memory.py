"""How much memory a piece of work takes, as the system sees this process."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

_STATM = Path("/proc/self/statm")
_EVERY = 0.02  # seconds between two looks


class PeakMemory:
    """Watches the process while a ``with`` block runs.

    Attributes
    ----------
    added : float
        MiB that the process held at most beyond what it held at the start; NaN where the system does not tell. Memory that was
        freed before, but not given back to the system, is used again without being seen: a figure is the more telling the
        larger it is.
    """

    def __init__(self) -> None:
        self.added = float("nan")
        self._end = threading.Event()
        self._watch: threading.Thread | None = None
        self._held = _reader()

    def __enter__(self) -> PeakMemory:
        if self._held is not None:
            self._start = self._most = self._held()
            self._watch = threading.Thread(target=self._look, name="memory", daemon=True)
            self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        if self._watch is not None and self._held is not None:
            self._watch.join()
            self._most = max(self._most, self._held())
            self.added = (self._most - self._start) / 2**20

    def _look(self) -> None:
        while self._held is not None and not self._end.wait(_EVERY):
            self._most = max(self._most, self._held())


def _reader() -> Callable[[], float] | None:
    """Bytes that the process holds now: on Linux and Windows; elsewhere there is no cheap way without another package."""
    if _STATM.exists():
        import resource

        page = resource.getpagesize()
        return lambda: float(int(_STATM.read_text(encoding="ascii").split()[1]) * page)
    return _windows_reader() if sys.platform == "win32" else None


def _windows_reader() -> Callable[[], float]:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD), ("faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak", "held", "a", "b", "c", "d", "pagefile", "pagefile_peak")),
        )  # fmt: skip

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    process = kernel.GetCurrentProcess
    process.restype = wintypes.HANDLE
    ask = kernel.K32GetProcessMemoryInfo
    ask.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]

    def held() -> float:
        found = Counters()
        found.size = ctypes.sizeof(found)
        ask(process(), ctypes.byref(found), found.size)
        return float(found.held)

    return held
