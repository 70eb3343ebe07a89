"""What networks of one family share: their group in the toolbox, what they need, and common pieces of prediction and loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ..core.learning.learned import LearnedMethod
from ..core.learning.needs import SPAN, TRIPLET
from ..core.learning.stages import Batch, Moment, Networks, Outcome, Stage, Tensor

CNN = "Convolutional networks"
TRANSFORMER = "Transformers"
GAN = "Adversarial networks"
DIFFUSION = "Diffusion models"
PERCEPTRON = "Perceptrons"

PACKAGES = ("torch", "safetensors")

ONE = ("coarse_1", "fine_1", "coarse_2")
TWO = (*ONE, "coarse_3", "fine_3")


def images(batch: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Tensor]:
    """Those images of a batch that are there, by name."""
    return {name: batch[name] for name in names if name in batch}


class Generator(LearnedMethod):
    """A network whose generator makes the prediction from some images in one pass."""

    takes: ClassVar[tuple[str, ...]] = ONE

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Any) -> Tensor:
        return networks["generator"](**images(batch, self.takes))

    def compared(self, loss: Callable[..., Tensor]) -> Callable[[Networks, Batch, Moment], Outcome]:
        """A stage's loss: the prediction against the fine image of date 2, by ``loss(prediction, fine_2, mask)``."""

        def outcome(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
            prediction = networks["generator"](**images(batch, self.takes))
            return Outcome({"difference": loss(prediction, batch["fine_2"], batch["mask"])}, prediction)

        return outcome


def merged_by_scene(first: Tensor, third: Tensor, batch: Mapping[str, Any], switch: float, kind: str) -> Tensor:
    """Both predictions weighted by the coarse change of the whole scene; of the patch, where there is no scene.

    Parameters
    ----------
    first, third : Tensor, shape (N, bands, rows, cols)
    batch : mapping
    switch : float
        Changes that differ by more leave only one prediction.
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


def two_stream_stages(triplets: bool, consistency: float) -> tuple[Stage, ...]:
    """The one stage of networks with a stream for each pair, on spans or on triplets."""

    def on_spans(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
        loss = networks["generator"].span_loss(**images(batch, TWO), mask=batch["mask"], consistency=consistency)
        return Outcome({"change": loss})

    def on_triplets(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
        from .blocks.two_streams import triplet_loss

        predictions = networks["generator"](**images(batch, TWO))
        wanted = (batch["fine_1"], batch["fine_2"], batch["fine_3"])
        return Outcome({"change": triplet_loss(predictions, *wanted, batch["mask"], consistency)}, predictions[0])

    if triplets:
        return (Stage("network", ("generator",), on_triplets, TRIPLET),)
    return (Stage("network", ("generator",), on_spans, SPAN),)
