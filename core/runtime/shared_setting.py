"""A setting of the whole process that can be changed temporarily, by several users at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Before = TypeVar("Before")


class SharedSetting(Generic[Before]):
    """Context manager: the first user changes the setting on entry, the last one restores it on exit.

    If each user saved and restored it separately, one could save the value set by another.

    Parameters
    ----------
    change : callable
        Changes the setting and returns the previous value.
    restore : callable
        Receives the previous value and restores it.

    Attributes
    ----------
    lock : threading.Lock
        Held while the setting is changed or restored; also to be held by other code that changes it.
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
