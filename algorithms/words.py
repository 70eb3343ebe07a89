"""What users read, in their language. One context for all of it, so that a sentence is translated once.

Words of methods are declared in files that know no Qt; they are translated where they enter a form. Keys, ids and choices are
a published interface and stay as they are. `scripts/make_translations.py` collects everything.
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
    """A text in the language of QGIS; as it is, where it has not been translated."""
    return QCoreApplication.translate(CONTEXT, text) if text else text


class Language:
    """The translation of the plugin that fits the language of QGIS, while it is installed."""

    def __init__(self) -> None:
        self._translator: Any = None

    def install(self, name: str = "") -> bool:
        """Switch it on; whether there is one for a locale such as ``zh_CN``, by default that of QGIS."""
        self.remove()
        translator = QTranslator()
        locale = QLocale(name or QgsApplication.instance().locale())
        # Qt would go on to the languages of the system, and English is what the source is written in.
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
