"""Multilayer perceptrons, diffusion models and other networks, one file each."""
