"""Two sizes of a network: as its source has it, and a small one that learns within minutes on a CPU."""

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
    """What `SMALL` puts in the place of defaults.

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
        """As options are written: ``WIDTH=16, PATCH=64``."""
        values = {**self.layers, "patch": self.patch, "batch": self.batch, "rate": self.rate}
        return ", ".join(f"{name.upper()}={value}" for name, value in values.items())


class Sized:
    """What networks of two sizes share. What a user sets stays; only what stands at its default is replaced."""

    defaults: ClassVar[Defaults]
    small: ClassVar[Small]

    @property
    def shrinks(self) -> bool:
        """Whether the small size differs from that of the source, which may be small already."""
        return bool(self.small.layers) or self.training_defaults(SMALL) != self.defaults

    def resized(self, options: Any, size: str) -> Any:
        """The options, with those that the layers of this size depend on."""
        if size != SMALL:
            return options
        usual = {one.name: one.default for one in dataclasses.fields(options)}
        fresh = {name: value for name, value in self.small.layers.items() if getattr(options, name) == usual[name]}
        return dataclasses.replace(options, **fresh)

    def training_defaults(self, size: str) -> Defaults:
        """How a network of this size is trained by default."""
        if size != SMALL:
            return self.defaults
        small = self.small
        return dataclasses.replace(self.defaults, batch=small.batch, patch=small.patch, rate=small.rate)
