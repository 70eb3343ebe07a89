"""Interface of fusion methods, from which forms, help, command line and tests are derived."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from ..errors import InputError
from ..words import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..run import Run
    from ..runtime.device import Device
    from ..runtime.workers import Workers
    from ..scenes.scene import Block, Scene

FIDELITIES = {
    "paper": "follows the text of the paper",
    "authors' code": "follows the program of the method's authors",
    "reconstruction": "reimplemented without access to the paper",
    "public code": "follows a public program that is not by the authors of the method",
    "own": "developed for STFusion; not described in a paper",
}


@dataclass(frozen=True)
class MethodInfo:
    """Properties of a method that are known without running it.

    Attributes
    ----------
    id : str
        Published name: lower case, never changed.
    title, name, group, year, doi, reference
        As shown to users; `title` is the acronym, `name` the full name, `reference` the full citation.
    summary : str
        What it does, in one or two sentences.
    choose, avoid : str
        When to use the method, and when to use another one.
    pairs : tuple
        Minimum and maximum number of pairs; None means any number.
    coarse : str
        ``"fine grid"`` or ``"coarse grid"``: the grid on which the method uses the coarse image. With the latter,
        coarse values in blocks are 0, because only their validity is read.
    learned : bool
        Whether it needs trained weights.
    fidelity : str
        A key of `FIDELITIES`.
    departures : str
        Differences from its source, and the reasons.
    tags : tuple of str
        Additional search terms: authors, sensors, synonyms.
    packages : tuple of str
        Import names of required packages, in addition to numpy and rasterio.
    uncertainty : str
        Meaning of its uncertainty bands; empty if it has none.
    cuda : bool
        Whether it can compute on a CUDA device.
    extras : tuple of str
        Additional inputs: ``"classes"``, an optional map of land-cover classes; ``"pan"``, a panchromatic image for the
        fine image of each pair, which is required and defines the grid of the prediction; ``"coarse bands"``, the
        coarse bands without a matching fine band, which are read unless the option ``other_bands`` is off.
    """

    id: str
    title: str
    name: str
    group: str
    year: int
    doi: str
    reference: str
    summary: str
    choose: str
    avoid: str
    pairs: tuple[int, int | None]
    coarse: str
    fidelity: str
    learned: bool = False
    departures: str = ""
    tags: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    uncertainty: str = ""
    cuda: bool = True
    extras: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The reference with its DOI, if known."""
        return f"{self.reference} doi:{self.doi}" if self.doi else self.reference

    @property
    def takes_pan(self) -> bool:
        """Whether each pair needs a panchromatic image."""
        return "pan" in self.extras

    @property
    def takes_rest(self) -> bool:
        """Whether it can read coarse bands without a matching fine band."""
        return "coarse bands" in self.extras


def option(
    default: Any,
    label: str,
    *,
    help: str,
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    odd: bool = False,
    multiple: int = 1,
    choices: Sequence[str] = (),
    file: str = "",
    saved: bool = False,
) -> Any:
    """Declares one option of a method, as a field of its frozen dataclass `Options`.

    The type of the default (int, float, bool, str) is the type of the option.

    Parameters
    ----------
    default
        The default published in the method's paper, if there is one.
    label : str
        Short name for the form, without unit.
    help : str
        What it does and how to choose it.
    unit : str
        Unit of the value, shown behind the label.
    minimum, maximum : float, optional
        Inclusive limits.
    odd : bool
        Whether the number must be odd.
    multiple : int
        The number must be a multiple of this.
    choices : sequence of str
        The allowed values; they are part of the published interface.
    file : str
        For a path: file types offered, such as ``"STFusion weights (*.safetensors)"``.
    saved : bool
        Whether that file is written instead of read.
    """
    facts = OptionFacts(label, help, unit, minimum, maximum, odd, multiple, tuple(choices), file, saved)
    return dataclasses.field(default=default, metadata={"option": facts})


