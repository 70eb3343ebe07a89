"""Comparison of methods: pairs for each, dates left out, failures, memory, cancel, progress."""

from __future__ import annotations

import csv
import dataclasses
import os
import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from stfusion.core.compare.plan import Wanted, parse_all_options, plan_comparison
from stfusion.core.compare.run import compare
from stfusion.core.errors import Cancelled, InputError
from stfusion.core.fusion.method import Method, MethodInfo, Prediction, option, option_facts
from stfusion.core.report.comparison import compare_to_files
from stfusion.core.runtime.memory import PeakMemory
from stfusion.core.scenes.inputs import Inputs
from stfusion.core.scenes.pairing import Image
from stfusion.models import methods


def toy(name: str, pairs=(1, None), learned: bool = False, work=None) -> Method:
    """A method that adds the coarse change to the first pair's fine image, after some other work."""
    facts = dict.fromkeys(
        ("name", "group", "reference", "summary", "choose", "avoid", "doi"), "a method of these tests"
    )
    known = MethodInfo(
        id=name, title=name.upper(), year=2026, pairs=pairs, coarse="fine grid", fidelity="own", learned=learned, **facts
    )  # fmt: skip

    class Toy(Method):
        info = known

        @dataclasses.dataclass(frozen=True)
        class Options:
            gain: float = option(1.0, "Gain", help="Of the change.", minimum=0.0)

        def halo(self, scene, options) -> int:
            return 0

        def predict(self, block, state, options, workers) -> Prediction:
            if work is not None:
                work(workers)
            change = (block.target - block.coarse[0]) * np.float32(options.gain)
            valid = block.valid[0] & block.target_valid
            return Prediction(np.where(valid, block.fine[0] + change, 0).astype(np.float32), valid)

    return Toy()


@pytest.fixture
def images(write_raster):
    """Three dates of fine and coarse images; the change of the middle one is half of that of the last."""
    rng = np.random.default_rng(5)
    first = 1000 + 400 * rng.random((2, 8, 8)).repeat(8, 1).repeat(8, 2)
    dates, found = ("20240501", "20240601", "20240701"), {}
    for day, change in zip(dates, (0, 150, 300)):
        fine = np.rint(first + change + rng.normal(0, 3, first.shape))
        coarse = fine.reshape(2, 8, 8, 8, 8).mean(axis=(2, 4))
        found[day] = (
            Image(str(write_raster(f"fine_{day}.tif", fine, dtype=np.int16, names=("red", "nir"))), "Fine image"),
            Image(str(write_raster(f"coarse_{day}.tif", coarse, dtype=np.int16, names=("red", "nir"),
                                   transform=(240, 0, 480000, 0, -240, 5400000))), "Coarse image"),
        )  # fmt: skip
    return found


def wanted(images, days, target: str = "", **more) -> Wanted:
    pairs = [images[day] for day in days]
    end = images[target][1] if target else Image("", "Coarse image of the target date")
    inputs = Inputs(tuple(fine for fine, _ in pairs), tuple(coarse for _, coarse in pairs), end, scale="0.0001")
    return Wanted(inputs, images[target][0] if target else None, **more)


def test_each_method_gets_the_pairs_that_it_takes(images) -> None:
    known = {one.info.id: one for one in (toy("one", (1, 1)), toy("two", (2, 2)), toy("any"), toy("three", (3, 3)))}
    plan = plan_comparison(wanted(images, ("20240501", "20240701"), "20240601"), known)
    used = {entry.method.info.id: [image.source[-12:-4] for image in entry.inputs[0].fine] for entry in plan.entries}
    assert used == {"one": ["20240701"], "two": ["20240501", "20240701"], "any": ["20240501", "20240701"]}
    assert "requires 3 pairs" in plan.left_out["THREE"]


