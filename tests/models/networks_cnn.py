"""The convolutional networks in a tiny form, and their parameters."""

from __future__ import annotations

from typing import Any

from networks import ONE_PAIR, REFERENCE, TWO_PAIRS, Case, by_bands, native, pair

# Parameters that public programs declare and never use are omitted in the networks, and subtracted here from published
# counts.
CAFE_DEAD = 4 * 36_929


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
    """Five bands less: fewer input and output channels; every filter also has a length and a bias."""
    entry, width = 5 * 3 * (9 + 49) * 32, 64 + 4 * 32
    for _ in range(3):
        width = width // 2 + 4 * 32
    return {"bands": 1, "patch": patch}, 1_648_988 - entry - 5 * (width * last**2 + 2)


CNN = [
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
        # The third network is used in training only.
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
        [({"bands": 6}, 31_388_796), ({"bands": 4}, 31_388_796 - 2 * (3 * 58 * 32 + 584 * 16 + 2))],
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
]
