"""Reduces a screenshot to few colours and crops its empty border.

shrink.py PICTURE RESULT
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

COLOURS = 32
WIDEST = 860


def main() -> None:
    picture, result = Path(sys.argv[1]), Path(sys.argv[2])
    whole = Image.open(picture).convert("RGB")
    small = whole.resize((WIDEST, round(whole.height * WIDEST / whole.width)), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(result, optimize=True)
    print(f"{result}: {result.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
