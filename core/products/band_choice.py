"""Band numbers given by a user in an option."""

from __future__ import annotations

from ..errors import InputError


def chosen_bands(text: str, bands: int) -> list[int]:
    """Returns the bands that are compared to select similar pixels, counted from 0.

    Parameters
    ----------
    text : str
        ``all``, ``own``, or band numbers counted from 1 and separated by spaces or commas.
    bands : int
        Number of bands.

    Raises
    ------
    InputError
        If the text is none of these, or names a band that does not exist.
    """
    if text.strip().lower() in ("all", "own"):
        return list(range(bands))
    words = text.replace(",", " ").replace(";", " ").split()
    if not words or not all(word.isdigit() and 1 <= int(word) <= bands for word in words):
        raise InputError(
            "Bands used for similarity are '{text}'; enter all, or band numbers from 1 to {bands}, such as 1 {bands}.",
            text=text,
            bands=bands,
        )
    return sorted({int(word) - 1 for word in words})
