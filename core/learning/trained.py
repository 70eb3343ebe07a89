"""Networks with their weights, ready to predict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .weights import Card


@dataclass(frozen=True)
class Trained:
    """Networks that are ready to predict.

    Attributes
    ----------
    networks : mapping of str to torch.nn.Module
        Networks needed for prediction, in evaluation mode.
    card : Card
    order : tuple of int
        The position in the images of each band of the network; empty if they have the same order.
    """

    networks: Mapping[str, Any]
    card: Card
    order: tuple[int, ...] = ()


def ready(networks: Mapping[str, Any], device: str) -> dict[str, Any]:
    """Moves the networks to a device, sets evaluation mode and freezes them."""
    moved = {name: network.to(device).eval() for name, network in networks.items()}
    for network in moved.values():
        network.requires_grad_(False)
    return moved
