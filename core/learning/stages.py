"""Training stages: which networks are trained on which samples with which loss."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Tensor = Any  # torch is not imported where networks are only declared
Batch = Mapping[str, Tensor]
Networks = Mapping[str, Any]

PREDICTION, LOSS = "prediction", "loss"

CONSTANT, STEP, EXPONENTIAL, COSINE, PLATEAU = "constant", "step", "exponential", "cosine", "plateau"
LINEAR, MILESTONES = "linear", "milestones"


@dataclass(frozen=True)
class Schedule:
    """Learning rate schedule over the epochs.

    Attributes
    ----------
    kind : str
        ``constant``; ``step``: times `factor` every `every` epochs; ``exponential``: times `factor` after each epoch;
        ``cosine`` and ``linear``: decay to `factor` times the initial rate at the end; ``plateau``: times `factor`
        after more than `every` epochs without a better validation; ``milestones``: times `factor` at each of the epochs
        `at`.
    """

    kind: str = CONSTANT
    factor: float = 0.1
    every: int = 10
    at: tuple[int, ...] = ()


@dataclass(frozen=True)
class Optimiser:
    """Optimiser settings: `kind` is ``adam``, ``adamw``, ``sgd`` or ``rmsprop``; `rate` 0 uses that of the training."""

    kind: str = "adam"
    rate: float = 0.0
    betas: tuple[float, float] = (0.9, 0.999)
    decay: float = 0.0
    momentum: float = 0.0
    clip: float = 0.0  # maximum norm of the gradient; 0 does not clip
    schedule: Schedule = Schedule()


LEAST_SQUARES, WASSERSTEIN = "least squares", "wasserstein"


@dataclass(frozen=True)
class Adversary:
    """Discriminator that is trained alternately with the generator.

    Attributes
    ----------
    network : str
        Its name in the networks.
    kind : str
        ``least squares`` (Mao et al. 2017) on its output, a single score or a map of patch scores; ``wasserstein`` with
        weights clipped to `clip` (Arjovsky et al. 2017).
    weight : float
        Weight of the adversarial loss of the generator.
    condition : str
        Name of an image of the batch that is passed to it as condition; empty for none.
    warm_up : int
        Initial epochs in which the generator is trained without it.
    optimiser : Optimiser
    """

    network: str = "discriminator"
    kind: str = LEAST_SQUARES
    weight: float = 1e-2
    condition: str = ""
    warm_up: int = 0
    clip: float = 0.01
    optimiser: Optimiser = Optimiser()


@dataclass(frozen=True)
class Outcome:
    """Result of a loss function.

    Attributes
    ----------
    terms : mapping of str to Tensor
        Weighted terms: their sum is minimised, each is logged by its name.
    prediction : Tensor, optional
        Prediction for the discriminator, compared with ``fine_2`` of the batch.
    """

    terms: Mapping[str, Tensor]
    prediction: Tensor = None


@dataclass(frozen=True)
class Moment:
    """Progress of a training stage, for losses that depend on it.

    Attributes
    ----------
    epoch : int
        Of the stage, from 0.
    done : float
        Completed share of the stage, 0 to 1.
    random : torch.Generator
        For noise; seeded by the epoch, so that a resumed training draws the same numbers.
    rows : sequence of dict
        History of the earlier epochs of the stage: the terms of their losses by name.
    """

    epoch: int
    done: float
    random: Any
    rows: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Stage:
    """One training stage.

    Attributes
    ----------
    name : str
    trains : tuple of str
        Names of the networks that are trained; all others except the discriminator are frozen.
    loss : callable(networks, batch, moment) -> Outcome
    regime : str
        Regime of its samples; empty for that of the network.
    share : float
        Its epochs as a share of those of the training.
    optimiser : Optimiser
    adversary : Adversary or None
    ema : float
        Decay of an exponential moving average of the weights, which is validated and stored instead of them; 0 for
        none.
    monitor : str
        Criterion of the best epoch: ``prediction``, the smallest prediction error on the held-out samples; ``loss``,
        the smallest loss.
    edge : int
        Patches of this stage are larger than those of the training by this factor.
    prepare : callable(networks, batch, run), optional
        Called once before the first epoch, with some samples: for parameters computed in closed form instead of by
        gradient descent.
    """

    name: str
    trains: tuple[str, ...]
    loss: Callable[[Networks, Batch, Moment], Outcome]
    regime: str = ""
    share: float = 1.0
    optimiser: Optimiser = Optimiser()
    adversary: Adversary | None = None
    ema: float = 0.0
    monitor: str = PREDICTION
    edge: int = 1
    prepare: Callable[[Networks, Batch, Any], None] | None = None


def rate_factor(schedule: Schedule, epoch: int, epochs: int, monitored: list[float]) -> float:
    """Returns the factor of the initial learning rate in an epoch.

    It depends on the history alone, so that a resumed training needs no scheduler state.

    Parameters
    ----------
    schedule : Schedule
    epoch : int
        From 0.
    epochs : int
        Of the stage.
    monitored : list of float
        Validation errors of the epochs before, for ``plateau``.
    """
    if schedule.kind == STEP:
        return float(schedule.factor ** (epoch // schedule.every))
    if schedule.kind == EXPONENTIAL:
        return float(schedule.factor**epoch)
    if schedule.kind == COSINE:
        return schedule.factor + (1 - schedule.factor) * 0.5 * (1 + math.cos(math.pi * min(epoch / max(epochs, 1), 1)))
    if schedule.kind == MILESTONES:
        return float(schedule.factor ** sum(epoch >= milestone for milestone in schedule.at))
    if schedule.kind == LINEAR:
        return 1 - (1 - schedule.factor) * min(epoch / max(epochs, 1), 1)
    if schedule.kind != PLATEAU:
        return 1.0
    factor, best, waited = 1.0, math.inf, 0
    for value in monitored:
        if value < best:
            best, waited = value, 0
        else:
            waited += 1
        if waited > schedule.every:
            factor, waited = factor * schedule.factor, 0
    return factor
