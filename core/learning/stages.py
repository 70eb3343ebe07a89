"""The stages of a training: what is trained in each, on which samples, by which loss."""

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
    """How the learning rate falls with the epochs.

    Attributes
    ----------
    kind : str
        ``constant``; ``step``: times `factor` after every `every` epochs; ``exponential``: times `factor` after each;
        ``cosine`` and ``linear``: to `factor` times the first rate at the end; ``plateau``: times `factor` after `every` epochs
        without a better validation; ``milestones``: times `factor` at each of the epochs `at`.
    """

    kind: str = CONSTANT
    factor: float = 0.1
    every: int = 10
    at: tuple[int, ...] = ()


@dataclass(frozen=True)
class Optimiser:
    """Attributes: `kind` is ``adam``, ``adamw``, ``sgd`` or ``rmsprop``; `rate` 0 takes that of the training."""

    kind: str = "adam"
    rate: float = 0.0
    betas: tuple[float, float] = (0.9, 0.999)
    decay: float = 0.0
    momentum: float = 0.0
    clip: float = 0.0  # of the norm of the gradient; 0 does not clip
    schedule: Schedule = Schedule()


LEAST_SQUARES, WASSERSTEIN = "least squares", "wasserstein"


@dataclass(frozen=True)
class Adversary:
    """A discriminator that is trained in turn with the generator.

    Attributes
    ----------
    network : str
        Its name among the networks.
    kind : str
        ``least squares`` (Mao et al. 2017) on what it gives, be that one number or a map of patches; ``wasserstein`` with
        weights clipped to `clip` (Arjovsky et al. 2017).
    weight : float
        Of the generator's adversarial loss beside its others.
    condition : str
        Name of an image of the batch that it sees beside the judged one; empty for none.
    warm_up : int
        Epochs in which the generator learns without it.
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
    """What a loss function gives.

    Attributes
    ----------
    terms : mapping of str to Tensor
        Weighted already: their sum is minimised, each is logged by its name.
    prediction : Tensor, optional
        For the adversary to judge, against ``fine_2`` of the batch.
    """

    terms: Mapping[str, Tensor]
    prediction: Tensor = None


@dataclass(frozen=True)
class Moment:
    """Where a training is, for losses that depend on it.

    Attributes
    ----------
    epoch : int
        Of the stage, from 0.
    done : float
        Share of the stage, 0 to 1.
    random : torch.Generator
        For noise; seeded by the epoch, so that a training that goes on draws what it would have drawn.
    rows : sequence of dict
        What the earlier epochs of the stage came to: the terms of their losses by name.
    """

    epoch: int
    done: float
    random: Any
    rows: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Stage:
    """One stage.

    Attributes
    ----------
    name : str
    trains : tuple of str
        Names of the networks that learn; all others are frozen.
    loss : callable(networks, batch, moment) -> Outcome
    regime : str
        Of its samples; empty for the network's own.
    share : float
        Its epochs as a share of those of the training.
    optimiser : Optimiser
    adversary : Adversary or None
    ema : float
        Decay of a moving average of the weights, which is validated and kept in their place; 0 for none.
    monitor : str
        ``prediction``: the best epoch has the least error of predictions of the held-out samples; ``loss``: the least loss.
    edge : int
        Patches of this stage are so many times larger than those of the training.
    prepare : callable(networks, batch, run), optional
        Called once before the first epoch, with some samples: for what is found in closed form and not by descent.
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
    """What the first learning rate is multiplied by in an epoch.

    A function of the past alone, so that a training that goes on needs no state of a scheduler.

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
