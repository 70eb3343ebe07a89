"""Field parcels from one very fine image and a series of coarser ones: labels, training, prediction, polygons."""
