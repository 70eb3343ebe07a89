"""DSTFNet: delineation of field parcels from one very fine image and a series of coarser images (Cai et al. 2023)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, option
from ...core.learning.needs import WITHIN, Defaults, Needs
from ...core.learning.options import WEIGHTS_FILES
from ...core.learning.size import Small
from ...core.learning.stages import (
    LOSS,
    MILESTONES,
    Batch,
    Moment,
    Networks,
    Optimiser,
    Outcome,
    Schedule,
    Stage,
    Tensor,
)
from ...core.parcels.delineator import Delineator
from ...core.parcels.labels import NAMES
from ...core.parcels.scene import RATIO
from .. import families
from .. import options as shared

PUBLISHED, LIGHT = "published", "light"
BLOCKS = {PUBLISHED: (3, 4, 6, 3), LIGHT: (1, 1, 1, 1)}


class DstfNet(Delineator):
    """Dual branch spatiotemporal fusion network for the delineation of field parcels (Cai et al. 2023)."""

    info = MethodInfo(
        id="dstfnet",
        title="DSTFNet",
        name="Dual branch spatiotemporal fusion network for field parcels",
        group="Field parcels",
        year=2023,
        doi="10.1016/j.isprsjprs.2023.09.021",
        reference=(
            "Cai, Z., et al. (2023). Improving agricultural field parcel delineation with a dual branch spatiotemporal fusion "
            "network by integrating multimodal satellite data. ISPRS Journal of Photogrammetry and Remote Sensing 205, 34-49."
        ),
        summary=(
            "Delineates field parcels: one branch uses a very fine image, the other a series of coarser images, "
            "in which crops separate neighbouring fields that are similar on one date. Attention combines both "
            "at five levels."
        ),
        choose=(
            "You want field boundaries, and an image that shows them, a series that covers the season, and drawn "
            "fields for training are available."
        ),
        avoid=(
            "You want an image of another date: use a fusion method. Or no drawn fields are available: there are "
            "no published weights."
        ),
        pairs=(0, 0),
        coarse="coarse grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "The convolution of column means, which the authors' program never uses, is used. Training starts "
            "from random weights instead of ImageNet, the best epoch is the one with the smallest loss, and the "
            "very fine image is stretched as a whole instead of per patch. The polygons are a reconstruction: "
            "seeds in fields grow until they meet."
        ),
        tags=(
            "Cai", "BruceKai", "parcel", "field boundary", "delineation", "segmentation", "agriculture", "extent", "boundary",
            "distance", "GF-2", "Gaofen", "Sentinel-2", "ConvLSTM", "deep learning", "polygons",
        ),
        packages=(*families.PACKAGES, "scipy"),
    )  # fmt: skip
    needs = Needs(WITHIN, tile=256, margin=64, multiple=16 * RATIO, ratio=RATIO)
    defaults = Defaults(epochs=120, batch=64, patch=256, rate=3e-4)
    small = Small(batch=8, patch=128, rate=1e-3, layers={"width": 8, "form": LIGHT})
    structure = ("width", "form")

    @dataclass(frozen=True)
    class Options:
        """Options of DSTFNet."""

        weights: str = option(
            "",
            "Weights",
            file=WEIGHTS_FILES,
            help="Weights file written by Train network for dstfnet and these bands.",
        )
        tile: int = option(
            0, "Tile size", unit="fine pixels", minimum=0, maximum=8192,
            help="Side length of the tiles; neighbouring tiles overlap and are blended. 0 = as published. Larger "
                 "tiles are slightly faster and need more memory.",
        )  # fmt: skip
        width: int = shared.eighths(64)
        form: str = option(
            PUBLISHED, "Version of the network", choices=(PUBLISHED, LIGHT),
            help="published: ResNet-50 for the very fine image. light: one block at each of its four levels. "
                 "With a width of 64, the weights of the published version take 0.9 GB.",
        )  # fmt: skip

    def build(self, bands: int, series_bands: int, options: Options) -> dict[str, Any]:
        from ..layers.dstfnet import DstfNet as Layers

        return {"generator": Layers(bands, series_bands, options.width, BLOCKS[options.form])}

    def stages(self, options: Options) -> tuple[Stage, ...]:
        def loss(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
            from ..layers.dstfnet import losses

            outputs = networks["generator"](batch["fine"], batch["series"])
            found = losses(outputs, batch["labels"].split(1, 1), batch["mask"])
            weights = balance(moment.rows)
            return Outcome({name: found[place] * weights[place] for place, name in enumerate(NAMES)})

        descent = Optimiser(decay=1e-5, schedule=Schedule(MILESTONES, 0.3, at=(15, 20, 30, 60)))
        return (Stage("network", ("generator",), loss, optimiser=descent, monitor=LOSS),)

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any]) -> Tensor:
        import torch

        return torch.cat(networks["generator"](batch["fine"], batch["series"]), 1)


def balance(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """Returns the weights of the three losses from their values in the earlier epochs: dynamic weight averaging.

    The history holds weighted terms, so the weights of each epoch are recomputed from the first epoch on.
    """
    import torch

    from ..layers.dstfnet import task_weights

    losses: list[Any] = []
    for row in [*rows, None]:
        weights = torch.full((3,), 1 / 3) if len(losses) < 2 else task_weights(losses[-1], losses[-2])
        if row is not None:
            losses.append(torch.tensor([float(row[name]) for name in NAMES]) / weights)
    return [float(weight) for weight in weights]
