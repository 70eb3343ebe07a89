"""CAFE: cross attention of coarse and fine bands that weights the coarse change (Lin et al. 2023)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv
from ..blocks.losses import charbonnier, laplacian_edges


def active_conv(inputs: int, outputs: int, kernel: int = 3) -> nn.Sequential:
    """Returns a convolution with a PReLU of one slope."""
    return nn.Sequential(conv(inputs, outputs, kernel), nn.PReLU())


class BandAttention(nn.Module):
    """Cross attention of one band (SBCA): the fine band weights the positions, the coarse band the channels."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.low, self.high = active_conv(1, width), active_conv(1, width)
        self.space, self.channels = conv(width, 1, 1), conv(width, width)
        self.merge = active_conv(width, width)

    def forward(self, coarse: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        low, high = self.low(coarse), self.high(fine)
        return self.merge(low * torch.sigmoid(self.space(high)) + high * torch.sigmoid(self.channels(low)))


class MultispectralAttention(nn.Module):
    """Cross attention band by band (MSCA), merged to `features` channels; the last band comes first."""

    def __init__(self, bands: int, features: int = 64, width: int = 32) -> None:
        super().__init__()
        self.each = nn.ModuleList(BandAttention(width) for _ in range(bands))
        self.merge = active_conv(bands * width, features)

    def forward(self, coarse: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        pairs = zip(self.each, coarse.split(1, 1), fine.split(1, 1))
        attended = [attention(low, high) for attention, low, high in pairs]
        return self.merge(torch.cat([attended[-1], *attended[:-1]], 1))


class JointAttention(nn.Module):
    """Cross attention of features (FJCA)."""

    def __init__(self, features: int = 64) -> None:
        super().__init__()
        self.low, self.high = active_conv(features, features), active_conv(features, features)
        self.space, self.channels = conv(features, 1, 1), conv(features, features, 1)
        self.merge = active_conv(features, features)

    def forward(self, low: torch.Tensor, high: torch.Tensor) -> torch.Tensor:
        low, high = self.low(low), self.high(high)
        return self.merge(low * torch.sigmoid(self.space(high)) + high * torch.sigmoid(self.channels(low)))


class ResidualDense(nn.Module):
    """Residual dense block: each layer gets the outputs of all previous layers."""

    def __init__(self, features: int = 64, growth: int = 32, layers: int = 5) -> None:
        super().__init__()
        self.layers = nn.ModuleList(active_conv(features + growth * i, growth) for i in range(layers))
        self.merge = conv(features + growth * layers, features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        seen = x
        for layer in self.layers:
            seen = torch.cat([seen, layer(seen)], 1)
        return x + self.merge(seen)


class ChannelBranch(nn.Module):
    """Channel attention from global means, then a 1 x 1 convolution."""

    def __init__(self, features: int = 64, reduction: int = 8) -> None:
        super().__init__()
        hidden = features // reduction
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), active_conv(features, hidden, 1), conv(hidden, features, 1), nn.Sigmoid()
        )
        self.merge = active_conv(features, features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.merge(x * self.gate(x))


class SpaceBranch(nn.Module):
    """Spatial attention from a depthwise convolution, then a 3 x 3 convolution."""

    def __init__(self, features: int = 64) -> None:
        super().__init__()
        self.gate = nn.Sequential(
            conv(features, features, groups=features), nn.PReLU(), conv(features, 1, 1), nn.Sigmoid()
        )
        self.merge = active_conv(features, features)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.merge(x * self.gate(x))


class AttentionDense(nn.Module):
    """Attention residual dense module (ARDM): three dense blocks, their outputs joined, both attentions added."""

    def __init__(self, features: int = 64, growth: int = 32) -> None:
        super().__init__()
        self.dense = nn.ModuleList(ResidualDense(features, growth) for _ in range(3))
        self.join = active_conv(3 * features, features, 1)
        self.channels, self.space = ChannelBranch(features), SpaceBranch(features)
        self.merge = active_conv(features, features)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        outputs = []
        for block in self.dense:
            x = block(x)
            outputs.append(x)
        joined = self.join(torch.cat(outputs, 1))
        return joined + self.merge(self.channels(joined) + self.space(joined))


class Cafe(nn.Module):
    """Cross-attention based adaptive weighting fusion network.

    Lin, Shen, Wu and Nan (2023), IEEE GRSL 20, 5001605, doi 10.1109/LGRS.2023.3286463. Layers follow the authors'
    program.

    Shapes: inputs and output are (N, bands, rows, cols), coarse images on the fine grid, any size.

    Departure: each of the four channel attentions of the program has an unused 3 x 3 convolution (36,929 parameters);
    it is omitted.

    Parameters
    ----------
    bands : bands of both sensors, matched one to one
    features : channels of the trunk
    width : channels of the attention of one band, and growth of the dense blocks
    """

    def __init__(self, bands: int, features: int = 64, width: int = 32) -> None:
        super().__init__()
        self.change_entry = active_conv(bands, features)
        self.change_trunk = AttentionDense(features, width)
        self.change_exit = conv(features, features)
        self.fine_entry = active_conv(bands, features)
        self.attention = nn.ModuleList(MultispectralAttention(bands, features, width) for _ in range(2))
        self.trunk = nn.ModuleList(AttentionDense(features, width) for _ in range(2))
        self.joint = JointAttention(features)
        self.branch_exit = nn.ModuleList(active_conv(features, features) for _ in range(2))
        self.last_trunk = AttentionDense(features, width)
        self.exit = conv(features, bands)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight)
                nn.init.zeros_(module.bias)

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2."""
        change = torch.tanh(self.change_exit(self.change_trunk(self.change_entry(coarse_2 - coarse_1))))
        fine = self.fine_entry(fine_1)
        weighted = []
        for attend, trunk, leave, coarse in zip(self.attention, self.trunk, self.branch_exit, (coarse_2, coarse_1)):
            weights = leave(self.joint(trunk(attend(coarse, fine_1)), fine) + fine)
            weighted.append(weights * change)
        return self.exit(self.last_trunk(weighted[0] + weighted[1]))


def loss(prediction: torch.Tensor, fine_2: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns the Charbonnier losses of pixels and edges, weighted by their share in the sum (without gradient)."""
    pixels, edges = charbonnier(prediction, fine_2, mask), laplacian_edges(prediction, fine_2, mask)
    share = (pixels / (pixels + edges).clamp_min(1e-12)).detach()
    return share * pixels + (1 - share) * edges
