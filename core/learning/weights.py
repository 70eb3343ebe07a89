"""Files of network weights: safetensors with a header that describes them. Pickle is never used."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import InputError
from ..fusion.method import option_facts
from ..rasters.unfinished import completed
from ..runtime.dependencies import require
from ..runtime.version import version
from ..words import later, tr
from .needs import Shape
from .normalise import Normalisation

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = TypeVar("Kind")

SUFFIX = ".safetensors"
FORMAT = 1  # format version of the header; increased when older versions cannot read the file any more
_KEY = "stfusion"
_LARGEST_HEADER = 16 * 2**20
_LARGEST_VALUE = 1e30
_LARGEST_COUNT = 100_000  # of bands, and of fine pixels along a coarse one
_PURPOSE = later("Reading and writing weights")
# Exceptions raised by reading a header with unexpected content; AttributeError for a list instead of a mapping.
_DAMAGED = (KeyError, TypeError, ValueError, OverflowError, AttributeError, RecursionError, IndexError)


@dataclass(frozen=True)
class Card:
    """Description of weights: their method, shape, normalisation and training.

    Attributes
    ----------
    network : str
        Id of the method.
    shape : Shape
    bands : tuple of str
        Names of the training bands, for messages.
    normalisation : Normalisation
    structure : dict
        Options that the layers depend on.
    training : dict
        Training record: epochs, dates, scores; for information only.
    history : list of dict
        Losses and scores of each epoch.
    pan : Normalisation or None
        Of the panchromatic image, for networks that take one.
    rest : Normalisation or None
        Of the coarse bands without a matching fine band, for networks that read them.
    """

    network: str
    shape: Shape
    bands: tuple[str, ...]
    normalisation: Normalisation
    structure: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    pan: Normalisation | None = None
    rest: Normalisation | None = None

    @property
    def summary(self) -> str:
        """How it was trained, in the user's language."""
        text = str(self.training.get("summary", later("trained")))
        found = re.fullmatch(r"trained on (\d+) dates", text)
        return tr("trained on {count} dates", count=found[1]) if found else tr(text)

    def options_of(self, options: type, names: Sequence[str]) -> dict[str, Any]:
        """Returns the values in `structure` of the options with these names.

        Raises
        ------
        InputError
            If a value is not allowed, or has another type than the option.
        """
        defaults = {one.name: one.default for one in fields(options)}
        found = {name: self.structure[name] for name in names if name in self.structure}
        for name, facts in option_facts(options).items():
            if name not in found:
                continue
            value, default = found[name], defaults[name]
            kinds = (int, float) if isinstance(default, float) else (type(default),)
            fits = isinstance(value, kinds) and isinstance(value, bool) == isinstance(default, bool)
            reason = facts.complaint(value) if fits else f"{name.upper()}={str(value)[:80]!r}."
            if reason:
                raise InputError(
                    "The weights state an option that {network} does not have: {reason} Choose weights written "
                    "by STFusion.",
                    network=self.network,
                    reason=reason,
                )
        return found

    def check_network(self, wanted: str) -> None:
        """Raises `InputError` if the weights are of another network."""
        if self.network != wanted:
            raise InputError(
                "The weights belong to the network {network}, not to {id}; choose other weights, or that algorithm.",
                network=self.network,
                id=wanted,
            )


def write_weights(path: str | Path, card: Card, tensors: Mapping[str, NDArray[Any]]) -> None:
    """Writes a weights file; it appears only when it is complete.

    Raises
    ------
    InputError
        If it cannot be written.
    DependencyError
    """
    header = {"format": FORMAT, "version": version(), **asdict(card)}
    write_tensors(path, {_KEY: json.dumps(header)}, tensors)


def write_tensors(path: str | Path, header: dict[str, str], tensors: Mapping[str, NDArray[Any]]) -> None:
    """Writes arrays by name and a header of texts to a file, which appears only when it is complete."""
    save_file = require("safetensors.numpy", _PURPOSE).save_file
    with completed(path, later("The weights"), (require("safetensors", _PURPOSE).SafetensorError,)) as part:
        save_file(dict(tensors), str(part), metadata=header)


