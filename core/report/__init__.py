"""Self-contained HTML reports and their figures. Independent of QGIS and of any window."""
