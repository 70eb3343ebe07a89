"""Parts of training without a network: ranges, dates, patches, tiles, noise, diffusion, rates, weights."""

from __future__ import annotations

import json
import math
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from stfusion.core.errors import Cancelled, InputError
from stfusion.core.learning.band_order import band_order
from stfusion.core.learning.diffusion import IMAGE, LINEAR, Diffusion
from stfusion.core.learning.images import Images, coarse_patch, filled, gather
from stfusion.core.learning.needs import ONE_PAIR, SPAN, TRIPLET, WITHIN, Needs, Shape
from stfusion.core.learning.noise import field_of_noise
from stfusion.core.learning.normalise import PER_BAND, REFLECTANCE, Normalisation, find_normalisation
from stfusion.core.learning.plan import Training, split
from stfusion.core.learning.sample_dates import SampleDates, nearest_references, sample_dates
from stfusion.core.learning.samples import Area, Cutter, Epochs, Variation, held_out
from stfusion.core.learning.stages import COSINE, EXPONENTIAL, PLATEAU, STEP, Schedule, rate_factor
from stfusion.core.learning.tiles import TileStore, lattice
from stfusion.core.learning.weights import Card, read_card, read_tensors, write_weights
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.run import WARNING, Run
from stfusion.core.scenes.layers import ArrayLayer
from stfusion.core.scenes.scene import Pair

GRID = Grid(60, 80, (1.0, 0.0, 0.0, 0.0, -1.0, 60.0))


def images(dates: int = 3, bands: int = 2, holes: bool = False) -> Images:
    """Fine images with values by date and position: 0.1 for each date, plus a ramp; coarse images are a tenth higher."""
    ramp = np.linspace(0, 0.05, GRID.rows * GRID.cols).reshape(GRID.rows, GRID.cols)
    pairs = []
    for number in range(dates):
        fine = np.stack([ramp + 0.1 * (number + 1)] * bands).astype(np.float32)
        if holes:
            fine[:, :20] = np.nan
        pairs.append(Pair(ArrayLayer(fine), ArrayLayer(fine + 0.1), None))
    plain = Normalisation((0.0,) * bands, (1.0,) * bands)
    return Images(GRID, tuple(f"b{n}" for n in range(bands)), tuple(pairs), plain, 4)


def test_images_wider_than_a_strip_of_blocks_are_kept_where_they_lie() -> None:
    # Scenes are processed strip by strip, not row by row: see `blocks.in_strips`.
    grid = Grid(600, 2300, GRID.transform)
    fine = np.arange(grid.rows * grid.cols, dtype=np.float32).reshape(1, grid.rows, grid.cols)
    pair = Pair(ArrayLayer(fine), ArrayLayer(-fine), None)
    kept = gather(grid, ("b",), [pair], Run(), kind=REFLECTANCE, needs=Needs(ONE_PAIR, 0.0, 1.0), ratio=4).pairs[0]
    assert kept.fine is not pair.fine
    for layer, values in ((kept.fine, fine), (kept.coarse, -fine)):
        found, known = layer.read(grid.window)
        assert known.all() and np.array_equal(found, values)


def test_range_per_band_holds_nearly_all_values_and_comes_back() -> None:
    random = np.random.default_rng(0)
    values = np.stack([random.uniform(0.02, 0.06, (50, 50)), random.uniform(280, 320, (50, 50))]).astype(np.float32)
    values[0, 0, 0] = 5.0  # one outlier does not widen the range
    found = find_normalisation(PER_BAND, [(values, np.ones((50, 50), bool))], 2, -1.0, 1.0)
    inside = found.apply(values)
    assert np.abs(inside[:, 1:]).max() < 1 and np.ptp(inside[1]) > 1.5
    assert found.lowest[0] > 0.0 and found.highest[0] < 0.08
    np.testing.assert_allclose(found.undo(inside), values, rtol=1e-5)
    np.testing.assert_allclose(found.units[:, 0, 0] * 2, np.subtract(found.highest, found.lowest), rtol=1e-6)
    assert find_normalisation(REFLECTANCE, [], 3, 0.0, 1.0) == Normalisation((0.0,) * 3, (1.0,) * 3)


