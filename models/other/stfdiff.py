"""STFDiff: diffusion model conditioned on the pairs and the coarse image of the target date (Huang et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.diffusion import IMAGE, Diffusion
from ...core.learning.needs import ONE_PAIR, TRIPLET, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import LOSS, Optimiser, Stage
from .. import families
from .. import options as shared

SINGLE, DOUBLE = "one pair", "two pairs"


@register
class StfDiff(families.Denoiser):
    """Spatiotemporal fusion with diffusion models (Huang et al. 2024)."""

    info = MethodInfo(
        id="stfdiff",
        title="STFDiff",
        name="Remote sensing image spatiotemporal fusion with diffusion models",
        group=families.DIFFUSION,
        year=2024,
        doi="10.1016/j.inffus.2024.102505",
        reference=(
            "Huang, H., He, W., Zhang, H., Xia, Y., Zhang, L. (2024). STFDiff: Remote sensing image spatiotemporal "
            "fusion with diffusion models. Information Fusion 111, 102505."
        ),
        summary=(
            "Starts from noise and removes it in steps, with one encoder for the images of the pair and one for "
            "the noisy image. Several draws provide an uncertainty."
        ),
        choose=(
            "You also need the uncertainty: set several draws; their mean and standard deviation are written. A "
            "CUDA device and a series for training are available."
        ),
        avoid=(
            "Time is limited: each draw requires one pass per step, and training takes long. On a CPU, use "
            "StfNet or EDCSTFN."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "One noise field is drawn for the whole scene, so that tiles agree where they overlap; the moving "
            "average of the weights is updated after each step. A layer that the authors' program never uses is "
            "omitted."
        ),
        tags=("Huang", "He", "diffusion", "DDPM", "DDIM", "generative", "deep learning", "uncertainty"),
        packages=families.PACKAGES,
        uncertainty="Standard deviation of several draws, in units of the fine image; only available with more "
        "than one draw.",
    )
    power = 1
    needs = Needs(ONE_PAIR, -1.0, 1.0, tile=256, margin=32, multiple=4)
    defaults = Defaults(epochs=300, batch=8, patch=128, rate=1e-3)
    small = Small(batch=8, patch=48, rate=1e-3, layers={"width": 16})
    structure = ("width", "form", "times")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of STFDiff."""

        form: str = option(
            SINGLE, "Version of the network", choices=(SINGLE, DOUBLE),
            help="one pair: predicts from each pair separately. two pairs: uses the pairs before and after the "
                 "target date together.",
        )  # fmt: skip
        steps: int = shared.steps(10, "10 as published; more passes make little difference, fewer are faster.")
        eta: float = shared.eta(1.0, "1 as published; 0: a draw depends only on its initial noise.")
        draws: int = shared.draws()
        times: int = shared.times(100)
        width: int = shared.level_width(64, 8)

    def needs_of(self, options: Options) -> Needs:
        return replace(self.needs, regime=TRIPLET) if options.form == DOUBLE else self.needs

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.stfdiff import StfDiff as Layers

        return {"generator": Layers(shape.bands, 2 if options.form == DOUBLE else 1, options.width)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        loss = self.denoising(options)
        return (Stage("network", ("generator",), loss, optimiser=Optimiser(clip=1.0), ema=0.995, monitor=LOSS),)

    def process(self, options: Options) -> Diffusion:
        return Diffusion(steps=options.times, target=IMAGE)

    def seen(self, options: Options) -> tuple[str, ...]:
        return families.TWO if options.form == DOUBLE else families.ONE
