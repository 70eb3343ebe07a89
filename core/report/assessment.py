"""HTML report of one prediction compared with a reference, and its table as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..accuracy.assess import Assessment, assess
from ..accuracy.plan import TITLES, AssessPlan
from ..accuracy.results import MEASURES, WHOLE_IMAGE, Pictures
from ..fusion.fuse import check_output
from ..fusion.guesses import FORMULAS, shown_name
from ..rasters.grid import Window
from ..rasters.raster import RasterWriter
from ..rasters.source import shown
from ..run import Run
from ..runtime.version import version
from ..words import later, tr
from .all_round import DISC_WORDS, SECTOR_WORDS, all_round_figure
from .figures import MOST_PANELS, density_scatter, drawn, error_histograms
from .maps import MapPlacement, composite, error_maps, side_by_side
from .page import STRONG, WEAK, Page, fixed, number
from .texts import TableWriter, check_drawing, check_texts, write_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROLES = {"prediction": later("Prediction"), "reference": later("Reference"), **TITLES}


def check_outputs(plan: AssessPlan, error: str = "", table: str = "", report: str = "") -> None:
    """Check that the files can be written; empty paths are skipped. Raises `InputError`."""
    if error:
        check_output(error, plan.sources)
    check_texts(plan.sources, table, report)


def assess_to_files(
    plan: AssessPlan, run: Run | None = None, *, error: str = "", table: str = "", report: str = "", block_size: int = 0
) -> Assessment:
    """Compare, and write the requested files: all of them, or none after an error or a cancel.

    Parameters
    ----------
    plan : AssessPlan
    run : Run, optional
    error : path
        GeoTIFF for prediction minus reference, in the stored units of the reference.
    table : path
        CSV file.
    report : path
        HTML file.
    block_size : int
        0 selects it automatically.

    Raises
    ------
    InputError, DependencyError, Cancelled
    """
    run = run or Run()
    check_outputs(plan, error, table, report)
    check_drawing(report)
    comparing, drawing = run.steps(Comparing_the_images=3, Writing_the_report=1 if report else 0.01)
    with ExitStack() as files:
        writer = files.enter_context(_error_file(Path(error), plan)) if error else None

        def write(window: Window, difference: NDArray[np.float64], known: NDArray[np.bool_]) -> None:
            if writer is not None:
                writer.write(window, difference.astype(np.float32))

        found = assess(plan, comparing, write, block_size)
        table_rows = (table, lambda file: write_table(file, found))
        write_texts(files, drawing, table_rows, (report, lambda: assessment_page(found, drawing)))
    return found


def write_table(file: Any, found: Assessment) -> None:
    """Write a row for each band and one for all of them; simple guesses follow the prediction."""
    keys = [measure.key for measure in MEASURES]
    out = TableWriter(file)
    extra = ["ad_reflectance", "rmse_reflectance", "sam_degrees", "ergas"]
    out.row(["image", "band", "pixels", *keys, *extra])
    for name, accuracy in (("prediction", found.accuracy), *found.guesses.items()):
        values = {key: found.stored(accuracy, key) for key in keys}
        for band, label in enumerate(found.plan.names):
            row = [values[key][band] for key in keys]
            whole = [accuracy.bias[band], accuracy.rmse[band], None, None]
            out.row([name, label, accuracy.pixels[band], *map(cell, (*row, *whole))])
        row = [found.overall(accuracy, key) for key in keys]
        whole = [accuracy.overall("bias"), accuracy.overall("rmse"), accuracy.sam, accuracy.ergas(found.ergas_factor)]
        out.row([name, "all bands", accuracy.pixels.max(), *map(cell, (*row, *whole))])


def assessment_page(found: Assessment, run: Run | None = None) -> Page:
    """Returns the complete report."""
    run = run or Run()
    plan, accuracy = found.plan, found.accuracy
    page = Page(tr("Accuracy of {name}", name=plan.infos["prediction"].label))
    page.verdict(found.verdict_line)
    day = plan.images["prediction"].date
    page.lead(
        tr(
            "Compared with {reference}: RMSE {rmse} ({unit}), r {r}, SSIM {ssim} (mean over all bands; number of bands: "
            "{bands}).",
            reference=plan.infos["reference"].label + (tr(", {date}", date=day) if day else ""),
            rmse=number(found.overall(accuracy, "rmse")),
            unit=found.unit,
            r=fixed(accuracy.overall("correlation")),
            ssim=fixed(accuracy.overall("ssim")),
            bands=len(plan.names),
        )
    )
    for text in found.notes:
        page.note(text)
    page.heading(tr("Accuracy"))
    _accuracy_table(page, found)
    _figures(page, found, run)
    page.heading(tr("Compared images"))
    page.table(("", ""), _facts(found), left=2)
    definitions(page, list(found.guesses))
    page.footer(f"STFusion {version()}, {now()}.")
    return page


def definitions(page: Page, guesses: Sequence[str]) -> None:
    """Add definition and source of every metric to a page, and the definitions of the simple guesses that it shows."""
    page.heading(tr("Definitions"))
    page.paragraph(
        tr(
            "Measures are computed for each band from the pixels that are valid in both images; values for all bands are "
            "means over the bands. p: prediction; r: reference."
        )
    )
    rows = [(tr(m.title), tr(m.definition), tr(m.ideal), m.source) for m in (*MEASURES, *WHOLE_IMAGE)]
    page.table((tr("Measure"), tr("Definition"), tr("Ideal"), tr("Source")), rows, left=4)
    if guesses:
        page.paragraph(
            tr(
                "Simple guesses are computed from the same images without a fusion method; a useful prediction has a smaller "
                "RMSE than all of them. F: fine image; C: coarse image, enlarged to the fine grid (bilinear); 1: date of the "
                "nearest pair; 2: target date. A guess is valid where all its images are valid."
            )
        )
        page.table((tr("Simple guess"), tr("Definition")), [(shown_name(n), tr(FORMULAS[n])) for n in guesses], left=2)


def _accuracy_table(page: Page, found: Assessment) -> None:
    columns = [tr("Band"), tr("Pixels"), *(f"{tr(m.title)} (dB)" if m.unit == "dB" else tr(m.title) for m in MEASURES)]
    rows, kinds = [], []
    for title, accuracy in (("", found.accuracy), *((shown_name(name), one) for name, one in found.guesses.items())):
        values = {m.key: found.stored(accuracy, m.key) for m in MEASURES}
        if not title:
            for band, name in enumerate(found.plan.names):
                numbers = [_shown(m.key, values[m.key][band]) for m in MEASURES]
                rows.append([name, f"{accuracy.pixels[band]:,}", *numbers])
                kinds.append("")
        if title or len(found.plan.names) > 1:
            overall = [_shown(m.key, found.overall(accuracy, m.key)) for m in MEASURES]
            rows.append([title or tr("All bands"), f"{accuracy.pixels.max():,}", *overall])
            kinds.append(WEAK if title else STRONG)
    page.table(columns, rows, kinds=kinds)
    page.paragraph(
        tr(
            "RMSE, MAE and bias are in stored units of the reference ({unit}). Edge and LBP are computed from reflectance "
            "(stored value x {scale}), noise level {noise:g}.",
            unit=found.unit,
            scale=found.scale,
            noise=found.plan.inputs.noise,
        )
    )
    ergas = found.accuracy.ergas(found.ergas_factor)
    angle = tr("not defined for one band") if len(found.plan.names) == 1 else f"{fixed(found.accuracy.sam)}°"
    page.paragraph(
        tr(
            "All bands: SAM {angle}; ERGAS {ergas} with the pixel size factor h = {factor}.",
            angle=angle,
            ergas=fixed(ergas),
            factor=found.ergas_reason,
        )
    )


def _figures(page: Page, found: Assessment, run: Run) -> None:
    pictures = found.accuracy.pictures
    if pictures is None:
        return
    step = Steps(run, 5)
    _maps(page, found, pictures, step)
    _agreement(page, found, pictures, step)
    page.heading(tr("All-round assessment"))
    made, said = all_round_figure({"Prediction": found.accuracy}, found.guesses, found.plan.names)
    page.figure(step.png(made), f"{tr(DISC_WORDS)} {tr(SECTOR_WORDS) if said else ''}".strip(), tr("All-round diagram"))
    if said:
        page.paragraph(tr("{said} (mean of all bands).", said=said))
    else:
        page.paragraph(
            tr(
                "To show the sectors of good predictions, choose the fine image of the pair and the coarse image "
                "of the target date."
            )
        )


def _maps(page: Page, found: Assessment, pictures: Pictures, step: Steps) -> None:
    names, factor, offset = found.plan.names, found.scale.factor, found.scale.offset
    page.heading(tr("Maps"))
    prediction, reference = ((image - offset) / factor for image in (pictures.prediction, pictures.reference))
    errors = list(prediction - reference)
    colours = composite(names, reference)
    main = colours.bands[0]
    placement = MapPlacement(found.plan.grid, pictures.step)
    made = side_by_side(
        [("Prediction", prediction), ("Reference", reference)], errors[main], colours, f"Error, {names[main]}",
        found.unit, placement,
    )  # fmt: skip
    step_words = tr(" Each pixel of the maps is the mean of {step} x {step} pixels.", step=pictures.step)
    shrunk = step_words if pictures.step > 1 else ""
    page.figure(
        step.png(made),
        tr(
            "Prediction and reference ({colours}) with the same stretch, 2nd to 98th percentile of the reference, and their "
            "difference. Grey: not compared.{shrunk}",
            colours=colours.words,
            shrunk=shrunk,
        ),
        tr("Maps of prediction, reference and error"),
    )
    if len(names) > 1:
        page.figure(
            step.png(error_maps(errors, names, found.unit, placement)),
            tr(
                "Prediction minus reference in each band{limited}. Blue: prediction too low; red: too high.",
                limited=_limited(names),
            ),
            tr("Maps of the error of each band"),
        )


def _agreement(page: Page, found: Assessment, pictures: Pictures, step: Steps) -> None:
    accuracy, names = found.accuracy, found.plan.names
    factor, offset = (np.ravel(part) for part in (found.scale.factor, found.scale.offset))
    page.heading(tr("Agreement"))
    rmse, bias = found.stored(accuracy, "rmse"), found.stored(accuracy, "bias")
    texts = [
        f"RMSE {number(rmse[band], 3)}\nr {fixed(accuracy.correlation[band])}\nR² {fixed(accuracy.r2[band])}"
        for band in range(len(names))
    ]
    ranges = (pictures.value_range - offset) / factor
    page.figure(
        step.png(density_scatter(pictures.density, ranges, names, texts, found.unit)),
        tr(
            "Density of pixels by reference and prediction{limited}; dashed: 1:1 line. The axes exclude 0.1 % of the values at "
            "each end.",
            limited=_limited(names),
        ),
        tr("Scatter plots of prediction and reference"),
    )
    page.figure(
        step.png(error_histograms(pictures.errors, pictures.error_limit / np.abs(factor), bias, names, found.unit)),
        tr(
            "Errors{limited}; dashed: bias. The axes end at the 99.9th percentile of the absolute error.",
            limited=_limited(names),
        ),
        tr("Histograms of the error"),
    )


class Steps:
    """Draws figures; reports progress and checks for cancel after each."""

    def __init__(self, run: Run, count: int) -> None:
        self._run, self._count, self._done = run, count, 0

    def png(self, made: Any) -> bytes:
        self._run.progress(self._done / self._count)
        picture = drawn(made, self._run)
        self._done += 1
        return picture


def _facts(found: Assessment) -> list[tuple[str, str]]:
    plan, grid = found.plan, found.plan.grid
    facts = []
    for role, image in plan.images.items():
        info = plan.infos[role]
        text = tr(
            "{source}{day}; {cols} x {rows} pixels; number of bands: {bands}; {dtype}; bands used: {numbers}",
            source=shown(image.source),
            day=tr(", {date}", date=image.date) if image.date else "",
            cols=info.grid.cols,
            rows=info.grid.rows,
            bands=info.bands,
            dtype=info.dtype,
            numbers=" ".join(map(str, plan.bands[role])),
        )
        facts.append((tr(_ROLES[role]), text))
    if plan.inputs.mask:
        facts.append((tr("Mask"), plan.inputs.mask))
    share = found.pixels / (grid.rows * grid.cols)
    facts += [
        (
            tr("Compared pixels"),
            tr("{count:,} of {all:,} ({share:.1%})", count=found.pixels, all=grid.rows * grid.cols, share=share),
        ),
        (
            tr("Grid"),
            tr(
                "grid of the prediction: {cols} x {rows} pixels, pixel size {size:g} map units",
                cols=grid.cols,
                rows=grid.rows,
                size=grid.pixel,
            ),
        ),
        (
            tr("Scale factor"),
            tr("stored value x {scale} ({reason})", scale=found.scale, reason=tr(found.scale.reason)),
        ),
        (tr("Created by"), f"STFusion {version()}, {now()}"),
    ]
    return facts


def _error_file(path: Path, plan: AssessPlan) -> RasterWriter:
    tags = {
        "TIFFTAG_SOFTWARE": f"STFusion {version()}",
        "STFUSION_CONTENT": "prediction minus reference, in the stored units of the reference",
        "STFUSION_PREDICTION": plan.infos["prediction"].label,
        "STFUSION_REFERENCE_IMAGE": plan.infos["reference"].label,
    }
    day = plan.images["prediction"].date
    if day:
        tags["ACQUISITION_DATE"] = day.isoformat()
    return RasterWriter(
        path, plan.grid, [f"{name} error" for name in plan.names], "float32", float("nan"), tags, quick=True
    )


def _shown(key: str, value: float) -> str:
    return number(value) if key in ("rmse", "mae", "bias") else fixed(value, 2 if key == "psnr" else 3)


def _limited(names: Sequence[str]) -> str:
    most = len(names)
    return tr(" (first {shown} of {most} bands)", shown=MOST_PANELS, most=most) if most > MOST_PANELS else ""


def cell(value: float | None) -> str:
    return "" if value is None or np.isnan(value) else repr(float(value))


def now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