def test_a_learned_method_takes_part_only_where_it_is_named(images) -> None:
    """It would be trained first, which is not expected if no methods are chosen."""
    plain, learned = toy("plain"), toy("learned", learned=True)
    known = {"plain": plain, "learned": learned}
    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), known)
    assert [entry.method.info.id for entry in plan.entries] == ["plain"] and "weights" in plan.left_out["LEARNED"]
    named = replace(wanted(images, ("20240501",), "20240601"), methods=("learned", "plain"))
    assert {entry.method.info.id for entry in plan_comparison(named, known).entries} == {"plain", "learned"}
    learned.lacks = lambda options, pairs: "It lacks a second pair."  # type: ignore[method-assign]
    assert plan_comparison(named, known).left_out["LEARNED"] == "It lacks a second pair."


def test_of_three_pairs_only_the_middle_one_is_left_out_and_of_two_each(images) -> None:
    known = {"any": toy("any"), "two": toy("two", (2, 2))}
    three = plan_comparison(wanted(images, images), known)
    assert [case.title for case in three.cases] == ["2024-06-01"] and len(three.entries) == 2
    two = plan_comparison(wanted(images, list(images)[:2]), known)
    assert [case.title for case in two.cases] == ["2024-05-01", "2024-06-01"] and "TWO" in two.left_out
    found = compare(two)
    # Each date is predicted from the other by the mean change: the remaining error is the noise of both.
    for case in range(2):
        assert found.accuracy("any", case).rmse == pytest.approx([3 * np.sqrt(2) * 1e-4] * 2, rel=0.3)
    assert found.overall("any", "rmse") == pytest.approx(
        np.mean([found.found[case].stored(found.accuracy("any", case), "rmse") for case in range(2)])
    )


def test_a_failing_method_is_told_and_does_not_stop_the_rest(images, tmp_path, listener) -> None:
    def broken(_) -> None:
        raise ZeroDivisionError("of no use")

    def refusing(_) -> None:
        raise InputError("This scene is not to its taste.")

    known = {"good": toy("good"), "broken": toy("broken", work=broken), "refusing": toy("refusing", work=refusing)}
    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), known)
    found = compare_to_files(plan, listener.run, table=str(tmp_path / "t.csv"), report=str(tmp_path / "r.html"))
    assert [trial.name for trial in found.good] == ["good"] and found.best().name == "good"
    errors = {trial.name: trial.error for trial in found.trials if trial.error}
    assert "ZeroDivisionError" in errors["broken"] and errors["refusing"] == "This scene is not to its taste."
    assert any("BROKEN failed" in text for text in listener.warnings)
    rows = {row["method"]: row for row in csv.DictReader((tmp_path / "t.csv").read_text().splitlines())}
    assert rows["refusing"]["error"].startswith("This scene") and float(rows["good"]["rmse"]) > 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "BROKEN failed" in page and "REFUSING failed" in page
    with pytest.raises(InputError, match="All methods failed"):
        compare(plan_comparison(wanted(images, ("20240501",), "20240601"), {"broken": known["broken"]}))


def test_masks_options_and_chosen_methods(images, write_raster) -> None:
    hidden = np.zeros((64, 64), np.uint8)
    hidden[:16] = 1
    mask = Image(str(write_raster("mask_20240501.tif", hidden)), "Mask")
    more = {"methods": ("a",), "options": "a: GAIN=0", "masks": (mask,)}
    plan = plan_comparison(wanted(images, ("20240501",), "20240601", **more), {"a": toy("a"), "b": toy("b")})
    found = compare(plan)
    assert [trial.name for trial in found.trials] == ["a"]
    accuracy = found.accuracy("a", 0)
    assert accuracy.pixels.tolist() == [48 * 64] * 2
    assert accuracy.bias == pytest.approx([-0.0150] * 2, abs=2e-4)  # without the change it stays where it was
    np.testing.assert_allclose(accuracy.rmse, found.accuracy("F0", 0).rmse)


