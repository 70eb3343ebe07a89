"""Raster files and grids: reading, alignment, resampling, and files that appear only when complete."""
