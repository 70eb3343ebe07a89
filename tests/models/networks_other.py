"""Transformers, adversarial networks, diffusion and others in a tiny form, and their parameters."""

from __future__ import annotations

from typing import Any

from networks import ONE_PAIR, REFERENCE, TWO_PAIRS, Case, by_bands, pair

# Each of the three scales starts on both images: two 1 x 1 convolutions to 32 channels, one 3 x 3, two normalisations.
JUDGE_OF_TWO_BANDS = 3 * (9 * (12**2 - 8**2) + 4 * (32 + 32 + 1 + 4))

# One band more: in both chains and the noisy image at the start, in the guides of two blocks on four levels, twice at the end.
DIFFSTSF_BAND = 9 * (4 + 4 + 12) + 2 * (64 + 128 + 128 + 256) + 2 * (64 * 9 + 1)


def stfdiff_counts(*rows: tuple[int, dict[str, Any], int]) -> list[tuple[dict[str, Any], int]]:
    """Published numbers less those of a convolution that the program declares and never uses."""
    return [({"bands": bands, **more}, published - (576 * bands + 64)) for bands, more, published in rows]


OTHERS = [
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
        by_bands(b4=27_788_684, b6=27_788_684 + 2 * DIFFSTSF_BAND),
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
        [({}, 225_633_363), ({"bands": 3, "series_bands": 10}, 225_633_363 - 83 * 64 + 6 * 2 * 9 * 128)],
        {"width": 8, "blocks": (1, 1, 1, 1), "series_bands": 2},
        size=(128, 128),
        shapes={"series": lambda bands, rows, cols: (3, 2, rows // 8, cols // 8)},
        result=pair,
        output=lambda bands, rows, cols: (1, rows, cols),
    ),
]
