"""Dated input rasters of a series."""

from __future__ import annotations

import filecmp
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..dates import date_from_folder
from ..errors import InputError
from ..rasters.input_files import files_of
from ..rasters.raster import describe
from ..rasters.source import ARCHIVES, ENDINGS, in_archive
from ..scenes.dating import with_date
from ..scenes.pairing import Image
from ..words import tr

# Picture formats are used only if the pattern includes them, because products include previews.
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
# Extensions of files beside an image that share its header name but are not images.
_BESIDE = frozenset(
    ".hdr .xml .aux .ovr .msk .rrd .prj .tfw .blw .bpw .bqw .wld .sta .stx .clr .enp .evf .txt .csv .json .geojson .html .pdf "
    ".md5 .sha256 .log .bak .dbf .shp .shx .cpg .qml .qmd .qpj .met .md .py .m .doc .docx .xls .xlsx .zip .gz".split()
)
PREDICTION = "STFUSION_METHOD"  # tag of every file that a method wrote
_NAMED = 10  # maximum number of images that one message names


def images_in(folder: str | Path, pattern: str, role: str) -> list[Image]:
    """Returns the rasters of a folder, sorted by name; dates are not read yet.

    Rasters are files with an ending of `ENDINGS`, files with any other ending or none beside an ENVI header, and
    archives. Hidden files, among them those that macOS and unfinished runs leave behind, are left out.

    Parameters
    ----------
    folder : path
    pattern : str
        Pattern of file names, with ``*`` and ``?``; a leading ``**/`` includes subfolders.
    role : str
        Name of the images in messages: ``"fine"``.

    Raises
    ------
    InputError
        If the folder does not exist or contains no such raster.
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError(
            "The folder {place} for {role} images does not exist; choose another folder.", place=place, role=tr(role)
        )
    try:
        named = sorted(path for path in place.glob(pattern or "*") if path.is_file() and not _hidden(path, place))
    except (ValueError, NotImplementedError, IndexError, OSError) as error:
        raise InputError(
            "The pattern '{pattern}' for {role} images is not a file name pattern; enter a pattern such as "
            "{example}_*.tif.",
            pattern=pattern,
            role=tr(role),
            example=role,
        ) from error
    found = [path for path in named if _is_raster(path, pattern)]
    if not found:
        raise InputError(
            "The folder {place} contains no raster named like '{pattern}' for {role} images{others}; rasters are "
            "files such as .tif, .vrt, .img, .hdf, .nc, .bil, or any file with an ENVI header (.hdr). Choose "
            "another folder or pattern{below}.",
            place=place,
            pattern=pattern or "*",
            role=tr(role),
            others=tr(" ({count} other files, such as {name})", count=len(named), name=named[0].name) if named else "",
            below="" if "**" in pattern else tr("; **/* also includes subfolders"),
        )
    return [Image(_source(path), f"{role.capitalize()} image {path.name}") for path in found]


def dated(images: Iterable[Image], role: str, unreadable: list[str] | None = None) -> tuple[list[Image], list[str]]:
    """Returns images with their dates, None where there is none, and warnings.

    Predictions of STFusion are left out of fine images, and named in a warning. A date in the name that contradicts a tag
    is reported.

    Parameters
    ----------
    images : iterable of Image
    role : str
    unreadable : list of str, optional
        Receives a message for each image that cannot be opened.

    Raises
    ------
    InputError
        If an image cannot be opened, without `unreadable`.
    """
    found, warnings, predictions = [], [], []
    for image in images:
        try:
            tags = describe(image.source).tags
        except InputError as error:
            if unreadable is None:
                raise
            unreadable.append(str(error))
            continue
        if role == "fine" and PREDICTION in tags:
            predictions.append(_file(image))
            continue
        image, texts = with_date(image, tags)
        warnings += texts
        found.append(image)
    if predictions:
        warnings.insert(
            0,
            tr(
                "{count} images are predictions of STFusion, not observations, and are excluded from the fine "
                "images: {names}.",
                count=len(predictions),
                names=listed(predictions),
            ),
        )
    return _dated_by_folders(found), warnings


def by_date(images: Iterable[Image], role: str) -> tuple[dict[date, Image], list[str]]:
    """Returns images by date, in order of dates, and a message for each image that cannot be used.

    Identical copies of a date count once.

    Raises
    ------
    InputError
        If two different images have the same date: then it is ambiguous which one to use.
    """
    found: dict[date, Image] = {}
    unreadable: list[str] = []
    complaints = []
    known, warnings = dated(images, role, unreadable)
    single, copies = without_copies(known, role)
    for image in single:
        if image.date is None:
            complaints.append(
                tr(
                    "{role} has no date in its layer, its tags or its name and is excluded; add the date to the "
                    "file name, such as _20150714.",
                    role=image.title,
                )
            )
        elif image.date not in found:
            found[image.date] = image
        else:
            first, second = _distinct(found[image.date], image)
            raise InputError(
                "{first} and {second} are both of {day}; exclude one of them, or restrict the pattern of {role} "
                "images, such as fine_*.tif.",
                first=first,
                second=second,
                day=image.date,
                role=tr(role),
            )
    return dict(sorted(found.items())), [*warnings, *complaints, *copies, *unreadable]


def without_copies(images: Iterable[Image], role: str) -> tuple[list[Image], list[str]]:
    """Returns images without identical copies of an earlier one of the same date, and a warning that names them."""
    kept: list[Image] = []
    of_day: dict[date, list[Image]] = {}
    copies = []
    for image in images:
        others = of_day.setdefault(image.date, []) if image.date else []
        if any(identical(other.source, image.source) for other in others):
            copies.append(_file(image))
            continue
        others.append(image)
        kept.append(image)
    if not copies:
        return kept, []
    text = tr(
        "{count} {role} images are identical copies of others of the same date and are used once: {names}.",
        count=len(copies),
        role=tr(role),
        names=listed(copies),
    )
    return kept, [text]


def identical(first: str, second: str) -> bool:
    """Checks whether two rasters are the same file, or have identical georeference and pixel files."""
    files = [
        [path for path in files_of(source) if not path.endswith((".aux.xml", ".ovr"))] for source in (first, second)
    ]
    if not all(files) or len(files[0]) != len(files[1]):
        return False
    try:
        same = all(
            os.path.samefile(one, other)
            or os.path.getsize(one) == os.path.getsize(other)
            and filecmp.cmp(one, other, shallow=False)
            for one, other in zip(*files)
        )
    except OSError:
        return False
    # Members of one archive have the same file.
    return same and (files[0] != files[1] or first == second) and describe(first).grid == describe(second).grid


def with_masks(images: dict[date, Image], masks: dict[date, Image]) -> tuple[dict[date, Image], list[date]]:
    """Returns images with the mask of their date, and the dates without a mask if there are masks for others."""
    masked = {day: replace(image, mask=masks[day].source) if day in masks else image for day, image in images.items()}
    return masked, [day for day in images if masks and day not in masks]


def nearest(day: date, dates: Sequence[date], days: int) -> date | None:
    """Returns the date nearest to `day`, at most `days` days away; the earlier of two. None if there is none."""
    near = [one for one in dates if abs((one - day).days) <= days]
    return min(near, key=lambda one: (abs((one - day).days), one), default=None)


def _hidden(path: Path, place: Path) -> bool:
    try:
        inside = path.relative_to(place).parts
    except ValueError:  # a pattern with ..
        inside = path.parts[-1:]
    return any(part.startswith(".") and part != ".." or part == "__MACOSX" for part in inside)


def _is_raster(path: Path, pattern: str) -> bool:
    ending = path.suffix.lower()
    if ending in ARCHIVES:
        inner = Path(path.stem).suffix.lower()
        return ending != ".gz" or inner in ENDINGS or inner == ".tar"
    if ending in ENDINGS or ending in _PICTURES and Path(pattern).suffix.lower() == ending:
        return True
    return ending not in _BESIDE and ending not in _PICTURES and _has_header(path)


def _has_header(path: Path) -> bool:
    """Checks for an ENVI header of this file, rather than one of a known raster beside it: x.bil, x.hdr and x.notes."""
    if path.with_name(f"{path.name}.hdr").is_file():
        return True
    if not path.with_suffix(".hdr").is_file():
        return False
    return not any(path.with_suffix(ending).is_file() for ending in ENDINGS)


def _source(path: Path) -> str:
    """Returns what GDAL opens for a file: an archive by the raster in it, if there is one and no other."""
    try:
        return in_archive(os.path.abspath(path)) or str(path)
    except InputError:
        return str(path)  # reported when it is opened


def _dated_by_folders(images: list[Image]) -> list[Image]:
    """Returns images with the date of their folder where they have none, unless others without a date are in it."""
    shared = Counter(os.path.dirname(image.source) for image in images if image.date is None)
    return [
        replace(image, date=date_from_folder(image.source))
        if image.date is None and shared[os.path.dirname(image.source)] == 1
        else image
        for image in images
    ]


def _file(image: Image) -> str:
    return Path(image.source).name


def _distinct(first: Image, second: Image) -> tuple[str, str]:
    """Returns the names of two images, with their folders where these differ."""
    folders = [os.path.dirname(image.source) for image in (first, second)]
    if folders[0] == folders[1]:
        return first.title, second.title
    titles = [
        tr("{role} in {folder}", role=image.title, folder=folder) for image, folder in zip((first, second), folders)
    ]
    return titles[0], titles[1]


def listed(names: Sequence[object]) -> str:
    """Returns names separated by commas; of many only the first ten."""
    more = len(names) - _NAMED
    shown = ", ".join(map(str, names[:_NAMED]))
    return tr("{names} and {more} more", names=shown, more=more) if more > 0 else shown
