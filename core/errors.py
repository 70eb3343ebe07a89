"""Errors whose text is fit to be shown to a user: what was found, where, and what to do."""

from __future__ import annotations

from .words import tr

_LONGEST = 300  # characters of a value that a sentence repeats


class FusionError(Exception):
    """Base of every error that STFusion raises on purpose.

    Parameters
    ----------
    text : str
        A literal in English with named places, which is translated; or a sentence that is complete.
    **values
        What stands in its places.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(tr(text, **{name: _shortened(value) for name, value in values.items()}))


class InputError(FusionError):
    """The inputs or options cannot give a prediction; the text says which and what to change."""


class DependencyError(FusionError):
    """A Python package is missing or unusable; the text says which and how to get it."""


class DeviceError(FusionError):
    """The computing device that was asked for cannot do the work."""


class Cancelled(FusionError):
    """The user asked to stop. No output is left behind, unless the text says what is kept."""

    def __init__(self, text: str = "Cancelled; no output was written.", /, **values: object) -> None:
        super().__init__(text, **values)


def _shortened(value: object) -> object:
    """A text of a user as a sentence repeats it: whoever pastes a page into a field needs not read all of it again."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