def test_range_of_constant_or_missing_bands() -> None:
    flat = np.full((1, 8, 8), 0.3, np.float32)
    found = find_normalisation(PER_BAND, [(flat, np.ones((8, 8), bool))], 1, 0.0, 1.0)
    assert np.isfinite(found.apply(flat)).all()
    with pytest.raises(InputError, match="no valid pixel"):
        find_normalisation(PER_BAND, [(flat, np.zeros((8, 8), bool))], 1, 0.0, 1.0)


def test_draws_of_each_regime() -> None:
    assert len(sample_dates(ONE_PAIR, 3)) == 6 and SampleDates(2, 0) in sample_dates(ONE_PAIR, 3)
    assert sample_dates(SPAN, 3) == [SampleDates(0, None, 1), SampleDates(0, None, 2), SampleDates(1, None, 2)]
    assert sample_dates(WITHIN, 2) == [SampleDates(target=0), SampleDates(target=1)]
    assert SampleDates(0, 1, 2) in sample_dates(TRIPLET, 3)
    assert sample_dates(TRIPLET, 2) == [SampleDates(0, None, 1)], "with two dates the wanted one is a mixture"
    with pytest.raises(InputError, match="at least 2 dates"):
        sample_dates(ONE_PAIR, 1)


def test_dates_held_out_are_wanted_and_never_references() -> None:
    for regime in (ONE_PAIR, TRIPLET, SPAN):
        for dates in sample_dates(regime, 5, [2, 4]):
            assert dates.target in (2, 4) and not {dates.first, dates.last} & {2, 4}
    near = nearest_references(sample_dates(ONE_PAIR, 4, [1]), [0, 10, 12, 40])
    assert near == [SampleDates(2, 1)]


def test_samples_hold_what_they_say() -> None:
    cutter = Cutter(images(), ONE_PAIR, 16)
    sample = cutter.sample(SampleDates(0, 2), (8, 16), None, np.random.default_rng(0))
    assert set(sample) == {"fine_1", "coarse_1", "fine_2", "coarse_2", "mask"}
    assert sample["fine_2"].shape == (2, 16, 16) and sample["mask"].shape == (1, 16, 16)
    np.testing.assert_allclose(sample["fine_2"] - sample["fine_1"], 0.2, atol=1e-6)
    np.testing.assert_allclose(sample["coarse_2"] - sample["fine_2"], 0.1, atol=1e-6)


def test_mixed_and_turned_samples_keep_fine_and_coarse_together() -> None:
    cutter, random = Cutter(images(), ONE_PAIR, 16), np.random.default_rng(1)
    shares = set()
    for _ in range(30):
        sample = cutter.sample(SampleDates(0, 2), (8, 16), Variation(mix=1.0), random)
        np.testing.assert_allclose(sample["coarse_2"] - sample["fine_2"], 0.1, atol=1e-6)
        shares.add(round(float((sample["fine_2"] - sample["fine_1"]).mean() / 0.2), 3))
    assert len(shares) > 20 and -0.21 < min(shares) and max(shares) < 1.21
    span = Cutter(images(2), SPAN, 16).sample(SampleDates(0, None, 1), (0, 0), None, random)
    assert {"coarse_2", "fine_3"} <= set(span) and "fine_2" not in span
    between = (span["coarse_2"] - span["coarse_1"]) / (span["coarse_3"] - span["coarse_1"])
    np.testing.assert_allclose(between, between.mean(), atol=1e-3)


