"""Convolutional networks, one file each."""
