"""STFDCNN: a mapping from coarse to transitional images and their super-resolution (Song et al. 2018)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.learned import LearnedMethod
from ...core.learning.needs import TRIPLET, WITHIN, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import LOSS, Batch, Moment, Networks, Outcome, Stage, Tensor
from .. import families
from .. import options as shared

ADDITIVE, RATIO = "additive", "ratio"


@register
class Stfdcnn(LearnedMethod):
    """Spatiotemporal fusion by deep convolutional networks (Song et al. 2018): two networks, two passes of fusion."""

    info = MethodInfo(
        id="stfdcnn",
        title="STFDCNN",
        name="Spatiotemporal fusion using deep convolutional neural networks",
        group=families.CNN,
        year=2018,
        doi="10.1109/JSTARS.2018.2797894",
        reference=(
            "Song, H., Liu, Q., Wang, G., Hang, R., Huang, B. (2018). Spatiotemporal satellite image fusion using deep "
            "convolutional neural networks. IEEE Journal of Selected Topics in Applied Earth Observations and Remote "
            "Sensing 11(3), 821-829."
        ),
        summary=(
            "One network maps coarse images to a transitional resolution, a second one maps these to fine "
            "images. In two passes, the detail of both pairs is added to the prediction for the target date."
        ),
        choose=(
            "Two pairs are available and the sensors differ in more than resolution: the mapping is trained on "
            "image pairs of one date, so that every pair is a sample and no change between dates is required."
        ),
        avoid=(
            "Coarse images are too blurred to locate fine detail: a network that uses the fine image of a pair, "
            "such as StfNet or EDCSTFN, is more accurate."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="public code",
        departures=(
            "Layers follow the public program of the field; the combination of both passes follows two other "
            "programs, because the full paper was not available. Adam replaces plain gradient descent. The "
            "additive form is the default, because ratios of small values become unstable."
        ),
        tags=("Song", "Huang", "CNN", "deep learning", "nonlinear mapping", "super-resolution", "two-stage"),
        packages=families.PACKAGES,
    )
    needs = Needs(TRIPLET, -1.0, 1.0, tile=384, margin=72, multiple=8)
    defaults = Defaults(epochs=100, batch=8, patch=128, rate=1e-3)
    small = Small(batch=4, patch=128, rate=1e-3)
    structure = ("width", "factor")
    deployed = ("mapping", "super_resolution")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of STFDCNN."""

        joining: str = option(
            ADDITIVE, "Method of adding detail", choices=(ADDITIVE, RATIO),
            help="additive: adds the change to the fine image of a pair. ratio: multiplies it, as in the "
                 "high-pass modulation of the paper; suitable for reflectance that is not near 0.",
        )  # fmt: skip
        factor: int = option(
            8, "Ratio of the transitional resolution (transitional / fine)", minimum=2, maximum=8,
            help="Ratio of the pixel sizes of transitional and fine images; a divisor of 8. Public programs use "
                 "8 or 10.",
        )  # fmt: skip
        width: int = shared.width(64)

    def check(self, options: Options, bands: int) -> None:
        from ...core.errors import InputError

        super().check(options, bands)
        if 8 % options.factor:
            raise InputError(
                "Ratio of the transitional resolution is {factor}; it must be 2, 4 or 8.", factor=options.factor
            )

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.stfdcnn import StfdcnnMapping

        widths = (options.width, max(1, options.width // 2))
        return {name: StfdcnnMapping(shape.bands, widths) for name in self.deployed}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from functools import partial

        mapping, detail = partial(_mapping, factor=options.factor), partial(_detail, factor=options.factor)
        return (
            Stage("mapping", ("mapping",), mapping, WITHIN, 0.5, monitor=LOSS),
            Stage("super-resolution", ("super_resolution",), detail, WITHIN, 0.5, monitor=LOSS),
        )

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        from ..layers.stfdcnn import fuse

        factor = options.factor
        fine = [batch[f"fine_{number}"] for number in (1, 3)]
        small = [families.smaller(image, factor) for image in fine]
        mapped = [networks["mapping"](families.smaller(batch[f"coarse_{number}"], factor)) for number in (1, 2, 3)]
        middle = fuse((mapped[0], mapped[1], mapped[2]), small[0], small[1], options.joining)
        enlarged = [_larger(image, factor) for image in (small[0], middle, small[1])]
        sharp = [networks["super_resolution"](image) for image in enlarged]
        return fuse((sharp[0], sharp[1], sharp[2]), fine[0], fine[1], options.joining)


def _mapping(networks: Networks, batch: Batch, moment: Moment, factor: int) -> Outcome:
    from ..blocks.losses import mean_square

    wanted, mask = families.smaller(batch["fine_2"], factor), (families.smaller(batch["mask"], factor) > 0.5).float()
    return Outcome(
        {"mapping": mean_square(networks["mapping"](families.smaller(batch["coarse_2"], factor)), wanted, mask)}
    )


def _detail(networks: Networks, batch: Batch, moment: Moment, factor: int) -> Outcome:
    from ..blocks.losses import mean_square

    blurred = _larger(families.smaller(batch["fine_2"], factor), factor)
    return Outcome({"detail": mean_square(networks["super_resolution"](blurred), batch["fine_2"], batch["mask"])})


def _larger(image: Tensor, factor: int) -> Tensor:
    from torch.nn.functional import interpolate

    return interpolate(image, scale_factor=factor, mode="bicubic", align_corners=False)