@pytest.mark.parametrize(
    "regime, dates", [(TRIPLET, SampleDates(0, 1, 2)), (ONE_PAIR, SampleDates(0, 2)), (SPAN, SampleDates(0, None, 2))]
)
def test_further_coarse_bands_go_with_the_coarse_ones(regime: str, dates: SampleDates) -> None:
    """Mixed, shortened and rotated like them, with a separate range; gaps are filled and do not affect the mask."""
    made, random = images(), np.random.default_rng(4)
    pairs = []
    for pair in made.pairs:
        rest = 10 * pair.coarse.read(GRID.window)[0][:1] + 290
        rest[:, :20, :8] = np.nan
        pairs.append(replace(pair, rest=ArrayLayer(rest)))
    between = ((ArrayLayer(np.full((2, 60, 80), 9.0)), None),)
    made = replace(made, pairs=tuple(pairs), rest=Normalisation((290.0,), (300.0,)), between=between)
    mixed = set()
    for _ in range(20):
        sample = Cutter(made, regime, 16).sample(dates, (24, 16), Variation(mix=1.0), random)
        numbers = [name[-1] for name in sample if name.startswith("coarse")]
        assert sorted(name[-1] for name in sample if name.startswith("rest")) == sorted(numbers) and "2" in numbers
        for number in numbers:
            np.testing.assert_allclose(sample[f"rest_{number}"], sample[f"coarse_{number}"][:1], atol=1e-5)
        mixed.add(round(float(sample["rest_2"].mean()), 4))
    assert len(mixed) > 10
    sample = Cutter(made, regime, 16).sample(dates, (8, 0), None, random)
    assert sample["mask"].all() and np.isfinite(sample["rest_1"]).all()
    np.testing.assert_allclose(sample["rest_1"][0, :12, :8], sample["rest_1"][0, 12:].mean(), atol=5e-3)
    nested = replace(made, nested=SimpleNamespace(row=0, col=0))
    assert Cutter(nested, regime, 16).sample(dates, (8, 0), None, random)["rest_1"].shape == (1, 4, 4)


def test_epochs_are_the_same_whenever_asked_for_and_differ_from_each_other() -> None:
    made = images()
    parts = split(made, Needs(), Training(patch=16))
    epochs = Epochs(Cutter(made, ONE_PAIR, 16), sample_dates(ONE_PAIR, 3), parts.learning, 4, 64, Variation(), (3, 0))
    first, again, second = ([sample for batch in epochs.batches(n) for sample in batch] for n in (0, 0, 1))
    assert len(first) == len(second) >= 4 and epochs.steps == math.ceil(len(first) / 4)
    for one, two in zip(first, again):
        np.testing.assert_array_equal(one["fine_1"], two["fine_1"])
    assert any(not np.array_equal(one["fine_1"], two["fine_1"]) for one, two in zip(first, second))


def test_learning_and_validation_share_no_pixel() -> None:
    made = images()
    parts = split(made, Needs(), Training(patch=16, validation=0.3))
    assert parts.learning.window.intersection(parts.checking.window).empty
    columns = {col for area in (parts.learning, parts.checking) for _, col in area.places(16)}
    assert max(columns) + 16 <= GRID.cols
    assert parts.learning.window.cols + parts.checking.window.cols == GRID.cols
    whole = split(made, Needs(), Training(patch=16, held_out=(1,)))
    assert whole.learning.window == whole.checking.window == GRID.window


def test_patches_follow_the_needs_of_network_and_coarse_grid() -> None:
    made = images()
    assert split(made, Needs(multiple=8), Training(patch=30)).learning.edge == 24
    with pytest.raises(InputError, match="at least 256 x 256"):
        split(made, Needs(multiple=256), Training(patch=256))
    area = Area(Window(-3, -3, 60, 80), 16, 4, (-3, -3))
    assert all((row + 3) % 4 == 0 and (col + 3) % 4 == 0 for row, col in area.places(16, (5, 9)))


def test_validation_without_a_valid_pixel_is_refused() -> None:
    blank = images(holes=True)
    area = Area(Window(0, 0, 20, 80), 16)
    with pytest.raises(InputError, match="validation data have no valid pixel"):
        held_out(Cutter(blank, ONE_PAIR, 16), sample_dates(ONE_PAIR, 3), area, 8)


def test_filling_and_coarse_means() -> None:
    values = np.arange(16, dtype=np.float32).reshape(1, 4, 4)
    valid = np.ones((4, 4), bool)
    valid[0, 0] = False
    assert filled(values, valid)[0, 0, 0] == np.float32(values[0][valid].mean())
    np.testing.assert_allclose(coarse_patch(values, 2)[0], [[2.5, 4.5], [10.5, 12.5]])
    with pytest.raises(InputError, match="whole coarse pixels"):
        coarse_patch(values, 3)


