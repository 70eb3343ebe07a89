"""CTSTFM: convolutions and channel attention, from one coarse and one fine image (Jiang and Shao 2024)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import COSINE, Optimiser, Schedule, Stage
from .. import families
from .. import options as shared


@register
class CtStfm(families.Generator):
    """CNN-transformer combined spatiotemporal fusion model (Jiang and Shao 2024)."""

    info = MethodInfo(
        id="ctstfm",
        title="CTSTFM",
        name="CNN-transformer combined remote sensing imagery spatiotemporal fusion model",
        group=families.CNN,
        year=2024,
        doi="10.1109/JSTARS.2024.3435739",
        reference=(
            "Jiang, M., Shao, H. (2024). A CNN-transformer combined remote sensing imagery spatiotemporal fusion "
            "model. IEEE Journal of Selected Topics in Applied Earth Observations and Remote Sensing 17, 13995-14009."
        ),
        summary=(
            "Two encoders process the coarse image of the target date and a fine image of any date; three blocks "
            "with attention between the channels of both combine texture and reflectance."
        ),
        choose=(
            "No good coarse image of the date of the fine image is available: only the coarse image of the "
            "target date and a fine image are used. Use the coarse image of the target date for the pair as well."
        ),
        avoid=(
            "A good pair near the target date is available: networks that use its coarse image detect changes "
            "better. It is slow on a CPU."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "Blocks and decoder are connected as in the figure of the paper; the layers within the blocks, loss "
            "and training are set by STFusion. The statistics of the attention are computed per tile; therefore "
            "neighbouring tiles overlap widely."
        ),
        tags=("Jiang", "Shao", "CNN", "transformer", "attention", "deep learning", "reference-insensitive"),
        packages=families.PACKAGES,
    )
    takes = families.REFERENCE
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=32)
    defaults = Defaults(epochs=100, batch=4, patch=128, rate=2e-4)
    small = Small(batch=2, patch=48, rate=1e-3, layers={"width": 16})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of CTSTFM."""

        width: int = shared.eighths(64)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.ctstfm import CtStfm as Layers

        return {"generator": Layers(shape.bands, options.width)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..blocks.objectives import charbonnier_similarity

        adam = Optimiser("adamw", schedule=Schedule(COSINE, 0.01))
        return (Stage("network", ("generator",), self.compared(charbonnier_similarity), optimiser=adam),)
