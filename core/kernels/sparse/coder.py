"""How a vector is written as a sum of few atoms: the options and constants of all versions of the kernel."""

from __future__ import annotations

from dataclasses import dataclass

PURSUIT, L1 = "orthogonal matching pursuit", "l1 minimisation"

# Rounds of coordinate descent; it ends earlier once nothing moves.
ROUNDS = 200

# A further atom is not taken if it lies within the span of those taken: what is left of its squared length is rounding.
SPANNED = 1e-8

# Share of a vector's length below which a correlation with an atom is rounding.
NOTHING = 1e-12


@dataclass(frozen=True)
class Coder:
    """How a vector is written as a sum of few atoms.

    Attributes
    ----------
    kind : str
        `PURSUIT` or `L1`.
    most : int
        Most atoms for a vector, in pursuit.
    tolerance : float
        Pursuit ends where the rest is at most this share of the vector's length.
    penalty : float
        Weight of the l1 norm, as a share of the largest product of the vector with an atom.
    damping : float
        Ridge on the weights of the chosen atoms. Without it atoms that nearly coincide are given huge weights of
        opposite sign.
    """

    kind: str = PURSUIT
    most: int = 3
    tolerance: float = 0.0
    penalty: float = 0.1
    damping: float = 0.0
