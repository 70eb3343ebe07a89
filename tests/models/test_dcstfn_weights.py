"""The published weights of DCSTFN: the network compared with a forward pass of their graph in numpy."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support import missing, shared_folder

from stfusion.models.layers.dcstfn import Dcstfn, from_keras

pytestmark = pytest.mark.usefixtures("one_thread")


def published(band: str):
    try:
        import h5py
    except ImportError:
        missing("h5py")
    found = sorted(shared_folder("data").glob(f"weights/dcstfn_{band}_ep*.hdf5"))
    if not found:
        missing("the published weights of DCSTFN")
    return h5py.File(found[0])


def weights(file, layer: str) -> tuple[np.ndarray, np.ndarray]:
    return file[f"{layer}/kernel:0"][()].astype(np.float64), file[f"{layer}/bias:0"][()].astype(np.float64)


def convolved(x: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Keras Conv2D, 3 x 3, padding "same"; x is (rows, cols, channels)."""
    rows, cols = x.shape[:2]
    padded = np.pad(x, ((1, 1), (1, 1), (0, 0)))
    return bias + sum(padded[i : i + rows, j : j + cols] @ kernel[i, j] for i in range(3) for j in range(3))


def doubled(x: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Keras Conv2DTranspose, 3 x 3, stride 2, padding "same".

    It is the adjoint of a convolution from twice the size, which "same" pads by one row and column at the end only; so
    values there are cropped.
    """
    rows, cols = x.shape[:2]
    out = np.zeros((2 * rows + 1, 2 * cols + 1, kernel.shape[2]))
    for i in range(3):
        for j in range(3):
            out[i : i + 2 * rows : 2, j : j + 2 * cols : 2] += x @ kernel[i, j].T
    return out[:-1, :-1] + bias


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


def keras_forward(file, coarse_1: np.ndarray, fine_1: np.ndarray, coarse_2: np.ndarray) -> np.ndarray:
    """The graph of dcstfn_*.config.yaml; images are (rows, cols, 1)."""

    def coarse_net(x):
        for layer in ("conv2d_1", "conv2d_2"):
            x = relu(convolved(x, *weights(file, f"sequential_1/{layer}")))
        for layer in ("conv2d_transpose_1", "conv2d_transpose_2", "conv2d_transpose_3"):
            x = doubled(x, *weights(file, f"sequential_1/{layer}"))
        return relu(convolved(x, *weights(file, "sequential_1/conv2d_3")))

    x = fine_1
    for layer in ("conv2d_4", "conv2d_5"):
        x = relu(convolved(x, *weights(file, f"sequential_2/{layer}")))
    rows, cols, channels = x.shape
    x = x.reshape(rows // 2, 2, cols // 2, 2, channels).max((1, 3))
    for layer in ("conv2d_6", "conv2d_7"):
        x = relu(convolved(x, *weights(file, f"sequential_2/{layer}")))
    x = x - coarse_net(coarse_1) + coarse_net(coarse_2)
    x = relu(doubled(x, *weights(file, "conv2d_transpose_4/conv2d_transpose_4")))
    kernel, bias = weights(file, "dense_1/dense_1")
    x = relu(x @ kernel + bias)
    kernel, bias = weights(file, "dense_2/dense_2")
    return x @ kernel + bias


@pytest.mark.parametrize("band", ["green", "red", "nir"])
def test_published_weights_give_what_their_graph_gives(band: str) -> None:
    rng = np.random.default_rng(3)
    coarse_1, coarse_2 = rng.uniform(200, 4000, (2, 3, 4, 1))
    fine = np.kron(coarse_1, np.ones((16, 16, 1))) + rng.normal(0, 200, (48, 64, 1))
    with published(band) as file:
        expected = keras_forward(file, coarse_1, fine, coarse_2)
        network = from_keras(file)
    inputs = [torch.from_numpy(x.astype(np.float32)).permute(2, 0, 1)[None] for x in (coarse_1, fine, coarse_2)]
    with torch.no_grad():
        found = network(*inputs)[0].permute(1, 2, 0).numpy()
    assert expected.std() > 100
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=0.05)


def test_published_weights_follow_the_fine_image_where_nothing_changed() -> None:
    """Without coarse change a trained network approximately returns the fine image."""
    rng = np.random.default_rng(4)
    surface = np.kron(rng.uniform(500, 3000, (8, 8)), np.ones((16, 16)))
    fine = torch.from_numpy(surface.astype(np.float32))[None, None]
    coarse = torch.nn.functional.avg_pool2d(fine, 16)
    with published("green") as file, torch.no_grad():
        found = from_keras(file)(coarse, fine, coarse)
    inner = (..., slice(16, -16), slice(16, -16))
    assert np.corrcoef(found[inner].ravel(), fine[inner].ravel())[0, 1] > 0.95
    assert found[inner].mean() == pytest.approx(float(fine[inner].mean()), rel=0.15)


def test_weights_of_another_form_are_refused() -> None:
    with published("green") as file:
        arrays = {
            f"{layer}/{part}:0": file[f"{layer}/{part}:0"][()] for layer in _layers() for part in ("kernel", "bias")
        }
    lacking = {key: value for key, value in arrays.items() if not key.startswith("dense_2")}
    with pytest.raises(ValueError, match="no layer dense_2/dense_2"):
        from_keras(lacking)
    arrays["dense_1/dense_1/kernel:0"] = np.zeros((64, 16), np.float32)
    with pytest.raises(ValueError, match="not those of DCSTFN"):
        from_keras(arrays)


def _layers() -> list[str]:
    from stfusion.models.layers.dcstfn import KERAS_LAYERS

    return list(KERAS_LAYERS)


@pytest.mark.parametrize("ratio", [1, 2, 8])
def test_other_ratios(ratio: int) -> None:
    network = Dcstfn(2, ratio, widths=(3, 4, 5))
    coarse, fine = torch.rand(1, 2, 16 // ratio, 32 // ratio), torch.rand(1, 2, 16, 32)
    assert network(coarse, fine, coarse).shape == fine.shape


def test_ratios_that_are_no_power_of_two_are_refused() -> None:
    with pytest.raises(ValueError, match="power of 2, not 10"):
        Dcstfn(ratio=10)
