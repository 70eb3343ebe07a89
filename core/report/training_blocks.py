"""Blocks shared by all training reports: curves, epochs and configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..fusion.method import option_facts
from ..words import later, tr
from .figures import BLUE, GREEN, GREY, ORANGE, SMALL, VERMILION, panels, tidy
from .options import value_text
from .page import Page, number

# Titles of configuration entries that have no label in a form.
_TITLES = {
    "epochs": later("Epochs"),
    "batch": later("Batch size"),
    "patch": later("Patch size"),
    "rate": later("Learning rate"),
    "minutes": later("Maximum time (minutes)"),
    "samples": later("Maximum samples per epoch"),
    "patience": later("Patience (epochs)"),
    "validation": later("Validation share"),
    "held_out": later("Validation dates"),
    "seed": later("Seed"),
    "mixed": later("Mixed precision"),
    "flips and rotations": later("Random flips and rotations"),
    "mixed dates": later("Mixed dates"),
}


def curves(rows: list[dict[str, Any]], floors: dict[str, float]) -> Any:
    """Plots loss and validation of each stage side by side; `floors` are the errors of simple guesses."""
    stages = list(dict.fromkeys(row["stage"] for row in rows))
    made, places = panels(2 * len(stages), 2.9, most=2)
    for place, stage in enumerate(stages):
        own = [row for row in rows if row["stage"] == stage]
        epochs = [row["epoch"] for row in own]
        loss, check = places[2 * place], places[2 * place + 1]
        fixed = {"stage", "epoch", "rate", "seconds", "validation", "bands", "loss"}
        loss.plot(epochs, [row["loss"] for row in own], color=BLUE, linewidth=1.6, label="loss")
        terms = [name for name in own[0] if name not in fixed]
        for name, colour in zip(terms if len(terms) > 1 else [], (GREEN, ORANGE, VERMILION, GREY)):
            loss.plot(epochs, [row.get(name, np.nan) for row in own], color=colour, linewidth=1, label=name)
        loss.legend(fontsize=SMALL, frameon=False)
        tidy(loss, stage.capitalize(), "Epoch", "Loss")
        check.plot(epochs, [row["validation"] for row in own], color=BLUE, linewidth=1.6)
        if "bands" in own[0]:
            guesses = (("unchanged", GREY), ("coarse change", ORANGE), ("two-sided coarse change", GREEN))
            for name, colour in guesses:
                if name in floors:
                    check.axhline(floors[name], color=colour, linewidth=1.2, linestyle=(0, (5, 3)))
        best = int(np.argmin([row["validation"] for row in own]))
        check.plot(epochs[best], own[best]["validation"], "o", color=VERMILION, markersize=5)
        tidy(check, "Validation samples", "Epoch", "RMSE (network's range)" if "bands" in own[0] else "Loss")
        for axes in (loss, check):
            axes.set_ylim(bottom=0)
            axes.xaxis.get_major_locator().set_params(integer=True)
    return made


def epoch_table(page: Page, rows: list[dict[str, Any]]) -> None:
    """Add a table of up to about thirty epochs, including the first and the last."""
    step = max(1, -(-len(rows) // 30))
    chosen = sorted({*range(0, len(rows), step), len(rows) - 1})
    page.table(
        [tr("Stage"), tr("Epoch"), tr("Learning rate"), tr("Loss"), tr("Validation"), tr("Seconds")],
        [
            [
                tr(rows[place]["stage"]), str(rows[place]["epoch"]), f"{rows[place]['rate']:.2g}", number(rows[place]["loss"]),
                number(rows[place]["validation"]), f"{rows[place]['seconds']:.1f}",
            ]
            for place in chosen
        ],
    )  # fmt: skip


def option_rows(options: Any, facts: Mapping[str, Any]) -> list[list[str]]:
    """Returns the rows of the configuration table: label of each option, as in the form, and its value in words."""
    labels = {name: fact.label for name, fact in option_facts(type(options)).items()}
    return [[tr(labels.get(name) or _title(name)), value_text(value)] for name, value in facts.items()]


def _title(name: str) -> str:
    """Returns the English label of an entry without a form field."""
    return _TITLES.get(name) or name.replace("_", " ").capitalize()
