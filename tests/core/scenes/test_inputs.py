"""From the chosen rasters to a scene, or to an error message."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from stfusion.core.dates import find_date
from stfusion.core.errors import InputError
from stfusion.core.scenes.inputs import Inputs, open_scene, plan
from stfusion.core.scenes.pairing import Image

CORNER = (480000, 5400000)
TARGET = "Coarse image of the target date"


@pytest.fixture
def image(write_raster):
    """Writes 48 x 48 fine or 3 x 3 coarse pixels of one area and returns them as the form does."""

    def make(kind, day, slot=None, *, bands=2, mask=None, dated=True, value=None, **how):
        size, rows = (30, 48) if kind == "fine" else (480, 3)
        rows = how.pop("rows", rows)
        how.setdefault("transform", (how.pop("size", size), 0, CORNER[0], 0, -size, CORNER[1]))
        values = how.pop("values", None)
        if values is None:
            values = np.stack(
                [np.full((rows, rows), 1000 * (band + 1) if value is None else value) for band in range(bands)]
            )
        how.setdefault("dtype", "int16")
        path = write_raster(f"{kind}_{day}.tif" if dated else f"{kind}{slot}.tif", values, **how)
        role = {"fine": f"Fine image {slot}", "coarse": f"Coarse image {slot}", "target": TARGET}[kind]
        return Image(str(path), role, None, slot, mask and str(mask))

    return make


@pytest.fixture
def inputs(image):
    """Inputs of one pair; keywords replace parts."""

    def make(**parts):
        for kind in {"fine", "coarse"} - set(parts):
            parts[kind] = (image(kind, 20041126, 1),)
        if "target" not in parts:
            parts["target"] = image("target", 20041228)
        return Inputs(**parts)

    return make


def refused(wanted: Inputs) -> str:
    with pytest.raises(InputError) as caught:
        open_scene(wanted)
    text = str(caught.value)
    assert "\n" not in text and text.endswith(".")
    return text


@pytest.fixture
def opened(listener):
    scenes = []

    def make(wanted: Inputs):
        scenes.append(open_scene(wanted, listener.run))
        return scenes[-1]

    yield make
    for scene in scenes:
        scene.close()


def test_a_scene_of_one_pair(inputs, opened, listener) -> None:
    scene = opened(inputs())
    assert (scene.grid.rows, scene.grid.cols, scene.grid.pixel) == (48, 48, 30)
    assert scene.target_date == date(2004, 12, 28) and scene.pairs[0].date == date(2004, 11, 26)
    assert scene.ratio == pytest.approx(16)
    assert (scene.storage.dtype, scene.storage.scale.factor) == ("int16", 0.0001)
    assert scene.history() == {
        "Fine image 1": "fine_20041126.tif",
        "Coarse image 1": "coarse_20041126.tif",
        TARGET: "target_20041228.tif",
    }
    block = scene.read(scene.grid.window)
    assert block.valid.all() and block.target_valid.all()
    np.testing.assert_allclose(block.fine[0], np.broadcast_to([[[0.1]], [[0.2]]], (2, 48, 48)), rtol=1e-6)
    np.testing.assert_allclose(block.target, block.fine[0], rtol=1e-6)
    assert listener.warnings == []
    for words in ("Pair 1, 2004-11-26", "Target, 2004-12-28", "x 0.0001", "Resolution ratio: 16.00"):
        assert words in listener.text


def test_swapped_slots_and_any_order_are_matched_by_date(image, inputs, opened) -> None:
    days = (20050129, 20041126, 20041228)
    values = {day: 1000 * (n + 1) for n, day in enumerate(sorted(days))}
    fine = tuple(image("fine", day, slot, value=values[day]) for slot, day in enumerate(days, 1))
    coarse = tuple(image("coarse", day, slot, value=values[day]) for slot, day in enumerate(sorted(days), 1))
    scene = opened(inputs(fine=fine, coarse=coarse, target=image("target", 20041220)))
    assert [pair.date for pair in scene.pairs] == [date(2004, 11, 26), date(2004, 12, 28), date(2005, 1, 29)]
    block = scene.read(scene.grid.window)
    np.testing.assert_allclose(block.fine, block.coarse, rtol=1e-6)
    assert block.fine[:, 0, 0, 0] == pytest.approx([0.1, 0.2, 0.3])


def test_a_composite_is_told_with_its_own_date(image, inputs, opened, listener) -> None:
    opened(inputs(coarse=(image("coarse", 20041116, 1),)))
    assert "Pair 1, 2004-11-26" in listener.text and "of 2004-11-16" in listener.text


def test_images_that_nobody_needs_are_told(image, inputs, opened, listener) -> None:
    opened(inputs(coarse=(image("coarse", 20041126, 1), image("coarse", 20050301, 2))))
    assert "Coarse image 2 (2005-03-01) is not used" in listener.warnings[0]


def test_a_stated_date_goes_before_tags_and_tags_before_the_name(image, inputs) -> None:
    tagged = image("fine", 20011111, 1, tags={"ACQUISITION_DATE": "2004-11-26"})
    assert plan(inputs(fine=(tagged,))).pairs[0][0].date == date(2004, 11, 26)
    stated = Image(tagged.source, tagged.role, date(2004, 11, 20), 1)
    assert plan(inputs(fine=(stated,))).pairs[0][0].date == date(2004, 11, 20)
    assert find_date("fine_20011111.tif", {"DATE_ACQUIRED": "no date"}) == date(2001, 11, 11)


def test_a_target_without_a_date_is_told(image, inputs, opened, listener) -> None:
    scene = opened(inputs(target=image("target", None, dated=False)))
    assert scene.target_date is None
    assert TARGET in listener.warnings[0] and "Set the target date" in listener.warnings[0]


def test_no_fine_image_is_told(inputs) -> None:
    assert "no fine image" in refused(inputs(fine=()))


def test_a_missing_file_is_told(inputs) -> None:
    assert "gone.tif" in refused(inputs(target=Image("/nowhere/gone.tif", TARGET)))


def test_the_same_fine_image_twice_is_told(image, inputs) -> None:
    first = image("fine", 20041126, 1)
    again = Image(first.source, "Fine image 2", None, 2)
    text = refused(inputs(fine=(first, again)))
    assert "Fine image 1 and Fine image 2 are the same raster" in text and "choose another" in text


def test_a_date_twice_is_told(image, inputs, write_raster) -> None:
    other = Image(str(write_raster("other_20041126.tif", np.ones((2, 48, 48)), dtype="int16")), "Fine image 2", None, 2)
    coarse = (image("coarse", 20041126, 1), image("coarse", 20041127, 2))
    text = refused(inputs(fine=(image("fine", 20041126, 1), other), coarse=coarse))
    assert "both of 2004-11-26" in text


def test_no_coarse_image_near_is_told(image, inputs) -> None:
    text = refused(inputs(coarse=(image("coarse", 20050601, 1),)))
    assert "Fine image 1 (2004-11-26) has no coarse image within 16 days" in text


def test_a_target_date_of_a_pair_or_beyond_the_pairs_is_told(image, inputs) -> None:
    assert "also the date of Fine image 1" in refused(inputs(target=image("target", 20041126)))
    pairs = {
        "fine": (image("fine", 20041126, 1), image("fine", 20041228, 2)),
        "coarse": (image("coarse", 20041126, 1), image("coarse", 20041228, 2)),
    }
    beyond = inputs(**pairs, target=image("target", 20050129))
    assert "outside the dates of the pairs" in refused(beyond)
    assert plan(inputs(**pairs, target=beyond.target, extrapolate=True)).target.date == date(2005, 1, 29)


def test_bands_by_order_where_names_are_missing(inputs) -> None:
    made = plan(inputs())
    assert (made.fine_bands, made.coarse_bands) == ((1, 2), (1, 2))


NAMED = {"names": ("red", "nir")}


def test_bands_by_name_where_they_agree(image, inputs, opened) -> None:
    other = {"bands": 3, "names": ("NIR ", "swir", "Red")}
    wanted = inputs(
        fine=(image("fine", 20041126, 1, **NAMED),),
        coarse=(image("coarse", 20041126, 1, **other),),
        target=image("target", 20041228, **other),
    )
    made = plan(wanted)
    assert (made.fine_bands, made.coarse_bands) == ((1, 2), (3, 1))
    scene = opened(wanted)
    assert scene.bands == ("red", "nir")
    assert scene.read(scene.grid.window).target[:, 5, 5] == pytest.approx([0.3, 0.1])


@pytest.mark.parametrize("names", [("red", "red"), ("red", ""), ("B3", "B4")])
def test_names_that_do_not_agree_leave_the_order(image, inputs, names) -> None:
    made = plan(inputs(fine=(image("fine", 20041126, 1, **NAMED),), target=image("target", 20041228, names=names)))
    assert made.coarse_bands == (1, 2)


@pytest.mark.parametrize(
    ("text", "fine", "coarse"),
    [("2 1", (1, 2), (2, 1)), ("1,1", (1, 2), (1, 1)), ("0 1", (2,), (1,)), ("2; 0", (1,), (2,))],
)
def test_bands_as_typed(image, inputs, text, fine, coarse) -> None:
    made = plan(inputs(fine=(image("fine", 20041126, 1, **NAMED),), bands=text))
    assert (made.fine_bands, made.coarse_bands) == (fine, coarse)


def test_a_band_left_out_is_in_no_part_of_the_scene(image, inputs, opened) -> None:
    values = np.stack([np.full((48, 48), -9999), np.full((48, 48), 2000)])
    fine = image("fine", 20041126, 1, values=values, nodata=-9999, names=("cirrus", "nir"), scales=(1, 0.0001))
    scene = opened(inputs(fine=(fine,), bands="0 1"))
    assert scene.bands == ("nir",) and scene.like.bands == 1 and scene.like.scales == (0.0001,)
    block = scene.read(scene.grid.window)
    assert block.valid.all() and block.fine.shape == (1, 1, 48, 48)
    assert block.target[0, 5, 5] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("red nir", ("'red nir'", "are not valid", "such as 3 4 1 2")),
        ("1.5 2", ("are not valid",)),
        ("-1 2", ("are not valid",)),
        ("1", ("contain 1 bands", "fine_20041126.tif has 2")),
        ("1 2 1", ("contain 3 bands",)),
        ("1 3", ("band 3", "target_20041228.tif has only 2")),
        ("0 0", ("skip every band",)),
    ],
)
def test_bands_that_cannot_be_are_told(inputs, text, words) -> None:
    found = refused(inputs(bands=text))
    assert all(word in found for word in words), found


def test_other_numbers_of_bands_ask_for_a_mapping(image, inputs) -> None:
    coarse = {"bands": 3}
    text = refused(inputs(coarse=(image("coarse", 20041126, 1, **coarse),), target=image("target", 20041228, **coarse)))
    for words in (
        "fine_20041126.tif has 2 bands",
        "target_20041228.tif has 3",
        "Coarse band for each fine band",
        "1 2",
    ):
        assert words in text


def test_images_of_one_sensor_must_have_the_same_bands(image, inputs) -> None:
    text = refused(inputs(target=image("target", 20041228, bands=3)))
    assert f"{TARGET} has 3 bands, but Coarse image 1 has 2" in text
    fine = (image("fine", 20041126, 1), image("fine", 20050129, 2, bands=1))
    coarse = (image("coarse", 20041126, 1), image("coarse", 20050129, 2))
    assert "Fine image 2 has 1 bands, but Fine image 1 has 2" in refused(inputs(fine=fine, coarse=coarse))


def test_fine_and_coarse_swapped_are_told(image, inputs) -> None:
    fine, coarse, target = (
        image("fine", 20041126, 1, rows=3, transform=(480, 0, *CORNER[:1], 0, -480, CORNER[1])),
        image("coarse", 20041126, 1, rows=48, transform=(30, 0, *CORNER[:1], 0, -30, CORNER[1])),
        image("target", 20041228, rows=48, transform=(30, 0, *CORNER[:1], 0, -30, CORNER[1])),
    )
    text = refused(inputs(fine=(fine,), coarse=(coarse,), target=target))
    assert "Coarse image 1 has smaller pixels than Fine image 1 (16.0 times)" in text and "swapped" in text


def test_coarse_images_on_the_fine_grid_are_no_swap(image, inputs, opened) -> None:
    same = {"rows": 48, "transform": (30, 0, *CORNER[:1], 0, -30, CORNER[1])}
    scene = opened(inputs(coarse=(image("coarse", 20041126, 1, **same),), target=image("target", 20041228, **same)))
    assert scene.ratio == pytest.approx(1)
    assert scene.read(scene.grid.window).valid.all()


def test_images_of_other_places_are_told(image, inputs) -> None:
    far = image("target", 20041228, transform=(480, 0, 900000, 0, -480, 5400000))
    text = refused(inputs(target=far))
    assert f"Fine image 1 and {TARGET} do not overlap" in text and "same area" in text and "CRS" in text


def test_images_of_the_other_side_of_the_earth_are_told(image, inputs) -> None:
    far = image("target", 20041228, crs="EPSG:4326", transform=(0.005, 0, -100, 0, -0.005, 40))
    assert "do not overlap" in refused(inputs(target=far))


def test_a_coarse_image_of_a_part_is_a_warning(image, inputs, opened, listener) -> None:
    part = image("target", 20041228, transform=(480, 0, CORNER[0] + 960, 0, -480, CORNER[1]))
    scene = opened(inputs(target=part))
    assert f"{TARGET} covers only 3" in listener.warnings[0] and "nodata" in listener.warnings[0]
    valid = scene.read(scene.grid.window).target_valid
    assert not valid[:, :32].any() and valid[:, 32:].all()


def test_a_missing_crs_is_that_of_the_others(image, inputs, opened, listener) -> None:
    scene = opened(inputs(coarse=(image("coarse", 20041126, 1, crs=None),)))
    assert (
        "Coarse image 1 has no coordinate reference system; the one of Fine image 1 is assumed" in listener.warnings[0]
    )
    assert scene.read(scene.grid.window).valid.all()


def test_a_second_fine_image_on_another_grid_is_resampled_and_told(image, inputs, opened, listener) -> None:
    shifted = image("fine", 20050129, 2, transform=(30, 0, CORNER[0] - 15, 0, -30, CORNER[1] + 15))
    coarse = (image("coarse", 20041126, 1), image("coarse", 20050129, 2))
    scene = opened(inputs(fine=(image("fine", 20041126, 1), shifted), coarse=coarse))
    assert listener.warnings == ["Fine image 2 is not on the grid of the first fine image; it is resampled (bilinear)."]
    block = scene.read(scene.grid.window)
    np.testing.assert_allclose(block.fine[1][:, block.valid[1]], block.fine[0][:, block.valid[1]], rtol=1e-5)
    assert block.valid[1].mean() > 0.9


def test_a_mask_hides_its_image_only(image, inputs, opened, write_raster) -> None:
    hides = np.zeros((48, 48), "uint8")
    hides[3:7, 8:20] = 2
    mask = write_raster("mask.tif", hides)
    target_mask = write_raster(
        "mask_target.tif", np.eye(3, dtype="uint8"), transform=(480, 0, *CORNER[:1], 0, -480, CORNER[1])
    )
    fine = image("fine", 20041126, 1, mask=mask)
    scene = opened(inputs(fine=(fine,), target=image("target", 20041228, mask=target_mask)))
    block = scene.read(scene.grid.window)
    np.testing.assert_array_equal(~block.valid[0], hides > 0)
    np.testing.assert_array_equal(~block.target_valid, np.kron(np.eye(3), np.ones((16, 16))) > 0)
    assert scene.history()["Mask of Fine image 1"] == "mask.tif"
    assert str(mask) in scene.sources


@pytest.mark.parametrize(("nodata", "hidden"), [(0, False), (255, True)])
def test_the_nodata_value_of_a_mask_counts_as_its_value(image, inputs, opened, write_raster, nodata, hidden) -> None:
    mask = write_raster("mask.tif", np.full((48, 48), nodata, "uint8"), nodata=nodata)
    scene = opened(inputs(fine=(image("fine", 20041126, 1, mask=mask),)))
    assert (scene.read(scene.grid.window).valid == (not hidden)).all()


def test_a_mask_of_another_place_is_told(image, inputs, write_raster) -> None:
    mask = write_raster("mask.tif", np.ones((3, 3), "uint8"), transform=(30, 0, 0, 0, -30, 0))
    text = refused(inputs(fine=(image("fine", 20041126, 1, mask=mask),)))
    assert "The mask of Fine image 1 does not overlap" in text and "same area" in text


def test_scales_as_typed_go_before_those_found(inputs, opened, listener) -> None:
    scene = opened(inputs(scale="0.001 0.0001"))
    block = scene.read(scene.grid.window)
    assert block.fine[0, 0, 0, 0] == pytest.approx(1) and block.target[0, 0, 0] == pytest.approx(0.1)
    assert "fine x 0.001 (as given), coarse x 0.0001 (as given)" in listener.text
    assert "Scale factor 'much'" in refused(inputs(scale="much"))


def test_fine_and_coarse_may_have_other_scales(image, inputs, opened) -> None:
    unit = {"dtype": "float32", "values": np.stack([np.full((3, 3), 0.1), np.full((3, 3), 0.2)])}
    scene = opened(inputs(coarse=(image("coarse", 20041126, 1, **unit),), target=image("target", 20041228, **unit)))
    block = scene.read(scene.grid.window)
    np.testing.assert_allclose(block.fine, block.coarse, rtol=1e-5)


def test_an_empty_image_is_told(image, inputs) -> None:
    empty = image("fine", 20041126, 1, value=-9999, nodata=-9999)
    text = refused(inputs(fine=(empty,)))
    assert "fine_20041126.tif has no valid pixel" in text and "nodata" in text


@pytest.mark.parametrize(("resampling", "smooth"), [("nearest", False), ("bilinear", True), ("cubic", True)])
def test_the_resampling_of_coarse_images_is_as_wanted(image, inputs, opened, resampling, smooth) -> None:
    values = np.stack([np.arange(9).reshape(3, 3) * 1000] * 2)
    scene = opened(inputs(target=image("target", 20041228, values=values), resampling=resampling))
    found = scene.read(scene.grid.window).target[0]
    assert (len(np.unique(found.round(5))) > 9) == smooth


@pytest.mark.filterwarnings("ignore:The given matrix is equal to Affine.identity")
@pytest.mark.parametrize("crs", [None, "EPSG:4326"])
@pytest.mark.parametrize("kind", ["fine", "target"])
def test_an_image_without_any_position_is_named(inputs, image, kind, crs) -> None:
    """Not reported as missing overlap: they may even overlap, if pixel numbers resemble degrees."""
    nowhere = image(kind, 20041126 if kind == "fine" else 20041228, 1, crs=None, transform=(1, 0, 0, 0, 1, 0))
    how = {} if crs is None else {"crs": crs, "transform": (0.5, 0, 0, 0, -0.5, 40)}
    other = {"coarse": (image("coarse", 20041126, 1, **how),)}
    other |= (
        {"target": nowhere} if kind == "target" else {"fine": (nowhere,), "target": image("target", 20041228, **how)}
    )
    if kind == "target" and crs:
        other["fine"] = (image("fine", 20041126, 1, **{**how, "transform": (0.02, 0, 0, 0, -0.02, 40)}),)
    text = refused(inputs(**other))
    assert "has no georeference" in text and nowhere.role in text


@pytest.mark.parametrize("left", [-180.0, 0.0])
@pytest.mark.parametrize("fine", ["degrees", "metres"])
def test_a_scene_across_180_degrees(write_raster, opened, fine, left) -> None:
    """Coarse images of the whole Earth, with longitudes from -180 or from 0."""
    lon = left + np.arange(720) * 0.5 + 0.25
    where = {"transform": (0.5, 0, left, 0, -0.5, 60), "crs": "EPSG:4326"}
    for day, change in ((20041126, 0), (20041228, 50)):
        values = 1000 + 300 * np.cos(np.radians(lon)) + 200 * np.sin(np.radians(lon)) + change
        write_raster(f"coarse_{day}.tif", np.tile(values, (40, 1)), dtype="int16", **where)
    place = {"transform": (0.05, 0, 178.0, 0, -0.05, 55), "crs": "EPSG:4326"}
    if fine == "metres":
        place = {"transform": (3600, 0, 700000, 0, -3600, 5900000), "crs": "EPSG:32660"}
    path = write_raster("fine_20041126.tif", np.full((60, 80), 1000), dtype="int16", **place)
    pair = Image(str(path.with_name("coarse_20041126.tif")), "Coarse image 1", None, 1)
    target = Image(str(path.with_name("coarse_20041228.tif")), TARGET)
    scene = opened(
        Inputs(fine=(Image(str(path), "Fine image 1", None, 1),), coarse=(pair,), target=target, scale="0.0001")
    )
    assert scene.ratio == pytest.approx(10 if fine == "degrees" else 12, abs=0.5)
    block = scene.read(scene.grid.window)
    assert block.valid.all() and block.target_valid.all()
    np.testing.assert_allclose(block.target - block.coarse[0], 0.005, atol=0.0002)
    rows, cols = np.array([30.5] * 80), np.arange(80) + 0.5
    x, y = scene.grid.position(rows, cols)
    from rasterio.warp import transform

    lon = np.array(transform(scene.grid.crs, "EPSG:4326", x, y)[0])
    expected = 1000 + 300 * np.cos(np.radians(lon)) + 200 * np.sin(np.radians(lon))
    np.testing.assert_allclose(block.coarse[0, 0, 30], expected / 10000, atol=0.0002)
