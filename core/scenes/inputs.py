"""Creation of a scene from the rasters that a user chose: dates, pairs, bands, scale, grids, and all checks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import InputError
from ..products.band_numbers import other_bands
from ..products.description import ImageDescription, describe_image
from ..products.scaling import AnyScale, BandScales, Scale, parse_scale, storage_like
from ..rasters.align import AlignedReader, PolygonLayer, pixel_ratio
from ..rasters.grid import Grid
from ..rasters.raster import RasterInfo, RasterReader, describe, same_crs
from ..run import Run
from ..words import tr
from .agreement import Agreement, Member, check_agreement, compare_coarse
from .bands import follow, match_scene_bands
from .class_map import ClassMap
from .dating import with_date
from .input_checks import check_classes, check_grids, check_pan, check_twice
from .layers import Layer, RasterLayer
from .pairing import Image, check_dates, check_sensors, match, same_coarse
from .readings import COARSE, FINE, Reading, Wanted, joined, mask_layer, readings_of, report
from .scene import Pair, Scene


@dataclass(frozen=True)
class Inputs:
    """Inputs chosen by the user.

    Attributes
    ----------
    fine, coarse : tuple of Image
        Images of the pair dates, matched by `core.scenes.pairing`.
    target : Image
        Coarse image of the target date.
    bands : str
        Coarse band for each fine band, counted from 1, separated by spaces or commas; 0 leaves a fine band out. Empty:
        by name if the names agree, else by order.
    scale : str
        See `core.products.scaling.parse_scale`.
    resampling : str
        Resampling of coarse images to the fine grid: ``nearest``, ``bilinear`` or ``cubic``.
    extrapolate : bool
        Allow a target date outside the dates of two or more pairs.
    classes : ClassMap or None
        Land-cover classes, for methods that take them.
    pan : tuple of Image
        The panchromatic image of each fine image, in the same order, for methods that need them; else empty.
    rest : bool
        Open also the coarse bands without a matching fine band.
    observed : Image or None
        The fine image of the target date, if there is one: it is opened with the scene, but not used for the
        prediction.
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
    observed: Image | None = None


@dataclass(frozen=True)
class Plan:
    """Inputs that passed all checks that read no pixels."""

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
    pans: tuple[Image, ...] = ()  # one for each pair, in the same order; or empty
    rest_bands: tuple[int, ...] = ()  # coarse bands without a matching fine band; empty if not requested
    described: dict[str, ImageDescription] = field(default_factory=dict)  # by source
    bands: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of every image, by source
    rest: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of every coarse image, by source
    observed: Image | None = None

    @property
    def grid(self) -> Grid:
        """The grid of the scene."""
        return self.infos[(self.pans[0] if self.pans else self.pairs[0][0]).source].grid


def plan(inputs: Inputs) -> Plan:
    """Checks everything in headers and names. Reads no pixel.

    Raises
    ------
    InputError
        With one sentence: what is wrong, where, and what to do.
    """
    given = (*inputs.fine, *inputs.coarse, inputs.target, *inputs.pan, *([inputs.observed] if inputs.observed else []))
    if not inputs.fine:
        raise InputError("There is no fine image; choose at least one.")
    infos = {image.source: describe(image.source) for image in given}
    for image in given:
        if image.mask:
            infos[image.mask] = describe(image.mask)
    doubts: list[str] = []

    def dated(image: Image) -> Image:
        found, texts = with_date(image, infos[image.source].tags)
        doubts.extend(texts)
        return found

    fine = [dated(image) for image in inputs.fine]
    coarse = [dated(image) for image in inputs.coarse]
    target = dated(inputs.target)
    check_twice(fine)
    pairs, unused = match(fine, coarse)
    check_dates(pairs, target, inputs.extrapolate)
    used = [image for pair in pairs for image in pair] + [target]
    observed = dated(inputs.observed) if inputs.observed else None
    images = [*used, *([observed] if observed else [])]
    described = {image.source: describe_image(infos[image.source]) for image in images}
    fine_side, coarse_side = ([(pair[side], described[pair[side].source]) for pair in pairs] for side in (0, 1))
    table = match_scene_bands(inputs.bands, fine_side, coarse_side, (target, described[target.source]))
    fine_bands, coarse_bands = table.fine, table.coarse
    if observed is not None:
        first = pairs[0][0]
        leader = (first, described[first.source])
        table.of_source[observed.source] = follow(leader, fine_bands, (observed, described[observed.source]))
    warnings = [*doubts, *table.warnings]
    warnings += check_grids(used, [partner for _, partner in pairs] + [target], infos)
    if target.date is None:
        warnings.append(
            tr(
                "{role} has no date in its layer, tags or name: the result has no date for the Temporal "
                "Controller. Set the target date.",
                role=target.title,
            )
        )
    scales = parse_scale(inputs.scale)
    check_classes(inputs.classes, infos[pairs[0][0].source].grid)
    of_fine = {image.source: pan for image, pan in zip(inputs.fine, inputs.pan)}
    pans = tuple(of_fine[image.source] for image, _ in pairs) if of_fine else ()
    warnings += [text for (image, _), pan in zip(pairs, pans) for text in check_pan(pan, image, infos)]
    rest_bands = _rest_of(described[target.source], coarse_bands) if inputs.rest else ()
    return Plan(
        tuple(pairs), target, tuple(unused), infos, fine_bands, coarse_bands, scales, inputs.resampling, tuple(warnings),
        inputs.classes, pans, rest_bands, described, table.of_source,
        {one.source: _followed(described, target, rest_bands, one) for one in (target, *(pair[1] for pair in pairs))},
        observed,
    )  # fmt: skip