@pytest.mark.parametrize("shape", [(100, 70), (33, 200), (20, 20), (257, 255)])
@pytest.mark.parametrize(
    "edge, margin, multiple, step", [(32, 4, 1, 1), (48, 16, 16, 1), (40, 5, 40, 1), (32, 8, 2, 4)]
)
def test_tiles_cover_a_scene_and_fade_into_each_other(shape, edge, margin, multiple, step) -> None:
    rows, cols = (math.ceil(size / step) * step for size in shape)
    places = lattice(Window(0, 0, rows, cols), edge, margin, multiple, step)
    weight = np.zeros((rows + edge, cols + edge))
    for tile in places.touching(Window(0, 0, rows, cols)):
        assert tile.rows % multiple == 0 and tile.row % step == 0 and tile.col % step == 0
        found = places.weights(tile)
        assert found.min() > 0 and found.max() <= 1
        weight[tile.row : tile.row + tile.rows, tile.col : tile.col + tile.cols] += found
    assert (weight[:rows, :cols] > 0).all()


@pytest.mark.parametrize(("edge", "order"), [(25, range(12)), (40, range(6)), (40, (0, 2, 1, 4, 3, 5))])
def test_tiles_of_any_block_are_the_tiles_of_the_scene(edge, order) -> None:
    """Each tile is computed once although several blocks overlap it, also if the second of two blocks comes first; a
    constant image stays constant, because weights sum to one.
    """
    scene = Window(0, 0, 90, 70)
    places, computed = lattice(scene, 32, 6), []

    def compute(tile: Window, check) -> np.ndarray:
        computed.append(tile)
        random = np.random.default_rng([tile.row, tile.col])
        return np.stack([np.full((tile.rows, tile.cols), 3.0), random.random((tile.rows, tile.cols))]).astype(
            np.float32
        )

    whole = TileStore(places, lambda tile: tile, compute).window(scene, lambda: None, lambda share: None)
    np.testing.assert_allclose(whole[0], 3.0, rtol=1e-6)
    count = len(computed)
    computed.clear()
    store, parts = TileStore(places, lambda tile: tile, compute), np.zeros_like(whole)
    blocks = list(Grid(90, 70, GRID.transform).blocks(edge))
    for block in (blocks[number] for number in order):
        parts[(slice(None), *scene.slices_of(block))] = store.window(block, lambda: None, lambda share: None)
    np.testing.assert_array_equal(parts, whole)
    assert len(computed) == count == len(set(computed))


def test_blocks_that_are_computed_side_by_side_share_their_tiles() -> None:
    scene = Window(0, 0, 90, 70)
    places, computed, at_once = lattice(scene, 32, 6), [], []
    inside = threading.Semaphore(1)

    def compute(tile: Window, check) -> np.ndarray:
        at_once.append(inside.acquire(blocking=False))
        time.sleep(0.002)
        computed.append(tile)
        inside.release()
        return np.full((1, tile.rows, tile.cols), tile.row + tile.col, np.float32)

    def ask(store: TileStore, window: Window) -> np.ndarray:
        return store.window(window, lambda: None, lambda share: None)

    whole = ask(TileStore(places, lambda tile: tile, compute), scene)
    count = len(computed)
    computed.clear()
    store, blocks = TileStore(places, lambda tile: tile, compute), list(Grid(90, 70, GRID.transform).blocks(25))
    with ThreadPoolExecutor(3) as lanes:
        parts = list(lanes.map(lambda block: ask(store, block), blocks))
    assert len(computed) == count and all(at_once)
    for block, part in zip(blocks, parts):
        np.testing.assert_array_equal(part, whole[(slice(None), *scene.slices_of(block))])


def test_the_upper_of_two_windows_is_done_first() -> None:
    places, computed, begun = lattice(Window(0, 0, 96, 60), 24, 4), [], threading.Event()
    upper, lower = Window(0, 0, 20, 60), Window(60, 0, 36, 60)
    go_on = threading.Event()

    def compute(tile: Window, check) -> np.ndarray:
        begun.set()
        go_on.wait(10)
        time.sleep(0.01)  # the next tiles are requested meanwhile
        computed.append(tile)
        return np.zeros((1, tile.rows, tile.cols), np.float32)

    store = TileStore(places, lambda tile: tile, compute)
    with ThreadPoolExecutor(2) as lanes:
        later = lanes.submit(store.window, lower, lambda: None, lambda share: None)
        assert begun.wait(10)
        sooner = lanes.submit(store.window, upper, lambda: None, lambda share: None)
        time.sleep(0.1)
        go_on.set()
        later.result(), sooner.result()
    above = places.touching(upper)
    assert len(above) > 2 and computed[0] not in above
    assert computed[1 : 1 + len(above)] == above


