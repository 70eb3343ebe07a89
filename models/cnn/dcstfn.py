"""DCSTFN: coarse images on their own grid, one network for each band (Tan et al. 2018)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.learned import LearnedMethod
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import EXPONENTIAL, Batch, Moment, Networks, Optimiser, Outcome, Schedule, Stage, Tensor
from .. import families
from .. import options as shared


@register
class Dcstfn(LearnedMethod):
    """Deep convolutional spatiotemporal fusion network (Tan et al. 2018)."""

    info = MethodInfo(
        id="dcstfn",
        title="DCSTFN",
        name="Deep convolutional spatiotemporal fusion network",
        group=families.CNN,
        year=2018,
        doi="10.3390/rs10071066",
        reference=(
            "Tan, Z., Yue, P., Di, L., Tang, J. (2018). Deriving high spatiotemporal remote sensing images using deep "
            "convolutional network. Remote Sensing 10(7), 1066."
        ),
        summary=(
            "Features of the fine image, minus those of the coarse image of its date, plus those of the coarse "
            "image of the target date, are decoded to the fine image. Coarse images are used on their own grid; "
            "each band has a separate network."
        ),
        choose=(
            "You want the first network of this kind, with original coarse pixels and a ratio of 2, 4, 8, 16 or "
            "32, or a single band such as an index."
        ),
        avoid=(
            "You want the best accuracy: its successor EDCSTFN is more accurate in nearly all comparisons, and "
            "keeps the detail of the fine image, which this network halves."
        ),
        pairs=(1, None),
        coarse="coarse grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "The enlargement of the coarse branch depends on the ratio, instead of always being sixteen times. "
            "The networks of all bands are trained in the same run."
        ),
        tags=("Tan", "Yue", "CNN", "deep learning", "native coarse grid", "single band"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=64, multiple=2, native=True)
    defaults = Defaults(epochs=30, batch=8, patch=160, rate=1e-3)
    small = Small(batch=8, patch=64, rate=1e-3)
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of DCSTFN."""

        ratio: int = shared.ratio()
        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from torch.nn import ModuleList

        from ..layers.dcstfn import Dcstfn as Layers

        families.power_of_two(self.info.title, shape.ratio)
        widths = (options.width, 2 * options.width, 4 * options.width)
        return {"generator": ModuleList(Layers(1, shape.ratio, widths=widths) for _ in range(shape.bands))}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(schedule=Schedule(EXPONENTIAL, 0.9))
        return (Stage("network", ("generator",), self._loss, optimiser=adam),)

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        return _each_band(networks, batch)

    @staticmethod
    def _loss(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
        from ..blocks.losses import mean_square

        prediction = _each_band(networks, batch)
        return Outcome({"difference": mean_square(prediction, batch["fine_2"], batch["mask"])}, prediction)


def _each_band(networks: Networks, batch: Mapping[str, Any]) -> Tensor:
    import torch

    found = [
        network(**{name: image[:, band : band + 1] for name, image in families.images(batch, families.ONE).items()})
        for band, network in enumerate(networks["generator"])
    ]
    return torch.cat(found, 1)
