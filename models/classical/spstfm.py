"""SPSTFM: the sparse-representation-based spatiotemporal reflectance fusion model (Huang and Song 2012, 2013)."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.errors import InputError
from ...core.fusion.method import Method, MethodInfo, Prediction, register
from ...core.fusion.statistics import parse_range
from ...core.kernels.sparse.coder import Coder
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from . import spstfm_one, spstfm_two
from .spstfm_options import SpstfmOptions


@register
class Spstfm(Method):
    """Sparse-representation-based spatiotemporal reflectance fusion model.

    With two pairs as in Huang and Song (2012): one sparse code for a patch of coarse change and the corresponding patch
    of fine change. With one pair as in Song and Huang (2013): two layers of super-resolution by dictionaries, each
    followed by high-pass modulation of the fine image.
    """

    info = MethodInfo(
        id="spstfm",
        title="SPSTFM",
        name="Sparse-representation-based spatiotemporal reflectance fusion model",
        group="Sparse representation",
        year=2012,
        doi="10.1109/TGRS.2012.2186638",
        reference=(
            "Huang, B., Song, H. (2012). Spatiotemporal reflectance fusion via sparse representation. IEEE "
            "Transactions on Geoscience and Remote Sensing 50(10), 3707-3716. With one pair: Song, H., Huang, B. "
            "(2013). Spatiotemporal satellite image fusion through one-pair image learning. IEEE Transactions on "
            "Geoscience and Remote Sensing 51(4), 1883-1896."
        ),
        summary=(
            "Learns the relation between coarse and fine change from patches of the scene itself, as a pair of "
            "dictionaries with a common sparse code. The coarse change of the target date is coded with the "
            "coarse dictionary and reconstructed with the fine one."
        ),
        choose=(
            "Two pairs around the target date are available, and land cover changes in shape as well as in "
            "reflectance: patches contain structure that single similar pixels do not. It also works with one pair."
        ),
        avoid=(
            "The coarse images are noisy or misregistered, because the dictionaries learn this as well; or the "
            "result must be explained pixel by pixel (STARFM, ESTARFM). With one pair, FSDAF and Fit-FC are "
            "usually as accurate."
        ),
        pairs=(1, 2),
        coarse="fine grid",
        fidelity="reconstruction",
        departures=(
            "The authors' program is not public, and the full papers were not available. The date with less "
            "change is determined by normalized differences of all pairs of bands instead of the built-up index, "
            "which requires named bands. The mean coarse change is used unchanged; only deviations from it are "
            "coded. Codes and fine atoms are damped, to avoid extreme predictions from few samples (options). "
            "With one pair, the first layer uses pixels of about the square root of the ratio, and learns from "
            "gradients of the coarse image."
        ),
        tags=("Huang", "Song", "sparse representation", "dictionary learning", "K-SVD", "super-resolution", "one-pair"),
        packages=("scipy", "numba"),
        uncertainty=(
            "Two pairs: weighted standard deviation of the predictions from both pairs. One pair: standard "
            "deviation of the predicted change of the overlapping patches. In units of the fine image."
        ),
    )

    @dataclass(frozen=True)
    class Options(SpstfmOptions):
        """Options of SPSTFM, declared in a separate module because both variants use them."""

    def check(self, options: SpstfmOptions, bands: int) -> None:
        parse_range(options.value_range)
        if options.overlap >= options.patch:
            raise InputError(
                "Patch overlap is {overlap} pixels, but patches have {patch}; it must be smaller.",
                overlap=options.overlap,
                patch=options.patch,
            )

    def band_by_band(self, options: SpstfmOptions) -> bool:
        return True

    def halo(self, scene: Scene, options: SpstfmOptions) -> int:
        return options.patch - 1 if len(scene.pairs) > 1 else spstfm_one.halo(scene, options)

    def fit(self, scene: Scene, options: SpstfmOptions, run: Run) -> spstfm_one.OnePair | spstfm_two.TwoPairs:
        if len(scene.pairs) > 1:
            return spstfm_two.fit(scene, options, _coder(options), run)
        return spstfm_one.fit(scene, options, _coder(options), run)

    def predict(
        self, block: Block, state: spstfm_one.OnePair | spstfm_two.TwoPairs, options: SpstfmOptions, workers: Workers
    ) -> Prediction:
        if isinstance(state, spstfm_two.TwoPairs):
            return spstfm_two.predict(block, state, options, _coder(options), workers)
        return spstfm_one.predict(block, state, options, _coder(options), workers)


def _coder(options: SpstfmOptions) -> Coder:
    return Coder(options.coder, options.nonzeros, penalty=options.penalty, damping=options.damping)
