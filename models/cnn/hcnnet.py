"""HCNNet: 2-D and 3-D convolutions, band by band (Zhu et al. 2022)."""

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
class HcnNet(families.Generator):
    """Hybrid convolutional neural network (Zhu et al. 2022)."""

    info = MethodInfo(
        id="hcnnet",
        title="HCNNet",
        name="Hybrid convolutional neural network for spatiotemporal image fusion",
        group=families.CNN,
        year=2022,
        doi="10.1109/TGRS.2022.3177749",
        reference=(
            "Zhu, Z., Tao, Y., Luo, X. (2022). HCNNet: A hybrid convolutional neural network for spatiotemporal image "
            "fusion. IEEE Transactions on Geoscience and Remote Sensing 60, 1-18."
        ),
        summary=(
            "For each band, three-dimensional convolutions over the images of the pair and the target date are "
            "combined with two-dimensional ones over the fine image; each band passes its features to the next."
        ),
        choose=(
            "One pair and a series of several dates for training are available, and neighbouring bands are "
            "strongly correlated."
        ),
        avoid=(
            "There are many bands: they are predicted one after the other, and the time increases with their number."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The architecture follows the figure and abstract of the paper; widths, block structure, loss and "
            "training are set by STFusion."
        ),
        tags=("HCNNNet", "Zhu", "Tao", "CNN", "deep learning", "3D convolution", "hybrid", "spectral"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=16)
    defaults = Defaults(epochs=100, batch=8, patch=64, rate=1e-3)
    small = Small(batch=8, patch=48, rate=1e-3, layers={"width": 16})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of HCNNet."""

        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.hcnnet import HcnNet as Layers

        return {"generator": Layers(shape.bands, max(2, options.width))}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..layers.hcnnet import loss

        adam = Optimiser(schedule=Schedule(COSINE, 0.01))
        return (Stage("network", ("generator",), self.compared(loss), optimiser=adam),)
