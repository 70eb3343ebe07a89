"""HPLTS-GAN: one coarse image and a fine image of any date, whose statistics are replaced (Lei et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import ONE_PAIR, TRIPLET, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import Adversary, Batch, Moment, Networks, Optimiser, Outcome, Stage
from .. import families
from .. import options as shared


@register
class HpltsGan(families.Generator):
    """High-precision fusion based on low temporal sensitivity (Lei et al. 2024), a reconstruction."""

    info = MethodInfo(
        id="hpltsgan",
        title="HPLTS-GAN",
        name="High-precision spatiotemporal fusion method based on low temporal sensitivity",
        group=families.GAN,
        year=2024,
        doi="10.1109/TGRS.2024.3416152",
        reference=(
            "Lei, D., Zhu, Q., Li, Y., Tan, J., Wang, S., Zhou, T., Zhang, L. (2024). HPLTS-GAN: A high-precision "
            "remote sensing spatiotemporal fusion method based on low temporal sensitivity. IEEE Transactions on "
            "Geoscience and Remote Sensing 62, 1-16."
        ),
        summary=(
            "Features of a fine image of any date are adjusted to the statistics of the coarse features, which "
            "determine the date; in training, a loss requires that predictions from two references agree."
        ),
        choose=(
            "Only old fine images, or fine images without a good coarse image of their date, are available, and "
            "a CUDA device and a series of three or more dates for training."
        ),
        avoid=(
            "A good pair near the target date is available; or you need the method exactly as in the paper: few "
            "details of it are known."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "Only inputs, outputs and the input of the discriminator are known from the figure of the paper; "
            "layers, losses and training are set by STFusion. The two references are dates on both sides of the "
            "target date where possible."
        ),
        tags=("Lei", "Zhu", "GAN", "adversarial", "deep learning", "reference-insensitive", "AdaIN"),
        packages=families.PACKAGES,
    )
    takes = families.REFERENCE
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=32, multiple=8, exchanges=True)
    defaults = Defaults(epochs=200, batch=8, patch=128, rate=2e-4)
    small = Small(batch=4, patch=64, rate=1e-3, layers={"width": 12})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of HPLTS-GAN."""

        adversarial: float = shared.adversarial(1e-2, "values, spectra, structure and agreement")
        agreement: float = option(
            0.1, "Weight of the agreement loss", minimum=0.0, maximum=100.0,
            help="Weight of the loss that requires that predictions from two fine images of other dates agree.",
        )  # fmt: skip
        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..blocks.discriminators import PatchDiscriminator
        from ..layers.hpltsgan import HpltsGan as Layers

        first = max(4, options.width)
        return {
            "generator": Layers(shape.bands, (first, 2 * first, 4 * first, 8 * first)),
            "discriminator": PatchDiscriminator(shape.bands, shape.bands, 2 * first, scales=2, spectral=True),
        }

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(betas=(0.5, 0.999))
        opponent = None
        if options.adversarial > 0:
            opponent = Adversary(weight=options.adversarial, condition="coarse_2", optimiser=adam)
        loss = partial(_loss, agreement=options.agreement)
        # Samples of three dates: the predictions from the references before and after the target date must agree.
        return (Stage("network", ("generator",), loss, TRIPLET, optimiser=adam, adversary=opponent),)


def _loss(networks: Networks, batch: Batch, moment: Moment, agreement: float) -> Outcome:
    from ..blocks.losses import mean_absolute
    from ..blocks.objectives import absolute_spectral_similarity

    coarse, generator = batch["coarse_2"], networks["generator"]
    first, other = (generator(coarse_2=coarse, fine_1=batch[f"fine_{number}"]) for number in (1, 3))
    terms = {"difference": absolute_spectral_similarity(first, batch["fine_2"], batch["mask"])}
    if agreement > 0:
        terms["agreement"] = agreement * mean_absolute(first, other, batch["mask"])
    return Outcome(terms, first)
