"""Real imagery on the command line: dates, scales, grids, masks and bands as delivered."""

from __future__ import annotations

import numpy as np
import pytest

import scenes

# Required log messages of each scene: they show that its special property was detected.
TOLD = {
    "gwydir_flood": ("2004-11-26", "2004-12-28", "Resolution ratio: 16.00"),
    "kranj": ("fine x 0.0001", "coarse x 1 ", "2020-04-02"),
    "peru_landsat": ("8-bit image", "Resolution ratio: 8.00", "1995-07-01"),
    "slovenia_s2": ("B8A - B8A", "Resolution ratio: 10.00", "2015-08-30"),
    "yanco_lst": ("0.01 (kelvin)", "2016-03-08"),
    "ndvi_2015": ("of 2015-04-07", "Resolution ratio: 8.00"),
}
ONE_PAIR = [(method, name) for name in TOLD for method in ("starfm", "fitfc")]
OTHERS = [("fsdaf", "slovenia_s2"), ("spstfm", "yanco_lst"), ("auto", "kranj"), ("estarfm", "kranj, two pairs")]


@pytest.mark.parametrize(("method", "name"), [*ONE_PAIR, *OTHERS])
def test_real_scene_on_the_command_line(qgis_process, data_folder, tmp_path, method, name) -> None:
    import rasterio

    inputs = scenes.CASES[name].inputs(data_folder)
    output = tmp_path / "out.tif"
    values = {"COARSE_TARGET": inputs.target.source, "OUTPUT": output}
    for number, (fine, coarse) in enumerate(zip(inputs.fine, inputs.coarse), 1):
        values[f"FINE_{number}"], values[f"COARSE_{number}"] = fine.source, coarse.source
        if fine.mask:
            values[f"MASK_{number}"] = fine.mask
    done = qgis_process("run", f"stfusion:{method}", "--", *(f"{key}={value}" for key, value in values.items()))
    assert done.code == 0, done.text
    for words in TOLD[name.partition(",")[0]] if "," not in name else ():
        assert words in done.text
    with rasterio.open(output) as made, rasterio.open(inputs.fine[0].source) as fine:
        assert (made.shape, made.dtypes, made.nodata, made.transform) == (
            fine.shape,
            fine.dtypes,
            fine.nodata,
            fine.transform,
        )
        values = made.read()
        valid = (values != made.nodata).all(axis=0)
        before = fine.read()
    assert valid.mean() > 0.8
    # A prediction in the units of the fine image is in the range of its values.
    low, high = np.percentile(before[:, valid], (0.1, 99.9))
    assert low - (high - low) < np.median(values[:, valid]) < high + (high - low)
