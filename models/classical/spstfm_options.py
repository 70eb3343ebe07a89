"""Options of SPSTFM, used by both of its variants."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.fusion.method import option
from ...core.fusion.samples import RANDOM, VARIANCE
from ...core.kernels.sparse.coder import L1, PURSUIT
from .. import options as shared


@dataclass(frozen=True)
class SpstfmOptions:
    """Options of SPSTFM, with one pair and with two."""

    patch: int = option(
        7, "Patch size", unit="pixels", minimum=3, maximum=31, odd=True,
        help="Side length of the square patches. Larger patches contain more structure and require more samples.",
    )  # fmt: skip
    overlap: int = option(
        2, "Patch overlap", unit="pixels", minimum=0, maximum=30,
        help="Overlap of neighbouring patches, which are averaged there. A larger overlap is more accurate and "
             "slower: 5 with patches of 7 gives six times as many patches as 2.",
    )  # fmt: skip
    atoms: int = option(
        256, "Number of dictionary atoms", minimum=2, maximum=4096,
        help="Size of each dictionary. There should be several samples per atom.",
    )  # fmt: skip
    samples: int = option(
        2000, "Number of training samples", minimum=10, maximum=100000,
        help="Number of patches from the whole scene that the dictionaries of a band are trained with.",
    )  # fmt: skip
    sample_choice: str = option(
        RANDOM, "Sample selection", choices=(RANDOM, VARIANCE),
        help="random: anywhere in the scene. variance: the patches with the largest contrast out of eight times "
             "as many, which represents large changes well and small ones less well.",
    )  # fmt: skip
    seed: int = option(
        0, "Seed", minimum=0, maximum=2**31 - 1,
        help="Seed of the random selection of samples and first atoms. The same seed gives the same result.",
    )  # fmt: skip
    iterations: int = option(
        10, "Number of training iterations", minimum=0, maximum=1000,
        help="Number of rounds of coding the samples and updating the atoms. 0: samples are used as atoms.",
    )  # fmt: skip
    coder: str = option(
        PURSUIT, "Sparse coder", choices=(PURSUIT, L1),
        help="orthogonal matching pursuit: a fixed number of atoms, fast. l1 minimisation: as in the paper, the "
             "number of atoms depends on the penalty; slightly more accurate and several times slower.",
    )  # fmt: skip
    nonzeros: int = option(
        3, "Number of atoms per patch", minimum=1, maximum=64,
        help="Maximum number of atoms per patch, with orthogonal matching pursuit.",
    )  # fmt: skip
    penalty: float = option(
        0.1, "Weight of the l1 penalty", unit="share of the largest product", minimum=0.001, maximum=0.999,
        help="Weight of the l1 norm relative to the fit. Larger values use fewer atoms. The selected atoms are "
             "fitted again without the penalty.",
    )  # fmt: skip
    normalisation: str = option(
        "mean and deviation", "Normalization of changes", choices=("mean and deviation", "deviation"),
        help="With two pairs: mean and deviation codes deviations from the mean change of the scene, which is "
             "used as in the coarse images; deviation codes the whole change, as some programs do.",
    )  # fmt: skip
    damping: float = option(
        0.03, "Damping of codes", unit="share of the atom energy", minimum=0.0, maximum=10.0,
        help="Prevents large coefficients of opposite sign for nearly identical atoms. 0: plain least squares.",
    )  # fmt: skip
    shrink: float = option(
        1.0, "Damping of fine atoms", unit="share of the atom energy", minimum=0.0, maximum=100.0,
        help="Shrinks fine atoms towards the coarse change (two pairs) or towards no detail (one pair), more "
             "strongly where few samples support them. 0: no shrinkage.",
    )  # fmt: skip
    delta: float = option(
        0.2, "Threshold for combining both pairs", minimum=0.0, maximum=2.0,
        help="With two pairs: the amount of change to each date is the mean change of normalized differences of "
             "bands, 0 to 2. Where both amounts differ by more than this value, only the date with less change "
             "is used.",
    )  # fmt: skip
    largest_ratio: float = option(
        2.0, "Maximum modulation", minimum=1.0, maximum=100.0,
        help="With one pair: fine detail is multiplied by the ratio of the images of both dates, limited to this "
             "value and its inverse. 1: no multiplication.",
    )  # fmt: skip
    ratio: int = shared.ratio("With one pair: ")
    value_range: str = shared.value_range()
