"""DCSTFN: features of fine and native coarse images, added and subtracted (Tan et al. 2018)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from ..blocks.conv import conv

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


class Doubling(nn.Module):
    """Transposed convolution 3 x 3 of stride 2 to exactly twice the size.

    torch centres the kernel on the upper left of the four pixels. Keras puts its first tap there (`corner=True`): the
    two differ by one pixel, so weights of one are not valid for the other.
    """

    def __init__(self, inputs: int, outputs: int, corner: bool = False) -> None:
        super().__init__()
        self.corner = corner
        padding = 0 if corner else 1
        self.deconv = nn.ConvTranspose2d(inputs, outputs, 3, 2, padding, output_padding=padding)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.deconv(x)
        return y[..., :-1, :-1] if self.corner else y


class Dcstfn(nn.Module):
    """Deep convolutional spatiotemporal fusion network.

    Tan, Yue, Di and Tang (2018), Remote Sensing 10(7), 1066, doi 10.3390/rs10071066. Layers follow the authors'
    programs.

    Shapes: coarse (N, bands, h, w) on its native grid, fine (N, bands, ratio * h, ratio * w), output like fine.

    Parameters
    ----------
    bands : 1 in the paper, one network for each band
    ratio : fine pixels in a coarse one along an axis, a power of 2; with 1 the coarse image is on the fine grid and is
        downsampled like the fine one (rows and cols even), for ratios that are not a power of 2
    keras : layers as in the authors' first program, whose weights were published: no ReLU after the transposed
        convolutions of the coarse branch, and Keras's alignment of them
    widths : channels of the branches
    """

    def __init__(
        self, bands: int = 1, ratio: int = 16, keras: bool = False, widths: tuple[int, int, int] = (32, 64, 128)
    ) -> None:
        super().__init__()
        if ratio < 1 or ratio & (ratio - 1):
            raise ValueError(f"DCSTFN takes ratios that are a power of 2, not {ratio}")
        low, middle, high = widths
        self.ratio = ratio
        self.coarse_net = nn.Sequential(*self._coarse_layers(bands, widths, keras))
        self.fine_net = nn.Sequential(*_entry(bands, low, middle), nn.MaxPool2d(2), *_entry(middle, middle, high))
        self.reconstruction = nn.Sequential(
            Doubling(high, middle, corner=keras),
            nn.ReLU(),
            conv(middle, low, 1),
            nn.ReLU(),
            conv(low, bands, 1),
        )

    def _coarse_layers(self, bands: int, widths: tuple[int, int, int], keras: bool) -> list[nn.Module]:
        low, middle, high = widths
        layers = _entry(bands, low, middle)
        if self.ratio == 1:
            layers.append(nn.MaxPool2d(2))
        # The fine branch is halved once, so one doubling less is needed.
        for _ in range(self.ratio.bit_length() - 2):
            layers.append(Doubling(middle, middle, corner=keras))
            if not keras:
                layers.append(nn.ReLU())
        return [*layers, conv(middle, high), nn.ReLU()]

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2 from the fine features and the change of the coarse ones."""
        merged = self.fine_net(fine_1) - self.coarse_net(coarse_1) + self.coarse_net(coarse_2)
        return self.reconstruction(merged)


def _entry(bands: int, low: int, middle: int) -> list[nn.Module]:
    return [conv(bands, low), nn.ReLU(), conv(low, middle), nn.ReLU()]


# Layers of the published Keras model, and their names in `Dcstfn(keras=True)` of ratio 16.
KERAS_LAYERS = {
    "sequential_1/conv2d_1": "coarse_net.0",
    "sequential_1/conv2d_2": "coarse_net.2",
    "sequential_1/conv2d_transpose_1": "coarse_net.4.deconv",
    "sequential_1/conv2d_transpose_2": "coarse_net.5.deconv",
    "sequential_1/conv2d_transpose_3": "coarse_net.6.deconv",
    "sequential_1/conv2d_3": "coarse_net.7",
    "sequential_2/conv2d_4": "fine_net.0",
    "sequential_2/conv2d_5": "fine_net.2",
    "sequential_2/conv2d_6": "fine_net.5",
    "sequential_2/conv2d_7": "fine_net.7",
    "conv2d_transpose_4/conv2d_transpose_4": "reconstruction.0.deconv",
    "dense_1/dense_1": "reconstruction.2",
    "dense_2/dense_2": "reconstruction.4",
}


def from_keras(arrays: Mapping[str, NDArray[np.float32]]) -> Dcstfn:
    """Returns the published one-band network; its input and output are reflectance times 10000.

    Parameters
    ----------
    arrays : for each key of `KERAS_LAYERS` the arrays `<key>/kernel:0` and `<key>/bias:0`, as in an open h5py file of
        the published weights

    Raises
    ------
    ValueError
        If a layer is missing or has another shape.
    """
    network = Dcstfn(keras=True)
    state = {}
    for source, place in KERAS_LAYERS.items():
        try:
            kernel, bias = (np.asarray(arrays[f"{source}/{part}:0"], np.float32) for part in ("kernel", "bias"))
        except KeyError as error:
            raise ValueError(f"the weights have no layer {source}") from error
        # A dense layer on every pixel is a 1 x 1 convolution. The other kernels have the axes rows, cols, in, out
        # (torch: out, in, rows, cols); those of transposed convolutions rows, cols, out, in (torch: in, out, rows,
        # cols).
        kernel = kernel[None, None] if kernel.ndim == 2 else kernel
        state[f"{place}.weight"] = torch.from_numpy(np.ascontiguousarray(kernel.transpose(3, 2, 0, 1)))
        state[f"{place}.bias"] = torch.from_numpy(bias)
    try:
        network.load_state_dict(state)
    except RuntimeError as error:
        raise ValueError(f"the weights are not those of DCSTFN: {error}") from error
    return network.eval()
