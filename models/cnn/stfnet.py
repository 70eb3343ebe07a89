"""StfNet: two streams that predict fine from coarse changes (Liu et al. 2019)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import SPAN, Defaults, Needs, Shape
from ...core.learning.size import Small
from .. import families
from .. import options as shared


@register
class StfNet(families.TwoStreams):
    """StfNet (Liu et al. 2019): fine change from coarse change and a fine image, from both sides of the target date."""

    info = MethodInfo(
        id="stfnet",
        title="StfNet",
        name="Two-stream convolutional network for spatiotemporal image fusion",
        group=families.CNN,
        year=2019,
        doi="10.1109/TGRS.2019.2907310",
        reference=(
            "Liu, X., Deng, C., Chanussot, J., Hong, D., Zhao, B. (2019). StfNet: A two-stream convolutional neural "
            "network for spatiotemporal image fusion. IEEE Transactions on Geoscience and Remote Sensing 57(9), "
            "6552-6564."
        ),
        summary=(
            "Two small convolutional networks, one per pair, predict fine change from the coarse change to the "
            "target date and the fine image of the pair; a loss requires that both changes sum up to the whole "
            "change between the pairs."
        ),
        choose=(
            "Two pairs around the target date are available and you want a network that is trained on this scene "
            "within minutes: it is the smallest of all networks and requires no fine image of a third date."
        ),
        avoid=(
            "Only one pair is available (EDCSTFN with weights, FSDAF), or land cover changes for some weeks "
            "between the pairs, which neither pair shows."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="public code",
        departures=(
            "Layers follow a public program that is not by the authors; the full paper was not available. Adam "
            "replaces its optimizer. In training, time spans are also shortened and extended, to avoid "
            "overfitting to the change between the pairs."
        ),
        tags=("STFNet", "Liu", "Deng", "Chanussot", "CNN", "deep learning", "two-stream", "residual"),
        packages=families.PACKAGES,
    )
    needs = Needs(SPAN, -1.0, 1.0, tile=256, margin=12)
    defaults = Defaults(epochs=150, batch=16, patch=64, rate=1e-3)
    small = Small(batch=16, patch=64, rate=1e-3)
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(shared.TwoStreams):
        """Options of StfNet."""

        width: int = option(
            32, "Width", unit="channels", minimum=2, maximum=512,
            help="Channels of the first layer of each stream; the second has half of them. The default is as "
                 "published.",
        )  # fmt: skip

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.stfnet import StfNet as Layers

        return {"generator": Layers(shape.bands, (options.width, max(1, options.width // 2)))}