def test_after_a_cancel_nothing_is_read_or_computed_any_more() -> None:
    """Because files are closed then."""
    begun, ended = [], []

    def read(tile: Window) -> Window:
        begun.append(tile)
        time.sleep(0.05)
        ended.append(tile)
        return tile

    def compute(tile: Window, check) -> np.ndarray:
        return np.zeros((1, read(tile).rows, tile.cols), np.float32)

    def check() -> None:
        if len(ended) > 6:
            raise Cancelled

    scene = Window(0, 0, 96, 96)
    with pytest.raises(Cancelled):
        TileStore(lattice(scene, 24, 4), read, compute).window(scene, check, lambda share: None)
    assert sorted(begun, key=str) == sorted(ended, key=str)
    count = len(begun)
    time.sleep(0.2)
    assert len(begun) == count < 20


def test_a_cancel_during_a_long_pass_is_waited_for() -> None:
    begun, ended = [], []

    def compute(tile: Window, check) -> np.ndarray:
        begun.append(tile)
        time.sleep(0.4)
        ended.append(tile)
        return np.zeros((1, tile.rows, tile.cols), np.float32)

    def check() -> None:
        if begun:
            raise Cancelled

    scene = Window(0, 0, 24, 24)
    with pytest.raises(Cancelled):
        TileStore(lattice(scene, 24, 4), lambda tile: tile, compute).window(scene, check, lambda share: None)
    assert begun == ended == [scene]


def test_a_tile_that_fails_fails_for_all_who_wait_and_is_computed_when_asked_for_again() -> None:
    scene = Window(0, 0, 32, 32)
    failing, both = [ValueError("broken")], threading.Barrier(2)

    def compute(tile: Window, check) -> np.ndarray:
        time.sleep(0.05)  # the other one waits by now
        if failing:
            raise failing[0]
        return np.zeros((1, tile.rows, tile.cols), np.float32)

    store = TileStore(lattice(scene, 32, 6), lambda tile: tile, compute)

    def ask() -> BaseException | None:
        both.wait()
        try:
            store.window(scene, lambda: None, lambda share: None)
        except ValueError as error:
            return error
        return None

    with ThreadPoolExecutor(2) as lanes:
        assert [one.result() for one in [lanes.submit(ask), lanes.submit(ask)]] == [failing[0]] * 2
        failing.clear()
        assert [one.result() for one in [lanes.submit(ask), lanes.submit(ask)]] == [None, None]


def test_noise_is_one_field_for_the_whole_raster() -> None:
    whole = field_of_noise(Window(-10, -70, 200, 220), 3, (5, 0, 1))
    part = field_of_noise(Window(30, -5, 77, 90), 3, (5, 0, 1))
    np.testing.assert_array_equal(part, whole[:, 40:117, 65:155])
    assert abs(whole.mean()) < 0.02 and abs(whole.std() - 1) < 0.02
    assert not np.array_equal(part, field_of_noise(Window(30, -5, 77, 90), 3, (5, 0, 2)))


def test_schedules_have_the_published_values() -> None:
    """STFDiff, 100 times: values of the authors' program; DiffSTSF, 1000 times; Ho et al., linear."""
    cosine = Diffusion(100)
    np.testing.assert_allclose(
        cosine.betas[[0, 1, 50, 98, 99]], [6.3128e-4, 1.1169e-3, 3.1546e-2, 0.74994, 0.999], rtol=2e-4
    )
    np.testing.assert_allclose(cosine.signal[[0, 49, 99]], [0.99937, 0.49384, 2.43e-7], rtol=5e-3)
    np.testing.assert_allclose(Diffusion(1000).signal[[0, 499, 999]], [0.99995872, 0.49384, 2.43e-9], rtol=5e-3)
    np.testing.assert_allclose(Diffusion(1000, LINEAR).betas[[0, 999]], [1e-4, 0.02])
    assert cosine.times(50)[:3] == [99, 97, 95] and cosine.times(10) == [99, 89, 79, 69, 59, 49, 39, 29, 19, 9, -1]
    assert Diffusion(1000).times(250, ancestral=True)[-3:] == [4, 0, -1]
    assert Diffusion(1000).times(250, ancestral=True)[0] == 996