def test_all_are_judged_on_the_same_pixels(images) -> None:
    plain, holey = toy("plain"), toy("holey")

    def half(block, state, options, workers):
        made = type(holey).predict(holey, block, state, options, workers)
        return dataclasses.replace(made, valid=made.valid & (np.arange(made.valid.shape[1]) < 32))

    holey.predict = half  # type: ignore[method-assign]
    # Integers without a nodata value cannot mark missing pixels, so the scene's data type is float here.
    import rasterio

    path = images["20240501"][0].source
    with rasterio.open(path) as file:
        profile, values = file.profile, file.read()
    with rasterio.open(path, "w", **{**profile, "nodata": -1}) as file:
        file.write(values)
    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), {"plain": plain, "holey": holey})
    found = compare(plan)
    assert found.accuracy("plain", 0).pixels.tolist() == found.accuracy("holey", 0).pixels.tolist() == [32 * 64] * 2


def test_simple_guesses_are_rows_and_the_first_line_is_the_verdict(images, tmp_path) -> None:
    known = {"none": toy("none"), "good": toy("good")}
    more = {"options": "none: GAIN=0"}
    plan = plan_comparison(wanted(images, ("20240501", "20240701"), "20240601", **more), known)
    found = compare_to_files(plan, table=str(tmp_path / "t.csv"), report=str(tmp_path / "r.html"))
    assert found.guesses == ("F0", "CP", "DC", "DC2")
    fine, coarse = ({day: read(images[day][place].source) for day in images} for place in (0, 1))
    steps = {day: coarse["20240601"] - coarse[day] for day in images}
    # Each coarse pixel differs by a constant, so only the centre of each is free of interpolation.
    both = (fine["20240501"] + fine["20240701"]) / 2 + (steps["20240501"] + steps["20240701"]).mean(axis=(1, 2))[
        :, None, None
    ] / 2
    plain = np.sqrt(np.square(both - fine["20240601"]).mean(axis=(1, 2)))
    assert found.bands("DC2", "rmse") == pytest.approx(plain, rel=0.02)
    rows = {row["method"]: row for row in csv.DictReader((tmp_path / "t.csv").read_text().splitlines())}
    assert list(rows) == ["none", "good", "F0", "CP", "DC", "DC2"]
    assert float(rows["DC2"]["rmse"]) == pytest.approx(found.overall("DC2", "rmse"))
    # The mean of two noisy images is closer than one of them.
    assert found.verdict("good").worse and found.verdict_line.startswith("GOOD: ")
    assert found.verdict_line.endswith("% worse than the best simple guess (two-sided coarse change).")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.index(found.verdict_line) < page.index('class="lead"')
    assert page.count("Two-sided coarse change (DC2)") == 4  # two tables, the sentence on worse methods, its definition
    assert "Less accurate than the best simple guess, Two-sided coarse change (DC2): NONE, GOOD." in page


def read(path: str) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as file:
        return file.read().astype(float)


@pytest.mark.parametrize("days", [("20240501",), ("20240501", "20240601")])
def test_pairs_on_one_side_have_no_two_sided_guess(images, days) -> None:
    inputs = wanted(images, days, "20240701").inputs
    wish = replace(wanted(images, days, "20240701"), inputs=replace(inputs, extrapolate=True))
    found = compare(plan_comparison(wish, {"a": toy("a")}))
    assert found.guesses == ("F0", "CP", "DC")


def test_a_cloudy_pair_does_not_take_pixels_from_the_methods(images, write_raster) -> None:
    """The guess is compared where it is valid, and the verdict uses the common pixels."""
    cloud = np.zeros((64, 64), np.uint8)
    cloud[:, 16:] = 1
    wish = wanted(images, ("20240501", "20240701"), "20240601")
    masks = (Image(str(write_raster("mask_20240701.tif", cloud)), "Mask"),)
    found = compare(plan_comparison(replace(wish, masks=masks), {"a": toy("a"), "b": toy("b")}))
    assert found.accuracy("a", 0).pixels.tolist() == [64 * 64] * 2
    assert found.accuracy("DC2", 0).pixels.tolist() == found.accuracy("a", 0).shared_pixels.tolist() == [16 * 64] * 2


