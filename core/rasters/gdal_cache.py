"""GDAL's block cache, which is shared by the whole process, and GDAL's environment in each thread."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..runtime.dependencies import require
from ..runtime.shared_setting import SharedSetting
from ..words import later

PURPOSE = later("Reading and writing rasters")

# GDAL's default cache is a twentieth of the machine's memory. This size is sufficient for fusing a scene: a row of
# blocks of every file, so that nothing is decompressed twice.
_CACHE = 256 * 2**20

# Bytes written back per step: about one tile of a file with six bands.
_STEP = 2**20

# Only slightly more than is read at a time.
_PASSING = 16 * 2**20


def _bound() -> int:
    before = _limit()
    _set_limit(min(before, _CACHE))
    return before


# Limits GDAL's cache; restores the size used by QGIS on exit.
bounded_cache = SharedSetting(_bound, lambda before: _set_limit(before))


def keep_environment() -> None:
    """Starts rasterio's environment in a thread of the plugin, for the lifetime of the thread.

    Without it, every opened file starts and ends an environment, and PROJ discards the coordinate reference systems
    that it had looked up: more than half of the time of a small warp. Not needed if no file has been opened yet.
    """
    loaded = sys.modules.get("rasterio.env")
    if loaded is not None:
        loaded.Env.from_defaults().__enter__()


def written_back() -> None:
    """Makes GDAL compress and write cached data of files, step by step.

    Otherwise all of it is written when a file is closed, and rasterio blocks all other Python threads meanwhile: for
    seconds, with a hundred megabytes. Cached data of other files is dropped too, and read again when needed.
    """
    with _limit_restored() as limit:
        for left in range(limit - _STEP, 0, -_STEP):
            _set_limit(left)


@contextmanager
def read_once() -> Iterator[None]:
    """Context for reading all of a large file once: almost nothing of it is cached."""
    with _limit_restored() as limit:
        _set_limit(min(limit, _PASSING))
        yield


@contextmanager
def _limit_restored() -> Iterator[int]:
    with bounded_cache.lock:
        limit = _limit()
        try:
            yield limit
        finally:
            _set_limit(limit)


def _limit() -> int:
    return int(require("rasterio.env", PURPOSE).get_gdal_config("GDAL_CACHEMAX"))


def _set_limit(size: int) -> None:
    """Sets the limit of the cache, and writes back or drops data beyond it."""
    require("rasterio.env", PURPOSE).set_gdal_config("GDAL_CACHEMAX", size)
