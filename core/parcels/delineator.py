"""Base class of networks that delineate fields, and loading of their weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from ..errors import InputError
from ..fusion.method import Declared
from ..learning.band_order import band_order
from ..learning.needs import Needs, Shape
from ..learning.normalise import Normalisation
from ..learning.size import Sized
from ..learning.stages import Networks, Stage, Tensor
from ..learning.state import load_networks
from ..learning.trained import Trained, ready
from ..learning.weights import Card, read_card
from ..run import Run
from .scene import RATIO, ParcelScene

_SERIES_BANDS = "series_bands"


class Delineator(Sized, Declared):
    """A network that predicts extent, boundary and distance of fields. Its layers are imported when they are built."""

    needs: ClassVar[Needs]
    # Names of options that determine the layers; stored with the weights, whose values then take precedence.
    structure: ClassVar[tuple[str, ...]] = ()

    def build(self, bands: int, series_bands: int, options: Any) -> dict[str, Any]:
        """Returns networks by name, with initial weights; ``generator`` predicts."""
        raise NotImplementedError

    def stages(self, options: Any) -> tuple[Stage, ...]:
        """Returns the training stages; batches: ``fine``, ``series``, ``labels`` (N, 3, rows, cols) and ``mask``."""
        raise NotImplementedError

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any]) -> Tensor:
        """Extent, boundary and distance, (N, 3, rows, cols), 0 to 1, for ``fine`` and ``series`` of a batch."""
        raise NotImplementedError

    def card(self, scene: ParcelScene, options: Any, training: dict[str, Any], history: list[dict[str, Any]]) -> Card:
        """Returns the description stored with weights. It has no value range, as images are stretched per scene."""
        bands = scene.bands
        structure = {name: getattr(options, name) for name in self.structure}
        structure[_SERIES_BANDS] = scene.series_bands
        unit = Normalisation((0.0,) * len(bands), (1.0,) * len(bands))
        return Card(self.info.id, Shape(len(bands), RATIO), bands, unit, structure, training, history)

    def loaded(
        self, path: str, bands: Sequence[str], series_bands: int, options: Any, device: str, run: Run
    ) -> Trained:
        """Returns the network with the weights of a file, for images with these bands.

        Raises
        ------
        InputError
            If the file contains no weights, is damaged, or does not match the images.
        """
        card = self.checked(path, len(bands), series_bands)
        settled = dataclasses.replace(options, **card.options_of(self.Options, self.structure))
        networks = load_networks(path, lambda: self.build(len(bands), series_bands, settled))
        run.info("Weights: {summary}.", summary=card.summary)
        return Trained(ready(networks, device), card, band_order(card.bands, bands, run))

    def checked(self, path: str, bands: int, series_bands: int) -> Card:
        """Returns the description of weights, if they match the numbers of bands. Raises `InputError`."""
        if not path:
            raise InputError(
                "Weights are missing: {title} requires weights written by Train network; choose them.",
                title=self.info.title,
            )
        card = read_card(path)
        card.check_network(self.info.id)
        card.options_of(self.Options, self.structure)
        learnt = (card.shape.bands, card.structure.get(_SERIES_BANDS, 0))
        if learnt != (bands, series_bands):
            raise InputError(
                "The weights were trained with {learnt} bands and a series of {learnt_series} bands, but the "
                "images have {bands} and {series_bands} bands. Choose other weights, or images with these bands.",
                learnt=learnt[0],
                learnt_series=learnt[1],
                bands=bands,
                series_bands=series_bands,
            )
        return card
