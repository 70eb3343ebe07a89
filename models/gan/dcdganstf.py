"""DCDGAN-STF: deformable convolutions, distilled from a teacher that uses the target image (Zhang et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from ...core.fusion.method import MethodInfo, option, register
from ...core.learning.needs import ONE_PAIR, Defaults, Needs, Shape
from ...core.learning.options import LearningOptions
from ...core.learning.size import Small
from ...core.learning.stages import LOSS, Adversary, Batch, Moment, Networks, Outcome, Stage
from .. import families
from .. import options as shared

_RAMP = 5  # epochs in which the weight of the distillation loss increases to its full value


@register
class DcdGanStf(families.Generator):
    """Multiscale deformable convolution distillation GAN (Zhang et al. 2024)."""

    info = MethodInfo(
        id="dcdganstf",
        title="DCDGAN-STF",
        name="Multiscale deformable convolution distillation GAN for spatiotemporal fusion",
        group=families.GAN,
        year=2024,
        doi="10.1109/JSTARS.2024.3476153",
        reference=(
            "Zhang, Y., Fan, R., Duan, P., Dong, J., Lei, Z. (2024). DCDGAN-STF: A multiscale deformable convolution "
            "distillation GAN for remote sensing image spatiotemporal fusion. IEEE Journal of Selected Topics in "
            "Applied Earth Observations and Remote Sensing 17, 19436-19450."
        ),
        summary=(
            "Deformable convolutions extract the change between the coarse images on three scales, and a decoder "
            "applies it to the fine image. During training, features are distilled from a teacher network that "
            "uses the change between the fine images."
        ),
        choose=(
            "One pair, a CUDA device and a series for training are available, and objects move or shift between "
            "the dates, such as shorelines."
        ),
        avoid=(
            "You use a CPU, or time is limited: teacher and student are trained one after the other, and "
            "deformable convolutions are slow."
        ),
        pairs=(1, None),
        coarse="fine grid",
        learned=True,
        fidelity="reconstruction",
        departures=(
            "The data flow follows the figure of the paper; layers, loss weights and training are set by "
            "STFusion. The weights contain only the student, which makes the predictions."
        ),
        tags=(
            "Zhang",
            "Fan",
            "GAN",
            "adversarial",
            "deformable convolution",
            "distillation",
            "teacher",
            "deep learning",
        ),
        packages=families.PACKAGES,
    )
    needs = Needs(ONE_PAIR, 0.0, 1.0, tile=256, margin=32, multiple=4)
    defaults = Defaults(epochs=150, batch=4, patch=128, rate=2e-4)
    small = Small(batch=2, patch=48, rate=1e-3, layers={"width": 16})
    structure = ("width",)

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of DCDGAN-STF."""

        adversarial: float = shared.adversarial(1e-2, "values, spectra and structure")
        distillation: float = option(
            0.1, "Weight of the distillation loss", minimum=0.0, maximum=100.0,
            help="Weight of the distillation from the features of the teacher, which uses the fine images. 0: no "
                 "teacher is trained, and training takes a third less time.",
        )  # fmt: skip
        width: int = shared.eighths(32)

    def build(self, shape: Shape, options: Options) -> dict[str, Any]:
        from ..blocks.discriminators import PatchDiscriminator
        from ..layers.dcdganstf import DcdNet

        widths = (options.width, 2 * options.width, 4 * options.width)
        networks: dict[str, Any] = {
            "generator": DcdNet(shape.bands, widths),
            "discriminator": PatchDiscriminator(shape.bands, shape.bands, 2 * options.width),
        }
        if options.distillation > 0:
            networks["teacher"] = DcdNet(shape.bands, widths)
            networks["examiner"] = PatchDiscriminator(shape.bands, shape.bands, 2 * options.width)
        return networks

    def stages(self, shape: Shape, options: Options, edge: int) -> tuple[Stage, ...]:
        def opponent(name: str) -> Adversary | None:
            if options.adversarial <= 0:
                return None
            return Adversary(name, weight=options.adversarial, condition="coarse_2")

        loss = partial(_student, distillation=options.distillation)
        student = Stage("student", ("generator",), loss, adversary=opponent("discriminator"))
        if options.distillation <= 0:
            return (student,)
        teacher = Stage("teacher", ("teacher",), _teacher, share=1 / 3, adversary=opponent("examiner"), monitor=LOSS)
        return (teacher, student)


def _teacher(networks: Networks, batch: Batch, moment: Moment) -> Outcome:
    from ..blocks.objectives import absolute_spectral_similarity

    rebuilt, _ = networks["teacher"].teacher(**families.images(batch, ("coarse_1", "fine_1", "fine_2")))
    return Outcome({"difference": absolute_spectral_similarity(rebuilt, batch["fine_2"], batch["mask"])}, rebuilt)


def _student(networks: Networks, batch: Batch, moment: Moment, distillation: float) -> Outcome:
    import torch

    from ..blocks.objectives import absolute_spectral_similarity
    from ..layers.dcdganstf import distillation_loss

    prediction, found = networks["generator"].student(**families.images(batch, families.ONE))
    terms = {"difference": absolute_spectral_similarity(prediction, batch["fine_2"], batch["mask"])}
    if "teacher" in networks:
        with torch.no_grad():
            _, wanted = networks["teacher"].teacher(**families.images(batch, ("coarse_1", "fine_1", "fine_2")))
        weight = distillation * min(1.0, (moment.epoch + 1) / _RAMP)
        terms["distillation"] = weight * distillation_loss(found, wanted)
    return Outcome(terms, prediction)
