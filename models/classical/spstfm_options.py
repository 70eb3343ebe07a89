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
        help="Side length of the square patches that are coded. Larger ones hold more structure, and need more "
             "samples to learn it.",
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
        help="Maximum number of atoms per patch, with orthogonal matching pursuit.",
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
