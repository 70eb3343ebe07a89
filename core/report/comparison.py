"""HTML report of a comparison of several methods, and its table as CSV."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..accuracy.results import MEASURES, WHOLE_IMAGE, Pictures
from ..compare.plan import Comparison
from ..compare.run import Compared, compare
from ..fusion.guesses import shown_name
from ..rasters.source import shown
from ..run import Run
from ..runtime.version import version
from ..words import tr
from .all_round import DISC_WORDS, SECTOR_WORDS, all_round_figure
from .assessment import Steps, cell, definitions, now
from .figures import speed_and_accuracy
from .maps import MapPlacement, composite, method_maps
from .options import option_list
from .page import WEAK, Page, fixed, number
from .texts import TableWriter, check_drawing, check_texts, write_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALL = (*MEASURES, *WHOLE_IMAGE)
_COST = 2  # columns for time and memory, before those of the measures
_UNITS = {"dB": "dB", "degrees": "°"}


def check_comparison_outputs(plan: Comparison, table: str = "", report: str = "") -> None:
    """Check that the files can be written; empty paths are skipped. Raises `InputError`."""
    check_texts(plan.sources, table, report)


def compare_to_files(
    plan: Comparison, run: Run | None = None, *, table: str = "", report: str = "", folder: str = "", device: str = "auto",
    block_size: int = 0,
) -> Compared:  # fmt: skip
    """Compare, and write the requested files: all of them, or none after an error or a cancel.

    Parameters
    ----------
    plan : Comparison
    run : Run, optional
    table : path
        CSV file.
    report : path
        HTML file.
    folder : path
        Folder that keeps the predictions; empty keeps none.
    device, block_size
        As in `core.fusion.fuse.fuse`.

    Raises
    ------
    InputError, DependencyError, Cancelled
    """
    run = run or Run()
    check_comparison_outputs(plan, table, report)
    check_drawing(report)
    comparing, drawing = run.steps(Comparing_methods=30, Writing_the_report=2 if report else 0.01)
    found = compare(plan, comparing, device=device, block_size=block_size, folder=Path(folder) if folder else None)
    with ExitStack() as files:
        table_rows = (table, lambda file: write_comparison(file, found))
        write_texts(files, drawing, table_rows, (report, lambda: comparison_page(found, drawing)))
    return found


def write_comparison(file: Any, found: Compared) -> None:
    """Write a row for each method, date and band, and rows for all of them; simple guesses follow the methods."""
    out = TableWriter(file)
    out.row(["method", "date", "band", *(m.key for m in _ALL), "seconds", "memory_mib", "error"])
    bands = found.found[0].plan.names
    trials = {trial.name: trial for trial in found.trials}
    for name in (*trials, *found.guesses):
        trial = trials.get(name)
        if trial is not None and trial.error:
            out.row([name, "", "", *[""] * len(_ALL), "", "", trial.error])
            continue
        for case, assessed in enumerate(found.found):
            accuracy = found.accuracy(name, case)
            for band, label in enumerate(bands):
                numbers = [assessed.stored(accuracy, m.key)[band] for m in MEASURES]
                out.row(
                    [
                        name,
                        found.plan.cases[case].day or "the target date",
                        label,
                        *map(cell, numbers),
                        "",
                        "",
                        "",
                        "",
                        "",
                    ]
                )
        overall = [cell(found.overall(name, m.key)) for m in _ALL]
        cost = [cell(trial.seconds), cell(trial.memory)] if trial is not None else ["", ""]
        out.row([name, "all dates", "all bands", *overall, *cost, ""])
        if len(found.found) > 1:
            spread = [cell(found.spread(name, m.key)) for m in _ALL]
            out.row([name, "standard deviation over dates", "all bands", *spread, "", "", ""])


def comparison_page(found: Compared, run: Run | None = None) -> Page:
    """Returns the complete report."""
    run = run or Run()
    first, best = found.found[0], found.best()
    page = Page(tr("Comparison of fusion methods"))
    page.verdict(found.verdict_line)
    several = len(found.found) > 1
    dates = ", ".join(case.title for case in found.plan.cases)
    if several or found.plan.wanted.truth is None:
        how = tr("each date predicted from the other pairs")
    else:
        how = tr("truth: {name}", name=first.plan.infos["reference"].label)
    page.lead(
        tr(
            "Number of methods: {count}. Dates: {dates} ({how}). Smallest RMSE: {best}, {rmse} ({unit}), mean over all bands; "
            "number of bands: {bands}.",
            count=len(found.good),
            dates=dates,
            how=how,
            best=best.title,
            rmse=number(found.overall(best.name, "rmse")),
            unit=first.unit,
            bands=len(first.plan.names),
        )
    )
    for trial in found.trials:
        if trial.error:
            page.note(tr("{title} failed: {text}", title=trial.title, text=trial.error))
    for title, reason in found.plan.left_out.items():
        page.note(tr("{title} was not run: {reason}", title=title, reason=reason))
    for text in dict.fromkeys(text for one in found.found for text in one.notes):
        page.note(text)
    page.heading(tr("Accuracy, time and memory"))
    _overall_table(page, found)
    _band_table(page, found)
    _figures(page, found, run)
    page.heading(tr("Compared images"))
    page.table(("", ""), _facts(found), left=2)
    page.heading(tr("Options of the methods"))
    page.table((tr("Method"), tr("Pairs"), tr("Options")), _options(found), left=3)
    definitions(page, found.guesses)
    page.footer(f"STFusion {version()}, {now()}.")
    return page


def _overall_table(page: Page, found: Compared) -> None:
    columns = [tr("Method"), tr("Time (s)"), tr("Memory (MiB)")]
    columns += [f"{tr(m.title)} ({_UNITS[m.unit]})" if m.unit in _UNITS else tr(m.title) for m in _ALL]
    names = [trial.name for trial in found.good]
    numbers = [[trial.seconds, trial.memory, *(found.overall(trial.name, m.key) for m in _ALL)] for trial in found.good]
    rows = [[trial.title, *_texts(row)] for trial, row in zip(found.good, numbers)]
    marks = {(row, 1 + col) for col in range(len(numbers[0])) for row in _best_rows([one[col] for one in numbers], col)}
    rows += [
        [shown_name(name), "", "", *_texts([0, 0, *(found.overall(name, m.key) for m in _ALL)])[2:]]
        for name in found.guesses
    ]
    kinds = [""] * len(names) + [WEAK] * len(found.guesses)
    page.table(columns, rows, kinds=kinds, best=marks)
    page.paragraph(
        tr(
            "Means over all bands{several}. RMSE, MAE and bias are in stored units ({unit}). The best value of each column is "
            "highlighted. The last rows are simple guesses. Only pixels that all methods predicted are compared. Time is that "
            "of a complete run including reading and writing, mean over the dates. Memory is the peak memory of the process "
            "minus its memory before the run. The first run of a method on a computer compiles its kernels and takes longer. "
            "ERGAS with the pixel size factor h = {factor}.",
            several=tr(" and dates") if len(found.found) > 1 else "",
            unit=found.found[0].unit,
            factor=found.found[0].ergas_reason,
        )
    )
    for text in _smaller_guesses(found):
        page.paragraph(text)
    _spread_table(page, found)
    worse = [trial.title for trial in found.good if found.verdict(trial.name).worse]
    if worse:
        guess = found.verdict(found.good[0].name).best
        page.paragraph(
            tr(
                "Less accurate than the best simple guess, {guess}: {methods}.",
                guess=shown_name(guess),
                methods=", ".join(worse),
            )
        )


def _spread_table(page: Page, found: Compared) -> None:
    """Adds the standard deviation of the main metrics over the dates."""
    if len(found.found) < 2:
        return
    shown = [m for m in _ALL if m.key in ("rmse", "correlation", "ssim", "sam", "ergas")]
    names = [(trial.name, trial.title) for trial in found.good] + [(name, shown_name(name)) for name in found.guesses]
    page.heading(tr("Standard deviation over the dates"))
    page.table(
        [tr("Method"), *(tr(m.title) for m in shown)],
        [[title, *(number(found.spread(name, m.key)) for m in shown)] for name, title in names],
        kinds=[""] * len(found.good) + [WEAK] * len(found.guesses),
    )


def _smaller_guesses(found: Compared) -> list[str]:
    """Returns a sentence for each simple guess that is valid on fewer pixels than the methods."""
    texts = []
    for name in found.guesses:
        own, all_of = (
            sum(int(found.accuracy(one, case).pixels.sum()) for case in range(len(found.found)))
            for one in (name, found.good[0].name)
        )
        if own < all_of:
            texts.append(
                tr(
                    "{guess} is available for {share:.1%} of the compared pixels.",
                    guess=shown_name(name),
                    share=own / all_of,
                )
            )
    return texts


def _band_table(page: Page, found: Compared) -> None:
    bands = found.found[0].plan.names
    if len(bands) == 1:
        return
    page.heading(tr("RMSE per band"))
    values = np.stack([found.bands(trial.name, "rmse") for trial in found.good])
    rows = [[trial.title, *(number(value) for value in row)] for trial, row in zip(found.good, values)]
    marks = {(int(np.nanargmin(column)), 1 + band) for band, column in enumerate(values.T) if np.isfinite(column).any()}
    rows += [[shown_name(name), *(number(value) for value in found.bands(name, "rmse"))] for name in found.guesses]
    page.table([tr("Method"), *bands], rows, kinds=[""] * len(values) + [WEAK] * len(found.guesses), best=marks)


def _figures(page: Page, found: Compared, run: Run) -> None:
    png = Steps(run, len(found.found) + 2).png
    page.heading(tr("Maps"))
    for case, _ in enumerate(found.found):
        made, words = _case_maps(found, case)
        page.figure(png(made), words, tr("Maps of the prediction and the error of each method"))
    good, first = found.good, found.found[0]
    if len(good) > 1:
        page.heading(tr("Time and accuracy"))
        errors = [found.overall(trial.name, "rmse") for trial in good]
        guesses = {name: found.overall(name, "rmse") for name in found.guesses}
        guess = min(guesses, key=lambda name: guesses[name]) if guesses else ""
        made = speed_and_accuracy(
            [trial.seconds for trial in good], errors, [trial.title for trial in good], first.unit,
            (f"Best simple guess ({guess})", guesses[guess]) if guess and math.isfinite(guesses[guess]) else None,
        )  # fmt: skip
        page.figure(
            png(made),
            tr("RMSE and time of a run; low and left is better. Dashed: best simple guess."),
            tr("RMSE and time"),
        )
    page.heading(tr("All-round assessment"))
    last = len(found.found) - 1
    made, said = all_round_figure(
        {trial.title: found.accuracy(trial.name, last) for trial in good}, found.found[last].guesses, first.plan.names
    )
    page.figure(
        png(made),
        f"{tr(DISC_WORDS)} {tr(SECTOR_WORDS) if said else ''} {found.plan.cases[last].title}.",
        tr("All-round diagram"),
    )
    if said:
        page.paragraph(tr("{said} (mean of all bands).", said=said))


def _case_maps(found: Compared, case: int) -> tuple[Any, str]:
    assessed = found.found[case]
    names, factor, offset = assessed.plan.names, assessed.scale.factor, assessed.scale.offset

    def pictures(name: str) -> Pictures:
        held = found.accuracy(name, case).pictures
        if held is None:
            raise ValueError(f"{name} was measured without pictures")
        return held

    def stored(values: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray((values - offset) / factor, np.float32)

    reference = stored(pictures(found.good[0].name).reference)
    colours = composite(names, reference)
    main = colours.bands[0]
    ranked = sorted(found.good, key=lambda trial: found.overall(trial.name, "rmse"))
    methods = []
    for trial in ranked:
        values = stored(pictures(trial.name).prediction)
        methods.append((trial.title, values, values[main] - reference[main]))
    made = method_maps(
        ("Reference", reference),
        methods,
        colours,
        assessed.unit,
        MapPlacement(assessed.plan.grid, pictures(ranked[0].name).step),
    )
    return made, tr(
        "{date}: predictions ({colours}) with the stretch of the reference, in order of RMSE; below each, its error in {band}. "
        "Blue: too low; red: too high; grey: not compared.",
        date=found.plan.cases[case].title,
        colours=colours.words,
        band=names[main],
    )


def _facts(found: Compared) -> list[tuple[str, str]]:
    facts = []
    for case, assessed in zip(found.plan.cases, found.found):
        share = assessed.pixels / (assessed.plan.grid.rows * assessed.plan.grid.cols)
        facts.append(
            (
                tr("Date {date}", date=case.title),
                tr(
                    "truth {truth}; coarse {coarse}; {share:.1%} compared",
                    truth=shown(case.truth.source),
                    coarse=shown(case.target.source),
                    share=share,
                ),
            )
        )
        for fine, coarse in case.pairs:
            facts.append((tr("Pair {date}", date=fine.date or ""), f"{shown(fine.source)}; {shown(coarse.source)}"))
    return facts


def _options(found: Compared) -> list[tuple[str, str, str]]:
    """Returns title, number of pairs and options of each method."""
    return [
        (entry.method.info.title, str(max(len(one.fine) for one in entry.inputs)), option_list(entry.options))
        for entry in found.plan.entries
    ]


def _best_rows(values: Sequence[float], col: int) -> list[int]:
    """Returns the rows with the best value of a column of the overall table; none if fewer than two have a value."""
    ideal = "small" if col < _COST else _ALL[col - _COST].ideal
    known = [(_distance(value, ideal), row) for row, value in enumerate(values) if math.isfinite(value)]
    if len(known) < 2:
        return []
    least = min(known)[0]
    return [row for distance, row in known if distance == least]


def _distance(value: float, ideal: str) -> float:
    """Returns the distance of a value from that of a perfect prediction."""
    if ideal == "large":
        return -value
    return value if ideal == "small" else abs(value - float(ideal))


def _texts(values: Sequence[float]) -> list[str]:
    keys = ["seconds", "memory", *(m.key for m in _ALL)]
    return [
        number(value) if key in ("rmse", "mae", "bias") else
        fixed(value, {"psnr": 2, "sam": 2, "seconds": 1, "memory": 0}.get(key, 3))
        for key, value in zip(keys, values)
    ]  # fmt: skip
