"""Every network passes the base tester in a small form, overfits one patch, and trains on a scene."""

from __future__ import annotations

import time
from importlib import import_module

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")

from method_tester import QUIET, MethodTester, simulated  # noqa: E402
from small_networks import NETWORKS, SMALL, most_pairs, network_tester, rmse, small, small_weights  # noqa: E402
from stfusion.core.errors import Cancelled, InputError  # noqa: E402
from stfusion.core.fusion.method import checked_options, option_facts  # noqa: E402
from stfusion.core.fusion.predict import predict_array  # noqa: E402
from stfusion.core.learning.needs import LEAST_DATES, Shape  # noqa: E402
from stfusion.core.learning.normalise import PER_BAND, STANDARD, find_normalisation  # noqa: E402
from stfusion.core.learning.stages import Moment  # noqa: E402
from stfusion.core.learning.state import load_arrays, network_arrays  # noqa: E402
from stfusion.core.learning.weights import read_card, read_tensors  # noqa: E402
from stfusion.core.run import Run  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

# See `NetworkTester`.
LEARNT = {"check_beats_floors", "check_no_change", "check_band_permutation", "check_flips", "check_range"}
CHECKS = [
    name for name in dir(MethodTester) if name.startswith("check_") and name not in LEARNT and name != "check_cuda"
]
# All networks share one base class. One network of each type gets all checks: two sides, features, native coarse
# images, any reference, attention windows, fixed patches, diffusion. The others get the checks that depend on their
# declaration, to keep the tests short.
WHOLE = ("stfnet", "edcstfn", "dcstfn", "ganstfm", "swinstfm", "stfmlp", "stfdiff")
# Pixel by pixel is too slow for scenes of this size; `test_pixels_and_their_context` uses a small one. CTSTFM weights
# channels by statistics of the whole tile, and DiffSTF and DiffSTSF attend to all of it, so that a hole affects distant
# pixels.
OTHERWISE = {
    "densestf": ("check_nothing_valid", "check_bad_input"),
    **dict.fromkeys(
        ("ctstfm", "diffstf", "diffstsf"),
        ("check_all_shapes", "check_huge_values_in_nodata", "check_blocks", "check_cancel", "check_bad_input"),
    ),
}
# Required factor of the loss decrease on an overfitted patch; 20 by default. Networks with coarse inputs only cannot
# reproduce fine detail (the first); the others converge too slowly for a test.
FALLS = {"stf3dcnn": 12, "hcnnet": 3, "ctstfm": 3, "ecpwstfn": 4, "stmstfnet": 5, "dcdganstf": 5, "diffstf": 4}
FALLS |= {"diffstsf": 4}
SOME = ("check_all_shapes", "check_nodata", "check_blocks", "check_cancel", "check_bad_input")


def test_every_network_has_a_small_form() -> None:
    assert set(SMALL) == set(NETWORKS)


@pytest.mark.parametrize(
    ("name", "check"),
    [(name, check) for name in NETWORKS for check in (CHECKS if name in WHOLE else OTHERWISE.get(name, SOME))],
)
def test_base(name: str, check: str) -> None:
    getattr(network_tester(name), check)()


@pytest.mark.parametrize("name", NETWORKS)
def test_tiles_side_by_side_are_the_same_to_the_last_bit(name: str) -> None:
    tester = network_tester(name)
    images = simulated(tester.pairs)
    torch.set_num_threads(2)
    alone, both = (tester.predict(images, threads=threads) for threads in (1, 2))
    np.testing.assert_array_equal(both.values, alone.values)
    assert torch.get_num_threads() == 2


@pytest.mark.cuda
@pytest.mark.parametrize("name", NETWORKS)
def test_cpu_and_cuda_agree(name: str) -> None:
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")
    tester = network_tester(name)
    images = simulated(tester.pairs)
    on_cpu, on_cuda = tester.predict(images), tester.predict(images, device="cuda")
    np.testing.assert_allclose(on_cuda.values, on_cpu.values, atol=2e-4)


