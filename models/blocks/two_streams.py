"""Base of StfNet, StfMLP and MACNN: one network per reference, trained on the span between the references."""

from __future__ import annotations

import torch
from torch import nn

from .losses import mean_square


class TwoStreams(nn.Module):
    """Two networks that predict a fine change from a coarse change and a fine reference.

    Parameters
    ----------
    after : network for the change after the first reference
    before : network for the change before the second reference
    """

    def __init__(self, after: nn.Module, before: nn.Module) -> None:
        super().__init__()
        self.after, self.before = after, before

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the predictions of date 2 from both pairs; `merges.merge_global` merges them."""
        return (
            fine_1 + self.after(coarse_2 - coarse_1, fine_1),
            fine_3 - self.before(coarse_3 - coarse_2, fine_3),
        )

    def span_loss(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
        mask: torch.Tensor | None = None,
        consistency: float = 1.0,
    ) -> torch.Tensor:
        """Returns the loss on the span between the references; no fine image of date 2 is needed.

        Both networks are trained on the whole change, and their partial changes must add up to it (weight
        `consistency`).
        """
        coarse_span, fine_span = coarse_3 - coarse_1, fine_3 - fine_1
        parts = self.after(coarse_2 - coarse_1, fine_1) + self.before(coarse_3 - coarse_2, fine_3)
        return (
            mean_square(self.after(coarse_span, fine_1), fine_span, mask)
            + mean_square(self.before(coarse_span, fine_3), fine_span, mask)
            + consistency * mean_square(parts, fine_span, mask)
        )


def triplet_loss(
    predictions: tuple[torch.Tensor, torch.Tensor],
    fine_1: torch.Tensor,
    fine_2: torch.Tensor,
    fine_3: torch.Tensor,
    mask: torch.Tensor | None = None,
    consistency: float = 1.0,
) -> torch.Tensor:
    """Returns the loss with a known fine image of date 2: both predictions, and the total change (`consistency`)."""
    first, third = predictions
    whole = (first - fine_1) + (fine_3 - third)
    return (
        mean_square(first, fine_2, mask)
        + mean_square(third, fine_2, mask)
        + consistency * mean_square(whole, fine_3 - fine_1, mask)
    )
