"""Base classes and helpers of network families: groups, required inputs, common parts of prediction and loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from ..core.errors import InputError
from ..core.learning.diffusion import Diffusion
from ..core.learning.learned import LearnedMethod
from ..core.learning.needs import ONE_PAIR, SPAN, TRIPLET, WITHIN, Needs, Shape
from ..core.learning.stages import (
    LOSS,
    PLATEAU,
    Adversary,
    Batch,
    Moment,
    Networks,
    Optimiser,
    Outcome,
    Schedule,
    Stage,
    Tensor,
)
from .options import SPANS, TRIPLETS

CNN = "CNN"
TRANSFORMER = "Transformers"
GAN = "GAN"
DIFFUSION = "Diffusion models"
PERCEPTRON = "MLP"

PACKAGES = ("torch", "safetensors")

ADAM = Optimiser()

ONE = ("coarse_1", "fine_1", "coarse_2")
TWO = (*ONE, "coarse_3", "fine_3")
REST = ("rest_1", "rest_2", "rest_3")  # coarse bands without a matching fine band
REFERENCE = ("coarse_2", "fine_1")  # of networks that do not use the coarse image of the pair


def images(batch: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Tensor]:
    """Returns the images of a batch with these names, if they exist."""
    return {name: batch[name] for name in names if name in batch}


def power_of_two(title: str, ratio: int, least: int = 1) -> int:
    """Returns the base-2 logarithm of the ratio: how often a network doubles the size of coarse images.

    Raises
    ------
    InputError
        If the ratio is not a power of 2, or less than ``2 ** least``.
    """
    if ratio < 2**least or ratio & (ratio - 1):
        raise InputError(
            "{title} doubles the resolution of the coarse image at least {least} times, which resolution ratio "
            "{ratio} does not allow; use EDCSTFN, or resample the coarse images with Prepare pair.",
            title=title,
            least=least,
            ratio=ratio,
        )
    return ratio.bit_length() - 1


def smaller(image: Tensor, factor: int) -> Tensor:
    """Returns means over squares of pixels: (N, bands, rows, cols) to (N, bands, rows / factor, cols / factor)."""
    from torch.nn.functional import avg_pool2d

    return avg_pool2d(image, factor)


def first_of(outputs: Any) -> Tensor:
    """Returns the prediction from the output of a generator: the output itself, or the first of several."""
    return outputs[0] if isinstance(outputs, tuple) else outputs


class Generator(LearnedMethod):
    """Network whose generator predicts from some of the images in one pass."""

    takes: ClassVar[tuple[str, ...]] = ONE

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Any) -> Tensor:
        return first_of(networks["generator"](**images(batch, self.takes)))

    def compared(self, loss: Callable[..., Tensor]) -> Callable[[Networks, Batch, Moment], Outcome]:
        """Returns a stage's loss of the generator's output against the fine image of date 2.

        It is computed by ``loss(outputs, fine_2, mask)``.
        """

        def outcome(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
            outputs = networks["generator"](**images(batch, self.takes))
            return Outcome({"difference": loss(outputs, batch["fine_2"], batch["mask"])}, first_of(outputs))

        return outcome

    def feature_stages(
        self,
        loss: Callable[..., Tensor],
        features: Callable[..., Tensor],
        optimiser: Optimiser = ADAM,
        first: Optimiser = ADAM,
        share: float = 0.2,
        adversary: Adversary | None = None,
    ) -> tuple[Stage, ...]:
        """Returns two stages: an auto-encoder, then the generator with a loss on the auto-encoder's features, too.

        Parameters
        ----------
        loss : callable(prediction, fine_2, mask, autoencoder) -> Tensor
        features : callable(output, fine, mask) -> Tensor
            Loss of the auto-encoder.
        optimiser, first : Optimiser
            For the generator and for the auto-encoder.
        share : float
            Epochs of the auto-encoder, as a share of those of the training.
        adversary : Adversary, optional
        """

        def rebuilding(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
            output = networks["autoencoder"](batch["fine_2"])
            return Outcome({"features": features(output, batch["fine_2"], batch["mask"])})

        def fusing(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
            prediction = networks["generator"](**images(batch, self.takes))
            found = loss(prediction, batch["fine_2"], batch["mask"], networks["autoencoder"])
            return Outcome({"difference": found}, prediction)

        return (
            Stage("features", ("autoencoder",), rebuilding, WITHIN, share, first, monitor=LOSS),
            Stage("network", ("generator",), fusing, ONE_PAIR, optimiser=optimiser, adversary=adversary),
        )


class BothSides(LearnedMethod):
    """Network that predicts from the pair before and from the pair after, trained on the span between them."""

    def stages(self, shape: Shape, options: Any, edge: int) -> tuple[Stage, ...]:
        return (Stage("network", ("generator",), on_spans(), SPAN),)

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Any) -> Tensor:
        first, third = networks["generator"](**images(batch, TWO))
        return self.merged(first, third, batch, options)

    def merged(self, first: Tensor, third: Tensor, batch: Mapping[str, Any], options: Any) -> Tensor:
        """Merges two predictions, all (N, bands, rows, cols)."""
        raise NotImplementedError


class TwoStreams(BothSides):
    """`BothSides` with options for training samples, consistency and the merge by the change of the whole scene."""

    change: ClassVar[str] = "change"
    weighs_scene = True

    def stages(self, shape: Shape, options: Any, edge: int) -> tuple[Stage, ...]:
        triplets = getattr(options, "learns_from", SPANS) == TRIPLETS
        return two_stream_stages(triplets, options.consistency)

    def merged(self, first: Tensor, third: Tensor, batch: Mapping[str, Any], options: Any) -> Tensor:
        return merged_by_scene(first, third, batch, options.switch, self.change)


class Denoiser(LearnedMethod):
    """Diffusion model: its generator removes noise in steps; the spread of several samples is the uncertainty."""

    takes: ClassVar[tuple[str, ...]] = ONE
    power: ClassVar[int] = 2  # exponent of the error that is minimised

    def process(self, options: Any) -> Diffusion:
        """Returns the diffusion process of the training."""
        raise NotImplementedError

    def seen(self, options: Any) -> tuple[str, ...]:
        """Returns the names of the images that condition the denoiser."""
        return self.takes

    def samples(self, options: Any) -> int:
        return int(options.draws)

    def denoising(self, options: Any) -> Callable[[Networks, Batch, Moment], Outcome]:
        """Returns a stage's loss: the error of the denoiser at random times."""
        process, names = self.process(options), self.seen(options)

        def outcome(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
            found = denoiser(networks, images(batch, names))
            return Outcome(process.loss(found, batch["fine_2"], moment.random, self.power, batch["mask"]))

        return outcome

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Any) -> Tensor:
        found = denoiser(networks, images(batch, self.seen(options)))
        check = batch.get("check", unhindered)
        return self.process(options).sample(found, batch["noise"], options.steps, options.eta, check=check)


