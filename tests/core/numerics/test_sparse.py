"""Sparse coding and coupled dictionaries, against brute force and closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.errors import Cancelled
from stfusion.core.fusion.patches import cut, lattice, overlap_count, overlap_sum, without_gaps
from stfusion.core.fusion.samples import RANDOM, VARIANCE, Planes, Sampling, collect
from stfusion.core.kernels.sparse.coder import L1, PURSUIT, Coder
from stfusion.core.numerics.sparse import Training, sparse_codes, train_coupled
from stfusion.core.rasters.grid import Window
from stfusion.core.run import Run


def _atoms(size=20, count=40, seed=1):
    atoms = np.random.default_rng(seed).normal(size=(size, count))
    return atoms / np.linalg.norm(atoms, axis=0)


def _plain_pursuit(vector, atoms, most):
    """Reference implementation: least squares over the chosen atoms, recomputed each time."""
    chosen, rest = [], vector
    for _ in range(most):
        chosen.append(int(np.argmax(np.abs(atoms.T @ rest))))
        weights = np.linalg.lstsq(atoms[:, chosen], vector, rcond=None)[0]
        rest = vector - atoms[:, chosen] @ weights
    code = np.zeros(atoms.shape[1])
    code[chosen] = weights
    return code


@pytest.mark.parametrize("most", [1, 2, 5])
def test_pursuit_equals_the_textbook(most) -> None:
    atoms, vectors = _atoms(), np.random.default_rng(2).normal(size=(50, 20))
    expected = [_plain_pursuit(vector, atoms, most) for vector in vectors]
    np.testing.assert_allclose(sparse_codes(vectors, atoms, Coder(most=most)), expected, atol=1e-10)


@pytest.mark.parametrize("coder", [Coder(most=3), Coder(L1, penalty=0.02)], ids=[PURSUIT, L1])
def test_known_codes_are_found(coder) -> None:
    generator, atoms = np.random.default_rng(3), _atoms(60, 80)
    codes = np.zeros((30, 80))
    for code in codes:
        code[generator.permutation(80)[:3]] = generator.choice([-1, 1], 3) * generator.uniform(1, 2, 3)
    found = sparse_codes(codes @ atoms.T, atoms, coder)
    # A few vectors may have a code with other atoms; nearly all must be found exactly.
    right = np.abs(found - codes).max(axis=1) < 1e-8
    assert right.mean() > 0.9


def test_orthogonal_atoms_have_closed_forms() -> None:
    vectors, atoms = np.random.default_rng(4).normal(size=(40, 12)), np.linalg.qr(_atoms(12, 12))[0]
    products = vectors @ atoms
    largest = np.sort(np.abs(products))[:, -4][:, None]
    np.testing.assert_allclose(
        sparse_codes(vectors, atoms, Coder(most=4)), np.where(np.abs(products) >= largest, products, 0), atol=1e-12
    )
    above = np.abs(products) > 0.3 * np.abs(products).max(axis=1, keepdims=True)
    np.testing.assert_allclose(
        sparse_codes(vectors, atoms, Coder(L1, penalty=0.3)), np.where(above, products, 0), atol=1e-10
    )


def test_damping_is_ridge_regression() -> None:
    vectors, atoms = np.random.default_rng(5).normal(size=(10, 20)), _atoms()
    for code, vector in zip(sparse_codes(vectors, atoms, Coder(most=1, damping=0.5)), vectors):
        products = atoms.T @ vector
        best = np.argmax(np.abs(products))
        assert code[best] == pytest.approx(products[best] / 1.5)


def test_pursuit_ends_when_little_is_left_and_never_takes_an_atom_twice() -> None:
    atoms = _atoms()
    codes = sparse_codes(2 * atoms.T[:5], atoms, Coder(most=10, tolerance=1e-6))
    np.testing.assert_allclose(codes, 2 * np.eye(40)[:5], atol=1e-12)
    doubled = np.concatenate([atoms, atoms], axis=1)
    assert np.isfinite(sparse_codes(np.random.default_rng(6).normal(size=(20, 20)), doubled, Coder(most=20))).all()


@pytest.mark.parametrize("kind", [PURSUIT, L1])
def test_a_code_does_not_depend_on_its_neighbours(kind) -> None:
    vectors, atoms = np.random.default_rng(7).normal(size=(33, 20)), _atoms()
    vectors[5] = 0
    together = sparse_codes(vectors, atoms, Coder(kind))
    assert not together[5].any()
    for n in range(33):
        np.testing.assert_array_equal(sparse_codes(vectors[n : n + 1], atoms, Coder(kind))[0], together[n])


def _coupled_samples(count=600, noise=0.02):
    """Two spaces with a hidden common code of two atoms; target atoms are three times as long."""
    generator = np.random.default_rng(8)
    source, target = _atoms(16, 20, 9), 3 * _atoms(10, 20, 10)
    codes = np.zeros((count, 20))
    for code in codes:
        code[generator.permutation(20)[:2]] = generator.normal(size=2)
    return codes @ source.T + noise * generator.normal(size=(count, 16)), codes @ target.T


@pytest.mark.parametrize("coder", [Coder(most=2), Coder(L1)], ids=[PURSUIT, L1])
def test_training_lowers_the_objective_and_predicts_the_target(coder) -> None:
    source, target = _coupled_samples()
    begun = train_coupled(source[:500], target[:500], Training(40, 0, coder), Run())
    trained = train_coupled(source[:500], target[:500], Training(40, 15, coder), Run())
    assert trained.objective[-1] < 0.7 * trained.objective[0]
    assert len(trained.objective) == 16 and trained.objective[0] == pytest.approx(begun.objective[0])
    rest = np.square(trained.translate(source[500:], coder) - target[500:]).mean()
    assert rest < 0.5 * np.square(target[500:]).mean()
    assert rest < np.square(begun.translate(source[500:], coder) - target[500:]).mean()


def test_atoms_have_unit_length_in_both_spaces() -> None:
    trained = train_coupled(*_coupled_samples(), Training(30, 5), Run())
    np.testing.assert_allclose(np.linalg.norm(trained.source, axis=0), 1, atol=1e-12)
    lengths = np.linalg.norm(trained.target, axis=0)
    np.testing.assert_allclose(lengths[trained.gain > 0], 1, atol=1e-12)


def test_same_seed_same_dictionary() -> None:
    image = np.random.default_rng(2).normal(size=(1, 30, 30))
    planes = Planes(image[None], image, np.ones((30, 30), bool), Window(0, 0, 30, 30))
    drawn = [collect([planes], 30, 30, 1, Sampling(5, 60, RANDOM, seed))[0] for seed in (1, 1, 2)]
    one, two, other = (train_coupled(part.source, part.target, Training(30, 3), Run()) for part in drawn)
    np.testing.assert_array_equal(one.source, two.source)
    np.testing.assert_array_equal(one.target * one.gain, two.target * two.gain)
    assert not np.array_equal(one.source, other.source)


def test_strong_shrinking_gives_what_is_expected() -> None:
    source, _ = _coupled_samples()
    trained = train_coupled(source, source[:, ::-1], Training(30, 2, shrink=1e9, expected=0.7), Run())
    np.testing.assert_allclose(trained.target * trained.gain, 0.7 * trained.source, atol=1e-6)


def test_nothing_to_learn_from() -> None:
    assert train_coupled(np.zeros((0, 4)), np.zeros((0, 3)), Training(), Run()) is None
    assert train_coupled(np.zeros((5, 4)), np.ones((5, 3)), Training(), Run()) is None
    few = train_coupled(np.eye(4)[:2], np.ones((2, 3)), Training(), Run())
    assert few.source.shape == (4, 2)


def test_training_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        train_coupled(*_coupled_samples(), Training(), Run(cancelled=lambda: True))


@pytest.mark.parametrize("size", [(20, 17), (7, 9), (5, 30)])
@pytest.mark.parametrize("overlap", [0, 2, 6])
def test_patches_cover_the_image_and_average_back_to_it(size, overlap) -> None:
    image = np.random.default_rng(1).normal(size=size)
    places = lattice(*size, 7, overlap)
    whole = Window(0, 0, *size)
    wide = np.pad(image, 6)
    area = whole.grown(6)
    count = overlap_count(places, whole)
    assert count.min() >= 1
    np.testing.assert_allclose(overlap_sum(cut(wide, area, places), places, whole) / count, image, atol=1e-12)
    window = Window(2, 3, 3, 5)
    near = places.touching(window)
    part = overlap_sum(cut(wide, area, near), near, window)
    np.testing.assert_array_equal(part, overlap_sum(cut(wide, area, places), places, whole)[2:5, 3:8])


def test_gaps_are_filled_with_the_mean_of_the_patch() -> None:
    values = np.array([[1.0, 3.0, 99.0], [5.0, 5.0, 5.0]])
    valid = np.array([[True, True, False], [False, False, False]])
    np.testing.assert_array_equal(without_gaps(values, valid), [[1, 3, 2], [0, 0, 0]])


@pytest.mark.parametrize("choice", [RANDOM, VARIANCE])
def test_samples_leave_out_patches_with_many_gaps(choice) -> None:
    image = np.random.default_rng(2).normal(size=(2, 30, 30))
    valid = np.ones((30, 30), bool)
    valid[10:14, 10:14] = False
    image[:, ~valid] = 1e6
    whole = Planes(2 * image[None], image, valid, Window(0, 0, 30, 30))
    found = collect([whole], 30, 30, 2, Sampling(5, 60, choice, 3))
    for samples in found:
        assert samples.source.shape == samples.target.shape == (60, 25)
        np.testing.assert_allclose(samples.source, 2 * samples.target, rtol=1e-6)
        assert np.abs(samples.target).max() < 10
    if choice == VARIANCE:
        random = collect([whole], 30, 30, 2, Sampling(5, 60, RANDOM, 3))
        assert found[0].target.var(axis=1).mean() > random[0].target.var(axis=1).mean()


def test_samples_of_an_image_smaller_than_a_patch() -> None:
    planes = Planes(np.ones((1, 1, 4, 4)), np.ones((1, 4, 4)), np.ones((4, 4), bool), Window(0, 0, 4, 4))
    assert len(collect([planes], 4, 4, 1, Sampling(5, 10, RANDOM, 0))[0].target) == 0
