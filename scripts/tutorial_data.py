"""Writes two folders of images for the tutorial, as the sample data of type series: two fine images, seven coarse ones.

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
    days = tuple(FIRST + number * STEP for number in range(COUNT))
    scenario = Scenario(rows=240, cols=240, dates=days, change="none")
    write_sample(simulate(scenario), folder, pairs_only=True, folders=True)


if __name__ == "__main__":
    main()
