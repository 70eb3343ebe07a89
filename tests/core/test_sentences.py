"""Messages in the user's language: use of valid and of broken translations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stfusion.core import words
from stfusion.core.errors import InputError

CHINESE = {
    "{role} has {count} bands.": "{role}有 {count} 个波段。",
    "{name} is missing.": "缺少 {file}。",
    "{share:.0%} is known.": "已知 {share:.0q}。",
    "Fine image": "精细影像",
    "Mask of {role}": "{role}的掩膜",
}


@pytest.fixture
def chinese() -> Iterator[None]:
    words.install(lambda text: CHINESE.get(text, text), "zh")
    yield
    words.install(None)


def test_places_are_filled_after_the_translation(chinese) -> None:
    assert words.tr("{role} has {count} bands.", role="A", count=3) == "A有 3 个波段。"
    assert str(InputError("{role} has {count} bands.", role="A", count=3)) == "A有 3 个波段。"
    assert words.language() == "zh"


def test_a_broken_translation_falls_back_to_english(chinese) -> None:
    assert words.tr("{name} is missing.", name="a.tif") == "a.tif is missing."
    assert words.tr("{share:.0%} is known.", share=0.5) == "50% is known."


def test_a_complete_sentence_passes_through(chinese) -> None:
    assert words.tr("Folder {a} is full.") == "Folder {a} is full." and words.tr("") == ""


def test_roles_keep_their_number_or_file(chinese) -> None:
    assert words.named("Fine image 3") == "精细影像 3" and words.named("Fine image a b.tif") == "精细影像 a b.tif"
    assert words.named("Mask of Fine image 1") == "精细影像 1的掩膜"
    assert words.named("Mask of fine image x.tif") == "精细影像 x.tif的掩膜" and words.named("Other 1") == "Other 1"


def test_english_is_the_language_of_the_source() -> None:
    assert words.named("Mask of Fine image 1") == "Mask of Fine image 1"
    assert words.named("Mask of fine 1") == "Mask of fine 1" and words.language() == "en"
    assert words.later("kelvin") == "kelvin"


def test_a_sentence_repeats_no_page_of_text() -> None:
    from stfusion.core.errors import InputError

    text = str(InputError("Bands '{text}' are not understood; write numbers.", text=5000 * "x"))
    assert len(text) < 400 and text.startswith("Bands 'xxx") and text.endswith("…' are not understood; write numbers.")
