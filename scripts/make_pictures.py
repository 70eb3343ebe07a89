"""Draws the pictures of the help pages: results of methods on the simulated sample data. Run it with .venv's Python.

    make_pictures.py [METHOD ...]

Without arguments: the scene, and every method of `SHOWN`. The screenshots of the tutorial are made by make_screenshots.sh.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import inside
import numpy as np
import rasterio
from PIL import Image as Picture

inside.package()

from stfusion.core.fusion.fuse import fuse  # noqa: E402
from stfusion.core.run import Run  # noqa: E402
from stfusion.core.scenes.inputs import Inputs, open_scene  # noqa: E402
from stfusion.core.scenes.pairing import Image  # noqa: E402
from stfusion.core.simulate import Scenario, simulate  # noqa: E402
from stfusion.core.simulate.sample import Sample, write_sample  # noqa: E402
from stfusion.models import methods  # noqa: E402

FOLDER = inside.ROOT / "resources" / "help" / "pictures"
SHOWN = ("starfm", "estarfm", "fsdaf", "fitfc", "spstfm")
PART = (slice(150, 310), slice(170, 330))  # where the flood is
COLOURS = 48
GAP = 6
FALSE_COLOUR = (2, 1, 0)  # near infrared, red, green
LIMIT = 0.1  # reflectance at which an error has its full colour


def read(path: Path) -> np.ndarray:
    """Reflectance of the part that is shown, coarse pixels repeated."""
    with rasterio.open(path) as dataset:
        values = dataset.read() / 10000.0
        ratio = round(dataset.transform.a / 30)
    values = values.repeat(ratio, 1).repeat(ratio, 2)
    return values[(slice(None), *PART)]


def composite(values: np.ndarray, limits: np.ndarray) -> np.ndarray:
    shown = (values[FALSE_COLOUR, :, :] - limits[:, :1, None]) / (limits[:, 1:, None] - limits[:, :1, None])
    return (np.clip(shown, 0, 1).transpose(1, 2, 0) * 255).astype(np.uint8)


def error(values: np.ndarray) -> np.ndarray:
    """Mean difference of all bands, from blue (too low) over white to red (too high)."""
    share = np.clip(values.mean(axis=0) / LIMIT, -1, 1)
    red, blue = np.where(share < 0, 1 + share, 1), np.where(share > 0, 1 - share, 1)
    return (np.stack([red, np.minimum(red, blue), blue], -1) * 255).astype(np.uint8)


def save(name: str, panels: list[np.ndarray]) -> None:
    """Writes panels side by side, in few colours, because pictures are included in the plugin package."""
    rows, cols = panels[0].shape[:2]
    whole = Picture.new("RGB", (len(panels) * (cols + GAP) - GAP, rows), "white")
    for number, panel in enumerate(panels):
        whole.paste(Picture.fromarray(panel), (number * (cols + GAP), 0))
    path = FOLDER / name
    whole.quantize(COLOURS, dither=Picture.Dither.NONE).save(path, optimize=True)
    print(f"resources/help/pictures/{name}: {path.stat().st_size / 1000:.0f} kB")


def inputs(sample: Sample, pairs: int) -> Inputs:
    first, target, last = sorted(sample.coarse)
    days = (first, last)[:pairs]
    return Inputs(
        fine=tuple(Image(str(sample.fine[day]), "Fine", day, slot) for slot, day in enumerate(days, 1)),
        coarse=tuple(Image(str(sample.coarse[day]), "Coarse", day, slot) for slot, day in enumerate(days, 1)),
        target=Image(str(sample.coarse[target]), "Coarse", target, None),
    )


def main() -> None:
    wanted = sys.argv[1:] or SHOWN
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        sample = write_sample(simulate(Scenario()), place)
        first, target, _ = sorted(sample.coarse)
        before, coarse, truth = read(sample.fine[first]), read(sample.coarse[target]), read(sample.truth[target])
        limits = np.percentile(np.concatenate([before, truth], 2)[FALSE_COLOUR, :, :], (1, 99), axis=(1, 2)).T
        save("scene.png", [composite(values, limits) for values in (before, coarse, truth)])
        for name in wanted:
            method = methods()[name]
            output = Path(place) / f"{name}.tif"
            scene = open_scene(inputs(sample, max(method.info.pairs[0], 2 if name == "auto" else 1)), Run())
            fuse(method, scene, method.Options(), str(output), Run())
            scene.close()
            predicted = read(output)
            save(f"method-{name}.png", [composite(predicted, limits), error(predicted - truth)])


if __name__ == "__main__":
    main()
