"""Translation of all texts for users, in a single context, so that a sentence is translated once.

Texts of methods are declared in files without Qt; they are translated when they are added to a form. Keys, ids and
choices are a public interface and are not translated. `scripts/make_translations.py` collects all texts.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..core import words
from .resources import RESOURCES

CONTEXT = "STFusion"
FOLDER = RESOURCES / "i18n"


def tr(text: str) -> str:
    """Returns a text in the language of QGIS, or unchanged if it has no translation."""
    return QCoreApplication.translate(CONTEXT, text) if text else text


class Language:
    """The plugin's translation for the language of QGIS, while it is installed."""

    def __init__(self) -> None:
        self._translator: Any = None

    def install(self, name: str = "") -> bool:
        """Installs the translation for a locale such as ``zh_CN``, by default QGIS'; returns whether there is one."""
        self.remove()
        translator = QTranslator()
        locale = QLocale(name or QgsApplication.instance().locale())
        # Otherwise Qt would try the languages of the system; the source is in English.
        if locale.language() == QLocale.Language.English:
            return False
        if not translator.load(locale, "stfusion", "_", str(FOLDER)):
            return False
        self._translator = translator
        words.install(tr, locale.bcp47Name())
        return bool(QCoreApplication.installTranslator(translator))

    def remove(self) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            words.install(None)
            self._translator = None
