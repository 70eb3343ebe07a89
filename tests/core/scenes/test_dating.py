"""Dates of the images of a prediction, an assessment and a comparison: the same tags are used as in a series."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rasterio

from stfusion.core.accuracy.plan import AssessInputs, plan_assessment
from stfusion.core.scenes.dating import with_date
from stfusion.core.scenes.inputs import Inputs, plan
from stfusion.core.scenes.pairing import Image


@pytest.fixture
def image(write_raster):
    def made(name: str, pixel: int = 30, role: str = "", slot: int | None = None, **tags: str) -> Image:
        edge = 96 * 30 // pixel
        path = write_raster(name, np.full((1, edge, edge), 800, "int16"), names=("red",), nodata=-9999,
                            transform=(pixel, 0, 480000, 0, -pixel, 5400000))  # fmt: skip
        with rasterio.open(path, "r+") as file:
            file.update_tags(**tags)
        return Image(str(path), role or name, None, slot)

    return made


def with_time(path: str | Path, day: date) -> None:
    """The tags of a band's time, as GDAL copies them from NetCDF."""
    with rasterio.open(path, "r+") as file:
        file.update_tags(**{"time#units": "days since 1970-01-01"})
        file.update_tags(1, NETCDF_DIM_time=str((day - date(1970, 1, 1)).days))


def test_the_time_of_a_band_dates_the_images_of_one_prediction(image) -> None:
    fine, coarse, target = image("fine.tif", slot=1), image("coarse.tif", 240, slot=1), image("target.tif", 240)
    for one, day in ((fine, date(2004, 5, 20)), (coarse, date(2004, 5, 21)), (target, date(2004, 7, 20))):
        with_time(one.source, day)
    made = plan(Inputs(fine=(fine,), coarse=(coarse,), target=target))
    assert made.target.date == date(2004, 7, 20)
    assert [one.date for one in made.pairs[0]] == [date(2004, 5, 20), date(2004, 5, 21)]
    assert not made.warnings


@pytest.mark.parametrize("place", ["fine", "coarse", "target"])
def test_a_name_that_contradicts_a_tag_is_reported_for_one_prediction(image, place) -> None:
    tags = {"ACQUISITION_DATE": "2004-07-20"}
    images = {
        "fine": image("fine_20040520.tif", slot=1, role="Fine image 1"),
        "coarse": image("coarse_20040520.tif", 240, slot=1, role="Coarse image 1"),
        "target": image("target_20040520.tif", 240, role="Coarse image of the target date"),
    }
    if place != "target":  # the dates of a pair belong together
        for one in ("fine", "coarse"):
            image(Path(images[one].source).name, 30 if one == "fine" else 240, **tags)
    else:
        image(Path(images[place].source).name, 240, **tags)
    made = plan(Inputs(fine=(images["fine"],), coarse=(images["coarse"],), target=images["target"]))
    told = [text for text in made.warnings if "The date in the name of" in text]
    assert any(images[place].role in text for text in told), made.warnings
    assert len(told) == (1 if place == "target" else 2)


def test_a_name_that_contradicts_a_tag_is_reported_for_an_assessment(image) -> None:
    prediction = image("prediction.tif", role="The prediction")
    reference = image("fine_20040520.tif", role="The reference", ACQUISITION_DATE="2004-07-20")
    made = plan_assessment(AssessInputs(prediction=prediction, reference=reference))
    assert made.images["reference"].date == date(2004, 7, 20)
    assert any("is 2004-05-20" in text for text in made.warnings)


@pytest.mark.parametrize(
    ("name", "stated", "given", "expected", "told"),
    [
        ("a_20040520.tif", "2004-07-20", None, date(2004, 7, 20), True),
        ("a_20040520.tif", "2004-05-28", None, date(2004, 5, 28), False),  # a composite is named after its first day
        ("a_20040520.tif", "2004-07-20", date(2004, 1, 1), date(2004, 1, 1), False),
        ("a_20040520.tif", "", None, date(2004, 5, 20), False),
        ("a.tif", "", None, None, False),
    ],
)
def test_one_image(name, stated, given, expected, told) -> None:
    tags = {"ACQUISITION_DATE": stated} if stated else {}
    found, texts = with_date(Image(name, "Fine image 1", given), tags)
    assert found.date == expected and bool(texts) == told