def check_weights_path(path: str | Path) -> Path:
    """Checks whether weights can be written to this path. Raises `InputError`."""
    path = Path(path)
    if "\0" in str(path):
        raise InputError("The file name of the weights contains a null character; choose another name.")
    if path.suffix.lower() != SUFFIX:
        raise InputError(
            "The weights {name} must end in {suffix}; change the file name.",
            name=path.name or path,
            suffix=SUFFIX,
        )
    if not path.parent.is_dir():
        raise InputError(
            "The folder {parent} for the weights does not exist; create it or choose another folder.",
            parent=path.parent,
        )
    try:
        blocked = path.is_dir()
    except OSError as error:  # such as a name that is too long
        raise InputError(
            "The weights {path} cannot be written ({cause}); choose another file name.",
            path=path,
            cause=error.strerror or error,
        ) from error
    if blocked:
        raise InputError("The weights {path} are a folder; enter the name of a file in it.", path=path)
    return path


def read_card(path: str | Path) -> Card:
    """Reads the header of a weights file, without its tensors.

    Raises
    ------
    InputError
        If the file is missing, truncated, not a weights file, of a later version or written by another program.
    """
    path = Path(path)
    header = _header(path)
    text = header.get("__metadata__", {}).get(_KEY) if isinstance(header.get("__metadata__"), dict) else None
    if text is None:
        raise InputError(
            "{name} contains tensors, but not their description by STFusion; choose weights written by STFusion.",
            name=path.name,
        )
    try:
        facts = json.loads(text)
        if int(facts["format"]) > FORMAT:
            raise InputError(
                "{name} was written by STFusion {writer} in a format that this version ({version}) does not "
                "support; update STFusion.",
                name=path.name,
                writer=facts.get("version", "?"),
                version=version(),
            )
        shape = _shape(facts["shape"])
        bands = tuple(" ".join(str(name).split()) for name in _as(list, facts["bands"]))
        if len(bands) != shape.bands or bool(shape.rest) != bool(facts.get("rest")):
            raise ValueError("a name and a range for each band")
        return Card(
            network=" ".join(_as(str, facts["network"]).split()),
            shape=shape,
            bands=bands,
            normalisation=_normalisation(facts["normalisation"], shape.bands),
            structure=_as(dict, facts["structure"]),
            training=_as(dict, facts["training"]),
            history=[_as(dict, row) for row in facts["history"]],
            pan=_normalisation(facts["pan"], 1) if facts.get("pan") else None,
            rest=_normalisation(facts["rest"], shape.rest) if facts.get("rest") else None,
        )
    except _DAMAGED as error:
        raise InputError(
            "The description in {name} is damaged; choose weights written by STFusion.", name=path.name
        ) from error


def read_tensors(path: str | Path, wanted: Mapping[str, tuple[int, ...]]) -> dict[str, NDArray[Any]]:
    """Reads the tensors of a file, which must have exactly these names and shapes.

    Raises
    ------
    InputError
        If names or shapes differ, values are not finite, or the file is damaged.
    """
    path = Path(path)
    header = _header(path)
    found = {name: facts for name, facts in header.items() if name != "__metadata__"}
    strange = sorted(set(wanted) ^ set(found))
    if strange:
        place = "file" if strange[0] in found else "network"
        raise InputError(
            "{name} does not fit the network: '{strange}' is only in the {place}; choose weights "
            "that were trained with the same options.",
            name=path.name,
            strange=strange[0][:80],
            place=place,
        )
    for name, shape in wanted.items():
        facts = found[name]
        if not isinstance(facts, dict) or facts.get("shape") != list(shape):
            raise InputError(
                "{file} does not fit the network: '{tensor}' should have the shape {shape}; choose "
                "weights that were trained with the same options.",
                file=path.name,
                tensor=name,
                shape=list(shape),
            )
    arrays = every_tensor(path)
    broken = [name for name, array in arrays.items() if array.dtype.kind == "f" and not _finite(array)]
    if broken:
        raise InputError(
            "{name} contains numbers that are not finite ('{broken}'); train the network again.",
            name=path.name,
            broken=broken[0],
        )
    return arrays


