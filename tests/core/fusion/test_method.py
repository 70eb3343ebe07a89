"""Options are checked as declared by the method."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, dataclass

import numpy as np
import pytest

from stfusion.core.errors import InputError
from stfusion.core.fusion import method as contract
from stfusion.core.fusion.method import Method, MethodInfo, Prediction, checked_options, option, option_facts, register
from stfusion.core.runtime.version import version

INFO = {
    "title": "NEAREST",
    "name": "Nearest day",
    "group": "Weight functions",
    "year": 2006,
    "doi": "10.1000/1",
    "reference": "Nobody (2006).",
    "summary": "Copies.",
    "choose": "Never.",
    "avoid": "Always.",
    "coarse": "fine grid",
    "fidelity": "paper",
}


class Nearest(Method):
    info = MethodInfo(id="nearest_day", pairs=(2, 3), **INFO)

    @dataclass(frozen=True)
    class Options:
        window: int = option(51, "Search window", unit="fine pixels", minimum=3, maximum=99, odd=True, help="Edge.")
        limit: float = option(0.5, "Limit", minimum=0.0, help="How far.")
        kind: str = option("near", "Kind", choices=("near", "far"), help="Which.")
        sharp: bool = option(True, "Sharp", help="Whether.")


@pytest.fixture
def no_registry(monkeypatch) -> None:
    monkeypatch.setattr(contract, "_methods", {})


def test_options_default_to_what_was_declared_and_are_frozen() -> None:
    options = checked_options(Nearest(), {})
    assert options == Nearest.Options(51, 0.5, "near", True)
    with pytest.raises(FrozenInstanceError):
        options.window = 3


def test_facts_come_in_the_order_of_declaration() -> None:
    facts = option_facts(Nearest.Options)
    assert list(facts) == ["window", "limit", "kind", "sharp"]
    assert facts["window"].title == "Search window (fine pixels)" and facts["limit"].title == "Limit"
    assert (facts["window"].minimum, facts["window"].maximum, facts["window"].odd) == (3, 99, True)
    assert facts["kind"].choices == ("near", "far")


@pytest.mark.parametrize(
    "values", [{"window": 3}, {"window": 99}, {"limit": 0.0}, {"kind": "far", "sharp": False}, {"limit": 1e9}]
)
def test_allowed_values_pass(values) -> None:
    options = checked_options(Nearest(), values)
    assert all(getattr(options, name) == value for name, value in values.items())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"window": 1}, "Search window is 1 fine pixels; it must be at least 3"),
        ({"window": 101}, "Search window is 101 fine pixels; it must be at most 99"),
        (
            {"window": 50},
            "Search window is 50 fine pixels; it must be odd, so that the window has a centre pixel: try 51",
        ),
        ({"limit": -0.1}, "Limit is -0.1; it must be at least 0"),
        ({"limit": float("nan")}, "Limit is nan; a finite number is required"),
        ({"limit": float("inf")}, "Limit is inf; a finite number is required"),
        ({"kind": "middle"}, "Kind is 'middle'; choose one of: near, far"),
        ({"radius": 3}, "NEAREST has no option radius; available options: window, limit, kind, sharp"),
    ],
)
def test_other_values_are_told(values, words) -> None:
    with pytest.raises(InputError, match=f"^{re.escape(words)}"):
        checked_options(Nearest(), values)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "requires 2 pairs"), (1, "requires 2 pairs"), (2, ""), (3, ""), (4, "supports a maximum of 3 pairs")],
)
def test_the_number_of_pairs_is_checked(count, words) -> None:
    text = Nearest().pairs_complaint(count)
    assert words in text and bool(text) == bool(words)
    if words:
        assert f"{count} are set" in text


def test_any_number_of_pairs_where_no_most_is_declared() -> None:
    class Any(Nearest):
        info = MethodInfo(id="any", pairs=(1, None), **INFO)

    assert Any().pairs_complaint(99) == "" and "requires 1" in Any().pairs_complaint(0)


def test_a_registered_method_is_found_under_its_id_in_order(no_registry) -> None:
    @register
    class Other(Nearest):
        info = MethodInfo(id="another", pairs=(1, 1), **INFO)

    assert register(Nearest) is Nearest
    found = contract.registered()
    assert list(found) == ["another", "nearest_day"]
    assert isinstance(found["another"], Other)
    found.clear()
    assert len(contract.registered()) == 2


def test_a_method_that_declares_nothing_has_no_options() -> None:
    class Plain(Method):
        info = MethodInfo(id="plain", pairs=(1, 1), **INFO)

    options = checked_options(Plain(), {})
    assert option_facts(Plain.Options) == {} and Plain().complaint(options) == ""
    assert Plain().fit(None, options, None) is None
    Plain().check(options, 4)
    for call in (lambda: Plain().halo(None, options), lambda: Plain().predict(None, None, options, None)):
        with pytest.raises(NotImplementedError):
            call()


def test_a_prediction_needs_no_uncertainty() -> None:
    made = Prediction(np.zeros((1, 2, 2), np.float32), np.ones((2, 2), bool))
    assert made.uncertainty is None and made.candidates is None


def test_the_version_is_that_of_the_metadata() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", version())
