"""Learning: one data set, one trainer, one predictor for all networks. No qgis; torch is imported inside functions."""
