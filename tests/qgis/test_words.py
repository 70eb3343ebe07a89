"""Texts of the plugin: every text is translatable, and QGIS in Chinese shows the plugin in Chinese."""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

FOLDER = ROOT / "resources" / "i18n"
CHINESE = re.compile("[\u4e00-\u9fff]")
# Pages in English, generated and written by hand; and search terms of algorithms, in any language.
PAGES = {"helppage.py", "whichpage.py", "helpshell.py", "advice.py", "examples.py"}
UNTRANSLATED = {"tags", "_story"}
# Functions that create parameters: the second argument is a label, and `described` has a help after the parameter.
LABELLED = re.compile(
    r"QgsProcessing(Parameter|Output)(?!Definition)\w+|raster|rasters|day|choice|whole|real|words|yes_no|dated_\w+"
)
# Roles of images stay English in files and in a layer's history; messages show them by `core.words.named`.
_IMAGE = (
    r"((true|very|fine|coarse|panchromatic|additional|numbered|mask of|the) )*"
    r"(images?|bands|fine|coarse|prediction|reference|truth|fields)"
)
ROLES = re.compile(
    _IMAGE + r"( of the( (first|middle|last|target))?( (date|pair))?)?|class map|saved file", re.IGNORECASE
)


@pytest.fixture
def chinese(provider):
    """The plugin in Chinese during a test, with newly created forms."""
    from stfusion.algorithms.words import Language

    language = Language()
    assert language.install("zh_CN")
    yield provider
    language.remove()


def texts(path: Path) -> dict[str, str]:
    """Finished messages of a .ts that are in use."""
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.text and translation.get("type") != "vanished":
            found[message.findtext("source")] = translation.text
    return found


def untranslated(path: Path) -> Iterator[str]:
    """Labels, helps and sentences of a file that are plain literals."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {id(node) for place in ast.walk(tree) if _is_known(place) for node in ast.walk(place)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > 1:
            name = getattr(node.func, "id", "")
            if (LABELLED.fullmatch(name) or name == "described") and id(node.args[1]) not in known:
                if isinstance(node.args[1], (ast.Constant, ast.JoinedStr)):
                    yield f"{path.name}:{node.lineno}: {ast.unparse(node.args[1])}"
        literal = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known
        # Two or more words are a sentence or label; single words are keys, choices and band names.
        if literal and re.search(r"[a-z]{2,} [a-z]{2,}", node.value) and not ROLES.fullmatch(node.value.strip()):
            yield f"{path.name}:{node.lineno}: {node.value}"


def _is_known(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return _called(node) in ("tr", "later")
    if isinstance(node, ast.FunctionDef):
        return node.name in UNTRANSLATED
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)  # a docstring


def _called(node: ast.Call) -> str | None:
    return getattr(node.func, "attr", getattr(node.func, "id", None))


@pytest.mark.parametrize("path", sorted((ROOT / "algorithms").rglob("*.py")), ids=lambda path: path.name)
def test_every_text_goes_through_the_translation(path: Path) -> None:
    if path.name not in PAGES:
        assert not list(untranslated(path))


def test_the_check_finds_plain_texts(tmp_path: Path) -> None:
    file = tmp_path / "form.py"
    file.write_text(
        '"""No label at all."""\n'
        'a = raster("FINE", "Fine", tr("A raster."))\n'
        'b = described(c, f"Help {number}")\n'
        'd = "A sentence for the log."\n'
        'e = raster("FINE", self.tr("Fine image"), self.tr("A raster of that day."))\n',
        encoding="utf-8",
    )
    assert [text.split(":")[1] for text in untranslated(file)] == ["2", "3", "4"]


def places(text: str) -> list[tuple[str, str, str]]:
    """Placeholders of a sentence with their formats, sorted; other words in braces are ignored."""
    found = string.Formatter().parse(text)
    return sorted((name, form or "", turned or "") for _, name, form, turned in found if name is not None)


def test_translations_keep_places_and_keys() -> None:
    """A sentence without one of its placeholders would raise an error or be wrong."""
    for source, target in texts(FOLDER / "stfusion_zh.ts").items():
        assert places(source) == places(target), source
        for key in re.findall(r"\b[A-Z]{2,}(?:_[A-Z0-9]+)*=\w+|\b[\w-]+\.(?:tif|json|safetensors)\b", source):
            assert key in target, f"{source}: {key}"


SPEAKING = {"tr", "later", "info", "warn", "InputError", "DependencyError", "DeviceError", "Cancelled"}


def unfit(code: str) -> Iterator[str]:
    """Messages that cannot be translated: concatenated, or with placeholders without a value."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or _called(node) not in SPEAKING or not node.args:
            continue
        said = node.args[0]
        if isinstance(said, (ast.JoinedStr, ast.BinOp)):
            yield f"{node.lineno}: {ast.unparse(said)}"
        elif isinstance(said, ast.Constant) and _called(node) != "later":
            given = {word.arg for word in node.keywords}
            # Without values a sentence is not formatted.
            if given and None not in given and {name for name, *_ in places(said.value)} != given:
                yield f"{node.lineno}: {said.value} {given}"


