"""ECPW-STFN: one coarse and one fine image, in the wavelet domain (Zhang et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import PLATEAU, Optimiser, Schedule, Stage
from .. import families


@register
class EcpwStfn(families.Generator):
    """Enhanced cross-paired wavelet spatiotemporal fusion network (Zhang et al. 2024)."""

    info = MethodInfo(
        id="ecpwstfn",
        title="ECPW-STFN",
        name="Enhanced cross-paired wavelet based spatiotemporal fusion network",
        group=families.CNN,
        year=2024,
        doi="10.1016/j.isprsjprs.2024.04.016",
        reference=(
            "Zhang, X., Li, S., Tan, Z., Li, X. (2024). Enhanced wavelet based spatiotemporal fusion networks using "
            "cross-paired remote sensing images. ISPRS Journal of Photogrammetry and Remote Sensing 211, 281-297."
        ),
        summary=(
            "The fine image and its difference to the coarse image of the target date are decomposed into "
            "wavelet bands; their features are added, recombined, decoded and refined with attention."
        ),
        choose=(
            "No good coarse image of the date of the fine image is available: only the coarse image of the "
            "target date and a fine image are used. Use the coarse image of the target date for the pair as "
            "well. It is smaller and faster than GAN-STFM."
        ),
        avoid=(
            "A good pair near the target date is available: networks that use its coarse image detect changes better."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "The wavelet transform is part of the gradient computation; the authors' program stops the gradient "
            "there, so that two fifths of its parameters stay random. The feature loss uses the trained "
            "auto-encoder, instead of another one with random weights."
        ),
        tags=("Zhang", "Tan", "CNN", "deep learning", "wavelet", "Haar", "reference-insensitive", "CBAM"),
        packages=families.PACKAGES,
    )
    takes = families.REFERENCE
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=32, multiple=8)
    defaults = Defaults(epochs=50, batch=8, patch=128, rate=1e-3)
    small = Small(batch=2, patch=64, rate=1e-3, layers={"width": 12})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of ECPW-STFN."""

        width: int = option(
            32, "Width", unit="channels", minimum=4, maximum=512,
            help="Channels of the first layers; the others have twice and four times as many. The default is as "
                 "published. Smaller values are faster and need less memory, but reduce the capacity of the "
                 "network.",
        )  # fmt: skip

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.ecpwstfn import EcpwStfn as Layers
        from ..layers.ecpwstfn import EcpwStfnAutoencoder

        first = options.width
        half = first // 2
        return {
            "generator": Layers(shape.bands, (first, 2 * first, 4 * first), reduction=min(16, first)),
            "autoencoder": EcpwStfnAutoencoder(shape.bands, (half, first, 2 * first, 4 * first)),
        }

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..layers.ecpwstfn import autoencoder_loss, loss

        first = Optimiser(schedule=Schedule(PLATEAU, 0.1, 10))
        return self.feature_stages(loss, autoencoder_loss, Optimiser(decay=1e-6), first, share=0.5)
