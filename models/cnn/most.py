"""MOST: two consecutive super-resolution networks, with fine detail added to their output (Wei et al. 2021)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.learned import LearnedMethod
from ...core.learning.needs import WITHIN, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import LOSS, STEP, Batch, Moment, Networks, Optimiser, Outcome, Schedule, Stage, Tensor
from .. import families
from .. import options as shared


@register
class Most(LearnedMethod):
    """Enblending of mosaics by spatiotemporal fusion (Wei et al. 2021)."""

    info = MethodInfo(
        id="most",
        title="MOST",
        name="Enblending mosaicked images with spatiotemporal fusion of convolutional neural networks",
        group=families.CNN,
        year=2021,
        doi="10.1109/JSTARS.2021.3082619",
        reference=(
            "Wei, J., Tang, W., He, C. (2021). Enblending mosaicked remote sensing images with spatiotemporal fusion of "
            "convolutional neural networks. IEEE Journal of Selected Topics in Applied Earth Observations and Remote "
            "Sensing 14, 5891-5902."
        ),
        summary=(
            "Two consecutive networks increase the resolution of coarse images; the difference to the fine image "
            "on the date of the pair is added to the prediction. Coarse images are used on their own grid."
        ),
        choose=(
            "The fine image is a mosaic of several dates whose seams should be removed (select Fine image is a "
            "mosaic of dates), or only one date is available for training: each date is a separate sample."
        ),
        avoid=(
            "Land cover changes within coarse pixels: their location cannot be determined from the coarse image "
            "alone; FSDAF or networks that use the change are better."
        ),
        pairs=(1, None),
        coarse="coarse grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "Both networks follow the figure of the paper with the sizes of EDSR; the way fine detail is added, "
            "and the mosaic version, are set by STFusion. The ratio of the sensors is divided between both "
            "networks."
        ),
        tags=(
            "Wei",
            "Tang",
            "CNN",
            "EDSR",
            "super-resolution",
            "mosaic",
            "seam",
            "deep learning",
            "native coarse grid",
        ),
        packages=families.PACKAGES,
    )
    needs = Needs(WITHIN, 0.0, 1.0, tile=256, margin=64, native=True)
    defaults = Defaults(epochs=100, batch=16, patch=192, rate=1e-4)
    small = Small(batch=16, patch=64, rate=1e-4, layers={"width": 32, "blocks": 4})
    structure = ("width", "blocks")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of MOST."""

        ratio: int = shared.ratio()
        mosaic: bool = option(
            False, "Fine image is a mosaic of dates",
            help="Select if the fine image is composed of several dates: only its detail within coarse pixels is "
                 "used, not its brightness.",
        )  # fmt: skip
        width: int = shared.width(64)
        blocks: int = option(
            16, "Number of residual blocks", minimum=1, maximum=64,
            help="Number of blocks in each of the two networks. The default is that of EDSR; smaller values are "
                 "faster, but reduce the capacity of the network.",
        )  # fmt: skip

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.most import Most as Layers

        return {"generator": Layers(shape.bands, self.scales(shape), options.width, options.blocks)}

    def scales(self, shape: Shape) -> tuple[int, int]:
        """Returns the enlargement factor of each of the two networks."""
        power = families.power_of_two(self.info.title, shape.ratio, least=2)
        return 2 ** (power - power // 2), 2 ** (power // 2)

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(schedule=Schedule(STEP, 0.5, 200))

        def stage(name: str, loss: Any, share: float) -> Stage:
            return Stage(name, ("generator",), loss, WITHIN, share, adam, monitor=LOSS)

        first, second = (partial(loss, factor=self.scales(shape)[1]) for loss in (_first, _second))
        return (stage("first network", first, 0.4), stage("second network", second, 0.4), stage("both", _both, 0.2))

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        generator, coarse = networks["generator"], batch["coarse_2"]
        if "fine_1" not in batch:
            # A sample of a single date: there is no other date to take detail from.
            return generator.enlarge(coarse)
        if options.mosaic:
            return generator.mosaic(batch["fine_1"], coarse)
        return generator(**families.images(batch, families.ONE))


def _first(networks: Networks, batch: Batch, moment: Moment, factor: int) -> Outcome:
    middle, known = _middle(batch, factor)
    return _error(networks["generator"].stage_1(batch["coarse_2"]), middle, known)


def _second(networks: Networks, batch: Batch, moment: Moment, factor: int) -> Outcome:
    return _error(networks["generator"].stage_2(_middle(batch, factor)[0]), batch["fine_2"], batch["mask"])


def _both(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
    return _error(networks["generator"].enlarge(batch["coarse_2"]), batch["fine_2"], batch["mask"])


def _middle(batch: Batch, factor: int) -> tuple[Tensor, Tensor]:
    """Returns the fine image at the resolution between both networks, and the mask of its completely valid pixels."""
    return families.smaller(batch["fine_2"], factor), (families.smaller(batch["mask"], factor) > 0.999).float()


def _error(prediction: Tensor, wanted: Tensor, mask: Tensor) -> Outcome:
    from ..blocks.losses import mean_absolute

    return Outcome({"difference": mean_absolute(prediction, wanted, mask)}, prediction)
