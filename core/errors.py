"""Errors with messages for the user: what was found, where, and what to do."""

from __future__ import annotations

from .words import tr

_LONGEST = 300  # maximum number of characters of a value in a message


class FusionError(Exception):
    """Base class of the errors raised by STFusion.

    Parameters
    ----------
    text : str
        English literal with named placeholders, which is translated; or a complete sentence.
    **values
        Values of the placeholders.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(tr(text, **{name: _shortened(value) for name, value in values.items()}))


class InputError(FusionError):
    """The inputs or options do not allow a prediction; the message says which and what to change."""


class DependencyError(FusionError):
    """A Python package is missing or unusable; the message says which and how to install it."""


class DeviceError(FusionError):
    """The requested computing device is not available or not supported."""


class Cancelled(FusionError):
    """The user cancelled. No output is left behind, unless the message says what is kept."""

    def __init__(self, text: str = "Cancelled; no output was written.", /, **values: object) -> None:
        super().__init__(text, **values)


def _shortened(value: object) -> object:
    """Truncates a long text, so that a page pasted into a field is not repeated in the message."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
