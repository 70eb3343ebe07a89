"""Sizes of a network: as published, and a small one that trains within minutes on a CPU."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from .needs import Defaults

SOURCE, SMALL = "as the source", "small"
SIZES = (SOURCE, SMALL)


@dataclass(frozen=True)
class Small:
    """Values that replace the defaults for the size `SMALL`.

    Attributes
    ----------
    batch, patch, rate
        As in `Defaults`.
    layers : mapping of str to value
        Options that the layers depend on.
    """

    batch: int
    patch: int
    rate: float
    layers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The values written as options: ``WIDTH=16, PATCH=64``."""
        values = {**self.layers, "patch": self.patch, "batch": self.batch, "rate": self.rate}
        return ", ".join(f"{name.upper()}={value}" for name, value in values.items())


class Sized:
    """Mixin of networks with two sizes. Values set by the user are kept; only options at their default are replaced."""

    defaults: ClassVar[Defaults]
    small: ClassVar[Small]

    @property
    def shrinks(self) -> bool:
        """Whether the small size differs from the published one, which may already be small."""
        return bool(self.small.layers) or self.training_defaults(SMALL) != self.defaults

    def resized(self, options: Any, size: str) -> Any:
        """Returns the options, with the layer options of this size."""
        if size != SMALL:
            return options
        usual = {one.name: one.default for one in dataclasses.fields(options)}
        fresh = {name: value for name, value in self.small.layers.items() if getattr(options, name) == usual[name]}
        return dataclasses.replace(options, **fresh)

    def training_defaults(self, size: str) -> Defaults:
        """Returns the training defaults of a network of this size."""
        if size != SMALL:
            return self.defaults
        small = self.small
        return dataclasses.replace(self.defaults, batch=small.batch, patch=small.patch, rate=small.rate)
