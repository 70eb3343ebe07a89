"""Compares the demo's prediction and simple guesses with the truth: a table on the terminal, and a picture.

    demo.py FOLDER

FOLDER contains the rasters of `stfusion:sampledata` and the prediction auto.tif; demo.png is written to it. Called by
demo.sh.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import rasterio
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from rasterio.enums import Resampling
from rasterio.transform import array_bounds
from rasterio.warp import reproject

from stfusion.core.accuracy.metrics import correlation, rmse, ssim
from stfusion.core.dates import date_from_name
from stfusion.core.fusion.guesses import both_sides, nearest, shown_name, simple_guesses, verdict

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
    day: date | None

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, right, bottom and top edge in kilometres, so that images of both sensors overlay correctly."""
        left, bottom, right, top = array_bounds(*self.values.shape[1:], self.transform)
        return left / 1000, right / 1000, bottom / 1000, top / 1000

    @property
    def pixel(self) -> str:
        return f"pixels of {self.transform.a:.0f} m"

    def composite(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        shown = np.stack([self.values[self.bands.index(name)] for name in FALSE_COLOUR], axis=-1)
        return np.clip((shown - low) / (high - low), 0, 1)


def read(path: Path) -> Image:
    with rasterio.open(path) as dataset:
        values = dataset.read(masked=True).astype(np.float64).filled(np.nan) / REFLECTANCE
        return Image(values, list(dataset.descriptions), dataset.transform, dataset.crs, date_from_name(path))


def on_grid_of(image: Image, fine: Image) -> np.ndarray:
    """Returns an image resampled to the fine grid by bilinear interpolation."""
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


def guesses_of(pairs: list[tuple[Image, Image]], target: Image) -> dict[str, np.ndarray]:
    """Returns the simple guesses by name, NaN where invalid; see core/fusion/guesses.py."""
    on_fine = [tuple(map(pixels, (fine.values, on_grid_of(coarse, fine)))) for fine, coarse in pairs]
    days = [fine.day for fine, _ in pairs]
    sides = both_sides(days, target.day)
    around = sides and tuple(on_fine[side] for side in sides)
    found = simple_guesses(pixels(on_grid_of(target, pairs[0][0])), on_fine[nearest(days, target.day)], around)
    return {name: np.where(valid, values, np.nan) for name, (values, valid) in found.items()}


def pixels(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return values, np.isfinite(values)


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
    before, after = (rmse(image.values, truth.values).mean() for image in (fine, prediction))
    panels = (
        (f"Fine image of the pair, {fine.day}\nRMSE to the truth {before:.4f}", fine),
        (f"Coarse image of the pair, {coarse.day}\n{coarse.pixel}", coarse),
        (f"Coarse image of the target date, {target.day}\n{target.pixel}", target),
        (f"Prediction by Auto, {target.day}\nRMSE to the truth {after:.4f}", prediction),
        (f"Truth, {truth.day}\n{truth.pixel}", truth),
    )
    figure = Figure(figsize=(13, 8.8), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    # A separate column for the colour bar, so that all panels have the same size.
    grid = figure.add_gridspec(2, 4, width_ratios=(1, 1, 1, 0.04))
    places = [figure.add_subplot(grid[row, col]) for row in range(2) for col in range(3)]
    for place, (title, image) in zip(places, panels):
        place.imshow(image.composite(low, high), extent=image.extent, interpolation="nearest")
        place.set_title(title, fontsize=11)
    place = places[5]
    error = np.sqrt(np.mean(np.square(prediction.values - truth.values), axis=0))
    heat = place.imshow(
        error, extent=truth.extent, interpolation="nearest", cmap="magma", vmin=0, vmax=np.nanpercentile(error, 99)
    )
    place.set_title("Error of the prediction\n(root of the mean square over the bands)", fontsize=11)
    figure.colorbar(heat, cax=figure.add_subplot(grid[1, 3]), label="reflectance", extend="max")
    left, right, bottom, top = truth.extent
    for place in places:
        place.set(xticks=[], yticks=[], xlim=(left, right), ylim=(bottom, top))
    add_scale_bar(places[0], left, bottom, right - left)
    figure.suptitle("False colour: near infrared, red and green shown as red, green and blue, stretched alike")
    figure.savefig(path)


def add_scale_bar(place, left: float, bottom: float, width: float) -> None:
    """Draws one kilometre in the lower left corner."""
    x, y = left + 0.05 * width, bottom + 0.05 * width
    for colour, line in (("black", 5), ("white", 2.5)):
        place.plot([x, x + 1], [y, y], color=colour, linewidth=line, solid_capstyle="butt")
    place.text(x + 0.5, y + 0.02 * width, "1 km", ha="center", va="bottom", color="white", fontweight="bold")


def main(folder: Path) -> None:
    fine, last_fine = (read(path) for path in sorted(folder.glob("sample_fine_*.tif")))
    coarse, target, last_coarse = (read(path) for path in sorted(folder.glob("sample_coarse_*.tif")))
    (truth_file,) = folder.glob("sample_truth_*.tif")
    truth = read(truth_file)
    prediction = read(folder / "auto.tif")
    guesses = guesses_of([(fine, coarse), (last_fine, last_coarse)], target)
    candidates = {**{shown_name(name): values for name, values in guesses.items()}, "Auto": prediction.values}
    print(f"\nSimple guesses and prediction compared with the true fine image of {truth.day}, in reflectance:")
    print_table(candidates, truth)
    valid = np.logical_and.reduce([np.isfinite(values) for values in (truth.values, *candidates.values())])
    found = {name: rmse(values, truth.values, valid).mean() for name, values in guesses.items()}
    print(f"\nAuto: {verdict(rmse(prediction.values, truth.values, valid).mean(), found).words}.")
    draw(folder / "demo.png", fine, coarse, target, prediction, truth)
    print(f"\nPicture:  {folder / 'demo.png'}\nGeoTIFF:  {folder / 'auto.tif'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