def test_messages_of_the_core_are_literals_with_places() -> None:
    for folder in ("core", "models"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            assert not list(unfit(path.read_text(encoding="utf-8"))), path.name


def test_the_check_finds_messages_made_of_pieces() -> None:
    code = (
        'raise InputError(f"{role} is missing.")\n'
        'run.info("Read " + name)\n'
        'tr("{count} dates.", number=3)\n'
        'raise InputError("{role} is missing.", role=role)\n'
    )
    assert [text.split(":")[0] for text in unfit(code)] == ["1", "2", "3"]


def test_compiled_file_is_that_of_the_source(chinese) -> None:
    from stfusion.algorithms.words import tr

    finished = texts(FOLDER / "stfusion_zh.ts")
    assert len(finished) > 1400
    for source, target in finished.items():
        assert tr(source) == target, "run scripts/make_translations.py"


def test_forms_are_chinese_and_keys_stay(chinese) -> None:
    english = [definition.name() for definition in chinese.algorithm("starfm").parameterDefinitions()]
    algorithm = chinese.algorithm("starfm").create()
    form = algorithm.parameterDefinitions()
    assert [definition.name() for definition in form] == english
    labels = {definition.name(): definition.description() for definition in form}
    assert labels["FINE_1"] == "精细影像 1" and labels["WINDOW"] == "搜索窗口 (精细像元)"
    for definition in form:
        assert CHINESE.search(definition.description()), definition.name()
        assert CHINESE.search(definition.help()), definition.name()
    choice = next(definition for definition in form if definition.name() == "RESAMPLING")
    assert choice.options() == ["nearest", "bilinear", "cubic"]


def test_names_and_groups_are_chinese(chinese) -> None:
    starfm, prepare = chinese.algorithm("starfm"), chinese.algorithm("prepare").create()
    assert starfm.name() == "starfm" and starfm.groupId() == "classical" and starfm.group() == "2. 经典方法"
    assert prepare.displayName() == "准备影像对" and CHINESE.search(prepare.shortDescription())
    assert chinese.algorithm("preparefuseassess").displayName() == "准备、融合、评价"


def test_messages_are_chinese(chinese, processing) -> None:
    from qgis.core import QgsProcessingContext

    ok, text = chinese.algorithm("starfm").create().checkParameterValues({}, QgsProcessingContext())
    assert not ok and text == "缺少目标日期的粗影像；请选择所需日期的粗栅格。"


def test_english_stays_english_and_unknown_languages_too(provider) -> None:
    from stfusion.algorithms.words import Language, tr

    language = Language()
    for name in ("en_GB", "C", "fi"):
        assert not language.install(name)
    assert tr("Search window") == "Search window"


def test_qgis_process_speaks_the_language_of_qgis(qgis_process, tmp_path: Path) -> None:
    settings = tmp_path / "profiles" / "default" / "QGIS"
    settings.mkdir(parents=True)
    (settings / "QGIS3.ini").write_text(
        "[PythonPlugins]\nstfusion=true\n[locale]\noverrideFlag=true\nuserLocale=zh_CN\n", encoding="utf-8"
    )
    done = qgis_process("help", "stfusion:estarfm", QGIS_CUSTOM_CONFIG_PATH=str(tmp_path))
    assert done.code == 0, done.text
    assert "FINE_1: 精细影像 1" in done.out and "增强型时空自适应反射率融合模型" in done.out


def test_the_core_speaks_chinese_in_a_run(chinese, processing, sample, tmp_path: Path) -> None:
    """Log lines, step names, image roles, errors; texts written to the file stay English."""
    import json

    import rasterio
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    class Feedback(QgsProcessingFeedback):
        def __init__(self) -> None:
            super().__init__(False)
            self.lines: list[str] = []

        def pushInfo(self, text: str) -> None:
            self.lines.append(text)

        def setProgressText(self, text: str) -> None:
            self.lines.append(text)

    feedback, output = Feedback(), str(tmp_path / "out.tif")
    processing.run("stfusion:starfm", {**sample.one_pair, "DEVICE": "cpu", "OUTPUT": output}, feedback=feedback)
    said = "\n".join(feedback.lines)
    for words in (
        "影像对 1，2024-05-04：精细影像 sample_fine_20240504.tif",
        "计算设备：CPU，线程数：",
        "已预测 100.0% 的像元",
    ):
        assert words in said, said
    assert not [line for line in feedback.lines if not CHINESE.search(line) and not line.startswith("Results: ")]
    with rasterio.open(output) as file:
        assert json.loads(file.tags()["STFUSION_INPUTS"])["Fine image 1"] == "sample_fine_20240504.tif"

    with pytest.raises(QgsProcessingException, match="目标日期 2024-05-04 也是精细影像 1的日期；"):
        same = {**sample.one_pair, "COARSE_TARGET": sample.one_pair["COARSE_1"], "OUTPUT": output}
        processing.run("stfusion:starfm", same, feedback=feedback)


def test_a_report_is_chinese(chinese, processing, sample, tmp_path: Path) -> None:
    values = {"PREDICTION": sample.path("fine", "20240504"), "REFERENCE": sample.path("truth", "20240621")}
    naive = {"FINE_1": sample.path("fine", "20240504"), "COARSE_TARGET": sample.path("coarse", "20240621")}
    found = processing.run("stfusion:assess", {**values, **naive, "REPORT": str(tmp_path / "report.html")})
    page = re.sub('base64,[^"]*', "", Path(found["REPORT"]).read_text(encoding="utf-8"))
    assert '<html lang="zh">' in page
    heads = re.findall(r"<(?:h1|h2|figcaption|p|p class=.\w+.)>(.*?)</", page, re.DOTALL)
    assert len(heads) > 12 and not [text for text in heads if not CHINESE.search(text)]
    assert "STFusion" in page and "1 - SSE / SST" in page


def test_english_is_back_when_the_plugin_is_unloaded(provider, monkeypatch) -> None:
    from qgis.core import QgsApplication

    from stfusion.core import words
    from stfusion.plugin import StFusionPlugin

    registry = QgsApplication.processingRegistry()
    monkeypatch.setattr(QgsApplication, "locale", lambda *_: "zh_CN")
    # Only the language of the plugin: a second provider with the same id would be rejected.
    monkeypatch.setattr(type(registry), "addProvider", lambda *_: True)
    monkeypatch.setattr(type(registry), "removeProvider", lambda *_: True)
    plugin = StFusionPlugin(None)
    plugin.initProcessing()
    assert words.tr("Fine image") == "精细影像" and words.named("Mask of Fine image 2") == "掩膜（精细影像 2）"
    plugin.unload()
    assert words.tr("Fine image") == "Fine image" and words.language() == "en"


def test_roles_of_images_are_known_to_the_translation() -> None:
    from stfusion.core.words import ROLES as KNOWN

    for path in sorted((ROOT / "algorithms").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or _called(node) not in ("image", "images", "choice", "Image"):
                continue
            for one in node.args:
                said = one.values[0] if isinstance(one, ast.JoinedStr) else one
                role = str(said.value).strip() if isinstance(said, ast.Constant) else ""
                assert " " not in role or any(known.startswith(role) for known in KNOWN), f"{path.name}: {role}"
