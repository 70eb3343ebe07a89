"""Training report of a fusion network: curves, scores, sample patches and configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..accuracy.results import error_limit
from ..learning.options import LearningOptions
from ..words import tr
from .figures import WIDTH, figure, png_of
from .maps import composite, show_error, show_image
from .page import STRONG, Page, number
from .training_blocks import curves, epoch_table, option_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..learning.series_training import TrainingResult

_SHOWN = 4  # maximum number of sample patches


def training_report(result: TrainingResult) -> str:
    """Returns the report as HTML.

    Parameters
    ----------
    result : TrainingResult
    """
    session = result.session
    info, rows = session.method.info, session.history
    page = Page(tr("{title}: training", title=info.title))
    page.lead(
        tr(
            "{count} epochs in {minutes:.1f} minutes on {dates} dates, {rows} x {cols} pixels, bands {bands}. Weights: "
            "{weights}.",
            count=len(rows),
            minutes=result.seconds / 60,
            dates=len(session.images.pairs),
            rows=session.images.grid.rows,
            cols=session.images.grid.cols,
            bands=", ".join(session.images.bands),
            weights=result.weights.name,
        )
    )
    if result.scores:
        _scores(page, result)
    page.heading(tr("Losses and validation"))
    page.figure(
        png_of(curves(rows, session.floors())),
        tr(
            "Loss of the training and error of the samples held out, for each stage. Dashed: what copying "
            "the reference (grey) and adding the coarse change (orange) come to on the same samples."
        ),
        tr("Curves of the loss and of the validation error over the epochs"),
    )  # fmt: skip
    epoch_table(page, rows)
    pictures = _patches(result)
    if pictures is not None:
        page.heading(tr("Sample patches, held out"))
        page.figure(
            png_of(pictures),
            tr("Fine image of the reference, prediction, truth, and prediction minus truth (mean over the bands)."),
            tr("Patches that the network did not learn from, predicted and true"),
        )  # fmt: skip
    _configuration(page, result)
    page.footer(f"STFusion. {info.citation}")
    return page.html()


def _scores(page: Page, result: TrainingResult) -> None:
    page.heading(tr("Test dates"))
    page.paragraph(tr("RMSE in the units of the fine images; these dates took no part in the training."))
    names = result.session.images.bands
    lines: list[list[str]] = []
    kinds = []
    for score in result.scores:
        for words, values in (
            (result.session.method.info.title, score.network),
            (tr("nearest image, unchanged"), score.unchanged),
            (tr("plus the coarse change"), score.change),
        ):
            lines.append(
                [str(score.day), words, *(number(float(value)) for value in values), number(float(values.mean()))]
            )
            kinds.append(STRONG if values is score.network else "")
    page.table([tr("Date"), tr("Prediction"), *names, tr("Mean")], lines, left=2, kinds=kinds)


def _patches(result: TrainingResult) -> Any:
    session = result.session
    usable = [sample for sample in session.checked if {"fine_1", "fine_2", "coarse_2"} <= set(sample)]
    if not usable:
        return None
    chosen = usable[:: max(1, len(usable) // _SHOWN)][:_SHOWN]
    undo = session.images.normalisation.undo
    made = figure(WIDTH, 2.5 * len(chosen))
    grid = made.add_gridspec(len(chosen), 4)
    for row, sample in enumerate(chosen):
        truth, before, found = (
            undo(values) for values in (sample["fine_2"], sample["fine_1"], session.predicted(sample))
        )
        colours = composite(session.images.bands, truth)
        error: NDArray[np.float32] = np.where(sample["mask"][0] > 0, (found - truth).mean(axis=0), np.nan)
        for col, (title, values) in enumerate((("Reference", before), ("Prediction", found), ("Truth", truth))):
            show_image(made.add_subplot(grid[row, col]), colours, values, title if row == 0 else "")
        show_error(made.add_subplot(grid[row, 3]), error, "Error" if row == 0 else "", error_limit([error]))
    return made


def _configuration(page: Page, result: TrainingResult) -> None:
    import dataclasses

    session = result.session
    page.heading(tr("Configuration"))
    counts = {name: sum(p.numel() for p in network.parameters()) for name, network in session.networks().items()}
    rows = [
        [tr("Number of parameters: {part}", part=name.replace("_", " ")), f"{count:,}"]
        for name, count in counts.items()
    ]
    rows += [[tr("Network"), session.method.info.id], [tr("Ratio of coarse to fine pixels"), str(session.images.ratio)]]
    training = dataclasses.asdict(session.training)
    training |= {"flips and turns": training["variation"]["turn"], "mixed dates": training["variation"]["mix"]}
    held = [str(session.images.pairs[place].date) for place in session.training.held_out]
    training["held_out"] = ", ".join(held) or tr("no whole date")
    # Options for training on a scene, which every network form has, are not relevant here.
    common = {field.name for field in dataclasses.fields(LearningOptions)} - {"normalisation"}
    own = {name: value for name, value in dataclasses.asdict(session.options).items() if name not in common}
    facts = {**{name: value for name, value in training.items() if name != "variation"}, **own}
    rows += option_rows(session.options, facts)
    ends = zip(session.images.bands, session.images.normalisation.lowest, session.images.normalisation.highest)
    rows += [
        [tr("Range of {band}", band=name), tr("{first:.4g} to {last:.4g}", first=low, last=high)]
        for name, low, high in ends
    ]
    page.table(["", ""], rows, left=2)
