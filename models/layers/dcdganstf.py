"""DCDGAN-STF: deformable convolutions, distilled from a teacher that uses the target image (Zhang et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, require_multiple, residual_block, resize
from ..blocks.deformable import DeformConv
from ..blocks.pyramid import Pyramid, halving

WIDTHS = (32, 64, 128)


def encoder(bands: int, widths: tuple[int, ...]) -> Pyramid:
    """Returns a feature pyramid; each level: convolution (7 x 7, then 3 x 3 of stride 2), two residual blocks."""
    entries = zip(halving((bands, *widths), first_kernel=7), widths)
    return Pyramid(
        *(
            nn.Sequential(entry, nn.LeakyReLU(0.2), *(residual_block(width, slope=0.2) for _ in range(2)))
            for entry, width in entries
        )
    )


class DifferenceLevel(nn.Module):
    """One level of the pyramid cascading deformable encoder (PCDE), after the pyramid alignment of EDVR."""

    def __init__(self, width: int, deeper: int, groups: int) -> None:
        super().__init__()
        self.entry = _sharp(conv(2 * width, width))
        self.refine = _sharp(conv(2 * width if deeper else width, width))
        self.deform = DeformConv(width, groups)
        self.exit = conv(2 * width, width)
        if deeper:
            self.narrow_offset, self.narrow_features = conv(deeper, width, 1), conv(deeper, width, 1)
            self.join = conv(2 * width, width)

    def forward(
        self, before: torch.Tensor, after: torch.Tensor, deeper: tuple[torch.Tensor, torch.Tensor] | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns offset features and aligned features of this level, the latter before the activation."""
        offset = self.entry(torch.cat([before, after], 1))
        if deeper is not None:
            # Offsets are in pixels, and those of the deeper level are enlarged by 2.
            offset = torch.cat([offset, 2 * resize(self.narrow_offset(deeper[0]))], 1)
        offset = self.refine(offset)
        features = self.deform(before, offset)
        if deeper is not None:
            features = self.join(torch.cat([features, resize(self.narrow_features(deeper[1]))], 1))
        return offset, features


def _sharp(layer: nn.Module) -> nn.Sequential:
    return nn.Sequential(layer, nn.LeakyReLU(0.1))


class Differences(nn.Module):
    """Difference features of all levels, from the coarsest to the finest."""

    def __init__(self, widths: tuple[int, ...], groups: int) -> None:
        super().__init__()
        self.levels = nn.ModuleList(DifferenceLevel(w, d, groups) for w, d in zip(widths, (*widths[1:], 0)))

    def forward(self, before: list[torch.Tensor], after: list[torch.Tensor]) -> list[torch.Tensor]:
        found: list[torch.Tensor] = []
        deeper = None
        for position in range(len(self.levels) - 1, -1, -1):
            level = self.levels[position]
            offset, features = level(before[position], after[position], deeper)
            if position:
                features = functional.leaky_relu(features, 0.1)
            deeper = (offset, features)
            found.insert(0, level.exit(torch.cat([features, after[position]], 1)))
        return found


class DcdNet(nn.Module):
    """One network of DCDGAN-STF: the change between two images of one sensor, applied to an image of the other.

    Zhang, Fan, Duan, Dong and Lei (2024), IEEE JSTARS 17, doi 10.1109/JSTARS.2024.3476153. The data flow follows the
    paper's figure; the layers are a reconstruction.

    The student applies the change of the coarse images to the fine image of date 1. The teacher, another network of
    this class that is used in training only, applies the change of the fine images, including the target image, to the
    coarse image of date 1. Each has its own `PatchDiscriminator` and minimises
    `objectives.absolute_spectral_similarity` + 0.01 least squares, the student also 0.1 times `distillation_loss`.

    Shapes: images (N, bands, rows, cols), coarse ones on the fine grid, rows and cols multiples of 4, to the fine image
    of date 2 and the difference features of three levels, (N, 32, rows, cols), (N, 64, rows / 2, cols / 2), (N, 128,
    rows / 4, cols / 4).

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels of the three levels, multiples of `groups`
    groups : groups of the deformable convolutions
    """

    def __init__(self, bands: int, widths: tuple[int, int, int] = WIDTHS, groups: int = 8) -> None:
        super().__init__()
        self.multiple = 2 ** (len(widths) - 1)
        self.change_encoder, self.reference_encoder = encoder(bands, widths), encoder(bands, widths)
        self.differences = Differences(widths, groups)
        self.joins = nn.ModuleList(_merged(width) for width in widths)
        steps = list(zip(widths[-2::-1], widths[:0:-1]))
        self.ups = nn.ModuleList(
            nn.Sequential(nn.ConvTranspose2d(wide, width, 4, 2, 1), nn.LeakyReLU(0.2)) for width, wide in steps
        )
        self.up_joins = nn.ModuleList(_merged(width) for width, _ in steps)
        self.exit = conv(widths[0], bands)

    def both(
        self, before: torch.Tensor, after: torch.Tensor, reference: torch.Tensor
    ) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Returns prediction and difference features."""
        require_multiple(reference, self.multiple, "DCDGAN-STF")
        changes = self.differences(self.change_encoder(before), self.change_encoder(after))
        levels = zip(self.joins, self.reference_encoder(reference), changes)
        merged = [join(torch.cat([known, change], 1)) for join, known, change in levels]
        x = merged[-1]
        for up, join, finer in zip(self.ups, self.up_joins, merged[-2::-1]):
            x = join(torch.cat([up(x), finer], 1))
        return self.exit(x), changes

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Returns the student's prediction of date 2."""
        return self.both(coarse_1, coarse_2, fine_1)[0]

    def student(
        self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor
    ) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Returns prediction and difference features, for the distillation."""
        return self.both(coarse_1, coarse_2, fine_1)

    def teacher(
        self, coarse_1: torch.Tensor, fine_1: torch.Tensor, fine_2: torch.Tensor
    ) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Returns the teacher's reconstruction of fine_2 and its difference features."""
        return self.both(fine_1, fine_2, coarse_1)


def _merged(width: int) -> nn.Sequential:
    return nn.Sequential(conv(2 * width, width, 1), nn.LeakyReLU(0.2), residual_block(width, slope=0.2))


def distillation_loss(student: list[torch.Tensor], teacher: list[torch.Tensor], size: int = 16) -> torch.Tensor:
    """Returns the distillation loss, summed over the levels.

    It is the square difference between the correlations of positions in the features of student and teacher.

    Features are pooled to `size` x `size` positions first. No gradient reaches the teacher.
    """
    total = student[0].new_zeros(())
    for found, wanted in zip(student, teacher):
        total = total + ((_correlations(found, size) - _correlations(wanted.detach(), size)) ** 2).mean()
    return total


def _correlations(features: torch.Tensor, size: int) -> torch.Tensor:
    places = functional.normalize(functional.adaptive_avg_pool2d(features, size).flatten(2), dim=1)
    return places.transpose(1, 2) @ places
