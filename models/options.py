"""Options that several methods share: declared once, so that they read alike everywhere."""

from __future__ import annotations

from typing import Any

from ..core.method import option


def ratio(condition: str = "") -> Any:
    """Fine pixels along a coarse one, for methods that compute on the coarse grid; `condition` says when it is used."""
    return option(
        0, "Fine pixels along a coarse one", minimum=0, maximum=500,
        help=f"{condition}0 finds it from the pixel sizes. State it where the coarse images were already resampled to the fine "
        "grid.",
    )  # fmt: skip


def value_range(outside: str = "Predictions are kept within.") -> Any:
    """Range of values, read by `core.statistics.value_range`; `outside` says what becomes of values beyond it."""
    return option(
        "auto", "Range of values",
        help=f"{outside} auto: reflectance from 0 to 1, wider where the inputs are. Or the lowest and the highest value, such "
        "as 0 1.",
    )  # fmt: skip


def neighbours() -> Any:
    """How many similar pixels are averaged, for methods that end with `core.kernels.neighbours`."""
    return option(
        20, "Number of similar pixels", minimum=1, maximum=500,
        help="How many of the most similar pixels are averaged: more is smoother and hides the edges of coarse pixels better, "
        "fewer keeps more detail.",
    )  # fmt: skip


def width(default: int, multiple: str = "") -> Any:
    """Channels of the first layers of a network; weights decide where they are given."""
    return option(
        default, "Width", unit="channels", minimum=1, maximum=1024,
        help=f"Channels of the first layers; the others grow with it.{multiple} The default is that of the source. Fewer are "
        "quicker, need less memory and are less able.",
    )  # fmt: skip