def _rest_of(target: ImageDescription, chosen: Sequence[int]) -> tuple[int, ...]:
    """Returns the bands without a matching fine band, except quality and angle layers."""
    return tuple(band for band in other_bands(target.info, chosen) if band not in target.excluded)


def _followed(
    described: dict[str, ImageDescription], target: Image, bands: tuple[int, ...], other: Image
) -> tuple[int, ...]:
    if not bands:
        return ()
    return follow((target, described[target.source]), bands, (other, described[other.source]))


def open_scene(
    inputs: Inputs,
    run: Run | None = None,
    known: Scene | None = None,
    target_told: bool = True,
    grid: Grid | None = None,
) -> Scene:
    """Opens the scene, and logs how the inputs were interpreted: pairs, bands, scales, grids.

    Parameters
    ----------
    inputs : Inputs
    run : Run, optional
    known : Scene, optional
        A scene opened from the same pairs, bands and scales for another target date: its readers, and facts found about
        its pairs, are reused.
    target_told : bool
        Whether the target image is reported in the log; a training has none.
    grid : Grid, optional
        The grid of the scene, if it is not that of the first fine image: a series has one grid for all dates.

    Raises
    ------
    InputError
        As `plan`; and if an image has no valid pixel.
    """
    run = run or Run()
    made = plan(inputs)
    # A training has no target, and a target date with a fine image may use the coarse image of its own pair.
    check_sensors(made.pairs)
    alike = same_coarse(made.pairs, made.target) if target_told and made.observed is None else []
    for text in (*made.warnings, *alike):
        run.warn(text)
    first = made.infos[made.pairs[0][0].source]
    target = made.infos[made.target.source]
    readings = _readings(made, run, known)
    fine_scale = readings[made.pairs[0][0].source].scale
    coarse_scale = readings[made.target.source].scale
    if known is None:
        _log(made, first, target, fine_scale, coarse_scale, run)
        if target_told:
            _log_target(made.target, target, run)
    report(
        [one for source, one in readings.items() if known is None or source not in known.facts.get(_READINGS, {})], run
    )
    rest = _rest_readings(made, run, known)

    grid = grid or made.grid

    def layer(image: Image, resampling: str) -> RasterLayer:
        masks = [mask_layer(image, made.infos[image.mask], grid, run)] if image.mask else []
        return readings[image.source].layer(grid, resampling, run).with_masks(masks)

    def further(image: Image) -> RasterLayer | None:
        if image.source not in rest:
            return None
        masks = [mask_layer(image, made.infos[image.mask], grid, Run())] if image.mask else []
        return rest[image.source].layer(grid, made.resampling, run).with_masks(masks)

    def pair(place: int, fine: Image, coarse: Image) -> Pair:
        found = Pair(layer(fine, "bilinear"), layer(coarse, made.resampling), fine.date, rest=further(coarse))
        if not made.pans:
            return found
        factor = max(1, round(pixel_ratio(grid, made.infos[fine.source].grid)))
        return found.sharpened(layer(made.pans[place], "bilinear"), factor)

    wanted = layer(made.target, made.resampling)
    of_target: dict[str, Any] = {
        "target": wanted,
        "target_date": made.target.date,
        "ratio": pixel_ratio(grid, target.grid),
        "coarse_grid": target.grid if same_crs(grid.crs, target.grid.crs) else None,
        "inputs": _roles(made),
        "target_rest": further(made.target),
        "observed": layer(made.observed, "bilinear") if made.observed is not None else None,
    }
    if known is not None:
        known.facts[_READINGS].update(readings)
        scene = replace(known, **of_target)
        _check_agreement(made, scene, readings, [], target_told, run)
        return scene
    scene = Scene(
        grid=grid,
        bands=tuple(first.names[band - 1] or f"Band {band}" for band in made.fine_bands),
        pairs=tuple(pair(place, *images) for place, images in enumerate(made.pairs)),
        storage=storage_like(first.of_bands(made.fine_bands), fine_scale),
        like=first.of_bands(made.fine_bands),
        classes=_class_layer(made.classes, grid),
        scales=(fine_scale, coarse_scale),
        rest=tuple(target.names[band - 1] or f"Band {band}" for band in made.rest_bands),
        rest_scale=BandScales(rest[made.target.source].scales) if made.target.source in rest else None,
        facts={_READINGS: dict(readings)},
        **of_target,
    )
    _check_agreement(made, scene, readings, made.pairs, target_told, run)
    scene.close()  # reopened for the first block: a file deleted until then is reported, and can be deleted on Windows
    return scene


