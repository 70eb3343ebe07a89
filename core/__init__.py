"""Common base of all fusion methods. Depends on no method and imports neither qgis nor PyQt."""
