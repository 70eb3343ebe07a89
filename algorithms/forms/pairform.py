"""What the tools that take a fine and a coarse image read alike."""

from __future__ import annotations

from qgis.core import QgsRasterLayer

from ...core.errors import InputError
from ...core.products.product import ImageChoice
from ...core.products.quality import find_band
from ...core.rasters.raster import describe
from ..words import tr
from .reading import FormReader, chosen_word


class PairReader(FormReader):
    """Reads one image of a form: its layer, further bands, sensor, quality layer and date. On the main thread only."""

    def needed(self, key: str) -> QgsRasterLayer:
        """The layer of a key that must be there. Raises `InputError`."""
        layer = self.layer(key)
        if layer is None:
            title = self._algorithm.parameterDefinition(key).description()
            raise InputError(tr("{} is missing; choose a raster.").format(title))
        return layer

    def choice(self, key: str, role: str, kind: str = "") -> ImageChoice:
        """Everything that was chosen for one image; what the form does not have is left as it is by default.

        Parameters
        ----------
        key : str
            ``FINE`` or ``COARSE``; the other keys begin with it.
        role : str
        kind : str
            How the quality layer is read, where the form does not ask.
        """
        form = {definition.name() for definition in self._algorithm.parameterDefinitions()}
        image = self.image(self.needed(key), role, self.day(f"{key}_DATE"), None)
        parts = self.images(f"{key}_PARTS", f"Further bands of the {role.lower()}") if f"{key}_PARTS" in form else []
        quality = self.layer(f"{key}_QA")

        def word(name: str, default: str) -> str:
            return chosen_word(self._algorithm, self._values, name, self._context) if name in form else default

        return ImageChoice(
            sources=(image.source, *(part.source for part in parts)),
            role=role,
            sensor=word(f"{key}_SENSOR", "auto"),
            quality=quality.source() if quality is not None else "",
            kind=kind or word(f"{key}_QA_KIND", "auto"),
            date=image.date or next((part.date for part in parts if part.date), None),
        )

    def plain_mask(self, key: str) -> bool:
        """Whether a raster was chosen for a key that no name tells to be a quality layer of a product."""
        layer = self.layer(key)
        return layer is not None and find_band(describe(layer.source())) is None

    def word(self, key: str) -> str:
        """The word chosen from a list. Raises `InputError` where it is not in it."""
        return chosen_word(self._algorithm, self._values, key, self._context)

    def number(self, key: str) -> float:
        return float(self._algorithm.parameterAsDouble(self._values, key, self._context))

    def flag(self, key: str) -> bool:
        return bool(self._algorithm.parameterAsBool(self._values, key, self._context))
