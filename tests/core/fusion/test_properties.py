"""Properties for any input: every text typed by a user gives a result or one clear error message."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stfusion.core.dates import date_from_name, parse_date
from stfusion.core.errors import InputError
from stfusion.core.fusion.statistics import parse_range
from stfusion.core.products.band_choice import chosen_bands
from stfusion.core.products.scaling import Scale, Storage, parse_scale
from stfusion.core.rasters.grid import Grid, Window

# The same examples in every run, and no time limit on a busy machine.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

TYPED = st.one_of(st.text(max_size=30), st.text("0123456789.,;+-eE autoalwn", max_size=20))
READERS = {
    "date": parse_date,
    "scale": parse_scale,
    "range": parse_range,
    "bands": lambda text: chosen_bands(text, 4),
}


@pytest.mark.parametrize("name", READERS)
@given(text=TYPED)
def test_typed_text_is_understood_or_refused_in_a_sentence(name, text) -> None:
    try:
        READERS[name](text)
    except InputError as error:
        assert str(error).endswith(".")


@given(st.text(max_size=60))
def test_any_file_name_has_a_date_or_none(name) -> None:
    found = date_from_name(name)
    assert found is None or 1950 <= found.year < 2100


@given(st.dates(date(1972, 1, 1), date(2099, 12, 31)))
def test_usual_names_give_their_date(day) -> None:
    names = (
        f"LC08_L2SP_123032_{day:%Y%m%d}_20991231_02_T1_SR_B4.TIF",
        f"MOD09GA.A{day:%Y%j}.h18v04.061.tif",
        f"S2A_MSIL2A_{day:%Y%m%d}T100031_N0214_R122_T33UXP.tif",
        f"my image {day.isoformat()} final.tif",
    )
    assert [date_from_name(name) for name in names] == [day] * len(names)


FAR, SKEW = st.floats(-1e6, 1e6), st.floats(-30, 30)


@given(
    st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
    st.tuples(st.floats(0.1, 1000), SKEW, FAR, SKEW, st.floats(-1000, -100), FAR),
)
def test_places_and_positions_are_inverse(place, transform) -> None:
    grid = Grid(10, 10, transform)
    if abs(transform[0] * transform[4] - transform[1] * transform[3]) < 1:
        return
    np.testing.assert_allclose(grid.place(*grid.position(*place)), place, rtol=1e-6, atol=1e-5)


SPANS = st.tuples(st.integers(-50, 50), st.integers(-50, 50), st.integers(0, 60), st.integers(0, 60))


@given(SPANS, SPANS)
def test_intersection_is_what_both_windows_hold(first, second) -> None:
    def pixels(window: Window) -> set[tuple[int, int]]:
        rows, cols = range(window.row, window.row + window.rows), range(window.col, window.col + window.cols)
        return {(row, col) for row in rows for col in cols}

    one, other = Window(*first), Window(*second)
    common = one.intersection(other)
    assert pixels(common) == pixels(one) & pixels(other)


@settings(max_examples=60)
@given(
    st.lists(st.floats(-3, 3, width=32), min_size=1, max_size=20),
    st.sampled_from(["uint8", "int16", "uint16", "float32"]),
    st.sampled_from([0.0, 255.0, 100.0, None]),
)
def test_a_valid_value_is_never_stored_as_nodata(values, dtype, nodata) -> None:
    array = np.array(values, np.float32).reshape(1, 1, -1)
    storage = Storage(dtype, nodata, Scale(1 / 255 if dtype == "uint8" else 0.0001))
    stored = storage.stored(array, np.ones(array.shape[1:], bool))
    assert stored.dtype == dtype
    assert nodata is None or not (stored == nodata).any()
