"""Preparation of an image pair before fusion: preparation, coregistration, simulation of the coarse sensor."""
