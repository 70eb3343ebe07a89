"""The files behind a raster, and the check that no output replaces one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import InputError
from ..words import later, tr
from .raster import SIDECARS, RasterInfo, describe, same_file
from .source import name_of

OUTPUT = later("output")


def files_of(source: RasterInfo | str | Path) -> tuple[str, ...]:
    """Returns all files behind an input: its parts if it is a virtual raster, its sidecars, the archive around it.

    Inputs that are no rasters (weights, a table) are a file themselves.
    """
    if isinstance(source, RasterInfo):
        listed = source.files or (source.source,)
    else:
        try:
            listed = describe(source).files or (str(source),)
        except InputError:
            listed = (str(source),)
    listed = tuple(os.path.abspath(path) if os.path.exists(path) else path for path in listed)
    # GDAL lists sidecars only if it may read the folder, and not those that it cannot read.
    beside = [name for path in listed for name in _beside(path) if os.path.isfile(name)]
    return tuple(dict.fromkeys(path for path in (*listed, *beside) if path))


def _beside(path: str) -> list[str]:
    return [*(path + ending for ending in SIDECARS), path + ".hdr", os.path.splitext(path)[0] + ".hdr"]


def check_not_input(path: str | Path, inputs: Iterable[RasterInfo | str | Path], what: str = OUTPUT) -> Path:
    """Checks that a file to be written is none of the files behind the inputs, and returns its path.

    Parameters
    ----------
    path : path
        The output. It does not have to exist; statistics, pyramids and mask of an older file of this name would be
        removed with it.
    inputs : iterable of RasterInfo, str or Path
    what : str
        Name of the file in messages: ``"report"``.

    Raises
    ------
    InputError
        If it is one of them.
    """
    path = Path(path)
    existing = [one for one in (path, *(path.with_name(path.name + end) for end in SIDECARS)) if os.path.lexists(one)]
    for source in inputs if existing else ():
        own = source.source if isinstance(source, RasterInfo) else source
        files = files_of(source)
        for one in existing:
            if same_file(one, own):
                raise InputError(
                    "The {what} {name} is one of the inputs; choose another name, so that the input is not "
                    "overwritten.",
                    what=tr(what),
                    name=one.name,
                )
            if any(same_file(one, file) for file in files):
                raise InputError(
                    "The {what} {name} is one of the files of the input {source}; choose another name, so that "
                    "the input is not overwritten.",
                    what=tr(what),
                    name=one.name,
                    source=name_of(own),
                )
    return path
