"""Updates resources/i18n/stfusion_*.ts with all texts shown to users, and compiles them to .qm.

Run it with QGIS' Python after a text is changed. Existing translations are kept, new texts are added as unfinished and
shown in English, and unused ones are kept as vanished, in case they are used again. Compiling requires Qt's lrelease:
apt-get install qttools5-dev-tools.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from inside import ROOT, leave, provider

FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("zh",)
# Functions that translate an English literal: core/words.py, core/errors.py, core/run.py.
SPEAKING = {
    "tr",
    "later",
    "info",
    "warn",
    "InputError",
    "DependencyError",
    "DeviceError",
    "Cancelled",
    "Stage",
    "stage",
}


def in_sources() -> Iterator[str]:
    """Returns every literal passed to `tr` or `later`, and the names of steps, by file and line."""
    for path in (ROOT / "plugin.py", *sorted((ROOT / "algorithms").rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("tr", "later"):
                yield from (one.value for one in node.args if isinstance(one, ast.Constant))
            elif name == "steps":
                yield from step_names(node)


def in_declarations() -> Iterator[str]:
    """Returns the declared texts of methods and their options, and the names of metrics."""
    from stfusion.core.accuracy.results import MEASURES, WHOLE_IMAGE
    from stfusion.core.fusion.method import FIDELITIES, option_facts
    from stfusion.models import delineators, methods

    known = [*methods().values(), *delineators().values()]
    for method in known:
        yield from (method.info.group, method.info.name)
    facts = [one for method in known for one in option_facts(method.Options).values()]
    for fact in facts:
        yield from (fact.label, fact.unit, fact.file)
    for measure in (*MEASURES, *WHOLE_IMAGE):
        yield from (measure.title, measure.definition)
        yield from [] if measure.ideal.isdigit() else [measure.ideal]
    yield from FIDELITIES.values()
    for method in known:
        info = method.info
        yield from (info.summary, info.choose, info.avoid, info.departures, info.uncertainty)
    yield from (fact.help for fact in facts)


def in_core() -> Iterator[str]:
    """Returns messages of the core and of methods: literals passed to errors, log or `tr`, roles, and step names."""
    from stfusion.core.errors import Cancelled
    from stfusion.core.words import ROLES

    yield from ROLES
    yield str(Cancelled())
    for path in (file for folder in ("core", "models") for file in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SPEAKING and node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
            elif name == "require" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                yield str(node.args[1].value)
            elif name == "steps":
                yield from step_names(node)


def step_names(call: ast.Call) -> Iterator[str]:
    """Returns the names of the steps that a call of `Run.steps` declares."""
    return (one.arg.replace("_", " ") for one in call.keywords if one.arg)


def in_models(algorithms: list[Any]) -> Iterator[str]:
    """Returns titles, parameters and help texts of the ready-made models."""
    from stfusion.algorithms.shipped_models import ShippedModel

    for model in algorithms:
        if isinstance(model, ShippedModel):
            yield from (model.displayName(), model.shortDescription(), *model.shortHelpString().split("\n"))
            for definition in model.parameterDefinitions():
                yield from (definition.description(), definition.help())


def sources() -> list[str]:
    """Returns all English texts without duplicates."""
    algorithms = provider().algorithms()
    found = (*in_sources(), *in_declarations(), *in_models(algorithms), *in_core())
    return [text for text in dict.fromkeys(found) if text.strip()]


def translated(path: Path) -> dict[str, str]:
    """Returns the finished translations of a .ts by their English text."""
    if not path.is_file():
        return {}
    messages = ElementTree.parse(path).getroot().iter("message")  # noqa: S314 - our own file
    pairs = ((message.findtext("source") or "", message.findtext("translation") or "") for message in messages)
    return {source: target for source, target in pairs if target}


def write(path: Path, language: str, words: list[str], known: dict[str, str]) -> None:
    """Writes a .ts in the format of Qt Linguist."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines += [f'<TS version="2.1" language="{language}" sourcelanguage="en">', "<context>", "    <name>STFusion</name>"]
    for word in words:
        target = known.get(word, "")
        kind = "" if target else ' type="unfinished"'
        lines += ["    <message>", f"        <source>{escape(word)}</source>"]
        lines += [f"        <translation{kind}>{escape(target)}</translation>", "    </message>"]
    for word in sorted(set(known) - set(words)):
        lines += ["    <message>", f"        <source>{escape(word)}</source>"]
        lines += [f'        <translation type="vanished">{escape(known[word])}</translation>', "    </message>"]
    path.write_text("\n".join([*lines, "</context>", "</TS>", ""]), encoding="utf-8")


def compile_(path: Path) -> None:
    program = shutil.which("lrelease") or shutil.which("lrelease-qt5")
    if program is None:
        sys.exit("lrelease is missing: apt-get install qttools5-dev-tools.")
    subprocess.run([program, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    words = sources()
    for language in LANGUAGES:
        path = FOLDER / f"stfusion_{language}.ts"
        known = translated(path)
        write(path, language, words, known)
        compile_(path)
        done = sum(word in known for word in words)
        sys.stdout.write(f"resources/i18n/{path.name}: {done} of {len(words)} translated\n")
    leave()


if __name__ == "__main__":
    main()
