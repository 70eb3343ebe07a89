"""The torch part of every network in a tiny form, and the number of parameters of the full form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import support  # noqa: F401
import torch

ONE_PAIR = ("coarse_1", "fine_1", "coarse_2")
TWO_PAIRS = (*ONE_PAIR, "coarse_3", "fine_3")
REFERENCE = ("coarse_2", "fine_1")


@dataclass
class Case:
    """A class of models/layers.

    `counts` are constructor arguments and their specified numbers of parameters, less unused ones; `tiny` are arguments
    of a small form, `size` is a supported image size, `shapes` of inputs and `output` are given without the batch.
    """

    file: str
    name: str
    inputs: tuple[str, ...]
    counts: list[tuple[dict[str, Any], int]]
    tiny: dict[str, Any] = field(default_factory=dict)
    size: tuple[int, int] = (32, 32)
    shapes: dict[str, Callable[[int, int, int], tuple[int, ...]]] = field(default_factory=dict)
    result: Callable[[Any], list[torch.Tensor]] = lambda output: [output]
    output: Callable[[int, int, int], tuple[int, ...]] = lambda bands, rows, cols: (bands, rows, cols)
    batch: int = 2
    bands: int = 3
    # Parameters on which the output does not depend; the reason is stated where they are listed.
    idle: tuple[str, ...] = ()

    @property
    def module(self) -> Any:
        return import_module(f"stfusion.models.layers.{self.file}")

    def full(self, arguments: dict[str, Any]) -> torch.nn.Module:
        return getattr(self.module, self.name)(**arguments)

    def small(self) -> torch.nn.Module:
        torch.manual_seed(0)
        arguments = {"bands": self.bands, **self.tiny}
        return awake(self.full(arguments))

    def tensors(self, size: tuple[int, int], seed: int = 1) -> dict[str, torch.Tensor]:
        """Random images with values from 0 to 1, and a step if required."""
        generator = torch.Generator().manual_seed(seed)
        made = {}
        for name in self.inputs:
            if name == "step":
                made[name] = torch.arange(self.batch) * 7
                continue
            shape = self.shapes.get(name, lambda bands, rows, cols: (bands, rows, cols))(self.bands, *size)
            made[name] = torch.rand((self.batch, *shape), generator=generator)
        return made


def awake(network: torch.nn.Module) -> torch.nn.Module:
    """Replaces weights that are initially 0, which would hide the layers before them."""
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.ndim > 1 and not parameter.any():
                parameter.normal_(0, 0.1)
    return network


def count(module: torch.nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def by_bands(**counts: int) -> list[tuple[dict[str, Any], int]]:
    """by_bands(b6=...) as a list of arguments and counts."""
    return [({"bands": int(key[1:])}, value) for key, value in counts.items()]


def pair(output: Any) -> list[torch.Tensor]:
    return list(output)


def native(ratio: int) -> Callable[[int, int, int], tuple[int, ...]]:
    return lambda bands, rows, cols: (bands, rows // ratio, cols // ratio)


def scene(bands: int = 2, size: tuple[int, int] = (16, 16), batch: int = 2) -> dict[str, torch.Tensor]:
    """Two pairs and a coarse image of random values."""
    return {name: torch.rand(batch, bands, *size) for name in TWO_PAIRS}
