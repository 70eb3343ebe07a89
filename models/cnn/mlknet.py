"""MLKNet: features on four scales with large-kernel attention (Jiang et al. 2024)."""

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
class MlkNet(families.Generator):
    """Multi-stage network based on a large kernel attention (Jiang et al. 2024)."""

    info = MethodInfo(
        id="mlknet",
        title="MLKNet",
        name="Multi-stage spatiotemporal fusion network based on a large kernel attention",
        group=families.CNN,
        year=2024,
        doi="10.1109/JSTARS.2023.3338978",
        reference=(
            "Jiang, H., Qian, Y., Yang, G., Liu, H. (2024). MLKNet: Multi-stage for remote sensing image "
            "spatiotemporal fusion network based on a large kernel attention. IEEE Journal of Selected Topics in "
            "Applied Earth Observations and Remote Sensing 17, 1257-1268."
        ),
        summary=(
            "Coarse change and fine image are processed at four scales; large convolution kernels, built from "
            "efficient ones, relate distant pixels, and the scales are combined from the coarsest to the finest."
        ),
        choose=(
            "One pair and a series for training are available, and changes occur in large patches: it is among "
            "the fastest networks with a large receptive field."
        ),
        avoid=("One pair and no weights are available: use FSDAF or Fit-FC."),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The architecture follows the figure and abstract of the paper; widths, strides, loss and training "
            "are set by STFusion. The change is that from the pair to the target date."
        ),
        tags=("Jiang", "Qian", "CNN", "deep learning", "large kernel attention", "LKA", "multi-stage"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=48, multiple=8)
    defaults = Defaults(epochs=100, batch=8, patch=128, rate=1e-4)
    small = Small(batch=4, patch=64, rate=1e-3, layers={"width": 12})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of MLKNet."""

        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.mlknet import MlkNet as Layers

        first = options.width
        return {"generator": Layers(shape.bands, (first, 2 * first, 3 * first, 4 * first))}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..blocks.objectives import charbonnier_similarity

        adam = Optimiser(schedule=Schedule(COSINE, 0.01))
        return (Stage("network", ("generator",), self.compared(charbonnier_similarity), optimiser=adam),)
