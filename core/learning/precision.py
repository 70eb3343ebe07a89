"""Floating-point precision of networks on CUDA: mixed precision for training if requested, full float32 otherwise."""

from __future__ import annotations

from typing import Any

from ..runtime.shared_setting import SharedSetting


def half_precision(device: str, wanted: bool) -> Any:
    """Returns an autocast context: bfloat16, which needs no loss scaling, on CUDA devices that support it."""
    import torch

    if device.startswith("cuda") and wanted and torch.cuda.is_bf16_supported():
        return torch.autocast("cuda", dtype=torch.bfloat16)
    return torch.autocast("cpu", enabled=False)


def _keep_all_digits() -> bool:
    import torch

    before: bool = torch.backends.cudnn.allow_tf32
    torch.backends.cudnn.allow_tf32 = False
    return before


def _allow_fewer(before: bool) -> None:
    import torch

    torch.backends.cudnn.allow_tf32 = before


# Convolutions of float32 values in full precision, as on the CPU. By default cuDNN reduces them to a 10-bit mantissa
# (TF32): two of 33 networks with random weights then differed from the CPU by 0.01 and 0.04 of reflectance, and by less
# than 0.0001 in full precision.
whole_precision = SharedSetting(_keep_all_digits, _allow_fewer)