def test_the_report_shows_options_in_words(images, tmp_path) -> None:
    from stfusion.core.report.options import option_list

    known = {name: methods()[name] for name in ("starfm", "fsdaf")}
    plan = plan_comparison(wanted(images, ("20240501",), "20240601", options="starfm: WINDOW=31"), known)
    compare_to_files(plan, report=str(tmp_path / "r.html"), device="cpu")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    page = page[page.index("Options of the methods") : page.index("<h2>Definitions")]
    assert "Options(" not in page and "window=" not in page and "{" not in page
    for python in ("True", "False", "None", "&#x27;", "&#39;"):
        assert python not in page, python
    facts = option_facts(known["starfm"].Options)["window"]
    assert f"{facts.label}: 31 {facts.unit}".strip() in page
    for method in methods().values():
        text = option_list(method.Options())
        assert not any(word in text for word in ("True", "False", "None", "{")), text


def test_progress_rises_with_names_of_stages(images, tmp_path, listener) -> None:
    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), {"a": toy("a"), "b": toy("b")})
    compare_to_files(plan, listener.run, report=str(tmp_path / "r.html"))
    assert listener.shares == sorted(listener.shares) and listener.shares[-1] == pytest.approx(1)
    for stage in ("A, method 1 of 2", "B, method 2 of 2", "Evaluating", "Writing the report"):
        assert stage in listener.stages


def test_cancel_takes_effect_within_two_seconds_and_leaves_nothing(images, tmp_path, listener) -> None:
    asked = []

    def slow(workers) -> None:
        listener.stop = True
        asked.append(time.perf_counter())
        for _ in range(1000):
            workers.check()
            time.sleep(0.02)

    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), {"slow": toy("slow", work=slow), "b": toy("b")})
    before = set(tmp_path.rglob("*"))
    with pytest.raises(Cancelled):
        compare_to_files(plan, listener.run, report=str(tmp_path / "r.html"), folder=str(tmp_path / "kept"))
    assert time.perf_counter() - asked[0] < 2
    assert set(tmp_path.rglob("*")) == before


def test_peak_memory_sees_what_was_held_and_freed() -> None:
    with PeakMemory() as peak:
        held = np.ones(25_000_000)  # 200 MB, touched
        time.sleep(0.1)
        del held
    assert 150 < peak.added < 400


@pytest.mark.parametrize(
    ("days", "target", "more", "words"),
    [
        (("20240501",), "", {}, "at least two"),
        (("20240501", "20240601"), "20240601", {}, "also the date of"),
        (("20240501",), "20240601", {"methods": ("c",)}, "Unknown method 'c'"),
        (("20240501",), "20240601", {"options": "a: SPEED=3"}, "no option"),
    ],
)
def test_bad_wishes(images, days, target, more, words) -> None:
    with pytest.raises(InputError, match=words):
        plan_comparison(wanted(images, days, target, **more), {"a": toy("a")})


def test_options_of_several_methods() -> None:
    found = parse_all_options("starfm: WINDOW=31; CLASSES=6 | fsdaf: NEIGHBOURS=30", methods())
    assert (found["starfm"].window, found["starfm"].classes, found["fsdaf"].neighbours) == (31, 6, 30)
    with pytest.raises(InputError, match="magic"):
        parse_all_options("magic: A=1", methods())


def test_kept_predictions_appear_complete_and_without_old_sidecars(images, tmp_path) -> None:
    kept, seen = tmp_path / "deep" / "kept", []

    def look(_) -> None:
        seen.append([path.name for path in kept.iterdir() if not path.name.startswith(".")])

    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), {"a": toy("a", work=look), "b": toy("b")})
    found = compare(plan, folder=kept)
    assert seen and not any(seen)
    assert sorted(path.name for path in kept.iterdir()) == ["a_20240601.tif", "b_20240601.tif"]
    assert found.files[0]["a"] == kept / "a_20240601.tif"
    for ending in (".msk", ".ovr", ".aux.xml"):
        (kept / f"a_20240601.tif{ending}").write_bytes(b"x")
    compare(plan, folder=kept)
    assert sorted(path.name for path in kept.iterdir()) == ["a_20240601.tif", "b_20240601.tif"]


