"""Preparation of a pair for fusion: common area and grid, matched bands, common unit, masked clouds."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from ..errors import InputError
from ..fusion.fuse import check_output
from ..products.scaling import Scale, parse_scale
from ..products.stack import Stack, find_scales
from ..products.units import KELVIN, REFLECTANCE
from ..rasters.raster import same_file
from ..run import Run
from ..words import tr
from .pair_files import PairFiles
from .pair_grids import pair_grids
from .pair_plan import AUTO, STORED, TENTHOUSAND, Matched, Preparation, Prepared, plan_pair


def prepare(
    wanted: Preparation,
    coarse_output: str | Path,
    run: Run | None = None,
    *,
    fine_output: str | Path | None = None,
    mask_output: str | Path | None = None,
) -> Prepared:
    """Prepare a pair for fusion and write it.

    Parameters
    ----------
    wanted : Preparation
    coarse_output : path
        GeoTIFF for the coarse image.
    run : Run, optional
    fine_output, mask_output : path, optional
        GeoTIFFs for the fine image, and for the mask (`core.pairs.pair_files.MASK_CONTENT`) on its grid.

    Raises
    ------
    InputError
        If the inputs do not match or the outputs cannot be written. No incomplete file is left.
    Cancelled
    """
    run = run or Run()
    matched = plan_pair(wanted)
    paths = [check_output(path, matched.sources) for path in (coarse_output, fine_output, mask_output) if path]
    for number, path in enumerate(paths):
        if any(same_file(path, other) for other in paths[:number]):
            raise InputError("Two results have the same file {path}; choose another name for one of them.", path=path)
    result = Prepared(
        Path(fine_output) if fine_output else None, Path(coarse_output), Path(mask_output) if mask_output else None
    )
    scaling, coarse_run, fine_run = run.steps(Reading_the_scales=1, Coarse_image=3, Fine_image_and_mask=6)
    with ExitStack() as closing:
        grids = pair_grids(
            matched.fine, matched.coarse, wanted.extent, wanted.crs, wanted.coarse_grid, wanted.ratio, run
        )
        scaling.progress(0.01)
        fine, coarse = (
            Stack(product, [pair[side] for pair in matched.pairs], closing)
            for side, product in enumerate((matched.fine, matched.coarse))
        )
        result.unit = _unit(wanted, matched, fine, coarse, run)
        scaling.progress(1)
        result.bands, result.ratio = matched.names, grids.ratio
        result.fine_date, result.coarse_date = matched.fine.date, matched.coarse.date
        _tell(result, _understood(matched, fine, coarse), run)
        for product in (matched.fine, matched.coarse):
            if product.date is None:
                run.warn(
                    "{role} has no date in its layer, tags or name; set the date, which fusion requires.",
                    role=product.title,
                )
        with ExitStack() as files:
            writing = PairFiles(matched, grids, wanted.resampling, fine, coarse, result, files, run)
            writing.write_coarse(coarse_run)
            writing.write_fine(fine_run)
    _tell(result, _came_out(result, str(grids)), run)
    return result


def _unit(wanted: Preparation, matched: Matched, fine: Stack, coarse: Stack, run: Run) -> str:
    """Set the scale of every band, and choose the unit of the result."""
    if wanted.unit == STORED:
        for stack in (fine, coarse):
            stack.set_scale(Scale(1.0, 0.0, STORED))
        return STORED
    stated = parse_scale(wanted.scale)
    for stack, typed in zip((fine, coarse), stated):
        if typed is not None:
            stack.set_scale(typed)
    units = (
        find_scales([stack for stack, typed in zip((fine, coarse), stated) if typed is None], run)
        if None in stated
        else []
    )
    if len(set(units)) > 1:
        raise InputError(
            "{fine} contains {fine_unit} and {coarse} {coarse_unit}; choose bands of one quantity, or set the "
            "scale factor.",
            fine=matched.fine.label,
            fine_unit=fine.unit,
            coarse=matched.coarse.label,
            coarse_unit=coarse.unit,
        )
    found = units[0] if units else KELVIN if matched.thermal else REFLECTANCE
    if wanted.unit == AUTO:
        return KELVIN if found == KELVIN else TENTHOUSAND
    if units and (wanted.unit == KELVIN) != (found == KELVIN):
        raise InputError(
            "The requested unit is {unit}, but the images contain {found}; choose another unit, or set the scale "
            "factor.",
            unit=wanted.unit,
            found=found,
        )
    return wanted.unit


def _tell(result: Prepared, lines: list[str], run: Run) -> None:
    result.lines += lines
    for line in lines:
        run.info(line)


def _understood(matched: Matched, fine: Stack, coarse: Stack) -> list[str]:
    """Returns log lines about the detected dates, sensors, scales and bands, before pixels are processed."""
    lines = []
    for product, stack in ((matched.fine, fine), (matched.coarse, coarse)):
        day = tr(", {date}", date=product.date) if product.date else tr(", without a date")
        sensor = product.sensor.id if product.sensor else tr("not detected")
        lines.append(
            tr(
                "{role}: {label}{day}; sensor: {sensor}; scale: {story}; {quality_story}.",
                role=product.title,
                label=product.label,
                day=day,
                sensor=sensor,
                story=stack.story,
                quality_story=product.quality_story,
            )
        )
    pairs = ", ".join(
        f"{name} ({first.label or first.number} - {second.label or second.number})"
        for name, (first, second) in zip(matched.names, matched.pairs)
    )
    lines.append(tr("Bands (fine - coarse): {pairs}.", pairs=pairs))
    used = {first.number for first, _ in matched.pairs}
    left = [band.title for band in matched.fine.bands if band.number not in used]
    if left:
        lines.append(
            tr("Bands of the fine image that are not matched or not selected: {bands}.", bands=", ".join(left))
        )
    first, second = matched.fine.date, matched.coarse.date
    if first and second and first != second:
        lines.append(
            tr(
                "The images are {abs} days apart: the coarse image can be that of a target date, but should not "
                "be used as a pair with the fine one.",
                abs=abs((first - second).days),
            )
        )
    return lines


def _came_out(result: Prepared, grids: str) -> list[str]:
    return [
        tr("{grids}.", grids=grids),
        tr("Unit: {unit}.", unit=tr(result.unit)),
        tr(
            "Masked by quality layers: {fine_hidden:.1f} % of the fine and {coarse_hidden:.1f} % of the coarse pixels.",
            fine_hidden=result.fine_hidden,
            coarse_hidden=result.coarse_hidden,
        ),
        tr(
            "Valid: {fine_valid:.1f} % of the fine and {coarse_valid:.1f} % of the coarse pixels; valid in both: "
            "{both_valid:.1f} % of the fine pixels.",
            fine_valid=result.fine_valid,
            coarse_valid=result.coarse_valid,
            both_valid=result.both_valid,
        ),
    ]
