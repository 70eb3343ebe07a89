"""Form reader for tools with a fine and a coarse image."""

from __future__ import annotations

from ...core.errors import InputError
from ...core.products.product import ImageChoice
from ...core.products.quality import find_band
from ...core.rasters.raster import describe
from ..words import tr
from .rasters import Chosen
from .reading import FormReader, chosen_word


class PairReader(FormReader):
    """Reads one image of a form: raster, additional bands, sensor, quality layer, date. On the main thread only."""

    def needed(self, key: str) -> Chosen:
        """Returns the raster of a required key. Raises `InputError` if it is missing."""
        found = self.raster(key)
        if found is None:
            title = self._algorithm.parameterDefinition(key).description()
            raise InputError(tr("{} is missing; choose a raster.").format(title))
        return found

    def choice(self, key: str, role: str, kind: str = "") -> ImageChoice:
        """Returns all settings of one image; defaults are used for parameters that the form does not have.

        Parameters
        ----------
        key : str
            ``FINE`` or ``COARSE``; the other keys begin with it.
        role : str
        kind : str
            Type of the quality layer, if the form has no parameter for it.
        """
        form = {definition.name() for definition in self._algorithm.parameterDefinitions()}
        image = self.image(self.needed(key), role, self.day(f"{key}_DATE"), None)
        parts = self.images(f"{key}_PARTS", f"Additional bands of the {role.lower()}") if f"{key}_PARTS" in form else []

        def word(name: str, default: str) -> str:
            return chosen_word(self._algorithm, self._values, name, self._context) if name in form else default

        return ImageChoice(
            sources=(image.source, *(part.source for part in parts)),
            role=role,
            sensor=word(f"{key}_SENSOR", "auto"),
            quality=self.source(f"{key}_QA") or "",
            kind=kind or word(f"{key}_QA_KIND", "auto"),
            date=image.date or next((part.date for part in parts if part.date), None),
        )

    def plain_mask(self, key: str) -> bool:
        """Returns whether a raster was chosen for a key that is not a quality layer of a known product by its name."""
        source = self.source(key)
        return source is not None and find_band(describe(source)) is None

    def word(self, key: str) -> str:
        """Returns the word chosen from a list. Raises `InputError` if it is not in the list."""
        return chosen_word(self._algorithm, self._values, key, self._context)

    def number(self, key: str) -> float:
        return float(self._algorithm.parameterAsDouble(self._values, key, self._context))

    def flag(self, key: str) -> bool:
        return bool(self._algorithm.parameterAsBool(self._values, key, self._context))
