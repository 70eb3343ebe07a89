"""MCDNet: three cooperating networks for transitional images, fine changes and the whole change (Li et al. 2021)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import SPAN, TRIPLET, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import (
    COSINE,
    LOSS,
    PREDICTION,
    Batch,
    Moment,
    Networks,
    Optimiser,
    Outcome,
    Schedule,
    Stage,
)
from .. import families
from .. import options as shared


@register
class Mcdnet(families.Generator):
    """Multi-cooperative deep convolutional network (Li et al. 2021)."""

    info = MethodInfo(
        id="mcdnet",
        title="MCDNet",
        name="Multi-cooperative deep convolutional neural network",
        group=families.CNN,
        year=2021,
        doi="10.1109/JSTARS.2021.3113163",
        reference=(
            "Li, W., Yang, C., Peng, Y., Zhang, X. (2021). A multi-cooperative deep convolutional neural network for "
            "spatiotemporal satellite image fusion. IEEE Journal of Selected Topics in Applied Earth Observations and "
            "Remote Sensing 14, 10174-10188."
        ),
        summary=(
            "One network increases the resolution of coarse images, a second one predicts fine differences "
            "between them, and a third one predicts the difference between both fine images and constrains the "
            "others in training."
        ),
        choose=(
            "Two pairs around the target date are available, the sensors differ in more than resolution, and a "
            "series of several dates is available for training: it has only 0.2 million parameters."
        ),
        avoid=("Only one pair is available: use EDCSTFN with weights, or FSDAF without."),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The architecture follows the figure and abstract of the paper; layers, losses and the merging per "
            "pixel are set by STFusion, guided by a public file of a related network. With two dates only, the "
            "middle date is a mixture of both."
        ),
        tags=("Li", "Yang", "CNN", "deep learning", "cooperative", "multi-scale", "MS-SSIM"),
        packages=families.PACKAGES,
    )
    takes = families.TWO
    needs = Needs(TRIPLET, 0.0, 1.0, tile=256, margin=16)
    defaults = Defaults(epochs=80, batch=8, patch=64, rate=1e-3)
    small = Small(batch=8, patch=48, rate=1e-3, layers={"width": 32})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of MCDNet."""

        learns_from: str = shared.learns_from(shared.TRIPLETS)
        width: int = shared.width(64)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.mcdnet import McdNet as Layers

        return {"generator": Layers(shape.bands, max(4, options.width))}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(schedule=Schedule(COSINE, 0.1))
        if options.learns_from == shared.TRIPLETS:
            return (Stage("network", ("generator",), _cooperation, TRIPLET, optimiser=adam, monitor=PREDICTION),)
        return (Stage("network", ("generator",), _cooperation, SPAN, optimiser=adam, monitor=LOSS),)


def _cooperation(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
    from ..layers.mcdnet import loss

    parts = networks["generator"].parts(**families.images(batch, families.TWO))
    found = loss(parts, batch["fine_1"], batch["fine_3"], batch.get("fine_2"), batch["mask"])
    return Outcome({"cooperation": found}, parts.prediction)
