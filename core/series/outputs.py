"""Checks that results do not overwrite inputs, and are not taken for inputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from ..errors import InputError
from ..rasters.input_files import files_of
from ..rasters.raster import SIDECARS, same_file


def check_folder(
    folder: Path,
    names: Iterable[str],
    sources: Iterable[str],
    inputs: Iterable[str] = (),
    files: Callable[[str], Iterable[str]] = files_of,
) -> None:
    """Checks whether results may be written into a folder.

    Parameters
    ----------
    folder : Path
    names : iterable of str
        File names of the results.
    sources : iterable of str
        Inputs. All files behind them count: those of a virtual raster, masks and other sidecars.
    inputs : iterable of str
        Folders that inputs come from.
    files : callable
        Returns the files behind a source.

    Raises
    ------
    InputError
        If the folder is one of the inputs' folders, or a result would replace a file of an input.
    """
    for one in inputs:
        if same_file(folder, one):
            raise InputError(
                "The output folder {folder} is also a folder of input images; choose another one, so that no "
                "input is overwritten and no prediction is used as an observation.",
                folder=folder,
            )
    written = {_place(folder / f"{name}{ending}"): name for name in names for ending in ("", *SIDECARS)}
    for source in sources:
        for path in files(source):
            # A link itself would be replaced, and its target could be replaced under its own name.
            for place in (_place(path), os.path.normcase(os.path.realpath(path))):
                if place in written:
                    raise InputError(
                        "The result {name} in {folder} would replace a file of the input {source}; choose "
                        "another output folder.",
                        name=written[place],
                        folder=folder,
                        source=Path(source).name or source,
                    )


def _place(path: str | Path) -> str:
    """Returns the real folder of a path and its name, which may be that of a link."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.normcase(os.path.join(os.path.realpath(folder), name))
