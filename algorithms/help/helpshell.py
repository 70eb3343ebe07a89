"""Frame of all help pages: head, links and pictures."""

from __future__ import annotations

from html import escape

from ..resources import RESOURCES

FOLDER = RESOURCES / "help"
PICTURES = FOLDER / "pictures"
LINKS = (("which.html", "Which method?"), ("tutorial.html", "Tutorial"))


def shell(title: str, body: str) -> str:
    """Returns a page; `title` and `body` are HTML."""
    links = " &middot; ".join(f'<a href="{file}">{text}</a>' for file, text in LINKS)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} - STFusion</title>'
        f'<link rel="stylesheet" href="style.css"></head>\n<body>\n<nav>STFusion: {links}</nav>\n{body}</body></html>\n'
    )


def figure(file: str, text: str) -> str:
    """Returns a picture with a caption."""
    return f'<figure><img src="pictures/{file}" alt="{escape(text)}"><figcaption>{escape(text)}</figcaption></figure>\n'
