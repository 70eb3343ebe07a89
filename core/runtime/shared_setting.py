"""A setting of the whole process that is changed for as long as somebody needs it so, who may be several at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Before = TypeVar("Before")


class SharedSetting(Generic[Before]):
    """A context manager: the first who enters changes the setting, the last who leaves puts it back.

    Each of them saving and restoring it alone would take what another one set for what was there before.

    Parameters
    ----------
    change : callable
        Changes the setting and gives back what it was.
    restore : callable
        Gets that and puts it back.

    Attributes
    ----------
    lock : threading.Lock
        Held while either of them works; for whoever touches the setting otherwise.
    """

    def __init__(self, change: Callable[[], Before], restore: Callable[[Before], None]) -> None:
        self.lock = threading.Lock()
        self._change, self._restore = change, restore
        self._inside = 0
        self._before: Before

    def __enter__(self) -> None:
        with self.lock:
            if not self._inside:
                self._before = self._change()
            self._inside += 1

    def __exit__(self, *error: object) -> None:
        with self.lock:
            self._inside -= 1
            if not self._inside:
                self._restore(self._before)
