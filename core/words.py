"""Messages for the user, in the user's language.

The core does not use Qt. Messages are English literals with named placeholders. The user interface installs a function
that translates a literal; placeholders are filled in afterwards. `scripts/make_translations.py` collects the literals.
"""

from __future__ import annotations

from collections.abc import Callable


def _as_it_is(text: str) -> str:
    return text


_translate: Callable[[str], str] = _as_it_is
_language = "en"

# Roles of images in messages and in the history of a file, where a number or a file name follows; and types of images.
ROLES = (
    "Fine image", "Coarse image", "Panchromatic image", "Very fine image", "Additional fine image",
    "Additional coarse image",
    "Coarse image of the target date", "Additional bands of the fine image", "Additional bands of the coarse image",
    "Fine image of the first date", "Fine image of the middle date", "Fine image of the last date", "Class map", "Mask",
    "Mask image", "Series image", "Prediction", "Reference", "The prediction", "The predictions", "The reference",
    "The truth", "The fine image",
    "The coarse image", "fine", "coarse", "panchromatic", "very fine",
    "mask", "mask of fine", "mask of coarse", "series",
)  # fmt: skip
_MASK = "Mask of "


def install(translate: Callable[[str], str] | None, name: str = "en") -> None:
    """Sets the function that translates English into the language `name`; None restores English."""
    global _translate, _language
    _translate = translate or _as_it_is
    _language = name if translate else "en"


def language() -> str:
    """Returns the code of the current language, as in HTML: ``en``, ``zh``."""
    return _language


def tr(text: str, /, **values: object) -> str:
    """Returns `text` in the user's language, with placeholders such as ``{role}`` filled in.

    Without values the text is not formatted, so that braces in a complete sentence are kept.
    """
    translated = _translate(text) if text else text
    if not values:
        return translated
    try:
        return translated.format(**values)
    except (KeyError, IndexError, ValueError):  # an error in a translation must not hide the message
        return text.format(**values)


def later(text: str) -> str:
    """Marks a literal that is stored or compared in English, and passed through `tr` where it is shown."""
    return text


def named(role: str) -> str:
    """Returns the role of an image, or the name of a step, in the user's language; keeps the number in ``Fine image
    3``.
    """
    if role.startswith(_MASK):
        image = role[len(_MASK) :]
        # The role may be in lower case, as in "Mask of fine image"; translated literals begin with a capital.
        capital = image[:1].upper() + image[1:]
        shown = named(capital)
        return tr("Mask of {role}", role=image if shown == capital else shown)
    ends = [len(role), *(place for place in range(len(role) - 1, 0, -1) if role[place] == " ")]
    for end in ends:
        shown = tr(role[:end])
        if shown != role[:end]:
            return shown + role[end:]
    return role
