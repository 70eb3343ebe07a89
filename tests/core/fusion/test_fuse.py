"""A complete prediction, from rasters on disk to a finished file."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stfusion.core.errors import Cancelled, DeviceError, InputError
from stfusion.core.fusion.fuse import check_output, fuse
from stfusion.core.fusion.method import Prediction, checked_options
from stfusion.core.fusion.predict import whole_windows
from stfusion.core.rasters.raster import RasterReader, describe, same_crs
from stfusion.core.run import Run
from stfusion.core.runtime.version import version
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.pairing import Image
from stfusion.core.scenes.scene import array_scene
from stfusion.core.simulate import Scenario, simulate
from stfusion.core.simulate.sample import write_sample
from stfusion.models.classical.starfm import Starfm

METHOD = Starfm()
OPTIONS = checked_options(METHOD, {"window": 15})


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A simulated landscape of 96 x 96 pixels, two bands, on three days."""
    scenario = Scenario(rows=96, cols=96, bands=("red", "nir"))
    return write_sample(simulate(scenario), tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def inputs(sample) -> Inputs:
    first, middle, last = sample.fine
    return Inputs(
        fine=(
            Image(str(sample.fine[first]), "Fine image 1", None, 1),
            Image(str(sample.fine[last]), "Fine image 2", None, 2),
        ),
        coarse=(
            Image(str(sample.coarse[first]), "Coarse image 1", None, 1),
            Image(str(sample.coarse[last]), "Coarse image 2", None, 2),
        ),
        target=Image(str(sample.coarse[middle]), "Coarse image of the target date"),
    )


@pytest.fixture(scope="module")
def scene(inputs):
    opened = open_scene(inputs, Run(log=lambda text, level: None))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def expected(scene, tmp_path_factory) -> Path:
    """The prediction in one block by one thread, with its uncertainty."""
    folder = tmp_path_factory.mktemp("expected")
    fuse(METHOD, scene, OPTIONS, folder / "a.tif", quiet(), uncertainty=folder / "u.tif", block_size=96, threads=1)
    return folder


def quiet() -> Run:
    return Run(log=lambda text, level: None)


def pixels(path: Path) -> np.ndarray:
    """Stored values; NaN where invalid."""
    reader = RasterReader(describe(path))
    values, valid = reader.read(reader.info.grid.window, range(1, reader.info.bands + 1))
    reader.close()
    return np.where(valid, values, np.nan)


def everything_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_prediction_is_stored_as_the_fine_image_is(scene, sample, expected) -> None:
    fine, info = describe(next(iter(sample.fine.values()))), describe(expected / "a.tif")
    assert (info.dtype, info.nodata, info.names) == (fine.dtype, fine.nodata, ("red", "nir"))
    assert (info.grid.rows, info.grid.cols, info.grid.transform) == (96, 96, fine.grid.transform)
    assert same_crs(info.grid.crs, fine.grid.crs)
    assert np.isfinite(pixels(expected / "a.tif")).all()


def test_the_prediction_is_better_than_no_change_and_than_the_coarse_change(scene, sample, expected) -> None:
    (truth_path,) = sample.truth.values()
    truth, found = pixels(truth_path), pixels(expected / "a.tif")
    block = scene.read(scene.grid.window)
    floors = (block.fine[0], block.fine[0] + block.target - block.coarse[0])

    def error(values: np.ndarray) -> float:
        return float(np.sqrt(np.square(values - truth).mean()))

    assert all(error(found) < 0.9 * error(floor * 10000) for floor in floors)


def test_tags_tell_how_the_prediction_was_made(sample, expected) -> None:
    tags = describe(expected / "a.tif").tags
    assert tags["STFUSION_METHOD"] == "STARFM" and tags["STFUSION_VERSION"] == version()
    assert tags["STFUSION_DEVICE"] == "cpu" and "10.1109/TGRS.2006.872081" in tags["STFUSION_REFERENCE"]
    assert tags["ACQUISITION_DATE"] == list(sample.fine)[1].isoformat()
    assert json.loads(tags["STFUSION_OPTIONS"])["window"] == 15
    assert json.loads(tags["STFUSION_INPUTS"]) == {
        "Fine image 1": "sample_fine_20240504.tif",
        "Coarse image 1": "sample_coarse_20240504.tif",
        "Fine image 2": "sample_fine_20240808.tif",
        "Coarse image 2": "sample_coarse_20240808.tif",
        "Coarse image of the target date": "sample_coarse_20240621.tif",
    }


def test_the_uncertainty_file_holds_deviation_and_candidates(scene, expected) -> None:
    info = describe(expected / "u.tif")
    assert info.names == ("red uncertainty", "nir uncertainty", "red similar pixels", "nir similar pixels")
    assert info.dtype == "float32" and np.isnan(info.nodata)
    assert "standard deviation" in info.tags["STFUSION_CONTENT"]
    deviation, count = np.split(pixels(expected / "u.tif"), 2)
    assert (deviation >= 0).all() and 1 < np.median(deviation) < 1000  # stored units: reflectance times 10000
    assert (count == count.round()).all() and count.min() >= 0 and 1 < count.max() <= 2 * 15 * 15


def test_what_came_out_is_told(scene, tmp_path, listener) -> None:
    done = fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", listener.run, device="cpu")
    assert (done.output, done.uncertainty, done.predicted, done.device) == (tmp_path / "a.tif", None, 1.0, "cpu")
    assert done.seconds > 0
    assert "Device: CPU" in listener.text and "Predicted 100.0% of the pixels" in listener.text
    assert listener.shares == sorted(listener.shares) and listener.shares[-1] == pytest.approx(1)
    assert listener.stages[0] == "Computing scene statistics" and listener.stages[-1] == "Prediction"
    assert everything_in(tmp_path) == ["a.tif"]


@pytest.mark.parametrize("size", [32, 50, 96, 0])
def test_the_block_size_does_not_change_a_bit(scene, expected, tmp_path, size) -> None:
    fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", quiet(), uncertainty=tmp_path / "u.tif", block_size=size)
    for name in ("a.tif", "u.tif"):
        assert pixels(tmp_path / name).tobytes() == pixels(expected / name).tobytes()


def test_two_threads_give_what_one_gives(scene, expected, tmp_path) -> None:
    fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", quiet(), threads=2, block_size=50)
    assert pixels(tmp_path / "a.tif").tobytes() == pixels(expected / "a.tif").tobytes()


def test_wanting_the_uncertainty_does_not_change_the_prediction(scene, expected, tmp_path) -> None:
    fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", quiet())
    assert pixels(tmp_path / "a.tif").tobytes() == pixels(expected / "a.tif").tobytes()


def test_two_runs_at_once_do_not_disturb_each_other(scene, expected, tmp_path) -> None:
    def work(name: str) -> None:
        fuse(METHOD, scene, OPTIONS, tmp_path / name, quiet(), block_size=32, threads=2)

    names = ("one.tif", "two.tif")
    threads = [threading.Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for name in names:
        assert pixels(tmp_path / name).tobytes() == pixels(expected / "a.tif").tobytes()


def test_a_masked_pixel_is_nodata_and_its_neighbours_are_not(inputs, tmp_path, write_raster, listener) -> None:
    hides = np.zeros((96, 96), "uint8")
    hides[40:44, 20:30] = 1
    fine = describe(inputs.fine[0].source).grid
    mask = write_raster("mask.tif", hides, transform=fine.transform, crs=fine.crs)
    with_mask = replace(
        inputs, fine=inputs.fine[:1], coarse=inputs.coarse[:1], target=replace(inputs.target, mask=str(mask))
    )
    scene = open_scene(with_mask, listener.run)
    fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", listener.run, uncertainty=tmp_path / "u.tif", block_size=50)
    scene.close()
    for name in ("a.tif", "u.tif"):
        np.testing.assert_array_equal(np.isnan(pixels(tmp_path / name)).all(axis=0), hides > 0)
        np.testing.assert_array_equal(np.isnan(pixels(tmp_path / name)).any(axis=0), hides > 0)
    assert f"Predicted {1 - 40 / 96**2:.1%}" in listener.text


def test_nothing_to_predict_is_a_warning(tmp_path, listener) -> None:
    nothing = np.full((1, 40, 40), np.nan)
    scene = array_scene([(np.ones((1, 40, 40)), np.ones((1, 40, 40)))], nothing)
    done = fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", listener.run)
    assert done.predicted == 0 and "No pixel could be predicted" in listener.warnings[0]
    assert np.isnan(pixels(tmp_path / "a.tif")).all()


def test_an_existing_output_is_replaced(scene, expected, tmp_path) -> None:
    (tmp_path / "a.tif").write_bytes(b"old")
    fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", quiet())
    assert pixels(tmp_path / "a.tif").tobytes() == pixels(expected / "a.tif").tobytes()


class Slow(Starfm):
    """Sleeps in each stripe of rows, as a kernel on a large window computes."""

    def predict(self, block, state, options, workers) -> Prediction:
        workers.stripes(4000, lambda start, stop: time.sleep(0.05))
        return super().predict(block, state, options, workers)


class SlowToFit(Starfm):
    def fit(self, scene, options, run):
        for _ in whole_windows(scene, run, 1):
            time.sleep(0.01)


@pytest.mark.parametrize("method", [Slow(), SlowToFit()], ids=["predict", "fit"])
def test_cancel_from_a_progress_callback_takes_effect_within_two_seconds(scene, tmp_path, method) -> None:
    asked = []

    def progress(share: float) -> None:
        if not asked:
            asked.append(time.monotonic())

    run = Run(progress, lambda: bool(asked), lambda text, level: None)
    with pytest.raises(Cancelled):
        fuse(method, scene, OPTIONS, tmp_path / "a.tif", run, uncertainty=tmp_path / "u.tif")
    assert time.monotonic() - asked[0] < 2
    assert everything_in(tmp_path) == []


class Plain(Starfm):
    """Computes without the pool, so it never checks for a cancel itself."""

    def predict(self, block, state, options, workers) -> Prediction:
        inner = (..., *block.inner)
        return Prediction(block.fine[inner][0], block.valid[inner][0])


@pytest.mark.parametrize("method", [METHOD, Plain()], ids=["pool", "plain"])
def test_cancel_between_blocks_leaves_an_old_output_alone(scene, tmp_path, method) -> None:
    (tmp_path / "a.tif").write_bytes(b"old")
    shares = []
    run = Run(shares.append, lambda: bool(shares) and shares[-1] > 0.5, lambda text, level: None)
    with pytest.raises(Cancelled):
        fuse(method, scene, OPTIONS, tmp_path / "a.tif", run, block_size=32)
    assert 0.5 < shares[-1] < 1
    assert everything_in(tmp_path) == ["a.tif"] and (tmp_path / "a.tif").read_bytes() == b"old"


class Broken(Starfm):
    """Fails at its second block."""

    def predict(self, block, state, options, workers) -> Prediction:
        if block.window.col > 0:
            raise ZeroDivisionError("broken method")
        return super().predict(block, state, options, workers)


def test_a_method_that_raises_leaves_nothing(scene, tmp_path) -> None:
    with pytest.raises(ZeroDivisionError, match="broken method"):
        fuse(Broken(), scene, OPTIONS, tmp_path / "a.tif", quiet(), uncertainty=tmp_path / "u.tif", block_size=50)
    assert everything_in(tmp_path) == []


class OutOfMemoryError(RuntimeError):
    """Has the name of torch's exception."""


class Hungry(Starfm):
    """Runs out of memory for blocks larger than `most` pixels."""

    most, error = 50 * 50, MemoryError

    def predict(self, block, state, options, workers) -> Prediction:
        if block.window.rows * block.window.cols > self.most:
            raise self.error("no memory")
        return super().predict(block, state, options, workers)


class HungryOnCuda(Hungry):
    error = OutOfMemoryError


class HungryOnTorch(Hungry):
    """Raises torch's own error."""

    def predict(self, block, state, options, workers) -> Prediction:
        self.error = pytest.importorskip("torch").cuda.OutOfMemoryError
        return super().predict(block, state, options, workers)


class HungryInStripe(Hungry):
    """Raises it only in a thread of the pool."""

    def predict(self, block, state, options, workers) -> Prediction:
        def work(start: int, stop: int) -> None:
            if block.window.rows * block.window.cols > self.most:
                raise MemoryError

        workers.stripes(block.window.rows, work)
        return super().predict(block, state, options, workers)


@pytest.mark.parametrize(
    "method", [Hungry(), HungryOnCuda(), HungryOnTorch(), HungryInStripe()], ids=["CPU", "CUDA", "torch", "stripe"]
)
@pytest.mark.parametrize("size", [96, 70])
def test_out_of_memory_halves_the_block_and_gives_the_same(scene, expected, tmp_path, listener, method, size) -> None:
    fuse(method, scene, OPTIONS, tmp_path / "a.tif", listener.run, uncertainty=tmp_path / "u.tif", block_size=size)
    for name in ("a.tif", "u.tif"):
        assert pixels(tmp_path / name).tobytes() == pixels(expected / name).tobytes()
    assert f"Not enough memory for a block of {size} x {size} pixels" in listener.warnings[0]
    assert listener.shares == sorted(listener.shares)


class Starving(Hungry):
    most = 0


class Erring(Hungry):
    most, error = 0, RuntimeError


def test_without_memory_for_the_smallest_block_it_ends(scene, tmp_path) -> None:
    with pytest.raises(MemoryError):
        fuse(Starving(), scene, OPTIONS, tmp_path / "a.tif", quiet())
    assert everything_in(tmp_path) == []


def test_another_runtime_error_is_no_lack_of_memory(scene, tmp_path, listener) -> None:
    with pytest.raises(RuntimeError, match="no memory"):
        fuse(Erring(), scene, OPTIONS, tmp_path / "a.tif", listener.run)
    assert listener.warnings == []


def refused(scene, output: Path, options=OPTIONS, method=METHOD, **how) -> str:
    with pytest.raises(InputError) as caught:
        fuse(method, scene, options, output, quiet(), **how)
    return str(caught.value)


@pytest.mark.parametrize("role", ["Fine image 1", "Coarse image 2", "Coarse image of the target date"])
def test_an_input_is_never_overwritten(scene, role, tmp_path) -> None:
    source = Path(scene.inputs[role])
    before = source.read_bytes()
    link = tmp_path / "link.tif"
    link.symlink_to(source)
    for path in (source, link, source.parent / ".." / source.parent.name / source.name):
        assert "is one of the inputs" in refused(scene, path)
        assert "is one of the inputs" in refused(scene, tmp_path / "a.tif", uncertainty=path)
    assert source.read_bytes() == before and everything_in(tmp_path) == ["link.tif"]


def test_a_mask_is_an_input_too(inputs, write_raster, tmp_path) -> None:
    grid = describe(inputs.fine[0].source).grid
    mask = write_raster("mask.tif", np.zeros((96, 96), "uint8"), transform=grid.transform, crs=grid.crs)
    scene = open_scene(replace(inputs, target=replace(inputs.target, mask=str(mask))), quiet())
    assert "one of the inputs" in refused(scene, mask)
    scene.close()


def test_outputs_that_cannot_be_are_told(scene, tmp_path) -> None:
    (tmp_path / "folder.tif").mkdir()
    assert "must be a GeoTIFF" in refused(scene, tmp_path / "a.png")
    assert "must be a GeoTIFF" in refused(scene, tmp_path / "a")
    assert "is a folder" in refused(scene, tmp_path / "folder.tif")
    text = refused(scene, tmp_path / "none" / "a.tif")
    assert "does not exist; create it" in text and str(tmp_path / "none") in text
    assert "have the same file" in refused(scene, tmp_path / "a.tif", uncertainty=tmp_path / "a.tif")
    assert everything_in(tmp_path) == ["folder.tif"]
    assert check_output(str(tmp_path / "A.TIFF"), []) == tmp_path / "A.TIFF"


class Silent(Starfm):
    info = replace(Starfm.info, uncertainty="")


class Choosy(Starfm):
    info = replace(Starfm.info, pairs=(3, None))


def test_options_and_pairs_that_cannot_be_are_told_before_any_work(scene, tmp_path) -> None:
    path = tmp_path / "a.tif"
    assert "must be odd" in refused(scene, path, replace(OPTIONS, window=16))
    assert "band numbers from 1 to 2" in refused(scene, path, replace(OPTIONS, similar_bands="3"))
    assert "requires 3 pairs" in refused(scene, path, method=Choosy())
    assert "provides no uncertainty" in refused(scene, path, method=Silent(), uncertainty=tmp_path / "u.tif")
    assert everything_in(tmp_path) == []


def test_a_device_that_is_not_there_is_told(scene, tmp_path) -> None:
    from stfusion.core.runtime.device import has_driver

    pytest.importorskip("torch")
    if has_driver():
        pytest.skip("this machine has a CUDA driver")
    with pytest.raises(DeviceError):
        fuse(METHOD, scene, OPTIONS, tmp_path / "a.tif", quiet(), device="cuda")
    assert everything_in(tmp_path) == []


def test_whole_windows_read_each_pixel_once_and_hear_a_cancel(scene, listener) -> None:
    count = np.zeros((96, 96), int)
    for block in whole_windows(scene, listener.run, 40):
        count[scene.grid.window.slices_of(block.window)] += 1
    assert (count == 1).all() and listener.shares[-1] == 1
    listener.stop = True
    with pytest.raises(Cancelled):
        next(whole_windows(scene, listener.run))
