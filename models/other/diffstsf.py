"""DiffSTSF: diffusion over time, space and spectrum, with a panchromatic image (Wei et al. 2024)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.diffusion import NOISE, Diffusion
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import LINEAR, LOSS, Networks, Optimiser, Schedule, Stage, Tensor
from .. import families
from .. import options as shared

GROUPS = 32  # of the normalisation layers, as published


@register
class DiffStsf(families.Denoiser):
    """Spatio-temporal-spectral fusion with a diffusion model (Wei et al. 2024).

    PAN(d0), MS(d0) and WFV(d1) of the paper are the panchromatic and the fine image of the pair and the coarse image of
    the target date; x_t is the noisy image, on the panchromatic grid.
    """

    info = MethodInfo(
        id="diffstsf",
        title="DiffSTSF",
        name="Diffusion models for spatio-temporal-spectral fusion",
        group=families.DIFFUSION,
        year=2024,
        doi="10.1016/j.jag.2024.103752",
        reference=(
            "Wei, J., Gan, L., Tang, W., Li, M., Song, Y. (2024). Diffusion models for spatio-temporal-spectral fusion of "
            "homogeneous Gaofen-1 satellite platforms. International Journal of Applied Earth Observation and "
            "Geoinformation 128, 103752."
        ),
        summary=(
            "Predicts on the grid of a panchromatic image: starts from noise and removes it in steps, guided by "
            "the panchromatic and the multispectral image of one date and the wide-field image of the target "
            "date. Several draws provide an uncertainty."
        ),
        choose=(
            "A third sensor with the smallest pixels is available, as on Gaofen-1 (panchromatic 2 m, "
            "multispectral 8 m, wide field 16 m), and its detail is required on the target date. A CUDA device "
            "and a series for training are available."
        ),
        avoid=(
            "No panchromatic image is available, or it has another date than the fine image: use STFDiff. It is "
            "slow on a CPU: each draw requires one pass per step."
        ),
        pairs=(1, 2),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "It is trained to predict fine images sharpened with the panchromatic image of their date (smoothing "
            "filter-based intensity modulation); the sharpening of the authors is not known. Draws are limited "
            "to 0 to 1, the range of the network, instead of -1 to 1. Tiles overlap by half and are blended, and "
            "one noise field is drawn for the whole scene; the authors draw the same noise for each batch of "
            "patches."
        ),
        tags=(
            "Wei", "Gan", "isstncu", "gf1fusion", "spatio-temporal-spectral", "pansharpening", "panchromatic", "PAN", "Gaofen",
            "GF-1", "WFV", "multispectral", "diffusion", "DDPM", "generative", "deep learning", "uncertainty",
        ),
        packages=(*families.PACKAGES, "scipy"),
        uncertainty="Standard deviation of several draws, in units of the fine image; only available with more "
                    "than one draw.",
        extras=("pan",),
    )  # fmt: skip
    takes = ("pan_1", "fine_1", "coarse_2")
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=128, margin=32, multiple=32)
    # 250,000 steps, for epochs of 512 samples.
    defaults = Defaults(epochs=2900, batch=6, patch=128, rate=1e-4)
    small = Small(batch=4, patch=64, rate=1e-3, layers={"width": 16})
    structure = ("width", "times")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of DiffSTSF."""

        steps: int = shared.steps(250, "250 as published; fewer are faster.")
        draws: int = shared.draws()
        times: int = shared.times(1000)
        width: int = shared.level_width(64, 8, "; the last has four times as many")

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.diffstsf import DiffStsf as Layers

        groups = GROUPS if options.width % GROUPS == 0 else 8
        return {"generator": Layers(shape.bands, options.width, groups=groups)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        descent = Optimiser("adamw", schedule=Schedule(LINEAR, 0.0))
        return (
            Stage(
                "network", ("generator",), self.denoising(options), optimiser=descent, ema=0.9999, monitor=LOSS
            ),
        )  # fmt: skip

    def process(self, options: Options) -> Diffusion:
        # Reflectance is not negative: with the source's lower limit of -1, samples of a poorly trained network are much
        # too dark.
        return Diffusion(steps=options.times, target=NOISE, learned_variance=True, clip=(0.0, 1.0))

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        denoiser = families.denoiser(networks, families.images(batch, self.takes))
        check = batch.get("check", families.unhindered)
        return self.process(options).sample(denoiser, batch["noise"], options.steps, ancestral=True, check=check)
