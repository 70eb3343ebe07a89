"""Sentences for the user, in the user's language.

The core knows no Qt. It states its sentences in English, as literals with named places, and whoever shows them installs a
function that translates such a literal; places are filled in afterwards. `scripts/make_translations.py` collects the literals.
"""

from __future__ import annotations

from collections.abc import Callable


def _as_it_is(text: str) -> str:
    return text


_translate: Callable[[str], str] = _as_it_is
_language = "en"

# What images are called in messages and in the history of a file, there with a number or a file name behind; and their kinds.
ROLES = (
    "Fine image", "Coarse image", "Panchromatic image", "Very fine image", "Further fine image", "Further coarse image",
    "Coarse image of the target date", "Further bands of the fine image", "Further bands of the coarse image",
    "Fine image of the first date", "Fine image of the middle date", "Fine image of the last date", "Class map", "Mask",
    "Mask image", "Series image", "Prediction", "Reference", "The prediction", "The predictions", "The reference",
    "The truth", "The fine image",
    "The coarse image", "fine", "coarse", "panchromatic", "very fine",
    "mask", "mask of fine", "mask of coarse", "series",
)  # fmt: skip
_MASK = "Mask of "


def install(translate: Callable[[str], str] | None, name: str = "en") -> None:
    """Let `translate` turn English into the language of this name from now on; None goes back to English."""
    global _translate, _language
    _translate = translate or _as_it_is
    _language = name if translate else "en"


def language() -> str:
    """The language of the sentences, as a page states it: ``en``, ``zh``."""
    return _language


def tr(text: str, /, **values: object) -> str:
    """`text` in the user's language, with its places such as ``{role}`` filled in.

    Without values it is taken as it stands, so that a sentence which is complete already, braces and all, passes through.
    """
    translated = _translate(text) if text else text
    if not values:
        return translated
    try:
        return translated.format(**values)
    except (KeyError, IndexError, ValueError):  # a slip in a translation must not hide the sentence
        return text.format(**values)


def later(text: str) -> str:
    """Mark a literal that stays English where it is kept or compared, and goes through `tr` where it is shown."""
    return text


def named(role: str) -> str:
    """The role of an image, or the name of a step, in the user's language: ``Fine image 3`` without its number."""
    if role.startswith(_MASK):
        image = role[len(_MASK) :]
        # Some say "Mask of fine image"; what is translated begins with a capital.
        capital = image[:1].upper() + image[1:]
        shown = named(capital)
        return tr("Mask of {role}", role=image if shown == capital else shown)
    ends = [len(role), *(place for place in range(len(role) - 1, 0, -1) if role[place] == " ")]
    for end in ends:
        shown = tr(role[:end])
        if shown != role[:end]:
            return shown + role[end:]
    return role
