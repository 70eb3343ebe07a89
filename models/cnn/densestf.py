"""DenseSTF: a dense network that predicts the centre pixel of a patch (Ao et al. 2022)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.learned import LearnedMethod
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import (
    EXPONENTIAL,
    LOSS,
    Batch,
    Moment,
    Networks,
    Optimiser,
    Outcome,
    Schedule,
    Stage,
    Tensor,
)
from .. import families

FORM_2022, FORM_2020 = "2022", "2020"
# Number of modules in each block.
_LAYERS = {FORM_2022: (4, 4, 4, 4), FORM_2020: (8, 12, 16, 6)}
_AT_ONCE = 4_000_000  # maximum number of values per image passed to the network at a time


@register
class DenseStf(LearnedMethod):
    """Patch-to-pixel mapping by a dense network (Ao et al. 2022)."""

    info = MethodInfo(
        id="densestf",
        title="DenseSTF",
        name="Spatiotemporal data fusion by a dense network with a patch-to-pixel mapping",
        group=families.CNN,
        year=2022,
        doi="10.1109/TGRS.2022.3154406",
        reference=(
            "Ao, Z., Sun, Y., Pan, X., Xin, Q. (2022). Deep learning-based spatiotemporal data fusion using a "
            "patch-to-pixel mapping strategy and model comparisons. IEEE Transactions on Geoscience and Remote Sensing "
            "60, 1-18."
        ),
        summary=(
            "A dense network with attention predicts each pixel separately from a patch around it in the images "
            "of the pair and of the target date."
        ),
        choose=(
            "The scene is small, a CUDA device and time are available, and accuracy per pixel is important: "
            "there are no tile seams and no statistics over the scene."
        ),
        avoid=(
            "The scene is large: each pixel requires 1.2 billion multiplications, the version of 2020 five times "
            "as many, and one million pixels take hours even with CUDA."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The version of 2022 follows the figure of the paper, with four modules per block, as drawn but not "
            "stated; the version of 2020 follows an early program of the authors. Scenes are mirrored at their "
            "border, and predictions from several pairs are weighted by the similarity of their coarse images."
        ),
        tags=("Ao", "Xin", "CNN", "DenseNet", "deep learning", "patch-to-pixel", "attention"),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, tile=8, margin=0, patch=48, context=24, standard=True)
    defaults = Defaults(epochs=100, batch=128, patch=48, rate=5e-4)
    small = Small(batch=128, patch=48, rate=1e-3, layers={"edge": 16, "inner": 48, "growth": 8})
    structure = ("form", "edge", "modules", "inner", "growth")

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of DenseSTF."""

        form: str = option(
            FORM_2022, "Version of the network", choices=(FORM_2022, FORM_2020),
            help="2022: the network of the paper. 2020: the authors' early program; deeper, and five times slower.",
        )  # fmt: skip
        edge: int = option(
            0, "Network patch size", unit="fine pixels", minimum=0, maximum=256, multiple=16,
            help="Side length of the patch around a pixel that the prediction uses, a multiple of 16. 0 = as "
                 "published: 48, or 64 for the version of 2020. Smaller values are much faster.",
        )  # fmt: skip
        modules: int = option(
            0, "Number of modules per block", minimum=0, maximum=32,
            help="Layers of each of the four dense blocks. 0 = as published: 4 in each, or 8, 12, 16 and 6 for "
                 "the version of 2020. Smaller values are faster, but reduce the capacity of the network.",
        )  # fmt: skip
        inner: int = option(
            192, "Channels within a module", unit="channels", minimum=4, maximum=1024,
            help="Channels within each module. The default is as published. Smaller values are faster, but "
                 "reduce the capacity of the network.",
        )  # fmt: skip
        growth: int = option(
            32, "Growth rate", unit="channels", minimum=2, maximum=256,
            help="Channels that each module adds, and that each entry convolution has. The default is as "
                 "published. Smaller values are faster, but reduce the capacity of the network.",
        )  # fmt: skip

    def needs_of(self, options: Options) -> Needs:
        edge = _edge(options)
        return replace(self.needs, patch=edge, context=edge // 2)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..layers import densestf

        kind = densestf.DenseStf if options.form == FORM_2022 else densestf.DenseStf2020
        layers = (options.modules,) * 4 if options.modules else _LAYERS[options.form]
        return {
            "generator": kind(shape.bands, layers, _edge(options), options.growth, options.growth, options.inner),
        }

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        adam = Optimiser(schedule=Schedule(EXPONENTIAL, 0.97))
        return (Stage("network", ("generator",), _centre, ONE_PAIR, optimiser=adam, monitor=LOSS),)

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Options) -> Tensor:
        """Predicts pixel by pixel: images (N, bands, rows + edge, cols + edge) to (N, bands, rows, cols)."""
        import torch

        seen, edge = families.images(batch, families.ONE), _edge(options)
        count, bands, rows, cols = next(iter(seen.values())).shape
        rows, cols = rows - edge, cols - edge
        parts = max(1, _AT_ONCE // (count * bands * edge * edge))
        found = []
        for start in range(0, rows * cols, parts):
            places = [divmod(place, cols) for place in range(start, min(start + parts, rows * cols))]
            patches = {
                name: torch.cat([image[..., row : row + edge, col : col + edge] for row, col in places])
                for name, image in seen.items()
            }
            found.append(networks["generator"](**patches).reshape(len(places), count, bands))
        return torch.cat(found).permute(1, 2, 0).reshape(count, bands, rows, cols)


def _edge(options: Any) -> int:
    return int(options.edge) or (48 if options.form == FORM_2022 else 64)


def _centre(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
    from ..blocks.losses import mean_square

    pixel = networks["generator"](**families.images(batch, families.ONE))
    half = batch["fine_2"].shape[-1] // 2
    wanted, mask = (batch[name][..., half : half + 1, half : half + 1] for name in ("fine_2", "mask"))
    return Outcome({"difference": mean_square(pixel, wanted, mask)})
