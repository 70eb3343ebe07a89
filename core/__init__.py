"""What every fusion method stands on. Knows no method and imports neither qgis nor PyQt."""
