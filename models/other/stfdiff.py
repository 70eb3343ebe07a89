"""STFDiff: the fine image is drawn out of noise by a denoiser that sees the pair (Huang et al. 2024)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ...core.learning.diffusion import IMAGE, Diffusion
from ...core.learning.learned import LearnedMethod
from ...core.learning.needs import ONE_PAIR, TRIPLET, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.stages import LOSS, Batch, Moment, Networks, Optimiser, Outcome, Stage, Tensor
from ...core.method import MethodInfo, option, register
from .. import families

SINGLE, DOUBLE = "one pair", "two pairs"


@register
class StfDiff(LearnedMethod):
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
            "Begins with noise and takes it away in some steps; two encoders, one for the images of the pair and one "
            "for what is still noisy, tell at each step what the fine image is. Several draws tell how sure it is."
        ),
        choose=(
            "You want to know the uncertainty as well: draw several predictions, and their mean and standard deviation "
            "are written. With a CUDA device and a series to train with."
        ),
        avoid=(
            "Time is short: each draw takes as many passes as there are steps, and training takes long. On a CPU "
            "choose StfNet or EDCSTFN."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "One field of noise is drawn for the whole scene, so that tiles agree where they overlap; the moving "
            "average of the weights is taken after each step. A layer that the authors' program never uses is left "
            "out."
        ),
        tags=("Huang", "He", "diffusion", "DDPM", "DDIM", "generative", "deep learning", "uncertainty"),
        packages=families.PACKAGES,
        uncertainty="Standard deviation of several draws, in the units of the fine image; written if more than one is drawn.",
    )
    needs = Needs(ONE_PAIR, -1.0, 1.0, tile=256, margin=32, multiple=4)
    defaults = Defaults(epochs=300, batch=8, patch=128, rate=1e-3)
    structure = ("width", "form", "times")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of STFDiff."""

        form: str = option(
            SINGLE, "Form", choices=(SINGLE, DOUBLE),
            help="one pair predicts from each pair by itself. two pairs sees those before and after the target date at "
            "once.",
        )  # fmt: skip
        steps: int = option(
            10, "Steps", minimum=1, maximum=1000,
            help="Passes through the network for each draw. 10 as published; more change little, fewer are quicker.",
        )  # fmt: skip
        eta: float = option(
            1.0, "Fresh noise", minimum=0.0, maximum=1.0,
            help="How much fresh noise each step adds: 1 as published; 0 makes a draw depend on its first noise alone.",
        )  # fmt: skip
        draws: int = option(
            1, "Draws", minimum=1, maximum=100,
            help="Predictions that are drawn; their mean is the result, and from two on their standard deviation is "
            "the uncertainty. Time grows with them.",
        )  # fmt: skip
        times: int = option(
            100, "Times of the process", minimum=2, maximum=4000,
            help="Into how many times the way from image to noise is divided while training. The default is that of "
            "the source.",
        )  # fmt: skip
        width: int = option(
            64, "Width", unit="channels", minimum=8, maximum=512,
            help="Channels of the first level, a multiple of 8. The default is that of the source. Fewer are quicker, "
            "need less memory and are less able.",
        )  # fmt: skip

    def check(self, options: Options, bands: int) -> None:
        from ...core.errors import InputError

        super().check(options, bands)
        if options.width % 8:
            raise InputError(f"Width is {options.width} channels; it must be a multiple of 8.")

    def needs_of(self, options: Options) -> Needs:
        return replace(self.needs, regime=TRIPLET) if options.form == DOUBLE else self.needs

    def samples(self, options: Options) -> int:
        return int(options.draws)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.stfdiff import StfDiff as Layers

        return {"generator": Layers(shape.bands, 2 if options.form == DOUBLE else 1, options.width)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        loss = partial(_denoising, process=_process(options), names=_names(options))
        return (Stage("network", ("generator",), loss, optimiser=Optimiser(clip=1.0), ema=0.995, monitor=LOSS),)

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        seen = families.images(batch, _names(options))
        return _process(options).sample(
            lambda noisy, time: networks["generator"](noisy, time, **seen), batch["noise"], options.steps, options.eta
        )


def _process(options: Any) -> Diffusion:
    return Diffusion(steps=options.times, target=IMAGE)


def _names(options: Any) -> tuple[str, ...]:
    return families.TWO if options.form == DOUBLE else families.ONE


def _denoising(networks: Networks, batch: Batch, moment: Moment, process: Diffusion, names: tuple[str, ...]) -> Outcome:
    seen = families.images(batch, names)
    return Outcome(
        process.loss(
            lambda noisy, time: networks["generator"](noisy, time, **seen),
            batch["fine_2"],
            moment.random,
            1,
            batch["mask"],
        )
    )
