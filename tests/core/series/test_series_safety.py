"""A series loses no results, reuses only its own unmodified results, and has one grid."""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from stfusion.core.errors import Cancelled, InputError
from stfusion.core.fusion.method import checked_options
from stfusion.core.run import Run
from stfusion.core.scenes.class_map import ClassMap
from stfusion.core.scenes.pairing import Image
from stfusion.core.series import manifest as record
from stfusion.core.series.dates import Wanted
from stfusion.core.series.images import images_in
from stfusion.core.series.manifest import DONE, KEY_TAG, NAME, Entry, Manifest, key_before, key_of, only_run
from stfusion.core.series.outputs import check_folder
from stfusion.core.series.pairs import PairChoice
from stfusion.core.series.plan import FILL, PREDICT, Request
from stfusion.core.series.predictor import SeriesPredictor, SeriesSettings
from stfusion.core.series.run import fuse_series
from stfusion.models import methods

rasterio = pytest.importorskip("rasterio")

DAYS = tuple(date(2024, month, 10) for month in (4, 5, 6, 7))
STARFM, FSDAF = methods()["starfm"], methods()["fsdaf"]
SMALL = checked_options(STARFM, {"window": 9})
OTHER = checked_options(STARFM, {"window": 11})
EDGE, RATIO = 48, 8


def save(path: Path, values: np.ndarray, pixel: int = 30, left: float = 480000, top: float = 5400000, **tags) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = {"width": values.shape[2], "height": values.shape[1], "count": 2, "dtype": "int16", "nodata": -9999}
    transform = rasterio.Affine(pixel, 0, left, 0, -pixel, top)
    with rasterio.open(path, "w", "GTiff", crs="EPSG:32633", transform=transform, **profile) as file:
        file.write(np.rint(values).astype(np.int16))
        file.update_tags(**tags)
    return path


