"""Output of `make demo`: the simple guesses beside the prediction, and the verdict."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys

import numpy as np
import pytest
from support import ROOT

pytest.importorskip("rasterio")
pytest.importorskip("matplotlib")

from stfusion.core.simulate import Scenario, simulate  # noqa: E402
from stfusion.core.simulate.sample import write_sample  # noqa: E402


def read(path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as file:
        return file.read() / 10000


def test_the_demo_prints_all_simple_guesses_and_the_verdict(tmp_path, capsys, monkeypatch) -> None:
    spec = importlib.util.spec_from_file_location("demo", ROOT / "scripts" / "demo.py")
    demo = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "demo", demo)
    spec.loader.exec_module(demo)
    write_sample(simulate(Scenario(rows=64, cols=64, ratio=8, change="none")), tmp_path, pairs_only=True)
    first, last = sorted(tmp_path.glob("sample_fine_*.tif"))
    # The unchanged fine image as prediction, which is far from the best guess.
    shutil.copy(first, tmp_path / "auto.tif")
    demo.main(tmp_path)
    said = capsys.readouterr().out
    table = said[said.index("RMSE") : said.index("correlation")]
    rows = dict(re.findall(r"^(.+?) {2,}.* (\d\.\d+)$", table, re.M))
    assert [name for name in rows if name.endswith(")")] == [
        "Fine image unchanged (F0)", "Enlarged coarse image (CP)", "Coarse change (DC)", "Two-sided coarse change (DC2)",
    ]  # fmt: skip
    fine = demo.read(first)
    coarse = [demo.on_grid_of(demo.read(path), fine) for path in sorted(tmp_path.glob("sample_coarse_*.tif"))]
    truth = read(next(tmp_path.glob("sample_truth_*.tif")))
    two_sided = (read(first) + coarse[1] - coarse[0] + read(last) + coarse[1] - coarse[2]) / 2
    plain = np.sqrt(np.square(two_sided - truth).mean(axis=(1, 2))).mean()
    assert float(rows["Two-sided coarse change (DC2)"]) == pytest.approx(plain, abs=6e-5)
    share = round(100 * (np.sqrt(np.square(read(first) - truth).mean(axis=(1, 2))).mean() / plain - 1))
    assert f"Auto: {share} % worse than the best simple guess (two-sided coarse change)." in said
    assert (tmp_path / "demo.png").stat().st_size > 10000
