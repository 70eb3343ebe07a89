"""Training and prediction of networks. Does not import qgis; torch is imported inside functions."""
