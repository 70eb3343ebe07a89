"""MUSTFN: fusion of two pairs with gaps (Qin et al. 2022)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ...core.errors import InputError
from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import TRIPLET, Defaults, Needs, Shape
from ...core.learning.normalise import REFLECTANCE
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import EXPONENTIAL, Batch, Moment, Networks, Optimiser, Outcome, Schedule, Stage, Tensor
from .. import families
from .. import options as shared

_SIMILARITY_FROM = 20  # epoch from which the similarity loss is used


@register
class Mustfn(families.Generator):
    """Multi-scene spatiotemporal fusion network (Qin et al. 2022)."""

    info = MethodInfo(
        id="mustfn",
        title="MUSTFN",
        name="Multi-scene spatiotemporal fusion network for multi-scale and multi-sensor images",
        group=families.CNN,
        year=2022,
        doi="10.1016/j.jag.2022.103113",
        reference=(
            "Qin, P., Huang, H., Tang, H., Wang, J., Liu, C. (2022). MUSTFN: A spatiotemporal fusion method for "
            "multi-scale and multi-sensor remote sensing images based on a convolutional neural network. International "
            "Journal of Applied Earth Observation and Geoinformation 115, 103113."
        ),
        summary=(
            "All images of two pairs and of the target date are read together; features at full size, means over "
            "regions of three sizes and dilated convolutions are joined and decoded. Gaps do not count while training."
        ),
        choose=(
            "There are two pairs with clouds in them, and a series of three or more dates to train with. It sees far, "
            "so that errors of registration disturb it less."
        ),
        avoid=(
            "There are two dates only: it wants a third one to learn from, else it learns from a mixture of both. "
            "Values outside the range seen while training cannot be predicted."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Tiles may have any multiple of 16 pixels, and not 256 only. Gaps are "
            "filled with the band's mean, and not with zero, which the network would see far away. Errors "
            "are weighed by each band's deviation in the batch, and the structural similarity has a gradient, which "
            "the authors' program loses."
        ),
        tags=("MFSTFN", "Qin", "Huang", "CNN", "deep learning", "cloud mask", "multi-sensor", "Gaofen"),
        packages=families.PACKAGES,
        extras=("coarse bands",),
    )
    takes = (*families.TWO, *families.REST)
    needs = Needs(TRIPLET, 0.0, 1.0, tile=256, margin=48, multiple=16)
    defaults = Defaults(epochs=100, batch=6, patch=128, rate=1e-4)
    small = Small(batch=4, patch=64, rate=1e-3, layers={"width": 4, "gate": 24, "head": 32})
    structure = ("gate", "head", "width")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of MUSTFN."""

        red: int = option(
            0, "Red band", minimum=0, maximum=10000,
            help="Number of the red band, for a loss on the NDVI; 0 for none. Needs the near infrared band, and the range "
            "of values reflectance.",
        )  # fmt: skip
        near_infrared: int = option(
            0, "Near infrared band", minimum=0, maximum=10000,
            help="Number of the near infrared band, for a loss on the NDVI; 0 for none.",
        )  # fmt: skip
        gate: int = option(
            150, "Width of the gate", unit="channels", minimum=1, maximum=1024,
            help="Channels in which the network decides how much each feature counts. The default is as published.",
        )  # fmt: skip
        head: int = shared.width(128)
        width: int = option(
            0, "Width", unit="channels", minimum=0, maximum=1024,
            help="What the channels of the deeper layers are multiples of, 4 to 12 times. 0 = as published: "
                 "twice the fine bands and three times the coarse ones together. Smaller values are faster, but "
                 "reduce the capacity of the network.",
        )  # fmt: skip
        other_bands: bool = option(
            True, "Also read the coarse bands that no fine band is matched with",
            help="The network sees all bands of the coarse images, as the source has seven of MODIS for six of "
                 "Landsat. Weights fit images with as many additional bands as those they were trained with. No "
                 "reads only the bands that Bands matches with fine ones.",
        )  # fmt: skip

    def check(self, options: Options, bands: int) -> None:
        super().check(options, bands)
        if max(options.red, options.near_infrared) > bands:
            raise InputError(
                "Red band is {red} and Near infrared band is {near_infrared}, but there are {bands} bands.",
                red=options.red,
                near_infrared=options.near_infrared,
                bands=bands,
            )
        if (options.red > 0) != (options.near_infrared > 0):
            raise InputError("A loss on the NDVI needs both the red and the near infrared band; state both or none.")
        if options.red and options.normalisation != REFLECTANCE:
            raise InputError("A loss on the NDVI needs the range of values reflectance; choose it, or state no bands.")

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.mustfn import Mustfn as Layers

        coarse = shape.bands + shape.rest
        head = (options.head, max(1, options.head // 2))
        return {"generator": Layers(shape.bands, coarse, options.gate, head, options.width)}

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(decay=5e-4, schedule=Schedule(EXPONENTIAL, 0.92))
        ndvi = (options.red - 1, options.near_infrared - 1) if options.red else None
        return (Stage("network", ("generator",), partial(_loss, ndvi), optimiser=adam),)


def _loss(ndvi: tuple[int, int] | None, networks: Networks, batch: Batch, moment: Moment) -> Outcome:
    from ..layers.mustfn import loss

    prediction = networks["generator"](**families.images(batch, Mustfn.takes))
    found = loss(prediction, batch["fine_2"], _deviations(batch), batch["mask"], ndvi, moment.epoch >= _SIMILARITY_FROM)
    return Outcome({"difference": found}, prediction)


def _deviations(batch: Mapping[str, Any]) -> Tensor:
    """Returns the standard deviation of the valid pixels of the target images for each band, (bands,)."""
    from ..blocks.losses import difference

    values, mask = batch["fine_2"], batch["mask"]
    count = mask.sum().clamp_min(1)
    mean = difference(values, values.new_zeros(()).expand_as(values), mask).sum((0, 2, 3)) / count
    apart = difference(values, mean[:, None, None].expand_as(values), mask)
    return (apart.square().sum((0, 2, 3)) / count).sqrt().clamp_min(1e-2)
