"""Sentences for the user, in the user's language.

The core knows no Qt. It states its sentences in English, as literals with named places, and whoever shows them installs a
function that translates such a literal; places are filled in afterwards. `scripts/make_translations.py` collects the literals.
"""

from __future__ import annotations

from collections.abc import Callable


def _as_it_is(text: str) -> str:
    return text


_translate: Callable[[str], str] = _as_it_is


def install(translate: Callable[[str], str] | None) -> None:
    """Let `translate` turn English into the user's language from now on; None goes back to English."""
    global _translate
    _translate = translate or _as_it_is


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
