"""Options that all networks share: their weights, and their training on the scene if no weights are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..fusion.method import option
from .normalise import KINDS, PER_BAND
from .plan import Training
from .samples import Variation
from .size import SIZES, SOURCE

WEIGHTS_FILES = "STFusion weights (*.safetensors)"


@dataclass(frozen=True)
class LearningOptions:
    """Base class of the options of every network."""

    weights: str = option(
        "", "Weights", file=WEIGHTS_FILES,
        help="File of weights that Train network has written for this network and these bands. Empty: the network "
        "first learns from the pairs of this scene, which needs at least two of them.",
    )  # fmt: skip
    save_weights: str = option(
        "", "Output weights", file=WEIGHTS_FILES, saved=True,
        help="File for the weights trained on this scene, to use them again. Ignored if weights are given.",
    )  # fmt: skip
    size: str = option(
        SOURCE, "Size of the network", choices=SIZES,
        help="small: fewer channels, smaller patches and batches, and a higher learning rate, which learns far "
             "more in the same time on a CPU. It replaces options that are at their default; the help page lists "
             "the values. Given weights keep the size that they were trained with.",
    )  # fmt: skip
    minutes: float = option(
        10.0, "Maximum training time", unit="minutes", minimum=0.0, maximum=100000.0,
        help="Training on the scene ends after this time, with the best state so far. 0 waits for all epochs.",
    )  # fmt: skip
    epochs: int = option(
        0, "Epochs", minimum=0, maximum=1000000,
        help="Rounds through the samples of the scene. 0 = as published.",
    )  # fmt: skip
    batch: int = option(
        0, "Batch size", unit="samples", minimum=0, maximum=4096,
        help="Samples that the network sees before its weights are changed. 0 = as published; fewer need less memory.",
    )  # fmt: skip
    patch: int = option(
        0, "Patch size", unit="fine pixels", minimum=0, maximum=4096,
        help="Side length of the squares that are cut out for training. 0 = as published, or what the scene has "
             "room for.",
    )  # fmt: skip
    rate: float = option(
        0.0, "Learning rate", minimum=0.0, maximum=10.0,
        help="Size of the steps in which weights are changed. 0 = as published; choose a tenth if the loss jumps.",
    )  # fmt: skip
    normalisation: str = option(
        PER_BAND, "Range of values", choices=KINDS,
        help="per band brings what nearly all values of a band lie in to the network's range, which learns faster and "
        "suits any quantity. reflectance takes 0 to 1 in all bands, as the papers do.",
    )  # fmt: skip
    seed: int = option(
        0, "Seed", minimum=0, maximum=2**31 - 1,
        help="Start of all random choices; the same seed gives the same result on the same device.",
    )  # fmt: skip
    tile: int = option(
        0, "Tile size", unit="fine pixels", minimum=0, maximum=8192,
        help="Side length of the squares that are predicted at once; neighbours overlap and are blended. 0 = as "
             "published, and for HPLTS-GAN, MLFF-GAN and SDCS, which take statistics of whole squares, at most "
             "that of the patches that they learnt from. Larger tiles are a little faster and need more memory.",
    )  # fmt: skip


def scene_training(options: Any) -> Training:
    """Returns the settings for training a network on the scene that it predicts."""
    return Training(
        epochs=options.epochs,
        batch=options.batch,
        patch=options.patch,
        rate=options.rate,
        minutes=options.minutes,
        seed=options.seed,
        variation=Variation(),
    )
