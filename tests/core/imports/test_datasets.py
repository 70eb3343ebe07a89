"""Data sets as they are distributed: recognized, indexed with the right pairs and splits, and opened."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import rasterio

from delivered import grids, sets, tiles
from delivered.landscape import DAYS
from stfusion.core.errors import InputError
from stfusion.core.imports.datasets.index import index, recognize
from stfusion.core.imports.datasets.opening import DATES, LIST, open_data_set, open_index
from stfusion.core.imports.datasets.rows import days
from stfusion.core.imports.datasets.table import DATA_SETS, data_set_named, generic
from stfusion.core.run import Run

QUIET = Run(log=lambda text, level: None)


def opened(folder: Path, tmp_path: Path, name: str = "", listed=None):
    row = data_set_named(name) if name else recognize(folder, QUIET)
    target = tmp_path / "opened"
    target.mkdir()
    return open_data_set(folder, row, target, listed, True, QUIET)


@pytest.mark.parametrize("layout", ["survey", "csiro", "stfmlp", "stf", "pairs", "npy"])
def test_coleambally_in_every_layout(tmp_path, layout) -> None:
    folder = sets.cia(tmp_path / "CIA", layout)
    assert recognize(folder, QUIET).id == "CIA"
    made = opened(folder, tmp_path)
    assert made.pairs == 17 and not made.problems
    assert list(made.groups["coarse"]) == list(sets.CIA_DAYS)
    with rasterio.open(next(iter(made.groups["fine"].values()))) as file:
        assert file.count == 6 and file.shape == (64, 64)
        assert np.array_equal(file.read(), sets.scene(sets.CIA_DAYS[0], 6)[0])


def test_splits_of_coleambally(tmp_path) -> None:
    folder = sets.cia(tmp_path / "CIA", "stf")
    row = recognize(folder, QUIET)
    pairs = list(index(folder, row, QUIET).pairs)
    survey, syy, hh = (row.split(name) for name in ("survey", "STF syy", "STF hh"))
    assert survey.training_dates(pairs) == list(sets.CIA_DAYS[:11])
    assert survey.test_cases(pairs) == [((one,), two) for one, two in zip(sets.CIA_DAYS[11:], sets.CIA_DAYS[12:])]
    assert [target for _, target in syy.test_cases(pairs)] == list(days("2001-11-09 2002-03-10 2002-03-17 2002-04-18"))
    assert syy.test_cases(pairs)[0][0] == days("2001-11-02 2001-11-25")
    assert len(hh.test_cases(pairs)) == 3


def test_gwydir_and_its_splits(tmp_path) -> None:
    folder = sets.lgc(tmp_path / "LGC")
    row = recognize(folder, QUIET)
    made = opened(folder, tmp_path)
    assert row.id == "LGC" and made.pairs == 14
    pairs = list(sets.LGC_DAYS)
    assert len(row.split("survey").test_cases(pairs)) == 4
    assert row.split("SwinSTFM").test_cases(pairs) == [(days("2004-11-26 2004-12-28"), date(2004, 12, 12))]
    assert date(2004, 12, 12) not in row.split("SwinSTFM").training_dates(pairs)


def test_butte_takes_images_only_and_the_real_coarse_ones(tmp_path) -> None:
    folder = sets.butte(tmp_path / "Sentinel-Butte")
    made = opened(folder, tmp_path)
    assert made.row.id == "BC" and made.pairs == 5
    assert all(path.name.endswith("_real.tif") for path in made.groups["coarse"].values())
    assert not any("KMeans" in path.name or "_sam" in path.name for path in made.groups["fine"].values())


def test_wuhan_counts_copies_once_and_knows_its_letters(tmp_path) -> None:
    folder = sets.wuhan(tmp_path / "Wuhan")
    made = opened(folder, tmp_path)
    assert made.row.id == "Wuhan" and made.pairs == 8
    assert all(path.name.startswith("G_") for path in made.groups["fine"].values())
    assert any("copies" in note for note in made.notes)


@pytest.mark.parametrize(
    "name, dates",
    [
        ("AHB", days("2013-05-30 2014-02-10 04-15 09-06 2015-02-13")),
        ("Daxing", days("2013-09-01 2016-02-14 2017-10-30 2018-02-03")),
        ("Tianjin", days("2013-09-01 2016-05-04 2018-02-03 2018-10-01")),
    ],
)
@pytest.mark.parametrize("dash", ["-", "_"])
def test_stretched_sets_are_told_apart_by_their_dates(tmp_path, name, dates, dash) -> None:
    folder = sets.stretched(tmp_path / "images", list(dates), dash)
    made = opened(folder, tmp_path)
    assert made.row.id == name and made.pairs == len(dates)
    assert "no reflectance" in made.row.unit
    assert list(made.groups["fine"]) == sorted(dates)


def test_the_list_and_the_table_of_dates(tmp_path) -> None:
    opened(sets.cia(tmp_path / "CIA", "stf"), tmp_path)
    content = json.loads((tmp_path / "opened" / LIST).read_text("utf-8"))
    assert content["data set"] == "CIA" and content["pairs"] == 17 and "CSIRO" in content["licence"]
    assert len(content["splits"]["survey"]["training"]) == 11 and len(content["splits"]["survey"]["tests"]) == 5
    rows = list(csv.DictReader((tmp_path / "opened" / DATES).open(encoding="utf-8")))
    assert len(rows) == 17 and rows[0]["survey"] == "training" and rows[-1]["survey"] == "test"


def test_what_is_wrong_is_said(tmp_path) -> None:
    folder = sets.cia(tmp_path / "CIA", "stf", sets.CIA_DAYS[:4])
    (folder / f"M_{sets.CIA_DAYS[2]}.tif").unlink()
    fine, coarse = sets.scene(sets.CIA_DAYS[0], 6)
    sets._write(folder / f"M_{sets.CIA_DAYS[0]}.tif", coarse[[2, 3, 0, 1, 4, 5]])
    sets._write(folder / f"L_{sets.CIA_DAYS[3]}.tif", fine[:, :48])
    made = opened(folder, tmp_path)
    assert made.pairs == 3 and any(str(sets.CIA_DAYS[2]) in note for note in made.notes)
    assert any("rows and columns" in text for text in made.problems)


def test_generic_patterns(tmp_path) -> None:
    for number in range(3):
        day = date(2020, 3, 1) + timedelta(20 * number)
        fine, coarse = sets.scene(day, 4)
        sets._write(tmp_path / "set" / f"high-{day:%d.%m.%Y}.tif", fine)
        sets._write(tmp_path / "set" / f"low-{day + timedelta(1):%Y%j}.tif", coarse)
    row = generic(r"high-(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<Y>\d{4})\.tif", r"low-(?P<Y>\d{4})(?P<j>\d{3})\.tif", 1, "")
    assert len(index(tmp_path / "set", row, QUIET).pairs) == 3
    for fine in ("", "(", r"high-(?P<Y>\d{4})"):
        with pytest.raises(InputError, match="pattern of fine images"):
            generic(fine, r"low-(?P<Y>\d{4})(?P<j>\d{3})", 1, "")


def test_arrays_are_not_read_by_other_tools(tmp_path) -> None:
    folder = sets.cia(tmp_path / "CIA", "npy", sets.CIA_DAYS[:3])
    with pytest.raises(InputError, match="tool Data set"):
        open_index(folder, recognize(folder, QUIET), QUIET)


def test_gridded_sets_are_imported(tmp_path) -> None:
    grids.sea_surface(tmp_path / "sst", DAYS[0])
    made = opened(tmp_path / "sst", tmp_path)
    assert made.row.id == "OISST" and list(made.groups) == ["OISST"]
    tiles.modis(tmp_path / "ncp", DAYS[0])
    (tmp_path / "b").mkdir()
    made = opened(tmp_path / "ncp", tmp_path / "b")
    assert made.row.id == "MOD09GA" and list(made.groups["MOD09GA"]) == [DAYS[0]]


def test_rain_gauges(tmp_path) -> None:
    folder = tmp_path / "rain"
    folder.mkdir()
    (folder / "SURF_CLI_CHN_MUL_DAY-PRE-13011-201507.TXT").write_text(
        "54511 3948 11628 313 2015 7 1 12 30 42 0 0 0\n54511 3948 11628 313 2015 7 2 32700 32766 32766 0 8 8\n"
        "54527 3904 11704 100025 2015 7 1 42 12 30 0 0 0\n"
    )
    made = opened(folder, tmp_path, "Rain")
    rows = list(csv.DictReader(made.tables[0].open(encoding="utf-8")))
    found = {(row["station"], row["time"], row["quantity"]): float(row["value"]) for row in rows}
    assert found["54511", "2015-07-01T00:00:00", "precipitation 20-08 (mm)"] == 1.2
    assert found["54511", "2015-07-01T12:00:00", "precipitation 20-20 (mm)"] == 4.2
    assert found["54511", "2015-07-02T00:00:00", "precipitation 20-08 (mm)"] == 0
    # The sum comes first in this line.
    assert found["54527", "2015-07-01T12:00:00", "precipitation 20-20 (mm)"] == 4.2
    assert len(rows) == 7
    from osgeo import ogr

    source = ogr.Open(str(made.points))
    points = {
        one.GetField("station"): (one.GetGeometryRef().GetX(), one.GetField("elevation")) for one in source.GetLayer()
    }
    assert points["54511"] == (pytest.approx(116 + 28 / 60), 31.3) and points["54527"][1] == 2.5


def test_buoys_need_positions(tmp_path) -> None:
    folder = tmp_path / "buoys"
    folder.mkdir()
    item = {"sta_cde": "fth59", "sta_nam_kor": "x", "obs_dat": "2026-07-13", "obs_tim": "15:30:00", "obs_lay": "1",
            "wtr_tmp": "21.5", "repair_gbn": "1"}  # fmt: skip
    bad = [{**item, "wtr_tmp": ""}, {**item, "wtr_tmp": "77"}]
    (folder / "a.json").write_text(json.dumps({"header": {}, "body": {"item": [item, *bad]}}), "utf-8")
    with pytest.raises(InputError, match="list of stations"):
        opened(folder, tmp_path, "In-situ")
    listed = tmp_path / "stations.csv"
    listed.write_text("station,lon,lat\nfth59,128.1,34.6\n")
    (tmp_path / "b").mkdir()
    made = opened(folder, tmp_path / "b", "In-situ", listed)
    (row,) = csv.DictReader(made.tables[0].open(encoding="utf-8"))
    assert row["time"] == "2026-07-13T06:30:00" and float(row["value"]) == 21.5


def test_tables_of_terra_become_rasters(tmp_path) -> None:
    import h5py

    path = tmp_path / "terra" / "Rainfall_UK.h5"
    path.parent.mkdir()
    values = np.arange(300, dtype="float32").reshape(3, 100)
    with h5py.File(path, "w") as file:
        group = file.create_group("t")
        group.create_dataset("axis1", data=np.array([1, 2, 3], "int64") * 86_400_000_000_000)
        group.create_dataset("block0_values", data=values)
    made = opened(tmp_path / "terra", tmp_path, "Terra")
    (series,) = made.groups.values()
    assert list(series) == [date(1970, 1, 2), date(1970, 1, 3), date(1970, 1, 4)]
    with rasterio.open(series[date(1970, 1, 3)]) as file:
        assert np.array_equal(file.read(1), values[1].reshape(10, 10))


def test_all_22_rows_are_there() -> None:
    names = "CIA LGC MOD09GA BC IC OISST OSTIA G1SST EARS In-situ TRMM GridSat DEM Rain S2 GOCI Wuhan".split()
    names += "Daxing AHB Tianjin Terra E-SMILE".split()
    assert [row.id for row in DATA_SETS] == names


def test_an_unknown_folder_is_one_sentence(tmp_path) -> None:
    (tmp_path / "photo.tif").write_bytes(b"x")
    with pytest.raises(InputError, match="no known data set .1 files, such as photo.tif"):
        recognize(tmp_path, QUIET)
