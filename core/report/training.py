"""The report of a training: curves, scores, sample patches, and how it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..accuracy.results import error_limit
from ..fusion.method import option_facts
from ..learning.options import LearningOptions
from ..words import later, tr
from .figures import BLUE, GREEN, GREY, ORANGE, SMALL, VERMILION, WIDTH, figure, panels, png_of, tidy
from .maps import composite, show_error, show_image
from .page import STRONG, Page, number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..learning.lesson import Taught

_SHOWN = 4  # sample patches


def training_report(taught: Taught) -> str:
    """The page as HTML.

    Parameters
    ----------
    taught : Taught
    """
    teacher = taught.teacher
    info, rows = teacher.method.info, teacher.history
    page = Page(tr("{title}: training", title=info.title))
    page.lead(
        tr(
            "{count} epochs in {minutes:.1f} minutes on {dates} dates, {rows} x {cols} pixels, bands {bands}. Weights: "
            "{weights}.",
            count=len(rows),
            minutes=taught.seconds / 60,
            dates=len(teacher.images.pairs),
            rows=teacher.images.grid.rows,
            cols=teacher.images.grid.cols,
            bands=", ".join(teacher.images.bands),
            weights=taught.weights.name,
        )
    )
    if taught.scores:
        _scores(page, taught)
    page.heading(tr("Losses and validation"))
    page.figure(
        png_of(curves(rows, teacher.floors())),
        tr(
            "Loss of the training and error of the samples held out, for each stage. Dashed: what copying "
            "the reference (grey) and adding the coarse change (orange) come to on the same samples."
        ),
        tr("Curves of the loss and of the validation error over the epochs"),
    )  # fmt: skip
    epoch_table(page, rows)
    pictures = _patches(taught)
    if pictures is not None:
        page.heading(tr("Sample patches, held out"))
        page.figure(
            png_of(pictures),
            tr("Fine image of the reference, prediction, truth, and prediction minus truth (mean over the bands)."),
            tr("Patches that the network did not learn from, predicted and true"),
        )  # fmt: skip
    _configuration(page, taught)
    page.footer(f"STFusion. {info.citation}")
    return page.html()


def _scores(page: Page, taught: Taught) -> None:
    page.heading(tr("Test dates"))
    page.paragraph(tr("RMSE in the units of the fine images; these dates took no part in the training."))
    names = taught.teacher.images.bands
    lines: list[list[str]] = []
    kinds = []
    for score in taught.scores:
        for words, values in (
            (taught.teacher.method.info.title, score.network),
            (tr("nearest image, unchanged"), score.unchanged),
            (tr("plus the coarse change"), score.change),
        ):
            lines.append(
                [str(score.day), words, *(number(float(value)) for value in values), number(float(values.mean()))]
            )
            kinds.append(STRONG if values is score.network else "")
    page.table([tr("Date"), tr("Prediction"), *names, tr("Mean")], lines, left=2, kinds=kinds)


def curves(rows: list[dict[str, Any]], floors: dict[str, float]) -> Any:
    """Loss and validation of each stage, side by side, from a history; `floors` are errors of doing nothing."""
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
            for name, colour in (("unchanged", GREY), ("coarse change", ORANGE)):
                if name in floors:
                    check.axhline(floors[name], color=colour, linewidth=1.2, linestyle=(0, (5, 3)))
        best = int(np.argmin([row["validation"] for row in own]))
        check.plot(epochs[best], own[best]["validation"], "o", color=VERMILION, markersize=5)
        tidy(check, "Samples held out", "Epoch", "RMSE (network's range)" if "bands" in own[0] else "Loss")
        for axes in (loss, check):
            axes.set_ylim(bottom=0)
            axes.xaxis.get_major_locator().set_params(integer=True)
    return made


def epoch_table(page: Page, rows: list[dict[str, Any]]) -> None:
    """At most thirty epochs, the first and the last among them."""
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


def _patches(taught: Taught) -> Any:
    teacher = taught.teacher
    usable = [sample for sample in teacher.checked if {"fine_1", "fine_2", "coarse_2"} <= set(sample)]
    if not usable:
        return None
    chosen = usable[:: max(1, len(usable) // _SHOWN)][:_SHOWN]
    undo = teacher.images.normalisation.undo
    made = figure(WIDTH, 2.5 * len(chosen))
    grid = made.add_gridspec(len(chosen), 4)
    for row, sample in enumerate(chosen):
        truth, before, found = (
            undo(values) for values in (sample["fine_2"], sample["fine_1"], teacher.predicted(sample))
        )
        colours = composite(teacher.images.bands, truth)
        error: NDArray[np.float32] = np.where(sample["mask"][0] > 0, (found - truth).mean(axis=0), np.nan)
        for col, (title, values) in enumerate((("Reference", before), ("Prediction", found), ("Truth", truth))):
            show_image(made.add_subplot(grid[row, col]), colours, values, title if row == 0 else "")
        show_error(made.add_subplot(grid[row, 3]), error, "Error" if row == 0 else "", error_limit([error]))
    return made


# The configuration by its own names, where no form has a label for it.
_TITLES = {
    "epochs": later("Epochs"),
    "batch": later("Batch size"),
    "patch": later("Patch size"),
    "rate": later("Learning rate"),
    "minutes": later("Longest time (minutes)"),
    "samples": later("Most samples of an epoch"),
    "patience": later("Patience (epochs)"),
    "validation": later("Share for validation"),
    "held_out": later("Dates held out"),
    "seed": later("Seed"),
    "mixed": later("Mixed precision"),
    "flips and turns": later("Flips and turns"),
    "mixed dates": later("Mixed dates"),
}


def title_of(name: str) -> str:
    """What a fact of a training is called, in English."""
    return _TITLES.get(name) or name.replace("_", " ").capitalize()


def _configuration(page: Page, taught: Taught) -> None:
    import dataclasses

    teacher = taught.teacher
    page.heading(tr("Configuration"))
    counts = {name: sum(p.numel() for p in network.parameters()) for name, network in teacher.networks().items()}
    rows = [
        [tr("Number of parameters: {part}", part=name.replace("_", " ")), f"{count:,}"]
        for name, count in counts.items()
    ]
    rows += [[tr("Network"), teacher.method.info.id], [tr("Ratio of coarse to fine pixels"), str(teacher.images.ratio)]]
    training = dataclasses.asdict(teacher.training)
    training |= {"flips and turns": training["variation"]["turn"], "mixed dates": training["variation"]["mix"]}
    held = [str(teacher.images.pairs[place].date) for place in teacher.training.held_out]
    training["held_out"] = ", ".join(held) or tr("no whole date")
    # What the form of a network asks for training on a scene says nothing here.
    common = {field.name for field in dataclasses.fields(LearningOptions)} - {"normalisation"}
    own = {name: value for name, value in dataclasses.asdict(teacher.options).items() if name not in common}
    facts = {**{name: value for name, value in training.items() if name != "variation"}, **own}
    labels = {name: fact.label for name, fact in option_facts(type(teacher.options)).items()}
    rows += [[tr(labels.get(name) or title_of(name)), str(value)] for name, value in facts.items()]
    ends = zip(teacher.images.bands, teacher.images.normalisation.lowest, teacher.images.normalisation.highest)
    rows += [
        [tr("Range of {band}", band=name), tr("{first:.4g} to {last:.4g}", first=low, last=high)]
        for name, low, high in ends
    ]
    page.table(["", ""], rows, left=2)
