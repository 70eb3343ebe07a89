"""Training on a series: exact resuming, cancel, time limit, discriminators, averages, outputs and report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
pytest.importorskip("rasterio")

from method_tester import QUIET  # noqa: E402
from small_networks import small  # noqa: E402
from stfusion.core.errors import Cancelled, InputError  # noqa: E402
from stfusion.core.fusion.method import checked_options  # noqa: E402
from stfusion.core.learning import images  # noqa: E402
from stfusion.core.learning.plan import Training  # noqa: E402
from stfusion.core.learning.samples import Variation  # noqa: E402
from stfusion.core.learning.series_training import RESUME, TrainingSeries, train_on_series  # noqa: E402
from stfusion.core.learning.state import network_arrays  # noqa: E402
from stfusion.core.learning.weights import every_tensor, read_card  # noqa: E402
from stfusion.core.run import Run  # noqa: E402
from stfusion.core.runtime.device import Device  # noqa: E402
from stfusion.core.scenes.pairing import Image  # noqa: E402
from stfusion.core.simulate import Scenario, simulate  # noqa: E402
from stfusion.core.simulate.sample import write_sample  # noqa: E402
from stfusion.models import methods  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

CPU = Device("cpu", 1)
SHORT = Training(epochs=3, batch=4, patch=32, samples=16)


@pytest.fixture(scope="module")
def series(tmp_path_factory) -> TrainingSeries:
    """Three dates of a simulated scene."""
    folder = tmp_path_factory.mktemp("series")
    write_sample(simulate(Scenario(rows=96, cols=128, ratio=8)), folder)
    found = (sorted(folder.glob(f"sample_{kind}_*.tif")) for kind in ("fine", "coarse"))
    return TrainingSeries(*(tuple(Image(str(path), path.stem) for path in paths) for paths in found))


def train(series: TrainingSeries, folder: Path, name: str = "stfnet", run: Run | None = None, resume: str = "", **how):
    method, given = small(name)
    training = replace(SHORT, **how)
    output = folder / f"{name}.safetensors"
    options = checked_options(method, given)
    return train_on_series(method, series, options, training, output, CPU, run or Run(**QUIET), resume)


def same(first: Path, second: Path) -> bool:
    one, two = every_tensor(first), every_tensor(second)
    return set(one) == set(two) and all(np.array_equal(one[name], two[name]) for name in one)


def test_options_that_the_layers_cannot_have_are_told_before_images_are_read(series, tmp_path) -> None:
    method = methods()["dcdganstf"]
    with pytest.raises(InputError, match="12 channels; it must be a multiple of 8"):
        options = checked_options(method, {"width": 12})
        train_on_series(method, series, options, SHORT, tmp_path / "weights.safetensors", CPU, Run(**QUIET))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["stfnet", "edcstfn", "stfdiff", "mlffgan"])
def test_going_on_gives_the_same_bits_as_never_stopping(series, tmp_path, name) -> None:
    """Stages, moments of the optimisers, a moving average, dropout, noise and a discriminator are all restored."""
    whole, part, rest = (tmp_path / kind for kind in ("whole", "part", "rest"))
    for folder in (whole, part, rest):
        folder.mkdir()
    train(series, whole, name, epochs=4)
    stopped: list[int] = []

    def log(text: str, level: str) -> None:
        if "epoch 2 of" in text and "Network" in text:
            stopped.append(1)

    with pytest.raises(Cancelled, match="best weights so far"):
        train(series, part, name, Run(cancelled=lambda: bool(stopped), log=log), epochs=4)
    assert (part / f"{name}.safetensors").exists()
    train(series, rest, name, resume=str(part / f"{name}{RESUME}"), epochs=4)
    assert same(whole / f"{name}.safetensors", rest / f"{name}.safetensors")
    first, second = (read_card(folder / f"{name}.safetensors").history for folder in (whole, rest))
    assert [row["validation"] for row in first] == [row["validation"] for row in second]


def test_the_same_seed_gives_the_same_weights_and_another_gives_others(series, tmp_path) -> None:
    folders = [tmp_path / str(number) for number in range(3)]
    for folder, seed in zip(folders, (1, 1, 2)):
        folder.mkdir()
        train(series, folder, seed=seed, epochs=1)
    assert same(folders[0] / "stfnet.safetensors", folders[1] / "stfnet.safetensors")
    assert not same(folders[0] / "stfnet.safetensors", folders[2] / "stfnet.safetensors")


def test_images_that_memory_does_not_hold_teach_the_same(series, tmp_path, monkeypatch) -> None:
    """Large images are read from their files, patch by patch."""
    folders = [tmp_path / str(number) for number in range(2)]
    for folder, memory in zip(folders, (images._MEMORY, 0)):
        folder.mkdir()
        monkeypatch.setattr(images, "_MEMORY", memory)
        train(series, folder, epochs=1)
    assert same(folders[0] / "stfnet.safetensors", folders[1] / "stfnet.safetensors")


def test_torchs_own_random_numbers_are_left_alone(series, tmp_path) -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    train(series, tmp_path, epochs=1)
    assert torch.equal(torch.rand(3), expected)


def test_the_best_epoch_is_kept(series, tmp_path) -> None:
    """With a learning rate far too large the first epoch is the best one, and its weights are kept."""
    result = train(series, tmp_path, "edcstfn", epochs=4, rate=0.05)
    rows = [row for row in result.session.history if row["stage"] == "network"]
    best = min(rows, key=lambda row: row["validation"])
    again = tmp_path / "again"
    again.mkdir()
    # The epochs up to the best one alone give the same weights.
    method, given = small("edcstfn")
    assert read_card(result.weights).training["rmse"] == pytest.approx(best["validation"])
    kept = network_arrays({"generator": result.session.networks()["generator"]})
    stored = every_tensor(result.weights)
    assert all(np.array_equal(kept[name], stored[name]) for name in stored)
    assert result.session.history[-1]["validation"] >= best["validation"]


def test_whole_dates_held_out_and_test_dates(series, tmp_path) -> None:
    told: list[str] = []
    dates = replace(series, validation="2024-06-21")
    result = train(dates, tmp_path, run=Run(log=lambda text, level: told.append(text)))
    assert "bands" in result.session.history[-1], "a date held out is predicted, and not only its loss found"
    assert result.session.training.held_out == (1,)
    floors = result.session.floors()
    assert 0 < floors["coarse change"] < floors["unchanged"]
    tested = train(replace(series, test="2024-06-21"), tmp_path, epochs=12, samples=64)
    (score,) = tested.scores
    assert score.network.shape == (4,) and str(score.day) == "2024-06-21"
    assert score.network.mean() < score.guesses["F0"].mean()
    assert any("Validation data: 2024-06-21" in text for text in told)


def test_the_two_sided_guess_where_dates_are_on_both_sides(series, tmp_path) -> None:
    """Equal to a computation in numpy from the same samples, and from the rasters of the test date."""
    result = train(replace(series, validation="2024-06-21"), tmp_path)
    floors, samples = result.session.floors(), result.session.checked
    squares, count = 0.0, 0.0
    for one in samples:
        changes = [one[f"fine_{n}"] + one["coarse_2"] - one[f"coarse_{n}"] for n in (1, 3)]
        squares += (np.square(sum(changes) / 2 - one["fine_2"]) * one["mask"]).sum(axis=(1, 2))
        count += one["mask"].sum()
    assert floors["two-sided coarse change"] == pytest.approx(np.sqrt(squares / count).mean(), rel=1e-5)
    assert floors["two-sided coarse change"] < floors["coarse change"]
    one_side = train(replace(series, validation="2024-08-08"), tmp_path)
    assert set(one_side.session.floors()) == {"unchanged", "coarse change"}
    single = train(replace(series, validation="2024-06-21"), tmp_path, "edcstfn")
    assert "two-sided coarse change" not in single.session.floors(), "its samples have one reference"

    (score,) = train(replace(series, test="2024-06-21"), tmp_path, "edcstfn").scores
    fine, coarse = (
        [on_fine_grid(image.source, series.fine[0].source) for image in part] for part in (series.fine, series.coarse)
    )
    two_sided = (fine[0] + (coarse[1] - coarse[0]) + fine[2] + (coarse[1] - coarse[2])) / 2
    plain = np.sqrt(np.square(two_sided - fine[1]).mean(axis=(1, 2)))
    assert list(score.guesses) == ["F0", "CP", "DC", "DC2"]
    np.testing.assert_allclose(score.guesses["DC2"], plain, rtol=1e-3)
    (score,) = train(replace(series, test="2024-08-08"), tmp_path, "edcstfn").scores
    assert list(score.guesses) == ["F0", "CP", "DC"]


def on_fine_grid(path: str, fine: str) -> np.ndarray:
    import rasterio
    from rasterio.warp import Resampling, reproject

    with rasterio.open(path) as image, rasterio.open(fine) as grid:
        found = np.zeros((image.count, grid.height, grid.width))
        reproject(
            image.read().astype(float), found, src_transform=image.transform, src_crs=image.crs,
            dst_transform=grid.transform, dst_crs=grid.crs, resampling=Resampling.bilinear,
        )  # fmt: skip
    return found


def test_time_and_patience_end_a_training(series, tmp_path) -> None:
    told: list[str] = []
    log = Run(log=lambda text, level: told.append(text))
    train(series, tmp_path, run=log, epochs=100000, minutes=0.02)
    assert any("Time limit reached" in text for text in told)
    told.clear()
    result = train(series, tmp_path, "edcstfn", run=log, epochs=60, rate=1e-9, patience=2)
    assert any("validation error has not improved" in text for text in told)
    assert len(result.session.history) < 60


def test_adversary_takes_part(series, tmp_path) -> None:
    result = train(series, tmp_path, "mlffgan")
    last = result.session.history[-1]
    assert {"adversary", "discriminator", "difference", "loss"} <= set(last)
    assert last["loss"] == pytest.approx(last["adversary"] + last["difference"], rel=1e-5)
    assert set(every_tensor(result.weights)) == {
        f"generator.{name}" for name in result.session.networks()["generator"].state_dict()
    }, "the discriminator is not kept with the weights"


def test_a_loss_that_runs_away_is_told(series, tmp_path) -> None:
    with pytest.raises(InputError, match="smaller learning rate"):
        train(series, tmp_path, "stfmlp", epochs=6, rate=1e12)
    assert not list(tmp_path.glob("*.part*"))


def test_progress_rises_from_nothing_to_all(series, tmp_path) -> None:
    seen: list[float] = []
    train(replace(series, test="2024-06-21"), tmp_path, "edcstfn", Run(seen.append, **QUIET))
    assert seen == sorted(seen) and seen[-1] == pytest.approx(1)
    assert max(np.diff([0, *seen])) < 0.1, "a bar that jumps"


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"validation": "2019-01-01"}, "validation date 2019-01-01 has no pair"),
        ({"test": "2019-01-01"}, "test date 2019-01-01 has no pair"),
        ({"validation": "1.5"}, "is not a share of the area"),
        ({"validation": "soon"}, "are not valid"),
        ({"test": "2024-05-04 2024-06-21"}, "at least 2 dates"),
        ({"validation": "2024-05-04 2024-06-21"}, "too few dates are left"),
    ],
    ids=str,
)
def test_bad_wishes_give_one_sentence(series, tmp_path, change, sentence) -> None:
    with pytest.raises(InputError, match=sentence):
        train(replace(series, **change), tmp_path)
    assert not list(tmp_path.iterdir()), "nothing is written"


def test_states_that_do_not_belong_give_one_sentence(series, tmp_path) -> None:
    train(series, tmp_path, epochs=1)
    with pytest.raises(InputError, match="belongs to the network stfnet"):
        train(series, tmp_path, "edcstfn", resume=str(tmp_path / f"stfnet{RESUME}"))
    with pytest.raises(InputError, match="is not a training state"):
        train(series, tmp_path, resume=str(tmp_path / "stfnet.safetensors"))


def test_the_report_shows_curves_patches_and_scores(series, tmp_path) -> None:
    pytest.importorskip("matplotlib")
    from stfusion.core.report.training import training_report

    result = train(replace(series, test="2024-06-21", validation="0.3"), tmp_path, "edcstfn")
    page = training_report(result)
    assert page.count("<img ") == 2 and "Test dates" in page and "2024-06-21" in page
    assert "Two-sided coarse change (DC2)" in page and "2024-06-21: " in page and "the best simple guess (" in page
    assert not any(python in page for python in (">True<", ">False<", ">None<"))
    assert "Range of" in page and "Number of parameters: generator" in page and "http" not in page.replace("doi:", "")


def test_variations_can_be_left_out(series, tmp_path) -> None:
    train(series, tmp_path, variation=Variation(False, 0.0), epochs=1)


def test_one_date_is_refused_before_a_first_stage_that_could_learn_from_it(series, tmp_path) -> None:
    told: list[str] = []
    run = Run(**{**QUIET, "log": lambda text, level: told.append(text)})
    with pytest.raises(InputError, match="at least 2 dates"):
        train(replace(series, fine=series.fine[:1], coarse=series.coarse[:1]), tmp_path, "edcstfn", run)
    assert not [text for text in told if "epoch" in text]
