"""Training of a method from images to networks: on the pairs of a scene, or on a series."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import InputError
from ..fusion.guesses import COARSE_CHANGE, FINE_UNCHANGED, TWO_SIDED, simple_guesses
from ..run import Run
from ..runtime.device import Device
from ..scenes.scene import Scene
from ..words import later
from .context import cropped, padded
from .images import Images, gather
from .needs import Shape
from .network import NetworkMethod
from .plan import VALIDATION_SAMPLES, Split, Training, split
from .sample_dates import SampleDates, nearest_references, sample_dates
from .samples import Cutter, Epochs, held_out
from .size import SOURCE
from .stages import PREDICTION, Stage
from .state import StateFile, read_state
from .tile_reader import ratio_of
from .trained import Trained, ready
from .trainer import Data, Trainer

# Simple guesses on the held-out samples, by name: their keys in the description of weights.
FLOORS = {FINE_UNCHANGED: "unchanged", COARSE_CHANGE: "coarse change", TWO_SIDED: "two-sided coarse change"}


def train_on_scene(
    method: NetworkMethod, scene: Scene, options: Any, training: Training, device: Device, run: Run
) -> Trained:
    """Trains on the pairs of a scene.

    Raises
    ------
    InputError
        If the scene is too small or has no valid pixels to train on.
    Cancelled
    """
    reading, learning = run.steps(Reading_images=1, Training=19)
    needs = method.needs_of(options)
    ratio, nested = ratio_of(scene, needs, getattr(options, "ratio", 0), run)
    images = gather(
        scene.grid, scene.bands, scene.pairs, reading,
        kind=options.normalisation, needs=needs, ratio=ratio, nested=nested, rest=method.reads_rest(options),
    )  # fmt: skip
    reading.progress(1)
    run.info(
        "No weights given: {title} is trained on {count} dates of this scene first.",
        title=method.info.title,
        count=len(scene.pairs),
    )
    session = TrainingSession(method, images, options, training, device)
    session.train(learning)
    return session.trained(later("trained on the scene itself"))


class TrainingSession:
    """The training of one method on one set of images.

    Parameters
    ----------
    method : NetworkMethod
    images : Images
    options : NetworkMethod.Options
    training : Training
    device : Device
    state : path, optional
        File of the training state, to resume from.
    """

    def __init__(
        self,
        method: NetworkMethod,
        images: Images,
        options: Any,
        training: Training,
        device: Device,
        state: Path | None = None,
    ) -> None:
        self.method, self.images, self.options = method, images, options
        self.training = training.completed(method.training_defaults(options.size))
        self.needs = method.needs_of(options)
        self.shape = Shape(len(images.bands), images.ratio, len(images.rest.lowest) if images.rest else 0)
        self._device = device
        self._state = StateFile(state, method.info.id)
        self.checked: list[dict[str, Any]] = []  # held-out samples of the last stage, for the report
        self._around = False  # whether their reference dates are on both sides of their target dates
        self._trainer = self._made()
        for stage in self._stages:  # checked now: a later stage may need more dates
            sample_dates(stage.regime or self.needs.regime, len(images.pairs))

    @property
    def history(self) -> list[dict[str, Any]]:
        return self._trainer.history.rows

    def train(self, run: Run) -> None:
        """Trains; afterwards the networks are the best ones, also when `Cancelled` is raised."""
        if not self._device.cuda and self.options.size == SOURCE and self.method.shrinks:
            run.info(
                "On a CPU, a network of the published size learns slowly; with SIZE=small, it learns more in the "
                "same time."
            )
        try:
            self._trainer.train(run)
        finally:
            self._state.write()

    def networks(self) -> dict[str, Any]:
        """Returns all networks by name, including those that only training needs."""
        return dict(self._trainer.networks)

    def resume(self, path: str | Path) -> None:
        """Resumes from a state. Raises `InputError` if it does not fit."""
        self._trainer.resume(*read_state(path, self.method.info.id))

    def trained(self, summary: str) -> Trained:
        """Returns the best networks, ready to predict, with their description."""
        networks = {name: self._trainer.networks[name] for name in self.method.deployed}
        final = [row for row in self.history if "bands" in row]
        facts = {
            "summary": summary,
            "epochs": len(self.history),
            "dates": [pair.date.isoformat() if pair.date else "" for pair in self.images.pairs],
            "held out": list(self.training.held_out),
            "rmse": min((row["validation"] for row in final), default=None),
            "floors": self.floors(),
            **{key: value for key, value in dataclasses.asdict(self.training).items() if key != "variation"},
        }
        card = self.method.card(
            self.shape, self.images.bands, self.images.normalisation, self.options, facts, self.history
        )
        return Trained(
            ready(networks, self._device.name), dataclasses.replace(card, pan=self.images.pan, rest=self.images.rest)
        )

    def floors(self) -> dict[str, float]:
        """Returns the RMSE of the simple guesses on the held-out samples, in the network's range, by `FLOORS`.

        The two-sided coarse change is included if all samples have reference dates on both sides of the target date.
        """
        errors: dict[str, list[float]] = {}
        weights: list[float] = []
        for sample in self.checked:
            if "fine_1" not in sample or "fine_2" not in sample:
                return {}
            mask = sample["mask"]
            pairs = [self._reference(sample, number) for number in ((1, 3) if self._around else (1,))]
            target = self._on_fine_grid(sample["coarse_2"])
            guesses = simple_guesses(target, pairs[0], tuple(pairs) if self._around else None)
            for name, title in FLOORS.items():
                if name in guesses:
                    error = np.square(guesses[name][0] - sample["fine_2"])
                    errors.setdefault(title, []).append((error * mask).sum(axis=(1, 2)))
            weights.append(float(mask.sum()))
        total = max(sum(weights), 1.0)
        return {name: float(np.sqrt(np.sum(parts, axis=0) / total).mean()) for name, parts in errors.items() if parts}

    def _reference(self, sample: dict[str, Any], number: int) -> tuple[Any, Any]:
        """Returns fine and coarse image of a reference date, on the fine grid; the mask of the sample holds for both."""
        fine = sample.get(f"sharp_{number}", sample[f"fine_{number}"])
        return (fine, np.True_), self._on_fine_grid(sample[f"coarse_{number}"])

    def _on_fine_grid(self, values: Any) -> tuple[Any, Any]:
        if self.images.nested is not None:
            values = np.repeat(np.repeat(values, self.images.ratio, 1), self.images.ratio, 2)
        return values, np.True_

    def predicted(self, sample: dict[str, Any]) -> Any:
        """Returns the normalised prediction (bands, rows, cols) of one held-out sample, for the report."""
        import torch

        with torch.no_grad():
            batch = self._trainer.batch([sample])
            return self._predict(self._trainer.networks, batch)[0].float().cpu().numpy()

    def _made(self) -> Trainer:
        import torch

        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.training.seed)
            networks = self.method.build(self.shape, self.options)
        networks = {name: network.to(self._device.name) for name, network in networks.items()}
        self._stages = self.method.stages(self.shape, self.options, self._parts().learning.edge)
        return Trainer(networks, self._stages, self._data, self._predict, self.training, self._device.name, self._save)

    def _predict(self, networks: Any, batch: Any) -> Any:
        import torch

        like = batch["fine_2"] if "fine_2" in batch else batch["fine_1"]

        def noise(step: int) -> Any:
            random = torch.Generator(device=like.device).manual_seed(self.training.seed + step)
            return torch.randn(like.shape, generator=random, device=like.device)

        images = {name: image for name, image in batch.items() if name not in ("fine_2", "mask")}
        answer = self.method.predict_batch(
            networks, {**padded(images, self.needs.context), "noise": noise}, self.options
        )
        return cropped(answer, *like.shape[-2:])

    def _data(self, stage: Stage) -> Data:
        regime = stage.regime or self.needs.regime
        training, count = self.training, len(self.images.pairs)
        parts = self._parts(stage.edge)
        cutter = Cutter(self.images, regime, parts.learning.edge)
        kept = list(training.held_out)
        learning = _without(sample_dates(regime, count), kept) if kept else sample_dates(regime, count)
        if not learning:
            raise InputError(
                "With {held} of {dates} dates for validation, too few dates are left for training; set fewer.",
                held=len(kept),
                dates=count,
            )
        # A stage monitored by its predictions is validated on the prediction task, independent of its training samples.
        checked_regime = self.needs.regime if stage.monitor == PREDICTION else regime
        checking = sample_dates(checked_regime, count, kept or None)
        if len(checking) > 4:
            checking = nearest_references(checking, self.images.days())
        self._around = all(_on_both_sides(dates) for dates in checking)
        cut = Cutter(self.images, checked_regime, parts.checking.edge)
        samples = held_out(cut, checking, parts.checking, VALIDATION_SAMPLES)
        self.checked = samples
        seed = (training.seed, [one.name for one in self._stages].index(stage.name))
        epochs = Epochs(cutter, learning, parts.learning, training.batch, training.samples, training.variation, seed)
        return Data(epochs, samples)

    def _parts(self, factor: int = 1) -> Split:
        return split(self.images, self.needs, self.training, factor)

    def _save(self) -> None:
        self._state.keep(self._trainer.state)


def _on_both_sides(dates: SampleDates) -> bool:
    """Whether a sample has a reference before and one after its target date; a mixed target lies between them."""
    if dates.first is None or dates.last is None:
        return False
    return dates.target is None or dates.first < dates.target < dates.last


def _without(found: list[Any], kept: list[int]) -> list[Any]:
    """Returns the samples that do not use any held-out date."""
    return [dates for dates in found if not {dates.first, dates.target, dates.last} & set(kept)]