@pytest.mark.cuda
@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_learns_on_cuda(name: str) -> None:
    """In mixed precision, the default; the loss stays finite."""
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")
    method, given = small(name)
    images = simulated(most_pairs(name))
    found = predict_array(
        method, images.scene(method), checked_options(method, {**given, "epochs": 2}), Run(**QUIET), device="cuda"
    )
    assert found.valid.any() and np.isfinite(found.values).all()


@pytest.mark.parametrize("name", NETWORKS)
def test_one_patch_is_learnt_by_heart(name: str) -> None:
    """The loss of the prediction stage decreases by a large factor: every part of the network is trained."""
    method, given = small(name)
    options = checked_options(method, given)
    # The detail missing in a blurred image is overfitted on few pixels only, because MCDNet and the second network of
    # STFDCNN see no more.
    edge = (
        16
        if name in ("stfdcnn", "mcdnet")
        else method.needs_of(options).patch or max(32, method.needs_of(options).multiple)
    )
    torch.manual_seed(0)
    networks = method.build(Shape(4, 8), options)
    stage = method.stages(Shape(4, 8), options, edge)[-1]
    batch = _patch(method, options, edge)
    trained = [parameter for part in stage.trains for parameter in networks[part].parameters()]
    optimiser = torch.optim.Adam(trained, 3e-3)
    first = None
    for step in range(1500):
        # Smaller steps towards the end.
        optimiser.param_groups[0]["lr"] = 3e-3 * (1 + np.cos(np.pi * step / 1500)) / 2
        outcome = stage.loss(networks, batch, Moment(0, 0.0, torch.Generator().manual_seed(step)))
        loss = torch.stack(list(outcome.terms.values())).sum()
        first = first or float(loss.detach())
        if float(loss.detach()) < first / FALLS.get(name, 20):
            return
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    pytest.fail(f"the loss fell from {first} to {float(loss.detach())} only")


@pytest.mark.parametrize("name", ["stfnet", "stfdcnn"])
def test_what_is_learnt_from_the_scene_beats_both_floors(name: str) -> None:
    images = simulated(2, 128, 128)
    method, given = small(name)
    options = checked_options(method, {**given, "epochs": 25, "batch": 4, "patch": 32})
    values = predict_array(method, images.scene(method), options, Run(**QUIET), device="cpu").values
    (fine, coarse), _ = images.pairs
    assert rmse(values, images.truth) < rmse(fine + images.target - coarse, images.truth)
    assert rmse(values, images.truth) < rmse(fine, images.truth)


@pytest.mark.parametrize("name", ["stfnet", "edcstfn", "dcstfn"])
def test_tiles_of_a_network_that_sees_a_few_pixels_leave_no_trace(name: str) -> None:
    """The scene is larger than a tile, and the result equals that of one tile as large as the scene."""
    images = simulated(2 if NETWORKS[name].info.pairs[0] > 1 else 1, 160, 144)
    method, given = small(name)
    whole, tiled = (
        predict_array(
            method, images.scene(method), checked_options(method, {**given, "weights": small_weights(name), "tile": tile}),
            Run(**QUIET), device="cpu",
        ).values
        for tile in (256, 128 if name == "dcstfn" else 64)
    )  # fmt: skip
    np.testing.assert_allclose(tiled, whole, atol=2e-5)


@pytest.mark.parametrize(("name", "edge"), [("hpltsgan", 64), ("sdcs", 64), ("ganstfm", 256)])
def test_tiles_are_no_larger_than_patches_where_their_statistics_count(name: str, edge: int) -> None:
    """The small networks are trained on patches of 64."""
    images = simulated(2, 96, 96)
    method, given = small(name)
    found = {
        tile: predict_array(
            method, images.scene(method), checked_options(method, {**given, "weights": small_weights(name), "tile": tile}),
            Run(**QUIET), device="cpu",
        ).values
        for tile in (0, 64, 256)
    }  # fmt: skip
    assert np.abs(found[64] - found[256]).max() > 1e-4
    np.testing.assert_array_equal(found[0], found[edge])


