"""The report of a training: curves, scores, sample patches, and how it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..learning.options import LearningOptions
from .figures import BLUE, GREEN, GREY, ORANGE, SMALL, VERMILION, WIDTH, figure, panels, png_of, tidy
from .maps import composite, error_limit, show_error, show_image
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
    page = Page(f"{info.title}: training")
    page.lead(
        f"{len(rows)} epochs in {taught.seconds / 60:.1f} minutes on {len(teacher.images.pairs)} dates, "
        f"{teacher.images.grid.rows} x {teacher.images.grid.cols} pixels, bands {', '.join(teacher.images.bands)}. "
        f"Weights: {taught.weights.name}."
    )
    if taught.scores:
        _scores(page, taught)
    page.heading("Losses and validation")
    page.figure(
        png_of(curves(rows, teacher.floors())),
        "Loss of the training and error of the samples held out, for each stage. Dashed: what copying "
        "the reference (grey) and adding the coarse change (orange) come to on the same samples.",
        "Curves of the loss and of the validation error over the epochs",
    )  # fmt: skip
    epoch_table(page, rows)
    pictures = _patches(taught)
    if pictures is not None:
        page.heading("Sample patches, held out")
        page.figure(
            png_of(pictures), "Fine image of the reference, prediction, truth, and prediction minus truth (mean over the bands).",
            "Patches that the network did not learn from, predicted and true",
        )  # fmt: skip
    _configuration(page, taught)
    page.footer(f"STFusion. {info.citation}")
    return page.html()


def _scores(page: Page, taught: Taught) -> None:
    page.heading("Test dates")
    page.paragraph("RMSE in the units of the fine images; these dates took no part in the training.")
    names = taught.teacher.images.bands
    lines: list[list[str]] = []
    kinds = []
    for score in taught.scores:
        for words, values in (
            (taught.teacher.method.info.title, score.network),
            ("nearest image, unchanged", score.unchanged),
            ("plus the coarse change", score.change),
        ):
            lines.append(
                [str(score.day), words, *(number(float(value)) for value in values), number(float(values.mean()))]
            )
            kinds.append(STRONG if values is score.network else "")
    page.table(["Date", "Prediction", *names, "Mean"], lines, left=2, kinds=kinds)


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
        ["Stage", "Epoch", "Learning rate", "Loss", "Validation", "Seconds"],
        [
            [
                rows[place]["stage"], str(rows[place]["epoch"]), f"{rows[place]['rate']:.2g}", number(rows[place]["loss"]),
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


def _configuration(page: Page, taught: Taught) -> None:
    import dataclasses

    teacher = taught.teacher
    page.heading("Configuration")
    counts = {name: sum(p.numel() for p in network.parameters()) for name, network in teacher.networks().items()}
    rows = [[f"Parameters of the {name.replace('_', ' ')}", f"{count:,}"] for name, count in counts.items()]
    rows += [["Network", teacher.method.info.id], ["Ratio of coarse to fine pixels", str(teacher.images.ratio)]]
    training = dataclasses.asdict(teacher.training)
    training |= {"flips and turns": training["variation"]["turn"], "mixed dates": training["variation"]["mix"]}
    held = [str(teacher.images.pairs[place].date) for place in teacher.training.held_out]
    training["held_out"] = ", ".join(held) or "no whole date"
    # What the form of a network asks for training on a scene says nothing here.
    common = {field.name for field in dataclasses.fields(LearningOptions)} - {"normalisation"}
    own = {name: value for name, value in dataclasses.asdict(teacher.options).items() if name not in common}
    facts = {**{name: value for name, value in training.items() if name != "variation"}, **own}
    rows += [[name.replace("_", " ").capitalize(), str(value)] for name, value in facts.items()]
    ends = zip(teacher.images.bands, teacher.images.normalisation.lowest, teacher.images.normalisation.highest)
    rows += [[f"Range of {name}", f"{low:.4g} to {high:.4g}"] for name, low, high in ends]
    page.table(["", ""], rows, left=2)
