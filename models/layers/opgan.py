"""OPGAN: three residual branches and a Wasserstein discriminator (2022)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import Residual, conv, residual_block
from ..blocks.losses import mean_square


def branch(bands: int, width: int, blocks: int) -> nn.Sequential:
    """Returns a convolution 9 x 9 and residual blocks with batch normalisation, with a skip around the blocks."""
    inner = (residual_block(width, norm=True) for _ in range(blocks))
    return nn.Sequential(conv(bands, width, 9), nn.ReLU(), Residual(*inner, conv(width, width), nn.BatchNorm2d(width)))


class OpGan(nn.Module):
    """Generator of OPGAN: features of the temporal change, the sensor difference and the fine image.

    IEEE TGRS (2022), document 9765452; first version Song, Zhang and Zhang, IGARSS 2020, doi
    10.1109/IGARSS39084.2020.9324101. Layers and training follow a public re-implementation.

    Shapes: inputs and both outputs are (N, bands, rows, cols) with values from -1 to 1, coarse images on the fine grid,
    any size.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the branches
    depths : residual blocks of the three branches
    """

    def __init__(self, bands: int, width: int = 64, depths: tuple[int, int, int] = (8, 4, 2)) -> None:
        super().__init__()
        self.change, self.sensors, self.base = (branch(bands, width, depth) for depth in depths)
        self.exit, self.change_exit = conv(width, bands, 9), conv(width, bands, 9)

    def forward(
        self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the prediction of date 2 and the fine change from date 1 to date 2."""
        changed = self.change(coarse_2 - coarse_1) + self.sensors(fine_1 - coarse_1)
        prediction = torch.tanh(self.exit(changed + self.base(fine_1)))
        return prediction, torch.tanh(self.change_exit(changed))


class OpGanDiscriminator(nn.Module):
    """Discriminator of OPGAN, without condition: (N, bands, rows, cols) to (N, 1, 1, 1), no sigmoid.

    Its weights are clipped to +-0.01 after each step, those of the normalisations included.
    """

    def __init__(self, bands: int, width: int = 64) -> None:
        super().__init__()
        layers: list[nn.Module] = [conv(bands, width), nn.LeakyReLU(0.2)]
        chain = [width * factor for factor in (1, 1, 2, 2, 4, 4, 8, 8)]
        for position, (inputs, outputs) in enumerate(zip(chain, chain[1:])):
            stride = 1 if position % 2 else 2
            layers += [conv(inputs, outputs, stride=stride), nn.BatchNorm2d(outputs), nn.LeakyReLU(0.2)]
        wide = 16 * width
        tail = [nn.AdaptiveAvgPool2d(1), conv(chain[-1], wide, 1), nn.LeakyReLU(0.2), conv(wide, 1, 1)]
        self.body = nn.Sequential(*layers, *tail)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.body(image)


def loss(
    outputs: tuple[torch.Tensor, torch.Tensor],
    fine_1: torch.Tensor,
    fine_2: torch.Tensor,
    mask: torch.Tensor | None = None,
    change: float = 0.1,
) -> torch.Tensor:
    """Returns the generator loss without 0.01 times the Wasserstein term: square errors of prediction and change."""
    prediction, found = outputs
    return mean_square(prediction, fine_2, mask) + change * mean_square(found, fine_2 - fine_1, mask)
