"""STINet: a U-shaped transformer for vegetation changes (Wang and Fan 2024)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import TRIPLET, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import PLATEAU, Optimiser, Schedule, Stage
from .. import families
from .. import options as shared


@register
class StiNet(families.Generator):
    """Spatiotemporal transformer network for vegetation changes (Wang and Fan 2024)."""

    info = MethodInfo(
        id="stinet",
        title="STINet",
        name="Transformer-based spatiotemporal fusion for the reconstruction of vegetation changes",
        group=families.TRANSFORMER,
        year=2024,
        doi="10.1109/TGRS.2024.3443258",
        reference=(
            "Wang, S., Fan, F. (2024). STINet: Vegetation changes reconstruction through a transformer-based "
            "spatiotemporal fusion approach in remote sensing. IEEE Transactions on Geoscience and Remote Sensing 62, "
            "1-16."
        ),
        summary=(
            "The images of both pairs and of the target date are combined and processed at four scales; at each "
            "scale, one branch preserves fine texture and another one applies attention to the surroundings."
        ),
        choose=(
            "Two pairs around the target date, sensors with a small ratio, such as Landsat and Sentinel-2, a "
            "CUDA device and a series for training are available."
        ),
        avoid=(
            "Little training data is available: the network has 20 million parameters, and its saturating blocks "
            "learn slowly."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The graph follows the figure of the paper; widths, numbers of blocks, the layers of extraction, "
            "attention and coupling, loss and training are set by STFusion."
        ),
        tags=("Wang", "Fan", "STFTN", "transformer", "attention", "vegetation", "deep learning", "Sentinel-2"),
        packages=families.PACKAGES,
    )
    takes = families.TWO
    needs = Needs(TRIPLET, 0.0, 1.0, tile=256, margin=64, multiple=16)
    defaults = Defaults(epochs=100, batch=8, patch=128, rate=1e-4)
    small = Small(batch=4, patch=64, rate=1e-3, layers={"width": 8})
    structure = ("width", "softened")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of STINet."""

        softened: bool = option(
            False, "Residual connection around blocks",
            help="Adds the output of the blocks to their input, without limiting it to 0 to 1. Not in the paper; "
                 "use it if the loss stops decreasing early.",
        )  # fmt: skip
        width: int = shared.eighths(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.stinet import StiNet as Layers

        return {"generator": Layers(shape.bands, options.width, softened=options.softened)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from functools import partial

        from ..blocks.objectives import charbonnier_similarity

        adam = Optimiser(schedule=Schedule(PLATEAU, 0.5, 5))
        loss = partial(charbonnier_similarity, weight=1.0)
        return (Stage("network", ("generator",), self.compared(loss), optimiser=adam),)
