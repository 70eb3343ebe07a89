"""OPGAN: three residual branches and a Wasserstein discriminator (2022)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import (
    STEP,
    WASSERSTEIN,
    Adversary,
    Batch,
    Moment,
    Networks,
    Optimiser,
    Outcome,
    Schedule,
    Stage,
)
from .. import families
from .. import options as shared


@register
class OpGan(families.Generator):
    """Generative adversarial network with one prior image pair (2022)."""

    info = MethodInfo(
        id="opgan",
        title="OPGAN",
        name="Spatiotemporal fusion via a generative adversarial network with one prior image pair",
        group=families.GAN,
        year=2022,
        doi="10.1109/IGARSS39084.2020.9324101",
        reference=(
            "Remote sensing image spatiotemporal fusion via a generative adversarial network with one prior image pair "
            "(2022). IEEE Transactions on Geoscience and Remote Sensing, document 9765452. Before it: Song, Y., Zhang, "
            "H., Zhang, L. (2020), IGARSS 2020, 7009-7012, whose DOI is given here."
        ),
        summary=(
            "Three branches extract the change, the difference of the sensors and the content of the fine image; "
            "their sum is the prediction, and the first two provide the fine change. A discriminator evaluates "
            "whole patches."
        ),
        choose=(
            "One pair and a CUDA device are available; the image can have any size. The network uses full "
            "resolution throughout and has no statistics per tile."
        ),
        avoid=("You use a CPU: it takes thirteen times as long per pixel as EDCSTFN."),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="public code",
        departures=(
            "Layers and losses follow a public program that is not by the authors. Patch size, epochs and the "
            "learning rate schedule are set by STFusion, because that program trains for a thousand epochs."
        ),
        tags=("Song", "Zhang", "GAN", "WGAN", "Wasserstein", "adversarial", "residual", "deep learning"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, -1.0, 1.0, tile=256, margin=32)
    defaults = Defaults(epochs=200, batch=8, patch=128, rate=1e-4)
    small = Small(batch=8, patch=48, rate=1e-4, layers={"width": 16})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of OPGAN."""

        adversarial: float = shared.adversarial(1e-2, "the values and the change")
        change: float = option(
            0.1, "Weight of the change loss", minimum=0.0, maximum=100.0,
            help="Weight of the error of the fine change relative to that of the prediction in training.",
        )  # fmt: skip
        width: int = shared.width(64)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.opgan import OpGan as Layers
        from ..layers.opgan import OpGanDiscriminator

        return {
            "generator": Layers(shape.bands, options.width),
            "discriminator": OpGanDiscriminator(shape.bands, options.width),
        }

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        descent = Optimiser("rmsprop", schedule=Schedule(STEP, 0.1, 500))
        opponent = None
        if options.adversarial > 0:
            opponent = Adversary(kind=WASSERSTEIN, weight=options.adversarial, warm_up=1, optimiser=descent)
        loss = partial(_loss, change=options.change)
        return (Stage("network", ("generator",), loss, optimiser=descent, adversary=opponent),)


def _loss(networks: Networks, batch: Batch, moment: Moment, change: float) -> Outcome:
    from ..layers.opgan import loss

    outputs = networks["generator"](**families.images(batch, families.ONE))
    found = loss(outputs, batch["fine_1"], batch["fine_2"], batch["mask"], change)
    return Outcome({"difference": found}, outputs[0])
