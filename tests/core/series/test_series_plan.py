"""Dates of a series, the pairs for each date, and the record of results."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from stfusion.core.errors import InputError
from stfusion.core.scenes.pairing import Image
from stfusion.core.series.dates import Wanted, wanted_dates
from stfusion.core.series.images import by_date, images_in, nearest
from stfusion.core.series.index import INDICES, Bands
from stfusion.core.series.manifest import DONE, NAME, Entry, Manifest, key_of
from stfusion.core.series.pairs import BOTH_SIDES, CLEAREST, NEAREST, PairChoice, choose
from stfusion.core.series.plan import Request, _near
from stfusion.models import methods

FIRST = date(2015, 1, 1)
COARSE = [FIRST + timedelta(16 * number) for number in range(6)]  # 1, 17 January, 2, 18 February, 6, 22 March
FINE = [date(2015, 1, 20), date(2015, 3, 6)]


def days(*numbers: int) -> list[date]:
    """Days of the year 2015."""
    return [date(2014, 12, 31) + timedelta(number) for number in numbers]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), COARSE),
        (Wanted("COARSE "), COARSE),
        (Wanted("fine"), FINE),
        (Wanted("both"), sorted({*COARSE, *FINE})),
        (Wanted("2015-02-02, 2015-01-01"), [COARSE[0], COARSE[2]]),
        (Wanted(start=date(2015, 2, 1)), COARSE[2:]),
        (Wanted(end=date(2015, 2, 2)), COARSE[:3]),
        (Wanted(step=30), days(1, 31, 61)),
        (Wanted(start=date(2015, 1, 10), end=date(2015, 1, 30), step=10), days(10, 20, 30)),
    ],
)
def test_dates_wanted(wanted, expected) -> None:
    found, without = wanted_dates(replace(wanted, tolerance=20), FINE, COARSE)
    assert list(found) == expected and without == []
    assert all(at in COARSE for at in found.values())


def test_a_date_takes_the_nearest_coarse_image_if_it_is_near_enough() -> None:
    found, without = wanted_dates(Wanted("2015-01-10 2015-01-17 2015-03-30 2015-01-09", tolerance=7), FINE, COARSE)
    assert found == {date(2015, 1, 10): COARSE[1], date(2015, 1, 17): COARSE[1]}
    assert without == [date(2015, 1, 9), date(2015, 3, 30)]
    assert nearest(date(2015, 1, 9), COARSE, 8) == COARSE[0]  # of two equally near dates, the earlier


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Wanted("tomorrow"), "are not valid"),
        (Wanted(start=date(2016, 1, 1)), "no dates to predict"),
        (Wanted(start=date(2015, 2, 1), end=date(2015, 1, 1)), "swap the dates"),
    ],
)
def test_dates_that_make_no_sense(wanted, words) -> None:
    with pytest.raises(InputError, match=words):
        wanted_dates(wanted, FINE, COARSE)


PAIRS = days(10, 20, 30, 60)
CLOUDS = dict(zip(PAIRS, (1.0, 0.2, 0.99, 0.5)))


def chosen(day: int, method: str = "starfm", **how) -> list[int]:
    target = days(day)[0]
    found = choose(target, PAIRS, methods()[method].info, PairChoice(**how), CLOUDS.__getitem__)
    return [(one - date(2014, 12, 31)).days for one in found]


@pytest.mark.parametrize(
    ("day", "how", "expected"),
    [
        (25, {}, [20, 30]),
        (12, {}, [10, 20]),
        (20, {}, [10, 30]),  # a pair of the day itself contains the reference
        (5, {}, [10]),  # nothing before: one pair rather than two on one side
        (70, {"extrapolate": True}, [30, 60]),
        (58, {}, [30, 60]),
        (22, {"strategy": NEAREST, "count": 2}, [20, 30]),
        (59, {"strategy": NEAREST, "count": 1}, [60]),
        (22, {"strategy": CLEAREST}, [10, 30]),
        (25, {"count": 4}, [10, 20, 30, 60]),
        (25, {"count": 3}, [10, 20, 30]),
        (45, {"farthest": 15}, [30, 60]),
        (40, {"farthest": 15}, [30]),
    ],
)
def test_pairs_of_a_date(day, how, expected) -> None:
    assert chosen(day, **how) == expected


def test_methods_get_as_many_pairs_as_they_take() -> None:
    assert chosen(25, "fsdaf") == [20]
    assert chosen(26, "fsdaf") == [30]
    assert chosen(26, "fsdaf", strategy=CLEAREST) == [30]  # as clear as that of day 10 to within 5 %, and nearer
    assert chosen(25, "estarfm") == [20, 30]


@pytest.mark.parametrize(
    ("day", "method", "how", "words"),
    [
        (5, "estarfm", {}, "before and after"),
        (25, "estarfm", {"farthest": 4}, "found within 4 days: 0"),
        (100, "estarfm", {"farthest": 5}, "found within 5 days: 0"),
        (25, "estarfm", {"count": 3}, "not 3"),
        (25, "fsdaf", {"count": 2}, "not 2"),
    ],
)
def test_too_few_or_too_many_pairs(day, method, how, words) -> None:
    with pytest.raises(InputError, match=words):
        chosen(day, method, strategy=BOTH_SIDES, **how)


def test_clouds_are_looked_at_only_where_they_decide() -> None:
    info = methods()["starfm"].info
    choose(days(25)[0], PAIRS, info, PairChoice(), lambda day: pytest.fail("asked"))


def test_images_of_a_folder(tmp_path) -> None:
    for name in ("fine_20150102.tif", "fine_20150101.TIF", "notes.txt", "coarse_20150101.tif"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "fine_20150103.tif").mkdir()
    found = images_in(tmp_path, "fine_*", "fine")
    assert [image.role for image in found] == ["Fine image fine_20150101.TIF", "Fine image fine_20150102.tif"]
    for folder, pattern, words in (
        (tmp_path / "none", "*", "does not exist"),
        (tmp_path, "x*", "no raster named like 'x\\*'"),
        (tmp_path, "/abs", "is not a file name pattern"),
    ):
        with pytest.raises(InputError, match=words):
            images_in(folder, pattern, "fine")


def test_two_images_of_one_date_are_refused_and_undated_ones_told(write_raster) -> None:
    names = ("a_20150101.tif", "b_20150101.tif", "c.tif")
    one, other, undated = (
        Image(str(write_raster(name, np.full((2, 2), value))), name) for value, name in enumerate(names)
    )
    with pytest.raises(InputError, match="a_20150101.tif and b_20150101.tif are both of 2015-01-01"):
        by_date([one, other], "fine")
    broken = Image("/no/such_20150105.tif", "gone")
    found, complaints = by_date([undated, one, broken], "fine")
    assert list(found) == [date(2015, 1, 1)]
    assert len(complaints) == 2 and "no date" in complaints[0] and "such_20150105" in complaints[1]


def test_a_manifest_is_read_again(tmp_path) -> None:
    manifest = Manifest.of(tmp_path)
    (tmp_path / "a.tif").write_bytes(b"x")
    manifest.add(Entry("a.tif", "2015-01-01", DONE, "starfm", pairs=("2014-12-30",), key="k"))
    again = Manifest.of(tmp_path)
    assert again.entries == manifest.entries
    assert again.done("a.tif", "k") and not again.done("a.tif", "other") and not again.done("b.tif", "k")
    (tmp_path / "a.tif").unlink()
    assert not again.done("a.tif", "k")
    assert json.loads((tmp_path / NAME).read_text())["dates"][0]["pairs"] == ["2014-12-30"]
    (tmp_path / NAME).write_text("{}")
    with pytest.raises(InputError, match="is not a valid list of dates"):
        Manifest.of(tmp_path)


def test_a_key_changes_with_facts_and_files(tmp_path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(b"1")
    first = key_of({"window": 3}, [str(path)])
    assert key_of({"window": 3}, [str(path)]) == first
    assert key_of({"window": 5}, [str(path)]) != first
    path.write_bytes(b"12")
    assert key_of({"window": 3}, [str(path)]) != first


def test_indices_by_hand() -> None:
    blue, green, red, nir = (np.full((1, 2), value, np.float32) for value in (0.04, 0.08, 0.06, 0.4))
    everything = np.ones((1, 2), bool)
    for name, values, expected in (
        ("NDVI", (red, nir), 0.34 / 0.46),
        ("EVI", (blue, red, nir), 2.5 * 0.34 / (0.4 + 6 * 0.06 - 7.5 * 0.04 + 1)),
        ("NDWI", (green, nir), -0.32 / 0.48),
    ):
        found, known = Bands(INDICES[name], tuple(range(len(values)))).of(np.stack(values), everything)
        np.testing.assert_allclose(found, expected, rtol=1e-6)
        assert known.all() and found.shape == (1, 1, 2) and found.dtype == np.float32
    dark = np.zeros((2, 1, 2), np.float32)
    found, known = Bands(INDICES["NDVI"], (0, 1)).of(dark, everything)
    assert not known.any() and not found.any()


@pytest.mark.parametrize("strategy", [BOTH_SIDES, NEAREST])
@pytest.mark.parametrize("count", [0, 1, 5])
def test_only_near_pairs_are_ordered_and_the_choice_is_the_same(strategy, count) -> None:
    method = methods()["starfm"]
    every = {FIRST + timedelta(3 * number): (None, None) for number in range(80)}
    request = Request((), (), choice=PairChoice(strategy, count, extrapolate=True), rounds=2)
    for day in [FIRST + timedelta(number) for number in range(-5, 250, 7)]:
        near, left = _near(day, every, request, method), dict(every)
        assert len(near) <= 2 * 3 * (count or 2) + 1
        for _ in range(request.rounds + 1):
            chosen = choose(day, list(left), method.info, request.choice, lambda _: 1.0)
            assert choose(day, list(near), method.info, request.choice, lambda _: 1.0) == chosen
            for one in chosen:
                del near[one], left[one]
