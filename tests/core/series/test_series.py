"""Series of real files: one raster per date, gap filling, resuming, shared work, and failed dates."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from stfusion.core.errors import Cancelled, InputError
from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import checked_options, parse_options
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.pairing import Image
from stfusion.core.series.dates import Wanted
from stfusion.core.series.images import images_in
from stfusion.core.series.manifest import NAME
from stfusion.core.series.plan import FILL, PREDICT, SKIP, Request
from stfusion.core.series.predictor import FUSE_FIRST, INDEX_FIRST, SeriesSettings
from stfusion.core.series.run import fuse_series
from stfusion.core.simulate import Scenario, simulate
from stfusion.core.simulate.sample import write_sample
from stfusion.models import methods

rasterio = pytest.importorskip("rasterio")

DAYS = tuple(date(2024, month, 10) for month in range(4, 10))
STARFM, ESTARFM = methods()["starfm"], methods()["estarfm"]
OPTIONS = checked_options(STARFM, {"window": 9})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Six dates of fine and coarse images; no truth."""
    place = tmp_path_factory.mktemp("series")
    write_sample(simulate(Scenario(rows=64, cols=72, ratio=8, dates=DAYS)), place)
    return place


@pytest.fixture
def request_of(folder):
    """A request with fine images of some dates, and coarse ones of all."""

    def make(*fine: int, **more) -> Request:
        images = {image.source[-12:-4]: image for image in images_in(folder, "sample_fine_*", "fine")}
        kept = [images[f"{DAYS[number]:%Y%m%d}"] for number in fine]
        return Request(tuple(kept), tuple(images_in(folder, "sample_coarse_*", "coarse")), **more)

    return make


def values(path: Path) -> np.ndarray:
    with rasterio.open(path) as dataset:
        return dataset.read()


def series(request, out, method=STARFM, options=OPTIONS, run=None, **wish):
    return fuse_series(
        method, request, SeriesSettings(options, device="cpu", **wish), out, run or Run(log=lambda *_: None)
    )


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "out"
    place.mkdir()
    return place


def test_each_date_is_what_the_method_alone_predicts(request_of, out, folder, tmp_path) -> None:
    done = series(request_of(0, 3, 5, observed=PREDICT), out)
    assert list(done.files) == list(DAYS) and done.made == DAYS and not done.failed
    for day, pairs in ((DAYS[1], (0, 3)), (DAYS[3], (0, 5)), (DAYS[4], (3, 5)), (DAYS[0], (3,))):
        path = lambda kind, day: str(folder / f"sample_{kind}_{day:%Y%m%d}.tif")  # noqa: E731
        inputs = Inputs(
            tuple(Image(path("fine", DAYS[n]), f"Fine image {n}") for n in pairs),
            tuple(Image(path("coarse", DAYS[n]), f"Coarse image {n}") for n in pairs),
            Image(path("coarse", day), "Target"),
        )
        scene = open_scene(inputs, Run(log=lambda *_: None))
        fuse(STARFM, scene, OPTIONS, tmp_path / "alone.tif", Run(log=lambda *_: None), device="cpu")
        scene.close()
        np.testing.assert_array_equal(values(done.files[day]), values(tmp_path / "alone.tif"))
    with rasterio.open(done.files[DAYS[1]]) as dataset:
        assert dataset.tags()["ACQUISITION_DATE"] == DAYS[1].isoformat()


def test_what_is_done_is_kept_and_what_changed_is_made_anew(request_of, out, folder) -> None:
    wanted = request_of(0, 5, wanted=Wanted(end=DAYS[2]), observed=SKIP)
    first = series(wanted, out)
    assert first.made == DAYS[1:3]
    stamps = {path: path.stat().st_mtime_ns for path in first.files.values()}
    again = series(replace(wanted, wanted=Wanted(end=DAYS[3])), out)
    assert again.made == (DAYS[3],) and list(again.files) == list(DAYS[1:4])
    assert all(path.stat().st_mtime_ns == stamp for path, stamp in stamps.items())
    first.files[DAYS[1]].unlink()
    assert series(wanted, out).made == (DAYS[1],)
    other = series(wanted, out, options=checked_options(STARFM, {"window": 11}))
    assert other.made == DAYS[1:3]
    assert series(wanted, out, options=checked_options(STARFM, {"window": 11}), redo=True).made == DAYS[1:3]
    assert {path.name for path in out.iterdir()} == {NAME, *(f"starfm_{day:%Y%m%d}.tif" for day in DAYS[1:4])}


