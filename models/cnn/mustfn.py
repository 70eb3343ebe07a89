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
            "All images of two pairs and of the target date are processed together; full-resolution features, "
            "means over regions of three sizes and dilated convolutions are combined and decoded. Missing pixels "
            "are not part of the training loss."
        ),
        choose=(
            "Two pairs with clouds are available, and a series of three or more dates for training. The large "
            "receptive field makes it less sensitive to misregistration."
        ),
        avoid=(
            "Only two dates are available: training requires a third date, otherwise a mixture of both dates is "
            "used. Values outside the range of the training data cannot be predicted."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Tiles can be any multiple of 16 pixels, not only 256. Missing pixels are filled with the mean of "
            "the band instead of zero, which would affect distant pixels. Errors are weighted by the standard "
            "deviation of each band in the batch, and the structural similarity has a gradient, which is lost in "
            "the authors' program."
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
            help="Band number of red, for a loss on the NDVI; 0 = none. Requires the near infrared band, and the "
                 "range of values reflectance.",
        )  # fmt: skip
        near_infrared: int = option(
            0, "Near infrared band", minimum=0, maximum=10000,
            help="Band number of near infrared, for a loss on the NDVI; 0 = none.",
        )  # fmt: skip
        gate: int = option(
            150, "Number of gate channels", unit="channels", minimum=1, maximum=1024,
            help="Number of channels that determine the weight of each feature. The default is as published.",
        )  # fmt: skip
        head: int = shared.width(128)
        width: int = option(
            0, "Width", unit="channels", minimum=0, maximum=1024,
            help="The number of channels of the deeper layers is 4 to 12 times this value. 0 = as published: "
                 "twice the fine bands and three times the coarse ones together. Smaller values are faster, but "
                 "reduce the capacity of the network.",
        )  # fmt: skip
        other_bands: bool = option(
            True, "Also read unmatched coarse bands",
            help="The network uses all bands of the coarse images, such as seven of MODIS for six of Landsat in "
                 "the source. Weights require the same number of additional bands as in training. No: uses only "
                 "the bands that are matched with fine ones.",
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
            raise InputError("A loss on the NDVI requires both the red and the near infrared band; set both or none.")
        if options.red and options.normalisation != REFLECTANCE:
            raise InputError("A loss on the NDVI requires the range of values reflectance; choose it, or set no bands.")

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
