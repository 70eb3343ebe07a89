"""HTML report of an import: what was understood of each image, and what was left out."""

from __future__ import annotations

from ..imports.importing import FAILED, REUSED, ImportedImage, ImportResult
from ..words import tr
from .assessment import now
from .page import WEAK, Page


def import_report(result: ImportResult) -> str:
    """Returns the report as HTML."""
    page = Page(tr("Imported products"))
    page.lead(tr("Number of images: {count}. Folder: {folder}.", count=len(result.images), folder=result.folder))
    page.heading(tr("Images"))
    page.table(
        [tr("Date"), tr("Product"), tr("State"), tr("Bands"), tr("Scale factor"), tr("Masked by"), tr("Pixels"), tr("Valid"),
         tr("Source")],
        [_row(one) for one in result.images],
        left=9,
        kinds=[WEAK if one.state == FAILED else "" for one in result.images],
    )  # fmt: skip
    notes = [f"{one.product}, {one.day}: {text}" for one in result.images for text in one.messages]
    if notes or result.problems:
        page.heading(tr("Messages"))
        for text in (*result.problems, *notes):
            page.note(text)
    page.footer(now())
    return page.html()


def _row(one: ImportedImage) -> list[str]:
    states = {FAILED: tr("not imported"), REUSED: tr("reused")}
    days = str(one.day) if one.first == one.last else f"{one.day} ({one.first} - {one.last})"
    return [
        days, one.title, states.get(one.state, tr("imported")), ", ".join(one.bands), one.scale, ", ".join(one.masked),
        f"{one.cols} x {one.rows}, {one.pixel:.6g}" if one.rows else "", f"{one.valid:.1%}" if one.valid else "",
        ", ".join(one.granules),
    ]  # fmt: skip