def test_draws_give_mean_and_spread() -> None:
    images = simulated(1)
    method, given = small("stfdiff")
    weights = small_weights("stfdiff")
    one, other, both = (
        predict_array(
            method, images.scene(method), checked_options(method, {**given, "weights": weights, **more}), Run(**QUIET),
            device="cpu",
        )
        for more in ({"seed": 1}, {"seed": 2}, {"seed": 1, "draws": 3})
    )  # fmt: skip
    assert np.abs(one.values - other.values).max() > 1e-4, "another seed is another draw"
    assert both.uncertainty is not None and both.uncertainty.min() >= 0 and both.uncertainty.mean() > 1e-4
    assert np.abs(both.values - one.values).max() < 6 * both.uncertainty.max()


@pytest.mark.parametrize("name", NETWORKS)
def test_one_pair_without_weights_is_refused_or_enough(name: str) -> None:
    method, given = small(name)
    if method.info.pairs[0] > 1:
        pytest.skip("needs two pairs anyway")
    if LEAST_DATES[method.needs_of(checked_options(method, given)).regime] == 1:
        options = checked_options(method, {**given, "epochs": 1, "batch": 4, "patch": 32})
        found = predict_array(method, simulated(1).scene(method), options, Run(**QUIET), device="cpu")
        assert found.valid.all() and np.isfinite(found.values).all()
        return
    with pytest.raises(InputError, match="choose weights"):
        predict_array(method, simulated(1).scene(method), checked_options(method, given), Run(**QUIET), device="cpu")


@pytest.mark.parametrize("name", NETWORKS)
def test_structure_names_options_and_weights_decide(name: str) -> None:
    """The options of the layers need not be set again: they are stored with the weights."""
    method, given = small(name)
    assert set(method.structure) <= set(option_facts(method.Options))
    images = simulated(most_pairs(name))
    plain = {key: value for key, value in given.items() if key not in method.structure and key != "ratio"}
    kept = {key: value for key, value in given.items() if key == "ratio"}
    options = checked_options(method, {**plain, **kept, "weights": small_weights(name)})
    again = predict_array(method, images.scene(method), options, Run(**QUIET), device="cpu")
    stated = {**given, "weights": small_weights(name)}
    first = predict_array(method, images.scene(method), checked_options(method, stated), Run(**QUIET), device="cpu")
    np.testing.assert_array_equal(again.values, first.values)


