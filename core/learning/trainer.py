"""Trainer of all networks: stages, discriminators, moving averages, validation, resuming, early stopping."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..run import Run
from ..runtime.allocator import kept_memory
from ..words import tr
from .adversarial import clip_weights, discriminator_loss, generator_loss
from .plan import Training
from .precision import half_precision, whole_precision
from .samples import Epochs
from .stages import LOSS, Moment, Optimiser, Outcome, Stage, rate_factor
from .state import load_arrays, load_optimiser, network_arrays, optimiser_arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .samples import Sample

_PREPARED = 16  # number of batches passed to the preparation of a stage

# Returns the normalised prediction (N, bands, rows, cols) for a batch.
Predict = Callable[[Mapping[str, Any], Mapping[str, Any]], Any]


@dataclass
class History:
    """History of the training.

    Attributes
    ----------
    rows : list of dict
        One for each epoch: stage, epoch, learning rate, loss and its terms, validation error, seconds.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)

    def monitored(self, stage: str) -> list[float]:
        return [row["validation"] for row in self.rows if row["stage"] == stage]


@dataclass(frozen=True)
class Data:
    """Samples of one stage: its epochs, and the held-out samples."""

    epochs: Epochs
    held_out: Sequence[Sample]


class Trainer:
    """Trains networks stage by stage.

    Parameters
    ----------
    networks : mapping of str to torch.nn.Module
    stages : sequence of Stage
    data : callable(Stage) -> Data
    predict : callable(networks, batch) -> Tensor
    training : Training
        With the defaults of the network filled in.
    device : str
    save : callable(), optional
        Called after each epoch, to save the state.
    """

    def __init__(
        self,
        networks: Mapping[str, Any],
        stages: Sequence[Stage],
        data: Callable[[Stage], Data],
        predict: Predict,
        training: Training,
        device: str,
        save: Callable[[], None] = lambda: None,
    ) -> None:
        self.networks, self._stages, self._data, self._predict = networks, stages, data, predict
        self._training, self._device, self._save = training, device, save
        self.history = History()
        self.best: dict[str, NDArray[Any]] = {}
        self._place = (0, 0)  # stage and epoch to run next
        self._arrays: dict[str, NDArray[Any]] = {}  # of a loaded state, until its stage takes them
        self._running: tuple[Any, ...] = ()

    def train(self, run: Run) -> None:
        """Trains until all stages are done, the time limit is reached or the user cancels.

        Afterwards the networks are the best ones.

        Raises
        ------
        Cancelled
            If the user cancelled; the best weights so far are loaded in this case, too.
        InputError
            If the loss is not finite.
        """
        counts = [max(1, round(stage.share * self._training.epochs)) for stage in self._stages]
        ends = time.monotonic() + 60 * self._training.minutes if self._training.minutes else math.inf
        names = {tr("Training {stage}", stage=tr(stage.name)): count for stage, count in zip(self._stages, counts)}
        steps = run.steps(**names)
        try:
            for number, (stage, count, step) in enumerate(zip(self._stages, counts, steps)):
                if number < self._place[0]:
                    continue
                # The remaining time is shared by the stages, so that each gets its part.
                left = sum(counts[number:])
                until = time.monotonic() + (ends - time.monotonic()) * count / left if ends < math.inf else ends
                with whole_precision, kept_memory:
                    self._stage(number, stage, count, until, step)
        finally:
            self._use_best()

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Returns the state that `resume` needs."""
        arrays = {f"networks.{key}": array for key, array in network_arrays(self.networks).items()}
        arrays |= {f"best.{key}": array for key, array in self.best.items()}
        for name, optimiser in zip(("optimiser", "opponent"), self._running):
            if optimiser is not None:
                arrays |= optimiser_arrays(optimiser, name)
        if len(self._running) == 3 and self._running[2]:
            arrays |= {f"average.{key}": array for key, array in self._running[2].items()}
        return {"place": list(self._place), "history": self.history.rows, "training": asdict(self._training)}, arrays

    def resume(self, facts: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> None:
        """Resumes from a state.

        Raises
        ------
        InputError
            If it does not fit these networks.
        """
        try:
            load_arrays(self.networks, {key[9:]: array for key, array in arrays.items() if key.startswith("networks.")})
            self._place = (int(facts["place"][0]), int(facts["place"][1]))
            self.history.rows = [dict(row) for row in facts["history"]]
        except (KeyError, ValueError, TypeError, IndexError, OverflowError, RuntimeError) as error:
            raise InputError(
                "The training state does not belong to this network with these options; start a new training, or "
                "set the same options."
            ) from error
        self.best = {key[5:]: array for key, array in arrays.items() if key.startswith("best.")}
        self._arrays = arrays

    def _stage(self, number: int, stage: Stage, count: int, until: float, run: Run) -> None:
        import torch

        data = self._data(stage)
        first = self._place[1] if self._place[0] == number else 0
        if first == 0:
            self.best = {}
            if stage.prepare is not None:
                self._prepare(stage, data, run)
        trained = [parameter for name in stage.trains for parameter in self.networks[name].parameters()]
        opponents = list(self.networks[stage.adversary.network].parameters()) if stage.adversary else []
        optimiser = _optimiser(stage.optimiser, trained, self._training.rate)
        opponent = _optimiser(stage.adversary.optimiser, opponents, self._training.rate) if stage.adversary else None
        average = self._average(stage) if stage.ema else {}
        if self._arrays and first:
            load_optimiser(optimiser, self._arrays, "optimiser")
            if opponent is not None:
                load_optimiser(opponent, self._arrays, "opponent")
            average = {key[8:]: array for key, array in self._arrays.items() if key.startswith("average.")} or average
        self._arrays = {}
        self._running = (optimiser, opponent, average)
        base = [group["lr"] for group in optimiser.param_groups]
        for epoch in range(first, count):
            run.check()
            started = time.monotonic()
            factor = rate_factor(stage.optimiser.schedule, epoch, count, self.history.monitored(stage.name))
            for group, rate in zip(optimiser.param_groups, base):
                group["lr"] = rate * factor
            if opponent is not None and stage.adversary is not None:
                rate = stage.adversary.optimiser.rate or self._training.rate
                opponent.param_groups[0]["lr"] = rate * rate_factor(
                    stage.adversary.optimiser.schedule, epoch, count, self.history.monitored(stage.name)
                )
            random = torch.Generator(device=self._device).manual_seed(self._seed(number, epoch))
            with _seeded(self._seed(number, epoch), self._device):
                terms = self._epoch(stage, data, epoch, count, optimiser, opponent, average, random, run)
                scores = self._validate(stage, data, average)
            self._keep(stage, number, epoch, {**terms, **scores}, base[0] * factor, time.monotonic() - started, average)
            self._place = (number, epoch + 1)
            run.progress((epoch + 1) / count)
            run.info(_line(self.history.rows[-1], count))
            self._save()
            if time.monotonic() > until:
                run.info(
                    "Time limit reached after {done} of {count} epochs of the stage '{name}'.",
                    done=epoch + 1,
                    count=count,
                    name=stage.name,
                )
                break
            if self._training.patience and _waited(self.history.monitored(stage.name)) >= self._training.patience:
                run.info(
                    "The validation error has not improved for {patience} epochs; the stage '{name}' ends.",
                    patience=self._training.patience,
                    name=stage.name,
                )
                break
        self._use_best()
        self._place = (number + 1, 0)
        self._running = ()
        run.progress(1)

    def _prepare(self, stage: Stage, data: Data, run: Run) -> None:
        """Passes batches of the first epoch to the stage's preparation, which computes parameters in closed form."""
        some = [sample for batch, _ in zip(data.epochs.batches(0), range(_PREPARED)) for sample in batch]
        if stage.prepare is not None:
            stage.prepare(self.networks, self.batch(some), run)

    def _epoch(
        self, stage: Stage, data: Data, epoch: int, count: int, optimiser: Any, opponent: Any,
        average: dict[str, NDArray[Any]], random: Any, run: Run,
    ) -> dict[str, float]:  # fmt: skip
        """Trains one epoch; returns the mean of each term of the loss."""
        self._set_modes(stage)
        sums: dict[str, float] = {}
        steps = data.epochs.steps
        earlier = [row for row in self.history.rows if row["stage"] == stage.name]
        moment = Moment(epoch, epoch / max(count - 1, 1), random, earlier)
        with ThreadPoolExecutor(1, "stfusion-samples") as reader:
            waiting = data.epochs.batches(epoch)
            ahead = reader.submit(next, waiting, None)
            for step in range(steps):
                run.check()
                samples = ahead.result()
                ahead = reader.submit(next, waiting, None)
                if samples is None:
                    break
                terms = self._step(stage, self.batch(samples), moment, optimiser, opponent, step / steps)
                if average:
                    self._update(stage, average, epoch * steps + step)
                for name, value in terms.items():
                    sums[name] = sums.get(name, 0.0) + value / steps
                run.progress((epoch + (step + 1) / steps) / count)
        return sums

    def _step(
        self, stage: Stage, batch: dict[str, Any], moment: Moment, optimiser: Any, opponent: Any, within: float
    ) -> dict[str, float]:
        import torch

        adversary = stage.adversary if stage.adversary and moment.epoch >= stage.adversary.warm_up else None
        with half_precision(self._device, self._training.mixed):
            outcome: Outcome = stage.loss(self.networks, batch, moment)
        terms = {name: value.float() for name, value in outcome.terms.items()}
        found: dict[str, float] = {}
        if adversary is not None and opponent is not None:
            # The discriminator is trained first, on a detached prediction: no gradient reaches the generator.
            _freeze(self.networks[adversary.network], False)
            loss = discriminator_loss(adversary, self.networks, outcome.prediction.float(), batch)
            opponent.zero_grad(set_to_none=True)
            loss.backward()
            opponent.step()
            clip_weights(adversary, self.networks)
            _freeze(self.networks[adversary.network], True)
            terms["adversary"] = generator_loss(adversary, self.networks, outcome.prediction.float(), batch)
            found["discriminator"] = float(loss.detach())
        total = torch.stack(list(terms.values())).sum()
        if not bool(torch.isfinite(total)):
            raise InputError("The loss is not a finite number: the training has diverged. Set a smaller learning rate.")
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        if stage.optimiser.clip:
            torch.nn.utils.clip_grad_norm_(
                [p for group in optimiser.param_groups for p in group["params"]], stage.optimiser.clip
            )
        optimiser.step()
        found |= {name: float(value.detach()) for name, value in terms.items()}
        found["loss"] = float(total.detach())
        return found

    def batch(self, samples: Sequence[Sample]) -> dict[str, Any]:
        """Returns samples as one batch on the device, each image (N, bands, rows, cols)."""
        import torch

        return {
            name: torch.as_tensor(np.stack([sample[name] for sample in samples])).to(self._device)
            for name in samples[0]
        }

    def _validate(self, stage: Stage, data: Data, average: dict[str, NDArray[Any]]) -> dict[str, Any]:
        """Returns the error on the held-out samples: RMSE per band in the network's range, or the loss."""
        import torch

        kept = network_arrays(self.networks) if average else {}
        if average:
            self._load_average(stage, average)
        for network in self.networks.values():
            network.eval()
        size = max(1, self._training.batch)
        groups = [data.held_out[start : start + size] for start in range(0, len(data.held_out), size)]
        squares, weights, losses = 0.0, 0.0, []
        with torch.no_grad():
            for number, samples in enumerate(groups):
                batch = self.batch(samples)
                if stage.monitor == LOSS or "fine_2" not in batch:
                    random = torch.Generator(device=self._device).manual_seed(number)
                    outcome = stage.loss(self.networks, batch, Moment(0, 1.0, random))
                    losses.append(float(sum(value.detach() for value in outcome.terms.values())))
                    continue
                error = (self._predict(self.networks, batch).float() - batch["fine_2"]).square() * batch["mask"]
                squares = squares + error.sum(dim=(0, 2, 3)).double().cpu().numpy()
                weights += float(batch["mask"].sum())
        if kept:
            load_arrays(self.networks, kept)
        if losses:
            return {"validation": float(np.mean(losses))}
        bands = np.sqrt(squares / max(weights, 1))
        return {"validation": float(np.mean(bands)), "bands": [float(value) for value in np.atleast_1d(bands)]}

    def _keep(
        self, stage: Stage, number: int, epoch: int, facts: dict[str, Any], rate: float, seconds: float,
        average: dict[str, NDArray[Any]],
    ) -> None:  # fmt: skip
        """Adds an epoch to the history, and keeps the weights if it is the best of its stage."""
        earlier = self.history.monitored(stage.name)
        self.history.rows.append(
            {"stage": stage.name, "epoch": epoch + 1, "rate": rate, "seconds": round(seconds, 3), **facts}
        )
        if not self.best or facts["validation"] < min(earlier, default=math.inf):
            self.best = network_arrays(self.networks)
            self.best.update({key: array.copy() for key, array in average.items()})

    def _use_best(self) -> None:
        if self.best:
            load_arrays(self.networks, self.best)

    def _set_modes(self, stage: Stage) -> None:
        learning = {*stage.trains, *([stage.adversary.network] if stage.adversary else [])}
        for name, network in self.networks.items():
            network.train(name in learning)
            _freeze(network, name not in learning)

    def _average(self, stage: Stage) -> dict[str, NDArray[Any]]:
        arrays = network_arrays({name: self.networks[name] for name in stage.trains})
        return {key: array.copy() for key, array in arrays.items()}

    def _update(self, stage: Stage, average: dict[str, NDArray[Any]], step: int) -> None:
        """Updates the exponential moving average; it decays faster at the start, when the weights still change much."""
        decay = min(stage.ema, (1 + step) / (10 + step))
        for key, array in network_arrays({name: self.networks[name] for name in stage.trains}).items():
            if array.dtype.kind == "f":
                average[key] += (1 - decay) * (array - average[key])
            else:
                average[key] = array.copy()

    def _load_average(self, stage: Stage, average: dict[str, NDArray[Any]]) -> None:
        load_arrays({name: self.networks[name] for name in stage.trains}, average)

    def _seed(self, stage: int, epoch: int) -> int:
        return (self._training.seed * 1_000_003 + stage * 10_007 + epoch) % 2**31


