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
            "Features of a fine image of any date are given the statistics of the coarse image's features, which takes "
            "their date from them; while training, predictions from two references must agree."
        ),
        choose=(
            "Only old fine images are there, or such without a good coarse partner, and you have a CUDA device and a "
            "series of three or more dates to train with."
        ),
        avoid=(
            "There is a good pair near the target date. And where you need the method of the paper: little of its "
            "inside is known."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "Only inputs, outputs and what the discriminator sees are known from the paper's figure; layers, losses "
            "and training are set here. The two references are dates on either side of the wanted one where there are "
            "such."
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
            0.1, "Weight of agreement", minimum=0.0, maximum=100.0,
            help="How much it counts while training that predictions from two fine images of other dates agree.",
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