# Key in `Scene.facts` of the readings of all images, reused for other target dates of the same pairs.
_READINGS = "readings"


def _readings(made: Plan, run: Run, known: Scene | None) -> dict[str, Reading]:
    """Returns how each image is read, by source; readings of an open scene are reused."""
    before: dict[str, Reading] = dict(known.facts.get(_READINGS, {})) if known is not None else {}
    images = [(image, FINE) for image, _ in made.pairs] + [(image, COARSE) for _, image in made.pairs]
    images += [(made.target, COARSE), *([(made.observed, FINE)] if made.observed else [])]
    wanted = {
        image.source: Wanted(
            image, side, made.described[image.source], made.bands[image.source], made.scales[side == COARSE], image.date
        )
        for image, side in images
        if image.source not in before
    }
    found = readings_of(list(wanted.values()), run, list(before.values()), log=False) if wanted else []
    readings = {**before, **dict(zip(wanted, found))}
    if made.pans and known is None:
        pans = [
            Wanted(pan, FINE, describe_image(made.infos[pan.source]), (1,), made.scales[0], pan.date)
            for pan in made.pans
        ]
        readings.update((one.wanted.image.source, one) for one in readings_of(pans, run, log=False))
    return readings


def _rest_readings(made: Plan, run: Run, known: Scene | None) -> dict[str, Reading]:
    """Returns how the coarse bands without a matching fine band are read: band by band, as one may be a temperature."""
    found: dict[str, Reading] = {}
    if not made.rest_bands:
        return found
    images = [made.target] if known is not None else [made.target, *(pair[1] for pair in made.pairs)]
    unique = {image.source: image for image in images}
    parts: dict[str, list[Reading]] = {source: [] for source in unique}
    for place, number in enumerate(made.rest_bands):
        wanted = [
            Wanted(image, COARSE, made.described[source], (made.rest[source][place],), made.scales[1], image.date)
            for source, image in unique.items()
        ]
        try:
            for one in readings_of(wanted, run, log=False):
                parts[one.wanted.image.source].append(one)
        except InputError as error:
            raise InputError(
                "Band {band} of {label} cannot be used in addition to the matched bands ({error}); set "
                "OTHER_BANDS to no, or set the scale factor.",
                band=number,
                label=made.infos[made.target.source].label,
                error=str(error).rstrip("."),
            ) from error
    found = {source: joined(ones) for source, ones in parts.items()}
    if known is None:
        target = made.infos[made.target.source]
        run.info(
            "Unmatched coarse bands that are also used: {bands}.",
            bands=", ".join(
                f"{target.names[band - 1] or band} x {scale} ({tr(scale.reason)})"
                for band, scale in zip(made.rest_bands, found[made.target.source].scales)
            ),
        )
    return found


def _check_agreement(
    made: Plan, scene: Scene, readings: dict[str, Reading], pairs: Sequence[tuple[Image, Image]], target: bool, run: Run
) -> None:
    about = Agreement(
        grid=scene.grid,
        ratio=scene.ratio,
        bands=scene.bands,
        coarse_bands=tuple(made.described[made.target.source].band(band).title for band in made.coarse_bands),
        quantities=tuple(one.quantity for one in readings[made.target.source].chosen.scales),
        typed=made.scales != (None, None),
    )
    members = [
        (Member(fine.title, opened.fine), Member(coarse.title, opened.coarse))
        for (fine, coarse), opened in zip(pairs, scene.pairs)
    ]
    if made.pans:
        return
    if not members and scene.pairs:
        first = made.pairs[0][1]
        compare_coarse(about, Member(first.title, scene.pairs[0].coarse), Member(made.target.title, scene.target), run)
        return
    check_agreement(about, members, Member(made.target.title, scene.target) if target else None, run)


def _class_layer(classes: ClassMap | None, grid: Grid) -> Layer | None:
    if classes is None:
        return None
    if classes.polygons is not None:
        return PolygonLayer(classes.polygons, grid)
    reader = AlignedReader(RasterReader(describe(classes.source)), grid, (1,), "nearest")
    return RasterLayer(reader, Scale(1.0))


def _log(
    made: Plan, first: RasterInfo, target: RasterInfo, fine_scale: AnyScale, coarse_scale: AnyScale, run: Run
) -> None:
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
        "Scale: fine x {fine_scale} ({fine_reason}), coarse x {coarse_scale} ({coarse_reason}). Resolution "
        "ratio: {pixel_ratio:.2f}.",
        fine_scale=fine_scale,
        fine_reason=tr(fine_scale.reason),
        coarse_scale=coarse_scale,
        coarse_reason=tr(coarse_scale.reason),
        pixel_ratio=pixel_ratio(first.grid, target.grid),
    )
    if made.pans:
        run.info("Ratio of fine and panchromatic pixel size: {ratio:.2f}.", ratio=pixel_ratio(made.grid, first.grid))


def _log_target(target: Image, info: RasterInfo, run: Run) -> None:
    run.info(
        "Target{day}: coarse {label}.", day=tr(", {date}", date=target.date) if target.date else "", label=info.label
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
