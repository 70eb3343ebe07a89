"""From the rasters that a user chose to a scene: dates, pairs, bands, scale, grids, and every check on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..dates import find_date
from ..errors import InputError
from ..products.band_numbers import band_mapping, other_bands
from ..products.scaling import BandScales, Scale, parse_scale, scale_of_file, storage_like
from ..rasters.align import AlignedReader, PolygonLayer, pixel_ratio
from ..rasters.grid import Grid
from ..rasters.raster import RasterInfo, RasterReader, describe, same_crs
from ..run import Run
from ..words import tr
from .class_map import ClassMap
from .input_checks import check_band_counts, check_classes, check_grids, check_pan, check_twice
from .layers import Layer, RasterLayer
from .pairing import Image, check_dates, match
from .scene import Pair, Scene


@dataclass(frozen=True)
class Inputs:
    """What a user chose.

    Attributes
    ----------
    fine, coarse : tuple of Image
        Images of the pair dates, matched by `core.scenes.pairing`.
    target : Image
        Coarse image of the target date.
    bands : str
        Coarse band for each fine band, counted from 1, separated by spaces or commas; 0 leaves a fine band out.
        Empty: by name where the names agree, else by order.
    scale : str
        See `core.products.scaling.parse_scale`.
    resampling : str
        How coarse images reach the fine grid: ``nearest``, ``bilinear`` or ``cubic``.
    extrapolate : bool
        Allow a target date outside the dates of two or more pairs.
    classes : ClassMap or None
        Land-cover classes, for methods that take them.
    pan : tuple of Image
        The panchromatic image of each fine image, in their order, for methods that need them; else empty.
    rest : bool
        Open also the bands of the coarse images that no fine band is matched with.
    """

    fine: tuple[Image, ...]
    coarse: tuple[Image, ...]
    target: Image
    bands: str = ""
    scale: str = "auto"
    resampling: str = "bilinear"
    extrapolate: bool = False
    classes: ClassMap | None = None
    pan: tuple[Image, ...] = ()
    rest: bool = False


@dataclass(frozen=True)
class Plan:
    """Inputs that passed every check that needs no pixel."""

    pairs: tuple[tuple[Image, Image], ...]
    target: Image
    unused: tuple[Image, ...]
    infos: dict[str, RasterInfo]
    fine_bands: tuple[int, ...]
    coarse_bands: tuple[int, ...]
    scales: tuple[Scale | None, Scale | None]
    resampling: str
    warnings: tuple[str, ...]
    classes: ClassMap | None
    pans: tuple[Image, ...] = ()  # of the pairs, in their order; or none
    rest_bands: tuple[int, ...] = ()  # of the coarse images, that no fine band is matched with; only where asked for

    @property
    def grid(self) -> Grid:
        """The grid of the scene."""
        return self.infos[(self.pans[0] if self.pans else self.pairs[0][0]).source].grid


def plan(inputs: Inputs) -> Plan:
    """Check everything that headers and names tell. Reads no pixel.

    Raises
    ------
    InputError
        With one sentence: what is wrong, where, and what to do.
    """
    images = (*inputs.fine, *inputs.coarse, inputs.target, *inputs.pan)
    if not inputs.fine:
        raise InputError("There is no fine image; choose at least one.")
    infos = {image.source: describe(image.source) for image in images}
    for image in images:
        if image.mask:
            infos[image.mask] = describe(image.mask)
    fine = [_dated(image, infos) for image in inputs.fine]
    coarse = [_dated(image, infos) for image in inputs.coarse]
    target = _dated(inputs.target, infos)
    check_twice(fine)
    pairs, unused = match(fine, coarse)
    check_dates(pairs, target, inputs.extrapolate)
    used = [image for pair in pairs for image in pair] + [target]
    check_band_counts([pair[0] for pair in pairs], infos)
    check_band_counts([pair[1] for pair in pairs] + [target], infos)
    fine_bands, coarse_bands = band_mapping(inputs.bands, infos[pairs[0][0].source], infos[target.source])
    warnings = check_grids(used, [partner for _, partner in pairs] + [target], infos)
    if target.date is None:
        warnings.append(
            tr(
                "{role} has no date in its layer, tags or name: the result gets no day in the "
                "Temporal Controller. State the target date to give it one.",
                role=target.title,
            )
        )
    scales = parse_scale(inputs.scale)
    check_classes(inputs.classes, infos[pairs[0][0].source].grid)
    of_fine = {image.source: pan for image, pan in zip(inputs.fine, inputs.pan)}
    pans = tuple(of_fine[image.source] for image, _ in pairs) if of_fine else ()
    warnings += [text for (image, _), pan in zip(pairs, pans) for text in check_pan(pan, image, infos)]
    return Plan(
        tuple(pairs), target, tuple(unused), infos, fine_bands, coarse_bands, scales, inputs.resampling, tuple(warnings),
        inputs.classes, pans, other_bands(infos[target.source], coarse_bands) if inputs.rest else (),
    )  # fmt: skip


def open_scene(
    inputs: Inputs,
    run: Run | None = None,
    known: Scene | None = None,
    target_told: bool = True,
    grid: Grid | None = None,
) -> Scene:
    """Make the scene, and tell in the log what was understood: pairs, bands, scales, grids.

    Parameters
    ----------
    inputs : Inputs
    run : Run, optional
    known : Scene, optional
        A scene that was opened from the same pairs, bands and scales for another target date: its readers, and what was
        found out about its pairs, are used on.
    target_told : bool
        Whether the log names the target image; a training has none.
    grid : Grid, optional
        The grid of the scene, where it is not that of the first fine image: a series has one grid for all dates.

    Raises
    ------
    InputError
        As `plan`; and if no pixel of an image is valid.
    """
    run = run or Run()
    made = plan(inputs)
    for text in made.warnings:
        run.warn(text)
    first = made.infos[made.pairs[0][0].source]
    target = made.infos[made.target.source]
    if known is not None:
        (fine_scale, coarse_scale), rest_scale = known.scales, known.rest_scale
    else:
        fine_scale = made.scales[0] or scale_of_file(first, made.fine_bands, run)
        coarse_scale = made.scales[1] or scale_of_file(target, made.coarse_bands, run)
        _log(made, first, target, fine_scale, coarse_scale, run)
        rest_scale = _rest_scale(made, target, run)
        if target_told:
            _log_target(made.target, target, run)

    grid = grid or made.grid

    def layer(image: Image, bands: Sequence[int], scale: Scale | BandScales, resampling: str) -> RasterLayer:
        aligned = AlignedReader(RasterReader(made.infos[image.source]), grid, bands, resampling)
        masks = []
        if image.mask:
            masks = [AlignedReader(RasterReader(made.infos[image.mask]), grid, (1,), "nearest", raw=True)]
        return RasterLayer(aligned, scale, masks)

    def rest(image: Image) -> RasterLayer | None:
        return None if rest_scale is None else layer(image, made.rest_bands, rest_scale, made.resampling)

    pan_scale = made.scales[0] or (scale_of_file(made.infos[made.pans[0].source], (1,), run) if made.pans else None)

    def pair(place: int, fine: Image, coarse: Image) -> Pair:
        found = Pair(
            layer(fine, made.fine_bands, fine_scale, "bilinear"),
            layer(coarse, made.coarse_bands, coarse_scale, made.resampling),
            fine.date,
            rest=rest(coarse),
        )
        if not made.pans or pan_scale is None:
            return found
        factor = max(1, round(pixel_ratio(grid, made.infos[fine.source].grid)))
        return found.sharpened(layer(made.pans[place], (1,), pan_scale, "bilinear"), factor)

    wanted = layer(made.target, made.coarse_bands, coarse_scale, made.resampling)
    of_target: dict[str, Any] = {
        "target": wanted,
        "target_date": made.target.date,
        "ratio": pixel_ratio(grid, target.grid),
        "coarse_grid": target.grid if same_crs(grid.crs, target.grid.crs) else None,
        "inputs": _roles(made),
        "target_rest": rest(made.target),
    }
    if known is not None:
        return replace(known, **of_target)
    return Scene(
        grid=grid,
        bands=tuple(first.names[band - 1] or f"Band {band}" for band in made.fine_bands),
        pairs=tuple(pair(place, *images) for place, images in enumerate(made.pairs)),
        storage=storage_like(first, fine_scale),
        like=_chosen(first, made.fine_bands),
        classes=_class_layer(made.classes, grid),
        scales=(fine_scale, coarse_scale),
        rest=tuple(target.names[band - 1] or f"Band {band}" for band in made.rest_bands),
        rest_scale=rest_scale,
        **of_target,
    )


def _rest_scale(made: Plan, target: RasterInfo, run: Run) -> BandScales | None:
    """Scales of the coarse bands that no fine band is matched with: each has its own, for it may be a temperature."""
    if not made.rest_bands:
        return None
    stated = made.scales[1]
    scales = [stated or _scale_beside(target, band, run) for band in made.rest_bands]
    run.info(
        "Coarse bands beside these: {bands}.",
        bands=", ".join(
            f"{target.names[band - 1] or band} x {scale} ({tr(scale.reason)})"
            for band, scale in zip(made.rest_bands, scales)
        ),
    )
    return BandScales(tuple(scales))


def _scale_beside(info: RasterInfo, band: int, run: Run) -> Scale:
    try:
        return scale_of_file(info, (band,), run)
    except InputError as error:
        raise InputError(
            "Band {band} of {label} cannot be read beside the bands that are matched with fine ones ({error}); "
            "set OTHER_BANDS to no, or state the scale.",
            band=band,
            label=info.label,
            error=str(error).rstrip("."),
        ) from error


def _class_layer(classes: ClassMap | None, grid: Grid) -> Layer | None:
    if classes is None:
        return None
    if classes.polygons is not None:
        return PolygonLayer(classes.polygons, grid)
    reader = AlignedReader(RasterReader(describe(classes.source)), grid, (1,), "nearest")
    return RasterLayer(reader, Scale(1.0))


def _dated(image: Image, infos: dict[str, RasterInfo]) -> Image:
    if image.date:
        return image
    return replace(image, date=find_date(image.source, dict(infos[image.source].tags)))


def _log(made: Plan, first: RasterInfo, target: RasterInfo, fine_scale: Scale, coarse_scale: Scale, run: Run) -> None:
    for number, (fine, coarse) in enumerate(made.pairs, 1):
        day = tr(", {date}", date=fine.date) if fine.date else ""
        other = tr(" of {date}", date=coarse.date) if coarse.date and coarse.date != fine.date else ""
        run.info(
            "Pair {number}{day}: fine {fine}, coarse {coarse}{other}.",
            number=number,
            day=day,
            fine=made.infos[fine.source].label,
            coarse=made.infos[coarse.source].label,
            other=other,
        )
        for image in (fine, coarse):
            info = made.infos[image.source]
            if image is fine and info is not first and first.grid.offset_of(info.grid) is None:
                run.warn(
                    "{role} is not on the grid of the first fine image; it is resampled (bilinear).", role=image.title
                )
    for pan in made.pans:
        run.info("{role}: {label}.", role=pan.title, label=made.infos[pan.source].label)
    for image in made.unused:
        run.warn("{image} is not used: no fine image is near its date.", image=image)
    mapping = ", ".join(
        f"{first.names[f - 1] or f} - {target.names[c - 1] or c}" for f, c in zip(made.fine_bands, made.coarse_bands)
    )
    run.info("Bands, fine - coarse: {mapping}.", mapping=mapping)
    run.info(
        "Scale: fine x {fine_scale} ({fine_reason}), coarse x {coarse_scale} ({coarse_reason}). A coarse "
        "pixel is {pixel_ratio:.2f} fine pixels wide.",
        fine_scale=fine_scale,
        fine_reason=tr(fine_scale.reason),
        coarse_scale=coarse_scale,
        coarse_reason=tr(coarse_scale.reason),
        pixel_ratio=pixel_ratio(first.grid, target.grid),
    )
    if made.pans:
        run.info("A fine pixel is {ratio:.2f} panchromatic pixels wide.", ratio=pixel_ratio(made.grid, first.grid))


def _log_target(target: Image, info: RasterInfo, run: Run) -> None:
    run.info(
        "Target{day}: coarse {label}.", day=tr(", {date}", date=target.date) if target.date else "", label=info.label
    )


def _chosen(info: RasterInfo, bands: Sequence[int]) -> RasterInfo:
    """The header as if the raster had only these bands."""
    kept = [band - 1 for band in bands]
    return replace(
        info,
        names=tuple(info.names[band] for band in kept),
        scales=tuple(info.scales[band] for band in kept),
        offsets=tuple(info.offsets[band] for band in kept),
        units=tuple(info.units[band] for band in kept),
        colors=tuple(info.colors[band] for band in kept),
    )


def _roles(made: Plan) -> dict[str, str]:
    roles = {}
    for image in (*(image for pair in made.pairs for image in pair), made.target, *made.pans):
        roles[image.role] = image.source
        if image.mask:
            roles[f"Mask of {image.role}"] = image.mask
    if made.classes is not None:
        roles["Class map"] = made.classes.source
    return roles
