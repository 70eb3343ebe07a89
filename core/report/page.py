"""A self-contained HTML page: no network access, no scripts, embedded images."""

from __future__ import annotations

import base64
import math
from collections.abc import Collection, Iterable, Sequence
from html import escape

from ..words import language

_STYLE = """
body { font: 15px/1.5 "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #222; max-width: 1140px; margin: 2em auto;
  padding: 0 1.2em; }
h1 { font-size: 1.7em; color: #2d5f3a; margin-bottom: 0.1em; }
h2 { font-size: 1.25em; color: #2d5f3a; border-bottom: 1px solid #d5dfd2; margin-top: 1.8em; }
p.lead { color: #555; margin-top: 0; }
p.verdict { font-size: 1.15em; font-weight: 600; margin: 0.3em 0; }
p.note { background: #fdf6e3; border-left: 4px solid #d9a400; padding: 0.4em 0.8em; margin: 0.4em 0; }
table { border-collapse: collapse; margin: 0.8em 0; font-size: 0.9em; }
th, td { border-bottom: 1px solid #dde4db; padding: 0.28em 0.5em; text-align: left; vertical-align: top; }
th { background: #f1f5ef; font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.strong td { font-weight: 600; border-top: 2px solid #9db59f; }
tr.weak td { color: #666; }
td.best { font-weight: 600; background: #dcefdc; }
div.wide { overflow-x: auto; }
figure { margin: 1.2em 0; page-break-inside: avoid; }
figure { text-align: center; }
figure img { height: auto; }
figcaption { text-align: left; }
figcaption { color: #555; font-size: 0.9em; }
footer { margin-top: 3em; color: #777; font-size: 0.85em; border-top: 1px solid #d5dfd2; padding-top: 0.5em; }
"""

STRONG, WEAK = "strong", "weak"
FULL = 1500  # width in pixels of a figure that fills the page


class Page:
    """An HTML page filled from top to bottom. All text is escaped.

    Parameters
    ----------
    title : str
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts = [f"<h1>{escape(title)}</h1>"]

    def lead(self, text: str) -> None:
        """Add a sentence below the title."""
        self._parts.append(f'<p class="lead">{escape(text)}</p>')

    def verdict(self, text: str) -> None:
        """Add the main result, in one sentence."""
        self._parts.append(f'<p class="verdict">{escape(text)}</p>')

    def heading(self, text: str) -> None:
        self._parts.append(f"<h2>{escape(text)}</h2>")

    def paragraph(self, text: str) -> None:
        self._parts.append(f"<p>{escape(text)}</p>")

    def note(self, text: str) -> None:
        """Add a highlighted note."""
        self._parts.append(f'<p class="note">{escape(text)}</p>')

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[str]],
        left: int = 1,
        kinds: Sequence[str] = (),
        best: Collection[tuple[int, int]] = (),
    ) -> None:
        """Add a table of texts.

        Parameters
        ----------
        columns : sequence of str
            Headings; not shown if all are empty.
        rows : iterable of sequence of str
        left : int
            Number of columns, from the left, that contain text; the others contain numbers.
        kinds : sequence of str
            For each row `STRONG`, `WEAK` or an empty string.
        best : collection of (row, column)
            Cells marked as the best of their column.
        """

        def cells(tag: str, texts: Sequence[str], row: int = -1) -> str:
            found = []
            for place, text in enumerate(texts):
                kinds = ["number"] * (place >= left) + ["best"] * ((row, place) in best)
                named = ' class="{}"'.format(" ".join(kinds)) if kinds else ""
                found.append(f"<{tag}{named}>{escape(text)}</{tag}>")
            return "".join(found)

        lines = [f"<thead><tr>{cells('th', columns)}</tr></thead>"] if any(columns) else []
        lines.append("<tbody>")
        for number, row in enumerate(rows):
            kind = kinds[number] if number < len(kinds) else ""
            lines.append(f'<tr class="{kind}">' if kind else "<tr>")
            lines[-1] += f"{cells('td', row, number)}</tr>"
        self._parts.append('<div class="wide"><table>' + "\n".join(lines) + "</tbody></table></div>")

    def figure(self, png: bytes, caption: str, alt: str) -> None:
        """Add a picture with a caption; `alt` is the text alternative."""
        data = base64.b64encode(png).decode("ascii")
        # The display width follows the width in the PNG header, so that text has the same size in all figures.
        width = min(100, round(100 * int.from_bytes(png[16:20], "big") / FULL))
        self._parts.append(
            f'<figure><img style="width: {width}%" src="data:image/png;base64,{data}" alt="{escape(alt)}">\n'
            f"<figcaption>{escape(caption)}</figcaption></figure>"
        )

    def footer(self, text: str) -> None:
        self._parts.append(f"<footer>{escape(text)}</footer>")

    def html(self) -> str:
        """Returns the complete page."""
        body = "\n".join(self._parts)
        return (
            f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8"><title>{escape(self._title)}</title>\n'
            f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
        )


def number(value: float, digits: int = 4) -> str:
    """Formats a number with `digits` significant digits; an exponent is used only for more than 8 decimals."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    if value == 0:
        return "0"
    places = max(digits - 1 - math.floor(math.log10(abs(value))), 0)
    return f"{value:.{places}f}" if places <= 8 else f"{value:.{digits - 1}e}"


def fixed(value: float, places: int = 3) -> str:
    """Formats a number with a fixed number of decimals, for columns of numbers of similar size."""
    return f"{value:.{places}f}" if math.isfinite(value) else number(value)
