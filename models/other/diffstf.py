"""DiffSTF: diffusion model conditioned on a fine reference and the coarse image of the target date (Ma et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.diffusion import LINEAR, NOISE, Diffusion
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import LOSS, Optimiser, Stage
from .. import families
from .. import options as shared


@register
class DiffStf(families.Denoiser):
    """Spatiotemporal fusion via a conditional diffusion model (Ma et al. 2024)."""

    info = MethodInfo(
        id="diffstf",
        title="DiffSTF",
        name="Spatiotemporal fusion via conditional diffusion model",
        group=families.DIFFUSION,
        year=2024,
        doi="10.1109/LGRS.2024.3378715",
        reference=(
            "Ma, Y., Wang, Q., Wei, J. (2024). Spatiotemporal fusion via conditional diffusion model. IEEE Geoscience "
            "and Remote Sensing Letters 21, 1-5."
        ),
        summary=(
            "Starts from noise and removes it in steps, guided by a fine image of another date and the coarse "
            "image of the target date. Several draws provide an uncertainty."
        ),
        choose=(
            "No good coarse image of the date of the fine image is available, and you also need the uncertainty: "
            "set several draws. A large CUDA device and a large series for training are available."
        ),
        avoid=(
            "You use a CPU, or few dates are available: the network has 80 million parameters, and each draw "
            "requires one pass per step. STFDiff is ten times smaller and uses the coarse image of the pair."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "Blocks and widths follow the figure of the paper; the time embedding, schedule and training are set "
            "by STFusion. One noise field is drawn for the whole scene, so that tiles agree where they overlap."
        ),
        tags=("Ma", "Wei", "diffusion", "DDPM", "DDIM", "generative", "deep learning", "uncertainty"),
        packages=families.PACKAGES,
        uncertainty="Standard deviation of several draws, in units of the fine image; only available with more "
        "than one draw.",
    )
    takes = families.REFERENCE
    needs = Needs(ONE_PAIR, -1.0, 1.0, tile=256, margin=32, multiple=8)
    defaults = Defaults(epochs=300, batch=4, patch=128, rate=1e-4)
    small = Small(batch=4, patch=48, rate=1e-3, layers={"width": 32})
    structure = ("width", "times")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of DiffSTF."""

        steps: int = shared.steps(
            50, "More passes make little difference, fewer are faster; the number in the paper is not known."
        )
        eta: float = shared.eta(
            0.0, "0: a draw depends only on its initial noise; 1: the full noise of the diffusion process."
        )
        draws: int = shared.draws()
        times: int = shared.times(1000, "The default is the usual number; that of the paper is not known.")
        width: int = shared.level_width(128, 32, "; the others have two to four times as many")

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.diffstf import DiffStf as Layers

        return {"generator": Layers(shape.bands, options.width)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        loss, descent = self.denoising(options), Optimiser("adamw", clip=1.0)
        return (Stage("network", ("generator",), loss, optimiser=descent, ema=0.9999, monitor=LOSS),)

    def process(self, options: Options) -> Diffusion:
        return Diffusion(steps=options.times, schedule=LINEAR, target=NOISE)
