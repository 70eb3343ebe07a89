"""File of a training state, from which a training resumes exactly where it stopped."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import Cancelled, InputError
from .weights import every_tensor, read_tensors, texts_of, write_tensors

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KEY = "stfusion-training"
_BETWEEN_WRITES = 60.0  # seconds; writing a large state takes time


class StateFile:
    """Keeps the training state of the last epoch in memory, and writes it to a file at intervals.

    Parameters
    ----------
    path : Path, optional
        If None, nothing is kept.
    network : str
        Method id of the trained network.
    """

    def __init__(self, path: Path | None, network: str) -> None:
        self._path, self._network = path, network
        self._kept: tuple[dict[str, Any], dict[str, NDArray[Any]]] | None = None
        self._written = time.monotonic()

    def keep(self, state: Callable[[], tuple[dict[str, Any], dict[str, NDArray[Any]]]]) -> None:
        """Keeps the state at the end of an epoch; a training stopped in the next epoch resumes from it."""
        if self._path is None:
            return
        self._kept = state()
        if time.monotonic() - self._written > _BETWEEN_WRITES:
            self.write()

    def write(self) -> None:
        """Writes the last kept state, unless it is already written. Raises `InputError`."""
        if self._path is not None and self._kept is not None:
            facts, arrays = self._kept
            write_state(self._path, {**facts, "network": self._network}, arrays)
            self._kept, self._written = None, time.monotonic()


def network_arrays(networks: Mapping[str, Any]) -> dict[str, NDArray[Any]]:
    """Returns copies of the parameters and buffers of networks by name; later training does not change them."""
    return {
        f"{name}.{key}": tensor.detach().cpu().contiguous().numpy().copy()
        for name, network in networks.items()
        for key, tensor in network.state_dict().items()
    }


def load_arrays(networks: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Loads all arrays of `network_arrays` into networks."""
    import torch

    for name, network in networks.items():
        state = {
            key: torch.as_tensor(arrays[f"{name}.{key}"]).reshape(tensor.shape)
            for key, tensor in network.state_dict().items()
        }
        network.load_state_dict(state)


def load_networks(path: str | Path, build: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Returns networks with the tensors of a weights file.

    They are built without memory first, and memory is allocated only if they fit the tensors of the file: the header is
    not trusted.

    Parameters
    ----------
    path : path
    build : callable()
        Returns networks by name, with initial weights.

    Raises
    ------
    InputError
        If the file does not fit these networks, or is damaged.
    """
    import torch

    try:
        with torch.device("meta"):
            planned = build()
    except InputError:
        raise
    except Exception as error:  # layers hardly check their arguments
        raise InputError(
            "{name} describes a network that cannot be created ({error}); choose weights written by STFusion.",
            name=Path(path).name,
            error=" ".join(f"{type(error).__name__}: {error}".split()),
        ) from error
    shapes = {f"{name}.{key}": shape for name, network in planned.items() for key, shape in _shapes(network).items()}
    arrays = read_tensors(path, shapes)
    networks = build()
    load_arrays(networks, arrays)
    return networks


def _shapes(network: Any) -> dict[str, tuple[int, ...]]:
    return {key: tuple(tensor.shape) for key, tensor in network.state_dict().items()}


def optimiser_arrays(optimiser: Any, prefix: str) -> dict[str, NDArray[Any]]:
    """Returns the optimizer state of each parameter."""
    import torch

    found = {}
    for number, facts in optimiser.state_dict()["state"].items():
        for key, value in facts.items():
            tensor = value if torch.is_tensor(value) else torch.tensor(float(value))
            found[f"{prefix}.{number}.{key}"] = tensor.detach().cpu().contiguous().numpy().copy()
    return found


def load_optimiser(optimiser: Any, arrays: Mapping[str, NDArray[Any]], prefix: str) -> None:
    """Restores the optimizer state; its settings are taken from the stage."""
    import torch

    memory: dict[int, dict[str, Any]] = {}
    for name, array in arrays.items():
        if name.startswith(f"{prefix}."):
            number, key = name[len(prefix) + 1 :].split(".", 1)
            memory.setdefault(int(number), {})[key] = torch.as_tensor(array)
    state = optimiser.state_dict()
    optimiser.load_state_dict({"state": memory, "param_groups": state["param_groups"]})


def write_state(path: str | Path, facts: dict[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Writes a state; the file appears only when it is complete. Raises `InputError`."""
    write_tensors(path, {_KEY: json.dumps(facts)}, arrays)


def read_state(path: str | Path, network: str) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Returns facts and arrays of a state of the network with this id.

    Raises
    ------
    InputError
        If the file is not a training state, is damaged or belongs to another network.
    """
    text = texts_of(path).get(_KEY)
    if text is None:
        raise InputError(
            "{name} is not a training state; choose the file ending in .resume.safetensors in the folder of the "
            "weights.",
            name=Path(path).name,
        )
    try:
        facts = dict(json.loads(text))
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(
            "The training state in {name} is damaged; start a new training.", name=Path(path).name
        ) from error
    if facts.get("network") != network:
        raise InputError(
            "The training state {name} belongs to the network {other}, not to {id}.",
            name=Path(path).name,
            other=facts.get("network"),
            id=network,
        )
    return facts, every_tensor(path)


def stopped_after(epochs: int, weights: Path, state: Path) -> Cancelled:
    """Returns the exception for a cancelled training that has written its best weights and its state."""
    return Cancelled(
        "Cancelled after {count} epochs; the best weights so far are in {weights}; resume the training from {state}.",
        count=epochs,
        weights=weights.name,
        state=state.name,
    )
