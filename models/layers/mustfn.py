"""MUSTFN: fusion of several sensors with masks (Qin et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, require_multiple
from ..blocks.losses import difference, masked_mean, mean_square


def normed(
    inputs: int, outputs: int, kernel: int = 3, stride: int = 1, dilation: int = 1, groups: int = 1
) -> nn.Module:
    """Returns a convolution without bias and with repeated borders, batch normalisation and ReLU."""
    layer = conv(inputs, outputs, kernel, stride, dilation, groups, bias=False, border="replicate")
    return nn.Sequential(layer, nn.BatchNorm2d(outputs), nn.ReLU())


def bottleneck(width: int, groups: int = 1) -> nn.Sequential:
    """Returns a bottleneck: 1 x 1 to twice the channels, 3 x 3, 1 x 1 back."""
    return nn.Sequential(
        normed(width, 2 * width, 1), normed(2 * width, 2 * width, groups=groups), normed(2 * width, width, 1)
    )


class Pyramid(nn.Module):
    """Averages pooled to a quarter, an eighth and a sixteenth of the size, merged at full size."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.each = nn.ModuleList(normed(inputs, outputs, 1) for _ in range(3))
        self.join = normed(3 * outputs, outputs, 1)

    def forward(self, x: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
        levels = []
        for layer, factor in zip(self.each, (4, 8, 16)):
            pooled = functional.adaptive_avg_pool2d(x, (size[0] // factor, size[1] // factor))
            levels.append(_enlarged(layer(pooled), size))
        return self.join(torch.cat(levels, 1))


class Dilations(nn.Module):
    """Three parallel dilated convolutions, merged and enlarged to full size."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.each = nn.ModuleList(normed(inputs, outputs, dilation=rate) for rate in (2, 4, 8))
        self.join = normed(3 * outputs, outputs, 1)

    def forward(self, x: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
        return _enlarged(self.join(torch.cat([layer(x) for layer in self.each], 1)), size)


def _enlarged(x: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
    return functional.interpolate(x, size=size, mode="bilinear", align_corners=True)


class Mustfn(nn.Module):
    """Multi-scene spatiotemporal fusion network.

    Qin, Huang, Tang, Wang and Liu (2022), Int. J. Appl. Earth Obs. Geoinf. 115, 103113, doi 10.1016/j.jag.2022.103113.
    Layers follow the authors' program.

    Shapes: fine images and the output are (N, bands, rows, cols), coarse ones (N, coarse_bands, rows, cols) on the fine
    grid, rows and cols multiples of 16; `rest_1` to `rest_3` are the coarse bands that are not in `coarse_1` to
    `coarse_3`; they count towards `coarse_bands`. Output values lie between 0 and 1.

    Departures: the program works on tiles of 256 pixels only; here its constants follow the size. An unused second
    convolution of the coarse images is omitted.

    Parameters
    ----------
    bands : bands of the fine sensor
    coarse_bands : bands of the coarse sensor, may differ from the fine ones; `bands` if not given
    gate : inner channels of the channel gate
    head : channels of the last two layers
    width : base of the channels of the deeper layers; 0 for the number of all input channels, as in the program
    """

    def __init__(
        self,
        bands: int,
        coarse_bands: int | None = None,
        gate: int = 150,
        head: tuple[int, int] = (128, 64),
        width: int = 0,
    ) -> None:
        super().__init__()
        coarse_bands = bands if coarse_bands is None else coarse_bands
        self.multiple = 16
        fine, coarse = 2 * bands, 3 * coarse_bands
        n = fine + coarse
        m = width or n
        joined = 2 * n + 20 * m
        self.fine_stem = nn.Sequential(normed(fine, fine), normed(fine, fine))
        self.coarse_stem = normed(coarse, coarse)
        self.block_1, self.down_1 = bottleneck(n, groups=2 * n), normed(2 * n, 4 * m, stride=2, dilation=2)
        self.block_2, self.down_2 = bottleneck(4 * m), normed(4 * m, 8 * m, stride=2, dilation=2)
        self.block_3 = bottleneck(8 * m)
        self.pyramid, self.dilations = Pyramid(4 * m, 8 * m), Dilations(8 * m, 12 * m)
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            conv(joined, gate, 1, bias=False),
            nn.ReLU(),
            conv(gate, gate, 1, bias=False),
            conv(gate, joined, 1, bias=False),
            nn.Sigmoid(),
        )
        self.head = nn.Sequential(
            normed(joined, head[0]), normed(*head), conv(head[1], bands, 1, bias=False), nn.Sigmoid()
        )
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
        mask: torch.Tensor | None = None,
        rest_1: torch.Tensor | None = None,
        rest_2: torch.Tensor | None = None,
        rest_3: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Returns the prediction of date 2; where a mask (N, 1, rows, cols) is 0, inputs and output are 0."""
        require_multiple(fine_1, self.multiple, "MUSTFN")
        dates = (coarse_1, rest_1, coarse_2, rest_2, coarse_3, rest_3)
        fine, coarse = torch.cat([fine_1, fine_3], 1), torch.cat([image for image in dates if image is not None], 1)
        if mask is not None:
            fine, coarse = (torch.where(mask > 0, x, x.new_zeros(())) for x in (fine, coarse))
        size = (fine.shape[-2], fine.shape[-1])
        x = torch.cat([self.fine_stem(fine), self.coarse_stem(coarse)], 1)
        full = torch.cat([x, self.block_1(x)], 1)
        half = self.down_1(full)
        half = half + self.block_2(half)
        quarter = self.down_2(half)
        quarter = quarter + self.block_3(quarter)
        joined = torch.cat([full, self.pyramid(half, size), self.dilations(quarter, size)], 1)
        prediction = self.head(joined * self.gate(joined))
        return prediction if mask is None else prediction * mask


def loss(
    prediction: torch.Tensor,
    fine_2: torch.Tensor,
    deviations: torch.Tensor,
    mask: torch.Tensor | None = None,
    red_nir: tuple[int, int] | None = None,
    similarity: bool = False,
) -> torch.Tensor:
    """Returns square errors in units of each band's standard deviation, NDVI and (from epoch 20 on) similarity.

    Parameters
    ----------
    prediction, fine_2 : (N, bands, rows, cols)
    deviations : standard deviation of each band in the training data, (bands,); in the paper 0.043, 0.059, 0.065,
        0.176, 0.167, 0.099 for reflectance from blue to the second short-wave infrared
    mask : 1 where valid
    red_nir : positions of red and near infrared from 0; without them the NDVI term is omitted
    similarity : adds 0.1 (1 - SSIM)
    """
    scale = deviations.to(prediction)[:, None, None]
    total = len(deviations) * mean_square(prediction / scale, fine_2 / scale, mask)
    if red_nir is not None:
        whole = None if mask is None else mask.amin(1, keepdim=True)
        found, wanted = (_ndvi(image, *red_nir) for image in (prediction, fine_2))
        total = total + mean_square(found, wanted, whole) / 0.5**2
    if similarity:
        total = total + 0.1 * (1 - global_similarity(prediction, fine_2, mask))
    return total


def _ndvi(image: torch.Tensor, red: int, nir: int) -> torch.Tensor:
    dark, bright = image[:, red : red + 1], image[:, nir : nir + 1]
    return (bright - dark) / (bright + dark).clamp_min(1e-3)


def global_similarity(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None, value_range: float = 1.6384
) -> torch.Tensor:
    """Returns the structural similarity over all values of a batch.

    Unlike in the authors' program, which computes the covariance outside of torch, a gradient passes through it.
    """
    c1, c2 = (0.01 * value_range) ** 2, (0.03 * value_range) ** 2
    zero = torch.zeros_like(prediction)
    found, wanted = difference(prediction, zero, mask), difference(target, zero, mask)
    mean_f, mean_w = masked_mean(found, mask), masked_mean(wanted, mask)
    variance_f = masked_mean((found - mean_f) ** 2, mask)
    variance_w = masked_mean((wanted - mean_w) ** 2, mask)
    covariance = masked_mean((found - mean_f) * (wanted - mean_w), mask)
    brightness = (2 * mean_f * mean_w + c1) / (mean_f**2 + mean_w**2 + c1)
    return brightness * (2 * covariance + c2) / (variance_f + variance_w + c2)