def test_standard_values_have_mean_0_and_deviation_1() -> None:
    kelvin = np.random.default_rng(3).normal([[[290.0]], [[305.0]]], [[[4.0]], [[9.0]]], (2, 60, 50)).astype(np.float32)
    known = np.ones((60, 50), bool)
    known[:, 40:] = False
    changed = np.where(known, kelvin, 1e6)
    normalisation = find_normalisation(STANDARD, [(changed, known)], 2, 0.0, 1.0)
    values = normalisation.apply(kelvin)[:, known]
    np.testing.assert_allclose(values.mean(axis=1), 0, atol=1e-4)
    np.testing.assert_allclose(values.std(axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(normalisation.undo(normalisation.apply(kelvin)), kelvin, atol=1e-3)


def test_pixels_and_their_context() -> None:
    """A pixel is predicted from the patch around it, mirrored at the edge of the scene, for any blocks and tiles."""
    method, given = small("densestf")
    path = small_weights("densestf")
    images = simulated(1, 32, 32).changed(lambda array: array[:, :20, :18])
    first, second = (
        predict_array(
            method, images.scene(method), checked_options(method, {**given, "weights": path, "tile": tile}), Run(**QUIET),
            device="cpu", block_size=block,
        ).values
        for tile, block in ((7, 9), (32, 64))
    )  # fmt: skip
    np.testing.assert_allclose(first, second, atol=1e-5)
    card, networks = read_card(path), method.build(Shape(4, 8), checked_options(method, given))
    load_arrays({"generator": networks["generator"]}, read_tensors(path, _shapes(networks)))
    (fine, coarse), normalisation = images.pairs[0], card.normalisation
    cut = [
        torch.from_numpy(np.pad(normalisation.apply(image), ((0, 0), (8, 8), (8, 8)), "symmetric")[None, :, 3:19, 5:21])
        for image in (coarse, fine, images.target)
    ]
    with torch.no_grad():
        pixel = normalisation.undo(networks["generator"].eval()(*cut)[0].numpy())
    np.testing.assert_allclose(first[:, 3, 5], pixel[:, 0, 0], atol=1e-5)


def _shapes(networks: dict) -> dict:
    return {name: array.shape for name, array in network_arrays(networks).items()}


@pytest.mark.parametrize("name", NETWORKS)
def test_every_stage_learns_in_half_precision(name: str) -> None:
    """As on CUDA: some operations do not support bfloat16, and some are too imprecise with eight bits."""
    method, given = small(name)
    options = checked_options(method, given)
    edge = method.needs_of(options).patch or max(32, method.needs_of(options).multiple)
    torch.manual_seed(0)
    networks = method.build(Shape(4, 8), options)
    batch = _patch(method, options, edge)
    for stage in method.stages(Shape(4, 8), options, edge):
        if stage.prepare is not None:
            stage.prepare(networks, batch, Run(**QUIET))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outcome = stage.loss(networks, batch, Moment(0, 0.0, torch.Generator().manual_seed(1)))
        loss = torch.stack([value.float() for value in outcome.terms.values()]).sum()
        loss.backward()
        trained = [parameter for part in stage.trains for parameter in networks[part].parameters()]
        assert loss.isfinite() and all(p.grad.isfinite().all() for p in trained if p.grad is not None)


def _patch(method, options, edge: int) -> dict:
    """One patch of the simulated scene, normalised, on the grids that the network needs."""
    images, needs = simulated(2, 128, 128), method.needs_of(options)
    whole = [(images.pairs[0][0], np.ones(images.truth.shape[1:], bool))]
    kind = STANDARD if needs.standard else PER_BAND
    normalisation = find_normalisation(kind, whole, 4, needs.low, needs.high)
    named = {"fine_1": images.pairs[0][0], "coarse_1": images.pairs[0][1], "fine_2": images.truth}
    named |= {"coarse_2": images.target, "fine_3": images.pairs[1][0], "coarse_3": images.pairs[1][1]}
    batch = {
        name: torch.from_numpy(normalisation.apply(image)[None, :, :edge, :edge].copy())
        for name, image in named.items()
    }
    if needs.native:
        batch |= {
            name: torch.nn.functional.avg_pool2d(image, 8) for name, image in batch.items() if name.startswith("coarse")
        }
    return {**batch, "pan_1": batch["fine_1"].mean(1, keepdim=True), "mask": torch.ones(1, 1, edge, edge)}


def test_a_tile_too_large_for_the_device_is_told() -> None:
    method, given = small("stfnet")

    class Full(type(method)):
        def predict_batch(self, networks, batch, options):
            raise torch.cuda.OutOfMemoryError("CUDA out of memory")

    options = checked_options(method, {**given, "weights": small_weights("stfnet")})
    with pytest.raises(InputError, match="smaller tile size"):
        predict_array(Full(), simulated(2).scene(method), options, Run(**QUIET), device="cpu")


@pytest.mark.parametrize("name, layers", [("stfdiff", "StfDiff"), ("diffstf", "DiffStf"), ("diffstsf", "DiffStsf")])
def test_a_cancel_ends_a_long_tile_between_its_steps(name: str, layers: str, monkeypatch) -> None:
    """One tile of 100 slow steps, which together take longer than the time allowed for a cancel."""
    method, given = small(name)
    weights, network = small_weights(name), getattr(import_module(f"stfusion.models.layers.{name}"), layers)
    images, passes = simulated(1, 32, 32), []
    forward = network.forward

    def slow(self, *inputs, **named):
        passes.append(time.perf_counter())
        time.sleep(0.05)
        return forward(self, *inputs, **named)

    monkeypatch.setattr(network, "forward", slow)
    options = checked_options(method, {**given, "weights": weights, "steps": 100})
    with pytest.raises(Cancelled):
        predict_array(
            method, images.scene(method), options, Run(cancelled=lambda: len(passes) > 2, **QUIET), device="cpu"
        )
    assert len(passes) == 3 and time.perf_counter() - passes[-1] < 2
