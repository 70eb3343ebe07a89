"""Delineation of fields from one very fine image and a coarser series: labels, training, prediction, polygons."""