def ground(step: float, rows: int = EDGE, cols: int = EDGE) -> np.ndarray:
    """Reflectance x 10000 of two bands, which changes with time."""
    base = np.random.default_rng(3).uniform(500, 3000, (2, rows // RATIO, cols // RATIO))
    fine = base.repeat(RATIO, 1).repeat(RATIO, 2) + np.random.default_rng(4).normal(0, 40, (2, rows, cols))
    return fine + step * 100


def coarse(values: np.ndarray) -> np.ndarray:
    bands, rows, cols = values.shape
    return values.reshape(bands, rows // RATIO, RATIO, cols // RATIO, RATIO).mean((2, 4))


@pytest.fixture
def place(tmp_path):
    """Two fine and four coarse images in separate folders."""
    for number, day in enumerate(DAYS):
        if number in (0, 3):
            save(tmp_path / "fine" / f"fine_{day:%Y%m%d}.tif", ground(number))
        save(tmp_path / "coarse" / f"coarse_{day:%Y%m%d}.tif", coarse(ground(number)), 30 * RATIO)
    (tmp_path / "out").mkdir()
    return tmp_path


def request(place: Path, **more) -> Request:
    images = {role: tuple(images_in(place / role, "*", role)) for role in ("fine", "coarse")}
    return Request(images["fine"], images["coarse"], **{"observed": PREDICT, **more})


def series(wanted: Request, out: Path, options=SMALL, said=None, method=STARFM, **wish):
    run = Run(log=lambda text, level: said.append(text) if said is not None else None)
    return fuse_series(method, wanted, SeriesSettings(options, device="cpu", **wish), out, run)


def virtual(source: Path, path: Path) -> None:
    from rasterio.shutil import copy

    copy(source, path, driver="VRT")


def values(path: Path) -> np.ndarray:
    with rasterio.open(path) as dataset:
        return dataset.read()


def tags(path: Path) -> dict:
    with rasterio.open(path) as dataset:
        return dataset.tags()


def grid_of(path: Path):
    with rasterio.open(path) as dataset:
        return dataset.shape, tuple(dataset.transform)


# One grid


@pytest.mark.parametrize("kept", [FILL, PREDICT])
def test_all_dates_have_the_grid_of_the_first_fine_image(place, kept) -> None:
    """The other one is shifted by 10 columns to the right and 5 rows down."""
    whole = ground(3, EDGE + RATIO * 2, EDGE + RATIO * 2)
    shifted = place / "fine" / f"fine_{DAYS[3]:%Y%m%d}.tif"
    first = place / "fine" / f"fine_{DAYS[0]:%Y%m%d}.tif"
    save(first, ground(0, EDGE + RATIO * 2, EDGE + RATIO * 2)[:, :EDGE, :EDGE])
    save(shifted, whole[:, 5 : 5 + EDGE, 10 : 10 + EDGE], left=480300, top=5399850)
    for number, day in enumerate(DAYS):
        wide = coarse(ground(number, EDGE + RATIO * 2, EDGE + RATIO * 2))
        save(place / "coarse" / f"coarse_{day:%Y%m%d}.tif", wide, 30 * RATIO)
    said: list[str] = []
    done = series(request(place, observed=kept), place / "out", said=said)
    assert {grid_of(path) for path in done.files.values()} == {grid_of(first)}
    assert any("grid of the series" in text and shifted.name in text for text in said)
    if kept == FILL:
        found, seen = values(done.files[DAYS[3]]), np.rint(whole)[:, :EDGE, :EDGE]
        np.testing.assert_array_equal(found[:, 5:, 10:], seen[:, 5:, 10:])  # its values at its position


def test_what_no_fine_image_covers_is_nodata(place) -> None:
    shifted = place / "fine" / f"fine_{DAYS[3]:%Y%m%d}.tif"
    save(shifted, ground(3)[:, :, 8:], left=480240)
    wanted = request(place, wanted=Wanted(DAYS[3].isoformat()), observed=FILL, rounds=0)
    alone = replace(wanted, fine=wanted.fine[::-1])  # the order of the list does not matter
    for number, one in enumerate((wanted, alone)):
        out = place / f"out{number}"
        out.mkdir()
        found = values(series(one, out).files[DAYS[3]])
        assert found.shape == (2, EDGE, EDGE)
        np.testing.assert_array_equal(found[:, :, 8:], np.rint(ground(3))[:, :, 8:])


def test_a_fine_image_between_the_pixels_is_resampled_and_told(place) -> None:
    save(place / "fine" / f"fine_{DAYS[3]:%Y%m%d}.tif", ground(3), left=480015)
    said: list[str] = []
    done = series(request(place), place / "out", said=said)
    assert len({grid_of(path) for path in done.files.values()}) == 1
    assert any("not on the grid of the series" in text and "resampled" in text for text in said)


# Own predictions, and inputs in the output folder


def test_its_own_predictions_are_no_fine_images(place) -> None:
    first = series(request(place), place / "out")
    for path in first.files.values():
        shutil.copy(path, place / "fine")
    said: list[str] = []
    (place / "again").mkdir()
    again = series(request(place), place / "again", said=said)
    for day in DAYS:
        np.testing.assert_array_equal(values(again.files[day]), values(first.files[day]))
    told = next(text for text in said if "predictions of STFusion" in text)
    assert all(path.name in told for path in first.files.values())


def test_a_folder_of_inputs_is_refused_as_output(place) -> None:
    before = sorted(path.name for path in (place / "fine").iterdir())
    link = place / "link"
    link.symlink_to(place / "fine")
    for out in (place / "fine", link, place / "coarse"):
        wanted = request(place, folders=(str(place / "fine"), str(place / "coarse")))
        with pytest.raises(InputError, match="folder of input images"):
            series(wanted, out)
    assert sorted(path.name for path in (place / "fine").iterdir()) == before


@pytest.mark.parametrize("kind", ["fine", "mask", "class map", "vrt", "link", "sidecar"])
def test_no_input_is_replaced(place, kind) -> None:
    out = place / "out"
    victim = out / f"starfm_{DAYS[1]:%Y%m%d}.tif"
    wanted = request(place)
    mask = np.zeros((2, EDGE, EDGE))
    if kind == "fine":
        save(victim, ground(0))
        wanted = replace(wanted, fine=(Image(str(victim), "x", DAYS[0]), *wanted.fine[1:]))
    elif kind == "mask":
        wanted = replace(wanted, fine_masks=(Image(str(save(victim, mask)), "mask", DAYS[0]),))
    elif kind == "class map":
        wanted = replace(wanted, classes=ClassMap(str(save(victim, mask))))
    elif kind == "sidecar":
        victim = victim.with_name(victim.name + ".msk")
        wanted = replace(wanted, fine_masks=(Image(str(save(victim, mask)), "mask", DAYS[0]),))
    else:
        save(victim, ground(0))
        other = place / f"input.{'vrt' if kind == 'vrt' else 'tif'}"
        if kind == "vrt":
            virtual(victim, other)
        else:
            other.symlink_to(victim)
        wanted = replace(wanted, fine=(Image(str(other), "x", DAYS[0]), *wanted.fine[1:]))
    content = victim.read_bytes()
    with pytest.raises(InputError, match=r"would replace a file of the input .* choose another output folder"):
        series(wanted, out)
    assert victim.read_bytes() == content and [path.name for path in out.iterdir()] == [victim.name]


def test_results_beside_other_inputs_are_allowed(place) -> None:
    """A list may come from the output folder, as long as nothing in it is replaced."""
    inside = save(place / "out" / "landsat.tif", ground(0))
    wanted = request(place)
    wanted = replace(wanted, fine=(Image(str(inside), "x", DAYS[0]), *wanted.fine[1:]))
    assert len(series(wanted, place / "out").files) == 4
    check_folder(place / "out", ["a.tif"], ["/no/such.tif", 'NETCDF:"/no/such.nc":sst', ""])


# Resume


def test_a_result_carries_its_key(place) -> None:
    done = series(request(place), place / "out")
    held = {entry["file"]: entry for entry in json.loads(done.manifest.read_text())["dates"]}
    for path in done.files.values():
        entry = held[path.name]
        assert tags(path)[KEY_TAG] == entry["key"] and len(entry["key"]) == 20
        assert (entry["size"], entry["modified"]) == (path.stat().st_size, path.stat().st_mtime_ns)
        assert tags(path)["STFUSION_METHOD"] == "STARFM"  # and all earlier tags
    assert series(request(place), place / "out").made == ()


def test_a_file_of_other_options_is_not_believed(place) -> None:
    """A run with other options was killed after it replaced the file, but before it updated the record."""
    out = place / "out"
    first = series(request(place), out)
    said = (out / NAME).read_bytes()
    wanted = values(first.files[DAYS[1]])
    series(request(place), out, OTHER)
    (out / NAME).write_bytes(said)
    assert series(request(place), out).made == DAYS
    np.testing.assert_array_equal(values(first.files[DAYS[1]]), wanted)
    # Even if size and time agree, the key in the file decides.
    series(request(place), out)
    path = first.files[DAYS[1]]
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(**{KEY_TAG: "0" * 20})
    held = json.loads((out / NAME).read_text())
    entry = next(one for one in held["dates"] if one["file"] == path.name)
    entry["size"], entry["modified"] = path.stat().st_size, path.stat().st_mtime_ns
    (out / NAME).write_text(json.dumps(held))
    assert series(request(place), out).made == (DAYS[1],)


@pytest.mark.parametrize("damage", ["empty", "cut", "replaced", "touched", "text"])
def test_a_damaged_or_exchanged_result_is_made_again(place, damage) -> None:
    out = place / "out"
    path = series(request(place), out).files[DAYS[1]]
    wanted, content = values(path), path.read_bytes()
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "replaced":
        shutil.copy(out / f"starfm_{DAYS[2]:%Y%m%d}.tif", path)
    elif damage == "touched":
        os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    else:
        path.write_bytes(b"x" * len(content))
    assert series(request(place), out).made == (DAYS[1],)
    np.testing.assert_array_equal(values(path), wanted)


@pytest.mark.parametrize("what", ["class map", "class map sidecar", "sidecar", "vrt source", "version", "grid"])
def test_changes_that_are_seen(place, monkeypatch, what) -> None:
    out, wanted = place / "out", request(place)
    fine = place / "fine" / f"fine_{DAYS[0]:%Y%m%d}.tif"
    classes = save(place / "classes.tif", np.ones((2, EDGE, EDGE)))
    if what.startswith("class map"):
        wanted = replace(wanted, classes=ClassMap(str(classes)))
    if what == "vrt source":
        vrt = place / f"v_{DAYS[0]:%Y%m%d}.vrt"
        virtual(fine, vrt)
        wanted = replace(wanted, fine=(Image(str(vrt), "x", DAYS[0]), *wanted.fine[1:]))
    series(wanted, out)
    assert series(wanted, out).made == ()
    if what == "class map":
        save(classes, np.full((2, EDGE, EDGE), 2))
    elif what == "version":
        monkeypatch.setattr("stfusion.core.series.predictor.version", lambda: "99")
    elif what == "vrt source":
        save(fine, ground(0) + 50)
    elif what == "grid":
        earlier = DAYS[0] - timedelta(20)
        extra = Image(str(save(place / "early.tif", ground(0)[:, 8:], top=5399760)), "early", earlier)
        near = Image(str(save(place / "nearc.tif", coarse(ground(0)), 240)), "near", earlier)
        wanted = replace(wanted, fine=(*wanted.fine, extra), coarse=(*wanted.coarse, near))
    else:
        beside = classes if what.startswith("class") else fine
        beside.with_name(beside.name + ".aux.xml").write_text("<PAMDataset></PAMDataset>")
    assert set(series(wanted, out).made) >= set(DAYS[1:])


def test_a_record_of_an_older_version_counts_if_its_files_are_whole(place, monkeypatch) -> None:
    out, wanted = place / "out", request(place)
    files = series(wanted, out).files
    entries = {}
    real = SeriesPredictor.known

    def remembered(self, task):
        entries[self.name(task)] = key_before(self._facts(task), self._sources(task))
        return real(self, task)

    monkeypatch.setattr(SeriesPredictor, "known", remembered)
    series(wanted, out)
    monkeypatch.setattr(SeriesPredictor, "known", real)
    held = json.loads((out / NAME).read_text())
    for entry in held["dates"]:
        del entry["size"], entry["modified"]
        entry["key"] = entries[entry["file"]]
    (out / NAME).write_text(json.dumps(held))
    assert series(wanted, out).made == ()
    assert series(wanted, out, OTHER).made == DAYS
    (out / NAME).write_text(json.dumps(held))
    files[DAYS[0]].write_bytes(b"")
    files[DAYS[1]].write_bytes(files[DAYS[1]].read_bytes()[:100])
    save(files[DAYS[2]], ground(0)[:, 8:])  # on another grid
    assert series(wanted, out).made == DAYS[:3]


def test_the_old_key_is_as_it_was() -> None:
    """Written by 0.1.0 for a missing file."""
    assert key_before({"window": 3}, ["/no/such.tif"]) == "feca434e4fb75a0e7f5e"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"dates": ' * 50_000,
        "[]", "null", "3", '{"dates": 3}', '{"dates": [3]}', '{"dates": [{}]}', "\0", "{", '{"dates": {"a": 1}}',
        '{"dates": [{"file": 3, "date": "2024-01-01", "status": "done", "pairs": []}]}',
        '{"dates": [{"file": ["a"], "date": "2024-01-01", "status": "done", "pairs": []}]}',
        '{"dates": [{"file": "../a.tif", "date": "2024-01-01", "status": "done", "pairs": []}]}',
        '{"dates": [{"file": "a.tif", "date": "2024-01-01", "status": "done", "pairs": 3}]}',
        '{"dates": [{"file": "a.tif", "date": "2024-01-01", "status": "done", "pairs": [[1]]}]}',
        '{"dates": [{"file": "a.tif", "date": "2024-01-01", "status": "done", "pairs": [], "size": "1"}]}',
        '{"dates": [{"file": "a.tif", "date": "2024-01-01", "status": "done", "pairs": [], "key": {}}]}',
    ],
)  # fmt: skip
def test_a_strange_record_is_refused_in_one_sentence(tmp_path, text) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(InputError, match="is not a valid list of dates") as caught:
        Manifest.of(tmp_path)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 1000


def test_values_of_later_versions_are_ignored(tmp_path) -> None:
    entry = {**asdict(Entry("a.tif", "2024-01-01", DONE)), "cluster": {"node": 3}, "share": 1}
    (tmp_path / NAME).write_text(json.dumps({"dates": [entry]}))
    assert Manifest.of(tmp_path).entries["a.tif"].share == 1


def test_two_runs_in_one_folder(place, program) -> None:
    with only_run(place / "out"), pytest.raises(InputError, match="Another run is writing"):
        series(request(place), place / "out")
    assert len(series(request(place), place / "out").files) == 4
    # A lock is released when its process ends.
    holder = program(
        "import sys, time\nfrom pathlib import Path\nfrom stfusion.core.series.manifest import only_run\n"
        "with only_run(Path(sys.argv[1])):\n    print('locked', flush=True)\n    time.sleep(60)",
        place / "out",
    )
    assert holder.stdout.readline().strip() in ("locked", b"locked")
    with pytest.raises(InputError, match="Another run is writing"):
        series(request(place), place / "out")
    holder.kill()
    holder.wait()
    assert series(request(place), place / "out").made == ()


def test_entries_that_others_add_stay(tmp_path) -> None:
    """On a file system without locks."""
    one, other = Manifest.of(tmp_path), Manifest.of(tmp_path)
    one.add(Entry("a.tif", "2024-01-01", DONE))
    other.add(Entry("b.tif", "2024-01-02", DONE))
    one.add(Entry("c.tif", "2024-01-03", DONE))
    one.write()
    assert set(Manifest.of(tmp_path).entries) == {"a.tif", "b.tif", "c.tif"}


def test_stale_sidecars_do_not_stay_beside_a_new_result(place) -> None:
    path = series(request(place), place / "out").files[DAYS[1]]
    for ending in (".msk", ".ovr", ".aux.xml"):
        path.with_name(path.name + ending).write_bytes(b"x")
    series(request(place), place / "out", redo=True)
    assert sorted(one.name for one in path.parent.iterdir() if one.name.startswith(path.name)) == [path.name]


# Observed dates, counts, cancel, many dates


def test_a_series_of_one_pair_keeps_the_observed_date(place) -> None:
    said: list[str] = []
    wanted = request(place, observed=FILL)
    wanted = replace(wanted, fine=wanted.fine[:1])
    done = series(wanted, place / "out", said=said)
    assert list(done.files) == list(DAYS) and not done.failed
    np.testing.assert_array_equal(values(done.files[DAYS[0]]), np.rint(ground(0)))
    assert tags(done.files[DAYS[0]])["ACQUISITION_DATE"] == DAYS[0].isoformat()
    assert said[-1] == "4 dates: 3 predicted, 1 observed, 0 reused, 0 failed."
    assert not any(str(DAYS[0] - timedelta(1)) in text for text in said)  # the auxiliary date of the pair
    said.clear()
    assert series(wanted, place / "out", said=said).made == ()
    assert said[-1] == "4 dates: 0 predicted, 0 observed, 4 reused, 0 failed."
    # The prediction from the same pair is dated by the pair itself.
    only = replace(wanted, wanted=Wanted(DAYS[1].isoformat()))
    (place / "alone").mkdir()
    np.testing.assert_array_equal(values(series(only, place / "alone").files[DAYS[1]]), values(done.files[DAYS[1]]))


@pytest.mark.parametrize("name", ["fsdaf", "estarfm"])
def test_the_observed_date_of_one_pair_with_other_methods(place, name) -> None:
    method = methods()[name]
    wanted = replace(request(place, observed=FILL), fine=request(place).fine[:1], wanted=Wanted("fine"))
    done = series(wanted, place / "out", checked_options(method, {"window": 9}), method=method)
    np.testing.assert_array_equal(values(done.files[DAYS[0]]), np.rint(ground(0)))


def test_counts_of_all_kinds(place) -> None:
    said: list[str] = []
    series(request(place, wanted=Wanted(DAYS[1].isoformat())), place / "out")
    (place / "coarse" / f"coarse_{DAYS[2]:%Y%m%d}.tif").write_bytes(b"II*\0")
    wanted = request(place, observed=FILL)
    series(wanted, place / "out", said=said)
    assert said[-1] == "3 dates: 0 predicted, 2 observed, 1 reused, 0 failed."
    wished = Wanted(f"{DAYS[1]} {DAYS[3]} 2030-01-01")
    done = series(replace(wanted, wanted=wished), place / "out", said=said, redo=True)
    assert said[-1] == "3 dates: 1 predicted, 1 observed, 0 reused, 1 failed."
    assert len(done.files) == 2 and list(done.failed) == [date(2030, 1, 1)]


def test_a_cancel_says_how_many_dates_are_kept(place) -> None:
    shares: list[float] = []
    run = Run(shares.append, lambda: bool(shares) and shares[-1] > 0.5, lambda *_: None)
    with pytest.raises(Cancelled) as caught:
        fuse_series(STARFM, request(place), SeriesSettings(SMALL, device="cpu"), place / "out", run)
    kept = len(list((place / "out").glob("starfm_*.tif")))
    assert 0 < kept < 4 and f"{kept} finished dates are kept in {place / 'out'}" in str(caught.value)
    assert len(Manifest.of(place / "out").entries) == kept  # although the last was added within a second
    assert len(series(request(place), place / "out").made) == 4 - kept


def test_a_cancel_before_the_first_date_keeps_nothing(place) -> None:
    with pytest.raises(Cancelled, match=r"Cancelled; no output was written\."):
        fuse_series(STARFM, request(place), SeriesSettings(SMALL), place / "out", Run(cancelled=lambda: True))


def test_a_record_is_written_at_most_once_a_second(tmp_path, monkeypatch) -> None:
    count, clock = [], [100.0]
    real = record.written

    def counted(path):
        count.append(path)
        return real(path)

    monkeypatch.setattr(record, "written", counted)
    monkeypatch.setattr(record.time, "monotonic", lambda: clock[0])
    manifest = Manifest.of(tmp_path)
    for number in range(1000):
        clock[0] += 0.01
        manifest.add(Entry(f"{number}.tif", "2024-01-01", DONE))
    manifest.write()
    assert 9 <= len(count) <= 12 and len(Manifest.of(tmp_path).entries) == 1000
    manifest.write()
    assert len(count) <= 12  # nothing new


def test_forty_years_without_coarse_images_are_told_in_one_go(place) -> None:
    said: list[str] = []
    started = time.perf_counter()
    wanted = request(place, wanted=Wanted(start=date(1984, 1, 1), end=date(2024, 8, 1), step=1, tolerance=0))
    done = series(wanted, place / "out", said=said)
    assert len(done.files) == 4 and len(done.failed) == 14824 - 4
    assert len(said) < 60 and any("14820 dates cannot be predicted: 1984-01-01, 1984-01-02" in text for text in said)
    assert time.perf_counter() - started < 20
    assert len(Manifest.of(place / "out").entries) == 14824


def test_the_reason_why_no_image_has_a_date_is_told(place) -> None:
    broken = place / "MOD.hdf"
    broken.write_bytes(b"x")
    wanted = replace(request(place), coarse=(Image(str(broken), "Coarse image MOD.hdf"),))
    with pytest.raises(InputError, match=r"no coarse image with a date.*MOD\.hdf cannot be opened"):
        series(wanted, place / "out")


def test_a_key_sees_all_files_behind(tmp_path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(b"1")
    first = key_of({}, [str(path)])
    for name in ("a.tif.msk", "a.tif.ovr", "a.tif.aux.xml", "a.hdr"):
        (tmp_path / name).write_bytes(b"x")
        assert key_of({}, [str(path)]) != first
        (tmp_path / name).unlink()
    assert key_of({}, [str(path)]) == first


# Gaps of one band


@pytest.mark.parametrize("options", [{}, {"similar_bands": "own"}])
@pytest.mark.parametrize("gap", ["fine", "coarse"])
def test_gaps_of_one_band_lose_nothing_of_the_others(place, options, gap) -> None:
    """Observed values, and predictions of an earlier round, are kept in the bands that have them."""
    day, hole = DAYS[3], (slice(16, 32), slice(16, 32))
    image = ground(3)
    image[(1, *hole)] = -9999
    save(place / "fine" / f"fine_{day:%Y%m%d}.tif", image)
    if gap == "coarse":  # nothing can be predicted in the hole
        values = coarse(ground(3))
        values[1, 2:4, 2:4] = -9999
        save(place / "coarse" / f"coarse_{day:%Y%m%d}.tif", values, 30 * RATIO)
    wanted = request(place, wanted=Wanted(day.isoformat()), observed=FILL)
    done = fuse_series(
        STARFM, wanted, SeriesSettings(checked_options(STARFM, {"window": 9, **options})), place / "out", Run()
    )
    with rasterio.open(done.files[day]) as file:
        found = file.read(masked=True)
    assert np.array_equal(found[0].filled(-1), np.rint(image[0]).astype("int16")), "band 1 was observed everywhere"
    outside = np.ones(found.shape[1:], bool)
    outside[hole] = False
    assert np.array_equal(found[1].filled(-1)[outside], np.rint(image[1]).astype("int16")[outside])
    missing = np.ma.getmaskarray(found[1])[hole]
    assert missing.all() if gap == "coarse" else not missing.any()


def test_what_one_band_lacks_is_taken_from_the_next_pairs(place) -> None:
    """The first pair has a gap in band 2 of its fine image; the next pair fills it and leaves band 1 as it was."""
    hole = (slice(16, 32), slice(16, 32))
    image = ground(0)
    image[(1, *hole)] = -9999
    options = checked_options(STARFM, {"window": 9, "similar_bands": "own"})

    def made(folder: str, **more) -> np.ndarray:
        (place / folder).mkdir()
        wanted = request(place, wanted=Wanted(DAYS[1].isoformat()), choice=PairChoice(count=1), **more)
        done = fuse_series(STARFM, wanted, SeriesSettings(options), place / folder, Run())
        with rasterio.open(done.files[DAYS[1]]) as file:
            return file.read(masked=True)

    whole = made("whole")
    save(place / "fine" / f"fine_{DAYS[0]:%Y%m%d}.tif", image)
    once, filled = made("once", rounds=0), made("filled", rounds=1)
    assert np.ma.getmaskarray(once[1])[hole].any() and not np.ma.getmaskarray(once[0]).any()
    assert not np.ma.getmaskarray(filled).any()
    assert np.array_equal(filled[0].data, whole[0].data)
    at = ~np.ma.getmaskarray(once[1])
    assert np.array_equal(filled[1].data[at], once[1].data[at])