def _optimiser(wish: Optimiser, parameters: Sequence[Any], rate: float) -> Any:
    import torch

    rate = wish.rate or rate
    if wish.kind == "adam":
        return torch.optim.Adam(parameters, rate, wish.betas, weight_decay=wish.decay)
    if wish.kind == "adamw":
        return torch.optim.AdamW(parameters, rate, wish.betas, weight_decay=wish.decay)
    if wish.kind == "sgd":
        return torch.optim.SGD(parameters, rate, momentum=wish.momentum, weight_decay=wish.decay)
    return torch.optim.RMSprop(parameters, rate, weight_decay=wish.decay, momentum=wish.momentum)


def _freeze(network: Any, frozen: bool) -> None:
    for parameter in network.parameters():
        parameter.requires_grad_(not frozen)


class _seeded:  # noqa: N801 - reads as a word in a with statement
    """Seeds torch's random numbers (dropout, noise) inside a with block, and restores the previous state afterwards."""

    def __init__(self, seed: int, device: str) -> None:
        import torch

        self._seed, self._fork = seed, torch.random.fork_rng(devices=[0] if device.startswith("cuda") else [])

    def __enter__(self) -> None:
        import torch

        self._fork.__enter__()
        torch.manual_seed(self._seed)

    def __exit__(self, *error: object) -> None:
        self._fork.__exit__(*error)


def _waited(monitored: Sequence[float]) -> int:
    """Returns the number of epochs since the best one."""
    return len(monitored) - 1 - int(np.argmin(monitored)) if monitored else 0


def _line(row: dict[str, Any], count: int) -> str:
    return tr(
        "{stage}, epoch {epoch} of {count}: loss {loss:.5f}, validation {validation:.5f}, {seconds:.1f} s.",
        stage=tr(row["stage"]).capitalize(),
        epoch=row["epoch"],
        count=count,
        loss=row["loss"],
        validation=row["validation"],
        seconds=row["seconds"],
    )