def unhindered() -> None:
    """Replaces `check` where a run cannot be cancelled."""


def denoiser(networks: Networks, seen: Mapping[str, Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    """Returns the generator as a denoiser of a diffusion process, with the images that condition it."""
    return lambda noisy, time: networks["generator"](noisy, time, **seen)


class Swin(Generator):
    """Generator of Swin transformers: the options `width` and `attention` determine the supported tile sizes."""

    windows: ClassVar[int] = 32  # along the side of the smallest tile
    structure = ("width", "attention")

    def layers(self) -> tuple[Callable[..., Any], Callable[..., Tensor]]:
        """Returns the network's class and its loss."""
        raise NotImplementedError

    def build(self, shape: Shape, options: Any) -> dict[str, Any]:
        network, _ = self.layers()
        made = network(shape.bands, options.width, window=options.attention, head_width=options.width // 2)
        return {"generator": made}

    def stages(self, shape: Shape, options: Any, edge: int) -> tuple[Stage, ...]:
        _, loss = self.layers()
        adam = Optimiser(schedule=Schedule(PLATEAU, 0.5, 3))
        return (Stage("network", ("generator",), self.compared(loss), optimiser=adam),)

    def needs_of(self, options: Any) -> Needs:
        multiple = self.windows * options.attention
        return replace(self.needs, multiple=multiple, tile=multiple, margin=multiple // 4)


def merged_by_scene(first: Tensor, third: Tensor, batch: Mapping[str, Any], switch: float, kind: str) -> Tensor:
    """Merges both predictions, weighted by the coarse change of the whole scene, or of the patch during training.

    Parameters
    ----------
    first, third : Tensor, shape (N, bands, rows, cols)
    batch : mapping
    switch : float
        If the changes differ by more, only one prediction is used.
    kind : str
        ``change``: the mean absolute change of each band; ``shift``: the absolute mean change of all bands together.
    """
    from .blocks.merges import blend, global_weight

    def amount(number: int) -> Tensor:
        known = batch.get(f"{kind}_{number}")
        if known is None:
            apart = batch["coarse_2"] - batch[f"coarse_{number}"]
            known = (apart.abs() if kind == "change" else apart).mean(dim=(2, 3), keepdim=True)
        return known if kind == "change" else known.mean(dim=1, keepdim=True).abs()

    return blend(first, third, global_weight(amount(1), amount(3), switch))


def on_spans(**how: Any) -> Callable[[Networks, Batch, Moment], Outcome]:
    """Returns a stage's loss: `span_loss` of the generator between two references, with additional arguments."""

    def outcome(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
        return Outcome({"change": networks["generator"].span_loss(**images(batch, TWO), mask=batch["mask"], **how)})

    return outcome


def two_stream_stages(triplets: bool, consistency: float) -> tuple[Stage, ...]:
    """Returns the single stage of networks with a stream for each pair, on spans or on triplets."""

    def on_triplets(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
        from .blocks.two_streams import triplet_loss

        predictions = networks["generator"](**images(batch, TWO))
        wanted = (batch["fine_1"], batch["fine_2"], batch["fine_3"])
        return Outcome({"change": triplet_loss(predictions, *wanted, batch["mask"], consistency)}, predictions[0])

    if triplets:
        return (Stage("network", ("generator",), on_triplets, TRIPLET),)
    return (Stage("network", ("generator",), on_spans(consistency=consistency), SPAN),)
