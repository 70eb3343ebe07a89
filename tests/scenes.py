"""The real scenes of the shared imagery: files of each prediction, its truth, and the baselines to outperform.

Run as a program to print the accuracy table: ``python tests/scenes.py [method]``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from support import shared_folder

from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.guesses import TWO_SIDED, scene_guesses
from stfusion.core.fusion.method import Method, checked_options
from stfusion.core.rasters.align import AlignedReader
from stfusion.core.rasters.raster import RasterReader, describe
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.layers import RasterLayer
from stfusion.core.scenes.pairing import Image
from stfusion.core.scenes.scene import Scene


@dataclass(frozen=True)
class Case:
    """One prediction on real imagery; file names within `folder`."""

    folder: str
    pairs: tuple[tuple[str, str], ...]
    target: str
    truth: str
    masks: tuple[str, ...] = ()

    def inputs(self, data: Path) -> Inputs:
        here = data / self.folder
        masks = [str(here / mask) for mask in self.masks] or [None] * len(self.pairs)
        pairs = list(enumerate(zip(self.pairs, masks), 1))
        return Inputs(
            fine=tuple(Image(str(here / fine), f"Fine image {n}", None, n, mask) for n, ((fine, _), mask) in pairs),
            coarse=tuple(Image(str(here / coarse), f"Coarse image {n}", None, n) for n, ((_, coarse), _) in pairs),
            target=Image(str(here / self.target), "Coarse image of the target date"),
        )


def _simulated(folder: str, fine: str, coarse: str, pairs: tuple[str, ...], target: str) -> Case:
    names = tuple((f"{fine}_{day}.tif", f"{coarse}_{day}.tif") for day in pairs)
    return Case(folder, names, f"{coarse}_{target}.tif", f"{fine}_{target}.tif")


_KRANJ = ("kranj", "fine_landsat8", "coarse_modis_on_fine_grid")
_PERU = ("peru_landsat", "fine_landsat_composite", "coarse_simulated_psf")
_SLOVENIA = ("slovenia_s2", "fine_s2_l1c", "coarse_simulated_psf")
_NDVI = (("fine_landsat8_ndvi_20150414.tif", "coarse_modis_ndvi_16day_20150407.tif"),)

CASES = {
    "gwydir_flood": _simulated(
        "gwydir_flood", "fine_landsat", "coarse_simulated_by_authors", ("20041126",), "20041228"
    ),
    "kranj": _simulated(*_KRANJ, ("20200317",), "20200402"),
    "kranj, two pairs": _simulated(*_KRANJ, ("20200308", "20200402"), "20200317"),
    "peru_landsat": _simulated(*_PERU, ("19950701",), "20000701"),
    "peru_landsat, two pairs": _simulated(*_PERU, ("19950701", "20050701"), "20000701"),
    "slovenia_s2": _simulated(*_SLOVENIA, ("20150711",), "20150830"),
    "slovenia_s2, two pairs": _simulated(*_SLOVENIA, ("20150711", "20150909"), "20150830"),
    "yanco_lst": _simulated(
        "yanco_lst", "fine_landsat_lst", "coarse_mod11a1_lst_on_fine_grid", ("20160205",), "20160308"
    ),
    "ndvi_2015": Case(
        "ndvi_2015",
        _NDVI,
        "coarse_modis_ndvi_16day_20151016.tif",
        "fine_landsat8_ndvi_20151014.tif",
        ("fine_landsat8_mask_20150414.tif",),
    ),
    "ndvi_2015, two pairs": Case(
        "ndvi_2015",
        (*_NDVI, ("fine_landsat8_ndvi_20151210.tif", "coarse_modis_ndvi_16day_20151203.tif")),
        "coarse_modis_ndvi_16day_20151016.tif",
        "fine_landsat8_ndvi_20151014.tif",
        ("fine_landsat8_mask_20150414.tif", "fine_landsat8_mask_20151210.tif"),
    ),
}


@dataclass(frozen=True)
class Score:
    """RMSE per band, in the stored units of the fine image, over the pixels that all compared images have."""

    method: np.ndarray
    unchanged: np.ndarray
    difference: np.ndarray
    pixels: int
    two_sided: np.ndarray | None = None  # with a pair before and one after the target date

    @property
    def ratios(self) -> tuple[float, float]:
        """RMSE of the method over that of each floor, mean over bands."""
        return float(np.mean(self.method / self.unchanged)), float(np.mean(self.method / self.difference))


def score(case: Case, data: Path, method: Method, options: dict | None = None, run: Run | None = None) -> Score:
    """Predict a case through `fuse` and compare with truth, floors (of the first pair) and the two-sided guess."""
    return scores(case, data, [method], options, run)[0]


def scores(
    case: Case, data: Path, methods: Iterable[Method], options: dict | None = None, run: Run | None = None
) -> list[Score]:
    """As `score`, for several methods; facts of the pairs are reused, as in a series of dates."""
    run = run or Run(log=lambda text, level: None)
    scene = open_scene(case.inputs(data), run)
    try:
        return [_scored(case, data, scene, method, checked_options(method, options or {}), run) for method in methods]
    finally:
        scene.close()


def _scored(case: Case, data: Path, scene: Scene, method: Method, options: Any, run: Run) -> Score:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "prediction.tif"
        fuse(method, scene, options, output, run)
        prediction, predicted = _read(output, scene)
    truth, known = _read(data / case.folder / case.truth, scene)
    block = scene.read(scene.grid.window)
    first, usable = block.fine[0], predicted & known & block.valid[0] & block.target_valid
    floors = {"unchanged": first, "difference": first + block.target - block.coarse[0]}
    two_sided = scene_guesses(scene, scene.grid.window).get(TWO_SIDED)
    if two_sided is not None:
        floors["two_sided"], usable = two_sided[0], usable & two_sided[1]
    scale = scene.storage.scale.factor
    errors = {name: _rmse(values, truth, usable) / scale for name, values in {"method": prediction, **floors}.items()}
    return Score(**errors, pixels=int(usable.sum()))


def _read(path: Path, scene: Scene) -> tuple[np.ndarray, np.ndarray]:
    info = describe(path)
    layer = RasterLayer(
        AlignedReader(RasterReader(info), scene.grid, range(1, info.bands + 1), "nearest"), scene.storage.scale
    )
    try:
        return layer.read(scene.grid.window)
    finally:
        layer.close()


def _rmse(values: np.ndarray, truth: np.ndarray, usable: np.ndarray) -> np.ndarray:
    return np.sqrt(np.square(values - truth)[:, usable].astype(float).mean(axis=1))


def main() -> None:
    from stfusion.models import methods

    method = methods()[sys.argv[1] if len(sys.argv) > 1 else "starfm"]
    options = dict(word.split("=") for word in sys.argv[2:])
    typed = {name: type(getattr(method.Options(), name))(value) for name, value in options.items()}
    for name, case in CASES.items():
        found = score(case, shared_folder("data"), method, typed)
        rows = (found.method, found.unchanged, found.difference, found.two_sided)
        numbers = ["" if row is None else " ".join(f"{value:.4g}" for value in row) for row in rows]
        sys.stdout.write(f"| {name} | {' | '.join(numbers)} | {found.ratios[0]:.3f} | {found.ratios[1]:.3f} |\n")


if __name__ == "__main__":
    main()
