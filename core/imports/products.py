"""All products that can be imported."""

from __future__ import annotations

from ..errors import InputError
from .rows import ProductRow
from .tables.grids import GENERIC, GRIDS
from .tables.optical import OPTICAL
from .tables.tiles import TILES

AUTO = "auto"
# In the order in which names are compared; any file with axes comes last.
PRODUCTS: tuple[ProductRow, ...] = (*OPTICAL, *TILES, *GRIDS, GENERIC)
CHOICES = (AUTO, *dict.fromkeys(row.id for row in PRODUCTS))


def products_named(word: str) -> tuple[ProductRow, ...]:
    """Returns the rows of a product that a user chose; all rows for ``auto``.

    Raises
    ------
    InputError
        If there is no such product.
    """
    if word == AUTO:
        return PRODUCTS
    found = tuple(row for row in PRODUCTS if row.id == word)
    if not found:
        raise InputError(
            "There is no product '{word}'; choose one of: {choices}.", word=word, choices=", ".join(CHOICES)
        )
    return found
