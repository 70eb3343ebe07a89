"""SDCS: a compressed-sensing estimate refined by a network (Liu et al. 2024)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.learned import LearnedMethod
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import COSINE, Batch, Moment, Networks, Optimiser, Outcome, Schedule, Stage, Tensor
from .. import families
from .. import options as shared

SENSING, CHANGE = "compressed sensing", "coarse change"
WIDE, NARROW = "wide", "narrow"


@register
class Sdcs(LearnedMethod):
    """Semiblind compressed sensing (Liu et al. 2024): both stages."""

    info = MethodInfo(
        id="sdcs",
        title="SDCS",
        name="Semiblind compressed sensing, a bidirectional-driven method for spatiotemporal fusion",
        group=families.CNN,
        year=2024,
        doi="10.1109/JSTARS.2024.3463750",
        reference=(
            "Liu, P., Wang, L., Chen, J., Cui, Y. (2024). Semiblind compressed sensing: A bidirectional-driven method "
            "for spatiotemporal fusion of remote sensing images. IEEE Journal of Selected Topics in Applied Earth "
            "Observations and Remote Sensing 17, 19048-19066."
        ),
        summary=(
            "A dictionary of fine patches, and of the same patches degraded to the coarse sensor, provides a "
            "first estimate of the fine image; a network refines it with the coarse image of the target date and "
            "the fine image of the pair."
        ),
        choose=(
            "One pair and a series for training are available, and the first part of the estimate should be "
            "interpretable."
        ),
        avoid=(
            "Time is limited: the first estimate solves a sparse problem for every patch. Use the coarse "
            "change as first estimate instead."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "The network follows the authors' program, which does not contain the first stage: its objective "
            "follows the paper, sizes and solver are set by STFusion, and it is trained on the training samples."
        ),
        tags=("Liu", "Wang", "compressed sensing", "sparse", "dictionary", "K-SVD", "CNN", "deep learning"),
        packages=(*families.PACKAGES, "numba"),
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=48, multiple=16, exchanges=True)
    defaults = Defaults(epochs=200, batch=2, patch=256, rate=2e-4)
    small = Small(batch=8, patch=64, rate=5e-4, layers={"width": 12, "atoms": 64})
    structure = ("estimate", "form", "width", "atoms")
    deployed = ("generator", "sensing")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of SDCS."""

        estimate: str = option(
            SENSING, "First estimate", choices=(SENSING, CHANGE),
            help="compressed sensing: as in the paper. coarse change: the fine image plus the change of the "
                 "coarse ones, much faster.",
        )  # fmt: skip
        form: str = option(
            WIDE, "Version of the network", choices=(WIDE, NARROW),
            help="wide: the network for most data sets of the authors. narrow: the network for the Coleambally "
                 "set, with half the parameters at the coarsest level, and only the estimate where the wide "
                 "network averages it with the fine image.",
        )  # fmt: skip
        atoms: int = option(
            256, "Number of dictionary atoms (first estimate)", minimum=8, maximum=4096,
            help="Number of patterns that patches are composed of, for the first estimate. More patterns are slower.",
        )  # fmt: skip
        width: int = shared.width(16)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.sdcs import Sdcs as Layers
        from ..layers.sdcs_bank import SensingBank

        first = options.width
        widths = (first, 2 * first, 4 * first, 8 * first, (16 if options.form == WIDE else 8) * first)
        return {
            "generator": Layers(shape.bands, widths, estimate_only=options.form == NARROW),
            "sensing": SensingBank(shape.bands, options.atoms if options.estimate == SENSING else 0),
        }

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(schedule=Schedule(COSINE, 0.025))
        prepare = partial(_sense, seed=options.seed) if options.estimate == SENSING else None
        return (Stage("network", ("generator",), _refinement, optimiser=adam, prepare=prepare),)

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        return _refined(networks, batch)


def _sense(networks: Networks, batch: Batch, run: Any, seed: int) -> None:
    networks["sensing"].learn(batch["fine_1"], batch["coarse_1"], run, seed)


def _refined(networks: Networks, batch: Mapping[str, Any]) -> Tensor:
    import torch

    with torch.no_grad():
        estimate = networks["sensing"](**families.images(batch, families.ONE))
    return networks["generator"](estimate, batch["coarse_2"], batch["fine_1"])


def _refinement(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
    from ..blocks.losses import mean_square

    prediction = _refined(networks, batch)
    return Outcome({"difference": mean_square(prediction, batch["fine_2"], batch["mask"])}, prediction)
