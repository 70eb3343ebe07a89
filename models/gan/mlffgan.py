"""MLFF-GAN: features of five levels, fused where the coarse image changed (Song et al. 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import Adversary, Stage
from .. import families
from .. import options as shared


@register
class MlffGan(families.Generator):
    """Multilevel feature fusion with a GAN (Song et al. 2022)."""

    info = MethodInfo(
        id="mlffgan",
        title="MLFF-GAN",
        name="Multilevel feature fusion with GAN for spatiotemporal remote sensing images",
        group=families.GAN,
        year=2022,
        doi="10.1109/TGRS.2022.3169916",
        reference=(
            "Song, B., Liu, P., Li, J., Wang, L., Zhang, L., He, G., Chen, L., Liu, J. (2022). MLFF-GAN: A multilevel "
            "feature fusion with GAN for spatiotemporal remote sensing images. IEEE Transactions on Geoscience and "
            "Remote Sensing 60, 4410816."
        ),
        summary=(
            "Features at five levels: where the coarse image changed, coarse features are used, elsewhere fine "
            "features with adjusted statistics. A discriminator evaluates overlapping patches."
        ),
        choose=(
            "Land cover changes between the dates, texture is important, and a CUDA device and a series of "
            "several dates for training are available."
        ),
        avoid=(
            "You train on a CPU in limited time, or the ratio is small: the network first smooths the coarse "
            "image and assumes that it contains no fine detail."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Coarse images are smoothed by block means instead of sampling every sixteenth pixel, which shifts "
            "them, and also in validation. The statistics of features are computed per tile; therefore "
            "neighbouring tiles overlap widely."
        ),
        tags=("Song", "GAN", "adversarial", "deep learning", "AdaIN", "attention", "patch discriminator"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=48, multiple=16, exchanges=True)
    defaults = Defaults(epochs=100, batch=4, patch=256, rate=2e-4)
    small = Small(batch=4, patch=64, rate=2e-4, layers={"width": 8})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of MLFF-GAN."""

        adversarial: float = shared.adversarial(1e-2, "values, spectra and structure")
        width: int = shared.width(16)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..blocks.discriminators import PatchDiscriminator
        from ..layers.mlffgan import MlffGan as Layers

        return {
            "generator": Layers(shape.bands, options.width, shape.ratio),
            "discriminator": PatchDiscriminator(shape.bands, shape.bands, 4 * options.width),
        }

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..blocks.objectives import absolute_spectral_similarity

        opponent = Adversary(weight=options.adversarial, condition="coarse_2") if options.adversarial > 0 else None
        return (Stage("network", ("generator",), self.compared(absolute_spectral_similarity), adversary=opponent),)
