"""MACNN: two streams with dilated convolutions and attention (Chen and Ge 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import SPAN, Defaults, Needs, Shape
from ...core.learning.size import Small
from .. import families
from .. import options as shared


@register
class Macnn(families.TwoStreams):
    """Multiscale attention-aware two-stream network (Chen and Ge 2022)."""

    info = MethodInfo(
        id="macnn",
        title="MACNN",
        name="Multiscale attention-aware two-stream convolutional networks",
        group=families.CNN,
        year=2022,
        doi="10.1016/j.srs.2022.100062",
        reference=(
            "Chen, Y., Ge, Y. (2022). Spatiotemporal image fusion using multiscale attention-aware two-stream "
            "convolutional neural networks. Science of Remote Sensing 6, 100062."
        ),
        summary=(
            "As in StfNet, two streams predict fine change from coarse change and a fine image; each uses four "
            "parallel dilations, and attention."
        ),
        choose=(
            "Two pairs around the target date are available, StfNet is too smooth, and training that takes "
            "several times longer is acceptable: it is trained on the same two pairs and has a larger receptive "
            "field."
        ),
        avoid=(
            "Only one pair is available, or the scene is small: it has four times as many parameters as StfNet, "
            "and its attention uses means over whole tiles."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The architecture follows the figure and abstract of the paper; widths, dilations and training are "
            "set by STFusion. The means of the attention are computed per tile; therefore neighbouring tiles "
            "overlap widely."
        ),
        tags=("Chen", "Ge", "CNN", "deep learning", "two-stream", "attention", "multiscale", "dilated"),
        packages=families.PACKAGES,
    )
    needs = Needs(SPAN, -1.0, 1.0, tile=256, margin=32)
    defaults = Defaults(epochs=100, batch=16, patch=64, rate=1e-3)
    small = Small(batch=16, patch=48, rate=1e-3, layers={"width": 24})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(shared.TwoStreams):
        """Options of MACNN."""

        width: int = shared.eighths(64)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.macnn import Macnn as Layers

        return {"generator": Layers(shape.bands, options.width)}
