"""What a fusion method is: the contract that forms, help, command line and tests are derived from."""

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
    "reconstruction": "a reconstruction: the text of the paper was not to be had",
    "public code": "follows a public program that is not by the authors of the method",
    "own": "STFusion's own: no paper describes it",
}


@dataclass(frozen=True)
class MethodInfo:
    """What there is to know about a method without running it.

    Attributes
    ----------
    id : str
        Published name: lower case, never changed.
    title, name, group, year, doi, reference
        As shown to users: the acronym, what it stands for, and the whole citation.
    summary : str
        What it does, in a sentence or two.
    choose, avoid : str
        When it is the right method, and when another one is.
    pairs : tuple
        Fewest and most pairs; None means any number.
    coarse : str
        ``"fine grid"`` or ``"coarse grid"``: where the method wants the coarse image. In the blocks of one that wants it on the
        coarse grid, coarse values are zero, as only their validity is read.
    learned : bool
        Whether it needs trained weights.
    fidelity : str
        A key of `FIDELITIES`.
    departures : str
        Where it differs from its source, and why.
    tags : tuple of str
        Further words to find it by: authors, sensors, synonyms.
    packages : tuple of str
        Import names of what it cannot run without, beside numpy and rasterio.
    uncertainty : str
        What its uncertainty bands mean; empty if it has none.
    cuda : bool
        Whether it can compute on a CUDA device.
    extras : tuple of str
        Further inputs: ``"classes"``, a map of land-cover classes that it may take; ``"pan"``, a panchromatic image beside the
        fine image of each pair, which it needs and whose grid the prediction has; ``"coarse bands"``, the bands of the coarse
        images that no fine band is matched with, which it reads unless its option ``other_bands`` says no.
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
        """The reference with its DOI, where that is known."""
        return f"{self.reference} doi:{self.doi}" if self.doi else self.reference

    @property
    def takes_pan(self) -> bool:
        """Whether each pair needs a panchromatic image."""
        return "pan" in self.extras

    @property
    def takes_rest(self) -> bool:
        """Whether it can read coarse bands that no fine band is matched with."""
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
    """Declare one option of a method, as a field of its frozen dataclass `Options`.

    The type of the default (int, float, bool, str) is the type of the option.

    Parameters
    ----------
    default
        The published default of the method's paper where it has one.
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
        What the number must be a multiple of.
    choices : sequence of str
        The only values allowed; they are part of the published interface.
    file : str
        For a path: the kinds of files that are offered, such as ``"STFusion weights (*.safetensors)"``.
    saved : bool
        Whether that file is written and not read.
    """
    facts = OptionFacts(label, help, unit, minimum, maximum, odd, multiple, tuple(choices), file, saved)
    return dataclasses.field(default=default, metadata={"option": facts})


@dataclass(frozen=True)
class OptionFacts:
    """What a form needs to know about one option; see `option`."""

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
        """What is wrong with a value, in one sentence; empty if nothing is."""
        if self.choices and value not in self.choices:
            return tr(
                "{label} is '{value}'; choose one of: {choices}.",
                label=tr(self.label),
                value=value,
                choices=", ".join(self.choices),
            )
        shown = tr("{label} is {value}", label=tr(self.label), value=f"{value} {tr(self.unit)}".rstrip())
        if isinstance(value, float) and not np.isfinite(value):
            return tr("{shown}; a finite number is needed.", shown=shown)
        if self.minimum is not None and value < self.minimum:
            return tr("{shown}; it must be at least {minimum:g}.", shown=shown, minimum=self.minimum)
        if self.maximum is not None and value > self.maximum:
            return tr("{shown}; it must be at most {maximum:g}.", shown=shown, maximum=self.maximum)
        if self.odd and value % 2 == 0:
            return tr(
                "{shown}; it must be odd, so that a pixel is in the middle: try {suggestion}.",
                shown=shown,
                suggestion=value + 1,
            )
        if self.multiple > 1 and value % self.multiple:
            return tr("{shown}; it must be a multiple of {multiple}.", shown=shown, multiple=self.multiple)
        return ""


@dataclass(frozen=True)
class Prediction:
    """What a method says about one window.

    Attributes
    ----------
    values : ndarray of float32, shape (bands, rows, cols)
        Physical units.
    valid : ndarray of bool, shape (rows, cols)
    uncertainty : ndarray of float32, shape (bands, rows, cols), optional
        Standard deviation, physical units.
    candidates : ndarray of float32, shape (bands, rows, cols), optional
        How many similar pixels stand behind each value.
    """

    values: NDArray[np.float32]
    valid: NDArray[np.bool_]
    uncertainty: NDArray[np.float32] | None = None
    candidates: NDArray[np.float32] | None = None


class Declared:
    """What is declared once, in a file of its own: facts and options, which forms, help and command line are made from."""

    info: ClassVar[MethodInfo]

    @dataclass(frozen=True)
    class Options:
        """Its options; every field is made by `option`."""

    def complaint(self, options: Any) -> str:
        """What is wrong with the options, in one sentence; empty if nothing is."""
        for name, facts in option_facts(self.Options).items():
            text = facts.complaint(getattr(options, name))
            if text:
                return text
        return ""

    def check_values(self, options: Any) -> None:
        """Raise `InputError` with what `complaint` says, if anything."""
        text = self.complaint(options)
        if text:
            raise InputError(text)

    def settled(self, options: Any) -> Any:
        """The options, where one that stands for several has set these."""
        return options


class Method(Declared):
    """A fusion method. Subclasses hold no state."""

    @property
    def in_blocks(self) -> frozenset[str]:
        """The images, ``"fine"`` and ``"coarse"``, whose values it wants in blocks; of the others it is given validity alone."""
        return frozenset({"fine", "coarse"} if self.info.coarse == "fine grid" else {"fine"})

    def check(self, options: Any, bands: int) -> None:
        """Raise `InputError` if the options cannot go with a scene of so many bands."""

    def check_rest(self, options: Any, rest: int) -> None:
        """Raise `InputError` if the options cannot go with so many coarse bands that no fine band is matched with."""

    def reads_rest(self, options: Any) -> bool:
        """Whether it is to be given the coarse bands that no fine band is matched with."""
        return self.info.takes_rest and bool(getattr(options, "other_bands", True))

    def halo(self, scene: Scene, options: Any) -> int:
        """How many fine pixels a block must see beyond itself."""
        raise NotImplementedError

    def fit(self, scene: Scene, options: Any, run: Run) -> Any:
        """Find what depends on the whole scene: thresholds, classes, a dictionary. Reads block by block."""
        return None

    def fit_on(self, device: Device, scene: Scene, options: Any, run: Run) -> Any:
        """As `fit`, for methods whose whole-scene facts are computed on the device too, as the training of a network is."""
        return self.fit(scene, options, run)

    def has_uncertainty(self, options: Any) -> bool:
        """Whether a prediction with these options comes with its uncertainty."""
        return bool(self.info.uncertainty)

    def fit_share(self, options: Any) -> float:
        """Share of the time that `fit` takes, for a progress bar that moves evenly."""
        return 0.1

    def predict(self, block: Block, state: Any, options: Any, workers: Workers) -> Prediction:
        """Predict the window of a block. The result must not depend on how the scene is cut into blocks."""
        raise NotImplementedError

    def lacks(self, options: Any, pairs: int) -> str:
        """What it cannot run without and has not got with so many pairs, in one sentence; empty if it can run."""
        return ""

    def pairs_complaint(self, count: int) -> str:
        """What is wrong with a number of pairs, in one sentence; empty if nothing is."""
        least, most = self.info.pairs
        if count < least:
            return tr(
                "{title} needs {least} pairs of fine and coarse images; {count} given.",
                title=self.info.title,
                least=least,
                count=count,
            )
        if most is not None and count > most:
            return tr(
                "{title} uses at most {most} pairs of fine and coarse images; {count} given.",
                title=self.info.title,
                most=most,
                count=count,
            )
        return ""


def option_facts(options: type) -> dict[str, OptionFacts]:
    """Facts about each option by field name, in the order of declaration."""
    return {field.name: field.metadata["option"] for field in dataclasses.fields(options)}


def checked_options(method: Declared, values: dict[str, Any]) -> Any:
    """Make the options of a method.

    Raises
    ------
    InputError
        If a name is unknown or a value not allowed.
    """
    known = option_facts(method.Options)
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise InputError(
            "{title} has no option {unknown}; it has: {known}.",
            title=method.info.title,
            unknown=unknown[0],
            known=", ".join(known),
        )
    options = method.Options(**values)
    method.check_values(options)
    return method.settled(options)


def parse_options(method: Declared, text: str) -> Any:
    """Options written as ``WINDOW=31; SIMILAR_BANDS=3 4``; those that are not named keep their default.

    Raises
    ------
    InputError
        If the text cannot be read so, a name is unknown or a value not allowed.
    """
    defaults = {field.name: field.default for field in dataclasses.fields(method.Options)}
    values: dict[str, Any] = {}
    for part in text.replace("\n", ";").split(";"):
        if not part.strip():
            continue
        name, equals, value = (word.strip() for word in part.partition("="))
        if not equals:
            raise InputError(
                "Options of the method: '{part}' is not understood; write NAME=value; NAME=value.", part=part.strip()
            )
        values[name.lower()] = _typed(name, value, defaults.get(name.lower()))
    return checked_options(method, values)


def _typed(name: str, text: str, default: Any) -> Any:
    """A typed value in the type of the option's default."""
    if isinstance(default, bool):
        words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if text.lower() in words:
            return words[text.lower()]
        raise InputError("Option {name} is '{text}'; write yes or no.", name=name, text=text)
    if isinstance(default, (int, float)):
        try:
            return type(default)(text)
        except ValueError as error:
            kind = tr("a whole number") if isinstance(default, int) else tr("a number")
            raise InputError("Option {name} is '{text}'; write {kind}.", name=name, text=text, kind=kind) from error
    return text


_methods: dict[str, Method] = {}


def register(kind: type[Method]) -> type[Method]:
    """Class decorator: make a method known under its id."""
    _methods[kind.info.id] = kind()
    return kind


def registered() -> dict[str, Method]:
    """All methods by id, in the order in which they were registered."""
    return dict(_methods)
