"""Matching of fine and coarse images by date."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from stfusion.core.errors import InputError
from stfusion.core.scenes.pairing import Image, check_dates, check_sensors, match, same_coarse

DAY = date(2004, 11, 26)


def fine(days: int | None, slot: int | None = None, name: str = "") -> Image:
    return image("fine", days, slot, name)


def coarse(days: int | None, slot: int | None = None, name: str = "") -> Image:
    return image("coarse", days, slot, name)


def image(kind: str, days: int | None, slot: int | None, name: str) -> Image:
    role = f"{kind.capitalize()} image {slot}" if slot else f"Additional {kind} image"
    day = None if days is None else DAY + timedelta(days)
    return Image(name or f"{kind}_{days}.tif", role, day, slot)


def sources(pairs) -> list[tuple[str, str]]:
    return [(a.source, b.source) for a, b in pairs]


def refused(call, *arguments) -> str:
    with pytest.raises(InputError) as caught:
        call(*arguments)
    return str(caught.value)


def test_dates_decide_where_slots_were_swapped() -> None:
    pairs, unused = match([fine(0, 1), fine(32, 2)], [coarse(32, 1), coarse(0, 2)])
    assert sources(pairs) == [("fine_0.tif", "coarse_0.tif"), ("fine_32.tif", "coarse_32.tif")]
    assert unused == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_further_images_come_in_any_order_and_pairs_leave_by_date(order) -> None:
    days = (64, 0, 32)
    pairs, _ = match([fine(day) for day in days], [coarse(days[place]) for place in order])
    assert sources(pairs) == [(f"fine_{day}.tif", f"coarse_{day}.tif") for day in (0, 32, 64)]


@pytest.mark.parametrize("days", [-16, -7, 16])
def test_a_composite_within_sixteen_days_belongs_to_its_fine_image(days) -> None:
    pairs, _ = match([fine(0, 1)], [coarse(days, 1)])
    assert sources(pairs) == [("fine_0.tif", f"coarse_{days}.tif")]


def test_the_nearest_of_several_is_taken_and_the_rest_is_named() -> None:
    pairs, unused = match([fine(0)], [coarse(-9), coarse(3), coarse(40)])
    assert sources(pairs) == [("fine_0.tif", "coarse_3.tif")]
    assert [image.source for image in unused] == ["coarse_-9.tif", "coarse_40.tif"]


def test_one_coarse_image_serves_one_fine_image() -> None:
    text = refused(match, [fine(0, 1), fine(8, 2)], [coarse(7, 1)])
    assert "Fine image 1 (2004-11-26)" in text


def test_of_equally_near_images_that_of_the_same_slot_is_taken() -> None:
    pairs, _ = match([fine(0, 1), fine(8, 2)], [coarse(4, 2, "second.tif"), coarse(4, 1, "first.tif")])
    assert sources(pairs) == [("fine_0.tif", "first.tif"), ("fine_8.tif", "second.tif")]


def test_no_coarse_image_near_says_which_there_are_and_what_to_do() -> None:
    text = refused(match, [fine(0, 1)], [coarse(17, 1)])
    for words in ("Fine image 1 (2004-11-26)", "within 16 days", "Coarse image 1 (2004-12-13)", "correct the dates"):
        assert words in text
    assert "available: none" in refused(match, [fine(0, 1)], [])


def test_without_dates_the_slot_decides_and_the_order_stays() -> None:
    pairs, _ = match([fine(None, 2, "f2"), fine(None, 1, "f1")], [coarse(None, 1, "c1"), coarse(None, 2, "c2")])
    assert sources(pairs) == [("f2", "c2"), ("f1", "c1")]


def test_with_some_dates_numbered_pairs_stay_and_further_images_go_by_date() -> None:
    pairs, unused = match(
        [fine(None, 1, "f1"), fine(32), fine(64)], [coarse(None, 1, "c1"), coarse(70), coarse(99), coarse(30)]
    )
    assert sources(pairs) == [("f1", "c1"), ("fine_32.tif", "coarse_30.tif"), ("fine_64.tif", "coarse_70.tif")]
    assert [image.source for image in unused] == ["coarse_99.tif"]


def test_a_further_image_without_a_date_says_how_to_date_it() -> None:
    text = refused(match, [fine(0, 1), fine(None, None, "mystery.tif")], [coarse(0, 1), coarse(32)])
    for words in ("mystery.tif", "no date in its layer, its tags or its name", "_20041228"):
        assert words in text


def test_a_further_image_whose_partner_is_undated_or_far_is_told() -> None:
    text = refused(match, [fine(None, 1), fine(32)], [coarse(None, 1), coarse(None, None)])
    assert "(2004-12-28) has no coarse image" in text and "with the date in its name" in text
    text = refused(match, [fine(None, 1), fine(32)], [coarse(None, 1), coarse(64)])
    assert "within 16 days" in text and "the nearest is Additional coarse image (2005-01-29)" in text


TARGET = "Coarse image of the target date"


def target(days: int | None) -> Image:
    return Image("target.tif", TARGET, None if days is None else DAY + timedelta(days))


def pairs_of(*days: int | None) -> list[tuple[Image, Image]]:
    return [(fine(day, slot), coarse(day, slot)) for slot, day in enumerate(days, 1)]


@pytest.mark.parametrize(
    ("days", "wanted", "extrapolate"),
    [
        ((0,), 32, False),
        ((0,), -32, False),
        ((0, 64), 32, False),
        ((0, 64), 99, True),
        ((None,), 3, False),
        ((0,), None, False),
    ],
)
def test_dates_that_can_be_predicted(days, wanted, extrapolate) -> None:
    check_dates(pairs_of(*days), target(wanted), extrapolate)


def test_a_date_twice_is_told() -> None:
    text = refused(check_dates, pairs_of(0, 0), target(3), False)
    assert "Fine image 1 and Fine image 2 are both of 2004-11-26" in text and "a different date" in text


def test_a_target_of_a_pairs_date_is_told() -> None:
    text = refused(check_dates, pairs_of(0, 32), target(32), False)
    for words in ("target date 2004-12-28", "Fine image 2", "another date"):
        assert words in text


@pytest.mark.parametrize("wanted", [-1, 33])
def test_a_target_outside_the_pairs_is_told(wanted) -> None:
    text = refused(check_dates, pairs_of(0, 32), target(wanted), False)
    assert "is outside the dates of the pairs, 2004-11-26 to 2004-12-28" in text
    assert "both sides" in text and "only one pair" in text


def test_the_same_coarse_image_for_pair_and_target_is_told_by_name(tmp_path) -> None:
    files = [tmp_path / name for name in ("a.tif", "copy.tif", "other.tif", "longer.tif")]
    for path, content in zip(files, (b"same", b"same", b"else", b"longer")):
        path.write_bytes(content)
    link = tmp_path / "link.tif"
    link.symlink_to(files[0])

    def told(pair: str, target: str) -> list[str]:
        return same_coarse([(fine(0, 1), coarse(0, 1, pair))], Image(target, "Coarse image of the target date", DAY))

    for other, words in (
        (files[0], "are the same file"), (link, "are the same file"), (files[1], "the same image in two files"),
    ):  # fmt: skip
        (text,) = told(str(files[0]), str(other))
        assert words in text and "Coarse image 1" in text and "Coarse image of the target date" in text
        assert "copy of Fine image 1" in text
    for other in (files[2], files[3], tmp_path / "none.tif"):
        assert told(str(files[0]), str(other)) == []
    assert told("NETCDF:a.nc:x", "NETCDF:a.nc:y") == [] and len(told("NETCDF:a.nc:x", "NETCDF:a.nc:x")) == 1
    assert told("", "") == []


def test_of_several_pairs_only_the_one_without_a_change_is_told(tmp_path) -> None:
    pairs = [(fine(day, day), coarse(day, day, f"/no/such_{day}.tif")) for day in (1, 2)]
    (text,) = same_coarse(pairs, Image("/no/such_2.tif", "Target"))
    assert "Coarse image 2" in text


def test_one_image_as_fine_and_coarse_of_a_pair_is_refused(tmp_path) -> None:
    """A common mistake: the fields of both images start with the same layer."""
    one, other = tmp_path / "fine_20040101.tif", tmp_path / "coarse_20040101.tif"
    one.write_bytes(b"fine")
    other.write_bytes(b"coarse")
    check_sensors([(fine(0, 1, str(one)), coarse(0, 1, str(other)))])
    with pytest.raises(InputError, match="are the same image; choose the coarse image of this date"):
        check_sensors([(fine(0, 1, str(one)), coarse(0, 1, str(one)))])