@pytest.mark.parametrize("ancestral", [False, True])
@pytest.mark.parametrize("target", [IMAGE, "noise"])
def test_sampling_with_a_perfect_denoiser_gives_the_image(target, ancestral) -> None:
    torch = pytest.importorskip("torch")
    process = Diffusion(50, target=target)
    truth = torch.linspace(-0.9, 0.9, 2 * 3 * 16).reshape(2, 3, 4, 4).double()

    def denoiser(noisy, time):
        kept = torch.as_tensor(process.signal)[time].view(-1, 1, 1, 1)
        return truth if target == IMAGE else (noisy - kept.sqrt() * truth) / (1 - kept).sqrt()

    def noise(step):
        return torch.randn(truth.shape, generator=torch.Generator().manual_seed(step), dtype=torch.float64)

    found = process.sample(denoiser, noise, 50 if ancestral else 10, eta=1.0, ancestral=ancestral)
    assert float((found - truth).abs().max()) < 0.05


def test_variational_bound_is_zero_for_the_true_step() -> None:
    """A denoiser with the true noise and the smaller variance has an error only at time 0."""
    torch = pytest.importorskip("torch")
    process = Diffusion(100, learned_variance=True, clip=(-10.0, 10.0))
    image = torch.rand(8, 2, 4, 4, generator=torch.Generator().manual_seed(0)).double()
    noise = torch.randn(image.shape, generator=torch.Generator().manual_seed(1)).double()
    time = torch.arange(5, 93, 11)
    right = torch.cat([noise, torch.full_like(noise, -1.0)], 1)
    bound = process._bound(right, image, process.noised(image, time, noise), time)
    assert float(bound.abs().max()) < 1e-6
    wrong = torch.cat([noise + 0.5, torch.full_like(noise, -1.0)], 1)
    assert float(process._bound(wrong, image, process.noised(image, time, noise), time).min()) > 0


def test_learning_rates() -> None:
    assert rate_factor(Schedule(), 7, 10, []) == 1
    assert rate_factor(Schedule(STEP, 0.5, 10), 25, 100, []) == 0.25
    assert rate_factor(Schedule(EXPONENTIAL, 0.9), 2, 10, []) == pytest.approx(0.81)
    assert rate_factor(Schedule(COSINE, 0.1), 0, 10, []) == 1
    assert rate_factor(Schedule(COSINE, 0.1), 10, 10, []) == pytest.approx(0.1)
    plateau = Schedule(PLATEAU, 0.1, 2)
    assert rate_factor(plateau, 4, 10, [1.0, 0.9, 0.95, 0.95]) == 1
    assert rate_factor(plateau, 5, 10, [1.0, 0.9, 0.95, 0.95, 0.95]) == pytest.approx(0.1)


CARD = Card(
    "toy", Shape(2, 8), ("red", "nir"), Normalisation((0.0, 0.1), (1.0, 0.9), -1.0, 1.0), {"width": 4}, {"epochs": 3}
)
TENSORS = {"generator.weight": np.arange(6, dtype=np.float32).reshape(2, 3), "generator.steps": np.array(7)}
SHAPES = {name: array.shape for name, array in TENSORS.items()}


