"""Cache of compiled kernels for numba: a damaged file is compiled again, and an unusable folder does not stop a run."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...runtime.dependencies import require
from ...words import tr

_PURPOSE = "The CPU kernel of this method"
_DIGEST = hashlib.sha256().digest_size


class CacheTrouble:
    """Reports once per process that compiled kernels cannot be stored."""

    def __init__(self) -> None:
        self._lock, self._seen, self._text = threading.Lock(), False, ""

    def note(self, folder: Path, error: BaseException) -> None:
        cause = getattr(error, "strerror", None) or " ".join(f"{type(error).__name__}: {error}".split())
        with self._lock:
            if not self._seen:
                self._seen = True
                self._text = tr(
                    "Compiled kernels cannot be stored in {folder} ({cause}), so that they are compiled in every "
                    "session. Free disk space there or delete that folder, or set another folder with the "
                    "environment variable STFUSION_CACHE.",
                    folder=folder,
                    cause=cause,
                )

    def take(self) -> str:
        """Returns the warning if there is one that was not returned yet; else an empty text."""
        with self._lock:
            text, self._text = self._text, ""
        return text


trouble = CacheTrouble()


def keep(kernel: Any, function: Any, folder: Path) -> None:
    """Caches a kernel returned by `numba.njit` in a folder.

    If that is not possible it is compiled in every process, and `trouble` records the reason; numba by itself would use
    the folder of the plugin instead.
    """
    config = require("numba", _PURPOSE).config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        cache = _classes()(function)
        if folder not in Path(cache.cache_path).parents:
            raise RuntimeError("numba chose another folder")
        kernel._cache = cache
    except (OSError, RuntimeError) as error:  # numba raises RuntimeError where it finds no folder
        trouble.note(folder, error)
    finally:
        config.CACHE_DIR = before


@lru_cache(maxsize=1)
def _classes() -> Any:
    """Returns the class of the cache, which derives from numba's."""
    caching = require("numba.core.caching", _PURPOSE)

    class Files(caching.IndexDataCacheFile):  # type: ignore[misc, name-defined]
        """A file for each signature, named after it, without numba's index.

        Two processes that compile a function for different arguments at the same time would give both the next number
        in the index, and one of them would run the machine code of the other.

        A file ends in a digest of its content, because damaged machine code would end the process: a power failure
        leaves files whose last blocks, or all of them, are empty. Data after a pickled object is ignored, so that
        numba's own function can read these files.
        """

        def save(self, key: Any, data: Any) -> None:
            self._save_data(self._name(key), (self._facts(key), data))

        def load(self, key: Any) -> Any:
            try:
                facts, data = self._load_data(self._name(key))
            except FileNotFoundError:
                return None
            return data if facts == self._facts(key) else None

        def _facts(self, key: Any) -> str:
            """Returns everything that the machine code depends on: numba, the source file, types, processor and
            function.
            """
            return repr((self._version, self._source_stamp, key))

        def _name(self, key: Any) -> str:
            digest = hashlib.sha256(self._facts(key).encode()).hexdigest()[:16]
            return f"{Path(self._index_name).stem}.{digest}.nbc"

        def _dump(self, content: Any) -> bytes:
            data = bytes(super()._dump(content))
            return data + hashlib.sha256(data).digest()

        def _load_data(self, name: str) -> Any:
            data = Path(self._data_path(name)).read_bytes()
            if hashlib.sha256(data[:-_DIGEST]).digest() != data[-_DIGEST:]:
                raise ValueError(f"{name} is damaged")
            return super()._load_data(name)

    class Cache(caching.FunctionCache):  # type: ignore[misc, name-defined]
        def __init__(self, function: Any) -> None:
            super().__init__(function)
            stamp = self._impl.locator.get_source_stamp()
            self._cache_file = Files(self._cache_path, self._impl.filename_base, stamp)

        def load_overload(self, signature: Any, context: Any) -> Any:
            try:
                return super().load_overload(signature, context)
            except Exception:  # damaged content raises any exception; it is compiled and written again
                return None

        def save_overload(self, signature: Any, result: Any) -> None:
            try:
                super().save_overload(signature, result)
            except Exception as error:
                self.disable()
                trouble.note(Path(self._cache_path).parent, error)

    return Cache
