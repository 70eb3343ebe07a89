"""StfMLP: multilayer perceptrons over pixels and bands, trained on the scene to predict (Chen et al. 2023)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import SPAN, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import STEP, Optimiser, Schedule, Stage
from .. import families
from .. import options as shared


@register
class StfMlp(families.TwoStreams):
    """Spatiotemporal fusion multilayer perceptron (Chen et al. 2023)."""

    info = MethodInfo(
        id="stfmlp",
        title="StfMLP",
        name="Spatiotemporal fusion multilayer perceptron",
        group=families.PERCEPTRON,
        year=2023,
        doi="10.1109/LGRS.2022.3230720",
        reference=(
            "Chen, G., Lu, H., Di, D., Li, L., Emam, M., Jing, W. (2023). StfMLP: Spatiotemporal fusion multilayer "
            "perceptron for remote-sensing images. IEEE Geoscience and Remote Sensing Letters 20."
        ),
        summary=(
            "Multilayer perceptrons over the pixels of a patch, at four resolutions, predict fine change from "
            "coarse change and a fine image; the network is trained for each scene, from its two pairs alone."
        ),
        choose=(
            "Two pairs and no weights are available: like StfNet, it requires only the scene itself, and each "
            "output pixel uses a whole patch."
        ),
        avoid=(
            "The scene is small or time is limited: 22 million parameters are fitted to it. StfNet has 0.1 "
            "million and is often as accurate."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Tiles overlap and are blended; in the authors' program, they do not overlap. A change of exactly "
            "zero does not cause a division by zero. In training, time spans are also shortened and extended."
        ),
        tags=("Chen", "Lu", "MLP", "perceptron", "deep learning", "self-training", "multi-resolution"),
        packages=families.PACKAGES,
    )
    change = "shift"
    needs = Needs(SPAN, 0.0, 1.0, tile=40, margin=5, multiple=40, patch=40)
    defaults = Defaults(epochs=600, batch=64, patch=40, rate=0.1)
    small = Small(batch=8, patch=40, rate=0.1, layers={"width": 32, "edge": 20})
    structure = ("width", "edge")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of StfMLP."""

        consistency: float = shared.consistency("networks")
        switch: float = shared.switch(1)
        edge: int = option(
            40, "Network patch size", unit="fine pixels", minimum=8, maximum=80, multiple=4,
            help="Side length of the patches of the network, a multiple of 4; also its tile size. The default is "
                 "as published. The number of parameters grows with its fourth power.",
        )  # fmt: skip
        width: int = option(
            60, "Width", unit="channels", minimum=4, maximum=512,
            help="Number of features per pixel. The default is as published. Smaller values are faster, but "
                 "reduce the capacity of the network.",
        )  # fmt: skip

    def needs_of(self, options: Options) -> Needs:
        return replace(self.needs, patch=options.edge, multiple=options.edge, margin=options.edge // 8)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.stfmlp import StfMlp as Layers

        quarter = options.edge // 4
        return {"generator": Layers(shape.bands, options.width, (options.edge, 3 * quarter, 2 * quarter, quarter))}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        descent = Optimiser("sgd", momentum=0.9, decay=1e-4, schedule=Schedule(STEP, 0.1, 300))
        return (replace(super().stages(shape, options, edge)[0], optimiser=descent),)
