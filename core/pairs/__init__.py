"""Preprocessing of image pairs: preparation, coregistration, and simulation of the coarse sensor."""