def clouded(folder, tmp_path, number: int, hole) -> str:
    """A mask of a fine image, with a cloud."""
    source = folder / f"sample_fine_{DAYS[number]:%Y%m%d}.tif"
    path = tmp_path / f"mask_{DAYS[number]:%Y%m%d}.tif"
    with rasterio.open(source) as dataset:
        profile = {**dataset.profile, "count": 1, "dtype": "uint8", "nodata": None}
        mask = np.zeros(dataset.shape, np.uint8)
    mask[hole] = 1
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(mask, 1)
    return str(path)


CLOUD = (slice(20, 40), slice(30, 60))


def test_gaps_of_a_fine_image_are_filled_and_the_rest_is_kept(request_of, out, folder, tmp_path) -> None:
    mask = Image(clouded(folder, tmp_path, 3, CLOUD), "mask")
    wanted = request_of(0, 3, 5, wanted=Wanted("fine"), fine_masks=(mask,), observed=FILL)
    done = series(wanted, out)
    assert list(done.files) == [DAYS[0], DAYS[3], DAYS[5]]
    filled, seen = values(done.files[DAYS[3]]), values(folder / f"sample_fine_{DAYS[3]:%Y%m%d}.tif")
    gap = np.zeros(filled.shape[1:], bool)
    gap[CLOUD] = True
    np.testing.assert_array_equal(filled[:, ~gap], seen[:, ~gap])
    apart = np.abs(filled[:, gap].astype(int) - seen[:, gap])
    assert 0 < apart.mean() < 400  # predicted, and close to the values below the cloud
    np.testing.assert_array_equal(values(done.files[DAYS[0]]), values(folder / f"sample_fine_{DAYS[0]:%Y%m%d}.tif"))


def test_what_clouds_hide_in_all_pairs_comes_from_further_pairs(request_of, out, folder, tmp_path) -> None:
    masks = tuple(Image(clouded(folder, tmp_path, number, CLOUD), "mask") for number in (1, 3))
    wanted = request_of(0, 1, 3, 5, wanted=Wanted(DAYS[2].isoformat()), fine_masks=masks, rounds=0)
    holes = values(series(wanted, out).files[DAYS[2]])
    whole = values(series(replace(wanted, rounds=2), out).files[DAYS[2]])
    assert (holes[(slice(None), *CLOUD)] == -9999).all() and (holes == -9999).sum() == holes[(slice(None), *CLOUD)].size
    assert (whole != -9999).all()
    np.testing.assert_array_equal(whole[holes != -9999], holes[holes != -9999])
    further = values(series(replace(request_of(0, 5), wanted=wanted.wanted), out).files[DAYS[2]])
    np.testing.assert_array_equal(whole[holes == -9999], further[holes == -9999])


def test_pairs_that_are_all_cloud_do_not_end_the_search(request_of, out, folder, tmp_path) -> None:
    """At the end of a series the nearest pairs are on one side, and several of them may be fully cloudy."""
    everything = (slice(None), slice(None))
    masks = tuple(Image(clouded(folder, tmp_path, number, everything), "mask") for number in (1, 2))
    wanted = request_of(1, 2, 3, wanted=Wanted(DAYS[0].isoformat()), fine_masks=masks)
    found = values(series(wanted, out).files[DAYS[0]])
    alone = values(series(replace(request_of(3), wanted=wanted.wanted), out).files[DAYS[0]])
    np.testing.assert_array_equal(found, alone)
    assert (found != -9999).all()


