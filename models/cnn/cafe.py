"""CAFE: cross-attention between bands of both sensors, weighted adaptively (Lin et al. 2023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import STEP, Optimiser, Schedule, Stage
from .. import families


@register
class Cafe(families.Generator):
    """Cross-attention based adaptive weighting fusion network (Lin et al. 2023)."""

    info = MethodInfo(
        id="cafe",
        title="CAFE",
        name="Cross-attention based adaptive weighting fusion network",
        group=families.CNN,
        year=2023,
        doi="10.1109/LGRS.2023.3286463",
        reference=(
            "Lin, L., Shen, Y., Wu, J., Nan, F. (2023). CAFE: A cross-attention based adaptive weighting fusion "
            "network for MODIS and Landsat spatiotemporal fusion. IEEE Geoscience and Remote Sensing Letters 20, "
            "5001605."
        ),
        summary=(
            "Cross-attention between the bands of the coarse and the fine image, refined by dense residual "
            "blocks with attention; a map of the coarse change weights both dates."
        ),
        choose=(
            "A CUDA device and a series for training are available, and edges are important: the loss includes "
            "the details of a Laplacian pyramid."
        ),
        avoid=(
            "You use a CPU: it takes forty times as long per pixel as StfNet. The bands of both sensors must "
            "correspond."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Layers that the authors' program declares but never uses are omitted; the edge loss supports any "
            "number of bands."
        ),
        tags=("Lin", "Shen", "CNN", "deep learning", "cross-attention", "MODIS", "residual dense"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=48)
    defaults = Defaults(epochs=100, batch=16, patch=40, rate=1e-4)
    small = Small(batch=16, patch=40, rate=1e-4, layers={"width": 16})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of CAFE."""

        width: int = option(
            64, "Width", unit="channels", minimum=8, maximum=512,
            help="Channels of the features; those of each band have half of them. The default is as published. "
                 "Smaller values are faster and need less memory, but reduce the capacity of the network.",
        )  # fmt: skip

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.cafe import Cafe as Layers

        return {"generator": Layers(shape.bands, options.width, options.width // 2)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..layers.cafe import loss

        adam = Optimiser(schedule=Schedule(STEP, 0.5, 10))
        return (Stage("network", ("generator",), self.compared(loss), optimiser=adam),)
