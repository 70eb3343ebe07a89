"""STTFN: land surface temperature, forward and backward in time (Yin et al. 2021)."""

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
class Sttfn(families.BothSides):
    """Spatiotemporal temperature fusion network (Yin et al. 2021)."""

    info = MethodInfo(
        id="sttfn",
        title="STTFN",
        name="Spatiotemporal temperature fusion network",
        group=families.CNN,
        year=2021,
        doi="10.1109/TGRS.2020.2999943",
        reference=(
            "Yin, Z., Wu, P., Foody, G. M., Wu, Y., Liu, Z., Du, Y., Ling, F. (2021). Spatiotemporal fusion of land "
            "surface temperature based on a convolutional neural network. IEEE Transactions on Geoscience and Remote "
            "Sensing 59(2), 1808-1822."
        ),
        summary=(
            "Two networks of the same architecture predict forward from the first pair and backward from the "
            "second; where the predictions differ, the one closer to the coarse image has the larger weight."
        ),
        choose=(
            "You fuse land surface temperature, or another single quantity without a fixed range, between two "
            "pairs: values are normalized to mean 0 and standard deviation 1, and no fine image of a third date "
            "is required."
        ),
        avoid=(
            "There are seasonal changes in both directions between the pairs: each network learns the transition "
            "from one date to the other, not the relation of fine and coarse change. StfNet or STF3DCNN are more "
            "reliable."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The workflow follows the figure and abstract of the paper; layers, loss and training are set by "
            "STFusion. In training, time spans are also shortened and extended, to avoid overfitting to the "
            "change between the pairs."
        ),
        tags=("Yin", "Foody", "LST", "land surface temperature", "thermal", "CNN", "deep learning"),
        packages=families.PACKAGES,
    )
    needs = Needs(SPAN, 0.0, 1.0, tile=256, margin=24, multiple=4, standard=True)
    defaults = Defaults(epochs=100, batch=16, patch=64, rate=1e-4)
    small = Small(batch=16, patch=64, rate=1e-4)
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of STTFN."""

        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.sttfn import Sttfn as Layers

        return {"generator": Layers(shape.bands, options.width)}

    def merged(self, first: Tensor, third: Tensor, batch: Mapping[str, Any], options: Options) -> Tensor:
        from ..blocks.merges import merge_similar

        return merge_similar(first, third, batch["coarse_2"])