def test_a_kill_leaves_no_half_prediction_under_its_name(images, tmp_path, monkeypatch) -> None:
    """A file with its final name is complete: files are renamed, never copied."""
    kept = tmp_path / "kept"
    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), {"a": toy("a"), "b": toy("b")})

    def full(source, target) -> None:
        if Path(target).parent == kept and Path(target).name.startswith("b_"):
            raise OSError(28, "No space left on device")
        os.rename(source, target)

    monkeypatch.setattr("stfusion.core.compare.run.os.replace", full)
    with pytest.raises(InputError, match="cannot be saved in .*No space left"):
        compare(plan, folder=kept)
    assert [path.name for path in kept.iterdir()] == ["a_20240601.tif"]
    import rasterio

    with rasterio.open(kept / "a_20240601.tif") as file:
        assert file.read().shape == (2, 64, 64)


def test_a_folder_that_cannot_be_made_is_told(images, tmp_path) -> None:
    (tmp_path / "file").write_bytes(b"")
    plan = plan_comparison(wanted(images, ("20240501",), "20240601"), {"a": toy("a")})
    with pytest.raises(InputError, match="cannot be saved"):
        compare(plan, folder=tmp_path / "file" / "kept")


@pytest.mark.parametrize("kind", ["fine", "coarse", "truth", "mask", "vrt"])
def test_no_input_is_replaced_by_a_prediction(images, tmp_path, write_raster, kind) -> None:
    victim = tmp_path / "kept" / "a_20240601.tif"
    victim.parent.mkdir()
    wish = wanted(images, ("20240501",), "20240601")
    fine, coarse = images["20240501"]
    if kind in ("fine", "vrt"):
        shutil.copy(fine.source, victim)
        other = victim
        if kind == "vrt":
            from rasterio.shutil import copy

            other = tmp_path / "fine.vrt"
            copy(victim, other, driver="VRT")
        image = replace(fine, source=str(other), date=date(2024, 5, 1))
        wish = replace(wish, inputs=replace(wish.inputs, fine=(image,)))
    elif kind == "coarse":
        shutil.copy(coarse.source, victim)
        image = replace(coarse, source=str(victim), date=date(2024, 5, 1))
        wish = replace(wish, inputs=replace(wish.inputs, coarse=(image,)))
    elif kind == "truth":
        shutil.copy(images["20240601"][0].source, victim)
        wish = replace(wish, truth=replace(images["20240601"][0], source=str(victim)))
    else:
        shutil.copy(write_raster("mask.tif", np.zeros((64, 64), np.uint8)), victim)
        wish = replace(wish, mask=str(victim))
    content = victim.read_bytes()
    plan = plan_comparison(wish, {"a": toy("a")})
    with pytest.raises(InputError, match="would replace a file of the input"):
        compare(plan, folder=victim.parent)
    assert victim.read_bytes() == content and [path.name for path in victim.parent.iterdir()] == [victim.name]


def test_predictions_and_copies_are_left_out_and_named(images, tmp_path, listener) -> None:
    import rasterio

    made, copied = tmp_path / "starfm_20240601.tif", tmp_path / "copy_20240501.tif"
    shutil.copy(images["20240601"][0].source, made)
    with rasterio.open(made, "r+") as file:
        file.update_tags(STFUSION_METHOD="STARFM")
    shutil.copy(images["20240501"][0].source, copied)
    wish = wanted(images, ("20240501", "20240701"), "20240601")
    more = tuple(Image(str(path), path.name) for path in (made, copied))
    wish = replace(wish, inputs=replace(wish.inputs, fine=(*wish.inputs.fine, *more)))
    plan = plan_comparison(wish, {"a": toy("a", pairs=(2, 2))})
    assert [image.source[-12:-4] for image in plan.entries[0].inputs[0].fine] == ["20240501", "20240701"]
    compare(plan, listener.run)
    assert any("predictions of STFusion" in text and made.name in text for text in listener.warnings)
    assert any("identical copies" in text and copied.name in text for text in listener.warnings)
    only = replace(wish, inputs=replace(wish.inputs, fine=more[:1]))
    with pytest.raises(InputError, match="No usable fine image.*starfm_20240601"):
        plan_comparison(only, {"a": toy("a")})
