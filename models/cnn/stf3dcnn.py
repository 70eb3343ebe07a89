"""STF3DCNN: a small 3-D convolutional network that predicts fine from coarse changes (Peng et al. 2020)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import SPAN, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import Tensor
from .. import families
from .. import options as shared


@register
class Stf3dcnn(families.BothSides):
    """Fast three-dimensional convolutional network for spatiotemporal fusion (Peng et al. 2020)."""

    info = MethodInfo(
        id="stf3dcnn",
        title="STF3DCNN",
        name="Fast three-dimensional convolutional network for spatiotemporal fusion",
        group=families.CNN,
        year=2020,
        doi="10.3390/rs12233888",
        reference=(
            "Peng, M., Zhang, L., Sun, X., Cen, Y., Zhao, X. (2020). A fast three-dimensional convolutional neural "
            "network-based spatiotemporal fusion method (STF3DCNN) using a spatial-temporal-spectral dataset. Remote "
            "Sensing 12(23), 3888."
        ),
        summary=(
            "A small stack of three-dimensional convolutions predicts fine change from coarse change; it is "
            "trained on the change between the pairs, and both predictions are weighted per pixel by the inverse "
            "of the change."
        ),
        choose=(
            "Two pairs around the target date are available and time is limited: it has 0.1 million parameters "
            "and is trained on this scene within minutes."
        ),
        avoid=(
            "Coarse pixels are large: the network uses only coarse changes and no fine image, so that it cannot "
            "locate detail; StfNet uses both."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The architecture follows the figure of the paper; depth, width, loss and training are set by "
            "STFusion. The time axis contains one change at a time, because two pairs are not sufficient to "
            "train more. No activation follows the last convolution, because changes are signed."
        ),
        tags=("Peng", "Zhang", "CNN", "3D convolution", "deep learning", "self-training", "fast"),
        packages=families.PACKAGES,
    )
    needs = Needs(SPAN, 0.0, 1.0, tile=256, margin=5)
    defaults = Defaults(epochs=50, batch=32, patch=40, rate=1e-3)
    small = Small(batch=32, patch=48, rate=1e-3)
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of STF3DCNN."""

        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.stf3dcnn import Stf3dcnn as Layers

        return {"generator": Layers(shape.bands, options.width)}

    def merged(self, first: Tensor, third: Tensor, batch: Mapping[str, Any], options: Options) -> Tensor:
        from ..blocks.merges import merge_pixels

        changes = (batch["coarse_2"] - batch[f"coarse_{number}"] for number in (1, 3))
        return merge_pixels(first, third, *changes)
