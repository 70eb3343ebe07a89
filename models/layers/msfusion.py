"""MSFusion: a texture transformer on the coarse change, fused with the fine image in stages (Yang et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, require_multiple, residual_block, resize
from ..blocks.pyramid import Pyramid, halving

WIDTHS = (32, 64, 128, 256)


def extractor(bands: int, widths: tuple[int, ...]) -> Pyramid:
    """Returns a light feature pyramid: convolution (stride 2 from the second level on), ReLU, residual block."""
    entries = zip(halving((bands, *widths)), widths)
    return Pyramid(*(nn.Sequential(entry, nn.ReLU(), residual_block(width)) for entry, width in entries))


class TextureTransformer(nn.Module):
    """Hard and soft attention between all positions of the change features (after Yang et al. 2020).

    Each position of the deepest level receives the features of its most similar position, on every level, weighted by
    the similarity. The similarity matrix has (rows cols / 64) ** 2 entries and is computed for `chunk` positions at a
    time.
    """

    def __init__(self, widths: tuple[int, ...], chunk: int = 1024) -> None:
        super().__init__()
        deepest = widths[-1]
        self.chunk = chunk
        self.query, self.key = conv(deepest, deepest, 1), conv(deepest, deepest, 1)
        self.merge = nn.ModuleList(conv(2 * width, width) for width in widths)

    def forward(self, levels: list[torch.Tensor]) -> list[torch.Tensor]:
        similarity, places = self._most_similar(levels[-1])
        rows, cols = levels[-1].shape[-2:]
        similarity = similarity.view(-1, 1, rows, cols)
        found = []
        for position, (level, merge) in enumerate(zip(levels, self.merge)):
            step = 2 ** (len(levels) - 1 - position)
            taken = _transferred(level, places, step)
            weight = resize(similarity, factor=step) if step > 1 else similarity
            found.append(level + merge(torch.cat([level, taken], 1)) * weight)
        return found

    def _most_similar(self, deepest: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the largest similarity of each position's 3 x 3 neighbourhood, and its index, (N, positions)."""
        queries, keys = (
            functional.normalize(functional.unfold(layer(deepest), 3, padding=1), dim=1)
            for layer in (self.query, self.key)
        )
        best = [(part.transpose(1, 2) @ keys).max(2) for part in queries.split(self.chunk, 2)]
        return torch.cat([part.values for part in best], 1), torch.cat([part.indices for part in best], 1)


def _transferred(level: torch.Tensor, places: torch.Tensor, step: int) -> torch.Tensor:
    """Returns the neighbourhoods of 3 x 3 positions of the deepest level, moved to their new positions and averaged."""
    window = {"kernel_size": 3 * step, "stride": step, "padding": step}
    patches = functional.unfold(level, **window)
    moved = patches.gather(2, places[:, None].expand(-1, patches.shape[1], -1))
    return functional.fold(moved, level.shape[-2:], **window) / 9


class StageFusion(nn.Module):
    """Cross-stage adaptive fusion (CSAFM) of deeper stage, change and reference, weighted by channel and position."""

    def __init__(self, below: int, width: int) -> None:
        super().__init__()
        self.enlarge = nn.Sequential(conv(below, width), nn.ReLU())
        self.by_channel = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), conv(width, width // 4, 1), nn.ReLU(), conv(width // 4, 3 * width, 1)
        )
        self.by_place = conv(3 * width, 3)
        self.refine = nn.Sequential(conv(width, width), nn.ReLU())

    def forward(self, below: torch.Tensor, change: torch.Tensor, reference: torch.Tensor) -> torch.Tensor:
        sources = [self.enlarge(resize(below)), change, reference]
        channels = self.by_channel(sum(sources)).unflatten(1, (3, -1))
        places = self.by_place(torch.cat(sources, 1))[:, :, None]
        weights = (channels + places).softmax(1)
        fused = (weights * torch.stack(sources, 1)).sum(1)
        return fused + self.refine(fused)


class MsFusion(nn.Module):
    """Multistage fusion network based on a texture transformer and convolutions.

    Yang, Qian, Liu, Tang, Qi, Lu and Geng (2022), IEEE JSTARS 15, 4653-4666, doi 10.1109/JSTARS.2022.3179415. Stages
    and modules follow the paper's figure and text; their layers and widths are a reconstruction, as is the loss: mean
    square error + 0.1 (1 - SSIM).

    Shapes: inputs and output are (N, bands, rows, cols), coarse images on the fine grid, rows and cols multiples of 8.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels of the four levels
    """

    def __init__(self, bands: int, widths: tuple[int, int, int, int] = WIDTHS) -> None:
        super().__init__()
        self.multiple = 8
        self.change_extractor, self.reference_extractor = extractor(bands, widths), extractor(bands, widths)
        self.transformer = TextureTransformer(widths)
        steps = zip(widths[:0:-1], widths[-2::-1])
        self.fusion = nn.ModuleList(StageFusion(below, width) for below, width in steps)
        self.decoder = nn.Sequential(conv(widths[0], widths[0]), nn.ReLU(), conv(widths[0], bands, 1))

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2."""
        require_multiple(fine_1, self.multiple, "MSFusion")
        changes = self.transformer(self.change_extractor(coarse_2 - coarse_1))
        references = self.reference_extractor(fine_1)
        x = changes[-1] + references[-1]
        for fusion, change, reference in zip(self.fusion, changes[-2::-1], references[-2::-1]):
            x = fusion(x, change, reference)
        return self.decoder(x)