def test_a_date_that_fails_is_told_and_does_not_stop_the_others(request_of, out, folder, tmp_path) -> None:
    broken = tmp_path / f"sample_coarse_{DAYS[2]:%Y%m%d}.tif"
    content = (folder / broken.name).read_bytes()
    broken.write_bytes(content[: len(content) // 2])
    wanted = request_of(0, 5)
    coarse = tuple(Image(str(broken), "broken") if broken.name in one.source else one for one in wanted.coarse)
    said = []
    done = series(replace(wanted, coarse=coarse), out, run=Run(log=lambda text, level: said.append(text)))
    assert DAYS[2] not in done.files and len(done.files) == 5
    assert any(str(DAYS[2]) in text or broken.name in text for text in said)
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    # After the repair only this date is processed by the next run.
    assert series(wanted, out).made == (DAYS[2],)


def test_ends_of_a_series_that_a_method_cannot_reach(request_of, out) -> None:
    wanted = request_of(1, 4, observed=PREDICT)
    done = series(wanted, out, ESTARFM, checked_options(ESTARFM, {"window": 9}))
    assert list(done.files) == list(DAYS[2:4])
    assert set(done.failed) == {DAYS[0], DAYS[1], DAYS[4], DAYS[5]}
    held = json.loads((out / NAME).read_text())["dates"]
    assert [entry["status"] for entry in held] == ["failed", "failed", "done", "done", "failed", "failed"]
    assert "before and after" in held[0]["message"]
    kept = series(replace(wanted, observed=FILL), out, ESTARFM, checked_options(ESTARFM, {"window": 9}))
    assert list(kept.files) == list(DAYS[1:5])  # observed fine images need no pair


def test_if_all_dates_fail_that_is_an_error(request_of, out) -> None:
    with pytest.raises(InputError, match="None of the 1 dates could be predicted. ESTARFM requires"):
        series(request_of(1, 4, wanted=Wanted(DAYS[0].isoformat())), out, ESTARFM, checked_options(ESTARFM, {}))


def test_nothing_to_make_a_series_from(request_of, out, folder) -> None:
    for change, words in (
        ({"fine": ()}, "no fine image"),
        ({"coarse": ()}, "no coarse image"),
        ({"wanted": Wanted("fine"), "observed": SKIP}, "skipped"),
        ({"wanted": Wanted("2030-01-01")}, "None of the 1 dates"),
    ):
        with pytest.raises(InputError, match=words):
            series(replace(request_of(0, 5), **change), out)


@pytest.mark.parametrize("observed", [PREDICT, FILL])
def test_an_index_fused_and_derived(request_of, out, folder, observed) -> None:
    wanted = request_of(0, 5, wanted=Wanted(f"{DAYS[2]} {DAYS[5]}"), observed=observed)
    fused = series(wanted, out, index="NDVI", order=INDEX_FIRST)
    first = {day: values(path) for day, path in fused.files.items()}
    derived = series(wanted, out, index="NDVI", order=FUSE_FIRST)
    bands = series(wanted, out)
    for day, path in derived.files.items():
        with rasterio.open(path) as dataset:
            assert dataset.count == 1 and dataset.dtypes == ("float32",) and dataset.descriptions == ("NDVI",)
            assert dataset.tags()["ACQUISITION_DATE"] == day.isoformat()
        found = values(path)
        _, red, nir, _ = values(bands.files[day]).astype(float)
        np.testing.assert_allclose(found[0], np.clip((nir - red) / (nir + red), -1, 1), atol=1e-6)
        assert 0.0001 < np.abs(first[day] - found).mean() < 0.05 or observed == FILL
    assert {path.name for path in out.glob("*.tif")} >= {f"ndvi_starfm_{DAYS[2]:%Y%m%d}.tif"}
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_an_index_needs_its_bands(request_of, out) -> None:
    with pytest.raises(InputError, match="no band named blue"):
        series(request_of(0, 5), out, index="EVI")
    done = series(request_of(0, 5, wanted=Wanted(DAYS[2].isoformat())), out, index="EVI", index_bands="1 2 3")
    assert done.files
    with pytest.raises(InputError, match="Band 9 of the index"):
        series(request_of(0, 5), out, index="NDVI", index_bands="2 9")


def test_a_cancel_keeps_what_is_finished(request_of, out) -> None:
    shares, stages = [], []
    run = Run(shares.append, lambda: bool(shares) and shares[-1] > 0.5, lambda *_: None, stages.append)
    with pytest.raises(Cancelled):
        series(request_of(0, 5), out, run=run)
    kept = sorted(path.name for path in out.iterdir())
    assert NAME in kept and 1 < len(kept) < 7 and not any(name.startswith(".") for name in kept)
    assert shares == sorted(shares)
    done = series(request_of(0, 5), out)
    assert len(done.made) == 6 - (len(kept) - 1) and len(done.files) == 6


def test_progress_reaches_the_end_and_names_the_dates(request_of, out) -> None:
    shares, stages = [], []
    series(request_of(0, 5), out, run=Run(shares.append, None, lambda *_: None, stages.append))
    assert shares == sorted(shares) and shares[-1] == pytest.approx(1)
    assert "Date 6 of 6" in stages


def test_options_as_text() -> None:
    assert parse_options(STARFM, "") == STARFM.Options()
    found = parse_options(STARFM, "WINDOW=31; similar_bands = 3 4;\nLOGARITHM=yes; DISTANCE=12.5")
    assert (found.window, found.similar_bands, found.logarithm, found.distance) == (31, "3 4", True, 12.5)
    for text, words in (
        ("WINDOW", "is not valid"),
        ("WINDOW=large", "enter an integer"),
        ("WINDOW=30", "must be odd"),
        ("LOGARITHM=perhaps", "enter yes or no"),
        ("DISTANCE=x", "enter a number"),
        ("SIZE=3", "has no option size"),
    ):
        with pytest.raises(InputError, match=words):
            parse_options(STARFM, text)
