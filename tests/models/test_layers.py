"""Every network: parameters as specified, shapes, gradients, and a prediction that depends only on its inputs."""

from __future__ import annotations

import pytest
import torch

from networks import Case, count
from networks_cnn import CNN
from networks_other import OTHERS

pytestmark = pytest.mark.usefixtures("one_thread")

CASES = [*CNN, *OTHERS]
COUNTS = [(case, arguments, number) for case in CASES for arguments, number in case.counts]


def each(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[f"{case.name}-{CASES.index(case)}" for case in cases])


@pytest.mark.parametrize(
    ("case", "arguments", "number"), COUNTS, ids=[f"{case.name}-{arguments}" for case, arguments, _ in COUNTS]
)
def test_parameters_are_as_specified(case: Case, arguments: dict, number: int) -> None:
    with torch.device("meta"):
        network = case.full(arguments)
    assert count(network) == number


@each(CASES)
def test_shapes_and_gradients(case: Case) -> None:
    network = case.small()
    outputs = case.result(network(**case.tensors(case.size)))
    for output in outputs:
        wanted = case.output(case.bands, *case.size)
        assert tuple(output.shape) == ((case.batch, *wanted) if wanted else ())
        assert output.dtype == torch.float32
    generator = torch.Generator().manual_seed(2)
    sum((output - torch.rand(output.shape, generator=generator)).square().sum() for output in outputs).backward()
    for name, parameter in network.named_parameters():
        if name.startswith(case.idle) and case.idle:
            continue
        assert parameter.grad is not None, f"nothing depends on {name}"
        assert torch.isfinite(parameter.grad).all(), f"the gradient of {name} is not finite"
    reached = sum(p.grad is not None and bool(p.grad.any()) for p in network.parameters())
    assert reached > 0.75 * len(list(network.parameters()))


@each(CASES)
def test_evaluation_is_deterministic_and_sees_every_input(case: Case) -> None:
    network = case.small().eval()
    inputs = case.tensors(case.size)
    kept = {name: tensor.clone() for name, tensor in inputs.items()}
    with torch.no_grad():
        first = case.result(network(**inputs))
        torch.manual_seed(5)
        second = case.result(network(**inputs))
        assert all(torch.equal(a, b) for a, b in zip(first, second))
        for name, tensor in inputs.items():
            assert torch.equal(tensor, kept[name]), f"the network overwrote {name}"
            changed = case.result(network(**{**inputs, name: tensor + 1}))
            assert any(not torch.equal(a, b) for a, b in zip(first, changed)), f"the network ignores {name}"


@each([case for case in CASES if case.output(1, 8, 8) != ()])
def test_images_of_a_batch_do_not_mix(case: Case) -> None:
    network = case.small().eval()
    inputs = case.tensors(case.size)
    with torch.no_grad():
        both = case.result(network(**inputs))
        alone = case.result(network(**{name: tensor[1:] for name, tensor in inputs.items()}))
    for together, single in zip(both, alone):
        torch.testing.assert_close(together[1:], single, rtol=1e-4, atol=1e-5 * max(1, float(single.abs().max())))


@each([case for case in CASES if hasattr(case.small(), "multiple")])
def test_sizes_that_do_not_fit_are_refused(case: Case) -> None:
    multiple = case.small().multiple
    rows, cols = case.size
    with pytest.raises(ValueError, match=rf"multiple of {multiple}, not {rows + 1} x {cols}"):
        case.small()(**case.tensors((rows + 1, cols)))


@each(CASES)
def test_half_precision_keeps_flat_images_finite(case: Case) -> None:
    """As mixed precision runs it; images without any variation are where small constants matter.

    Gradients are tested on images with variation: on constant ones each batch normalisation enlarges them 300 times,
    and overflow is handled by the trainer's loss scaling.
    """
    network = case.small()
    inputs = case.tensors(case.size)
    flat = {name: tensor if name == "step" else torch.zeros_like(tensor) for name, tensor in inputs.items()}
    for images in (inputs, flat):
        with torch.autocast("cpu", dtype=torch.float16):
            outputs = case.result(network(**images))
        assert all(torch.isfinite(output).all() for output in outputs)
        if images is inputs:
            sum(output.float().mean() for output in outputs).backward()
    assert all(torch.isfinite(p.grad).all() for p in network.parameters() if p.grad is not None)
