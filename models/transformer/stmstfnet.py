"""STM-STFNet: the fine change and the sensor difference, from both sides of the target date (2024)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import TRIPLET, Defaults, Needs
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from .. import families
from .. import options as shared


@register
class StmStfNet(families.Swin):
    """Dual-perspective spatiotemporal fusion model (2024)."""

    info = MethodInfo(
        id="stmstfnet",
        title="STM-STFNet",
        name="Dual-perspective spatiotemporal fusion by learning the spatial and the temporal mapping",
        group=families.TRANSFORMER,
        year=2024,
        doi="",
        reference=(
            "A dual-perspective spatiotemporal fusion model for remote sensing images by discriminative learning of "
            "the spatial and temporal mapping (2024). IEEE Journal of Selected Topics in Applied Earth Observations "
            "and Remote Sensing 17, document 10595407."
        ),
        summary=(
            "Each pair provides two estimates: the fine image plus a fine change predicted by a Swin "
            "transformer, and the coarse image plus a difference of the sensors predicted by a small attention "
            "network. The prediction is their mean."
        ),
        choose=(
            "Two pairs around the target date, a CUDA device and a large series for training are available, and "
            "land cover changes between the pairs."
        ),
        avoid=("Few dates or a small scene are available: 30 million parameters require much training data."),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Attention masks are computed for any tile size. References are on both sides of the date where "
            "possible; the authors select any two. The learning rate depends on the validation error, not on the "
            "structural similarity."
        ),
        tags=("STM-STFNet", "Swin", "transformer", "attention", "deep learning", "land cover change", "dual"),
        packages=families.PACKAGES,
    )
    takes = families.TWO
    windows = 16
    needs = Needs(TRIPLET, -1.0, 1.0, tile=128, margin=32, multiple=128)
    defaults = Defaults(epochs=60, batch=8, patch=128, rate=1e-4)
    small = Small(batch=4, patch=64, rate=1e-3, layers={"width": 16, "attention": 2})

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of STM-STFNet."""

        width: int = shared.swin_width()
        attention: int = shared.swin_window(16)

    def layers(self) -> tuple[Any, Any]:
        from ..layers import stmstfnet

        return stmstfnet.StmStfNet, stmstfnet.loss
