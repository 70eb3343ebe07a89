"""Options and constants of sparse coding, shared by all versions of the kernel."""

from __future__ import annotations

from dataclasses import dataclass

PURSUIT, L1 = "orthogonal matching pursuit", "l1 minimisation"

# Maximum number of rounds of coordinate descent; it ends earlier once nothing changes.
ROUNDS = 200

# An atom is rejected if it lies within the span of the atoms chosen before: its remaining squared length is rounding.
SPANNED = 1e-8

# Fraction of a vector's length below which a correlation with an atom is rounding.
NOTHING = 1e-12


@dataclass(frozen=True)
class Coder:
    """How a vector is coded as a sum of few dictionary atoms.

    Attributes
    ----------
    kind : str
        `PURSUIT` or `L1`.
    most : int
        Maximum number of atoms for a vector, in pursuit.
    tolerance : float
        Pursuit ends if the length of the residual is at most this fraction of the vector's length.
    penalty : float
        Weight of the l1 norm, as a fraction of the largest product of the vector with an atom.
    damping : float
        Ridge on the weights of the chosen atoms. Without it nearly identical atoms get huge weights of opposite sign.
    """

    kind: str = PURSUIT
    most: int = 3
    tolerance: float = 0.0
    penalty: float = 0.1
    damping: float = 0.0
