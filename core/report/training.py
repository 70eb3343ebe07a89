"""Training report of a fusion network: curves, scores, sample patches and configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..accuracy.results import error_limit
from ..fusion.guesses import FORMULAS, shown_name, verdict
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
            "Epochs: {count}; time: {minutes:.1f} minutes; dates: {dates}; {cols} x {rows} pixels; bands: {bands}; weights: "
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
            "Training loss and error on the validation samples, for each stage. Dashed: errors of simple guesses on the same "
            "samples: fine image unchanged (grey), coarse change (orange) and, if all samples have reference dates on both "
            "sides, two-sided coarse change (green)."
        ),
        tr("Curves of loss and validation error over the epochs"),
    )  # fmt: skip
    epoch_table(page, rows)
    pictures = _patches(result)
    if pictures is not None:
        page.heading(tr("Validation patches"))
        page.figure(
            png_of(pictures),
            tr("Fine image of the reference date, prediction, truth, and prediction minus truth (mean over the bands)."),
            tr("Prediction and truth of patches that are not used for training"),
        )  # fmt: skip
    _configuration(page, result)
    page.footer(f"STFusion. {info.citation}")
    return page.html()


def _scores(page: Page, result: TrainingResult) -> None:
    page.heading(tr("Test dates"))
    page.paragraph(tr("RMSE in stored units of the fine images. The test dates are not used for training."))
    names = result.session.images.bands
    lines: list[list[str]] = []
    kinds = []
    for score in result.scores:
        title = result.session.method.info.title
        guesses = [(shown_name(name), values) for name, values in score.guesses.items()]
        errors = {name: float(values.mean()) for name, values in score.guesses.items()}
        words = verdict(float(score.network.mean()), errors).words
        if words:
            page.paragraph(tr("{date}: {verdict}.", date=score.day, verdict=words))
        for words, values in ((title, score.network), *guesses):
            lines.append(
                [str(score.day), words, *(number(float(value)) for value in values), number(float(values.mean()))]
            )
            kinds.append(STRONG if values is score.network else "")
    page.table([tr("Date"), tr("Prediction"), *names, tr("Mean")], lines, left=2, kinds=kinds)
    used = list(dict.fromkeys(name for score in result.scores for name in score.guesses))
    page.table(
        (tr("Simple guess"), tr("Definition")), [(shown_name(name), tr(FORMULAS[name])) for name in used], left=2
    )


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
    rows += [
        [tr("Network"), session.method.info.id],
        [tr("Resolution ratio (coarse / fine)"), str(session.images.ratio)],
    ]
    training = dataclasses.asdict(session.training)
    training |= {"flips and rotations": training["variation"]["turn"], "mixed dates": training["variation"]["mix"]}
    held = [str(session.images.pairs[place].date) for place in session.training.held_out]
    training["held_out"] = ", ".join(held) or tr("none")
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
