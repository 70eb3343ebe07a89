"""The contract of a network: what a subclass declares, and what training and prediction ask of it."""

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
    """What is declared about a network, in a light file: its layers are imported when they are built.

    A subclass states what the network needs and how it is trained by default, builds its layers, names the stages of its
    training and predicts a batch of tiles. `LearnedMethod` and `core.learning` do the rest.
    """

    needs: ClassVar[Needs]

    @dataclass(frozen=True)
    class Options(LearningOptions):
        """Options of a network; those of its layers are named by `structure`."""

    # Whether it weighs predictions by how much the coarse images change over the whole scene.
    weighs_scene: ClassVar[bool] = False
    # Names of options that the layers depend on; they are kept with the weights, which decide then.
    structure: ClassVar[tuple[str, ...]] = ()
    # Names of the networks that predicting needs; the others (discriminators, teachers) are not kept.
    deployed: ClassVar[tuple[str, ...]] = ("generator",)

    def build(self, shape: Shape, options: Any) -> dict[str, Any]:
        """Networks by name, with fresh weights.

        Raises
        ------
        InputError
            If there is no such network for this number of bands or this ratio.
        """
        raise NotImplementedError

    def stages(self, shape: Shape, options: Any, edge: int) -> tuple[Stage, ...]:
        """The stages of the training with patches of an edge in fine pixels."""
        raise NotImplementedError

    def settled(self, options: Any) -> Any:
        return self.resized(options, options.size)

    def needs_of(self, options: Any) -> Needs:
        """What the network needs with these options."""
        return self.needs

    def predict_batch(self, networks: Networks, batch: Mapping[str, Any], options: Any) -> Tensor:
        """Prediction of the wanted date, normalised.

        Parameters
        ----------
        networks : mapping
        batch : mapping of str to Tensor
            The images of the regime, without ``fine_2``, each (N, bands, rows, cols); beside each ``coarse_1`` a ``rest_1`` of
            the coarse bands that no fine band is matched with, where they are read; where a scene is predicted and
            `weighs_scene` also ``change_1`` and ``change_3``, the mean absolute coarse change of the scene from a reference to
            the wanted date, and ``shift_1`` and ``shift_3``, the mean change with its sign, all (N, bands, 1, 1); where a scene
            is predicted ``noise``, a function of a step that gives the noise of these tiles, and ``check``, to be called now
            and then by what takes long, which raises `Cancelled`.

        Returns
        -------
        Tensor, shape (N, bands, rows, cols)
            With the context around it, or without.
        """
        raise NotImplementedError

    def samples(self, options: Any) -> int:
        """How many predictions are drawn, for methods that draw at random; their spread is the uncertainty."""
        return 1

    def built_options(self, options: Any, card: Card) -> Any:
        """The options, with those of the layers as the weights have them."""
        known = {name: card.structure[name] for name in self.structure if name in card.structure}
        return dataclasses.replace(options, **known)

    def card(
        self, shape: Shape, bands: tuple[str, ...], normalisation: Normalisation, options: Any, training: dict[str, Any],
        history: list[dict[str, Any]],
    ) -> Card:  # fmt: skip
        """The description that is kept with weights."""
        structure = {name: getattr(options, name) for name in self.structure}
        return Card(self.info.id, shape, bands, normalisation, structure, training, history)