def every_tensor(path: str | Path) -> dict[str, NDArray[Any]]:
    """Reads all tensors of a file. Raises `InputError` if it is damaged."""
    load_file = require("safetensors.numpy", _PURPOSE).load_file
    try:
        return dict(load_file(str(path)))
    except Exception as error:  # safetensors has its own error type, and numpy errors are possible
        raise InputError(
            "{name} is damaged or incomplete ({error}); copy or train the weights again.",
            name=Path(path).name,
            error=error,
        ) from error


def texts_of(path: str | Path) -> dict[str, Any]:
    """Reads the texts in the header of a safetensors file. Raises `InputError`."""
    texts = _header(Path(path)).get("__metadata__", {})
    return texts if isinstance(texts, dict) else {}


def _header(path: Path) -> dict[str, Any]:
    """Reads the JSON header without safetensors: its length is checked first, because the file is not trusted."""
    if not path.is_file():
        raise InputError("The weights {path} do not exist; choose a file ending in {suffix}.", path=path, suffix=SUFFIX)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
            if not 2 <= length <= min(size - 8, _LARGEST_HEADER):
                raise InputError(
                    "{name} is not a weights file, or it is incomplete; choose a file ending in {suffix}.",
                    name=path.name,
                    suffix=SUFFIX,
                )
            header = json.loads(file.read(length))
    except OSError as error:
        raise InputError(
            "The weights {path} cannot be read ({cause}).", path=path, cause=error.strerror or error
        ) from error
    except (ValueError, OverflowError, RecursionError) as error:
        raise InputError(
            "{name} is not a weights file; choose a file ending in {suffix}.", name=path.name, suffix=SUFFIX
        ) from error
    if not isinstance(header, dict):
        raise InputError(
            "{name} is not a weights file; choose a file ending in {suffix}.", name=path.name, suffix=SUFFIX
        )
    return header


def _as(kind: type[Kind], value: Any) -> Kind:
    if not isinstance(value, kind):
        raise TypeError(f"a {kind.__name__}")
    return value


def _shape(facts: dict[str, Any]) -> Shape:
    # Earlier versions only had matched bands.
    rest = facts.get("rest", 0)
    return Shape(_count(facts["bands"], 1), _count(facts["ratio"], 1), _count(rest, 0))


def _count(value: Any, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _LARGEST_COUNT:
        raise ValueError("a number of bands or pixels")
    return value


def _normalisation(facts: dict[str, Any], bands: int) -> Normalisation:
    """Returns the ranges of this many bands. Raises `ValueError` unless they are ranges in the precision of images."""
    lowest, highest = (tuple(_number(value) for value in _as(list, facts[name])) for name in ("lowest", "highest"))
    low, high = _number(facts["low"]), _number(facts["high"])
    if not len(lowest) == len(highest) == bands:
        raise ValueError("a range for each band")
    if not all(_is_range(*ends) for ends in ((low, high), *zip(lowest, highest))):
        raise ValueError("low below high")
    return Normalisation(lowest, highest, low, high)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("a number")
    return float(value)


def _is_range(low: float, high: float) -> bool:
    """Returns whether values can be mapped from and to this range in float32: no end and no factor may overflow."""
    import numpy as np

    if not max(abs(low), abs(high)) <= _LARGEST_VALUE:  # NaN is refused, too
        return False
    return high - low >= 1 / _LARGEST_VALUE and bool(np.float32(low) < np.float32(high))


def _finite(array: NDArray[Any]) -> bool:
    import numpy as np

    return bool(np.isfinite(array).all())
