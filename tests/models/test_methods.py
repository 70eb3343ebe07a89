"""Every registered method passes the base tester, and declares complete information."""

from __future__ import annotations

import re

import pytest

from method_tester import MethodTester
from stfusion.core.fusion.method import FIDELITIES, option_facts
from stfusion.models import methods

# Options for short runs on the tester's small scenes.
QUICK = {
    "starfm": {"window": 9},
    "estarfm": {"window": 9},
    "fsdaf": {"window": 9, "ratio": 8},
    "fitfc": {"window": 9, "ratio": 8},
    "spstfm": {"patch": 5, "overlap": 4, "atoms": 24, "samples": 1000, "iterations": 2},
    "auto": {"ratio": 8, "methods": "starfm fsdaf fitfc"},
}

# Properties of a method itself, not defects of its implementation.
KNOWN = {
    "fitfc": {"smooths": True},
    "auto": {"smooths": True},
    # A mirrored scene has another lattice of patches, and other training samples.
    "spstfm": {"exact_flips": False},
}

CHECKS = [name for name in dir(MethodTester) if name.startswith("check_") and name != "check_cuda"]


# Networks have a separate tester, in test_networks.py.
@pytest.fixture(params=[name for name, method in methods().items() if not method.info.learned])
def tester(request: pytest.FixtureRequest) -> MethodTester:
    return MethodTester(methods()[request.param], QUICK[request.param], **KNOWN.get(request.param, {}))


@pytest.mark.parametrize("check", CHECKS)
def test_method(tester: MethodTester, check: str) -> None:
    getattr(tester, check)()


@pytest.mark.cuda
def test_method_on_cuda(tester: MethodTester) -> None:
    if not tester.method.info.cuda:
        pytest.skip("this method has no CUDA version, and says so")
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")
    tester.check_cuda()


@pytest.mark.parametrize("method", methods().values(), ids=methods())
def test_declaration_is_complete(method) -> None:
    info = method.info
    assert re.fullmatch(r"[a-z][a-z0-9]*", info.id)
    assert info.fidelity in FIDELITIES
    # That of STM-STFNet could not be verified, so it is omitted.
    assert re.fullmatch(r"10\.\d{4,9}/\S+", info.doi) or (info.id == "stmstfnet" and not info.doi)
    assert str(info.year) in info.reference
    for text in (info.name, info.summary, info.choose, info.avoid, info.reference):
        assert len(text) > 20
    for name, facts in option_facts(method.Options).items():
        assert len(facts.help) > 40, name
        assert facts.help != facts.label and facts.help.endswith("."), name
        assert facts.complaint(getattr(method.Options(), name)) == "", f"the default of {name} is refused"
