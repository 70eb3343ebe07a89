"""EDCSTFN: encoder, residual encoder and decoder, with a feature loss (Tan et al. 2019)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import PLATEAU, Optimiser, Schedule, Stage, Tensor
from .. import families
from .. import options as shared


@register
class Edcstfn(families.Generator):
    """Enhanced deep convolutional spatiotemporal fusion network (Tan et al. 2019), for one pair or two."""

    info = MethodInfo(
        id="edcstfn",
        title="EDCSTFN",
        name="Enhanced deep convolutional spatiotemporal fusion network",
        group=families.CNN,
        year=2019,
        doi="10.3390/rs11242898",
        reference=(
            "Tan, Z., Di, L., Zhang, M., Guo, L., Gao, M. (2019). An enhanced deep convolutional model for "
            "spatiotemporal image fusion. Remote Sensing 11(24), 2898."
        ),
        summary=(
            "One encoder extracts features of the fine image of a pair, a second one features of the change "
            "since then; their sum is decoded to the fine image of the target date. With two pairs, features are "
            "weighted by the inverse of the change."
        ),
        choose=(
            "A series of several dates for training is available, or weights for your region: a robust, small "
            "network for one or two pairs that is the usual reference among networks."
        ),
        avoid=(
            "One pair and no weights are available: use FSDAF or Fit-FC. With a strongly blurred coarse image "
            "and abrupt land-cover change, GAN-STFM or MLFF-GAN keep more texture."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Coarse images are resampled to the fine grid once for the whole scene, not in each tile, which "
            "shifts them at the tile edges. The feature loss uses an auto-encoder that is trained first; the "
            "loader of the authors could leave it random. With several pairs, the network is trained on one "
            "reference at a time."
        ),
        tags=("Tan", "Di", "CNN", "deep learning", "auto-encoder", "perceptual loss", "DCSTFN"),
        packages=families.PACKAGES,
    )
    takes = families.TWO
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=8, multiple=2, joins=True)
    defaults = Defaults(epochs=60, batch=8, patch=64, rate=1e-3)
    small = Small(batch=8, patch=48, rate=1e-3)
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of EDCSTFN."""

        feature_loss: bool = option(
            True, "Feature loss",
            help="First trains an auto-encoder on the fine images, and compares the features of prediction and "
                 "truth in addition to their values: preserves texture. Without it, training takes a third less "
                 "time.",
        )  # fmt: skip
        width: int = shared.width(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.edcstfn import EdcstfnAutoencoder

        widths = (options.width, 2 * options.width, 4 * options.width)
        networks = {"generator": self.layers(shape.bands, widths)}
        if options.feature_loss:
            networks["autoencoder"] = EdcstfnAutoencoder(shape.bands, widths)
        return networks

    def layers(self, bands: int, widths: tuple[int, int, int]) -> Any:
        """Returns the generator; subclasses override it."""
        from ..layers.edcstfn import Edcstfn as Layers

        return Layers(bands, widths)

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..layers.edcstfn import autoencoder_loss, loss

        adam = Optimiser(decay=1e-6, schedule=Schedule(PLATEAU, 0.1, 5))
        if options.feature_loss:
            features = partial(_encoded, loss)
            return self.feature_stages(features, autoencoder_loss, adam, adam, share=0.3)
        return (Stage("network", ("generator",), self.compared(loss), ONE_PAIR, optimiser=adam),)


def _encoded(loss: Any, prediction: Tensor, fine: Tensor, mask: Tensor, autoencoder: Any) -> Tensor:
    """Returns the loss with the features of the encoder of the auto-encoder."""
    return loss(prediction, fine, mask, autoencoder.encoder)
