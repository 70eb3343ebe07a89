"""SS-STFM: GAN-STFM on blocks with context around them (Weng et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import Needs
from .. import families
from .ganstfm import GanStfm


@register
class SsStfm(GanStfm):
    """Spatially seamless fusion model (Weng et al. 2024): the network of GAN-STFM with another tiling."""

    info = MethodInfo(
        id="ssstfm",
        title="SS-STFM",
        name="Spatially seamless spatiotemporal fusion model based on generative adversarial networks",
        group=families.GAN,
        year=2024,
        doi="10.1109/JSTARS.2024.3381185",
        reference=(
            "Weng, C. Y., Zhan, Y. L., Gu, X. F., Yang, J., Liu, Y., Guo, H., Lian, Z. L., Zhang, S. Y., Wang, Z. J., "
            "Zhao, X. C. (2024). The spatially seamless spatiotemporal fusion model based on generative adversarial "
            "networks. IEEE Journal of Selected Topics in Applied Earth Observations and Remote Sensing 17, "
            "12760-12771."
        ),
        summary=(
            "The network of GAN-STFM, which combines the texture of any fine image with the reflectance of the "
            "coarse one. Blocks are predicted with the surrounding pixels, and only their cores are kept and put "
            "together."
        ),
        choose=(
            "You would use GAN-STFM, and each pixel must come from a single block, with an adjustable margin. "
            "Suitable for sensors with a small ratio, such as both sensors of Gaofen-6."
        ),
        avoid=(
            "The scene has strong contrasts: statistics of features are computed per block, so that cores can "
            "differ in brightness; GAN-STFM blends its tiles."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "Network and training are those of GAN-STFM, following its authors' program; cutting and combining "
            "blocks follow abstract and figure. The sizes of core and margin are set by STFusion; training "
            "patches have the size of a block."
        ),
        tags=("Weng", "Zhan", "GAN", "seamless", "deep learning", "Gaofen", "reference-insensitive"),
        packages=families.PACKAGES,
    )
    needs = replace(GanStfm.needs, tile=192, margin=0, context=32)

    @dataclass(frozen=True)
    class Options(GanStfm.Options):
        """Options of SS-STFM."""

        surroundings: int = option(
            32, "Block margin", unit="fine pixels", minimum=0, maximum=512, multiple=8,
            help="Number of pixels around its core that a block uses; a multiple of 8. Larger margins reduce "
                 "seams and are slower. The tile size is that of the core: with 192, a block has 256 pixels.",
        )  # fmt: skip

    def needs_of(self, options: Options) -> Needs:
        return replace(self.needs, context=options.surroundings)
