"""MSFusion: a texture transformer on the coarse change, fused with the fine image stage by stage (Yang et al. 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import Stage, Tensor
from .. import families
from .. import options as shared


@register
class MsFusion(families.Generator):
    """Multistage fusion based on texture transformer and convolutions (Yang et al. 2022)."""

    info = MethodInfo(
        id="msfusion",
        title="MSFusion",
        name="Multistage fusion based on texture transformer and convolutional neural network",
        group=families.TRANSFORMER,
        year=2022,
        doi="10.1109/JSTARS.2022.3179415",
        reference=(
            "Yang, G., Qian, Y., Liu, H., Tang, B., Qi, R., Lu, Y., Geng, J. (2022). MSFusion: Multistage for remote "
            "sensing image spatiotemporal fusion based on texture transformer and convolutional neural network. IEEE "
            "Journal of Selected Topics in Applied Earth Observations and Remote Sensing 15, 4653-4666."
        ),
        summary=(
            "Features of the coarse change are exchanged between the most similar locations of the image, and "
            "combined with those of the fine image at four scales, with weights per channel and location."
        ),
        choose=(
            "One pair and a series for training are available, and the same changes occur in many places of the "
            "scene, such as those of one crop."
        ),
        avoid=(
            "You use a CPU with large tiles: every location is compared with every other location of its tile. "
            "MLKNet by the same authors avoids this."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "Stages and modules follow the figure and text of the paper; layers, widths, loss and training are "
            "set by STFusion. Similar locations are searched within a tile."
        ),
        tags=("Yang", "Qian", "texture transformer", "CNN", "attention", "deep learning", "multistage"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=48, multiple=8)
    defaults = Defaults(epochs=100, batch=8, patch=128, rate=1e-4)
    small = Small(batch=4, patch=64, rate=1e-3, layers={"width": 8})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of MSFusion."""

        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.msfusion import MsFusion as Layers

        first = max(4, options.width)
        return {"generator": Layers(shape.bands, (first, 2 * first, 4 * first, 8 * first))}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        return (Stage("network", ("generator",), self.compared(_loss)),)


def _loss(prediction: Tensor, fine_2: Tensor, mask: Tensor) -> Tensor:
    from ..blocks.losses import mean_square
    from ..blocks.ssim import ssim

    return mean_square(prediction, fine_2, mask) + 0.1 * (1 - ssim(prediction, fine_2, mask))
