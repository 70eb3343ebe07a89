"""DSTFNet: labels of fields, training on them, probabilities, and outlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("rasterio")
torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")

from method_tester import QUIET  # noqa: E402
from stfusion.core.errors import Cancelled, InputError  # noqa: E402
from stfusion.core.fusion.method import checked_options, option_facts  # noqa: E402
from stfusion.core.learning.plan import Training  # noqa: E402
from stfusion.core.learning.stages import MILESTONES, Moment, Schedule, rate_factor  # noqa: E402
from stfusion.core.learning.weights import every_tensor, read_card  # noqa: E402
from stfusion.core.parcels.delineate import delineate  # noqa: E402
from stfusion.core.parcels.labels import given_bands, label_bands, overlap_of  # noqa: E402
from stfusion.core.parcels.polygons import Outlines, number_parcels, outline  # noqa: E402
from stfusion.core.parcels.scene import ParcelInputs, open_parcels, plan_parcels  # noqa: E402
from stfusion.core.parcels.training import RESUME, ParcelTrainingData, read_labels, train_parcels  # noqa: E402
from stfusion.core.rasters.raster import RasterReader, RasterWriter, describe  # noqa: E402
from stfusion.core.run import Run  # noqa: E402
from stfusion.core.runtime.device import Device  # noqa: E402
from stfusion.core.scenes.class_map import ClassMap  # noqa: E402
from stfusion.core.scenes.pairing import Image  # noqa: E402
from stfusion.core.simulate import Scenario, simulate  # noqa: E402
from stfusion.core.simulate.sample import Sample, write_sample  # noqa: E402
from stfusion.models import delineators  # noqa: E402
from stfusion.models.other.dstfnet import balance  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

NETWORK = delineators()["dstfnet"]
CPU = Device("cpu", 1)
SMALL = {"width": 8, "form": "light"}
DATES = tuple(date(2024, 4, 1) + timedelta(days=40 * number) for number in range(3))
# Not a multiple of 8 pixels, nor of a tile.
SCENARIO = Scenario(rows=300, cols=212, ratio=8, pixel=2.0, dates=DATES, change="none")


@pytest.fixture(scope="module")
def farm(tmp_path_factory) -> Sample:
    return write_sample(simulate(SCENARIO), tmp_path_factory.mktemp("farm"), fields=True)


def inputs(sample: Sample) -> ParcelInputs:
    series = tuple(Image(str(path), f"Series image {path.name}") for path in sample.coarse.values())
    return ParcelInputs(Image(str(sample.fine[DATES[1]]), "Very fine image"), series)


def teach(sample: Sample, folder: Path, run: Run | None = None, resume: str = "", **how):
    data = ParcelTrainingData(inputs(sample), ClassMap(str(sample.fields)), 0.4)
    training = Training(**{"epochs": 2, "batch": 2, "patch": 128, "samples": 4, "rate": 1e-3, **how})
    options = checked_options(NETWORK, SMALL)
    return train_parcels(NETWORK, data, options, training, folder / "net.safetensors", CPU, run or Run(**QUIET), resume)


@pytest.fixture(scope="module")
def result(farm, tmp_path_factory):
    return teach(farm, tmp_path_factory.mktemp("result"))


def values(path: Path) -> np.ndarray:
    reader = RasterReader(describe(str(path)))
    try:
        return reader.read(reader.info.grid.window, range(1, reader.info.bands + 1))[0]
    finally:
        reader.close()


def test_labels_of_two_fields() -> None:
    fields = np.zeros((12, 20), int)
    fields[1:11, 1:10], fields[1:11, 10:19] = 1, 2
    extent, boundary, distance = label_bands(fields)
    np.testing.assert_array_equal(extent > 0, fields > 0)
    assert boundary[5, 8:12].all() and not boundary[5, 4:7].any(), "where they meet, and two pixels on either side"
    assert distance.max() == 1 and distance[fields == 1].max() == distance[fields == 2].max() == 1
    assert not distance[fields == 0].any() and distance[5, 5] > distance[5, 2]
    stored = np.stack([extent, boundary, np.round(distance * 10000)])
    np.testing.assert_allclose(given_bands(stored), np.stack([extent, boundary, distance]), atol=1e-4)


def test_simulated_fields_are_farm_land_without_roads(farm) -> None:
    found = simulate(SCENARIO)
    names = np.array(found.class_names)[found.classes]
    assert found.fields.max() > 5 and not (found.fields[np.isin(names, ["water", "road", "built-up"])]).any()
    labels, known = read_labels(ClassMap(str(farm.fields)), describe(str(farm.fine[DATES[0]])).grid)
    assert known.all() and 0.2 < labels[0].mean() < 0.95 and 0 < labels[1].mean() < 0.5


def test_the_published_form_has_its_parameters() -> None:
    with torch.device("meta"):
        network = NETWORK.build(4, 4, NETWORK.Options())["generator"]
    assert sum(parameter.numel() for parameter in network.parameters()) == 225_633_363
    assert set(NETWORK.structure) <= set(option_facts(NETWORK.Options))
    rates = [rate_factor(Schedule(MILESTONES, 0.3, at=(15, 20, 30, 60)), epoch, 120, []) for epoch in (0, 15, 29, 60)]
    np.testing.assert_allclose(rates, [1, 0.3, 0.09, 0.3**4])


def test_losses_are_weighted_by_how_little_they_fell() -> None:
    assert balance([]) == pytest.approx([1 / 3] * 3)
    raw = [np.array([0.9, 0.9, 0.9]), np.array([0.9, 0.6, 0.3]), np.array([0.8, 0.5, 0.2])]
    rows: list[dict] = []
    for losses in raw:
        weights = np.array(balance(rows))
        rows.append(dict(zip(("extent", "boundary", "distance"), losses * weights)))
    ratio = np.exp(raw[2] / raw[1])
    np.testing.assert_allclose(balance(rows), ratio / ratio.sum(), rtol=1e-5)


def test_one_patch_is_learnt_by_heart(farm) -> None:
    scene = open_parcels(inputs(farm), Run(**QUIET))
    labels, _ = read_labels(ClassMap(str(farm.fields)), scene.grid)
    try:
        # A batch of two, because the smallest level of such patches has one pixel.
        found = [scene.read(replace(scene.whole, row=row, rows=128, cols=128)) for row in (0, 128)]
    finally:
        scene.close()
    batch = {name: torch.from_numpy(np.stack([one[name] for one in found])) for name in ("fine", "series")}
    cut = np.stack([labels[:, row : row + 128, :128] for row in (0, 128)])
    batch |= {"labels": torch.from_numpy(cut), "mask": torch.ones(2, 1, 128, 128)}
    torch.manual_seed(0)
    networks = NETWORK.build(4, 4, checked_options(NETWORK, SMALL))
    (stage,) = NETWORK.stages(checked_options(NETWORK, SMALL))
    optimiser = torch.optim.Adam(networks["generator"].parameters(), 3e-3)
    losses = []
    for _ in range(120):
        loss = sum(stage.loss(networks, batch, Moment(0, 0.0, None)).terms.values())
        losses.append(float(loss.detach()))
        if losses[-1] < losses[0] / 3:
            break
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert losses[-1] < losses[0] / 3
    with torch.no_grad():
        answer = NETWORK.predict_batch(networks, batch).numpy()
    everywhere = np.ones((2, 128, 128), bool)
    assert overlap_of(answer[:, 0] > 0.5, cut[:, 0] > 0.5, everywhere) > 0.95
    assert overlap_of(answer[:, 1] > 0.5, cut[:, 1] > 0.5, everywhere) > 0.5


def test_trained_weights_give_probabilities_in_tiles(farm, result, tmp_path) -> None:
    assert len(result.history) == 2 and {"extent", "boundary", "distance"} <= set(result.history[0])
    assert 0 <= result.scores.extent <= 1 and 0.2 < result.scores.everything < 1
    card = read_card(result.weights)
    assert card.structure == {**SMALL, "series_bands": 4} and card.shape.bands == 4
    scene = open_parcels(inputs(farm), Run(**QUIET))
    seen: list[float] = []
    try:
        done = delineate(
            NETWORK,
            scene,
            NETWORK.Options(tile=128),
            str(result.weights),
            tmp_path / "out.tif",
            CPU,
            Run(seen.append, **QUIET),
        )
    finally:
        scene.close()
    found, info = values(done.output), describe(str(done.output))
    assert found.shape == (3, 300, 212) and info.names == ("extent", "boundary", "distance") and done.predicted == 1
    assert 0 <= found.min() and found.max() <= 1 and np.isfinite(found).all()
    assert info.grid == describe(str(farm.fine[DATES[0]])).grid
    assert seen == sorted(seen) and seen[-1] == pytest.approx(1)


def test_what_the_very_fine_image_does_not_show_is_nodata(farm, result, tmp_path) -> None:
    like = describe(str(farm.fine[DATES[1]]))
    holed = values(farm.fine[DATES[1]])
    holed[0, 40:60, 100:130] = like.nodata
    path = tmp_path / "holed_20240511.tif"
    with RasterWriter(path, like.grid, like.names, like.dtype, like.nodata, {}) as file:
        file.write(like.grid.window, holed.astype(like.dtype))
    given = replace(inputs(farm), fine=Image(str(path), "Very fine image"))
    scene = open_parcels(given, Run(**QUIET))
    try:
        done = delineate(NETWORK, scene, NETWORK.Options(), str(result.weights), tmp_path / "o.tif", CPU, Run(**QUIET))
    finally:
        scene.close()
    expected = np.zeros((300, 212), bool)
    expected[40:60, 100:130] = True
    reader = RasterReader(describe(str(done.output)))
    try:
        known = reader.read(reader.info.grid.window, (1,))[1][0]
    finally:
        reader.close()
    np.testing.assert_array_equal(~known, expected)


def test_going_on_gives_what_never_stopping_gives(farm, result, tmp_path) -> None:
    stopped: list[int] = []

    def log(text: str, level: str) -> None:
        if "epoch 1 of" in text:
            stopped.append(1)

    with pytest.raises(Cancelled, match="best weights so far"):
        teach(farm, tmp_path, Run(cancelled=lambda: bool(stopped), log=log))
    teach(farm, tmp_path, resume=str(tmp_path / f"net{RESUME}"))
    first, second = every_tensor(result.weights), every_tensor(tmp_path / "net.safetensors")
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_perfect_probabilities_give_back_the_fields(tmp_path) -> None:
    truth = simulate(SCENARIO).fields
    labels = label_bands(truth)
    grid = describe(str(write_sample(simulate(SCENARIO), tmp_path).fine[DATES[0]])).grid
    path = tmp_path / "probabilities.tif"
    with RasterWriter(path, grid, ("extent", "boundary", "distance"), "float32", float("nan"), {}) as file:
        file.write(grid.window, labels)
    how = Outlines(smallest=100)
    parcels = list(outline(path, how, Run(**QUIET)))
    whole = [number for number in np.unique(truth)[1:] if (truth == number).sum() >= how.smallest]
    assert abs(len(parcels) - len(whole)) <= 0.1 * len(whole)
    numbers = number_parcels(*(np.rint(255 * band).astype(np.uint8) for band in labels[:2]), how)
    assert sum(parcel.pixels for parcel in parcels) == (numbers > 0).sum()
    for number in whole:
        seeded = (truth == number) & (labels[1] == 0)
        if seeded.sum() < 200:
            continue
        mine = np.bincount(numbers[seeded]).argmax()
        assert overlap_of(numbers == mine, truth == number, np.ones(truth.shape, bool)) > 0.8
    left, top = grid.position(0, 0)
    right, bottom = grid.position(grid.rows, grid.cols)
    for parcel in parcels:
        ring = np.array(parcel.geometry["coordinates"][0])
        assert (ring[0] == ring[-1]).all() and 0 < parcel.probability <= 1
        assert ring[:, 0].min() >= left and ring[:, 0].max() <= right
        assert ring[:, 1].max() <= top and ring[:, 1].min() >= bottom


def test_outlines_of_nothing(tmp_path) -> None:
    nothing = np.zeros((20, 20), np.uint8)
    assert not number_parcels(nothing, nothing, Outlines()).any()


def test_single_samples_of_the_smallest_patches_are_refused(farm, tmp_path) -> None:
    with pytest.raises(InputError, match="batches of at least 2"):
        teach(farm, tmp_path, batch=1)
    assert len(teach(farm, tmp_path, epochs=1, batch=2, samples=3).history) == 1, "the third of three is left out"


def test_bad_images_give_one_sentence(farm, tmp_path) -> None:
    given = inputs(farm)
    with pytest.raises(InputError, match="has 1 dated images, but at least 2"):
        plan_parcels(replace(given, series=given.series[:1]))
    with pytest.raises(InputError, match="smaller pixels than the very fine image"):
        swapped = tuple(Image(str(path), path.name) for path in farm.fine.values())
        plan_parcels(ParcelInputs(Image(str(farm.coarse[DATES[0]]), "Very fine image"), swapped))
    like = describe(str(farm.coarse[DATES[0]]))
    path = tmp_path / "few_20240101.tif"
    with RasterWriter(path, like.grid, like.names[:2], like.dtype, like.nodata, {}) as file:
        file.write(like.grid.window, values(farm.coarse[DATES[0]])[:2].astype(like.dtype))
    with pytest.raises(InputError, match="all must have the same"):
        plan_parcels(replace(given, series=(*given.series, Image(str(path), "Series image few"))))
    with pytest.raises(InputError, match="The labels have 4 bands"):
        read_labels(ClassMap(str(farm.fine[DATES[0]])), like.grid)
    with pytest.raises(InputError, match="no polygon"):
        read_labels(ClassMap("fields", ()), like.grid)


def test_weights_that_do_not_fit_give_one_sentence(result) -> None:
    with pytest.raises(InputError, match="Weights are missing"):
        NETWORK.checked("", 4, 4)
    with pytest.raises(InputError, match="trained with 4 bands and a series of 4 bands, but the images have 3 and 4"):
        NETWORK.checked(str(result.weights), 3, 4)


def test_the_report_shows_patches_and_scores(result) -> None:
    pytest.importorskip("matplotlib")
    from stfusion.core.report.parcels import parcel_report

    page = parcel_report(result)
    assert page.count("<img ") == 2 and "Intersection over union" in page and "DSTFNet: training" in page


def test_bands_of_the_very_fine_image_in_another_order_give_the_same_fields(farm, result, tmp_path) -> None:
    import rasterio

    paths, told = [], []
    order = [3, 1, 4, 2]
    path = tmp_path / f"swapped_{DATES[1]:%Y%m%d}.tif"
    with rasterio.open(farm.fine[DATES[1]]) as fine:
        with rasterio.open(path, "w", **fine.profile) as made:
            made.write(fine.read(order))
            made.descriptions = [fine.descriptions[band - 1] for band in order]
    for number, image in enumerate((str(farm.fine[DATES[1]]), str(path))):
        run = Run(log=lambda text, level: told.append(text))
        scene = open_parcels(replace(inputs(farm), fine=Image(image, "Very fine image")), run)
        output = tmp_path / f"{number}.tif"
        try:
            delineate(NETWORK, scene, NETWORK.Options(), str(result.weights), output, CPU, run)
        finally:
            scene.close()
        with rasterio.open(output) as made:
            paths.append(made.read())
    np.testing.assert_array_equal(paths[0], paths[1])
    assert len([text for text in told if "in the order of its training" in text]) == 1
