"""The contract of a network that delineates fields, and its trained form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from ..errors import InputError
from ..fusion.method import Declared
from ..learning.needs import Needs, Shape
from ..learning.normalise import Normalisation
from ..learning.size import Sized
from ..learning.stages import Networks, Stage, Tensor
from ..learning.state import load_arrays, network_arrays
from ..learning.trained import Trained, ready
from ..learning.weights import Card, read_card, read_tensors
from ..run import Run
from .scene import RATIO, ParcelScene

_SERIES_BANDS = "series_bands"


class Delineator(Sized, Declared):
    """A network that gives extent, boundary and distance of fields. Its layers are imported when they are built."""

    needs: ClassVar[Needs]
    # Names of options that the layers depend on; they are kept with the weights, which decide then.
    structure: ClassVar[tuple[str, ...]] = ()

    def build(self, bands: int, series_bands: int, options: Any) -> dict[str, Any]:
        """Networks by name, with fresh weights; ``generator`` predicts."""
        raise NotImplementedError

    def stages(self, options: Any) -> tuple[Stage, ...]:
        """The stages of the training; batches hold ``fine``, ``series``, ``labels`` (N, 3, rows, cols) and ``mask``."""
        raise NotImplementedError

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any]) -> Tensor:
        """Extent, boundary and distance, (N, 3, rows, cols) from 0 to 1, of ``fine`` and ``series`` of a batch."""
        raise NotImplementedError

    def card(self, scene: ParcelScene, options: Any, training: dict[str, Any], history: list[dict[str, Any]]) -> Card:
        """The description that is kept with weights. Images are stretched scene by scene, so that there is no range to keep."""
        bands = scene.bands
        structure = {name: getattr(options, name) for name in self.structure}
        structure[_SERIES_BANDS] = scene.series_bands
        unit = Normalisation((0.0,) * len(bands), (1.0,) * len(bands))
        return Card(self.info.id, Shape(len(bands), RATIO), bands, unit, structure, training, history)

    def loaded(self, path: str, bands: int, series_bands: int, options: Any, device: str, run: Run) -> Trained:
        """The network with the weights of a file.

        Raises
        ------
        InputError
            If the file is none, damaged, or does not fit the images.
        """
        card = self.checked(path, bands, series_bands)
        known = {name: card.structure[name] for name in self.structure if name in card.structure}
        networks = self.build(bands, series_bands, dataclasses.replace(options, **known))
        wanted = {name: array.shape for name, array in network_arrays(networks).items()}
        load_arrays(networks, read_tensors(path, wanted))
        run.info("Weights: {summary}.", summary=card.summary)
        return Trained(ready(networks, device), card)

    def checked(self, path: str, bands: int, series_bands: int) -> Card:
        """The description of weights, if they fit images of so many bands. Raises `InputError`."""
        if not path:
            raise InputError(
                "Weights are missing: {title} needs those that Train network has written; choose them.",
                title=self.info.title,
            )
        card = read_card(path)
        card.check_network(self.info.id)
        learnt = (card.shape.bands, int(card.structure.get(_SERIES_BANDS, 0)))
        if learnt != (bands, series_bands):
            raise InputError(
                "The weights were trained with {learnt} bands and a series of {learnt_series}, and the "
                "images have {bands} and {series_bands}; choose other weights, or images of these "
                "bands.",
                learnt=learnt[0],
                learnt_series=learnt[1],
                bands=bands,
                series_bands=series_bands,
            )
        return card
