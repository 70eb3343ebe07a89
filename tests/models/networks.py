"""The torch part of every network in a tiny form, and how many parameters the full one has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import support  # noqa: F401
import torch

ONE_PAIR = ("coarse_1", "fine_1", "coarse_2")
TWO_PAIRS = (*ONE_PAIR, "coarse_3", "fine_3")
REFERENCE = ("coarse_2", "fine_1")


@dataclass
class Case:
    """A class of models/layers.

    `counts` is what specification and constructor arguments say, less what nothing uses (`dead`); `tiny` are arguments of a
    small form, `size` a size that it takes, `others` sizes that it takes too.
    """

    file: str
    name: str
    inputs: tuple[str, ...]
    counts: list[tuple[dict[str, Any], int]]
    tiny: dict[str, Any] = field(default_factory=dict)
    size: tuple[int, int] = (32, 32)
    others: tuple[tuple[int, int], ...] = ()
    shapes: dict[str, Callable[[int, int, int], tuple[int, ...]]] = field(default_factory=dict)
    result: Callable[[Any], list[torch.Tensor]] = lambda output: [output]
    output: Callable[[int, int, int], tuple[int, ...]] = lambda bands, rows, cols: (bands, rows, cols)
    batch: int = 2
    bands: int = 3
    # Parameters on which the output does not depend, and why is said where they are named.
    idle: tuple[str, ...] = ()

    @property
    def module(self) -> Any:
        return import_module(f"stfusion.models.layers.{self.file}")

    def full(self, arguments: dict[str, Any]) -> torch.nn.Module:
        return getattr(self.module, self.name)(**arguments)

    def small(self) -> torch.nn.Module:
        torch.manual_seed(0)
        arguments = {"bands": self.bands, **self.tiny}
        return awake(self.full(arguments))

    def tensors(self, size: tuple[int, int], seed: int = 1) -> dict[str, torch.Tensor]:
        """Random images with values from 0 to 1, and a step where one is wanted."""
        generator = torch.Generator().manual_seed(seed)
        made = {}
        for name in self.inputs:
            if name == "step":
                made[name] = torch.arange(self.batch) * 7
                continue
            shape = self.shapes.get(name, lambda bands, rows, cols: (bands, rows, cols))(self.bands, *size)
            made[name] = torch.rand((self.batch, *shape), generator=generator)
        return made


def awake(network: torch.nn.Module) -> torch.nn.Module:
    """Some weights start at 0, so that what lies before them is silent at first; not here."""
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.ndim > 1 and not parameter.any():
                parameter.normal_(0, 0.1)
    return network


def count(module: torch.nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def by_bands(**counts: int) -> list[tuple[dict[str, Any], int]]:
    """by_bands(b6=...) as a list of arguments and counts."""
    return [({"bands": int(key[1:])}, value) for key, value in counts.items()]


def pair(output: Any) -> list[torch.Tensor]:
    return list(output)


def native(ratio: int) -> Callable[[int, int, int], tuple[int, ...]]:
    return lambda bands, rows, cols: (bands, rows // ratio, cols // ratio)


# What public programs declare and never use is left out of the networks, and subtracted here from the published counts.
CAFE_DEAD = 4 * 36_929

# Each of the three scales starts on both images: two 1 x 1 convolutions to 32 channels, one 3 x 3, two normalisations.
JUDGE_OF_TWO_BANDS = 3 * (9 * (12**2 - 8**2) + 4 * (32 + 32 + 1 + 4))


def stfdiff_counts(*rows: tuple[int, dict[str, Any], int]) -> list[tuple[dict[str, Any], int]]:
    return [({"bands": bands, **more}, published - (576 * bands + 64)) for bands, more, published in rows]


def mustfn_parameters(bands: int, coarse_bands: int) -> int:
    """Counted layer by layer: convolutions without bias, two numbers a channel for each normalisation."""
    fine, coarse = 2 * bands, 3 * coarse_bands
    n = fine + coarse

    def normed(inputs: int, outputs: int, taps: int) -> int:
        return inputs * outputs * taps + 2 * outputs

    stems = 2 * normed(fine, fine, 9) + normed(coarse, coarse, 9)
    block_1 = normed(n, 2 * n, 1) + normed(1, 2 * n, 9) + normed(2 * n, n, 1)
    blocks = sum(normed(m, 2 * m, 1) + normed(2 * m, 2 * m, 9) + normed(2 * m, m, 1) for m in (4 * n, 8 * n))
    downs = normed(2 * n, 4 * n, 9) + normed(4 * n, 8 * n, 9)
    pyramid = 3 * normed(4 * n, 8 * n, 1) + normed(24 * n, 8 * n, 1)
    dilations = 3 * normed(8 * n, 12 * n, 9) + normed(36 * n, 12 * n, 1)
    gate = 2 * 22 * n * 150 + 150**2
    return (
        stems
        + block_1
        + blocks
        + downs
        + pyramid
        + dilations
        + gate
        + normed(22 * n, 128, 9)
        + normed(128, 64, 9)
        + 64 * bands
    )


def dense_of_one_band(patch: int, last: int) -> tuple[dict[str, Any], int]:
    """Five bands less: fewer channels at the entry and at the exit, where every filter also has a length and a bias."""
    entry, width = 5 * 3 * (9 + 49) * 32, 64 + 4 * 32
    for _ in range(3):
        width = width // 2 + 4 * 32
    return {"bands": 1, "patch": patch}, 1_648_988 - entry - 5 * (width * last**2 + 2)


CASES = [
    Case(
        "stfnet",
        "StfNet",
        TWO_PAIRS,
        by_bands(b1=36_866, b4=70_376, b6=92_716),
        {"widths": (4, 3)},
        size=(13, 18),
        result=pair,
    ),
    Case(
        "edcstfn",
        "Edcstfn",
        TWO_PAIRS,
        by_bands(b4=281_764, b6=284_134),
        {"widths": (4, 6, 8)},
        size=(13, 18),
    ),
    Case(
        "edcstfn",
        "EdcstfnAutoencoder",
        ("fine",),
        by_bands(b4=481_092, b6=481_734),
        {"widths": (8, 12, 16)},
        size=(14, 18),
    ),
    Case(
        "stfdcnn",
        "StfdcnnMapping",
        ("image",),
        by_bands(b1=57_281, b4=75_236, b6=87_206),
        {"widths": (4, 3)},
        size=(13, 18),
    ),
    Case(
        "dcstfn",
        "Dcstfn",
        ONE_PAIR,
        [({}, 408_961), ({"keras": True}, 408_961), ({"bands": 6}, 408_961 + 2 * 5 * 288 + 5 * 33)],
        {"widths": (4, 6, 8)},
        size=(32, 48),
        shapes={"coarse_1": native(16), "coarse_2": native(16)},
    ),
    Case(
        "cafe",
        "Cafe",
        ONE_PAIR,
        by_bands(b4=3_436_842 - CAFE_DEAD, b6=3_590_716 - CAFE_DEAD),
        {"features": 8, "width": 4},
        size=(13, 18),
    ),
    Case(
        "swinstfm",
        "SwinStfm",
        ONE_PAIR,
        by_bands(b4=37_528_756 + 1_089 * 4, b6=37_535_290),
        {"width": 8, "depths": (2, 2, 2, 2), "window": 2, "head_width": 4},
        size=(64, 128),
    ),
    Case(
        "ganstfm",
        "GanStfm",
        REFERENCE,
        by_bands(b4=577_660, b6=578_130),
        {"widths": (4, 6)},
        size=(13, 18),
    ),
    Case(
        "ganstfm",
        "GanStfmDiscriminator",
        ("image", "coarse_2"),
        by_bands(b4=3_665_959 - JUDGE_OF_TWO_BANDS, b6=3_665_959),
        {"widths": (2, 3, 4, 5)},
        size=(256, 256),
        output=lambda bands, rows, cols: (),
    ),
    Case(
        "ganstfm",
        "GanStfmAutoencoder",
        ("fine",),
        by_bands(b4=217_990 - 2 * (144 + 33), b6=217_990),
        {"widths": (4, 5, 6, 7)},
        size=(16, 24),
    ),
    Case(
        "mlffgan",
        "MlffGan",
        ONE_PAIR,
        by_bands(b4=5_915_775 + 1_585 * 4, b6=5_925_285),
        {"width": 2},
        size=(32, 48),
    ),
    Case(
        "stfmlp",
        "StfMlp",
        TWO_PAIRS,
        by_bands(b4=22_087_956 - 2 * (648 + 962), b6=22_087_956),
        {"width": 6, "resolutions": (20, 15, 10, 5)},
        size=(20, 20),
        result=pair,
    ),
    Case(
        "stfdiff",
        "StfDiff",
        ("noisy", "step", *ONE_PAIR),
        stfdiff_counts(
            (1, {}, 7_467_329),
            (3, {}, 7_473_219),
            (4, {}, 7_476_164),
            (6, {}, 7_482_054),
            (6, {"factors": (1, 2)}, 2_281_798),
            (6, {"factors": (1, 2, 4, 8)}, 27_745_734),
        ),
        {"width": 8},
        size=(16, 20),
    ),
    Case(
        "stfdiff",
        "StfDiff",
        ("noisy", "step", *TWO_PAIRS),
        stfdiff_counts((6, {"pairs": 2}, 7_488_966)),
        {"width": 8, "pairs": 2},
        size=(16, 20),
    ),
    Case(
        "stf3dcnn",
        "Stf3dcnn",
        TWO_PAIRS,
        by_bands(b4=89_988, b6=93_446),
        {"width": 6},
        size=(13, 18),
        result=pair,
    ),
    Case(
        "sttfn",
        "SttfnNet",
        ("fine", "coarse", "coarse_other"),
        by_bands(b1=226_433, b4=231_620, b6=235_078),
        {"width": 6},
        size=(16, 20),
    ),
    Case(
        "sttfn",
        "Sttfn",
        TWO_PAIRS,
        by_bands(b1=2 * 226_433, b6=2 * 235_078),
        {"width": 6},
        size=(16, 20),
        result=pair,
    ),
    Case(
        "mcdnet",
        "McdNet",
        TWO_PAIRS,
        by_bands(b4=197_052, b6=207_778),
        {"width": 8},
        size=(13, 18),
        # The third network takes part in training only.
        idle=("cooperation.",),
    ),
    Case(
        "most",
        "MostStage",
        ("image",),
        [
            ({"bands": 1}, 1_515_265),
            ({"bands": 4}, 1_518_724),
            ({"bands": 6}, 1_521_030),
            ({"bands": 1, "width": 256, "blocks": 32}, 86_161_410 // 2),
        ],
        {"width": 4, "blocks": 2, "scale": 2},
        size=(7, 9),
        output=lambda bands, rows, cols: (bands, 2 * rows, 2 * cols),
    ),
    Case(
        "most",
        "Most",
        ONE_PAIR,
        by_bands(b1=3_030_530, b4=3_037_448, b6=3_042_060),
        {"width": 4, "blocks": 2},
        size=(32, 48),
        shapes={"coarse_1": native(16), "coarse_2": native(16)},
    ),
    Case(
        "mustfn",
        "Mustfn",
        TWO_PAIRS,
        [({"bands": 6, "coarse_bands": 7}, 8_660_730 - 4_011), ({"bands": 4}, mustfn_parameters(4, 4))],
        {"coarse_bands": 2, "bands": 1, "gate": 8, "head": (6, 4)},
        size=(16, 32),
        shapes={name: lambda bands, rows, cols: (2, rows, cols) for name in ("coarse_1", "coarse_2", "coarse_3")},
        bands=1,
    ),
    Case(
        "densestf",
        "DenseStf",
        ONE_PAIR,
        [
            ({"bands": 6}, 1_648_988),
            ({"bands": 6, "layers": (8, 12, 16, 6)}, 6_559_932),
            dense_of_one_band(48, 48 // 8),
        ],
        {"layers": (1, 2, 1), "patch": 12, "stem": 3, "growth": 2, "inner": 5},
        size=(12, 12),
        output=lambda bands, rows, cols: (bands, 1, 1),
    ),
    Case(
        "densestf",
        "DenseStf2020",
        ONE_PAIR,
        [({"bands": 6}, 31_388_796)],
        {"layers": (1, 2, 1), "patch": 16, "stem": 3, "growth": 2, "inner": 5},
        size=(16, 16),
        output=lambda bands, rows, cols: (bands, 1, 1),
    ),
    Case(
        "stfegfa",
        "StfEgfa",
        TWO_PAIRS,
        by_bands(b4=342_101, b6=346_775),
        {"widths": (4, 6, 8), "reduction": 2},
        size=(13, 18),
    ),
    Case(
        "hcnnet",
        "HcnNet",
        ONE_PAIR,
        by_bands(b1=56_547, b4=281_580, b6=431_602),
        {"width": 6},
        size=(13, 18),
    ),
    Case(
        "macnn",
        "Macnn",
        TWO_PAIRS,
        by_bands(b4=401_996, b6=408_912),
        {"width": 8},
        size=(13, 18),
        result=pair,
    ),
    Case(
        "ecpwstfn",
        "EcpwStfn",
        REFERENCE,
        by_bands(b4=469_518, b6=471_954),
        {"widths": (6, 8, 10), "reduction": 2},
        size=(14, 18),
    ),
    Case(
        "ecpwstfn",
        "EcpwStfnAutoencoder",
        ("fine",),
        by_bands(b4=217_636, b6=217_990),
        {"widths": (4, 5, 6, 7)},
        size=(16, 24),
    ),
    Case(
        "mlknet",
        "MlkNet",
        ONE_PAIR,
        by_bands(b4=1_472_996, b6=1_475_302),
        {"widths": (4, 5, 6, 7)},
        size=(16, 24),
    ),
    Case(
        "rcan",
        "Rcan",
        ("image",),
        [
            ({"bands": bands, "scale": scale}, number)
            for scale, numbers in {
                2: (15_444_643, 15_445_796, 15_448_102),
                4: (15_592_355, 15_593_508, 15_595_814),
            }.items()
            for bands, number in zip((3, 4, 6), numbers)
        ],
        {"width": 8, "groups": 2, "blocks": 2, "reduction": 4, "scale": 4},
        size=(7, 9),
        output=lambda bands, rows, cols: (bands, 4 * rows, 4 * cols),
    ),
    Case(
        "ctstfm",
        "CtStfm",
        REFERENCE,
        by_bands(b4=1_461_962, b6=1_462_348),
        {"width": 8, "depth": 2, "heads": 2, "groups": 2},
        size=(13, 18),
    ),
    Case(
        "stmstfnet",
        "StmStfNet",
        TWO_PAIRS,
        by_bands(b4=29_667_440 + 784 * 4**2 + 1_711 * 4, b6=29_705_930),
        {"width": 8, "depths": (2, 2, 2, 2), "window": 2, "head_width": 4},
        size=(32, 64),
        result=pair,
    ),
    Case(
        "stinet",
        "StiNet",
        TWO_PAIRS,
        by_bands(b4=20_025_608 + 2_305 * 4, b6=20_039_438),
        {"width": 8, "depths": (1, 1)},
        size=(36, 42),
    ),
    Case(
        "opgan",
        "OpGan",
        ONE_PAIR,
        by_bands(b4=1_148_928 + 25_922 * 4, b6=1_304_460),
        {"width": 6, "depths": (2, 1, 1)},
        size=(13, 18),
        result=pair,
    ),
    Case(
        "opgan",
        "OpGanDiscriminator",
        ("image",),
        by_bands(b4=5_213_697 + 576 * 4, b6=5_217_153),
        {"width": 4},
        size=(20, 26),
        output=lambda bands, rows, cols: (1, 1, 1),
    ),
    Case(
        "hpltsgan",
        "HpltsGan",
        REFERENCE,
        by_bands(b4=11_679_016 + 865 * 4, b6=11_684_206),
        {"widths": (4, 5, 6, 8)},
        size=(16, 24),
    ),
    Case(
        "dcdganstf",
        "DcdNet",
        ONE_PAIR,
        by_bands(b4=4_189_448 + 3_425 * 4, b6=4_209_998),
        {"widths": (4, 6, 8), "groups": 2},
        size=(16, 20),
    ),
    Case(
        "diffstf",
        "DiffStf",
        ("noisy", "step", *REFERENCE),
        by_bands(b1=79_996_033, b4=80_009_860, b6=80_019_078),
        {"width": 8, "factors": (1, 2, 3), "depth": 1, "groups": 4},
        size=(16, 20),
    ),
    Case(
        "diffstsf",
        "DiffStsf",
        ("noisy", "step", "pan_1", "fine_1", "coarse_2"),
        by_bands(b4=27_788_684),
        {"width": 8, "factors": (1, 2, 2), "depth": 1, "groups": 4},
        size=(16, 20),
        shapes={"pan_1": lambda bands, rows, cols: (1, rows, cols)},
        output=lambda bands, rows, cols: (2 * bands, rows, cols),
    ),
    Case(
        "msfusion",
        "MsFusion",
        ONE_PAIR,
        by_bands(b4=6_242_373, b6=6_243_591),
        {"widths": (4, 5, 6, 8)},
        size=(24, 32),
    ),
    Case(
        "sdcs",
        "Sdcs",
        ("estimate_2", "coarse_2", "fine_1"),
        [
            ({"bands": 4}, 7_889_236),
            ({"bands": 6}, 7_893_974),
            ({"bands": 4, "widths": (16, 32, 64, 128, 128)}, 4_168_148),
            ({"bands": 6, "widths": (16, 32, 64, 128, 128)}, 4_172_886),
        ],
        {"widths": (3, 4, 5, 6, 7)},
        size=(32, 48),
    ),
    Case(
        "dstfnet",
        "DstfNet",
        ("fine", "series"),
        [({}, 225_633_363)],
        {"width": 8, "blocks": (1, 1, 1, 1), "series_bands": 2},
        size=(128, 128),
        shapes={"series": lambda bands, rows, cols: (3, 2, rows // 8, cols // 8)},
        result=pair,
        output=lambda bands, rows, cols: (1, rows, cols),
    ),
]
