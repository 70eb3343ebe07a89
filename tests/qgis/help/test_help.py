"""The help pages: all links are valid, no network is needed, and the example commands are correct."""

from __future__ import annotations

import re
import shlex
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from support import ROOT

HELP = ROOT / "resources" / "help"
PICTURES = HELP / "pictures"
LARGEST = 300_000  # bytes of all pictures: they are part of the zip, whose maximum size is 2 MB


class Page(HTMLParser):
    """Links of a page, and whether its tags are closed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.unnamed: list[str] = []
        self.open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [value for key, value in attrs if key in ("href", "src", "data", "action", "poster") and value]
        if tag == "img" and not found.get("alt"):
            self.unnamed.append(str(found.get("src")))
        if tag not in ("meta", "link", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"{tag} is closed where it is not open"


@pytest.fixture(params=sorted(path.name for path in HELP.glob("*.html")))
def page(request) -> Path:
    return HELP / request.param


def test_links_lead_to_files_that_are_there(page: Path) -> None:
    found = Page(page)
    assert not found.open and not found.unnamed
    assert {"which.html", "tutorial.html", "style.css"} <= set(found.links)
    for link in found.links:
        parts = urlsplit(link)
        assert not parts.scheme and not parts.netloc, f"{link} needs a network"
        assert (page.parent / unquote(parts.path)).is_file(), link


def test_nothing_needs_a_network(page: Path) -> None:
    for path in (page, HELP / "style.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|@import|url\(|@font-face", text), path.name


def test_pictures_are_few_and_all_used() -> None:
    files = list(PICTURES.iterdir())
    assert sum(file.stat().st_size for file in files) <= LARGEST
    used = {(HELP / link).resolve() for path in HELP.glob("*.html") for link in Page(path).links}
    assert {file.resolve() for file in files} <= used
    assert len([file for file in files if file.name.startswith("method-")]) >= 3


def test_links_of_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("https://")]
    assert any(link.endswith(".png") for link in links)
    for link in links:
        assert (ROOT / link).is_file(), link


def test_page_which_method_is_up_to_date_and_has_all(provider) -> None:
    from stfusion.algorithms.help.whichpage import which_page

    text = (HELP / "which.html").read_text(encoding="utf-8")
    assert text == which_page(provider.algorithms()), "run scripts/make_help.py"
    for algorithm in provider.algorithms():
        assert f'href="{algorithm.name()}.html"' in text, algorithm.name()


def test_pages_advise(provider) -> None:
    from stfusion.algorithms.help.advice import ADVICE
    from stfusion.models import methods

    assert set(ADVICE) <= {algorithm.name() for algorithm in provider.algorithms()}
    for name in (*methods(), *ADVICE):
        text = (HELP / f"{name}.html").read_text(encoding="utf-8")
        assert "<h2>When to use it</h2>" in text and "<h2>When not to use it</h2>" in text, name
    for name in methods():
        assert "<h2>Limits</h2>" in (HELP / f"{name}.html").read_text(encoding="utf-8"), name


def words(name: str) -> list[tuple[str, str]]:
    """Keys and values of a page's example command."""
    text = (HELP / f"{name}.html").read_text(encoding="utf-8")
    command = text[text.rindex("<pre>") + 5 : text.rindex("</pre>")].replace("&quot;", '"')
    pieces = shlex.split(command.replace("\\\n", " "))
    assert pieces[:4] == ["qgis_process", "run", f"stfusion:{name}", "--"]
    return [(key, value) for key, _, value in (piece.partition("=") for piece in pieces[4:])]


def test_example_commands_fit_the_forms(provider) -> None:
    from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterFile

    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    folder = QgsProcessingParameterFile.Behavior.Folder
    for algorithm in provider.algorithms():
        form = {one.name(): one for one in algorithm.parameterDefinitions()}
        given = words(algorithm.name())
        for key, value in given:
            kind, where = form[key].type(), f"{algorithm.name()} {key}={value}"
            if kind == "folderDestination" or (kind == "file" and form[key].behavior() == folder):
                assert value and not Path(value).suffix, where
            elif kind in ("file", "fileDestination"):
                endings = re.findall(r"\*(\.\w+)", form[key].fileFilter())
                assert not endings or Path(value).suffix in endings, where
            elif kind in ("raster", "rasterDestination", "multilayer"):
                assert value.endswith(".tif"), where
            elif kind == "enum":
                assert value in form[key].options(), where
        for key, definition in form.items():
            lacking = not definition.flags() & optional and definition.defaultValue() is None
            assert not lacking or key in dict(given), f"{algorithm.name()} needs {key}"


@pytest.mark.parametrize("name", ["fuseseries", "preparefuseassess"])
def test_example_commands_run(name: str, qgis_process, sample, tmp_path: Path) -> None:
    """Unchanged, with files of the names used in them."""
    for kind in ("fine", "coarse"):
        (tmp_path / kind).mkdir()
        for day in ("20240504", "20240621", "20240808"):
            source = sample.path(kind, day)
            if Path(source).is_file():
                shutil.copy(source, tmp_path / f"{kind}_{day}.tif")
                if (kind, day) != ("fine", "20240621"):
                    shutil.copy(source, tmp_path / kind / f"{kind}_{day}.tif")
    paths = re.compile(r".+\.(tif|html)|fine|coarse|results")
    arguments = [f"{key}={tmp_path / value if paths.fullmatch(value) else value}" for key, value in words(name)]
    before = set(tmp_path.iterdir())
    done = qgis_process("run", f"stfusion:{name}", "--", *arguments)
    assert done.code == 0, done.text
    assert set(tmp_path.iterdir()) - before
