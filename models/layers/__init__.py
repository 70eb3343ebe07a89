"""Torch layers of the networks: one file each, imported only when a network first runs.

Every `forward` takes tensors of shape (N, bands, rows, cols): `coarse_1`, `fine_1` the first pair, `coarse_3`, `fine_3`
the second, `coarse_2` the target date. Coarse images are on the fine grid unless stated otherwise. Constructor
arguments have the published sizes as defaults.
"""
