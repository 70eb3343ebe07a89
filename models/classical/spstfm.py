"""SPSTFM: the sparse-representation-based spatiotemporal reflectance fusion model (Huang and Song 2012, 2013)."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.errors import InputError
from ...core.fusion.method import Method, MethodInfo, Prediction, option, register
from ...core.fusion.samples import RANDOM, VARIANCE
from ...core.fusion.statistics import parse_range
from ...core.kernels.sparse.coder import L1, PURSUIT, Coder
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from .. import options as shared
from . import spstfm_one, spstfm_two


@register
class Spstfm(Method):
    """Sparse-representation-based spatiotemporal reflectance fusion model.

    With two pairs as Huang and Song (2012): one sparse code for a patch of coarse change and the patch of fine change that
    goes with it. With one pair as Song and Huang (2013): two layers of super-resolution by dictionaries, each followed
    by high-pass modulation of the fine image.
    """

    info = MethodInfo(
        id="spstfm",
        title="SPSTFM",
        name="Sparse-representation-based spatiotemporal reflectance fusion model",
        group="Dictionaries",
        year=2012,
        doi="10.1109/TGRS.2012.2186638",
        reference=(
            "Huang, B., Song, H. (2012). Spatiotemporal reflectance fusion via sparse representation. IEEE "
            "Transactions on Geoscience and Remote Sensing 50(10), 3707-3716. With one pair: Song, H., Huang, B. "
            "(2013). Spatiotemporal satellite image fusion through one-pair image learning. IEEE Transactions on "
            "Geoscience and Remote Sensing 51(4), 1883-1896."
        ),
        summary=(
            "Learns from the scene itself, patch by patch, which fine change goes with which coarse change, as a pair "
            "of dictionaries with one sparse code; the coarse change of the target date is then written in these "
            "words."
        ),
        choose=(
            "There are two pairs around the target date, and land cover changes in shape as well as in tone: the "
            "patches carry structure that single similar pixels do not. It also works with one pair."
        ),
        avoid=(
            "The coarse images are noisy or badly registered, since the dictionaries then learn that; or the same "
            "result must be explained pixel by pixel (STARFM, ESTARFM). With one pair, FSDAF and Fit-FC are usually as "
            "accurate."
        ),
        pairs=(1, 2),
        coarse="fine grid",
        fidelity="reconstruction",
        departures=(
            "No program of the authors is public, and the papers' text was not to be had. The date with less change is "
            "told by normalised differences of all pairs of bands instead of the built-up index, which needs bands "
            "known by name. The mean coarse change is taken over unchanged; only departures from it are coded. Codes "
            "and fine atoms are damped, so that few samples do not make wild predictions (options). With one pair, the "
            "first layer works on pixels of about the square root of the ratio, and learns from gradients of the "
            "coarse image."
        ),
        tags=("Huang", "Song", "sparse representation", "dictionary learning", "K-SVD", "super-resolution", "one-pair"),
        packages=("scipy", "numba"),
        uncertainty=(
            "Two pairs: weighted standard deviation of the two predictions, one from each pair. One pair: standard "
            "deviation of the predicted change among the patches that overlap. In the units of the fine image."
        ),
    )

    @dataclass(frozen=True)
    class Options:
        patch: int = option(
            7, "Patch size", unit="pixels", minimum=3, maximum=31, odd=True,
            help="Edge of the square patches that are coded. Larger ones hold more structure, and need more samples to "
            "learn it.",
        )  # fmt: skip
        overlap: int = option(
            2, "Overlap of patches", unit="pixels", minimum=0, maximum=30,
            help="How far neighbouring patches overlap; they are averaged there. More overlap is more accurate and "
            "slower: 5 with patches of 7 gives six times as many patches as 2.",
        )  # fmt: skip
        atoms: int = option(
            256, "Dictionary atoms", minimum=2, maximum=4096,
            help="Size of each dictionary. There should be several samples for each atom.",
        )  # fmt: skip
        samples: int = option(
            2000, "Training samples", minimum=10, maximum=100000,
            help="Patches that the dictionaries of a band are trained with, drawn from the whole scene.",
        )  # fmt: skip
        sample_choice: str = option(
            RANDOM, "Choice of samples", choices=(RANDOM, VARIANCE),
            help="random: anywhere in the scene. variance: those with the strongest contrast of eight times as many, "
            "which learns large changes well and small ones badly.",
        )  # fmt: skip
        seed: int = option(
            0, "Seed", minimum=0, maximum=2**31 - 1,
            help="Start of the random choice of samples and first atoms; the same seed gives the same result.",
        )  # fmt: skip
        iterations: int = option(
            10, "Training iterations", minimum=0, maximum=1000,
            help="Rounds of coding the samples and updating the atoms. 0 takes samples as atoms.",
        )  # fmt: skip
        coder: str = option(
            PURSUIT, "Sparse coder", choices=(PURSUIT, L1),
            help="orthogonal matching pursuit takes a fixed number of atoms and is quick; l1 minimisation, as in the "
            "paper, lets the penalty decide how many, and is a little more accurate and several times slower.",
        )  # fmt: skip
        nonzeros: int = option(
            3, "Atoms for a patch", minimum=1, maximum=64,
            help="Most atoms that a patch is made of, with orthogonal matching pursuit.",
        )  # fmt: skip
        penalty: float = option(
            0.1, "Penalty of l1 minimisation", unit="share of the largest product", minimum=0.001, maximum=0.999,
            help="Weight of the l1 norm beside the fit. Larger values use fewer atoms. What is chosen is fitted again "
            "without it.",
        )  # fmt: skip
        normalisation: str = option(
            "mean and deviation", "Normalisation of changes", choices=("mean and deviation", "deviation"),
            help="With two pairs: mean and deviation codes departures from the scene's mean change, and leaves that "
            "mean as the coarse images have it; deviation codes the whole change, as some programs do.",
        )  # fmt: skip
        damping: float = option(
            0.03, "Damping of codes", unit="share of an atom's energy", minimum=0.0, maximum=10.0,
            help="Keeps atoms that nearly coincide from being given huge weights of opposite sign. 0 is plain least "
            "squares.",
        )  # fmt: skip
        shrink: float = option(
            1.0, "Damping of fine atoms", unit="share of an atom's energy", minimum=0.0, maximum=100.0,
            help="Draws fine atoms towards the coarse change itself (two pairs) or no detail (one pair), the more the "
            "fewer samples speak for them. 0 trusts the samples.",
        )  # fmt: skip
        delta: float = option(
            0.2, "Limit for combining both pairs", minimum=0.0, maximum=2.0,
            help="With two pairs: the amount of change to each date is the mean change of normalised differences of "
            "bands, 0 to 2. Where both amounts differ by more than this, the date with less change alone is used.",
        )  # fmt: skip
        largest_ratio: float = option(
            2.0, "Largest modulation", minimum=1.0, maximum=100.0,
            help="With one pair: fine detail is multiplied by the ratio of the images of both dates, at most by this "
            "and at least by its inverse. 1 only adds the change.",
        )  # fmt: skip
        ratio: int = shared.ratio("With one pair: ")
        value_range: str = shared.value_range()

    def check(self, options: Options, bands: int) -> None:
        parse_range(options.value_range)
        if options.overlap >= options.patch:
            raise InputError(
                "Overlap of patches is {overlap} pixels and patches have {patch}; it must be smaller.",
                overlap=options.overlap,
                patch=options.patch,
            )

    def halo(self, scene: Scene, options: Options) -> int:
        return options.patch - 1 if len(scene.pairs) > 1 else spstfm_one.halo(scene, options)

    def fit(self, scene: Scene, options: Options, run: Run) -> spstfm_one.OnePair | spstfm_two.TwoPairs:
        if len(scene.pairs) > 1:
            return spstfm_two.fit(scene, options, _coder(options), run)
        return spstfm_one.fit(scene, options, _coder(options), run)

    def predict(
        self, block: Block, state: spstfm_one.OnePair | spstfm_two.TwoPairs, options: Options, workers: Workers
    ) -> Prediction:
        if isinstance(state, spstfm_two.TwoPairs):
            return spstfm_two.predict(block, state, options, _coder(options), workers)
        return spstfm_one.predict(block, state, options, _coder(options), workers)


def _coder(options: Spstfm.Options) -> Coder:
    return Coder(options.coder, options.nonzeros, penalty=options.penalty, damping=options.damping)
