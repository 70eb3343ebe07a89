"""Two folders of images for the tutorial: fine ones of a spring and a summer day, coarse ones every sixteen days between.

tutorial_data.py FOLDER
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import inside

inside.package()

from stfusion.core.simulate import Scenario, simulate  # noqa: E402
from stfusion.core.simulate.sample import write_sample  # noqa: E402

FIRST, STEP, COUNT = date(2024, 5, 4), timedelta(days=16), 7


def main() -> None:
    folder = Path(sys.argv[1])
    for name in ("all", "fine", "coarse"):
        (folder / name).mkdir()
    days = tuple(FIRST + number * STEP for number in range(COUNT))
    sample = write_sample(simulate(Scenario(rows=320, cols=320, dates=days, change="none")), folder / "all")
    for day in days:
        sample.coarse[day].rename(folder / "coarse" / f"coarse_{day:%Y%m%d}.tif")
        if day in (days[0], days[-1]):
            sample.fine[day].rename(folder / "fine" / f"fine_{day:%Y%m%d}.tif")


if __name__ == "__main__":
    main()
