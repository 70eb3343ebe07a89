"""Reports: one HTML page that holds everything it shows, and the figures on it. Knows neither QGIS nor a window."""
