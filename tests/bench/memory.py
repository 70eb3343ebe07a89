#!/usr/bin/env python3
"""Peak memory over the size of the scene: a landscape repeated to any edge by virtual rasters, with six bands.

    memory.py METHOD EDGE [NAME=value; ...] [PAIRS] [sparse] [TILE]

runs one method in this process on EDGE x EDGE pixels (a multiple of TILE, 1024), and prints CPU seconds, peak memory in
MB and whether torch was loaded. Small windows shorten the run; memory depends little on them. A sparse scene and its
output have the full extent, but data only in two tiles at the beginning and one at the end: blocks with data cost the
same as in a full scene, scene facts are computed for the whole scene, and the run takes minutes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from samples import made, peak_memory

from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import parse_options
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.pairing import Image
from stfusion.models import methods

EDGE, BANDS = 1024, 6
EDGES = (2048, 4096, 8192, 20480)
SMALL = "ATOMS=32; ITERATIONS=1; SAMPLES=500"
METHODS = (
    ("starfm", 1, "WINDOW=9"),
    ("estarfm", 2, "WINDOW=9"),
    ("fsdaf", 1, "WINDOW=9"),
    ("fitfc", 1, "WINDOW=9"),
    ("spstfm", 1, SMALL),
    ("spstfm", 2, SMALL),
    ("auto", 1, ""),
)
DAYS = ("20240504", "20240621", "20240808")


def corners(times: int) -> set[tuple[int, int]]:
    """The tiles of a sparse scene: two side by side at the beginning, one at the end."""
    return {(0, 0), (0, 1), (times - 1, times - 1)}


def everywhere(times: int) -> set[tuple[int, int]]:
    return {(row, col) for row in range(times) for col in range(times)}


def repeated(path: Path, times: int, places: set[tuple[int, int]], folder: Path) -> Path:
    """A virtual raster of six bands, `times` by `times` as large as a raster, which is inserted at some positions."""
    import rasterio

    with rasterio.open(path) as source:
        rows, cols, count, nodata = source.height, source.width, source.count, source.nodata
        place, crs = source.transform, source.crs.to_wkt()
    size = f'<SrcRect xOff="0" yOff="0" xSize="{cols}" ySize="{rows}"/>'
    bands = []
    for band in range(BANDS):
        parts = "".join(
            f'<SimpleSource><SourceFilename relativeToVRT="0">{path}</SourceFilename><SourceBand>{band % count + 1}'
            f'</SourceBand>{size}<DstRect xOff="{col * cols}" yOff="{row * rows}" xSize="{cols}" ySize="{rows}"/>'
            "</SimpleSource>"
            for row, col in sorted(places)
        )
        bands.append(
            f'<VRTRasterBand dataType="Int16" band="{band + 1}"><NoDataValue>{nodata}</NoDataValue>{parts}</VRTRasterBand>'
        )
    numbers = ", ".join(str(value) for value in (place.c, place.a, 0, place.f, 0, place.e))
    made_of = crs.replace("&", "&amp;").replace("<", "&lt;")
    target = folder / path.with_suffix(".vrt").name
    target.write_text(
        f'<VRTDataset rasterXSize="{cols * times}" rasterYSize="{rows * times}"><SRS>{made_of}</SRS>'
        f"<GeoTransform>{numbers}</GeoTransform>{''.join(bands)}</VRTDataset>",
        encoding="utf-8",
    )
    return target


def inputs(folder: Path, pairs: int) -> Inputs:
    days = (DAYS[0], DAYS[2])[:pairs]
    fine, coarse = (
        tuple(
            Image(str(folder / f"sample_{kind}_{day}.vrt"), f"{kind} image {number}", slot=number)
            for number, day in enumerate(days, 1)
        )
        for kind in ("fine", "coarse")
    )
    return Inputs(fine, coarse, Image(str(folder / f"sample_coarse_{DAYS[1]}.vrt"), "target"))


def scene_files(edge: int, sparse: bool, tile: int, folder: Path) -> None:
    """The rasters that `inputs` names."""
    made(tile, folder)
    times = edge // tile
    for path in folder.glob("sample_[cf]*.tif"):
        repeated(path, times, corners(times) if sparse else everywhere(times), folder)


def peak(method_id: str, edge: int, options: str, pairs: int, tile: int = EDGE) -> float:
    """Peak memory in MB of a process that runs only one method on a sparse scene."""
    words = [sys.executable, __file__, method_id, str(edge), options, str(pairs), "sparse", str(tile)]
    done = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    if done[-1] != "False":
        raise RuntimeError(f"{method_id} loaded torch")
    return float(done[done.index("MB") - 1])


def table() -> list[str]:
    """Peak memory of every classical method over the size of a sparse scene."""
    lines = [
        "Peak memory in MB of a process that does nothing else, over the edge of a scene with 6 bands and ratio 16. Data lie in "
        "three tiles of 1024 x 1024 pixels, at both ends, and the rest is nodata (`memory.py METHOD EDGE [NAME=value; ...] PAIRS "
        "sparse`); windows and dictionaries are small, so that it ends:",
        "",
        f"| method | {' | '.join(str(edge) for edge in EDGES)} |",
        "| --- |" + " --- |" * len(EDGES),
    ]
    for method_id, pairs, options in METHODS:
        found = [peak(method_id, edge, options, pairs) for edge in EDGES]
        title = f"{methods()[method_id].info.title}, {('one pair', 'two pairs')[pairs - 1]}"
        lines.append(f"| {title} | {' | '.join(f'{value:.0f}' for value in found)} |")
        sys.stderr.write(lines[-1] + "\n")
    return lines


def main(method_id: str, edge: str, options: str = "", pairs: str = "", kind: str = "", tile: str = "") -> None:
    method = methods()[method_id]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene_files(int(edge), kind == "sparse", int(tile or EDGE), folder)
        scene = open_scene(inputs(folder, int(pairs or method.info.pairs[0])), Run())
        started = time.process_time()
        fuse(method, scene, parse_options(method, options), folder / "out.tif", Run(), device="cpu")
        seconds = time.process_time() - started
        scene.close()
    sys.stdout.write(f"{method_id} {edge} {seconds:.0f} s {peak_memory():.0f} MB torch {'torch' in sys.modules}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
