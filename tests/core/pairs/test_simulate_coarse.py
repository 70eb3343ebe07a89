"""Coarse images simulated from fine ones: equal to the shared scenes, and independent of the block size."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

import stfusion.core.pairs.simulate_coarse as module
from stfusion.core.errors import Cancelled, InputError
from stfusion.core.numerics.psf import USUAL_WIDTH, axis_weights, make_psf
from stfusion.core.pairs.simulate_coarse import CoarseSensor, band_numbers, simulate_coarse
from stfusion.core.simulate import blur_to_coarse


def values_of(path) -> np.ndarray:
    with rasterio.open(path) as file:
        return file.read()


SHARED = [
    ("slovenia_s2", "fine_s2_l1c_20150711", "20150711", 10),
    ("slovenia_s2", "fine_s2_l1c_20150909", "20150909", 10),
    ("peru_landsat", "fine_landsat_composite_20000701", "20000701", 8),
    ("gwydir_flood", "fine_landsat_20041228", "20041228", 16),
    ("sst_nw_atlantic", "fine_ostia_sst_20170606", "sst_20170606", 4),
    ("precip_stage4", "fine_precip_1h_20180914T10", "precip_1h_20180914T10", 4),
]


@pytest.mark.parametrize(("folder", "fine", "day", "ratio"), SHARED)
def test_same_as_the_shared_scenes(data_folder, tmp_path, folder, fine, day, ratio) -> None:
    """They were computed by other code, by the rule stated in their README."""
    place = data_folder / folder
    out = simulate_coarse(place / f"{fine}.tif", tmp_path / "out.tif", CoarseSensor(ratio))
    with rasterio.open(place / f"coarse_simulated_psf_{day}.tif") as wanted, rasterio.open(out) as found:
        np.testing.assert_array_equal(found.read(), wanted.read())
        assert found.dtypes == wanted.dtypes and found.nodata == wanted.nodata
        np.testing.assert_allclose(tuple(found.transform), tuple(wanted.transform))


@pytest.fixture
def fine(write_raster):
    rng = np.random.default_rng(3)
    values = (rng.random((2, 70, 90)) * 4000 + 500).astype(np.int16)
    values[0, 10:40, 20:33] = -9999
    values[1, 60:, :] = -9999
    return write_raster("fine_20200102.tif", values, nodata=-9999, names=("red", "nir"))


@pytest.mark.parametrize("psf", USUAL_WIDTH)
@pytest.mark.parametrize("noise", [0.0, 0.01])
def test_blocks_make_no_difference(fine, tmp_path, monkeypatch, psf, noise) -> None:
    wanted = CoarseSensor(7, psf, noise=noise, gain=1.1, offset=0.02)
    whole = values_of(simulate_coarse(fine, tmp_path / "whole.tif", wanted))
    monkeypatch.setattr(module, "_BLOCK", 21)
    np.testing.assert_array_equal(values_of(simulate_coarse(fine, tmp_path / "blocks.tif", wanted)), whole)
    assert whole.shape == (2, 10, 13)


def test_gaussian_is_that_of_the_simulated_scenes(fine, tmp_path) -> None:
    stored = values_of(fine).astype(np.float32)
    stored[stored == -9999] = np.nan
    wanted = blur_to_coarse(stored, 7)
    found = values_of(simulate_coarse(fine, tmp_path / "out.tif", CoarseSensor(7)))
    np.testing.assert_array_equal(found, np.where(np.isnan(wanted), -9999, np.rint(wanted)))


def test_box_is_the_mean_and_modis_a_triangle(write_raster, tmp_path) -> None:
    values = np.random.default_rng(0).random((1, 24, 40)).astype(np.float32)
    path = write_raster("fine.tif", values)
    means = values.reshape(1, 3, 8, 5, 8).mean(axis=(2, 4))
    np.testing.assert_allclose(
        values_of(simulate_coarse(path, tmp_path / "a.tif", CoarseSensor(8, "box"))), means, rtol=1e-5
    )
    point = np.zeros((1, 40, 40), np.float32)
    point[:, 20, 20] = 1
    seen = values_of(simulate_coarse(write_raster("point.tif", point), tmp_path / "b.tif", CoarseSensor(8, "modis")))[0]
    assert (
        np.count_nonzero(seen.sum(axis=1)) == 1 and np.count_nonzero(seen.sum(axis=0)) == 2
    )  # along track, along scan
    psf = make_psf("modis")
    across = axis_weights(psf.across, 8, 80, range(10)).toarray()
    assert (across[5] > 0).sum() == 16 and np.allclose(across.sum(axis=1), 1)
    half = axis_weights(make_psf("box", 1.5).down, 4, 40, range(10)).toarray()[5]
    np.testing.assert_allclose(half[half > 0], np.full(6, 1 / 6))


def test_gaps_need_half_of_the_weight(write_raster, tmp_path) -> None:
    values = np.full((1, 30, 30), 100, np.int16)
    values[0, :, 15:] = -1
    out = values_of(simulate_coarse(write_raster("f.tif", values, nodata=-1), tmp_path / "o.tif", CoarseSensor(10)))
    assert out[0].tolist() == [[100, 100, -1]] * 3  # the gap begins in the middle of the second column


def test_gain_offset_and_noise_are_physical(write_raster, tmp_path, listener) -> None:
    values = np.full((1, 400, 400), 3000, np.int16)
    path = write_raster("f.tif", values, nodata=-9999)
    biased = values_of(simulate_coarse(path, tmp_path / "a.tif", CoarseSensor(2, gain=1.1, offset=-0.05), listener.run))
    assert (biased == 2800).all() and "0.0001" in listener.text
    noisy = values_of(simulate_coarse(path, tmp_path / "b.tif", CoarseSensor(2, noise=0.02, seed=4)))
    assert abs(noisy.mean() - 3000) < 5 and abs(noisy.std() - 200) < 5
    again = values_of(simulate_coarse(path, tmp_path / "c.tif", CoarseSensor(2, noise=0.02, seed=4)))
    other = values_of(simulate_coarse(path, tmp_path / "d.tif", CoarseSensor(2, noise=0.02, seed=5)))
    np.testing.assert_array_equal(noisy, again)
    assert abs(np.corrcoef(noisy.ravel(), other.ravel())[0, 1]) < 0.02
    # No draw occurs twice: rows, columns and bands are independent.
    rows = np.corrcoef(noisy[0, :40])
    assert np.abs(rows - np.eye(40)).max() < 0.35
    stated = values_of(simulate_coarse(path, tmp_path / "e.tif", CoarseSensor(2, offset=7, scale="1")))
    assert (stated == 3007).all()


def test_gain_and_offset_are_physical_in_every_band(write_raster, tmp_path) -> None:
    """Each band has its own scale and gaps."""
    fine = write_raster("fine.tif", np.stack([np.full((8, 8), 2000), np.full((8, 8), 200)]).astype("int16"), nodata=-9)
    with rasterio.open(fine, "r+") as file:
        file.scales = (0.0001, 0.001)
        file.write(np.full((4, 4), -9, "int16"), 2, window=rasterio.windows.Window(4, 0, 4, 4))
    made = simulate_coarse(str(fine), tmp_path / "coarse.tif", CoarseSensor(ratio=4, psf="box", offset=0.1))
    with rasterio.open(made) as file:
        assert file.scales == (0.0001, 0.001)
        assert file.read().tolist() == [[[3000, 3000], [3000, 3000]], [[300, -9], [300, 300]]]


def test_noise_is_in_one_unit(write_raster, tmp_path) -> None:
    values = np.stack([np.full((8, 8), 0.2), np.full((8, 8), 291.0)]).astype("float32")
    fine = write_raster("fine.tif", values, names=("red", "lst"))
    with rasterio.open(fine, "r+") as file:
        file.units = ("", "K")
    with pytest.raises(InputError, match="Some bands of fine.tif are temperatures"):
        simulate_coarse(str(fine), tmp_path / "a.tif", CoarseSensor(ratio=4, noise=0.01))
    assert not (tmp_path / "a.tif").exists()
    assert simulate_coarse(str(fine), tmp_path / "b.tif", CoarseSensor(ratio=4, noise=0.01, bands=(2,))).exists()
    assert simulate_coarse(str(fine), tmp_path / "c.tif", CoarseSensor(ratio=4)).exists()


def test_output_on_the_fine_grid_bands_and_tags(fine, tmp_path) -> None:
    from datetime import date

    out = simulate_coarse(
        fine, tmp_path / "a.tif", CoarseSensor(7, bands=(2,)), on_fine_grid=tmp_path / "b.tif", day=date(2020, 1, 2)
    )
    with rasterio.open(out) as coarse, rasterio.open(tmp_path / "b.tif") as enlarged:
        assert coarse.descriptions == ("nir",) and coarse.tags()["ACQUISITION_DATE"] == "2020-01-02"
        assert coarse.tags()["RATIO"] == "7" and coarse.tags()["SIMULATED"] == "YES"
        assert enlarged.shape == (70, 90)
        np.testing.assert_array_equal(enlarged.read(), coarse.read().repeat(7, axis=1).repeat(7, axis=2)[:, :70, :90])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ratio": 1}, "Ratio is 1"),
        ({"ratio": 80}, "larger than fine_20200102.tif"),
        ({"noise": -1}, "Noise is -1"),
        ({"gain": 0}, "Gain is 0"),
        ({"offset": float("nan")}, "Offset is nan"),
        ({"psf": "sinc"}, "'sinc'"),
        ({"width": 9}, "width of the point-spread function is 9"),
        ({"bands": (3,)}, "band 3"),
        ({"scale": "ten"}, "Scale factor 'ten'"),
    ],
)
def test_what_makes_no_sense_is_said(fine, tmp_path, change, words) -> None:
    with pytest.raises(InputError, match=words) as error:
        simulate_coarse(fine, tmp_path / "o.tif", CoarseSensor(**{"ratio": 7, **change}))
    assert str(error.value).endswith(".") and not (tmp_path / "o.tif").exists()


def test_inputs_are_never_overwritten_and_nothing_is_left_behind(fine, tmp_path, listener) -> None:
    before = fine.read_bytes()
    with pytest.raises(InputError, match="one of the inputs"):
        simulate_coarse(fine, fine, CoarseSensor(7))
    with pytest.raises(InputError, match="another name"):
        simulate_coarse(fine, tmp_path / "o.tif", CoarseSensor(7), on_fine_grid=tmp_path / "o.tif")
    with pytest.raises(InputError, match="Bands 'red'"):
        band_numbers("red")
    assert band_numbers("1, 3;2") == (1, 3, 2)
    listener.stop = True
    with pytest.raises(Cancelled):
        simulate_coarse(fine, tmp_path / "o.tif", CoarseSensor(7), listener.run)
    assert [path.name for path in tmp_path.iterdir()] == [fine.name] and fine.read_bytes() == before


def test_progress_never_falls(fine, tmp_path, listener, monkeypatch) -> None:
    monkeypatch.setattr(module, "_BLOCK", 21)
    simulate_coarse(fine, tmp_path / "o.tif", CoarseSensor(7), listener.run)
    assert listener.shares == sorted(listener.shares) and listener.shares[-1] == 1
