"""Options shared by several methods, declared once so that their texts are the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..core.fusion.method import option
from ..core.learning.options import LearningOptions

# Training samples of networks with a stream for each pair.
SPANS, TRIPLETS = "between the pairs", "with fine images between"


def ratio(condition: str = "") -> Any:
    """Returns the option for the resolution ratio; `condition` states when it is used."""
    return option(
        0, "Resolution ratio (coarse / fine)", minimum=0, maximum=500,
        help=f"{condition}0 = automatic: from the pixel sizes. Set it if the coarse images were already resampled to the fine "
        "grid.",
    )  # fmt: skip


def value_range(outside: str = "Range of predicted values.") -> Any:
    """Returns the option for the range of values (`core.fusion.statistics.value_range`).

    `outside` describes the treatment of values beyond it.
    """
    return option(
        "auto", "Range of values",
        help=f"{outside} auto: reflectance 0 to 1, or wider if the inputs are. Or the minimum and maximum value, such as 0 1.",
    )  # fmt: skip


def neighbours() -> Any:
    """Returns the option for the number of similar pixels, for methods that end with `core.kernels.neighbours`."""
    return option(
        20, "Number of similar pixels", minimum=1, maximum=500,
        help="Number of the most similar pixels that are averaged: more pixels give a smoother result and hide "
             "the edges of coarse pixels, fewer pixels keep more detail.",
    )  # fmt: skip


def width(default: int, multiple: str = "") -> Any:
    """Returns the option for the channels of the first layers of a network; given weights take precedence."""
    return option(
        default, "Width", unit="channels", minimum=1, maximum=1024,
        help=f"Channels of the first layers; the others grow with it.{multiple} The default is as published. Smaller "
        "values are faster and need less memory, but reduce the capacity of the network.",
    )  # fmt: skip


def learns_from(default: str = SPANS) -> Any:
    """Returns the option for the training samples: spans between two dates, or three dates."""
    return option(
        default, "Training samples from", choices=(SPANS, TRIPLETS),
        help="between the pairs requires two dates with a fine image. with fine images between uses three dates "
             "at a time, and is more accurate for series with many dates.",
    )  # fmt: skip


def consistency(subjects: str) -> Any:
    """Returns the option for the weight of the consistency loss; `subjects` names what predicts the parts."""
    return option(
        1.0, "Weight of the consistency loss", minimum=0.0, maximum=100.0,
        help=f"Weight of the loss that requires that the changes of both {subjects} sum up to the whole change between the "
        "pairs.",
    )  # fmt: skip


def switch(size: int) -> Any:
    """Returns the option for the limit of combining both predictions; `size` is that of the range of the network."""
    return option(
        0.2, "Threshold for combining both pairs", unit="range of values", minimum=0.0, maximum=2.0,
        help="Both predictions are weighted by the inverse of the mean coarse change of the scene. If the changes differ "
        f"by more than this value, only the pair with the smaller change is used. The normalized range is {size}.",
    )  # fmt: skip


@dataclass(frozen=True)
class TwoStreams(LearningOptions):
    """Options of networks with two streams, except those of their layers."""

    learns_from: str = learns_from()
    consistency: float = consistency("streams")
    switch: float = switch(2)


def adversarial(default: float, beside: str) -> Any:
    """Returns the option for the weight of the discriminator in the loss; `beside` names the other terms."""
    return option(
        default, "Weight of the adversarial loss", minimum=0.0, maximum=10.0,
        help=f"Weight of the adversarial loss relative to {beside}. 0 = no discriminator.",
    )  # fmt: skip


def steps(default: int, source: str) -> Any:
    """Returns the option for the sampling steps of a diffusion model; `source` states the origin of the default."""
    return option(
        default, "Number of steps", minimum=1, maximum=1000,
        help=f"Number of passes through the network per draw. {source}",
    )  # fmt: skip


def eta(default: float, source: str) -> Any:
    """Returns the option for the new noise in each sampling step; `source` explains the values."""
    return option(
        default, "Noise per step", minimum=0.0, maximum=1.0,
        help=f"Amount of noise added per step. {source}",
    )  # fmt: skip


def draws() -> Any:
    """Returns the option for the number of predictions that a diffusion model draws."""
    return option(
        1, "Number of draws", minimum=1, maximum=100,
        help="Number of predictions that are drawn; their mean is the result, and with two or more their "
             "standard deviation is the uncertainty. The time increases with this number.",
    )  # fmt: skip


def times(default: int, source: str = "The default is as published.") -> Any:
    """Returns the option for the number of times of a diffusion process."""
    return option(
        default, "Number of diffusion steps in training", minimum=2, maximum=4000,
        help=f"Number of time steps between image and noise in the training. {source}",
    )  # fmt: skip


def eighths(default: int) -> Any:
    """Returns the option for the channels of a network whose layers need multiples of 8."""
    return option(
        default, "Width", unit="channels", minimum=8, maximum=1024, multiple=8,
        help="Channels of the layers, a multiple of 8. The default is as published. Smaller values are faster "
             "and need less memory, but reduce the capacity of the network.",
    )  # fmt: skip


def level_width(default: int, multiple: int, others: str = "", most: int = 512) -> Any:
    """Returns the option for the channels of the first of several levels; `others` describes the other levels."""
    return option(
        default, "Width", unit="channels", minimum=multiple, maximum=most, multiple=multiple,
        help=f"Channels of the first level, a multiple of {multiple}{others}. The default is as published. Smaller "
        "values are faster and need less memory, but reduce the capacity of the network.",
    )  # fmt: skip


def swin_width() -> Any:
    """Returns the option for the channels of the first level of a Swin transformer."""
    return level_width(64, 16, "; they double at each level", most=256)


def swin_window(times: int) -> Any:
    """Returns the option for the attention window of a Swin transformer with tiles of `times` windows."""
    return option(
        8, "Attention window size", unit="pixels", minimum=2, maximum=16,
        help=f"Side length of the attention windows. Tiles and patches are multiples of {times} times this "
        f"value: 8, as published, requires {8 * times} pixels, 4 requires {4 * times}.",
    )  # fmt: skip
