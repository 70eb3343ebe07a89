"""SwinSTFM: Swin transformers and an unmixing layer with cross-attention (Chen et al. 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from .. import families
from .. import options as shared


@register
class SwinStfm(families.Swin):
    """Swin transformer for spatiotemporal fusion (Chen et al. 2022)."""

    info = MethodInfo(
        id="swinstfm",
        title="SwinSTFM",
        name="Spatiotemporal fusion using Swin transformer",
        group=families.TRANSFORMER,
        year=2022,
        doi="10.1109/TGRS.2022.3182809",
        reference=(
            "Chen, G., Jiao, P., Hu, Q., Xiao, L., Ye, Z. (2022). SwinSTFM: Remote sensing spatiotemporal fusion using "
            "Swin transformer. IEEE Transactions on Geoscience and Remote Sensing 60, 1-18."
        ),
        summary=(
            "Swin transformers process the images at five scales; at each scale, attention between coarse and "
            "fine features unmixes the coarse change, and a decoder combines all scales to the fine image."
        ),
        choose=(
            "A CUDA device and a large series for training are available: among the networks for one pair, it is "
            "one of the most accurate for land-cover change over large areas."
        ),
        avoid=(
            "Few dates or a small scene are available: 37 million parameters require much training data, and "
            "patches of 256 x 256 pixels."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Attention masks are computed for any tile size. Differences that the authors' program computes but "
            "never uses are omitted, and rotations of patches by 90 degrees are correct. The learning rate "
            "depends on the validation error, not on the structural similarity."
        ),
        tags=("Chen", "Swin", "transformer", "attention", "deep learning", "unmixing"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, -1.0, 1.0, tile=256, margin=64, multiple=256)
    defaults = Defaults(epochs=60, batch=8, patch=256, rate=1e-4)
    small = Small(batch=8, patch=256, rate=1e-4, layers={"width": 16, "attention": 2})

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of SwinSTFM."""

        width: int = shared.swin_width()
        attention: int = shared.swin_window(32)

    def layers(self) -> tuple[Any, Any]:
        from ..layers import swinstfm

        return swinstfm.SwinStfm, swinstfm.loss