def test_weights_come_back(tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "a b ü.safetensors"
    write_weights(path, CARD, TENSORS)
    assert read_card(path) == CARD
    beside = replace(CARD, shape=Shape(2, 8, 1), rest=Normalisation((270.0,), (310.0,), -1.0, 1.0))
    write_weights(path, beside, TENSORS)
    assert read_card(path) == beside
    for name, array in read_tensors(path, SHAPES).items():
        np.testing.assert_array_equal(array, TENSORS[name])
    assert [one.name for one in tmp_path.iterdir()] == [path.name], "no half file stays"


EMPTY = {"lowest": [1], "highest": [0], "low": 0, "high": 1}
KINDS = "empty,text,pickle,huge header,no json,deep json,list,no card,damaged card,later form,empty range".split(",")


def with_facts(path: Path, change) -> None:
    """Changes STFusion's description in a file of weights, and nothing else."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    facts = change(json.loads(header["__metadata__"]["stfusion"]))
    text = json.dumps({**header, "__metadata__": {"stfusion": json.dumps(facts)}}).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data[8 + length :])


def damaged(path: Path, kind: str) -> None:
    """Damages a file of weights in one way."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    facts = json.loads(header["__metadata__"]["stfusion"])

    def again(texts) -> bytes:
        text = json.dumps({**header, "__metadata__": texts}).encode()
        return struct.pack("<Q", len(text)) + text + data[8 + length :]

    path.write_bytes({
        "empty": lambda: b"",
        "text": lambda: b"these are no weights at all, but words",
        "pickle": lambda: b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94.",
        "huge header": lambda: struct.pack("<Q", 2**60) + data[8:],
        "no json": lambda: struct.pack("<Q", 40) + b"{" * 40 + data,
        "deep json": lambda: struct.pack("<Q", 10**5) + b"[" * 10**5 + data,
        "list": lambda: struct.pack("<Q", 2) + b"[]" + data,
        "no card": lambda: again({}),
        "damaged card": lambda: again({"stfusion": json.dumps({**facts, "shape": "wide"})}),
        "later form": lambda: again({"stfusion": json.dumps({**facts, "format": 99, "version": "9.9"})}),
        "empty range": lambda: again({"stfusion": json.dumps({**facts, "normalisation": EMPTY})}),
    }[kind]())  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_headers_give_one_sentence(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "weights.safetensors"
    write_weights(path, CARD, TENSORS)
    damaged(path, kind)
    with pytest.raises(InputError) as caught:
        read_card(path)
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value) and len(str(caught.value)) < 300


INF, NAN = float("inf"), float("nan")
RANGE = {"lowest": [0.0, 0.1], "highest": [1.0, 0.9], "low": -1.0, "high": 1.0}


@pytest.mark.parametrize("change", [
    {"format": INF}, {"format": NAN}, {"format": []}, {"format": None}, {"network": None},
    {"shape": {"bands": INF, "ratio": 8}}, {"shape": {"bands": 2, "ratio": NAN}}, {"shape": {"bands": 2, "ratio": 10**40}},
    {"shape": {"bands": 2, "ratio": 0}}, {"shape": {"bands": -2, "ratio": 8}}, {"shape": {"bands": 2.5, "ratio": 8}},
    {"shape": {"bands": True, "ratio": 8}}, {"shape": {"bands": 2, "ratio": "8"}}, {"shape": [2, 8]},
    {"shape": {"bands": 2, "ratio": 8, "rest": -1}}, {"shape": {"bands": 2, "ratio": 8, "rest": 1}},
    {"shape": {"bands": 3, "ratio": 8}}, {"bands": ["red"]}, {"bands": "rn"}, {"bands": {"red": 1, "nir": 2}},
    {"normalisation": {**RANGE, "lowest": [0.0, INF]}}, {"normalisation": {**RANGE, "highest": [1.0, NAN]}},
    {"normalisation": {**RANGE, "highest": [1.0, 10**400]}}, {"normalisation": {**RANGE, "lowest": [0.0]}},
    {"normalisation": {**RANGE, "lowest": [], "highest": []}},
    {"normalisation": {**RANGE, "lowest": [0] * 3, "highest": [1] * 3}},
    {"normalisation": {**RANGE, "lowest": [0.0], "highest": [1.0]}}, {"normalisation": {**RANGE, "highest": [0.0, 0.9]}},
    {"normalisation": {**RANGE, "low": 1.0}}, {"normalisation": {**RANGE, "low": NAN}}, {"normalisation": {**RANGE, "high": INF}},
    {"normalisation": {**RANGE, "low": 1e300, "high": 1.7e308}}, {"normalisation": {**RANGE, "highest": [1e-45, 0.9]}},
    {"normalisation": {**RANGE, "lowest": [-1e300, 0.1]}},
    {"normalisation": {**RANGE, "lowest": [1.0, 1.0], "highest": [1.000000001, 2.0]}},
    {"normalisation": {**RANGE, "lowest": "01"}}, {"normalisation": {**RANGE, "lowest": [True, 0.1]}}, {"normalisation": [0, 1]},
    {"pan": {**RANGE}}, {"pan": {**RANGE, "lowest": [INF], "highest": [1.0]}}, {"pan": "yes"}, {"rest": {**RANGE}},
    {"structure": [["width", 4]]}, {"structure": "width"}, {"training": [1]}, {"history": [[1]]}, {"history": 5},
], ids=lambda change: json.dumps(change)[:60])  # fmt: skip
def test_a_description_that_cannot_be_is_refused(tmp_path: Path, change) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "weights.safetensors"
    write_weights(path, CARD, TENSORS)
    with_facts(path, lambda facts: {**facts, **change})
    with pytest.raises(InputError, match=r"The description in weights.safetensors is damaged; .*\.$"):
        read_card(path)


def test_weights_of_earlier_versions_are_read(tmp_path: Path) -> None:
    """They had neither additional bands nor panchromatic images, and losses may be NaN."""
    pytest.importorskip("safetensors")
    path = tmp_path / "weights.safetensors"
    write_weights(path, replace(CARD, history=[{"validation": NAN}], bands=("Red\n(B4)", "")), TENSORS)

    def older(facts):
        del facts["pan"], facts["rest"], facts["shape"]["rest"]
        return facts

    with_facts(path, older)
    card = read_card(path)
    assert card.shape == Shape(2, 8) and card.bands == ("Red (B4)", "") and card.normalisation == CARD.normalisation


@pytest.mark.parametrize(
    ("trained", "here", "order", "said"),
    [
        ("blue green red nir", "blue green red nir", (), ""),
        ("blue green red nir", "Blue,Green (560 nm),Red (B04),Near infrared", (), ""),
        ("blue green red nir", "nir red green blue", (3, 2, 1, 0), "in the order of its training"),
        ("blue,green,Near infrared", "NIR;Green [x 10000];B", (2, 1, 0), "in the order of its training"),
        ("SR_B2 SR_B3 SR_B4", "B04 B03 B02", (2, 1, 0), "in the order of its training"),
        ("red nir", "nir swir1", (), "were trained with the bands red, nir, but the images have the bands nir, swir1"),
        ("red red", "red nir", (), "were trained with"),
        ("red nir", "nir nir", (), "were trained with"),
        ("red green", "Band 1,Band 2", (), ""),
        ("Band 1,Band 2", "Band 2,Band 1", (), ""),
        ("red,Band 2,blue", "red,green,", (), ""),
        ("red,Band 2", "blue,Band 1", (), "were trained with"),
    ],
)
def test_bands_are_compared_by_name(trained, here, order, said) -> None:
    names = [
        text.replace(";", ",").split(",") if "," in text or ";" in text else text.split() for text in (trained, here)
    ]
    told: list[tuple[str, str]] = []
    assert band_order(*names, Run(log=lambda text, level: told.append((level, text)))) == order
    assert len(told) == bool(said) and all(said in text for _, text in told)
    assert all((level == WARNING) == (not order) for level, _ in told)


def test_tensors_that_do_not_fit_give_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "weights.safetensors"
    write_weights(path, CARD, TENSORS)
    with pytest.raises(InputError, match="only in the network"):
        read_tensors(path, {**SHAPES, "generator.more": (1,)})
    with pytest.raises(InputError, match="only in the file"):
        read_tensors(path, {"generator.weight": (2, 3)})
    with pytest.raises(InputError, match="should have the shape"):
        read_tensors(path, {**SHAPES, "generator.weight": (3, 2)})
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(InputError, match="damaged or incomplete"):
        read_tensors(path, SHAPES)
    write_weights(path, CARD, {**TENSORS, "generator.weight": np.full((2, 3), np.nan, np.float32)})
    with pytest.raises(InputError, match="not finite"):
        read_tensors(path, SHAPES)
    with pytest.raises(InputError, match="do not exist"):
        read_card(tmp_path / "nowhere.safetensors")
    with pytest.raises(InputError, match="cannot be written"):
        write_weights(tmp_path / "no folder" / "w.safetensors", CARD, TENSORS)
