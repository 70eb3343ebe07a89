"""Simulated scenes for the bench, made by a separate process, so that the simulation does not affect measurements."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: F401 (registers the package)

from stfusion.core.simulate import Scenario, simulate
from stfusion.core.simulate.sample import Sample, write_sample


def made(edge: int, folder: Path) -> Sample:
    """A scene of this edge in pixels, written to a folder."""
    folder.mkdir(exist_ok=True)
    subprocess.run([sys.executable, __file__, str(edge), str(folder)], check=True)
    return found(folder)


def found(folder: Path) -> Sample:
    """The fine and coarse files of a sample in a folder."""
    fine, coarse = (
        {path.stem[-8:]: path for path in sorted(folder.glob(f"sample_{kind}_*.tif"))} for kind in ("fine", "coarse")
    )
    return Sample(fine, coarse, {})


def peak_memory() -> float:
    """Returns the peak memory of this process so far, in MB.

    `ru_maxrss` is used only without /proc, because on Linux it is inherited from the parent process.
    """
    known = Path("/proc/self/status")
    if known.exists():
        for line in known.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    rows = int(sys.argv[1])
    write_sample(simulate(Scenario(rows=rows, cols=rows)), Path(sys.argv[2]))
