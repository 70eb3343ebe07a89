"""GAN-STFM: the coarse image of the target date and any fine image (Tan et al. 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import Adversary, Optimiser, Stage
from .. import families
from .. import options as shared


@register
class GanStfm(families.Generator):
    """GAN-based spatiotemporal fusion model (Tan et al. 2022)."""

    info = MethodInfo(
        id="ganstfm",
        title="GAN-STFM",
        name="Flexible reference-insensitive spatiotemporal fusion by a conditional GAN",
        group=families.GAN,
        year=2022,
        doi="10.1109/TGRS.2021.3050551",
        reference=(
            "Tan, Z., Gao, M., Li, X., Jiang, L. (2022). A flexible reference-insensitive spatiotemporal fusion model "
            "for remote sensing images using conditional generative adversarial network. IEEE Transactions on "
            "Geoscience and Remote Sensing 60, 1-13."
        ),
        summary=(
            "Combines the texture of a fine image of any date with the reflectance of the coarse image of the "
            "target date; a discriminator with both images as input keeps the result plausible."
        ),
        choose=(
            "The fine image is old, or no good coarse image of its date is available: only the coarse image of "
            "the target date and any fine image are used. Use the coarse image of the target date for the pair "
            "as well."
        ),
        avoid=(
            "A good pair near the target date is available: methods that use its coarse image detect changes better."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "The auto-encoder of the feature loss is trained on the user's fine images. The discriminator "
            "requires patches of multiples of 256 pixels and batches of two or more; with smaller ones, the "
            "network is trained without it, which is reported in the log."
        ),
        tags=("Tan", "Gao", "GAN", "adversarial", "deep learning", "reference-insensitive", "switchable normalisation"),
        packages=families.PACKAGES,
    )
    takes = families.REFERENCE
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=32, multiple=8)
    defaults = Defaults(epochs=100, batch=4, patch=256, rate=2e-4)
    small = Small(batch=8, patch=64, rate=1e-3, layers={"width": 12})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of GAN-STFM."""

        adversarial: float = shared.adversarial(1e-3, "features, spectra and structure")
        width: int = shared.width(16)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers.ganstfm import GanStfm as Layers
        from ..layers.ganstfm import GanStfmAutoencoder, GanStfmDiscriminator

        first = options.width
        widths = (first, 2 * first, 4 * first, 8 * first)
        judging = (2 * first, 4 * first, 8 * first, 16 * first)
        return {
            "generator": Layers(shape.bands, widths),
            "autoencoder": GanStfmAutoencoder(shape.bands, widths),
            "discriminator": GanStfmDiscriminator(shape.bands, judging),
        }

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        from ..blocks.losses import mean_square
        from ..layers.ganstfm import loss

        opponent = None
        if options.adversarial > 0 and edge % 256 == 0:
            # Half of the squared distance, as in the source.
            opponent = Adversary(weight=options.adversarial / 2, condition="coarse_2", optimiser=Optimiser())
        return self.feature_stages(loss, mean_square, first=Optimiser(rate=1e-3), adversary=opponent)
