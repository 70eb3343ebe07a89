"""Compares the demo's prediction with the truth: a table on the terminal, and a picture.

    demo.py FOLDER

FOLDER holds the rasters of `stfusion:sampledata` and the prediction starfm.tif, and gets demo.png. Called by demo.sh.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from rasterio.enums import Resampling
from rasterio.transform import array_bounds
from rasterio.warp import reproject

from stfusion.core.dates import date_from_name
from stfusion.core.metrics import correlation, rmse, ssim

REFLECTANCE = 10000  # stored values of reflectance 1
FALSE_COLOUR = ("nir", "red", "green")
MEASURES = (("RMSE", rmse, "{:9.4f}"), ("correlation", correlation, "{:9.3f}"), ("SSIM", ssim, "{:9.3f}"))


@dataclass
class Image:
    """A raster of the demo in reflectance, NaN where invalid."""

    values: np.ndarray
    bands: list[str]
    transform: rasterio.Affine
    crs: rasterio.crs.CRS
    day: str

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, right, bottom and top edge in kilometres, so that images of both sensors lie on each other."""
        left, bottom, right, top = array_bounds(*self.values.shape[1:], self.transform)
        return left / 1000, right / 1000, bottom / 1000, top / 1000

    def composite(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        shown = np.stack([self.values[self.bands.index(name)] for name in FALSE_COLOUR], axis=-1)
        return np.clip((shown - low) / (high - low), 0, 1)


def read(path: Path) -> Image:
    with rasterio.open(path) as dataset:
        values = dataset.read(masked=True).astype(np.float64).filled(np.nan) / REFLECTANCE
        day = date_from_name(path)
        return Image(values, list(dataset.descriptions), dataset.transform, dataset.crs, day.isoformat() if day else "")


def on_grid_of(image: Image, fine: Image) -> np.ndarray:
    """An image brought onto the fine grid by bilinear interpolation."""
    found = np.full((len(image.values), *fine.values.shape[1:]), np.nan)
    reproject(
        image.values,
        found,
        src_transform=image.transform,
        src_crs=image.crs,
        src_nodata=np.nan,
        dst_transform=fine.transform,
        dst_crs=fine.crs,
        dst_nodata=np.nan,
        resampling=Resampling.bilinear,
    )
    return found


def print_table(candidates: dict[str, np.ndarray], truth: Image) -> None:
    width = max(map(len, candidates)) + 2
    for title, measure, form in MEASURES:
        print(f"\n{title:<{width}}" + "".join(f"{name:>9}" for name in [*truth.bands, "mean"]))
        for name, values in candidates.items():
            found = measure(values, truth.values)
            print(f"{name:<{width}}" + "".join(form.format(value) for value in [*found, found.mean()]))


def draw(path: Path, fine: Image, coarse: Image, target: Image, prediction: Image, truth: Image) -> None:
    shown = np.concatenate([image.composite(np.zeros(3), np.ones(3)).reshape(-1, 3) for image in (fine, truth)])
    low, high = np.nanpercentile(shown, (1, 99), axis=0)
    mean_rmse = rmse(prediction.values, truth.values).mean()
    panels = (
        (f"Fine, {fine.day}", fine),
        (f"Coarse, {coarse.day}", coarse),
        (f"Coarse, {target.day}", target),
        (f"STARFM, {target.day}, RMSE {mean_rmse:.4f}", prediction),
        (f"Truth, {truth.day}", truth),
    )
    figure = Figure(figsize=(13, 9.2), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(2, 3)
    for place, (title, image) in zip(axes.flat, panels):
        place.imshow(image.composite(low, high), extent=image.extent, interpolation="nearest")
        place.set_title(title, fontsize=11)
    place = axes.flat[5]
    error = np.sqrt(np.mean(np.square(prediction.values - truth.values), axis=0))
    heat = place.imshow(
        error, extent=truth.extent, interpolation="nearest", cmap="magma", vmin=0, vmax=np.nanpercentile(error, 99)
    )
    place.set_title("Error of STARFM (RMSE over the bands)", fontsize=11)
    figure.colorbar(heat, ax=place, label="reflectance", shrink=0.8, extend="max")
    left, right, bottom, top = truth.extent
    for place in axes.flat:
        place.set(xticks=[], yticks=[], xlim=(left, right), ylim=(bottom, top))
    add_scale_bar(axes.flat[0], left, bottom, right - left)
    figure.suptitle(f"False colour: {', '.join(FALSE_COLOUR)} as red, green, blue, stretched alike", fontsize=12)
    figure.savefig(path)


def add_scale_bar(place, left: float, bottom: float, width: float) -> None:
    """One kilometre, in the lower left corner."""
    x, y = left + 0.05 * width, bottom + 0.05 * width
    for colour, line in (("black", 5), ("white", 2.5)):
        place.plot([x, x + 1], [y, y], color=colour, linewidth=line, solid_capstyle="butt")
    place.text(x + 0.5, y + 0.02 * width, "1 km", ha="center", va="bottom", color="white", fontweight="bold")


def main(folder: Path) -> None:
    fine = read(sorted(folder.glob("sample_fine_*.tif"))[0])
    coarse, target = (read(path) for path in sorted(folder.glob("sample_coarse_*.tif"))[:2])
    (truth_file,) = folder.glob("sample_truth_*.tif")
    truth = read(truth_file)
    prediction = read(folder / "starfm.tif")
    change = on_grid_of(target, fine) - on_grid_of(coarse, fine)
    candidates = {
        "fine image of the first date": fine.values,
        "the same + coarse change": fine.values + change,
        "STARFM": prediction.values,
    }
    print(f"\nAgainst the true fine image of {truth.day}, in reflectance:")
    print_table(candidates, truth)
    draw(folder / "demo.png", fine, coarse, target, prediction, truth)
    print(f"\nPicture:  {folder / 'demo.png'}\nGeoTIFF:  {folder / 'starfm.tif'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
