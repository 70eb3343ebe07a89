"""Convolutional long short-term memory (Shi et al. 2015)."""

from __future__ import annotations

import torch
from torch import nn

from .conv import conv


class ConvLstm(nn.Module):
    """Layers of convolutional LSTM cells without peepholes.

    Shapes: (N, dates, inputs, rows, cols) to (N, dates, hidden, rows, cols), the last layer's state of every date.

    Parameters
    ----------
    inputs : bands of each date
    hidden : channels of the state of every layer
    layers : number of layers
    """

    def __init__(self, inputs: int, hidden: int, layers: int = 2) -> None:
        super().__init__()
        self.hidden = hidden
        self.cells = nn.ModuleList(
            conv((hidden if position else inputs) + hidden, 4 * hidden) for position in range(layers)
        )

    def forward(self, series: torch.Tensor) -> torch.Tensor:
        for cell in self.cells:
            series = self._layer(cell, series)
        return series

    def _layer(self, cell: nn.Module, series: torch.Tensor) -> torch.Tensor:
        state = memory = series.new_zeros(len(series), self.hidden, *series.shape[-2:])
        found = []
        for image in series.unbind(1):
            into, forget, out, candidate = cell(torch.cat([image, state], 1)).chunk(4, 1)
            memory = torch.sigmoid(forget) * memory + torch.sigmoid(into) * torch.tanh(candidate)
            state = torch.sigmoid(out) * torch.tanh(memory)
            found.append(state)
        return torch.stack(found, 1)
