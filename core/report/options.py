"""Options of a method as users read them: labels of the form, and values in words."""

from __future__ import annotations

from typing import Any

from ..fusion.method import OptionFacts, option_facts
from ..rasters.source import name_of
from ..words import tr


def option_texts(options: Any) -> list[tuple[str, str]]:
    """Returns label and value of each option, in the order of the form."""
    facts = option_facts(type(options))
    return [(tr(one.label), value_text(getattr(options, name), one)) for name, one in facts.items()]


def option_list(options: Any) -> str:
    """Returns all options in one line, such as ``Search window: 51 fine pixels; Number of classes: 4``."""
    return "; ".join(f"{label}: {value}" for label, value in option_texts(options))


def value_text(value: Any, facts: OptionFacts | None = None) -> str:
    """Returns a value as text, with its unit if it has one."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if value is None or value == "":
        return "–"
    if isinstance(value, (list, tuple)):
        return " ".join(value_text(one) for one in value) or "–"
    if facts is not None and facts.file:
        return name_of(str(value))
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{text} {tr(facts.unit)}" if facts is not None and facts.unit else text
