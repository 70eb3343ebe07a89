"""Peak memory of this process, as reported by the operating system."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

_STATM = Path("/proc/self/statm")
_EVERY = 0.02  # seconds between two measurements


class PeakMemory:
    """Measures the peak memory of the process during a ``with`` block.

    Attributes
    ----------
    added : float
        Maximum memory of the process above that at the start, in MiB; NaN where the system does not report it. Memory
        that was freed before, but not returned to the system, is reused without being counted: small values are less
        reliable.
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
    """Returns a function that returns the memory of the process in bytes, on Linux and Windows; elsewhere None, as this
    would need another package.
    """
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
