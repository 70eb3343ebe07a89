"""Interface of a network: what a subclass declares, and what training and prediction call."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..fusion.method import Method
from .needs import Needs, Shape
from .normalise import Normalisation
from .options import LearningOptions
from .size import Sized
from .stages import Networks, Stage, Tensor
from .weights import Card


class NetworkMethod(Sized, Method):
    """Declaration of a network, in a module without torch: its layers are imported when they are built.

    A subclass states the requirements of the network and its training defaults, builds its layers, names its training
    stages and predicts a batch of tiles. `LearnedMethod` and `core.learning` do the rest.
    """

    needs: ClassVar[Needs]

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of a network; the options that its layers depend on are listed in `structure`."""

    # Whether it weights predictions by the change of the coarse images over the whole scene.
    weighs_scene: ClassVar[bool] = False
    # Names of the options that the layers depend on; they are stored with the weights, which then take precedence.
    structure: ClassVar[tuple[str, ...]] = ()
    # Names of the networks needed for prediction; the others (discriminators, teachers) are not stored.
    deployed: ClassVar[tuple[str, ...]] = ("generator",)

    def build(self, shape: Shape, options: Any) -> dict[str, Any]:
        """Returns the networks by name, with initial weights.

        Raises
        ------
        InputError
            If the network does not support this number of bands or this ratio.
        """
        raise NotImplementedError

    def stages(self, shape: Shape, options: Any, edge: int) -> tuple[Stage, ...]:
        """Returns the training stages for patches of side length `edge` in fine pixels."""
        raise NotImplementedError

    def settled(self, options: Any) -> Any:
        return self.resized(options, options.size)

    def needs_of(self, options: Any) -> Needs:
        """Returns the requirements of the network with these options."""
        return self.needs

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Any) -> Tensor:
        """Returns the normalised prediction for the target date.

        Parameters
        ----------
        networks : mapping
        batch : mapping of str to Tensor
            The images of the regime, without ``fine_2``, each (N, bands, rows, cols); for each ``coarse_1`` a ``rest_1``
            of the coarse bands without a matching fine band, if they are read. When a scene is predicted: if
            `weighs_scene`, ``change_1`` and ``change_3``, the mean absolute coarse change of the scene from a reference
            to the target date, and ``shift_1`` and ``shift_3``, the signed mean change, all (N, bands, 1, 1);
            ``noise``, a function that returns the noise of these tiles for a step; and ``check``, to be called
            regularly by long computations, which raises `Cancelled`.

        Returns
        -------
        Tensor, shape (N, bands, rows, cols)
            With or without the context around it.
        """
        raise NotImplementedError

    def samples(self, options: Any) -> int:
        """Returns the number of predictions to draw, for stochastic methods; their spread is the uncertainty."""
        return 1

    def built_options(self, options: Any, card: Card) -> Any:
        """Returns the options, with those that the layers depend on taken from the weights.

        Raises
        ------
        InputError
            If the weights state a value that is not allowed.
        """
        return dataclasses.replace(options, **card.options_of(self.Options, self.structure))

    def card(
        self, shape: Shape, bands: tuple[str, ...], normalisation: Normalisation, options: Any, training: dict[str, Any],
        history: list[dict[str, Any]],
    ) -> Card:  # fmt: skip
        """Returns the description that is stored with the weights."""
        structure = {name: getattr(options, name) for name in self.structure}
        return Card(self.info.id, shape, bands, normalisation, structure, training, history)
