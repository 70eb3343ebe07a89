"""STF-EGFA: EDCSTFN with the edges of the fine image and attention before the decoder (Cheng et al. 2022)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ...core.fusion.method import MethodInfo, register
from ...core.learning.size import Small
from .. import families
from .edcstfn import Edcstfn


@register
class StfEgfa(Edcstfn):
    """Spatiotemporal fusion network with edge-guided feature attention (Cheng et al. 2022)."""

    info = MethodInfo(
        id="stfegfa",
        title="STF-EGFA",
        name="Spatiotemporal fusion network with edge-guided feature attention",
        group=families.CNN,
        year=2022,
        doi="10.3390/rs14133057",
        reference=(
            "Cheng, F., Fu, Z., Tang, B.-H., Huang, L., Huang, K., Ji, X. (2022). STF-EGFA: A remote sensing "
            "spatiotemporal fusion network with edge-guided feature attention. Remote Sensing 14(13), 3057."
        ),
        summary=(
            "As in EDCSTFN, one encoder extracts features of the fine image and another features of the change; "
            "edges of the fine image are added to the features, and attention weights channels and pixels before "
            "decoding."
        ),
        choose=(
            "You would use EDCSTFN, and field or building boundaries are important: edges of the fine image are "
            "a separate input of the network."
        ),
        avoid=(
            "One pair and no weights are available: use FSDAF or Fit-FC. For very small tiles, EDCSTFN is more "
            "reliable, because the attention uses means over a tile."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="authors' code",
        departures=(
            "Layers follow the program of the first author, which omits two layers of the figure of the paper. "
            "Its training is not public: losses and training are those of EDCSTFN."
        ),
        tags=("Cheng", "Fu", "CNN", "deep learning", "edge", "attention", "EDCSTFN"),
        packages=families.PACKAGES,
    )
    needs = replace(Edcstfn.needs, margin=32)
    small = Small(batch=8, patch=64, rate=1e-3, layers={"width": 16})

    @dataclass(frozen=True)
    class Options(Edcstfn.Options):
        """Options of STF-EGFA: those of EDCSTFN."""

    def layers(self, bands: int, widths: tuple[int, int, int]) -> Any:
        from ..layers.stfegfa import StfEgfa as Layers

        return Layers(bands, widths, reduction=min(8, widths[-1]))
