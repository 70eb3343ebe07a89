"""Training report of a network that delineates fields: curves, scores, sample patches and configuration."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from ..words import tr
from .figures import WIDTH, figure, png_of
from .maps import composite, show_image, show_probability
from .options import value_text
from .page import Page, number
from .training_blocks import curves, epoch_table, option_rows

if TYPE_CHECKING:
    from ..parcels.training import ParcelTrainingResult


def parcel_report(result: ParcelTrainingResult) -> str:
    """Returns the report as HTML."""
    info = result.network.info
    page = Page(tr("{title}: training", title=info.title))
    page.lead(
        tr(
            "Epochs: {count}; time: {minutes:.1f} minutes; very fine image: {cols} x {rows} pixels; bands: {bands}; dates of the "
            "series: {dates}; weights: {weights}.",
            count=len(result.history),
            minutes=result.seconds / 60,
            rows=result.grid.rows,
            cols=result.grid.cols,
            bands=", ".join(result.bands),
            dates=len(result.dates),
            weights=result.weights.name,
        )
    )
    scores = result.scores
    page.heading(tr("Accuracy on validation patches"))
    page.table(
        ["", tr("Intersection over union"), tr("Matthews' correlation")],
        [
            [tr("Field extent"), number(scores.extent), number(scores.correlation)],
            [tr("Field extent, all pixels classified as field"), number(scores.everything), number(0.0)],
            [tr("Boundary"), number(scores.boundary), ""],
        ],
    )
    page.figure(
        png_of(_patches(result)), tr("Very fine image, predicted and labelled extent, predicted and labelled boundary."),
        tr("Prediction and labels of patches that are not used for training"),
    )  # fmt: skip
    page.heading(tr("Losses and validation"))
    page.figure(
        png_of(curves(result.history, {})), tr("Training loss and validation loss."),
        tr("Curves of the loss"),
    )  # fmt: skip
    epoch_table(page, result.history)
    page.heading(tr("Configuration"))
    facts = {**dataclasses.asdict(result.training), **dataclasses.asdict(result.options)}
    unused = {"variation", "held_out", "weights", "tile"}
    rows = [
        [tr("Network"), info.id],
        [tr("Number of parameters"), f"{result.parameters:,}"],
        [tr("Random flips and rotations"), value_text(result.training.variation.turn)],
    ]
    rows += option_rows(result.options, {name: value for name, value in facts.items() if name not in unused})
    rows.append([tr("Dates"), ", ".join(str(day) for day in result.dates)])
    page.table(["", ""], rows, left=2)
    page.footer(f"STFusion. {info.citation}")
    return page.html()


def _patches(result: ParcelTrainingResult) -> Any:
    made = figure(WIDTH, 2.1 * len(result.patches))
    grid = made.add_gridspec(len(result.patches), 5)
    shown = (
        ("Extent, predicted", "found", 0),
        ("label", "labels", 0),
        ("Boundary, predicted", "found", 1),
        ("label", "labels", 1),
    )
    for row, sample in enumerate(result.patches):
        colours = composite(result.bands, sample["fine"])
        show_image(made.add_subplot(grid[row, 0]), colours, sample["fine"], "" if row else "Image")
        for col, (title, name, band) in enumerate(shown, 1):
            values = np.where(sample["mask"][0] > 0, sample[name][band], np.nan)
            show_probability(made.add_subplot(grid[row, col]), values, "" if row else title)
    return made