@dataclass(frozen=True)
class OptionFacts:
    """Properties of one option, for forms; see `option`."""

    label: str
    help: str
    unit: str
    minimum: float | None
    maximum: float | None
    odd: bool
    multiple: int
    choices: tuple[str, ...]
    file: str = ""
    saved: bool = False

    @property
    def title(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def complaint(self, value: Any) -> str:
        """Returns what is wrong with a value, in one sentence; empty if it is allowed."""
        if self.choices and value not in self.choices:
            return tr(
                "{label} is '{value}'; choose one of: {choices}.",
                label=tr(self.label),
                value=value,
                choices=", ".join(self.choices),
            )
        shown = tr("{label} is {value}", label=tr(self.label), value=f"{value} {tr(self.unit)}".rstrip())
        if isinstance(value, float) and not np.isfinite(value):
            return tr("{shown}; a finite number is required.", shown=shown)
        if self.minimum is not None and value < self.minimum:
            return tr("{shown}; it must be at least {minimum:g}.", shown=shown, minimum=self.minimum)
        if self.maximum is not None and value > self.maximum:
            return tr("{shown}; it must be at most {maximum:g}.", shown=shown, maximum=self.maximum)
        if self.odd and value % 2 == 0:
            return tr(
                "{shown}; it must be odd, so that the window has a centre pixel: try {suggestion}.",
                shown=shown,
                suggestion=value + 1,
            )
        if self.multiple > 1 and value % self.multiple:
            return tr("{shown}; it must be a multiple of {multiple}.", shown=shown, multiple=self.multiple)
        return ""


@dataclass(frozen=True)
class Prediction:
    """Prediction of one window.

    Attributes
    ----------
    values : ndarray of float32, shape (bands, rows, cols)
        Physical units; NaN where a band has no value.
    valid : ndarray of bool, shape (rows, cols)
        Where at least one band has a value.
    uncertainty : ndarray of float32, shape (bands, rows, cols), optional
        Standard deviation, physical units.
    candidates : ndarray of float32, shape (bands, rows, cols), optional
        Number of similar pixels used for each value.
    """

    values: NDArray[np.float32]
    valid: NDArray[np.bool_]
    uncertainty: NDArray[np.float32] | None = None
    candidates: NDArray[np.float32] | None = None


class Declared:
    """Properties and options, declared once; forms, help and command line are generated from them."""

    info: ClassVar[MethodInfo]

    @dataclass(frozen=True)
    class Options:
        """The options; every field is declared by `option`."""

    def complaint(self, options: Any) -> str:
        """Returns what is wrong with the options, in one sentence; empty if they are allowed."""
        for name, facts in option_facts(self.Options).items():
            text = facts.complaint(getattr(options, name))
            if text:
                return text
        return ""

    def check_values(self, options: Any) -> None:
        """Raises `InputError` with the text of `complaint`, if any."""
        text = self.complaint(options)
        if text:
            raise InputError(text)

    def settled(self, options: Any) -> Any:
        """Returns the final options: options controlled by another option are set."""
        return options


class Method(Declared):
    """A fusion method. Subclasses have no state."""

    @property
    def in_blocks(self) -> frozenset[str]:
        """Images, ``"fine"`` and ``"coarse"``, whose values are read for blocks; of others only validity is read."""
        return frozenset({"fine", "coarse"} if self.info.coarse == "fine grid" else {"fine"})

    def check(self, options: Any, bands: int) -> None:
        """Raises `InputError` if the options do not fit a scene with this number of bands."""

    def check_rest(self, options: Any, rest: int) -> None:
        """Raises `InputError` if the options do not fit this number of coarse bands without a matching fine band."""

    def reads_rest(self, options: Any) -> bool:
        """Whether the coarse bands without a matching fine band are read."""
        return self.info.takes_rest and bool(getattr(options, "other_bands", True))

    def band_by_band(self, options: Any) -> bool:
        """Whether each band is predicted independently of the other bands."""
        return False

    def halo(self, scene: Scene, options: Any) -> int:
        """Returns the number of fine pixels needed around a block."""
        raise NotImplementedError

    def fit(self, scene: Scene, options: Any, run: Run) -> Any:
        """Computes what depends on the whole scene: thresholds, classes, a dictionary. Reads block by block."""
        return None

    def fit_on(self, device: Device, scene: Scene, options: Any, run: Run) -> Any:
        """As `fit`, for methods that use the device for whole-scene facts too, for example to train a network."""
        return self.fit(scene, options, run)

    def has_uncertainty(self, options: Any) -> bool:
        """Whether a prediction with these options includes its uncertainty."""
        return bool(self.info.uncertainty)

    def fit_share(self, options: Any) -> float:
        """Returns the share of the time that `fit` takes, for an even progress bar."""
        return 0.1

    def predict(self, block: Block, state: Any, options: Any, workers: Workers) -> Prediction:
        """Predicts the window of a block. The result must not depend on how the scene is divided into blocks."""
        raise NotImplementedError

    def lacks(self, options: Any, pairs: int) -> str:
        """Returns what is missing to run with this number of pairs, in one sentence; empty if it can run."""
        return ""

    def pairs_complaint(self, count: int) -> str:
        """Returns what is wrong with a number of pairs, in one sentence; empty if nothing is."""
        least, most = self.info.pairs
        if count < least:
            return tr(
                "{title} requires {least} pairs of fine and coarse images, but {count} are set.",
                title=self.info.title,
                least=least,
                count=count,
            )
        if most is not None and count > most:
            return tr(
                "{title} supports a maximum of {most} pairs of fine and coarse images, but {count} are set.",
                title=self.info.title,
                most=most,
                count=count,
            )
        return ""


def option_facts(options: type) -> dict[str, OptionFacts]:
    """Returns the properties of each option by field name, in the order of declaration."""
    return {field.name: field.metadata["option"] for field in dataclasses.fields(options)}


def checked_options(method: Declared, values: dict[str, Any]) -> Any:
    """Creates the options of a method from values by name.

    Raises
    ------
    InputError
        If a name is unknown or a value is not allowed.
    """
    known = option_facts(method.Options)
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise InputError(
            "{title} has no option {unknown}; available options: {known}.",
            title=method.info.title,
            unknown=unknown[0],
            known=", ".join(known),
        )
    options = method.Options(**values)
    method.check_values(options)
    return method.settled(options)


def parse_options(method: Declared, text: str) -> Any:
    """Parses options written as ``WINDOW=31; SIMILAR_BANDS=3 4``; the others keep their default.

    Raises
    ------
    InputError
        If the text cannot be parsed, a name is unknown or a value is not allowed.
    """
    defaults = {field.name: field.default for field in dataclasses.fields(method.Options)}
    values: dict[str, Any] = {}
    for part in text.replace("\n", ";").split(";"):
        if not part.strip():
            continue
        name, equals, value = (word.strip() for word in part.partition("="))
        if not equals:
            raise InputError(
                "Options of the method: '{part}' is not valid; enter NAME=value; NAME=value.", part=part.strip()
            )
        values[name.lower()] = _typed(name, value, defaults.get(name.lower()))
    return checked_options(method, values)


def _typed(name: str, text: str, default: Any) -> Any:
    """Converts a typed value to the type of the option's default."""
    if isinstance(default, bool):
        words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if text.lower() in words:
            return words[text.lower()]
        raise InputError("Option {name} is '{text}'; enter yes or no.", name=name, text=text)
    if isinstance(default, (int, float)):
        try:
            return type(default)(text)
        except ValueError as error:
            kind = tr("an integer") if isinstance(default, int) else tr("a number")
            raise InputError("Option {name} is '{text}'; enter {kind}.", name=name, text=text, kind=kind) from error
    return text


_methods: dict[str, Method] = {}


def register(kind: type[Method]) -> type[Method]:
    """Class decorator: registers a method under its id."""
    _methods[kind.info.id] = kind()
    return kind


def registered() -> dict[str, Method]:
    """Returns all methods by id, in the order of registration."""
    return dict(_methods)
