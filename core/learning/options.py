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
        help="Weights file written by Train network for this network and these bands. Empty: the network is "
             "first trained on the pairs of this scene, which requires at least two pairs.",
    )  # fmt: skip
    save_weights: str = option(
        "", "Output weights", file=WEIGHTS_FILES, saved=True,
        help="File for the weights that are trained on this scene, to reuse them. Ignored if weights are set.",
    )  # fmt: skip
    size: str = option(
        SOURCE, "Size of the network", choices=SIZES,
        help="small: fewer channels, smaller patches and batches, and a higher learning rate; on a CPU, the "
             "network learns far more in the same time. It replaces options that are at their default; the help "
             "page lists the values. Weights that are set keep their size.",
    )  # fmt: skip
    minutes: float = option(
        10.0, "Maximum training time", unit="minutes", minimum=0.0, maximum=100000.0,
        help="The training on the scene stops after this time with the best weights so far. 0 = no limit.",
    )  # fmt: skip
    epochs: int = option(
        0, "Epochs", minimum=0, maximum=1000000,
        help="Number of passes through the samples of the scene. 0 = as published.",
    )  # fmt: skip
    batch: int = option(
        0, "Batch size", unit="samples", minimum=0, maximum=4096,
        help="Number of samples per update of the weights. 0 = as published; smaller batches need less memory.",
    )  # fmt: skip
    patch: int = option(
        0, "Patch size", unit="fine pixels", minimum=0, maximum=4096,
        help="Side length of the training patches. 0 = as published, or the largest size that fits into the scene.",
    )  # fmt: skip
    rate: float = option(
        0.0, "Learning rate", minimum=0.0, maximum=10.0,
        help="Step size of the weight updates. 0 = as published; divide it by ten if the loss is unstable.",
    )  # fmt: skip
    normalisation: str = option(
        PER_BAND, "Range of values", choices=KINDS,
        help="per band: scales the range of nearly all values of each band to the range of the network, which "
             "trains faster and is suitable for any quantity. reflectance: 0 to 1 in all bands, as in the papers.",
    )  # fmt: skip
    seed: int = option(
        0, "Seed", minimum=0, maximum=2**31 - 1,
        help="Seed of the random number generators. The same seed gives the same result on the same device.",
    )  # fmt: skip
    tile: int = option(
        0, "Tile size", unit="fine pixels", minimum=0, maximum=8192,
        help="Side length of the tiles; neighbouring tiles overlap and are blended. 0 = as published, and for "
             "HPLTS-GAN, MLFF-GAN and SDCS, which use statistics of whole tiles, not larger than the training "
             "patches. Larger tiles are slightly faster and need more memory.",
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
