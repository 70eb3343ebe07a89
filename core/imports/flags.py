"""Flags of quality layers that the file itself describes, by CF attributes (CF conventions, section 3.5)."""

from __future__ import annotations

import re
from typing import Any

from ..products.quality import FILL, Bits, NotZero, Range, Test
from .cubes import attribute, raw_attribute
from .rows import QualityRow

_WORDS = {
    "cloud": r"(?<!no_)cloud|bright",
    "shadow": r"shadow",
    "cirrus": r"cirrus",
    "snow": r"snow|(?<![a-z])ice(?![a-z])",
    "water": r"water|ocean|(?<![a-z])sea(?![a-z])|lake",
    FILL: r"invalid|no_?data|fill",
}


def tests_of(array: Any, row: QualityRow, flags: tuple[str, ...]) -> tuple[Test, ...]:
    meanings = attribute(array, "flag_meanings").split()
    bits, values = (_numbers(array, name) for name in ("flag_masks", "flag_values"))
    if not meanings or not (bits or values):
        # Without a description, a layer that is named after clouds hides what is not 0.
        return (NotZero(),) if "cloud" in row.kind and "cloud" in flags else ()
    tests: list[Test] = []
    for place, meaning in enumerate(meanings):
        word = meaning.lower()
        kinds = [key for key, pattern in _WORDS.items() if re.search(pattern, word)]
        # Cloud shadow is shadow.
        if "shadow" in kinds and "cloud" in kinds:
            kinds.remove("cloud")
        if not any(kind == FILL or kind in flags for kind in kinds):
            continue
        if place < len(bits) and bits[place]:
            low = (int(bits[place]) & -int(bits[place])).bit_length() - 1
            high = int(bits[place]).bit_length() - 1
            number = (int(values[place]) >> low,) if place < len(values) and high > low else ()
            tests.append(Bits(low, high, number))
        elif place < len(values):
            tests.append(Range(values[place], values[place]))
    return tuple(tests)


def _numbers(array: Any, name: str) -> list[float]:
    value = raw_attribute(array, name)
    if value is None:
        return []
    if isinstance(value, str):
        return [float(word.rstrip("bBsSuUlL")) for word in re.split(r"[,\s]+", value) if word]
    if isinstance(value, (bytes, bytearray)):
        return [float(one) for one in value]
    return [float(one) for one in value] if isinstance(value, (list, tuple)) else [float(value)]
