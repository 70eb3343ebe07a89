"""How imported values are stored, by their quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..products.quantity import INDEX, REFLECTANCE, TEMPERATURE

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Storage:
    """Type, scale and nodata value of a file: true value = stored * factor."""

    dtype: str
    factor: float
    nodata: float
    unit: str = ""

    def stored(self, values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[Any]:
        """Returns true values as they are stored, in the type of the file; `values` are changed in place."""
        if not self.dtype.startswith("float"):
            limits = np.iinfo(self.dtype)
            values *= np.float32(1 / self.factor)
            np.rint(values, out=values)
            # The nodata value is left to missing pixels.
            low = limits.min + (2 if self.nodata < 0 else 1)
            np.clip(values, max(low, -9998) if self.nodata == -9999 else low, limits.max, out=values)
        if not valid.all():
            values[~valid] = self.nodata
        return values.astype(self.dtype)


def storage_of(content: str, unit: str) -> Storage:
    """Returns the storage of a quantity: reflectance and indices x 10000, hundredths of kelvin, else float32."""
    if content in (REFLECTANCE, INDEX):
        return Storage("int16", 1e-4, -9999)
    if content == TEMPERATURE:
        return Storage("uint16", 0.01, 0, "K")
    return Storage("float32", 1.0, -9999, unit)
