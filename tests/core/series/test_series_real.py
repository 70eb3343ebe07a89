"""Series of real images: 67 dates of NDVI with clouds, predicted without their own fine images."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stfusion.core.fusion.method import checked_options
from stfusion.core.pairs.simulate_coarse import CoarseSensor, simulate_coarse
from stfusion.core.run import Run
from stfusion.core.scenes.pairing import Image
from stfusion.core.series.dates import Wanted
from stfusion.core.series.pairs import CLEAREST, PairChoice
from stfusion.core.series.plan import PREDICT, Request
from stfusion.core.series.predictor import SeriesSettings
from stfusion.core.series.run import fuse_series
from stfusion.models import methods

rasterio = pytest.importorskip("rasterio")

RATIO = 10
CLEAR = 0.02  # maximum share of clouds of a date used for evaluation


def read(path) -> np.ndarray:
    with rasterio.open(path) as file:
        return file.read(1)


@pytest.fixture(scope="module")
def season(data_folder, tmp_path_factory):
    """Fine NDVI, its simulated coarse image and its cloud mask, by the day in their names."""
    folder, made = data_folder / "slovenia_s2" / "ndvi", tmp_path_factory.mktemp("coarse")
    quiet = Run(log=lambda *_: None)
    found = {}
    for fine in sorted(folder.glob("ndvi_*.tif")):
        day = fine.stem[-8:]
        coarse = made / f"coarse_{day}.tif"
        simulate_coarse(str(fine), coarse, CoarseSensor(ratio=RATIO), quiet)
        found[day] = fine, coarse, folder / f"cloudmask_{day}.tif"
    return found


def test_67_dates(season, tmp_path) -> None:
    assert len(season) == 67
    images = {
        kind: tuple(Image(str(files[place]), f"{kind} {day}") for day, files in season.items())
        for place, kind in enumerate(("fine", "coarse", "mask"))
    }
    request = Request(
        images["fine"], images["coarse"], fine_masks=images["mask"], coarse_masks=images["mask"], observed=PREDICT,
        choice=PairChoice(CLEAREST),
    )  # fmt: skip
    method = methods()["starfm"]
    wish, said = SeriesSettings(checked_options(method, {"window": 15}), device="cpu"), []
    result = fuse_series(method, request, wish, tmp_path, Run(log=lambda text, level: said.append(text)))
    # Fully cloudy dates have no prediction, which is reported; all other dates are predicted.
    hidden = {day for day, (*_, mask) in season.items() if (read(mask) != 0).all()}
    assert {f"{day:%Y%m%d}" for day in result.files} >= set(season) - hidden
    assert len(result.files) + len(result.failed) == 67
    errors = []
    clear = [day for day, (*_, mask) in season.items() if (read(mask) != 0).mean() < CLEAR]
    for day, path in ((f"{day:%Y%m%d}", path) for day, path in result.files.items()):
        if day not in clear:
            continue
        others = [one for one in clear if one != day]
        nearest = min(others, key=lambda one: abs(np.datetime64(_iso(one)) - np.datetime64(_iso(day))))
        made, truth, before = (read(one).astype(float) for one in (path, season[day][0], season[nearest][0]))
        known = (made != -9999) & (truth != -9999) & (before != -9999) & (read(season[day][2]) == 0)
        assert known.mean() > 0.5, day
        errors.append([np.sqrt(np.square(image - truth)[known].mean()) for image in (made, before)])
    predicted, unchanged = np.mean(errors, axis=0)
    assert len(errors) > 20 and predicted < 0.75 * unchanged, (predicted, unchanged)
    stamps = {path: path.stat().st_mtime_ns for path in result.files.values()}
    again = fuse_series(method, request, wish, tmp_path, Run(log=lambda *_: None))
    assert not again.made and {path: path.stat().st_mtime_ns for path in again.files.values()} == stamps


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def test_a_real_series_with_real_modis_and_clouds(data_folder, tmp_path) -> None:
    """NDVI of 2015: the clear Landsat image of October is excluded from the pairs and predicted from the others."""
    folder = data_folder / "ndvi_2015"

    def found(pattern: str) -> tuple[Image, ...]:
        return tuple(Image(str(path), path.stem) for path in sorted(folder.glob(pattern)))

    truth = folder / "fine_landsat8_ndvi_20151014.tif"
    fine = tuple(image for image in found("fine_landsat8_ndvi_*.tif") if Path(image.source) != truth)
    request = Request(
        fine, found("coarse_modis_*.tif"), fine_masks=found("fine_landsat8_mask_*.tif"),
        wanted=Wanted("2015-10-16 2015-11-01"),
    )  # fmt: skip
    method = methods()["starfm"]
    result = fuse_series(
        method, request, SeriesSettings(checked_options(method, {"window": 31}), device="cpu"), tmp_path, Run(log=lambda *_: None)
    )  # fmt: skip
    assert len(result.files) == 2 and not result.failed
    made, wanted, before = (read(path).astype(float) for path in (
        next(iter(result.files.values())), truth, folder / "fine_landsat8_ndvi_20150414.tif",
    ))  # fmt: skip
    known = (made != -9999) & (wanted != -9999) & (before != -9999)
    errors = [np.sqrt(np.square(image - wanted)[known].mean()) for image in (made, before)]
    assert known.mean() > 0.8 and errors[0] < 0.9 * errors[1], errors
