"""Which files of a folder belong to products as delivered."""

from __future__ import annotations

from ..errors import InputError
from ..run import Run
from .granules import find_granules
from .library import exceptions
from .products import PRODUCTS
from .tables.grids import GENERIC


def product_files(folder: str) -> frozenset[str]:
    """Returns the files of known products in a folder and its subfolders; files with other names are not opened.

    A folder that does not exist, or has too many files, has none: reading its images says so.
    """
    quiet = Run(log=lambda text, level: None)
    try:
        with exceptions():
            granules, _ = find_granules((folder,), [row for row in PRODUCTS if row is not GENERIC], quiet)
    except InputError:
        return frozenset()
    return frozenset(str(path.resolve()) for granule in granules for path in granule.files)


def product_of(place: str) -> str:
    """Returns the title of the product that a file, archive or folder is; empty if it is none that is known by its name."""
    quiet = Run(log=lambda text, level: None)
    try:
        with exceptions():
            granules, _ = find_granules((place,), [row for row in PRODUCTS if row is not GENERIC], quiet)
    except (InputError, OSError, ValueError):
        return ""
    return granules[0].row.title if granules else ""
