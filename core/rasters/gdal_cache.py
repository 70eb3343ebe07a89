"""What GDAL keeps: parts of files, in a cache that is one for the whole process, and an environment in each thread."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..runtime.dependencies import require
from ..runtime.shared_setting import SharedSetting
from ..words import later

PURPOSE = later("Reading and writing rasters")

# GDAL keeps parts of files, by its own default in a twentieth of the machine's memory. While a scene is fused this much will
# do: a row of blocks of every file, so that nothing is decompressed twice.
_CACHE = 256 * 2**20

# Bytes that are written back at a time: about a tile of a file with six bands.
_STEP = 2**20

# Enough for what is read at a time, and for little more.
_PASSING = 16 * 2**20


def _bound() -> int:
    before = _limit()
    _set_limit(min(before, _CACHE))
    return before


# Limits GDAL's cache; QGIS gets its own size back.
bounded_cache = SharedSetting(_bound, lambda before: _set_limit(before))


def keep_environment() -> None:
    """Begin rasterio's environment in a thread of our own, which then has it as long as it lives.

    Without one, every file that is opened begins and ends an environment, and PROJ forgets the systems that it had looked
    up: more than half of the time of a small warp. Where nobody opened a file yet, there is no need.
    """
    loaded = sys.modules.get("rasterio.env")
    if loaded is not None:
        loaded.Env.from_defaults().__enter__()


def written_back() -> None:
    """Have GDAL compress and write what it still holds of files, step by step.

    Otherwise all of it is left to the closing of a file, in which rasterio does not let any other Python thread run: for
    seconds, with a hundred megabytes. Parts of other files are dropped too, and read again.
    """
    with _limit_restored() as limit:
        for left in range(limit - _STEP, 0, -_STEP):
            _set_limit(left)


@contextmanager
def read_once() -> Iterator[None]:
    """For reading all of a large file that nobody reads again: next to nothing of it is kept."""
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
    """Sets the limit, and writes back or drops what is beyond it."""
    require("rasterio.env", PURPOSE).set_gdal_config("GDAL_CACHEMAX", size)
