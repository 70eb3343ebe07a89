"""STF3DCNN: a small 3-D convolutional network that predicts fine from coarse changes (Peng et al. 2020)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.losses import mean_square


class Stf3dcnn(nn.Module):
    """Fast three-dimensional convolutional network for spatiotemporal fusion.

    Peng, Zhang, Sun, Cen and Zhao (2020), Remote Sensing 12(23), 3888, doi 10.3390/rs12233888. The wiring follows the
    paper's figure; depth, width and the order of the axes are a reconstruction.

    Shapes: `changes` maps (N, bands, dates, rows, cols) to the same, any size and any number of dates; `forward` takes
    and returns images (N, bands, rows, cols), coarse ones on the fine grid.

    Departure: the activation after the last convolution in the figure is omitted, because changes are signed
    (`last_active` adds it).

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the inner layers
    depth : number of convolutions
    last_active : adds a leaky ReLU after the last convolution
    """

    def __init__(self, bands: int, width: int = 32, depth: int = 5, last_active: bool = False) -> None:
        super().__init__()
        widths = [bands, *[width] * (depth - 1), bands]
        layers: list[nn.Module] = []
        for inputs, outputs in zip(widths, widths[1:]):
            layers += [nn.Conv3d(inputs, outputs, 3, padding=1), nn.LeakyReLU(0.2)]
        self.body = nn.Sequential(*(layers if last_active else layers[:-1]))

    def changes(self, coarse_changes: torch.Tensor) -> torch.Tensor:
        """Returns the fine changes for a series of coarse changes between successive dates."""
        return self.body(coarse_changes)

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the predictions of date 2 from both pairs; `merges.merge_pixels` merges them by the coarse changes.

        Each change is passed alone, as in `span_loss`: taps for other dates, which two pairs cannot train, only apply
        to padding.
        """
        return fine_1 + self.change(coarse_2 - coarse_1), fine_3 - self.change(coarse_3 - coarse_2)

    def change(self, coarse_change: torch.Tensor) -> torch.Tensor:
        """Returns the fine change for one coarse change, both (N, bands, rows, cols)."""
        return self.changes(coarse_change[:, :, None])[:, :, 0]

    def span_loss(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
        mask: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Returns the square error of the change between the references, forward and backward; date 2 is not used."""
        coarse_span, fine_span = coarse_3 - coarse_1, fine_3 - fine_1
        ahead, back = self.change(coarse_span), self.change(-coarse_span)
        return (mean_square(ahead, fine_span, mask) + mean_square(back, -fine_span, mask)) / 2
