"""DiffSTF: a conditional diffusion denoiser (Ma et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv, require_multiple
from ..blocks.time_embedding import TimeEmbedding
from ..blocks.unet import Trunk, head


class DiffStf(nn.Module):
    """Denoiser of DiffSTF: predicts the noise from the noisy fine image, a fine reference and the coarse image.

    Ma, Wang and Wei (2024), IEEE GRSL 21, doi 10.1109/LGRS.2024.3378715. Blocks and widths follow the paper's figure;
    its time branch is a reconstruction, as are schedule and training.

    Shapes: images are (N, bands, rows, cols) with values from -1 to 1, the coarse one on the fine grid, rows and cols
    multiples of 8. `step` is (N,), the index of the diffusion step from 0. Loss: mean square error of the noise.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the first level, a multiple of `groups`
    factors : channels of each level in units of `width`
    depth : blocks at each level of the encoder; the decoder has one more
    groups : groups of the normalisations
    """

    def __init__(
        self, bands: int, width: int = 128, factors: tuple[int, ...] = (1, 2, 3, 4), depth: int = 2, groups: int = 32
    ) -> None:
        super().__init__()
        self.multiple = 2 ** (len(factors) - 1)
        time = 4 * width
        self.time = TimeEmbedding(width, time, nn.SiLU())
        self.stem = conv(3 * bands, width)
        self.trunk = Trunk(width, factors, depth, time, groups)
        self.head = head(width * factors[0], bands, groups)

    def forward(
        self, noisy: torch.Tensor, step: torch.Tensor, coarse_2: torch.Tensor, fine_1: torch.Tensor
    ) -> torch.Tensor:
        """Returns the noise in the noisy fine image of date 2 at a step."""
        require_multiple(noisy, self.multiple, "DiffSTF")
        x = self.stem(torch.cat([noisy, fine_1, coarse_2], 1))
        return self.head(self.trunk(x, self.time(step)))
