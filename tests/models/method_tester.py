"""Requirements on all fusion methods: one tester for all of them.

Needs neither QGIS nor rasterio, so that it also runs on a machine that has only a GPU.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from stfusion.core.errors import Cancelled, InputError
from stfusion.core.fusion import blocks
from stfusion.core.fusion.method import Method, OptionFacts, Prediction, checked_options, option_facts
from stfusion.core.fusion.predict import predict_array
from stfusion.core.run import Run
from stfusion.core.scenes.layers import ArrayLayer
from stfusion.core.scenes.scene import Scene, array_scene
from stfusion.core.simulate import Scenario, simulate

DAYS = (date(2024, 5, 4), date(2024, 6, 21), date(2024, 8, 8))
QUIET = {"log": lambda text, level: None}


@dataclass(frozen=True)
class Images:
    """Arrays of a scene, all on the fine grid: pairs of (fine, coarse), and the coarse target."""

    pairs: tuple[tuple[np.ndarray, np.ndarray], ...]
    target: np.ndarray
    truth: np.ndarray

    def changed(self, change: Any) -> Images:
        """The same images after `change` was applied to each array."""
        pairs = tuple((change(fine), change(coarse)) for fine, coarse in self.pairs)
        return Images(pairs, change(self.target), change(self.truth))

    def scene(self, method: Method | None = None) -> Scene:
        """The scene for a method, with panchromatic images if required: the means of the fine bands."""
        pans = (
            [fine.mean(axis=0, keepdims=True) for fine, _ in self.pairs] if method and method.info.takes_pan else None
        )
        days = DAYS[::2][: len(self.pairs)]
        return array_scene(self.pairs, self.target, dates=days, target_date=DAYS[1], ratio=8, pans=pans)


def simulated(pairs: int, rows: int = 80, cols: int = 72, seed: int = 5) -> Images:
    """A small simulated scene; coarse images enlarged smoothly to the fine grid."""
    from scipy.ndimage import zoom

    seen = simulate(Scenario(rows=rows, cols=cols, ratio=8, dates=DAYS, seed=seed)).observations
    fine = [one.fine for one in seen]
    coarse = [np.stack([zoom(band, 8, order=1, grid_mode=True, mode="nearest") for band in one.coarse]) for one in seen]
    chosen = [0, 2][:pairs]
    return Images(
        tuple((fine[n], coarse[n][:, :rows, :cols].astype(np.float32)) for n in chosen),
        coarse[1][:, :rows, :cols].astype(np.float32),
        seen[1].truth,
    )


@dataclass
class MethodTester:
    """Runs one method with small options.

    Attributes
    ----------
    method : Method
    options : dict
        Options for short runs.
    exact_flips : bool
        Whether a mirrored scene gives the mirrored prediction; if not, one close to it.
    tolerance : float
        Maximum difference in reflectance between the same computation in another order.
    smooths : bool
        Whether the method averages the fine image itself, so that it is not reproduced exactly without change.
    """

    method: Method
    options: dict[str, Any] = field(default_factory=dict)
    exact_flips: bool = True
    tolerance: float = 2e-5
    smooths: bool = False

    @property
    def pairs(self) -> int:
        return self.method.info.pairs[0]

    def predict(self, images: Images, run: Run | None = None, **how: Any) -> Prediction:
        options = checked_options(self.method, {**self.options, **how.pop("options", {})})
        return predict_array(
            self.method, images.scene(self.method), options, run or Run(**QUIET), **{"device": "cpu", **how}
        )

    def check_all_shapes(self) -> None:
        images = simulated(self.pairs)
        prediction = self.predict(images)
        assert prediction.values.shape == images.target.shape
        assert prediction.values.dtype == np.float32
        assert prediction.valid.dtype == bool and prediction.valid.all()
        assert np.isfinite(prediction.values).all()

    def check_range(self) -> None:
        """Predicted reflectance is within its valid range."""
        values = self.predict(simulated(self.pairs)).values
        assert -0.2 < values.min() and values.max() < 1.5

    def check_beats_floors(self) -> None:
        """On a landscape without abrupt change a method must be more accurate than the unchanged fine image."""
        images = simulated(self.pairs, 128, 128)
        values = self.predict(images).values
        unchanged = images.pairs[0][0]
        assert _rmse(values, images.truth) < _rmse(unchanged, images.truth)

    def check_no_change(self) -> None:
        """If the coarse image does not change, the prediction equals the fine image."""
        images = simulated(self.pairs)
        still = Images(images.pairs, images.pairs[0][1].copy(), images.truth)
        if self.pairs > 1:
            still = Images((images.pairs[0],) * self.pairs, still.target, images.truth)
        change = self.predict(still).values - images.pairs[0][0]
        if self.smooths:
            assert np.abs(change.mean(axis=(1, 2))).max() < 0.002
        else:
            np.testing.assert_allclose(change, 0, atol=self.tolerance)

    def check_nodata(self) -> None:
        """Nodata in any input is nodata in the result at that pixel only, and does not affect distant pixels."""
        images = simulated(self.pairs)
        whole = self.predict(images)
        for place in ("fine", "coarse", "target"):
            holed = _with_hole(images, place, (slice(20, 29), slice(30, 41)))
            prediction = self.predict(holed)
            expected = np.ones_like(prediction.valid)
            expected[20:29, 30:41] = False
            np.testing.assert_array_equal(prediction.valid, expected, err_msg=place)
            assert np.isfinite(prediction.values).all()
            # Beyond the search windows missing pixels only affect scene facts: a threshold changes slightly, and a few
            # pixels fall on its other side.
            far = np.abs(prediction.values - whole.values)[:, 60:]
            assert np.mean(far > 0.02) < 0.002, place

    def check_huge_values_in_nodata(self) -> None:
        """Values of invalid pixels are never used."""
        images = simulated(self.pairs)
        fine = images.pairs[0][0].copy()
        fine[:, 40:44, 10:14] = np.nan
        other = fine.copy()
        other[:, 40:44, 10:14] = np.inf
        first = self.predict(Images(((fine, images.pairs[0][1]), *images.pairs[1:]), images.target, images.truth))
        second = self.predict(Images(((other, images.pairs[0][1]), *images.pairs[1:]), images.target, images.truth))
        np.testing.assert_array_equal(first.values, second.values)

    def check_nothing_valid(self) -> None:
        images = simulated(self.pairs, 32, 32)
        blank = np.full_like(images.target, np.nan)
        assert not self.predict(Images(images.pairs, blank, images.truth)).valid.any()

    def check_band_permutation(self) -> None:
        images = simulated(self.pairs)
        order = [2, 0, 3, 1]
        straight, permuted = self.predict(images).values, self.predict(images.changed(lambda a: a[order])).values
        np.testing.assert_allclose(permuted, straight[order], atol=self.tolerance)

    def check_one_band(self) -> None:
        images = simulated(self.pairs).changed(lambda a: a[2:3])
        assert self.predict(images).values.shape[0] == 1

    def check_flips(self) -> None:
        images = simulated(self.pairs)
        straight = self.predict(images).values
        for flip in (lambda a: a[:, ::-1], lambda a: a[:, :, ::-1], lambda a: a.transpose(0, 2, 1)):
            flipped = self.predict(images.changed(lambda a, flip=flip: np.ascontiguousarray(flip(a)))).values
            if self.exact_flips:
                np.testing.assert_allclose(flipped, flip(straight), atol=self.tolerance)
            else:
                assert _rmse(flipped, flip(straight)) < 0.006

    def check_blocks(self) -> None:
        """The result is identical to the bit for any block size, strip width and number of threads."""
        images = simulated(self.pairs)
        whole = self.predict(images, block_size=200, threads=1)
        for size, threads in ((32, 2), (37, 1), (64, 3)):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(blocks, "_STRIP", 64)  # the scene is wider, as large ones are
                cut = self.predict(images, block_size=size, threads=threads)
            for name in ("values", "valid", "uncertainty", "candidates"):
                np.testing.assert_array_equal(getattr(cut, name), getattr(whole, name), err_msg=f"{name}, {size}")

    def check_series(self) -> None:
        """Cached facts of the pairs from one target date do not change the prediction of the next."""
        images = simulated(self.pairs)
        clouded = images.target * 0.9
        clouded[:, 20:45, 10:50] = np.nan
        options = checked_options(self.method, self.options)
        first = images.scene(self.method)
        predict_array(self.method, first, options, Run(**QUIET), device="cpu")
        gaps = ArrayLayer(clouded)
        second = predict_array(self.method, replace(first, target=gaps), options, Run(**QUIET), device="cpu")
        alone = predict_array(
            self.method, replace(images.scene(self.method), target=gaps), options, Run(**QUIET), device="cpu"
        )
        np.testing.assert_array_equal(second.values, alone.values)
        np.testing.assert_array_equal(second.valid, alone.valid)
        # Also if the first date has the gaps.
        scene = replace(images.scene(self.method), target=gaps)
        predict_array(self.method, scene, options, Run(**QUIET), device="cpu")
        clear = predict_array(self.method, replace(scene, target=first.target), options, Run(**QUIET), device="cpu")
        np.testing.assert_array_equal(clear.values, self.predict(images).values)

    def check_progress(self) -> None:
        """Progress increases from 0 to 1 in more than a few steps."""
        seen: list[float] = []
        self.predict(simulated(self.pairs), Run(seen.append, **QUIET), block_size=32)
        assert seen == sorted(seen) and seen[-1] == pytest.approx(1)
        assert len(seen) > 5 and max(np.diff([0, *seen])) < 0.4

    def check_cancel(self) -> None:
        """A cancel in the middle ends the run within two seconds."""
        asked: list[float] = []

        def progress(share: float) -> None:
            if share > 0.3 and not asked:
                asked.append(time.perf_counter())

        with pytest.raises(Cancelled):
            self.predict(simulated(self.pairs, 200, 200), Run(progress, lambda: bool(asked), **QUIET))
        assert time.perf_counter() - asked[0] < 2

    def check_bad_input(self) -> None:
        """Too few pairs and invalid options are rejected with one sentence that ends with a full stop."""
        images = simulated(1, 32, 32)
        with pytest.raises(InputError) as caught:
            self.predict(Images((), images.target, images.truth))
        _check_sentence(str(caught.value))
        with pytest.raises(InputError, match="has no option nonsense"):
            checked_options(self.method, {"nonsense": 1})
        for name, facts in option_facts(self.method.Options).items():
            for value in _bad_values(facts):
                with pytest.raises(InputError) as caught:
                    checked_options(self.method, {name: value})
                _check_sentence(str(caught.value))
                assert facts.label in str(caught.value)

    def check_cuda(self) -> None:
        images = simulated(self.pairs)
        on_cpu, on_cuda = self.predict(images), self.predict(images, device="cuda")
        np.testing.assert_allclose(on_cuda.values, on_cpu.values, atol=1e-4)


def _with_hole(images: Images, place: str, hole: tuple[slice, slice]) -> Images:
    def holed(array: np.ndarray) -> np.ndarray:
        array = array.copy()
        array[(0, *hole)] = np.nan  # in one band only: a pixel counts as valid only with all its bands
        return array

    if place == "target":
        return Images(images.pairs, holed(images.target), images.truth)
    pairs = tuple((holed(fine), coarse) if place == "fine" else (fine, holed(coarse)) for fine, coarse in images.pairs)
    return Images(pairs, images.target, images.truth)


def _bad_values(facts: OptionFacts) -> list[Any]:
    bad: list[Any] = ["no such choice"] if facts.choices else []
    bad += [facts.minimum - 1] if facts.minimum is not None else []
    bad += [facts.maximum + 1] if facts.maximum is not None else []
    bad += [(facts.minimum or 0) + 1] if facts.odd else []
    return bad


def _rmse(values: np.ndarray, truth: np.ndarray) -> float:
    return float(np.sqrt(np.square(values - truth).mean()))


def _check_sentence(text: str) -> None:
    assert text.endswith(".") and len(text) < 400 and "\n" not in text
