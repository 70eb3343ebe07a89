"""The report of a training that delineates fields: curves, scores, sample patches, and how it was done."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from .figures import WIDTH, figure, png_of
from .maps import composite, show_image, show_probability
from .page import Page, number
from .training import curves, epoch_table

if TYPE_CHECKING:
    from ..parcels.lesson import ParcelsTaught


def parcel_report(taught: ParcelsTaught) -> str:
    """The page as HTML."""
    info = taught.network.info
    page = Page(f"{info.title}: training")
    page.lead(
        f"{len(taught.history)} epochs in {taught.seconds / 60:.1f} minutes on an image of {taught.grid.rows} x "
        f"{taught.grid.cols} pixels, bands {', '.join(taught.bands)}, and a series of {len(taught.dates)} dates. Weights: "
        f"{taught.weights.name}."
    )
    scores = taught.scores
    page.heading("Patches that were held out")
    page.table(
        ["", "Intersection over union", "Matthews' correlation"],
        [
            ["Extent", number(scores.extent), number(scores.correlation)],
            ["Extent, if all were field", number(scores.everything), number(0.0)],
            ["Boundary", number(scores.boundary), ""],
        ],
    )
    page.figure(
        png_of(_patches(taught)), "Very fine image, extent and boundary as found, and as labelled.",
        "Patches that the network did not learn from, found and true",
    )  # fmt: skip
    page.heading("Losses and validation")
    page.figure(
        png_of(curves(taught.history, {})), "Loss of the training and of the samples held out.",
        "Curves of the loss over the epochs",
    )  # fmt: skip
    epoch_table(page, taught.history)
    page.heading("Configuration")
    facts = {**dataclasses.asdict(taught.training), **dataclasses.asdict(taught.options)}
    unused = {"variation", "held_out", "weights", "tile"}
    rows = [
        ["Network", info.id],
        ["Parameters", f"{taught.parameters:,}"],
        ["Flips and turns", str(taught.training.variation.turn)],
    ]
    rows += [[name.replace("_", " ").capitalize(), str(value)] for name, value in facts.items() if name not in unused]
    rows.append(["Dates", ", ".join(str(day) for day in taught.dates)])
    page.table(["", ""], rows, left=2)
    page.footer(f"STFusion. {info.citation}")
    return page.html()


def _patches(taught: ParcelsTaught) -> Any:
    made = figure(WIDTH, 2.1 * len(taught.patches))
    grid = made.add_gridspec(len(taught.patches), 5)
    shown = (
        ("Extent, found", "found", 0),
        ("label", "labels", 0),
        ("Boundary, found", "found", 1),
        ("label", "labels", 1),
    )
    for row, sample in enumerate(taught.patches):
        colours = composite(taught.bands, sample["fine"])
        show_image(made.add_subplot(grid[row, 0]), colours, sample["fine"], "" if row else "Image")
        for col, (title, name, band) in enumerate(shown, 1):
            values = np.where(sample["mask"][0] > 0, sample[name][band], np.nan)
            show_probability(made.add_subplot(grid[row, col]), values, "" if row else title)
    return made
